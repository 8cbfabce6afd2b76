/* SPDX-License-Identifier: MIT
 * Time: handed in where tests must drive it, read here everywhere else. */
#ifndef CORE_BASE_CLOCK_H
#define CORE_BASE_CLOCK_H
#include <stdint.h>

/* Milliseconds since 1970-01-01T00:00:00Z. WIREDESK_NOW (seconds) in the environment stands for it in tests. */
int64_t clock_wall_ms(void);
/* Milliseconds of a clock that never jumps. */
int64_t clock_mono_ms(void);

enum { CLOCK_TEXT = 21 };
/* YYYY-MM-DDTHH:MM:SSZ and a NUL, for years 0 to 9999; fractions are cut. */
void clock_format(int64_t wall_ms, char out[CLOCK_TEXT]);

#endif
