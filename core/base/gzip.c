/* SPDX-License-Identifier: MIT */
#include "core/base/gzip.h"

#include <zlib.h>

enum { PIECE = 16 * 1024, WINDOW_OF_GZIP = 15 + 16 };

bool gzip_is(struct str bytes)
{
	return bytes.len > 10 && bytes.ptr[0] == '\x1f' && bytes.ptr[1] == '\x8b' && bytes.ptr[2] == 8;
}

static bool has_another(const z_stream *z)
{
	return z->avail_in > 1 && z->next_in[0] == 0x1f;
}

/* The next piece of what is unpacked; zlib's code. */
static int unpack_piece(z_stream *z, struct buf *out)
{
	Bytef piece[PIECE];
	z->next_out = piece;
	z->avail_out = sizeof piece;
	const int code = inflate(z, Z_NO_FLUSH);
	buf_add_n(out, piece, sizeof piece - z->avail_out);
	return code;
}

int gzip_unpack(struct str packed, struct buf *out)
{
	z_stream z = { .next_in = (Bytef *)(uintptr_t)packed.ptr, .avail_in = (uInt)packed.len };
	const size_t before = out->len;
	int code = Z_OK;
	if (inflateInit2(&z, WINDOW_OF_GZIP) != Z_OK)
		return -1;
	while (!out->is_over && (code == Z_OK || (code == Z_STREAM_END && has_another(&z)))) {
		if (code == Z_STREAM_END)
			inflateReset(&z);
		code = unpack_piece(&z, out);
	}
	inflateEnd(&z);
	return code == Z_STREAM_END || out->is_over || out->len > before ? 0 : -1;
}
