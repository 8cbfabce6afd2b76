/* SPDX-License-Identifier: MIT
 * What is known of elements: which may be shown, which end a line, which end others that were left open. */
#include "core/normalize/html_parts.h"

enum {
	CELL = GROUP_TABLE | GROUP_ROWS | GROUP_CELL, /* what is in a cell ends nothing outside of it */
	LIST = CELL | GROUP_LIST,
	BLOCK_ENDS = GROUP_PARAGRAPH | GROUP_HEAD,
	SHOWN_BLOCK = HTML_ALLOWED | HTML_BLOCK,
};

#define ROW(name_, flags_, block_, group_, ends_, within_)                                                   \
	{                                                                                                    \
		.name = name_, .len = sizeof name_ - 1, .flags = (flags_), .block = (block_),                \
		.group = (group_), .ends = (ends_), .within = (within_)                                      \
	}
#define INLINE(name)        ROW(name, HTML_ALLOWED, 0, 0, 0, 0)
#define FORMAT(name)        ROW(name, HTML_ALLOWED | HTML_FORMAT, 0, 0, 0, 0)
#define BLOCK(name)         ROW(name, SHOWN_BLOCK, 0, 0, BLOCK_ENDS, CELL)
#define LISTING(name)       ROW(name, SHOWN_BLOCK, 0, GROUP_LIST, BLOCK_ENDS, CELL)
#define HEADING(name)       ROW(name, SHOWN_BLOCK, WD_HEADING, GROUP_HEADING, BLOCK_ENDS | GROUP_HEADING, LIST)
#define CELLS(name)         ROW(name, HTML_ALLOWED, 0, GROUP_CELL, GROUP_CELL, GROUP_TABLE)
#define ROWS(name)          ROW(name, SHOWN_BLOCK, 0, GROUP_ROWS, GROUP_ROWS | GROUP_ROW | GROUP_CELL, GROUP_TABLE)
#define RUBY(name)          ROW(name, HTML_ALLOWED, 0, GROUP_RUBY, GROUP_RUBY, CELL)
#define VOID(name)          ROW(name, HTML_ALLOWED | HTML_VOID, 0, 0, 0, 0)
#define BARE(name)          ROW(name, 0, 0, 0, 0, 0)
#define BARE_FORMAT(name)   ROW(name, HTML_FORMAT, 0, 0, 0, 0)
#define BARE_BLOCK(name)    ROW(name, HTML_BLOCK, 0, 0, BLOCK_ENDS, CELL)
#define BARE_VOID(name)     ROW(name, HTML_VOID, 0, 0, 0, 0)
#define OPTION(name)        ROW(name, HTML_BLOCK, 0, GROUP_OPTION, GROUP_OPTION, CELL)
#define HIDDEN(name, flags) ROW(name, HTML_HIDDEN | (flags), 0, 0, 0, 0)

/* Sorted by name. */
static const struct html_element elements[] = {
	ROW("a", HTML_ALLOWED | HTML_FORMAT, 0, GROUP_LINK, GROUP_LINK, CELL),
	INLINE("abbr"),
	BARE("acronym"),
	BARE_BLOCK("address"),
	BARE("applet"),
	BARE_VOID("area"),
	BLOCK("article"),
	BLOCK("aside"),
	INLINE("audio"),
	FORMAT("b"),
	BARE_VOID("base"),
	BARE("bdi"),
	BARE("bdo"),
	BARE_FORMAT("big"),
	BARE("blink"),
	ROW("blockquote", SHOWN_BLOCK, WD_QUOTE, 0, BLOCK_ENDS, CELL),
	BARE_BLOCK("body"),
	ROW("br", HTML_ALLOWED | HTML_VOID | HTML_FORMAT, 0, 0, 0, 0),
	BARE("button"),
	BARE("canvas"),
	ROWS("caption"),
	BARE_BLOCK("center"),
	FORMAT("cite"),
	FORMAT("code"),
	ROW("col", HTML_ALLOWED | HTML_VOID, 0, 0, 0, 0),
	ROWS("colgroup"),
	BARE("data"),
	ROW("dd", SHOWN_BLOCK, 0, GROUP_TERM, BLOCK_ENDS | GROUP_TERM, LIST),
	FORMAT("del"),
	BARE_BLOCK("details"),
	BARE("dfn"),
	BARE_BLOCK("dir"),
	ROW("div", SHOWN_BLOCK | HTML_FORMAT, 0, 0, BLOCK_ENDS, CELL),
	LISTING("dl"),
	ROW("dt", SHOWN_BLOCK, 0, GROUP_TERM, BLOCK_ENDS | GROUP_TERM, LIST),
	FORMAT("em"),
	BARE_VOID("embed"),
	BARE_BLOCK("fieldset"),
	BLOCK("figcaption"),
	BLOCK("figure"),
	BARE_FORMAT("font"),
	BLOCK("footer"),
	BARE_BLOCK("form"),
	BARE_VOID("frame"),
	BARE_BLOCK("frameset"),
	HEADING("h1"),
	HEADING("h2"),
	HEADING("h3"),
	HEADING("h4"),
	HEADING("h5"),
	HEADING("h6"),
	ROW("head", HTML_HIDDEN, 0, GROUP_HEAD, 0, 0),
	BLOCK("header"),
	BARE_BLOCK("hgroup"),
	ROW("hr", SHOWN_BLOCK | HTML_VOID, 0, 0, BLOCK_ENDS, CELL),
	BARE_BLOCK("html"),
	FORMAT("i"),
	BARE("iframe"),
	ROW("img", HTML_ALLOWED | HTML_VOID | HTML_FORMAT, 0, 0, 0, 0),
	BARE_VOID("input"),
	FORMAT("ins"),
	FORMAT("kbd"),
	BARE("label"),
	BARE_BLOCK("legend"),
	ROW("li", SHOWN_BLOCK, WD_LIST_ITEM, GROUP_ITEM, BLOCK_ENDS | GROUP_ITEM, LIST),
	BARE_VOID("link"),
	BARE_BLOCK("main"),
	BARE("map"),
	FORMAT("mark"),
	BARE("marquee"),
	BARE("math"),
	BARE_BLOCK("menu"),
	BARE_VOID("meta"),
	BARE("meter"),
	BARE_BLOCK("nav"),
	BARE("nobr"),
	BARE("noembed"),
	BARE("noframes"),
	BARE("noscript"),
	BARE("object"),
	LISTING("ol"),
	OPTION("optgroup"),
	OPTION("option"),
	BARE("output"),
	ROW("p", SHOWN_BLOCK | HTML_FORMAT, 0, GROUP_PARAGRAPH, BLOCK_ENDS, CELL),
	BARE_VOID("param"),
	INLINE("picture"),
	ROW("pre", SHOWN_BLOCK, WD_CODE_BLOCK, 0, BLOCK_ENDS, CELL),
	BARE("progress"),
	FORMAT("q"),
	RUBY("rb"),
	RUBY("rp"),
	RUBY("rt"),
	RUBY("rtc"),
	INLINE("ruby"),
	FORMAT("s"),
	FORMAT("samp"),
	HIDDEN("script", HTML_RAW),
	BLOCK("section"),
	BARE("select"),
	FORMAT("small"),
	VOID("source"),
	FORMAT("span"),
	BARE_FORMAT("strike"),
	FORMAT("strong"),
	HIDDEN("style", HTML_RAW),
	FORMAT("sub"),
	BARE_BLOCK("summary"),
	FORMAT("sup"),
	BARE("svg"),
	ROW("table", SHOWN_BLOCK, 0, GROUP_TABLE, BLOCK_ENDS, CELL),
	ROWS("tbody"),
	CELLS("td"),
	HIDDEN("template", 0),
	ROW("textarea", HTML_RAW_TEXT, 0, 0, 0, 0),
	ROWS("tfoot"),
	CELLS("th"),
	ROWS("thead"),
	INLINE("time"),
	HIDDEN("title", HTML_RAW_TEXT),
	ROW("tr", SHOWN_BLOCK, WD_TABLE, GROUP_ROW, GROUP_ROW | GROUP_CELL, GROUP_TABLE),
	VOID("track"),
	BARE_FORMAT("tt"),
	FORMAT("u"),
	LISTING("ul"),
	FORMAT("var"),
	INLINE("video"),
	BARE_VOID("wbr"),
};

enum { ELEMENTS = sizeof elements / sizeof *elements, NAME_MOST = 10 };
_Static_assert(sizeof elements / sizeof *elements <= HTML_ELEMENTS_MOST,
               "html_read.c has a bit for each element");

unsigned html_element_number(const struct html_element *element)
{
	return (unsigned)(element - elements);
}

/* Where the names of each first letter begin; filled in at the first use. */
static const uint8_t *first_of_letter(void)
{
	static uint8_t first[27];
	if (!first[26])
		for (unsigned letter = 1, i = 0; letter <= 26; letter++) {
			while (i < ELEMENTS && (unsigned)(elements[i].name[0] - 'a') < letter)
				i++;
			first[letter] = (uint8_t)i;
		}
	return first;
}

const struct html_element *html_element(struct str name)
{
	char lower[NAME_MOST];
	if (!name.len || name.len > NAME_MOST || !ascii_is_alpha(name.ptr[0]))
		return NULL;
	for (size_t i = 0; i < name.len; i++)
		lower[i] = ascii_lower(name.ptr[i]);
	const uint8_t *first = first_of_letter() + (lower[0] - 'a');
	for (unsigned i = first[0]; i < first[1]; i++)
		if (elements[i].len == name.len && !memcmp(elements[i].name, lower, name.len))
			return &elements[i];
	return NULL;
}
