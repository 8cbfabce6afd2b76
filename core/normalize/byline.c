/* SPDX-License-Identifier: MIT
 * "By Jane Roe and John Poe, Staff Writers" to authors: names as printed, without what announces or follows them. */
#include "core/normalize/normalize.h"

static const char *const prefixes[] = { "by ", "von ", "par ",  "por ",  "di ",
	                                "af ", "av ",  "door ", "oleh ", "text: " };
static const char *const joints[] = { " and ", " und ", " et ", " y ",  " e ", " og ",
	                              " och ", " i ",   " en ", " và ", " & ", ";" };
/* Words that begin a job or an agency and no name. */
static const char *const jobs[] = { "staff",         "ap ",        "afp",
	                            "dpa",           "reuters",    "the associated press",
	                            "correspondent", "special to", "editor",
	                            "reporter",      "writer",     "senior ",
	                            "chief ",        "our ",       "dpa-" };
static const char *const job_ends[] = { " writer",         " writers", " reporter",
	                                " reporters",      " editor",  " correspondent",
	                                " correspondents", " staff",   " agency" };

enum { NAME_MOST = 80, NAMES_MOST = 50 };

static bool is_job(struct str name)
{
	for (size_t i = 0; i < sizeof jobs / sizeof *jobs; i++)
		if (str_starts_nocase(name, str_c(jobs[i])))
			return true;
	for (size_t i = 0; i < sizeof job_ends / sizeof *job_ends; i++)
		if (str_ends_nocase(name, str_c(job_ends[i])))
			return true;
	return false;
}

static struct str without_prefix(struct str text)
{
	for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
		if (str_starts_nocase(text, str_c(prefixes[i])))
			return str_trim(str_from(text, strlen(prefixes[i])));
	return text;
}

/* "Jane Roe in HARBOR CITY", "Jane Roe (Associated Press)": what follows is not the name. */
static struct str without_tail(struct str name)
{
	const size_t bracket = str_chr(name, '('), place = str_find(name, STR(" in "));
	name = str_slice(name, 0, bracket == STR_NONE ? name.len : bracket);
	return str_trim(str_slice(name, 0, place));
}

/* "Jane Roe <roe@desk.example>", "roe@desk.example (Jane Roe)" */
static bool take_mail(struct str text, struct article *article)
{
	const size_t at = str_chr(text, '@');
	if (at == STR_NONE)
		return false;
	struct object *author = object_add(&article->self, OBJECT_AUTHOR);
	const size_t angle = str_chr(text, '<'), bracket = str_chr(text, '(');
	struct str mail = text, name = { "", 0 };
	if (angle != STR_NONE) {
		name = str_trim(str_slice(text, 0, angle));
		mail = str_from(text, angle + 1);
		mail = str_slice(mail, 0, str_chr(mail, '>'));
	} else if (bracket != STR_NONE) {
		mail = str_trim(str_slice(text, 0, bracket));
		name = str_from(text, bracket + 1);
		name = str_slice(name, 0, str_chr(name, ')'));
	}
	object_set(author, WD_EMAIL, str_trim(mail));
	if (name.len)
		object_set(author, WD_NAME, str_trim(name));
	return true;
}

static void take_name(struct str name, struct article *article)
{
	name = without_tail(without_prefix(str_trim(name)));
	if (!name.len || name.len > NAME_MOST || is_job(name) || take_mail(name, article))
		return;
	object_set(object_add(&article->self, OBJECT_AUTHOR), WD_NAME, name);
}

static size_t next_joint(struct str text, size_t *out_length)
{
	size_t first = STR_NONE;
	for (size_t i = 0; i < sizeof joints / sizeof *joints; i++) {
		const size_t at = str_find_nocase(text, str_c(joints[i]));
		if (at < first) {
			first = at;
			*out_length = strlen(joints[i]);
		}
	}
	return first;
}

void byline_to_authors(struct str byline, struct article *article)
{
	struct str rest = without_prefix(str_trim(byline)), part;
	for (int count = 0; count < NAMES_MOST && str_next(&rest, ',', &part); count++) {
		size_t length = 0, at;
		while ((at = next_joint(part, &length)) != STR_NONE) {
			take_name(str_slice(part, 0, at), article);
			part = str_from(part, at + length);
		}
		take_name(part, article);
	}
}
