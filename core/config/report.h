/* SPDX-License-Identifier: MIT
 * Gathering all that is wrong with a configuration. */
#ifndef CORE_CONFIG_REPORT_H
#define CORE_CONFIG_REPORT_H
#include "core/config/tree.h"

/* At a node: its place, its line of the file. */
void report_at(struct config_report *report, const struct tree_node *node, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
/* At a line of a file (line 0: the file as a whole). text: the file's, for the excerpt, or NULL. */
void report_in(struct config_report *report, const char *file, const char *text, int line, int column,
               const char *fmt, ...) __attribute__((format(printf, 6, 7)));
/* What is well and still worth a word, where the configuration is checked. */
void report_note(struct config_report *report, const struct tree_node *node, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
/* By file and line, each fault once. */
void report_sort(struct config_report *report);

#endif
