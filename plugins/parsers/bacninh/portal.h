/* SPDX-License-Identifier: MIT
 * A regional portal's story as both readers, of text and of HTML, find it; portal.c makes the article of it. */
#ifndef PLUGINS_BACNINH_PORTAL_H
#define PLUGINS_BACNINH_PORTAL_H
#include "../common/lines.h"

enum { BLOCKS_MOST = 2000, LIST_MOST = 100 };

struct options {
	const char *timezone;
};

struct portal {
	wd_job *job;
	const struct options *options;
	const char *title, *section, *published, *updated, *summary, *guid, *byline, *origin;
	struct paragraph blocks[BLOCKS_MOST];
	size_t block_count;
	struct picture {
		const char *url, *caption;
	} pictures[LIST_MOST];
	size_t picture_count;
	const char *keywords[LIST_MOST];
	size_t keyword_count;
	struct teaser {
		const char *url, *title;
	} related[LIST_MOST];
	size_t related_count;
};

/* What is wrong with the lead, the caption and the signature is put right; gives the verdict. */
enum wd_verdict portal_emit(struct portal *portal);

/* "…-postid123456.bbg", whatever stands around it: "postid123456", or NULL. */
const char *post_id(wd_job *job, const char *text);
/* "10:41, 27/01/2026" behind a label, as the portal's time; NULL where there is no date. */
const char *portal_time(const struct portal *portal, const char *text);
/* "Từ khóa: a, b": adds each. */
void add_keywords(struct portal *portal, const char *text);

/* text.c, page.c: false after wd_fail(). */
bool text_read(struct portal *portal);
bool page_read(struct portal *portal);
/* How sure each is that it is such a portal. */
int text_probe(wd_job *job);
int page_probe(wd_job *job, const struct wd_doc *doc);

#endif
