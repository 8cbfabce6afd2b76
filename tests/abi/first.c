/* SPDX-License-Identifier: MIT
 * The first plugin binary ever: first.x86_64.bin is this file, compiled against the header of API 1 and never
 *again. A host of today must load it and run it. Made by:
 *
 *	cc -O2 -shared -fPIC -fvisibility=hidden -Wl,-z,defs -Wl,--build-id=none -s -I include -o
 *first.x86_64.bin first.c
 */
#include <wiredesk/plugin.h>

struct options {
	const char *section;
	int64_t most;
	bool is_strict;
};

static const struct wd_opt options[] = { WD_STR(struct options, section, "Old", "section of every article"),
					 WD_INT(struct options, most, "2", "1..9", "most articles"),
					 WD_BOOL(struct options, is_strict, "true", "whether"), WD_OPT_END };

static void *open_first(wd_job *job, const void *opts)
{
	static int opened;
	(void)job, (void)opts;
	return &opened;
}

static void close_first(void *self)
{
	(void)self;
}

static int probe(wd_job *job, const struct wd_doc *doc, const void *opts)
{
	(void)doc, (void)opts;
	return wd_find(job, wd_html(job), "//h1") ? 30 : 0;
}

static void add_parts(wd_object *article)
{
	wd_object *media = wd_add(article, WD_MEDIA);
	wd_set(media, WD_URL, "/picture.jpg");
	wd_set(media, WD_CAPTION, "A picture");
	wd_object *reference = wd_add(article, WD_REFERENCE);
	wd_set(reference, WD_REL, "cites");
	wd_set(reference, WD_URL, "https://other.example/");
}

static enum wd_verdict parse(wd_job *job, const struct wd_doc *doc, const void *opts, void *self)
{
	const struct options *o = opts;
	const wd_node *page = wd_html(job);
	int64_t left = o->most;
	if (!self || !o->is_strict || !doc->source || !wd_find(job, page, "//h1"))
		return wd_fail(job, "no h1 in %s", doc->source);
	for (const wd_node *h = wd_find(job, page, "//h1"); h && left > 0; h = wd_next(h), left--) {
		wd_object *article = wd_new_article(job);
		wd_set(article, WD_TITLE, wd_text(job, h, "."));
		wd_set(article, WD_PUBLISHED, wd_date(job, wd_text(job, h, "following::time[1]/@datetime")));
		wd_set(article, WD_SECTION, o->section);
		wd_block(article, WD_PARAGRAPH_BLOCK, wd_text(job, h, "following::p[1]"));
		add_parts(article);
		wd_emit(article);
	}
	wd_follow(job, wd_text(job, page, "//a/@href"), "next", NULL);
	wd_defect(job, "old", "%s", wd_print(job, "read by %s", "first"));
	return WD_OK;
}

WD_PARSER(.name = "first", .version = "1.0", .summary = "the first plugin", .options = options,
	  .options_size = sizeof(struct options), .open = open_first, .close = close_first, .parse = parse,
	  .probe = probe);
