/* SPDX-License-Identifier: MIT */
#include "core/cli/parser_choice.h"

#include <errno.h>
#include <jansson.h>
#include <limits.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/mem.h"
#include "core/base/program.h"

enum { WORDS_MOST = 64 };

/* --- names of files */

static struct str file_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	return str_c(slash ? slash + 1 : path);
}

static const char *stem_of(struct arena *arena, const char *path)
{
	const struct str file = file_of(path);
	const char *dot = memrchr(file.ptr, '.', file.len);
	return arena_str(arena, str_slice(file, 0, dot ? (size_t)(dot - file.ptr) : file.len)).ptr;
}

static const char *folder_of(struct arena *arena, const char *path)
{
	const struct str file = file_of(path);
	return file.ptr == path ? "." : arena_str(arena, str_n(path, (size_t)(file.ptr - path))).ptr;
}

/* --- the compiler */

static bool has_header(const char *folder)
{
	char path[PATH_MAX];
	snprintf(path, sizeof path, "%s/wiredesk/plugin.h", folder);
	return !access(path, R_OK);
}

/* Where the header is: beside an installed program, where this one was to be installed, in the tree it was built in. */
static const char *include_folder(struct arena *arena)
{
	const char *own = folder_of(arena, program_path());
	const char *const places[] = { arena_printf(arena, "%s../include", own), WIREDESK_INCLUDE_DIR,
		                       arena_printf(arena, "%s../../include", own) };
	for (size_t i = 0; i < sizeof places / sizeof *places; i++)
		if (has_header(places[i]))
			return places[i];
	return NULL;
}

/* $CC may have words of its own, "ccache gcc". */
static size_t add_compiler(struct arena *arena, char **words)
{
	struct str rest = str_c(getenv("CC")), word;
	size_t count = 0;
	if (!str_trim(rest).len)
		rest = STR("cc");
	while (count < WORDS_MOST / 4 && str_next(&rest, ' ', &word))
		if (word.len)
			words[count++] = (char *)(uintptr_t)arena_str(arena, word).ptr;
	return count;
}

static int wait_for(pid_t pid, const char *compiler, struct err *err)
{
	int status = 0;
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	if (WIFEXITED(status) && !WEXITSTATUS(status))
		return 0;
	return err_set(err, EXIT_WRONG_USE, "%s does not compile it; its messages are above", compiler);
}

int parser_choice_compile(const char *const *sources, const char *folder, const char *name, struct err *err)
{
	static const char *const flags[] = {
		"-std=gnu17", "-shared", "-fPIC", "-g", "-O1", "-Wall", "-Wextra"
	};
	char *words[WORDS_MOST + 1] = { 0 };
	struct arena arena;
	pid_t pid;
	arena_init(&arena);
	const char *include = include_folder(&arena);
	size_t count = add_compiler(&arena, words);
	for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
		words[count++] = arena_dup(&arena, flags[i]);
	if (include)
		words[count++] = arena_printf(&arena, "-I%s", include);
	words[count++] = arena_dup(&arena, "-o");
	words[count++] = arena_printf(&arena, "%s/%s.so", folder, name);
	while (*sources && count < WORDS_MOST)
		words[count++] = arena_dup(&arena, *sources++);
	int result;
	if (*sources)
		result = err_set(err, EXIT_WRONG_USE,
		                 "%s has too many files to be compiled here; build it first", name);
	else if ((errno = posix_spawnp(&pid, words[0], NULL, NULL, words, environ)))
		result = err_errno(err, EXIT_WRONG_USE, "cannot start the compiler %s (set CC)", words[0]);
	else
		result = wait_for(pid, words[0], err);
	arena_done(&arena);
	return result;
}

void parser_choice_search(const char *folder)
{
	const char *others = getenv("WIREDESK_PLUGINS");
	char *all = mem_printf("%s%s%s", folder, others && *others ? ":" : "", others ? others : "");
	setenv("WIREDESK_PLUGINS", all, 1);
	free(all);
}

/* --- a choice */

static json_t *add_value(json_t *old, json_t *value)
{
	if (!old)
		return value;
	json_t *list = json_is_array(old) ? json_incref(old) : json_pack("[O]", old);
	json_array_append_new(list, value);
	return list;
}

static int add_options(json_t *object, const struct cli_list *options, struct err *err)
{
	for (int i = 0; options && i < options->count; i++) {
		const char *equals = strchr(options->at[i], '=');
		if (!equals || equals == options->at[i])
			return err_set(err, EXIT_WRONG_USE, "--option %s: it must be NAME=VALUE",
			               options->at[i]);
		char *name = mem_dup_n(options->at[i], (size_t)(equals - options->at[i]));
		json_object_set_new(object, name,
		                    add_value(json_object_get(object, name), json_string(equals + 1)));
		free(name);
	}
	return 0;
}

static int take_rules(struct parser_choice *choice, const char *path, json_t *options, struct err *err)
{
	choice->parser = "rules";
	json_object_set_new(options, "file", json_string(path));
	return access(path, R_OK) ? err_errno(err, EXIT_WRONG_USE, "%s", path) : 0;
}

static int take_object(struct parser_choice *choice, const char *path, json_t *options, struct err *err)
{
	char full[PATH_MAX];
	(void)options;
	choice->parser = stem_of(&choice->arena, path);
	if (access(path, R_OK) || !realpath(folder_of(&choice->arena, path), full))
		return err_errno(err, EXIT_WRONG_USE, "%s", path);
	parser_choice_search(full);
	return 0;
}

static int take_source(struct parser_choice *choice, const char *path, json_t *options, struct err *err)
{
	const char *temporary = getenv("TMPDIR");
	(void)options;
	choice->parser = stem_of(&choice->arena, path);
	if (access(path, R_OK))
		return err_errno(err, EXIT_WRONG_USE, "%s", path);
	char *folder = arena_printf(&choice->arena, "%s/wiredesk-XXXXXX", temporary ? temporary : P_tmpdir);
	if (!mkdtemp(folder))
		return err_errno(err, EXIT_STATE, "no folder to compile in: %s", folder);
	choice->folder = folder;
	if (parser_choice_compile((const char *const[]){ path, NULL }, folder, choice->parser, err))
		return err_prefix(err, "%s: ", path);
	parser_choice_search(folder);
	return 0;
}

static const struct {
	const char *suffix;
	int (*take)(struct parser_choice *choice, const char *path, json_t *options, struct err *err);
} files[] = {
	{ ".yaml", take_rules }, { ".yml", take_rules }, { ".so", take_object }, { ".c", take_source }
};

static int take(struct parser_choice *choice, const char *named, json_t *options, struct err *err)
{
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		if (str_ends(str_c(named), str_c(files[i].suffix)))
			return files[i].take(choice, named, options, err);
	choice->parser = arena_dup(&choice->arena, named);
	return 0;
}

int parser_choice_open(const char *named, const struct cli_list *options, struct parser_choice *out,
                       struct err *err)
{
	*out = (struct parser_choice){ .parser = "auto" };
	arena_init(&out->arena);
	json_t *values = json_object();
	const int failed = (named && take(out, named, values, err)) || add_options(values, options, err);
	if (!failed && json_object_size(values)) { /* the entry without a name is for every source */
		json_t *all = json_pack("{s:{s:s, s:O}}", "", "plugin", out->parser, "options", values);
		char *text = json_dumps(all, JSON_COMPACT);
		out->options = arena_dup(&out->arena, text);
		free(text);
		json_decref(all);
	}
	json_decref(values);
	return failed ? -1 : 0;
}

void parser_choice_close(struct parser_choice *choice)
{
	char path[PATH_MAX];
	if (choice->folder) {
		snprintf(path, sizeof path, "%s/%s.so", choice->folder, choice->parser);
		unlink(path);
		rmdir(choice->folder);
	}
	arena_done(&choice->arena);
}
