/* SPDX-License-Identifier: MIT
 * Running plugins in this process: what a worker does with a document, and `parse --in-process` and the fuzzers too.
 * Parsing and normalizing happen here; what comes out goes to the caller's functions as it is made. */
#ifndef CORE_PLUGIN_RUNTIME_H
#define CORE_PLUGIN_RUNTIME_H
#include "core/article/record.h"
#include "core/doc/document.h"
#include "core/plugin/registry.h"

struct runtime;

struct runtime_options {
	const char *dirs; /* as registry_new */
	const char *
		parser_options; /* as in pool_options: a source's parser may be an instance with options of its own */
	const char *
		excluded; /* names of plugins that are not to be loaded, since they died of it; parted by ':' */
	/* Before a plugin is loaded, so that one that dies of it has told its name; and when one does not load. */
	void (*loading)(void *self, const char *name);
	void (*refused)(void *self, const char *name, const char *why);
	void *self;
};

/* Loads every parser plugin there is, but opens none; sinks are let go again. One that does not load costs only the
 * documents that name it. -1: options that do not fit. */
int runtime_new(const struct runtime_options *options, struct runtime **out, struct err *err);
void runtime_free(struct runtime *runtime);

struct runtime_sink {                                    /* where a document's results go */
	void (*probing)(void *self, const char *plugin); /* before each probe and before parse; may be NULL */
	void (*record)(void *self, const struct record *record);
	void (*link)(void *self, const struct record_link *link);
	void (*log)(void *self, enum wd_level level, const char *text);
	void *self;
	bool wants_explanations; /* records come with them */
};

/* Parses doc with doc->parser ("auto" asks the probes: the highest wins, ties by name, 0 for all: REJECTED). Fills
 * out but for records and links; its strings live until the next call. Never fails otherwise. */
void runtime_parse(struct runtime *runtime, const struct document *doc, const struct runtime_sink *sink,
                   struct outcome *out);

#endif
