/* SPDX-License-Identifier: MIT
 * Sources of a configuration: own keys, then the group's, then the defaults. */
#include <errno.h>
#include <libgen.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/mem.h"
#include "core/base/hash.h"
#include "core/config/loading.h"
#include "core/config/urls.h"
#include "core/doc/charset.h"
#include "core/intake/intake.h"
#include "core/normalize/normalize.h"

/* What a source alone can say. */
struct own {
	const char *group, *was, *folder, *title;
	const char *const *files;
	bool input;
};

static const struct wd_opt own_keys[] = {
	WD_STR(struct own, group, NULL, "whose keys it has where it has none of its own"),
	WD_STR(struct own, was, NULL, "the name it had before: it keeps the identities of its articles"),
	WD_STR(struct own, title, NULL, "what it is called in lists"),
	WD_PATH(struct own, folder, NULL, "a folder of documents"),
	WD_LIST(struct own, files, NULL, "documents by path or pattern"),
	{ "stdin", WD_OPT_BOOL, 0, offsetof(struct own, input), NULL, NULL,
	  "one document on standard input" },
	SCHEMA_ELSEWHERE(urls, "documents that are fetched"),
	SCHEMA_ELSEWHERE(options, "of the parser"),
	WD_OPT_END
};

/* What a group and the defaults can say too. */
struct shared {
	const char *parser, *follow, *timezone, *charset, *type, *language, *embargo, *done, *failed;
	const char *const *patterns;
	bool watch, recursive, paused, fallback;
	int64_t quiet;
	const char *user, *password;
	struct urls_timing timing;
};

static const struct wd_opt shared_keys[] = {
	WD_STR(struct shared, parser, "auto",
	       "the parser plugin; auto: the one that is surest of the document"),
	WD_STR(struct shared, follow, NULL, "the parser of pages that are linked to"),
	WD_STR(struct shared, timezone, NULL,
	       "of dates that name none: an IANA name such as Asia/Ho_Chi_Minh"),
	WD_STR(struct shared, charset, NULL, "of documents that declare none, or a wrong one"),
	WD_STR(struct shared, type, NULL, "media type of the documents, where their names do not tell"),
	WD_STR(struct shared, language, NULL, "of articles that do not say theirs (BCP 47)"),
	WD_CHOICE(struct shared, embargo, "hold", "hold|pass",
	          "records under embargo: until it ends, or not at all"),
	WD_BOOL(struct shared, watch, "yes", "stay with the folder while the program runs"),
	WD_BOOL(struct shared, recursive, "no", "take in the folders below, too"),
	WD_BOOL(struct shared, paused, "no", "leave the source out"),
	WD_BOOL(struct shared, fallback, "yes", "the general extractor stands in for a parser that finds nothing in a page"),
	WD_LIST(struct shared, patterns, NULL, "names of files that are taken in, such as *.xml"),
	WD_PATH(struct shared, done, NULL, "folder for files that are finished"),
	WD_PATH(struct shared, failed, NULL, "folder for files that gave nothing"),
	WD_DURATION_MS(struct shared, quiet, "2s", "0..1h",
	               "a file must lie still so long where nobody saw it closed"),
	{ "every", WD_OPT_STR, 0, offsetof(struct shared, timing.every), NULL, NULL,
	  "how often: a duration, or adaptive" },
	{ "cron", WD_OPT_STR, 0, offsetof(struct shared, timing.cron), NULL, NULL,
	  "when, in the source's time zone: minute, hour, day, month, weekday" },
	{ "every_min", WD_OPT_DURATION, 0, offsetof(struct shared, timing.every_min), "5min", "1s..30d",
	  "adaptive: not more often" },
	{ "every_max", WD_OPT_DURATION, 0, offsetof(struct shared, timing.every_max), "1d", "1s..366d",
	  "adaptive: not more seldom" },
	{ "hints", WD_OPT_BOOL, 0, offsetof(struct shared, timing.hints), "yes", NULL,
	  "adaptive: heed what feeds and servers say of their rhythm" },
	{ "robots", WD_OPT_CHOICE, 0, offsetof(struct shared, timing.robots), "pages", "pages|all|ignore",
	  "what robots.txt is obeyed for" },
	WD_STR(struct shared, user, NULL, "of addresses that want a name and password (Basic)"),
	WD_SECRET(struct shared, password, "of that user"),
	SCHEMA_ELSEWHERE(options, "of the parser"),
	WD_OPT_END
};

struct reading {
	struct loading *loading;
	const struct tree_node *key, *map;
	struct schema_scope scope;
	struct config_source *out;
};

typedef VEC(struct config_source) sources;

/* --- checks of single values */

static const struct tree_node *place_of(const struct reading *reading, const char *key)
{
	const struct tree_node *node = schema_find(&reading->scope, key);
	return node ? node : reading->key;
}

static void check_timezone(struct reading *reading, const char *name)
{
	if (name && !date_is_timezone(name))
		report_at(reading->loading->schema.report, place_of(reading, "timezone"),
		          "timezone is \"%s\", no IANA time zone; write it like Europe/Berlin or UTC", name);
}

static void check_charset(struct reading *reading, const char *name)
{
	if (name && !charset_label(str_c(name)))
		report_at(reading->loading->schema.report, place_of(reading, "charset"),
		          "charset is \"%s\", no known character set; write it like utf-8 or windows-1258",
		          name);
}

/* A user without a password is asked for by some servers: a token, and nothing behind the colon. */
static void check_password(struct reading *reading, const struct shared *shared)
{
	const struct tree_node *written = schema_find(&reading->scope, "password");
	const struct tree_node *file = schema_find(&reading->scope, "password_file");
	if (reading->out->intake == CONFIG_URLS && !shared->user && (written || file))
		report_at(reading->loading->schema.report, written ? written : file,
		          "source %s has a password and no user; write the user's name beside it, or leave the password out",
		          reading->out->name);
}

static void check_folder(struct reading *reading, const char *path)
{
	struct config_report *report = reading->loading->schema.report;
	const struct tree_node *node = place_of(reading, "folder");
	struct stat info;
	if (stat(path, &info))
		report_at(report, node, "folder %s: %s; make it, or mend the path", path, strerror(errno));
	else if (!S_ISDIR(info.st_mode))
		report_at(report, node, "folder %s is no folder; single files go under \"files\"", path);
	else if (access(path, R_OK | X_OK))
		report_at(report, node, "folder %s cannot be read: %s", path, strerror(errno));
}

/* A finished file is moved, never copied: both folders must lie on one file system. */
static void check_move_to(struct reading *reading, const char *key, const char *path)
{
	struct config_report *report = reading->loading->schema.report;
	const struct tree_node *node = place_of(reading, key);
	struct stat from, to;
	if (!path)
		return;
	if (!reading->out->folder) {
		report_at(report, node, "%s is for sources with a folder", key);
		return;
	}
	char *parent = mem_dup(path);
	if (stat(path, &to) && stat(dirname(parent), &to))
		report_at(report, node, "%s %s: the folder that it is to be made in is not there", key, path);
	else if (!S_ISDIR(to.st_mode))
		report_at(report, node, "%s %s is no folder", key, path);
	else if (!stat(reading->out->folder, &from) && from.st_dev != to.st_dev)
		report_at(report, node,
		          "%s %s lies on another file system than %s; files are moved, not copied", key, path,
		          reading->out->folder);
	else
		loading_check_writable(reading->loading, node, path, key);
	free(parent);
}

static void check_files(struct reading *reading, const char *const *files)
{
	for (; files && *files; files++)
		if (!strpbrk(*files, "*?[") && access(*files, R_OK))
			report_at(reading->loading->schema.report, place_of(reading, "files"), "%s: %s",
			          *files, strerror(errno));
}

/* --- intake */

static const char *const *absolute(struct reading *reading, const char *const *files)
{
	const struct tree_node *node = place_of(reading, "files");
	size_t count = 0;
	while (files && files[count])
		count++;
	const char **all = arena_zero(&reading->loading->schema.config->arena, (count + 1) * sizeof *all);
	for (size_t i = 0; i < count; i++)
		all[i] = schema_path(&reading->loading->schema, node, str_c(files[i]));
	return all;
}

static void choose_intake(struct reading *reading, const struct own *own)
{
	struct config_source *out = reading->out;
	struct config_report *report = reading->loading->schema.report;
	const struct tree_node *urls = tree_get(reading->map, "urls");
	const int ways = (own->folder != NULL) + (own->files != NULL) + own->input + (urls != NULL);
	if (ways != 1)
		report_at(report, reading->key, "source %s %s", out->name,
		          ways ? "has several intakes; leave one of folder, files, stdin and urls"
		               : "says not where its documents come from; give it a folder, files, or stdin: "
		                 "yes");
	if (urls)
		urls_read(reading->loading, urls, out);
	if (own->folder) {
		out->intake = CONFIG_FOLDER;
		out->folder = own->folder;
		check_folder(reading, own->folder);
	} else if (own->files) {
		out->intake = CONFIG_FILES;
		out->files = absolute(reading, own->files);
		check_files(reading, out->files);
	} else if (own->input) {
		out->intake = CONFIG_STDIN;
	}
}

/* --- parser and its options */

static void check_own_options(struct reading *reading, const struct plugin_facts *facts, const char *parser)
{
	const struct tree_node *options = tree_get(reading->map, "options");
	if (!options)
		return;
	if (options->kind != TREE_MAP && !options->is_empty)
		report_at(reading->loading->schema.report, options,
		          "options must be a map of the parser's options");
	else if (facts)
		schema_check_names(
			&reading->loading->schema, options, facts->options,
			arena_printf(&reading->loading->schema.config->arena, "parser %s", parser));
	else if (str_eq(str_c(parser), STR("auto")) && options->count)
		report_at(reading->loading->schema.report, options->keys[0],
		          "options are for one parser; name it with the key \"parser\"");
}

enum { FINGERPRINT_FILE_MOST = 1 << 20 };

/* What stands in the files that options name, such as a rule file: they are part of what a parser is told. */
static struct sha256 hash_of_files(const char *options)
{
	static const struct sha256 none;
	struct sha256 all = none;
	const char *key;
	json_t *values = json_loads(options, 0, NULL), *value;
	json_object_foreach(values, key, value)
	{
		struct document *doc;
		struct stat info;
		const char *path = json_string_value(value);
		if (!path || path[0] != '/' || stat(path, &info) || !S_ISREG(info.st_mode) ||
		    info.st_size > FINGERPRINT_FILE_MOST || intake_read_file(path, &doc, NULL, NULL))
			continue;
		const struct str parts[] = { str_n((const char *)all.bytes, SHA256_SIZE), doc->body };
		all = hash_sha256_parts(parts, 2);
		document_free(doc);
	}
	json_decref(values);
	return all;
}

/* Of the parser and what it is told: when it changes, a document that did not is read again. */
static uint64_t fingerprint(const struct config_source *source, const struct plugin_facts *facts)
{
	const struct sha256 files = hash_of_files(source->parser_options);
	const struct str parts[] = {
		str_n((const char *)files.bytes, SHA256_SIZE),
		str_c(source->parser),   str_c(facts ? facts->version : WIREDESK_VERSION),
		str_c(source->parser_options), str_c(source->follow),
		str_c(source->timezone), str_c(source->charset),
		str_c(source->language), str_c(source->media_type),
	};
	const struct sha256 hash = hash_sha256_parts(parts, sizeof parts / sizeof *parts);
	uint64_t first;
	memcpy(&first, hash.bytes, sizeof first);
	return first;
}

static void read_parser(struct reading *reading, const struct shared *shared)
{
	struct schema *schema = &reading->loading->schema;
	struct config_source *out = reading->out;
	const struct plugin_facts *facts = NULL;
	out->parser = shared->parser ? shared->parser : "auto";
	out->follow = shared->follow;
	out->parser_options = "{}";
	if (!str_eq(str_c(out->parser), STR("auto")))
		facts = loading_plugin(reading->loading, place_of(reading, "parser"), out->parser,
		                       WD_KIND_PARSER);
	if (out->follow)
		loading_plugin(reading->loading, place_of(reading, "follow"), out->follow, WD_KIND_PARSER);
	check_own_options(reading, facts, out->parser);
	out->fingerprint = fingerprint(out, facts);
	if (!facts)
		return;
	const struct schema_scope scope = schema_within(&reading->scope, "options");
	schema_show(schema, "options", NULL, NULL);
	schema->depth++;
	json_t *options = schema_to_json(schema, facts->options, &scope);
	schema->depth--;
	char *text = json_dumps(options, JSON_COMPACT);
	out->parser_options = arena_dup(&schema->config->arena, text);
	out->fingerprint = fingerprint(out, facts);
	free(text);
	json_decref(options);
}

/* --- one source */

static void set_scope(struct reading *reading, const struct own *own)
{
	const struct tree_node *group = NULL;
	if (own->group && !(group = loading_find(reading->loading, "groups", own->group)))
		report_at(reading->loading->schema.report, place_of(reading, "group"),
		          "there is no group \"%s\"; groups stand under the key \"groups\"", own->group);
	reading->scope.maps[1] = group;
	reading->scope.maps[2] = tree_get(reading->loading->files.at[0], "defaults");
}

static void take_shared(struct reading *reading, const struct shared *shared)
{
	struct config_source *out = reading->out;
	out->timezone = shared->timezone;
	out->charset = shared->charset;
	out->media_type = shared->type;
	out->language = shared->language;
	out->pass_embargo = shared->embargo && str_eq(str_c(shared->embargo), STR("pass"));
	out->is_watched = shared->watch;
	out->is_recursive = shared->recursive;
	out->is_paused = shared->paused;
	out->falls_back = shared->fallback;
	out->patterns = shared->patterns;
	out->done = shared->done;
	out->failed = shared->failed;
	out->quiet_ms = shared->quiet;
	out->user = shared->user;
	out->password = shared->password;
	check_password(reading, shared);
	urls_read_timing(reading->loading, &reading->scope, &shared->timing, out);
	check_timezone(reading, out->timezone);
	check_charset(reading, out->charset);
	check_move_to(reading, "done", out->done);
	check_move_to(reading, "failed", out->failed);
}

/* Who is asked so often wants to know by whom. */
static void check_contact(struct reading *reading)
{
	if (reading->out->intake == CONFIG_URLS && !reading->loading->schema.config->contact)
		report_at(reading->loading->schema.report, tree_key(reading->map, "urls"),
		          "requests must say who can be asked about them; write contact: you@your.example at the top "
		          "of the configuration");
}

static void check_names_of_keys(struct reading *reading)
{
	struct wd_opt all[sizeof own_keys / sizeof *own_keys + sizeof shared_keys / sizeof *shared_keys];
	size_t count = 0;
	for (const struct wd_opt *o = own_keys; o->name; o++)
		all[count++] = *o;
	memcpy(all + count, shared_keys, sizeof shared_keys); /* with its end */
	schema_check_names(&reading->loading->schema, reading->map, all, "a source");
}

static void read_source(struct loading *loading, const struct tree_node *key, const struct tree_node *map,
                        void *all)
{
	struct schema *schema = &loading->schema;
	struct config_source source = { .name = key->text.ptr,
		                        .place = tree_place(key, &schema->config->arena) };
	struct reading reading = { .loading = loading, .key = key, .map = map, .out = &source };
	struct own own = { 0 };
	struct shared shared = { 0 };
	reading.scope = (struct schema_scope){ .maps = { map },
		                               .owner = key,
		                               .what = arena_printf(&schema->config->arena, "source %s",
		                                                    source.name) };
	check_names_of_keys(&reading);
	schema_show(schema, source.name, NULL, source.place);
	schema->depth++;
	schema_fill(schema, own_keys, &reading.scope, &own);
	set_scope(&reading, &own);
	schema_fill(schema, shared_keys, &reading.scope, &shared);
	source.group = own.group;
	source.was = own.was;
	source.title = own.title;
	choose_intake(&reading, &own);
	take_shared(&reading, &shared);
	read_parser(&reading, &shared);
	check_contact(&reading);
	schema->depth--;
	vec_add((sources *)all, source);
}

/* --- all of them */

typedef VEC(const char *) names;

static void check_group(struct loading *loading, const struct tree_node *key, const struct tree_node *map,
                        void *self)
{
	vec_add((names *)self, key->text.ptr);
	schema_show(&loading->schema, key->text.ptr, NULL, tree_place(key, &loading->schema.config->arena));
	schema_check_names(&loading->schema, map, shared_keys,
	                   arena_printf(&loading->schema.config->arena, "group %s", key->text.ptr));
}

static void report_unused(struct loading *loading, const struct tree_node *map)
{
	const struct tree_node *options = tree_get(map, "options");
	for (size_t i = 0; options && options->kind == TREE_MAP && i < options->count; i++)
		if (!options->items[i]->is_used)
			report_at(loading->schema.report, options->keys[i],
			          "no source that inherits it has a parser with the option \"%s\"",
			          options->keys[i]->text.ptr);
}

static void check_group_options(struct loading *loading, const struct tree_node *key,
                                const struct tree_node *map, void *self)
{
	(void)key;
	(void)self;
	report_unused(loading, map);
}

static void check_old_names(struct loading *loading, const sources *all)
{
	for (size_t i = 0; i < all->count; i++) {
		const struct config_source *source = &all->at[i];
		if (source->was && loading_find(loading, "sources", source->was))
			report_at(loading->schema.report,
			          tree_get(loading_find(loading, "sources", source->name), "was"),
			          "source %s was %s, but there still is a source of that name", source->name,
			          source->was);
	}
}

static void check_one_stdin(struct loading *loading, const sources *all)
{
	const char *first = NULL;
	for (size_t i = 0; i < all->count; i++) {
		const struct config_source *source = &all->at[i];
		if (source->intake == CONFIG_STDIN && first)
			report_at(loading->schema.report, loading_find(loading, "sources", source->name),
			          "source %s reads standard input already; only one can", first);
		else if (source->intake == CONFIG_STDIN)
			first = source->name;
	}
}

static const char *const *keep_names(struct config *config, const names *all)
{
	const char **kept = arena_zero(&config->arena, (all->count + 1) * sizeof *kept);
	if (all->count)
		memcpy(kept, all->at, all->count * sizeof *kept);
	return kept;
}

void loading_sources(struct loading *loading)
{
	struct config *config = loading->schema.config;
	const struct tree_node *root = loading->files.at[0], *defaults = tree_get(root, "defaults");
	sources all = { 0 };
	names groups = { 0 };
	schema_check_names(&loading->schema, defaults, shared_keys, "defaults");
	schema_show(&loading->schema, "groups", NULL, NULL);
	loading->schema.depth++;
	loading_each(loading, "groups", "group", check_group, &groups);
	loading->schema.depth--;
	schema_show(&loading->schema, "sources", NULL, NULL);
	loading->schema.depth++;
	loading_each(loading, "sources", "source", read_source, &all);
	loading->schema.depth--;
	loading_each(loading, "groups", "group", check_group_options, NULL);
	report_unused(loading, defaults);
	check_old_names(loading, &all);
	check_one_stdin(loading, &all);
	if (!all.count && !loading->schema.report->count)
		report_at(loading->schema.report, root,
		          "there are no sources; write one under the key \"sources\"");
	struct config_source *kept = arena_alloc(&config->arena, (all.count + 1) * sizeof *kept);
	if (all.count)
		memcpy(kept, all.at, all.count * sizeof *kept);
	config->sources = kept;
	config->source_count = all.count;
	config->groups = keep_names(config, &groups);
	vec_done(&all);
	vec_done(&groups);
}
