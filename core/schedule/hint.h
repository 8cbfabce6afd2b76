/* SPDX-License-Identifier: MIT
 * What a server's headers say of the time of the next request. */
#ifndef CORE_SCHEDULE_HINT_H
#define CORE_SCHEDULE_HINT_H
#include "core/base/str.h"

enum { HINT_MOST_MS = 24 * 3600 * 1000 };

/* Retry-After, seconds or a date, as an instant between now and a day later; 0 where it is neither. */
int64_t hint_retry_at_ms(struct str retry_after, int64_t now_ms);

/* For how long an answer is fresh by its Cache-Control (max-age; that of shared caches is none of ours), else
 * by Expires less Date (now, where there is none); at most a day. 0: no hint, which is also what no-store,
 * no-cache, max-age=0 and a time gone by mean. Headers that were not sent are empty. */
int64_t hint_fresh_ms(struct str cache_control, struct str expires, struct str date, int64_t now_ms);

#endif
