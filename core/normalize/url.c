/* SPDX-License-Identifier: MIT
 * Addresses. http, https, ws, wss, ftp and file are parsed as the living standard has it, because that is how
 * the browsers that publishers test with read them; mailto:, tag: and the like pass through. */
#include <libpsl.h>
#include <stdio.h>

#include "core/normalize/url_parts.h"

/* ---- escapes ---- */

/* In which sets a byte is escaped; controls and what is not ASCII are in all. */
enum {
	PATH_ON = URL_SET_PATH | URL_SET_USER,
	FRAGMENT_ON = URL_SET_FRAGMENT | PATH_ON,
	ALL = URL_SET_CONTROL | URL_SET_QUERY | FRAGMENT_ON
};
static const uint8_t escaped_in[0x80] = {
	[' '] = URL_SET_QUERY | FRAGMENT_ON,
	['"'] = URL_SET_QUERY | FRAGMENT_ON,
	['<'] = URL_SET_QUERY | FRAGMENT_ON,
	['>'] = URL_SET_QUERY | FRAGMENT_ON,
	['`'] = FRAGMENT_ON,
	['#'] = URL_SET_QUERY | PATH_ON,
	['\''] = URL_SET_QUERY,
	['?'] = PATH_ON,
	['^'] = PATH_ON,
	['{'] = PATH_ON,
	['}'] = PATH_ON,
	['/'] = URL_SET_USER,
	[':'] = URL_SET_USER,
	[';'] = URL_SET_USER,
	['='] = URL_SET_USER,
	['@'] = URL_SET_USER,
	['['] = URL_SET_USER,
	['\\'] = URL_SET_USER,
	[']'] = URL_SET_USER,
	['|'] = URL_SET_USER,
	[0x7F] = ALL,
};

static bool is_escaped(unsigned char c, enum url_set set)
{
	return c < ' ' || c >= 0x80 || escaped_in[c] & set;
}

void url_escape(struct str text, enum url_set set, struct buf *out)
{
	static const char digits[] = "0123456789ABCDEF";
	for (size_t i = 0; i < text.len;) {
		const size_t start = i;
		while (i < text.len && !is_escaped((unsigned char)text.ptr[i], set))
			i++;
		buf_add(out, str_slice(text, start, i));
		if (i < text.len) {
			const unsigned char c = (unsigned char)text.ptr[i++];
			buf_add_n(out, (const char[]){ '%', digits[c >> 4], digits[c & 15] }, 3);
		}
	}
}

/* ---- parsing ---- */

struct scheme {
	const char *name;
	int port;
};

static const struct scheme schemes[] = {
	{ "file", 0 }, { "ftp", 21 }, { "http", 80 }, { "https", 443 }, { "ws", 80 }, { "wss", 443 },
};

/* An address of a special scheme. The buffers hold what is written; NULL scheme: nothing parsed. */
struct url {
	const struct scheme *scheme;
	struct buf user, host, path; /* user: "name:password" without "@" */
	struct buf query, fragment;
	int port; /* -1: the scheme's own */
	bool has_query, has_fragment;
};

static void url_init(struct url *u)
{
	*u = (struct url){ .port = -1 };
	struct buf *const parts[] = { &u->user, &u->host, &u->path, &u->query, &u->fragment };
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		buf_init(parts[i], URL_LONGEST * 3);
}

static void url_done(struct url *u)
{
	buf_done(&u->user);
	buf_done(&u->host);
	buf_done(&u->path);
	buf_done(&u->query);
	buf_done(&u->fragment);
}

static bool is_slash(char c)
{
	return c == '/' || c == '\\';
}

static bool is_file(const struct url *u)
{
	return u->scheme == &schemes[0];
}

/* Controls and blanks around are dropped, line ends and tabs wherever they are. */
static void clean(struct str text, struct buf *out)
{
	while (text.len && (unsigned char)text.ptr[0] <= ' ')
		text = str_from(text, 1);
	while (text.len && (unsigned char)text.ptr[text.len - 1] <= ' ')
		text.len--;
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] != '\t' && text.ptr[i] != '\n' && text.ptr[i] != '\r')
			buf_addc(out, text.ptr[i]);
}

/* Length of the scheme without its colon, or 0. */
static size_t scheme_length(struct str s)
{
	if (!s.len || !ascii_is_alpha(s.ptr[0]))
		return 0;
	for (size_t i = 1; i < s.len; i++) {
		const char c = s.ptr[i];
		if (c == ':')
			return i;
		if (!ascii_is_alpha(c) && !ascii_is_digit(c) && c != '+' && c != '-' && c != '.')
			return 0;
	}
	return 0;
}

static const struct scheme *special_scheme(struct str name)
{
	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
		if (str_eq_nocase(name, str_c(schemes[i].name)))
			return &schemes[i];
	return NULL;
}

static size_t span_until(struct str s, const char *stops)
{
	size_t n = 0;
	while (n < s.len && !(s.ptr[n] && strchr(stops, s.ptr[n])))
		n++;
	return n;
}

static bool is_dot(struct str segment, unsigned *out_dots)
{
	unsigned dots = 0;
	while (segment.len) {
		const size_t used = segment.ptr[0] == '.'                    ? 1
		                    : str_starts_nocase(segment, STR("%2e")) ? 3
		                                                             : 0;
		if (!used)
			return false;
		segment = str_from(segment, used);
		dots++;
	}
	*out_dots = dots;
	return dots == 1 || dots == 2;
}

static bool is_drive(struct str segment)
{
	return segment.len == 2 && ascii_is_alpha(segment.ptr[0]) &&
	       (segment.ptr[1] == ':' || segment.ptr[1] == '|');
}

static void pop_segment(struct url *u)
{
	size_t len = u->path.len;
	while (len && u->path.ptr[len - 1] != '/')
		len--;
	if (!len || (is_file(u) && len == 1 && is_drive(str_from(buf_str(&u->path), 1))))
		return;
	buf_cut(&u->path, len - 1);
}

static void add_segment(struct url *u, struct str segment)
{
	buf_addc(&u->path, '/');
	if (is_file(u) && u->path.len == 1 && is_drive(segment)) {
		buf_addc(&u->path, segment.ptr[0]);
		buf_addc(&u->path, ':');
		return;
	}
	url_escape(segment, URL_SET_PATH, &u->path);
}

/* s: behind the slash that begins the path, up to its end. */
static void parse_segments(struct url *u, struct str s)
{
	for (;;) {
		const size_t len = span_until(s, "/\\");
		const struct str segment = str_slice(s, 0, len);
		const bool is_last = len == s.len;
		unsigned dots;
		if (!is_dot(segment, &dots)) {
			add_segment(u, segment);
		} else {
			if (dots == 2)
				pop_segment(u);
			if (is_last)
				buf_addc(&u->path, '/');
		}
		if (is_last)
			return;
		s = str_from(s, len + 1);
	}
}

static void parse_fragment(struct url *u, struct str s)
{
	if (!s.len)
		return;
	u->has_fragment = true;
	url_escape(str_from(s, 1), URL_SET_FRAGMENT, &u->fragment);
}

/* s begins with "?" or "#", or is empty. */
static void parse_query(struct url *u, struct str s)
{
	if (s.len && s.ptr[0] == '?') {
		const size_t len = span_until(s, "#");
		u->has_query = true;
		buf_clear(&u->query);
		url_escape(str_slice(s, 1, len), URL_SET_QUERY, &u->query);
		s = str_from(s, len);
	}
	parse_fragment(u, s);
}

/* An absolute path (or none), query and fragment. */
static void parse_path(struct url *u, struct str s)
{
	const size_t end = span_until(s, "?#");
	const struct str path = str_slice(s, 0, end);
	parse_segments(u, path.len && is_slash(path.ptr[0]) ? str_from(path, 1) : path);
	parse_query(u, str_from(s, end));
}

/* What stands there may be the beginning of a password with a "/", "?" or "#" in it, and is not told. */
static int parse_port(struct url *u, struct str digits, struct err *err)
{
	int port = 0;
	for (size_t i = 0; i < digits.len; i++) {
		if (!ascii_is_digit(digits.ptr[i]) || (port = port * 10 + digits.ptr[i] - '0') > 65535)
			return err_set(err, EXIT_NOTHING, "what stands there for a port is no number up to 65535");
	}
	u->port = digits.len && port != u->scheme->port ? port : -1;
	return 0;
}

static void parse_user(struct url *u, struct str s)
{
	const size_t colon = str_chr(s, ':');
	url_escape(colon == STR_NONE ? s : str_slice(s, 0, colon), URL_SET_USER, &u->user);
	if (colon == STR_NONE || colon + 1 == s.len)
		return;
	buf_addc(&u->user, ':');
	url_escape(str_from(s, colon + 1), URL_SET_USER, &u->user);
}

static size_t port_colon(struct str s)
{
	bool is_in_brackets = false;
	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] == '[')
			is_in_brackets = true;
		else if (s.ptr[i] == ']')
			is_in_brackets = false;
		else if (s.ptr[i] == ':' && !is_in_brackets)
			return i;
	}
	return s.len;
}

static size_t last_at(struct str s)
{
	for (size_t i = s.len; i > 0; i--)
		if (s.ptr[i - 1] == '@')
			return i - 1;
	return STR_NONE;
}

static int parse_authority(struct url *u, struct str s, struct err *err)
{
	const size_t at = last_at(s);
	const struct str place = at == STR_NONE ? s : str_from(s, at + 1);
	const size_t colon = port_colon(place);
	const struct str host = str_slice(place, 0, colon);
	if (at != STR_NONE)
		parse_user(u, str_slice(s, 0, at));
	if (!host.len)
		return err_set(err, EXIT_NOTHING, "an address without a host");
	if (url_host(host, &u->host, err))
		return -1;
	return colon < place.len ? parse_port(u, str_from(place, colon + 1), err) : 0;
}

/* s: behind the slashes. */
static int parse_from_authority(struct url *u, struct str s, struct err *err)
{
	const size_t end = span_until(s, "/\\?#");
	if (parse_authority(u, str_slice(s, 0, end), err))
		return -1;
	parse_path(u, str_from(s, end));
	return 0;
}

static void take_host(struct url *u, const struct url *base)
{
	u->scheme = base->scheme;
	buf_add(&u->user, buf_str(&base->user));
	buf_add(&u->host, buf_str(&base->host));
	u->port = base->port;
}

/* Without a leading slash: against the base's path. */
static void parse_relative_path(struct url *u, const struct url *base, struct str s)
{
	buf_add(&u->path, buf_str(&base->path));
	if (!s.len || s.ptr[0] == '#' || s.ptr[0] == '?') {
		u->has_query = base->has_query;
		buf_add(&u->query, buf_str(&base->query));
		parse_query(u, s);
		return;
	}
	const size_t end = span_until(s, "?#");
	pop_segment(u);
	parse_segments(u, str_slice(s, 0, end));
	parse_query(u, str_from(s, end));
}

static size_t leading_slashes(struct str s)
{
	size_t n = 0;
	while (n < s.len && is_slash(s.ptr[n]))
		n++;
	return n;
}

/* file://host/path: the host may be empty, "localhost" is none, and C: is no host. */
static int parse_file_host(struct url *u, struct str s, struct err *err)
{
	const size_t end = span_until(s, "/\\?#");
	const struct str host = str_slice(s, 0, end);
	if (is_drive(host)) {
		parse_path(u, s);
		return 0;
	}
	if (host.len && url_host(host, &u->host, err))
		return -1;
	if (str_eq(buf_str(&u->host), STR("localhost")))
		buf_clear(&u->host);
	parse_path(u, str_from(s, end));
	return 0;
}

static int parse_reference(struct url *u, const struct url *base, struct str s, struct err *err)
{
	const size_t slashes = leading_slashes(s);
	if (is_file(u) && slashes >= 2)
		return parse_file_host(u, str_from(s, 2), err);
	if (slashes >= 2)
		return parse_from_authority(u, str_from(s, slashes), err);
	take_host(u, base);
	if (slashes || is_drive(str_slice(s, 0, is_file(u) ? 2 : 0)))
		parse_path(u, s);
	else
		parse_relative_path(u, base, s);
	return 0;
}

/* s: clean. base may be NULL. */
static int parse(struct url *u, const struct url *base, struct str s, struct err *err)
{
	static const struct url nowhere = { .scheme = &schemes[0], .port = -1 };
	const size_t len = scheme_length(s);
	if (!len && !base)
		return err_set(err, EXIT_NOTHING, "a relative address, and nothing that it is relative to");
	u->scheme = len ? special_scheme(str_slice(s, 0, len)) : base->scheme;
	const struct str rest = len ? str_from(s, len + 1) : s;
	if (base && base->scheme == u->scheme)
		return parse_reference(u, base, rest, err);
	if (is_file(u))
		return parse_reference(u, &nowhere, rest, err);
	return parse_from_authority(u, str_from(rest, leading_slashes(rest)), err);
}

static void write_url(const struct url *u, struct buf *out)
{
	buf_printf(out, "%s://", u->scheme->name);
	if (u->user.len) {
		buf_add(out, buf_str(&u->user));
		buf_addc(out, '@');
	}
	buf_add(out, buf_str(&u->host));
	if (u->port >= 0 && u->port != u->scheme->port)
		buf_printf(out, ":%d", u->port);
	buf_add(out, u->path.len ? buf_str(&u->path) : STR("/"));
	if (u->has_query) {
		buf_addc(out, '?');
		buf_add(out, buf_str(&u->query));
	}
	if (u->has_fragment) {
		buf_addc(out, '#');
		buf_add(out, buf_str(&u->fragment));
	}
}

static int too_long(struct err *err, struct str text)
{
	return err_set(err, EXIT_NOTHING, "an address of %zu bytes", text.len);
}

/* mailto:, tag:, urn:, data: — the scheme in lower case, control characters escaped, else as it is. */
static void write_other(struct str s, size_t scheme, struct buf *out)
{
	for (size_t i = 0; i < scheme; i++)
		buf_addc(out, ascii_lower(s.ptr[i]));
	url_escape(str_from(s, scheme), URL_SET_CONTROL, out);
}

static bool is_other(struct str s)
{
	const size_t len = scheme_length(s);
	return len && !special_scheme(str_slice(s, 0, len));
}

/* Parses text against a base that is clean, or empty. */
static int resolve(struct str text, struct str base_text, struct url *u, struct err *err)
{
	struct url base;
	url_init(&base);
	const bool has_base = base_text.len && !is_other(base_text);
	int result = has_base ? parse(&base, NULL, base_text, err) : 0;
	if (!result)
		result = parse(u, has_base ? &base : NULL, text, err);
	url_done(&base);
	return result;
}

int url_resolve(struct str text, struct str base, struct buf *out, struct err *err)
{
	if (text.len > URL_LONGEST || base.len > URL_LONGEST)
		return too_long(err, text);
	if (url_resolve_plain(text, base, out))
		return 0;
	struct buf cleaned, cleaned_base;
	struct url u;
	int result = 0;
	buf_init(&cleaned, URL_LONGEST);
	buf_init(&cleaned_base, URL_LONGEST);
	url_init(&u);
	clean(text, &cleaned);
	clean(base, &cleaned_base);
	const struct str s = buf_str(&cleaned);
	if (is_other(s)) {
		write_other(s, scheme_length(s), out);
	} else {
		result = resolve(s, buf_str(&cleaned_base), &u, err);
		if (!result)
			write_url(&u, out);
	}
	url_done(&u);
	buf_done(&cleaned);
	buf_done(&cleaned_base);
	return result;
}

/* ---- the canonical form ---- */

/* Parameters that say how a reader came, not what he reads: names, and what names begin with. */
static const struct tracking {
	struct str name;
	bool is_prefix;
} tracking[] = {
#define WHOLE(name) { { name, sizeof name - 1 }, false }
#define PREFIX(name) { { name, sizeof name - 1 }, true }
	WHOLE("_hsenc"),  WHOLE("_hsmi"),  PREFIX("at_"),  WHOLE("cmpid"),   WHOLE("dclid"),   WHOLE("fbclid"),
	WHOLE("ftag"),    WHOLE("gbraid"), WHOLE("gclid"), WHOLE("igshid"),  WHOLE("mc_cid"),  WHOLE("mc_eid"),
	WHOLE("mkt_tok"), WHOLE("msclkid"), PREFIX("ns_"), WHOLE("ocid"),    WHOLE("ref_src"), WHOLE("twclid"),
	PREFIX("utm_"),   WHOLE("wbraid"), WHOLE("wt_mc"), WHOLE("wt_zmc"),  WHOLE("xtor"),    WHOLE("yclid"),
#undef WHOLE
#undef PREFIX
};

static bool is_tracking(struct str name)
{
	const char first = name.len ? ascii_lower(name.ptr[0]) : '\0';
	for (const struct tracking *row = tracking; row < tracking + sizeof tracking / sizeof *tracking; row++) {
		if (row->name.ptr[0] != first)
			continue;
		if (row->is_prefix ? str_starts_nocase(name, row->name) : str_eq_nocase(name, row->name))
			return true;
	}
	return false;
}

static bool is_unreserved(int c)
{
	return ascii_is_alpha((char)c) || ascii_is_digit((char)c) || c == '-' || c == '.' || c == '_' ||
	       c == '~';
}

/* Escaped unreserved characters as themselves, the other escapes in capitals, a "%" that begins none as one.
 */
static void add_normal_escapes(struct str s, struct buf *out)
{
	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] != '%') {
			buf_addc(out, s.ptr[i]);
			continue;
		}
		const int high = i + 2 < s.len ? url_hex(s.ptr[i + 1]) : -1;
		const int low = high >= 0 ? url_hex(s.ptr[i + 2]) : -1;
		const int c = low >= 0 ? high << 4 | low : '%';
		if (is_unreserved(c))
			buf_addc(out, (char)c);
		else
			buf_printf(out, "%%%02X", (unsigned)c);
		i += low >= 0 ? 2 : 0;
	}
}

void url_add_query(struct str query, struct buf *out)
{
	struct str rest = query, parameter;
	char separator = '?';
	while (str_next(&rest, '&', &parameter)) {
		const size_t equals = str_chr(parameter, '=');
		if (!parameter.len ||
		    is_tracking(equals == STR_NONE ? parameter : str_slice(parameter, 0, equals)))
			continue;
		buf_addc(out, separator);
		buf_add(out, parameter);
		separator = '&';
	}
}

static void write_canonical(const struct url *u, struct buf *out)
{
	struct buf query;
	buf_init(&query, URL_LONGEST * 3);
	buf_printf(out, "%s://", u->scheme->name);
	buf_add(out, buf_str(&u->host));
	if (u->port >= 0 && u->port != u->scheme->port)
		buf_printf(out, ":%d", u->port);
	add_normal_escapes(u->path.len ? buf_str(&u->path) : STR("/"), out);
	add_normal_escapes(buf_str(&u->query), &query);
	url_add_query(buf_str(&query), out);
	if (str_starts(buf_str(&u->fragment), STR("!"))) {
		buf_addc(out, '#');
		buf_add(out, buf_str(&u->fragment));
	}
	buf_done(&query);
}

int url_canonical(struct str absolute, struct buf *out, struct err *err)
{
	if (absolute.len > URL_LONGEST)
		return too_long(err, absolute);
	if (url_canonical_plain(absolute, out))
		return 0;
	struct buf cleaned;
	struct url u;
	int result = 0;
	buf_init(&cleaned, URL_LONGEST);
	url_init(&u);
	clean(absolute, &cleaned);
	const struct str s = buf_str(&cleaned);
	if (is_other(s)) {
		write_other(s, scheme_length(s), out);
	} else {
		result = parse(&u, NULL, s, err);
		if (!result)
			write_canonical(&u, out);
	}
	url_done(&u);
	buf_done(&cleaned);
	return result;
}

bool url_is_http(struct str url)
{
	return str_starts_nocase(url, STR("http://")) || str_starts_nocase(url, STR("https://"));
}

static struct str host_of(struct str url)
{
	const size_t scheme = scheme_length(url);
	if (!scheme || !str_starts(str_from(url, scheme), STR("://")))
		return str_n(url.ptr, 0);
	struct str rest = str_from(url, scheme + 3);
	rest.len = span_until(rest, "/\\?#");
	const size_t at = last_at(rest);
	rest = at == STR_NONE ? rest : str_from(rest, at + 1);
	return str_slice(rest, 0, port_colon(rest));
}

struct str url_domain(struct str url)
{
	char host[URL_HOST_LONGEST];
	const struct str found = host_of(url);
	if (!found.len || found.len >= sizeof host)
		return str_n(url.ptr, 0);
	for (size_t i = 0; i < found.len; i++)
		host[i] = ascii_lower(found.ptr[i]);
	host[found.len] = '\0';
	const struct str label = str_from(found, found.len - 1);
	const bool is_address = found.ptr[0] == '[' || ascii_is_digit(label.ptr[0]);
	const char *domain = is_address ? NULL : psl_registrable_domain(psl_builtin(), host);
	return domain ? str_from(found, (size_t)(domain - host)) : found;
}

void url_setup(void)
{
	struct buf out;
	buf_init(&out, URL_HOST_LONGEST);
	url_host(STR("xn--bcher-kva.example"), &out, NULL);
	buf_done(&out);
}
