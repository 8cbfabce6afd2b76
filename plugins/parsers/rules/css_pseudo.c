/* SPDX-License-Identifier: MIT
 * Pseudo-classes: tables of what each says, as XPath. */
#include <stdlib.h>
#include <string.h>

#include "css_parts.h"

enum { NUMBER_MOST = 1000000 };

/* --- :nth-child() and its kin */

struct nth {
	long a, b; /* every a-th, beginning with the b-th */
};

static long read_number(struct css *css)
{
	long n = 0;
	if (!css_is_digit(*css->at))
		css_fail(css, "here a number is missing");
	while (css_is_digit(*css->at)) {
		n = n * 10 + (*css->at++ - '0');
		if (n > NUMBER_MOST)
			css_fail(css, "this number is too large");
		if (css_failed(css))
			return 0;
	}
	return n;
}

static bool take_word(struct css *css, const char *word)
{
	const size_t length = strlen(word);
	if (strncasecmp(css->at, word, length) || css_is_name_byte(css->at[length]))
		return false;
	css->at += length;
	return true;
}

/* "odd", "even", "3", "2n+1", "-n + 3" */
static struct nth read_nth(struct css *css)
{
	css_skip_space(css);
	if (take_word(css, "odd"))
		return (struct nth){ 2, 1 };
	if (take_word(css, "even"))
		return (struct nth){ 2, 0 };
	long sign = css_take(css, '-') ? -1 : 1;
	if (sign > 0)
		css_take(css, '+');
	const long first = css_lower(*css->at) == 'n' ? 1 : read_number(css);
	if (css_lower(*css->at) != 'n')
		return (struct nth){ 0, sign * first };
	css->at++;
	struct nth nth = { sign * first, 0 };
	css_skip_space(css);
	if (*css->at == '+' || *css->at == '-') {
		sign = *css->at++ == '-' ? -1 : 1;
		css_skip_space(css);
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
		css_fail_at(css, start,
		            pool_print(css->pool, "\":%s\" needs the element's name before it, as in p:%s",
		                       pseudo->name, pseudo->name));
		return;
	}
	const char *siblings = pseudo->is_of_type ? xpath_node_test(into->name, css->pool) : "*";
	const char *condition = fill_in(pseudo->condition, siblings, css->pool);
	if (!pseudo->is_nth) {
		text_print(&into->conditions, "[%s]", condition);
		return;
	}
	css_expect(css, '(');
	const struct nth nth = read_nth(css);
	css_skip_space(css);
	css_expect(css, ')');
	if (!css_failed(css))
		add_nth(&into->conditions, nth, condition);
}

static const struct function {
	const char *name;
	const char *around; /* what the selectors in its brackets come to */
	const char *(*read)(struct css *css);
} functions[] = {
	{ "not", "[not(%s)]", css_read_conditions },
	{ "is", "[%s]", css_read_conditions },
	{ "where", "[%s]", css_read_conditions },
	{ "has", "[%s]", css_read_paths },
};

static bool add_function(struct css *css, const char *name, struct compound *into)
{
	for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
		if (strcmp(name, functions[i].name))
			continue;
		css_expect(css, '(');
		const char *inside = css_failed(css) ? NULL : functions[i].read(css);
		if (inside)
			text_put(&into->conditions, fill_in(functions[i].around, inside, css->pool));
		css_expect(css, ')');
		return true;
	}
	return false;
}

void css_add_pseudo(struct css *css, struct compound *into)
{
	const char *start = css->at - 1;
	if (*css->at == ':') {
		css_fail_at(css, start,
		            "a pseudo-element such as \"::before\" is nothing that a document holds");
		return;
	}
	const char *name = css_read_lower_name(css, "the name of a pseudo-class");
	if (!name || add_function(css, name, into))
		return;
	const struct pseudo *pseudo =
		bsearch(name, pseudos, sizeof pseudos / sizeof *pseudos, sizeof *pseudos, compare_pseudo);
	if (pseudo)
		add_pseudo(css, pseudo, start, into);
	else
		css_fail_at(
			css, start,
			pool_print(css->pool,
		                   "\":%s\" is not supported; there are :not :is :where :has :empty :root "
		                   ":only-child "
		                   ":only-of-type and first, last, nth, nth-last with -child and -of-type",
		                   name));
}
