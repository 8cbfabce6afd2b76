/* SPDX-License-Identifier: MIT
 * Inside robots.c (the file and its groups), robots_text.c (its characters), robots_line.c (a line) and robots_match.c (a pattern and a
 * path). */
#ifndef CORE_SCHEDULE_ROBOTS_PARTS_H
#define CORE_SCHEDULE_ROBOTS_PARTS_H
#include "core/schedule/robots.h"

/* robots_line.c */
enum robots_key { ROBOTS_UNKNOWN, ROBOTS_AGENT, ROBOTS_ALLOW, ROBOTS_DISALLOW, ROBOTS_SITEMAP, ROBOTS_DELAY };

struct robots_line {
	enum robots_key key;
	struct str value;
	struct str text; /* without comment and blanks around */
	size_t number;
};

struct robots_reader {
	struct str rest;
	size_t number;
};

struct robots_reader robots_reader(struct str text);
bool robots_next_line(struct robots_reader *reader,
                      struct robots_line *out); /* lines without a key are passed over */

/* robots_match.c */
/* Bytes over 7F as %XX, digits of escapes in upper case. */
struct str robots_normalize_pattern(struct str pattern, struct arena *arena);
/* Path and query of an address, "/" where it has none; digits of escapes in upper case. */
struct str robots_path(struct str url, struct arena *arena);
bool robots_match(struct str path, struct str pattern);

#endif
