/* SPDX-License-Identifier: MIT
 * Keys of sources that are fetched: their addresses, and when they are asked. */
#ifndef CORE_CONFIG_URLS_H
#define CORE_CONFIG_URLS_H
#include "core/config/loading.h"

/* The list under "urls": addresses, or maps with an address and what is known of its documents. */
void urls_read(struct loading *loading, const struct tree_node *urls, struct config_source *out);

/* Keys that stand in sources, groups and defaults. */
struct urls_timing {
	const char *every, *cron, *robots;
	int64_t every_min, every_max;
	bool hints;
};
/* scope: for the places of what is wrong. */
void urls_read_timing(struct loading *loading, const struct schema_scope *scope,
                      const struct urls_timing *timing, struct config_source *out);

#endif
