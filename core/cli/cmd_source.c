/* SPDX-License-Identifier: MIT
 * wiredesk source import, export: subscription lists of other programs in and out. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/cli/cli.h"
#include "core/cli/commands.h"
#include "core/config/config.h"
#include "core/config/opml.h"

enum { FILE_MOST = 64 << 20, KEYS_MOST = 8 };

struct source_command {
	const char *config;
	const char *out; /* NULL: standard output */
};

/* --- what goes in and out */

static int read_stream(FILE *stream, const char *path, struct buf *out, struct err *err)
{
	char chunk[65536];
	size_t n;
	while ((n = fread(chunk, 1, sizeof chunk, stream)) > 0 && !out->is_over)
		buf_add_n(out, chunk, n);
	if (ferror(stream))
		return err_errno(err, EXIT_NOTHING, "%s", path);
	return out->is_over ? err_set(err, EXIT_NOTHING, "%s is larger than %d MiB", path, FILE_MOST >> 20)
	                    : 0;
}

static int read_file(const char *path, struct buf *out, struct err *err)
{
	if (str_eq(str_c(path), STR("-")))
		return read_stream(stdin, "standard input", out, err);
	FILE *file = fopen(path, "rb");
	if (!file)
		return err_errno(err, EXIT_NOTHING, "%s", path);
	const int result = read_stream(file, path, out, err);
	fclose(file);
	return result;
}

static int write_all(int fd, struct str text)
{
	while (text.len) {
		const ssize_t n = write(fd, text.ptr, text.len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -1;
		text = str_from(text, (size_t)n);
	}
	return 0;
}

/* A file that is there belongs to somebody: it is never written over. */
static int write_new(const char *path, struct str text, struct err *err)
{
	const int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	if (fd < 0 && errno == EEXIST)
		return err_set(err, EXIT_WRONG_USE,
		               "%s is there already; it stays as it is: name another file", path);
	if (fd < 0)
		return err_errno(err, EXIT_STATE, "%s", path);
	const int result = write_all(fd, text) ? err_errno(err, EXIT_STATE, "%s", path) : 0;
	return close(fd) && !result ? err_errno(err, EXIT_STATE, "%s", path) : result;
}

static int put_out(const char *path, const struct buf *text, struct err *err)
{
	if (path)
		return write_new(path, buf_str(text), err);
	return write_all(STDOUT_FILENO, buf_str(text)) ? err_errno(err, EXIT_STATE, "standard output") : 0;
}

/* --- import */

static enum exit_status tell(const struct opml *opml, const char *out)
{
	for (size_t i = 0; i < opml->faults.count; i++)
		log_warning("%s", opml->faults.at[i]);
	log_info("%zu addresses, %zu sources, %zu groups%s%s", opml->feeds.count, opml_source_count(opml),
	         opml_group_count(opml), out ? ": " : "", out ? out : "");
	if (!opml->feeds.count)
		return EXIT_NOTHING;
	return opml->faults.count ? EXIT_PARTLY : EXIT_ALL_WELL;
}

static int import(const struct source_command *command, const char *path)
{
	struct err err;
	struct opml opml;
	struct buf bytes, yaml;
	int status = EXIT_ALL_WELL;
	opml_init(&opml);
	buf_init(&bytes, FILE_MOST);
	buf_init(&yaml, FILE_MOST * 4);
	if (read_file(path, &bytes, &err) || opml_read(&opml, buf_str(&bytes), path, &err)) {
		status = cli_failed(&err);
	} else {
		opml_to_yaml(&opml, path, &yaml);
		status = opml.feeds.count && put_out(command->out, &yaml, &err)
		                 ? cli_failed(&err)
		                 : (int)tell(&opml, command->out);
	}
	buf_done(&yaml);
	buf_done(&bytes);
	opml_done(&opml);
	return status;
}

/* --- export */

static size_t count_urls(const struct config *config)
{
	size_t count = 0;
	for (size_t i = 0; i < config->source_count; i++)
		count += config->sources[i].url_count;
	return count;
}

/* In the largest unit that it is a whole number of. */
static const char *duration_text(struct arena *arena, int64_t ms)
{
	static const struct {
		int64_t ms;
		const char *name;
	} units[] = { { DUE_DAY_MS, "d" },
		      { DUE_HOUR_MS, "h" },
		      { DUE_MINUTE_MS, "min" },
		      { 1000, "s" },
		      { 1, "ms" } };
	size_t i = 0;
	while (ms % units[i].ms)
		i++;
	return ms ? arena_printf(arena, "%lld%s", (long long)(ms / units[i].ms), units[i].name) : "0";
}

static const char *every_text(struct arena *arena, const struct config_source *source)
{
	switch (source->due.kind) {
	case DUE_ADAPTIVE:
		return "adaptive";
	case DUE_EVERY:
		return duration_text(arena, source->due.every_ms);
	default:
		return NULL;
	}
}

static size_t take_keys(struct arena *arena, const struct config_source *source, struct opml_pair *out)
{
	const struct opml_pair pairs[KEYS_MOST] = {
		{ "every", every_text(arena, source) },
		{ "cron", source->cron },
		{ "parser", str_eq(str_c(source->parser), STR("auto")) ? NULL : source->parser },
		{ "follow", source->follow },
		{ "timezone", source->timezone },
		{ "language", source->language },
	};
	size_t count = 0;
	for (size_t i = 0; i < KEYS_MOST; i++)
		if (pairs[i].value)
			out[count++] = pairs[i];
	return count;
}

static size_t take_source(struct config *config, const struct config_source *source, struct opml_feed *out)
{
	struct opml_pair *keys = arena_alloc(&config->arena, KEYS_MOST * sizeof *keys);
	const size_t key_count = take_keys(&config->arena, source, keys);
	for (size_t i = 0; i < source->url_count; i++)
		out[i] = (struct opml_feed){
			.source = source->name,
			.group = source->group,
			.title = source->urls[i].title ? source->urls[i].title : source->title,
			.url = source->urls[i].url,
			.section = source->urls[i].section,
			.keys = keys,
			.key_count = key_count,
		};
	return source->url_count;
}

static int export(const struct source_command *command)
{
	struct config *config = config_load_or_say(command->config);
	if (!config)
		return EXIT_WRONG_USE;
	struct err err;
	struct buf text;
	size_t count = 0;
	struct opml_feed *feeds = arena_zero(&config->arena, (count_urls(config) + 1) * sizeof *feeds);
	for (size_t i = 0; i < config->source_count; i++)
		count += take_source(config, &config->sources[i], feeds + count);
	buf_init(&text, FILE_MOST * 4);
	opml_write(feeds, count, clock_wall_ms(), &text);
	const int status = put_out(command->out, &text, &err) ? cli_failed(&err) : EXIT_ALL_WELL;
	buf_done(&text);
	config_free(config);
	return status;
}

int cmd_source(int argc, char **argv)
{
	struct source_command command = { 0 };
	const struct cli_option options[] = {
		{ "config", 'c', CLI_TEXT, &command.config, "FILE",
		  "the configuration (the rule: as for run)" },
		{ "output", 'o', CLI_TEXT, &command.out, "FILE",
		  "write to this file, which must not be there yet" },
	};
	const struct cli_usage usage = {
		"source import [-o FILE] FILE.opml | source export [-c FILE] [-o FILE]",
		"import makes YAML of a subscription list, for a file that the configuration includes; \"-\" "
		"is standard\n"
		"input. Folders become groups. What is left out is said with its line. export writes the "
		"configuration's\n"
		"addresses as OPML 2.0. Neither changes a file that is there.",
		options, sizeof options / sizeof *options
	};
	const int count = cli_parse(argc, argv, &usage);
	if (count < 0)
		return cli_status(count);
	const struct str what = str_c(count ? argv[1] : NULL);
	if (count == 2 && str_eq(what, STR("import")))
		return import(&command, argv[2]);
	if (count == 1 && str_eq(what, STR("export")))
		return export(&command);
	return cli_wrong_use("source", "say \"import\" and a file, or \"export\"");
}
