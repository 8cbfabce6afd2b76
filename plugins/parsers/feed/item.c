/* SPDX-License-Identifier: MIT
 * From what was gathered of an item to an article: the order in which its slots are asked is the policy of this file. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "reader.h"

static const enum slot url_order[] = { S_ORIGLINK, S_LINK, S_ATOM_LINK, S_NONE };
static const enum slot late_url_order[] = { S_ABOUT, S_CONTENT_SRC, S_NONE };
static const enum slot guid_order[] = { S_GUID, S_ATOM_ID, S_ABOUT, S_DC_IDENTIFIER, S_NONE };
static const enum slot title_order[] = { S_TITLE,       S_DC_TITLE,     S_ATOM_TITLE,
	                                 S_MEDIA_TITLE, S_ITUNES_TITLE, S_NONE };
static const enum slot body_order[] = { S_ENCODED, S_XHTML_BODY, S_ATOM_CONTENT, S_FULLITEM, S_NONE };
static const enum slot summary_order[] = { S_DESCRIPTION,     S_EXCERPT,
	                                   S_ATOM_SUMMARY,    S_DC_DESCRIPTION,
	                                   S_ITUNES_SUMMARY,  S_MEDIA_DESCRIPTION,
	                                   S_ITUNES_SUBTITLE, S_NONE };
static const enum slot published_order[] = { S_PUBDATE, S_PUBLISHED,       S_DCTERMS_ISSUED, S_DC_DATE,
	                                     S_ISSUED,  S_DCTERMS_CREATED, S_CREATED,        S_NONE };
static const enum slot updated_order[] = { S_UPDATED, S_DCTERMS_MODIFIED, S_MODIFIED, S_POST_MODIFIED,
	                                   S_NONE };
static const enum slot comments_order[] = { S_COMMENTS, S_REPLIES, S_REPLIES_FEED, S_NONE };
/* Whose language counts: the text's before those of what stands around it. */
static const enum slot language_order[] = { S_ENCODED,  S_XHTML_BODY,  S_ATOM_CONTENT,
	                                    S_FULLITEM, S_DESCRIPTION, S_ATOM_SUMMARY,
	                                    S_TITLE,    S_ATOM_TITLE,  S_NONE };

struct out { /* an article being made */
	const struct emission *emission;
	const struct entry *item, *feed, *source;
	wd_object *article;
	const char *base; /* that was set last */
};

static const char *text_of(const struct out *out, size_t place)
{
	return entry_text(out->item, place);
}

static void use_base_text(struct out *out, const char *base)
{
	base = base ? base : out->emission->base;
	if (base == out->base || (base && out->base && !strcmp(base, out->base)))
		return;
	wd_set(out->article, WD_BASE, base ? base : "");
	out->base = base;
}

static void use_base(struct out *out, size_t place)
{
	use_base_text(out, text_of(out, place));
}

/* One line of plain text, whatever form it came in. What is untyped the host reads as markup where it looks like it. */
void set_line(wd_object *object, enum wd_field field, const char *text, enum form form,
              struct xml_buffer *scratch)
{
	const bool is_typed = form == FORM_HTML || form == FORM_TEXT;
	if (!is_typed || !strpbrk(text, "<&"))
		wd_set(object, field, text);
	else if (form == FORM_HTML)
		wd_set_markup(object, field, text);
	else
		wd_set_markup(object, field, text_escaped(text, scratch));
}

static void set_value(struct out *out, enum wd_field field, const enum slot *order)
{
	const struct value *value = entry_first(out->item, order);
	if (!value)
		return;
	use_base(out, value->base);
	set_line(out->article, field, text_of(out, value->text.at), value->form, out->emission->scratch);
}

/* --- addresses */

static bool is_web(const char *text)
{
	return text && (!strncasecmp(text, "http://", 7) || !strncasecmp(text, "https://", 8)) &&
	       !strpbrk(text, " \t\r\n<>\"");
}

static void set_url(struct out *out)
{
	const struct entry *item = out->item;
	const char *guid = entry_get(item, S_GUID), *id = entry_get(item, S_ATOM_ID);
	if (entry_first(item, url_order)) {
		set_value(out, WD_URL, url_order);
		return;
	}
	use_base(out, 0);
	if (item->is_permalink && is_web(guid))
		wd_set(out->article, WD_URL, guid);
	else if (entry_first(item, late_url_order))
		set_value(out, WD_URL, late_url_order);
	else if (is_web(id))
		wd_set(out->article, WD_URL, id);
}

static void set_origin(struct out *out)
{
	const char *url = entry_get(out->item, S_SOURCE_URL);
	const struct value *title = &out->item->slots[S_SOURCE_TITLE];
	const enum slot links[] = { S_ATOM_LINK, S_SELF, S_NONE };
	const struct value *link = entry_first(out->source, links), *name = &out->source->slots[S_TITLE];
	if (!url && !title->text.at && !link && !name->text.at)
		return;
	wd_object *origin = wd_add(out->article, WD_ORIGIN);
	use_base(out, out->item->slots[S_SOURCE_URL].base);
	wd_set(origin, WD_URL, url);
	if (title->text.at)
		set_line(origin, WD_TITLE, text_of(out, title->text.at), title->form, out->emission->scratch);
	if (name->text.at)
		set_line(origin, WD_TITLE, entry_text(out->source, name->text.at), name->form,
		         out->emission->scratch);
	if (link)
		wd_set(origin, WD_URL, entry_text(out->source, link->text.at));
}

/* --- texts */

static void set_text(struct out *out, const struct value *value, enum wd_field plain, enum wd_field html)
{
	use_base(out, value->base);
	const char *text = text_of(out, value->text.at);
	const bool is_markup = value->form == FORM_HTML || (value->form == FORM_UNTYPED &&
	                                                    text_is_markup(bytes_of(text, value->text.len)));
	wd_set(out->article, is_markup ? html : plain, text);
}

static void set_texts(struct out *out)
{
	const struct value *body = entry_first(out->item, body_order),
			   *summary = entry_first(out->item, summary_order);
	if (summary)
		set_text(out, summary, WD_SUMMARY, WD_SUMMARY_HTML);
	if (body || summary)
		set_text(out, body ? body : summary, WD_BODY, WD_BODY_HTML);
	wd_set(out->article, WD_EXTRACTION, summary && !body ? "summary" : "feed");
}

/* --- people */

static void add_person(struct out *out, const struct entry *from, const struct person *person)
{
	wd_object *author = wd_add(out->article, WD_AUTHORS);
	wd_set(author, WD_NAME, entry_text(from, person->name));
	wd_set(author, WD_EMAIL, entry_text(from, person->email));
	if (!person->url)
		return;
	use_base_text(out, entry_text(from, person->base));
	wd_set(author, WD_URL, entry_text(from, person->url));
}

/* Of the first kind that there is; false where there is none. */
static bool add_persons(struct out *out, const struct entry *from, enum person_kind last)
{
	for (enum person_kind kind = PERSON_ATOM; kind <= last; kind++) {
		bool has_any = false;
		for (size_t i = 0; i < from->person_count; i++)
			if (from->persons[i].kind == kind) {
				add_person(out, from, &from->persons[i]);
				has_any = true;
			}
		if (has_any)
			return true;
	}
	return false;
}

/* Only in Atom an entry without an author has that of its source, or the feed's. */
static void set_authors(struct out *out)
{
	if (!add_persons(out, out->item, PERSON_CREDIT) && !add_persons(out, out->source, PERSON_ATOM))
		add_persons(out, out->feed, PERSON_ATOM);
}

/* --- keywords, media */

/* A WordPress export names its other taxonomies so too: menus, formats of posts. */
static bool is_taxonomy(const struct out *out, const struct category *category)
{
	const char *scheme = text_of(out, category->scheme);
	return scheme && entry_get(out->item, S_POST_TYPE) && strcmp(scheme, "category") && strcmp(scheme, "post_tag");
}

static void set_keywords(struct out *out)
{
	for (size_t i = 0; i < out->item->category_count; i++) {
		const struct category *category = &out->item->categories[i];
		if (is_taxonomy(out, category))
			continue;
		wd_set(out->article, WD_KEYWORD, text_of(out, category->term));
		if (!category->scheme && !category->label)
			continue;
		wd_object *subject = wd_add(out->article, WD_SUBJECT);
		wd_set(subject, WD_SCHEME, text_of(out, category->scheme));
		wd_set(subject, WD_CODE, text_of(out, category->term));
		wd_set(subject, WD_NAME, text_of(out, category->label));
	}
}

static const char *medium_kind(const char *said, const char *type)
{
	static const char *const kinds[] = { "image", "video", "audio", "document" };
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (said ? !strcasecmp(said, kinds[i])
		         : type && !strncasecmp(type, kinds[i], strlen(kinds[i])) &&
		                    type[strlen(kinds[i])] == '/')
			return kinds[i];
	}
	return NULL;
}

/* A count of bytes that says something. */
static const char *size_of(const char *text)
{
	if (!text)
		return NULL;
	text += strspn(text, " \t\r\n");
	return *text >= '0' && *text <= '9' && strtol(text, NULL, 10) > 0 ? text : NULL;
}

/* "1:02:03", "2:03", "123" to seconds. */
static const char *seconds_of(const char *text, char *room, size_t size)
{
	long total = 0;
	if (!text || !strchr(text, ':'))
		return text;
	for (const char *at = text; *at; at++) {
		char *end;
		const long part = strtol(at, &end, 10);
		if (end == at || part < 0 || part > 1000000)
			return NULL;
		total = total * 60 + part;
		if (*end != ':')
			break;
		at = end;
	}
	snprintf(room, size, "%ld", total);
	return room;
}

static void add_medium(struct out *out, const struct medium *medium)
{
	char room[32];
	use_base(out, medium->base);
	wd_object *object = wd_add(out->article, WD_MEDIA);
	const char *type = text_of(out, medium->type);
	const char *kind = medium_kind(text_of(out, medium->medium), type);
	wd_set(object, WD_URL, text_of(out, medium->url));
	wd_set(object, WD_MEDIA_TYPE, type);
	wd_set(object, WD_MEDIUM, kind ? kind : medium->is_thumbnail ? "image" : NULL);
	wd_set(object, WD_ROLE, medium->is_lead ? "lead" : NULL);
	wd_set(object, WD_BYTES, size_of(text_of(out, medium->bytes)));
	wd_set(object, WD_WIDTH, text_of(out, medium->width));
	wd_set(object, WD_HEIGHT, text_of(out, medium->height));
	wd_set(object, WD_DURATION, seconds_of(text_of(out, medium->duration), room, sizeof room));
	wd_set(object, WD_TITLE, text_of(out, medium->title));
	wd_set(object, WD_CAPTION, text_of(out, medium->caption));
	wd_set(object, WD_CREDIT, text_of(out, medium->credit));
}

static void set_media(struct out *out, struct entry *item)
{
	media_finish(item);
	bool has_lead = false;
	for (size_t i = 0; i < item->medium_count; i++) {
		add_medium(out, &item->media[i]);
		has_lead |= item->media[i].is_lead;
	}
	const struct value *image = &item->slots[S_ITUNES_IMAGE];
	if (has_lead || !image->text.at)
		return;
	use_base(out, image->base);
	wd_set(out->article, WD_IMAGE, text_of(out, image->text.at));
}

/* --- times and language */

/* The first that is there; where there are several, the first that is a date. */
static const char *choose_date(const struct out *out, const enum slot *order)
{
	const char *first = NULL;
	bool is_known_bad = false;
	for (; *order; order++) {
		const char *text = entry_get(out->item, *order);
		if (!text)
			continue;
		if (!first) {
			first = text;
			continue;
		}
		if (!is_known_bad && wd_date(out->emission->job, first))
			return first;
		is_known_bad = true;
		if (wd_date(out->emission->job, text))
			return text;
	}
	return first;
}

static const char *unless_zero(const char *date)
{
	return date && strncmp(date, "0000-00-00", 10) ? date : NULL;
}

/* "start=2026-11-01; end=2026-11-22" */
static void set_expiry(struct out *out)
{
	const char *expires = entry_get(out->item, S_EXPIRES), *valid = entry_get(out->item, S_VALID);
	const char *end = valid ? strstr(valid, "end=") : NULL;
	char day[64];
	if (!expires && end) {
		snprintf(day, sizeof day, "%.*s", (int)strcspn(end + 4, "; "), end + 4);
		expires = day;
	}
	wd_set(out->article, WD_EXPIRES, expires);
}

static void set_times(struct out *out)
{
	const char *gmt = unless_zero(entry_get(out->item, S_POST_DATE));
	wd_set(out->article, WD_PUBLISHED, gmt ? gmt : choose_date(out, published_order));
	wd_set(out->article, WD_UPDATED, unless_zero(choose_date(out, updated_order)));
	set_expiry(out);
}

static const char *one_language(const char *tags)
{
	return tags && !strchr(tags, ',') ? tags : NULL;
}

/* What the item's own elements say, then what is said of the whole feed; xml:lang="" ends what is inherited. */
static const char *choose_language(const struct out *out)
{
	const char *inherited = NULL;
	for (const enum slot *slot = language_order; *slot; slot++) {
		const struct value *value = &out->item->slots[*slot];
		if (!value->text.at)
			continue;
		if (value->has_lang)
			return text_of(out, value->lang);
		if (!inherited)
			inherited = text_of(out, value->lang);
	}
	const char *const all[] = { entry_get(out->item, S_LANGUAGE),
		                    entry_get(out->item, S_DC_LANGUAGE),
		                    entry_get(out->feed, S_LANGUAGE),
		                    entry_get(out->feed, S_DC_LANGUAGE),
		                    inherited,
		                    one_language(wd_header(out->emission->job, "Content-Language")) };
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (all[i])
			return all[i];
	return NULL;
}

/* --- all of it */

/* Pages of items were asked for: what the feed says goes with the link, and stands in where the page cannot be had. */
static bool leads_to_page(const struct out *out)
{
	return out->emission->doc->follow && wd_get(out->article, WD_URL);
}

static void follow(const struct out *out)
{
	if (leads_to_page(out))
		wd_follow(out->emission->job, wd_get(out->article, WD_URL), "page", out->article);
}

static void set_identity(struct out *out)
{
	const struct value *guid = entry_first(out->item, guid_order);
	if (guid)
		wd_set(out->article, WD_GUID, text_of(out, guid->text.at));
	if (out->item->has_permalink)
		wd_set(out->article, WD_GUID_IS_PERMALINK, out->item->is_permalink ? "true" : "false");
}

static void mark_incomplete(struct out *out)
{
	if (!out->item->is_truncated && !leads_to_page(out))
		return;
	wd_object *page = wd_add(out->article, WD_PAGE);
	wd_set(page, WD_COMPLETE, "false");
	if (out->item->is_truncated) {
		wd_set(out->article, WD_WARNING, "truncated");
		wd_set(page, WD_WHY, "truncated");
	}
	if (leads_to_page(out))
		wd_set(page, WD_WHY, "page_not_had");
}

void item_emit(const struct emission *emission, struct entry *item, const struct entry *feed,
               const struct entry *source)
{
	struct out out = { emission, item, feed, source, wd_new_article(emission->job), NULL };
	set_identity(&out);
	set_url(&out);
	set_value(&out, WD_TITLE, title_order);
	set_texts(&out);
	set_authors(&out);
	set_keywords(&out);
	set_media(&out, item);
	set_value(&out, WD_COMMENTS_URL, comments_order);
	set_value(&out, WD_COPYRIGHT, (const enum slot[]){ S_RIGHTS, S_NONE });
	set_value(&out, WD_LICENSE, (const enum slot[]){ S_LICENSE, S_NONE });
	set_origin(&out);
	set_times(&out);
	wd_set(out.article, WD_LANGUAGE, choose_language(&out));
	mark_incomplete(&out);
	if (wd_emit(out.article) == WD_OK)
		follow(&out);
	wd_release(out.article);
}
