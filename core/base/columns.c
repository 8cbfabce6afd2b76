/* SPDX-License-Identifier: MIT */
#include "core/base/columns.h"

#include <sys/ioctl.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>
#include <unistd.h>

static unsigned columns_of_character(UChar32 c)
{
	if (c < 0)
		return 1;
	const int8_t type = u_charType(c);
	if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR)
		return 0;
	const int32_t east = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
	return east == U_EA_WIDE || east == U_EA_FULLWIDTH ? 2 : 1;
}

struct str columns_cut(struct str text, unsigned most)
{
	unsigned sum = 0;
	for (int32_t i = 0; i < (int32_t)text.len;) {
		const int32_t start = i;
		UChar32 c;
		U8_NEXT(text.ptr, i, (int32_t)text.len, c);
		sum += columns_of_character(c);
		if (sum > most)
			return str_slice(text, 0, (size_t)start);
	}
	return text;
}

unsigned columns_of(struct str text)
{
	unsigned sum = 0;
	for (int32_t i = 0; i < (int32_t)text.len;) {
		UChar32 c;
		U8_NEXT(text.ptr, i, (int32_t)text.len, c);
		sum += columns_of_character(c);
	}
	return sum;
}

unsigned columns_of_terminal(unsigned otherwise)
{
	struct winsize size;
	const bool is_terminal = isatty(STDOUT_FILENO) && !ioctl(STDOUT_FILENO, TIOCGWINSZ, &size);
	return is_terminal && size.ws_col ? size.ws_col : otherwise;
}
