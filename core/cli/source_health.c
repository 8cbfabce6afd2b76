/* SPDX-License-Identifier: MIT
 * wiredesk source health: a verdict a source, from what came and from what did not. */
#include "core/cli/source_parts.h"

enum { FAILURES_TOLD = 3 /* in a row: fewer are the weather, unless it never went well */ };

enum column {
	SOURCE,
	VERDICT,
	LAST_RECORD,
	RHYTHM,
	SILENT,
	ERRORS,
	WAITING,
	FAILED,
	GAPS,
	DRIFT,
	WHY,
	COLUMNS
};
static const char *const columns[] = { "source",   "verdict", "last_record", "rhythm", "silent", "errors#",
	                               "waiting#", "failed#", "gaps#",       "drift#", "why",    NULL };

/* The worst comes last. */
enum verdict { IS_OK, IS_PAUSED, IS_DRIFTING, IS_LATE, IS_FAILING, IS_GONE };
static const char *const verdict_names[] = { "ok", "paused", "drift", "late", "failing", "gone" };

struct checkup {
	const struct source_view *view;
	const struct config_source *source;
	struct desk_standing standing;
	int64_t failures, gaps;
	enum verdict verdict;
	const char *why;
	struct arena arena;
};

static void judge(struct checkup *checkup, enum verdict verdict, const char *why)
{
	if (verdict <= checkup->verdict)
		return;
	checkup->verdict = verdict;
	checkup->why = why;
}

/* --- its addresses */

static bool is_over(const struct desk_poll *poll)
{
	return poll->due.standing == DUE_GONE || poll->due.standing == DUE_DEAD;
}

static void judge_poll(struct checkup *checkup, const struct desk_poll *poll)
{
	struct arena *arena = &checkup->arena;
	const int64_t failures = poll->due.failures;
	const char *url = poll->address ? poll->address : poll->url;
	checkup->gaps += poll->gaps;
	if (failures > checkup->failures)
		checkup->failures = failures;
	if (is_over(poll))
		judge(checkup, IS_GONE, arena_printf(arena, "%s is not asked any more", url));
	else if (failures >= FAILURES_TOLD || (failures && !poll->due.last_good_ms))
		judge(checkup, IS_FAILING,
		      arena_printf(arena, "%s: %s", url, poll->error ? poll->error : "no good answer"));
}

static int judge_polls(struct checkup *checkup, struct err *err)
{
	for (size_t i = 0; i < checkup->source->url_count; i++) {
		struct desk_poll poll;
		if (source_poll(checkup->view, checkup->source, i, &poll, err))
			return -1;
		judge_poll(checkup, &poll);
		poll_done(&poll);
	}
	return 0;
}

/* --- its documents and records */

static void judge_documents(struct checkup *checkup)
{
	const struct desk_standing *standing = &checkup->standing;
	checkup->failures = standing->failures;
	if (standing->failures >= FAILURES_TOLD || (standing->failures && !standing->rhythm.last_ms))
		judge(checkup, IS_FAILING, standing->error);
}

static void judge_rhythm(struct checkup *checkup)
{
	const struct rhythm *rhythm = &checkup->standing.rhythm;
	const int64_t patience = rhythm_patience_ms(rhythm), silent = checkup->view->now_ms - rhythm->last_ms;
	if (patience >= 0 && silent > patience)
		judge(checkup, IS_LATE,
		      arena_printf(&checkup->arena, "silent for %s; a record was expected within %s",
		                   span_text(&checkup->arena, silent), span_text(&checkup->arena, patience)));
}

static int examine(struct checkup *checkup, struct err *err)
{
	struct desk_standing *standing = &checkup->standing;
	if (source_standing(checkup->view, checkup->source, &checkup->arena, standing, err))
		return -1;
	if (checkup->source->intake != CONFIG_URLS)
		judge_documents(checkup);
	else if (judge_polls(checkup, err))
		return -1;
	judge_rhythm(checkup);
	if (standing->drifts)
		judge(checkup, IS_DRIFTING,
		      "its parser finds less than it used to: wiredesk ledger --events");
	if (standing->is_paused) {
		checkup->verdict = IS_PAUSED;
		checkup->why = NULL;
	}
	return 0;
}

static void tell(struct checkup *checkup, struct answer *answer)
{
	struct arena *arena = &checkup->arena;
	const struct desk_standing *standing = &checkup->standing;
	const struct rhythm *rhythm = &standing->rhythm;
	const int64_t median = rhythm_median_ms(rhythm);
	const bool has_urls = checkup->source->intake == CONFIG_URLS;
	const char *const row[COLUMNS] = {
		[SOURCE] = checkup->source->name,
		[VERDICT] = verdict_names[checkup->verdict],
		[LAST_RECORD] = time_text(arena, rhythm->last_ms),
		[RHYTHM] = median < 0 ? NULL : span_text(arena, median),
		[SILENT] = rhythm->last_ms ? span_text(arena, checkup->view->now_ms - rhythm->last_ms) : NULL,
		[ERRORS] = number_text(arena, checkup->failures),
		[WAITING] = has_urls ? number_text(arena, standing->pages_waiting) : NULL,
		[FAILED] = has_urls ? number_text(arena, standing->pages_given_up) : NULL,
		[GAPS] = has_urls ? number_text(arena, checkup->gaps) : NULL,
		[DRIFT] = number_text(arena, standing->drifts),
		[WHY] = checkup->why,
	};
	answer_row(answer, row);
}

/* --- all of them */

static int examine_source(const struct source_view *view, const struct config_source *source,
                          struct answer *answer, int *status)
{
	struct err err;
	struct checkup checkup = { .view = view, .source = source };
	arena_init(&checkup.arena);
	const int result = examine(&checkup, &err);
	if (result)
		*status = cli_failed(&err);
	else
		tell(&checkup, answer);
	if (!result && checkup.verdict > IS_PAUSED)
		*status = EXIT_PARTLY;
	arena_done(&checkup.arena);
	return result;
}

int source_health(struct source_call *call)
{
	struct source_view view;
	int status = source_view_open(call, &view);
	if (status)
		return status;
	struct answer *answer = answer_new(columns, call->is_json);
	for (size_t i = 0; i < view.config->source_count; i++)
		if (source_is_wanted(call, &view.config->sources[i]) &&
		    examine_source(&view, &view.config->sources[i], answer, &status))
			break;
	answer_end(answer);
	source_view_close(&view);
	return status;
}
