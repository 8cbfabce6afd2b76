/* SPDX-License-Identifier: MIT
 * robots.txt (RFC 9309): the rules that a file has for one product token, and what they say of an address.
 * Decisions are those of the RFC's reference implementation, its leniencies included; Crawl-delay is an
 * addition of ours.
 *
 *	struct robots *robots = robots_parse(text, STR("wiredesk"));
 *	if (robots_allows(robots, url)) ...
 *	robots_free(robots);
 */
#ifndef CORE_SCHEDULE_ROBOTS_H
#define CORE_SCHEDULE_ROBOTS_H
#include "core/base/arena.h"
#include "core/base/str.h"

/* Of a file as long as this, or longer, the lines that are whole within it are read. */
enum { ROBOTS_MOST = 512 << 10, ROBOTS_DELAY_MOST_MS = 60000 };

struct robots;

struct robots_rule {
	struct str pattern; /* percent-normalized */
	struct str text;    /* the line as it stands, without comment */
	size_t line;        /* from 1 */
	bool is_allow;
};

/* The product token that a text begins with: it ends at the first character that cannot stand in one ("Foo/2.1", "Foo Bar"). */
struct str robots_token(struct str text);

/* A file in UTF-16 as UTF-8, on the arena; anything else as it is. Only who cuts one before it is parsed needs this. */
struct str robots_text(struct str bytes, struct arena *arena);

/* agent: the product token alone, compared as a whole and without case. Any text is a robots.txt: what is no
 * rule is passed over. The text may go afterwards. */
struct robots *robots_parse(struct str text, struct str agent);
void robots_free(struct robots *robots); /* NULL is allowed */

/* url: as url_resolve() gives it, for bytes over 7F in it match nothing: they are to be escaped before. */
bool robots_allows(const struct robots *robots, struct str url);
/* The rule that decides, or NULL where none matches; lives as long as robots. */
const struct robots_rule *robots_decide(const struct robots *robots, struct str url);

int64_t robots_delay_ms(const struct robots *robots); /* 0: none */
size_t robots_sitemap_count(const struct robots *robots);
struct str robots_sitemap(const struct robots *robots,
                          size_t i); /* as the file has it; lives as long as robots */

#endif
