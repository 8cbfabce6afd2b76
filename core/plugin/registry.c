/* SPDX-License-Identifier: MIT */
#include "core/plugin/registry.h"

#include <dirent.h>
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/base/vec.h"

struct entry {
	char *name, *path;
	struct plugin *plugin; /* NULL: not loaded yet */
};

struct registry {
	VEC(struct entry) entries; /* sorted by name */
};

static int compare(const void *a, const void *b)
{
	return strcmp(((const struct entry *)a)->name, ((const struct entry *)b)->name);
}

static bool has_name(const struct registry *registry, struct str name)
{
	for (size_t i = 0; i < registry->entries.count; i++)
		if (str_eq(str_c(registry->entries.at[i].name), name))
			return true;
	return false;
}

/* The first of a name wins. */
static void add_file(struct registry *registry, struct str folder, const char *file)
{
	const struct str name = str_slice(str_c(file), 0, strlen(file) - 3);
	if (!name.len || name.ptr[0] == '.' || has_name(registry, name))
		return;
	const struct entry entry = {
		.name = mem_dup_n(name.ptr, name.len),
		.path = mem_printf("%.*s/%s", STR_ARG(folder), file),
	};
	vec_add(&registry->entries, entry);
}

static void add_folder(struct registry *registry, struct str folder)
{
	char *path = mem_dup_n(folder.ptr, folder.len);
	DIR *dir = folder.len ? opendir(path) : NULL; /* one that is not there holds no plugins */
	free(path);
	if (!dir)
		return;
	for (const struct dirent *file; (file = readdir(dir));)
		if (str_ends(str_c(file->d_name), STR(".so")))
			add_file(registry, folder, file->d_name);
	closedir(dir);
}

static void add_folders(struct registry *registry, const char *folders)
{
	struct str rest = str_c(folders), folder;
	while (str_next(&rest, ':', &folder))
		add_folder(registry, folder);
}

/* A build tree has the program and the folder "plugins" side by side. */
static void add_beside_program(struct registry *registry)
{
	char path[PATH_MAX];
	const ssize_t len = readlink("/proc/self/exe", path, sizeof path);
	const struct str program = str_n(path, len > 0 ? (size_t)len : 0);
	size_t slash = program.len;
	while (slash && program.ptr[slash - 1] != '/')
		slash--;
	if (!slash)
		return;
	char *folder = mem_printf("%.*splugins", (int)slash, path);
	add_folder(registry, str_c(folder));
	free(folder);
}

struct registry *registry_new(const char *dirs)
{
	struct registry *registry = mem_zero(1, sizeof *registry);
	add_folders(registry, getenv("WIREDESK_PLUGINS"));
	add_folders(registry, dirs);
	add_beside_program(registry);
	add_folder(registry, str_c(WIREDESK_PLUGIN_DIR));
	if (registry->entries.count)
		qsort(registry->entries.at, registry->entries.count, sizeof *registry->entries.at, compare);
	return registry;
}

void registry_free(struct registry *registry)
{
	if (!registry)
		return;
	for (size_t i = 0; i < registry->entries.count; i++) {
		plugin_free(registry->entries.at[i].plugin);
		free(registry->entries.at[i].name);
		free(registry->entries.at[i].path);
	}
	vec_done(&registry->entries);
	free(registry);
}

static const char *nearest_name(const struct registry *registry, struct str name)
{
	const char *nearest = NULL;
	unsigned best = 4; /* further away is another word */
	for (size_t i = 0; i < registry->entries.count; i++) {
		const unsigned distance = str_distance(str_c(registry->entries.at[i].name), name);
		if (distance < best) {
			best = distance;
			nearest = registry->entries.at[i].name;
		}
	}
	return nearest;
}

static int no_such_plugin(const struct registry *registry, const char *name, struct err *err)
{
	const char *nearest = nearest_name(registry, str_c(name));
	if (nearest)
		return err_set(err, EXIT_WRONG_USE, "there is no plugin %s; did you mean %s?", name, nearest);
	if (!registry->entries.count)
		return err_set(err, EXIT_WRONG_USE,
			       "there is no plugin %s, nor any other: set WIREDESK_PLUGINS to their folder",
			       name);
	return err_set(err, EXIT_WRONG_USE,
		       "there is no plugin %s; \"wiredesk plugin list\" shows those there are", name);
}

static int check_kind(const struct plugin *plugin, enum wd_kind kind, struct err *err)
{
	static const char *const names[] = { [WD_KIND_PARSER] = "parser", [WD_KIND_SINK] = "sink" };
	if (kind == 0 || plugin->plugin.kind == kind)
		return 0;
	return err_set(err, EXIT_WRONG_USE, "%s is a %s, not a %s (%s)", plugin->name,
		       names[plugin->plugin.kind], names[kind], plugin->path);
}

static struct entry *find(struct registry *registry, const char *name)
{
	const struct entry key = { .name = (char *)(uintptr_t)name };
	if (!registry->entries.count)
		return NULL;
	return bsearch(&key, registry->entries.at, registry->entries.count, sizeof key, compare);
}

void registry_unload(struct registry *registry, const char *name)
{
	struct entry *entry = find(registry, name);
	if (!entry)
		return;
	plugin_free(entry->plugin);
	entry->plugin = NULL;
}

int registry_load(struct registry *registry, const char *name, enum wd_kind kind, const struct plugin **out,
		  struct err *err)
{
	struct entry *entry = find(registry, name);
	if (!entry)
		return no_such_plugin(registry, name, err);
	if (!entry->plugin && plugin_load(entry->path, &entry->plugin, err))
		return -1;
	if (check_kind(entry->plugin, kind, err))
		return -1;
	*out = entry->plugin;
	return 0;
}

size_t registry_count(const struct registry *registry)
{
	return registry->entries.count;
}

const char *registry_name(const struct registry *registry, size_t i)
{
	return registry->entries.at[i].name;
}

const char *registry_path(const struct registry *registry, size_t i)
{
	return registry->entries.at[i].path;
}
