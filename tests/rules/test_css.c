/* SPDX-License-Identifier: MIT
 * Selectors as a browser would answer them: each row says which elements of the page match, by their ids in order. */
#include "unit/check_main.h"

#include "core/doc/dom.h"
#include "core/plugin/job.h"
#include "css.h"

const struct wd_host *wd_host_ = &host_table; /* of the other parts that are linked */

static const char page[] =
	"<!doctype html><html id='html' lang='en-GB'><head id='head'></head><body id='body'>"
	"<div id='a' class='story lead' data-kind='Big News'>"
	"<h1 id='b'>Title</h1><p id='c' class='intro'>one</p><p id='d'>two <b id='e'>bold</b></p>"
	"<ul id='f'><li id='g'>1</li><li id='h' class='x'>2</li><li id='i'>3</li><li id='j'>4</li><li "
        "id='k'>5</li></ul>"
	"<p id='l'></p></div>"
	"<div id='m' class='story' data-kind=''><p id='n' title=\"it's a &quot;quote&quot;\">three</p>"
	"<a id='o' href='https://x.example/news/Ä.PDF' rel='nofollow author'>link</a>"
	"<span id='p:q' class='a.b 1st'>odd</span></div>"
	"</body></html>";

static const struct {
	const char *selector, *ids;
} matches[] = {
	{ "p", "c d l n" },
	{ "P", "c d l n" },
	{ "*#c", "c" },
	{ "#c.intro", "c" },
	{ ".story", "a m" },
	{ ".story.lead", "a" },
	{ ".stor", "" },
	{ "div > p", "c d l n" },
	{ "body > p", "" },
	{ "div p b", "e" },
	{ "h1 + p", "c" },
	{ "h1 + ul", "" },
	{ "h1 ~ p", "c d l" },
	{ "p + ul ~ p", "l" },
	{ "h1, b , #o", "b e o" },
	{ "b, h1", "b e" }, /* in the order of the page */
	{ "[lang]", "html" },
	{ "[LANG|=en]", "html" },
	{ "[lang|='en-GB']", "html" },
	{ "[lang|=e]", "" },
	{ "[lang='en-gb' i]", "html" },
	{ "[lang='en-gb' s]", "" },
	{ "[class=story]", "m" },
	{ "[class~=story]", "a m" },
	{ "[class~='story lead']", "" },
	{ "[data-kind='Big News']", "a" },
	{ "[data-kind^=Big]", "a" },
	{ "[data-kind^='']", "" },
	{ "[data-kind='']", "m" },
	{ "[href$='.PDF']", "o" },
	{ "[href$='Ä.PDF']", "o" },
	{ "[href$='.pdf' i]", "o" },
	{ "[href*='/news/']", "o" },
	{ "[href*='']", "" },
	{ "a[rel~=author]", "o" },
	{ "[title='it\\'s a \"quote\"']", "n" },
	{ "[title*=\"it's a \\\"\"]", "n" },
	{ "#p\\:q", "p:q" },
	{ "#p\\3a q", "p:q" },
	{ ".a\\.b", "p:q" },
	{ ".\\31 st", "p:q" },
	{ "li:first-child", "g" },
	{ "li:last-child", "k" },
	{ "li:nth-child(2)", "h" },
	{ "li:nth-child(odd)", "g i k" },
	{ "li:nth-child(even)", "h j" },
	{ "li:nth-child(2n+3)", "i k" },
	{ "li:nth-child(-n+2)", "g h" },
	{ "li:nth-child( n + 4 )", "j k" },
	{ "li:nth-child(3n-1)", "h k" },
	{ "li:nth-child(-2n+5)", "g i k" },
	{ "li:nth-last-child(2)", "j" },
	{ "li:nth-child(0)", "" },
	{ "p:nth-of-type(2)", "d" },
	{ "p:nth-last-of-type(1)", "l n" },
	{ "p:first-of-type", "c n" },
	{ "p:last-of-type", "l n" },
	{ "b:only-child", "e" },
	{ "ul:only-of-type", "f" },
	{ "li:only-child", "" },
	{ "p:empty", "l" },
	{ ":root", "html" },
	{ "p:not(.intro)", "d l n" },
	{ "p:not(.intro, :empty)", "d n" },
	{ "p:not(.lead p)", "n" },
	{ "p:not(.lead > h1 + p)", "d l n" },
	{ "li:not(li ~ li)", "g" },
	{ ":is(h1, .intro)", "b c" },
	{ ":where(ul, div) > :is(li:first-child, a)", "g o" },
	{ "div:has(> h1)", "a" },
	{ "div:has(b)", "a" },
	{ "p:has(+ ul)", "d" },
	{ "h1:has(~ ul, ~ table)", "b" },
	{ "div:not(:has(ul))", "m" },
	{ "body div:has(a[rel~=author]) > p", "n" },
	{ "  p.intro  ", "c" },
};

static const struct {
	const char *selector;
	size_t at;
	const char *text;
} faults[] = {
	{ "", 0, "ends where an element is missing" },
	{ "p >", 3, "ends where an element is missing" },
	{ "p,", 2, "ends where an element is missing" },
	{ "p..x", 2, "class's name" },
	{ "p#", 2, "the id" },
	{ "a[href", 6, "or \"]\" is missing" },
	{ "a[href=x", 8, "\"]\" is missing" },
	{ "a[href!=x]", 6, "one of = ~=" },
	{ "a[href='x]", 7, "no end" },
	{ "a[href=5]", 7, "quote it" },
	{ "a:hover", 1, "\":hover\" is not supported; there are" },
	{ "p::before", 1, "pseudo-element" },
	{ "p .x:first-of-type", 4, "needs the element's name" },
	{ "p:nth-child(x)", 12, "a number is missing" },
	{ "p:nth-child(2", 13, "\")\" is missing" },
	{ "p:nth-child", 11, "\"(\" is missing" },
	{ "p:nth-child(99999999)", 19, "too large" },
	{ "p:not()", 6, "\")\" cannot stand here" },
	{ "p:not(.x", 8, "\")\" is missing" },
	{ "svg|a", 3, "namespace" },
	{ "p !x", 2, "cannot stand here" },
	{ "p > > b", 4, "cannot stand here" },
	{ "p\\", 2, "ends in a backslash" },
	{ "p)", 1, "cannot stand here" },
};

static void ask(struct dom *dom, const char *xpath, const char *selector, const char *wanted)
{
	char got[400] = "";
	struct err err = { .text = "" };
	const struct dom_node *node = dom_find(dom, dom_root(dom), xpath, &err);
	ck_assert_msg(!err.text[0], "%s: %s", selector, err.text);
	for (; node; node = dom_next(node)) {
		if (got[0])
			strcat(got, " ");
		strcat(got, dom_attribute(node, "id").ptr);
	}
	ck_assert_msg(!strcmp(got, wanted), "%s gives \"%s\", wanted \"%s\" (%s)", selector, got, wanted,
	              xpath);
}

START_TEST(selectors_match_as_in_a_browser)
{
	struct arena arena;
	struct dom *dom;
	struct err err;
	dom_setup();
	arena_init(&arena);
	ck_assert_int_eq(dom_parse(str_c(page), DOM_HTML, &arena, &dom, &err), 0);
	for (size_t i = 0; i < sizeof matches / sizeof *matches; i++) {
		struct pool pool = { 0 };
		struct css_fault fault;
		const char *xpath = css_to_xpath(matches[i].selector, CSS_DOCUMENT, &pool, &fault);
		ck_assert_msg(xpath != NULL, "%s: %s", matches[i].selector, fault.text);
		ask(dom, xpath, matches[i].selector, matches[i].ids);
		pool_done(&pool);
	}
	dom_free(dom);
	arena_done(&arena);
}
END_TEST

START_TEST(below_a_node_only_what_is_below_it)
{
	struct arena arena;
	struct dom *dom;
	struct err err;
	struct pool pool = { 0 };
	struct css_fault fault;
	dom_setup();
	arena_init(&arena);
	ck_assert_int_eq(dom_parse(str_c(page), DOM_HTML, &arena, &dom, &err), 0);
	const struct dom_node *from = dom_find(dom, dom_root(dom), "//div[2]", &err);
	const char *xpath = css_to_xpath("p, div", CSS_BELOW, &pool, &fault);
	const struct dom_node *node = dom_find(dom, from, xpath, &err);
	ck_assert_str_eq(dom_attribute(node, "id").ptr, "n");
	ck_assert_ptr_null(dom_next(node));
	pool_done(&pool);
	dom_free(dom);
	arena_done(&arena);
}
END_TEST

START_TEST(faults_tell_what_and_where)
{
	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
		struct pool pool = { 0 };
		struct css_fault fault;
		const char *xpath = css_to_xpath(faults[i].selector, CSS_DOCUMENT, &pool, &fault);
		ck_assert_msg(!xpath, "%s gives %s", faults[i].selector, xpath);
		ck_assert_msg(strstr(fault.text, faults[i].text) != NULL, "%s: %s", faults[i].selector,
		              fault.text);
		ck_assert_msg(fault.at == faults[i].at, "%s: at %zu: %s", faults[i].selector, fault.at,
		              fault.text);
		pool_done(&pool);
	}
}
END_TEST

/* Any bytes give an XPath that compiles, or a fault within them: nothing else. */
START_TEST(noise_does_no_harm)
{
	static const char alphabet[] = "p.a#:[]()>+~,*=^$|'\"\\ 2n-not(has(is(nth-child(_";
	unsigned seed = 1;
	for (int i = 0; i < 20000; i++) {
		char text[24] = "";
		struct pool pool = { 0 };
		struct css_fault fault;
		struct err err;
		size_t at;
		for (size_t k = 0; k < sizeof text - 1; k++) {
			seed = seed * 1103515245u + 12345u;
			text[k] = alphabet[(seed >> 16) % (sizeof alphabet - 1)];
		}
		text[(seed >> 8) % (sizeof text - 1)] = '\0';
		const char *xpath = css_to_xpath(text, CSS_DOCUMENT, &pool, &fault);
		ck_assert_msg(xpath || (fault.text && fault.at <= strlen(text)), "%s", text);
		ck_assert_msg(!xpath || !dom_check_xpath(xpath, &at, &err), "%s: %s: %s", text, xpath,
		              xpath ? err.text : "");
		pool_done(&pool);
	}
}
END_TEST

TEST_MAIN("css", selectors_match_as_in_a_browser, below_a_node_only_what_is_below_it,
          faults_tell_what_and_where, noise_does_no_harm)
