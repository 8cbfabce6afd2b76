/* SPDX-License-Identifier: MIT */
#include "core/plugin/facts.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/buf.h"
#include "core/base/clock.h"
#include "core/base/program.h"
#include "core/plugin/registry.h"

enum { ANSWER_MOST = 1 << 20, LOAD_MS = 10 * 1000 };

/* --- the child */

static json_t *describe_options(const struct wd_opt *table)
{
	json_t *rows = json_array();
	for (const struct wd_opt *o = table; o && o->name; o++)
		json_array_append_new(rows, json_pack("{s:s, s:i, s:i, s:s*, s:s*, s:s*}", "name", o->name,
		                                      "type", (int)o->type, "flags", (int)o->flags, "def",
		                                      o->def, "limits", o->limits, "help", o->help));
	return rows;
}

static json_t *describe(const struct plugin *plugin)
{
	const struct wd_plugin *p = &plugin->plugin;
	return json_pack("{s:s, s:s, s:s*, s:s, s:i, s:i, s:b, s:o}", "name", plugin->name, "version",
	                 p->version, "summary", p->summary, "path", plugin->path, "kind", (int)p->kind, "api",
	                 (int)p->api, "has_probe", p->probe != NULL, "options", describe_options(p->options));
}

int plugin_facts_main(const char *name, const char *dirs)
{
	struct err err;
	const struct plugin *plugin;
	/* What the plugin prints while it is loaded must not get between the answer's lines. */
	FILE *out = fdopen(fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3), "w");
	dup2(STDERR_FILENO, STDOUT_FILENO);
	struct registry *registry = registry_new(dirs);
	const bool is_loaded = !registry_load(registry, name, 0, &plugin, &err);
	json_t *answer = is_loaded ? describe(plugin) : json_pack("{s:s}", "error", err.text);
	const bool is_said = out && !json_dumpf(answer, out, JSON_COMPACT) && !fclose(out);
	json_decref(answer);
	registry_free(registry);
	return is_said ? EXIT_ALL_WELL : EXIT_STATE;
}

/* --- who asks */

static int start(const char *dirs, const char *name, pid_t *out_pid, struct err *err)
{
	int pipe_ends[2];
	if (pipe2(pipe_ends, O_CLOEXEC))
		return err_errno(err, EXIT_STATE, "plugin %s", name);
	posix_spawn_file_actions_t actions;
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, pipe_ends[1], STDOUT_FILENO);
	char *const words[] = { (char *)(uintptr_t)program_path(), (char *)(uintptr_t) "--plugin-facts",
		                (char *)(uintptr_t)name, (char *)(uintptr_t)(dirs ? dirs : ""), NULL };
	const int code = posix_spawn(out_pid, words[0], &actions, NULL, words, environ);
	posix_spawn_file_actions_destroy(&actions);
	close(pipe_ends[1]);
	if (!code)
		return pipe_ends[0];
	close(pipe_ends[0]);
	errno = code;
	return err_errno(err, EXIT_STATE, "cannot start %s to look at plugin %s", words[0], name);
}

/* All that the child says; false when it took too long. */
static bool read_answer(int fd, struct buf *answer)
{
	const int64_t until = clock_mono_ms() + LOAD_MS;
	for (;;) {
		struct pollfd ready = { .fd = fd, .events = POLLIN };
		const int64_t left = until - clock_mono_ms();
		if (left <= 0 || poll(&ready, 1, (int)left) == 0)
			return false;
		char *room = buf_room(answer, 4096);
		const ssize_t n = room ? read(fd, room, 4096) : 0;
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return true;
		answer->len += (size_t)n;
	}
}

static int tell_death(const char *name, bool is_late, int status, struct err *err)
{
	if (is_late)
		return err_set(err, EXIT_WRONG_USE,
		               "plugin %s has not finished loading after %d s; take its file away or mend it",
		               name, LOAD_MS / 1000);
	if (WIFSIGNALED(status))
		return err_set(
			err, EXIT_WRONG_USE,
			"plugin %s is killed by SIG%s when it is loaded; take its file away or mend it", name,
			sigabbrev_np(WTERMSIG(status)));
	return err_set(
		err, EXIT_WRONG_USE,
		"plugin %s ends the program with status %d when it is loaded; take its file away or mend it",
		name, WEXITSTATUS(status));
}

static const char *keep(struct arena *arena, const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));
	return text ? arena_dup(arena, text) : NULL;
}

static int number(const json_t *object, const char *key)
{
	return (int)json_integer_value(json_object_get(object, key));
}

static const struct wd_opt *keep_options(struct arena *arena, const json_t *rows)
{
	struct wd_opt *table = arena_zero(arena, (json_array_size(rows) + 1) * sizeof *table);
	size_t i;
	const json_t *row;
	json_array_foreach(rows, i, row) table[i] = (struct wd_opt){ .name = keep(arena, row, "name"),
		                                                     .type = (uint16_t)number(row, "type"),
		                                                     .flags = (uint16_t)number(row, "flags"),
		                                                     .def = keep(arena, row, "def"),
		                                                     .limits = keep(arena, row, "limits"),
		                                                     .help = keep(arena, row, "help") };
	return table;
}

static const struct plugin_facts *keep_facts(struct arena *arena, const json_t *answer)
{
	struct plugin_facts *facts = arena_zero(arena, sizeof *facts);
	*facts = (struct plugin_facts){ .name = keep(arena, answer, "name"),
		                        .version = keep(arena, answer, "version"),
		                        .summary = keep(arena, answer, "summary"),
		                        .path = keep(arena, answer, "path"),
		                        .kind = (enum wd_kind)number(answer, "kind"),
		                        .api = (uint32_t)number(answer, "api"),
		                        .has_probe = json_is_true(json_object_get(answer, "has_probe")),
		                        .options = keep_options(arena, json_object_get(answer, "options")) };
	return facts;
}

int plugin_facts_read(const char *dirs, const char *name, struct arena *arena,
                      const struct plugin_facts **out, struct err *err)
{
	pid_t pid;
	int status = 0, result = -1;
	const int fd = start(dirs, name, &pid, err);
	if (fd < 0)
		return -1;
	struct buf text;
	buf_init(&text, ANSWER_MOST);
	const bool is_late = !read_answer(fd, &text);
	if (is_late)
		kill(pid, SIGKILL);
	close(fd);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	json_t *answer = json_loadb(text.ptr ? text.ptr : "", text.len, 0, NULL);
	const char *refusal = json_string_value(json_object_get(answer, "error"));
	if (refusal)
		err_set(err, EXIT_WRONG_USE, "%s", refusal);
	else if (!json_is_object(answer) || is_late)
		tell_death(name, is_late, status, err);
	else
		result = 0;
	if (!result)
		*out = keep_facts(arena, answer);
	json_decref(answer);
	buf_done(&text);
	return result;
}
