/* SPDX-License-Identifier: MIT
 * A recursive descent over the selector that writes XPath as it goes. It is written in two ways, as a selector can stand
 * in two kinds of places: as a path that leads from here to the matches (the selector itself, :has()), and as a condition
 * on a node, read from its right end to its left one (:not(), :is()), for which compounds are first kept. */
#include <string.h>

#include "css_parts.h"

enum { DEPTH_MOST = 16, COMPOUNDS_MOST = 32 };

/* --- compounds */

static void add_id(struct css *css, struct text *out)
{
	const char *name = css_read_name(css, "the id");
	if (name)
		text_print(out, "[@id=%s]", xpath_literal(name, css->pool));
}

static bool read_part(struct css *css, struct compound *into)
{
	if (css_take(css, '.'))
		css_add_class(css, &into->conditions);
	else if (css_take(css, '#'))
		add_id(css, &into->conditions);
	else if (css_take(css, '['))
		css_add_attribute(css, &into->conditions);
	else if (css_take(css, ':'))
		css_add_pseudo(css, into);
	else
		return false;
	return !css_failed(css);
}

static bool read_compound(struct css *css, struct compound *into)
{
	const char *start = css->at;
	into->conditions = (struct text){ .pool = css->pool };
	if (css_begins_name(css->at))
		into->name = css_read_lower_name(css, "the element's name");
	else if (css_take(css, '*'))
		into->name = NULL;
	if (*css->at == '|')
		css_fail(css, "names with a namespace (\"a|b\") are not supported");
	while (!css_failed(css) && read_part(css, into))
		;
	if (css->at == start)
		css_fail(css, *css->at ? pool_print(css->pool, "\"%c\" cannot stand here", *css->at)
		                       : "the selector ends where an element is missing");
	return !css_failed(css);
}

static char read_combinator(struct css *css)
{
	const bool has_space = css_skip_space(css);
	if (*css->at && strchr(">+~", *css->at)) {
		const char combinator = *css->at++;
		css_skip_space(css);
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
			css_fail(css, "this selector has too many parts");
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
	const char *test = xpath_node_test(compound->name, pool),
		   *conditions = text_get(&compound->conditions);
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
		css_fail(css, "brackets stand too deep in brackets here");
	return !css_failed(css);
}

/* The list in :has(): each may begin with a combinator. */
const char *css_read_paths(struct css *css)
{
	struct text out = { .pool = css->pool };
	if (!go_deeper(css))
		return NULL;
	do {
		css_skip_space(css);
		char combinator = ' ';
		if (*css->at && strchr(">+~", *css->at)) {
			combinator = *css->at++;
			css_skip_space(css);
		}
		add_path(css, out.length ? " | " : "", combinator, &out);
	} while (!css_failed(css) && css_take(css, ','));
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
		const char *own = pool_print(pool, "self::%s%s", xpath_node_test(compounds[i].name, pool),
		                             text_get(&compounds[i].conditions));
		condition = condition ? pool_print(pool, "%s[%s[%s]]", own,
		                                   leftwards(compounds[i].combinator), condition)
		                      : own;
	}
	return condition;
}

/* The list in :not(), :is(). */
const char *css_read_conditions(struct css *css)
{
	struct text out = { .pool = css->pool };
	if (!go_deeper(css))
		return NULL;
	do {
		struct compound compounds[COMPOUNDS_MOST];
		css_skip_space(css);
		const size_t count = read_complex(css, compounds, 0);
		if (count)
			text_print(&out, "%s%s", out.length ? " or " : "",
			           condition_of(compounds, count, css->pool));
	} while (!css_failed(css) && css_take(css, ','));
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
		css_skip_space(&css);
		if (xpath.length)
			text_put(&xpath, " | ");
		add_path(&css, from == CSS_DOCUMENT ? "/" : "", ' ', &xpath);
		css_skip_space(&css);
	} while (!css_failed(&css) && css_take(&css, ','));
	if (!css_failed(&css) && *css.at)
		css_fail(&css, pool_print(pool, "\"%c\" cannot stand here", *css.at));
	return css_failed(&css) ? NULL : text_get(&xpath);
}
