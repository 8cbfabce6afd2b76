/* SPDX-License-Identifier: MIT
 * wiredesk/plugin.h - all that a plugin may know of wiredesk. The whole contract is in wiredesk-plugin(3).
 *
 * A parser turns one document into articles; a sink takes in records. A plugin is a shared object with one
 * exported symbol, wd_plugin_1, which WD_PARSER() or WD_SINK() defines. It links against nothing of the host:
 * the functions below come in a table.
 *
 * Lifetimes: what the host hands out lives until the call (open, probe, parse, write) returns; what a plugin
 * passes in is copied; what a plugin allocates it frees, in close(). Strings are UTF-8 and end in NUL. NULL
 * where a string, node or object is expected is skipped, and gives NULL: a chain of calls needs no checks.
 */
#ifndef WIREDESK_PLUGIN_H
#define WIREDESK_PLUGIN_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define WD_API 2       /* +1 with every member or function appended; each step is noted in plugin.3.md */
#ifndef WD_API_NEEDED  /* define it lower before the #include to load in older hosts too */
#define WD_API_NEEDED WD_API
#endif

enum wd_kind { WD_KIND_PARSER = 1, WD_KIND_SINK = 2 };

enum wd_verdict {
	WD_OK,
	WD_RETRY, /* not now: the host keeps what was not taken and comes again (sinks) */
	WD_REJECT /* never: the document or record goes to the dead letters, with the reason given to wd_fail() */
};

enum wd_level { WD_LOG_ERROR, WD_LOG_WARNING, WD_LOG_INFO, WD_LOG_DEBUG };

/* What can be set on an object. Numbers are part of the ABI: new ones are appended. The comment names the
 * record's field; where a plugin sets text, the host cleans it as the field needs (wiredesk-record(5)). */
enum wd_field {
	/* articles */
	WD_GUID = 1,      /* guid: the source's own id, byte for byte, never with a version in it */
	WD_URL,           /* url: made absolute against the document's base; also of media, references, ... */
	WD_CANONICAL_URL, /* canonical_url as the document declares it; made from url otherwise */
	WD_TITLE,         /* title; also of media, references, related, origin */
	WD_SUBTITLE,
	WD_SLUGLINE,
	WD_SUMMARY,       /* summary, plain text; also of related */
	WD_SUMMARY_HTML,  /* summary_html, sanitized by the host; gives summary where that is not set */
	WD_BODY,          /* plain text: an empty line parts paragraphs. Or call wd_block() for each block */
	WD_BODY_HTML,     /* markup: gives blocks and body_html */
	WD_BYLINE,        /* as printed; gives authors where none is set */
	WD_AUTHOR,        /* the name of one author; set it once for each */
	WD_AGENCY,
	WD_CREDIT,
	WD_COPYRIGHT,
	WD_USAGE_TERMS,
	WD_LICENSE,
	WD_TDM_RESERVED,  /* "true" or "false" */
	WD_ACCESS,        /* free, metered, paid */
	WD_PUBLISHED,     /* any date form of wiredesk-record(5), read in the source's zone where it names none */
	WD_UPDATED,
	WD_EMBARGO,       /* embargo_until */
	WD_EXPIRES,
	WD_LANGUAGE,      /* BCP 47; detected where not set */
	WD_SECTION,       /* one of sections; set it once for each */
	WD_GENRE,
	WD_KEYWORD,
	WD_STATUS,        /* usable, withheld, canceled */
	WD_CHANGE,        /* update, correction, retraction: where the document says so */
	WD_URGENCY,       /* 1 to 9 */
	WD_SOURCE_VERSION,
	WD_EDNOTE,
	WD_COMMENTS_URL,
	WD_IMAGE,         /* URL of the lead picture: short for a WD_MEDIA object with role lead */
	WD_WARNING,       /* one of warnings: a code of lower-case letters, digits and _ */
	WD_BASE,          /* what relative addresses in all that is set after it stand against; "" for the document's. API 2 */
	WD_EXTRACTION,    /* feed or summary, where the body is no whole text. API 2 */
	WD_GUID_IS_PERMALINK, /* "true" or "false": only in `parse -o documents`. API 2 */
	/* objects within an article, and the feed's own object */
	WD_NAME = 100,    /* author, subject, translation */
	WD_EMAIL,
	WD_ROLE,          /* author, media */
	WD_MEDIA_TYPE,
	WD_MEDIUM,        /* image, video, audio, document */
	WD_CAPTION,
	WD_ALT,
	WD_WIDTH,
	WD_HEIGHT,
	WD_BYTES,
	WD_DURATION,      /* seconds */
	WD_REL,           /* cites, replaces, corrects, cancels */
	WD_MARKER,        /* as printed, "3" of "[3]" */
	WD_PARAGRAPH,     /* 0-based place in the blocks; set it once for each */
	WD_SCHEME,
	WD_CODE,
	WD_PLACE,
	WD_DATE,
	WD_TEXT,
	WD_CLASS,         /* page: article, live, list, media, teaser, consent, challenge, login, error, notice */
	WD_COMPLETE,      /* page: "true" or "false" */
	WD_WHY,           /* page: a code; set it once for each */
	WD_SELF_URL,      /* feed */
	WD_HUB_URL,
	WD_TTL,
	WD_FORMAT,
	WD_ENCODING,
	WD_WELLFORMED,
	WD_EXPIRED,
	WD_NEXT_URL,      /* the page with older items. API 2, as what follows */
	WD_MOVED_TO,      /* where the feed says that it is now: a hint for the operator */
	WD_UPDATE_PERIOD, /* seconds */
	WD_SKIP_HOUR,     /* 0 to 23, GMT; set it once for each */
	WD_SKIP_DAY       /* monday to sunday; set it once for each */
};

/* Objects that stand within another, made by wd_add(). */
enum wd_part {
	WD_MEDIA = 1, WD_REFERENCE, WD_RELATED, WD_SUBJECT, WD_AUTHORS, WD_DATELINE, WD_TRANSLATION, WD_ORIGIN, WD_PAGE
};

enum wd_node_kind { WD_NODE_ELEMENT = 1, WD_NODE_TEXT, WD_NODE_OTHER };

enum wd_block { WD_PARAGRAPH_BLOCK = 1, WD_HEADING, WD_LIST_ITEM, WD_QUOTE, WD_TABLE, WD_CODE_BLOCK };

typedef struct wd_job wd_job;       /* one call of a plugin; owns all that the host hands out in it */
typedef struct wd_node wd_node;     /* element, attribute or text of the document */
typedef struct wd_object wd_object; /* an article being filled in, a part of it, a feed, a link's context */

struct wd_bytes {
	const char *ptr;
	size_t len;
};

/* One document. body is as it was fetched; wd_plain(), wd_html(), wd_xml() and wd_json() read it decoded. */
struct wd_doc {
	uint32_t size;
	const char *url;      /* as requested, or NULL */
	const char *base;     /* what relative addresses are resolved against, or NULL */
	const char *path;     /* as given, for a file; or NULL */
	const char *mime;     /* media type in lower case without parameters, or NULL */
	const char *charset;  /* that the bytes were read in, in lower case */
	const char *role;     /* as followed, or NULL */
	const char *source;   /* configured name of the source */
	const char *timezone; /* IANA name of the source's zone, "UTC" where none is configured */
	int64_t fetched_at;   /* seconds since 1970-01-01T00:00:00Z: the only "now" that a parser has */
	struct wd_bytes body;
	bool follow;          /* pages of items are wanted: wd_follow() each of them. API 2 */
};

/* One record for a sink: the line, and what a sink needs without reading it. */
struct wd_record {
	uint32_t size;
	const char *id;        /* 26 characters */
	int64_t revision;
	int64_t seq;           /* place in the log; grows, with gaps where the route left records out */
	int64_t logged_at;     /* seconds since the epoch: what a time in a path is made of */
	const char *source;
	struct wd_bytes json;  /* one JSON object without a line feed; ptr ends in NUL */
};

struct wd_batch {
	uint32_t size;
	size_t count;
	const struct wd_record *records;
	uint64_t epoch;  /* of the log; stored with the position by a sink that can */
	int64_t last_seq; /* what the position is when all of the batch is taken */
};

/* What a sink knows of where it stands; seq 0 is the beginning. */
struct wd_position {
	uint32_t size;
	uint64_t epoch;
	int64_t seq;
};

struct wd_host { /* what the host does for a plugin: use the wd_ names below */
	uint32_t size, api;
	enum wd_verdict (*fail)(wd_job *, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
	void (*log)(wd_job *, enum wd_level, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
	void (*defect)(wd_job *, const char *code, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
	/* the document */
	const wd_node *(*plain)(wd_job *);
	const wd_node *(*html)(wd_job *);
	const wd_node *(*xml)(wd_job *);
	const wd_node *(*json)(wd_job *);
	const char *(*header)(wd_job *, const char *name);
	long (*read)(wd_job *, void *into, size_t size);
	/* its nodes */
	const wd_node *(*find)(wd_job *, const wd_node *from, const char *xpath);
	const wd_node *(*next)(const wd_node *);
	const char *(*name)(wd_job *, const wd_node *);
	const char *(*text)(wd_job *, const wd_node *from, const char *xpath);
	const char *(*markup)(wd_job *, const wd_node *from, const char *xpath);
	/* what comes out */
	wd_object *(*article)(wd_job *);
	wd_object *(*feed)(wd_job *);
	wd_object *(*add)(wd_object *, enum wd_part);
	void (*set)(wd_object *, enum wd_field, const char *value);
	const char *(*get)(const wd_object *, enum wd_field);
	void (*block)(wd_object *, enum wd_block, const char *text);
	enum wd_verdict (*emit)(wd_object *);
	void (*drop)(wd_object *, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
	wd_object *(*context)(wd_job *);
	void (*follow)(wd_job *, const char *url, const char *role, const wd_object *context);
	/* helpers */
	const char *(*print)(wd_job *, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
	const char *(*date)(wd_job *, const char *text);
	/* sinks */
	const wd_node *(*record)(wd_job *, const struct wd_record *);
	void (*taken)(wd_job *, size_t count);
	const char *(*form)(wd_job *, const struct wd_record *, const char *form);
	/* API 2: from node to node */
	const wd_node *(*child)(const wd_node *);
	const wd_node *(*sibling)(const wd_node *);
	const wd_node *(*parent)(const wd_node *);
	enum wd_node_kind (*kind)(const wd_node *);
	const char *(*attribute)(const wd_node *, const char *name);
	const char *(*content)(const wd_node *);
	/* API 2 */
	long (*characters)(wd_job *, void *into, size_t size);
	long (*resolve)(wd_job *, const char *url, const char *base, char *into, size_t size);
	void (*set_markup)(wd_object *, enum wd_field, const char *markup);
	void (*release)(wd_object *);
	/* API 2: why a value is what it is; rules of pages */
	bool (*explains)(wd_job *);
	void (*explain)(wd_object *, enum wd_field, const char *rule, const wd_node *where, const char *value,
	                bool is_chosen);
	const char *(*markup_without)(wd_job *, const wd_node *from, const char *xpath);
	const char *(*xpath_fault)(wd_job *, const char *xpath, size_t *out_at);
};

extern const struct wd_host *wd_host_ __attribute__((visibility("hidden")));

/* Records why and gives WD_REJECT, to be returned: wd_fail(job, fmt, ...) */
#define wd_fail(...)        wd_host_->fail(__VA_ARGS__)
/* A message for the operator: wd_log(job, level, fmt, ...) */
#define wd_log(...)         wd_host_->log(__VA_ARGS__)
/* Something wrong with the document that did not keep its articles from coming out: wd_defect(job, code, fmt, ...) */
#define wd_defect(...)      wd_host_->defect(__VA_ARGS__)
/* The root of the document, read once, or NULL after a failure that is recorded.
 * plain: /text/p/line, paragraphs parted by empty lines, line/@n the 1-based number, line/@indent its leading
 * blanks; json: a key is the element's name, else <_ name="...">, an array repeats it, @type tells the type. */
#define wd_plain(job)       wd_host_->plain(job)
#define wd_html(job)        wd_host_->html(job)
#define wd_xml(job)         wd_host_->xml(job)
#define wd_json(job)        wd_host_->json(job)
/* A header of the response, by name without case, or NULL. */
#define wd_header(...)      wd_host_->header(__VA_ARGS__)
/* The raw bytes as a stream: wd_read(job, into, size) gives what was read, 0 at the end, -1 on failure. */
#define wd_read(...)        wd_host_->read(__VA_ARGS__)
/* The first match of an XPath 1.0 expression below a node, and the next one of the same search, or NULL. Names match
 * as the document writes them: prefixes need no declaration, and a default namespace is no matter. */
#define wd_find(...)        wd_host_->find(__VA_ARGS__)
#define wd_next(node)       wd_host_->next(node)
/* The local name of an element or attribute: wd_name(job, node). */
#define wd_name(...)        wd_host_->name(__VA_ARGS__)
/* The text of the first match, white space folded and trimmed, or NULL where there is none or it is empty. An
 * expression that gives a string or number gives its text. */
#define wd_text(...)        wd_host_->text(__VA_ARGS__)
/* The markup of the first match, its own tags included, or NULL. */
#define wd_markup(...)      wd_host_->markup(__VA_ARGS__)
/* A new article, never NULL. The first error in one makes it refuse to be emitted; others come out. */
#define wd_new_article(job) wd_host_->article(job)
/* The object for what the document says of itself as a feed. */
#define wd_feed(job)        wd_host_->feed(job)
/* A new part of an article: wd_add(article, WD_MEDIA). Parts that stand once (dateline, origin, page) are given again. */
#define wd_add(...)         wd_host_->add(__VA_ARGS__)
/* Sets a field; repeated for a list (see enum wd_field), replaced otherwise: wd_set(object, field, value). */
#define wd_set(...)         wd_host_->set(__VA_ARGS__)
/* What is set, the first of a list, or NULL: wd_get(object, field). */
#define wd_get(...)         wd_host_->get(__VA_ARGS__)
/* Appends a block to the body: wd_block(article, WD_HEADING, text). */
#define wd_block(...)       wd_host_->block(__VA_ARGS__)
/* Hands the article over; WD_OK, or WD_REJECT where it has errors or nothing in it: wd_emit(article). */
#define wd_emit(...)        wd_host_->emit(__VA_ARGS__)
/* Gives an article up, with the reason; the document goes on: wd_drop(article, fmt, ...). */
#define wd_drop(...)        wd_host_->drop(__VA_ARGS__)
/* What the document that linked here said of it, or NULL; and the other side: fetch url, then parse it in that
 * role: wd_follow(job, url, role, context or NULL). An object for context comes from wd_new_article(). */
#define wd_context(job)     wd_host_->context(job)
#define wd_follow(...)      wd_host_->follow(__VA_ARGS__)
/* A formatted string that lives as long as the job: wd_print(job, fmt, ...). */
#define wd_print(...)       wd_host_->print(__VA_ARGS__)
/* Reads a date as wd_set(WD_PUBLISHED) would and gives its RFC 3339 form (a day: YYYY-MM-DD), or NULL. */
#define wd_date(...)        wd_host_->date(__VA_ARGS__)
/* A sink's record as nodes, as wd_json() gives them: wd_record(job, record). */
#define wd_record(...)      wd_host_->record(__VA_ARGS__)
/* A sink's record in another form, "ninjs" (ninjs 3.1, one line) or "text" (for people), or NULL after a failure that
 * is recorded: wd_form(job, record, "ninjs"). */
#define wd_form(...)        wd_host_->form(__VA_ARGS__)
/* A sink tells how many of the batch's first records are durable now, before it returns WD_RETRY (the rest come
 * again) or WD_REJECT (the next one alone is refused): wd_taken(job, count). */
#define wd_taken(...)       wd_host_->taken(__VA_ARGS__)
/* Steps through the tree, where an expression is too much: the first child, the next sibling, the parent, or NULL.
 * A node is the same pointer each time it is come to by steps. wd_kind() of NULL is WD_NODE_OTHER. */
#define wd_child(node)      wd_host_->child(node)
#define wd_sibling(node)    wd_host_->sibling(node)
#define wd_parent(node)     wd_host_->parent(node)
#define wd_kind(node)       wd_host_->kind(node)
/* An element's attribute as written, empty or not, or NULL where it has none: wd_attribute(node, name). */
#define wd_attribute(...)   wd_host_->attribute(__VA_ARGS__)
/* The text of a text node as it stands, white space and all, or NULL for another node. */
#define wd_content(node)    wd_host_->content(node)

/* API 2: the document as UTF-8, whatever it came in, piece by piece and never cut within a character:
 * wd_characters(job, into, size) gives what was read, 0 at the end, -1 on failure; size is 64 at least. */
#define wd_characters(...)  wd_host_->characters(__VA_ARGS__)
/* API 2: an address made absolute against base (NULL: the document's), which may be relative to the document's itself:
 * wd_resolve(job, url, base, into, size) gives its length, ended by NUL, or -1 where it is none or does not fit. */
#define wd_resolve(...)     wd_host_->resolve(__VA_ARGS__)
/* API 2: as wd_set(), of the plain text that the markup shows: wd_set_markup(object, field, markup). */
#define wd_set_markup(...)  wd_host_->set_markup(__VA_ARGS__)
/* API 2: the memory of an article that was emitted or dropped, or served as context, goes at once: for documents with
 * more articles than memory has room for. The object is gone then: wd_release(article). */
#define wd_release(article) wd_host_->release(article)

/* Whether somebody wants to know why values are what they are: `--explain`. Where not, do not gather: wd_explains(job). */
#define wd_explains(job)    wd_host_->explains(job)
/* Says which rule found a value, where, and whether it won; a rule that found nothing has value NULL. Beside wd_set(), and
 * for the losers, too: wd_explain(object, field, "title[2]", node or NULL, value or NULL, is_chosen). */
#define wd_explain(...)     wd_host_->explain(__VA_ARGS__)
/* The markup of a node without what an expression matches below it; the tree stays as it is:
 * wd_markup_without(job, node, ".//aside | .//form"). */
#define wd_markup_without(...) wd_host_->markup_without(__VA_ARGS__)
/* NULL where an XPath expression is one, else what is wrong with it, and at which byte; also in open():
 * wd_xpath_fault(job, xpath, &at). */
#define wd_xpath_fault(...) wd_host_->xpath_fault(__VA_ARGS__)

/* An option is named by the member that it fills; a member of the wrong type does not compile. Defaults and limits
 * are written as in the configuration ("15min", "8MB", "1..500", "never|size|day"). A list is a NULL-terminated
 * array of strings, its default parted by blanks. A path is relative to the file that names it. The member of a
 * secret NAME may also come from NAME_file. */
enum wd_opt_type {
	WD_OPT_STR = 1, WD_OPT_INT, WD_OPT_BOOL, WD_OPT_CHOICE, WD_OPT_DURATION, WD_OPT_SIZE, WD_OPT_LIST, WD_OPT_PATH,
	WD_OPT_SECRET
};
#define WD_OPT_REQUIRED 1u

struct wd_opt {
	const char *name;
	uint16_t type, flags;
	uint32_t offset;
	const char *def, *limits, *help;
};
#define WD_AT_(T, m, type) ((uint32_t)_Generic(((T *)0)->m, type : offsetof(T, m)))
#define WD_STR(T, m, def, help)            { #m, WD_OPT_STR, 0, WD_AT_(T, m, const char *), def, NULL, help }
#define WD_STR_REQUIRED(T, m, help)        { #m, WD_OPT_STR, WD_OPT_REQUIRED, WD_AT_(T, m, const char *), NULL, NULL, help }
#define WD_INT(T, m, def, limits, help)    { #m, WD_OPT_INT, 0, WD_AT_(T, m, int64_t), def, limits, help }
#define WD_BOOL(T, m, def, help)           { #m, WD_OPT_BOOL, 0, WD_AT_(T, m, bool), def, NULL, help }
#define WD_CHOICE(T, m, def, limits, help) { #m, WD_OPT_CHOICE, 0, WD_AT_(T, m, const char *), def, limits, help }
#define WD_DURATION_MS(T, m, def, limits, help) { #m, WD_OPT_DURATION, 0, WD_AT_(T, m, int64_t), def, limits, help }
#define WD_SIZE(T, m, def, limits, help)   { #m, WD_OPT_SIZE, 0, WD_AT_(T, m, int64_t), def, limits, help }
#define WD_LIST(T, m, def, help)           { #m, WD_OPT_LIST, 0, WD_AT_(T, m, const char *const *), def, NULL, help }
#define WD_PATH(T, m, def, help)           { #m, WD_OPT_PATH, 0, WD_AT_(T, m, const char *), def, NULL, help }
#define WD_PATH_REQUIRED(T, m, help)       { #m, WD_OPT_PATH, WD_OPT_REQUIRED, WD_AT_(T, m, const char *), NULL, NULL, help }
#define WD_SECRET(T, m, help)              { #m, WD_OPT_SECRET, 0, WD_AT_(T, m, const char *), NULL, NULL, help }
#define WD_OPT_END                         { NULL, 0, 0, 0, NULL, NULL, NULL }

struct wd_plugin {
	uint32_t size, api, kind, needs; /* needs: rights asked for; a parser normally asks for none */
	const char *name, *version, *summary;
	const struct wd_opt *options; /* ends in WD_OPT_END; NULL where there are none */
	size_t options_size;          /* of the struct that they fill */
	/* Called once in each child; optional. NULL after wd_fail() refuses the configuration. */
	void *(*open)(wd_job *, const void *options);
	void (*close)(void *self);
	/* Parsers. probe: how sure the plugin is that the document is for it, 0 (not at all) to 100; optional. */
	enum wd_verdict (*parse)(wd_job *, const struct wd_doc *, const void *options, void *self);
	int (*probe)(wd_job *, const struct wd_doc *, const void *options);
	/* Sinks. write returns WD_OK when every record of the batch is durable. position: where the sink itself knows
	 * that it stands, WD_REJECT where it cannot tell; optional. flush: called when nothing more is waiting; optional. */
	enum wd_verdict (*write)(wd_job *, const struct wd_batch *, void *self);
	enum wd_verdict (*position)(wd_job *, struct wd_position *out, void *self);
	enum wd_verdict (*flush)(wd_job *, void *self);
	/* append here; zero must mean what its absence meant */
};

__attribute__((visibility("default"))) const struct wd_plugin *wd_plugin_1(const struct wd_host *);
#define WD_PLUGIN_(k, ...) \
	const struct wd_host *wd_host_; \
	const struct wd_plugin *wd_plugin_1(const struct wd_host *host) \
	{ \
		static const struct wd_plugin self = { \
			.size = sizeof self, .api = WD_API_NEEDED, .kind = (k), __VA_ARGS__ }; \
		wd_host_ = host; \
		return &self; \
	} \
	extern const struct wd_host *wd_host_ /* takes the semicolon */
#define WD_PARSER(...) WD_PLUGIN_(WD_KIND_PARSER, __VA_ARGS__)
#define WD_SINK(...)   WD_PLUGIN_(WD_KIND_SINK, __VA_ARGS__)
#endif
