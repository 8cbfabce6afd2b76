/* SPDX-License-Identifier: MIT
 * News agencies: the names that datelines carry. */
#include <strings.h>

#include "wire.h"

static const char *const known[] = {
	/* as printed most often; compared whatever the case */
	"AAP",
	"AFP",
	"AGI",
	"ANA",
	"ANP",
	"ANSA",
	"ANTARA",
	"AP",
	"APA",
	"ATS",
	"Belga",
	"Bernama",
	"BTA",
	"CTK",
	"dpa",
	"EFE",
	"epd",
	"Europa Press",
	"IANS",
	"Interfax",
	"KNA",
	"Kyodo",
	"Lusa",
	"MTI",
	"NTB",
	"PAP",
	"PTI",
	"Reuters",
	"Ritzau",
	"SDA",
	"sid",
	"STT",
	"TASS",
	"The Associated Press",
	"Associated Press",
	"TT",
	"TTXVN",
	"Ukrinform",
	"UPI",
	"VNA",
	"Xinhua",
	"Yonhap",
	"ТАСС",
	"РИА Новости",
	"Интерфакс",
	"Укринформ",
	"新华社",
	"共同社",
	"연합뉴스",
};

static bool same(struct wd_bytes name, const char *agency)
{
	return strlen(agency) == name.len && !strncasecmp(name.ptr, agency, name.len);
}

bool agency_is_known(struct wd_bytes name)
{
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (same(name, known[i]))
			return true;
	return false;
}

bool agency_is_likely(struct wd_bytes name)
{
	size_t capitals = 0, small = 0;
	const char *const service = memchr(name.ptr, '/', name.len); /* "dpa/lni" */

	if (service)
		name.len = (size_t)(service - name.ptr);
	if (agency_is_known(name))
		return true;
	for (size_t i = 0; i < name.len; i++) {
		const char c = name.ptr[i];
		if (!((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')))
			return false;
		capitals += c <= 'Z';
		small += c >= 'a';
	}
	return (capitals >= 2 && capitals <= 10 && !small) ||
	       (name.len >= 3 && name.len <= 12 && capitals == 1 && name.ptr[0] <= 'Z');
}

/* What stands before an agency's name where a text says that it was told or shown something. */
static const char *const quoted[] = { " seen by ",      " reviewed by ",
	                              " obtained by ",  " told ",
	                              " statement to ", " interview with ",
	                              " gegenüber ",    " der Nachrichtenagentur ",
	                              " à l'",          " à l’",
	                              " consulté par ", " dijo a ",
	                              " declaró a ",    " với phóng viên ",
	                              " nói với " };

const char *agency_quoted(const char *text)
{
	for (size_t q = 0; q < sizeof quoted / sizeof *quoted; q++)
		for (const char *at = strstr(text, quoted[q]); at; at = strstr(at + 1, quoted[q]))
			for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
				const char *const name = at + strlen(quoted[q]),
						  *behind = name + strlen(known[i]);
				if (text_starts(name, known[i]) && !rune_is_letter(rune_next(&behind)))
					return known[i];
			}
	return NULL;
}
