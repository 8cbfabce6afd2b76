/* SPDX-License-Identifier: MIT
 * SHA-256 (FIPS 180-4, nettle's) for names that last, XXH3 for tables, signatures, and what is compared with its own
 * past alone. */
#ifndef CORE_BASE_HASH_H
#define CORE_BASE_HASH_H
#include "core/base/str.h"

enum { SHA256_SIZE = 32, SHA256_HEX = 65 };

struct sha256 {
	uint8_t bytes[SHA256_SIZE];
};

struct sha256 hash_sha256(struct str s);
/* Of what next gives piece by piece, until it gives false. */
struct sha256 hash_sha256_pieces(bool (*next)(void *self, struct str *out), void *self);
/* Several pieces, each with its length before it, so that ("ab","c") and ("a","bc") differ. */
struct sha256 hash_sha256_parts(const struct str *parts, size_t count);
/* XXH3's 128 bits of the same, in its canonical form: for telling one version of a thing from the next. */
enum { HASH_128_SIZE = 16 };
void hash_128_parts(const struct str *parts, size_t count, uint8_t out[HASH_128_SIZE]);
void hash_hex(const void *bytes, size_t len, char *out); /* lower case; out has 2 * len + 1 bytes */
/* The first 130 bits as 26 characters of [a-z2-7] (base 32 of RFC 4648 in lower case), and a NUL. */
void hash_id26(const struct sha256 *hash, char out[27]);
uint64_t hash_64(struct str s);

#endif
