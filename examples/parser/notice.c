/* SPDX-License-Identifier: MIT
 * A town's notices as text files: the title, a line with the date, then paragraphs. Without CMake:
 *
 *	cc -shared -fPIC -o notice.so notice.c $(pkg-config --cflags wiredesk)
 *	WIREDESK_PLUGINS=. wiredesk parse --parser notice sample.txt
 */
#include <wiredesk/plugin.h>

struct options {
	const char *office;
};

static const struct wd_opt options[] = { WD_STR(struct options, office, "Town hall", "who signs the notices"),
					 WD_OPT_END };

/* A paragraph is as many lines as it likes: its text is theirs, folded to one. */
static void add_paragraphs(wd_job *job, wd_object *article, const wd_node *text)
{
	for (const wd_node *p = wd_find(job, text, "p[position() > 1]"); p; p = wd_next(p))
		wd_block(article, WD_PARAGRAPH_BLOCK, wd_text(job, p, "."));
}

static enum wd_verdict parse(wd_job *job, const struct wd_doc *doc, const void *opts, void *self)
{
	const struct options *o = opts;
	const wd_node *text = wd_plain(job);
	(void)doc, (void)self;

	if (!wd_text(job, text, "p[2]"))
		return wd_fail(job, "a notice has a title, a date and a text, parted by an empty line");
	wd_object *article = wd_new_article(job);
	wd_set(article, WD_TITLE, wd_text(job, text, "p[1]/line[1]"));
	wd_set(article, WD_PUBLISHED, wd_text(job, text, "p[1]/line[2]"));
	wd_set(article, WD_CREDIT, o->office);
	add_paragraphs(job, article, text);
	return wd_emit(article);
}

/* Sure enough to be asked by "auto", not sure enough to win against a parser that knows the document. */
static int probe(wd_job *job, const struct wd_doc *doc, const void *opts)
{
	(void)doc, (void)opts;
	return wd_date(job, wd_text(job, wd_plain(job), "/text/p[1]/line[2]")) ? 20 : 0;
}

WD_PARSER(.name = "notice", .version = "1.0", .summary = "notices of a town hall", .options = options,
	  .options_size = sizeof(struct options), .parse = parse, .probe = probe);
