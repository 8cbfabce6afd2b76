/* SPDX-License-Identifier: MIT
 * The tables of the database, and the views that are its stable interface (wiredesk-sqlite(7)). Tables begin with
 * data_ and may change; views do not. */
#ifndef SINKS_SQLITE_SCHEMA_H
#define SINKS_SQLITE_SCHEMA_H

static const char schema[] =
	"CREATE TABLE IF NOT EXISTS data_position (one INTEGER PRIMARY KEY CHECK (one = 1), format INTEGER NOT NULL,"
	" epoch INTEGER NOT NULL, seq INTEGER NOT NULL);"
	"CREATE TABLE IF NOT EXISTS data_revisions (id TEXT NOT NULL, revision INTEGER NOT NULL, seq INTEGER NOT NULL,"
	" logged_at INTEGER NOT NULL, json TEXT NOT NULL, PRIMARY KEY (id, revision)) WITHOUT ROWID;"
	"CREATE TABLE IF NOT EXISTS data_articles (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,"
	" revision INTEGER NOT NULL, seq INTEGER NOT NULL, source TEXT NOT NULL, status TEXT, change TEXT, title TEXT,"
	" summary TEXT, body TEXT, url TEXT, canonical_url TEXT, guid TEXT, language TEXT, byline TEXT, agency TEXT,"
	" published_at TEXT, published_precision TEXT, updated_at TEXT, sort_at TEXT, first_seen_at TEXT, fetched_at TEXT,"
	" page_class TEXT, word_count INTEGER, is_indexed INTEGER NOT NULL DEFAULT 0);"
	"CREATE INDEX IF NOT EXISTS data_articles_sort ON data_articles (sort_at);"
	"CREATE INDEX IF NOT EXISTS data_articles_source ON data_articles (source, sort_at);"
	"CREATE INDEX IF NOT EXISTS data_articles_url ON data_articles (canonical_url);"
	"CREATE INDEX IF NOT EXISTS data_articles_unindexed ON data_articles (number) WHERE is_indexed = 0;"
	"CREATE VIRTUAL TABLE IF NOT EXISTS data_text USING fts5 (title, summary, body, content = 'data_articles',"
	" content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2');"
	"CREATE VIEW IF NOT EXISTS revisions AS SELECT id, revision, seq,"
	" strftime('%Y-%m-%dT%H:%M:%SZ', logged_at, 'unixepoch') AS logged_at, json ->> '$.change' AS change,"
	" json ->> '$.status' AS status, json ->> '$.title' AS title, json FROM data_revisions;"
	"CREATE VIEW IF NOT EXISTS articles AS SELECT a.id, a.revision, a.seq, a.source, a.status, a.change, a.title,"
	" a.summary, a.body, a.url, a.canonical_url, a.guid, a.language, a.byline, a.agency, a.published_at,"
	" a.published_precision, a.updated_at, a.sort_at, a.first_seen_at, a.fetched_at, a.page_class, a.word_count, r.json"
	" FROM data_articles AS a JOIN data_revisions AS r ON r.id = a.id AND r.revision = a.revision;"
	"CREATE VIEW IF NOT EXISTS article_authors AS SELECT a.id, v.key AS place, v.value ->> '$.name' AS name,"
	" v.value ->> '$.email' AS email FROM articles AS a, json_each(a.json, '$.authors') AS v;"
	"CREATE VIEW IF NOT EXISTS article_keywords AS SELECT a.id, v.key AS place, v.value AS keyword"
	" FROM articles AS a, json_each(a.json, '$.keywords') AS v;"
	"CREATE VIEW IF NOT EXISTS article_sections AS SELECT a.id, v.key AS place, v.value AS section"
	" FROM articles AS a, json_each(a.json, '$.sections') AS v;"
	"CREATE VIEW IF NOT EXISTS article_media AS SELECT a.id, v.key AS place, v.value ->> '$.url' AS url,"
	" v.value ->> '$.medium' AS medium, v.value ->> '$.caption' AS caption, v.value ->> '$.credit' AS credit"
	" FROM articles AS a, json_each(a.json, '$.media') AS v;";

/* ?1 id, ?2 revision, ?3 seq, ?4 source, ?5 json, ?6 logged_at (seconds) */
static const char insert_revision[] =
	"INSERT INTO data_revisions (id, revision, seq, logged_at, json) VALUES (?1, ?2, ?3, ?6, ?5)"
	" ON CONFLICT (id, revision) DO UPDATE SET seq = excluded.seq, logged_at = excluded.logged_at, json = excluded.json";

/* What stands in the index is taken out before its row changes: the index keeps no text of its own. */
static const char forget_text[] =
	"INSERT INTO data_text (data_text, rowid, title, summary, body) SELECT 'delete', number, title, summary, body"
	" FROM data_articles WHERE id = ?1 AND is_indexed = 1 AND revision <= ?2";

/* An upsert never lowers the revision. */
static const char insert_article[] =
	"INSERT INTO data_articles (id, revision, seq, source, status, change, title, summary, body, url, canonical_url,"
	" guid, language, byline, agency, published_at, published_precision, updated_at, sort_at, first_seen_at, fetched_at,"
	" page_class, word_count) SELECT ?1, ?2, ?3, ?4, ?5 ->> '$.status', ?5 ->> '$.change', ?5 ->> '$.title',"
	" ?5 ->> '$.summary', ?5 ->> '$.body', ?5 ->> '$.url', ?5 ->> '$.canonical_url', ?5 ->> '$.guid',"
	" ?5 ->> '$.language', ?5 ->> '$.byline', ?5 ->> '$.agency', ?5 ->> '$.published_at',"
	" ?5 ->> '$.published_precision', ?5 ->> '$.updated_at', ?5 ->> '$.sort_at', ?5 ->> '$.first_seen_at',"
	" ?5 ->> '$.fetched_at', ?5 ->> '$.page.class', ?5 ->> '$.word_count' WHERE true"
	" ON CONFLICT (id) DO UPDATE SET revision = excluded.revision, seq = excluded.seq, source = excluded.source,"
	" status = excluded.status, change = excluded.change, title = excluded.title, summary = excluded.summary,"
	" body = excluded.body, url = excluded.url, canonical_url = excluded.canonical_url, guid = excluded.guid,"
	" language = excluded.language, byline = excluded.byline, agency = excluded.agency,"
	" published_at = excluded.published_at, published_precision = excluded.published_precision,"
	" updated_at = excluded.updated_at, sort_at = excluded.sort_at, first_seen_at = excluded.first_seen_at,"
	" fetched_at = excluded.fetched_at, page_class = excluded.page_class, word_count = excluded.word_count,"
	" is_indexed = 0 WHERE excluded.revision >= data_articles.revision";

static const char set_position[] =
	"INSERT INTO data_position (one, format, epoch, seq) VALUES (1, 1, ?1, ?2)"
	" ON CONFLICT (one) DO UPDATE SET epoch = excluded.epoch, seq = excluded.seq";

static const char get_position[] = "SELECT epoch, seq FROM data_position";

/* The index is made behind, in pieces of ?1 rows, when nothing else waits: with a trigger on every row writing would
 * be many times as slow. */
static const char index_text[] =
	"INSERT INTO data_text (rowid, title, summary, body) SELECT number, title, summary, body FROM data_articles"
	" WHERE is_indexed = 0 ORDER BY number LIMIT ?1";

static const char mark_indexed[] =
	"UPDATE data_articles SET is_indexed = 1 WHERE number IN"
	" (SELECT number FROM data_articles WHERE is_indexed = 0 ORDER BY number LIMIT ?1)";

#endif
