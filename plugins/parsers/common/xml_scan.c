/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "xml_parts.h"

enum { CHUNK = 64 * 1024, REFERENCE_MOST = 64, DECLARATION_MOST = 512 };

/* There is nothing sensible to do half-way through a document: a worker is made to be killed. */
static void *resize(void *old, size_t size)
{
	void *memory = realloc(old, size);
	if (!memory)
		abort();
	return memory;
}

static void reserve(struct xml_buffer *b, size_t room)
{
	if (b->cap - b->len > room)
		return;
	b->cap = (b->len + room + 1) * 2;
	b->ptr = resize(b->ptr, b->cap);
}

void xml_buffer_add(struct xml_buffer *b, const char *ptr, size_t len)
{
	reserve(b, len + 1);
	if (len)
		memcpy(b->ptr + b->len, ptr, len);
	b->len += len;
	b->ptr[b->len] = '\0';
}

void xml_init(struct xml_scan *xml, xml_read *read, void *self)
{
	*xml = (struct xml_scan){ .read = read, .self = self };
	xml->attributes = resize(NULL, XML_ATTRIBUTES_MOST * sizeof *xml->attributes);
	xml->open = resize(NULL, XML_DEPTH_MOST * sizeof *xml->open);
	reserve(&xml->window, CHUNK);
	xml->window.ptr[0] = '\0';
}

void xml_done(struct xml_scan *xml)
{
	free(xml->attributes);
	free(xml->open);
	free(xml->window.ptr);
	free(xml->names.ptr);
	free(xml->values.ptr);
	free(xml->names_of_bindings.ptr);
	free(xml->entity_text.ptr);
	free(xml->bindings);
	free(xml->entities);
}

void xml_blame(struct xml_scan *xml, const char *code)
{
	if (!xml->fault)
		xml->fault = code;
}

bool xml_more(struct xml_scan *xml)
{
	struct xml_buffer *w = &xml->window;
	if (xml->is_at_end)
		return false;
	xml->markup_at = xml->reference_at = 0;
	if (xml->at) {
		memmove(w->ptr, w->ptr + xml->at, w->len - xml->at);
		w->len -= xml->at;
		xml->gone += xml->at;
		xml->at = 0;
	}
	reserve(w, CHUNK);
	const long n = xml->read(xml->self, w->ptr + w->len, w->cap - w->len - 1);
	if (n > 0)
		w->len += (size_t)n;
	else
		xml->is_at_end = true;
	w->ptr[w->len] = '\0';
	return n > 0;
}

static struct wd_bytes rest_of(const struct xml_scan *xml)
{
	return bytes_of(xml->window.ptr + xml->at, xml->window.len - xml->at);
}

/* The rest has at least n bytes, or all that there are. */
static struct wd_bytes rest_with(struct xml_scan *xml, size_t n)
{
	while (xml->window.len - xml->at < n && xml_more(xml))
		;
	return rest_of(xml);
}

/* --- ends that are looked for ahead */

/* "]]>", or NULL. A bracket is rare, and memchr() several times as fast as memmem(). */
static const char *find_cdata_end(struct wd_bytes s)
{
	const char *end = s.ptr + s.len;
	for (const char *at = s.ptr; (at = memchr(at, ']', (size_t)(end - at))); at++)
		if (end - at >= 3 && at[1] == ']' && at[2] == '>')
			return at;
	return NULL;
}

/* "<![CDATA[", or NULL, by its first bracket. */
static const char *find_cdata_begin(struct wd_bytes s)
{
	const char *end = s.ptr + s.len;
	for (const char *at = s.ptr; (at = memchr(at, '[', (size_t)(end - at))); at++)
		if (at - s.ptr >= 2 && end - at >= 7 && !memcmp(at - 2, "<![CDATA[", 9))
			return at - 2;
	return NULL;
}

/* How far is looked for the end of what was opened. Where it is not that near a section's is taken for there, as texts may
 * be long; that of a comment or an instruction is not, or a torn one would swallow the document. */
enum { AHEAD_MOST = 1 << 20 };
static const size_t not_there = SIZE_MAX;

static const char *find_comment_end(struct wd_bytes s)
{
	return memmem(s.ptr, s.len, "-->", 3);
}

static const char *find_instruction_end(struct wd_bytes s)
{
	return memmem(s.ptr, s.len, "?>", 2);
}

static const struct {
	size_t begin; /* the length of what opens it */
	const char *(*find)(struct wd_bytes);
} spans[XML_SPANS] = { [XML_COMMENT] = { 4, find_comment_end },
	               [XML_INSTRUCTION] = { 2, find_instruction_end },
	               [XML_CDATA] = { 9, find_cdata_end } };

/* Whether the window has the end of what begins before first, counted as gone. What was looked through once is not looked
 * through again: a document may open a span at every fourth byte. */
static bool find_end(struct xml_scan *xml, enum xml_span span, uint64_t first)
{
	enum { CUT_MOST = 3 }; /* an end may be cut in two */
	struct xml_ahead *ahead = &xml->ahead[span];
	if (ahead->at < first)
		*ahead = (struct xml_ahead){ .at = first };
	if (ahead->is_end)
		return true;
	const uint64_t here = xml->gone + xml->at;
	const struct wd_bytes rest = rest_of(xml);
	const size_t from = (size_t)(ahead->at - here);
	if (from >= rest.len)
		return false;
	const char *found = spans[span].find(bytes_of(rest.ptr + from, rest.len - from));
	ahead->is_end = found != NULL;
	if (found)
		ahead->at = here + (size_t)(found - rest.ptr);
	else if (rest.len - from > CUT_MOST)
		ahead->at = here + rest.len - CUT_MOST;
	return ahead->is_end;
}

/* Where in the rest the end of what is opened at at stands; AHEAD_MOST where it is not that near, not_there where the
 * document has none. */
static size_t find_ahead(struct xml_scan *xml, enum xml_span span)
{
	while (!find_end(xml, span, xml->gone + xml->at + spans[span].begin)) {
		if (xml->window.len - xml->at >= AHEAD_MOST)
			return AHEAD_MOST;
		if (!xml_more(xml))
			return not_there;
	}
	const uint64_t length = xml->ahead[span].at - (xml->gone + xml->at);
	return length < AHEAD_MOST ? (size_t)length : AHEAD_MOST;
}

/* --- text */

static enum xml_event give_text(struct xml_scan *xml, struct wd_bytes text)
{
	xml->text = text;
	return XML_TEXT;
}

static void judge_text_outside(struct xml_scan *xml, struct wd_bytes text)
{
	if (xml->depth || !bytes_trim(text).len)
		return;
	xml_blame(xml, xml->has_root ? "junk_after" : "junk_before");
}

/* Where c next stands before end, or end: looked for once (*known), whatever has to be read singly before it. */
static size_t next_of(const struct xml_scan *xml, char c, size_t end, size_t *known)
{
	if (*known > xml->at)
		return *known;
	const char *begin = xml->window.ptr + xml->at, *found = memchr(begin, c, end - xml->at);
	return *known = found ? (size_t)(found - xml->window.ptr) : end;
}

/* How much text there is at at, to the next markup, reference or character that has no place in XML. What may be the
 * beginning of "]]>" at the window's end is left. */
static size_t text_run(struct xml_scan *xml)
{
	const size_t markup = next_of(xml, '<', xml->window.len, &xml->markup_at);
	const size_t stop = next_of(xml, '&', markup, &xml->reference_at);
	struct wd_bytes run = bytes_of(xml->window.ptr + xml->at, stop - xml->at);
	run.len = xml_clean_run(run);
	const bool is_cut = !xml->is_at_end && xml->at + run.len == xml->window.len;
	while (is_cut && run.len && run.ptr[run.len - 1] == ']')
		run.len--;
	if (find_cdata_end(run))
		xml_blame(xml, "cdata_end");
	judge_text_outside(xml, run);
	return run.len;
}

/* Takes the reference at at, where it is one of the five. */
static bool take_predefined(struct xml_scan *xml, char *out)
{
	const struct wd_bytes rest = rest_of(xml);
	const size_t taken = rest.len && rest.ptr[0] == '&' ? xml_predefined(rest, out) : 0;
	if (taken)
		judge_text_outside(xml, bytes_of(out, 1));
	xml->at += taken;
	return taken > 0;
}

static bool read_reference(struct xml_scan *xml)
{
	struct wd_bytes rest = rest_of(xml);
	if (rest.len < REFERENCE_MOST && !memchr(rest.ptr, ';', rest.len))
		rest = rest_with(xml, REFERENCE_MOST);
	xml->at += xml_reference(xml, rest, &xml->text);
	judge_text_outside(xml, xml->text);
	return xml->text.len > 0;
}

/* What is no text, nor one of the five references. */
static bool read_odd_text(struct xml_scan *xml)
{
	const char c = xml->window.ptr[xml->at];
	if (c == '&')
		return read_reference(xml);
	if (c == ']')
		return xml_more(xml), false;
	xml_blame(xml, "control_character");
	xml->at++;
	return false;
}

/* The text at at in one piece: what the five references stand for takes their place in the window, and what follows
 * moves up. Escaped markup has one at each end of a tag. */
static bool read_text(struct xml_scan *xml)
{
	char *const begin = xml->window.ptr + xml->at, *to = begin;
	do {
		const char *from = xml->window.ptr + xml->at;
		const size_t len = text_run(xml);
		if (to != from)
			memmove(to, from, len);
		to += len;
		xml->at += len;
	} while (take_predefined(xml, to) && to++);
	if (to == begin)
		return read_odd_text(xml);
	give_text(xml, bytes_of(begin, (size_t)(to - begin)));
	return true;
}

/* A piece of a CDATA section; false at its end, and where only what cannot be told yet is left. */
static bool read_cdata(struct xml_scan *xml)
{
	const struct wd_bytes rest = rest_of(xml);
	const bool has_end = find_end(xml, XML_CDATA, xml->gone + xml->at);
	const size_t length = has_end          ? (size_t)(xml->ahead[XML_CDATA].at - xml->gone) - xml->at
	                      : xml->is_at_end ? rest.len
	                      : rest.len < 2   ? 0
	                                       : rest.len - 2;
	if (!length && has_end) {
		xml->at += 3;
		xml->is_in_cdata = false;
		return false;
	}
	const size_t clean = xml_clean_run(bytes_of(rest.ptr, length));
	if (length && !clean) {
		xml_blame(xml, "control_character");
		xml->at++;
		return false;
	}
	if (!length)
		return xml_more(xml), false;
	xml->at += clean;
	give_text(xml, bytes_of(rest.ptr, clean));
	return clean > 0;
}

/* --- elements */

static struct wd_bytes name_of(const struct xml_scan *xml, const struct xml_open *open)
{
	return bytes_of(xml->names.ptr + open->name, open->len);
}

static void describe(struct xml_scan *xml, const struct xml_open *open)
{
	const char *name = xml->names.ptr + open->name;
	const uint32_t skipped = open->prefix_len ? open->prefix_len + 1 : 0;
	xml->ns = open->ns;
	xml->prefix = bytes_of(name, open->prefix_len);
	xml->local = bytes_of(name + skipped, open->len - skipped);
}

/* The names of closed elements are only cut off with the next one, so that a close's slices hold. */
static enum xml_event close_top(struct xml_scan *xml)
{
	const struct xml_open *open = &xml->open[xml->depth - 1];
	describe(xml, open);
	xml->binding_count = open->bindings;
	return XML_CLOSE;
}

static void pop(struct xml_scan *xml)
{
	if (--xml->depth == 0)
		xml->has_root_ended = true;
}

static enum xml_event open_element(struct xml_scan *xml, bool is_empty)
{
	struct xml_open *open = &xml->open[xml->depth];
	if (!xml->depth && xml->has_root)
		xml_blame(xml, "several_roots");
	xml->has_root = true;
	xml->depth++;
	xml->is_empty_element = is_empty;
	describe(xml, open);
	return XML_OPEN;
}

static unsigned find_open(const struct xml_scan *xml, struct wd_bytes name, bool is_exact)
{
	for (unsigned depth = xml->depth; depth; depth--) {
		const struct wd_bytes open = name_of(xml, &xml->open[depth - 1]);
		if (open.len == name.len && (is_exact ? !memcmp(open.ptr, name.ptr, name.len)
		                                      : !strncasecmp(open.ptr, name.ptr, name.len)))
			return depth;
	}
	return 0;
}

/* Where the tag ends, or the next markup begins, or the window. */
static size_t find_stop(struct wd_bytes rest)
{
	size_t i = 1;
	while (i < rest.len && rest.ptr[i] != '>' && rest.ptr[i] != '<')
		i++;
	return i;
}

/* What the end tag closes, and all that was left open within; a tag that closes nothing is left out. */
static bool read_end_tag(struct xml_scan *xml)
{
	struct wd_bytes rest = rest_of(xml);
	size_t stop;
	for (bool has_more = true; (stop = find_stop(rest)) == rest.len && rest.len < XML_TAG_MOST && has_more;) {
		has_more = xml_more(xml);
		rest = rest_of(xml); /* also at the end: what was read has moved */
	}
	const bool is_cut = stop == rest.len, is_whole = !is_cut && rest.ptr[stop] == '>';
	if (!is_whole || is_blank(rest.ptr[2]))
		xml_blame(xml, "bad_tag");
	xml->is_truncated |= is_cut;
	const size_t length = is_whole ? stop : stop - 1;
	const struct wd_bytes name =
		bytes_trim(bytes_of(rest.ptr + 2, length < 2 ? 0 : is_whole || is_cut ? length - 2 : length - 1));
	xml->at += length + 1;
	if (xml->depth_over) {
		xml->depth_over--;
		return false;
	}
	unsigned depth = xml->depth;
	if (!depth || name.len != xml->open[depth - 1].len ||
	    memcmp(xml->names.ptr + xml->open[depth - 1].name, name.ptr, name.len) != 0) {
		xml_blame(xml, "mismatched_tag");
		depth = find_open(xml, name, true);
		if (!depth)
			depth = find_open(xml, name, false);
	}
	xml->closes_due = depth ? xml->depth - depth + 1 : 0;
	return depth > 0;
}

static bool is_name_start(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' ||
	       (unsigned char)c >= 0x80;
}

/* --- what is skipped */

/* Goes on behind the end, which begins with a byte that is rare; what is skipped is not kept. */
static bool skip_past(struct xml_scan *xml, size_t from, const char *end)
{
	const size_t length = strlen(end);
	xml->at += from;
	for (;;) {
		const struct wd_bytes rest = rest_of(xml);
		const char *found = memmem(rest.ptr, rest.len, end, length);
		if (found) {
			xml->at += (size_t)(found - rest.ptr) + length;
			return true;
		}
		xml->at += rest.len < length ? 0 : rest.len - length + 1;
		if (xml_more(xml))
			continue;
		xml->at = xml->window.len;
		xml->is_truncated = true;
		return false;
	}
}

/* Two hyphens within are a fault, but do not end it. One that nothing ends was none. */
static void skip_comment(struct xml_scan *xml)
{
	const bool is_one = find_ahead(xml, XML_COMMENT) < AHEAD_MOST;
	xml->at += 4;
	if (!is_one) {
		xml_blame(xml, "bad_comment");
		return;
	}
	while (skip_past(xml, 0, "--")) {
		const struct wd_bytes rest = rest_with(xml, 1);
		if (rest.len && rest.ptr[0] == '>') {
			xml->at++;
			return;
		}
		xml_blame(xml, "bad_comment");
		xml->at -= rest.len > 0 && rest.ptr[0] == '-';
	}
	xml_blame(xml, "bad_comment");
}

/* The '>' that ends a declaration, with or without its '?', or NULL where it is no declaration. */
static const char *judge_declaration(struct xml_scan *xml)
{
	struct wd_bytes rest = rest_with(xml, DECLARATION_MOST);
	if (!bytes_start(rest, "<?xml") || rest.len < 6 || !is_blank(rest.ptr[5]))
		return NULL;
	if (rest.len > DECLARATION_MOST)
		rest.len = DECLARATION_MOST;
	if (xml->gone + xml->at)
		xml_blame(xml, xml->has_root ? "junk_after" : "junk_before");
	if (!bytes_start(bytes_trim(bytes_of(rest.ptr + 5, rest.len - 5)), "version"))
		xml_blame(xml, "bad_declaration");
	return memchr(rest.ptr, '>', rest.len);
}

static void skip_instruction(struct xml_scan *xml)
{
	const char *end = judge_declaration(xml);
	if (end && end[-1] != '?') {
		xml_blame(xml, "bad_declaration");
		xml->at = (size_t)(end - xml->window.ptr) + 1;
		return;
	}
	if (find_ahead(xml, XML_INSTRUCTION) >= AHEAD_MOST) { /* it was none */
		xml_blame(xml, "bad_tag");
		xml->at += 2;
		return;
	}
	skip_past(xml, 2, "?>");
}

/* Where the text first closes any of the elements that are open, or NULL. */
static const char *find_close(const struct xml_scan *xml, struct wd_bytes text)
{
	const char *end = text.ptr + text.len;
	for (const char *at = text.ptr; (at = memmem(at, (size_t)(end - at), "</", 2));) {
		const char *name = at + 2, *behind = name;
		while (behind < end && !is_blank(*behind) && *behind != '>' && *behind != '<')
			behind++;
		if (behind > name && find_open(xml, bytes_of(name, (size_t)(behind - name)), true))
			return at;
		at = behind;
	}
	return NULL;
}

/* Of a section that has no end: the rest closes what it stands in. Another one before that place does as well. */
static bool closes_in_rest(struct xml_scan *xml)
{
	const uint64_t here = xml->gone + xml->at;
	if (xml->close_at <= here) {
		const struct wd_bytes rest = rest_of(xml);
		const char *close = find_close(xml, rest);
		xml->close_at = close ? here + (size_t)(close - rest.ptr) : 0;
	}
	return xml->close_at > 0;
}

/* A section whose end was forgotten: what it stands in is closed before its end, which is another's or nowhere. What is
 * in it is read as if it stood there by itself. */
static bool is_unclosed_cdata(struct xml_scan *xml)
{
	const size_t end = find_ahead(xml, XML_CDATA);
	const struct wd_bytes rest = rest_of(xml);
	if (!xml->depth)
		return false;
	if (end == not_there)
		return closes_in_rest(xml);
	const char *next = find_cdata_begin(bytes_of(rest.ptr + 9, end - 9));
	return next && find_close(xml, bytes_of(rest.ptr, (size_t)(next - rest.ptr)));
}

static void begin_cdata(struct xml_scan *xml)
{
	const bool is_unclosed = is_unclosed_cdata(xml);
	xml->at += 9;
	xml->is_in_cdata = !is_unclosed;
	if (is_unclosed)
		xml_blame(xml, "bad_tag");
	else if (!xml->depth)
		xml_blame(xml, xml->has_root ? "junk_after" : "junk_before");
}

static bool read_declaration(struct xml_scan *xml)
{
	const struct wd_bytes rest = rest_with(xml, 9);
	if (bytes_start(rest, "<!--")) {
		skip_comment(xml);
	} else if (bytes_start(rest, "<![CDATA[")) {
		begin_cdata(xml);
	} else if (bytes_start(rest, "<!DOCTYPE")) {
		xml_read_doctype(xml);
	} else {
		xml_blame(xml, "bad_tag");
		skip_past(xml, 2, ">");
	}
	return false;
}

/* --- events */

/* What stands at a '<'; false where it gives no event. */
static bool read_markup(struct xml_scan *xml, enum xml_event *out)
{
	const struct wd_bytes rest = rest_with(xml, 2);
	const char next = rest.len > 1 ? rest.ptr[1] : '\0';
	bool is_empty = false;
	if (next == '!')
		return read_declaration(xml);
	if (next == '?')
		return skip_instruction(xml), false;
	if (next == '/') {
		if (!read_end_tag(xml))
			return false;
		*out = xml_next(xml);
		return true;
	}
	const enum xml_tag_result result = is_name_start(next) ? xml_read_tag(xml, &is_empty) : XML_TAG_NONE;
	if (result == XML_TAG_CUT)
		return false;
	if (result == XML_TAG_NONE) {
		xml_blame(xml, "bad_tag");
		*out = give_text(xml, bytes_of(xml->window.ptr + xml->at++, 1));
		return true;
	}
	if (xml->depth == XML_DEPTH_MOST) {
		xml_blame(xml, "too_deep");
		xml->depth_over += !is_empty;
		return false;
	}
	*out = open_element(xml, is_empty);
	return true;
}

static enum xml_event end(struct xml_scan *xml)
{
	xml->is_truncated |= xml->depth > 0 || xml->is_in_cdata;
	if (xml->is_truncated)
		xml_blame(xml, "truncated");
	if (!xml->has_root)
		xml_blame(xml, "empty");
	return XML_END;
}

enum xml_event xml_next(struct xml_scan *xml)
{
	enum xml_event event;
	if (xml->is_close_given) {
		xml->is_close_given = false;
		pop(xml);
	}
	if (xml->closes_due || xml->is_empty_element) {
		xml->closes_due -= xml->closes_due > 0;
		xml->is_empty_element = false;
		xml->is_close_given = true;
		return close_top(xml);
	}
	for (;;) {
		if (xml->at == xml->window.len && !xml_more(xml))
			return end(xml);
		if (xml->is_in_cdata ? read_cdata(xml) : false)
			return XML_TEXT;
		if (xml->is_in_cdata || xml->at == xml->window.len)
			continue;
		const char c = xml->window.ptr[xml->at];
		if (c == '<') {
			if (read_markup(xml, &event))
				return event;
		} else if (read_text(xml)) {
			return XML_TEXT;
		}
	}
}

const char *xml_attribute(const struct xml_scan *xml, enum xml_ns ns, const char *local)
{
	for (size_t i = 0; i < xml->attribute_count; i++)
		if (xml->attributes[i].ns == ns && bytes_are(xml->attributes[i].local, local))
			return xml->attributes[i].value.ptr;
	return NULL;
}

void xml_lift(struct xml_scan *xml, unsigned depth)
{
	if (depth >= xml->depth)
		return;
	xml_blame(xml, "mismatched_tag");
	const uint32_t bindings = xml->open[depth - 1].bindings;
	xml->open[depth - 1] = xml->open[xml->depth - 1];
	xml->open[depth - 1].bindings = bindings;
	xml->depth = depth;
}

void xml_adopt(struct xml_scan *xml)
{
	for (size_t i = 0; i < xml->binding_count; i++)
		if (!xml->bindings[i].len && xml->bindings[i].ns == NS_FOREIGN)
			xml->bindings[i].ns = NS_NONE;
	xml->open[xml->depth - 1].ns = NS_NONE;
	xml->ns = NS_NONE;
}
