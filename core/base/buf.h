/* SPDX-License-Identifier: MIT
 * A growing buffer that cannot grow past a bound. What would go over it is left out and `is_over` stays set, so
 * that a writer checks once, at the end.
 *
 *	struct buf b;
 *	buf_init(&b, 1 << 20);
 *	buf_printf(&b, "%d articles", n);
 *	...
 *	buf_done(&b);
 */
#ifndef CORE_BASE_BUF_H
#define CORE_BASE_BUF_H
#include "core/base/str.h"

struct buf {
	char *ptr; /* ends in NUL behind len once anything was added; NULL before */
	size_t len, cap, max;
	bool is_over;
};

void buf_init(struct buf *b, size_t max);
void buf_done(struct buf *b);  /* frees; b can be used again after buf_init */
void buf_clear(struct buf *b); /* keeps the memory */
/* Room for n more bytes behind len, or NULL when that is over the bound; the caller adds to len what it wrote. */
char *buf_room(struct buf *b, size_t n);
void buf_add_slowly(struct buf *b, const void *ptr, size_t len); /* buf_add_n, where it must grow, or is over */
void buf_printf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void buf_add_int(struct buf *b, int64_t value); /* decimal */
void buf_cut(struct buf *b, size_t len); /* shortens to len */

static inline void buf_add_n(struct buf *b, const void *ptr, size_t len)
{
	if (len >= b->cap - b->len || len > b->max - b->len) {
		buf_add_slowly(b, ptr, len);
		return;
	}
	if (len)
		memcpy(b->ptr + b->len, ptr, len);
	b->len += len;
	b->ptr[b->len] = '\0';
}

static inline void buf_add(struct buf *b, struct str s)
{
	buf_add_n(b, s.ptr, s.len);
}

static inline void buf_addc(struct buf *b, char c)
{
	buf_add_n(b, &c, 1);
}

static inline void buf_adds(struct buf *b, const char *text)
{
	buf_add(b, str_c(text));
}

static inline struct str buf_str(const struct buf *b)
{
	return (struct str){ b->ptr ? b->ptr : "", b->len };
}

#endif
