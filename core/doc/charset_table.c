/* SPDX-License-Identifier: MIT */
#include "core/doc/charset_table.h"

#include <stdlib.h>

static const struct charset_row charsets[CS_COUNT] = {
	[CS_UTF_8] = { "utf-8", NULL, CHARSET_UNICODE },
	[CS_IBM866] = { "ibm866", "ibm-866", CHARSET_SINGLE },
	[CS_ISO_8859_2] = { "iso-8859-2", "iso-8859-2", CHARSET_SINGLE },
	[CS_ISO_8859_3] = { "iso-8859-3", "iso-8859-3", CHARSET_SINGLE },
	[CS_ISO_8859_4] = { "iso-8859-4", "iso-8859-4", CHARSET_SINGLE },
	[CS_ISO_8859_5] = { "iso-8859-5", "iso-8859-5", CHARSET_SINGLE },
	[CS_ISO_8859_6] = { "iso-8859-6", "iso-8859-6", CHARSET_SINGLE },
	[CS_ISO_8859_7] = { "iso-8859-7", "iso-8859-7", CHARSET_SINGLE },
	[CS_ISO_8859_8] = { "iso-8859-8", "iso-8859-8", CHARSET_SINGLE },
	[CS_ISO_8859_8_I] = { "iso-8859-8-i", "iso-8859-8", CHARSET_SINGLE },
	[CS_ISO_8859_10] = { "iso-8859-10", "iso-8859-10", CHARSET_SINGLE },
	[CS_ISO_8859_13] = { "iso-8859-13", "iso-8859-13", CHARSET_SINGLE },
	[CS_ISO_8859_14] = { "iso-8859-14", "iso-8859-14", CHARSET_SINGLE },
	[CS_ISO_8859_15] = { "iso-8859-15", "iso-8859-15", CHARSET_SINGLE },
	[CS_KOI8_R] = { "koi8-r", "koi8-r", CHARSET_SINGLE },
	[CS_KOI8_U] = { "koi8-u", "koi8-u", CHARSET_SINGLE },
	[CS_MACINTOSH] = { "macintosh", "macintosh", CHARSET_SINGLE },
	[CS_WINDOWS_874] = { "windows-874", "windows-874", CHARSET_SINGLE },
	[CS_WINDOWS_1250] = { "windows-1250", "windows-1250", CHARSET_SINGLE },
	[CS_WINDOWS_1251] = { "windows-1251", "windows-1251", CHARSET_SINGLE },
	[CS_WINDOWS_1252] = { "windows-1252", NULL, CHARSET_SINGLE },
	[CS_WINDOWS_1253] = { "windows-1253", "windows-1253", CHARSET_SINGLE },
	[CS_WINDOWS_1254] = { "windows-1254", "windows-1254", CHARSET_SINGLE },
	[CS_WINDOWS_1255] = { "windows-1255", "windows-1255", CHARSET_SINGLE },
	[CS_WINDOWS_1256] = { "windows-1256", "windows-1256", CHARSET_SINGLE },
	[CS_WINDOWS_1257] = { "windows-1257", "windows-1257", CHARSET_SINGLE },
	[CS_WINDOWS_1258] = { "windows-1258", "windows-1258", CHARSET_SINGLE },
	[CS_X_MAC_CYRILLIC] = { "x-mac-cyrillic", "x-mac-cyrillic", CHARSET_SINGLE },
	/* what is called gb2312 or gbk is often the larger set */
	[CS_GBK] = { "gbk", "gb18030", CHARSET_MULTI },
	[CS_GB18030] = { "gb18030", "gb18030", CHARSET_MULTI },
	[CS_BIG5] = { "big5", "big5-hkscs", CHARSET_MULTI },
	[CS_EUC_JP] = { "euc-jp", "euc-jp", CHARSET_MULTI },
	[CS_ISO_2022_JP] = { "iso-2022-jp", "iso-2022-jp", CHARSET_MULTI },
	[CS_SHIFT_JIS] = { "shift_jis", "windows-31j", CHARSET_MULTI },
	[CS_EUC_KR] = { "euc-kr", "windows-949", CHARSET_MULTI },
	[CS_UTF_16BE] = { "utf-16be", "UTF-16BE", CHARSET_WIDE },
	[CS_UTF_16LE] = { "utf-16le", "UTF-16LE", CHARSET_WIDE },
	[CS_UTF_32BE] = { "utf-32be", "UTF-32BE", CHARSET_WIDE },
	[CS_UTF_32LE] = { "utf-32le", "UTF-32LE", CHARSET_WIDE },
};

/* The living standard's labels with a few that it does not know but documents use; sorted. */
static const struct label {
	const char *text;
	enum charset_id id;
} labels[] = {
	/* clang-format off */
	{ "866", CS_IBM866 }, { "ansi_x3.4-1968", CS_WINDOWS_1252 }, { "arabic", CS_ISO_8859_6 },
	{ "ascii", CS_WINDOWS_1252 }, { "asmo-708", CS_ISO_8859_6 }, { "big5", CS_BIG5 },
	{ "big5-hkscs", CS_BIG5 }, { "chinese", CS_GBK }, { "cn-big5", CS_BIG5 },
	{ "cp1250", CS_WINDOWS_1250 }, { "cp1251", CS_WINDOWS_1251 }, { "cp1252", CS_WINDOWS_1252 },
	{ "cp1253", CS_WINDOWS_1253 }, { "cp1254", CS_WINDOWS_1254 }, { "cp1255", CS_WINDOWS_1255 },
	{ "cp1256", CS_WINDOWS_1256 }, { "cp1257", CS_WINDOWS_1257 }, { "cp1258", CS_WINDOWS_1258 },
	{ "cp65001", CS_UTF_8 }, { "cp819", CS_WINDOWS_1252 }, { "cp866", CS_IBM866 },
	{ "cp874", CS_WINDOWS_874 }, { "cp932", CS_SHIFT_JIS }, { "cp936", CS_GBK },
	{ "cp949", CS_EUC_KR }, { "csbig5", CS_BIG5 }, { "cseuckr", CS_EUC_KR },
	{ "cseucpkdfmtjapanese", CS_EUC_JP }, { "csgb2312", CS_GBK }, { "csibm866", CS_IBM866 },
	{ "csiso2022jp", CS_ISO_2022_JP }, { "csiso58gb231280", CS_GBK }, { "csiso88596e", CS_ISO_8859_6 },
	{ "csiso88596i", CS_ISO_8859_6 }, { "csiso88598e", CS_ISO_8859_8 },
	{ "csiso88598i", CS_ISO_8859_8_I }, { "csisolatin1", CS_WINDOWS_1252 },
	{ "csisolatin2", CS_ISO_8859_2 }, { "csisolatin3", CS_ISO_8859_3 },
	{ "csisolatin4", CS_ISO_8859_4 }, { "csisolatin5", CS_WINDOWS_1254 },
	{ "csisolatin6", CS_ISO_8859_10 }, { "csisolatin9", CS_ISO_8859_15 },
	{ "csisolatinarabic", CS_ISO_8859_6 }, { "csisolatincyrillic", CS_ISO_8859_5 },
	{ "csisolatingreek", CS_ISO_8859_7 }, { "csisolatinhebrew", CS_ISO_8859_8 },
	{ "cskoi8r", CS_KOI8_R }, { "csksc56011987", CS_EUC_KR }, { "csmacintosh", CS_MACINTOSH },
	{ "csshiftjis", CS_SHIFT_JIS }, { "csunicode", CS_UTF_16LE }, { "cyrillic", CS_ISO_8859_5 },
	{ "dos-874", CS_WINDOWS_874 }, { "ecma-114", CS_ISO_8859_6 }, { "ecma-118", CS_ISO_8859_7 },
	{ "elot_928", CS_ISO_8859_7 }, { "euc-jp", CS_EUC_JP }, { "euc-kr", CS_EUC_KR },
	{ "gb18030", CS_GB18030 }, { "gb2312", CS_GBK }, { "gb_2312", CS_GBK }, { "gb_2312-80", CS_GBK },
	{ "gbk", CS_GBK }, { "greek", CS_ISO_8859_7 }, { "greek8", CS_ISO_8859_7 },
	{ "hebrew", CS_ISO_8859_8 }, { "ibm819", CS_WINDOWS_1252 }, { "ibm866", CS_IBM866 },
	{ "iso-10646-ucs-2", CS_UTF_16LE }, { "iso-2022-jp", CS_ISO_2022_JP },
	{ "iso-8859-1", CS_WINDOWS_1252 }, { "iso-8859-10", CS_ISO_8859_10 },
	{ "iso-8859-11", CS_WINDOWS_874 }, { "iso-8859-13", CS_ISO_8859_13 },
	{ "iso-8859-14", CS_ISO_8859_14 }, { "iso-8859-15", CS_ISO_8859_15 },
	{ "iso-8859-2", CS_ISO_8859_2 }, { "iso-8859-3", CS_ISO_8859_3 }, { "iso-8859-4", CS_ISO_8859_4 },
	{ "iso-8859-5", CS_ISO_8859_5 }, { "iso-8859-6", CS_ISO_8859_6 },
	{ "iso-8859-6-e", CS_ISO_8859_6 }, { "iso-8859-6-i", CS_ISO_8859_6 },
	{ "iso-8859-7", CS_ISO_8859_7 }, { "iso-8859-8", CS_ISO_8859_8 },
	{ "iso-8859-8-e", CS_ISO_8859_8 }, { "iso-8859-8-i", CS_ISO_8859_8_I },
	{ "iso-8859-9", CS_WINDOWS_1254 }, { "iso-ir-100", CS_WINDOWS_1252 },
	{ "iso-ir-101", CS_ISO_8859_2 }, { "iso-ir-109", CS_ISO_8859_3 }, { "iso-ir-110", CS_ISO_8859_4 },
	{ "iso-ir-126", CS_ISO_8859_7 }, { "iso-ir-127", CS_ISO_8859_6 }, { "iso-ir-138", CS_ISO_8859_8 },
	{ "iso-ir-144", CS_ISO_8859_5 }, { "iso-ir-148", CS_WINDOWS_1254 }, { "iso-ir-149", CS_EUC_KR },
	{ "iso-ir-157", CS_ISO_8859_10 }, { "iso-ir-58", CS_GBK }, { "iso8859-1", CS_WINDOWS_1252 },
	{ "iso8859-10", CS_ISO_8859_10 }, { "iso8859-11", CS_WINDOWS_874 },
	{ "iso8859-13", CS_ISO_8859_13 }, { "iso8859-14", CS_ISO_8859_14 },
	{ "iso8859-15", CS_ISO_8859_15 }, { "iso8859-2", CS_ISO_8859_2 }, { "iso8859-3", CS_ISO_8859_3 },
	{ "iso8859-4", CS_ISO_8859_4 }, { "iso8859-5", CS_ISO_8859_5 }, { "iso8859-6", CS_ISO_8859_6 },
	{ "iso8859-7", CS_ISO_8859_7 }, { "iso8859-8", CS_ISO_8859_8 }, { "iso8859-9", CS_WINDOWS_1254 },
	{ "iso88591", CS_WINDOWS_1252 }, { "iso885910", CS_ISO_8859_10 }, { "iso885911", CS_WINDOWS_874 },
	{ "iso885913", CS_ISO_8859_13 }, { "iso885914", CS_ISO_8859_14 }, { "iso885915", CS_ISO_8859_15 },
	{ "iso88592", CS_ISO_8859_2 }, { "iso88593", CS_ISO_8859_3 }, { "iso88594", CS_ISO_8859_4 },
	{ "iso88595", CS_ISO_8859_5 }, { "iso88596", CS_ISO_8859_6 }, { "iso88597", CS_ISO_8859_7 },
	{ "iso88598", CS_ISO_8859_8 }, { "iso88599", CS_WINDOWS_1254 }, { "iso_8859-1", CS_WINDOWS_1252 },
	{ "iso_8859-15", CS_ISO_8859_15 }, { "iso_8859-1:1987", CS_WINDOWS_1252 },
	{ "iso_8859-2", CS_ISO_8859_2 }, { "iso_8859-2:1987", CS_ISO_8859_2 },
	{ "iso_8859-3", CS_ISO_8859_3 }, { "iso_8859-3:1988", CS_ISO_8859_3 },
	{ "iso_8859-4", CS_ISO_8859_4 }, { "iso_8859-4:1988", CS_ISO_8859_4 },
	{ "iso_8859-5", CS_ISO_8859_5 }, { "iso_8859-5:1988", CS_ISO_8859_5 },
	{ "iso_8859-6", CS_ISO_8859_6 }, { "iso_8859-6:1987", CS_ISO_8859_6 },
	{ "iso_8859-7", CS_ISO_8859_7 }, { "iso_8859-7:1987", CS_ISO_8859_7 },
	{ "iso_8859-8", CS_ISO_8859_8 }, { "iso_8859-8:1988", CS_ISO_8859_8 },
	{ "iso_8859-9", CS_WINDOWS_1254 }, { "iso_8859-9:1989", CS_WINDOWS_1254 }, { "koi", CS_KOI8_R },
	{ "koi8", CS_KOI8_R }, { "koi8-r", CS_KOI8_R }, { "koi8-ru", CS_KOI8_U }, { "koi8-u", CS_KOI8_U },
	{ "koi8_r", CS_KOI8_R }, { "korean", CS_EUC_KR }, { "ks_c_5601-1987", CS_EUC_KR },
	{ "ks_c_5601-1989", CS_EUC_KR }, { "ksc5601", CS_EUC_KR }, { "ksc_5601", CS_EUC_KR },
	{ "l1", CS_WINDOWS_1252 }, { "l2", CS_ISO_8859_2 }, { "l3", CS_ISO_8859_3 },
	{ "l4", CS_ISO_8859_4 }, { "l5", CS_WINDOWS_1254 }, { "l6", CS_ISO_8859_10 },
	{ "l9", CS_ISO_8859_15 }, { "latin-1", CS_WINDOWS_1252 }, { "latin-9", CS_ISO_8859_15 },
	{ "latin1", CS_WINDOWS_1252 }, { "latin2", CS_ISO_8859_2 }, { "latin3", CS_ISO_8859_3 },
	{ "latin4", CS_ISO_8859_4 }, { "latin5", CS_WINDOWS_1254 }, { "latin6", CS_ISO_8859_10 },
	{ "latin9", CS_ISO_8859_15 }, { "logical", CS_ISO_8859_8_I }, { "mac", CS_MACINTOSH },
	{ "macintosh", CS_MACINTOSH }, { "ms932", CS_SHIFT_JIS }, { "ms_kanji", CS_SHIFT_JIS },
	{ "shift-jis", CS_SHIFT_JIS }, { "shift_jis", CS_SHIFT_JIS }, { "sjis", CS_SHIFT_JIS },
	{ "sun_eu_greek", CS_ISO_8859_7 }, { "tis-620", CS_WINDOWS_874 }, { "ucs-2", CS_UTF_16LE },
	{ "ucs-4", CS_UTF_32LE }, { "ucs-4be", CS_UTF_32BE }, { "unicode", CS_UTF_8 },
	{ "unicode-1-1-utf-8", CS_UTF_8 }, { "unicode11utf8", CS_UTF_8 }, { "unicode20utf8", CS_UTF_8 },
	{ "unicodefeff", CS_UTF_16LE }, { "unicodefffe", CS_UTF_16BE }, { "us-ascii", CS_WINDOWS_1252 },
	{ "utf-16", CS_UTF_16LE }, { "utf-16be", CS_UTF_16BE }, { "utf-16le", CS_UTF_16LE },
	{ "utf-32", CS_UTF_32LE }, { "utf-32be", CS_UTF_32BE }, { "utf-32le", CS_UTF_32LE },
	{ "utf-8", CS_UTF_8 }, { "utf-8-sig", CS_UTF_8 }, { "utf8", CS_UTF_8 }, { "utf8mb3", CS_UTF_8 },
	{ "utf8mb4", CS_UTF_8 }, { "utf_8", CS_UTF_8 }, { "visual", CS_ISO_8859_8 },
	{ "win-1251", CS_WINDOWS_1251 }, { "windows-1250", CS_WINDOWS_1250 },
	{ "windows-1251", CS_WINDOWS_1251 }, { "windows-1252", CS_WINDOWS_1252 },
	{ "windows-1253", CS_WINDOWS_1253 }, { "windows-1254", CS_WINDOWS_1254 },
	{ "windows-1255", CS_WINDOWS_1255 }, { "windows-1256", CS_WINDOWS_1256 },
	{ "windows-1257", CS_WINDOWS_1257 }, { "windows-1258", CS_WINDOWS_1258 },
	{ "windows-31j", CS_SHIFT_JIS }, { "windows-874", CS_WINDOWS_874 }, { "windows-949", CS_EUC_KR },
	{ "x-cp1250", CS_WINDOWS_1250 }, { "x-cp1251", CS_WINDOWS_1251 }, { "x-cp1252", CS_WINDOWS_1252 },
	{ "x-cp1253", CS_WINDOWS_1253 }, { "x-cp1254", CS_WINDOWS_1254 }, { "x-cp1255", CS_WINDOWS_1255 },
	{ "x-cp1256", CS_WINDOWS_1256 }, { "x-cp1257", CS_WINDOWS_1257 }, { "x-cp1258", CS_WINDOWS_1258 },
	{ "x-euc-jp", CS_EUC_JP }, { "x-gbk", CS_GBK }, { "x-mac-cyrillic", CS_X_MAC_CYRILLIC },
	{ "x-mac-roman", CS_MACINTOSH }, { "x-mac-ukrainian", CS_X_MAC_CYRILLIC },
	{ "x-sjis", CS_SHIFT_JIS }, { "x-unicode20utf8", CS_UTF_8 }, { "x-x-big5", CS_BIG5 }
	/* clang-format on */
};

static int compare_label(const void *key, const void *row)
{
	return strcmp(key, ((const struct label *)row)->text);
}

const struct charset_row *charset_row(enum charset_id id)
{
	return &charsets[id];
}

enum charset_id charset_find(struct str label)
{
	char key[32];
	while (label.len && (str_trim(label).len < label.len || strchr("\"'", label.ptr[0]))) {
		label = str_trim(label);
		if (label.len && strchr("\"'", label.ptr[0]))
			label = str_from(label, 1);
	}
	while (label.len && strchr("\"';, ", label.ptr[label.len - 1]))
		label.len--;
	if (!label.len || label.len >= sizeof key)
		return CS_NONE;
	for (size_t i = 0; i < label.len; i++)
		key[i] = ascii_lower(label.ptr[i]);
	key[label.len] = '\0';
	const struct label *found =
		bsearch(key, labels, sizeof labels / sizeof *labels, sizeof *labels, compare_label);
	return found ? found->id : CS_NONE;
}

const char *charset_label(struct str label)
{
	const enum charset_id id = charset_find(label);
	return id == CS_NONE ? NULL : charsets[id].name;
}
