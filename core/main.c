/* SPDX-License-Identifier: MIT
 * One program, three roles: the host and its commands, the zygote of the workers, the child of a sink. */
#include "core/cli/cli.h"

int main(int argc, char **argv)
{
	return cli_main(argc, argv);
}
