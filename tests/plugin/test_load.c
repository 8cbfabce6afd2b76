/* SPDX-License-Identifier: MIT */
#include "unit/check_main.h"

#include <stdio.h>

#include "core/plugin/registry.h"

static struct err err;

static struct plugin *load(const char *name)
{
	struct plugin *plugin = NULL;
	char path[1024];
	snprintf(path, sizeof path, FOLDER "/handshake/%s.so", name);
	err.text[0] = '\0';
	return plugin_load(path, &plugin, &err) ? NULL : plugin;
}

#define DIGITS_(number) #number
#define DIGITS(number)  DIGITS_(number)

START_TEST(good_plugins_load)
{
	struct plugin *plugin = load("good");
	ck_assert_msg(plugin != NULL, "%s", err.text);
	ck_assert_str_eq(plugin->name, "good");
	ck_assert(plugin->plugin.parse != NULL);
	plugin_free(plugin);
	plugin_free(NULL);
}
END_TEST

START_TEST(what_an_older_plugin_lacks_is_zero)
{
	struct plugin *plugin = load("older");
	ck_assert_msg(plugin != NULL, "%s", err.text);
	ck_assert(plugin->plugin.parse != NULL);
	ck_assert(plugin->plugin.write == NULL); /* though it lies there, behind the end */
	plugin_free(plugin);
}
END_TEST

START_TEST(what_a_newer_plugin_does_not_use_is_no_matter)
{
	struct plugin *plugin = load("unused_tail");
	ck_assert_msg(plugin != NULL, "%s", err.text);
	ck_assert_uint_gt(plugin->plugin.size, sizeof plugin->plugin);
	plugin_free(plugin);
}
END_TEST

START_TEST(refusals_name_file_both_sides_and_way_out)
{
	static const struct {
		const char *name, *pieces[3];
	} cases[] = {
		{ "newer_api", { "it needs plugin API ", "has " DIGITS(WD_API), "take a newer wiredesk" } },
		{ "used_tail", { "members of its descriptor", "does not know", "take a newer wiredesk" } },
		{ "no_symbol", { "wd_plugin_1", "no wiredesk plugin", "" } },
		{ "other_name", { "calls itself somebody", "name the file somebody.so", "" } },
		{ "other_kind", { "kind 7", "parsers (1)", "sinks (2)" } },
		{ "no_parse", { "must have .parse", "", "" } },
		{ "bad_default", { "the default of option n is 900, the most is 500", "", "" } },
		{ "no_version", { "set .version", "", "" } },
		{ "no_descriptor", { "WD_PARSER()", "", "" } },
		{ "no_object", { "does not load", "", "" } },
		{ "missing", { "does not load", "No such file", "" } },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		ck_assert_msg(!load(cases[i].name), "%s", cases[i].name);
		ck_assert_msg(strstr(err.text, cases[i].name) != NULL, "%s", err.text);
		for (size_t j = 0; j < 3; j++)
			ck_assert_msg(strstr(err.text, cases[i].pieces[j]) != NULL, "%s: %s", cases[i].name,
				      err.text);
	}
}
END_TEST

START_TEST(registry_finds_by_name)
{
	const struct plugin *plugin = NULL;
	struct registry *registry = registry_new(FOLDER "/handshake:/nowhere");
	ck_assert_uint_ge(registry_count(registry), 14);
	for (size_t i = 1; i < registry_count(registry); i++)
		ck_assert_str_lt(registry_name(registry, i - 1), registry_name(registry, i));
	ck_assert(!registry_load(registry, "good", WD_KIND_PARSER, &plugin, &err));
	ck_assert_str_eq(plugin->path, FOLDER "/handshake/good.so");
	ck_assert(registry_load(registry, "godo", 0, &plugin, &err));
	ck_assert_str_eq(err.text, "there is no plugin godo; did you mean good?");
	ck_assert(registry_load(registry, "unheard-of", 0, &plugin, &err));
	ck_assert_msg(strstr(err.text, "plugin list") != NULL, "%s", err.text);
	ck_assert(registry_load(registry, "another_sink", WD_KIND_PARSER, &plugin, &err));
	ck_assert_msg(strstr(err.text, "another_sink is a sink, not a parser") != NULL, "%s", err.text);
	registry_free(registry);
}
END_TEST

START_TEST(first_folder_wins)
{
	const struct plugin *plugin = NULL;
	setenv("WIREDESK_PLUGINS", FOLDER "/handshake", 1);
	struct registry *registry = registry_new(FOLDER "/runtime:" FOLDER "/handshake/.");
	ck_assert(!registry_load(registry, "good", 0, &plugin, &err));
	ck_assert_str_eq(plugin->path, FOLDER "/handshake/good.so");
	registry_free(registry);
	registry_free(NULL);
}
END_TEST

TEST_MAIN("load", good_plugins_load, what_an_older_plugin_lacks_is_zero,
	  what_a_newer_plugin_does_not_use_is_no_matter, refusals_name_file_both_sides_and_way_out,
	  registry_finds_by_name, first_folder_wins)
