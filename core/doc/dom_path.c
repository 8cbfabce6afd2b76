/* SPDX-License-Identifier: MIT
 * Where a node stands, for people: made of questions that any tree answers. */
#include "core/doc/dom.h"

enum { STEPS_MOST = 64, STEP_MOST = 128 };

static const char *ask(const struct dom_node *node, const char *xpath)
{
	return dom_text(dom_of(node), node, xpath, NULL);
}

static bool is_attribute(const struct dom_node *node)
{
	return dom_name(node) && !dom_find(dom_of(node), node, "self::*", NULL);
}

/* "p[2]"; the number is left out where there is no other. */
static const char *step_of(const struct dom_node *node, struct arena *arena)
{
	const char *name = dom_name(node);
	if (!name)
		return "text()";
	if (is_attribute(node))
		return arena_printf(arena, "@%s", name);
	const char *before =
		ask(node, arena_printf(arena, "count(preceding-sibling::*[local-name() = '%s'])", name));
	const char *is_last =
		ask(node, arena_printf(arena, "not(following-sibling::*[local-name() = '%s'])", name));
	int64_t count = 0;
	if (!before || !is_last || !str_to_int(str_c(before), &count))
		return name;
	if (!count && str_eq(str_c(is_last), STR("true")))
		return name;
	return arena_printf(arena, "%s[%d]", name, (int)count + 1);
}

const char *dom_path(const struct dom_node *node, struct arena *arena)
{
	const char *path = "";
	for (int steps = 0; node && steps < STEPS_MOST; steps++) {
		path = arena_printf(arena, "/%.*s%s", STEP_MOST, step_of(node, arena), path);
		node = dom_find(dom_of(node), node, "parent::*", NULL);
	}
	return path;
}
