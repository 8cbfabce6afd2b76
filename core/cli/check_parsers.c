/* SPDX-License-Identifier: MIT
 * Each source's parser opened with its options, in a child for each parser: one may hang or die. */
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/log.h"
#include "core/cli/check_parts.h"
#include "core/plugin/opening.h"

enum { OPEN_SECONDS = 30 };

static void on_log(void *self, enum wd_level level, const char *text)
{
	static const enum log_level levels[] = { [WD_LOG_ERROR] = LOG_ERROR,
		                                 [WD_LOG_WARNING] = LOG_WARNING,
		                                 [WD_LOG_INFO] = LOG_INFO,
		                                 [WD_LOG_DEBUG] = LOG_DEBUG };
	const struct config_source *source = self;
	log_add(level <= WD_LOG_DEBUG ? levels[level] : LOG_DEBUG, "%s: source %s: %s", source->place,
	        source->name, text);
}

static bool opens(const struct config *config, const struct config_source *source)
{
	struct err err;
	const struct runtime_sink messages = { .log = on_log, .self = (void *)(uintptr_t)source };
	if (!plugin_try_open(config->plugins, source->parser, source->parser_options, &messages, &err))
		return true;
	log_error("%s: source %s: %s cannot be used: %s", source->place, source->name, source->parser,
	          err.text);
	return false;
}

static bool is_of(const struct config_source *source, const char *parser)
{
	return str_eq(str_c(source->parser), str_c(parser));
}

/* In the child: all sources with that parser, the first of which is named. */
static _Noreturn void open_all(const struct config *config, size_t first)
{
	bool is_fine = true;
	alarm(OPEN_SECONDS);
	for (size_t i = first; i < config->source_count; i++)
		if (is_of(&config->sources[i], config->sources[first].parser))
			is_fine = opens(config, &config->sources[i]) && is_fine;
	_exit(is_fine ? EXIT_ALL_WELL : EXIT_WRONG_USE);
}

static bool check_one(const struct config *config, size_t first)
{
	const struct config_source *source = &config->sources[first];
	int status = 0;
	fflush(NULL);
	const pid_t pid = fork();
	if (!pid)
		open_all(config, first);
	if (pid < 0 || waitpid(pid, &status, 0) < 0) {
		log_error("parser %s cannot be tried: the system does not fork", source->parser);
		return false;
	}
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM)
		log_error("%s: parser %s has not opened after %d s", source->place, source->parser,
		          OPEN_SECONDS);
	else if (WIFSIGNALED(status))
		log_error("%s: parser %s is killed by SIG%s when it is opened", source->place, source->parser,
		          sigabbrev_np(WTERMSIG(status)));
	return !status;
}

static bool is_first(const struct config *config, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (is_of(&config->sources[i], config->sources[at].parser))
			return false;
	return !is_of(&config->sources[at], "auto");
}

int check_parsers(const struct config *config)
{
	size_t failed = 0;
	for (size_t i = 0; i < config->source_count; i++)
		if (is_first(config, i))
			failed += !check_one(config, i);
	return failed ? EXIT_WRONG_USE : EXIT_ALL_WELL;
}
