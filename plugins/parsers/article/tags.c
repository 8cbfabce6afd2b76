/* SPDX-License-Identifier: MIT */
#include "tags.h"

#include <string.h>

enum {
	LINE = TAG_ENDS_LINE,
	PART = TAG_ENDS_LINE | TAG_SPEAKS,
	HUSH = TAG_ENDS_LINE | TAG_MUTES,
	SILENT = TAG_SILENT | TAG_ENDS_LINE,
	MUTE = TAG_SILENT,
	MARK = TAG_MARKS
};

/* By name. */
static const struct tag_row rows[] = {
	{ "a", TAG_A, MARK },
	{ "address", TAG_DIV, LINE },
	{ "applet", TAG_OTHER, HUSH },
	{ "area", TAG_OTHER, MUTE },
	{ "article", TAG_ARTICLE, PART },
	{ "aside", TAG_ASIDE, LINE },
	{ "audio", TAG_VIDEO, SILENT },
	{ "b", TAG_STRONG, MARK },
	{ "blockquote", TAG_BLOCKQUOTE, PART },
	{ "body", TAG_BODY, LINE },
	{ "br", TAG_BR, 0 },
	{ "button", TAG_OTHER, HUSH },
	{ "canvas", TAG_OTHER, HUSH },
	{ "caption", TAG_FIGCAPTION, LINE },
	{ "center", TAG_DIV, LINE },
	{ "code", TAG_CODE, MARK },
	{ "datalist", TAG_OTHER, SILENT },
	{ "dd", TAG_DD, LINE },
	{ "details", TAG_DIV, LINE },
	{ "dialog", TAG_DIV, LINE },
	{ "dir", TAG_UL, LINE },
	{ "div", TAG_DIV, PART },
	{ "dl", TAG_DL, LINE },
	{ "dt", TAG_DT, LINE },
	{ "em", TAG_EM, MARK },
	{ "embed", TAG_OTHER, SILENT },
	{ "fieldset", TAG_FORM, LINE },
	{ "figcaption", TAG_FIGCAPTION, LINE },
	{ "figure", TAG_FIGURE, PART },
	{ "footer", TAG_FOOTER, PART },
	{ "form", TAG_FORM, LINE },
	{ "frameset", TAG_OTHER, SILENT },
	{ "h1", TAG_H1, PART },
	{ "h2", TAG_H2, PART },
	{ "h3", TAG_H3, PART },
	{ "h4", TAG_H4, PART },
	{ "h5", TAG_H5, PART },
	{ "h6", TAG_H6, PART },
	{ "head", TAG_OTHER, SILENT },
	{ "header", TAG_HEADER, PART },
	{ "hgroup", TAG_HEADER, LINE },
	{ "hr", TAG_HR, LINE },
	{ "html", TAG_OTHER, LINE },
	{ "i", TAG_EM, MARK },
	{ "iframe", TAG_IFRAME, SILENT },
	{ "img", TAG_IMG, MUTE },
	{ "input", TAG_OTHER, MUTE },
	{ "label", TAG_OTHER, LINE },
	{ "legend", TAG_OTHER, LINE },
	{ "li", TAG_LI, LINE },
	{ "link", TAG_LINK, MUTE },
	{ "main", TAG_MAIN, PART },
	{ "menu", TAG_UL, LINE },
	{ "meta", TAG_META, MUTE },
	{ "nav", TAG_NAV, LINE },
	{ "noframes", TAG_OTHER, SILENT },
	{ "noscript", TAG_OTHER, SILENT },
	{ "object", TAG_OTHER, HUSH },
	{ "ol", TAG_OL, PART },
	{ "optgroup", TAG_OTHER, SILENT },
	{ "option", TAG_OTHER, SILENT },
	{ "p", TAG_P, PART },
	{ "picture", TAG_OTHER, 0 },
	{ "pre", TAG_PRE, LINE },
	{ "progress", TAG_OTHER, MUTE },
	{ "rp", TAG_OTHER, MUTE },
	{ "rt", TAG_OTHER, MUTE },
	{ "s", TAG_OTHER, 0 },
	{ "script", TAG_SCRIPT, MUTE },
	{ "section", TAG_SECTION, PART },
	{ "select", TAG_OTHER, HUSH },
	{ "source", TAG_OTHER, MUTE },
	{ "span", TAG_SPAN, 0 },
	{ "strong", TAG_STRONG, MARK },
	{ "style", TAG_OTHER, MUTE },
	{ "sub", TAG_SUB, MARK },
	{ "summary", TAG_OTHER, LINE },
	{ "sup", TAG_SUP, MARK },
	{ "svg", TAG_OTHER, TAG_MUTES },
	{ "table", TAG_TABLE, PART },
	{ "tbody", TAG_TBODY, LINE },
	{ "td", TAG_TD, LINE },
	{ "template", TAG_OTHER, SILENT },
	{ "textarea", TAG_OTHER, SILENT },
	{ "tfoot", TAG_TBODY, LINE },
	{ "th", TAG_TH, LINE },
	{ "thead", TAG_TBODY, LINE },
	{ "time", TAG_TIME, 0 },
	{ "title", TAG_TITLE, SILENT },
	{ "tr", TAG_TR, LINE },
	{ "ul", TAG_UL, PART },
	{ "video", TAG_VIDEO, SILENT },
};

const struct tag_row *tag_find(const char *name)
{
	static const struct tag_row other = { "", TAG_OTHER, 0 };
	size_t low = 0, high = sizeof rows / sizeof *rows;
	while (low < high) {
		const size_t middle = low + (high - low) / 2;
		const int order = strcmp(rows[middle].name, name);
		if (order == 0)
			return &rows[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return &other;
}
