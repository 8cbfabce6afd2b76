/* SPDX-License-Identifier: MIT */
#include "core/doc/document.h"

#include <stdlib.h>
#include <sys/mman.h>

#include "core/base/mem.h"

struct document *document_new(void)
{
	struct document *doc = mem_zero(1, sizeof *doc);
	arena_init(&doc->arena);
	doc->source = "cli";
	doc->timezone = "UTC";
	doc->parser = "auto";
	return doc;
}

static void free_body(struct document *doc)
{
	/* Owned, whatever the type of a lent string says. */
	void *body = (void *)(uintptr_t)doc->body.ptr;
	if (doc->is_mapped)
		munmap(body, doc->body.len);
	else
		free(body);
	doc->body = (struct str){ NULL, 0 };
	doc->is_mapped = false;
}

void document_free(struct document *doc)
{
	if (!doc)
		return;
	free_body(doc);
	arena_done(&doc->arena);
	free(doc);
}

void document_take_body(struct document *doc, char *ptr, size_t len)
{
	free_body(doc);
	doc->body = str_n(ptr, len);
}

const char *document_keep(struct document *doc, const char *text)
{
	return text ? arena_dup(&doc->arena, text) : NULL;
}

/* charset="utf-8", with or without the quotes (RFC 9110, 5.6.6), and with blanks that nobody allows. */
static void take_parameter(struct document *doc, struct str parameter)
{
	const size_t equals = str_chr(parameter, '=');
	if (doc->charset || equals == STR_NONE ||
	    !str_eq_nocase(str_trim(str_slice(parameter, 0, equals)), STR("charset")))
		return;
	struct str value = str_trim(str_from(parameter, equals + 1));
	while (value.len && strchr("\"'", value.ptr[0]))
		value = str_from(value, 1);
	while (value.len && strchr("\"'", value.ptr[value.len - 1]))
		value.len--;
	if (value.len)
		doc->charset = arena_str(&doc->arena, value).ptr;
}

void document_take_type(struct document *doc, const char *type)
{
	struct str rest = str_c(type), part;
	if (!str_next(&rest, ';', &part))
		return;
	char *name = arena_printf(&doc->arena, "%.*s", STR_ARG(str_trim(part)));
	for (char *c = name; *c; c++)
		*c = ascii_lower(*c);
	if (*name)
		doc->media_type = name;
	while (str_next(&rest, ';', &part))
		take_parameter(doc, part);
}

const char *document_name(const struct document *doc)
{
	return doc->url ? doc->url : doc->path ? doc->path : doc->id ? doc->id : "standard input";
}
