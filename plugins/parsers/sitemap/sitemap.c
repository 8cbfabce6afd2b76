/* SPDX-License-Identifier: MIT
 * sitemap: news sitemaps give articles, other sitemaps and their indexes give links. */
#include <stdlib.h>
#include <string.h>
#include <wiredesk/plugin.h>

#include "../common/xml_scan.h"

struct options {
	int64_t max_urls, max_depth, max_age;
	bool other_hosts, pages;
};

static const struct wd_opt options[] = {
	WD_INT(struct options, max_urls, "50000", "1..10000000", "most addresses taken from one file"),
	WD_INT(struct options, max_depth, "2", "0..5", "how deep indexes of indexes are followed"),
	WD_DURATION_MS(struct options, max_age, "2d", "0s..3650d",
	               "files and pages that changed before are not followed; 0s: all are"),
	WD_BOOL(struct options, other_hosts, "no", "follow addresses of other hosts than the sitemap's own"),
	WD_BOOL(struct options, pages, "yes", "follow pages of sitemaps without news"),
	WD_OPT_END
};

enum { FIELD_MOST = 1 << 20, ROOT_WITHIN = 4096, KEYWORDS_MOST = 200, IMAGES_MOST = 100 };

/* The elements that count, wherever they stand in an entry. Order as in names[]. */
enum member {
	M_LOC,
	M_LASTMOD,
	M_TITLE,
	M_DATE,
	M_NAME,
	M_LANGUAGE,
	M_KEYWORDS,
	M_GENRES,
	M_ACCESS,
	MEMBERS,
	/* of the image that stands last */
	M_IMAGE = MEMBERS,
	M_IMAGE_TITLE,
	M_CAPTION,
	M_NONE
};

static const struct {
	enum xml_ns ns;
	const char *name;
	enum member member;
} names[] = {
	{ NS_SITEMAP, "loc", M_LOC },        { NS_SITEMAP, "lastmod", M_LASTMOD },
	{ NS_NEWS, "title", M_TITLE },       { NS_NEWS, "publication_date", M_DATE },
	{ NS_NEWS, "name", M_NAME },         { NS_NEWS, "language", M_LANGUAGE },
	{ NS_NEWS, "keywords", M_KEYWORDS }, { NS_NEWS, "genres", M_GENRES },
	{ NS_NEWS, "access", M_ACCESS },     { NS_IMAGE, "loc", M_IMAGE },
	{ NS_IMAGE, "title", M_IMAGE_TITLE },  { NS_IMAGE, "caption", M_CAPTION },
};

struct image {
	size_t at[M_NONE - MEMBERS]; /* by member; in the reader's text, 0: none */
};

enum kind { KIND_NONE, KIND_URLS, KIND_INDEX };

struct reader {
	wd_job *job;
	const struct wd_doc *doc;
	const struct options *options;
	struct xml_scan xml;
	enum kind kind;
	unsigned entry_depth, field_depth; /* 0: not in one */
	enum member member;                /* that is being read */
	bool has_news, has_ended;
	struct xml_buffer text;
	size_t at[MEMBERS]; /* in text; 0: none */
	struct image images[IMAGES_MOST];
	size_t image_count; /* also of those behind the most, which are not kept */
	size_t begin;
	int64_t count, articles, links;
	char lastmod[64]; /* of the entries so far, where it is one and the same */
	bool differs;
	struct xml_buffer pending; /* addresses to follow, each behind its lastmod, both ended by NUL */
};

static long read_characters(void *self, void *into, size_t size)
{
	struct reader *reader = self;
	return wd_characters(reader->job, into, size);
}

static struct reader *reader_new(wd_job *job, const struct wd_doc *doc, const struct options *opts)
{
	struct reader *reader = calloc(1, sizeof *reader);
	if (!reader)
		return NULL;
	reader->job = job;
	reader->doc = doc;
	reader->options = opts;
	reader->member = M_NONE;
	xml_init(&reader->xml, read_characters, reader);
	return reader;
}

static void reader_free(struct reader *reader)
{
	xml_done(&reader->xml);
	free(reader->text.ptr);
	free(reader->pending.ptr);
	free(reader);
}

static const char *get(const struct reader *reader, enum member member)
{
	return reader->at[member] ? reader->text.ptr + reader->at[member] : NULL;
}

/* --- an entry that has news is an article */

/* A comma list; blanks alone do not part keywords. */
static void set_list(wd_object *article, enum wd_field field, wd_job *job, const char *list)
{
	for (int i = 0; list && *list && i < KEYWORDS_MOST; i++) {
		const size_t length = strcspn(list, ",");
		const struct wd_bytes one = bytes_trim(bytes_of(list, length));
		if (one.len)
			wd_set(article, field, wd_print(job, "%.*s", (int)one.len, one.ptr));
		list += length + (list[length] != '\0');
	}
}

static const char *get_of_image(const struct reader *reader, const struct image *image, enum member member)
{
	const size_t at = image->at[member - MEMBERS];
	return at ? reader->text.ptr + at : NULL;
}

static void add_images(const struct reader *reader, wd_object *article)
{
	bool has_lead = false;
	for (size_t i = 0; i < reader->image_count && i < IMAGES_MOST; i++) {
		const struct image *image = &reader->images[i];
		const char *url = get_of_image(reader, image, M_IMAGE);
		if (!url)
			continue;
		wd_object *medium = wd_add(article, WD_MEDIA);
		wd_set(medium, WD_URL, url);
		wd_set(medium, WD_MEDIUM, "image");
		wd_set(medium, WD_ROLE, has_lead ? NULL : "lead");
		wd_set(medium, WD_TITLE, get_of_image(reader, image, M_IMAGE_TITLE));
		wd_set(medium, WD_CAPTION, get_of_image(reader, image, M_CAPTION));
		has_lead = true;
	}
}

static void emit_article(struct reader *reader)
{
	wd_object *article = wd_new_article(reader->job);
	wd_set(article, WD_URL, get(reader, M_LOC));
	wd_set_markup(article, WD_TITLE, get(reader, M_TITLE));
	wd_set(article, WD_PUBLISHED, get(reader, M_DATE));
	wd_set(article, WD_UPDATED, get(reader, M_LASTMOD));
	wd_set(article, WD_LANGUAGE, get(reader, M_LANGUAGE));
	add_images(reader, article);
	set_list(article, WD_KEYWORD, reader->job, get(reader, M_KEYWORDS));
	set_list(article, WD_GENRE, reader->job, get(reader, M_GENRES));
	wd_set(article, WD_EXTRACTION, "feed");
	if (get(reader, M_NAME))
		wd_set_markup(wd_add(article, WD_ORIGIN), WD_TITLE, get(reader, M_NAME));
	if (wd_emit(article) == WD_OK && reader->doc->follow)
		wd_follow(reader->job, wd_get(article, WD_URL), "page", article);
	wd_release(article);
	reader->articles++;
}

/* --- any other entry is a link */

static void note_lastmod(struct reader *reader, const char *lastmod)
{
	if (!lastmod || strlen(lastmod) >= sizeof reader->lastmod)
		return;
	if (!*reader->lastmod)
		strcpy(reader->lastmod, lastmod);
	else
		reader->differs |= strcmp(reader->lastmod, lastmod) != 0;
}

/* Kept to the end: a lastmod that is the same everywhere says nothing, and then all are followed. */
static void keep_link(struct reader *reader)
{
	const char *lastmod = get(reader, M_LASTMOD), *url = get(reader, M_LOC);
	if (!url || (reader->kind == KIND_URLS && !reader->options->pages))
		return;
	note_lastmod(reader, lastmod);
	xml_buffer_add(&reader->pending, lastmod ? lastmod : "", lastmod ? strlen(lastmod) + 1 : 1);
	xml_buffer_add(&reader->pending, url, strlen(url) + 1);
	reader->links++;
}

static struct wd_bytes host_of(const char *url)
{
	const char *begin = url ? strstr(url, "://") : NULL;
	begin = begin ? begin + 3 : "";
	return bytes_of(begin, strcspn(begin, "/?#"));
}

static bool is_own_host(const struct reader *reader, const char *url)
{
	const struct wd_bytes own = host_of(reader->doc->base), other = host_of(url);
	return !own.len || (own.len == other.len && !strncasecmp(own.ptr, other.ptr, own.len));
}

/* "2026-11-22..." of both is compared as text: the day is exact enough. */
static bool is_recent(const struct reader *reader, const char *lastmod)
{
	const int64_t age_ms = reader->options->max_age;
	if (!age_ms || !*lastmod || !reader->differs)
		return true;
	const char *date = wd_date(reader->job, lastmod);
	const char *limit =
		wd_date(reader->job,
	                wd_print(reader->job, "%lld", (long long)(reader->doc->fetched_at - age_ms / 1000)));
	return !date || !limit || strncmp(date, limit, 10) >= 0;
}

/* "sitemap", then "sitemap2", "sitemap3": the role tells how deep an index is. */
static int depth_of(const char *role)
{
	if (!role || strncmp(role, "sitemap", 7))
		return 0;
	return role[7] ? atoi(role + 7) : 1;
}

static void follow_all(struct reader *reader)
{
	const int depth = depth_of(reader->doc->role) + 1;
	const char *role = reader->kind == KIND_URLS ? "page"
	                   : depth == 1              ? "sitemap"
	                                             : wd_print(reader->job, "sitemap%d", depth);
	size_t foreign = 0;
	if (reader->kind == KIND_INDEX && depth > reader->options->max_depth) {
		wd_defect(reader->job, "too_deep", "an index below %d others is not followed (max_depth)",
		          depth - 1);
		return;
	}
	for (size_t at = 0; at < reader->pending.len;) {
		const char *lastmod = reader->pending.ptr + at, *url = lastmod + strlen(lastmod) + 1;
		at += strlen(lastmod) + strlen(url) + 2;
		if (!reader->options->other_hosts && !is_own_host(reader, url))
			foreign++;
		else if (is_recent(reader, lastmod))
			wd_follow(reader->job, url, role, NULL);
	}
	if (foreign)
		wd_defect(reader->job, "other_host",
		          "%zu addresses of other hosts are not followed (other_hosts)", foreign);
}

/* --- events */

static enum member member_of(const struct reader *reader)
{
	const enum xml_ns ns =
		reader->xml.ns == NS_NONE || reader->xml.ns == NS_FOREIGN ? NS_SITEMAP : reader->xml.ns;
	if (reader->xml.ns == NS_FOREIGN && reader->xml.prefix.len)
		return M_NONE;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (names[i].ns == ns && bytes_are(reader->xml.local, names[i].name))
			return names[i].member;
	return M_NONE;
}

static void begin_entry(struct reader *reader)
{
	reader->entry_depth = reader->xml.depth;
	reader->has_news = false;
	memset(reader->at, 0, sizeof reader->at);
	reader->image_count = 0;
	reader->text.len = 0;
	xml_buffer_add(&reader->text, "", 1);
}

static void end_entry(struct reader *reader)
{
	reader->entry_depth = 0;
	if (reader->count++ >= reader->options->max_urls)
		return;
	if (reader->has_news && (get(reader, M_TITLE) || get(reader, M_LOC)))
		emit_article(reader);
	else
		keep_link(reader);
}

/* Where a member's place is kept; NULL for what belongs to an image and stands in none, or in one that is not kept. */
static size_t *place_of(struct reader *reader, enum member member)
{
	const size_t count = reader->image_count;
	if (member < MEMBERS)
		return &reader->at[member];
	return count && count <= IMAGES_MOST ? &reader->images[count - 1].at[member - MEMBERS] : NULL;
}

static void begin_image(struct reader *reader)
{
	if (reader->image_count < IMAGES_MOST)
		reader->images[reader->image_count] = (struct image){ 0 };
	reader->image_count++;
}

static void end_field(struct reader *reader)
{
	struct wd_bytes text =
		bytes_trim(bytes_of(reader->text.ptr + reader->begin, reader->text.len - reader->begin));
	size_t *place = place_of(reader, reader->member);
	reader->member = M_NONE;
	if (!text.len || !place || *place) {
		reader->text.len = reader->begin;
		return;
	}
	*place = (size_t)(text.ptr - reader->text.ptr);
	reader->text.len = *place + text.len;
	xml_buffer_add(&reader->text, "", 1);
}

static void open_element(struct reader *reader)
{
	const struct wd_bytes name = reader->xml.local;
	if (bytes_are(name, reader->kind == KIND_INDEX ? "sitemap" : "url") && reader->xml.ns != NS_IMAGE &&
	    reader->xml.ns != NS_VIDEO) {
		if (reader->entry_depth) { /* the one before was not closed */
			if (reader->member != M_NONE)
				end_field(reader);
			const unsigned depth = reader->entry_depth;
			end_entry(reader);
			xml_lift(&reader->xml, depth);
		}
		begin_entry(reader);
		return;
	}
	if (!reader->entry_depth || reader->member != M_NONE)
		return;
	if (reader->xml.ns == NS_IMAGE && bytes_are(name, "image"))
		begin_image(reader);
	reader->has_news |= reader->xml.ns == NS_NEWS && bytes_are(name, "news");
	reader->member = member_of(reader);
	reader->field_depth = reader->xml.depth;
	reader->begin = reader->text.len;
}

static void close_element(struct reader *reader)
{
	const unsigned depth = reader->xml.depth;
	if (reader->member != M_NONE && reader->field_depth == depth)
		end_field(reader);
	if (reader->entry_depth == depth)
		end_entry(reader);
	reader->has_ended |= depth == 1;
}

static void run(struct reader *reader)
{
	enum xml_event event;
	while (!reader->has_ended && (event = xml_next(&reader->xml)) != XML_END) {
		if (event == XML_OPEN)
			open_element(reader);
		else if (event == XML_CLOSE)
			close_element(reader);
		else if (reader->member != M_NONE &&
		         reader->text.len - reader->begin + reader->xml.text.len < FIELD_MOST)
			xml_buffer_add(&reader->text, reader->xml.text.ptr, reader->xml.text.len);
	}
}

/* The root within the first bytes: junk may stand before it. */
static bool find_root(struct reader *reader)
{
	enum xml_event event;
	while ((event = xml_next(&reader->xml)) != XML_END &&
	       reader->xml.gone + reader->xml.at <= ROOT_WITHIN) {
		if (event != XML_OPEN)
			continue;
		const bool is_index = bytes_are(reader->xml.local, "sitemapindex");
		if (!is_index && !bytes_are(reader->xml.local, "urlset"))
			continue;
		reader->kind = is_index ? KIND_INDEX : KIND_URLS;
		if (reader->xml.depth > 1)
			xml_lift(&reader->xml, 1);
		return true;
	}
	return false;
}

static void describe(struct reader *reader)
{
	wd_object *feed = wd_feed(reader->job);
	wd_set(feed, WD_FORMAT, reader->kind == KIND_INDEX ? "sitemapindex" : "sitemap");
	wd_set(feed, WD_ENCODING, reader->doc->charset);
	wd_set(feed, WD_WELLFORMED, reader->xml.fault ? "false" : "true");
	if (reader->xml.fault)
		wd_defect(reader->job, reader->xml.fault,
		          "the document is not well-formed XML; what can be told is read");
	if (reader->count > reader->options->max_urls)
		wd_defect(reader->job, "too_many_urls",
		          "%lld addresses; those behind the first %lld are left out (max_urls)",
		          (long long)reader->count, (long long)reader->options->max_urls);
}

static enum wd_verdict parse(wd_job *job, const struct wd_doc *doc, const void *opts, void *self)
{
	struct reader *reader = reader_new(job, doc, opts);
	enum wd_verdict verdict = WD_OK;
	(void)self;
	if (!reader)
		return wd_fail(job, "no memory");
	if (find_root(reader)) {
		run(reader);
		follow_all(reader);
		describe(reader);
	} else {
		wd_defect(job, "not_a_sitemap", "its root is neither urlset nor sitemapindex");
		verdict = wd_fail(job, "not_a_sitemap: its root is neither urlset nor sitemapindex");
	}
	reader_free(reader);
	return verdict;
}

static int probe(wd_job *job, const struct wd_doc *doc, const void *opts)
{
	enum { SURE = 95 };
	if (!memchr(doc->body.ptr, '<', doc->body.len < 4 * ROOT_WITHIN ? doc->body.len : 4 * ROOT_WITHIN))
		return 0;
	struct reader *reader = reader_new(job, doc, opts);
	if (!reader)
		return 0;
	const int sure = find_root(reader) ? SURE : 0;
	reader_free(reader);
	return sure;
}

WD_PARSER(.name = "sitemap", .version = "1.0", .summary = "news sitemaps, sitemaps and their indexes",
          .options = options, .options_size = sizeof(struct options), .parse = parse, .probe = probe);
