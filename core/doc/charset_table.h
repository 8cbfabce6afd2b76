/* SPDX-License-Identifier: MIT
 * The character sets that charset.c reads, and the labels that name them. */
#ifndef CORE_DOC_CHARSET_TABLE_H
#define CORE_DOC_CHARSET_TABLE_H
#include "core/doc/charset.h"

enum charset_id {
	CS_NONE,
	CS_UTF_8,
	CS_IBM866,
	CS_ISO_8859_2,
	CS_ISO_8859_3,
	CS_ISO_8859_4,
	CS_ISO_8859_5,
	CS_ISO_8859_6,
	CS_ISO_8859_7,
	CS_ISO_8859_8,
	CS_ISO_8859_8_I,
	CS_ISO_8859_10,
	CS_ISO_8859_13,
	CS_ISO_8859_14,
	CS_ISO_8859_15,
	CS_KOI8_R,
	CS_KOI8_U,
	CS_MACINTOSH,
	CS_WINDOWS_874,
	CS_WINDOWS_1250,
	CS_WINDOWS_1251,
	CS_WINDOWS_1252,
	CS_WINDOWS_1253,
	CS_WINDOWS_1254,
	CS_WINDOWS_1255,
	CS_WINDOWS_1256,
	CS_WINDOWS_1257,
	CS_WINDOWS_1258,
	CS_X_MAC_CYRILLIC,
	CS_X_MAC_GREEK,
	CS_X_MAC_TURKISH,
	CS_X_MAC_CE,
	CS_IBM437,
	CS_IBM720,
	CS_IBM737,
	CS_IBM775,
	CS_IBM850,
	CS_IBM852,
	CS_IBM855,
	CS_IBM857,
	CS_IBM858,
	CS_IBM860,
	CS_IBM861,
	CS_IBM862,
	CS_IBM863,
	CS_IBM864,
	CS_IBM865,
	CS_IBM869,
	CS_IBM1125,
	CS_HP_ROMAN8,
	CS_GBK,
	CS_GB18030,
	CS_BIG5,
	CS_EUC_JP,
	CS_ISO_2022_JP,
	CS_SHIFT_JIS,
	CS_EUC_KR,
	CS_UTF_16BE,
	CS_UTF_16LE,
	CS_UTF_32BE,
	CS_UTF_32LE,
	CS_COUNT
};

/* How its bytes look: one a character, several with ASCII among them, or wide units with NUL in them. */
enum charset_shape { CHARSET_UNICODE, CHARSET_SINGLE, CHARSET_MULTI, CHARSET_WIDE };

struct charset_row {
	const char *name; /* of the living standard where it knows it, in lower case */
	const char *icu;  /* its converter; NULL where charset.c reads it itself */
	enum charset_shape shape;
};

const struct charset_row *charset_row(enum charset_id id);
/* quotes, blanks and a trailing ; around the label are tolerated; CS_NONE where it is unknown */
enum charset_id charset_find(struct str label);

#endif
