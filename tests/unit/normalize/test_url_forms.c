/* SPDX-License-Identifier: MIT
 * The addresses of urls.tsv: expected form or "refused", the base, the address; parted by tabs. */
#include "unit/check_main.h"

#include "core/normalize/normalize.h"
#include "unit/table.h"

enum { ADDRESS_MOST = 4096 };

static int hex(char c)
{
	return ascii_is_digit(c) ? c - '0' : ascii_lower(c) - 'a' + 10;
}

static struct str unescape(struct str cell, char *out)
{
	size_t len = 0;
	for (size_t i = 0; i < cell.len; i++) {
		const char next = cell.ptr[i] == '\\' ? cell.ptr[++i] : '\0';
		switch (next) {
		case 't':
			out[len++] = '\t';
			break;
		case 'n':
			out[len++] = '\n';
			break;
		case 'r':
			out[len++] = '\r';
			break;
		case 'x':
			out[len++] = (char)(hex(cell.ptr[i + 1]) << 4 | hex(cell.ptr[i + 2]));
			i += 2;
			break;
		default:
			out[len++] = cell.ptr[i];
		}
	}
	return str_n(out, len);
}

static void check_row(const struct str cells[], size_t line)
{
	char base[ADDRESS_MOST], address[ADDRESS_MOST];
	struct buf got;
	buf_init(&got, 1 << 16);
	if (url_resolve(unescape(cells[2], address), unescape(cells[1], base), &got, NULL)) {
		buf_clear(&got);
		buf_adds(&got, "refused");
	}
	ck_assert_msg(str_eq(cells[0], buf_str(&got)), "line %zu: [%.*s] on [%.*s] gave %s, not %.*s", line,
	              STR_ARG(cells[2]), STR_ARG(cells[1]), got.ptr, STR_ARG(cells[0]));
	buf_done(&got);
}

START_TEST(addresses_are_read_as_the_standard_has_it)
{
	ck_assert_uint_ge(table_check(TEST_SOURCE_DIR "/tests/unit/normalize/urls.tsv", 3, check_row), 980);
}
END_TEST

TEST_MAIN("url forms", addresses_are_read_as_the_standard_has_it)
