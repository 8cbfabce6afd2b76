/* SPDX-License-Identifier: MIT
 * OPML: subscription lists of other programs into a configuration, and the other way round.
 *
 *	struct opml opml;
 *	opml_init(&opml);
 *	if (!opml_read(&opml, bytes, "feeds.opml", &err))
 *		opml_to_yaml(&opml, "made of feeds.opml", &yaml);
 *	opml_done(&opml);
 *
 * Attributes of our own stand under the prefix "wiredesk": name, section and whatever key of a source is kept. */
#ifndef CORE_CONFIG_OPML_H
#define CORE_CONFIG_OPML_H
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/vec.h"

#define OPML_NAMESPACE "https://wiredesk.invalid/opml"

struct opml_pair {
	const char *name, *value;
};

/* One address. Strings are NULL where nothing is known. */
struct opml_feed {
	const char *source; /* a name; addresses of one name and folder are one source */
	const char *group;  /* a name */
	const char *folder; /* as it is written, levels parted by " / " */
	const char *title;  /* what it is called in lists */
	const char *url, *section;
	const struct opml_pair *keys; /* of the source */
	size_t key_count;
	const struct opml_pair *notes; /* attributes that no key is for */
	size_t note_count;
};

struct opml {
	struct arena arena;
	VEC(struct opml_feed) feeds; /* in the order of the file, with names as a configuration needs them */
	VEC(const char *) faults;    /* "feeds.opml:12: ...": what was left out, and why */
};

void opml_init(struct opml *opml);
void opml_done(struct opml *opml);

/* path: what messages call it. A file without a single outline is none: -1. */
int opml_read(struct opml *opml, struct str bytes, const char *path, struct err *err);
/* Groups and sources as YAML that an "include" can name; origin is said in its first lines. A group without a folder is
 * in the configuration already. */
void opml_to_yaml(const struct opml *opml, const char *origin, struct buf *out);
/* Has it a password, as a key or in an address? What is made of it is for its owner's eyes then. */
bool opml_has_secret(const struct opml *opml);
/* OPML 2.0; feeds of one group stand together in its folder. */
void opml_write(const struct opml_feed *feeds, size_t count, int64_t now_ms, struct buf *out);

/* A source's name made of a title or, where that gives none, of an address's host; one that is not taken. */
typedef bool opml_is_taken(void *self, const char *name);
const char *opml_make_name(struct arena *arena, const char *title, const char *url, opml_is_taken *is_taken,
                           void *self);
bool opml_is_name(const char *text); /* as made here */

size_t opml_source_count(const struct opml *opml);
size_t opml_group_count(const struct opml *opml);

#endif
