/* SPDX-License-Identifier: MIT
 * Growing arrays of any type:
 *
 *	VEC(struct job) jobs = { 0 };
 *	vec_add(&jobs, ((struct job){ .id = 1 }));
 *	for (size_t i = 0; i < jobs.count; i++) use(&jobs.at[i]);
 *	vec_done(&jobs);
 */
#ifndef CORE_BASE_VEC_H
#define CORE_BASE_VEC_H
#include <stdlib.h>

#include "core/base/mem.h"

#define VEC(type) \
	struct { \
		type *at; \
		size_t count, cap; \
	}

#define vec_reserve(v, n) \
	do { \
		if ((v)->cap < (n)) { \
			(v)->cap = (v)->cap * 2 < (n) ? (n) : (v)->cap * 2; \
			(v)->at = mem_resize((v)->at, (v)->cap * sizeof *(v)->at); \
		} \
	} while (0)

#define vec_add(v, item) \
	do { \
		vec_reserve(v, (v)->count + 1); \
		(v)->at[(v)->count++] = (item); \
	} while (0)

/* Keeps the order. */
#define vec_remove(v, i) \
	do { \
		memmove((v)->at + (i), (v)->at + (i) + 1, ((v)->count - (i)-1) * sizeof *(v)->at); \
		(v)->count--; \
	} while (0)

#define vec_done(v) \
	do { \
		free((v)->at); \
		(v)->at = NULL; \
		(v)->count = (v)->cap = 0; \
	} while (0)

#endif
