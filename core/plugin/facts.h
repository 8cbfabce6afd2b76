/* SPDX-License-Identifier: MIT
 * What a plugin says of itself, learned without loading it here: a child loads it, and may die of it. The host never
 * runs a plugin's code, not even its constructors. */
#ifndef CORE_PLUGIN_FACTS_H
#define CORE_PLUGIN_FACTS_H
#include <wiredesk/plugin.h>

#include "core/base/arena.h"
#include "core/base/err.h"

struct plugin_facts {
	const char *name, *version, *summary, *path;
	enum wd_kind kind;
	uint32_t api;
	bool has_probe;
	const struct wd_opt *options; /* offsets are not told: for checking, not for filling */
};

/* dirs as registry_new. The facts lie on the arena. -1: there is none of that name, it does not load, it dies or hangs
 * in loading; the error says which, and the way out. */
int plugin_facts_read(const char *dirs, const char *name, struct arena *arena,
                      const struct plugin_facts **out, struct err *err);

/* The child: `wiredesk --plugin-facts NAME DIRS` writes one JSON object. Gives the exit status. */
int plugin_facts_main(const char *name, const char *dirs);

#endif
