/* SPDX-License-Identifier: MIT
 * A document of each kind (the first byte chooses): no crash, a walk closes what it opens, and what a search finds has
 * a name, a line and text. */
#include <stdlib.h>

#include "core/doc/charset.h"
#include "core/doc/dom.h"
#include "fuzz.h"

static void count_open(void *self, const char *name, const struct dom_node *node)
{
	(void)name;
	(void)dom_attribute(node, "href");
	++*(int *)self;
}

static void count_close(void *self, const char *name)
{
	(void)name;
	--*(int *)self;
}

static void see_text(void *self, struct str text)
{
	(void)self;
	(void)str_trim(text);
}

static void search(struct dom *dom)
{
	static const char *const expressions[] = { "//*",       "//@*",     "//p[1]/line",
		                                   "//dc:date", "//text()", "/json/_" };
	const struct dom_node *root = dom_root(dom);
	for (size_t i = 0; i < sizeof expressions / sizeof *expressions; i++)
		for (const struct dom_node *node = dom_find(dom, root, expressions[i], NULL); node;
		     node = dom_next(node))
			if (dom_line(node) < 0 || dom_of(node) != dom)
				abort();
	dom_text(dom, root, ".", NULL);
	dom_markup(dom, root, ".", NULL);
}

static void use(struct dom *dom)
{
	int depth = 0;
	const struct dom_visitor visitor = { count_open, count_close, see_text, &depth };
	dom_walk(dom_root(dom), &visitor);
	if (depth)
		abort();
	search(dom);
	dom_free(dom);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static bool is_set_up;
	struct arena arena;
	struct dom *dom;
	if (!is_set_up)
		dom_setup();
	is_set_up = true;
	if (!size)
		return 0;
	arena_init(&arena);
	const struct str bytes = str_n((const char *)data + 1, size - 1);
	const struct charset_result text = charset_decode(bytes, "utf-8", CHARSET_TEXT, &arena);
	if (!dom_parse(text.text, (enum dom_kind)(data[0] % 4), &arena, &dom, NULL))
		use(dom);
	arena_done(&arena);
	return 0;
}
