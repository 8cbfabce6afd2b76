/* SPDX-License-Identifier: MIT
 * A record for people to read. */
#include <jansson.h>

#include "core/article/article.h"
#include "core/base/columns.h"

static const char *text_of(json_t *record, const char *key)
{
	return json_string_value(json_object_get(record, key));
}

static void wrap_line(struct buf *out, struct str line, const char *indent, unsigned columns)
{
	struct str word;
	unsigned at = 0;
	while (str_next(&line, ' ', &word)) {
		const unsigned w = columns_of(word);
		if (at && at + 1 + w > columns) {
			buf_addc(out, '\n');
			at = 0;
		}
		buf_adds(out, at ? " " : indent);
		at += at ? 1 + w : (unsigned)strlen(indent) + w;
		buf_add(out, word);
	}
	buf_addc(out, '\n');
}

static void wrap(struct buf *out, const char *text, const char *first, const char *indent, unsigned columns)
{
	struct str rest = str_c(text), line;
	const size_t start = out->len;
	while (str_next(&rest, '\n', &line))
		wrap_line(out, line, indent, columns);
	const size_t marked = strlen(first);
	if (marked && out->len > start + marked) /* as wide as the indent */
		memcpy(out->ptr + start, first, marked);
}

static void add_head(struct buf *out, json_t *record, unsigned columns)
{
	static const char *const keys[] = { "byline", "agency", "published_at", "language", NULL };
	const char *title = text_of(record, "title"),
		   *place = text_of(json_object_get(record, "dateline"), "place");
	if (title)
		wrap(out, title, "", "", columns);
	const size_t start = out->len;
	if (place)
		buf_adds(out, place);
	for (const char *const *key = keys; *key; key++)
		if (text_of(record, *key))
			buf_printf(out, "%s%s", out->len > start ? " | " : "", text_of(record, *key));
	if (out->len > start)
		buf_addc(out, '\n');
	if (text_of(record, "summary")) {
		buf_addc(out, '\n');
		wrap(out, text_of(record, "summary"), "", "    ", columns);
	}
}

static void add_block(struct buf *out, json_t *block, unsigned columns)
{
	static const struct {
		const char *type, *first, *indent;
	} rows[] = { { "heading", "## ", "   " }, { "list_item", "- ", "  " }, { "quote", "> ", "  " } };
	const char *type = text_of(block, "type"), *first = "", *indent = "";
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (type && !strcmp(type, rows[i].type)) {
			first = rows[i].first;
			indent = rows[i].indent;
		}
	buf_addc(out, '\n');
	wrap(out, text_of(block, "text") ? text_of(block, "text") : "", first, indent, columns);
}

static void add_captions(struct buf *out, json_t *record, unsigned columns)
{
	json_t *item;
	size_t i;
	json_array_foreach(json_object_get(record, "media"), i, item)
	{
		const char *caption = text_of(item, "caption"), *url = text_of(item, "url");
		if (!caption && !url)
			continue;
		buf_addc(out, '\n');
		wrap(out, caption ? caption : url, "[*] ", "    ", columns);
	}
}

static void add_references(struct buf *out, json_t *record, unsigned columns)
{
	json_t *item;
	size_t i;
	if (json_array_size(json_object_get(record, "references")))
		buf_addc(out, '\n');
	json_array_foreach(json_object_get(record, "references"), i, item)
	{
		const char *title = text_of(item, "title"), *url = text_of(item, "url"),
			   *marker = text_of(item, "marker");
		struct buf line;
		buf_init(&line, 1 << 16);
		buf_printf(&line, "[%s] %s%s%s", marker ? marker : "-", title ? title : "",
		           title && url ? " " : "", url ? url : "");
		wrap(out, buf_str(&line).ptr, "", "", columns);
		buf_done(&line);
	}
}

int record_to_text(struct str json, unsigned columns, struct buf *out, struct err *err)
{
	json_error_t fault;
	json_t *record = json_loadb(json.ptr, json.len, 0, &fault), *block;
	size_t i;
	if (!json_is_object(record)) {
		json_decref(record);
		return err_set(err, EXIT_PARTLY, "no record: column %d: %s", fault.column, fault.text);
	}
	add_head(out, record, columns);
	json_array_foreach(json_object_get(record, "blocks"), i, block) add_block(out, block, columns);
	add_captions(out, record, columns);
	add_references(out, record, columns);
	const char *url = text_of(record, "url");
	buf_printf(out, "\n%s %s%s%s\n", text_of(record, "source") ? text_of(record, "source") : "",
	           text_of(record, "id") ? text_of(record, "id") : "", url ? " " : "", url ? url : "");
	json_decref(record);
	return 0;
}
