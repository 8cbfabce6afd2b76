/* SPDX-License-Identifier: MIT
 * Points at which tests let the host die: WIREDESK_CRASH_AT="before-commit:3" kills the process at the third pass of
 * that point, as kill -9 would. Without the variable a point costs one comparison. */
#ifndef CORE_BASE_CRASH_H
#define CORE_BASE_CRASH_H

void crash_point(const char *name);

#endif
