/* SPDX-License-Identifier: MIT */
#include "core/plugin/opening.h"

#include <jansson.h>

#include "core/plugin/job.h"
#include "core/plugin/options.h"

static int open_with(const struct plugin *plugin, const void *options, const struct runtime_sink *messages,
                     struct err *err)
{
	struct wd_job job;
	int result = 0;
	job_init(&job);
	job_reset(&job, NULL, messages);
	job.plugin = plugin;
	void *self = plugin->plugin.open(&job, options);
	const char *why = self ? NULL : job_reason(&job);
	if (why)
		result = err_set(err, EXIT_WRONG_USE, "%s", why);
	else if (plugin->plugin.close)
		plugin->plugin.close(self);
	job_done(&job);
	return result;
}

int plugin_try_open(const char *dirs, const char *name, const char *options,
                    const struct runtime_sink *messages, struct err *err)
{
	const struct plugin *plugin;
	struct arena arena;
	void *filled;
	arena_init(&arena);
	struct registry *registry = registry_new(dirs);
	json_t *values = json_loads(options, 0, NULL);
	dom_setup();
	int result = registry_load(registry, name, WD_KIND_PARSER, &plugin, err);
	if (!result && plugin->plugin.open)
		result = options_fill(plugin->plugin.options, plugin->plugin.options_size, values, &arena,
		                      &filled, err) ||
		                         open_with(plugin, filled, messages, err)
		                 ? -1
		                 : 0;
	json_decref(values);
	registry_free(registry);
	arena_done(&arena);
	return result;
}
