/* SPDX-License-Identifier: MIT
 * The parts of a plain wire story: logical paragraphs, dateline, agencies, sign-off. What a function takes apart is
 * cut in place; what it makes lives as long as the job. */
#ifndef PLUGINS_WIRE_TEXT_WIRE_H
#define PLUGINS_WIRE_TEXT_WIRE_H
#include "../common/lines.h"

/* paragraphs.c: lines wrapped at one width are joined, lines of a table stay lines of one block. The texts lie in
 * pool; both are freed with free(). */
struct story {
	struct paragraph *at;
	size_t count;
	char *pool;
};
bool story_read(const struct lines *lines, struct story *out); /* false: out of memory */
void story_done(struct story *story);

/* dateline.c */
struct dateline {
	const char *place, *date, *agency, *credit,
		*text;    /* NULL where it has none; text as printed, without its dash */
	const char *rest; /* what stands behind it */
};
/* Reads "PLACE, DATE (AGENCY) - " and its relatives off the front. */
bool dateline_read(wd_job *job, const char *text, struct dateline *out);
/* Reads a line that is only a place in capitals, perhaps with a region and a date. */
bool dateline_read_line(wd_job *job, const char *text, struct dateline *out);

/* agency.c */
bool agency_is_known(struct wd_bytes name);  /* whatever its case */
bool agency_is_likely(struct wd_bytes name); /* what may stand in a dateline's brackets */
const char *agency_quoted(const char *text); /* that the text says it was told by or seen by; NULL if none */

/* signoff.c: what is taken off the end of a story, and what is learned from it. */
struct signoff {
	const char *reporters; /* "A in Place and B", as printed */
	const char *signature; /* "Name" of a last line "Name (AGENCY)" */
	const char *agency;
	bool goes_on; /* "(more)" */
};
void signoff_cut(wd_job *job, struct story *story, struct signoff *out);

#endif
