/* SPDX-License-Identifier: MIT */
#include "core/deliver/sinks.h"

#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>

#include "core/article/record.h"
#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/base/mem.h"
#include "core/deliver/sinks_parts.h"

enum {
	COMPLAIN_EVERY_MS = 60 * 1000,
	CLOSE_MS = 2000, /* what a child gets to end by itself */
	TICK_MS = 250,
};

void sinks_break_off(struct sinks *sinks, const struct err *err)
{
	if (!sinks->is_broken)
		sinks->failure = *err;
	sinks->is_broken = true;
}

/* --- routes */

static uint32_t bits_of(const char *const *list, const char *const *names, size_t count, uint32_t otherwise)
{
	uint32_t bits = 0;
	if (!list)
		return otherwise;
	for (; *list; list++)
		for (size_t i = 0; i < count; i++)
			if (str_eq(str_c(*list), str_c(names[i])))
				bits |= 1u << i;
	return bits;
}

static void read_route(struct sink *sink)
{
	static const char *const statuses[] = { "usable", "withheld", "canceled" };
	static const char *const classes[] = { "article", "live",      "list",  "media", "teaser",
		                               "consent", "challenge", "login", "error", "notice" };
	const uint32_t usual_statuses = 1u << RECORD_USABLE | 1u << RECORD_CANCELED;
	const uint32_t usual_classes = 1u << RECORD_ARTICLE | 1u << RECORD_LIVE | 1u << RECORD_MEDIA |
	                               1u << RECORD_TEASER | 1u << RECORD_NOTICE;
	sink->statuses = bits_of(sink->config->route_statuses, statuses, 3, usual_statuses);
	sink->classes = bits_of(sink->config->route_classes, classes, 10, usual_classes);
}

static void on_timer(uv_timer_t *timer)
{
	struct sinks *sinks = timer->data;
	const int64_t now = clock_mono_ms();
	for (size_t i = 0; i < sinks->count && !sinks->is_broken; i++)
		sink_link_tend(&sinks->at[i], now);
}

/* --- all of them */

int sinks_new(uv_loop_t *loop, struct desk *desk, const struct config *config, struct sinks **out,
              struct err *err)
{
	struct sinks *sinks = mem_zero(1, sizeof *sinks);
	*sinks = (struct sinks){ .loop = loop, .desk = desk, .config = config, .count = config->sink_count };
	sinks->at = mem_zero(config->sink_count, sizeof *sinks->at);
	for (size_t i = 0; i < sinks->count; i++) {
		struct sink *sink = &sinks->at[i];
		sink->sinks = sinks;
		sink->config = &config->sinks[i];
		sink->died_at = -1;
		sink->told = desk_log_end(desk);
		if (desk_sink_cursor(desk, sink->config->name, &sink->cursor, err)) {
			free(sinks->at);
			free(sinks);
			return -1;
		}
		read_route(sink);
	}
	sinks->complained_ms = clock_mono_ms() - COMPLAIN_EVERY_MS;
	uv_timer_init(loop, &sinks->timer);
	sinks->timer.data = sinks;
	uv_timer_start(&sinks->timer, on_timer, TICK_MS, TICK_MS);
	for (size_t i = 0; i < sinks->count; i++)
		sink_link_start(&sinks->at[i]);
	*out = sinks;
	return 0;
}

static void on_timer_closed(uv_handle_t *handle)
{
	struct sinks *sinks = handle->data;
	sinks->handles--;
}

/* The end of its socket ends a child; what hangs is killed. */
void sinks_free(struct sinks *sinks)
{
	if (!sinks)
		return;
	sinks->is_closing = true;
	for (size_t i = 0; i < sinks->count; i++)
		sink_link_hang_up(&sinks->at[i]);
	const int64_t until = clock_mono_ms() + CLOSE_MS;
	bool is_one_alive = true;
	while (is_one_alive && clock_mono_ms() < until) {
		is_one_alive = false;
		for (size_t i = 0; i < sinks->count; i++)
			is_one_alive |= sinks->at[i].is_alive;
		if (is_one_alive)
			uv_run(sinks->loop, UV_RUN_ONCE);
	}
	for (size_t i = 0; i < sinks->count; i++)
		if (sinks->at[i].is_alive)
			uv_process_kill(&sinks->at[i].process, SIGKILL);
	sinks->handles++;
	uv_close((uv_handle_t *)&sinks->timer, on_timer_closed);
	while (sinks->handles)
		uv_run(sinks->loop, UV_RUN_ONCE);
	free(sinks->at);
	free(sinks);
}

void sinks_announce(struct sinks *sinks)
{
	const int64_t now = clock_mono_ms();
	for (size_t i = 0; i < sinks->count; i++) {
		if (!sink_link_has_work(&sinks->at[i]) && !sinks->at[i].is_replaced)
			sinks->at[i].heard_ms = now;
		sink_link_announce(&sinks->at[i]);
	}
}

bool sinks_are_drained(const struct sinks *sinks, int64_t waited_ms)
{
	for (size_t i = 0; i < sinks->count; i++)
		if (sink_link_has_work(&sinks->at[i]) && waited_ms < sinks->at[i].config->drain_ms)
			return false;
	return true;
}

/* Its child is ended, wherever it is: the next one begins behind what is left out. */
static void skip(struct sink *sink)
{
	struct err err;
	const int64_t end = desk_log_end(sink->sinks->desk);
	log_warning("sink %s: the log is full, %" PRId64 " records are left out for it", sink->config->name,
	            end - sink->cursor);
	if (desk_sink_skip(sink->sinks->desk, sink->config->name, end, &err)) {
		sinks_break_off(sink->sinks, &err);
		return;
	}
	sink->sinks->left_out += end - sink->cursor;
	sink->cursor = end;
	if (sink->is_alive)
		uv_process_kill(&sink->process, SIGKILL);
}

void sinks_relieve(struct sinks *sinks)
{
	const int64_t now = clock_mono_ms();
	const bool is_time_to_say = now - sinks->complained_ms >= COMPLAIN_EVERY_MS;
	for (size_t i = 0; i < sinks->count; i++) {
		struct sink *sink = &sinks->at[i];
		if (!sink_link_has_work(sink))
			continue;
		if (sink->config->may_skip) {
			skip(sink);
		} else if (is_time_to_say) {
			sinks->complained_ms = now;
			log_warning("the log is full and intake pauses: %" PRId64
			            " records wait for sink %s%s%s",
			            desk_log_end(sinks->desk) - sink->cursor, sink->config->name,
			            sink->trouble[0] ? ": " : "", sink->trouble);
		}
	}
}

static struct sink *sink_named(const struct sinks *sinks, const char *name)
{
	for (size_t i = 0; i < sinks->count; i++)
		if (str_eq(str_c(sinks->at[i].config->name), str_c(name)))
			return &sinks->at[i];
	return NULL;
}

int sinks_begin_again(struct sinks *sinks, const char *name, struct err *err)
{
	struct sink *sink = sink_named(sinks, name);
	if (!sink)
		return 0;
	if (desk_sink_cursor(sinks->desk, name, &sink->cursor, err))
		return -1;
	sink_link_replace(sink);
	return 0;
}

bool sinks_standing(const struct sinks *sinks, const char *name, struct sink_standing *out)
{
	const struct sink *sink = sink_named(sinks, name);
	if (sink)
		*out = (struct sink_standing){ .taken = sink->cursor, .trouble = sink->trouble };
	return sink != NULL;
}

int64_t sinks_left_out(const struct sinks *sinks)
{
	return sinks->left_out;
}

char *sinks_describe_lag(const struct sinks *sinks)
{
	struct buf text;
	buf_init(&text, 1 << 16);
	for (size_t i = 0; i < sinks->count; i++) {
		const struct sink *sink = &sinks->at[i];
		if (!sink_link_has_work(sink))
			continue;
		buf_printf(&text, "%s%" PRId64 " records wait for sink %s%s%s", text.len ? "; " : "",
		           desk_log_end(sinks->desk) - sink->cursor, sink->config->name,
		           sink->trouble[0] ? ": " : "", sink->trouble);
	}
	if (!text.len)
		buf_done(&text);
	return text.ptr;
}

int sinks_failure(const struct sinks *sinks, struct err *err)
{
	if (!sinks->is_broken)
		return 0;
	*err = sinks->failure;
	return -1;
}
