/* SPDX-License-Identifier: MIT
 * A line that may be text or markup, and nobody says which: titles of RSS, names, categories. */
#include "core/normalize/html_parts.h"

/* A whole reference: a missing semicolon is no proof ("Q&A", "fish&chips"). */
static bool has_reference(struct str text)
{
	for (size_t at = 0, next; (next = str_chr(str_from(text, at), '&')) != STR_NONE; at += next + 1) {
		char code[HTML_REFERENCE];
		unsigned len;
		if (html_reference(text, at + next, HTML_IN_URL, code, &len))
			return true;
	}
	return false;
}

/* An end tag, a start tag of what formats a line, or one with attributes: "the <video> element" is talk of markup. */
static bool is_proof(const struct html_token *token)
{
	if (token->kind == HTML_TEXT || !token->element)
		return false;
	return token->kind == HTML_END || token->element->flags & HTML_FORMAT || token->attribute_count;
}

bool html_is_markup(struct str text)
{
	struct html_tokens tokens;
	struct html_token token;
	if (has_reference(text))
		return true;
	if (str_chr(text, '<') == STR_NONE)
		return false;
	html_tokens_init(&tokens, text);
	while (html_next(&tokens, &token))
		if (is_proof(&token))
			return true;
	return false;
}
