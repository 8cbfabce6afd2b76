/* SPDX-License-Identifier: MIT
 * How OPML is read: outlines with an address are feeds, those around them folders. Attributes are known in any case. */
#include "core/config/opml.h"

#include <stdarg.h>
#include <stdio.h>

#include "core/base/map.h"
#include "core/config/opml_parts.h"
#include "core/doc/charset.h"
#include "core/doc/dom.h"
#include "core/normalize/normalize.h"

enum { DEPTH_MOST = 32, URL_MOST = 1 << 16 };

const char *const opml_keys[] = { "every", "cron", "parser", "follow", "timezone", "language" };
const size_t opml_key_count = sizeof opml_keys / sizeof *opml_keys;

struct reader {
	struct opml *opml;
	struct dom *dom;
	const char *path;
	struct map lines; /* of addresses */
};

/* What one outline says. */
struct outline {
	const char *text, *title, *type, *url, *page;
	const char *source, *section; /* under our prefix */
	struct reader *reader;
	VEC(struct opml_pair) keys, notes;
	int line;
};

__attribute__((format(printf, 3, 4))) static void fault(struct reader *reader, int line, const char *fmt, ...)
{
	struct arena *arena = &reader->opml->arena;
	va_list args;
	va_start(args, fmt);
	const char *text = arena_vprintf(arena, fmt, args);
	va_end(args);
	vec_add(&reader->opml->faults, arena_printf(arena, "%s:%d: %s", reader->path, line, text));
}

/* --- attributes */

/* In lower case. */
static const struct {
	const char *name;
	size_t place;
} known[] = {
	{ "text", offsetof(struct outline, text) },    { "title", offsetof(struct outline, title) },
	{ "type", offsetof(struct outline, type) },    { "xmlurl", offsetof(struct outline, url) },
	{ "htmlurl", offsetof(struct outline, page) },
};

static bool take_known(struct outline *outline, const char *name, const char *value)
{
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		const char **place = (const char **)(void *)((char *)outline + known[i].place);
		if (str_eq_nocase(str_c(name), str_c(known[i].name)) && !*place) {
			*place = value;
			return true;
		}
	}
	return false;
}

static bool is_text(const char *a, const char *b)
{
	return a && b && !strcmp(a, b);
}

/* Names come without their prefix: what has been read under ours is known by its value. */
static bool is_own(const struct outline *outline, const char *value)
{
	for (size_t i = 0; i < outline->keys.count; i++)
		if (is_text(outline->keys.at[i].value, value))
			return true;
	return is_text(outline->source, value) || is_text(outline->section, value);
}

static void take_attribute(void *self, const char *name, struct str value)
{
	struct outline *outline = self;
	struct arena *arena = &outline->reader->opml->arena;
	const struct str text = str_trim(value);
	if (!text.len)
		return;
	const struct opml_pair pair = { arena_dup(arena, name), arena_str(arena, text).ptr };
	if (!take_known(outline, pair.name, pair.value) && !is_own(outline, pair.value))
		vec_add(&outline->notes, pair);
}

static const char *own_attribute(struct reader *reader, const struct dom_node *node, const char *name)
{
	char xpath[64];
	snprintf(xpath, sizeof xpath, "@wiredesk:%s", name);
	const char *value = dom_text(reader->dom, node, xpath, NULL);
	return value ? arena_dup(&reader->opml->arena, value) : NULL;
}

static void read_outline(struct reader *reader, const struct dom_node *node, struct outline *out)
{
	*out = (struct outline){ .reader = reader, .line = dom_line(node) };
	for (size_t i = 0; i < opml_key_count; i++) {
		const struct opml_pair pair = { opml_keys[i], own_attribute(reader, node, opml_keys[i]) };
		if (pair.value)
			vec_add(&out->keys, pair);
	}
	out->source = own_attribute(reader, node, "name");
	out->section = own_attribute(reader, node, "section");
	dom_attributes(node, take_attribute, out);
	if (!out->title)
		out->title = out->text;
	else if (out->text && !is_text(out->text, out->title))
		vec_add(&out->notes, ((struct opml_pair){ "text", out->text }));
}

static void outline_done(struct outline *outline)
{
	vec_done(&outline->keys);
	vec_done(&outline->notes);
}

/* --- feeds */

/* "feed://host/x" and "feed:https://host/x" are what browsers once handed to readers. */
static const char *without_feed_scheme(struct reader *reader, const char *url)
{
	const struct str text = str_c(url);
	if (str_starts_nocase(text, STR("feed://")))
		return arena_printf(&reader->opml->arena, "http%s", url + 4);
	return str_starts_nocase(text, STR("feed:")) ? url + 5 : url;
}

/* As messages show it: without a password. */
static const char *shown_url(struct reader *reader, const struct outline *outline)
{
	return url_part(str_c(without_feed_scheme(reader, outline->url)), &reader->opml->arena).url;
}

/* Absolute, or NULL: a fault. */
static const char *read_url(struct reader *reader, const struct outline *outline)
{
	struct err err = { .text = "it is no http or https address" };
	const char *text = without_feed_scheme(reader, outline->url), *kept = NULL;
	struct buf url;
	buf_init(&url, URL_MOST);
	if (!url_resolve(str_c(text), str_c(NULL), &url, &err) && url_is_http(buf_str(&url)))
		kept = arena_str(&reader->opml->arena, buf_str(&url)).ptr;
	else
		fault(reader, outline->line, "xmlUrl \"%s\": %s; left out", shown_url(reader, outline), err.text);
	buf_done(&url);
	return kept;
}

/* Takes note of an address and its line; otherwise the line that it stands in already. */
static int note_url(struct reader *reader, const char *url, int line)
{
	void **slot = map_at(&reader->lines, url);
	const int before = (int)(intptr_t)*slot;
	if (!before)
		*slot = (void *)(intptr_t)line;
	return before;
}

static const struct opml_pair *keep_pairs(struct arena *arena, const struct opml_pair *pairs, size_t count)
{
	struct opml_pair *kept = arena_alloc(arena, (count + 1) * sizeof *kept);
	if (count)
		memcpy(kept, pairs, count * sizeof *kept);
	return kept;
}

static void add_feed(struct reader *reader, struct outline *outline, const char *folder)
{
	struct arena *arena = &reader->opml->arena;
	const char *url = read_url(reader, outline);
	const int twin_line = url ? note_url(reader, url, outline->line) : 0;
	if (twin_line)
		fault(reader, outline->line, "xmlUrl \"%s\" stands in line %d already; left out",
		      shown_url(reader, outline), twin_line);
	if (!url || twin_line)
		return;
	if (outline->page)
		vec_add(&outline->notes, ((struct opml_pair){ "htmlUrl", outline->page }));
	const struct opml_feed feed = {
		.source = outline->source,
		.folder = folder,
		.title = outline->title,
		.url = url,
		.section = outline->section,
		.keys = keep_pairs(arena, outline->keys.at, outline->keys.count),
		.key_count = outline->keys.count,
		.notes = keep_pairs(arena, outline->notes.at, outline->notes.count),
		.note_count = outline->notes.count,
	};
	vec_add(&reader->opml->feeds, feed);
}

/* Neither an address nor anything in it. An empty folder is no loss. */
static void refuse_outline(struct reader *reader, const struct outline *outline)
{
	const char *title = outline->title ? outline->title : "";
	if (outline->type || outline->page)
		fault(reader, outline->line, "outline \"%s\" of type \"%s\" has no xmlUrl; left out", title,
		      outline->type ? outline->type : "");
}

static const char *join_folder(struct reader *reader, const char *above, const char *title)
{
	if (!title)
		return above;
	return above ? arena_printf(&reader->opml->arena, "%s / %s", above, title) : title;
}

static void read_outlines(struct reader *reader, const struct dom_node *parent, const char *folder, int depth)
{
	const struct dom_node *node = dom_find(reader->dom, parent, "outline", NULL);
	if (node && depth == DEPTH_MOST) {
		fault(reader, dom_line(node), "outlines lie more than %d deep; left out", DEPTH_MOST);
		return;
	}
	for (; node; node = dom_next(node)) {
		const bool has_children = dom_find(reader->dom, node, "outline", NULL) != NULL;
		struct outline outline;
		read_outline(reader, node, &outline);
		if (outline.url)
			add_feed(reader, &outline, folder);
		else if (!has_children)
			refuse_outline(reader, &outline);
		if (has_children)
			read_outlines(reader, node,
			              outline.url ? folder : join_folder(reader, folder, outline.title),
			              depth + 1);
		outline_done(&outline);
	}
}

/* --- the file */

void opml_init(struct opml *opml)
{
	*opml = (struct opml){ 0 };
	arena_init(&opml->arena);
}

void opml_done(struct opml *opml)
{
	vec_done(&opml->feeds);
	vec_done(&opml->faults);
	arena_done(&opml->arena);
}

int opml_read(struct opml *opml, struct str bytes, const char *path, struct err *err)
{
	struct reader reader = { .opml = opml, .path = path };
	struct err why;
	dom_setup();
	charset_setup();
	const struct charset_result read = charset_decode(bytes, NULL, CHARSET_XML, &opml->arena);
	if (dom_parse(read.text, DOM_XML, &opml->arena, &reader.dom, &why))
		return err_set(err, EXIT_NOTHING, "%s: %s", path, why.text);
	const struct dom_node *body = dom_find(reader.dom, dom_root(reader.dom), "//body", NULL);
	const bool is_opml = body && dom_find(reader.dom, body, "outline", NULL);
	if (is_opml && dom_is_recovered(reader.dom))
		fault(&reader, 1, "it is not well-formed XML; what could be read of it was taken");
	if (is_opml)
		read_outlines(&reader, body, NULL, 0);
	map_done(&reader.lines);
	opml_name_all(opml);
	dom_free(reader.dom);
	return is_opml ? 0 : err_set(err, EXIT_NOTHING, "%s: there is no outline in it: OPML is meant", path);
}
