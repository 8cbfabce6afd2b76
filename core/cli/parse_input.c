/* SPDX-License-Identifier: MIT */
#include "core/cli/parse.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/mem.h"
#include "core/intake/intake.h"
#include "core/normalize/normalize.h"

enum { DEPTH_MOST = 64 };

static void add(struct parse_inputs *inputs, const struct parse_input *input)
{
	if (inputs->count == inputs->cap) {
		inputs->cap = inputs->cap ? inputs->cap * 2 : 64;
		inputs->at = mem_resize(inputs->at, inputs->cap * sizeof *inputs->at);
	}
	inputs->at[inputs->count++] = *input;
}

static int is_visible(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

static int add_folder(struct parse_inputs *inputs, const char *path, unsigned depth, struct err *err)
{
	struct dirent **entries;
	const int count = scandir(path, &entries, is_visible, alphasort);
	if (count < 0)
		return err_errno(err, EXIT_PARTLY, "%s", path);
	int result = 0;
	for (int i = 0; i < count; i++) {
		const char *child = arena_printf(&inputs->arena, "%s/%s", path, entries[i]->d_name);
		struct stat info;
		if (!result && !stat(child, &info)) {
			if (S_ISDIR(info.st_mode) && entries[i]->d_type != DT_LNK && depth < DEPTH_MOST)
				result = add_folder(inputs, child, depth + 1, err);
			else if (S_ISREG(info.st_mode))
				add(inputs, &(struct parse_input){ .path = child });
		}
		free(entries[i]);
	}
	free(entries);
	return result;
}

int parse_inputs_add(struct parse_inputs *inputs, const char *path, bool is_recursive, struct err *err)
{
	struct stat info;
	if (!str_eq(str_c(path), STR("-"))) {
		if (stat(path, &info))
			return err_errno(err, EXIT_PARTLY, "%s", path);
		if (S_ISDIR(info.st_mode) && !is_recursive)
			return err_set(err, EXIT_PARTLY, "%s is a folder; -r takes in what is below it",
			               path);
		if (S_ISDIR(info.st_mode))
			return add_folder(inputs, path, 0, err);
	}
	add(inputs, &(struct parse_input){ .path = arena_dup(&inputs->arena, path) });
	return 0;
}

static const char *member(struct parse_inputs *inputs, json_t *object, const char *name)
{
	const char *text = json_string_value(json_object_get(object, name));
	return text ? arena_dup(&inputs->arena, text) : NULL;
}

static void add_headers(struct parse_inputs *inputs, struct parse_input *input, json_t *headers)
{
	struct document_header *all =
		arena_zero(&inputs->arena, (json_object_size(headers) + 1) * sizeof *all);
	const char *name;
	json_t *value;
	json_object_foreach(headers, name, value)
	{
		if (json_is_string(value))
			all[input->header_count++] =
				(struct document_header){ arena_dup(&inputs->arena, name),
				                          arena_dup(&inputs->arena,
				                                    json_string_value(value)) };
	}
	input->headers = all;
}

/* Paths of a list are relative to where the command runs, as those on the command line are. */
static int add_object(struct parse_inputs *inputs, const char *line, size_t length, struct err *err)
{
	json_error_t fault;
	json_t *object = json_loadb(line, length, 0, &fault);
	if (!object)
		return err_set(err, EXIT_WRONG_USE, "column %d: %s", fault.column, fault.text);
	struct parse_input input = {
		.path = member(inputs, object, "path"),
		.id = member(inputs, object, "id"),
		.url = member(inputs, object, "url"),
		.type = member(inputs, object, "type"),
		.charset = member(inputs, object, "charset"),
		.timezone = member(inputs, object, "timezone"),
		.source = member(inputs, object, "source"),
	};
	add_headers(inputs, &input, json_object_get(object, "headers"));
	json_decref(object);
	if (!input.path)
		return err_set(err, EXIT_WRONG_USE, "there is no \"path\" in the object");
	add(inputs, &input);
	return 0;
}

static int add_line(struct parse_inputs *inputs, struct str line, struct err *err)
{
	line = str_trim(line);
	if (!line.len)
		return 0;
	if (line.ptr[0] == '{')
		return add_object(inputs, line.ptr, line.len, err);
	add(inputs, &(struct parse_input){ .path = arena_str(&inputs->arena, line).ptr });
	return 0;
}

int parse_inputs_add_list(struct parse_inputs *inputs, const char *path, struct err *err)
{
	FILE *in = str_eq(str_c(path), STR("-")) ? stdin : fopen(path, "re");
	if (!in)
		return err_errno(err, EXIT_WRONG_USE, "the list %s", path);
	char *line = NULL;
	size_t size = 0;
	ssize_t length;
	int result = 0;
	for (int number = 1; !result && (length = getline(&line, &size, in)) > 0; number++) {
		result = add_line(inputs, str_n(line, (size_t)length), err);
		if (result)
			err_prefix(err, "%s:%d: ", path, number);
	}
	if (!result && ferror(in))
		result = err_errno(err, EXIT_WRONG_USE, "the list %s", path);
	free(line);
	if (in != stdin)
		fclose(in);
	return result;
}

void parse_inputs_done(struct parse_inputs *inputs)
{
	free(inputs->at);
	arena_done(&inputs->arena);
}

static void set_if(struct document *doc, const char **field, const char *first, const char *second)
{
	if (first || second)
		*field = document_keep(doc, first ? first : second);
}

/* An address says where a document is from; a password in it is nobody's business. */
static void set_url(struct document *doc, const char *url)
{
	if (url)
		doc->url = url_part(str_c(url), &doc->arena).url;
}

static void take_headers(struct document *doc, const struct parse_input *input, const struct cli_list *more)
{
	const size_t most = input->header_count + (size_t)more->count;
	struct document_header *all = arena_zero(&doc->arena, (most + 1) * sizeof *all);
	size_t count = 0;
	for (size_t i = 0; i < input->header_count; i++)
		all[count++] = (struct document_header){ document_keep(doc, input->headers[i].name),
			                                 document_keep(doc, input->headers[i].value) };
	for (int i = 0; i < more->count; i++) {
		const struct str header = str_c(more->at[i]);
		const size_t colon = str_chr(header, ':');
		if (colon == STR_NONE)
			continue;
		all[count++] = (struct document_header){
			arena_str(&doc->arena, str_trim(str_slice(header, 0, colon))).ptr,
			arena_str(&doc->arena, str_trim(str_from(header, colon + 1))).ptr,
		};
	}
	doc->headers = all;
	doc->header_count = count;
}

static void read_facts_of_headers(struct document *doc)
{
	for (size_t i = 0; i < doc->header_count; i++)
		if (str_eq_nocase(str_c(doc->headers[i].name), STR("content-type")))
			document_take_type(doc, doc->headers[i].value);
}

int parse_input_read(const struct parse_input *input, const struct parse_facts *facts, struct document **out,
                     struct err *err)
{
	struct document *doc;
	const bool is_stdin = str_eq(str_c(input->path), STR("-"));
	if (is_stdin ? intake_read_fd(STDIN_FILENO, NULL, &doc, err)
	             : intake_read_file(input->path, &doc, NULL, err))
		return -1;
	set_if(doc, &doc->id, input->id, NULL);
	set_url(doc, input->url ? input->url : facts->url);
	set_if(doc, &doc->source, input->source, facts->source);
	set_if(doc, &doc->timezone, input->timezone, facts->timezone);
	set_if(doc, &doc->charset, input->charset, facts->charset);
	set_if(doc, &doc->parser, facts->parser, NULL);
	set_if(doc, &doc->role, facts->role, NULL);
	take_headers(doc, input, &facts->headers);
	read_facts_of_headers(doc);
	if (input->type || facts->type)
		document_take_type(doc, input->type ? input->type : facts->type);
	*out = doc;
	return 0;
}
