/* SPDX-License-Identifier: MIT
 * Text that was encoded twice. */
#include "core/doc/utf8.h"
#include "core/normalize/normalize.h"

/* The byte that windows-1252 (or ISO 8859-1, for what that leaves out) has for a code point; -1: none. */
static int byte_of(uint32_t code)
{
	if (code < 0x100)
		return (int)code;
	for (uint32_t byte = 0x80; byte < 0xA0; byte++)
		if (text_c1(byte) == code)
			return (int)byte;
	return -1;
}

/* Appends the bytes that the run from at on was; gives its length, 0 where it was none. */
static size_t unwrap_run(struct str in, size_t at, struct buf *out)
{
	const size_t start = at, first = out->len;
	uint32_t code;
	while (at < in.len && (unsigned char)in.ptr[at] >= 0x80) {
		const unsigned len = utf8_read(in, at, &code);
		const int byte = len ? byte_of(code) : -1;
		if (byte < 0)
			return 0;
		buf_addc(out, (char)byte);
		at += len;
	}
	const struct str bytes = str_from(buf_str(out), first);
	for (size_t i = 0, len; i < bytes.len; i += len)
		if (!(len = utf8_read(bytes, i, &code)))
			return 0;
	return at - start;
}

bool text_repair(struct str in, struct buf *out)
{
	size_t at = utf8_ascii_run(in, 0), done = 0;
	if (at == in.len)
		return false;
	for (; at < in.len; at += utf8_ascii_run(in, at)) {
		buf_add(out, str_slice(in, done, at));
		const size_t len = unwrap_run(in, at, out);
		if (!len)
			return false;
		at += len;
		done = at;
	}
	buf_add(out, str_from(in, done));
	return true;
}
