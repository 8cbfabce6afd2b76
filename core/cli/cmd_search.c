/* SPDX-License-Identifier: MIT
 * wiredesk search: full text in the database of an sqlite sink, read beside whoever writes it. */
#include <jansson.h>
#include <sqlite3.h>
#include <stdio.h>

#include "core/base/log.h"
#include "core/cli/cli.h"
#include "core/cli/commands.h"
#include "core/config/config.h"

struct search {
	const char *config, *database, *source, *since;
	int64_t limit;
	bool is_json, is_raw;
};

/* The words as typed are looked for, all of them; the index's own query language is for those who ask for it. */
static void quote_words(struct str words, struct buf *out)
{
	struct str word;
	while (str_next(&words, ' ', &word)) {
		if (!word.len)
			continue;
		buf_adds(out, out->len ? " \"" : "\"");
		for (size_t i = 0; i < word.len; i++) {
			if (word.ptr[i] == '"')
				buf_addc(out, '"');
			buf_addc(out, word.ptr[i]);
		}
		buf_addc(out, '"');
	}
}

static const char query_text[] =
	"SELECT a.id, a.source, a.sort_at, a.title, a.url,"
	" snippet(data_text, -1, '', '', '…', 16) FROM data_text JOIN data_articles AS a ON a.number = "
        "data_text.rowid"
	" WHERE data_text MATCH ?1 AND (?2 IS NULL OR a.source = ?2) AND (?3 IS NULL OR a.sort_at >= ?3)"
	" ORDER BY bm25(data_text, 4.0, 2.0, 1.0) LIMIT ?4";

static int answer_query(sqlite3_stmt *query, const struct search *search)
{
	static const char *const columns[] = { "id", "source", "date", "title", "url", "match", NULL };
	struct answer *answer = answer_new(columns, search->is_json);
	int code;
	while ((code = sqlite3_step(query)) == SQLITE_ROW) {
		const char *values[6];
		for (int i = 0; i < 6; i++)
			values[i] = (const char *)sqlite3_column_text(query, i);
		answer_row(answer, values);
	}
	answer_end(answer);
	return code;
}

static int run_query(sqlite3 *db, const struct search *search, const char *words)
{
	sqlite3_stmt *query;
	if (sqlite3_prepare_v2(db, query_text, -1, &query, NULL))
		return -1;
	sqlite3_bind_text(query, 1, words, -1, SQLITE_STATIC);
	sqlite3_bind_text(query, 2, search->source, -1, SQLITE_STATIC);
	sqlite3_bind_text(query, 3, search->since, -1, SQLITE_STATIC);
	sqlite3_bind_int64(query, 4, search->limit);
	const int code = answer_query(query, search);
	sqlite3_finalize(query);
	return code == SQLITE_DONE ? 0 : -1;
}

static int search_database(const char *path, const struct search *search, const char *words)
{
	sqlite3 *db;
	int status = EXIT_ALL_WELL;
	if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) || run_query(db, search, words)) {
		log_error("%s: %s", path, sqlite3_errmsg(db));
		status = search->is_raw ? EXIT_WRONG_USE : EXIT_STATE;
	}
	sqlite3_close(db);
	return status;
}

/* The database of the first sqlite sink. */
static int search_configured(const struct search *search, const char *words)
{
	struct config *config = config_load_or_say(search->config);
	if (!config)
		return EXIT_WRONG_USE;
	int status = -1;
	for (size_t i = 0; i < config->sink_count && status < 0; i++) {
		json_t *options = json_loads(config->sinks[i].options, 0, NULL);
		const char *path = json_string_value(json_object_get(options, "path"));
		if (path && str_eq(str_c(config->sinks[i].plugin), STR("sqlite")))
			status = search_database(path, search, words);
		json_decref(options);
	}
	if (status < 0)
		status = cli_wrong_use("search", "%s has no sqlite sink; name a database with --database",
		                       config->path);
	config_free(config);
	return status;
}

int cmd_search(int argc, char **argv)
{
	struct search search = { .limit = 20 };
	const struct cli_option options[] = {
		{ "config", 'c', CLI_TEXT, &search.config, "FILE",
		  "the configuration whose sqlite sink is searched" },
		{ "database", 'd', CLI_TEXT, &search.database, "FILE",
		  "a database that an sqlite sink wrote" },
		{ "source", 's', CLI_TEXT, &search.source, "NAME", "only articles of this source" },
		{ "since", 0, CLI_TEXT, &search.since, "DATE", "only from this date on (YYYY-MM-DD)" },
		{ "limit", 'n', CLI_COUNT, &search.limit, "N", "at most so many, best first (the rule: 20)" },
		{ "query", 'q', CLI_FLAG, &search.is_raw, NULL, "the words are a query in FTS5's language" },
		{ "json", 0, CLI_FLAG, &search.is_json, NULL, "JSON lines, also on a terminal" },
	};
	const struct cli_usage usage = {
		"search [OPTION…] WORD…",
		"Finds articles in the database of an sqlite sink by the words of title, summary and body.",
		options, sizeof options / sizeof *options
	};
	const int count = cli_parse(argc, argv, &usage);
	if (count < 0)
		return cli_status(count);
	struct buf words, query;
	buf_init(&words, 1 << 16);
	buf_init(&query, 1 << 17);
	for (int i = 1; i <= count; i++) {
		if (i > 1)
			buf_addc(&words, ' ');
		buf_adds(&words, argv[i]);
	}
	if (search.is_raw)
		buf_add(&query, buf_str(&words));
	else
		quote_words(buf_str(&words), &query);
	int status;
	if (!query.len)
		status = cli_wrong_use("search", "no word to look for");
	else if (search.database)
		status = search_database(search.database, &search, query.ptr);
	else
		status = search_configured(&search, query.ptr);
	buf_done(&words);
	buf_done(&query);
	return status;
}
