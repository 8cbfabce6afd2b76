/* SPDX-License-Identifier: MIT
 * What an answer holds, and the document that it is. */
#include <stdlib.h>

#include "core/base/mem.h"
#include "core/doc/utf8.h"
#include "core/fetch/fetch.h"

const char *fetch_header(const struct fetch_answer *answer, const char *name)
{
	for (size_t i = 0; i < answer->header_count; i++)
		if (str_eq_nocase(str_c(answer->headers[i].name), str_c(name)))
			return answer->headers[i].value;
	return NULL;
}

char *fetch_take_body(struct fetch_answer *answer, size_t *out_len)
{
	char *body = (char *)(uintptr_t)answer->body.ptr;
	*out_len = answer->body.len;
	answer->body = str_n(NULL, 0);
	return body;
}

/* Headers are bytes; a document's strings are UTF-8: what is none was ISO 8859-1 (RFC 9110, 5.5). */
static const char *as_utf8(struct document *doc, const char *value)
{
	const struct str bytes = str_c(value);
	if (utf8_is_valid(bytes))
		return document_keep(doc, value);
	char *out = arena_alloc(&doc->arena, 2 * bytes.len + 1);
	size_t len = 0;
	for (size_t i = 0; i < bytes.len; i++) {
		const unsigned char c = (unsigned char)bytes.ptr[i];
		if (c >= 0x80)
			out[len++] = (char)(0xC0 | c >> 6);
		out[len++] = (char)(c < 0x80 ? c : 0x80 | (c & 0x3F));
	}
	out[len] = '\0';
	return out;
}

static void take_headers(struct document *doc, const struct fetch_answer *answer)
{
	struct document_header *headers =
		arena_zero(&doc->arena, (answer->header_count + 1) * sizeof *headers);
	for (size_t i = 0; i < answer->header_count; i++) {
		headers[i].name = as_utf8(doc, answer->headers[i].name);
		headers[i].value = as_utf8(doc, answer->headers[i].value);
	}
	doc->headers = headers;
	doc->header_count = answer->header_count;
}

struct document *fetch_document(struct fetch_answer *answer, const char *url, int64_t now_ms)
{
	struct document *doc = document_new();
	size_t length;
	const char *type = fetch_header(answer, "Content-Type");
	doc->url = document_keep(doc, url);
	doc->final_url = str_eq(str_c(url), str_c(answer->url)) ? NULL : document_keep(doc, answer->url);
	doc->fetched_ms = now_ms;
	take_headers(doc, answer);
	if (type)
		document_take_type(doc, as_utf8(doc, type));
	char *body = fetch_take_body(answer, &length);
	document_take_body(doc, body ? body : mem_dup(""), length);
	return doc;
}
