/* SPDX-License-Identifier: MIT
 * Which plugins there are: NAME.so files of the plugin folders, in this order: WIREDESK_PLUGINS (parted by ':'),
 * the configuration's `plugins`, the folder "plugins" beside the program (a build tree), the installed one. The
 * first of a name wins. */
#ifndef CORE_PLUGIN_REGISTRY_H
#define CORE_PLUGIN_REGISTRY_H
#include <wiredesk/plugin.h>

#include "core/base/err.h"
#include "core/base/str.h"

/* A plugin that is loaded. `plugin` is the host's own copy of the descriptor: what an older plugin lacks is zero. */
struct plugin {
	char name[64];
	char *path;
	struct wd_plugin plugin;
	void *handle;
};

struct registry;
struct registry *registry_new(const char *dirs); /* more folders, parted by ':', or NULL; nothing is loaded yet */
void registry_free(struct registry *registry);

/* Loads one by name; 0 and the plugin, lent, or -1: an error that names the file, both API numbers where they do not
 * fit, the nearest known name where there is none of that name. kind 0: any. */
int registry_load(struct registry *registry, const char *name, enum wd_kind kind, const struct plugin **out, struct err *err);
/* Lets a loaded plugin go again; what registry_load lent of it is gone. */
void registry_unload(struct registry *registry, const char *name);
/* The names that there are, sorted; nothing is loaded. */
size_t registry_count(const struct registry *registry);
const char *registry_name(const struct registry *registry, size_t i);
const char *registry_path(const struct registry *registry, size_t i);

/* Loads one file, with the ABI handshake. */
int plugin_load(const char *path, struct plugin **out, struct err *err);
void plugin_free(struct plugin *plugin);

#endif
