/* SPDX-License-Identifier: MIT
 * Inside url*.c: an address in pieces, as the living standard (url.spec.whatwg.org) parses it. */
#ifndef CORE_NORMALIZE_URL_PARTS_H
#define CORE_NORMALIZE_URL_PARTS_H
#include "core/normalize/normalize.h"

enum { URL_LONGEST = 64 * 1024, URL_HOST_LONGEST = 1024 };

/* The host of a special scheme, written as the standard serializes it: IDN to ASCII, IPv4 and IPv6 in their one form. */
int url_host(struct str host, struct buf *out, struct err *err);

/* Bytes that a part of an address must write as %XX; those over 7E always are. */
enum url_set {
	URL_SET_FRAGMENT = 1,
	URL_SET_QUERY = 2,
	URL_SET_PATH = 4,
	URL_SET_USER = 8,
	URL_SET_CONTROL = 16
};
void url_escape(struct str text, enum url_set set, struct buf *out);
int url_hex(char c); /* value, or -1 */
void url_add_query(struct str query, struct buf *out); /* with its "?", without what only tracks readers */

/* url_plain.c: the short way for addresses that stand as they are written; false: not one of them. */
bool url_resolve_plain(struct str text, struct str base, struct buf *out);
bool url_canonical_plain(struct str absolute, struct buf *out);

#endif
