/* SPDX-License-Identifier: MIT
 * Markup: no crash; what is shown has nothing that could run, and is the same when it is read again. */
#include <stdlib.h>

#include "core/article/article.h"
#include "core/doc/charset.h"
#include "core/normalize/normalize.h"
#include "fuzz.h"

enum { OUT_MOST = 64 << 20 };

static void check_harmless(struct str markup)
{
	static const char *const never[] = { "<script", "<style", "<iframe", "<svg", "<form" };
	for (size_t i = 0; i < sizeof never / sizeof *never; i++)
		if (str_find_nocase(markup, str_c(never[i])) != STR_NONE)
			abort();
}

/* Ends that were made up may move once more, then nothing does. */
static void check_stable(struct str markup)
{
	struct buf again, third;
	buf_init(&again, OUT_MOST);
	buf_init(&third, OUT_MOST);
	html_sanitize(markup, STR(""), &again);
	html_sanitize(buf_str(&again), STR(""), &third);
	if (!str_eq(buf_str(&again), buf_str(&third)))
		abort();
	buf_done(&again);
	buf_done(&third);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena;
	struct buf markup, text;
	arena_init(&arena);
	buf_init(&markup, OUT_MOST);
	buf_init(&text, OUT_MOST);
	const struct charset_result in =
		charset_decode(str_n((const char *)data, size), "utf-8", CHARSET_TEXT, &arena);
	const struct html_outputs outputs = { .markup = &markup,
		                              .base = STR("https://desk.example/a"),
		                              .article = article_new(&arena) };
	html_read(in.text, &outputs);
	html_to_text(in.text, &text);
	html_is_markup(in.text);
	check_harmless(buf_str(&markup));
	check_stable(buf_str(&markup));
	buf_done(&markup);
	buf_done(&text);
	arena_done(&arena);
	return 0;
}
