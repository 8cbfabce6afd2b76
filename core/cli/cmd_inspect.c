/* SPDX-License-Identifier: MIT
 * wiredesk inspect: what the normalizer makes of a value, for authors of parsers and for test-suites outside.
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/article/article.h"
#include "core/cli/cli.h"
#include "core/cli/commands.h"
#include "core/doc/charset.h"
#include "core/normalize/normalize.h"
#include "core/schedule/robots.h"

enum { FILE_MOST = 64 << 20, CELL_MOST = 1 << 20, LINE_MOST = 8 << 20, CELLS = 3 };

/* What is asked; ptr or NULL where not told. */
struct request {
	struct str value; /* the text, address or file; ends in NUL */
	struct str robots; /* the text of a robots.txt */
	const char *timezone, *language, *base, *agent;
};

/* The answer: a cell for each of the topic's columns; the first one is the value, unset where it is refused.
 */
struct reply {
	struct buf cells[CELLS];
	bool is_set[CELLS];
	struct err err;
};

struct topic {
	const char *name;
	const char *key; /* of the value in a line of --lines */
	const char *columns[CELLS];
	int (*inspect)(const struct request *request, struct reply *reply);
	void (*setup)(void); /* NULL: nothing to do */
	bool has_robots;     /* the first word is the file of a robots.txt */
};

static void set_cell(struct reply *reply, size_t i, const char *text)
{
	buf_adds(&reply->cells[i], text);
	reply->is_set[i] = true;
}

static int inspect_date(const struct request *request, struct reply *reply)
{
	static const char *const precisions[] = {
		[DATE_DAY] = "day", [DATE_MINUTE] = "minute", [DATE_SECOND] = "second"
	};
	const struct date_hint hint = { .timezone = request->timezone, .language = request->language };
	struct date date;
	char text[DATE_TEXT];
	if (date_parse(request->value, &hint, &date, &reply->err))
		return -1;
	date_format(&date, text);
	set_cell(reply, 0, text);
	set_cell(reply, 1, precisions[date.precision]);
	return 0;
}

static int inspect_url(const struct request *request, struct reply *reply)
{
	if (url_resolve(request->value, str_c(request->base), &reply->cells[0], &reply->err))
		return -1;
	reply->is_set[0] = true;
	if (url_canonical(buf_str(&reply->cells[0]), &reply->cells[1], &reply->err))
		return -1;
	reply->is_set[1] = true;
	return 0;
}

static int read_file(const char *path, struct buf *out, struct err *err)
{
	char chunk[65536];
	size_t n;
	FILE *file = fopen(path, "rb");
	if (!file)
		return err_errno(err, EXIT_NOTHING, "%s", path);
	while ((n = fread(chunk, 1, sizeof chunk, file)) > 0 && !out->is_over)
		buf_add_n(out, chunk, n);
	const bool is_broken = ferror(file) != 0;
	fclose(file);
	if (is_broken)
		return err_errno(err, EXIT_NOTHING, "%s", path);
	return out->is_over ? err_set(err, EXIT_NOTHING, "%s is larger than %d MiB", path, FILE_MOST >> 20)
	                    : 0;
}

static enum charset_kind kind_of(struct str bytes)
{
	const struct str start = str_trim(str_slice(bytes, 0, 256));
	if (str_starts(start, STR("<?xml")))
		return CHARSET_XML;
	if (str_starts(start, STR("<")))
		return CHARSET_HTML;
	return str_starts(start, STR("{")) || str_starts(start, STR("[")) ? CHARSET_JSON : CHARSET_TEXT;
}

static int inspect_charset(const struct request *request, struct reply *reply)
{
	struct buf bytes;
	struct arena arena;
	buf_init(&bytes, FILE_MOST);
	arena_init(&arena);
	const int result = read_file(request->value.ptr, &bytes, &reply->err);
	if (!result) {
		const struct str text = buf_str(&bytes);
		const struct charset_result read = charset_decode(text, NULL, kind_of(text), &arena);
		set_cell(reply, 0, read.charset);
		set_cell(reply, 1, read.is_repaired ? "true" : "false");
	}
	arena_done(&arena);
	buf_done(&bytes);
	return result;
}

static int inspect_language(const struct request *request, struct reply *reply)
{
	const char *language = language_detect(request->value);
	if (!language)
		return err_set(&reply->err, EXIT_NOTHING, "too short, or unclear");
	set_cell(reply, 0, language);
	return 0;
}

static int inspect_robots(const struct request *request, struct reply *reply)
{
	if (!request->robots.ptr)
		return err_set(&reply->err, EXIT_NOTHING, "it has no text \"robots\"");
	struct robots *robots = robots_parse(request->robots, str_c(request->agent));
	const struct robots_rule *rule = robots_decide(robots, request->value);
	set_cell(reply, 0, !rule || rule->is_allow ? "true" : "false");
	if (rule) {
		buf_add(&reply->cells[1], rule->text);
		buf_printf(&reply->cells[2], "%zu", rule->line);
		reply->is_set[1] = reply->is_set[2] = true;
	}
	robots_free(robots);
	return 0;
}

/* Sorted by name. A column whose name ends in "#" is written bare. */
static const struct topic topics[] = {
	{ "charset", "path", { "value", "repaired#" }, inspect_charset, charset_setup, false },
	{ "date", "text", { "value", "precision" }, inspect_date, date_setup, false },
	{ "language", "text", { "value" }, inspect_language, language_setup, false },
	{ "robots", "url", { "value#", "rule", "line#" }, inspect_robots, NULL, true },
	{ "url", "url", { "value", "canonical" }, inspect_url, url_setup, false },
};

static const struct topic *find_topic(const char *name)
{
	for (size_t i = 0; i < sizeof topics / sizeof *topics; i++)
		if (!strcmp(name, topics[i].name))
			return &topics[i];
	return NULL;
}

static void reply_init(struct reply *reply)
{
	*reply = (struct reply){ 0 };
	for (size_t i = 0; i < CELLS; i++)
		buf_init(&reply->cells[i], CELL_MOST);
}

static void reply_done(struct reply *reply)
{
	for (size_t i = 0; i < CELLS; i++)
		buf_done(&reply->cells[i]);
}

static void add_member(struct buf *line, const char *name, struct str value, bool is_bare)
{
	buf_addc(line, line->len ? ',' : '{');
	json_add_string(line, str_c(name));
	buf_addc(line, ':');
	if (is_bare)
		buf_add(line, value);
	else
		json_add_string(line, value);
}

/* {"id":…,"value":…,…,"text":…,"error":…}; value is null where refused. id: JSON, or NULL. */
static void write_line(const struct topic *topic, const char *id, struct str value, const struct reply *reply)
{
	struct buf line;
	buf_init(&line, LINE_MOST);
	if (id)
		add_member(&line, "id", str_c(id), true);
	for (size_t i = 0; i < CELLS && topic->columns[i]; i++) {
		const struct str column = str_c(topic->columns[i]);
		const bool is_bare = str_ends(column, STR("#"));
		char name[32];
		snprintf(name, sizeof name, "%.*s", (int)(column.len - is_bare), column.ptr);
		if (reply->is_set[i])
			add_member(&line, name, buf_str(&reply->cells[i]), is_bare);
		else if (i == 0)
			add_member(&line, name, STR("null"), true);
	}
	if (value.ptr)
		add_member(&line, topic->key, value, false);
	if (!reply->is_set[0])
		add_member(&line, "error", str_c(reply->err.text), false);
	buf_adds(&line, "}\n");
	fwrite(line.ptr, 1, line.len, stdout);
	buf_done(&line);
}

/* How many values were asked, and how many were refused. */
struct tally {
	size_t asked, refused;
};

static enum exit_status status_of(const struct tally *tally)
{
	if (!tally->refused)
		return EXIT_ALL_WELL;
	return tally->refused == tally->asked ? EXIT_NOTHING : EXIT_PARTLY;
}

static void ask(const struct topic *topic, const struct request *request, struct reply *reply,
                struct tally *tally)
{
	reply_init(reply);
	tally->asked++;
	if (!topic->inspect(request, reply))
		return;
	tally->refused++;
	memset(reply->is_set, 0, sizeof reply->is_set);
}

/* Columns of a table: the value as given, the topic's own, the error. */
static struct answer *table_new(const struct topic *topic)
{
	static const char *columns[CELLS + 3];
	size_t n = 0;
	columns[n++] = topic->key;
	for (size_t i = 0; i < CELLS && topic->columns[i]; i++)
		columns[n++] = topic->columns[i];
	columns[n++] = "error";
	columns[n] = NULL;
	return answer_new(columns, false);
}

static void print_row(struct answer *table, const struct topic *topic, const char *value,
                      const struct reply *reply)
{
	const char *row[CELLS + 2];
	size_t n = 0;
	row[n++] = value;
	for (size_t i = 0; i < CELLS && topic->columns[i]; i++)
		row[n++] = reply->is_set[i] ? reply->cells[i].ptr : NULL;
	row[n] = reply->is_set[0] ? NULL : reply->err.text;
	answer_row(table, row);
}

static int inspect_words(const struct topic *topic, struct request request, char **values, int count,
                         bool is_json)
{
	struct tally tally = { 0 };
	struct answer *table = is_json ? NULL : table_new(topic);
	for (int i = 0; i < count; i++) {
		struct reply reply;
		request.value = str_c(values[i]);
		ask(topic, &request, &reply, &tally);
		if (is_json)
			write_line(topic, NULL, request.value, &reply);
		else
			print_row(table, topic, values[i], &reply);
		reply_done(&reply);
	}
	if (table)
		answer_end(table);
	return status_of(&tally);
}

/* The same for values that are held against a robots.txt, which the first word names. */
static int inspect_robots_words(const struct topic *topic, struct request request, char **words, int count,
                                bool is_json)
{
	struct err err;
	struct buf file;
	buf_init(&file, FILE_MOST);
	const int refused = read_file(words[0], &file, &err);
	request.robots = buf_str(&file);
	const int status = refused ? cli_failed(&err)
	                           : inspect_words(topic, request, words + 1, count - 1, is_json);
	buf_done(&file);
	return status;
}

static const char *member(const json_t *object, const char *name, const char *otherwise)
{
	const char *text = json_string_value(json_object_get(object, name));
	return text ? text : otherwise;
}

/* ptr NULL where there is none. */
static struct str text_member(const json_t *object, const char *name)
{
	const json_t *text = json_object_get(object, name);
	return str_n(json_string_value(text), json_string_length(text));
}

static void refuse_line(const struct topic *topic, size_t number, const char *why, struct err *err)
{
	if (why)
		err_set(err, EXIT_NOTHING, "line %zu: %s", number, why);
	else
		err_set(err, EXIT_NOTHING, "line %zu: it has no text \"%s\"", number, topic->key);
}

static void inspect_line(const struct topic *topic, const struct request *defaults, const char *text,
                         size_t number, struct tally *tally)
{
	json_error_t why;
	json_t *object = json_loads(text, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &why);
	const struct request request = {
		.value = text_member(object, topic->key),
		.timezone = member(object, "timezone", defaults->timezone),
		.language = member(object, "language", defaults->language),
		.base = member(object, "base", defaults->base),
		.agent = member(object, "agent", defaults->agent),
		.robots = text_member(object, "robots"),
	};
	const json_t *id = json_object_get(object, "id");
	char *id_text = id ? json_dumps(id, JSON_ENCODE_ANY | JSON_COMPACT) : NULL;
	struct reply reply;
	if (request.value.ptr) {
		ask(topic, &request, &reply, tally);
	} else {
		reply_init(&reply);
		tally->asked++;
		tally->refused++;
		refuse_line(topic, number, object ? NULL : why.text, &reply.err);
	}
	write_line(topic, id_text ? id_text : "null", request.value, &reply);
	reply_done(&reply);
	free(id_text);
	json_decref(object);
}

/* A line in, a line out at once: the other side may be waiting for it. */
static int inspect_lines(const struct topic *topic, const struct request *defaults)
{
	struct tally tally = { 0 };
	char *line = NULL;
	size_t size = 0, number = 0;
	ssize_t len;
	while ((len = getline(&line, &size, stdin)) >= 0) {
		number++;
		if (!str_trim(str_n(line, (size_t)len)).len)
			continue;
		inspect_line(topic, defaults, line, number, &tally);
		fflush(stdout);
	}
	free(line);
	return status_of(&tally);
}

static int check_timezone(const char *timezone)
{
	if (!timezone || date_is_timezone(timezone))
		return 0;
	cli_wrong_use("inspect", "--timezone %s: no such zone; a name such as Asia/Ho_Chi_Minh is meant",
	              timezone);
	return -1;
}

int cmd_inspect(int argc, char **argv)
{
	struct request defaults = { .agent = "wiredesk" };
	bool is_lines = false, is_json = false;
	const struct cli_option options[] = {
		{ "timezone", 0, CLI_TEXT, &defaults.timezone, "ZONE", "zone of dates that name none (UTC)" },
		{ "language", 0, CLI_TEXT, &defaults.language, "TAG",
		  "language of month names and of 04/05/2026" },
		{ "base", 0, CLI_TEXT, &defaults.base, "URL",
		  "what relative addresses are resolved against" },
		{ "agent", 0, CLI_TEXT, &defaults.agent, "TOKEN",
		  "whom a robots.txt is asked for, a product token (wiredesk)" },
		{ "lines", 0, CLI_FLAG, &is_lines, NULL, "read a JSON object a line, answer with one each" },
		{ "json", 0, CLI_FLAG, &is_json, NULL, "JSON lines on a terminal too" },
	};
	const struct cli_usage usage = {
		.synopsis = "inspect charset|date|language|url [OPTION…] VALUE… | robots [OPTION…] FILE URL…",
		.description =
			"What the normalizer makes of a value: a date as an instant, an address absolute "
			"and\n"
			"canonical, the character set of a file, the language of a text; whether a robots.txt\n"
			"allows an address, and by which of its lines. With --lines the values come as\n"
			"{\"id\": …, \"text\" (date, language), \"url\" or \"path\" (charset): …}; for robots\n"
			"as {\"id\": …, \"robots\": the file's text, \"agent\": …, \"url\": …}.",
		.options = options,
		.option_count = sizeof options / sizeof *options,
	};
	const int count = cli_parse(argc, argv, &usage);
	if (count < 0)
		return cli_status(count);
	const struct topic *topic = count ? find_topic(argv[1]) : NULL;
	if (!topic)
		return cli_wrong_use("inspect", "%s%s charset, date, language, robots and url are",
		                     count ? argv[1] : "", count ? " is no topic:" : "no topic is given:");
	if (is_lines ? count > 1 : count < 2 + topic->has_robots)
		return cli_wrong_use("inspect", is_lines            ? "--lines reads the values from standard input"
		                                : topic->has_robots ? "a file and an address are needed"
		                                                    : "no value is given");
	if (check_timezone(defaults.timezone))
		return EXIT_WRONG_USE;
	if (topic->setup)
		topic->setup();
	if (is_lines)
		return inspect_lines(topic, &defaults);
	is_json = is_json || !isatty(STDOUT_FILENO);
	return (topic->has_robots ? inspect_robots_words : inspect_words)(topic, defaults, argv + 2, count - 1, is_json);
}
