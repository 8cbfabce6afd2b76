/* SPDX-License-Identifier: MIT
 * What `wiredesk plugin new` writes. The cases pass as they are: tests/e2e/test_author.sh sees to it. */
#include <stddef.h>

#include "core/cli/plugin_parts.h"

static const char cmake[] = "# cmake -B build && cmake --build build && cmake --install build\n"
			    "cmake_minimum_required(VERSION 3.25)\n"
			    "project(@NAME@ LANGUAGES C)\n"
			    "find_package(wiredesk REQUIRED)\n"
			    "wiredesk_plugin(@NAME@)\n";

static const char page[] =
	"<!doctype html>\n"
	"<html lang=\"en\">\n"
	"<head><title>Swans return to the mill pond</title></head>\n"
	"<body>\n"
	"<h1>Swans return to the mill pond</h1>\n"
	"<time datetime=\"2026-03-02T08:30:00Z\">2 March 2026</time>\n"
	"<article>\n"
	"<p>A pair of swans has come back to the mill pond of Lower Ashby, the keeper of the mill said.</p>\n"
	"<p>They had been away for three winters.</p>\n"
	"</article>\n"
	"</body>\n"
	"</html>\n";

#define EXPECTED(parser, version, rest)                                                                      \
	"[\n"                                                                                                \
	" {\n"                                                                                               \
	"  \"change\": \"new\",\n"                                                                           \
	"  \"parser\": {\n"                                                                                  \
	"   \"name\": \"" parser "\",\n"                                                                     \
	"   \"version\": \"" version "\"\n"                                                                  \
	"  },\n"                                                                                             \
	"  \"extraction\": \"parser\",\n"                                                                    \
	"  \"status\": \"usable\",\n"                                                                        \
	"  \"title\": \"Swans return to the mill pond\",\n" rest                                             \
	"  \"published_at\": \"2026-03-02T08:30:00Z\",\n"                                                    \
	"  \"published_precision\": \"second\",\n"                                                           \
	"  \"published_text\": \"2026-03-02T08:30:00Z\",\n"                                                  \
	"  \"language\": \"en\",\n"                                                                          \
	"  \"page\": {\n"                                                                                    \
	"   \"class\": \"article\",\n"                                                                       \
	"   \"complete\": true\n"                                                                            \
	"  },\n"                                                                                             \
	"  \"word_count\": 27\n"                                                                             \
	" }\n"                                                                                               \
	"]\n"

#define BODY                                                                                                 \
	"  \"body\": \"A pair of swans has come back to the mill pond of Lower Ashby, the keeper of the "    \
	"mill "                                                                                              \
	"said.\\n\\nThey had been away for three winters.\",\n"                                              \
	"  \"blocks\": [\n"                                                                                  \
	"   {\n"                                                                                             \
	"    \"type\": \"paragraph\",\n"                                                                     \
	"    \"text\": \"A pair of swans has come back to the mill pond of Lower Ashby, the keeper of the "  \
	"mill "                                                                                              \
	"said.\"\n"                                                                                          \
	"   },\n"                                                                                            \
	"   {\n"                                                                                             \
	"    \"type\": \"paragraph\",\n"                                                                     \
	"    \"text\": \"They had been away for three winters.\"\n"                                          \
	"   }\n"                                                                                             \
	"  ],\n"

static const char parser[] =
	"/* @NAME@.c - articles of @NAME@. What a parser may do is in wiredesk-plugin(3). */\n"
	"#include <wiredesk/plugin.h>\n"
	"\n"
	"struct options {\n"
	"\tconst char *body;\n"
	"};\n"
	"\n"
	"static const struct wd_opt options[] = {\n"
	"\tWD_STR(struct options, body, \"//article\", \"XPath of the text on an article's page\"),\n"
	"\tWD_OPT_END\n"
	"};\n"
	"\n"
	"static enum wd_verdict parse(wd_job *job, const struct wd_doc *doc, const void *opts, void *self)\n"
	"{\n"
	"\tconst struct options *o = opts;\n"
	"\tconst wd_node *page = wd_html(job);\n"
	"\t(void)doc;\n"
	"\t(void)self;\n"
	"\tif (!wd_find(job, page, o->body))\n"
	"\t\treturn wd_fail(job, \"nothing at body=%s: has the layout changed?\", o->body);\n"
	"\twd_object *article = wd_new_article(job);\n"
	"\twd_set(article, WD_TITLE, wd_text(job, page, \"//h1\"));\n"
	"\twd_set(article, WD_LANGUAGE, wd_text(job, page, \"/html/@lang\"));\n"
	"\twd_set(article, WD_PUBLISHED, wd_text(job, page, \"//time/@datetime\"));\n"
	"\tfor (const wd_node *p = wd_find(job, wd_find(job, page, o->body), \".//p\"); p; p = wd_next(p))\n"
	"\t\twd_block(article, WD_PARAGRAPH_BLOCK, wd_text(job, p, \".\"));\n"
	"\treturn wd_emit(article);\n"
	"}\n"
	"\n"
	"WD_PARSER(.name = \"@NAME@\", .version = \"1.0\", .summary = \"articles of @NAME@\", .options = "
        "options,\n"
	"          .options_size = sizeof(struct options), .parse = parse);\n";

static const char parser_manual[] =
	"# NAME\n\nwiredesk-@NAME@ - articles of @NAME@\n\n# SYNOPSIS\n\n    sources:\n"
	"      @NAME@: { folder: pages, parser: @NAME@ }\n\n# DESCRIPTION\n\nReads …\n\n# "
        "OPTIONS\n\n**body**\n"
	": XPath of the text on an article's page; default `//article`.\n\n# SEE ALSO\n\nwiredesk(1), "
	"wiredesk-plugin(3)\n";

static const char sink[] =
	"/* @NAME@.c - a line a record. What a sink must promise is in wiredesk-plugin(3). */\n"
	"#include <stdio.h>\n"
	"#include <unistd.h>\n"
	"#include <wiredesk/plugin.h>\n"
	"\n"
	"struct options {\n"
	"\tconst char *path;\n"
	"};\n"
	"\n"
	"static const struct wd_opt options[] = {\n"
	"\tWD_PATH_REQUIRED(struct options, path, \"file that lines are appended to\"),\n"
	"\tWD_OPT_END\n"
	"};\n"
	"\n"
	"static void *open_file(wd_job *job, const void *opts)\n"
	"{\n"
	"\tconst struct options *o = opts;\n"
	"\tFILE *file = fopen(o->path, \"ae\");\n"
	"\tif (!file)\n"
	"\t\twd_fail(job, \"cannot open %s\", o->path);\n"
	"\treturn file;\n"
	"}\n"
	"\n"
	"static void close_file(void *self)\n"
	"{\n"
	"\tfclose(self);\n"
	"}\n"
	"\n"
	"/* WD_OK says that every record of the batch is durable: on disk, not on its way there. */\n"
	"static enum wd_verdict write_all(wd_job *job, const struct wd_batch *batch, void *self)\n"
	"{\n"
	"\tfor (size_t i = 0; i < batch->count; i++)\n"
	"\t\tfprintf(self, \"%s\\n\", batch->records[i].json.ptr);\n"
	"\tif (fflush(self) == 0 && fdatasync(fileno(self)) == 0)\n"
	"\t\treturn WD_OK;\n"
	"\twd_fail(job, \"cannot write\");\n"
	"\treturn WD_RETRY;\n"
	"}\n"
	"\n"
	"WD_SINK(.name = \"@NAME@\", .version = \"1.0\", .summary = \"a line a record\", .options = "
        "options,\n"
	"        .options_size = sizeof(struct options), .open = open_file, .close = close_file, .write = "
        "write_all);\n";

static const char sink_manual[] =
	"# NAME\n\nwiredesk-@NAME@ - a line a record\n\n# SYNOPSIS\n\n    sinks:\n"
	"      lines: { sink: @NAME@, options: { path: news.jsonl } }\n\n# OPTIONS\n\n**path**\n"
	": File that lines are appended to.\n\n# SEE ALSO\n\nwiredesk(1), wiredesk-plugin(3)\n";

static const char rules[] = "# Rules for @NAME@: wiredesk-rules(7) says what can stand here.\n"
			    "# wiredesk plugin try @NAME@.yaml PAGE shows what each rule finds on a page.\n"
			    "name: article\n"
			    "title:\n"
			    "  - h1\n"
			    "  - { css: title, match: '^(.*) - @NAME@$' }\n"
			    "body: article\n"
			    "remove: [ aside, .advertisement ]\n"
			    "published_at: { css: time, attr: datetime }\n"
			    "language: { css: html, attr: lang }\n";

static const struct plugin_template parser_files[] = {
	{ "@NAME@.c", parser },
	{ "@NAME@.7.md", parser_manual },
	{ "CMakeLists.txt", cmake },
	{ "cases/sample.html", page },
	{ "cases/sample.expected.json", EXPECTED("@NAME@", "1.0", BODY) },
	{ NULL, NULL },
};

static const struct plugin_template sink_files[] = {
	{ "@NAME@.c", sink },
	{ "@NAME@.7.md", sink_manual },
	{ "CMakeLists.txt", cmake },
	{ NULL, NULL },
};

static const struct plugin_template rules_files[] = {
	{ "@NAME@.yaml", rules },
	{ "cases/sample.html", page },
	{ "cases/sample.expected.json", EXPECTED("rules", "1.0",
	                                         BODY "  \"body_html\": \"<article>\\n<p>A pair of swans has "
	                                              "come back to the mill pond of Lower Ashby, the "
	                                              "keeper of the mill said.</p>\\n<p>They had been away "
	                                              "for three winters.</p>\\n</article>\",\n") },
	{ NULL, NULL },
};

const struct plugin_kind plugin_kinds[] = {
	{ "parser", parser_files,
	  "wiredesk plugin test @NAME@          compiles it and runs its case\n"
	  "wiredesk plugin try @NAME@/@NAME@.c PAGE   shows what it makes of a page" },
	{ "sink", sink_files,
	  "cd @NAME@ && cmake -B build && cmake --build build && cmake --install build\n"
	  "wiredesk plugin describe @NAME@      shows its options" },
	{ "rules", rules_files,
	  "wiredesk plugin test @NAME@          runs its case\n"
	  "wiredesk plugin try @NAME@/@NAME@.yaml PAGE   shows what each rule finds on a page" },
	{ NULL, NULL, NULL },
};
