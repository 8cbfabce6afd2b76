/* SPDX-License-Identifier: MIT
 * Growing arrays that keep their memory from document to document. One that cannot grow leaves the item out; what is
 * read then is the page's beginning, which is what a page too large deserves too.
 *
 *	VECTOR(struct passage) blocks = { 0 };
 *	struct passage *block = vector_add(&blocks);    // zeroed, or NULL
 */
#ifndef ARTICLE_VECTOR_H
#define ARTICLE_VECTOR_H
#include <stdlib.h>
#include <string.h>

#define VECTOR(type)                                                                                         \
	struct {                                                                                             \
		type *at;                                                                                    \
		size_t count, room;                                                                          \
	}

/* Room for more items of size bytes behind count, or false. */
static inline int vector_grow(void **at, size_t *room, size_t count, size_t more, size_t size)
{
	if (count + more <= *room)
		return 1;
	const size_t wanted = (count + more) * 2 < 64 ? 64 : (count + more) * 2;
	void *grown = realloc(*at, wanted * size);
	if (!grown)
		return 0;
	*at = grown;
	*room = wanted;
	return 1;
}

#define vector_reserve(v, more) vector_grow((void **)&(v)->at, &(v)->room, (v)->count, more, sizeof *(v)->at)
#define vector_add(v)           (vector_reserve(v, 1) ? memset(&(v)->at[(v)->count++], 0, sizeof *(v)->at) : NULL)
/* count items, all zeroed; false without memory. */
#define vector_zero(v, n)                                                                                    \
	((v)->count = 0,                                                                                     \
	 vector_reserve(v, (n) + 1) ? (memset((v)->at, 0, (n) * sizeof *(v)->at), (v)->count = (n), 1) : 0)
#define vector_done(v) (free((v)->at), (v)->at = NULL, (v)->count = (v)->room = 0)

#endif
