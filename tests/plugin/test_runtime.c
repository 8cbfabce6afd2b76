/* SPDX-License-Identifier: MIT */
#include "unit/check_main.h"

#include <stdio.h>

#include "core/base/buf.h"
#include "core/base/mem.h"
#include "core/plugin/runtime.h"

static struct runtime *runtime;
static struct buf said; /* what the sink was told, a line each */
static struct record_head last_head;
static struct err err;

static void say_probing(void *self, const char *plugin)
{
	buf_printf(self, "asked %s\n", plugin);
}

static void say_record(void *self, const struct record *record)
{
	last_head = record->head;
	buf_printf(self, "record %.*s\n", STR_ARG(record->json));
}

static void say_link(void *self, const struct record_link *link)
{
	buf_printf(self, "link %s %s %s\n", link->url, link->role, link->context ? link->context : "-");
}

static void say_log(void *self, enum wd_level level, const char *text)
{
	buf_printf(self, "log %d %s\n", (int)level, text);
}

static void start(const char *parser_options)
{
	buf_init(&said, 1 << 20);
	setenv("WIREDESK_PLUGINS", FOLDER "/runtime", 1);
	ck_assert_msg(
		!runtime_new(&(struct runtime_options){ .parser_options = parser_options }, &runtime, &err),
		"%s", err.text);
}

static struct outcome parse(const char *text, const char *parser, const char *source)
{
	static const struct runtime_sink sink = { .probing = say_probing, .record = say_record, .link = say_link, .log = say_log, .self = &said };
	static struct document *doc;
	struct outcome outcome;
	document_free(doc);
	doc = document_new();
	doc->url = "https://portal.example/a/b.txt";
	doc->parser = parser;
	doc->source = source;
	doc->fetched_ms = INT64_C(1777900000000);
	document_take_body(doc, mem_dup(text), strlen(text));
	buf_clear(&said);
	runtime_parse(runtime, doc, &sink, &outcome);
	return outcome;
}

static bool has(const char *piece)
{
	return said.ptr && strstr(said.ptr, piece);
}

START_TEST(records_links_and_feed_come_out)
{
	start(NULL);
	const struct outcome out =
		parse("article One\nempty\ndrop too old\nfollow ../next\nfeed The wire", "sample", "cli");
	ck_assert_int_eq(out.state, OUTCOME_DONE);
	ck_assert_str_eq(out.parser, "sample");
	ck_assert_str_eq(out.parser_version, "2.1");
	ck_assert_str_eq(out.charset, "utf-8");
	ck_assert(has("\"title\":\"plain One\""));
	ck_assert(has("link https://portal.example/next article -"));
	ck_assert_msg(strstr(out.feed, "The wire") != NULL, "%s", out.feed);
	ck_assert_uint_eq(out.dropped, 3);
	ck_assert_msg(strstr(out.defects, "too old") != NULL, "%s", out.defects);
	ck_assert_str_eq(last_head.parser, "sample");
	ck_assert_str_eq(last_head.parser_version, "2.1");
	ck_assert_uint_gt(last_head.key_count, 0);
	runtime_free(runtime);
}
END_TEST

START_TEST(refusals_give_reasons)
{
	start(NULL);
	struct outcome out = parse("article One\nfail the layout has changed", "sample", "cli");
	ck_assert_int_eq(out.state, OUTCOME_REJECTED);
	ck_assert_str_eq(out.reason, "the layout has changed");
	out = parse("xpath //p[", "sample", "cli");
	ck_assert_int_eq(out.state, OUTCOME_REJECTED);
	ck_assert_msg(strstr(out.reason, "nothing at //p[ (XPath //p[: ") != NULL, "%s", out.reason);
	out = parse("retry", "sample", "cli");
	ck_assert_int_eq(out.state, OUTCOME_REJECTED);
	out = parse("article One", "smaple", "cli");
	ck_assert_int_eq(out.state, OUTCOME_FAILED);
	ck_assert_str_eq(out.reason, "there is no parser smaple; \"wiredesk plugin list\" shows those there are");
	runtime_free(runtime);
}
END_TEST

START_TEST(auto_asks_the_probes)
{
	start(NULL);
	struct outcome out = parse("sample\narticle One", "auto", "cli");
	ck_assert_str_eq(out.parser, "sample");
	ck_assert(has("asked notice\nasked sample\nasked sample\n"));
	ck_assert_ptr_null(out.defects && strstr(out.defects, "prob") ? out.defects : NULL);
	out = parse("Old bridge closes\n4 May 2026\n\nThe old bridge over the stream closes on Monday.",
	            "auto", "cli");
	ck_assert_str_eq(out.parser, "notice");
	ck_assert(has("\"published_at\":\"2026-05-04\""));
	out = parse("nothing of the kind", "auto", "cli");
	ck_assert_int_eq(out.state, OUTCOME_REJECTED);
	ck_assert_ptr_null(out.parser);
	runtime_free(runtime);
}
END_TEST

START_TEST(a_source_has_its_own_options)
{
	start("{\"north\":{\"plugin\":\"sample\",\"options\":{\"prefix\":\"north\"}},"
	      "\"shut\":{\"plugin\":\"sample\",\"options\":{\"is_refused\":true}}}");
	parse("article One", "sample", "north");
	ck_assert(has("\"title\":\"north One\""));
	parse("article One", "sample", "south");
	ck_assert(has("\"title\":\"plain One\""));
	const struct outcome out = parse("article One", "sample", "shut");
	ck_assert_int_eq(out.state, OUTCOME_FAILED);
	ck_assert_str_eq(out.reason, "sample cannot be used: it was told to refuse");
	runtime_free(runtime);
	ck_assert(runtime_new(
		&(struct runtime_options){
			.parser_options = "{\"x\":{\"plugin\":\"sample\",\"options\":{\"perfix\":\"y\"}}}" },
		&runtime, &err));
	ck_assert_str_eq(err.text,
	                 "source x, options of sample: perfix is not an option; did you mean prefix?");
}
END_TEST

START_TEST(plugins_that_do_not_load_are_named)
{
	setenv("WIREDESK_PLUGINS", FOLDER "/handshake", 1);
	ck_assert_msg(
		!runtime_new(&(struct runtime_options){ .excluded = "newer_api:used_tail" }, &runtime, &err),
		"%s", err.text);
	struct outcome out = parse("article One", "bad_default", "north");
	ck_assert_int_eq(out.state, OUTCOME_FAILED);
	ck_assert_msg(strstr(out.reason, "bad_default.so") != NULL, "%s", out.reason);
	out = parse("article One", "used_tail", "north");
	ck_assert_msg(strstr(out.reason, "died or hung when it was loaded") != NULL, "%s", out.reason);
	out = parse("article One", "nobody", "north");
	ck_assert_msg(strstr(out.reason, "there is no parser nobody") != NULL, "%s", out.reason);
	runtime_free(runtime);
}
END_TEST

TEST_MAIN("runtime", records_links_and_feed_come_out, refusals_give_reasons, auto_asks_the_probes,
          a_source_has_its_own_options, plugins_that_do_not_load_are_named)
