/* SPDX-License-Identifier: MIT
 * A start tag as people write them: name, attributes with and without quotes, the namespaces that it binds. */
#include <stdlib.h>
#include <string.h>

#include "xml_parts.h"

/* What a character is to a name; zero for those that names are made of. */
enum { NAME_ENDS = 1, NAME_ODD /* belongs to it all the same */ };
static const uint8_t in_name[0x100] = {
	['\0'] = NAME_ENDS, ['\t'] = NAME_ENDS, ['\n'] = NAME_ENDS, ['\v'] = NAME_ENDS, ['\f'] = NAME_ENDS, ['\r'] = NAME_ENDS,
	[' '] = NAME_ENDS,  ['>'] = NAME_ENDS,  ['/'] = NAME_ENDS,  ['='] = NAME_ENDS,  ['<'] = NAME_ENDS,
	['"'] = NAME_ODD,   ['\''] = NAME_ODD,  ['&'] = NAME_ODD,   [';'] = NAME_ODD,   [','] = NAME_ODD,   ['@'] = NAME_ODD,
	['('] = NAME_ODD,   [')'] = NAME_ODD,   ['*'] = NAME_ODD,   ['$'] = NAME_ODD,   ['%'] = NAME_ODD,   ['!'] = NAME_ODD,
	['?'] = NAME_ODD,   ['+'] = NAME_ODD,   ['#'] = NAME_ODD,
};

/* Reads at p, which stands within a window that ends in NUL. */
struct tag {
	struct xml_scan *xml;
	const char *p, *end;
	bool is_short; /* the window ends in the tag */
};

static char peek(struct tag *t)
{
	t->is_short |= t->p >= t->end;
	return t->p < t->end ? *t->p : '\0';
}

static bool skip_blanks(struct tag *t)
{
	const char *before = t->p;
	while (t->p < t->end && is_blank(*t->p))
		t->p++;
	return t->p > before;
}

static struct wd_bytes take_name(struct tag *t)
{
	const char *begin = t->p;
	unsigned seen = 0;
	for (uint8_t c; t->p < t->end && (c = in_name[(unsigned char)*t->p]) != NAME_ENDS; t->p++)
		seen |= c;
	if (seen & NAME_ODD)
		xml_blame(t->xml, "bad_tag");
	t->is_short |= t->p >= t->end;
	return bytes_of(begin, (size_t)(t->p - begin));
}

/* The closing quote, or the tag's end where it was forgotten: then the value runs on into other markup. */
static const char *value_end(struct tag *t, char quote)
{
	const char *end = memchr(t->p, quote, (size_t)(t->end - t->p));
	const char *limit = end ? end : t->end;
	if (!end && !t->xml->is_at_end && t->end - t->p < XML_TAG_MOST) {
		t->is_short = true;
		return t->end;
	}
	const char *markup = memchr(t->p, '<', (size_t)(limit - t->p));
	if (!markup && end)
		return end;
	xml_blame(t->xml, "bad_attribute");
	const char *close = memchr(t->p, '>', (size_t)((markup ? markup : limit) - t->p));
	if (!close && !end) {
		t->is_short = true;
		return t->end;
	}
	return close ? close : end;
}

static struct wd_bytes take_quoted(struct tag *t, char quote)
{
	const char *begin = ++t->p;
	const char *end = value_end(t, quote);
	t->p = end;
	if (t->p < t->end && *t->p == quote)
		t->p++;
	else if (end > begin && end[-1] == '/')
		end--, t->p--;
	return bytes_of(begin, (size_t)(end - begin));
}

static struct wd_bytes take_unquoted(struct tag *t)
{
	const char *begin = t->p;
	xml_blame(t->xml, "bad_attribute");
	while (t->p < t->end && !is_blank(*t->p) && *t->p != '>')
		t->p++;
	t->is_short |= t->p >= t->end;
	return bytes_of(begin, (size_t)(t->p - begin));
}

static struct wd_bytes take_value(struct tag *t, struct wd_bytes name)
{
	skip_blanks(t);
	if (peek(t) != '=') {
		xml_blame(t->xml, "bad_attribute");
		return name;
	}
	t->p++;
	skip_blanks(t);
	const char quote = peek(t);
	return quote == '"' || quote == '\'' ? take_quoted(t, quote) : take_unquoted(t);
}

static bool is_double(const struct xml_scan *xml, struct wd_bytes name)
{
	for (size_t i = 0; i < xml->attribute_count; i++)
		if (xml->attributes[i].local.len == name.len &&
		    !memcmp(xml->attributes[i].local.ptr, name.ptr, name.len))
			return true;
	return false;
}

static void keep(struct xml_scan *xml, struct wd_bytes name, struct wd_bytes raw)
{
	if (is_double(xml, name))
		xml_blame(xml, "duplicate_attribute");
	else if (xml->attribute_count < XML_ATTRIBUTES_MOST)
		xml->attributes[xml->attribute_count++] = (struct xml_attribute){ .local = name, .raw = raw };
}

/* To the end of the tag; false where it is none after all. */
static bool take_attributes(struct tag *t, bool *out_is_empty)
{
	*out_is_empty = false;
	for (;;) {
		const bool has_blank = skip_blanks(t);
		const char c = peek(t);
		if (t->is_short)
			return true;
		if (c == '<')
			return false;
		t->p += c == '>' || c == '/' || c == '=';
		if (c == '>')
			return true;
		if (c == '/' && peek(t) == '>') {
			t->p++;
			*out_is_empty = true;
			return true;
		}
		if (c == '/' || c == '=' || !has_blank)
			xml_blame(t->xml, c == '/' || c == '=' ? "bad_tag" : "bad_attribute");
		if (c == '/' || c == '=')
			continue;
		const struct wd_bytes name = take_name(t);
		const struct wd_bytes value = take_value(t, name);
		if (!t->is_short)
			keep(t->xml, name, value);
	}
}

/* --- values */

static void add_clean(struct xml_scan *xml, struct wd_bytes run)
{
	while (run.len) {
		const size_t clean = xml_clean_run(run), taken = clean + (clean < run.len);
		xml_buffer_add(&xml->values, run.ptr, clean);
		if (clean < taken)
			xml_blame(xml, "control_character");
		run = bytes_of(run.ptr + taken, run.len - taken);
	}
}

static void add_value(struct xml_scan *xml, struct wd_bytes raw)
{
	struct wd_bytes text;
	while (raw.len) {
		const char *reference = memchr(raw.ptr, '&', raw.len);
		size_t run = reference ? (size_t)(reference - raw.ptr) : raw.len;
		add_clean(xml, bytes_of(raw.ptr, run));
		if (!run) {
			run = xml_reference(xml, raw, &text);
			xml_buffer_add(&xml->values, text.ptr, text.len);
		}
		raw = bytes_of(raw.ptr + run, raw.len - run);
	}
}

/* All values into one buffer; only then does none of them move any more. */
static void read_values(struct xml_scan *xml)
{
	size_t at = 0;
	xml->values.len = 0;
	for (size_t i = 0; i < xml->attribute_count; i++) {
		const size_t before = xml->values.len;
		add_value(xml, xml->attributes[i].raw);
		xml->attributes[i].value.len = xml->values.len - before;
		xml_buffer_add(&xml->values, "", 1);
	}
	for (size_t i = 0; i < xml->attribute_count; i++) {
		xml->attributes[i].value.ptr = xml->values.ptr + at;
		at += xml->attributes[i].value.len + 1;
	}
}

/* --- namespaces */

static void bind(struct xml_scan *xml, struct wd_bytes prefix, struct wd_bytes uri)
{
	if (xml->binding_count == xml->binding_cap) {
		xml->binding_cap = xml->binding_cap ? xml->binding_cap * 2 : 32;
		xml->bindings = realloc(xml->bindings, xml->binding_cap * sizeof *xml->bindings);
		if (!xml->bindings)
			abort();
	}
	const struct xml_binding *last = xml->binding_count ? &xml->bindings[xml->binding_count - 1] : NULL;
	xml->names_of_bindings.len = last ? last->prefix + last->len : 0;
	xml->bindings[xml->binding_count++] =
		(struct xml_binding){ xml->names_of_bindings.len, (uint32_t)prefix.len, xml_ns_of_uri(uri) };
	xml_buffer_add(&xml->names_of_bindings, prefix.ptr, prefix.len);
}

/* Takes the declarations of namespaces out of the attributes. */
static void bind_all(struct xml_scan *xml)
{
	size_t kept = 0;
	for (size_t i = 0; i < xml->attribute_count; i++) {
		const struct xml_attribute *a = &xml->attributes[i];
		if (!bytes_start(a->local, "xmlns") || (a->local.len > 5 && a->local.ptr[5] != ':')) {
			xml->attributes[kept++] = *a;
			continue;
		}
		const size_t skipped = a->local.len > 5 ? 6 : 5;
		bind(xml, bytes_of(a->local.ptr + skipped, a->local.len - skipped), a->value);
	}
	xml->attribute_count = kept;
}

static const struct xml_binding *find_binding(const struct xml_scan *xml, struct wd_bytes prefix)
{
	for (size_t i = xml->binding_count; i; i--) {
		const struct xml_binding *b = &xml->bindings[i - 1];
		if (b->len == prefix.len &&
		    !memcmp(xml->names_of_bindings.ptr + b->prefix, prefix.ptr, prefix.len))
			return b;
	}
	return NULL;
}

enum xml_ns xml_split_name(struct xml_scan *xml, struct wd_bytes name, bool is_attribute,
                           struct wd_bytes *out_prefix, struct wd_bytes *out_local)
{
	const char *colon = memchr(name.ptr, ':', name.len);
	const size_t length = colon ? (size_t)(colon - name.ptr) : 0, skipped = colon ? length + 1 : 0;
	*out_prefix = bytes_of(name.ptr, length);
	*out_local = bytes_of(name.ptr + skipped, name.len - skipped);
	if (!colon && is_attribute)
		return NS_NONE;
	const struct xml_binding *binding =
		xml->binding_count || colon ? find_binding(xml, *out_prefix) : NULL;
	if (binding)
		return binding->ns;
	if (!colon)
		return NS_NONE;
	if (length == 3 && !memcmp(name.ptr, "xml", 3))
		return NS_XML;
	xml_blame(xml, "undeclared_prefix");
	return xml_ns_of_prefix(*out_prefix);
}

static void resolve_names(struct xml_scan *xml, struct wd_bytes name, uint32_t bindings)
{
	struct xml_open *open = &xml->open[xml->depth];
	struct wd_bytes prefix, local;
	xml->names.len = xml->depth ? xml->open[xml->depth - 1].name + xml->open[xml->depth - 1].len : 0;
	*open = (struct xml_open){ .name = xml->names.len, .len = (uint32_t)name.len, .bindings = bindings };
	open->ns = xml_split_name(xml, name, false, &prefix, &local);
	open->prefix_len = (uint32_t)prefix.len;
	xml_buffer_add(&xml->names, name.ptr, name.len);
	for (size_t i = 0; i < xml->attribute_count; i++) {
		struct xml_attribute *a = &xml->attributes[i];
		a->ns = xml_split_name(xml, a->local, true, &a->prefix, &a->local);
	}
}

enum xml_tag_result xml_read_tag(struct xml_scan *xml, bool *out_is_empty)
{
	struct tag t;
	struct wd_bytes name;
	const char *const fault = xml->fault;
	bool is_tag, was_at_end;
	do {
		was_at_end = xml->is_at_end;
		xml->fault = fault;
		t = (struct tag){ .xml = xml, .end = xml->window.ptr + xml->window.len };
		t.p = xml->window.ptr + xml->at + 1;
		xml->attribute_count = 0;
		name = take_name(&t);
		is_tag = t.is_short || take_attributes(&t, out_is_empty);
	} while (t.is_short && !was_at_end && xml->window.len - xml->at < XML_TAG_MOST &&
	         (xml_more(xml), true));
	if (!is_tag)
		return XML_TAG_NONE;
	if (t.is_short) {
		xml->fault = fault;
		xml->at = xml->window.len;
		xml->is_truncated = true;
		return XML_TAG_CUT;
	}
	xml->at = (size_t)(t.p - xml->window.ptr);
	const uint32_t bindings = (uint32_t)xml->binding_count;
	read_values(xml);
	if (xml->depth == XML_DEPTH_MOST)
		return XML_TAG_READ;
	bind_all(xml);
	resolve_names(xml, name, bindings);
	return XML_TAG_READ;
}
