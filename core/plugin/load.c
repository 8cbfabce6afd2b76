/* SPDX-License-Identifier: MIT
 * One file to a plugin: opened, asked who it is, checked. The host keeps a copy of the descriptor in its own
 * form: what an older plugin does not have is zero there, what a newer one has beyond it must be zero. */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/base/mem.h"
#include "core/plugin/job.h"
#include "core/plugin/options.h"

/* The first descriptor ever released was larger than this; beyond the other it is none. */
enum { LEAST_SIZE = offsetof(struct wd_plugin, open), MOST_SIZE = 4096 };

static int refuse(const char *path, const char *why, struct err *err)
{
	return err_set(err, EXIT_WRONG_USE, "%s: %s", path, why);
}

static bool has_tail(const struct wd_plugin *given)
{
	const char *bytes = (const char *)given;
	for (size_t i = sizeof *given; i < given->size; i++)
		if (bytes[i])
			return true;
	return false;
}

/* The handshake: takes over what both sides know. */
static int copy_descriptor(const char *path, const struct wd_plugin *given, struct wd_plugin *out,
			   struct err *err)
{
	if (!given)
		return refuse(
			path,
			"wd_plugin_1() gave no descriptor: end the plugin with WD_PARSER() or WD_SINK()",
			err);
	if (given->api > WD_API)
		return err_set(err, EXIT_WRONG_USE,
			       "%s: it needs plugin API %u, this wiredesk (%s) has %d: take a newer "
			       "wiredesk, or build the "
			       "plugin with -DWD_API_NEEDED=%d if it can do with that",
			       path, given->api, WIREDESK_VERSION, WD_API, WD_API);
	if (given->api == 0 || given->size < LEAST_SIZE || given->size > MOST_SIZE)
		return err_set(err, EXIT_WRONG_USE,
			       "%s: its descriptor (%u bytes, API %u) is none that wiredesk knows", path,
			       given->size, given->api);
	if (given->size > sizeof *given && has_tail(given))
		return err_set(err, EXIT_WRONG_USE,
			       "%s: it uses members of its descriptor (%u bytes, API %u) that this wiredesk "
			       "(%s, %zu bytes, "
			       "API %d) does not know: take a newer wiredesk",
			       path, given->size, given->api, WIREDESK_VERSION, sizeof *given, WD_API);
	*out = (struct wd_plugin){ 0 };
	memcpy(out, given, given->size < sizeof *given ? given->size : sizeof *given);
	return 0;
}

static bool is_name(struct str name)
{
	if (!name.len || name.len >= sizeof((struct plugin *)NULL)->name)
		return false;
	for (size_t i = 0; i < name.len; i++) {
		const char c = name.ptr[i];
		const bool is_plain = (c >= 'a' && c <= 'z') || ascii_is_digit(c);
		if (!is_plain && (i == 0 || (c != '.' && c != '_' && c != '-')))
			return false;
	}
	return true;
}

static struct str file_stem(const char *path)
{
	const char *slash = strrchr(path, '/');
	struct str stem = str_c(slash ? slash + 1 : path);
	return str_ends(stem, STR(".so")) ? str_slice(stem, 0, stem.len - 3) : stem;
}

static int check_name(const char *path, const struct wd_plugin *p, struct err *err)
{
	const struct str stem = file_stem(path);
	if (!p->name || !is_name(str_c(p->name)))
		return err_set(err, EXIT_WRONG_USE,
			       "%s: its name \"%s\" must be lower-case letters, digits, '.', '_' and '-', at "
			       "most 63",
			       path, p->name ? p->name : "");
	if (!str_eq(str_c(p->name), stem))
		return err_set(err, EXIT_WRONG_USE,
			       "%s: the plugin calls itself %s: name the file %s.so, or the plugin %.*s",
			       path, p->name, p->name, STR_ARG(stem));
	if (!p->version || !*p->version)
		return refuse(path, "it has no version: set .version", err);
	return 0;
}

static int check_descriptor(const char *path, const struct wd_plugin *p, struct err *err)
{
	if (p->kind != WD_KIND_PARSER && p->kind != WD_KIND_SINK)
		return err_set(err, EXIT_WRONG_USE,
			       "%s: it is of kind %u, this wiredesk (%s) knows parsers (%d) and sinks (%d)",
			       path, p->kind, WIREDESK_VERSION, WD_KIND_PARSER, WD_KIND_SINK);
	if (check_name(path, p, err))
		return -1;
	if (p->kind == WD_KIND_PARSER && !p->parse)
		return refuse(path, "a parser must have .parse", err);
	if (p->kind == WD_KIND_SINK && !p->write)
		return refuse(path, "a sink must have .write", err);
	if (options_check(p->options, p->options_size, err))
		return err_prefix(err, "%s: ", path);
	return 0;
}

typedef const struct wd_plugin *describe(const struct wd_host *);

static int load(struct plugin *plugin, struct err *err)
{
	plugin->handle = dlopen(plugin->path, RTLD_NOW | RTLD_LOCAL);
	if (!plugin->handle)
		return err_set(err, EXIT_WRONG_USE, "plugin does not load: %s", dlerror());
	describe *entry;
	*(void **)&entry = dlsym(plugin->handle, "wd_plugin_1"); /* as POSIX has it */
	if (!entry)
		return refuse(plugin->path,
			      "it has no symbol wd_plugin_1: it is no wiredesk plugin, or not of this ABI",
			      err);
	if (copy_descriptor(plugin->path, entry(&host_table), &plugin->plugin, err) ||
	    check_descriptor(plugin->path, &plugin->plugin, err))
		return -1;
	snprintf(plugin->name, sizeof plugin->name, "%s", plugin->plugin.name);
	return 0;
}

int plugin_load(const char *path, struct plugin **out, struct err *err)
{
	struct plugin *plugin = mem_zero(1, sizeof *plugin);
	/* Without a slash dlopen() would search the system's libraries. */
	plugin->path = strchr(path, '/') ? mem_dup(path) : mem_printf("./%s", path);
	if (load(plugin, err)) {
		plugin_free(plugin);
		return -1;
	}
	*out = plugin;
	return 0;
}

void plugin_free(struct plugin *plugin)
{
	if (!plugin)
		return;
	if (plugin->handle)
		dlclose(plugin->handle);
	free(plugin->path);
	free(plugin);
}
