/* SPDX-License-Identifier: MIT
 * What a command asks of a running host, and what it is answered: one JSON object a line each way, then the end.
 *
 *	{"verb": "source pause", "words": ["quay", "harbour"]}
 *	{"status": 0, "said": [["info", "source quay is paused: runs leave it out"]]}
 *	{"again": true, "status": 0, "said": []}	nothing was done: not now; ask again
 *
 * Each end is strict: a word that it does not know is refused, never passed over. */
#ifndef CORE_CONTROL_MESSAGE_H
#define CORE_CONTROL_MESSAGE_H
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/log.h"
#include "core/base/vec.h"

enum { CONTROL_LINE_MOST = 1 << 20 }; /* bytes of a call, or of an answer */

struct control_call {
	const char *verb;
	const char *const *words;
	size_t count;
};

/* A line without its line feed; what it gives lives on the arena. -1 and EXIT_WRONG_USE: it is no call. */
int control_call_read(struct str line, struct arena *arena, struct control_call *out, struct err *err);
/* With a line feed. -1 and EXIT_WRONG_USE: there are too many words. */
int control_call_write(const struct control_call *call, struct buf *out, struct err *err);

struct control_line {
	enum log_level level;
	char *text;
};

/* Also what a command says where it does by itself what it would ask a host for. All zero is an answer without a word. */
struct control_answer {
	enum exit_status status;
	bool is_again;
	VEC(struct control_line) said;
	size_t bytes, left_out; /* of what was said; lines that were too many */
};

void control_say(struct control_answer *answer, enum log_level level, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
/* An error's text and status. */
void control_fail(struct control_answer *answer, const struct err *err);
/* All that was said, as messages to the operator; gives the status. */
enum exit_status control_answer_log(const struct control_answer *answer);
void control_answer_done(struct control_answer *answer);

/* out->said is the caller's. -1 and EXIT_STATE: it is no answer. */
int control_answer_read(struct str line, struct control_answer *out, struct err *err);
void control_answer_write(const struct control_answer *answer, struct buf *out);

#endif
