/* SPDX-License-Identifier: MIT
 * This program in another role: what a child of the host is started from. */
#ifndef CORE_BASE_PROGRAM_H
#define CORE_BASE_PROGRAM_H

/* The program's own file, or what a test program has named in its place; lives as long as the process. */
const char *program_path(void);
void program_set_path(const char *path); /* path must live on */

#endif
