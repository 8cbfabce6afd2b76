/* SPDX-License-Identifier: MIT
 * What markup and whole articles cost, on invented ones that look like a full feed's items.
 *
 *	bench_normalize [html|markup|text|article] [ROUNDS]
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "core/article/article.h"
#include "core/normalize/normalize.h"

enum { ITEM_BYTES = 5000, OUT_MOST = 16 << 20 };

/* Of this process: what others do at the same time does not count. */
static double cpu_ms(void)
{
	return (double)clock() * 1000 / CLOCKS_PER_SEC;
}

static const char *const sentences[] = {
	"The ferry <b>Morning Star</b> returned to its quay on Sunday after nine days in the yard&#8217;s "
	"dry dock. ",
	"&#8220;Nobody expected it before Christmas,&#8221; said harbour master Mirela Costin &amp; smiled. ",
	"Tickets cost 4.50 euros, half of that for children, <em>as in the past year</em>. ",
	"A second ship, the <a href=\"https://harbour.example/ships/evening-star?utm_source=feed\">Evening "
	"Star</a>, "
	"follows in March. ",
	"The town council had voted 14 to 9 for the repair, which cost 2.3 million euros and took longer "
	"than planned. ",
	"Caf\u00E9s along the quay opened early; the queue reached as far as the fish market, witnesses "
	"said. ",
};

static void add_item(struct buf *out, unsigned seed)
{
	buf_adds(out,
	         "<figure><img src=\"https://cdn.harbour.example/2026/11/ferry-1024.jpg\" alt=\"The ferry\" "
	         "width=\"1024\" height=\"683\" class=\"lead\" loading=\"lazy\"><figcaption>The ferry at its "
	         "quay</figcaption></figure>\n");
	for (unsigned n = 0; out->len < ITEM_BYTES; n++) {
		buf_adds(out, n % 5 == 4 ? "<h2 class=\"sub\">What comes next</h2>\n<p>" : "<p>");
		for (unsigned i = 0; i < 4; i++) {
			seed = seed * 1664525u + 1013904223u;
			buf_adds(out, sentences[(seed >> 16) % (sizeof sentences / sizeof *sentences)]);
		}
		buf_adds(out, "</p>\n");
	}
	buf_adds(out, "<ul class=\"more\"><li><a href=\"/boats\">Boats</a></li><li><a "
	              "href=\"timetable.html#winter\">"
	              "Timetable</a></li></ul>");
}

static void run_html(struct str item)
{
	struct arena arena;
	struct buf markup;
	arena_init(&arena);
	buf_init(&markup, OUT_MOST);
	const struct html_outputs outputs = { .markup = &markup,
		                              .base = STR("https://harbour.example/2026/11/ferry"),
		                              .article = article_new(&arena) };
	html_read(item, &outputs);
	buf_done(&markup);
	arena_done(&arena);
}

static void run_markup(struct str item)
{
	struct buf markup;
	buf_init(&markup, OUT_MOST);
	html_sanitize(item, STR("https://harbour.example/2026/11/ferry"), &markup);
	buf_done(&markup);
}

static void run_text(struct str item)
{
	struct buf text;
	buf_init(&text, OUT_MOST);
	html_to_text(item, &text);
	buf_done(&text);
}

static struct article *new_article(struct arena *arena, struct str item)
{
	struct article *article = article_new(arena);
	struct object *self = &article->self;
	object_set(self, WD_GUID, STR("hd-10017"));
	object_set(self, WD_URL, STR("https://harbour.example/2026/11/ferry?utm_source=rss"));
	object_set(self, WD_TITLE, STR("Ferry returns &amp; queues grow"));
	object_set(self, WD_PUBLISHED, STR("Sun, 22 Nov 2026 07:45:00 +0100"));
	object_set(self, WD_AUTHOR, STR("Mirela Costin"));
	object_set(self, WD_KEYWORD, STR("Transport"));
	object_set(self, WD_KEYWORD, STR("Harbour"));
	object_set(self, WD_SUMMARY_HTML,
	           STR("Short <b>teaser</b> of the ferry&#8217;s return after nine days in dock."));
	object_set(self, WD_BODY_HTML, item);
	return article;
}

static void run_article(struct str item)
{
	const struct normalize_context context = { .base_url = "https://harbour.example/feed",
		                                   .feed_url = "https://harbour.example/feed",
		                                   .fetched_ms = INT64_C(1795400000000) };
	struct arena arena;
	struct buf json;
	struct record_head head;
	arena_init(&arena);
	buf_init(&json, OUT_MOST);
	struct article *article = new_article(&arena, item);
	if (normalize_article(article, &context, &head, NULL))
		abort();
	article_to_json(article, &json);
	buf_done(&json);
	arena_done(&arena);
}

static const struct job {
	const char *name;
	void (*run)(struct str item);
} jobs[] = {
	{ "html", run_html },
	{ "markup", run_markup },
	{ "text", run_text },
	{ "article", run_article },
};

static void measure(const struct job *job, struct str item, int rounds)
{
	job->run(item); /* tables and libraries are set up */
	const double start = cpu_ms();
	for (int i = 0; i < rounds; i++)
		job->run(item);
	const double ms = cpu_ms() - start;
	printf("%-8s %8.1f us an item of %zu bytes, %6.1f MB/s\n", job->name, ms * 1000 / rounds, item.len,
	       (double)item.len * rounds / 1000 / (ms > 0 ? ms : 1));
}

int main(int argc, char **argv)
{
	const char *only = argc > 1 ? argv[1] : NULL;
	const int rounds = argc > 2 ? atoi(argv[2]) : 20000;
	struct buf item;
	buf_init(&item, OUT_MOST);
	add_item(&item, 7);
	date_setup();
	language_setup();
	url_setup();
	for (size_t i = 0; i < sizeof jobs / sizeof *jobs; i++)
		if (!only || !strcmp(only, jobs[i].name))
			measure(&jobs[i], buf_str(&item), rounds);
	buf_done(&item);
	return 0;
}
