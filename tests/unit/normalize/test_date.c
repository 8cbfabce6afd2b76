/* SPDX-License-Identifier: MIT */
#include "unit/check_main.h"

#include <stdio.h>

#include "core/normalize/normalize.h"

/* Forms that nothing but the text decides: the source says no zone and no language. */
static const struct plain {
	const char *text, *expected;
	enum date_precision precision;
} plain[] = {
	{ "Sun, 22 Nov 2026 07:45:10 +0100", "2026-11-22T06:45:10Z", DATE_SECOND },
	{ "22 Nov 2026 07:45 GMT", "2026-11-22T07:45:00Z", DATE_MINUTE },
	{ "Sun, 22 Nov 26 07:45:10 EST", "2026-11-22T12:45:10Z", DATE_SECOND },
	{ "Sunday, 22-Nov-26 07:45:10 GMT", "2026-11-22T07:45:10Z", DATE_SECOND },
	{ "Sun,22 Nov 2026 07:45:10GMT", "2026-11-22T07:45:10Z", DATE_SECOND },
	{ "Sun, 22 November, 2026 07:45 GMT", "2026-11-22T07:45:00Z", DATE_MINUTE },
	{ "Sun, 22nd Nov 2026 07:45:10 GMT", "2026-11-22T07:45:10Z", DATE_SECOND },
	{ "Sun, 22 Nov 2026 07.45.10 GMT", "2026-11-22T07:45:10Z", DATE_SECOND },
	{ "Sun, 22 Nov 2026 7:45:10 PM -0500", "2026-11-23T00:45:10Z", DATE_SECOND },
	{ "22 Nov 2026 07:45:10 GMT+2", "2026-11-22T05:45:10Z", DATE_SECOND },
	{ "22 Nov 2026 07:45:10 GMT+0200", "2026-11-22T05:45:10Z", DATE_SECOND },
	{ "22 Nov 2026 07:45:10 +0100 (CET)", "2026-11-22T06:45:10Z", DATE_SECOND },
	{ "22 Nov 2026 07:45:10 +0200 CEST", "2026-11-22T05:45:10Z", DATE_SECOND },
	{ "22 Nov 2026 07:45:10 CET +0100", "2026-11-22T06:45:10Z", DATE_SECOND },
	{ "22 Nov 2026 07:45:10 --0400", "2026-11-22T11:45:10Z", DATE_SECOND },
	{ "2026-11-22T07:45:10-05:00Z", "2026-11-22T12:45:10Z", DATE_SECOND },
	{ "22 Nov 2026 07:45:10 :+0300", "2026-11-22T04:45:10Z", DATE_SECOND },
	{ "2026-11-22T07:45:10+01:00:00", "2026-11-22T06:45:10Z", DATE_SECOND },
	{ "2026-11-22T07:45:10+01:00[Europe/Paris]", "2026-11-22T06:45:10Z", DATE_SECOND },
	{ "2026-11-22T07:45:10[Europe/Paris]", "2026-11-22T06:45:10Z", DATE_SECOND },
	{ "2026-11-22T07:45:10 Europe/Paris", "2026-11-22T06:45:10Z", DATE_SECOND },
	{ "2026-11-22T07:45:10−05:00", "2026-11-22T12:45:10Z", DATE_SECOND },
	{ "22 Nov 2026 07:45:10 ET", "2026-11-22T12:45:10Z", DATE_SECOND },
	{ "22 Jul 2026 07:45:10 ET", "2026-07-22T11:45:10Z", DATE_SECOND },
	{ "22 Nov 2026 07:45:10 Etc/GMT", "2026-11-22T07:45:10Z", DATE_SECOND },
	{ "22 Nov 2026 07:45:10 -700", "2026-11-22T14:45:10Z", DATE_SECOND },
	{ "2026-11-22t07:45:10z", "2026-11-22T07:45:10Z", DATE_SECOND },
	{ "2026-11-22_07:45:10.123", "2026-11-22T07:45:10Z", DATE_SECOND },
	{ "2026-11-22 07:45:10,5Z", "2026-11-22T07:45:10Z", DATE_SECOND },
	{ "2026-11-22", "2026-11-22", DATE_DAY },
	{ "2026-11-22+01:00", "2026-11-22", DATE_DAY },
	{ "2026-11-22Z", "2026-11-22", DATE_DAY },
	{ "2026-326", "2026-11-22", DATE_DAY },
	{ "2026-W47-7", "2026-11-22", DATE_DAY },
	{ "2026W477", "2026-11-22", DATE_DAY },
	{ "2026-011-22", "2026-11-22", DATE_DAY },
	{ "2026-1-2", "2026-01-02", DATE_DAY },
	{ "20261122T074510+0100", "2026-11-22T06:45:10Z", DATE_SECOND },
	{ "20261122T064510Z", "2026-11-22T06:45:10Z", DATE_SECOND },
	{ "20261122", "2026-11-22", DATE_DAY },
	{ "20261122074510", "2026-11-22T07:45:10Z", DATE_SECOND },
	{ "20260302T000000-0500", "2026-03-02", DATE_DAY },
	{ "20260302000000-0500", "2026-03-02", DATE_DAY },
	{ "2026-03-02T00:00:00-05:00", "2026-03-02T05:00:00Z", DATE_SECOND },
	{ "Sun Nov 22 07:45:10 2026", "2026-11-22T07:45:10Z", DATE_SECOND },
	{ "Sun Nov 22 07:45:10 +0000 2026", "2026-11-22T07:45:10Z", DATE_SECOND },
	{ "Sun Nov 22 07:45:10 UTC 2026", "2026-11-22T07:45:10Z", DATE_SECOND },
	{ "Sun Nov 22 2026 07:45:10 GMT+0100 (Central European Standard Time)", "2026-11-22T06:45:10Z",
	  DATE_SECOND },
	{ "November 22, 2026 7:45 AM", "2026-11-22T07:45:00Z", DATE_MINUTE },
	{ "Nov. 22, 2026, 7:45 a.m.", "2026-11-22T07:45:00Z", DATE_MINUTE },
	{ "Sunday, November 22, 2026 - 7:45am", "2026-11-22T07:45:00Z", DATE_MINUTE },
	{ "7:45 AM November 22, 2026", "2026-11-22T07:45:00Z", DATE_MINUTE },
	{ "07:45, 22 November 2026", "2026-11-22T07:45:00Z", DATE_MINUTE },
	{ "November 22, 2026 at 7:45 AM EST", "2026-11-22T12:45:00Z", DATE_MINUTE },
	{ "22-Nov-2026", "2026-11-22", DATE_DAY },
	{ "Nov 22 2026 07:45:10AM", "2026-11-22T07:45:10Z", DATE_SECOND },
	{ "the 22nd of November 2026", "2026-11-22", DATE_DAY },
	{ "November 22, 2026 0745 GMT", "2026-11-22T07:45:00Z", DATE_MINUTE },
	{ "22.11.2026 07:45", "2026-11-22T07:45:00Z", DATE_MINUTE },
	{ "22.11.2026, 07:45 Uhr", "2026-11-22T07:45:00Z", DATE_MINUTE },
	{ "22/11/2026", "2026-11-22", DATE_DAY },
	{ "11/22/2026 7:45 PM", "2026-11-22T19:45:00Z", DATE_MINUTE },
	{ "2026/11/22", "2026-11-22", DATE_DAY },
	{ "2026.11.22", "2026-11-22", DATE_DAY },
	{ "30.10.26", "2026-10-30", DATE_DAY },
	{ "22 de noviembre de 2026", "2026-11-22", DATE_DAY },
	{ "22. November 2026", "2026-11-22", DATE_DAY },
	{ "2026年11月22日 07時45分", "2026-11-22T07:45:00Z", DATE_MINUTE },
	{ "2026년 11월 22일", "2026-11-22", DATE_DAY },
	{ "2026년 11월 22일 오후 3:45", "2026-11-22T15:45:00Z", DATE_MINUTE },
	{ "2026年11月22日 下午3:45", "2026-11-22T15:45:00Z", DATE_MINUTE },
	{ "2026年11月22日（日）午後3時45分", "2026-11-22T15:45:00Z", DATE_MINUTE },
	{ "1795333510", "2026-11-22T07:45:10Z", DATE_SECOND },
	{ "1795333510123", "2026-11-22T07:45:10Z", DATE_SECOND },
	{ "1795333510.5", "2026-11-22T07:45:10Z", DATE_SECOND },
	{ "220645Z NOV 26", "2026-11-22T06:45:00Z", DATE_MINUTE },
	{ "11-22-26 0145EST", "2026-11-22T06:45:00Z", DATE_MINUTE },
	{ "101430 GMT Mar 26", "2026-03-10T14:30:00Z", DATE_MINUTE },
	{ "251037 Sep 24", "2024-09-25T10:37:00Z", DATE_MINUTE },
	{ "310100 JUL 26", "2026-07-31T01:00:00Z", DATE_MINUTE },
	{ "111000 GMT Mrz 26", "2026-03-11T10:00:00Z", DATE_MINUTE },
	{ "131200 MESZ Jun 26", "2026-06-13T10:00:00Z", DATE_MINUTE },
	{ "XP-WF-03-02-26 1410GMT", "2026-03-02T14:10:00Z", DATE_MINUTE },
	{ "KWS-21:37-09-12-25", "2025-12-09T12:37:00Z", DATE_MINUTE },
	{ "10:41, 27/01/2026", "2026-01-27T10:41:00Z", DATE_MINUTE },
	{ "Thứ Ba, 27/01/2026", "2026-01-27", DATE_DAY },
	{ "Thứ Hai, 04/05/2026", "2026-05-04", DATE_DAY },
	{ "Thứ 3, 27/01/2026, 10:41 (GMT+7)", "2026-01-27T03:41:00Z", DATE_MINUTE },
	{ "ngày 27 tháng 1 năm 2026", "2026-01-27", DATE_DAY },
	{ "27 tháng Mười Hai, 2026", "2026-12-27", DATE_DAY },
	{ "2026-11-22T24:00:00Z", "2026-11-23T00:00:00Z", DATE_SECOND },
	{ "2026-11-22T23:59:60Z", "2026-11-23T00:00:00Z", DATE_SECOND },
	{ "mar. 3 mar. 2026", "2026-03-03", DATE_DAY },
	{ "mar 22/11/2026", "2026-11-22", DATE_DAY },
	{ "22 novembre 2026 à 07h45", "2026-11-22T07:45:00Z", DATE_MINUTE },
	{ "22 نوفمبر 2026", "2026-11-22", DATE_DAY },
	{ "٢٢ تشرين الثاني ٢٠٢٦", "2026-11-22", DATE_DAY },
	{ "２０２６年１１月２２日", "2026-11-22", DATE_DAY },
	{ "22 בנובמבר 2026", "2026-11-22", DATE_DAY },
	{ "22 Νοεμβρίου 2026", "2026-11-22", DATE_DAY },
	{ "22 ноября 2026 г. в 07:45", "2026-11-22T07:45:00Z", DATE_MINUTE },
	{ "22 KASIM 2026", "2026-11-22", DATE_DAY },
	{ "22 marraskuuta 2026 klo 7.45", "2026-11-22T07:45:00Z", DATE_MINUTE },
	{ "2026. november 22., 7:45", "2026-11-22T07:45:00Z", DATE_MINUTE },
	{ "22. 11. 2026 7.45", "2026-11-22T07:45:00Z", DATE_MINUTE },
	{ "25-11-2025", "2025-11-25", DATE_DAY },
	{ "2026-11-22T07:45", "2026-11-22T07:45:00Z", DATE_MINUTE },
	{ "Sun, 22 Nov 2026 07:45:10 XYZ", "2026-11-22T07:45:10Z", DATE_SECOND },
	{ "22 listopada 2026 r., godz. 7:45", "2026-11-22T07:45:00Z", DATE_MINUTE },
	{ "Mon., 2. März 2026", "2026-03-02", DATE_DAY },
	{ "2. Mrz 2026", "2026-03-02", DATE_DAY },
	{ "2. MÄRZ 2026 um 7.45 Uhr", "2026-03-02T07:45:00Z", DATE_MINUTE },
	{ "Dienstag, den 3. Februar 2026", "2026-02-03", DATE_DAY },
	{ "3. Feb. 2026, 18:30 Uhr", "2026-02-03T18:30:00Z", DATE_MINUTE },
	{ "3. Jänner 2026", "2026-01-03", DATE_DAY },
	{ "So, 22.11.26", "2026-11-22", DATE_DAY },
	{ "lundi 2 mars 2026", "2026-03-02", DATE_DAY },
	{ "2 févr. 2026", "2026-02-02", DATE_DAY },
	{ "2 févr 2026 18h30", "2026-02-02T18:30:00Z", DATE_MINUTE },
	{ "1er août 2026", "2026-08-01", DATE_DAY },
	{ "le 14 juillet 2026 à 8 h 05", "2026-07-14T08:05:00Z", DATE_MINUTE },
	{ "2 janv. 2026", "2026-01-02", DATE_DAY },
	{ "2 déc. 2026", "2026-12-02", DATE_DAY },
	{ "2 juil. 2026", "2026-07-02", DATE_DAY },
	{ "lunes, 2 de marzo de 2026", "2026-03-02", DATE_DAY },
	{ "2 ene 2026", "2026-01-02", DATE_DAY },
	{ "2 set 2026", "2026-09-02", DATE_DAY },
	{ "2 setiembre 2026", "2026-09-02", DATE_DAY },
	{ "2 de marzo de 2026 a las 7:45 p. m.", "2026-03-02T19:45:00Z", DATE_MINUTE },
	{ "2 de marzo de 2026, 19:45 horas", "2026-03-02T19:45:00Z", DATE_MINUTE },
	{ "2 GEN 2026", "2026-01-02", DATE_DAY },
	{ "2 SET 2026", "2026-09-02", DATE_DAY },
	{ "lunedì 2 marzo 2026 ore 18.30", "2026-03-02T18:30:00Z", DATE_MINUTE },
	{ "1° marzo 2026", "2026-03-01", DATE_DAY },
	{ "segunda-feira, 2 de março de 2026 às 07h45", "2026-03-02T07:45:00Z", DATE_MINUTE },
	{ "2 de fevereiro de 2026", "2026-02-02", DATE_DAY },
	{ "terça-feira, 3 de fev. de 2026", "2026-02-03", DATE_DAY },
	{ "maandag 2 maart 2026 om 07:45 uur", "2026-03-02T07:45:00Z", DATE_MINUTE },
	{ "2 mrt. 2026", "2026-03-02", DATE_DAY },
	{ "2 mei 2026", "2026-05-02", DATE_DAY },
	{ "måndag 2 mars 2026 kl. 07.45", "2026-03-02T07:45:00Z", DATE_MINUTE },
	{ "2 maj 2026", "2026-05-02", DATE_DAY },
	{ "den 2 oktober 2026", "2026-10-02", DATE_DAY },
	{ "mandag d. 2. marts 2026 kl. 7.45", "2026-03-02T07:45:00Z", DATE_MINUTE },
	{ "2. okt. 2026", "2026-10-02", DATE_DAY },
	{ "mandag 2. mars 2026 kl. 07:45", "2026-03-02T07:45:00Z", DATE_MINUTE },
	{ "2. desember 2026", "2026-12-02", DATE_DAY },
	{ "maanantaina 2. maaliskuuta 2026 klo 7.45", "2026-03-02T07:45:00Z", DATE_MINUTE },
	{ "2. joulukuuta 2026", "2026-12-02", DATE_DAY },
	{ "poniedziałek, 2 marca 2026, 7:45", "2026-03-02T07:45:00Z", DATE_MINUTE },
	{ "2 października 2026", "2026-10-02", DATE_DAY },
	{ "2 paź 2026", "2026-10-02", DATE_DAY },
	{ "pondělí 2. března 2026 7:45", "2026-03-02T07:45:00Z", DATE_MINUTE },
	{ "2. října 2026", "2026-10-02", DATE_DAY },
	{ "utorok 3. februára 2026", "2026-02-03", DATE_DAY },
	{ "2. októbra 2026", "2026-10-02", DATE_DAY },
	{ "2026. március 2., 7:45", "2026-03-02T07:45:00Z", DATE_MINUTE },
	{ "2026. okt. 2.", "2026-10-02", DATE_DAY },
	{ "2026. szeptember 2.", "2026-09-02", DATE_DAY },
	{ "luni, 2 martie 2026, ora 07:45", "2026-03-02T07:45:00Z", DATE_MINUTE },
	{ "2 noiembrie 2026", "2026-11-02", DATE_DAY },
	{ "2 ian. 2026", "2026-01-02", DATE_DAY },
	{ "2. ožujka 2026.", "2026-03-02", DATE_DAY },
	{ "2. siječnja 2026. u 7:45", "2026-01-02T07:45:00Z", DATE_MINUTE },
	{ "2. марта 2026.", "2026-03-02", DATE_DAY },
	{ "понеделник, 2 март 2026 г.", "2026-03-02", DATE_DAY },
	{ "2 октомври 2026 г.", "2026-10-02", DATE_DAY },
	{ "понедельник, 2 марта 2026 г., 07:45", "2026-03-02T07:45:00Z", DATE_MINUTE },
	{ "2 янв. 2026", "2026-01-02", DATE_DAY },
	{ "2 СЕНТЯБРЯ 2026", "2026-09-02", DATE_DAY },
	{ "2 мая 2026", "2026-05-02", DATE_DAY },
	{ "2 січня 2026 р. о 07:45", "2026-01-02T07:45:00Z", DATE_MINUTE },
	{ "2 жовт. 2026", "2026-10-02", DATE_DAY },
	{ "Δευτέρα, 2 Μαρτίου 2026", "2026-03-02", DATE_DAY },
	{ "2 Μαΐου 2026", "2026-05-02", DATE_DAY },
	{ "2 Σεπ 2026", "2026-09-02", DATE_DAY },
	{ "2 Αυγ 2026 7:45 μ.μ.", "2026-08-02T19:45:00Z", DATE_MINUTE },
	{ "2 Mart 2026 Pazartesi, 07:45", "2026-03-02T07:45:00Z", DATE_MINUTE },
	{ "2 Şubat 2026", "2026-02-02", DATE_DAY },
	{ "2 EYLÜL 2026", "2026-09-02", DATE_DAY },
	{ "2 Ağustos 2026", "2026-08-02", DATE_DAY },
	{ "Senin, 2 Maret 2026 pukul 07.45 WIB", "2026-03-02T00:45:00Z", DATE_MINUTE },
	{ "2 Agustus 2026", "2026-08-02", DATE_DAY },
	{ "2 Mei 2026", "2026-05-02", DATE_DAY },
	{ "الاثنين 2 مارس 2026", "2026-03-02", DATE_DAY },
	{ "2 آب 2026", "2026-08-02", DATE_DAY },
	{ "2 آذار/مارس 2026", "2026-03-02", DATE_DAY },
	{ "٢ مارس ٢٠٢٦ ٧:٤٥ م", "2026-03-02T19:45:00Z", DATE_MINUTE },
	{ "2 كانون الأول 2026", "2026-12-02", DATE_DAY },
	{ "יום שני, 2 במרץ 2026", "2026-03-02", DATE_DAY },
	{ "2 בינואר 2026, 07:45", "2026-01-02T07:45:00Z", DATE_MINUTE },
	{ "2026年3月2日 星期一 07:45", "2026-03-02T07:45:00Z", DATE_MINUTE },
	{ "2026年3月2日上午7:45", "2026-03-02T07:45:00Z", DATE_MINUTE },
	{ "2026年3月2日月曜日", "2026-03-02", DATE_DAY },
	{ "2026年3月2日(月) 7時5分", "2026-03-02T07:05:00Z", DATE_MINUTE },
	{ "三月 2, 2026", "2026-03-02", DATE_DAY },
	{ "2026년 3월 2일 월요일 오전 7시 45분", "2026-03-02T07:45:00Z", DATE_MINUTE },
	{ "2026. 3. 2. 오후 7:45", "2026-03-02T19:45:00Z", DATE_MINUTE },
	{ "2026. 3. 2.", "2026-03-02", DATE_DAY },
	{ "2 มีนาคม 2026", "2026-03-02", DATE_DAY },
	{ "2 मार्च 2026", "2026-03-02", DATE_DAY },
	{ "Thứ Hai, ngày 2 tháng 3 năm 2026", "2026-03-02", DATE_DAY },
	{ "Thứ hai, 02/03/2026 07:45", "2026-03-02T07:45:00Z", DATE_MINUTE },
	{ "Thứ hai, 02/03/2026 - 07:45", "2026-03-02T07:45:00Z", DATE_MINUTE },
	{ "Chủ Nhật, 1/3/2026, 19:45 GMT+7", "2026-03-01T12:45:00Z", DATE_MINUTE },
	{ "07:45 02/03/2026 (thứ hai)", "2026-03-02T07:45:00Z", DATE_MINUTE },
	{ "07:45 ngày 2/3/2026", "2026-03-02T07:45:00Z", DATE_MINUTE },
	{ "lúc 7 giờ 45 phút ngày 2 tháng 3 năm 2026", "2026-03-02T07:45:00Z", DATE_MINUTE },
	{ "2 Tháng Ba, 2026", "2026-03-02", DATE_DAY },
	{ "02 thg 3, 2026", "2026-03-02", DATE_DAY },
	{ "7h45 ngày 22/11/2026", "2026-11-22T07:45:00Z", DATE_MINUTE },
	{ "7 giờ 45 phút chiều 22/11/2026", "2026-11-22T19:45:00Z", DATE_MINUTE },
	{ "Cập nhật: 10:41, 27/01/2026", "2026-01-27T10:41:00Z", DATE_MINUTE },
	{ "Updated: 10:41, 27/01/2026", "2026-01-27T10:41:00Z", DATE_MINUTE },
	{ "Published: Nov. 22, 2026", "2026-11-22", DATE_DAY },
	{ "22/11/2026 07:45 SA", "2026-11-22T07:45:00Z", DATE_MINUTE },
	{ "22/11/2026 07:45 CH", "2026-11-22T19:45:00Z", DATE_MINUTE },
	{ "22/Nov/2026:07:45:10 +0100", "2026-11-22T06:45:10Z", DATE_SECOND },
	{ "2026-11-22T07Z", "2026-11-22T07:00:00Z", DATE_MINUTE },
	{ "2026-11-22 7:45 PM EST", "2026-11-23T00:45:00Z", DATE_MINUTE },
	{ "2026-11-22T07:45:10.123456789+05:30", "2026-11-22T02:15:10Z", DATE_SECOND },
	{ "2026-11-22T07:45:10+0530", "2026-11-22T02:15:10Z", DATE_SECOND },
	{ "2026-11-22T07:45:10+05", "2026-11-22T02:45:10Z", DATE_SECOND },
	{ "2026-11-22T07:45:10 +05:30", "2026-11-22T02:15:10Z", DATE_SECOND },
	{ "2026-11-22T07:45:10Z[UTC]", "2026-11-22T07:45:10Z", DATE_SECOND },
	{ "2026-11-22T07:45:10 GMT", "2026-11-22T07:45:10Z", DATE_SECOND },
	{ "2026-11-22 07:45:10 America/Argentina/Buenos_Aires", "2026-11-22T10:45:10Z", DATE_SECOND },
	{ "2026-11-22 07:45:10 (America/New_York)", "2026-11-22T12:45:10Z", DATE_SECOND },
	{ "2028-366", "2028-12-31", DATE_DAY },
	{ "2026-W53-7", "2027-01-03", DATE_DAY },
	{ "12/13/14", "2014-12-13", DATE_DAY },
	{ "Nov 22 26", "2026-11-22", DATE_DAY },
	{ "22 Nov 69", "1969-11-22", DATE_DAY },
	{ "22 Nov 68", "2068-11-22", DATE_DAY },
	{ "Thu Jan 1 00:00:00 1970", "1970-01-01T00:00:00Z", DATE_SECOND },
	{ "Fri, 31 Dec 1999 23:59:60 GMT", "2000-01-01T00:00:00Z", DATE_SECOND },
	{ "Fri, 31 Dec 1999 24:00:00 GMT", "2000-01-01T00:00:00Z", DATE_SECOND },
	{ "Fri, 31 Dec 1999 24:00 GMT", "2000-01-01T00:00:00Z", DATE_MINUTE },
	{ "1 Jan 1800", "1800-01-01", DATE_DAY },
	{ "31 Dec 2200", "2200-12-31", DATE_DAY },
	{ "22 Nov 2026 07:45 AM", "2026-11-22T07:45:00Z", DATE_MINUTE },
	{ "22 Nov 2026 12:00 AM", "2026-11-22T00:00:00Z", DATE_MINUTE },
	{ "22 Nov 2026 12:30 PM", "2026-11-22T12:30:00Z", DATE_MINUTE },
	{ "22 Nov 2026 19:30 PM", "2026-11-22T19:30:00Z", DATE_MINUTE },
	{ "22 Nov 2026 12 noon", "2026-11-22T12:00:00Z", DATE_MINUTE },
	{ "2026-11-22T07:45:10+14:59", "2026-11-21T16:46:10Z", DATE_SECOND },
	{ "2026-11-22T07:45:10-14:59", "2026-11-22T22:44:10Z", DATE_SECOND },
	{ "22 Nov 2026 07:45:10 A", "2026-11-22T06:45:10Z", DATE_SECOND },
	{ "22 Nov 2026 07:45:10 Z", "2026-11-22T07:45:10Z", DATE_SECOND },
	{ "22 Nov 2026 07:45:10 Y", "2026-11-22T19:45:10Z", DATE_SECOND },
	{ "22 Nov 2026 07:45:10 J", "2026-11-22T07:45:10Z", DATE_SECOND },
	{ "2026-11-22-05:00", "2026-11-22", DATE_DAY },
	{ "November 22nd, 2026", "2026-11-22", DATE_DAY },
	{ "November 22 2026", "2026-11-22", DATE_DAY },
	{ "22November2026", "2026-11-22", DATE_DAY },
	{ "22Nov2026", "2026-11-22", DATE_DAY },
	{ "Nov22,2026", "2026-11-22", DATE_DAY },
	{ "Sunday 22 November 2026 07:45 BST", "2026-11-22T06:45:00Z", DATE_MINUTE },
	{ "Sunday 22 November 2026 at 7.45pm", "2026-11-22T19:45:00Z", DATE_MINUTE },
	{ "Sunday 22 November 2026 7pm", "2026-11-22T19:00:00Z", DATE_MINUTE },
	{ "Sun 22 Nov 2026 07.45 GMT", "2026-11-22T07:45:00Z", DATE_MINUTE },
	{ "Sept. 2, 2026", "2026-09-02", DATE_DAY },
	{ "Sep 2 2026", "2026-09-02", DATE_DAY },
	{ "Jan. 2, 2026", "2026-01-02", DATE_DAY },
	{ "2 Jan., 2026", "2026-01-02", DATE_DAY },
	{ "02-MAR-26", "2026-03-02", DATE_DAY },
	{ "2026-Mar-02", "2026-03-02", DATE_DAY },
	{ "20261122T07Z", "2026-11-22T07:00:00Z", DATE_MINUTE },
	{ "22 novembre 2026 à 07:45 CET", "2026-11-22T06:45:00Z", DATE_MINUTE },
	{ "Sunday, 22 November 2026 07:45 (UTC+01:00)", "2026-11-22T06:45:00Z", DATE_MINUTE },
	{ "2026-11-22T07:45:10+01:00 [CET]", "2026-11-22T06:45:10Z", DATE_SECOND },
	{ "22.11.2026 - 07:45", "2026-11-22T07:45:00Z", DATE_MINUTE },
	{ "22.11.2026 | 07:45 Uhr", "2026-11-22T07:45:00Z", DATE_MINUTE },
	{ "Stand: 22.11.2026, 07:45 Uhr", "2026-11-22T07:45:00Z", DATE_MINUTE },
	{ "Veröffentlicht am 22.11.2026", "2026-11-22", DATE_DAY },
	{ "22/11/26", "2026-11-22", DATE_DAY },
	{ "2026-11-22 07:45:10.123456", "2026-11-22T07:45:10Z", DATE_SECOND },
	{ "2026-11-22 07:45:10 +0100 CET", "2026-11-22T06:45:10Z", DATE_SECOND },
	{ "Sun 22 Nov 07:45:10 CET 2026", "2026-11-22T06:45:10Z", DATE_SECOND },
	{ "22-11-2026 07:45", "2026-11-22T07:45:00Z", DATE_MINUTE },
	{ "2026/11/22 07:45:10 JST", "2026-11-21T22:45:10Z", DATE_SECOND },
	{ "11/22/2026 7:45:10 PM", "2026-11-22T19:45:10Z", DATE_SECOND },
	{ "11/22/26", "2026-11-22", DATE_DAY },
	{ "Nov 22, 2026 · 7:45 AM", "2026-11-22T07:45:00Z", DATE_MINUTE },
	{ "November 22, 2026 7:45 a.m. ET", "2026-11-22T12:45:00Z", DATE_MINUTE },
	{ "7:45 a.m. ET, November 22, 2026", "2026-11-22T12:45:00Z", DATE_MINUTE },
	{ "Nov. 22, 2026 | 7:45 AM ET", "2026-11-22T12:45:00Z", DATE_MINUTE },
	{ "Sun., Nov. 22, 2026", "2026-11-22", DATE_DAY },
	{ "22 de nov. de 2026", "2026-11-22", DATE_DAY },
	{ "22 nov. 2026", "2026-11-22", DATE_DAY },
	{ "1. Mai 2026", "2026-05-01", DATE_DAY },
	{ "22. 11. 2026 v 7:45", "2026-11-22T07:45:00Z", DATE_MINUTE },
	{ "22 ΝΟΕΜΒΡΙΟΥ 2026", "2026-11-22", DATE_DAY },
	{ "2026-11-22 07h45", "2026-11-22T07:45:00Z", DATE_MINUTE },
	{ "22 Nov 2026 at 07:45:10 pm", "2026-11-22T19:45:10Z", DATE_SECOND },
	{ "22 Nov 2026 0745hrs", "2026-11-22T07:45:00Z", DATE_MINUTE },
	{ "22-11-2026T07:45:10", "2026-11-22T07:45:10Z", DATE_SECOND },
	{ "20261122T0745Z", "2026-11-22T07:45:00Z", DATE_MINUTE },
	{ "20261122 07:45", "2026-11-22T07:45:00Z", DATE_MINUTE },
	{ "2026-11-22T07:45:10.000+0000", "2026-11-22T07:45:10Z", DATE_SECOND },
	{ "2026-11-22T074510Z", "2026-11-22T07:45:10Z", DATE_SECOND },
	{ "22 Kasım 2026 Pazar 07:45", "2026-11-22T07:45:00Z", DATE_MINUTE },
	{ "22 Nov 2026 07:45 Uhr MEZ", "2026-11-22T06:45:00Z", DATE_MINUTE },
	{ "2026年11月22日 19:45:10", "2026-11-22T19:45:10Z", DATE_SECOND },
	{ "Sun, 22 Nov 2026 07:45:10 +0100 (Central European Time)", "2026-11-22T06:45:10Z", DATE_SECOND },
	{ "Sun, 22 Nov 2026 07:45:10 -0000", "2026-11-22T07:45:10Z", DATE_SECOND },
	{ "Sun, 22 Nov 2026 07:45:10 UTC+01:00", "2026-11-22T06:45:10Z", DATE_SECOND },
	{ "Sun, 22 Nov 2026 07:45:10 Europe/Berlin", "2026-11-22T06:45:10Z", DATE_SECOND },
	{ "Sun Nov 22 2026 07:45:10 GMT-0500 (EST)", "2026-11-22T12:45:10Z", DATE_SECOND },
	{ "22 nov 2026 7.45 PM", "2026-11-22T19:45:00Z", DATE_MINUTE },
	{ "22 NOV 2026 | 07:45 GMT+7", "2026-11-22T00:45:00Z", DATE_MINUTE },
	{ "Nov 22, 2026, 07:45 (GMT+07:00)", "2026-11-22T00:45:00Z", DATE_MINUTE },
	{ "22/11/2026 07:45:10 GMT+0700 (Indochina Time)", "2026-11-22T00:45:10Z", DATE_SECOND },
	{ "22/11/2026 | 07:45", "2026-11-22T07:45:00Z", DATE_MINUTE },
	{ "22/11/2026 lúc 07:45", "2026-11-22T07:45:00Z", DATE_MINUTE },
	{ "07:45, Chủ nhật 22/11/2026", "2026-11-22T07:45:00Z", DATE_MINUTE },
	{ "Chủ nhật, 22/11/2026 | 07:45 GMT+7", "2026-11-22T00:45:00Z", DATE_MINUTE },
	{ "Chủ nhật, ngày 22/11/2026 07:45", "2026-11-22T07:45:00Z", DATE_MINUTE },
	{ "Thứ 7, 21/11/2026", "2026-11-21", DATE_DAY },
	{ "ngày 22-11-2026", "2026-11-22", DATE_DAY },
	{ "22.11.2026 07:45:10", "2026-11-22T07:45:10Z", DATE_SECOND },
	{ "22.11.26 7.45", "2026-11-22T07:45:00Z", DATE_MINUTE },
	{ "2026-11-22+01:00Z", "2026-11-22", DATE_DAY },
	{ "22 nov. 2026, kl. 07:45", "2026-11-22T07:45:00Z", DATE_MINUTE },
	{ "søndag 22. november 2026", "2026-11-22", DATE_DAY },
	{ "sön 22 nov 2026", "2026-11-22", DATE_DAY },
	{ "vasárnap, 2026. november 22.", "2026-11-22", DATE_DAY },
	{ "duminică, 22 noiembrie 2026", "2026-11-22", DATE_DAY },
	{ "nedjelja, 22. studenoga 2026.", "2026-11-22", DATE_DAY },
	{ "недеља, 22. новембар 2026.", "2026-11-22", DATE_DAY },
	{ "неділя, 22 листопада 2026", "2026-11-22", DATE_DAY },
	{ "niedziela, 22 listopada 2026", "2026-11-22", DATE_DAY },
	{ "Minggu, 22 November 2026", "2026-11-22", DATE_DAY },
	{ "יום ראשון, 22 בנובמבר 2026", "2026-11-22", DATE_DAY },
	{ "الأحد، 22 نوفمبر 2026، 07:45 صباحًا", "2026-11-22T07:45:00Z", DATE_MINUTE },
	{ "zondag 22 november 2026", "2026-11-22", DATE_DAY },
	{ "dimanche 22 novembre 2026", "2026-11-22", DATE_DAY },
	{ "domingo, 22 de noviembre de 2026", "2026-11-22", DATE_DAY },
	{ "domenica 22 novembre 2026", "2026-11-22", DATE_DAY },
	{ "neděle 22. listopadu 2026", "2026-11-22", DATE_DAY },
	{ "nedeľa 22. novembra 2026", "2026-11-22", DATE_DAY },
	{ "sunnuntai 22. marraskuuta 2026", "2026-11-22", DATE_DAY },
	{ "Κυριακή 22 Νοεμβρίου 2026", "2026-11-22", DATE_DAY },
	{ "22 Nov 2026 07:45 am EST", "2026-11-22T12:45:00Z", DATE_MINUTE },
	{ "22 nov 2026 as 7:45", "2026-11-22T07:45:00Z", DATE_MINUTE },
	{ "a 22 nov 2026", "2026-11-22", DATE_DAY },
	{ "2026 November 22", "2026-11-22", DATE_DAY },
	{ "2026 Nov 22 07:45", "2026-11-22T07:45:00Z", DATE_MINUTE },
	{ "Sunday the 22nd of November, 2026, at 7:45 o'clock", "2026-11-22T07:45:00Z", DATE_MINUTE },
	{ "22Nov26", "2026-11-22", DATE_DAY },
	{ "2026-11-22 - 07:45", "2026-11-22T07:45:00Z", DATE_MINUTE },
	{ "2026-11-22 at 07:45", "2026-11-22T07:45:00Z", DATE_MINUTE },
	{ "2026-11-22T7:45:10Z", "2026-11-22T07:45:10Z", DATE_SECOND },
	{ "1 MAY 2026", "2026-05-01", DATE_DAY },
	{ "XP-WF-03-02-26 1410GMT<", "2026-03-02T14:10:00Z", DATE_MINUTE },
	{ "T7, 21/11/2026", "2026-11-21", DATE_DAY },
	{ "12.00 22.11.2026", "2026-11-22T12:00:00Z", DATE_MINUTE },
	{ "22nd day of November 2026", "2026-11-22", DATE_DAY },
};

static const char *const refused[] = {
	"2026-11",
	"2026",
	"04/05/2026",
	"",
	"hello",
	"2 hours ago",
	"vor 2 Stunden",
	"0000-00-00 00:00:00",
	"31 February 2026",
	"2026-13-01",
	"2026-11-22T25:00:00Z",
	"2026-11-22T07:61:00Z",
	"2026-11-22T07:45:10+15:00",
	"20266-11-22",
	"29 Feb 2025",
	"November 2026",
	"March 2",
	"31/07",
	"1900-01-01T00:00:00",
	"0001-01-01T00:00:00",
	"2026-02-30",
	"2026-00-10",
	"2026-11-00",
	"20261322",
	"20260230T000000Z",
	"2026-366",
	"2026-W54-1",
	"2026-W00-1",
	"2026-W47",
	"7:45",
	"Monday",
	"yesterday",
	"tomorrow at 7:45",
	"in 3 days",
	"5 minutes ago",
	"now",
	"13/13/2026",
	"1/2",
	"9999999999",
	"99999999999",
	"123456789",
	"1e10",
	"Fri, 31 Dec 1999 24:00:01 GMT",
	"1 Jan 1799",
	"1 Jan 2201",
	"22 Nov 2026 13:30 AM",
	"22 Nov 2026 7:5",
	"22 Nov 2026 07:60",
	"22 Nov 2026 07:45:61",
	"22 Nov 2026 23 Nov 2026",
	"22 Nov 2026 07:45 08:45",
	"November 22",
	"22",
	"-1",
	"''",
	"0",
	"00000000",
	"2026-11-22T07:45:10-15:00",
	"2026-11-22T07:45:10+05:60",
	"2 hours ago, 22 Nov 2026",
	"Mon 2 Mar",
	"YYYYMMDD000000-HHMM",
	"1900-01-01",
	"sometime in spring",
	"29 Feb 2100",
	"31 April 2026",
	"31.04.2026",
	"0 Nov 2026",
	"32 Nov 2026",
	"2026-11-22T07:45:10+99:00",
	"2026-11-22T-1:45",
	"99/99/9999",
	"22/11/126",
	"the year 2026",
	"März 2026",
	"tháng 11 năm 2026",
	"2026年11月",
	"il y a 2 heures",
	"3 giờ trước",
	"hôm qua",
	"gestern",
	"только что",
	"5分前",
	"+0100",
	"GMT",
	"T07:45:10Z",
	"2026-11-22T07:45:10Z 2026-11-23T07:45:10Z",
	"22 Foo 2026",
	"22 Nov 2026 25:00",
	"9007199254740993",
	"1234567890123456789012",
	"2026-11-22; DROP TABLE",
	"Nov 31, 2026",
	"a",
	"2026-11-22T24:30:00Z",
	"(",
	"-05:00",
	"22 Nov 126",
	"Nov 2026 22 23",
	"Bắc Ninh, 22/11/2026",
	"08/04 22:15",
	"22 '26 Nov",
	"22 11 2026",
	"2026 11 22",
	"Sun, 22 Nov 2026 07:45:10 GMT; extra",
	"Sun, 22 Nov 2026 07:45:10 GMT, 23",
};

/* What the source knows. NOW is 22 November 2026, 07:45:10 UTC. */
#define NOW INT64_C(1795333510000)
static const struct hinted {
	const char *text;
	struct date_hint hint;
	const char *expected; /* NULL: refused */
} hinted[] = {
	/* zones with their summer time */
	{ "2026-11-22 07:45:10", { .timezone = "Europe/Paris" }, "2026-11-22T06:45:10Z" },
	{ "2026-07-22 07:45:10", { .timezone = "Europe/Paris" }, "2026-07-22T05:45:10Z" },
	{ "2026-07-22 07:45:10", { .timezone = "europe/paris" }, "2026-07-22T05:45:10Z" },
	{ "2026-07-22 07:45:10", { .timezone = "Asia/Ho_Chi_Minh" }, "2026-07-22T00:45:10Z" },
	{ "2026-07-22 07:45:10Z", { .timezone = "Asia/Ho_Chi_Minh" }, "2026-07-22T07:45:10Z" },
	{ "251037 Sep 24", { .timezone = "Europe/Berlin" }, "2024-09-25T08:37:00Z" },
	{ "21:37-09-12-25", { .timezone = "Asia/Tokyo" }, "2025-12-09T12:37:00Z" },
	{ "KWS-21:37-09-12-25", { .timezone = "Europe/Paris" }, "2025-12-09T12:37:00Z" },
	{ "2026-07-22 07:45:10", { .timezone = "Mars/Olympus" }, NULL },
	/* the hour that is not there, the hour that is there twice */
	{ "2026-03-29T02:30:00", { .timezone = "Europe/Paris" }, "2026-03-29T01:30:00Z" },
	{ "2026-03-29T03:30:00", { .timezone = "Europe/Paris" }, "2026-03-29T01:30:00Z" },
	{ "2026-10-25T02:30:00", { .timezone = "Europe/Paris" }, "2026-10-25T00:30:00Z" },
	{ "2026-10-25T03:00:00", { .timezone = "Europe/Paris" }, "2026-10-25T02:00:00Z" },
	{ "2026-03-08 02:30", { .timezone = "America/New_York" }, "2026-03-08T07:30:00Z" },
	{ "2026-11-01 01:30", { .timezone = "America/New_York" }, "2026-11-01T05:30:00Z" },
	{ "2026-04-05 01:45", { .timezone = "Australia/Lord_Howe" }, "2026-04-04T14:45:00Z" },
	/* abbreviations that mean several zones */
	{ "22 Nov 2026 07:45 IST", { .timezone = "Asia/Kolkata" }, "2026-11-22T02:15:00Z" },
	{ "22 Nov 2026 07:45 IST", { .timezone = "Asia/Jerusalem" }, "2026-11-22T05:45:00Z" },
	{ "22 Nov 2026 07:45 IST", { .timezone = "Europe/Dublin" }, "2026-11-22T06:45:00Z" },
	{ "22 Nov 2026 07:45 CST", { .timezone = "Asia/Shanghai" }, "2026-11-21T23:45:00Z" },
	{ "22 Nov 2026 07:45 CST", { .timezone = "America/Chicago" }, "2026-11-22T13:45:00Z" },
	/* which number is the month */
	{ "04/05/2026", { 0 }, NULL },
	{ "04-05-2026", { 0 }, NULL },
	{ "04/05/2026", { .is_month_first = true }, "2026-04-05" },
	{ "04/05/2026", { .is_day_first = true }, "2026-05-04" },
	{ "22/11/2026", { .is_month_first = true }, "2026-11-22" },
	{ "11/22/2026", { .is_day_first = true }, "2026-11-22" },
	{ "04.05.2026", { .is_month_first = true }, "2026-05-04" },
	{ "04/05/2026", { .language = "vi" }, "2026-05-04" },
	{ "04/05/2026", { .language = "de" }, "2026-05-04" },
	{ "04/05/2026", { .language = "fr-CA" }, "2026-05-04" },
	{ "04/05/2026", { .language = "en" }, NULL },
	{ "04/05/2026", { .language = "en-US" }, "2026-04-05" },
	{ "04/05/2026", { .language = "en-GB" }, "2026-05-04" },
	{ "04/05/2026", { .language = "en-CA" }, NULL },
	{ "04/05/2026", { .language = "ja" }, NULL },
	{ "04/05/2026", { .timezone = "Asia/Ho_Chi_Minh" }, "2026-05-04" },
	{ "04/05/2026", { .timezone = "America/Chicago" }, "2026-04-05" },
	{ "04/05/2026", { .timezone = "UTC" }, NULL },
	{ "04/05/2026", { .timezone = "Asia/Tokyo" }, NULL },
	{ "04/05/2026", { .timezone = "Asia/Ho_Chi_Minh", .language = "en-US" }, "2026-05-04" },
	{ "04/05/2026", { .timezone = "America/New_York", .language = "de" }, "2026-05-04" },
	{ "10:41, 04/05/2026", { .timezone = "Asia/Ho_Chi_Minh" }, "2026-05-04T03:41:00Z" },
	{ "10:41, 27/01/2026", { .timezone = "Asia/Ho_Chi_Minh" }, "2026-01-27T03:41:00Z" },
	/* names that languages do not agree on */
	{ "2 listopada 2026", { 0 }, "2026-11-02" }, /* Croatian has a dot behind the day */
	{ "2. listopada 2026.", { 0 }, "2026-10-02" },
	{ "2 listopada 2026", { .language = "pl" }, "2026-11-02" },
	{ "2 listopada 2026", { .language = "hr" }, "2026-10-02" },
	{ "2. listopadu 2026", { .language = "cs" }, "2026-11-02" },
	/* days without a year: the nearest */
	{ "March 2", { .now_ms = NOW }, "2027-03-02" },
	{ "Nov. 25", { .now_ms = NOW }, "2026-11-25" },
	{ "31/07", { .now_ms = NOW }, "2026-07-31" },
	{ "Jan 30", { .now_ms = NOW }, "2027-01-30" },
	{ "Jun 30", { .now_ms = NOW }, "2026-06-30" },
	{ "18 jun", { .now_ms = NOW }, "2026-06-18" },
	{ "2 mars", { .now_ms = NOW }, "2027-03-02" },
	{ "29 February", { .now_ms = NOW }, "2028-02-29" },
	{ "31 February", { .now_ms = NOW }, NULL },
	{ "March", { .now_ms = NOW }, NULL },
	{ "2026", { .now_ms = NOW }, NULL },
	{ "05/04", { .now_ms = NOW }, NULL },
	{ "05/04", { .now_ms = NOW, .language = "fr" }, "2027-04-05" },
	/* a day stays the day that was printed */
	{ "2026-11-22", { .timezone = "Asia/Tokyo" }, "2026-11-22" },
	{ "20260302T000000-0500", { .timezone = "Asia/Tokyo" }, "2026-03-02" },
};

static void read_as(const char *text, const struct date_hint *hint, const char *expected, struct date *date)
{
	struct err err = { 0 };
	char out[DATE_TEXT];
	ck_assert_msg(!date_parse(str_c(text), hint, date, &err), "\"%s\": %s", text, err.text);
	date_format(date, out);
	ck_assert_msg(!strcmp(out, expected), "\"%s\" gave %s, not %s", text, out, expected);
}

static void refuse(const char *text, const struct date_hint *hint)
{
	struct date date = { .day = 77 };
	struct err err = { 0 };
	ck_assert_msg(date_parse(str_c(text), hint, &date, &err) == -1, "\"%s\" was taken: %04d-%02d-%02d",
	              text, date.year, date.month, date.day);
	ck_assert_msg(err.text[0], "\"%s\": refused without a word", text);
	ck_assert_int_eq(date.day, 77);
}

START_TEST(every_form_is_read)
{
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
		struct date date;
		read_as(plain[i].text, NULL, plain[i].expected, &date);
		ck_assert_msg(date.precision == plain[i].precision, "\"%s\": precision %d", plain[i].text,
		              date.precision);
	}
}
END_TEST

START_TEST(nonsense_is_refused)
{
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
		refuse(refused[i], NULL);
}
END_TEST

START_TEST(the_source_decides_what_the_text_leaves_open)
{
	for (size_t i = 0; i < sizeof hinted / sizeof *hinted; i++) {
		struct date date;
		if (hinted[i].expected)
			read_as(hinted[i].text, &hinted[i].hint, hinted[i].expected, &date);
		else
			refuse(hinted[i].text, &hinted[i].hint);
	}
}
END_TEST

START_TEST(a_day_begins_in_its_zone)
{
	const struct date_hint hanoi = { .timezone = "Asia/Ho_Chi_Minh" };
	struct date date;
	read_as("27/01/2026", &hanoi, "2026-01-27", &date);
	ck_assert_int_eq(date.wall_ms, INT64_C(1769446800000)); /* 26 January, 17:00 UTC */
	ck_assert(!date.has_zone);
	read_as("2026-01-27+01:00", &hanoi, "2026-01-27", &date);
	ck_assert_int_eq(date.wall_ms, INT64_C(1769468400000));
	ck_assert(date.has_zone);
}
END_TEST

START_TEST(local_date_is_kept)
{
	struct date date;
	read_as("2026-11-22T23:30:00-05:00", NULL, "2026-11-23T04:30:00Z", &date);
	ck_assert_int_eq(date.day, 22);
	read_as("2026-12-31T24:00:00Z", NULL, "2027-01-01T00:00:00Z", &date);
	ck_assert_int_eq(date.year, 2027);
	ck_assert_int_eq(date.day, 1);
}
END_TEST

START_TEST(every_day_is_itself)
{
	int year = 1800, month = 1, day = 1;
	const int64_t lengths[] = { 0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	int64_t expected = INT64_C(-5364662400000);
	while (year < 2201) {
		char text[32];
		struct date date;
		snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
		if (strcmp(text, "1900-01-01") != 0) {
			read_as(text, NULL, text, &date);
			ck_assert_int_eq(date.wall_ms, expected);
		}
		expected += 86400000;
		const bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
		if (++day > lengths[month] + (month == 2 && is_leap)) {
			day = 1;
			month = month % 12 + 1;
			year += month == 1;
		}
	}
}
END_TEST

START_TEST(zones_are_known_by_name)
{
	date_setup();
	ck_assert(date_is_timezone("Asia/Ho_Chi_Minh"));
	ck_assert(date_is_timezone("asia/saigon"));
	ck_assert(date_is_timezone("UTC"));
	ck_assert(!date_is_timezone("Asia/Atlantis"));
	ck_assert(!date_is_timezone(""));
}
END_TEST

START_TEST(long_and_broken_texts_end)
{
	char text[5000];
	struct date date;
	memset(text, '7', sizeof text);
	ck_assert_int_eq(date_parse(str_n(text, sizeof text), NULL, &date, NULL), -1);
	for (size_t i = 0; i < 200; i++)
		text[i] = i % 2 ? ' ' : '1';
	ck_assert_int_eq(date_parse(str_n(text, 200), NULL, &date, NULL), -1);
	ck_assert_int_eq(date_parse(STR("22 Nov 2026 \xff\xfe"), NULL, &date, NULL), 0);
	ck_assert_int_eq(date_parse(STR("\0\0\0\0"), NULL, &date, NULL), -1);
}
END_TEST

TEST_MAIN("date", every_form_is_read, nonsense_is_refused, the_source_decides_what_the_text_leaves_open,
          a_day_begins_in_its_zone, local_date_is_kept, every_day_is_itself, zones_are_known_by_name,
          long_and_broken_texts_end)
