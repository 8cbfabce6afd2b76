/* SPDX-License-Identifier: MIT */
#include "core/cli/plugin_cases.h"

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { OPTIONS_MOST = 64 * 1024, WORDS_MOST = 64 };

static bool is_folder(const char *path)
{
	struct stat info;
	return !stat(path, &info) && S_ISDIR(info.st_mode);
}

static const char *if_there(const char *path)
{
	return access(path, R_OK) ? NULL : path;
}

/* --- X.options: words as a shell would part them */

static bool take_quoted(struct str *rest, struct buf *word)
{
	const char quote = rest->ptr[0];
	const size_t end = str_chr(str_from(*rest, 1), quote);
	buf_add(word, str_slice(*rest, 1, end == STR_NONE ? rest->len : end + 1));
	*rest = str_from(*rest, end == STR_NONE ? rest->len : end + 2);
	return end != STR_NONE;
}

static bool take_word(struct str *rest, struct buf *word)
{
	while (rest->len && !ascii_is_space(rest->ptr[0])) {
		const char c = rest->ptr[0];
		if (c == '\'' || c == '"') {
			if (!take_quoted(rest, word))
				return false;
			continue;
		}
		if (c == '\\' && rest->len > 1)
			*rest = str_from(*rest, 1);
		buf_addc(word, rest->ptr[0]);
		*rest = str_from(*rest, 1);
	}
	return true;
}

static int split_words(struct arena *arena, struct str text, char **words, const char *path, struct err *err)
{
	int count = 1;
	words[0] = arena_dup(arena, "plugin");
	while ((text = str_trim(text)).len) {
		struct buf word;
		buf_init(&word, OPTIONS_MOST);
		const bool is_whole = take_word(&text, &word);
		if (is_whole && count < WORDS_MOST)
			words[count++] = (char *)(uintptr_t)arena_str(arena, buf_str(&word)).ptr;
		buf_done(&word);
		if (!is_whole)
			return err_set(err, EXIT_WRONG_USE, "%s: a quote has no end", path);
	}
	words[count] = NULL;
	return count;
}

static int read_options(struct arena *arena, const char *path, struct plugin_case *into, struct err *err)
{
	char text[4096], *words[WORDS_MOST + 1];
	FILE *in = fopen(path, "re");
	if (!in)
		return 0;
	const size_t length = fread(text, 1, sizeof text, in);
	fclose(in);
	const struct cli_option options[] = {
		{ "no-auto", 0, CLI_FLAG, &into->is_not_auto, NULL, "the parser need not be chosen by auto" },
		{ "option", 0, CLI_REPEATED, &into->options, "NAME=VALUE", "an option of the parser" },
		PARSE_FACT_OPTIONS(&into->facts),
	};
	const struct cli_usage usage = { path, "Options of a case.", options,
		                         sizeof options / sizeof *options };
	const int count = split_words(arena, str_n(text, length), words, path, err);
	if (count < 0)
		return -1;
	return cli_parse(count, words, &usage) == 0 ? 0
	                                            : err_set(err, EXIT_WRONG_USE, "%s: wrong options", path);
}

/* --- the folder */

/* What stands in a plugin's folder and is no document. */
static bool is_document(const char *name)
{
	static const char *const others[] = {
		".expected.json", ".options", ".yaml", ".yml", ".c", ".h", ".so", ".md", ".sh",
		"CMakeLists.txt"
	};
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (str_ends(str_c(name), str_c(others[i])))
			return false;
	return name[0] != '.';
}

static int add_case(struct plugin_cases *cases, const char *folder, const char *name, struct err *err)
{
	struct arena *arena = &cases->arena;
	const char *dot = strrchr(name, '.');
	const int stem = dot ? (int)(dot - name) : (int)strlen(name);
	struct plugin_case one = { .path = arena_printf(arena, "%s/%s", folder, name) };
	one.expected = arena_printf(arena, "%s/%.*s.expected.json", folder, stem, name);
	one.rules = if_there(arena_printf(arena, "%s/%.*s.yaml", folder, stem, name));
	if (!one.rules)
		one.rules = if_there(arena_printf(arena, "%s/%s.yaml", cases->folder, cases->name));
	const int failed =
		read_options(arena, arena_printf(arena, "%s/%.*s.options", folder, stem, name), &one, err);
	vec_add(&cases->all, one);
	return failed;
}

static int add_all(struct plugin_cases *cases, const char *folder, struct err *err)
{
	struct dirent **entries;
	int result = 0;
	const int count = scandir(folder, &entries, NULL, alphasort);
	if (count < 0)
		return err_errno(err, EXIT_WRONG_USE, "%s", folder);
	for (int i = 0; i < count; i++) {
		const char *path = arena_printf(&cases->arena, "%s/%s", folder, entries[i]->d_name);
		if (!result && is_document(entries[i]->d_name) && !is_folder(path))
			result = add_case(cases, folder, entries[i]->d_name, err);
		free(entries[i]);
	}
	free(entries);
	return result;
}

static const char *find_folder(struct arena *arena, const char *named)
{
	const char *const places[] = { named, arena_printf(arena, "plugins/parsers/%s", named) };
	for (size_t i = 0; i < sizeof places / sizeof *places; i++)
		if (is_folder(places[i]))
			return places[i];
	return NULL;
}

static const char *last_step(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

int plugin_cases_read(const char *named, struct plugin_cases *out, struct err *err)
{
	char full[PATH_MAX];
	*out = (struct plugin_cases){ 0 };
	arena_init(&out->arena);
	const char *folder = find_folder(&out->arena, named);
	if (!folder || !realpath(folder, full))
		return err_set(err, EXIT_WRONG_USE,
		               "there is no folder %s, nor plugins/parsers/%s; name the folder of the plugin",
		               named, named);
	if (!strcmp(last_step(full), "cases")) {
		*strrchr(full, '/') = '\0';
		folder = arena_printf(&out->arena, "%s/..", folder);
	}
	out->folder = folder;
	out->name = arena_dup(&out->arena, last_step(full));
	const char *below = arena_printf(&out->arena, "%s/cases", folder);
	return add_all(out, is_folder(below) ? below : folder, err);
}

void plugin_cases_done(struct plugin_cases *cases)
{
	for (size_t i = 0; i < cases->all.count; i++) {
		free(cases->all.at[i].options.at);
		free(cases->all.at[i].facts.headers.at);
	}
	vec_done(&cases->all);
	arena_done(&cases->arena);
}
