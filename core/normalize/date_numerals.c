/* SPDX-License-Identifier: MIT
 * Numbers in Chinese numerals, 二〇二六年十一月二十二日, become digits where a sign such as 年 stands behind them: elsewhere they
 * are parts of words (星期二). */
#include <stdio.h>

#include "core/normalize/date_parts.h"

enum { NUMERAL_TEN = 10, NUMERAL_NONE = -1, NUMERAL_BYTES = 3, NUMERALS_MOST = 4 };

/* The value of the numeral at the head of s; 0 is folded to an ASCII digit already. */
static int numeral_value(struct str s)
{
	static const char numerals[] = "零一二三四五六七八九十";
	if (s.len && s.ptr[0] == '0')
		return 0;
	if (s.len < NUMERAL_BYTES || (unsigned char)s.ptr[0] < 0xE4)
		return NUMERAL_NONE;
	for (int i = 0; i <= NUMERAL_TEN; i++)
		if (!memcmp(s.ptr, numerals + (size_t)i * NUMERAL_BYTES, NUMERAL_BYTES))
			return i;
	return str_starts(s, STR("元年")) ? 1 : NUMERAL_NONE; /* the first year of an era */
}

/* 二十二 is two tens and two, 二〇二六 a row of digits. */
static int number_of(const int *values, size_t count)
{
	int number = 0;
	for (size_t i = 0; i < count; i++) {
		if (values[i] != NUMERAL_TEN)
			number = i && values[i - 1] == NUMERAL_TEN ? number + values[i]
			                                           : number * 10 + values[i];
		else
			number = i ? number * 10 : 10;
	}
	return number;
}

/* The numerals at the head of s, with a sign behind them; gives the bytes that they take, 0 where there are none. */
static size_t read_numerals(struct str s, int *out_number)
{
	int values[NUMERALS_MOST];
	size_t count = 0, at = 0;
	for (int v; count < NUMERALS_MOST && (v = numeral_value(str_from(s, at))) != NUMERAL_NONE; count++) {
		values[count] = v;
		at += s.ptr[at] == '0' ? 1 : NUMERAL_BYTES;
	}
	if (!count || (unsigned char)s.ptr[0] < 0xE4 || !date_unit_length(str_from(s, at)))
		return 0;
	*out_number = number_of(values, count);
	return at;
}

void date_fold_numerals(struct date_text *text)
{
	size_t to = 0;
	for (size_t at = 0; at < text->len;) {
		int number;
		const size_t used = read_numerals(str_n(text->folded + at, text->len - at), &number);
		if (!used) {
			text->folded[to++] = text->folded[at++];
			continue;
		}
		char digits[12];
		const size_t len = (size_t)snprintf(digits, sizeof digits, "%d", number);
		memcpy(text->folded + to, digits, len); /* never longer than what it stands for */
		to += len;
		at += used;
	}
	text->len = to;
}
