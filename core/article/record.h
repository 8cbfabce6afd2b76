/* SPDX-License-Identifier: MIT
 * What a worker hands to the host for one article: a fixed head, which the desk reads, and its piece of the record's
 * line, which the host only checks and copies. The head is sent as it lies in memory: both ends are one program. */
#ifndef CORE_ARTICLE_RECORD_H
#define CORE_ARTICLE_RECORD_H
#include "core/base/str.h"

enum { RECORD_HASH = 16, RECORD_KEYS = 4, RECORD_NAME = 64 };
#define RECORD_NO_TIME INT64_MIN

/* In the order of precedence (see "identity" in wiredesk-record(5)). */
enum record_key_kind {
	RECORD_KEY_GUID = 1,  /* a guid that is a URI, URN, UUID or tag: within the source */
	RECORD_KEY_FEED_GUID, /* any other guid: within the feed's URL */
	RECORD_KEY_URL,       /* the canonical URL */
	RECORD_KEY_TITLE      /* title and date, or the body where there is neither */
};

enum record_status { RECORD_USABLE, RECORD_WITHHELD, RECORD_CANCELED };
enum record_change { RECORD_CHANGE_NONE, RECORD_UPDATE, RECORD_CORRECTION, RECORD_RETRACTION }; /* as the document says */
enum record_class {
	RECORD_ARTICLE, RECORD_LIVE, RECORD_LIST, RECORD_MEDIA, RECORD_TEASER, RECORD_CONSENT, RECORD_CHALLENGE,
	RECORD_LOGIN, RECORD_ERROR, RECORD_NOTICE
};

enum record_said { RECORD_UNSAID, RECORD_NO, RECORD_YES };

/* Fields that a parser may find or not: bits of record_head.filled. */
enum record_filled {
	RECORD_HAS_TITLE, RECORD_HAS_SUMMARY, RECORD_HAS_BODY, RECORD_HAS_AUTHORS, RECORD_HAS_PUBLISHED, RECORD_HAS_SECTIONS,
	RECORD_HAS_KEYWORDS, RECORD_HAS_MEDIA, RECORD_FILLED_FIELDS
};

struct record_key {
	uint8_t kind;
	uint8_t hash[RECORD_HASH]; /* of the key's text alone; the desk puts the source before it */
};

struct record_head {
	uint32_t key_count;
	struct record_key keys[RECORD_KEYS];
	uint8_t content_hash[RECORD_HASH]; /* of what readers see */
	uint64_t signature;                /* near-duplicate signature (64-bit simhash); 0: too short for one */
	int64_t published_ms;              /* a day: its start in the source's zone; RECORD_NO_TIME where unknown, and
	                                      where not believed (date_future, date_past) */
	int64_t updated_ms, embargo_ms, expires_ms; /* RECORD_NO_TIME where unknown */
	uint8_t status, change, page_class, is_title_derived;
	uint8_t guid_is_permalink; /* enum record_said; only for parse -o documents */
	char parser[RECORD_NAME], parser_version[RECORD_NAME]; /* of the plugin; the host checks them against its own list */
	uint8_t is_truncated;              /* the document ended within it: says nothing against what is known */
	uint32_t filled, words;            /* which fields the parser found (enum record_filled); of the body */
	char extraction[16];
	char charset[32];                  /* that the document was read in */
	char source_version[RECORD_NAME];
	uint8_t date_hash[8];              /* of published_at, updated_at, version and title: tells a changed source from a changed parser */
};

struct record {
	struct record_head head;
	struct str json; /* the worker's members, without braces: "title":"…","body":"…" */
	struct str explain; /* where it was asked for: one JSON object, see explain.h; else len 0 */
};

/* A link that a parser wants followed. */
struct record_link {
	const char *url, *role;
	const char *context; /* JSON object, or NULL */
	int64_t record;      /* place of the record that it is the page of, of this document's; -1: of none */
};

enum outcome_state {
	OUTCOME_DONE,     /* parsed; perhaps no record */
	OUTCOME_REJECTED, /* the parser refused it, with a reason */
	OUTCOME_FAILED    /* the worker died or went over a limit, twice; or there is no such parser */
};

/* All that came of one document. Lives until the callback that hands it out returns. */
struct outcome {
	enum outcome_state state;
	const char *parser;         /* that read it, or was reading it; NULL where none was chosen */
	const char *parser_version;
	const char *reason;         /* for REJECTED and FAILED: a sentence with plugin and signal or limit */
	const struct record *records;
	size_t record_count;
	size_t given_count; /* records that were taken before, as a chunk; they are not among records */
	const struct record_link *links;
	size_t link_count;
	const char *feed;           /* JSON object, or NULL */
	const char *defects;        /* JSON array of {code, text}, or NULL */
	const char *charset;
	const char *explain;        /* where it was asked for and no record came: of the article that was begun last, or NULL */
	uint32_t dropped;           /* articles given up (defects say why) */
};

#endif
