/* SPDX-License-Identifier: MIT */
#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include "core/base/buf.h"
#include "core/normalize/normalize.h"
#include "tests/unit/check_main.h"

static void cleans(void (*clean)(struct str, struct buf *), struct str in, struct str want)
{
	struct buf out;
	buf_init(&out, 1 << 20);
	clean(in, &out);
	ck_assert_msg(str_eq(buf_str(&out), want), "%.*s gave [%.*s]", STR_ARG(in), STR_ARG(buf_str(&out)));
	buf_done(&out);
}

#define LINE(in, want) cleans(text_clean_line, STR(in), STR(want))
#define BODY(in, want) cleans(text_clean_body, STR(in), STR(want))

START_TEST(folds_white_space)
{
	LINE("  a \t b\n\nc  ", "a b c");
	LINE("a\u00A0\u2009\u3000b\u202F", "a b");
	LINE("", "");
	LINE(" \n ", "");
}
END_TEST

START_TEST(keeps_line_feeds)
{
	BODY("  a  b \r\n c\r\n\r\n\r\n\r\nd\n", "a b\nc\n\nd");
	BODY("a\u2028b\u2029c", "a\nb\n\nc");
}
END_TEST

START_TEST(takes_the_invisible_out)
{
	LINE("Hafen\u00ADstadt\u200B\uFEFF \u202Ex\u202C", "Hafenstadt x");
	LINE("a\x01\x7F\xC2\x81z\uFFFC", "az");
	LINE("it\xC2\x92s \xC2\x85", "it’s …"); /* windows-1252 */
	LINE("\u200Ex\u200F", "x");
}
END_TEST

START_TEST(keeps_joiners_that_matter)
{
	LINE("می\u200Cخواهم", "می\u200Cخواهم");
	LINE("co\u200Coperate", "cooperate");
	LINE("👩\u200D🚀", "👩\u200D🚀");
	LINE("می\u200C خواهم\u200C", "می خواهم");
}
END_TEST

START_TEST(composes)
{
	LINE("e\u0301te\u0301", "été");
	LINE("Vie\u0323\u0302t Nam, Ba\u0306\u0301c Ninh", "Việt Nam, Bắc Ninh");
	LINE("Vi\u00EA\u0323t", "Việt");
	LINE("\u212B \u1112\u1161\u11AB", "Å 한");
	LINE("ﬁ", "ﬁ"); /* NFC, not NFKC */
}
END_TEST

START_TEST(marks_bad_bytes)
{
	LINE("a\xFFz", "a\uFFFDz");
	LINE("\xE2\x82", "\uFFFD\uFFFD");
	LINE("\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD");
}
END_TEST

static void expect_repair(struct str in, const char *want)
{
	struct buf out;
	buf_init(&out, 1 << 10);
	ck_assert_msg(text_repair(in, &out) == (want != NULL), "%.*s", STR_ARG(in));
	if (want)
		ck_assert_str_eq(out.ptr, want);
	buf_done(&out);
}

START_TEST(repairs_what_was_encoded_twice)
{
	expect_repair(STR("wait\u00E2\u20AC\u00A6"), "wait…");
	expect_repair(STR("caf\u00C3\u00A9 d\u00C3\u2026nes"), "café dÅnes");
	expect_repair(STR("it\xC3\xA2\xC2\x80\xC2\x99s"), "it’s");
	expect_repair(STR("café"), NULL);
	expect_repair(STR("caf\u00C3\u00A9 – dash"), NULL);
	expect_repair(STR("Việt Nam"), NULL);
	expect_repair(STR("plain"), NULL);
	expect_repair(STR(""), NULL);
	expect_repair(STR("\u00C3"), NULL);
}
END_TEST

START_TEST(counts_words)
{
	ck_assert_uint_eq(text_words(STR(""), NULL), 0);
	ck_assert_uint_eq(text_words(STR("It's 3.14 - well, U.S. quays"), "en"), 5);
	ck_assert_uint_eq(text_words(STR("Thủ tướng nói"), "vi"), 3);
	ck_assert_uint_gt(text_words(STR("フェリーが港に戻りました"), "ja"), 3);
	ck_assert_uint_eq(text_words(STR("Мы рады"), "ru"), 2);
}
END_TEST

static uint32_t by_icu(struct str s)
{
	UErrorCode status = U_ZERO_ERROR;
	UBreakIterator *words = ubrk_open(UBRK_WORD, "", NULL, 0, &status);
	UText *text = utext_openUTF8(NULL, s.ptr, (int64_t)s.len, &status);
	uint32_t count = 0;
	ubrk_setUText(words, text, &status);
	for (ubrk_first(words); ubrk_next(words) != UBRK_DONE;)
		count += ubrk_getRuleStatus(words) >= UBRK_WORD_NONE_LIMIT;
	utext_close(text);
	ubrk_close(words);
	return count;
}

START_TEST(counts_as_icu_does)
{
	static const char *const atoms[] = { "a", "Zé", "7", "42", ".", ",",  "'", "’", ";", ":",
					     "·", "-",  " ", "\n", "—", "\"", "“", "ệ", "€", "/",
					     "@", "½",  "²", "_",  "(", ")",  "…", "ß", "ª", "  ", "Ж", "ґ", "ѝ" };
	uint32_t seed = 7;
	for (int round = 0; round < 3000; round++) {
		struct buf b;
		buf_init(&b, 1024);
		for (int i = 0; i < 8 + round % 90; i++) { /* texts of one stretch of 64 bytes, and of several */
			seed = seed * 1664525u + 1013904223u;
			buf_adds(&b, atoms[(seed >> 16) % (sizeof atoms / sizeof *atoms)]);
		}
		ck_assert_msg(text_words(buf_str(&b), NULL) == by_icu(buf_str(&b)), "[%s]: %u, ICU %u", b.ptr,
			      text_words(buf_str(&b), NULL), by_icu(buf_str(&b)));
		buf_done(&b);
	}
}
END_TEST

START_TEST(knows_placeholders)
{
	static const char *const yes[] = { "NONE", "null",        "-", "—",  "No-Data-Available",
					   "N/A",  " undefined ", "",  "..." };
	static const char *const no[] = { "Nonesuch", "A null result", "7", "港", "Unknown soldier" };
	for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
		ck_assert_msg(text_is_placeholder(str_c(yes[i])), "%s", yes[i]);
	for (size_t i = 0; i < sizeof no / sizeof *no; i++)
		ck_assert_msg(!text_is_placeholder(str_c(no[i])), "%s", no[i]);
}
END_TEST

static void first_is(const char *text, const char *language, const char *want)
{
	const size_t end = text_sentence(str_c(text), language);
	ck_assert_msg(end == strlen(want) && !strncmp(text, want, end), "[%.*s]", (int)end, text);
}

START_TEST(finds_sentences)
{
	first_is("The ferry is back. Queues grow.", "en", "The ferry is back.");
	first_is("Mr. Poe met Dr. Roe. They spoke.", "en", "Mr. Poe met Dr. Roe.");
	first_is("It left the U.S. Coast Guard behind. Then", "en", "It left the U.S. Coast Guard behind.");
	first_is("It left the U.S. The crew stayed.", "en", "It left the U.S.");
	first_is("J. K. Roe paid 3.5 million. Twice.", "en", "J. K. Roe paid 3.5 million.");
	first_is("\"We are back.\" He smiled.", "en", "\"We are back.\"");
	first_is("“Is it back?” she asked. Yes.", "en", "“Is it back?” she asked.");
	first_is("On Jan. 5 it sank. It rose.", "en", "On Jan. 5 it sank.");
	first_is("Am 3. März kam sie. Endlich.", "de", "Am 3. März kam sie.");
	first_is("港に戻りました。みんな喜びました。", "ja", "港に戻りました。");
	first_is("No stop here\n\nSecond paragraph.", "en", "No stop here");
	first_is("Wait... what? No.", "en", "Wait... what?");
	first_is("", NULL, "");
	first_is("At 5 p.m. local time it left. Late.", "en", "At 5 p.m. local time it left.");
}
END_TEST

static int distance(uint64_t a, uint64_t b)
{
	return __builtin_popcountll(a ^ b);
}

START_TEST(signs_texts)
{
	const char *text =
		"The harbour board said on Friday that the old ferry would return to the quay in spring, "
		"after repairs that took two years and cost three times what had been planned in the first "
		"budget";
	const char *copy =
		"THE harbour board said on Friday that the old ferry would return to the quay in spring "
		"after "
		"repairs that took two years and cost three times what had been planned in the second budget";
	const char *other =
		"Farmers in the northern valley began the apple harvest a week early because the summer was "
		"warm and dry, and they expect better prices than last year at the markets of the capital";
	const uint64_t a = text_signature(str_c(text));
	ck_assert_uint_ne(a, 0);
	ck_assert_uint_eq(a, text_signature(str_c(text)));
	ck_assert_int_lt(distance(a, text_signature(str_c(copy))), 12);
	ck_assert_int_gt(distance(a, text_signature(str_c(other))), 16);
	ck_assert_uint_eq(text_signature(STR("only seven words are in this one")), 0);
	ck_assert_uint_ne(text_signature(STR("港に戻りましたみんな喜びました")), 0);
}
END_TEST

/* States keep signatures for months: they may not change. */
START_TEST(keeps_its_signatures)
{
	ck_assert_uint_eq(text_signature(STR("The harbour board said on Friday that the old ferry would return to the quay in "
	                                     "spring, after repairs that took two years and cost three times what had been "
	                                     "planned in the first budget")),
	                  UINT64_C(0xAB46E3E44BA2629F));
	ck_assert_uint_eq(text_signature(STR("Der Fährverkehr zwischen Straßburg und 港に戻りました Москва kostete 3.500 Euro – "
	                                     "l’année «Überraschungsmannschaftskapitän» sagt: „1“ ½ ²")),
	                  UINT64_C(0x6DD098CA1B3841FC));
}
END_TEST

TEST_MAIN("text", folds_white_space, keeps_line_feeds, takes_the_invisible_out, keeps_joiners_that_matter,
	  composes, marks_bad_bytes, repairs_what_was_encoded_twice, counts_words, counts_as_icu_does, knows_placeholders, finds_sentences,
	  signs_texts, keeps_its_signatures)
