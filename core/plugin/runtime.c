/* SPDX-License-Identifier: MIT */
#include <jansson.h>
#include <stdlib.h>

#include "core/plugin/job.h"
#include "core/plugin/options.h"

/* A parser with the options of a source, or with none but the defaults (source ""). */
struct instance {
	const struct plugin *plugin;
	const char *source;
	const void *options;
	void *self;
	bool is_open;
	const char *refusal; /* why it cannot be used; NULL while it can */
};

/* A plugin that cannot be had, and why. */
struct missing {
	const char *name, *why;
};

struct runtime {
	struct registry *registry;
	struct arena arena; /* of options and refusals */
	VEC(struct instance)
	instances; /* of a plugin: the default one first, then by source; plugins by name */
	VEC(struct missing) missing;
	struct wd_job job;
};

static int add_instance(struct runtime *runtime, const struct plugin *plugin, const char *source,
                        const json_t *values, struct err *err)
{
	struct instance instance = { .plugin = plugin, .source = arena_dup(&runtime->arena, source) };
	void *options = NULL;
	const struct wd_plugin *p = &plugin->plugin;
	const int failed = options_fill(p->options, p->options_size, values, &runtime->arena, &options, err);
	if (failed && *source)
		return err_prefix(err, "source %s, options of %s: ", source, plugin->name);
	instance.options = options;
	if (failed) /* an option that must be set: fine for sources that set it */
		instance.refusal = arena_dup(&runtime->arena, err->text);
	vec_add(&runtime->instances, instance);
	return 0;
}

/* For sources without options of their own: those of the entry without a name, else the plugin's. */
static int add_default(struct runtime *runtime, const struct plugin *plugin, const json_t *all,
                       struct err *err)
{
	const json_t *entry = json_object_get(all, "");
	const char *name = json_string_value(json_object_get(entry, "plugin"));
	const bool is_meant = name && !strcmp(name, plugin->name);
	return add_instance(runtime, plugin, "", is_meant ? json_object_get(entry, "options") : NULL, err);
}

static int add_configured(struct runtime *runtime, const struct plugin *plugin, const json_t *all,
                          struct err *err)
{
	json_t *const sources = (json_t *)(uintptr_t)all; /* the iterator's API knows no const */
	for (void *at = json_object_iter(sources); at; at = json_object_iter_next(sources, at)) {
		const json_t *source = json_object_iter_value(at);
		const char *name = json_string_value(json_object_get(source, "plugin"));
		if (!*json_object_iter_key(at) || !name || strcmp(name, plugin->name))
			continue;
		if (add_instance(runtime, plugin, json_object_iter_key(at),
		                 json_object_get(source, "options"), err))
			return -1;
	}
	return 0;
}

static int compare_to(const struct instance *instance, const char *plugin, const char *source)
{
	const int order = strcmp(instance->plugin->name, plugin);
	return order ? order : strcmp(instance->source, source);
}

static int compare(const void *a, const void *b)
{
	const struct instance *second = b;
	return compare_to(a, second->plugin->name, second->source);
}

static void miss(struct runtime *runtime, const struct runtime_options *options, const char *name,
                 const char *why)
{
	const struct missing missing = { arena_dup(&runtime->arena, name), arena_dup(&runtime->arena, why) };
	vec_add(&runtime->missing, missing);
	if (options->refused)
		options->refused(options->self, name, why);
}

static bool is_excluded(const struct runtime_options *options, const char *name)
{
	struct str rest = str_c(options->excluded), one;
	while (str_next(&rest, ':', &one))
		if (str_eq(one, str_c(name)))
			return true;
	return false;
}

static int load_one(struct runtime *runtime, const struct runtime_options *options, const char *name,
                    const json_t *all, struct err *err)
{
	const struct plugin *plugin;
	struct err why;
	if (is_excluded(options, name)) {
		miss(runtime, options, name,
		     "it died or hung when it was loaded; take its file away or mend it");
		return 0;
	}
	if (options->loading)
		options->loading(options->self, name);
	if (registry_load(runtime->registry, name, 0, &plugin, &why)) {
		miss(runtime, options, name, why.text);
		return 0;
	}
	if (plugin->plugin.kind != WD_KIND_PARSER) {
		registry_unload(runtime->registry, name);
		return 0;
	}
	return add_default(runtime, plugin, all, err) || add_configured(runtime, plugin, all, err) ? -1 : 0;
}

static int load_all(struct runtime *runtime, const struct runtime_options *options, const json_t *all,
                    struct err *err)
{
	for (size_t i = 0; i < registry_count(runtime->registry); i++)
		if (load_one(runtime, options, registry_name(runtime->registry, i), all, err))
			return -1;
	if (runtime->instances.count)
		qsort(runtime->instances.at, runtime->instances.count, sizeof *runtime->instances.at,
		      compare);
	return 0;
}

static int read_options(const char *text, json_t **out, struct err *err)
{
	json_error_t error;
	*out = NULL;
	if (!text)
		return 0;
	*out = json_loads(text, JSON_REJECT_DUPLICATES, &error);
	if (json_is_object(*out))
		return 0;
	json_decref(*out);
	return err_set(err, EXIT_WRONG_USE, "options of parsers: %s", error.text);
}

int runtime_new(const struct runtime_options *options, struct runtime **out, struct err *err)
{
	json_t *all;
	dom_setup();
	if (read_options(options->parser_options, &all, err))
		return -1;
	struct runtime *runtime = mem_zero(1, sizeof *runtime);
	arena_init(&runtime->arena);
	job_init(&runtime->job);
	runtime->registry = registry_new(options->dirs);
	const int failed = load_all(runtime, options, all, err);
	json_decref(all);
	if (failed) {
		runtime_free(runtime);
		return -1;
	}
	*out = runtime;
	return 0;
}

void runtime_free(struct runtime *runtime)
{
	if (!runtime)
		return;
	for (size_t i = 0; i < runtime->instances.count; i++) {
		struct instance *instance = &runtime->instances.at[i];
		if (instance->is_open && instance->plugin->plugin.close)
			instance->plugin->plugin.close(instance->self);
	}
	vec_done(&runtime->instances);
	vec_done(&runtime->missing);
	job_done(&runtime->job);
	registry_free(runtime->registry);
	arena_done(&runtime->arena);
	free(runtime);
}

static struct instance *look_up(struct runtime *runtime, const char *plugin, const char *source)
{
	size_t low = 0, high = runtime->instances.count;
	while (low < high) {
		const size_t middle = low + (high - low) / 2;
		struct instance *instance = &runtime->instances.at[middle];
		const int order = compare_to(instance, plugin, source);
		if (order == 0)
			return instance;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

/* The plugin as this source has it configured, else with its defaults; NULL where there is no such parser. */
static struct instance *find_instance(struct runtime *runtime, const char *plugin, const char *source)
{
	struct instance *instance = look_up(runtime, plugin, source);
	return instance ? instance : look_up(runtime, plugin, "");
}

static void tell_probing(const struct runtime_sink *sink, const struct instance *instance)
{
	if (sink->probing)
		sink->probing(sink->self, instance->plugin->name);
}

static int probe(struct runtime *runtime, const struct instance *instance, const struct wd_doc *doc,
                 const struct runtime_sink *sink)
{
	tell_probing(sink, instance);
	runtime->job.plugin = instance->plugin;
	const int score = instance->plugin->plugin.probe(&runtime->job, doc, instance->options);
	job_forget(&runtime->job);
	return score;
}

/* The parser that is surest of the document; the first by name of several. */
static struct instance *choose(struct runtime *runtime, const struct wd_doc *doc,
                               const struct runtime_sink *sink)
{
	struct instance *best = NULL;
	int most = 0;
	for (size_t i = 0; i < runtime->instances.count; i++) {
		struct instance *instance = &runtime->instances.at[i];
		if (*instance->source || !instance->plugin->plugin.probe)
			continue;
		instance = find_instance(runtime, instance->plugin->name, doc->source);
		if (instance->refusal)
			continue;
		const int score = probe(runtime, instance, doc, sink);
		if (score > most) {
			most = score;
			best = instance;
		}
	}
	return best;
}

static void open_instance(struct runtime *runtime, struct instance *instance)
{
	if (instance->is_open || instance->refusal)
		return;
	if (instance->plugin->plugin.open) {
		struct wd_job job;
		job_init(&job);
		job_reset(&job, NULL, runtime->job.sink);
		job.plugin = instance->plugin;
		instance->self = instance->plugin->plugin.open(&job, instance->options);
		const char *why = instance->self ? NULL : job_reason(&job);
		if (why)
			instance->refusal = arena_dup(&runtime->arena, why);
		job_done(&job);
	}
	instance->is_open = !instance->refusal;
}

static struct wd_doc describe_document(struct wd_job *job)
{
	const struct document *doc = job->doc;
	return (struct wd_doc){
		.size = sizeof(struct wd_doc),
		.url = doc->url,
		.base = doc->final_url ? doc->final_url : doc->url,
		.path = doc->path,
		.mime = doc->media_type,
		.charset = job_look(job, job_kind(doc))->charset,
		.role = doc->role,
		.source = doc->source,
		.timezone = doc->timezone,
		.fetched_at = doc->fetched_ms / 1000,
		.follow = doc->follows,
		.body = { doc->body.ptr ? doc->body.ptr : "", doc->body.len },
	};
}

static const char *explain_missing(struct runtime *runtime, const char *parser)
{
	for (size_t i = 0; i < runtime->missing.count; i++)
		if (!strcmp(runtime->missing.at[i].name, parser))
			return arena_printf(&runtime->job.arena, "parser %s cannot be loaded: %s", parser,
			                    runtime->missing.at[i].why);
	return arena_printf(&runtime->job.arena,
	                    "there is no parser %s; \"wiredesk plugin list\" shows those there are", parser);
}

static void book(struct outcome *out, enum outcome_state state, const char *reason)
{
	out->state = state;
	out->reason = reason;
}

/* The plugin's verdict, and its reason where it refused. */
static void book_verdict(struct wd_job *job, enum wd_verdict verdict, struct outcome *out)
{
	const char *reason = job_reason(job);
	if (verdict == WD_OK)
		book(out, OUTCOME_DONE, NULL);
	else if (verdict == WD_REJECT)
		book(out, OUTCOME_REJECTED, reason ? reason : "the parser refused it and gave no reason");
	else
		book(out, OUTCOME_REJECTED, "the parser asked to be called again, which only a sink can");
}

static void parse_with(struct runtime *runtime, struct instance *instance, const struct wd_doc *doc,
                       const struct runtime_sink *sink, struct outcome *out)
{
	struct wd_job *job = &runtime->job;
	out->parser = instance->plugin->name;
	out->parser_version = instance->plugin->plugin.version;
	tell_probing(sink, instance);
	open_instance(runtime, instance);
	job->plugin = instance->plugin;
	if (instance->refusal)
		book(out, OUTCOME_FAILED,
		     arena_printf(&job->arena, "%s cannot be used: %s", instance->plugin->name,
		                  instance->refusal));
	else
		book_verdict(job, instance->plugin->plugin.parse(job, doc, instance->options, instance->self),
		             out);
}

static const char *array_of(struct wd_job *job)
{
	return job->defects.len ? arena_printf(&job->arena, "[%s]", job->defects.ptr) : NULL;
}

static const char *feed_of(struct wd_job *job)
{
	struct buf json;
	if (!job->feed)
		return NULL;
	buf_init(&json, 1 << 20);
	object_to_json(job->feed, &json);
	const char *feed = json.is_over ? NULL : arena_str(&job->arena, buf_str(&json)).ptr;
	buf_done(&json);
	return feed;
}

void runtime_parse(struct runtime *runtime, const struct document *doc, const struct runtime_sink *sink,
                   struct outcome *out)
{
	struct wd_job *job = &runtime->job;
	const bool is_auto = !strcmp(doc->parser, "auto");
	*out = (struct outcome){ 0 };
	job_reset(job, doc, sink);
	const struct wd_doc view = describe_document(job);
	struct instance *instance =
		is_auto ? choose(runtime, &view, sink) : find_instance(runtime, doc->parser, doc->source);
	if (instance)
		parse_with(runtime, instance, &view, sink, out);
	else if (is_auto)
		book(out, OUTCOME_REJECTED, "no parser takes it for its own; name one");
	else
		book(out, OUTCOME_FAILED, explain_missing(runtime, doc->parser));
	out->charset = job->text->charset;
	job_finish_feed(job);
	out->feed = feed_of(job);
	out->defects = array_of(job);
	out->dropped = job->dropped;
	out->explain = job_explain_unfinished(job);
}
