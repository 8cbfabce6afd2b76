/* SPDX-License-Identifier: MIT
 * What rules and explanations ask of a tree: where a node stands, markup without its asides, whether an XPath is one. */
#include "unit/check_main.h"

#include "core/doc/dom.h"

static const char page[] =
	"<html><body><div><p>one</p><!-- note --><p class='x'>two <b>bold</b> end</p></div>"
	"<div><p>three</p><aside>aside <i>in</i></aside>tail</div></body></html>";
static struct arena arena;
static struct dom *dom;

static void start(void)
{
	struct err err;
	dom_setup();
	arena_init(&arena);
	ck_assert_int_eq(dom_parse(str_c(page), DOM_HTML, &arena, &dom, &err), 0);
}

static void end(void)
{
	dom_free(dom);
	arena_done(&arena);
}

static const struct dom_node *find(const char *xpath)
{
	struct err err;
	const struct dom_node *node = dom_find(dom, dom_root(dom), xpath, &err);
	ck_assert_ptr_nonnull(node);
	return node;
}

START_TEST(a_path_leads_back_to_its_node)
{
	static const char *const paths[] = { "/html",
		                             "/html/body/div[1]/p[2]",
		                             "/html/body/div[1]/p[2]/@class",
		                             "/html/body/div[1]/p[2]/b",
		                             "/html/body/div[2]/aside/i",
		                             "/html/body/div[2]/p" };
	start();
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
		ck_assert_str_eq(dom_path(find(paths[i]), &arena), paths[i]);
	ck_assert_str_eq(dom_path(NULL, &arena), "");
	end();
}
END_TEST

/* Line feeds that the writer adds between blocks left out. */
static const char *without(const char *from, const char *xpath)
{
	struct err err;
	const char *markup = dom_markup_without(dom, find(from), xpath, &err);
	char *out = markup ? arena_dup(&arena, markup) : NULL, *to = out;
	for (const char *c = out; c && *c; c++)
		if (*c != '\n')
			*to++ = *c;
	if (to)
		*to = '\0';
	return out;
}

START_TEST(markup_without_leaves_the_tree_whole)
{
	start();
	struct err err;
	const char *before = dom_markup(dom, dom_root(dom), ".", &err);
	ck_assert_str_eq(without("//div[2]", ".//aside"), "<div><p>three</p>tail</div>");
	ck_assert_str_eq(without("//div[2]", ".//aside | .//i | .//p"), "<div>tail</div>");
	ck_assert_str_eq(without("//div[2]", "node()"), "<div></div>");
	ck_assert_str_eq(without("//div[1]", ".//comment() | .//b/text()"),
	                 "<div><p>one</p><p class=\"x\">two <b></b> end</p></div>");
	ck_assert_str_eq(without("//div[2]/p", ". | .. | /html"), "<p>three</p>");
	ck_assert_str_eq(without("//div[1]/p[2]", ".//@class | .//em"),
	                 "<p class=\"x\">two <b>bold</b> end</p>");
	ck_assert_str_eq(dom_markup(dom, dom_root(dom), ".", &err), before);
	ck_assert_str_eq(dom_text(dom, dom_root(dom), "count(//node())", &err),
	                 dom_text(dom, dom_root(dom), "count(//node()[count(.. | ../node()) > 0])", &err));
	ck_assert_ptr_null(without("//div", "]["));
	end();
}
END_TEST

START_TEST(a_bad_xpath_is_told_with_its_place)
{
	size_t at = 99;
	struct err err;
	start();
	ck_assert_int_eq(dom_check_xpath("//p[1]/@class", &at, &err), 0);
	ck_assert_uint_eq(at, 99);
	ck_assert_int_eq(dom_check_xpath("//p[", &at, &err), -1);
	ck_assert_uint_eq(at, 4);
	ck_assert_int_eq(dom_check_xpath("", &at, &err), -1);
	end();
}
END_TEST

TEST_MAIN("dom_path", a_path_leads_back_to_its_node, markup_without_leaves_the_tree_whole,
          a_bad_xpath_is_told_with_its_place)
