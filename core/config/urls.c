/* SPDX-License-Identifier: MIT */
#include "core/config/urls.h"

#include <string.h>

#include "core/base/map.h"
#include "core/normalize/normalize.h"
#include "core/plugin/options.h"

/* --- addresses */

struct url_entry {
	const char *url, *section, *title;
};

static const struct wd_opt entry_keys[] = {
	WD_STR_REQUIRED(struct url_entry, url, "address that is fetched"),
	WD_STR(struct url_entry, section, NULL, "of its articles that name none"),
	WD_STR(struct url_entry, title, NULL, "what it is called in lists"), WD_OPT_END
};

/* "https://reader:secret@host/": the name and password go to where they are not shown. They are of this address alone:
 * other hosts of the source have no business with them. */
static struct url_parted absolute(struct loading *loading, const struct tree_node *node, const char *url)
{
	struct err err = { .text = "it is no http or https address" };
	struct arena *arena = &loading->schema.config->arena;
	struct url_parted parts = { 0 };
	struct buf out;
	buf_init(&out, 1 << 16);
	if (!url_resolve(str_c(url), str_c(NULL), &out, &err) && url_is_http(buf_str(&out)))
		parts = url_part(buf_str(&out), arena);
	else
		report_at(loading->schema.report, node, "%s: %s", url_for_message(str_c(url), arena), err.text);
	buf_done(&out);
	return parts;
}

static struct config_url read_entry(struct loading *loading, const struct tree_node *node)
{
	struct url_entry entry = { 0 };
	const size_t lines = loading->schema.config->line_count;
	const struct schema_scope scope = { .maps = { node }, .owner = node, .what = "an entry of urls" };
	if (node->kind == TREE_MAP) {
		schema_check_names(&loading->schema, node, entry_keys, "an entry of urls");
		schema_fill(&loading->schema, entry_keys, &scope, &entry);
		loading->schema.config->line_count = lines;
	} else if (node->kind == TREE_SCALAR) {
		entry.url = node->text.ptr;
	} else {
		report_at(loading->schema.report, node,
		          "an entry of urls is an address, or a map with a url");
	}
	const struct url_parted parts = entry.url ? absolute(loading, node, entry.url) : (struct url_parted){ 0 };
	return (struct config_url){ .url = parts.url,
		                    .user = parts.user,
		                    .password = parts.password,
		                    .section = entry.section,
		                    .title = entry.title };
}

void urls_read(struct loading *loading, const struct tree_node *urls, struct config_source *out)
{
	struct arena *arena = &loading->schema.config->arena;
	const bool is_list = urls->kind == TREE_LIST;
	const size_t most = is_list ? urls->count : 1;
	struct config_url *all = arena_zero(arena, (most + 1) * sizeof *all);
	struct map known = { 0 };
	size_t count = 0;
	for (size_t i = 0; i < most; i++) {
		const struct tree_node *node = is_list ? urls->items[i] : urls;
		struct config_url entry = read_entry(loading, node);
		if (!entry.url)
			continue;
		void **twin = map_at(&known, entry.url);
		if (*twin)
			report_at(loading->schema.report, node, "%s stands in this source already",
			          entry.url);
		else
			all[count++] = entry;
		*twin = all;
	}
	map_done(&known);
	if (!most)
		report_at(loading->schema.report, urls, "urls is empty; write an address");
	out->intake = CONFIG_URLS;
	out->urls = all;
	out->url_count = count;
	schema_show(&loading->schema, "urls", arena_printf(arena, "[%zu]", count), tree_place(urls, arena));
}

/* --- when */

static const struct tree_node *place_of(const struct schema_scope *scope, const char *key)
{
	const struct tree_node *node = schema_find(scope, key);
	return node ? node : scope->owner;
}

static void read_cron(struct loading *loading, const struct schema_scope *scope,
                      const struct urls_timing *timing, struct config_source *out)
{
	struct err err;
	struct cron *cron = arena_zero(&loading->schema.config->arena, sizeof *cron);
	if (cron_parse(str_c(timing->cron), cron, &err))
		report_at(loading->schema.report, place_of(scope, "cron"), "cron: %s", err.text);
	out->cron = timing->cron;
	out->due.kind = DUE_CRON;
	out->due.cron = cron;
	out->due.timezone = out->timezone;
}

static void read_every(struct loading *loading, const struct schema_scope *scope,
                       const struct urls_timing *timing, struct config_source *out)
{
	if (str_eq(str_c(timing->every), STR("adaptive")))
		return;
	out->due.kind = DUE_EVERY;
	if (!option_parse_duration(str_c(timing->every), &out->every_ms) ||
	    out->every_ms > 366 * (int64_t)86400000)
		report_at(loading->schema.report, place_of(scope, "every"),
		          "every is \"%s\"; write a duration of at most 366d such as 15min, or adaptive",
		          timing->every);
	out->due.every_ms = out->every_ms;
}

static enum config_robots read_robots(const char *robots)
{
	if (robots && str_eq(str_c(robots), STR("all")))
		return CONFIG_ROBOTS_ALL;
	return robots && str_eq(str_c(robots), STR("ignore")) ? CONFIG_ROBOTS_IGNORE : CONFIG_ROBOTS_PAGES;
}

/* The nearer one counts. */
static void read_when(struct loading *loading, const struct schema_scope *scope, const struct urls_timing *timing,
                      struct config_source *out)
{
	const int cron = schema_distance(scope, "cron"), every = schema_distance(scope, "every");
	if (timing->cron && timing->every && cron == every)
		report_at(loading->schema.report, place_of(scope, "cron"), "cron and every are both given; leave one out");
	if (timing->cron && cron <= every)
		read_cron(loading, scope, timing, out);
	else if (timing->every)
		read_every(loading, scope, timing, out);
}

void urls_read_timing(struct loading *loading, const struct schema_scope *scope,
                      const struct urls_timing *timing, struct config_source *out)
{
	out->due = (struct due_policy){ DUE_DEFAULTS, .kind = DUE_ADAPTIVE, .ignores_hints = !timing->hints };
	out->due.min_ms = timing->every_min;
	out->due.max_ms = timing->every_max;
	out->robots = read_robots(timing->robots);
	read_when(loading, scope, timing, out);
	if (timing->every_max && timing->every_min > timing->every_max)
		report_at(loading->schema.report, place_of(scope, "every_max"),
		          "every_max is less than every_min");
}
