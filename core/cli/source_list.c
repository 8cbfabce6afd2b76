/* SPDX-License-Identifier: MIT
 * wiredesk source list: a row an address, or a source that has none: where it stands and when it is asked next. */
#include "core/cli/source_parts.h"

enum column {
	SOURCE,
	ADDRESS,
	FROM,
	TITLE,
	STATE,
	LAST,
	NEXT,
	RHYTHM,
	ITEMS,
	NEW,
	GAPS,
	STATUS,
	ERROR,
	COLUMNS
};
static const char *const columns[] = { "source", "address", "from", "title", "state",   "last",  "next",
	                               "rhythm", "items#",  "new#", "gaps#", "status#", "error", NULL };

struct listing {
	const struct source_view *view;
	struct answer *answer;
	struct arena arena; /* of one source */
};

/* --- sources of addresses */

static const char *rhythm_text(struct arena *arena, const struct config_source *source,
                               const struct due_state *due)
{
	if (source->due.kind == DUE_CRON)
		return arena_printf(arena, "cron %s", source->cron);
	if (source->due.kind == DUE_EVERY)
		return arena_printf(arena, "every %s", every_text(arena, source));
	const int64_t interval = due->interval_ms ? due->interval_ms : source->due.start_ms;
	return arena_printf(arena, "adaptive, %s", span_text(arena, interval));
}

static void add_poll(struct listing *listing, const struct config_source *source, size_t place,
                     const struct desk_standing *standing, const struct desk_poll *poll)
{
	struct arena *arena = &listing->arena;
	const struct config_url *config = &source->urls[place];
	const struct due_state *due = &poll->due;
	const bool is_seen = due->standing != DUE_UNSEEN, is_over = due->next_ms == DUE_NEVER;
	const char *title = config->title ? config->title : source->title ? source->title : poll->title;
	const char *const row[COLUMNS] = {
		[SOURCE] = source->name,
		[ADDRESS] = poll->address ? poll->address : poll->url,
		[FROM] = poll->address ? poll->url : NULL,
		[TITLE] = title ? arena_dup(arena, title) : NULL,
		[STATE] = standing->is_paused ? "paused" : due_state_name(due),
		[LAST] = time_text(arena, due->last_ms),
		[NEXT] = is_over || standing->is_paused ? NULL : time_text(arena, due->next_ms),
		[RHYTHM] = rhythm_text(arena, source, due),
		[ITEMS] = is_seen ? number_text(arena, poll->items) : NULL,
		[NEW] = number_text(arena, standing->created),
		[GAPS] = number_text(arena, poll->gaps),
		[STATUS] = poll->status ? number_text(arena, poll->status) : NULL,
		[ERROR] = poll->error,
	};
	answer_row(listing->answer, row);
}

static int list_urls(struct listing *listing, const struct config_source *source,
                     const struct desk_standing *standing, struct err *err)
{
	int result = 0;
	for (size_t i = 0; i < source->url_count && !result; i++) {
		struct desk_poll poll;
		result = source_poll(listing->view, source, i, &poll, err);
		if (result)
			break;
		add_poll(listing, source, i, standing, &poll);
		poll_done(&poll);
	}
	return result;
}

/* --- sources of files */

static const char *place_text(struct arena *arena, const struct config_source *source)
{
	const char *text = source->intake == CONFIG_FOLDER ? source->folder : "standard input";
	if (source->intake != CONFIG_FILES)
		return text;
	text = source->files[0];
	for (const char *const *file = source->files; *file && *++file;)
		text = arena_printf(arena, "%s %s", text, *file);
	return text;
}

static const char *watch_text(struct arena *arena, const struct config_source *source)
{
	if (source->intake == CONFIG_FOLDER && source->is_watched)
		return "watched";
	return source->every_ms ? arena_printf(arena, "every %s", duration_text(arena, source->every_ms))
	                        : "once";
}

static const char *file_state(const struct desk_standing *standing)
{
	if (standing->is_paused)
		return "paused";
	if (!standing->document_ms)
		return "new";
	return standing->failures ? "failing" : "ok";
}

static void add_files(struct listing *listing, const struct config_source *source,
                      const struct desk_standing *standing)
{
	struct arena *arena = &listing->arena;
	const char *const row[COLUMNS] = {
		[SOURCE] = source->name,
		[ADDRESS] = place_text(arena, source),
		[TITLE] = source->title,
		[STATE] = file_state(standing),
		[LAST] = time_text(arena, standing->document_ms),
		[RHYTHM] = watch_text(arena, source),
		[NEW] = number_text(arena, standing->created),
		[ERROR] = standing->error,
	};
	answer_row(listing->answer, row);
}

/* --- all of them */

static int list_source(struct listing *listing, const struct config_source *source, struct err *err)
{
	struct desk_standing standing;
	if (source_standing(listing->view, source, &listing->arena, &standing, err))
		return -1;
	if (source->intake == CONFIG_URLS)
		return list_urls(listing, source, &standing, err);
	add_files(listing, source, &standing);
	return 0;
}

int source_list(struct source_call *call)
{
	struct err err;
	struct source_view view;
	int status = source_view_open(call, &view);
	if (status)
		return status;
	struct listing listing = { .view = &view, .answer = answer_new(columns, call->is_json) };
	arena_init(&listing.arena);
	for (size_t i = 0; i < view.config->source_count && !status; i++) {
		arena_reset(&listing.arena);
		if (source_is_wanted(call, &view.config->sources[i]) &&
		    list_source(&listing, &view.config->sources[i], &err))
			status = cli_failed(&err);
	}
	answer_end(listing.answer);
	arena_done(&listing.arena);
	source_view_close(&view);
	return status;
}
