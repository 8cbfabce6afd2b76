/* SPDX-License-Identifier: MIT */
#include "core/doc/document.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "core/base/mem.h"

struct document *document_new(void)
{
	struct document *doc = mem_zero(1, sizeof *doc);
	arena_init(&doc->arena);
	doc->source = "cli";
	doc->timezone = "UTC";
	doc->parser = "auto";
	doc->fd = -1;
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
	if (doc->fd >= 0)
		close(doc->fd);
	doc->body = (struct str){ NULL, 0 };
	doc->is_mapped = false;
	doc->fd = -1;
	doc->sha256 = NULL;
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

int document_map(struct document *doc, int fd, size_t len)
{
	const int own = fcntl(fd, F_DUPFD_CLOEXEC, 0);
	void *mapped = own < 0 ? MAP_FAILED : mmap(NULL, len, PROT_READ, MAP_PRIVATE, own, 0);
	if (mapped == MAP_FAILED) {
		if (own >= 0)
			close(own);
		return -1;
	}
	free_body(doc);
	doc->body = str_n(mapped, len);
	doc->is_mapped = true;
	doc->fd = own;
	return 0;
}

struct pieces {
	int fd;
	off_t at;
	char bytes[64 * 1024];
};

/* A file that became shorter ends where it ends: reading it through the map would be the end of the process. */
static bool next_piece(void *self, struct str *out)
{
	struct pieces *pieces = self;
	const ssize_t n = pread(pieces->fd, pieces->bytes, sizeof pieces->bytes, pieces->at);
	if (n <= 0)
		return false;
	pieces->at += n;
	*out = str_n(pieces->bytes, (size_t)n);
	return true;
}

struct sha256 document_hash(const struct document *doc)
{
	struct pieces pieces;
	if (doc->sha256)
		return *doc->sha256;
	if (doc->fd < 0)
		return hash_sha256(doc->body);
	pieces.fd = doc->fd;
	pieces.at = 0;
	return hash_sha256_pieces(next_piece, &pieces);
}

void document_set_hash(struct document *doc, const struct sha256 *sha256)
{
	struct sha256 *kept = arena_alloc(&doc->arena, sizeof *kept);
	*kept = *sha256;
	doc->sha256 = kept;
}

void document_keep_hash(struct document *doc)
{
	const struct sha256 hash = document_hash(doc);
	document_set_hash(doc, &hash);
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
