/* SPDX-License-Identifier: MIT
 * Many hosts: those of no use now are forgotten one by one, and nothing that they asked for is. */
#include "unit/check_main.h"

#include <stdio.h>

#include "core/base/clock.h"
#include "core/intake/web_parts.h"

enum { MANY = 20000, HOUR_MS = 3600 * 1000 };

static uv_loop_t loop;
static struct config config;
static struct web *web;
static struct arena arena;
static char state[] = "/tmp/wiredesk-hosts-XXXXXX";

static void on_broken(void *self, const struct err *err)
{
	(void)self;
	ck_abort_msg("%s", err->text);
}

static void open_web(struct desk *desk)
{
	struct err err;
	uv_loop_init(&loop);
	arena_init(&arena);
	const struct web_options options = {
		.loop = &loop, .desk = desk, .config = &config, .broken = on_broken
	};
	ck_assert_msg(!web_new(&options, &web, &err), "%s", err.text);
}

static void close_web(void)
{
	web_free(web);
	arena_done(&arena);
	uv_run(&loop, UV_RUN_DEFAULT);
	ck_assert(!uv_loop_close(&loop));
}

static const char *url_of(int number)
{
	return arena_printf(&arena, "https://h%d.example/", number);
}

/* From one number up to before the other. */
static void meet(int first, int behind)
{
	for (int i = first; i < behind; i++)
		ck_assert_ptr_nonnull(web_host_of(web, url_of(i)));
}

static void go_on(struct web_asker *asker)
{
	(void)asker;
}

static enum web_leave ask(struct web_asker *asker, const char *url)
{
	const char *why;
	int64_t again;
	*asker = (struct web_asker){ .url = url, .go_on = go_on };
	return web_robots_leave(web, asker, &arena, &why, &again);
}

/* As if it had answered. */
static void know(const char *url, const char *robots)
{
	struct err err;
	struct desk_host kept = { .robots_at_ms = clock_wall_ms(),
		                  .robots_status = 200,
		                  .robots = (char *)(uintptr_t)robots,
		                  .robots_len = strlen(robots) };
	struct buf origin;
	buf_init(&origin, 1000);
	fetch_origin(url, &origin);
	ck_assert(!desk_host_save(web->options.desk, origin.ptr, &kept, &err));
	buf_done(&origin);
}

START_TEST(what_hosts_asked_for_is_in_the_state)
{
	struct err err;
	struct desk *desk;
	struct web_asker asker, other;
	ck_assert_ptr_nonnull(mkdtemp(state));
	ck_assert_msg(!desk_open(&(struct desk_options){ .state = state }, &desk, &err), "%s", err.text);
	open_web(desk);
	const int64_t until = clock_wall_ms() + HOUR_MS;
	web_host_hold(web, "https://held.example/x", until);
	know("https://closed.example/", "User-agent: *\nDisallow: /x\nCrawl-delay: 7\n");
	ck_assert_int_eq(ask(&asker, "https://asked.example/x"), WEB_ASKS_FIRST);
	const struct web_host *asked = asker.host;

	meet(0, MANY + 10);
	ck_assert_uint_lt(web->hosts.count, 100);
	ck_assert_ptr_eq(web_host_of(web, "https://asked.example/"), asked);
	ck_assert_int_eq(web_host_held_ms(web, "https://held.example/"), until);
	ck_assert_int_eq(ask(&other, "https://closed.example/x"), WEB_MAY_NOT);
	ck_assert_int_eq(web_robots_pace_ms(web, "https://closed.example/"), 7000);

	for (int round = 1; round < 3; round++)
		meet(round * MANY, (round + 1) * MANY);
	ck_assert_uint_le(web->hosts.count, MANY);
	web_robots_forget(&asker);
	close_web();
	desk_close(desk);
	ck_assert(!system(arena_printf(&arena, "rm -r '%s'", state)));
	arena_done(&arena);
}
END_TEST

START_TEST(without_a_state_what_binds_is_kept)
{
	open_web(NULL);
	const int64_t until = clock_wall_ms() + HOUR_MS;
	for (int i = 0; i < MANY + 100; i++) {
		web_host_hold(web, url_of(i), until);
		ck_assert_ptr_nonnull(web_host_of(web, arena_printf(&arena, "https://idle%d.example/", i)));
	}
	for (int i = 0; i < MANY + 100; i++)
		ck_assert_int_eq(web_host_held_ms(web, url_of(i)), until);
	ck_assert_uint_lt(web->hosts.count, 3 * (MANY + 100));
	close_web();
}
END_TEST

TEST_MAIN("web_host", what_hosts_asked_for_is_in_the_state, without_a_state_what_binds_is_kept)
