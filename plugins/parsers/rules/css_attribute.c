/* SPDX-License-Identifier: MIT
 * Tests of attributes and classes, as XPath. */
#include <string.h>

#include "css_parts.h"

/* --- pieces of XPath */

const char *xpath_literal(const char *text, struct pool *pool)
{
	if (!strchr(text, '\''))
		return pool_print(pool, "'%s'", text);
	if (!strchr(text, '"'))
		return pool_print(pool, "\"%s\"", text);
	struct text out = { .pool = pool };
	text_put(&out, "concat(");
	for (const char *part = text; *part;) { /* runs without an apostrophe, and runs of them */
		const size_t length = *part == '\'' ? strspn(part, "'") : strcspn(part, "'");
		const char quote = *part == '\'' ? '"' : '\'';
		text_print(&out, "%s%c%.*s%c", part == text ? "" : ",", quote, (int)length, part, quote);
		part += length;
	}
	text_put(&out, ")");
	return text_get(&out);
}

/* In ASCII: CSS takes more characters for letters than XML does. */
static bool is_plain_name(const char *name)
{
	if (!css_is_name_start(*name))
		return false;
	for (; *name; name++)
		if ((!css_is_name_byte(*name) && *name != '.') || (unsigned char)*name >= 0x80)
			return false;
	return true;
}

/* What a step names: "p", or a test of its name where XPath could not write it ("o:p"). */
const char *xpath_node_test(const char *name, struct pool *pool)
{
	if (!name)
		return "*";
	return is_plain_name(name) ? name : pool_print(pool, "*[name()=%s]", xpath_literal(name, pool));
}

const char *xpath_attribute(const char *name, struct pool *pool)
{
	return is_plain_name(name) ? pool_print(pool, "@%s", name)
	                           : pool_print(pool, "@*[name()=%s]", xpath_literal(name, pool));
}

/* Characters, as XPath counts them. */
static size_t count_characters(const char *text)
{
	size_t count = 0;
	for (; *text; text++)
		count += ((unsigned char)*text & 0xC0) != 0x80;
	return count;
}

/* --- [attribute] */

/* XPath of the value, a literal, the raw text. Where a value may not be empty, an empty one matches nothing. */
static const char *test_equal(const char *value, const char *literal, const char *text, struct pool *pool)
{
	(void)text;
	return pool_print(pool, "%s=%s", value, literal);
}

/* Nearly all elements fail the first, cheap half. */
static const char *test_word(const char *value, const char *literal, const char *text, struct pool *pool)
{
	const char *word = xpath_literal(pool_print(pool, " %s ", text), pool);
	if (strpbrk(text, " \t\r\n\f"))
		return "false()";
	return pool_print(pool, "contains(%s,%s) and contains(concat(' ',normalize-space(%s),' '),%s)", value,
	                  literal, value, word);
}

static const char *test_language(const char *value, const char *literal, const char *text, struct pool *pool)
{
	const char *dashed = xpath_literal(pool_print(pool, "%s-", text), pool);
	return pool_print(pool, "(%s=%s or starts-with(%s,%s))", value, literal, value, dashed);
}

static const char *test_start(const char *value, const char *literal, const char *text, struct pool *pool)
{
	(void)text;
	return pool_print(pool, "starts-with(%s,%s)", value, literal);
}

static const char *test_end(const char *value, const char *literal, const char *text, struct pool *pool)
{
	return pool_print(pool, "substring(%s,string-length(%s)-%zu)=%s", value, value,
	                  count_characters(text) - 1, literal);
}

static const char *test_inside(const char *value, const char *literal, const char *text, struct pool *pool)
{
	(void)text;
	return pool_print(pool, "contains(%s,%s)", value, literal);
}

static const struct comparison {
	char sign;
	bool takes_empty;
	const char *(*test)(const char *value, const char *literal, const char *text, struct pool *pool);
} comparisons[] = {
	{ '=', true, test_equal },  { '~', false, test_word }, { '|', true, test_language },
	{ '^', false, test_start }, { '$', false, test_end },  { '*', false, test_inside },
};

static const struct comparison *read_comparison(struct css *css)
{
	for (size_t i = 0; i < sizeof comparisons / sizeof *comparisons; i++) {
		if (*css->at != comparisons[i].sign)
			continue;
		css->at++;
		if (comparisons[i].sign != '=')
			css_expect(css, '=');
		return &comparisons[i];
	}
	css_fail(css, "here one of = ~= |= ^= $= *= or \"]\" is missing");
	return NULL;
}

/* "i" and "s" behind the value: without case, with. */
static bool read_case_flag(struct css *css)
{
	const char flag = css_lower(*css->at);
	if (flag != 'i' && flag != 's')
		return false;
	css->at++;
	css_skip_space(css);
	return flag == 'i';
}

static const char *without_case(const char *value, struct pool *pool)
{
	return pool_print(pool, "translate(%s,'ABCDEFGHIJKLMNOPQRSTUVWXYZ','abcdefghijklmnopqrstuvwxyz')",
	                  value);
}

static void add_value_test(struct css *css, const char *name, struct text *out)
{
	const struct comparison *comparison = read_comparison(css);
	css_skip_space(css);
	const char quote = *css->at;
	const char *read = quote == '"' || quote == '\'' ? css_read_string(css)
	                                                 : css_read_name(css, "the value (quote it)");
	css_skip_space(css);
	const bool is_caseless = read_case_flag(css);
	if (css_failed(css))
		return;
	const char *value = xpath_attribute(name, css->pool);
	char *text = pool_text(css->pool, read, strlen(read));
	for (char *c = text; is_caseless && *c; c++)
		*c = css_lower(*c);
	if (is_caseless)
		value = without_case(value, css->pool);
	if (!*text && !comparison->takes_empty)
		text_put(out, "[false()]");
	else
		text_print(out, "[%s]",
		           comparison->test(value, xpath_literal(text, css->pool), text, css->pool));
}

void css_add_attribute(struct css *css, struct text *out)
{
	css_skip_space(css);
	const char *name = css_read_lower_name(css, "the attribute's name");
	css_skip_space(css);
	if (!name)
		return;
	if (*css->at == ']')
		text_print(out, "[%s]", xpath_attribute(name, css->pool));
	else
		add_value_test(css, name, out);
	css_expect(css, ']');
}

void css_add_class(struct css *css, struct text *out)
{
	const char *name = css_read_name(css, "the class's name");
	if (name)
		text_print(out, "[%s]", test_word("@class", xpath_literal(name, css->pool), name, css->pool));
}
