/* SPDX-License-Identifier: MIT */
#include "core/article/identity.h"

#include "core/base/hash.h"

void identity_id(const char *source, const struct record_key *key, char out[27])
{
	const char kind = (char)key->kind;
	const struct str parts[] = { str_c(source),
		                     { &kind, 1 },
		                     { (const char *)key->hash, sizeof key->hash } };
	const struct sha256 hash = hash_sha256_parts(parts, sizeof parts / sizeof *parts);
	hash_id26(&hash, out);
}
