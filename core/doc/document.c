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

const char *document_name(const struct document *doc)
{
	return doc->url ? doc->url : doc->path ? doc->path : doc->id ? doc->id : "standard input";
}
