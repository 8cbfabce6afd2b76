/* SPDX-License-Identifier: MIT
 * Messages to the operator, on standard error: one line each, for people or (--log-format json) for machines.
 * Only who ends the journey of an error logs it; library code never does. */
#ifndef CORE_BASE_LOG_H
#define CORE_BASE_LOG_H
#include <stdarg.h>
#include <stdbool.h>

enum log_level { LOG_ERROR, LOG_WARNING, LOG_INFO, LOG_DEBUG };

struct log_options {
	enum log_level level; /* what is less urgent is left out */
	bool is_json;
	bool has_color;
};

void log_setup(const struct log_options *options); /* before the first message: LOG_INFO, plain, no colour */
bool log_is_json(void);
void log_add(enum log_level level, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void log_addv(enum log_level level, const char *fmt, va_list args) __attribute__((format(printf, 2, 0)));

#define log_error(...)   log_add(LOG_ERROR, __VA_ARGS__)
#define log_warning(...) log_add(LOG_WARNING, __VA_ARGS__)
#define log_info(...)    log_add(LOG_INFO, __VA_ARGS__)
#define log_debug(...)   log_add(LOG_DEBUG, __VA_ARGS__)

/* A line that is drawn over and over on a terminal; the next message clears it. NULL takes it away. */
void log_progress(const char *line);

#endif
