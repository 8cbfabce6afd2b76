/* SPDX-License-Identifier: MIT
 * Running plugins in this process: what a worker does with a document, and `parse --in-process` and the fuzzers too.
 * Parsing and normalizing happen here; what comes out goes to the caller's functions as it is made. */
#ifndef CORE_PLUGIN_RUNTIME_H
#define CORE_PLUGIN_RUNTIME_H
#include "core/article/record.h"
#include "core/doc/document.h"
#include "core/plugin/registry.h"

struct runtime;

/* dirs as registry_new; parser_options as in pool_options (a source's parser may be an instance with options of its
 * own), NULL for none. Loads every parser plugin there is, but opens none. One that does not load: err. */
int runtime_new(const char *dirs, const char *parser_options, struct runtime **out, struct err *err);
void runtime_free(struct runtime *runtime);

struct runtime_sink { /* where a document's results go */
	void (*probing)(void *self, const char *plugin); /* before each probe and before parse; may be NULL */
	void (*record)(void *self, const struct record *record);
	void (*link)(void *self, const struct record_link *link);
	void (*log)(void *self, enum wd_level level, const char *text);
	void *self;
};

/* Parses doc with doc->parser ("auto" asks the probes: the highest wins, ties by name, 0 for all: REJECTED). Fills
 * out but for records and links; its strings live until the next call. Never fails otherwise. */
void runtime_parse(struct runtime *runtime, const struct document *doc, const struct runtime_sink *sink, struct outcome *out);

#endif
