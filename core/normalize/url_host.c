/* SPDX-License-Identifier: MIT */
#include <unicode/uidna.h>

#include "core/normalize/url_parts.h"

int url_hex(char c)
{
	if (ascii_is_digit(c))
		return c - '0';
	const char lower = ascii_lower(c);
	return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

static int bad_host(struct err *err, struct str host)
{
	return err_set(err, EXIT_NOTHING, "%.*s is no host", STR_ARG(str_slice(host, 0, 200)));
}

/* ---- IPv4: decimal, hexadecimal or octal, one to four parts ---- */

static bool ipv4_number(struct str part, uint64_t *out)
{
	unsigned base = 10;
	if (!part.len)
		return false;
	if (str_starts_nocase(part, STR("0x"))) {
		base = 16;
		part = str_from(part, 2);
	} else if (part.len > 1 && part.ptr[0] == '0') {
		base = 8;
		part = str_from(part, 1);
	}
	uint64_t value = 0;
	for (size_t i = 0; i < part.len; i++) {
		const int digit = url_hex(part.ptr[i]);
		if (digit < 0 || (unsigned)digit >= base)
			return false;
		value = value > UINT32_MAX ? value : value * base + (unsigned)digit;
	}
	*out = value;
	return true;
}

static struct str last_label(struct str host)
{
	if (str_ends(host, STR(".")))
		host.len--;
	size_t start = host.len;
	while (start && host.ptr[start - 1] != '.')
		start--;
	return str_from(host, start);
}

static bool ends_in_number(struct str host)
{
	const struct str label = last_label(host);
	uint64_t ignored;
	size_t digits = 0;
	while (digits < label.len && ascii_is_digit(label.ptr[digits]))
		digits++;
	return label.len && (digits == label.len || ipv4_number(label, &ignored));
}

static int ipv4(struct str host, struct buf *out, struct err *err)
{
	struct str rest = host, part;
	uint64_t numbers[4], address = 0;
	size_t count = 0;
	if (str_ends(rest, STR(".")))
		rest.len--;
	while (str_next(&rest, '.', &part))
		if (count == 4 || !ipv4_number(part, &numbers[count++]))
			return bad_host(err, host);
	for (size_t i = 0; i + 1 < count; i++) {
		if (numbers[i] > 255)
			return bad_host(err, host);
		address |= numbers[i] << (8 * (3 - i));
	}
	if (numbers[count - 1] >= UINT64_C(1) << (8 * (5 - count)))
		return bad_host(err, host);
	const unsigned a = (unsigned)(address | numbers[count - 1]);
	buf_printf(out, "%u.%u.%u.%u", a >> 24, a >> 16 & 255, a >> 8 & 255, a & 255);
	return 0;
}

/* ---- IPv6 ---- */

static bool ipv6_tail(struct str s, uint16_t *pieces)
{
	unsigned bytes[4];
	struct str part;
	size_t count = 0;
	while (str_next(&s, '.', &part)) {
		unsigned value = 0;
		if (count == 4 || !part.len || part.len > 3 || (part.len > 1 && part.ptr[0] == '0'))
			return false;
		for (size_t i = 0; i < part.len; i++) {
			if (!ascii_is_digit(part.ptr[i]))
				return false;
			value = value * 10 + (unsigned)(part.ptr[i] - '0');
		}
		if (value > 255)
			return false;
		bytes[count++] = value;
	}
	if (count != 4)
		return false;
	pieces[0] = (uint16_t)(bytes[0] << 8 | bytes[1]);
	pieces[1] = (uint16_t)(bytes[2] << 8 | bytes[3]);
	return true;
}

static size_t ipv6_piece(struct str s, uint16_t *out)
{
	unsigned value = 0;
	size_t n = 0;
	while (n < 4 && n < s.len && url_hex(s.ptr[n]) >= 0)
		value = value * 16 + (unsigned)url_hex(s.ptr[n++]);
	*out = (uint16_t)value;
	return n;
}

static bool ipv6_parse(struct str s, uint16_t pieces[8])
{
	size_t count = 0, gap = STR_NONE;
	if (str_starts(s, STR("::"))) {
		gap = 0;
		s = str_from(s, 2);
	} else if (str_starts(s, STR(":"))) {
		return false;
	}
	while (s.len) {
		if (count == 8)
			return false;
		if (s.ptr[0] == ':') {
			if (gap != STR_NONE)
				return false;
			gap = count;
			s = str_from(s, 1);
			continue;
		}
		const size_t digits = ipv6_piece(s, &pieces[count]);
		if (digits < s.len && s.ptr[digits] == '.') {
			if (count > 6 || !ipv6_tail(s, pieces + count))
				return false;
			count += 2;
			break;
		}
		if (!digits)
			return false;
		count++;
		s = str_from(s, digits);
		if (s.len && (s.ptr[0] != ':' || s.len == 1))
			return false;
		s = str_from(s, 1);
	}
	if (gap == STR_NONE)
		return count == 8;
	if (count == 8)
		return false;
	memmove(pieces + 8 - (count - gap), pieces + gap, (count - gap) * sizeof *pieces);
	memset(pieces + gap, 0, (8 - count) * sizeof *pieces);
	return true;
}

/* The first longest run of at least two zero pieces. */
static size_t longest_zeros(const uint16_t pieces[8], size_t *out_len)
{
	size_t best = 8, best_len = 1;
	for (size_t i = 0; i < 8; i++) {
		size_t n = 0;
		while (i + n < 8 && !pieces[i + n])
			n++;
		if (n > best_len) {
			best = i;
			best_len = n;
		}
		i += n;
	}
	*out_len = best_len;
	return best;
}

static int ipv6(struct str host, struct buf *out, struct err *err)
{
	uint16_t pieces[8] = { 0 };
	size_t zeros;
	if (!str_ends(host, STR("]")) || !ipv6_parse(str_slice(host, 1, host.len - 1), pieces))
		return bad_host(err, host);
	const size_t gap = longest_zeros(pieces, &zeros);
	buf_addc(out, '[');
	for (size_t i = 0; i < 8; i++) {
		if (i == gap) {
			buf_adds(out, i ? ":" : "::");
			i += zeros - 1;
			continue;
		}
		buf_printf(out, "%x%s", pieces[i], i < 7 ? ":" : "");
	}
	buf_addc(out, ']');
	return 0;
}

/* ---- names ---- */

static bool is_forbidden(char c)
{
	return (unsigned char)c <= ' ' || c == 0x7F || strchr("#/:<>?@[\\]^|%", c) != NULL;
}

static size_t unescape(struct str host, char *out, size_t size)
{
	size_t len = 0;
	for (size_t i = 0; i < host.len; i++) {
		char c = host.ptr[i];
		if (c == '%' && i + 2 < host.len && url_hex(host.ptr[i + 1]) >= 0 &&
		    url_hex(host.ptr[i + 2]) >= 0) {
			c = (char)(url_hex(host.ptr[i + 1]) << 4 | url_hex(host.ptr[i + 2]));
			i += 2;
		}
		if (len == size)
			return STR_NONE;
		out[len++] = c;
	}
	return len;
}

static const UIDNA *idna(void)
{
	static UIDNA *opened;
	UErrorCode code = U_ZERO_ERROR;
	if (!opened)
		opened = uidna_openUTS46(UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ |
		                                 UIDNA_NONTRANSITIONAL_TO_ASCII |
		                                 UIDNA_NONTRANSITIONAL_TO_UNICODE,
		                         &code);
	return opened;
}

static bool needs_idna(struct str name)
{
	for (size_t i = 0; i < name.len; i++)
		if ((unsigned char)name.ptr[i] >= 0x80)
			return true;
	return str_find_nocase(name, STR("xn--")) != STR_NONE;
}

/* Into the ASCII form, in lower case; STR_NONE where it has none. */
static size_t to_ascii(struct str name, char *out, size_t size)
{
	/* Lengths and hyphens are the resolver's business, says the standard. */
	const uint32_t tolerated = UIDNA_ERROR_EMPTY_LABEL | UIDNA_ERROR_LABEL_TOO_LONG |
	                           UIDNA_ERROR_DOMAIN_NAME_TOO_LONG | UIDNA_ERROR_LEADING_HYPHEN |
	                           UIDNA_ERROR_TRAILING_HYPHEN | UIDNA_ERROR_HYPHEN_3_4;
	if (name.len > size)
		return STR_NONE;
	if (!needs_idna(name)) {
		for (size_t i = 0; i < name.len; i++)
			out[i] = ascii_lower(name.ptr[i]);
		return name.len;
	}
	UIDNAInfo info = UIDNA_INFO_INITIALIZER;
	UErrorCode code = U_ZERO_ERROR;
	const int32_t len =
		uidna_nameToASCII_UTF8(idna(), name.ptr, (int32_t)name.len, out, (int32_t)size, &info, &code);
	if (U_FAILURE(code) || (info.errors & ~tolerated))
		return STR_NONE;
	return (size_t)len;
}

int url_host(struct str host, struct buf *out, struct err *err)
{
	char raw[URL_HOST_LONGEST], name[URL_HOST_LONGEST];
	if (host.len && host.ptr[0] == '[')
		return ipv6(host, out, err);
	const size_t raw_len = unescape(host, raw, sizeof raw);
	const size_t len = raw_len == STR_NONE ? STR_NONE : to_ascii(str_n(raw, raw_len), name, sizeof name);
	if (len == STR_NONE || !len)
		return bad_host(err, host);
	for (size_t i = 0; i < len; i++)
		if (is_forbidden(name[i]))
			return bad_host(err, host);
	if (ends_in_number(str_n(name, len)))
		return ipv4(str_n(name, len), out, err);
	buf_add_n(out, name, len);
	return 0;
}
