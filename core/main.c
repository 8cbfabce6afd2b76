/* SPDX-License-Identifier: MIT
 * One program, four roles: the host and its commands, the zygote of the workers, the child of a sink, and one that
 * looks at a plugin. */
#include "core/base/mem.h"
#include "core/base/str.h"
#include "core/cli/cli.h"
#include "core/deliver/sinks.h"
#include "core/plugin/facts.h"
#include "core/worker/child.h"

int main(int argc, char **argv)
{
	const struct str role = str_c(argc == 2 ? argv[1] : NULL);
	mem_setup();
	if (str_eq(role, STR("--worker-zygote")))
		return zygote_main();
	if (str_eq(role, STR("--sink-child")))
		return sink_child_main();
	if (argc == 4 && str_eq(str_c(argv[1]), STR("--plugin-facts")))
		return plugin_facts_main(argv[2], argv[3]);
	return cli_main(argc, argv);
}
