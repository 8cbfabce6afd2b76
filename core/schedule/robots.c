/* SPDX-License-Identifier: MIT
 * Groups of robots.txt: one or more lines with agents, then rules, until the next agent. All groups that name
 * ours are one; where there is none, all groups of '*' are. */
#include "core/base/vec.h"
#include "core/schedule/robots_parts.h"

struct rules {
	VEC(struct robots_rule) list; /* in the end the longest first, of equals the allowing one */
	int64_t delay_ms;
};

struct robots {
	struct arena arena;
	struct rules rules;
	VEC(struct str) sitemaps;
};

/* Whom the lines at hand are for. Further agents join until it is over. */
struct group {
	bool is_ours, is_all, is_over;
};

struct parser {
	struct robots *robots;
	struct str agent;
	struct rules ours, all; /* of groups that name us; of groups of '*' */
	struct group group;     /* ends with its first rule */
	struct group
		delayed; /* the same for Crawl-delay, which ends its own group but, unknown to the RFC, no other */
	bool is_named; /* a group has named us */
};

struct str robots_token(struct str value)
{
	size_t len = 0;
	while (len < value.len &&
	       (ascii_is_alpha(value.ptr[len]) || value.ptr[len] == '-' || value.ptr[len] == '_'))
		len++;
	return str_slice(value, 0, len);
}

static bool is_star(struct str value)
{
	return str_starts(value, STR("*")) && (value.len == 1 || ascii_is_space(value.ptr[1]));
}

static void join(struct group *group, bool is_ours, bool is_all)
{
	if (group->is_over)
		*group = (struct group){ 0 };
	group->is_ours |= is_ours;
	group->is_all |= is_all;
}

static void take_agent(struct parser *parser, const struct robots_line *line)
{
	const bool is_all = is_star(line->value);
	const bool is_ours = !is_all && str_eq_nocase(robots_token(line->value), parser->agent);
	join(&parser->group, is_ours, is_all);
	join(&parser->delayed, is_ours, is_all);
	parser->is_named |= is_ours;
}

/* A group for us and for '*' is ours alone: where one is ours, '*' has no say. NULL: of no interest. */
static struct rules *rules_of(struct parser *parser, const struct group *group)
{
	if (group->is_ours)
		return &parser->ours;
	return group->is_all ? &parser->all : NULL;
}

static void add_rule(struct parser *parser, struct rules *rules, struct str pattern,
                     const struct robots_line *line)
{
	const struct robots_rule rule = {
		.pattern = pattern,
		.text = arena_str(&parser->robots->arena, line->text),
		.line = line->number,
		.is_allow = line->key == ROBOTS_ALLOW,
	};
	vec_add(&rules->list, rule);
}

/* Who allows a folder's index.html (or .htm) means the folder's own address too. */
static void add_folder_rule(struct parser *parser, struct rules *rules, struct str pattern,
                            const struct robots_line *line)
{
	size_t len = pattern.len;
	while (len && pattern.ptr[len - 1] != '/')
		len--;
	if (len && str_starts(str_from(pattern, len), STR("index.htm"))) {
		const char *folder = arena_printf(&parser->robots->arena, "%.*s$", (int)len, pattern.ptr);
		add_rule(parser, rules, str_c(folder), line);
	}
}

static void take_rule(struct parser *parser, const struct robots_line *line)
{
	struct rules *rules = rules_of(parser, &parser->group);
	parser->delayed.is_over = true;
	if (!rules)
		return;
	parser->group.is_over = true;
	const struct str pattern = robots_normalize_pattern(line->value, &parser->robots->arena);
	if (!pattern.len)
		return;
	add_rule(parser, rules, pattern, line);
	if (line->key == ROBOTS_ALLOW)
		add_folder_rule(parser, rules, pattern, line);
}

/* Seconds, perhaps with a fraction; 0 where it is no number. */
static int64_t read_delay(struct str value)
{
	int64_t ms = 0, unit = 1000;
	size_t i = 0;
	for (; i < value.len && ascii_is_digit(value.ptr[i]) && ms < ROBOTS_DELAY_MOST_MS; i++)
		ms = ms * 10 + (value.ptr[i] - '0') * unit;
	if (i < value.len && value.ptr[i] == '.')
		for (i++; i < value.len && ascii_is_digit(value.ptr[i]) && unit > 1; i++)
			ms += (value.ptr[i] - '0') * (unit /= 10);
	return ms < ROBOTS_DELAY_MOST_MS ? ms : ROBOTS_DELAY_MOST_MS;
}

/* Of several the longest counts. */
static void take_delay(struct parser *parser, const struct robots_line *line)
{
	struct rules *rules = rules_of(parser, &parser->delayed);
	const int64_t delay_ms = read_delay(line->value);
	parser->delayed.is_over = true;
	if (rules && delay_ms > rules->delay_ms)
		rules->delay_ms = delay_ms;
}

static void take_sitemap(struct parser *parser, const struct robots_line *line)
{
	if (line->value.len)
		vec_add(&parser->robots->sitemaps, arena_str(&parser->robots->arena, line->value));
}

static void (*const takers[])(struct parser *, const struct robots_line *) = {
	[ROBOTS_AGENT] = take_agent,     [ROBOTS_ALLOW] = take_rule,  [ROBOTS_DISALLOW] = take_rule,
	[ROBOTS_SITEMAP] = take_sitemap, [ROBOTS_DELAY] = take_delay,
};

static int compare_rules(const void *a, const void *b)
{
	const struct robots_rule *x = a, *y = b;
	if (x->pattern.len != y->pattern.len)
		return x->pattern.len > y->pattern.len ? -1 : 1;
	if (x->is_allow != y->is_allow)
		return x->is_allow ? -1 : 1;
	return x->line < y->line ? -1 : x->line > y->line;
}

static void keep_rules(struct parser *parser)
{
	struct rules *kept = parser->is_named ? &parser->ours : &parser->all;
	struct rules *left = parser->is_named ? &parser->all : &parser->ours;
	if (kept->list.count)
		qsort(kept->list.at, kept->list.count, sizeof *kept->list.at, compare_rules);
	vec_done(&left->list);
	parser->robots->rules = *kept;
}

struct robots *robots_parse(struct str text, struct str agent)
{
	struct robots *robots = mem_zero(1, sizeof *robots);
	struct parser parser = { .robots = robots, .agent = agent };
	struct robots_line line;
	arena_init(&robots->arena);
	struct robots_reader reader = robots_reader(robots_text(text, &robots->arena));
	while (robots_next_line(&reader, &line))
		if (line.key != ROBOTS_UNKNOWN)
			takers[line.key](&parser, &line);
	keep_rules(&parser);
	return robots;
}

void robots_free(struct robots *robots)
{
	if (!robots)
		return;
	vec_done(&robots->rules.list);
	vec_done(&robots->sitemaps);
	arena_done(&robots->arena);
	free(robots);
}

static const struct robots_rule *find_rule(const struct rules *rules, struct str path)
{
	for (size_t i = 0; i < rules->list.count; i++)
		if (robots_match(path, rules->list.at[i].pattern))
			return &rules->list.at[i];
	return NULL;
}

const struct robots_rule *robots_decide(const struct robots *robots, struct str url)
{
	struct arena arena;
	arena_init(&arena);
	const struct str path = robots_path(url, &arena);
	const bool is_robots_txt = str_eq(path, STR("/robots.txt")); /* which may be fetched always */
	const struct robots_rule *rule = is_robots_txt ? NULL : find_rule(&robots->rules, path);
	arena_done(&arena);
	return rule;
}

bool robots_allows(const struct robots *robots, struct str url)
{
	const struct robots_rule *rule = robots_decide(robots, url);
	return !rule || rule->is_allow;
}

int64_t robots_delay_ms(const struct robots *robots)
{
	return robots->rules.delay_ms;
}

size_t robots_sitemap_count(const struct robots *robots)
{
	return robots->sitemaps.count;
}

struct str robots_sitemap(const struct robots *robots, size_t i)
{
	return robots->sitemaps.at[i];
}
