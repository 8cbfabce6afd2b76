/* SPDX-License-Identifier: MIT
 * The parts of `wiredesk parse`: which documents, and in what form their records come out. */
#ifndef CORE_CLI_PARSE_H
#define CORE_CLI_PARSE_H
#include "core/article/record.h"
#include "core/base/arena.h"
#include "core/base/err.h"
#include "core/cli/cli.h"
#include "core/doc/document.h"

/* What the options say of every document. */
struct parse_facts {
	const char *parser, *source, *url, *type, *charset, *timezone, *role;
	struct cli_list headers; /* "Name: value" */
};

/* The options that fill it: rows of a command's table. */
#define PARSE_FACT_OPTIONS(facts) \
	{ "source", 0, CLI_TEXT, &(facts)->source, "NAME", "the source's name in the records (the rule: cli)" }, \
	{ "url", 'u', CLI_TEXT, &(facts)->url, "URL", "where the document is from" }, \
	{ "type", 0, CLI_TEXT, &(facts)->type, "MIME", "its media type, as an HTTP header would tell it" }, \
	{ "charset", 0, CLI_TEXT, &(facts)->charset, "NAME", "its character set" }, \
	{ "header", 0, CLI_REPEATED, &(facts)->headers, "'N: V'", "a header of the response" }, \
	{ "role", 0, CLI_TEXT, &(facts)->role, "NAME", "the role in which a link to it was followed" }, \
	{ "timezone", 'z', CLI_TEXT, &(facts)->timezone, "ZONE", "zone of dates that name none (the rule: UTC)" }

/* One input: a path ("-" is standard input), or a list's entry with facts of its own. */
struct parse_input {
	const char *path, *id, *url, *type, *charset, *timezone, *source;
	const char *user, *password; /* of an address that is fetched; never told */
	const struct document_header *headers;
	size_t header_count;
};

struct parse_inputs {
	struct arena arena;
	struct parse_input *at;
	size_t count, cap;
};

/* Files as named; folders with is_recursive, their files sorted by name; a list of paths or objects, a line
 * each. -1: the error names the path, or the list's line. */
int parse_inputs_add(struct parse_inputs *inputs, const char *path, bool is_recursive, struct err *err);
int parse_inputs_add_list(struct parse_inputs *inputs, const char *path, struct err *err);
void parse_inputs_done(struct parse_inputs *inputs);

/* Reads the input into a document with all that is known of it. */
int parse_input_read(const struct parse_input *input, const struct parse_facts *facts, struct document **out,
                     struct err *err);

/* The record as it would be at first sight: revision 1, and no place in a log. */
void parse_print_record(const struct document *doc, const struct sha256 *sha256, const struct record *record,
                        struct buf *out);

enum parse_format { PARSE_JSONL, PARSE_JSON, PARSE_TEXT, PARSE_NINJS, PARSE_DOCUMENTS };
int parse_format_named(const char *name, enum parse_format *out, struct err *err);
/* Appends what one document gave; doc is NULL where it could not be read (its outcome then has the reason).
 * In an array (PARSE_JSON) a comma leads each record: the first of all is to become the bracket. */
void parse_print(enum parse_format format, const struct parse_input *input, const struct document *doc,
                 const struct outcome *outcome, struct buf *out);

#endif
