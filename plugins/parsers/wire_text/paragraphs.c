/* SPDX-License-Identifier: MIT
 * Lines to logical paragraphs. Whether a line goes on in the next one is told by the wrapping itself: a line was
 * broken because the next word had no room. */
#include "wire.h"

enum { WIDTH_LEAST = 40, WIDTH_MOST = 84, WIDTH_SLACK = 8, FULL_LEAST = 3 };

/* The width at which the document's lines are wrapped, 0 where they are not. */
static size_t wrapped_width(const struct lines *lines)
{
	size_t width = 0, full = 0, plain = 0;

	for (size_t i = 0; i < lines->count; i++) {
		const size_t runes = lines->at[i].is_wide ? 0 : text_runes(lines->at[i].text);
		if (runes > width)
			width = runes;
	}
	if (width < WIDTH_LEAST || width > WIDTH_MOST)
		return 0;
	for (size_t i = 0; i < lines->count; i++) {
		const bool is_followed = i + 1 < lines->count && lines->at[i + 1].group == lines->at[i].group;
		plain += is_followed;
		full += is_followed && text_runes(lines->at[i].text) + 16 >= width;
	}
	return full >= FULL_LEAST && full * 2 >= plain ? width : 0;
}

static size_t first_word_runes(const char *text)
{
	size_t count = 0;
	for (uint32_t c; (c = rune_next(&text)) && c != ' ';)
		count++;
	return count;
}

/* Numbers in columns: blanks set the columns apart, or a good part of the line are digits in two or more groups. */
static bool is_tabular(const struct line *line)
{
	size_t digits = 0, groups = 0, len = 0;
	bool was_digit = false;

	for (const char *at = line->text; *at; at++, len++) {
		const bool is_digit = rune_is_digit((unsigned char)*at);
		digits += is_digit;
		groups += is_digit && !was_digit;
		was_digit = is_digit;
	}
	return line->is_wide || strstr(line->text, "....") ||
	       (groups >= 2 && digits * 4 >= len && len < 72 && !is_sentence(line->text));
}

static bool
opens_something(const char *text) /* a byline, bullet, advisory or place never goes on a line before it */
{
	static const char *const starts[] = { "by ",   "von ",     "par ", "por ",  "* ", "• ",
		                              "(adds", "(updates", "(eds", "(attn", NULL };
	return text_starts_any(text, starts);
}

static bool is_joined(const struct line *line, const struct line *next, size_t width)
{
	return width && next->group == line->group && next->indent <= line->indent + 1 &&
	       !opens_something(next->text) &&
	       text_runes(line->text) + 1 + first_word_runes(next->text) + WIDTH_SLACK > width;
}

/* The end of the table that begins at line i; i where none does. */
static size_t table_end(const struct lines *lines, size_t i)
{
	size_t end = i;
	while (end < lines->count && lines->at[end].group == lines->at[i].group &&
	       is_tabular(&lines->at[end]))
		end++;
	return end >= i + 2 ? end : i;
}

static size_t paragraph_end(const struct lines *lines, size_t i, size_t width)
{
	while (i + 1 < lines->count && is_joined(&lines->at[i], &lines->at[i + 1], width) &&
	       table_end(lines, i + 1) == i + 1)
		i++;
	return i + 1;
}

static char *join(char *pool, const struct lines *lines, size_t from, size_t to, char between)
{
	for (size_t i = from; i < to; i++) {
		const size_t len = strlen(lines->at[i].text);
		memcpy(pool, lines->at[i].text, len);
		pool += len;
		*pool++ = i + 1 < to ? between : 0;
	}
	return pool;
}

bool story_read(const struct lines *lines, struct story *out)
{
	const size_t width = wrapped_width(lines);
	size_t room = 1;

	for (size_t i = 0; i < lines->count; i++)
		room += strlen(lines->at[i].text) + 1;
	*out = (struct story){ .at = calloc(lines->count + 1, sizeof *out->at), .pool = malloc(room) };
	if (!out->at || !out->pool) {
		story_done(out);
		return false;
	}
	char *pool = out->pool;
	for (size_t i = 0; i < lines->count;) {
		const size_t table = table_end(lines, i);
		const size_t end = table > i ? table : paragraph_end(lines, i, width);
		out->at[out->count++] = (struct paragraph){ pool, table > i ? WD_TABLE : WD_PARAGRAPH_BLOCK };
		pool = join(pool, lines, i, end, table > i ? '\n' : ' ');
		i = end;
	}
	return true;
}

void story_done(struct story *story)
{
	free(story->at);
	free(story->pool);
}
