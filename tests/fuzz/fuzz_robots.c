/* SPDX-License-Identifier: MIT
 * A robots.txt: no crash; a rule that decides stands on a line of the file, and is as long as any that
 * matches. What is written behind the last line feed is also asked as an address. */
#include <stdlib.h>

#include "core/schedule/robots_parts.h"
#include "fuzz.h"

static struct str last_line(struct str text)
{
	size_t start = text.len;
	while (start && text.ptr[start - 1] != '\n')
		start--;
	return str_from(text, start);
}

/* The plain way to match, for short patterns: what robots_match() must agree with. */
static bool match_plainly(struct str path, struct str pattern)
{
	if (!pattern.len)
		return true;
	if (pattern.len == 1 && pattern.ptr[0] == '$')
		return !path.len;
	if (pattern.ptr[0] == '*')
		return match_plainly(path, str_from(pattern, 1)) ||
		       (path.len && match_plainly(str_from(path, 1), pattern));
	return path.len && path.ptr[0] == pattern.ptr[0] &&
	       match_plainly(str_from(path, 1), str_from(pattern, 1));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct str agents[] = { { "wiredesk", 8 }, { "FooBot", 6 }, { "", 0 } };
	const struct str text = str_n((const char *)data, size);
	const struct str url = last_line(text);
	for (size_t i = 0; i < sizeof agents / sizeof *agents; i++) {
		struct robots *robots = robots_parse(text, agents[i]);
		const struct robots_rule *rule = robots_decide(robots, url);
		if (rule &&
		    (!rule->line || !rule->pattern.len || rule->is_allow != robots_allows(robots, url)))
			abort();
		if (robots_delay_ms(robots) < 0 || robots_delay_ms(robots) > ROBOTS_DELAY_MOST_MS)
			abort();
		robots_free(robots);
	}
	const size_t half = size / 2;
	if (size <= 24 && robots_match(str_slice(text, 0, half), str_from(text, half)) !=
	                          match_plainly(str_slice(text, 0, half), str_from(text, half)))
		abort();
	return 0;
}
