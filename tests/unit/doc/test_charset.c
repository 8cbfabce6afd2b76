/* SPDX-License-Identifier: MIT */
#include "core/doc/charset.h"

#include "tests/unit/check_main.h"

static struct arena arena;

static struct charset_result decode(struct str bytes, const char *told, enum charset_kind kind)
{
	arena_init(&arena);
	return charset_decode(bytes, told, kind, &arena);
}

#define READS(bytes, told, kind, name, text_, repaired)                                                      \
	do {                                                                                                 \
		const struct charset_result r = decode(STR(bytes), told, kind);                              \
		ck_assert_str_eq(r.charset, name);                                                           \
		ck_assert_msg(str_eq(r.text, STR(text_)), "%s gave %.*s", #bytes, STR_ARG(r.text));          \
		ck_assert_int_eq(r.is_repaired, repaired);                                                   \
		arena_done(&arena);                                                                          \
	} while (0)

START_TEST(folds_labels)
{
	ck_assert_str_eq(charset_label(STR("Latin1")), "windows-1252");
	ck_assert_str_eq(charset_label(STR(" UTF8 ")), "utf-8");
	ck_assert_str_eq(charset_label(STR("\"us-ascii\";")), "windows-1252");
	ck_assert_str_eq(charset_label(STR("ISO-8859-9")), "windows-1254");
	ck_assert_str_eq(charset_label(STR("GB2312")), "gbk");
	ck_assert_str_eq(charset_label(STR("tis-620")), "windows-874");
	ck_assert_str_eq(charset_label(STR("x-sjis")), "shift_jis");
	ck_assert_str_eq(charset_label(STR("866")), "ibm866");
	ck_assert_str_eq(charset_label(STR("x-x-big5")), "big5");
	ck_assert_ptr_null(charset_label(STR("klingon")));
	ck_assert_ptr_null(charset_label(STR("")));
}
END_TEST

START_TEST(gives_valid_utf8_as_it_is)
{
	const struct str in = STR("Grüße aus Hafenstadt, \xE2\x82\xAC 5, \xF0\x9F\x9A\xA2");
	const struct charset_result r = decode(in, NULL, CHARSET_TEXT);
	ck_assert_ptr_eq(r.text.ptr, in.ptr);
	ck_assert_uint_eq(r.text.len, in.len);
	ck_assert_str_eq(r.charset, "utf-8");
	ck_assert(!r.is_repaired && !r.is_lossy);
	arena_done(&arena);
}
END_TEST

START_TEST(mark_beats_all)
{
	READS("\xEF\xBB\xBFh\xC3\xA9", "windows-1251", CHARSET_TEXT, "utf-8", "h\xC3\xA9", false);
	READS("\xFF\xFEh\0\xE9\0", "utf-8", CHARSET_TEXT, "utf-16le", "h\xC3\xA9", false);
	READS("\xFE\xFF\0h\0\xE9", NULL, CHARSET_TEXT, "utf-16be", "h\xC3\xA9", false);
	READS("\xFF\xFE\0\0h\0\0\0", NULL, CHARSET_TEXT, "utf-32le", "h", false);
}
END_TEST

START_TEST(finds_wide_units_without_mark)
{
	READS("<\0?\0x\0/\0", NULL, CHARSET_XML, "utf-16le", "<?x/", false);
	READS("\0{\0}", NULL, CHARSET_JSON, "utf-16be", "{}", false);
	READS("{\0\0\0}\0\0\0", NULL, CHARSET_JSON, "utf-32le", "{}", false);
}
END_TEST

START_TEST(reads_declarations)
{
	READS("<?xml version='1.0' encoding='windows-1251'?><a>\xCF\xF0</a>", NULL, CHARSET_XML,
	      "windows-1251", "<?xml version='1.0' encoding='windows-1251'?><a>Пр</a>", false);
	READS("<html><meta charset=iso-8859-15>\xA4", NULL, CHARSET_HTML, "iso-8859-15",
	      "<html><meta charset=iso-8859-15>\xE2\x82\xAC", false);
	READS("<!-- <meta charset=koi8-r> --><meta http-equiv=Content-Type content='text/html; "
	      "charset=windows-1250'>\xB9",
	      NULL, CHARSET_HTML, "windows-1250",
	      "<!-- <meta charset=koi8-r> --><meta http-equiv=Content-Type content='text/html; "
	      "charset=windows-1250'>ą",
	      false);
}
END_TEST

START_TEST(told_beats_declared)
{
	READS("<meta charset=koi8-r>\xE9", "windows-1252", CHARSET_HTML, "windows-1252",
	      "<meta charset=koi8-r>é", false);
	READS("<meta charset=windows-1251>\xCF\xF0\xE8\xE2\xE5\xF2", "utf-8", CHARSET_HTML, "windows-1251",
	      "<meta charset=windows-1251>Привет", true);
	READS("<meta charset=windows-1251>\xCF\xF0", "nonsense", CHARSET_HTML, "windows-1251",
	      "<meta charset=windows-1251>Пр", false);
}
END_TEST

START_TEST(declared_wide_that_is_not)
{
	READS("<?xml version='1.0' encoding='UTF-16'?><a>\xC3\xA9</a>", NULL, CHARSET_XML, "utf-8",
	      "<?xml version='1.0' encoding='UTF-16'?><a>é</a>", false);
}
END_TEST

START_TEST(single_byte_that_is_utf8)
{
	READS("Gr\xC3\xBC\xC3\x9F"
	      "e",
	      "iso-8859-1", CHARSET_TEXT, "utf-8", "Grüße", true);
	READS("plain", "iso-8859-1", CHARSET_TEXT, "windows-1252", "plain", false);
	READS("\x93quoted\x94 \x80 5", "iso-8859-1", CHARSET_TEXT, "windows-1252", "“quoted” € 5", false);
}
END_TEST

START_TEST(stray_bytes_in_utf8)
{
	READS("caf\xC3\xA9 \x93na\xC3\xAFve\xC3\xA9", NULL, CHARSET_TEXT, "utf-8", "café “naïveé", true);
	READS("Gr\xFC\xDF"
	      "e",
	      NULL, CHARSET_TEXT, "windows-1252", "Grüße", false);
	READS("Gr\xFC\xDF"
	      "e",
	      "utf-8", CHARSET_TEXT, "windows-1252", "Grüße", true);
}
END_TEST

START_TEST(cut_in_a_character)
{
	const struct charset_result r = decode(STR("h\xC3\xA9 \xE2\x82"), NULL, CHARSET_TEXT);
	ck_assert(str_eq(r.text, STR("hé \xEF\xBF\xBD")));
	ck_assert(r.is_lossy && !r.is_repaired);
	arena_done(&arena);
}
END_TEST

START_TEST(undoes_double_utf8)
{
	READS("Gr\xC3\x83\xC2\xBC\xC3\x83\xC5\xB8"
	      "e",
	      NULL, CHARSET_TEXT, "utf-8", "Grüße", true);
	READS("\xC3\xA2\xE2\x82\xAC\xC2\xA6 and so on", NULL, CHARSET_TEXT, "utf-8", "… and so on", true);
	/* one real character among them: left alone */
	READS("\xC3\xA2\xE2\x82\xAC\xC2\xA6 caf\xC3\xA9", NULL, CHARSET_TEXT, "utf-8",
	      "\xC3\xA2\xE2\x82\xAC\xC2\xA6 caf\xC3\xA9", false);
}
END_TEST

START_TEST(guesses_by_statistics)
{
	/* Russian in windows-1251 and KOI8-R, Japanese in Shift_JIS */
	READS("\xCF\xE0\xF0\xEE\xEC \xE2\xE5\xF0\xED\xF3\xEB\xF1\xFF \xE2 \xE3\xE0\xE2\xE0\xED\xFC, \xE8 "
	      "\xE2\xF1\xE5 \xE1\xFB\xEB\xE8 \xF0\xE0\xE4\xFB \xFD\xF2\xEE\xEC\xF3 \xE4\xED\xFE.",
	      NULL, CHARSET_TEXT, "windows-1251", "Паром вернулся в гавань, и все были рады этому дню.",
	      false);
	READS("\xF0\xC1\xD2\xCF\xCD \xD7\xC5\xD2\xCE\xD5\xCC\xD3\xD1 \xD7 \xC7\xC1\xD7\xC1\xCE\xD8, \xC9 "
	      "\xD7\xD3\xC5 \xC2\xD9\xCC\xC9 \xD2\xC1\xC4\xD9 \xDC\xD4\xCF\xCD\xD5 \xC4\xCE\xC0.",
	      NULL, CHARSET_TEXT, "koi8-r", "Паром вернулся в гавань, и все были рады этому дню.", false);
	READS("\x83\x74\x83\x46\x83\x8A\x81\x5B\x82\xAA\x8D\x60\x82\xC9\x96\xDF\x82\xE8\x82\xDC\x82\xB5\x82"
	      "\xBD\x81\x42",
	      NULL, CHARSET_TEXT, "shift_jis", "フェリーが港に戻りました。", false);
	READS("\x1B$B9A\x1B(B", NULL, CHARSET_TEXT, "iso-2022-jp", "港", false);
}
END_TEST

START_TEST(one_bad_byte_in_east_asian)
{
	const struct charset_result r = decode(STR("\x83\x74\x83\x46\x83\x8A\x81\x5B\x82\xAA\x8D\x60\x82\xC9"
						   "\x96\xDF\x82\xE8\x82\xDC\x82\xB5\x82\xBD"
						   "\x83\x74\x83\x46\x83\x8A\x81\x5B\x82\xAA\x8D\x60\x82\xC9"
						   "\x96\xDF\x82\xE8\x82\xDC\x82\xB5\x82\xBD\xFF"),
					       "shift_jis", CHARSET_TEXT);
	ck_assert_str_eq(r.charset, "shift_jis");
	ck_assert(str_starts(r.text, STR("フェリー")));
	ck_assert(r.is_lossy);
	arena_done(&arena);
}
END_TEST

START_TEST(drops_nul)
{
	READS("a\0b", NULL, CHARSET_TEXT, "utf-8", "ab", false);
	READS("", NULL, CHARSET_TEXT, "utf-8", "", false);
}
END_TEST

START_TEST(survives_any_bytes)
{
	char bytes[512];
	uint32_t seed = 1;
	charset_setup();
	for (int round = 0; round < 2000; round++) {
		for (size_t i = 0; i < sizeof bytes; i++) {
			seed = seed * 1664525u + 1013904223u;
			bytes[i] = (char)(seed >> 24);
		}
		const char *const told[] = { NULL,     "utf-8",        "gb18030", "euc-kr",
					     "utf-16", "windows-1255", "big5" };
		decode(str_n(bytes, seed >> 8 & 511), told[round % 7], (enum charset_kind)(round & 3));
		arena_done(&arena);
	}
}
END_TEST

TEST_MAIN("charset", folds_labels, gives_valid_utf8_as_it_is, mark_beats_all, finds_wide_units_without_mark,
	  reads_declarations, told_beats_declared, declared_wide_that_is_not, single_byte_that_is_utf8,
	  stray_bytes_in_utf8, cut_in_a_character, undoes_double_utf8, guesses_by_statistics,
	  one_bad_byte_in_east_asian, drops_nul, survives_any_bytes)
