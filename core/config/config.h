/* SPDX-License-Identifier: MIT
 * The configuration as the run sees it: read, checked, inherited, with places kept for messages (wiredesk.yaml(5)). */
#ifndef CORE_CONFIG_CONFIG_H
#define CORE_CONFIG_CONFIG_H
#include "core/base/arena.h"
#include "core/base/err.h"
#include "core/schedule/due.h"

enum config_intake { CONFIG_NO_INTAKE, CONFIG_FOLDER, CONFIG_FILES, CONFIG_STDIN, CONFIG_URLS };

struct config_url {
	const char *url;     /* absolute, http or https */
	const char *section; /* of its articles that name none; NULL */
	const char *title;   /* what it is called in lists; NULL */
	const char *user, *password; /* that stood in the address; NULL: the source's */
};

enum config_robots {
	CONFIG_ROBOTS_PAGES, /* robots.txt is obeyed for pages that are followed, not for the source's own addresses */
	CONFIG_ROBOTS_ALL,
	CONFIG_ROBOTS_IGNORE
};

/* How the fetcher behaves; see core/fetch/fetch.h. */
struct config_fetch {
	int64_t connections, per_host, pace_ms, connect_ms, total_ms, stall_ms, body_limit, header_limit, redirects;
	bool allow_private, allow_downgrade;
	const char *ca_file, *proxy, *user_agent;
	const char *const *resolve;
};

struct config_source {
	const char *name, *was, *group;
	const char *place; /* "wiredesk.yaml:12:3" */
	enum config_intake intake;
	const char *folder;       /* absolute */
	const char *const *files; /* globs, absolute; NULL-terminated */
	const struct config_url *urls;
	size_t url_count;
	const char *title;          /* what it is called in lists; NULL */
	const char *user, *password; /* for addresses that have none of their own; NULL: none */
	struct due_policy due;      /* when its addresses are asked */
	const char *cron;           /* as it is written; NULL */
	enum config_robots robots;
	bool falls_back; /* the general extractor stands in where the parser finds nothing in a page */
	uint64_t fingerprint; /* of all that decides what its documents are read as: validators count for no other */
	bool is_watched; /* folder: stays with `run` (the rule) */
	bool is_recursive;
	const char *const *
		patterns; /* names in the folder that are taken ("*.xml"); NULL: all but hidden and temporary ones */
	const char *done, *failed; /* absolute, or NULL */
	int64_t quiet_ms;   /* a file must lie still this long where no close-write or rename was seen */
	const char *parser; /* plugin name or "auto" */
	const char *parser_options; /* JSON object of the options given, paths absolute; "{}" */
	const char *follow;         /* parser of followed pages, or NULL */
	const char *timezone, *charset, *media_type, *language;
	bool pass_embargo;
	bool is_paused;
	int64_t every_ms; /* 0: none */
};

struct config_sink {
	const char *name, *plugin, *place;
	const char *options; /* JSON object of the options given, paths absolute, secrets filled in */
	const char *const *route_sources;  /* NULL: all */
	const char *const *route_groups;   /* NULL: all */
	const char *const *route_classes;  /* NULL: the default route's */
	const char *const *route_statuses; /* NULL: the default route's */
	bool may_skip;
	int64_t drain_ms;
};

/* A line of the resolved configuration, for `config show`. */
struct config_line {
	int depth;
	const char *key, *value; /* value NULL: a map follows, one deeper */
	const char *place;       /* "wiredesk.yaml:12:3", or "the rule" where nothing is written */
};

struct config {
	struct arena arena;
	const char *path;  /* of the file read */
	const char *state; /* folder, absolute */
	const char *contact;
	const char *plugins; /* folders, parted by ':', or NULL */
	unsigned workers;
	int64_t time_limit_ms, memory_limit, output_limit, drain_ms, ledger_keep_ms, log_limit, log_keep_ms,
		dead_keep_ms;
	unsigned recycle_after;
	struct config_fetch fetch;
	const struct config_source *sources;
	size_t source_count;
	const char *const *groups; /* names; NULL-terminated */
	const struct config_sink *sinks;
	size_t sink_count;
	struct config_line *lines;
	size_t line_count, line_cap;
};

/* One thing wrong, with its place and, on a terminal, the line and a caret below it. */
struct config_fault {
	const char *file;
	int line, column;    /* from 1; 0: the file as a whole */
	const char *text;    /* names the value and the way out */
	const char *excerpt; /* the line of the file, or NULL */
};

struct config_report {
	struct arena arena;
	struct config_fault *faults;
	size_t count, cap;
	struct config_fault *notes; /* nothing wrong, but better known */
	size_t note_count, note_cap;
};

/* path NULL: ./wiredesk.yaml, $XDG_CONFIG_HOME/wiredesk/wiredesk.yaml, /etc/wiredesk/wiredesk.yaml. All that is wrong
 * is in the report (which the caller frees), and then there is no configuration: -1. */
int config_load(const char *path, struct config **out, struct config_report *report);
void config_free(struct config *config);
const struct config_source *config_source_named(const struct config *config, const char *name); /* or NULL */
const struct config_sink *config_sink_named(const struct config *config, const char *name);     /* or NULL */
/* The source's address of that text, or NULL. */
const struct config_url *config_url_at(const struct config_source *source, const char *url);
/* Whom an address of a source is asked as: its own name and password, else the source's. NULL: nobody. */
struct config_login {
	const char *user, *password;
};
struct config_login config_login_for(const struct config_source *source, const struct config_url *url);
bool config_has_group(const struct config *config, const char *name);
/* The first of the usual places that has a configuration, or NULL. */
const char *config_usual_place(struct arena *arena);
void config_report_print(
	const struct config_report *report); /* to standard error: FILE:LINE:COLUMN: text, line, caret */
void config_report_print_notes(const struct config_report *report);
void config_report_free(struct config_report *report);
/* What the pool needs: parser instances named by source: {"SOURCE": {"plugin": NAME, "options": {…}}}. On the arena. */
const char *config_parser_options(struct config *config);
/* The resolved configuration as YAML, each value with its place behind "#", secrets hidden. */
struct buf;
void config_show(const struct config *config, struct buf *out);
/* Says what is wrong and gives NULL; else the configuration. For commands. */
struct config *config_load_or_say(const char *path);

#endif
