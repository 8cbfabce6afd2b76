/* SPDX-License-Identifier: MIT
 * The addresses of urls.tsv: expected form or "refused", the base, the address; parted by tabs. */
#include "unit/check_main.h"

#include "core/normalize/normalize.h"
#include "unit/table.h"

enum { ADDRESS_MOST = 4096 };

static void check_row(const struct str cells[], size_t line)
{
	char base[ADDRESS_MOST], address[ADDRESS_MOST];
	struct buf got;
	buf_init(&got, 1 << 16);
	if (url_resolve(table_unescape(cells[2], address), table_unescape(cells[1], base), &got, NULL)) {
		buf_clear(&got);
		buf_adds(&got, "refused");
	}
	ck_assert_msg(str_eq(cells[0], buf_str(&got)), "line %zu: [%.*s] on [%.*s] gave %s, not %.*s", line,
	              STR_ARG(cells[2]), STR_ARG(cells[1]), got.ptr, STR_ARG(cells[0]));
	buf_done(&got);
}

START_TEST(addresses_are_read_as_the_standard_has_it)
{
	ck_assert_uint_ge(table_check(TEST_SOURCE_DIR "/tests/unit/normalize/urls.tsv", 3, check_row), 1190);
}
END_TEST

TEST_MAIN("url forms", addresses_are_read_as_the_standard_has_it)
