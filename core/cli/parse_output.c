/* SPDX-License-Identifier: MIT */
#include "core/cli/parse.h"

#include "core/article/article.h"
#include "core/article/identity.h"
#include "core/base/columns.h"
#include "core/base/hash.h"
#include "core/base/log.h"
#include "core/cli/explain.h"

enum { TEXT_COLUMNS = 100, RECORD_MOST = 64 << 20 };

static const struct {
	const char *name;
	enum parse_format format;
} formats[] = {
	{ "jsonl", PARSE_JSONL }, { "json", PARSE_JSON },           { "text", PARSE_TEXT },
	{ "ninjs", PARSE_NINJS }, { "documents", PARSE_DOCUMENTS },
};

int parse_format_named(const char *name, enum parse_format *out, struct err *err)
{
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		if (str_eq(str_c(name), str_c(formats[i].name)))
			return *out = formats[i].format, 0;
	return err_set(err, EXIT_WRONG_USE,
	               "there is no format \"%s\"; there are jsonl, json, text, ninjs, documents", name);
}

static const char *const status_names[] = { "usable", "withheld", "canceled" };

static void add_explanation(const struct record *record, struct buf *out)
{
	if (!record->explain.len)
		return;
	buf_cut(out, out->len - 1); /* the brace */
	buf_adds(out, ",\"explain\":");
	buf_add(out, record->explain);
	buf_addc(out, '}');
}

void parse_print_record(const struct document *doc, const struct sha256 *sha256, const struct record *record,
                        struct buf *out)
{
	const struct record_head *head = &record->head;
	char id[27] = "";
	if (head->key_count)
		identity_id(doc->source, &head->keys[0], id);
	const struct record_envelope envelope = {
		.id = id,
		.revision = 1,
		.change = head->status == RECORD_CANCELED     ? "retraction"
		          : head->change == RECORD_CORRECTION ? "correction"
		                                              : "new",
		.source = doc->source,
		.parser = head->parser,
		.parser_version = head->parser_version,
		.extraction = head->extraction,
		.charset = head->charset,
		.content_hash = head->content_hash,
		.status = status_names[head->status],
		.fetched_ms = doc->fetched_ms,
		.first_seen_ms = RECORD_NO_TIME,
		.sort_ms = head->published_ms != RECORD_NO_TIME ? head->published_ms : doc->fetched_ms,
		.url = doc->url,
		.final_url = doc->final_url,
		.feed_url = doc->feed_url,
		.path = doc->path,
		.media_type = doc->media_type,
		.sha256 = sha256,
		.bytes = (int64_t)doc->body.len,
	};
	record_write(&envelope, record->json, out);
	add_explanation(record, out);
}

/* What is said of a record in -o documents alone. */
static void print_more(const struct record *record, struct buf *out)
{
	static const char *const said[] = { NULL, "false", "true" };
	const unsigned permalink = record->head.guid_is_permalink;
	if (permalink < RECORD_NO || permalink > RECORD_YES)
		return;
	buf_cut(out, out->len - 1); /* its closing brace */
	buf_adds(out, ",\"guid_is_permalink\":");
	buf_adds(out, said[permalink]);
	buf_addc(out, '}');
}

static void print_form(enum parse_format format, const struct document *doc, const struct sha256 *sha256,
                       const struct record *record, struct buf *out)
{
	struct buf line;
	struct err err;
	buf_init(&line, RECORD_MOST);
	parse_print_record(doc, sha256, record, &line);
	const int result = format == PARSE_TEXT ? record_to_text(buf_str(&line), TEXT_COLUMNS, out, &err)
	                                        : record_to_ninjs(buf_str(&line), out, &err);
	if (result)
		log_error("%s: %s", document_name(doc), err.text);
	else if (format == PARSE_TEXT && record->explain.len)
		explain_print(record->explain, columns_of_terminal(TEXT_COLUMNS), false, out);
	buf_done(&line);
}

static void add_member(struct buf *out, const char *name, struct str value)
{
	if (out->ptr[out->len - 1] != '{')
		buf_addc(out, ',');
	json_add_string(out, str_c(name));
	buf_addc(out, ':');
	buf_add(out, value);
}

static void add_text(struct buf *out, const char *name, const char *text)
{
	if (!text)
		return;
	struct buf value;
	buf_init(&value, RECORD_MOST);
	json_add_string(&value, str_c(text));
	add_member(out, name, buf_str(&value));
	buf_done(&value);
}

static void print_whole(const struct parse_input *input, const struct document *doc, const struct sha256 *sha256,
                        const struct outcome *outcome, struct buf *out)
{
	buf_addc(out, '{');
	add_text(out, "id", input->id);
	add_text(out, "document", input->path);
	add_text(out, "parser", outcome->parser);
	add_text(out, "charset", outcome->charset);
	if (outcome->feed)
		add_member(out, "feed", str_c(outcome->feed));
	if (outcome->defects)
		add_member(out, "defects", str_c(outcome->defects));
	add_member(out, "articles", STR("["));
	for (size_t i = 0; i < outcome->record_count; i++) {
		if (i)
			buf_addc(out, ',');
		parse_print_record(doc, sha256, &outcome->records[i], out);
		print_more(&outcome->records[i], out);
	}
	buf_addc(out, ']');
	if (outcome->explain)
		add_member(out, "explain", str_c(outcome->explain));
	add_text(out, "error", outcome->reason);
	buf_addc(out, '}');
}

/* For all records at once: what grows step by step is copied at each. */
static void make_room(const struct outcome *outcome, struct buf *out)
{
	enum { ENVELOPE = 1024 };
	size_t size = 0;
	for (size_t i = 0; i < outcome->record_count; i++)
		size += outcome->records[i].json.len + ENVELOPE;
	if (size <= out->max - out->len)
		buf_room(out, size);
}

void parse_print(enum parse_format format, const struct parse_input *input, const struct document *doc,
                 const struct outcome *outcome, struct buf *out)
{
	const struct sha256 sha256 = doc && outcome->record_count ? document_hash(doc) : (struct sha256){ 0 };
	if (format == PARSE_DOCUMENTS) {
		print_whole(input, doc, &sha256, outcome, out);
		buf_addc(out, '\n');
		return;
	}
	make_room(outcome, out);
	for (size_t i = 0; i < outcome->record_count; i++) {
		if (format == PARSE_JSON)
			buf_addc(out, ',');
		if (format == PARSE_JSONL || format == PARSE_JSON)
			parse_print_record(doc, &sha256, &outcome->records[i], out);
		else
			print_form(format, doc, &sha256, &outcome->records[i], out);
		buf_addc(out, '\n');
	}
}
