/* SPDX-License-Identifier: MIT */
#include "core/normalize/normalize.h"
#include "tests/unit/check_main.h"

static const char *canonical(const char *tag)
{
	static char out[32];
	return language_canonical(str_c(tag), out, sizeof out) ? out : "refused";
}

START_TEST(makes_tags_canonical)
{
	ck_assert_str_eq(canonical("EN_us"), "en-US");
	ck_assert_str_eq(canonical(" en "), "en");
	ck_assert_str_eq(canonical("zh-hant-tw"), "zh-Hant-TW");
	ck_assert_str_eq(canonical("english"), "en");
	ck_assert_str_eq(canonical("vie"), "vi");
	ck_assert_str_eq(canonical("deu"), "de");
	ck_assert_str_eq(canonical("ger"), "de");
	ck_assert_str_eq(canonical("es-419"), "es-419");
	ck_assert_str_eq(canonical("iw-IL"), "he-IL");
	ck_assert_str_eq(canonical("de_DE.UTF-8"), "de-DE");
	ck_assert_str_eq(canonical("en-x-us"), "en-x-us");
	ck_assert_str_eq(canonical("und"), "refused");
	ck_assert_str_eq(canonical(""), "refused");
	ck_assert_str_eq(canonical("a language"), "refused");
	ck_assert_str_eq(canonical("en--us"), "refused");
}
END_TEST

START_TEST(detects)
{
	static const struct {
		const char *language, *text;
	} rows[] = {
		{ "en", "The ferry returned to the harbour on Friday morning, and the people who had waited "
		        "for two years "
		        "were glad that they could cross the water again without a long journey." },
		{ "vi", "Thủ tướng nói rằng chuyến phà đã trở lại bến cảng vào sáng thứ Sáu sau hai năm sửa "
		        "chữa." },
		{ "de", "Die Fähre kehrte am Freitagmorgen in den Hafen zurück, und die Menschen, die zwei "
		        "Jahre lang "
		        "gewartet hatten, waren froh, dass sie das Wasser wieder überqueren konnten." },
		{ "fr", "Le bac est revenu au port vendredi matin, et les habitants qui avaient attendu "
		        "pendant deux ans "
		        "étaient heureux de pouvoir de nouveau traverser le fleuve sans détour." },
		{ "ru", "Паром вернулся в гавань в пятницу утром, и люди, которые ждали два года, были рады "
		        "этому дню." },
		{ "ja", "フェリーが金曜日の朝に港に戻り、二年間待っていた人々はとても喜びました。" },
		{ "zh", "渡轮星期五早上返回港口，等待两年的居民十分高兴，他们终于可以再次渡河。" },
		{ "ko", "여객선이 금요일 아침 항구로 돌아왔고 두 해를 기다린 주민들이 기뻐했다." },
		{ "el", "Το πλοίο επέστρεψε στο λιμάνι το πρωί της Παρασκευής μετά από δύο χρόνια." },
		{ "th", "เรือข้ามฟากกลับมาที่ท่าเรือในเช้าวันศุกร์หลังจากซ่อมแซมเป็นเวลาสองปี" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *found = language_detect(str_c(rows[i].text));
		ck_assert_msg(found && !strcmp(found, rows[i].language), "%s: %s", rows[i].language, found);
	}
}
END_TEST

START_TEST(says_nothing_of_short_texts)
{
	ck_assert_ptr_null(language_detect(STR("")));
	ck_assert_ptr_null(language_detect(STR("The ferry is back")));
	ck_assert_ptr_null(
		language_detect(STR("2026 2027 1.000.000.000 12:45 +++ 77 88 99 - - - 1 2 3 4 5 6 7 8 9")));
}
END_TEST

TEST_MAIN("language", makes_tags_canonical, detects, says_nothing_of_short_texts)
