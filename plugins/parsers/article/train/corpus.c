/* SPDX-License-Identifier: MIT */
#include "corpus.h"

#include <jansson.h>
#include <stdio.h>
#include <zlib.h>

#include "../meta.h"
#include "../words.h"
#include "core/base/buf.h"
#include "core/normalize/normalize.h"
#include "core/plugin/job.h"

enum { PAGE_MOST = 64 << 20, EXPECTED_MOST = 1 << 20 };

static char *read_gz(const char *path, size_t *length, struct err *err)
{
	gzFile file = gzopen(path, "rb");
	struct buf out;
	buf_init(&out, PAGE_MOST);
	int got = -1;
	for (char *room; file && (room = buf_room(&out, 1 << 16)) && (got = gzread(file, room, 1 << 16)) > 0;)
		out.len += (size_t)got;
	if (file)
		gzclose(file);
	if (got < 0) {
		err_set(err, EXIT_WRONG_USE, "%s cannot be read", path);
		buf_done(&out);
		return NULL;
	}
	*length = out.len;
	return out.ptr;
}

static struct text text_make(struct arena *arena, const char *text)
{
	const size_t most = strlen(text) + 1;
	uint32_t *words = mem_alloc(most * sizeof *words);
	struct text out = { .count = words_of(text, words, most) };
	out.words = arena_alloc(arena, (out.count + 1) * sizeof *words);
	memcpy(out.words, words, out.count * sizeof *words);
	free(words);
	return out;
}

static uint32_t line_hash(const struct text *line)
{
	uint32_t hash = 0;
	for (size_t i = 0; i < line->count; i++)
		hash = word_hash_pair(hash, line->words[i]);
	return hash;
}

static void read_body(struct arena *arena, struct sample *sample, const char *body)
{
	size_t lines = 1, place = 0;
	char *copy = arena_dup(arena, body), *rest = copy;
	sample->body = text_make(arena, body);
	for (const char *at = body; *at; at++)
		lines += *at == '\n';
	sample->lines = arena_zero(arena, lines * sizeof *sample->lines);
	sample->line_places = arena_zero(arena, lines * sizeof *sample->line_places);
	for (char *line; (line = strsep(&rest, "\n"));) {
		const struct text words = text_make(arena, line);
		if (!words.count)
			continue;
		sample->lines[sample->line_count] = line_hash(&words);
		sample->line_places[sample->line_count++] = (uint32_t)place;
		place += words.count;
	}
}

static struct text *read_pieces(struct arena *arena, const json_t *pieces, size_t *count)
{
	struct text *out = arena_zero(arena, (json_array_size(pieces) + 1) * sizeof *out);
	for (size_t i = 0; i < json_array_size(pieces); i++)
		out[(*count)++] = text_make(arena, json_string_value(json_array_get(pieces, i)));
	return out;
}

/* "hard::site.example-story.html" and "site.example.story.html" name their site, too. */
static uint32_t site_of(const char *url)
{
	const char *host = strstr(url, "://"), *dots = strstr(url, "::");
	const struct str domain = host ? url_domain(str_c(url)) : str_n(NULL, 0);
	uint32_t hash = WORD_HASH_START;
	if (domain.len) {
		for (size_t i = 0; i < domain.len; i++)
			hash = word_hash_add(hash, (unsigned char)domain.ptr[i]);
		return hash;
	}
	host = dots ? dots + 2 : url;
	for (int labels = 0; *host && *host != '-' && *host != '/' && labels < 2; host++) {
		labels += *host == '.';
		hash = word_hash_add(hash, (unsigned char)*host);
	}
	return hash;
}

static void shrink(struct page *page)
{
#define SHRINK(v)                                                                                            \
	((v)->at = mem_resize((v)->at, ((v)->count + 1) * sizeof *(v)->at), (v)->room = (v)->count + 1)
	SHRINK(&page->elements);
	SHRINK(&page->blocks);
	SHRINK(&page->pieces);
	SHRINK(&page->text);
	SHRINK(&page->words);
	SHRINK(&page->marks);
}

static int read_page(struct corpus *corpus, struct sample *sample, const char *path, const char *charset,
                     struct err *err)
{
	static struct wd_job job;
	size_t length;
	char *bytes = read_gz(path, &length, err);
	if (!bytes)
		return -1;
	struct document *doc = document_new();
	doc->charset = charset;
	document_take_body(doc, bytes, length);
	job_init(&job);
	job_reset(&job, doc, NULL);
	const bool is_read = page_read(&sample->page, &job);
	const char *title = is_read ? meta_title(&sample->page) : NULL,
		   *summary = is_read ? meta_summary(&sample->page) : NULL;
	sample->title = title ? arena_dup(&corpus->arena, title) : NULL;
	sample->summary = summary ? arena_dup(&corpus->arena, summary) : NULL;
	shrink(&sample->page);
	job_done(&job);
	document_free(doc);
	return is_read ? 0 : err_set(err, EXIT_WRONG_USE, "%s: not read", path);
}

static const char *string_of(struct corpus *corpus, const json_t *row, const char *key)
{
	const char *value = json_string_value(json_object_get(row, key));
	return value ? arena_dup(&corpus->arena, value) : NULL;
}

static int read_row(struct corpus *corpus, const char *folder, const json_t *row, struct err *err)
{
	struct arena *arena = &corpus->arena;
	const char *url = string_of(corpus, row, "url"), *page = string_of(corpus, row, "page");
	const char *body = json_string_value(json_object_get(row, "body"));
	struct sample *sample = vector_add(&corpus->samples);
	if (!sample || !page || !url)
		return err_set(err, EXIT_WRONG_USE, "an entry without page or url");
	sample->id = string_of(corpus, row, "id");
	sample->dataset = string_of(corpus, row, "dataset");
	sample->site = site_of(url);
	if (body)
		read_body(arena, sample, body);
	sample->present = read_pieces(arena, json_object_get(row, "present"), &sample->present_count);
	sample->absent = read_pieces(arena, json_object_get(row, "absent"), &sample->absent_count);
	const char *path = arena_printf(arena, "%s/%s", folder, page);
	if (read_page(corpus, sample, path, string_of(corpus, row, "charset"), err))
		return -1;
	label_sample(corpus, sample);
	return 0;
}

int corpus_read(struct corpus *corpus, const char *folder, struct err *err)
{
	char *line = NULL;
	size_t room = 0;
	int failed = 0;
	arena_init(&corpus->arena);
	FILE *file = fopen(arena_printf(&corpus->arena, "%s/expected.jsonl", folder), "r");
	if (!file)
		return err_set(err, EXIT_WRONG_USE, "%s has no expected.jsonl", folder);
	while (!failed && getline(&line, &room, file) > 0) {
		json_error_t error;
		json_t *row = json_loads(line, 0, &error);
		failed = row ? read_row(corpus, folder, row, err)
		             : err_set(err, EXIT_WRONG_USE, "expected.jsonl: %s", error.text);
		json_decref(row);
	}
	free(line);
	fclose(file);
	return failed;
}

void corpus_free(struct corpus *corpus)
{
	for (size_t i = 0; i < corpus->samples.count; i++)
		page_done(&corpus->samples.at[i].page);
	vector_done(&corpus->samples);
	arena_done(&corpus->arena);
}
