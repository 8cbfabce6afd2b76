/* SPDX-License-Identifier: MIT
 * An aggregator's story as both readers, of text and of HTML, find it; story.c makes the article of it. */
#ifndef PLUGINS_AGGREGATOR_STORY_H
#define PLUGINS_AGGREGATOR_STORY_H
#include "../common/lines.h"

enum { BLOCKS_MOST = 2000, SOURCES_MOST = 200, MARKERS_MOST = 1000 };

struct source {
	const char *marker, *title, *url; /* NULL where it has none */
};

struct story {
	wd_job *job;
	const char *title, *date, *section, *summary;
	const char *dateline_place, *dateline_date, *dateline_text;
	const char *keywords; /* one line of them, or NULL */
	struct paragraph blocks[BLOCKS_MOST];
	size_t block_count;
	struct source sources[SOURCES_MOST];
	size_t source_count;
};

void story_add_block(struct story *story, enum wd_block type, const char *text);
/* "[2] Title - https://…", "2. Title", or an address: one of the list of sources, numbered by its place if not told. */
void story_add_source(struct story *story, const char *text, const char *url);
/* Citations out of the text and resolved, keywords parted; gives the verdict. */
enum wd_verdict story_emit(struct story *story);

/* The heading above the list of sources, in many languages. */
bool is_sources_heading(const char *text);
/* How many markers such as [3] or [1, 4] the text has. */
size_t count_markers(const char *text);

/* text.c, page.c: false after wd_fail(). */
bool text_read(struct story *story);
bool page_read(struct story *story);

#endif
