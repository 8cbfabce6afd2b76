/* SPDX-License-Identifier: MIT
 * What the parser said of state and page, checked: words from a closed list, nothing else. */
#include "core/normalize/stage.h"

static const char *const states[] = { "usable", "withheld", "canceled", NULL };
static const char *const changes[] = { "", "update", "correction", "retraction", NULL };
static const char *const extractions[] = { "", "feed", "summary", "fallback", NULL };
static const char *const accesses[] = { "free", "metered", "paid", NULL };
static const char *const rels[] = { "cites", "replaces", "corrects", "cancels", NULL };
static const char *const urgencies[] = { "1", "2", "3", "4", "5", "6", "7", "8", "9", NULL };
static const char *const truths[] = { "false", "true", NULL };
static const char *const classes[] = { "article", "live",      "list",  "media", "teaser", "consent",
	                               "challenge", "login", "error", "notice", NULL };

/* The place of the field's word in the list; an unknown word goes, with a warning, and gives 0. */
static unsigned choose(struct stage *stage, struct object *object, enum wd_field field, const char *const *words,
                       const char *warning)
{
	const struct str text = object_get(object, field);
	for (unsigned i = 0; text.len && words[i]; i++)
		if (str_eq_nocase(text, str_c(words[i]))) {
			object_set(object, field, str_c(words[i]));
			return i;
		}
	if (text.len) {
		article_warn(stage->article, warning);
		object_unset(object, field);
	}
	return 0;
}

void stage_status(struct stage *stage)
{
	struct article *article = stage->article;
	struct object *self = &article->self;
	article->status = (enum record_status)choose(stage, self, WD_STATUS, states, "status_unknown");
	article->change = (enum record_change)choose(stage, self, WD_CHANGE, changes, "change_unknown");
	choose(stage, self, WD_ACCESS, accesses, "access_unknown");
	choose(stage, self, WD_URGENCY, urgencies, "urgency_unknown");
	choose(stage, self, WD_TDM_RESERVED, truths, "tdm_reserved_unknown");
	if (choose(stage, self, WD_EXTRACTION, extractions, "extraction_unknown"))
		article->extraction = object_get(self, WD_EXTRACTION).ptr;
	if (article->change == RECORD_RETRACTION) /* the one without the other means nothing */
		article->status = RECORD_CANCELED;
	for (struct object *part = article->parts; part; part = part->next)
		if (part->kind == OBJECT_REFERENCE)
			choose(stage, part, WD_REL, rels, "rel_unknown");
	if (!article->extraction)
		article->extraction =
			!article->block_count && object_get(self, WD_SUMMARY).len ? "summary" : "parser";
}

void stage_page(struct stage *stage)
{
	for (struct object *part = stage->article->parts; part; part = part->next)
		if (part->kind == OBJECT_PAGE) {
			stage->article->page_class =
				(enum record_class)choose(stage, part, WD_CLASS, classes, "class_unknown");
			choose(stage, part, WD_COMPLETE, truths, "complete_unknown");
		}
}
