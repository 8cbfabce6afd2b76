/* SPDX-License-Identifier: MIT
 * The parts of `wiredesk source`: a file each, called by cmd_source.c. */
#ifndef CORE_CLI_SOURCE_PARTS_H
#define CORE_CLI_SOURCE_PARTS_H
#include "core/cli/cli.h"
#include "core/config/config.h"
#include "core/desk/desk.h"
#include "core/desk/polls.h"
#include "core/desk/sources.h"

/* What stands on the command line behind "source". */
struct source_call {
	int count;
	char **words;
	const char *config;
	const char *out; /* a file that must not be there yet; NULL: standard output */
	bool is_json;
	/* add */
	const char *name, *group;
	int64_t pick;
	bool is_forced, allow_private;
};

/* Each gives the exit status. */
int source_list(struct source_call *call);
int source_health(struct source_call *call);
int source_pause(struct source_call *call);
int source_resume(struct source_call *call);
int source_run(struct source_call *call);
int source_add(struct source_call *call);
int source_import(struct source_call *call);
int source_export(struct source_call *call);

/* All words must be names of sources; gives the exit status. */
int source_check_names(const struct source_call *call, const struct config *config);

/* The configuration and, where there is one, the state beside it: what list and health tell of. */
struct source_view {
	struct config *config;
	struct desk *desk; /* NULL: there is no state yet */
	int64_t now_ms;
};
/* Says what is wrong; gives the exit status. Names must be those of sources. */
int source_view_open(const struct source_call *call, struct source_view *out);
void source_view_close(struct source_view *view);
/* Was it named, or nobody? */
bool source_is_wanted(const struct source_call *call, const struct config_source *source);
/* Its row of the state; nothing where there is none. */
int source_standing(const struct source_view *view, const struct config_source *source, struct arena *arena,
                    struct desk_standing *out, struct err *err);

/* What is known of one of its addresses, for poll_done(); of one never asked, what the schedule says of it. */
int source_poll(const struct source_view *view, const struct config_source *source, size_t place,
                struct desk_poll *out, struct err *err);

/* "15min": in the largest unit that it is a whole number of. */
const char *duration_text(struct arena *arena, int64_t ms);
/* "2d4h", "35min": in at most two units. */
const char *span_text(struct arena *arena, int64_t ms);
const char *time_text(struct arena *arena, int64_t wall_ms); /* RFC 3339; NULL where it is 0 */
const char *number_text(struct arena *arena, int64_t number);
/* "adaptive", a duration, or NULL where it is cron. */
const char *every_text(struct arena *arena, const struct config_source *source);

#endif
