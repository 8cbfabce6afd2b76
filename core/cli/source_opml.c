/* SPDX-License-Identifier: MIT
 * wiredesk source import, export: subscription lists of other programs in and out. */
#include <stdio.h>

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/cli/put_out.h"
#include "core/cli/source_parts.h"
#include "core/config/opml.h"

enum { FILE_MOST = 64 << 20, KEYS_MOST = 8 };

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

int source_import(struct source_call *call)
{
	const char *path = call->words[0];
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
		opml_to_yaml(&opml,
		             arena_printf(&opml.arena, "\"wiredesk source import\" made it of %s", path),
		             &yaml);
		status = opml.feeds.count && put_out(call->out, buf_str(&yaml), opml_has_secret(&opml), &err)
		                 ? cli_failed(&err)
		                 : (int)tell(&opml, call->out);
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

int source_export(struct source_call *call)
{
	struct config *config = config_load_or_say(call->config);
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
	const int status = put_out(call->out, buf_str(&text), false, &err) ? cli_failed(&err) : EXIT_ALL_WELL;
	buf_done(&text);
	config_free(config);
	return status;
}
