/* SPDX-License-Identifier: MIT
 * A recursive descent over the selector that writes XPath as it goes. Three ways of writing, as a selector can stand in
 * three places: a path that leads from here to the matches (the selector itself, :has()), and a condition on a node,
 * read from its right end to its left one (:not(), :is()), for which compounds are first kept. */
#include "css.h"

#include <stdlib.h>
#include <string.h>

enum { DEPTH_MOST = 16, COMPOUNDS_MOST = 32, NUMBER_MOST = 1000000 };

/* "p.lead:first-child": what one element must be. */
struct compound {
	const char *name;       /* NULL: any */
	struct text conditions; /* "[…][…]" */
	char combinator;        /* that stands before it: ' ', '>', '+', '~'; 0: it is the first */
};

struct css {
	const char *start, *at;
	struct pool *pool;
	struct css_fault *fault;
	unsigned depth;
};

/* --- faults: the first one counts, and everything stops */

static bool has_failed(const struct css *css)
{
	return css->fault->text != NULL;
}

static void fail_at(struct css *css, const char *at, const char *text)
{
	if (has_failed(css))
		return;
	css->fault->text = text;
	css->fault->at = (size_t)(at - css->start);
}

static void fail(struct css *css, const char *text)
{
	fail_at(css, css->at, text);
}

/* --- characters */

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_name_start(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (unsigned char)c >= 0x80;
}

static bool is_name_byte(char c)
{
	return is_name_start(c) || is_digit(c) || c == '-';
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static bool skip_space(struct css *css)
{
	const char *start = css->at;
	while (is_space(*css->at))
		css->at++;
	return css->at > start;
}

static bool take(struct css *css, char c)
{
	if (*css->at != c)
		return false;
	css->at++;
	return true;
}

static void expect(struct css *css, char c)
{
	if (!take(css, c))
		fail(css, pool_print(css->pool, "a \"%c\" is missing here", c));
}

static int hex_value(char c)
{
	if (is_digit(c))
		return c - '0';
	c = lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static void add_character(struct text *out, unsigned long c)
{
	char bytes[4];
	size_t n = 0;
	if (c < 0x20 || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000))
		c = 0xFFFD;
	if (c < 0x80) {
		bytes[n++] = (char)c;
	} else {
		const int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
		bytes[n++] = (char)((0xF00 >> more & 0xFF) | c >> 6 * more);
		for (int i = more; i-- > 0;)
			bytes[n++] = (char)(0x80 | (c >> 6 * i & 0x3F));
	}
	text_add(out, bytes, n);
}

/* Behind the backslash: up to six hexadecimal digits and a blank, or the character itself. */
static void read_escape(struct css *css, struct text *out)
{
	unsigned long c = 0;
	int digits = 0;
	while (digits < 6 && hex_value(*css->at) >= 0) {
		c = c * 16 + (unsigned long)hex_value(*css->at++);
		digits++;
	}
	if (digits) {
		if (is_space(*css->at))
			css->at++;
		add_character(out, c);
	} else if (*css->at) {
		text_add(out, css->at++, 1);
	} else {
		fail(css, "the selector ends in a backslash");
	}
}

/* --- words */

static bool begins_name(const char *at)
{
	if (*at == '-')
		at++;
	return is_name_start(*at) || *at == '-' || (*at == '\\' && at[1]);
}

/* A name with its escapes read, or NULL and a fault. */
static char *read_name(struct css *css, const char *what)
{
	struct text name = { .pool = css->pool };
	if (!begins_name(css->at)) {
		fail(css, pool_print(css->pool, "here %s is missing", what));
		return NULL;
	}
	while (is_name_byte(*css->at) || *css->at == '\\') {
		if (take(css, '\\'))
			read_escape(css, &name);
		else
			text_add(&name, css->at++, 1);
	}
	return name.at;
}

static const char *read_lower_name(struct css *css, const char *what)
{
	char *name = read_name(css, what);
	for (char *c = name; c && *c; c++)
		*c = lower(*c);
	return name;
}

static const char *read_string(struct css *css)
{
	struct text text = { .pool = css->pool };
	const char *start = css->at;
	const char quote = *css->at++;
	while (*css->at && *css->at != quote) {
		if (take(css, '\\'))
			read_escape(css, &text);
		else
			text_add(&text, css->at++, 1);
	}
	if (!take(css, quote))
		fail_at(css, start, "this quote has no end");
	return text_get(&text);
}

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
	if (!is_name_start(*name))
		return false;
	for (; *name; name++)
		if ((!is_name_byte(*name) && *name != '.') || (unsigned char)*name >= 0x80)
			return false;
	return true;
}

/* What a step names: "p", or a test of its name where XPath could not write it ("o:p"). */
static const char *node_test(const char *name, struct pool *pool)
{
	if (!name)
		return "*";
	return is_plain_name(name) ? name : pool_print(pool, "*[name()=%s]", xpath_literal(name, pool));
}

static const char *attribute(const char *name, struct pool *pool)
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
			expect(css, '=');
		return &comparisons[i];
	}
	fail(css, "here one of = ~= |= ^= $= *= or \"]\" is missing");
	return NULL;
}

/* "i" and "s" behind the value: without case, with. */
static bool read_case_flag(struct css *css)
{
	const char flag = lower(*css->at);
	if (flag != 'i' && flag != 's')
		return false;
	css->at++;
	skip_space(css);
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
	skip_space(css);
	const char quote = *css->at;
	const char *read =
		quote == '"' || quote == '\'' ? read_string(css) : read_name(css, "the value (quote it)");
	skip_space(css);
	const bool is_caseless = read_case_flag(css);
	if (has_failed(css))
		return;
	const char *value = attribute(name, css->pool);
	char *text = pool_text(css->pool, read, strlen(read));
	for (char *c = text; is_caseless && *c; c++)
		*c = lower(*c);
	if (is_caseless)
		value = without_case(value, css->pool);
	if (!*text && !comparison->takes_empty)
		text_put(out, "[false()]");
	else
		text_print(out, "[%s]",
		           comparison->test(value, xpath_literal(text, css->pool), text, css->pool));
}

static void read_attribute(struct css *css, struct text *out)
{
	skip_space(css);
	const char *name = read_lower_name(css, "the attribute's name");
	skip_space(css);
	if (!name)
		return;
	if (*css->at == ']')
		text_print(out, "[%s]", attribute(name, css->pool));
	else
		add_value_test(css, name, out);
	expect(css, ']');
}

/* --- :nth-child() and its kin */

struct nth {
	long a, b; /* every a-th, beginning with the b-th */
};

static long read_number(struct css *css)
{
	long n = 0;
	if (!is_digit(*css->at))
		fail(css, "here a number is missing");
	while (is_digit(*css->at)) {
		n = n * 10 + (*css->at++ - '0');
		if (n > NUMBER_MOST)
			fail(css, "this number is too large");
		if (has_failed(css))
			return 0;
	}
	return n;
}

static bool take_word(struct css *css, const char *word)
{
	const size_t length = strlen(word);
	if (strncasecmp(css->at, word, length) || is_name_byte(css->at[length]))
		return false;
	css->at += length;
	return true;
}

/* "odd", "even", "3", "2n+1", "-n + 3" */
static struct nth read_nth(struct css *css)
{
	skip_space(css);
	if (take_word(css, "odd"))
		return (struct nth){ 2, 1 };
	if (take_word(css, "even"))
		return (struct nth){ 2, 0 };
	long sign = take(css, '-') ? -1 : 1;
	if (sign > 0)
		take(css, '+');
	const long first = lower(*css->at) == 'n' ? 1 : read_number(css);
	if (lower(*css->at) != 'n')
		return (struct nth){ 0, sign * first };
	css->at++;
	struct nth nth = { sign * first, 0 };
	skip_space(css);
	if (*css->at == '+' || *css->at == '-') {
		sign = *css->at++ == '-' ? -1 : 1;
		skip_space(css);
		nth.b = sign * read_number(css);
	}
	return nth;
}

/* before: how many siblings stand before the element, in XPath. */
static void add_nth(struct text *out, struct nth nth, const char *before)
{
	if (!nth.a)
		text_print(out, "[%s=%ld]", before, nth.b - 1);
	else if (nth.a > 0)
		text_print(out, "[%s>=%ld and (%s+%ld) mod %ld=0]", before, nth.b - 1, before, 1 - nth.b,
		           nth.a);
	else
		text_print(out, "[%s<=%ld and (%ld-%s) mod %ld=0]", before, nth.b - 1, nth.b - 1, before,
		           -nth.a);
}

/* --- :pseudo-classes */

static const char *read_conditions(struct css *css);
static const char *read_paths(struct css *css);

struct pseudo {
	const char *name;
	const char *condition; /* what it says, with %s for the siblings' name; NULL: see nth */
	bool is_of_type;       /* counts only elements of its own name */
	bool is_nth;           /* takes an+b, condition being the siblings that are counted */
};

/* Sorted by name. */
static const struct pseudo pseudos[] = {
	{ "empty", "not(*) and not(text())", false, false },
	{ "first-child", "not(preceding-sibling::%s)", false, false },
	{ "first-of-type", "not(preceding-sibling::%s)", true, false },
	{ "last-child", "not(following-sibling::%s)", false, false },
	{ "last-of-type", "not(following-sibling::%s)", true, false },
	{ "nth-child", "count(preceding-sibling::%s)", false, true },
	{ "nth-last-child", "count(following-sibling::%s)", false, true },
	{ "nth-last-of-type", "count(following-sibling::%s)", true, true },
	{ "nth-of-type", "count(preceding-sibling::%s)", true, true },
	{ "only-child", "not(preceding-sibling::%s) and not(following-sibling::%s)", false, false },
	{ "only-of-type", "not(preceding-sibling::%s) and not(following-sibling::%s)", true, false },
	{ "root", "not(parent::*)", false, false },
};

static int compare_pseudo(const void *name, const void *row)
{
	return strcmp(name, ((const struct pseudo *)row)->name);
}

/* The condition with the siblings' name in the places of %s. */
static const char *fill_in(const char *condition, const char *siblings, struct pool *pool)
{
	struct text out = { .pool = pool };
	for (const char *hole; (hole = strstr(condition, "%s")); condition = hole + 2) {
		text_add(&out, condition, (size_t)(hole - condition));
		text_put(&out, siblings);
	}
	text_put(&out, condition);
	return text_get(&out);
}

static void add_pseudo(struct css *css, const struct pseudo *pseudo, const char *start, struct compound *into)
{
	if (pseudo->is_of_type && !into->name) {
		fail_at(css, start,
		        pool_print(css->pool, "\":%s\" needs the element's name before it, as in p:%s",
		                   pseudo->name, pseudo->name));
		return;
	}
	const char *siblings = pseudo->is_of_type ? node_test(into->name, css->pool) : "*";
	const char *condition = fill_in(pseudo->condition, siblings, css->pool);
	if (!pseudo->is_nth) {
		text_print(&into->conditions, "[%s]", condition);
		return;
	}
	expect(css, '(');
	const struct nth nth = read_nth(css);
	skip_space(css);
	expect(css, ')');
	if (!has_failed(css))
		add_nth(&into->conditions, nth, condition);
}

static const struct function {
	const char *name;
	const char *around; /* what the selectors in its brackets come to */
	const char *(*read)(struct css *css);
} functions[] = {
	{ "not", "[not(%s)]", read_conditions },
	{ "is", "[%s]", read_conditions },
	{ "where", "[%s]", read_conditions },
	{ "has", "[%s]", read_paths },
};

static bool add_function(struct css *css, const char *name, struct compound *into)
{
	for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
		if (strcmp(name, functions[i].name))
			continue;
		expect(css, '(');
		const char *inside = has_failed(css) ? NULL : functions[i].read(css);
		if (inside)
			text_put(&into->conditions, fill_in(functions[i].around, inside, css->pool));
		expect(css, ')');
		return true;
	}
	return false;
}

static void read_pseudo(struct css *css, struct compound *into)
{
	const char *start = css->at - 1;
	if (*css->at == ':') {
		fail_at(css, start, "a pseudo-element such as \"::before\" is nothing that a document holds");
		return;
	}
	const char *name = read_lower_name(css, "the name of a pseudo-class");
	if (!name || add_function(css, name, into))
		return;
	const struct pseudo *pseudo =
		bsearch(name, pseudos, sizeof pseudos / sizeof *pseudos, sizeof *pseudos, compare_pseudo);
	if (pseudo)
		add_pseudo(css, pseudo, start, into);
	else
		fail_at(css, start,
		        pool_print(css->pool,
		                   "\":%s\" is not supported; there are :not :is :where :has :empty :root "
		                   ":only-child "
		                   ":only-of-type and first, last, nth, nth-last with -child and -of-type",
		                   name));
}

/* --- compounds */

static void add_class(struct css *css, struct text *out)
{
	const char *name = read_name(css, "the class's name");
	if (name)
		text_print(out, "[%s]", test_word("@class", xpath_literal(name, css->pool), name, css->pool));
}

static void add_id(struct css *css, struct text *out)
{
	const char *name = read_name(css, "the id");
	if (name)
		text_print(out, "[@id=%s]", xpath_literal(name, css->pool));
}

static bool read_part(struct css *css, struct compound *into)
{
	if (take(css, '.'))
		add_class(css, &into->conditions);
	else if (take(css, '#'))
		add_id(css, &into->conditions);
	else if (take(css, '['))
		read_attribute(css, &into->conditions);
	else if (take(css, ':'))
		read_pseudo(css, into);
	else
		return false;
	return !has_failed(css);
}

static bool read_compound(struct css *css, struct compound *into)
{
	const char *start = css->at;
	into->conditions = (struct text){ .pool = css->pool };
	if (begins_name(css->at))
		into->name = read_lower_name(css, "the element's name");
	else if (take(css, '*'))
		into->name = NULL;
	if (*css->at == '|')
		fail(css, "names with a namespace (\"a|b\") are not supported");
	while (!has_failed(css) && read_part(css, into))
		;
	if (css->at == start)
		fail(css, *css->at ? pool_print(css->pool, "\"%c\" cannot stand here", *css->at)
		                   : "the selector ends where an element is missing");
	return !has_failed(css);
}

static char read_combinator(struct css *css)
{
	const bool has_space = skip_space(css);
	if (*css->at && strchr(">+~", *css->at)) {
		const char combinator = *css->at++;
		skip_space(css);
		return combinator;
	}
	return has_space && *css->at && !strchr(",)", *css->at) ? ' ' : 0;
}

/* Compounds up to a comma, a bracket or the end; 0 after a failure. */
static size_t read_complex(struct css *css, struct compound *compounds, char before)
{
	size_t count = 0;
	do {
		if (count == COMPOUNDS_MOST) {
			fail(css, "this selector has too many parts");
			return 0;
		}
		compounds[count] = (struct compound){ .combinator = before };
		if (!read_compound(css, &compounds[count++]))
			return 0;
		before = read_combinator(css);
	} while (before);
	return count;
}

/* --- as a path: from here to the matches */

static const char *step(const struct compound *compound, struct pool *pool)
{
	const char *test = node_test(compound->name, pool), *conditions = text_get(&compound->conditions);
	switch (compound->combinator) {
	case '>':
		return pool_print(pool, "child::%s%s", test, conditions);
	case '+':
		return pool_print(pool, "following-sibling::*[1][self::%s]%s", test, conditions);
	case '~':
		return pool_print(pool, "following-sibling::%s%s", test, conditions);
	default:
		return pool_print(pool, "descendant::%s%s", test, conditions);
	}
}

static void add_path(struct css *css, const char *start, char combinator, struct text *out)
{
	struct compound compounds[COMPOUNDS_MOST];
	const size_t count = read_complex(css, compounds, combinator);
	text_put(out, start);
	for (size_t i = 0; i < count; i++)
		text_print(out, "%s%s", i ? "/" : "", step(&compounds[i], css->pool));
}

static bool go_deeper(struct css *css)
{
	if (++css->depth > DEPTH_MOST)
		fail(css, "brackets stand too deep in brackets here");
	return !has_failed(css);
}

/* The list in :has(): each may begin with a combinator. */
static const char *read_paths(struct css *css)
{
	struct text out = { .pool = css->pool };
	if (!go_deeper(css))
		return NULL;
	do {
		skip_space(css);
		char combinator = ' ';
		if (*css->at && strchr(">+~", *css->at)) {
			combinator = *css->at++;
			skip_space(css);
		}
		add_path(css, out.length ? " | " : "", combinator, &out);
	} while (!has_failed(css) && take(css, ','));
	css->depth--;
	return text_get(&out);
}

/* --- as a condition: whether a node is one of the matches */

static const struct axis {
	char combinator;
	const char *leftwards;
} axes[] = { { ' ', "ancestor::*" },
	     { '>', "parent::*" },
	     { '+', "preceding-sibling::*[1]" },
	     { '~', "preceding-sibling::*" } };

static const char *leftwards(char combinator)
{
	for (size_t i = 0; i < sizeof axes / sizeof *axes; i++)
		if (axes[i].combinator == combinator)
			return axes[i].leftwards;
	return NULL;
}

/* "a b > c": self::c and its parent is b, which has an ancestor a. */
static const char *condition_of(const struct compound *compounds, size_t count, struct pool *pool)
{
	const char *condition = NULL;
	for (size_t i = 0; i < count; i++) {
		const char *own = pool_print(pool, "self::%s%s", node_test(compounds[i].name, pool),
		                             text_get(&compounds[i].conditions));
		condition = condition ? pool_print(pool, "%s[%s[%s]]", own,
		                                   leftwards(compounds[i].combinator), condition)
		                      : own;
	}
	return condition;
}

/* The list in :not(), :is(). */
static const char *read_conditions(struct css *css)
{
	struct text out = { .pool = css->pool };
	if (!go_deeper(css))
		return NULL;
	do {
		struct compound compounds[COMPOUNDS_MOST];
		skip_space(css);
		const size_t count = read_complex(css, compounds, 0);
		if (count)
			text_print(&out, "%s%s", out.length ? " or " : "",
			           condition_of(compounds, count, css->pool));
	} while (!has_failed(css) && take(css, ','));
	css->depth--;
	return text_get(&out);
}

/* --- the whole */

const char *css_to_xpath(const char *selector, enum css_from from, struct pool *pool, struct css_fault *out)
{
	struct css css = { .start = selector, .at = selector, .pool = pool, .fault = out };
	struct text xpath = { .pool = pool };
	*out = (struct css_fault){ 0 };
	do {
		skip_space(&css);
		if (xpath.length)
			text_put(&xpath, " | ");
		add_path(&css, from == CSS_DOCUMENT ? "/" : "", ' ', &xpath);
		skip_space(&css);
	} while (!has_failed(&css) && take(&css, ','));
	if (!has_failed(&css) && *css.at)
		fail(&css, pool_print(pool, "\"%c\" cannot stand here", *css.at));
	return has_failed(&css) ? NULL : text_get(&xpath);
}
