/* SPDX-License-Identifier: MIT
 * A plugin that ends the program while it is loaded. */
#include <unistd.h>

__attribute__((constructor)) static void quit(void)
{
	_exit(7);
}
