/* SPDX-License-Identifier: MIT
 * Words of dates in all languages: ICU's names of months, weekdays and halves of the day, and a table of what
 * people write beyond them. Built once, sorted by the folded word. */
#include <stdio.h>
#include <unicode/udat.h>
#include <unicode/ustring.h>

#include "core/base/vec.h"
#include "core/normalize/date_parts.h"

static const char *const locales[] = {
	"en", "en-GB", "en-AU", "en-CA", "vi",  "de",      "de-AT", "fr",    "fr-CA", "es", "es-MX", "it",
	"pt", "pt-PT", "nl",    "sv",    "da",  "nb",      "nn",    "fi",    "pl",    "cs", "sk",    "sl",
	"hu", "ro",    "hr",    "bs",    "sr",  "sr-Latn", "mk",    "bg",    "ru",    "uk", "be",    "el",
	"tr", "az",    "id",    "ms",    "fil", "ar",      "ar-LB", "ar-DZ", "ar-MA", "fa", "ur",    "he",
	"hi", "bn",    "ta",    "th",    "zh",  "zh-Hant", "ja",    "ko",    "ca",    "gl", "eu",    "lt",
	"lv", "et",    "is",    "ga",    "sq",  "ka",      "hy",    "kk",    "sw",    "mr", "te",    "gu",
	"ml", "kn",    "ne",    "pa",    "si",  "km",      "lo",    "my",    "mn",    "am", "af",    "cy"
};

struct extra {
	const char *word, *language;
	uint8_t kind, value;
};

static const struct extra extras[] = {
	/* months as agencies and people shorten them */
	{ "sept", "en", NAME_MONTH, 9 },
	{ "novem", "en", NAME_MONTH, 11 },
	{ "decem", "en", NAME_MONTH, 12 },
	{ "mrz", "de", NAME_MONTH, 3 },
	{ "maerz", "de", NAME_MONTH, 3 },
	{ "feber", "de", NAME_MONTH, 2 },
	{ "janner", "de", NAME_MONTH, 1 },
	{ "jaenner", "de", NAME_MONTH, 1 },
	{ "fevr", "fr", NAME_MONTH, 2 },
	{ "fev", "fr", NAME_MONTH, 2 },
	{ "jan", "fr", NAME_MONTH, 1 },
	{ "mars", "fr", NAME_MONTH, 3 },
	{ "avr", "fr", NAME_MONTH, 4 },
	{ "jui", "fr", NAME_MONTH, 7 },
	{ "juil", "fr", NAME_MONTH, 7 },
	{ "aou", "fr", NAME_MONTH, 8 },
	{ "sep", "fr", NAME_MONTH, 9 },
	{ "set", "es", NAME_MONTH, 9 },
	{ "setiembre", "es", NAME_MONTH, 9 },
	{ "sept", "es", NAME_MONTH, 9 },
	{ "ene", "es", NAME_MONTH, 1 },
	{ "abr", "es", NAME_MONTH, 4 },
	{ "dic", "es", NAME_MONTH, 12 },
	{ "mrt", "nl", NAME_MONTH, 3 },
	{ "maart", "nl", NAME_MONTH, 3 },
	{ "sept", "pt", NAME_MONTH, 9 },
	{ "marco", "pt", NAME_MONTH, 3 },
	{ "ian", "ro", NAME_MONTH, 1 },
	{ "noi", "ro", NAME_MONTH, 11 },
	{ "dec", "ro", NAME_MONTH, 12 },
	{ "agt", "id", NAME_MONTH, 8 },
	{ "agu", "id", NAME_MONTH, 8 },
	{ "ags", "id", NAME_MONTH, 8 },
	{ "nop", "id", NAME_MONTH, 11 },
	{ "nopember", "id", NAME_MONTH, 11 },
	{ "pebruari", "id", NAME_MONTH, 2 },
	{ "jum'at", "id", NAME_WEEKDAY, 6 },
	{ "мая", "ru", NAME_MONTH, 5 },
	{ "сент", "ru", NAME_MONTH, 9 },
	{ "ноя", "ru", NAME_MONTH, 11 },
	{ "фев", "ru", NAME_MONTH, 2 },
	{ "сен", "ru", NAME_MONTH, 9 },
	{ "июн", "ru", NAME_MONTH, 6 },
	{ "июл", "ru", NAME_MONTH, 7 },
	{ "мар", "ru", NAME_MONTH, 3 },
	{ "maj", "pl", NAME_MONTH, 5 },
	{ "wrz", "pl", NAME_MONTH, 9 },
	{ "paz", "pl", NAME_MONTH, 10 },
	{ "agu", "tr", NAME_MONTH, 8 },
	{ "eyl", "tr", NAME_MONTH, 9 },
	{ "μαιου", "el", NAME_MONTH, 5 },
	{ "σεπτ", "el", NAME_MONTH, 9 },
	{ "अक्टूबर", "hi", NAME_MONTH, 10 },
	{ "सितम्बर", "hi", NAME_MONTH, 9 },
	{ "नवम्बर", "hi", NAME_MONTH, 11 },
	{ "दिसम्बर", "hi", NAME_MONTH, 12 },
	{ "urtarrilaren", "eu", NAME_MONTH, 1 },
	{ "otsailaren", "eu", NAME_MONTH, 2 },
	{ "martxoaren", "eu", NAME_MONTH, 3 },
	{ "apirilaren", "eu", NAME_MONTH, 4 },
	{ "maiatzaren", "eu", NAME_MONTH, 5 },
	{ "ekainaren", "eu", NAME_MONTH, 6 },
	{ "uztailaren", "eu", NAME_MONTH, 7 },
	{ "abuztuaren", "eu", NAME_MONTH, 8 },
	{ "irailaren", "eu", NAME_MONTH, 9 },
	{ "urriaren", "eu", NAME_MONTH, 10 },
	{ "azaroaren", "eu", NAME_MONTH, 11 },
	{ "abenduaren", "eu", NAME_MONTH, 12 },
	{ "tháng giêng", "vi", NAME_MONTH, 1 },
	{ "tháng một", "vi", NAME_MONTH, 1 },
	{ "tháng hai", "vi", NAME_MONTH, 2 },
	{ "tháng ba", "vi", NAME_MONTH, 3 },
	{ "tháng tư", "vi", NAME_MONTH, 4 },
	{ "tháng bốn", "vi", NAME_MONTH, 4 },
	{ "tháng năm", "vi", NAME_MONTH, 5 },
	{ "tháng sáu", "vi", NAME_MONTH, 6 },
	{ "tháng bảy", "vi", NAME_MONTH, 7 },
	{ "tháng tám", "vi", NAME_MONTH, 8 },
	{ "tháng chín", "vi", NAME_MONTH, 9 },
	{ "tháng mười", "vi", NAME_MONTH, 10 },
	{ "tháng mười một", "vi", NAME_MONTH, 11 },
	{ "tháng mười hai", "vi", NAME_MONTH, 12 },
	{ "tháng chạp", "vi", NAME_MONTH, 12 },
	{ "thứ hai", "vi", NAME_WEEKDAY, 2 },
	{ "thứ ba", "vi", NAME_WEEKDAY, 3 },
	{ "thứ tư", "vi", NAME_WEEKDAY, 4 },
	{ "thứ năm", "vi", NAME_WEEKDAY, 5 },
	{ "thứ sáu", "vi", NAME_WEEKDAY, 6 },
	{ "thứ bảy", "vi", NAME_WEEKDAY, 7 },
	{ "chủ nhật", "vi", NAME_WEEKDAY, 1 },
	{ "chúa nhật", "vi", NAME_WEEKDAY, 1 },
	{ "كانون الثاني", "ar", NAME_MONTH, 1 },
	{ "شباط", "ar", NAME_MONTH, 2 },
	{ "آذار", "ar", NAME_MONTH, 3 },
	{ "نيسان", "ar", NAME_MONTH, 4 },
	{ "أيار", "ar", NAME_MONTH, 5 },
	{ "حزيران", "ar", NAME_MONTH, 6 },
	{ "تموز", "ar", NAME_MONTH, 7 },
	{ "آب", "ar", NAME_MONTH, 8 },
	{ "أيلول", "ar", NAME_MONTH, 9 },
	{ "تشرين الأول", "ar", NAME_MONTH, 10 },
	{ "تشرين الثاني", "ar", NAME_MONTH, 11 },
	{ "كانون الأول", "ar", NAME_MONTH, 12 },
	{ "جانفي", "ar", NAME_MONTH, 1 },
	{ "فيفري", "ar", NAME_MONTH, 2 },
	{ "أفريل", "ar", NAME_MONTH, 4 },
	{ "ماي", "ar", NAME_MONTH, 5 },
	{ "جوان", "ar", NAME_MONTH, 6 },
	{ "جويلية", "ar", NAME_MONTH, 7 },
	{ "أوت", "ar", NAME_MONTH, 8 },
	{ "غشت", "ar", NAME_MONTH, 8 },
	{ "شتنبر", "ar", NAME_MONTH, 9 },
	{ "نونبر", "ar", NAME_MONTH, 11 },
	{ "دجنبر", "ar", NAME_MONTH, 12 },
	{ "ابريل", "ar", NAME_MONTH, 4 },
	{ "اغسطس", "ar", NAME_MONTH, 8 },
	{ "اكتوبر", "ar", NAME_MONTH, 10 },

	/* weekdays that ICU spells otherwise */
	{ "tues", "en", NAME_WEEKDAY, 3 },
	{ "weds", "en", NAME_WEEKDAY, 4 },
	{ "thurs", "en", NAME_WEEKDAY, 5 },
	{ "thur", "en", NAME_WEEKDAY, 5 },
	{ "mitt", "de", NAME_WEEKDAY, 4 },
	{ "sonnabend", "de", NAME_WEEKDAY, 7 },
	{ "segunda", "pt", NAME_WEEKDAY, 2 },
	{ "terca", "pt", NAME_WEEKDAY, 3 },
	{ "quarta", "pt", NAME_WEEKDAY, 4 },
	{ "quinta", "pt", NAME_WEEKDAY, 5 },
	{ "sexta", "pt", NAME_WEEKDAY, 6 },
	{ "週日", "zh", NAME_WEEKDAY, 1 },
	{ "周日", "zh", NAME_WEEKDAY, 1 },
	{ "星期天", "zh", NAME_WEEKDAY, 1 },

	/* halves of the day; ICU has the rest */
	{ "am", "", NAME_AM, 0 },
	{ "a.m", "", NAME_AM, 0 },
	{ "a. m", "", NAME_AM, 0 },
	{ "a m", "", NAME_AM, 0 },
	{ "pm", "", NAME_PM, 0 },
	{ "p.m", "", NAME_PM, 0 },
	{ "p. m", "", NAME_PM, 0 },
	{ "p m", "", NAME_PM, 0 },
	{ "noon", "en", NAME_PM, 0 },
	{ "sa", "vi", NAME_AM, 0 },
	{ "ch", "vi", NAME_PM, 0 },
	{ "sáng", "vi", NAME_AM, 0 },
	{ "chiều", "vi", NAME_PM, 0 },
	{ "tối", "vi", NAME_PM, 0 },
	{ "trưa", "vi", NAME_PM, 0 },
	{ "pagi", "id", NAME_AM, 0 },
	{ "siang", "id", NAME_PM, 0 },
	{ "sore", "id", NAME_PM, 0 },
	{ "petang", "ms", NAME_PM, 0 },
	{ "malam", "id", NAME_PM, 0 },
	{ "de la mañana", "es", NAME_AM, 0 },
	{ "de la tarde", "es", NAME_PM, 0 },
	{ "de la noche", "es", NAME_PM, 0 },
	{ "da manhã", "pt", NAME_AM, 0 },
	{ "da tarde", "pt", NAME_PM, 0 },
	{ "da noite", "pt", NAME_PM, 0 },
	{ "утра", "ru", NAME_AM, 0 },
	{ "вечера", "ru", NAME_PM, 0 },
	{ "上午", "zh", NAME_AM, 0 },
	{ "凌晨", "zh", NAME_AM, 0 },
	{ "早上", "zh", NAME_AM, 0 },
	{ "下午", "zh", NAME_PM, 0 },
	{ "晚上", "zh", NAME_PM, 0 },
	{ "中午", "zh", NAME_PM, 0 },
	{ "午前", "ja", NAME_AM, 0 },
	{ "午後", "ja", NAME_PM, 0 },
	{ "오전", "ko", NAME_AM, 0 },
	{ "오후", "ko", NAME_PM, 0 },
	{ "amకి", "te", NAME_AM, 0 },
	{ "pmకి", "te", NAME_PM, 0 },
	{ "p.d", "sq", NAME_AM, 0 },
	{ "m.d", "sq", NAME_PM, 0 },
	{ "ص", "ar", NAME_AM, 0 },
	{ "م", "ar", NAME_PM, 0 },
	{ "صباحا", "ar", NAME_AM, 0 },
	{ "مساء", "ar", NAME_PM, 0 },
	{ "πμ", "el", NAME_AM, 0 },
	{ "μμ", "el", NAME_PM, 0 },
	{ "π.μ", "el", NAME_AM, 0 },
	{ "μ.μ", "el", NAME_PM, 0 },
	{ "πριν το μεσημέρι", "el", NAME_AM, 0 },
	{ "μετά το μεσημέρι", "el", NAME_PM, 0 },

	/* signs that make a number a part of a date */
	{ "年", "", NAME_YEAR, 0 },
	{ "년", "ko", NAME_YEAR, 0 },
	{ "月", "", NAME_MONTH_OF, 0 },
	{ "월", "ko", NAME_MONTH_OF, 0 },
	{ "tháng", "vi", NAME_MONTH_NO, 0 },
	{ "thg", "vi", NAME_MONTH_NO, 0 },
	{ "th", "vi", NAME_MONTH_NO, 0 },
	{ "日", "", NAME_DAY, 0 },
	{ "号", "zh", NAME_DAY, 0 },
	{ "號", "zh", NAME_DAY, 0 },
	{ "일", "ko", NAME_DAY, 0 },
	{ "時", "", NAME_HOUR, 0 },
	{ "时", "zh", NAME_HOUR, 0 },
	{ "点", "zh", NAME_HOUR, 0 },
	{ "點", "zh", NAME_HOUR, 0 },
	{ "시", "ko", NAME_HOUR, 0 },
	{ "giờ", "vi", NAME_HOUR, 0 },
	{ "h", "", NAME_HOUR, 0 },
	{ "uhr", "de", NAME_HOUR, 0 },
	{ "hrs", "en", NAME_HOUR, 0 },
	{ "hours", "en", NAME_HOUR, 0 },
	{ "heures", "fr", NAME_HOUR, 0 },
	{ "uur", "nl", NAME_HOUR, 0 },
	{ "ч", "ru", NAME_HOUR, 0 },
	{ "час", "ru", NAME_HOUR, 0 },
	{ "часа", "ru", NAME_HOUR, 0 },
	{ "часов", "ru", NAME_HOUR, 0 },
	{ "sati", "hr", NAME_HOUR, 0 },
	{ "hod", "cs", NAME_HOUR, 0 },
	{ "hodin", "cs", NAME_HOUR, 0 },
	{ "óra", "hu", NAME_HOUR, 0 },
	{ "perc", "hu", NAME_MINUTE, 0 },
	{ "u", "nl", NAME_HOUR, 0 },
	{ "g", "vi", NAME_HOUR, 0 },
	{ "分", "", NAME_MINUTE, 0 },
	{ "분", "ko", NAME_MINUTE, 0 },
	{ "phút", "vi", NAME_MINUTE, 0 },
	{ "min", "", NAME_MINUTE, 0 },
	{ "мин", "ru", NAME_MINUTE, 0 },
	{ "минут", "ru", NAME_MINUTE, 0 },
	{ "минуты", "ru", NAME_MINUTE, 0 },
	{ "minuten", "de", NAME_MINUTE, 0 },
	{ "minute", "en", NAME_MINUTE, 0 },
	{ "minutes", "en", NAME_MINUTE, 0 },
	{ "minutos", "es", NAME_MINUTE, 0 },
	{ "minuti", "it", NAME_MINUTE, 0 },
	{ "minut", "pl", NAME_MINUTE, 0 },
	{ "m", "", NAME_MINUTE, 0 },
	{ "秒", "", NAME_SECOND, 0 },
	{ "초", "ko", NAME_SECOND, 0 },
	{ "giây", "vi", NAME_SECOND, 0 },
	{ "s", "", NAME_SECOND, 0 },
	{ "st", "en", NAME_ORDINAL, 0 },
	{ "nd", "en", NAME_ORDINAL, 0 },
	{ "rd", "en", NAME_ORDINAL, 0 },
	{ "th", "en", NAME_ORDINAL, 0 },
	{ "er", "fr", NAME_ORDINAL, 0 },
	{ "re", "fr", NAME_ORDINAL, 0 },
	{ "eme", "fr", NAME_ORDINAL, 0 },
	{ "e", "", NAME_ORDINAL, 0 },
	{ "o", "", NAME_ORDINAL, 0 },
	{ "a", "", NAME_ORDINAL, 0 },
	{ "го", "ru", NAME_ORDINAL, 0 },
	{ "de", "nl", NAME_ORDINAL, 0 },
	{ "ste", "nl", NAME_ORDINAL, 0 },

	/* words before a time of day, which may then be written with a dot */
	{ "kl", "sv", NAME_CLOCK, 0 },
	{ "klokken", "da", NAME_CLOCK, 0 },
	{ "klockan", "sv", NAME_CLOCK, 0 },
	{ "klo", "fi", NAME_CLOCK, 0 },
	{ "kello", "fi", NAME_CLOCK, 0 },
	{ "um", "de", NAME_CLOCK, 0 },
	{ "ore", "it", NAME_CLOCK, 0 },
	{ "alle", "it", NAME_CLOCK, 0 },
	{ "ora", "ro", NAME_CLOCK, 0 },
	{ "godz", "pl", NAME_CLOCK, 0 },
	{ "godzina", "pl", NAME_CLOCK, 0 },
	{ "at", "en", NAME_CLOCK, 0 },
	{ "pukul", "id", NAME_CLOCK, 0 },
	{ "jam", "id", NAME_CLOCK, 0 },
	{ "om", "nl", NAME_CLOCK, 0 },
	{ "las", "es", NAME_CLOCK, 0 },
	{ "às", "pt", NAME_CLOCK, 0 },
	{ "saat", "tr", NAME_CLOCK, 0 },
	{ "lúc", "vi", NAME_CLOCK, 0 },
	{ "в", "ru", NAME_CLOCK, 0 },
	{ "о", "uk", NAME_CLOCK, 0 },
	{ "στις", "el", NAME_CLOCK, 0 },
	{ "الساعة", "ar", NAME_CLOCK, 0 },
	{ "בשעה", "he", NAME_CLOCK, 0 },
	{ "во", "mk", NAME_CLOCK, 0 },
	{ "pada", "id", NAME_CLOCK, 0 },
	{ "ساعت", "fa", NAME_CLOCK, 0 },
	{ "les", "ca", NAME_CLOCK, 0 },
	{ "kell", "et", NAME_CLOCK, 0 },
	{ "plkst", "lv", NAME_CLOCK, 0 },
	{ "val", "lt", NAME_CLOCK, 0 },
	{ "në", "sq", NAME_CLOCK, 0 },
	{ "nang", "fil", NAME_CLOCK, 0 },

	/* words without a meaning of their own */
	{ "the", "en", NAME_NOISE, 0 },
	{ "of", "en", NAME_NOISE, 0 },
	{ "on", "en", NAME_NOISE, 0 },
	{ "o'clock", "en", NAME_NOISE, 0 },
	{ "local", "en", NAME_NOISE, 0 },
	{ "time", "en", NAME_NOISE, 0 },
	{ "date", "en", NAME_NOISE, 0 },
	{ "dated", "en", NAME_NOISE, 0 },
	{ "published", "en", NAME_NOISE, 0 },
	{ "updated", "en", NAME_NOISE, 0 },
	{ "posted", "en", NAME_NOISE, 0 },
	{ "modified", "en", NAME_NOISE, 0 },
	{ "last", "en", NAME_NOISE, 0 },
	{ "day", "en", NAME_NOISE, 0 },
	{ "de", "es", NAME_NOISE, 0 },
	{ "del", "es", NAME_NOISE, 0 },
	{ "a", "", NAME_NOISE, 0 },
	{ "la", "es", NAME_NOISE, 0 },
	{ "el", "es", NAME_NOISE, 0 },
	{ "horas", "es", NAME_NOISE, 0 },
	{ "hs", "es", NAME_NOISE, 0 },
	{ "hora", "es", NAME_NOISE, 0 },
	{ "as", "pt", NAME_NOISE, 0 },
	{ "em", "pt", NAME_NOISE, 0 },
	{ "do", "pt", NAME_NOISE, 0 },
	{ "der", "de", NAME_NOISE, 0 },
	{ "den", "de", NAME_NOISE, 0 },
	{ "dem", "de", NAME_NOISE, 0 },
	{ "vom", "de", NAME_NOISE, 0 },
	{ "am", "de", NAME_NOISE, 0 },
	{ "stand", "de", NAME_NOISE, 0 },
	{ "le", "fr", NAME_NOISE, 0 },
	{ "et", "fr", NAME_NOISE, 0 },
	{ "publie", "fr", NAME_NOISE, 0 },
	{ "il", "it", NAME_NOISE, 0 },
	{ "di", "it", NAME_NOISE, 0 },
	{ "dne", "cs", NAME_NOISE, 0 },
	{ "v", "cs", NAME_NOISE, 0 },
	{ "o", "pl", NAME_NOISE, 0 },
	{ "r", "pl", NAME_NOISE, 0 },
	{ "roku", "pl", NAME_NOISE, 0 },
	{ "u", "nl", NAME_NOISE, 0 },
	{ "d", "da", NAME_NOISE, 0 },
	{ "op", "nl", NAME_NOISE, 0 },
	{ "г", "ru", NAME_NOISE, 0 },
	{ "года", "ru", NAME_NOISE, 0 },
	{ "год", "ru", NAME_NOISE, 0 },
	{ "р", "uk", NAME_NOISE, 0 },
	{ "року", "uk", NAME_NOISE, 0 },
	{ "м", "", NAME_NOISE, 0 },
	{ "ngày", "vi", NAME_NOISE, 0 },
	{ "năm", "vi", NAME_NOISE, 0 },
	{ "cập nhật", "vi", NAME_NOISE, 0 },
	{ "tgl", "id", NAME_NOISE, 0 },
	{ "עם", "he", NAME_NOISE, 0 },
	{ "في", "ar", NAME_NOISE, 0 },
	{ "m", "lt", NAME_NOISE, 0 },
	{ "gada", "lv", NAME_NOISE, 0 },
	{ "ob", "sl", NAME_NOISE, 0 },
	{ "u", "hr", NAME_NOISE, 0 },
	{ "у", "sr", NAME_NOISE, 0 },
	{ "г", "bg", NAME_NOISE, 0 },
	{ "created", "en", NAME_NOISE, 0 },
	{ "issued", "en", NAME_NOISE, 0 },
	{ "filed", "en", NAME_NOISE, 0 },
	{ "first", "en", NAME_NOISE, 0 },
	{ "edited", "en", NAME_NOISE, 0 },
	{ "revised", "en", NAME_NOISE, 0 },
	{ "released", "en", NAME_NOISE, 0 },
	{ "submitted", "en", NAME_NOISE, 0 },
	{ "written", "en", NAME_NOISE, 0 },
	{ "print", "en", NAME_NOISE, 0 },
	{ "as", "en", NAME_NOISE, 0 },
	{ "mis a jour", "fr", NAME_NOISE, 0 },
	{ "mise a jour", "fr", NAME_NOISE, 0 },
	{ "modifie", "fr", NAME_NOISE, 0 },
	{ "mis en ligne", "fr", NAME_NOISE, 0 },
	{ "par", "fr", NAME_NOISE, 0 },
	{ "publicado", "es", NAME_NOISE, 0 },
	{ "publicada", "es", NAME_NOISE, 0 },
	{ "actualizado", "es", NAME_NOISE, 0 },
	{ "actualizada", "es", NAME_NOISE, 0 },
	{ "ultima actualizacion", "es", NAME_NOISE, 0 },
	{ "creado", "es", NAME_NOISE, 0 },
	{ "publicación", "es", NAME_NOISE, 0 },
	{ "actualización", "es", NAME_NOISE, 0 },
	{ "fecha", "es", NAME_NOISE, 0 },
	{ "publicação", "pt", NAME_NOISE, 0 },
	{ "atualização", "pt", NAME_NOISE, 0 },
	{ "data", "pt", NAME_NOISE, 0 },
	{ "pubblicazione", "it", NAME_NOISE, 0 },
	{ "aggiornamento", "it", NAME_NOISE, 0 },
	{ "publicado", "pt", NAME_NOISE, 0 },
	{ "publicada", "pt", NAME_NOISE, 0 },
	{ "atualizado", "pt", NAME_NOISE, 0 },
	{ "atualizada", "pt", NAME_NOISE, 0 },
	{ "ultima atualizacao", "pt", NAME_NOISE, 0 },
	{ "pubblicato", "it", NAME_NOISE, 0 },
	{ "pubblicata", "it", NAME_NOISE, 0 },
	{ "aggiornato", "it", NAME_NOISE, 0 },
	{ "aggiornata", "it", NAME_NOISE, 0 },
	{ "ultimo aggiornamento", "it", NAME_NOISE, 0 },
	{ "del", "it", NAME_NOISE, 0 },
	{ "veroffentlicht", "de", NAME_NOISE, 0 },
	{ "aktualisiert", "de", NAME_NOISE, 0 },
	{ "erstellt", "de", NAME_NOISE, 0 },
	{ "zuletzt", "de", NAME_NOISE, 0 },
	{ "geandert", "de", NAME_NOISE, 0 },
	{ "letzte änderung", "de", NAME_NOISE, 0 },
	{ "zuletzt geändert", "de", NAME_NOISE, 0 },
	{ "zuletzt bearbeitet", "de", NAME_NOISE, 0 },
	{ "zuletzt aktualisiert", "de", NAME_NOISE, 0 },
	{ "letzte aktualisierung", "de", NAME_NOISE, 0 },
	{ "letztes update", "de", NAME_NOISE, 0 },
	{ "gepubliceerd", "nl", NAME_NOISE, 0 },
	{ "bijgewerkt", "nl", NAME_NOISE, 0 },
	{ "geplaatst", "nl", NAME_NOISE, 0 },
	{ "laatst", "nl", NAME_NOISE, 0 },
	{ "laatste update", "nl", NAME_NOISE, 0 },
	{ "publicerad", "sv", NAME_NOISE, 0 },
	{ "uppdaterad", "sv", NAME_NOISE, 0 },
	{ "senast", "sv", NAME_NOISE, 0 },
	{ "publisert", "nb", NAME_NOISE, 0 },
	{ "oppdatert", "nb", NAME_NOISE, 0 },
	{ "sist", "nb", NAME_NOISE, 0 },
	{ "offentliggjort", "da", NAME_NOISE, 0 },
	{ "opdateret", "da", NAME_NOISE, 0 },
	{ "publiceret", "da", NAME_NOISE, 0 },
	{ "sidst", "da", NAME_NOISE, 0 },
	{ "julkaistu", "fi", NAME_NOISE, 0 },
	{ "päivitetty", "fi", NAME_NOISE, 0 },
	{ "opublikowano", "pl", NAME_NOISE, 0 },
	{ "zaktualizowano", "pl", NAME_NOISE, 0 },
	{ "aktualizacja", "pl", NAME_NOISE, 0 },
	{ "data publikacji", "pl", NAME_NOISE, 0 },
	{ "publikováno", "cs", NAME_NOISE, 0 },
	{ "aktualizováno", "cs", NAME_NOISE, 0 },
	{ "zveřejněno", "cs", NAME_NOISE, 0 },
	{ "publikované", "sk", NAME_NOISE, 0 },
	{ "aktualizované", "sk", NAME_NOISE, 0 },
	{ "zverejnené", "sk", NAME_NOISE, 0 },
	{ "közzétéve", "hu", NAME_NOISE, 0 },
	{ "frissítve", "hu", NAME_NOISE, 0 },
	{ "megjelent", "hu", NAME_NOISE, 0 },
	{ "publicat", "ro", NAME_NOISE, 0 },
	{ "actualizat", "ro", NAME_NOISE, 0 },
	{ "objavljeno", "hr", NAME_NOISE, 0 },
	{ "ažurirano", "hr", NAME_NOISE, 0 },
	{ "објављено", "sr", NAME_NOISE, 0 },
	{ "ажурирано", "sr", NAME_NOISE, 0 },
	{ "опубликовано", "ru", NAME_NOISE, 0 },
	{ "обновлено", "ru", NAME_NOISE, 0 },
	{ "дата публикации", "ru", NAME_NOISE, 0 },
	{ "опубліковано", "uk", NAME_NOISE, 0 },
	{ "оновлено", "uk", NAME_NOISE, 0 },
	{ "публикувано", "bg", NAME_NOISE, 0 },
	{ "обновено", "bg", NAME_NOISE, 0 },
	{ "δημοσίευση", "el", NAME_NOISE, 0 },
	{ "ενημέρωση", "el", NAME_NOISE, 0 },
	{ "δημοσιεύθηκε", "el", NAME_NOISE, 0 },
	{ "τελευταία ενημέρωση", "el", NAME_NOISE, 0 },
	{ "yayınlanma", "tr", NAME_NOISE, 0 },
	{ "güncelleme", "tr", NAME_NOISE, 0 },
	{ "tarihi", "tr", NAME_NOISE, 0 },
	{ "son güncelleme", "tr", NAME_NOISE, 0 },
	{ "diterbitkan", "id", NAME_NOISE, 0 },
	{ "diperbarui", "id", NAME_NOISE, 0 },
	{ "dipublikasikan", "id", NAME_NOISE, 0 },
	{ "đăng", "vi", NAME_NOISE, 0 },
	{ "đăng lúc", "vi", NAME_NOISE, 0 },
	{ "xuất bản", "vi", NAME_NOISE, 0 },
	{ "ngày đăng", "vi", NAME_NOISE, 0 },
	{ "تاريخ النشر", "ar", NAME_NOISE, 0 },
	{ "آخر تحديث", "ar", NAME_NOISE, 0 },
	{ "نشر في", "ar", NAME_NOISE, 0 },
	{ "עדכון", "he", NAME_NOISE, 0 },
	{ "来源", "zh", NAME_NOISE, 0 },
	{ "來源", "zh", NAME_NOISE, 0 },
	{ "ค.ศ", "th", NAME_NOISE, 0 },
	{ "พ.ศ", "th", NAME_NOISE, 0 },
	{ "թ", "hy", NAME_NOISE, 0 },
	{ "को", "hi", NAME_NOISE, 0 },
	{ "बजे", "hi", NAME_NOISE, 0 },
	{ "রোজ", "bn", NAME_NOISE, 0 },
	{ "এ", "bn", NAME_NOISE, 0 },
	{ "அன்று", "ta", NAME_NOISE, 0 },
	{ "کو", "ur", NAME_NOISE, 0 },
	{ "रोजी", "mr", NAME_NOISE, 0 },
	{ "ko", "eu", NAME_NOISE, 0 },
	{ "입력", "ko", NAME_NOISE, 0 },
	{ "수정", "ko", NAME_NOISE, 0 },
	{ "등록", "ko", NAME_NOISE, 0 },
	{ "기사입력", "ko", NAME_NOISE, 0 },
	{ "发布", "zh", NAME_NOISE, 0 },
	{ "发表", "zh", NAME_NOISE, 0 },
	{ "更新", "zh", NAME_NOISE, 0 },
	{ "發布", "zh", NAME_NOISE, 0 },
	{ "時間", "zh", NAME_NOISE, 0 },
	{ "时间", "zh", NAME_NOISE, 0 },
	{ "发布时间", "zh", NAME_NOISE, 0 },
	{ "公開", "ja", NAME_NOISE, 0 },
	{ "掲載", "ja", NAME_NOISE, 0 },
	{ "配信", "ja", NAME_NOISE, 0 },

	/* times of day that have a name: the hour */
	{ "noon", "en", NAME_TIME, 12 },
	{ "midday", "en", NAME_TIME, 12 },
	{ "midnight", "en", NAME_TIME, 0 },
	{ "mittag", "de", NAME_TIME, 12 },
	{ "mitternacht", "de", NAME_TIME, 0 },
	{ "midi", "fr", NAME_TIME, 12 },
	{ "minuit", "fr", NAME_TIME, 0 },
	{ "mediodía", "es", NAME_TIME, 12 },
	{ "medianoche", "es", NAME_TIME, 0 },
	{ "meio-dia", "pt", NAME_TIME, 12 },
	{ "mezzogiorno", "it", NAME_TIME, 12 },
	{ "mezzanotte", "it", NAME_TIME, 0 },

	/* halves of the day as they are spoken */
	{ "утра", "ru", NAME_AM, 0 },
	{ "ночи", "ru", NAME_AM, 0 },
	{ "дня", "ru", NAME_PM, 0 },
	{ "вечера", "ru", NAME_PM, 0 },
	{ "de la mañana", "es", NAME_AM, 0 },
	{ "de la tarde", "es", NAME_PM, 0 },
	{ "de la noche", "es", NAME_PM, 0 },
	{ "da manhã", "pt", NAME_AM, 0 },
	{ "da tarde", "pt", NAME_PM, 0 },
	{ "da noite", "pt", NAME_PM, 0 },
	{ "du matin", "fr", NAME_AM, 0 },
	{ "de l'après-midi", "fr", NAME_PM, 0 },
	{ "du soir", "fr", NAME_PM, 0 },
	{ "เวลา", "th", NAME_CLOCK, 0 },
	{ "น", "th", NAME_NOISE, 0 },
	{ "η", "el", NAME_ORDINAL, 0 },

	/* names of months that ICU has not */
	{ "máje", "cs", NAME_MONTH, 5 },
	{ "јануара", "sr", NAME_MONTH, 1 },
	{ "фебруара", "sr", NAME_MONTH, 2 },
	{ "марта", "sr", NAME_MONTH, 3 },
	{ "априла", "sr", NAME_MONTH, 4 },
	{ "маја", "sr", NAME_MONTH, 5 },
	{ "јуна", "sr", NAME_MONTH, 6 },
	{ "јула", "sr", NAME_MONTH, 7 },
	{ "августа", "sr", NAME_MONTH, 8 },
	{ "септембра", "sr", NAME_MONTH, 9 },
	{ "октобра", "sr", NAME_MONTH, 10 },
	{ "новембра", "sr", NAME_MONTH, 11 },
	{ "децембра", "sr", NAME_MONTH, 12 },
	{ "januara", "sr", NAME_MONTH, 1 },
	{ "februara", "sr", NAME_MONTH, 2 },
	{ "marta", "sr", NAME_MONTH, 3 },
	{ "aprila", "sr", NAME_MONTH, 4 },
	{ "maja", "sr", NAME_MONTH, 5 },
	{ "juna", "sr", NAME_MONTH, 6 },
	{ "jula", "sr", NAME_MONTH, 7 },
	{ "avgusta", "sr", NAME_MONTH, 8 },
	{ "septembra", "sr", NAME_MONTH, 9 },
	{ "oktobra", "sr", NAME_MONTH, 10 },
	{ "novembra", "sr", NAME_MONTH, 11 },
	{ "decembra", "sr", NAME_MONTH, 12 },
	{ "studenog", "hr", NAME_MONTH, 11 },
};

static VEC(struct name) names;

static void add_folded(const char *key, size_t len, const char *language, enum name_kind kind, int value)
{
	struct name name = { .key = mem_dup_n(key, len), .kind = (uint8_t)kind, .value = (uint8_t)value };
	const size_t primary = strcspn(language, "-");
	memcpy(name.language, language, primary < sizeof name.language ? primary : sizeof name.language - 1);
	vec_add(&names, name);
}

static void add(const char *word, const char *language, enum name_kind kind, int value)
{
	char key[96];
	size_t len = date_fold(str_c(word), key, sizeof key);
	if (len == STR_NONE)
		return;
	while (len && (key[len - 1] == '.' || key[len - 1] == ' '))
		len--;
	/* "11月", "tháng 11" are numbers to the grammar; a single letter of a narrow form says nothing. */
	if (len < 2 && kind <= NAME_WEEKDAY)
		return;
	for (size_t i = 0; i < len; i++)
		if (ascii_is_digit(key[i]))
			return;
	if (len)
		add_folded(key, len, language, kind, value);
}

/* Hebrew writes "in" and "of" to the name itself. */
static void add_prefixed(const char *word, const char *language, enum name_kind kind, int value)
{
	char prefixed[96];
	if (strcmp(language, "he") != 0 || kind != NAME_MONTH)
		return;
	if (snprintf(prefixed, sizeof prefixed, "ב%s", word) < (int)sizeof prefixed)
		add(prefixed, language, kind, value);
}

static void add_symbols(const UDateFormat *format, const char *language, UDateFormatSymbolType type,
                        enum name_kind kind, int first)
{
	const int count = udat_countSymbols(format, type);
	for (int i = first; i < count; i++) {
		UChar symbol[64];
		char word[192];
		UErrorCode code = U_ZERO_ERROR;
		udat_getSymbols(format, type, i, symbol, 64, &code);
		u_strToUTF8(word, sizeof word, NULL, symbol, -1, &code);
		if (U_FAILURE(code) || code == U_STRING_NOT_TERMINATED_WARNING)
			continue;
		const int value = kind == NAME_MONTH ? i + 1 : i;
		add(word, language, kind, value);
		add_prefixed(word, language, kind, value);
	}
}

static void add_halves(const UDateFormat *format, const char *language)
{
	static const enum name_kind kinds[] = { NAME_AM, NAME_PM };
	for (int i = 0; i < 2; i++) {
		UChar symbol[64];
		char word[192];
		UErrorCode code = U_ZERO_ERROR;
		udat_getSymbols(format, UDAT_AM_PMS, i, symbol, 64, &code);
		u_strToUTF8(word, sizeof word, NULL, symbol, -1, &code);
		/* "de." and "du." of Hungarian are words of other languages first. */
		if (U_SUCCESS(code) && strcmp(language, "hu") != 0)
			add(word, language, kinds[i], 0);
	}
}

static void add_locale(const char *language)
{
	static const struct {
		UDateFormatSymbolType type;
		enum name_kind kind;
		int first;
	} symbols[] = {
		{ UDAT_MONTHS, NAME_MONTH, 0 },
		{ UDAT_SHORT_MONTHS, NAME_MONTH, 0 },
		{ UDAT_STANDALONE_MONTHS, NAME_MONTH, 0 },
		{ UDAT_STANDALONE_SHORT_MONTHS, NAME_MONTH, 0 },
		{ UDAT_WEEKDAYS, NAME_WEEKDAY, 1 },
		{ UDAT_SHORT_WEEKDAYS, NAME_WEEKDAY, 1 },
		{ UDAT_STANDALONE_WEEKDAYS, NAME_WEEKDAY, 1 },
		{ UDAT_STANDALONE_SHORT_WEEKDAYS, NAME_WEEKDAY, 1 },
		{ UDAT_SHORTER_WEEKDAYS, NAME_WEEKDAY, 1 },
	};
	static const UChar pattern[] = { 'y', 0 }, utc[] = { 'U', 'T', 'C', 0 };
	char locale[64];
	snprintf(locale, sizeof locale, "%s@calendar=gregorian", language);
	UErrorCode code = U_ZERO_ERROR;
	UDateFormat *format = udat_open(UDAT_PATTERN, UDAT_PATTERN, locale, utc, -1, pattern, -1, &code);
	if (U_FAILURE(code))
		return;
	for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++)
		add_symbols(format, language, symbols[i].type, symbols[i].kind, symbols[i].first);
	add_halves(format, language);
	udat_close(format);
}

static int compare(const void *a, const void *b)
{
	const struct name *x = a, *y = b;
	const int by_key = strcmp(x->key, y->key);
	if (by_key)
		return by_key;
	const int by_kind = x->kind - y->kind;
	return by_kind ? by_kind : x->value - y->value;
}

/* ---- finding: open addressing over the sorted names ---- */

enum { SLOTS = 16384 };
static struct slot {
	struct str key;
	struct name_set set;
} slots[SLOTS];

static uint32_t hash_key(struct str key)
{
	uint32_t hash = 2166136261u; /* FNV-1a */
	for (size_t i = 0; i < key.len; i++)
		hash = (hash ^ (unsigned char)key.ptr[i]) * 16777619u;
	return hash ^ hash >> 16;
}

static struct slot *slot_of(struct str key)
{
	size_t at = hash_key(key) % SLOTS;
	while (slots[at].key.len && !str_eq(slots[at].key, key))
		at = (at + 1) % SLOTS;
	return &slots[at];
}

/* The first word of a key as date_lex.c parts them; words of Chinese characters may be parted anywhere. */
static struct str first_word(struct str key)
{
	size_t end = 0;
	while (end < key.len && (ascii_is_alpha(key.ptr[end]) || (unsigned char)key.ptr[end] >= 0x80))
		end++;
	return str_slice(key, 0, end);
}

static void index_name(const struct name *name)
{
	const struct str key = str_c(name->key), word = first_word(key);
	struct slot *slot = slot_of(key);
	if (!slot->set.count)
		slot->set.first = name;
	slot->key = key;
	slot->set.count++;
	slot->set.kinds |= 1u << name->kind;
	slot = slot_of(word);
	if (!word.len)
		return;
	slot->key = word;
	slot->set.begins_longer |= word.len < key.len;
}

static void build(void)
{
	for (size_t i = 0; i < sizeof extras / sizeof *extras; i++)
		add(extras[i].word, extras[i].language, extras[i].kind, extras[i].value);
	for (unsigned i = 0; zone_names[i].name; i++)
		add(zone_names[i].name, "", NAME_ZONE, (int)i);
	for (size_t i = 0; i < sizeof locales / sizeof *locales; i++)
		add_locale(locales[i]);
	qsort(names.at, names.count, sizeof *names.at, compare);
	for (size_t i = 0; i < names.count; i++)
		index_name(&names.at[i]);
}

struct name_set date_names_find(struct str folded)
{
	if (!names.count)
		build();
	return slot_of(folded)->set;
}
