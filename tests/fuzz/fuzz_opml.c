/* SPDX-License-Identifier: MIT
 * A subscription list: no crash; names are names, and what is written of it is read again with as many addresses under
 * the same names. */
#include <stdlib.h>

#include "core/config/opml.h"
#include "fuzz.h"

static bool is_name(const char *name)
{
	const size_t len = strlen(name);
	if (!len || len > 64 || !(ascii_is_digit(name[0]) || (name[0] >= 'a' && name[0] <= 'z')))
		return false;
	return strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789._-") == len;
}

static void check_again(const struct opml *first)
{
	struct buf text;
	struct opml again;
	buf_init(&text, 64 << 20);
	opml_init(&again);
	opml_write(first->feeds.at, first->feeds.count, 0, &text);
	if (first->feeds.count && (opml_read(&again, buf_str(&text), "again", NULL) || again.faults.count))
		abort();
	if (again.feeds.count != first->feeds.count || opml_source_count(&again) != opml_source_count(first))
		abort();
	opml_done(&again);
	buf_done(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct opml opml;
	struct buf yaml;
	opml_init(&opml);
	buf_init(&yaml, 64 << 20);
	if (!opml_read(&opml, str_n((const char *)data, size), "fuzz", NULL)) {
		for (size_t i = 0; i < opml.feeds.count; i++)
			if (!is_name(opml.feeds.at[i].source) ||
			    (opml.feeds.at[i].group && !is_name(opml.feeds.at[i].group)))
				abort();
		opml_to_yaml(&opml, "fuzz", &yaml);
		check_again(&opml);
	}
	buf_done(&yaml);
	opml_done(&opml);
	return 0;
}
