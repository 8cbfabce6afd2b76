/* SPDX-License-Identifier: MIT
 * gzip that is known by its first bytes, whatever a name or a header says. */
#ifndef CORE_BASE_GZIP_H
#define CORE_BASE_GZIP_H
#include "core/base/buf.h"

bool gzip_is(struct str bytes);
/* All members, one after the other, behind what is in out. A bomb stops at the bound of out, which is over then; what a
 * broken end leaves is still a document. Negative where nothing could be unpacked. */
int gzip_unpack(struct str packed, struct buf *out);

#endif
