/* SPDX-License-Identifier: MIT */
#include "core/base/log.h"

#include <stdio.h>
#include <string.h>

#include "core/base/clock.h"

static struct log_options options = { .level = LOG_INFO };
static bool has_progress;

static const struct {
	const char *name, *color;
} levels[] = {
	[LOG_ERROR] = { "error", "\033[31m" },
	[LOG_WARNING] = { "warning", "\033[33m" },
	[LOG_INFO] = { "info", "" },
	[LOG_DEBUG] = { "debug", "\033[2m" },
};

bool log_is_json(void)
{
	return options.is_json;
}

void log_setup(const struct log_options *wanted)
{
	options = *wanted;
}

static void print_json_text(const char *text)
{
	for (const unsigned char *p = (const unsigned char *)text; *p; p++) {
		if (*p == '"' || *p == '\\')
			fprintf(stderr, "\\%c", *p);
		else if (*p < 0x20)
			fprintf(stderr, "\\u%04x", *p);
		else
			putc(*p, stderr);
	}
}

static void print_json(enum log_level level, const char *text)
{
	char now[CLOCK_TEXT];
	clock_format(clock_wall_ms(), now);
	fprintf(stderr, "{\"time\":\"%s\",\"level\":\"%s\",\"message\":\"", now, levels[level].name);
	print_json_text(text);
	fputs("\"}\n", stderr);
}

static void print_plain(enum log_level level, const char *text)
{
	const char *color = options.has_color ? levels[level].color : "";
	const char *name = level == LOG_INFO ? "" : levels[level].name;
	fprintf(stderr, "wiredesk: %s%s%s%s%s\n", color, name, *name ? ": " : "", text, *color ? "\033[0m" : "");
}

void log_addv(enum log_level level, const char *fmt, va_list args)
{
	if (level > options.level)
		return;
	char text[2048];
	vsnprintf(text, sizeof text, fmt, args);
	log_progress(NULL);
	flockfile(stderr);
	if (options.is_json)
		print_json(level, text);
	else
		print_plain(level, text);
	funlockfile(stderr);
}

void log_add(enum log_level level, const char *fmt, ...)
{
	va_list args;
	va_start(args, fmt);
	log_addv(level, fmt, args);
	va_end(args);
}

void log_progress(const char *line)
{
	if (!line && !has_progress)
		return;
	fprintf(stderr, "\r\033[K%s", line ? line : "");
	fflush(stderr);
	has_progress = line != NULL;
}
