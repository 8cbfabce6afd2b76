/* SPDX-License-Identifier: MIT
 * feed: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, JSON Feed. What the document is, and who reads it. */
#include <stdlib.h>
#include <string.h>

#include "reader.h"

static const struct wd_opt options[] = {
	WD_INT(struct feed_options, max_items, "100000", "1..10000000", "most items taken from one document"),
	WD_BOOL(struct feed_options, pages, "no", "take the pages of a WordPress export in, too"), WD_OPT_END
};

/* The first thing that a strict parser would have refused, in words. */
static const struct {
	const char *code, *text;
} faults[] = {
	{ "bad_attribute", "an attribute without quotes, value or blank before it" },
	{ "bad_comment", "a comment with two hyphens in it, or without an end" },
	{ "bad_declaration", "an XML declaration without a version, or that does not end in ?>" },
	{ "bad_doctype", "a DOCTYPE without an end" },
	{ "bad_reference", "a reference to a character that no document may hold" },
	{ "bad_tag", "a < that begins no tag, or a tag that is none" },
	{ "bare_ampersand", "an & that begins no reference" },
	{ "cdata_end", "]]> outside of a CDATA section" },
	{ "control_character", "a control character" },
	{ "duplicate_attribute", "an attribute that stands twice" },
	{ "entity_limit", "an entity made of others, or too many of them; they give nothing" },
	{ "junk_after", "something behind the end of the document" },
	{ "junk_before", "something before the XML declaration or the root" },
	{ "mismatched_tag", "an element that is not closed, or closed without being open" },
	{ "several_roots", "a second document behind the first" },
	{ "too_deep", "elements nested over 256 deep" },
	{ "too_long", "a text over 16 MiB, which was cut" },
	{ "truncated", "the document ends in the middle" },
	{ "undeclared_entity", "a reference that is declared nowhere" },
	{ "undeclared_prefix", "a namespace prefix that is declared nowhere" },
};

static void tell_fault(wd_job *job, const char *code)
{
	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
		if (code && !strcmp(faults[i].code, code))
			wd_defect(job, code, "%s", faults[i].text);
}

static void tell_limit(const struct reader *reader)
{
	if (reader->items > reader->options->max_items)
		wd_defect(reader->job, "too_many_items",
		          "%lld items; those behind the first %lld are left out (max_items)",
		          (long long)reader->items, (long long)reader->options->max_items);
}

static enum wd_verdict read_feed(struct reader *reader)
{
	reader_run(reader);
	const struct emission emission = { reader->job, reader->doc, *reader->base ? reader->base : NULL,
		                           &reader->scratch };
	channel_emit(&emission, &reader->feed, reader->format ? reader->format : "rss10", !reader->xml.fault);
	channel_skips(reader->job, reader->hours, reader->days);
	tell_fault(reader->job, reader->xml.fault);
	tell_limit(reader);
	return WD_OK;
}

static enum wd_verdict refuse(wd_job *job, const char *code, const char *why)
{
	wd_defect(job, code, "%s", why);
	return wd_fail(job, "%s: %s", code, why);
}

static enum wd_verdict read_markup(struct reader *reader)
{
	switch (reader_find_root(reader)) {
	case ROOT_FEED:
		return read_feed(reader);
	case ROOT_HTML:
		return discover_feeds(reader->job, reader->doc);
	case ROOT_SITEMAP:
		return refuse(reader->job, "not_a_feed", "it is a sitemap, which the parser sitemap reads");
	case ROOT_EMPTY:
		return refuse(reader->job, "empty", "there is nothing in it");
	default:
		return refuse(reader->job, "not_a_feed", "its root is not that of a feed");
	}
}

static bool is_json(const struct wd_doc *doc)
{
	struct wd_bytes body = doc->body;
	if (body.len >= 3 && !memcmp(body.ptr, "\xEF\xBB\xBF", 3))
		body = bytes_of(body.ptr + 3, body.len - 3);
	for (size_t i = 0; i < body.len && i < 4096; i++)
		if (body.ptr[i] && !is_blank(body.ptr[i])) /* wide units have NULs between */
			return body.ptr[i] == '{' || ((unsigned char)body.ptr[i] >= 0xFE &&
			                              memchr(body.ptr, '{', body.len < 8 ? body.len : 8));
	return false;
}

static enum wd_verdict parse(wd_job *job, const struct wd_doc *doc, const void *opts, void *self)
{
	(void)self;
	if (is_json(doc))
		return json_feed_parse(job, doc, opts);
	struct reader *reader = malloc(sizeof *reader);
	if (!reader)
		return wd_fail(job, "no memory");
	reader_init(reader, job, doc, opts);
	const enum wd_verdict verdict = read_markup(reader);
	reader_done(reader);
	free(reader);
	return verdict;
}

/* --- is it one? */

enum { SURE = 95, LIKELY = 60 };

static int probe_json(wd_job *job)
{
	char head[4096];
	const long length = wd_characters(job, head, sizeof head - 1);
	if (length <= 0)
		return 0;
	head[length] = '\0';
	return strstr(head, "jsonfeed.org/version/1") || strstr(head, "jsonfeed.org\\/version\\/1") ? SURE
	                                                                                            : 0;
}

/* RDF is not all RSS. */
static int probe_rdf(const struct reader *reader)
{
	const struct xml_buffer *w = &reader->xml.window;
	const bool is_rss = memmem(w->ptr, w->len, "purl.org/rss/1.0/", 17) ||
	                    memmem(w->ptr, w->len, "rdf/simple/0.9", 14);
	return is_rss ? SURE : 0;
}

static int probe(wd_job *job, const struct wd_doc *doc, const void *opts)
{
	if (is_json(doc))
		return probe_json(job);
	if (!memchr(doc->body.ptr, '<', doc->body.len < 4 * ROOT_WITHIN ? doc->body.len : 4 * ROOT_WITHIN))
		return 0;
	struct reader *reader = malloc(sizeof *reader);
	int sure = 0;
	if (!reader)
		return 0;
	reader_init(reader, job, doc, opts);
	if (reader_find_root(reader) == ROOT_FEED)
		sure = reader->dialect == DIALECT_RDF           ? probe_rdf(reader)
		       : reader->levels[1].inside == IN_CHANNEL ? LIKELY
		                                                : SURE;
	reader_done(reader);
	free(reader);
	return sure;
}

WD_PARSER(.name = "feed", .version = "1.0", .summary = "RSS, Atom and JSON feeds of any age and condition",
          .options = options, .options_size = sizeof(struct feed_options), .parse = parse, .probe = probe);
