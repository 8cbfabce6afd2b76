/* SPDX-License-Identifier: MIT */
#include "core/normalize/stage.h"

#include "core/article/explain.h"
#include "core/article/fields.h"

enum { TITLE_MOST = 100, TEXT_MOST = 64 << 20 };

struct buf *stage_scratch(struct stage *stage)
{
	buf_clear(&stage->scratch);
	return &stage->scratch;
}

struct str stage_kept(struct stage *stage)
{
	return arena_str(stage->article->arena, buf_str(&stage->scratch));
}

/* A value that the host has made of others. */
static void explain(struct stage *stage, enum wd_field field, const char *rule)
{
	struct object *self = &stage->article->self;
	article_explain(self, field,
	                &(struct explanation){ .rule = rule, .value = object_get(self, field), .is_chosen = true });
}

/* --- values, each cleaned as its field needs ------------------------------------------------------------------ */

enum cleaning { CLEAN_LINE, CLEAN_BODY, CLEAN_HTML, CLEAN_URL, CLEAN_RAW };

/* Fields that are not one line of text. */
static const struct row {
	enum wd_field field;
	enum cleaning cleaning;
} rows[] = {
	{ WD_GUID, CLEAN_RAW },          { WD_URL, CLEAN_URL },       { WD_CANONICAL_URL, CLEAN_URL },
	{ WD_SUMMARY_HTML, CLEAN_HTML }, { WD_BODY, CLEAN_BODY },     { WD_BODY_HTML, CLEAN_HTML },
	{ WD_LICENSE, CLEAN_URL },       { WD_PUBLISHED, CLEAN_RAW }, { WD_UPDATED, CLEAN_RAW },
	{ WD_EMBARGO, CLEAN_RAW },       { WD_EXPIRES, CLEAN_RAW },   { WD_COMMENTS_URL, CLEAN_URL },
	{ WD_IMAGE, CLEAN_URL },         { WD_SUMMARY, CLEAN_BODY },  { WD_CAPTION, CLEAN_BODY },
	{ WD_SELF_URL, CLEAN_URL },      { WD_HUB_URL, CLEAN_URL },   { WD_NEXT_URL, CLEAN_URL },
	{ WD_MOVED_TO, CLEAN_URL },
};

static enum cleaning cleaning_of(enum wd_field field)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (rows[i].field == field)
			return rows[i].cleaning;
	return CLEAN_LINE;
}

/* What a reader of the record must not be led to: it would run in the page that shows it. */
static bool is_script(struct str url)
{
	static const char *const schemes[] = { "javascript:", "vbscript:", "livescript:", "mocha:", "data:" };
	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
		if (str_starts_nocase(url, str_c(schemes[i])))
			return !str_starts_nocase(url, STR("data:image/")) ||
			       str_starts_nocase(url, STR("data:image/svg"));
	return false;
}

/* A reference's guid is an address as often as not, and stays; an address that is none goes, and so does a password. */
static void clean_url(struct stage *stage, const struct value *value, struct buf *out)
{
	const struct str base = value->base ? str_c(value->base) : stage->base;
	if (url_resolve(str_trim(value->text), base, out, NULL) || is_script(buf_str(out)))
		buf_clear(out);
	url_drop_user(out);
}

/* What stands in a line may be markup all the same: titles of feeds say nothing of their kind. */
static void clean_line(const struct value *value, struct buf *out)
{
	const struct str in = value->text;
	if (value->is_plain || !html_is_markup(in)) {
		text_clean_line(in, out);
		return;
	}
	struct buf text;
	buf_init(&text, TEXT_MOST);
	html_to_text(in, &text);
	text_clean_line(buf_str(&text), out);
	buf_done(&text);
}

static struct str repaired(struct stage *stage, struct str text)
{
	if (!text_repair(text, stage_scratch(stage)))
		return text;
	article_warn(stage->article, "charset_repaired");
	return stage_kept(stage);
}

static struct str trimmed(struct stage *stage, struct str text)
{
	const struct str bare = str_trim(text);
	return bare.len == text.len ? text : arena_str(stage->article->arena, bare);
}

static void clean_value(struct stage *stage, struct value *value)
{
	const enum cleaning cleaning = cleaning_of(value->field);
	const bool is_text = cleaning == CLEAN_LINE || cleaning == CLEAN_BODY;
	if (is_text || cleaning == CLEAN_HTML)
		value->text = repaired(stage, value->text);
	if (cleaning == CLEAN_HTML || cleaning == CLEAN_RAW) { /* markup is read later, by read_summary() and read_body() */
		value->text = trimmed(stage, value->text);
		return;
	}
	struct buf *out = stage_scratch(stage);
	switch (cleaning) {
	case CLEAN_LINE:
		clean_line(value, out);
		break;
	case CLEAN_BODY:
		text_clean_body(value->text, out);
		break;
	default:
		clean_url(stage, value, out);
		break;
	}
	if (is_text && text_is_placeholder(buf_str(out)) && value->field != WD_MARKER)
		buf_clear(out);
	value->text = stage_kept(stage);
}

/* Cleans all values of an object and takes out what is empty then. */
static void clean_object(struct stage *stage, struct object *object)
{
	struct value **link = &object->first, *kept = NULL;
	while (*link) {
		struct value *value = *link;
		clean_value(stage, value); /* may append a warning: the list is whole at any time */
		if (value->text.len) {
			kept = value;
			link = &value->next;
			continue;
		}
		*link = value->next;
		if (object->last == value)
			object->last = kept;
	}
}

static void clean_values(struct stage *stage)
{
	clean_object(stage, &stage->article->self);
	for (struct object *part = stage->article->parts; part; part = part->next)
		clean_object(stage, part);
}

static void clean_blocks(struct stage *stage)
{
	struct article *article = stage->article;
	size_t kept = 0;
	for (size_t i = 0; i < article->block_count; i++) {
		struct block block = article->blocks[i];
		if (block.type != WD_CODE_BLOCK) {
			const struct str text = repaired(stage, block.text);
			text_clean_body(text, stage_scratch(stage));
			block.text = stage_kept(stage);
		}
		/* an empty one stays while a reference counts places in the blocks: it would shift them */
		if (str_trim(block.text).len)
			article->blocks[kept++] = block;
	}
	article->block_count = kept;
}

/* Equal but for case: the first stands. */
static void drop_doubles(struct object *object, enum wd_field field)
{
	for (const struct value *value = object_values(object, field); value; value = value_next(value))
		for (struct value *before = object->first; before != value; before = before->next)
			if (before->field == field && str_eq_nocase(before->text, value->text)) {
				struct value **link = &object->first;
				while (*link != value)
					link = &(*link)->next;
				*link = value->next;
				if (object->last == value)
					for (object->last = object->first; object->last->next;)
						object->last = object->last->next;
				break;
			}
}

static void clean_lists(struct stage *stage)
{
	static const enum wd_field lists[] = { WD_SECTION, WD_GENRE, WD_KEYWORD };
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		drop_doubles(&stage->article->self, lists[i]);
}

/* --- the body ------------------------------------------------------------------------------------------------- */

struct str stage_text(const struct stage *stage)
{
	return stage->body.len ? buf_str(&stage->body) : object_get(&stage->article->self, WD_SUMMARY);
}

static void join_blocks(struct stage *stage)
{
	const struct article *article = stage->article;
	size_t len = 0;
	for (size_t i = 0; i < article->block_count; i++)
		len += article->blocks[i].text.len + 2;
	buf_room(&stage->body, len);
	for (size_t i = 0; i < article->block_count; i++) {
		if (i)
			buf_add(&stage->body, STR("\n\n"));
		buf_add(&stage->body, article->blocks[i].text);
	}
}

static void plain_to_blocks(struct article *article, struct str text)
{
	while (text.len) {
		const size_t end = str_find(text, STR("\n\n"));
		article_block(article, WD_PARAGRAPH_BLOCK, str_slice(text, 0, end));
		text = end == STR_NONE ? str_from(text, text.len) : str_from(text, end + 2);
	}
}

/* The base that a parser gave, else the article's own page, to which "#x" belongs. */
static struct str base_of(const struct stage *stage, const struct value *value)
{
	const struct str url = object_get(&stage->article->self, WD_URL);
	if (value && value->base)
		return str_c(value->base);
	return stage->base.len ? stage->base : url;
}

static bool is_of_feed(const struct stage *stage)
{
	return object_get(&stage->article->self, WD_EXTRACTION).len > 0;
}

/* Reads the field's markup once: its sanitized form takes its place, its text goes to the article's blocks or to text,
 * where they are wanted. */
static void read_markup(struct stage *stage, enum wd_field field, struct article *article, struct buf *text)
{
	struct object *self = &stage->article->self;
	const struct str url = object_get(self, WD_URL);
	struct buf *out = stage_scratch(stage);
	html_read(object_get(self, field), &(struct html_outputs){ .markup = out,
	                                                           .base = base_of(stage, object_values(self, field)),
	                                                           .page = url.len ? url : stage->base,
	                                                           .article = article,
	                                                           .keeps_pictures = is_of_feed(stage),
	                                                           .text = text });
	if (out->len)
		object_set(self, field, buf_str(out));
	else
		object_unset(self, field);
}

static void set_summary(struct stage *stage, struct str text)
{
	object_set(&stage->article->self, WD_SUMMARY, text);
	explain(stage, WD_SUMMARY, "host: text of summary_html");
}

static void read_summary(struct stage *stage)
{
	struct object *self = &stage->article->self;
	if (!object_get(self, WD_SUMMARY_HTML).len)
		return;
	struct buf text;
	buf_init(&text, TEXT_MOST);
	read_markup(stage, WD_SUMMARY_HTML, NULL, &text);
	if (!object_get(self, WD_SUMMARY).len && !text_is_placeholder(buf_str(&text)))
		set_summary(stage, buf_str(&text));
	buf_done(&text);
}

/* Blocks that the parser made come first, then those of the markup, then the plain text's. */
static void read_body(struct stage *stage)
{
	struct article *article = stage->article;
	const bool has_blocks = article->block_count;
	if (object_get(&article->self, WD_BODY_HTML).len)
		read_markup(stage, WD_BODY_HTML, has_blocks ? NULL : article, NULL);
	const bool is_clean = !has_blocks && article->block_count;
	if (!article->block_count)
		plain_to_blocks(article, object_get(&article->self, WD_BODY));
	object_unset(&article->self, WD_BODY); /* made of the blocks when it is written */
	if (!is_clean)
		clean_blocks(stage);
	join_blocks(stage);
}

/* --- addresses, pictures, people ------------------------------------------------------------------------------- */

static bool is_front_page(struct str url)
{
	const size_t scheme = str_find(url, STR("://"));
	if (scheme == STR_NONE)
		return false;
	const struct str rest = str_from(url, scheme + 3);
	const size_t slash = str_chr(rest, '/');
	return slash == STR_NONE || slash + 1 >= rest.len;
}

/* rel=canonical is believed within the registrable domain, unless it names the front page for an article. */
static bool is_believed(struct str declared, struct str url)
{
	if (!declared.len || !url_is_http(declared))
		return false;
	if (!url.len)
		return true;
	return str_eq_nocase(url_domain(declared), url_domain(url)) && (!is_front_page(declared) || is_front_page(url));
}

static void set_canonical(struct stage *stage)
{
	struct object *self = &stage->article->self;
	const struct str url = object_get(self, WD_URL), declared = object_get(self, WD_CANONICAL_URL);
	const struct str from = is_believed(declared, url) ? declared : url;
	struct buf *out = stage_scratch(stage);
	const bool is_declared = from.ptr == declared.ptr;
	if (from.len && url_is_http(from) && !url_canonical(from, out, NULL)) {
		object_set(self, WD_CANONICAL_URL, buf_str(out));
		explain(stage, WD_CANONICAL_URL, is_declared ? "host: as declared, cleaned" : "host: url, cleaned");
	} else {
		object_unset(self, WD_CANONICAL_URL);
	}
}

static struct object *media_of(struct article *article, struct str url)
{
	for (struct object *part = article->parts; part; part = part->next)
		if (part->kind == OBJECT_MEDIA && str_eq(object_get(part, WD_URL), url))
			return part;
	return NULL;
}

static void image_to_media(struct stage *stage)
{
	struct article *article = stage->article;
	const struct str url = object_get(&article->self, WD_IMAGE);
	if (!url.len)
		return;
	struct object *media = media_of(article, url);
	if (!media) {
		media = object_add(&article->self, OBJECT_MEDIA);
		object_set(media, WD_URL, url);
		object_set(media, WD_MEDIUM, STR("image"));
	}
	object_set(media, WD_ROLE, STR("lead"));
	object_unset(&article->self, WD_IMAGE);
}

static bool has_authors(const struct article *article)
{
	for (const struct object *part = article->parts; part; part = part->next)
		if (part->kind == OBJECT_AUTHOR)
			return true;
	return object_values(&article->self, WD_AUTHOR) != NULL;
}

static void read_byline(struct stage *stage)
{
	struct article *article = stage->article;
	const struct str byline = object_get(&article->self, WD_BYLINE);
	drop_doubles(&article->self, WD_AUTHOR);
	if (!byline.len || has_authors(article))
		return;
	byline_to_authors(byline, article);
	for (struct object *part = article->parts; part; part = part->next)
		if (part->kind == OBJECT_AUTHOR)
			article_explain(part, WD_NAME,
			                &(struct explanation){ .rule = "host: names of the byline",
			                                       .value = object_get(part, WD_NAME),
			                                       .is_chosen = true });
}

/* --- language, title, counts ----------------------------------------------------------------------------------- */

static bool canonical_language(struct object *object, struct str tag)
{
	char canonical[64];
	if (!tag.len || !language_canonical(tag, canonical, sizeof canonical))
		return false;
	object_set(object, WD_LANGUAGE, str_c(canonical));
	return true;
}

static void set_language(struct stage *stage)
{
	struct article *article = stage->article;
	struct object *self = &article->self;
	for (struct object *part = article->parts; part; part = part->next)
		if (part->kind == OBJECT_TRANSLATION && !canonical_language(part, object_get(part, WD_LANGUAGE)))
			object_unset(part, WD_LANGUAGE);
	if (canonical_language(self, object_get(self, WD_LANGUAGE)))
		return;
	object_unset(self, WD_LANGUAGE);
	const char *found = language_detect(stage_text(stage));
	if (found)
		object_set(self, WD_LANGUAGE, str_c(found));
	if (found || canonical_language(self, str_c(stage->context->language)))
		explain(stage, WD_LANGUAGE, found ? "host: detected from the text" : "host: the source's language");
}

/* The place behind at most n code points, at a word's end where there is one. */
static size_t cut_at_word(struct str s, size_t n)
{
	size_t at = 0, word = 0;
	for (size_t count = 0; at < s.len && count < n; count++) {
		if (s.ptr[at] == ' ')
			word = at;
		for (at++; at < s.len && ((unsigned char)s.ptr[at] & 0xC0) == 0x80;)
			at++;
	}
	if (at == s.len)
		return at;
	return s.ptr[at] == ' ' || !word ? at : word;
}

static struct str lead_of(const struct article *article)
{
	for (size_t i = 0; i < article->block_count; i++)
		if (article->blocks[i].type == WD_PARAGRAPH_BLOCK)
			return article->blocks[i].text;
	return article->block_count ? article->blocks[0].text : object_get(&article->self, WD_SUMMARY);
}

static void derive_title(struct stage *stage)
{
	struct article *article = stage->article;
	struct object *self = &article->self;
	if (object_get(self, WD_TITLE).len)
		return;
	const struct str lead = lead_of(article), language = object_get(self, WD_LANGUAGE);
	struct buf line;
	buf_init(&line, TEXT_MOST);
	text_clean_line(str_slice(lead, 0, text_sentence(lead, language.len ? language.ptr : NULL)), &line);
	const size_t whole = line.len;
	if (cut_at_word(buf_str(&line), TITLE_MOST) < whole) { /* the ellipsis counts */
		buf_cut(&line, cut_at_word(buf_str(&line), TITLE_MOST - 1));
		while (line.len && strchr(" ,;:-", line.ptr[line.len - 1]))
			buf_cut(&line, line.len - 1);
		buf_add(&line, STR("\u2026"));
	}
	if (line.len) {
		object_set(self, WD_TITLE, buf_str(&line));
		article->is_title_derived = true;
		explain(stage, WD_TITLE, "host: first sentence of the lead");
	}
	buf_done(&line);
}

static void count_words(struct stage *stage)
{
	struct article *article = stage->article;
	const struct str language = object_get(&article->self, WD_LANGUAGE);
	article->word_count = text_words(buf_str(&stage->body), language.len ? language.ptr : NULL);
	article->signature = text_signature(stage_text(stage));
}

static void warn_of_charset(struct stage *stage)
{
	if (stage->context->is_charset_repaired)
		article_warn(stage->article, "charset_repaired");
}

static bool has_part(const struct article *article, enum object_kind kind)
{
	for (const struct object *part = article->parts; part; part = part->next)
		if (part->kind == kind)
			return true;
	return false;
}

static bool has_warning(const struct article *article, struct str code)
{
	for (const struct value *value = object_values(&article->self, WD_WARNING); value; value = value_next(value))
		if (str_eq(value->text, code))
			return true;
	return false;
}

/* What the parser found; a title that was made of the text is none. */
static uint32_t filled_of(const struct article *article)
{
	static const enum wd_field looked_for[RECORD_FILLED_FIELDS] = {
		[RECORD_HAS_TITLE] = WD_TITLE,       [RECORD_HAS_SUMMARY] = WD_SUMMARY, [RECORD_HAS_AUTHORS] = WD_AUTHOR,
		[RECORD_HAS_PUBLISHED] = WD_PUBLISHED, [RECORD_HAS_SECTIONS] = WD_SECTION, [RECORD_HAS_KEYWORDS] = WD_KEYWORD,
	};
	const bool found[RECORD_FILLED_FIELDS] = {
		[RECORD_HAS_BODY] = article->block_count > 0,
		[RECORD_HAS_AUTHORS] = has_part(article, OBJECT_AUTHOR),
		[RECORD_HAS_MEDIA] = has_part(article, OBJECT_MEDIA),
	};
	uint32_t filled = 0;
	for (unsigned i = 0; i < RECORD_FILLED_FIELDS; i++)
		if (found[i] || (looked_for[i] && object_get(&article->self, looked_for[i]).len))
			filled |= UINT32_C(1) << i;
	return article->is_title_derived ? filled & ~(UINT32_C(1) << RECORD_HAS_TITLE) : filled;
}

static void fill_head(struct stage *stage)
{
	const struct article *article = stage->article;
	struct record_head *head = stage->head;
	head->published_ms = article->published_ms;
	head->updated_ms = article->updated_ms;
	head->embargo_ms = article->embargo_ms;
	head->expires_ms = article->expires_ms;
	head->status = (uint8_t)article->status;
	head->change = (uint8_t)article->change;
	head->page_class = (uint8_t)article->page_class;
	head->is_title_derived = article->is_title_derived;
	head->filled = filled_of(article);
	head->words = article->word_count;
	head->is_truncated = has_warning(article, STR("truncated"));
	const struct str permalink = object_get(&article->self, WD_GUID_IS_PERMALINK);
	head->guid_is_permalink = !permalink.len ? RECORD_UNSAID : str_eq(permalink, STR("true")) ? RECORD_YES : RECORD_NO;
	head->signature = article->signature;
	const char *extraction = article->extraction ? article->extraction : "parser";
	memcpy(head->extraction, extraction, strnlen(extraction, sizeof head->extraction - 1));
	const struct str version = object_get(&article->self, WD_SOURCE_VERSION);
	memcpy(head->source_version, version.ptr,
	       version.len < sizeof head->source_version ? version.len : sizeof head->source_version - 1);
}

/* --- the table ------------------------------------------------------------------------------------------------ */

/* In this order: each step uses what those above have made. */
static const struct step {
	const char *name;
	void (*run)(struct stage *stage);
} steps[] = {
	{ "context", stage_context },  { "values", clean_values },    { "summary", read_summary },   { "body", read_body },
	{ "canonical", set_canonical }, { "image", image_to_media },  { "lists", clean_lists },
	{ "byline", read_byline },     { "language", set_language },  { "times", stage_times },
	{ "dateline", stage_dateline }, { "title", derive_title },    { "words", count_words },
	{ "status", stage_status },    { "page", stage_page },        { "charset", warn_of_charset },
	{ "head", fill_head },         { "hashes", stage_hashes },    { "keys", stage_keys },
};

/* An item of a feed stands for a page: what names that, or says anything of it, is worth having. */
static bool is_item_with_something(const struct article *article)
{
	static const enum wd_field telling[] = { WD_GUID, WD_URL, WD_PUBLISHED, WD_UPDATED, WD_KEYWORD, WD_COMMENTS_URL,
		                                 WD_COPYRIGHT, WD_EXPIRES, WD_LANGUAGE };
	if (!article->extraction || strcmp(article->extraction, "feed"))
		return false;
	for (size_t i = 0; i < sizeof telling / sizeof *telling; i++)
		if (object_get(&article->self, telling[i]).len)
			return true;
	return has_part(article, OBJECT_AUTHOR) || has_part(article, OBJECT_ORIGIN);
}

static bool is_empty(const struct article *article)
{
	if (is_item_with_something(article))
		return false;
	for (const struct object *part = article->parts; part; part = part->next)
		if (part->kind == OBJECT_MEDIA)
			return false;
	return !object_get(&article->self, WD_TITLE).len && !article->block_count &&
	       !object_get(&article->self, WD_SUMMARY).len;
}

int normalize_article(struct article *article, const struct normalize_context *context, struct record_head *head,
                      struct err *err)
{
	struct stage stage = { .article = article, .context = context, .head = head, .base = str_c(context->base_url) };
	memset(head, 0, sizeof *head);
	buf_init(&stage.body, TEXT_MOST);
	buf_init(&stage.scratch, TEXT_MOST);
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
		steps[i].run(&stage);
	buf_done(&stage.body);
	buf_done(&stage.scratch);
	if (article->error)
		return err_set(err, EXIT_PARTLY, "%s", article->error);
	if (is_empty(article) && !(article->status == RECORD_CANCELED && object_get(&article->self, WD_GUID).len))
		return err_set(err, EXIT_PARTLY, "nothing in it: no title, body, summary or media");
	return 0;
}

/* --- what a document says of itself as a feed ------------------------------------------------------------------- */

static void read_feed_date(struct stage *stage, struct object *feed)
{
	const struct str text = object_get(feed, WD_UPDATED);
	const struct date_hint hint = { .timezone = stage->context->timezone, .now_ms = stage->context->fetched_ms };
	struct date date;
	char formatted[DATE_TEXT];
	if (!text.len)
		return;
	if (date_parse(text, &hint, &date, NULL)) {
		object_unset(feed, WD_UPDATED);
		return;
	}
	date_format(&date, formatted);
	object_set(feed, WD_UPDATED, str_c(formatted));
}

void normalize_feed(struct object *feed, const struct normalize_context *context)
{
	struct stage stage = { .article = feed->article, .context = context, .base = str_c(context->base_url) };
	buf_init(&stage.scratch, TEXT_MOST);
	clean_object(&stage, feed);
	for (struct object *part = feed->article->parts; part; part = part->next)
		if (part != feed)
			clean_object(&stage, part);
	buf_done(&stage.scratch);
	read_feed_date(&stage, feed);
	if (object_get(feed, WD_LANGUAGE).len && !canonical_language(feed, object_get(feed, WD_LANGUAGE)))
		object_unset(feed, WD_LANGUAGE);
}
