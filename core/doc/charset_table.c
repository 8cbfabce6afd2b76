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
	/* those of DOS and the Macintosh that browsers have given up, and archives have not */
	[CS_X_MAC_GREEK] = { "x-mac-greek", "x-mac-greek", CHARSET_SINGLE },
	[CS_X_MAC_TURKISH] = { "x-mac-turkish", "x-mac-turkish", CHARSET_SINGLE },
	[CS_X_MAC_CE] = { "x-mac-ce", "x-mac-ce", CHARSET_SINGLE },
	[CS_IBM437] = { "ibm437", "ibm-437", CHARSET_SINGLE },
	[CS_IBM720] = { "ibm720", "ibm-720", CHARSET_SINGLE },
	[CS_IBM737] = { "ibm737", "ibm-737", CHARSET_SINGLE },
	[CS_IBM775] = { "ibm775", "ibm-775", CHARSET_SINGLE },
	[CS_IBM850] = { "ibm850", "ibm-850", CHARSET_SINGLE },
	[CS_IBM852] = { "ibm852", "ibm-852", CHARSET_SINGLE },
	[CS_IBM855] = { "ibm855", "ibm-855", CHARSET_SINGLE },
	[CS_IBM857] = { "ibm857", "ibm-857", CHARSET_SINGLE },
	[CS_IBM858] = { "ibm858", "ibm-858", CHARSET_SINGLE },
	[CS_IBM860] = { "ibm860", "ibm-860", CHARSET_SINGLE },
	[CS_IBM861] = { "ibm861", "ibm-861", CHARSET_SINGLE },
	[CS_IBM862] = { "ibm862", "ibm-862", CHARSET_SINGLE },
	[CS_IBM863] = { "ibm863", "ibm-863", CHARSET_SINGLE },
	[CS_IBM864] = { "ibm864", "ibm-864", CHARSET_SINGLE },
	[CS_IBM865] = { "ibm865", "ibm-865", CHARSET_SINGLE },
	[CS_IBM869] = { "ibm869", "ibm-869", CHARSET_SINGLE },
	[CS_IBM1125] = { "ibm1125", "ibm-1125", CHARSET_SINGLE },
	[CS_HP_ROMAN8] = { "hp-roman8", "hp-roman8", CHARSET_SINGLE },
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

/* The living standard's labels, and others that documents use, each with '-' for '_' and ':'; sorted. */
static const struct label {
	const char *text;
	enum charset_id id;
} labels[] = {
	/* clang-format off */
	{ "1125", CS_IBM1125 }, { "1250", CS_WINDOWS_1250 }, { "1251", CS_WINDOWS_1251 },
	{ "1252", CS_WINDOWS_1252 }, { "1253", CS_WINDOWS_1253 }, { "1254", CS_WINDOWS_1254 },
	{ "1255", CS_WINDOWS_1255 }, { "1256", CS_WINDOWS_1256 }, { "1257", CS_WINDOWS_1257 },
	{ "1258", CS_WINDOWS_1258 }, { "437", CS_IBM437 }, { "646", CS_WINDOWS_1252 }, { "720", CS_IBM720 },
	{ "737", CS_IBM737 }, { "775", CS_IBM775 }, { "850", CS_IBM850 }, { "852", CS_IBM852 },
	{ "855", CS_IBM855 }, { "857", CS_IBM857 }, { "858", CS_IBM858 }, { "860", CS_IBM860 },
	{ "861", CS_IBM861 }, { "862", CS_IBM862 }, { "863", CS_IBM863 }, { "864", CS_IBM864 },
	{ "865", CS_IBM865 }, { "866", CS_IBM866 }, { "869", CS_IBM869 }, { "874", CS_WINDOWS_874 },
	{ "8859", CS_WINDOWS_1252 }, { "932", CS_SHIFT_JIS }, { "936", CS_GBK }, { "949", CS_EUC_KR },
	{ "950", CS_BIG5 }, { "ansi", CS_WINDOWS_1252 }, { "ansi-x3.4-1968", CS_WINDOWS_1252 },
	{ "ansi-x3.4-1986", CS_WINDOWS_1252 }, { "arabic", CS_ISO_8859_6 }, { "ascii", CS_WINDOWS_1252 },
	{ "asmo-708", CS_ISO_8859_6 }, { "big5", CS_BIG5 }, { "big5-hkscs", CS_BIG5 },
	{ "big5-tw", CS_BIG5 }, { "big5hkscs", CS_BIG5 }, { "chinese", CS_GBK }, { "cn-big5", CS_BIG5 },
	{ "cp-1250", CS_WINDOWS_1250 }, { "cp-1251", CS_WINDOWS_1251 }, { "cp-1252", CS_WINDOWS_1252 },
	{ "cp-1253", CS_WINDOWS_1253 }, { "cp-1254", CS_WINDOWS_1254 }, { "cp-1255", CS_WINDOWS_1255 },
	{ "cp-1256", CS_WINDOWS_1256 }, { "cp-1257", CS_WINDOWS_1257 }, { "cp-1258", CS_WINDOWS_1258 },
	{ "cp-gr", CS_IBM869 }, { "cp-is", CS_IBM861 }, { "cp1051", CS_HP_ROMAN8 }, { "cp1125", CS_IBM1125 },
	{ "cp1250", CS_WINDOWS_1250 }, { "cp1251", CS_WINDOWS_1251 }, { "cp1252", CS_WINDOWS_1252 },
	{ "cp1253", CS_WINDOWS_1253 }, { "cp1254", CS_WINDOWS_1254 }, { "cp1255", CS_WINDOWS_1255 },
	{ "cp1256", CS_WINDOWS_1256 }, { "cp1257", CS_WINDOWS_1257 }, { "cp1258", CS_WINDOWS_1258 },
	{ "cp20866", CS_KOI8_R }, { "cp21866", CS_KOI8_U }, { "cp367", CS_WINDOWS_1252 },
	{ "cp437", CS_IBM437 }, { "cp65001", CS_UTF_8 }, { "cp720", CS_IBM720 }, { "cp737", CS_IBM737 },
	{ "cp775", CS_IBM775 }, { "cp819", CS_WINDOWS_1252 }, { "cp850", CS_IBM850 }, { "cp852", CS_IBM852 },
	{ "cp855", CS_IBM855 }, { "cp857", CS_IBM857 }, { "cp858", CS_IBM858 }, { "cp860", CS_IBM860 },
	{ "cp861", CS_IBM861 }, { "cp862", CS_IBM862 }, { "cp863", CS_IBM863 }, { "cp864", CS_IBM864 },
	{ "cp865", CS_IBM865 }, { "cp866", CS_IBM866 }, { "cp866u", CS_IBM1125 }, { "cp869", CS_IBM869 },
	{ "cp874", CS_WINDOWS_874 }, { "cp932", CS_SHIFT_JIS }, { "cp936", CS_GBK }, { "cp949", CS_EUC_KR },
	{ "cp950", CS_BIG5 }, { "csascii", CS_WINDOWS_1252 }, { "csbig5", CS_BIG5 },
	{ "cseuckr", CS_EUC_KR }, { "cseucpkdfmtjapanese", CS_EUC_JP }, { "csgb2312", CS_GBK },
	{ "cshproman8", CS_HP_ROMAN8 }, { "csibm1125", CS_IBM1125 }, { "csibm437", CS_IBM437 },
	{ "csibm720", CS_IBM720 }, { "csibm737", CS_IBM737 }, { "csibm775", CS_IBM775 },
	{ "csibm850", CS_IBM850 }, { "csibm852", CS_IBM852 }, { "csibm855", CS_IBM855 },
	{ "csibm857", CS_IBM857 }, { "csibm858", CS_IBM858 }, { "csibm860", CS_IBM860 },
	{ "csibm861", CS_IBM861 }, { "csibm862", CS_IBM862 }, { "csibm863", CS_IBM863 },
	{ "csibm864", CS_IBM864 }, { "csibm865", CS_IBM865 }, { "csibm866", CS_IBM866 },
	{ "csibm869", CS_IBM869 }, { "csiso2022jp", CS_ISO_2022_JP }, { "csiso2022jp2", CS_ISO_2022_JP },
	{ "csiso58gb231280", CS_GBK }, { "csiso88596e", CS_ISO_8859_6 }, { "csiso88596i", CS_ISO_8859_6 },
	{ "csiso88598e", CS_ISO_8859_8 }, { "csiso88598i", CS_ISO_8859_8_I },
	{ "csisolatin1", CS_WINDOWS_1252 }, { "csisolatin2", CS_ISO_8859_2 },
	{ "csisolatin3", CS_ISO_8859_3 }, { "csisolatin4", CS_ISO_8859_4 },
	{ "csisolatin5", CS_WINDOWS_1254 }, { "csisolatin6", CS_ISO_8859_10 },
	{ "csisolatin9", CS_ISO_8859_15 }, { "csisolatinarabic", CS_ISO_8859_6 },
	{ "csisolatincyrillic", CS_ISO_8859_5 }, { "csisolatingreek", CS_ISO_8859_7 },
	{ "csisolatinhebrew", CS_ISO_8859_8 }, { "cskoi8r", CS_KOI8_R }, { "cskoi8u", CS_KOI8_U },
	{ "csksc56011987", CS_EUC_KR }, { "csmacintosh", CS_MACINTOSH }, { "cspc775baltic", CS_IBM775 },
	{ "cspc850multilingual", CS_IBM850 }, { "cspc862latinhebrew", CS_IBM862 },
	{ "cspc8codepage437", CS_IBM437 }, { "cspcp852", CS_IBM852 }, { "csshiftjis", CS_SHIFT_JIS },
	{ "csunicode", CS_UTF_16LE }, { "cswindows1250", CS_WINDOWS_1250 },
	{ "cswindows1251", CS_WINDOWS_1251 }, { "cswindows1252", CS_WINDOWS_1252 },
	{ "cswindows1253", CS_WINDOWS_1253 }, { "cswindows1254", CS_WINDOWS_1254 },
	{ "cswindows1255", CS_WINDOWS_1255 }, { "cswindows1256", CS_WINDOWS_1256 },
	{ "cswindows1257", CS_WINDOWS_1257 }, { "cswindows1258", CS_WINDOWS_1258 },
	{ "cyrillic", CS_ISO_8859_5 }, { "dos-874", CS_WINDOWS_874 }, { "ecma-114", CS_ISO_8859_6 },
	{ "ecma-118", CS_ISO_8859_7 }, { "elot-928", CS_ISO_8859_7 }, { "elot928", CS_ISO_8859_7 },
	{ "euc-cn", CS_GBK }, { "euc-jp", CS_EUC_JP }, { "euc-kr", CS_EUC_KR }, { "euccn", CS_GBK },
	{ "eucgb2312-cn", CS_GBK }, { "eucjp", CS_EUC_JP }, { "euckr", CS_EUC_KR }, { "gb-2312", CS_GBK },
	{ "gb-2312-80", CS_GBK }, { "gb18030", CS_GB18030 }, { "gb18030-2000", CS_GB18030 },
	{ "gb2312", CS_GBK }, { "gb2312-1980", CS_GBK }, { "gb2312-80", CS_GBK }, { "gbk", CS_GBK },
	{ "greek", CS_ISO_8859_7 }, { "greek8", CS_ISO_8859_7 }, { "hebrew", CS_ISO_8859_8 },
	{ "hkscs", CS_BIG5 }, { "hp-roman8", CS_HP_ROMAN8 }, { "ibm-1125", CS_IBM1125 },
	{ "ibm-437", CS_IBM437 }, { "ibm-720", CS_IBM720 }, { "ibm-737", CS_IBM737 },
	{ "ibm-775", CS_IBM775 }, { "ibm-850", CS_IBM850 }, { "ibm-852", CS_IBM852 },
	{ "ibm-855", CS_IBM855 }, { "ibm-857", CS_IBM857 }, { "ibm-858", CS_IBM858 },
	{ "ibm-860", CS_IBM860 }, { "ibm-861", CS_IBM861 }, { "ibm-862", CS_IBM862 },
	{ "ibm-863", CS_IBM863 }, { "ibm-864", CS_IBM864 }, { "ibm-865", CS_IBM865 },
	{ "ibm-869", CS_IBM869 }, { "ibm00858", CS_IBM858 }, { "ibm1051", CS_HP_ROMAN8 },
	{ "ibm1125", CS_IBM1125 }, { "ibm367", CS_WINDOWS_1252 }, { "ibm437", CS_IBM437 },
	{ "ibm720", CS_IBM720 }, { "ibm737", CS_IBM737 }, { "ibm775", CS_IBM775 },
	{ "ibm819", CS_WINDOWS_1252 }, { "ibm850", CS_IBM850 }, { "ibm852", CS_IBM852 },
	{ "ibm855", CS_IBM855 }, { "ibm857", CS_IBM857 }, { "ibm858", CS_IBM858 }, { "ibm860", CS_IBM860 },
	{ "ibm861", CS_IBM861 }, { "ibm862", CS_IBM862 }, { "ibm863", CS_IBM863 }, { "ibm864", CS_IBM864 },
	{ "ibm865", CS_IBM865 }, { "ibm866", CS_IBM866 }, { "ibm869", CS_IBM869 },
	{ "iso-10646-ucs-2", CS_UTF_16LE }, { "iso-2022-jp", CS_ISO_2022_JP },
	{ "iso-2022-jp-1", CS_ISO_2022_JP }, { "iso-2022-jp-2", CS_ISO_2022_JP },
	{ "iso-646.irv-1991", CS_WINDOWS_1252 }, { "iso-8859-1", CS_WINDOWS_1252 },
	{ "iso-8859-1-1987", CS_WINDOWS_1252 }, { "iso-8859-10", CS_ISO_8859_10 },
	{ "iso-8859-11", CS_WINDOWS_874 }, { "iso-8859-11-2001", CS_WINDOWS_874 },
	{ "iso-8859-13", CS_ISO_8859_13 }, { "iso-8859-14", CS_ISO_8859_14 },
	{ "iso-8859-15", CS_ISO_8859_15 }, { "iso-8859-2", CS_ISO_8859_2 },
	{ "iso-8859-2-1987", CS_ISO_8859_2 }, { "iso-8859-3", CS_ISO_8859_3 },
	{ "iso-8859-3-1988", CS_ISO_8859_3 }, { "iso-8859-4", CS_ISO_8859_4 },
	{ "iso-8859-4-1988", CS_ISO_8859_4 }, { "iso-8859-5", CS_ISO_8859_5 },
	{ "iso-8859-5-1988", CS_ISO_8859_5 }, { "iso-8859-6", CS_ISO_8859_6 },
	{ "iso-8859-6-1987", CS_ISO_8859_6 }, { "iso-8859-6-e", CS_ISO_8859_6 },
	{ "iso-8859-6-i", CS_ISO_8859_6 }, { "iso-8859-7", CS_ISO_8859_7 },
	{ "iso-8859-7-1987", CS_ISO_8859_7 }, { "iso-8859-8", CS_ISO_8859_8 },
	{ "iso-8859-8-1988", CS_ISO_8859_8 }, { "iso-8859-8-e", CS_ISO_8859_8 },
	{ "iso-8859-8-i", CS_ISO_8859_8_I }, { "iso-8859-9", CS_WINDOWS_1254 },
	{ "iso-8859-9-1989", CS_WINDOWS_1254 }, { "iso-celtic", CS_ISO_8859_14 },
	{ "iso-ir-100", CS_WINDOWS_1252 }, { "iso-ir-101", CS_ISO_8859_2 }, { "iso-ir-109", CS_ISO_8859_3 },
	{ "iso-ir-110", CS_ISO_8859_4 }, { "iso-ir-126", CS_ISO_8859_7 }, { "iso-ir-127", CS_ISO_8859_6 },
	{ "iso-ir-138", CS_ISO_8859_8 }, { "iso-ir-144", CS_ISO_8859_5 }, { "iso-ir-148", CS_WINDOWS_1254 },
	{ "iso-ir-149", CS_EUC_KR }, { "iso-ir-157", CS_ISO_8859_10 }, { "iso-ir-166", CS_WINDOWS_874 },
	{ "iso-ir-179", CS_ISO_8859_13 }, { "iso-ir-199", CS_ISO_8859_14 }, { "iso-ir-203", CS_ISO_8859_15 },
	{ "iso-ir-58", CS_GBK }, { "iso-ir-6", CS_WINDOWS_1252 }, { "iso2022-jp", CS_ISO_2022_JP },
	{ "iso2022jp", CS_ISO_2022_JP }, { "iso646-us", CS_WINDOWS_1252 }, { "iso8859", CS_WINDOWS_1252 },
	{ "iso8859-1", CS_WINDOWS_1252 }, { "iso8859-10", CS_ISO_8859_10 }, { "iso8859-11", CS_WINDOWS_874 },
	{ "iso8859-13", CS_ISO_8859_13 }, { "iso8859-14", CS_ISO_8859_14 }, { "iso8859-15", CS_ISO_8859_15 },
	{ "iso8859-2", CS_ISO_8859_2 }, { "iso8859-3", CS_ISO_8859_3 }, { "iso8859-4", CS_ISO_8859_4 },
	{ "iso8859-5", CS_ISO_8859_5 }, { "iso8859-6", CS_ISO_8859_6 }, { "iso8859-7", CS_ISO_8859_7 },
	{ "iso8859-8", CS_ISO_8859_8 }, { "iso8859-9", CS_WINDOWS_1254 }, { "iso88591", CS_WINDOWS_1252 },
	{ "iso885910", CS_ISO_8859_10 }, { "iso885911", CS_WINDOWS_874 }, { "iso885913", CS_ISO_8859_13 },
	{ "iso885914", CS_ISO_8859_14 }, { "iso885915", CS_ISO_8859_15 }, { "iso88592", CS_ISO_8859_2 },
	{ "iso88593", CS_ISO_8859_3 }, { "iso88594", CS_ISO_8859_4 }, { "iso88595", CS_ISO_8859_5 },
	{ "iso88596", CS_ISO_8859_6 }, { "iso88597", CS_ISO_8859_7 }, { "iso88598", CS_ISO_8859_8 },
	{ "iso88599", CS_WINDOWS_1254 }, { "koi", CS_KOI8_R }, { "koi8", CS_KOI8_R },
	{ "koi8-r", CS_KOI8_R }, { "koi8-ru", CS_KOI8_U }, { "koi8-u", CS_KOI8_U }, { "koi8r", CS_KOI8_R },
	{ "koi8u", CS_KOI8_U }, { "korean", CS_EUC_KR }, { "ks-c-5601", CS_EUC_KR },
	{ "ks-c-5601-1987", CS_EUC_KR }, { "ks-c-5601-1989", CS_EUC_KR }, { "ksc-5601", CS_EUC_KR },
	{ "ksc5601", CS_EUC_KR }, { "ksx1001", CS_EUC_KR }, { "l1", CS_WINDOWS_1252 },
	{ "l2", CS_ISO_8859_2 }, { "l3", CS_ISO_8859_3 }, { "l4", CS_ISO_8859_4 }, { "l5", CS_WINDOWS_1254 },
	{ "l6", CS_ISO_8859_10 }, { "l7", CS_ISO_8859_13 }, { "l8", CS_ISO_8859_14 },
	{ "l9", CS_ISO_8859_15 }, { "latin", CS_WINDOWS_1252 }, { "latin-1", CS_WINDOWS_1252 },
	{ "latin-9", CS_ISO_8859_15 }, { "latin1", CS_WINDOWS_1252 }, { "latin2", CS_ISO_8859_2 },
	{ "latin3", CS_ISO_8859_3 }, { "latin4", CS_ISO_8859_4 }, { "latin5", CS_WINDOWS_1254 },
	{ "latin6", CS_ISO_8859_10 }, { "latin7", CS_ISO_8859_13 }, { "latin8", CS_ISO_8859_14 },
	{ "latin9", CS_ISO_8859_15 }, { "logical", CS_ISO_8859_8_I }, { "mac", CS_MACINTOSH },
	{ "mac-centeuro", CS_X_MAC_CE }, { "mac-cyrillic", CS_X_MAC_CYRILLIC },
	{ "mac-greek", CS_X_MAC_GREEK }, { "mac-latin2", CS_X_MAC_CE }, { "mac-roman", CS_MACINTOSH },
	{ "mac-turkish", CS_X_MAC_TURKISH }, { "maccentraleurope", CS_X_MAC_CE },
	{ "maccyrillic", CS_X_MAC_CYRILLIC }, { "macgreek", CS_X_MAC_GREEK }, { "macintosh", CS_MACINTOSH },
	{ "maclatin2", CS_X_MAC_CE }, { "macroman", CS_MACINTOSH }, { "macturkish", CS_X_MAC_TURKISH },
	{ "ms-kanji", CS_SHIFT_JIS }, { "ms932", CS_SHIFT_JIS }, { "ms936", CS_GBK }, { "ms949", CS_EUC_KR },
	{ "ms950", CS_BIG5 }, { "mskanji", CS_SHIFT_JIS }, { "r8", CS_HP_ROMAN8 },
	{ "roman8", CS_HP_ROMAN8 }, { "ruscii", CS_IBM1125 }, { "s-jis", CS_SHIFT_JIS },
	{ "shift-jis", CS_SHIFT_JIS }, { "shiftjis", CS_SHIFT_JIS }, { "sjis", CS_SHIFT_JIS },
	{ "sun-eu-greek", CS_ISO_8859_7 }, { "thai", CS_WINDOWS_874 }, { "tis-620", CS_WINDOWS_874 },
	{ "tis-620-0", CS_WINDOWS_874 }, { "tis-620-2529-0", CS_WINDOWS_874 },
	{ "tis-620-2529-1", CS_WINDOWS_874 }, { "tis-620-2533", CS_WINDOWS_874 },
	{ "tis620", CS_WINDOWS_874 }, { "tis620-0", CS_WINDOWS_874 }, { "tis620.2533", CS_WINDOWS_874 },
	{ "tis620.2533-0", CS_WINDOWS_874 }, { "u16", CS_UTF_16LE }, { "u32", CS_UTF_32LE },
	{ "u8", CS_UTF_8 }, { "ucs-2", CS_UTF_16LE }, { "ucs-4", CS_UTF_32LE }, { "ucs-4be", CS_UTF_32BE },
	{ "uhc", CS_EUC_KR }, { "ujis", CS_EUC_JP }, { "unicode", CS_UTF_8 },
	{ "unicode-1-1-utf-8", CS_UTF_8 }, { "unicode11utf8", CS_UTF_8 }, { "unicode20utf8", CS_UTF_8 },
	{ "unicodefeff", CS_UTF_16LE }, { "unicodefffe", CS_UTF_16BE }, { "us", CS_WINDOWS_1252 },
	{ "us-ascii", CS_WINDOWS_1252 }, { "utf", CS_UTF_8 }, { "utf-16", CS_UTF_16LE },
	{ "utf-16be", CS_UTF_16BE }, { "utf-16le", CS_UTF_16LE }, { "utf-32", CS_UTF_32LE },
	{ "utf-32be", CS_UTF_32BE }, { "utf-32le", CS_UTF_32LE }, { "utf-8", CS_UTF_8 },
	{ "utf-8-sig", CS_UTF_8 }, { "utf16", CS_UTF_16LE }, { "utf16be", CS_UTF_16BE },
	{ "utf16le", CS_UTF_16LE }, { "utf32", CS_UTF_32LE }, { "utf32be", CS_UTF_32BE },
	{ "utf32le", CS_UTF_32LE }, { "utf8", CS_UTF_8 }, { "utf8-ucs2", CS_UTF_8 }, { "utf8mb3", CS_UTF_8 },
	{ "utf8mb4", CS_UTF_8 }, { "visual", CS_ISO_8859_8 }, { "win-1250", CS_WINDOWS_1250 },
	{ "win-1251", CS_WINDOWS_1251 }, { "win-1252", CS_WINDOWS_1252 }, { "win-1253", CS_WINDOWS_1253 },
	{ "win-1254", CS_WINDOWS_1254 }, { "win-1255", CS_WINDOWS_1255 }, { "win-1256", CS_WINDOWS_1256 },
	{ "win-1257", CS_WINDOWS_1257 }, { "win-1258", CS_WINDOWS_1258 }, { "win1250", CS_WINDOWS_1250 },
	{ "win1251", CS_WINDOWS_1251 }, { "win1252", CS_WINDOWS_1252 }, { "win1253", CS_WINDOWS_1253 },
	{ "win1254", CS_WINDOWS_1254 }, { "win1255", CS_WINDOWS_1255 }, { "win1256", CS_WINDOWS_1256 },
	{ "win1257", CS_WINDOWS_1257 }, { "win1258", CS_WINDOWS_1258 }, { "windows-1250", CS_WINDOWS_1250 },
	{ "windows-1251", CS_WINDOWS_1251 }, { "windows-1252", CS_WINDOWS_1252 },
	{ "windows-1253", CS_WINDOWS_1253 }, { "windows-1254", CS_WINDOWS_1254 },
	{ "windows-1255", CS_WINDOWS_1255 }, { "windows-1256", CS_WINDOWS_1256 },
	{ "windows-1257", CS_WINDOWS_1257 }, { "windows-1258", CS_WINDOWS_1258 },
	{ "windows-31j", CS_SHIFT_JIS }, { "windows-874", CS_WINDOWS_874 }, { "windows-932", CS_SHIFT_JIS },
	{ "windows-936", CS_GBK }, { "windows-949", CS_EUC_KR }, { "windows-950", CS_BIG5 },
	{ "windows1250", CS_WINDOWS_1250 }, { "windows1251", CS_WINDOWS_1251 },
	{ "windows1252", CS_WINDOWS_1252 }, { "windows1253", CS_WINDOWS_1253 },
	{ "windows1254", CS_WINDOWS_1254 }, { "windows1255", CS_WINDOWS_1255 },
	{ "windows1256", CS_WINDOWS_1256 }, { "windows1257", CS_WINDOWS_1257 },
	{ "windows1258", CS_WINDOWS_1258 }, { "x-cp1250", CS_WINDOWS_1250 }, { "x-cp1251", CS_WINDOWS_1251 },
	{ "x-cp1252", CS_WINDOWS_1252 }, { "x-cp1253", CS_WINDOWS_1253 }, { "x-cp1254", CS_WINDOWS_1254 },
	{ "x-cp1255", CS_WINDOWS_1255 }, { "x-cp1256", CS_WINDOWS_1256 }, { "x-cp1257", CS_WINDOWS_1257 },
	{ "x-cp1258", CS_WINDOWS_1258 }, { "x-euc-jp", CS_EUC_JP }, { "x-gbk", CS_GBK },
	{ "x-mac-ce", CS_X_MAC_CE }, { "x-mac-centraleurroman", CS_X_MAC_CE },
	{ "x-mac-cyrillic", CS_X_MAC_CYRILLIC }, { "x-mac-greek", CS_X_MAC_GREEK },
	{ "x-mac-roman", CS_MACINTOSH }, { "x-mac-turkish", CS_X_MAC_TURKISH },
	{ "x-mac-ukrainian", CS_X_MAC_CYRILLIC }, { "x-sjis", CS_SHIFT_JIS },
	{ "x-unicode20utf8", CS_UTF_8 }, { "x-x-big5", CS_BIG5 }
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
	for (size_t i = 0; i < label.len; i++) {
		const char c = ascii_lower(label.ptr[i]);
		key[i] = c == '_' || c == ':' ? '-' : c;
	}
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
