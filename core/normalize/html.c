/* SPDX-License-Identifier: MIT
 * Markup of any quality to plain text, to blocks, and to markup that can be shown: an allow-list of elements and
 * attributes, absolute addresses, balanced. All three are walks over the tree, with no recursion. */
#include "core/base/vec.h"
#include "core/doc/dom.h"
#include "core/normalize/normalize.h"

enum { TEXT_MOST = 64 << 20 };

enum element_kind {
	ELEMENT_INLINE = 1, /* allowed, within a line */
	ELEMENT_BLOCK,      /* allowed, ends a line */
	ELEMENT_VOID,       /* allowed, without an end */
	ELEMENT_HIDDEN,     /* goes with what is in it */
	ELEMENT_BARE        /* goes, its text stays */
};

static const struct element {
	const char *name;
	enum element_kind kind;
	enum wd_block block; /* that its text becomes; 0: a paragraph */
} elements[] = {
	{ "a", ELEMENT_INLINE, 0 },
	{ "abbr", ELEMENT_INLINE, 0 },
	{ "article", ELEMENT_BLOCK, 0 },
	{ "aside", ELEMENT_BLOCK, 0 },
	{ "audio", ELEMENT_INLINE, 0 },
	{ "b", ELEMENT_INLINE, 0 },
	{ "blockquote", ELEMENT_BLOCK, WD_QUOTE },
	{ "br", ELEMENT_VOID, 0 },
	{ "caption", ELEMENT_BLOCK, 0 },
	{ "cite", ELEMENT_INLINE, 0 },
	{ "code", ELEMENT_INLINE, 0 },
	{ "dd", ELEMENT_BLOCK, 0 },
	{ "del", ELEMENT_INLINE, 0 },
	{ "div", ELEMENT_BLOCK, 0 },
	{ "dl", ELEMENT_BLOCK, 0 },
	{ "dt", ELEMENT_BLOCK, 0 },
	{ "em", ELEMENT_INLINE, 0 },
	{ "figcaption", ELEMENT_BLOCK, 0 },
	{ "figure", ELEMENT_BLOCK, 0 },
	{ "footer", ELEMENT_BLOCK, 0 },
	{ "h1", ELEMENT_BLOCK, WD_HEADING },
	{ "h2", ELEMENT_BLOCK, WD_HEADING },
	{ "h3", ELEMENT_BLOCK, WD_HEADING },
	{ "h4", ELEMENT_BLOCK, WD_HEADING },
	{ "h5", ELEMENT_BLOCK, WD_HEADING },
	{ "h6", ELEMENT_BLOCK, WD_HEADING },
	{ "head", ELEMENT_HIDDEN, 0 },
	{ "header", ELEMENT_BLOCK, 0 },
	{ "hr", ELEMENT_VOID, 0 },
	{ "i", ELEMENT_INLINE, 0 },
	{ "img", ELEMENT_VOID, 0 },
	{ "ins", ELEMENT_INLINE, 0 },
	{ "kbd", ELEMENT_INLINE, 0 },
	{ "li", ELEMENT_BLOCK, WD_LIST_ITEM },
	{ "mark", ELEMENT_INLINE, 0 },
	{ "ol", ELEMENT_BLOCK, 0 },
	{ "p", ELEMENT_BLOCK, 0 },
	{ "picture", ELEMENT_INLINE, 0 },
	{ "pre", ELEMENT_BLOCK, WD_CODE_BLOCK },
	{ "q", ELEMENT_INLINE, 0 },
	{ "ruby", ELEMENT_INLINE, 0 },
	{ "s", ELEMENT_INLINE, 0 },
	{ "samp", ELEMENT_INLINE, 0 },
	{ "script", ELEMENT_HIDDEN, 0 },
	{ "section", ELEMENT_BLOCK, 0 },
	{ "small", ELEMENT_INLINE, 0 },
	{ "source", ELEMENT_VOID, 0 },
	{ "span", ELEMENT_INLINE, 0 },
	{ "strong", ELEMENT_INLINE, 0 },
	{ "style", ELEMENT_HIDDEN, 0 },
	{ "sub", ELEMENT_INLINE, 0 },
	{ "sup", ELEMENT_INLINE, 0 },
	{ "table", ELEMENT_BLOCK, 0 },
	{ "tbody", ELEMENT_BLOCK, 0 },
	{ "td", ELEMENT_INLINE, 0 },
	{ "template", ELEMENT_HIDDEN, 0 },
	{ "tfoot", ELEMENT_BLOCK, 0 },
	{ "th", ELEMENT_INLINE, 0 },
	{ "thead", ELEMENT_BLOCK, 0 },
	{ "time", ELEMENT_INLINE, 0 },
	{ "title", ELEMENT_HIDDEN, 0 },
	{ "tr", ELEMENT_BLOCK, WD_TABLE },
	{ "track", ELEMENT_VOID, 0 },
	{ "u", ELEMENT_INLINE, 0 },
	{ "ul", ELEMENT_BLOCK, 0 },
	{ "var", ELEMENT_INLINE, 0 },
	{ "video", ELEMENT_INLINE, 0 },
};

static const struct element *find_element(const char *name)
{
	static const struct element bare = { "", ELEMENT_BARE, 0 };
	for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
		if (!strcmp(elements[i].name, name))
			return &elements[i];
	return &bare;
}

static void walk(struct str markup, const struct dom_visitor *visitor)
{
	struct arena arena;
	struct dom *dom;
	arena_init(&arena);
	if (!dom_parse(markup, DOM_HTML, &arena, &dom, NULL)) {
		dom_walk(dom_root(dom), visitor);
		dom_free(dom);
	}
	arena_done(&arena);
}

/* --- plain text and blocks */

struct reader {
	struct buf line;
	unsigned hidden;          /* elements around that hide */
	VEC(enum wd_block) kinds; /* of the blocks around */
	void (*emit)(struct reader *r, enum wd_block kind, struct str text);
	struct buf *out;
	struct article *article;
};

static void end_line(struct reader *r)
{
	const struct str text = str_trim(buf_str(&r->line));
	if (text.len)
		r->emit(r, r->kinds.count ? r->kinds.at[r->kinds.count - 1] : WD_PARAGRAPH_BLOCK, text);
	buf_clear(&r->line);
}

static void read_open(void *self, const char *name, const struct dom_node *node)
{
	struct reader *r = self;
	const struct element *element = find_element(name);
	(void)node;
	r->hidden += element->kind == ELEMENT_HIDDEN;
	if (element->kind == ELEMENT_BLOCK) {
		const enum wd_block around =
			r->kinds.count ? r->kinds.at[r->kinds.count - 1] : WD_PARAGRAPH_BLOCK;
		end_line(r);
		vec_add(&r->kinds, element->block ? element->block : around);
	} else if (!strcmp(name, "br")) {
		buf_addc(&r->line, '\n');
	} else if (!strcmp(name, "td") || !strcmp(name, "th")) {
		buf_addc(&r->line, ' ');
	}
}

static void read_close(void *self, const char *name)
{
	struct reader *r = self;
	const struct element *element = find_element(name);
	r->hidden -= element->kind == ELEMENT_HIDDEN && r->hidden;
	if (element->kind != ELEMENT_BLOCK)
		return;
	end_line(r);
	r->kinds.count -= r->kinds.count > 0;
}

/* A line end of the source is a blank; two of <br> in a row part paragraphs. */
static void read_text(void *self, struct str text)
{
	struct reader *r = self;
	const bool is_code = r->kinds.count && r->kinds.at[r->kinds.count - 1] == WD_CODE_BLOCK;
	if (r->hidden)
		return;
	const struct str line = buf_str(&r->line);
	if (str_trim(text).len && line.len > 1 && line.ptr[line.len - 1] == '\n' &&
	    line.ptr[line.len - 2] == '\n')
		end_line(r);
	for (size_t i = 0; i < text.len; i++) {
		const char c = text.ptr[i];
		const bool ends_in_space = r->line.len && ascii_is_space(r->line.ptr[r->line.len - 1]);
		if (is_code || !ascii_is_space(c))
			buf_addc(&r->line, c);
		else if (!ends_in_space)
			buf_addc(&r->line, ' ');
	}
}

static void read_markup(struct str markup, struct reader *r)
{
	buf_init(&r->line, TEXT_MOST);
	walk(markup, &(struct dom_visitor){ read_open, read_close, read_text, r });
	end_line(r);
	buf_done(&r->line);
	vec_done(&r->kinds);
}

static void emit_text(struct reader *r, enum wd_block kind, struct str text)
{
	(void)kind;
	if (r->out->len)
		buf_add(r->out, STR("\n\n"));
	buf_add(r->out, text);
}

void html_to_text(struct str markup, struct buf *out)
{
	struct reader reader = { .emit = emit_text, .out = out };
	read_markup(markup, &reader);
}

static void emit_block(struct reader *r, enum wd_block kind, struct str text)
{
	article_block(r->article, kind, text);
}

void html_to_blocks(struct str markup, struct article *article)
{
	struct reader reader = { .emit = emit_block, .article = article };
	read_markup(markup, &reader);
}

/* --- sanitized markup */

struct sanitizer {
	struct buf *out;
	struct str base;
	unsigned hidden;
};

static const char *const plain_attributes[] = { "alt",     "title",   "datetime", "width", "height",
	                                        "colspan", "rowspan", "scope",    "start", "type",
	                                        "lang",    "dir",     "controls" };
static const char *const url_attributes[] = { "href", "src", "cite", "poster" };

static void add_escaped(struct buf *out, struct str text, bool is_attribute)
{
	for (size_t i = 0; i < text.len; i++)
		switch (text.ptr[i]) {
		case '&':
			buf_add(out, STR("&amp;"));
			break;
		case '<':
			buf_add(out, STR("&lt;"));
			break;
		case '>':
			buf_add(out, STR("&gt;"));
			break;
		case '"':
			buf_adds(out, is_attribute ? "&quot;" : "\"");
			break;
		default:
			buf_addc(out, text.ptr[i]);
		}
}

static bool is_listed(const char *const *list, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (!strcmp(list[i], name))
			return true;
	return false;
}

/* After resolving, which takes control characters and white space out. */
static bool has_allowed_scheme(struct str url)
{
	static const char *const schemes[] = {
		"http:",          "https:",          "mailto:",        "tel:",           "ftp:",
		"data:image/png", "data:image/jpeg", "data:image/gif", "data:image/webp"
	};
	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
		if (str_starts_nocase(url, str_c(schemes[i])))
			return true;
	return false;
}

static void add_attribute(struct buf *out, const char *name, struct str value)
{
	buf_printf(out, " %s=\"", name);
	add_escaped(out, value, true);
	buf_addc(out, '"');
}

static void on_attribute(void *self, const char *name, struct str value)
{
	struct sanitizer *s = self;
	if (is_listed(plain_attributes, sizeof plain_attributes / sizeof *plain_attributes, name)) {
		add_attribute(s->out, name, value);
		return;
	}
	if (!is_listed(url_attributes, sizeof url_attributes / sizeof *url_attributes, name))
		return;
	struct buf url;
	buf_init(&url, 1 << 20);
	if (!url_resolve(str_trim(value), s->base, &url, NULL) && has_allowed_scheme(buf_str(&url)))
		add_attribute(s->out, name, buf_str(&url));
	buf_done(&url);
}

static bool is_written(const struct element *element)
{
	return element->kind == ELEMENT_INLINE || element->kind == ELEMENT_BLOCK ||
	       element->kind == ELEMENT_VOID;
}

static void sanitize_open(void *self, const char *name, const struct dom_node *node)
{
	struct sanitizer *s = self;
	const struct element *element = find_element(name);
	s->hidden += element->kind == ELEMENT_HIDDEN;
	if (s->hidden || !is_written(element))
		return;
	buf_printf(s->out, "<%s", name);
	dom_attributes(node, on_attribute, s);
	buf_addc(s->out, '>');
}

static void sanitize_close(void *self, const char *name)
{
	struct sanitizer *s = self;
	const struct element *element = find_element(name);
	if (!s->hidden && is_written(element) && element->kind != ELEMENT_VOID)
		buf_printf(s->out, "</%s>", name);
	s->hidden -= element->kind == ELEMENT_HIDDEN && s->hidden;
}

static void sanitize_text(void *self, struct str text)
{
	struct sanitizer *s = self;
	if (!s->hidden)
		add_escaped(s->out, text, false);
}

void html_sanitize(struct str markup, struct str base, struct buf *out)
{
	struct sanitizer s = { .out = out, .base = base };
	walk(markup, &(struct dom_visitor){ sanitize_open, sanitize_close, sanitize_text, &s });
}
