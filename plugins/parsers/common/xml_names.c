/* SPDX-License-Identifier: MIT */
#include "xml_names.h"

#include <stdlib.h>
#include <string.h>

bool bytes_start(struct wd_bytes bytes, const char *text)
{
	size_t i = 0;
	for (; text[i]; i++)
		if (i >= bytes.len || lower_of(bytes.ptr[i]) != lower_of(text[i]))
			return false;
	return true;
}

struct wd_bytes bytes_trim(struct wd_bytes bytes)
{
	while (bytes.len && is_blank(bytes.ptr[0])) {
		bytes.ptr++;
		bytes.len--;
	}
	while (bytes.len && is_blank(bytes.ptr[bytes.len - 1]))
		bytes.len--;
	return bytes;
}

/* Addresses as they begin, without case and without the slash or hash that may end them; the first that fits. */
static const struct {
	const char *uri;
	enum xml_ns ns;
	bool is_whole; /* no more may follow */
} uris[] = {
	{ "http://www.w3.org/2005/atom", NS_ATOM, true },
	{ "http://purl.org/atom/app", NS_FOREIGN, false },
	{ "http://purl.org/atom/ns", NS_ATOM03, false },
	{ "http://purl.org/rss/1.0/modules/content", NS_CONTENT, true },
	{ "http://purl.org/rss/1.0/modules/syndication", NS_SY, true },
	{ "http://purl.org/rss/1.0/modules/slash", NS_SLASH, true },
	{ "http://purl.org/rss/1.0", NS_RSS10, true },
	{ "http://purl.org/net/rss1.1", NS_RSS10, true },
	{ "http://my.netscape.com/rdf/simple/0.9", NS_RSS090, true },
	{ "http://channel.netscape.com/rdf/simple/0.9", NS_RSS090, true },
	{ "http://my.netscape.com/publish/formats/rss-0.91.dtd", NS_NONE, true },
	{ "http://backend.userland.com/creativecommonsrssmodule", NS_CC, true },
	{ "http://cyber.law.harvard.edu/rss/creativecommonsrssmodule.html", NS_CC, true },
	{ "http://creativecommons.org/ns", NS_CC, true },
	{ "http://web.resource.org/cc", NS_CC, true },
	{ "http://backend.userland.com/rss", NS_NONE, false },
	{ "http://blogs.law.harvard.edu/tech/rss", NS_NONE, false },
	{ "http://cyber.law.harvard.edu/rss", NS_NONE, false },
	{ "http://www.w3.org/1999/02/22-rdf-syntax-ns", NS_RDF, true },
	{ "http://purl.org/dc/terms", NS_DCTERMS, true },
	{ "http://purl.org/dc/dcmitype", NS_FOREIGN, true },
	{ "http://purl.org/dc/elements/1.1", NS_DC, true },
	{ "http://purl.org/dc/elements/1.0", NS_DC, true },
	{ "http://purl.org/dc/1.0", NS_DC, true },
	{ "http://purl.org/dc", NS_DC, true },
	{ "http://search.yahoo.com/mrss", NS_MEDIA, true },
	{ "http://tools.search.yahoo.com/mrss", NS_MEDIA, true },
	{ "http://www.rssboard.org/media-rss", NS_MEDIA, true },
	{ "http://www.itunes.com/dtds/podcast-1.0.dtd", NS_ITUNES, true },
	{ "https://www.itunes.com/dtds/podcast-1.0.dtd", NS_ITUNES, true },
	{ "http://example.com/dtds/podcast-1.0.dtd", NS_ITUNES, true },
	{ "http://rssnamespace.org/feedburner/ext/1.0", NS_FEEDBURNER, true },
	{ "http://wellformedweb.org/commentapi", NS_WFW, true },
	{ "http://purl.org/syndication/thread/1.0", NS_THREAD, true },
	{ "http://www.sitemaps.org/schemas/sitemap/0.9", NS_SITEMAP, true },
	{ "https://www.sitemaps.org/schemas/sitemap/0.9", NS_SITEMAP, true },
	{ "http://www.google.com/schemas/sitemap/0.8", NS_SITEMAP, false },
	{ "http://www.google.com/schemas/sitemap-news/0.9", NS_NEWS, true },
	{ "https://www.google.com/schemas/sitemap-news/0.9", NS_NEWS, true },
	{ "http://www.google.com/schemas/sitemap-image/1.1", NS_IMAGE, true },
	{ "http://www.google.com/schemas/sitemap-video/1.1", NS_VIDEO, true },
	{ "http://wordpress.org/export/1.0/excerpt", NS_EXCERPT, true },
	{ "http://wordpress.org/export/1.1/excerpt", NS_EXCERPT, true },
	{ "http://wordpress.org/export/1.2/excerpt", NS_EXCERPT, true },
	{ "http://wordpress.org/export/1.3/excerpt", NS_EXCERPT, true },
	{ "http://wordpress.org/export/", NS_WP, false },
	{ "http://www.w3.org/1999/xhtml", NS_XHTML, true },
	{ "http://news.yandex.ru", NS_YANDEX, false },
	{ "https://news.yandex.ru", NS_YANDEX, false },
	{ "http://turbo.yandex.ru", NS_YANDEX, true },
	{ "http://www.w3.org/xml/1998/namespace", NS_XML, true },
};

static struct wd_bytes without_end(struct wd_bytes uri)
{
	uri = bytes_trim(uri);
	while (uri.len && (uri.ptr[uri.len - 1] == '/' || uri.ptr[uri.len - 1] == '#'))
		uri.len--;
	return uri;
}

enum xml_ns xml_ns_of_uri(struct wd_bytes uri)
{
	const struct wd_bytes bare = without_end(uri);
	if (!bare.len)
		return NS_NONE;
	for (size_t i = 0; i < sizeof uris / sizeof *uris; i++)
		if (uris[i].is_whole ? bytes_are(bare, uris[i].uri) : bytes_start(uri, uris[i].uri))
			return uris[i].ns;
	return NS_FOREIGN;
}

static const struct {
	const char *prefix;
	enum xml_ns ns;
} prefixes[] = {
	{ "atom", NS_ATOM },
	{ "atom10", NS_ATOM },
	{ "cc", NS_CC },
	{ "content", NS_CONTENT },
	{ "creativecommons", NS_CC },
	{ "dc", NS_DC },
	{ "dcterms", NS_DCTERMS },
	{ "excerpt", NS_EXCERPT },
	{ "feedburner", NS_FEEDBURNER },
	{ "image", NS_IMAGE },
	{ "itunes", NS_ITUNES },
	{ "media", NS_MEDIA },
	{ "news", NS_NEWS },
	{ "rdf", NS_RDF },
	{ "slash", NS_SLASH },
	{ "sy", NS_SY },
	{ "thr", NS_THREAD },
	{ "video", NS_VIDEO },
	{ "wfw", NS_WFW },
	{ "wp", NS_WP },
	{ "xhtml", NS_XHTML },
	{ "xml", NS_XML },
	{ "yandex", NS_YANDEX },
};

enum xml_ns xml_ns_of_prefix(struct wd_bytes prefix)
{
	for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
		if (bytes_are(prefix, prefixes[i].prefix))
			return prefixes[i].ns;
	return NS_FOREIGN;
}

struct reference {
	const char *name;
	uint32_t code;
};

/* The names of HTML 4, sorted as memcmp() does. */
static const struct reference references[] = {
	{ "AElig", 0xC6 },     { "Aacute", 0xC1 },    { "Acirc", 0xC2 },    { "Agrave", 0xC0 },
	{ "Alpha", 0x391 },    { "Aring", 0xC5 },     { "Atilde", 0xC3 },   { "Auml", 0xC4 },
	{ "Beta", 0x392 },     { "Ccedil", 0xC7 },    { "Chi", 0x3A7 },     { "Dagger", 0x2021 },
	{ "Delta", 0x394 },    { "ETH", 0xD0 },       { "Eacute", 0xC9 },   { "Ecirc", 0xCA },
	{ "Egrave", 0xC8 },    { "Epsilon", 0x395 },  { "Eta", 0x397 },     { "Euml", 0xCB },
	{ "Gamma", 0x393 },    { "Iacute", 0xCD },    { "Icirc", 0xCE },    { "Igrave", 0xCC },
	{ "Iota", 0x399 },     { "Iuml", 0xCF },      { "Kappa", 0x39A },   { "Lambda", 0x39B },
	{ "Mu", 0x39C },       { "Ntilde", 0xD1 },    { "Nu", 0x39D },      { "OElig", 0x152 },
	{ "Oacute", 0xD3 },    { "Ocirc", 0xD4 },     { "Ograve", 0xD2 },   { "Omega", 0x3A9 },
	{ "Omicron", 0x39F },  { "Oslash", 0xD8 },    { "Otilde", 0xD5 },   { "Ouml", 0xD6 },
	{ "Phi", 0x3A6 },      { "Pi", 0x3A0 },       { "Prime", 0x2033 },  { "Psi", 0x3A8 },
	{ "Rho", 0x3A1 },      { "Scaron", 0x160 },   { "Sigma", 0x3A3 },   { "THORN", 0xDE },
	{ "Tau", 0x3A4 },      { "Theta", 0x398 },    { "Uacute", 0xDA },   { "Ucirc", 0xDB },
	{ "Ugrave", 0xD9 },    { "Upsilon", 0x3A5 },  { "Uuml", 0xDC },     { "Xi", 0x39E },
	{ "Yacute", 0xDD },    { "Yuml", 0x178 },     { "Zeta", 0x396 },    { "aacute", 0xE1 },
	{ "acirc", 0xE2 },     { "acute", 0xB4 },     { "aelig", 0xE6 },    { "agrave", 0xE0 },
	{ "alefsym", 0x2135 }, { "alpha", 0x3B1 },    { "amp", 0x26 },      { "and", 0x2227 },
	{ "ang", 0x2220 },     { "aring", 0xE5 },     { "asymp", 0x2248 },  { "atilde", 0xE3 },
	{ "auml", 0xE4 },      { "bdquo", 0x201E },   { "beta", 0x3B2 },    { "brvbar", 0xA6 },
	{ "bull", 0x2022 },    { "cap", 0x2229 },     { "ccedil", 0xE7 },   { "cedil", 0xB8 },
	{ "cent", 0xA2 },      { "chi", 0x3C7 },      { "circ", 0x2C6 },    { "clubs", 0x2663 },
	{ "cong", 0x2245 },    { "copy", 0xA9 },      { "crarr", 0x21B5 },  { "cup", 0x222A },
	{ "curren", 0xA4 },    { "dArr", 0x21D3 },    { "dagger", 0x2020 }, { "darr", 0x2193 },
	{ "deg", 0xB0 },       { "delta", 0x3B4 },    { "diams", 0x2666 },  { "divide", 0xF7 },
	{ "eacute", 0xE9 },    { "ecirc", 0xEA },     { "egrave", 0xE8 },   { "empty", 0x2205 },
	{ "emsp", 0x2003 },    { "ensp", 0x2002 },    { "epsilon", 0x3B5 }, { "equiv", 0x2261 },
	{ "eta", 0x3B7 },      { "eth", 0xF0 },       { "euml", 0xEB },     { "euro", 0x20AC },
	{ "exist", 0x2203 },   { "fnof", 0x192 },     { "forall", 0x2200 }, { "frac12", 0xBD },
	{ "frac14", 0xBC },    { "frac34", 0xBE },    { "frasl", 0x2044 },  { "gamma", 0x3B3 },
	{ "ge", 0x2265 },      { "gt", 0x3E },        { "hArr", 0x21D4 },   { "harr", 0x2194 },
	{ "hearts", 0x2665 },  { "hellip", 0x2026 },  { "iacute", 0xED },   { "icirc", 0xEE },
	{ "iexcl", 0xA1 },     { "igrave", 0xEC },    { "image", 0x2111 },  { "infin", 0x221E },
	{ "int", 0x222B },     { "iota", 0x3B9 },     { "iquest", 0xBF },   { "isin", 0x2208 },
	{ "iuml", 0xEF },      { "kappa", 0x3BA },    { "lArr", 0x21D0 },   { "lambda", 0x3BB },
	{ "lang", 0x2329 },    { "laquo", 0xAB },     { "larr", 0x2190 },   { "lceil", 0x2308 },
	{ "ldquo", 0x201C },   { "le", 0x2264 },      { "lfloor", 0x230A }, { "lowast", 0x2217 },
	{ "loz", 0x25CA },     { "lrm", 0x200E },     { "lsaquo", 0x2039 }, { "lsquo", 0x2018 },
	{ "lt", 0x3C },        { "macr", 0xAF },      { "mdash", 0x2014 },  { "micro", 0xB5 },
	{ "middot", 0xB7 },    { "minus", 0x2212 },   { "mu", 0x3BC },      { "nabla", 0x2207 },
	{ "nbsp", 0xA0 },      { "ndash", 0x2013 },   { "ne", 0x2260 },     { "ni", 0x220B },
	{ "not", 0xAC },       { "notin", 0x2209 },   { "nsub", 0x2284 },   { "ntilde", 0xF1 },
	{ "nu", 0x3BD },       { "oacute", 0xF3 },    { "ocirc", 0xF4 },    { "oelig", 0x153 },
	{ "ograve", 0xF2 },    { "oline", 0x203E },   { "omega", 0x3C9 },   { "omicron", 0x3BF },
	{ "oplus", 0x2295 },   { "or", 0x2228 },      { "ordf", 0xAA },     { "ordm", 0xBA },
	{ "oslash", 0xF8 },    { "otilde", 0xF5 },    { "otimes", 0x2297 }, { "ouml", 0xF6 },
	{ "para", 0xB6 },      { "part", 0x2202 },    { "permil", 0x2030 }, { "perp", 0x22A5 },
	{ "phi", 0x3C6 },      { "pi", 0x3C0 },       { "piv", 0x3D6 },     { "plusmn", 0xB1 },
	{ "pound", 0xA3 },     { "prime", 0x2032 },   { "prod", 0x220F },   { "prop", 0x221D },
	{ "psi", 0x3C8 },      { "quot", 0x22 },      { "rArr", 0x21D2 },   { "radic", 0x221A },
	{ "rang", 0x232A },    { "raquo", 0xBB },     { "rarr", 0x2192 },   { "rceil", 0x2309 },
	{ "rdquo", 0x201D },   { "real", 0x211C },    { "reg", 0xAE },      { "rfloor", 0x230B },
	{ "rho", 0x3C1 },      { "rlm", 0x200F },     { "rsaquo", 0x203A }, { "rsquo", 0x2019 },
	{ "sbquo", 0x201A },   { "scaron", 0x161 },   { "sdot", 0x22C5 },   { "sect", 0xA7 },
	{ "shy", 0xAD },       { "sigma", 0x3C3 },    { "sigmaf", 0x3C2 },  { "sim", 0x223C },
	{ "spades", 0x2660 },  { "sub", 0x2282 },     { "sube", 0x2286 },   { "sum", 0x2211 },
	{ "sup", 0x2283 },     { "sup1", 0xB9 },      { "sup2", 0xB2 },     { "sup3", 0xB3 },
	{ "supe", 0x2287 },    { "szlig", 0xDF },     { "tau", 0x3C4 },     { "there4", 0x2234 },
	{ "theta", 0x3B8 },    { "thetasym", 0x3D1 }, { "thinsp", 0x2009 }, { "thorn", 0xFE },
	{ "tilde", 0x2DC },    { "times", 0xD7 },     { "trade", 0x2122 },  { "uArr", 0x21D1 },
	{ "uacute", 0xFA },    { "uarr", 0x2191 },    { "ucirc", 0xFB },    { "ugrave", 0xF9 },
	{ "uml", 0xA8 },       { "upsih", 0x3D2 },    { "upsilon", 0x3C5 }, { "uuml", 0xFC },
	{ "weierp", 0x2118 },  { "xi", 0x3BE },       { "yacute", 0xFD },   { "yen", 0xA5 },
	{ "yuml", 0xFF },      { "zeta", 0x3B6 },     { "zwj", 0x200D },    { "zwnj", 0x200C },
};

static int compare_reference(const void *key, const void *row)
{
	const struct wd_bytes *name = key;
	const struct reference *reference = row;
	const int order = strncmp(name->ptr, reference->name, name->len);
	return order ? order : -(int)(reference->name[name->len] != '\0');
}

uint32_t xml_html_reference(struct wd_bytes name)
{
	const struct reference *found = bsearch(&name, references, sizeof references / sizeof *references,
	                                        sizeof *references, compare_reference);
	return found ? found->code : 0;
}
