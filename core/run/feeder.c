/* SPDX-License-Identifier: MIT */
#include "core/run/feeder.h"

#include <stdlib.h>

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/base/mem.h"

/* --- whose turn it is */

static void enqueue(struct feeder *feeder)
{
	struct feeder_owner *owner = feeder->owner;
	feeder->is_awake = true;
	feeder->next_awake = NULL;
	if (!owner->awake)
		owner->last_awake = &owner->awake;
	*owner->last_awake = feeder;
	owner->last_awake = &feeder->next_awake;
}

static struct feeder *dequeue(struct feeder_owner *owner)
{
	struct feeder *feeder = owner->awake;
	owner->awake = feeder->next_awake;
	feeder->is_awake = false;
	return feeder;
}

/* It may have something to give, or there is room for it again. */
static void wake(struct feeder *feeder)
{
	if (!feeder->is_awake)
		enqueue(feeder);
}

static void on_wake(void *opaque)
{
	struct feeder *feeder = opaque;
	feeder->is_waiting = false;
	wake(feeder);
	feeder->owner->booked(feeder->owner);
}

/* --- opening */

static void begin(struct feeder *feeder, const struct config_source *source, struct feeder_owner *owner)
{
	*feeder = (struct feeder){
		.source = source,
		.desk_source = { .name = source->name,
		                 .was = source->was,
		                 .done = source->done,
		                 .failed = source->failed,
		                 .pass_embargo = source->pass_embargo },
		.owner = owner,
		.opened_ms = clock_mono_ms(),
	};
}

static int open_intake(struct feeder *feeder, struct err *err)
{
	struct feeder_owner *owner = feeder->owner;
	if (feeder->source->intake == CONFIG_URLS)
		return web_source_open(owner->web, feeder->source, owner->is_forced, on_wake, feeder, &feeder->web, err);
	return intake_new(feeder->source, owner->stays ? owner->loop : NULL, owner->desk, on_wake, feeder,
	                  &feeder->intake, err);
}

int feeder_open(struct feeder *feeder, const struct config_source *source, struct feeder_owner *owner,
                struct err *err)
{
	begin(feeder, source, owner);
	feeder->has_ended = open_intake(feeder, err) != 0;
	if (feeder->has_ended)
		return -1;
	wake(feeder);
	return 0;
}

static int open_again(struct feeder *feeder, struct err *err)
{
	feeder->is_wanted = false;
	feeder->opened_ms = clock_mono_ms();
	intake_free(feeder->intake);
	feeder->intake = NULL;
	if (open_intake(feeder, err))
		return -1; /* tried again when it is time */
	feeder->has_ended = feeder->is_waiting = false;
	wake(feeder);
	return 0;
}

int feeder_look_again(struct feeder *feeder, int64_t now_ms, struct err *err)
{
	const int64_t every = feeder->owner->stays ? feeder->source->every_ms : 0;
	const bool is_time = feeder->is_wanted || (every && now_ms - feeder->opened_ms >= every);
	if (!is_time || feeder->web || feeder->is_paused || !feeder->has_ended || feeder->count)
		return 0;
	return open_again(feeder, err);
}

/* --- by hand */

void feeder_open_paused(struct feeder *feeder, const struct config_source *source, struct feeder_owner *owner)
{
	begin(feeder, source, owner);
	feeder->is_paused = true;
	wake(feeder);
}

void feeder_add_letters(struct feeder *feeder, const int64_t *letters, size_t count)
{
	if (feeder->letters)
		intake_add_letters(feeder->letters, letters, count);
	else
		feeder->letters = intake_new_letters(feeder->source, feeder->owner->desk, letters, count);
	feeder->is_waiting = feeder->has_ended = false;
	wake(feeder);
}

static int by_number(const void *one, const void *other)
{
	const struct desk_letter *a = one, *b = other;
	return (a->number > b->number) - (a->number < b->number);
}

static const struct desk_letter *find(const struct desk_letter *letters, size_t count, int64_t number)
{
	const struct desk_letter wanted = { .number = number };
	return number ? bsearch(&wanted, letters, count, sizeof *letters, by_number) : NULL;
}

const struct desk_letter *feeder_find_letter(const struct feeder *feeder, const struct desk_letter *letters,
                                             size_t count)
{
	const struct desk_letter *found = NULL;
	const int64_t *waiting;
	const size_t waiting_count = intake_letters(feeder->letters, &waiting);
	for (size_t i = 0; i < feeder->count && !found; i++)
		found = find(letters, count, feeder->slots[(feeder->first + i) % FEEDER_WINDOW].file.letter);
	for (size_t i = 0; i < waiting_count && !found; i++)
		found = find(letters, count, waiting[i]);
	return found;
}

/* What a folder holds is looked at anew when it goes on; standard input is there once. */
void feeder_pause(struct feeder *feeder)
{
	feeder->is_paused = true;
	feeder->is_waiting = feeder->is_wanted = false;
	wake(feeder);
	if (feeder->web) {
		web_source_pause(feeder->web);
	} else if (feeder->source->intake != CONFIG_STDIN) {
		intake_free(feeder->intake);
		feeder->intake = NULL;
	}
}

/* One that cannot begin goes on all the same: with its letters, and with the rest when it is looked at again. */
int feeder_resume(struct feeder *feeder, struct err *err)
{
	if (!feeder->is_paused)
		return 0;
	feeder->is_paused = feeder->is_waiting = false;
	feeder->is_wanted = feeder->has_ended = !feeder->web && !feeder->intake;
	if (feeder->web)
		web_source_resume(feeder->web);
	const int result = feeder_look_again(feeder, clock_mono_ms(), err);
	feeder->has_ended &= !feeder->letters;
	wake(feeder);
	return result;
}

void feeder_close(struct feeder *feeder)
{
	for (; feeder->count; feeder->count--, feeder->first = (feeder->first + 1) % FEEDER_WINDOW) {
		struct feeder_slot *slot = &feeder->slots[feeder->first];
		if (slot->ticket)
			web_give_up(slot->ticket);
		document_free(slot->doc);
		outcome_free(slot->waiting);
		outcome_free(slot->own);
		desk_begun_free(slot->begun);
	}
	free(feeder->slots);
	feeder->slots = NULL;
	intake_free(feeder->letters);
	intake_free(feeder->intake);
	feeder->letters = feeder->intake = NULL;
	web_source_close(feeder->web);
	feeder->web = NULL;
}

struct feeder_counts feeder_count(const struct feeder *feeder)
{
	struct feeder_counts counts = feeder->counts;
	if (feeder->web) {
		const struct web_counts web = web_source_counts(feeder->web);
		counts.unchanged += web.unchanged;
		counts.failed += web.failed;
	}
	return counts;
}

static void count(struct feeder *feeder, const struct outcome *outcome)
{
	feeder->counts.documents++;
	feeder->counts.records += outcome->record_count + outcome->given_count;
	feeder->counts.failed += outcome->state == OUTCOME_FAILED;
	feeder->counts.rejected += outcome->state == OUTCOME_REJECTED;
}

static int book(struct feeder_slot *slot, struct err *err)
{
	struct feeder *feeder = slot->feeder;
	count(feeder, slot->outcome);
	if (slot->outcome->state != OUTCOME_DONE)
		log_error("source %s, %s: %s", feeder->source->name, document_name(slot->doc),
		          slot->outcome->reason);
	if (!feeder->owner->desk)
		return slot->ticket ? web_booked(slot->ticket, slot->doc, slot->outcome, NULL, err) : 0;
	struct desk_booked booked;
	if (desk_book(feeder->owner->desk, &feeder->desk_source, slot->doc, slot->outcome,
	                 slot->has_file ? &slot->file : NULL, slot->begun, &booked, err))
		return -1;
	return slot->ticket ? web_booked(slot->ticket, slot->doc, slot->outcome, &booked, err) : 0;
}

/* Books what is finished, as far as nothing before it is still with a worker. */
static void book_in_order(struct feeder *feeder)
{
	struct err err;
	while (feeder->count && feeder->slots[feeder->first].outcome) {
		struct feeder_slot *slot = &feeder->slots[feeder->first];
		const int result = book(slot, &err);
		feeder->is_waiting &= !slot->ticket; /* the web may have said its last word */
		document_free(slot->doc);
		outcome_free(slot->waiting);
		desk_begun_free(slot->begun);
		feeder->first = (feeder->first + 1) % FEEDER_WINDOW;
		feeder->count--;
		wake(feeder);
		if (result) {
			feeder->owner->broken(feeder->owner, &err);
			return;
		}
	}
	feeder->owner->booked(feeder->owner);
}

static bool is_next(const struct feeder_slot *slot)
{
	return slot == &slot->feeder->slots[slot->feeder->first];
}

/* A page is one article, and items whose pages are fetched wait for them: those are kept until the document is done. */
bool feeder_take_part(void *opaque, struct document *doc, const struct record *records, size_t count)
{
	struct feeder_slot *slot = opaque;
	struct feeder *feeder = slot->feeder;
	struct err err;
	if (!is_next(slot) || doc->follows || doc->role || doc->stands_in_for)
		return false;
	if (!feeder->owner->desk)
		return true;
	if (!doc->sha256)
		document_keep_hash(doc);
	if (desk_book_part(feeder->owner->desk, &feeder->desk_source, doc, records, count, &slot->begun, &err))
		feeder->owner->broken(feeder->owner, &err);
	return true;
}

/* What is next in order is booked as it lies; what must wait is copied. */
static void take_outcome(struct feeder_slot *slot, const struct outcome *outcome)
{
	struct feeder *feeder = slot->feeder;
	slot->waiting = is_next(slot) ? NULL : outcome_copy(outcome);
	slot->outcome = slot->waiting ? slot->waiting : outcome;
	book_in_order(feeder);
}

/* --- the general extractor stands in for a parser that finds nothing */

#define GENERAL_EXTRACTOR "article"

static bool is_html(const struct document *doc)
{
	const struct str body = doc->body, begin = str_trim(str_slice(body, 0, body.len < 1024 ? body.len : 1024));
	if (doc->media_type && str_find(str_c(doc->media_type), STR("html")) != STR_NONE)
		return true;
	return !doc->media_type && (str_starts_nocase(begin, STR("<!doctype html")) || str_starts_nocase(begin, STR("<html")));
}

/* What an address that is polled says instead of its list is a notice, a login, an error: no article. */
static bool is_list(const struct feeder_slot *slot)
{
	return slot->ticket && !slot->doc->role;
}

/* Its parser refused it, or found less in it than it finds in nearly all others. */
static bool has_too_little(const struct feeder_slot *slot, const struct outcome *outcome)
{
	const struct feeder *feeder = slot->feeder;
	struct desk *desk = feeder->owner->desk;
	if (outcome->state == OUTCOME_REJECTED)
		return !is_list(slot);
	return desk && outcome->state == OUTCOME_DONE && outcome->record_count == 1 && !outcome->link_count &&
	       desk_expects_more(desk, feeder->source->name, &outcome->records[0].head);
}

static bool wants_stand_in(const struct feeder_slot *slot, const struct outcome *outcome)
{
	const struct feeder *feeder = slot->feeder;
	return feeder->source->falls_back && !outcome->given_count && outcome->parser && !str_eq(str_c(outcome->parser), STR(GENERAL_EXTRACTOR)) &&
	       is_html(slot->doc) && has_too_little(slot, outcome);
}

static bool has_article(const struct outcome *outcome)
{
	const struct record_head *head = outcome->record_count ? &outcome->records[0].head : NULL;
	return outcome->state == OUTCOME_DONE && head && head->filled >> RECORD_HAS_BODY & 1 &&
	       (head->page_class == RECORD_ARTICLE || head->page_class == RECORD_LIVE);
}

/* What it found counts only where there is an article in it; else the parser's own word does. */
static void on_stood_in(void *opaque, struct document *doc, const struct outcome *outcome)
{
	struct feeder_slot *slot = opaque;
	struct outcome *own = slot->own;
	slot->own = NULL;
	if (has_article(outcome)) {
		struct outcome with_reason = *outcome;
		with_reason.reason = document_keep(
			doc, own->reason ? own->reason : "its parser finds less than it used to");
		log_warning("source %s, %s: %s; the general extractor stands in", slot->feeder->source->name,
		            document_name(doc), with_reason.reason);
		take_outcome(slot, &with_reason);
		outcome_free(own);
	} else {
		doc->stands_in_for = NULL;
		slot->outcome = slot->waiting = own;
		book_in_order(slot->feeder);
	}
}

static void let_stand_in(struct feeder_slot *slot, const struct outcome *outcome)
{
	struct document *doc = slot->doc;
	slot->own = outcome_copy(outcome);
	doc->stands_in_for = document_keep(doc, outcome->parser);
	doc->stands_in_version = document_keep(doc, outcome->parser_version);
	if (outcome->record_count) {
		doc->its_filled = outcome->records[0].head.filled;
		doc->its_words = outcome->records[0].head.words;
	}
	doc->parser = GENERAL_EXTRACTOR;
	pool_submit(slot->feeder->owner->pool, doc, on_stood_in, slot);
}

static void on_done(void *opaque, struct document *doc, const struct outcome *outcome)
{
	struct feeder_slot *slot = opaque;
	(void)doc;
	if (wants_stand_in(slot, outcome)) {
		let_stand_in(slot, outcome);
		return;
	}
	take_outcome(slot, outcome);
}

static void describe(const struct config_source *source, struct document *doc)
{
	const bool is_page = source->follow && doc->role && !str_eq(str_c(doc->role), STR("sitemap"));
	doc->source = document_keep(doc, source->name);
	doc->parser = document_keep(doc, is_page ? source->follow : source->parser);
	doc->follows = source->follow && !is_page;
	if (source->timezone)
		doc->timezone = document_keep(doc, source->timezone);
	if (source->language)
		doc->language = document_keep(doc, source->language);
	if (source->charset)
		doc->charset = document_keep(doc, source->charset);
	if (source->media_type)
		doc->media_type = document_keep(doc, source->media_type);
}

/* The next document, from wherever the source has its own. */
static enum intake_next take_own(struct feeder *feeder, struct feeder_slot *slot, struct err *err)
{
	static const enum intake_next nexts[] = { [WEB_DOCUMENT] = INTAKE_DOCUMENT,
		                                  [WEB_WAIT] = INTAKE_WAIT,
		                                  [WEB_END] = INTAKE_END };
	if (feeder->web)
		return nexts[web_source_take(feeder->web, &slot->doc, &slot->ticket, &slot->file)];
	if (feeder->is_paused || !feeder->intake)
		return INTAKE_END;
	return intake_take(feeder->intake, &slot->doc, &slot->file, err);
}

static enum intake_next take(struct feeder *feeder, struct feeder_slot *slot, struct err *err)
{
	if (feeder->letters) {
		const enum intake_next next = intake_take(feeder->letters, &slot->doc, &slot->file, err);
		if (next != INTAKE_END)
			return next;
		intake_free(feeder->letters);
		feeder->letters = NULL;
	}
	return take_own(feeder, slot, err);
}

static bool step(struct feeder *feeder)
{
	if (feeder->is_waiting || feeder->has_ended || feeder->count == FEEDER_WINDOW)
		return false;
	if (!feeder->slots)
		feeder->slots = mem_zero(FEEDER_WINDOW, sizeof *feeder->slots);
	const size_t place = (feeder->first + feeder->count) % FEEDER_WINDOW;
	struct feeder_slot *slot = &feeder->slots[place];
	*slot = (struct feeder_slot){ .feeder = feeder };
	struct err err;
	switch (take(feeder, slot, &err)) {
	case INTAKE_DOCUMENT:
		slot->has_file = slot->file.path || slot->file.letter || slot->file.link;
		describe(feeder->source, slot->doc);
		feeder->count++;
		pool_submit(feeder->owner->pool, slot->doc, on_done, slot);
		return true;
	case INTAKE_FAILED:
		feeder->counts.unreadable++;
		log_error("source %s: %s", feeder->source->name, err.text);
		return true;
	case INTAKE_WAIT:
		feeder->is_waiting = true;
		return false;
	case INTAKE_END:
		feeder->has_ended = true;
		return false;
	}
	return false;
}

bool feeder_step(struct feeder_owner *owner)
{
	while (owner->awake) {
		struct feeder *feeder = dequeue(owner);
		if (!step(feeder))
			continue;
		wake(feeder);
		return true;
	}
	return false;
}
