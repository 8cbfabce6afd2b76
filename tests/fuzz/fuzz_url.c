/* SPDX-License-Identifier: MIT
 * An address, with its base behind a line feed where there is one: no crash; what comes out resolves to
 * itself, and the canonical form is its own. */
#include <stdlib.h>

#include "core/normalize/normalize.h"
#include "fuzz.h"

enum { OUT_MOST = 1 << 20 };

static void check_same(int (*again)(struct str, struct buf *), struct str text)
{
	struct buf out;
	buf_init(&out, OUT_MOST);
	if (again(text, &out) || !str_eq(buf_str(&out), text))
		abort();
	buf_done(&out);
}

static int resolve(struct str text, struct buf *out)
{
	return url_resolve(text, STR(""), out, NULL);
}

static int canonical(struct str text, struct buf *out)
{
	return url_canonical(text, out, NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct str all = str_n((const char *)data, size);
	const size_t end = str_chr(all, '\n');
	const struct str text = end == STR_NONE ? all : str_slice(all, 0, end);
	const struct str base = end == STR_NONE ? STR("") : str_from(all, end + 1);
	struct buf absolute, clean;
	buf_init(&absolute, OUT_MOST);
	buf_init(&clean, OUT_MOST);
	if (!url_resolve(text, base, &absolute, NULL)) {
		check_same(resolve, buf_str(&absolute));
		url_domain(buf_str(&absolute));
		if (!url_canonical(buf_str(&absolute), &clean, NULL))
			check_same(canonical, buf_str(&clean));
	}
	buf_done(&absolute);
	buf_done(&clean);
	return 0;
}
