/* SPDX-License-Identifier: MIT
 * Links whose host wants to be left alone: thousands of them do not keep the loop. */
#include "unit/check_main.h"

#include "core/base/clock.h"
#include "core/desk/desk_parts.h"
#include "core/intake/web_parts.h"

enum { LINKS = 2 * LINK_LOOKS_MOST + 10, HOUR_MS = 3600 * 1000 };

static char state[] = "/tmp/wiredesk-pages-XXXXXX";
static const struct config config;
static const struct config_source config_source = { .name = "one" };

static void on_broken(void *self, const struct err *err)
{
	(void)self;
	ck_abort_msg("%s", err->text);
}

static void ignore(void *self)
{
	(void)self;
}

static void add_links(struct desk *desk)
{
	struct err err;
	for (int64_t i = 0; i < LINKS; i++)
		ck_assert_msg(
			!store_do(desk->store, &err,
		                  "INSERT INTO links (source, key, url, fetched, bytes, depth, state, tries, "
		                  "not_before, at) VALUES ('one', ?1, 'https://held.example/' || ?1, 0, 0, "
		                  "0, 0, 0, "
		                  "0, 0)",
		                  "i", i),
			"%s", err.text);
}

static int64_t count_waiting(struct desk *desk)
{
	struct err err;
	sqlite3_stmt *row;
	ck_assert_int_eq(
		store_run(desk->store, &row, &err, "SELECT count(*) FROM links WHERE not_before = 0", ""), 1);
	const int64_t count = sqlite3_column_int64(row, 0);
	store_end(row);
	return count;
}

START_TEST(held_links_are_looked_at_a_few_at_a_time)
{
	struct err err;
	struct desk *desk;
	struct web *web;
	struct web_source *source;
	uv_loop_t loop;
	ck_assert_ptr_nonnull(mkdtemp(state));
	ck_assert_msg(!desk_open(&(struct desk_options){ .state = state }, &desk, &err), "%s", err.text);
	uv_loop_init(&loop);
	const struct web_options options = {
		.loop = &loop, .desk = desk, .config = &config, .broken = on_broken, .booked = ignore
	};
	ck_assert_msg(!web_new(&options, &web, &err), "%s", err.text);
	const int64_t until = clock_wall_ms() + HOUR_MS;
	web_host_hold(web, "https://held.example/", until);
	add_links(desk);
	ck_assert_msg(!web_source_open(web, &config_source, false, ignore, NULL, &source, &err), "%s",
	              err.text);

	for (int left = LINKS - LINK_LOOKS_MOST; left > 0; left -= LINK_LOOKS_MOST) {
		web_step(web);
		ck_assert_int_eq(count_waiting(desk), left);
		ck_assert_int_eq(web_next_ms(web), 0);
	}
	web_step(web);
	ck_assert_int_eq(count_waiting(desk), 0);
	ck_assert_int_eq(web_next_ms(web), until);

	web_source_close(source);
	web_free(web);
	uv_run(&loop, UV_RUN_DEFAULT);
	ck_assert(!uv_loop_close(&loop));
	desk_close(desk);
	char command[64];
	snprintf(command, sizeof command, "rm -r '%s'", state);
	ck_assert(!system(command));
}
END_TEST

TEST_MAIN("web_page", held_links_are_looked_at_a_few_at_a_time)
