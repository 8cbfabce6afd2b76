/* SPDX-License-Identifier: MIT */
#include "core/base/hash.h"

#include <nettle/sha2.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

struct sha256 hash_sha256(struct str s)
{
	struct sha256_ctx ctx;
	struct sha256 out;
	sha256_init(&ctx);
	sha256_update(&ctx, s.len, (const uint8_t *)s.ptr);
	sha256_digest(&ctx, sizeof out.bytes, out.bytes);
	return out;
}

struct sha256 hash_sha256_pieces(bool (*next)(void *self, struct str *out), void *self)
{
	struct sha256_ctx ctx;
	struct sha256 out;
	struct str piece;
	sha256_init(&ctx);
	while (next(self, &piece))
		sha256_update(&ctx, piece.len, (const uint8_t *)piece.ptr);
	sha256_digest(&ctx, sizeof out.bytes, out.bytes);
	return out;
}

static void write_length(size_t length, uint8_t out[8])
{
	for (unsigned b = 0; b < 8; b++)
		out[b] = (uint8_t)((uint64_t)length >> (8 * b));
}

struct sha256 hash_sha256_parts(const struct str *parts, size_t count)
{
	struct sha256_ctx ctx;
	struct sha256 out;
	sha256_init(&ctx);
	for (size_t i = 0; i < count; i++) {
		uint8_t length[8];
		write_length(parts[i].len, length);
		sha256_update(&ctx, sizeof length, length);
		sha256_update(&ctx, parts[i].len, (const uint8_t *)parts[i].ptr);
	}
	sha256_digest(&ctx, sizeof out.bytes, out.bytes);
	return out;
}

void hash_128_parts(const struct str *parts, size_t count, uint8_t out[HASH_128_SIZE])
{
	XXH3_state_t state;
	XXH128_canonical_t canonical;
	XXH3_INITSTATE(&state);
	XXH3_128bits_reset(&state);
	for (size_t i = 0; i < count; i++) {
		uint8_t length[8];
		write_length(parts[i].len, length);
		XXH3_128bits_update(&state, length, sizeof length);
		XXH3_128bits_update(&state, parts[i].ptr, parts[i].len);
	}
	XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(&state));
	memcpy(out, canonical.digest, HASH_128_SIZE);
}

void hash_hex(const void *bytes, size_t len, char *out)
{
	static const char digits[] = "0123456789abcdef";
	const uint8_t *p = bytes;
	for (size_t i = 0; i < len; i++) {
		out[2 * i] = digits[p[i] >> 4];
		out[2 * i + 1] = digits[p[i] & 15];
	}
	out[2 * len] = '\0';
}

void hash_id26(const struct sha256 *hash, char out[27])
{
	static const char digits[] = "abcdefghijklmnopqrstuvwxyz234567";
	for (unsigned i = 0; i < 26; i++) {
		const unsigned bit = i * 5;
		const unsigned pair = ((unsigned)hash->bytes[bit / 8] << 8) | hash->bytes[bit / 8 + 1];
		out[i] = digits[(pair >> (11 - bit % 8)) & 31];
	}
	out[26] = '\0';
}

uint64_t hash_64(struct str s)
{
	return XXH3_64bits(s.ptr, s.len);
}
