/* SPDX-License-Identifier: MIT
 * A parser that does what the document tells it, for the runtime's test: lines of plain text, a command each.
 */
#include <stdlib.h>
#include <string.h>
#include <wiredesk/plugin.h>

struct options {
	const char *prefix;
	bool is_refused;
};

static const struct wd_opt options[] = { WD_STR(struct options, prefix, "plain", "before every title"),
					 WD_BOOL(struct options, is_refused, "false", "refuse to be opened"),
					 WD_OPT_END };

static void *open_sample(wd_job *job, const void *opts)
{
	const struct options *o = opts;
	return o->is_refused ? wd_fail(job, "it was told to refuse"), NULL : malloc(1);
}

static int probe(wd_job *job, const struct wd_doc *doc, const void *opts)
{
	(void)opts;
	wd_defect(job, "probing", "must not be seen");
	if (wd_xml(job)) /* its failure must not be seen either */
		return 0;
	return doc->body.len && strncmp(doc->body.ptr, "sample", 6) == 0 ? 50 : 0;
}

static void add_article(wd_job *job, const char *prefix, const char *title)
{
	wd_object *article = wd_new_article(job);
	wd_set(article, WD_TITLE, wd_print(job, "%s %s", prefix, title));
	wd_block(article, WD_PARAGRAPH_BLOCK, "Some text that says what the title means.");
	wd_emit(article);
	wd_emit(article); /* refused: once is enough */
}

static enum wd_verdict run(wd_job *job, const struct options *o, const char *line)
{
	const char *rest = strchr(line, ' ') ? strchr(line, ' ') + 1 : "";
	if (!strncmp(line, "article ", 8))
		add_article(job, o->prefix, rest);
	else if (!strncmp(line, "drop ", 5))
		wd_drop(wd_new_article(job), "%s", rest);
	else if (!strcmp(line, "empty"))
		wd_emit(wd_new_article(job));
	else if (!strncmp(line, "follow ", 7))
		wd_follow(job, rest, "article", NULL);
	else if (!strncmp(line, "feed ", 5))
		wd_set(wd_feed(job), WD_TITLE, rest);
	else if (!strncmp(line, "xpath ", 6))
		return wd_find(job, wd_plain(job), rest) ? WD_OK : wd_fail(job, "nothing at %s", rest);
	else if (!strncmp(line, "fail ", 5))
		return wd_fail(job, "%s", rest);
	else if (!strcmp(line, "retry"))
		return WD_RETRY;
	return WD_OK;
}

static enum wd_verdict parse(wd_job *job, const struct wd_doc *doc, const void *opts, void *self)
{
	(void)doc;
	if (!self)
		return wd_fail(job, "it was not opened");
	for (const wd_node *line = wd_find(job, wd_plain(job), "//line"); line; line = wd_next(line)) {
		const enum wd_verdict verdict = run(job, opts, wd_text(job, line, "."));
		if (verdict != WD_OK)
			return verdict;
	}
	return WD_OK;
}

WD_PARSER(.name = "sample", .version = "2.1", .summary = "does what it is told", .options = options,
	  .options_size = sizeof(struct options), .open = open_sample, .close = free, .parse = parse,
	  .probe = probe);
