/* SPDX-License-Identifier: MIT
 * Time: handed in where tests must drive it, read here everywhere else. */
#ifndef CORE_BASE_CLOCK_H
#define CORE_BASE_CLOCK_H
#include <stdbool.h>
#include <stdint.h>

/* Milliseconds since 1970-01-01T00:00:00Z. In tests WIREDESK_NOW in the environment stands for it: "SECONDS" stands still;
 * "SECONDS+SECONDS" does too, but a run that stays jumps to when something is due next, until the second number has passed:
 * so a month goes by as fast as its work is done. */
int64_t clock_wall_ms(void);
bool clock_is_driven(void);          /* it jumps */
bool clock_jump(int64_t to_ms);      /* forward, to its end at most; false when it is there */
/* Milliseconds of a clock that never jumps. */
int64_t clock_mono_ms(void);

enum { CLOCK_TEXT = 21 };
/* YYYY-MM-DDTHH:MM:SSZ and a NUL, for years 0 to 9999; fractions are cut. */
void clock_format(int64_t wall_ms, char out[CLOCK_TEXT]);

#endif
