/* SPDX-License-Identifier: MIT
 * Inputs to records on standard output, in the order of the input: what `parse` and `fetch` have in common. How an input
 * becomes a document is the command's own:
 *
 *	static void begin(struct parsing *parsing, struct parsing_slot *slot)
 *	{
 *		if (...) parsing_give(slot, doc); else parsing_fail(slot, "why");  // now or later, from the loop
 *	}
 */
#ifndef CORE_CLI_PARSING_H
#define CORE_CLI_PARSING_H
#include "core/cli/parse.h"
#include "core/cli/progress.h"
#include "core/worker/pool.h"

enum { PARSING_WINDOW = 256 /* inputs that may wait for one before them */ };

/* An answer that waits until those before it are written. */
struct parsing_slot {
	struct parsing *parsing;
	const struct parse_input *input;
	struct buf text;
	bool is_done;
};

struct parsing {
	uv_loop_t loop;
	struct pool *pool;
	struct parse_facts facts;
	enum parse_format format;
	struct parse_inputs inputs;
	struct progress progress;
	struct parsing_slot slots[PARSING_WINDOW];
	size_t next, written;  /* inputs begun, inputs whose answer is out */
	size_t empty, records; /* inputs that gave nothing; all records */
	bool has_begun, has_output_failed;
	void (*begin)(struct parsing *parsing, struct parsing_slot *slot);
	void *self; /* the command's */
};

/* All inputs; gives the exit status. self->loop is open while it runs. */
int parsing_run(struct parsing *parsing, void (*begin)(struct parsing *, struct parsing_slot *),
                const struct pool_options *options);
void parsing_give(struct parsing_slot *slot, struct document *doc); /* takes it over */
void parsing_fail(struct parsing_slot *slot, const char *reason);

#endif
