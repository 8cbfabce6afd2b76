/* SPDX-License-Identifier: MIT */
#include "evidence.h"

#include <strings.h>

#include "../common/lines.h"
#include "meta.h"
#include "words.h"

/* CLAIM_ELEMENTS_MOST: what has more in it is no headline, date or name; nor is what has more bytes, VALUE_MOST of data. */
enum {
	CLAIMS_MOST = 2000,
	SEARCH_MOST = 20000,
	NESTED_MOST = 8,
	LOOKUPS_MOST = 32,
	CLAIM_ELEMENTS_MOST = 60,
	CLAIM_TEXT_MOST = 4000,
	TITLE_MOST = 1000,
	VALUE_MOST = 20000
};

const char *const byline_openings[] = { "by ",
	                                "by: ",
	                                "von ",
	                                "vom ",
	                                "von: ",
	                                "par ",
	                                "por ",
	                                "di ",
	                                "door ",
	                                "av ",
	                                "af ",
	                                "oleh ",
	                                "text: ",
	                                "autor: ",
	                                "author: ",
	                                "authors: ",
	                                "written by ",
	                                "written by: ",
	                                "reported by ",
	                                "posted by ",
	                                "posted by: ",
	                                "authored by ",
	                                "authored by: ",
	                                "text von ",
	                                "erstellt von ",
	                                "geschrieben von ",
	                                "veröffentlicht von ",
	                                "ein artikel von ",
	                                "escrito por ",
	                                "publié par ",
	                                "автор: ",
	                                "tác giả: ",
	                                "por: ",
	                                "de: ",
	                                "redacción: ",
	                                "di: ",
	                                "door: ",
	                                "tekst: ",
	                                "teks: ",
	                                "oleh: ",
	                                "penulis: ",
	                                "foto und text: ",
	                                "text und foto: ",
	                                "текст: ",
	                                "文/",
	                                "文：",
	                                "撰文：",
	                                "作者：",
	                                "记者 ",
	                                NULL };

static void claim(struct evidence *e, enum wd_field field, const char *rule, const char *value,
                  const wd_node *where)
{
	const size_t most = field == WD_TITLE ? TITLE_MOST : VALUE_MOST;
	if (!value || !value[strspn(value, " \t\r\n")] || e->claims.count >= CLAIMS_MOST ||
	    strnlen(value, most + 1) > most)
		return;
	struct claim *made = vector_add(&e->claims);
	if (made)
		*made = (struct claim){ .field = field, .rule = rule, .value = value, .where = where };
}

/* --- JSON-LD */

/* How well a type describes an article: the higher the better. */
static const struct {
	const char *type;
	int rank;
} article_types[] = {
	{ "NewsArticle", 9 },
	{ "ReportageNewsArticle", 9 },
	{ "AnalysisNewsArticle", 9 },
	{ "OpinionNewsArticle", 9 },
	{ "BackgroundNewsArticle", 9 },
	{ "ReviewNewsArticle", 9 },
	{ "AdvertiserContentArticle", 8 },
	{ "LiveBlogPosting", 10 },
	{ "Article", 8 },
	{ "BlogPosting", 8 },
	{ "TechArticle", 8 },
	{ "ScholarlyArticle", 8 },
	{ "MedicalScholarlyArticle", 8 },
	{ "SatiricalArticle", 8 },
	{ "Report", 7 },
	{ "SocialMediaPosting", 7 },
	{ "DiscussionForumPosting", 7 },
	{ "Recipe", 7 },
	{ "HowTo", 6 },
	{ "Review", 6 },
	{ "CriticReview", 6 },
	{ "VideoObject", 4 },
	{ "PodcastEpisode", 4 },
	{ "CreativeWork", 4 },
	{ "MedicalWebPage", 3 },
	{ "WebPage", 2 },
	{ "ItemPage", 2 },
};

static const char *type_name(const char *type)
{
	const char *slash = strrchr(type, '/'), *colon = strrchr(type, ':');
	return slash ? slash + 1 : colon ? colon + 1 : type;
}

static int rank_of(const struct json *json, uint32_t object, const char **name)
{
	const uint32_t types = json_get(json, object, "@type");
	int best = 0;
	for (uint32_t v = json_entries(json, types); v; v = json_at(json, v)->next) {
		const char *type = json_at(json, v)->text ? type_name(json_at(json, v)->text) : "";
		for (size_t i = 0; i < sizeof article_types / sizeof *article_types; i++)
			if (article_types[i].rank > best && !strcasecmp(type, article_types[i].type)) {
				best = article_types[i].rank;
				*name = article_types[i].type;
			}
		if (json_at(json, types)->kind != DATA_ARRAY)
			break;
	}
	/* one that says more of itself is meant rather than one that is only named */
	return best ? best * 4 + (json_get(json, object, "headline") != 0) * 2 +
	                       (json_get(json, object, "datePublished") != 0)
	            : 0;
}

struct search {
	int best;
	unsigned depth, budget;
};

static void find_article(struct evidence *e, uint32_t first, struct search *search)
{
	static const char *const apart[] = { "itemListElement", "relatedLink", "hasPart", "comment",
		                             "mentions",        "isPartOf",    NULL };
	for (uint32_t v = first; v && search->budget; v = json_at(&e->json, v)->next, search->budget--) {
		const struct json_value *value = json_at(&e->json, v);
		const char *name = NULL;
		bool is_apart = false;
		for (size_t i = 0; value->key && apart[i]; i++)
			is_apart |= !strcmp(value->key, apart[i]);
		if (is_apart || (value->kind != DATA_OBJECT && value->kind != DATA_ARRAY))
			continue;
		const int rank = value->kind == DATA_OBJECT ? rank_of(&e->json, v, &name) : 0;
		if (rank > search->best) {
			search->best = rank;
			e->article = v;
			e->types = name;
		}
		if (search->depth < NESTED_MOST) {
			search->depth++;
			find_article(e, value->first, search);
			search->depth--;
		}
	}
}

/* An object elsewhere on the page that has this "@id" and a name. */
static uint32_t find_id(const struct json *json, const char *id)
{
	for (uint32_t v = 1; v < json->values.count; v++) {
		const uint32_t own = json_get(json, v, "@id");
		if (own && json_get(json, v, "name") && json_at(json, own)->text &&
		    !strcmp(json_at(json, own)->text, id))
			return v;
	}
	return 0;
}

/* lookups: how many objects may be named elsewhere on the page; in a name there are none, as it may lead back to itself. */
static void claim_people(struct evidence *e, uint32_t member, const char *rule, unsigned lookups)
{
	const struct json *json = &e->json;
	const bool is_list = member && json_at(json, member)->kind == DATA_ARRAY;
	for (uint32_t v = json_entries(json, member); v; v = is_list ? json_at(json, v)->next : 0) {
		const uint32_t id = json_get(json, v, "@id");
		const bool is_elsewhere =
			id && json_at(json, id)->text && !json_get(json, v, "name") && lookups;
		lookups -= is_elsewhere;
		const uint32_t named = is_elsewhere ? find_id(json, json_at(json, id)->text) : 0;
		const uint32_t person = named ? named : v, names = json_get(json, person, "name");
		if (names && json_at(json, names)->kind == DATA_ARRAY)
			claim_people(e, names, rule, 0);
		else if (json_at(json, person)->kind != DATA_OBJECT || names)
			claim(e, WD_AUTHOR, rule, json_text(json, person), NULL);
	}
}

static void claim_authors(struct evidence *e, uint32_t member, const char *rule)
{
	claim_people(e, member, rule, LOOKUPS_MOST);
}

static const char *image_of(const struct json *json, uint32_t member)
{
	static const char *const members[] = { "url", "contentUrl", "@id", NULL };
	const uint32_t image = json_entries(json, member);
	const char *url = NULL;
	if (!image || json_at(json, image)->kind != DATA_OBJECT)
		return json_text(json, member);
	for (size_t i = 0; !url && members[i]; i++)
		url = json_text(json, json_get(json, image, members[i]));
	return url;
}

static void claim_list(struct evidence *e, enum wd_field field, const char *rule, uint32_t member)
{
	const bool is_list = member && json_at(&e->json, member)->kind == DATA_ARRAY;
	for (uint32_t v = json_entries(&e->json, member); v; v = is_list ? json_at(&e->json, v)->next : 0)
		claim(e, field, rule, json_text(&e->json, v), NULL);
}

static void claim_article(struct evidence *e)
{
	static const struct {
		const char *key;
		enum wd_field field;
		const char *rule;
	} members[] = { { "headline", WD_TITLE, "jsonld.headline" },
		        { "name", WD_TITLE, "jsonld.name" },
		        { "alternativeHeadline", WD_SUBTITLE, "jsonld.alternativeHeadline" },
		        { "description", WD_SUMMARY, "jsonld.description" },
		        { "datePublished", WD_PUBLISHED, "jsonld.datePublished" },
		        { "dateCreated", WD_PUBLISHED, "jsonld.dateCreated" },
		        { "uploadDate", WD_PUBLISHED, "jsonld.uploadDate" },
		        { "dateModified", WD_UPDATED, "jsonld.dateModified" },
		        { "inLanguage", WD_LANGUAGE, "jsonld.inLanguage" },
		        { "url", WD_URL, "jsonld.url" },
		        { "isAccessibleForFree", WD_ACCESS, "jsonld.isAccessibleForFree" } };
	for (size_t i = 0; i < sizeof members / sizeof *members; i++)
		claim(e, members[i].field, members[i].rule,
		      json_text(&e->json, json_get(&e->json, e->article, members[i].key)), NULL);
	claim_authors(e, json_get(&e->json, e->article, "author"), "jsonld.author");
	claim_authors(e, json_get(&e->json, e->article, "creator"), "jsonld.creator");
	claim_list(e, WD_SECTION, "jsonld.articleSection", json_get(&e->json, e->article, "articleSection"));
	claim_list(e, WD_KEYWORD, "jsonld.keywords", json_get(&e->json, e->article, "keywords"));
	claim(e, WD_IMAGE, "jsonld.image", image_of(&e->json, json_get(&e->json, e->article, "image")), NULL);
	e->body = json_text(&e->json, json_get(&e->json, e->article, "articleBody"));
}

static void read_data(struct evidence *e)
{
	struct search search = { .best = 0, .budget = SEARCH_MOST };
	json_clear(&e->json);
	for (size_t i = 0; i < e->page->data.count; i++)
		for (const wd_node *text = wd_child(e->page->data.at[i]); text; text = wd_sibling(text))
			if (wd_content(text))
				json_read(&e->json, wd_content(text));
	e->article = 0;
	e->types = e->body = NULL;
	if (!e->json.first)
		return;
	find_article(e, e->json.first, &search);
	if (e->article)
		claim_article(e);
}

/* --- the head */

static const struct {
	const char *name;
	enum wd_field field;
	const char *rule;
} metas[] = {
	{ "og:title", WD_TITLE, "meta.og:title" },
	{ "twitter:title", WD_TITLE, "meta.twitter:title" },
	{ "headline", WD_TITLE, "meta.headline" },
	{ "dc.title", WD_TITLE, "meta.dc.title" },
	{ "parsely-title", WD_TITLE, "meta.parsely-title" },
	{ "sailthru.title", WD_TITLE, "meta.sailthru.title" },
	{ "citation_title", WD_TITLE, "meta.citation_title" },
	{ "og:description", WD_SUMMARY, "meta.og:description" },
	{ "description", WD_SUMMARY, "meta.description" },
	{ "twitter:description", WD_SUMMARY, "meta.twitter:description" },
	{ "article:published_time", WD_PUBLISHED, "meta.article:published_time" },
	{ "article:published", WD_PUBLISHED, "meta.article:published" },
	{ "og:published_time", WD_PUBLISHED, "meta.og:published_time" },
	{ "og:article:published_time", WD_PUBLISHED, "meta.og:article:published_time" },
	{ "datePublished", WD_PUBLISHED, "meta.datePublished" },
	{ "parsely-pub-date", WD_PUBLISHED, "meta.parsely-pub-date" },
	{ "cXenseParse:recs:publishtime", WD_PUBLISHED, "meta.cXenseParse:recs:publishtime" },
	{ "cXenseParse:publishtime", WD_PUBLISHED, "meta.cXenseParse:publishtime" },
	{ "sailthru.date", WD_PUBLISHED, "meta.sailthru.date" },
	{ "pubdate", WD_PUBLISHED, "meta.pubdate" },
	{ "publishdate", WD_PUBLISHED, "meta.publishdate" },
	{ "publish-date", WD_PUBLISHED, "meta.publish-date" },
	{ "published_at", WD_PUBLISHED, "meta.published_at" },
	{ "publication_date", WD_PUBLISHED, "meta.publication_date" },
	{ "date", WD_PUBLISHED, "meta.date" },
	{ "dc.date.issued", WD_PUBLISHED, "meta.dc.date.issued" },
	{ "dcterms.created", WD_PUBLISHED, "meta.dcterms.created" },
	{ "dc.date", WD_PUBLISHED, "meta.dc.date" },
	{ "dcterms.date", WD_PUBLISHED, "meta.dcterms.date" },
	{ "created", WD_PUBLISHED, "meta.created" },
	{ "citation_publication_date", WD_PUBLISHED, "meta.citation_publication_date" },
	{ "article:modified_time", WD_UPDATED, "meta.article:modified_time" },
	{ "og:updated_time", WD_UPDATED, "meta.og:updated_time" },
	{ "dateModified", WD_UPDATED, "meta.dateModified" },
	{ "last-modified", WD_UPDATED, "meta.last-modified" },
	{ "author", WD_AUTHOR, "meta.author" },
	{ "article:author", WD_AUTHOR, "meta.article:author" },
	{ "parsely-author", WD_AUTHOR, "meta.parsely-author" },
	{ "sailthru.author", WD_AUTHOR, "meta.sailthru.author" },
	{ "cXenseParse:author", WD_AUTHOR, "meta.cXenseParse:author" },
	{ "byl", WD_AUTHOR, "meta.byl" },
	{ "dc.creator", WD_AUTHOR, "meta.dc.creator" },
	{ "dcterms.creator", WD_AUTHOR, "meta.dcterms.creator" },
	{ "citation_author", WD_AUTHOR, "meta.citation_author" },
	{ "article:section", WD_SECTION, "meta.article:section" },
	{ "parsely-section", WD_SECTION, "meta.parsely-section" },
	{ "section", WD_SECTION, "meta.section" },
	{ "article:tag", WD_KEYWORD, "meta.article:tag" },
	{ "news_keywords", WD_KEYWORD, "meta.news_keywords" },
	{ "keywords", WD_KEYWORD, "meta.keywords" },
	{ "parsely-tags", WD_KEYWORD, "meta.parsely-tags" },
	{ "og:image", WD_IMAGE, "meta.og:image" },
	{ "twitter:image", WD_IMAGE, "meta.twitter:image" },
	{ "twitter:image:src", WD_IMAGE, "meta.twitter:image:src" },
	{ "og:url", WD_URL, "meta.og:url" },
	{ "og:locale", WD_LANGUAGE, "meta.og:locale" },
	{ "content-language", WD_LANGUAGE, "meta.content-language" },
};

static void read_metas(struct evidence *e)
{
	for (size_t i = 0; i < sizeof metas / sizeof *metas; i++) {
		size_t place = 0;
		for (const char *value; (value = meta_next(e->page, metas[i].name, &place));)
			claim(e, metas[i].field, metas[i].rule, value, e->page->metas.at[place - 1]);
	}
	claim(e, WD_CANONICAL_URL, "link.canonical", meta_link(e->page, "canonical"), NULL);
	if (e->page->title)
		claim(e, WD_TITLE, "title", wd_text(e->page->job, e->page->title, "."), e->page->title);
	claim(e, WD_LANGUAGE, "html.lang", wd_attribute(e->page->elements.at[0].node, "lang"),
	      e->page->elements.at[0].node);
}

/* --- the tree */

static bool is_item(const wd_node *node, const char *name)
{
	const char *itemprop = wd_attribute(node, "itemprop");
	return itemprop && strcasestr(itemprop, name) != NULL;
}

static const char *attribute_or_text(const struct page *page, const wd_node *node, const char *attribute)
{
	const char *value = wd_attribute(node, attribute);
	return value && *value ? value : wd_text(page->job, node, ".");
}

static void claim_time(struct evidence *e, const wd_node *node)
{
	const char *datetime = wd_attribute(node, "datetime"), *class = wd_attribute(node, "class");
	if (!datetime || !*datetime)
		datetime = wd_attribute(node, "content");
	const bool is_update = is_item(node, "dateModified") ||
	                       (class && (strcasestr(class, "updat") || strcasestr(class, "modif")));
	if (is_update)
		claim(e, WD_UPDATED, "time.updated", datetime, node);
	else if (is_item(node, "datePublished") || wd_attribute(node, "pubdate"))
		claim(e, WD_PUBLISHED, "time.published", attribute_or_text(e->page, node, "datetime"), node);
	else
		claim(e, WD_PUBLISHED, datetime ? "time.datetime" : "time",
		      datetime ? datetime : wd_text(e->page->job, node, "."), node);
}

static void claim_item(struct evidence *e, const wd_node *node)
{
	if (is_item(node, "headline"))
		claim(e, WD_TITLE, "item.headline", attribute_or_text(e->page, node, "content"), node);
	else if (is_item(node, "datePublished"))
		claim(e, WD_PUBLISHED, "item.datePublished",
		      attribute_or_text(e->page, node,
		                        wd_attribute(node, "content") ? "content" : "datetime"),
		      node);
	else if (is_item(node, "dateModified"))
		claim(e, WD_UPDATED, "item.dateModified",
		      attribute_or_text(e->page, node,
		                        wd_attribute(node, "content") ? "content" : "datetime"),
		      node);
	else if (is_item(node, "author"))
		claim(e, WD_AUTHOR, "item.author",
		      wd_text(e->page->job, node,
		              "(.//*[@itemprop='name'] | .//meta[@itemprop='name']/@content | "
		              "self::*[not(.//*[@itemprop='name'])])[1]"),
		      node);
	else if (is_item(node, "articleSection"))
		claim(e, WD_SECTION, "item.articleSection", attribute_or_text(e->page, node, "content"),
		      node);
}

enum { MARKED_FIELDS = 2, MARKS_MOST = 12 };

/* Words of class and id that call an element an author or a date. */
static const struct {
	enum wd_field field;
	const char *rule, *words[MARKS_MOST];
} marked[MARKED_FIELDS] = {
	{ WD_AUTHOR,
	  "class.author",
	  { "author", "byline", "autor", "auteur", "authors", "writer", "creator", "reporter" } },
	{ WD_PUBLISHED,
	  "class.date",
	  { "date", "time", "timestamp", "published", "pubdate", "datum", "fecha", "dateline", "posted" } },
};

struct marks { /* their hashes */
	uint32_t hashes[MARKED_FIELDS][MARKS_MOST];
	size_t count[MARKED_FIELDS];
};

static struct marks hash_marks(void)
{
	struct marks marks = { .count = { 0 } };
	for (size_t f = 0; f < MARKED_FIELDS; f++)
		for (size_t i = 0; i < MARKS_MOST && marked[f].words[i]; i++)
			marks.hashes[f][marks.count[f]++] = word_hash(marked[f].words[i]);
	return marks;
}

static void claim_link(struct evidence *e, const struct element *element)
{
	const char *rel = wd_attribute(element->node, "rel"), *href = wd_attribute(element->node, "href");
	if (rel && !strcmp(rel, "author"))
		claim(e, WD_AUTHOR, "a.author", wd_text(e->page->job, element->node, "."), element->node);
	else if (href && (strstr(href, "/author/") || strstr(href, "/authors/") || strstr(href, "/autor/") ||
	                  strstr(href, "/auteur/")))
		claim(e, WD_AUTHOR, "a.address", wd_text(e->page->job, element->node, "."), element->node);
}

/* Who comments is no author, nor is the label of a form. */
static bool is_others(const struct page *page, const struct element *element)
{
	enum { LEVELS_MOST = 8 };
	const uint32_t marks[] = { word_hash("comment"), word_hash("comments"), word_hash("respond"),
		                   word_hash("commentlist") };
	if (element->within & (IN_COMMENT | IN_FORM | IN_FOOTER))
		return true;
	for (int level = 0; level < LEVELS_MOST && element->parent; level++) {
		if (page_has_mark(page, element, marks, sizeof marks / sizeof *marks))
			return true;
		element = &page->elements.at[element->parent];
	}
	return false;
}

static void claim_marked(struct evidence *e, const struct element *element, const struct marks *marks)
{
	enum { LINE_MOST = 4, WORDS_MOST = 25 };
	const struct page *page = e->page;
	const uint32_t blocks = element->end_block - element->first_block;
	if (!blocks || blocks > LINE_MOST || block_words(&page->blocks.at[element->first_block]) > WORDS_MOST)
		return;
	for (size_t f = 0; f < MARKED_FIELDS; f++) {
		if (!page_has_mark(page, element, marks->hashes[f], marks->count[f]))
			continue;
		const bool is_one_line = blocks == 1 || marked[f].field == WD_PUBLISHED;
		if (marked[f].field == WD_PUBLISHED ? element->tag == TAG_TIME /* see claim_time() */
		                                    : is_others(page, element))
			continue;
		claim(e, marked[f].field, marked[f].rule,
		      is_one_line ? wd_text(page->job, element->node, ".")
		                  : block_text(page, element->first_block),
		      element->node);
		return;
	}
}

static bool is_brief(const struct page *page, const struct element *element)
{
	const struct passage *blocks = page->blocks.at;
	if (element->end - (uint32_t)(element - page->elements.at) > CLAIM_ELEMENTS_MOST)
		return false;
	if (element->first_block == element->end_block)
		return true;
	const struct passage *last = &blocks[element->end_block - 1];
	return last->text + last->length - blocks[element->first_block].text <= CLAIM_TEXT_MOST;
}

static void read_tree(struct evidence *e)
{
	const struct marks marks = hash_marks();
	for (size_t i = 0; i < e->page->elements.count && e->claims.count < CLAIMS_MOST; i++) {
		const struct element *element = &e->page->elements.at[i];
		if (!is_brief(e->page, element))
			continue;
		if (element->tag == TAG_H1)
			claim(e, WD_TITLE, "h1", wd_text(e->page->job, element->node, "."), element->node);
		else if (element->tag == TAG_TIME)
			claim_time(e, element->node);
		else if (element->within & IN_ITEM)
			claim_item(e, element->node);
		if (element->tag == TAG_A)
			claim_link(e, element);
		else if (element->first_mark < element->end_mark)
			claim_marked(e, element, &marks);
	}
}

/* "By Ann Poe" on a line of its own next to the headline. */
static void read_byline(struct evidence *e)
{
	enum { NEAR = 25, BEFORE = 6, WORDS_MOST = 12 };
	const struct page *page = e->page;
	size_t heading = 0;
	while (heading < page->blocks.count && block_element(page, &page->blocks.at[heading])->tag != TAG_H1)
		heading++;
	for (size_t i = heading > BEFORE ? heading - BEFORE : 0; i < page->blocks.count && i < heading + NEAR;
	     i++) {
		const char *text = block_text(page, i);
		if (block_words(&page->blocks.at[i]) <= WORDS_MOST &&
		    text_starts_any(text, byline_openings) && !is_sentence(text))
			claim(e, WD_AUTHOR, "text.byline", text, NULL);
	}
}

void evidence_gather(struct evidence *evidence, struct page *page, const char *url)
{
	evidence->url = url;
	evidence->page = page;
	evidence->claims.count = 0;
	read_data(evidence);
	read_metas(evidence);
	read_tree(evidence);
	read_byline(evidence);
}

void evidence_done(struct evidence *evidence)
{
	json_done(&evidence->json);
	vector_done(&evidence->claims);
}

struct claim *evidence_next(const struct evidence *evidence, enum wd_field field, size_t *place)
{
	while (*place < evidence->claims.count) {
		struct claim *found = &evidence->claims.at[(*place)++];
		if (found->field == field)
			return found;
	}
	return NULL;
}

const char *evidence_by(const struct evidence *evidence, enum wd_field field, const char *rule)
{
	size_t place = 0;
	for (const struct claim *c; (c = evidence_next(evidence, field, &place));)
		if (!strcmp(c->rule, rule))
			return c->value;
	return NULL;
}
