/* SPDX-License-Identifier: MIT */
#include "core/config/report.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/base/log.h"
#include "core/base/mem.h"
#include "core/normalize/normalize.h"

/* Of a scalar of YAML, more or less: to its closing quote, or to what ends a plain one wherever it stands. */
static size_t scalar_length(const char *text)
{
	static const char *const ends[] = { ": ", " #" };
	size_t len = strlen(text);
	if (*text == '"' || *text == '\'') {
		for (const char *at = text; (at = strchr(at + 1, *text));)
			if (strchr(" \t,:]}", at[1])) /* or the line's end, which strchr() finds, too */
				return (size_t)(at - text) + 1;
		return len;
	}
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		const char *end = strstr(text, ends[i]);
		len = end && (size_t)(end - text) < len ? (size_t)(end - text) : len;
	}
	return len;
}

/* A password in an address is shown nowhere; stars in its place keep the caret where it should be. */
static void hide_passwords(char *line)
{
	for (char *at = line; *(at += strspn(at, " \t-?[{,:#"));) {
		const size_t len = scalar_length(at);
		url_hide_password(at, len);
		at += len;
	}
}

static const char *line_of(struct arena *arena, const char *text, int line)
{
	struct str rest = str_c(text), found;
	while (str_next(&rest, '\n', &found))
		if (--line == 0) {
			char *kept = arena_printf(arena, "%.*s", STR_ARG(found));
			hide_passwords(kept);
			return kept;
		}
	return NULL;
}

static void append(struct config_fault **faults, size_t *count, size_t *cap, const struct config_fault *fault)
{
	if (*count == *cap) {
		*cap = *cap ? *cap * 2 : 16;
		*faults = mem_resize(*faults, *cap * sizeof **faults);
	}
	(*faults)[(*count)++] = *fault;
}

__attribute__((format(printf, 6, 0))) static struct config_fault make(struct config_report *report, const char *file,
                                                                      const char *text, int line, int column,
                                                                      const char *fmt, va_list args)
{
	return (struct config_fault){
		.file = arena_dup(&report->arena, file),
		.line = line,
		.column = column,
		.text = arena_vprintf(&report->arena, fmt, args),
		.excerpt = text && line ? line_of(&report->arena, text, line) : NULL,
	};
}

void report_in(struct config_report *report, const char *file, const char *text, int line, int column,
               const char *fmt, ...)
{
	va_list args;
	va_start(args, fmt);
	const struct config_fault fault = make(report, file, text, line, column, fmt, args);
	va_end(args);
	append(&report->faults, &report->count, &report->cap, &fault);
}

void report_at(struct config_report *report, const struct tree_node *node, const char *fmt, ...)
{
	va_list args;
	va_start(args, fmt);
	const struct config_fault fault =
		make(report, node->file->path, node->file->text, node->line, node->column, fmt, args);
	va_end(args);
	append(&report->faults, &report->count, &report->cap, &fault);
}

void report_note(struct config_report *report, const struct tree_node *node, const char *fmt, ...)
{
	va_list args;
	va_start(args, fmt);
	const struct config_fault note = make(report, node->file->path, NULL, node->line, node->column, fmt, args);
	va_end(args);
	append(&report->notes, &report->note_count, &report->note_cap, &note);
}

static int compare(const void *left, const void *right)
{
	const struct config_fault *a = left, *b = right;
	const int files = strcmp(a->file, b->file);
	if (files)
		return files;
	return a->line != b->line ? (a->line > b->line) - (a->line < b->line)
	                          : (a->column > b->column) - (a->column < b->column);
}

static bool is_twin(const struct config_fault *a, const struct config_fault *b)
{
	return !compare(a, b) && !strcmp(a->text, b->text);
}

/* What a group or the defaults say wrongly is found once with each source that inherits it. */
void report_sort(struct config_report *report)
{
	size_t kept = 0;
	if (report->count)
		qsort(report->faults, report->count, sizeof *report->faults, compare);
	for (size_t i = 0; i < report->count; i++)
		if (!kept || !is_twin(&report->faults[i], &report->faults[kept - 1]))
			report->faults[kept++] = report->faults[i];
	report->count = kept;
}

/* The line as it stands, and a caret below the place: tabs stay tabs, so that the caret stands where it should. */
static void print_excerpt(const struct config_fault *fault)
{
	fprintf(stderr, "    %s\n    ", fault->excerpt);
	int column = 1;
	for (const char *c = fault->excerpt; *c && column < fault->column; c++) {
		if (((unsigned char)*c & 0xC0) == 0x80)
			continue; /* a further byte of one character */
		putc(*c == '\t' ? '\t' : ' ', stderr);
		column++;
	}
	fputs("^\n", stderr);
}

void config_report_print(const struct config_report *report)
{
	for (size_t i = 0; i < report->count; i++) {
		const struct config_fault *fault = &report->faults[i];
		if (fault->line)
			log_error("%s:%d:%d: %s", fault->file, fault->line, fault->column, fault->text);
		else
			log_error("%s: %s", fault->file, fault->text);
		if (fault->excerpt && !log_is_json())
			print_excerpt(fault);
	}
}

void config_report_print_notes(const struct config_report *report)
{
	for (size_t i = 0; i < report->note_count; i++) {
		const struct config_fault *note = &report->notes[i];
		log_info("%s:%d:%d: note: %s", note->file, note->line, note->column, note->text);
	}
}

void config_report_free(struct config_report *report)
{
	free(report->faults);
	free(report->notes);
	arena_done(&report->arena);
	*report = (struct config_report){ 0 };
}
