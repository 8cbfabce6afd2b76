/* SPDX-License-Identifier: MIT
 * Which character set a document is in, and its bytes as UTF-8. See wiredesk-record(5), "character sets". */
#ifndef CORE_DOC_CHARSET_H
#define CORE_DOC_CHARSET_H
#include "core/base/arena.h"

enum charset_kind { CHARSET_TEXT, CHARSET_HTML, CHARSET_XML, CHARSET_JSON };

struct charset_result {
	struct str text; /* valid UTF-8 without byte order mark; on the arena, or the input itself where it is
			    that already */
	const char *charset; /* really read in, WHATWG name in lower case: "utf-8", "windows-1252" */
	bool is_repaired;    /* the declared one was wrong, or single bytes were read as windows-1252 */
	bool is_damaged;     /* there were bytes that the declared one does not have; in XML that declares none, UTF-8 */
	bool is_lossy;       /* U+FFFD stands for what could not be read */
};

void charset_setup(void); /* opens ICU's converters and detector, before a sandbox closes */
/* told: from outside (Content-Type, configuration), or NULL; a known label wins over the document's own
 * declaration, a byte order mark over both. */
struct charset_result charset_decode(struct str bytes, const char *told, enum charset_kind kind,
				     struct arena *arena);

enum { CHARSET_LOOK = 1 << 20 }; /* bytes on which the set of a longer document is decided */
/* The decision alone, without a text: on the first CHARSET_LOOK bytes from the first one on that is not ASCII. */
struct charset_result charset_look(struct str bytes, const char *told, enum charset_kind kind);

/* A document decoded as it is read, in the set that a look has decided on. Nothing of it is kept. */
struct charset_stream {
	struct str rest;
	int id;           /* of the set */
	bool is_repaired; /* so far: bytes that do not belong to the set */
	bool has_begun;
	uint16_t pivot[1024], *pivot_source, *pivot_target; /* ICU's, between two pieces */
};
void charset_begin(struct charset_stream *stream, struct str bytes, const char *charset);
/* At most size bytes (64 at least) of UTF-8, never cut within a character; 0 at the end. */
size_t charset_next(struct charset_stream *stream, char *into, size_t size);

/* Canonical name of a label (WHATWG's folding), or NULL where it is unknown. */
const char *charset_label(struct str label);

#endif
