/* SPDX-License-Identifier: MIT
 * The end of a wire story: who reported and edited, end marks, adverts. Worked from the last paragraph up. */
#include <strings.h>

#include "wire.h"

enum { PARAGRAPHS_MOST = 16 };

static const char *const reporting[] = { "(reporting by ",
	                                 "reporting by ",
	                                 "(reporting and writing by ",
	                                 "(reportage de ",
	                                 "(bericht von ",
	                                 "(bericht: ",
	                                 "(reporte de ",
	                                 NULL };
static const char *const credits[] = {
	"additional reporting", "(additional reporting", "writing by",    "(writing by", "editing by",
	"(editing by",          "(compiled by",          "compiled by",   "(edited by",  "(redigiert von",
	"(édité par",           "(editado por",          "redigiert von", "(versión de", NULL
};
static const char *const adverts[] = { "follow ",        "download the ",
	                               "get the ",       "click here",
	                               "our standards:", "©",
	                               "copyright ",     "all rights reserved",
	                               "subscribe",      "sign up",
	                               "laden sie die ", "téléchargez l",
	                               "tải ứng dụng",   NULL };
static const char *const marks[] = { "enditem", "(end)", "end",       "ends",    "###",    "-0-",
	                             "---",     "./.",   "___",       "(ansa).", "(ansa)", "-end-",
	                             "//",      "*",     "(schluss)", "(fin)",   NULL };
static const char *const tails[] = { "./.", "(ANSA).", "(ANSA)", "Enditem", "(END)",
	                             "-0-", "###",     "(more)", NULL };

static bool is_one_of(const char *text, const char *const *table)
{
	for (; *table; table++)
		if (text_starts_nocase(text, *table) == strlen(text))
			return true;
	return false;
}

/* "hh/ph/ts" */
static bool is_initials(const char *text)
{
	size_t parts = 0;
	for (;; parts++) {
		const size_t len = strspn(text, "abcdefghijklmnopqrstuvwxyz");
		if (len < 2 || len > 4)
			return false;
		if (!text[len])
			return parts > 0;
		if (text[len] != '/')
			return false;
		text += len + 1;
	}
}

static bool read_reporters(wd_job *job, const char *text, struct signoff *out)
{
	const size_t at = text_starts_any(text, reporting);
	if (!at)
		return false;
	const char *const names = text + at;
	if (!out->reporters)
		out->reporters = wd_print(job, "%.*s", (int)strcspn(names, ";)."), names);
	return true;
}

static bool is_in_capitals(const char *text)
{
	const size_t length = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
	return length >= 2 && length <= 8 && !text[length];
}

/* "Name (TTXVN)" and "EFE ab/cd": signed by the agency. */
static bool read_signature(wd_job *job, const char *text, struct signoff *out)
{
	const char *const open = strrchr(text, '(');
	const size_t len = open ? strcspn(open + 1, ")") : 0;
	const size_t first = strcspn(text, " ");

	if (text_runes(text) > 48)
		return false;
	if (text_starts(text, "The ") && is_in_capitals(text + 4)) { /* under kills and advisories */
		out->agency = wd_print(job, "%s", text + 4);
		return true;
	}
	if (open > text && open[-1] == ' ' && open[1 + len] == ')' && !open[2 + len] &&
	    agency_is_known((struct wd_bytes){ open + 1, len })) {
		out->signature = wd_print(job, "%.*s", (int)(open - 1 - text), text);
		out->agency = wd_print(job, "%.*s", (int)len, open + 1);
		return true;
	}
	if (text[first] && agency_is_known((struct wd_bytes){ text, first }) &&
	    (is_initials(text + first + 1) || strlen(text + first + 1) <= 4)) {
		out->agency = wd_print(job, "%.*s", (int)first, text);
		return true;
	}
	return false;
}

static bool is_signoff(wd_job *job, const char *text, struct signoff *out)
{
	if (!strcasecmp(text, "(more)") || !strcasecmp(text, "more follows")) {
		out->goes_on = true;
		return true;
	}
	return is_one_of(text, marks) || is_initials(text) || read_reporters(job, text, out) ||
	       text_starts_any(text, credits) ||
	       (text_runes(text) <= 180 && text_starts_any(text, adverts)) ||
	       text_ends(text, "contributed to this report.") || read_signature(job, text, out);
}

/* A mark behind the last sentence. */
static void cut_tail(char *text, struct signoff *out)
{
	for (size_t i = 0; tails[i]; i++) {
		const size_t len = strlen(text), tail = strlen(tails[i]);
		if (len <= tail || !text_ends(text, tails[i]))
			continue;
		text[len - tail] = 0;
		out->goes_on |= !strcmp(tails[i], "(more)");
		if (!strncmp(tails[i], "(ANSA)", 6))
			out->agency = "ANSA";
		text_trim_end(text);
		if (!is_sentence(text))
			memcpy(text + strlen(text), ".", 2);
	}
}

/* "… dos veranos secos. EFE": the agency's name behind the last full stop. */
static void cut_agency(wd_job *job, char *text, struct signoff *out)
{
	char *const name = strrchr(text, ' ');
	if (!name || name == text || !strchr(".!?", name[-1]) ||
	    !agency_is_known((struct wd_bytes){ name + 1, strlen(name + 1) }))
		return;
	if (!out->agency)
		out->agency = wd_print(job, "%s", name + 1);
	*name = '\0';
}

/* A rule of underscores near the end: what stands behind it is not the story's. */
static void cut_behind_rule(struct story *story)
{
	for (size_t i = story->count; i > 1 && i + 4 > story->count; i--)
		if (!strcmp(story->at[i - 1].text, "___")) {
			story->count = i - 1;
			return;
		}
}

void signoff_cut(wd_job *job, struct story *story, struct signoff *out)
{
	*out = (struct signoff){ 0 };
	cut_behind_rule(story);
	for (int i = 0; story->count > 1 && i < PARAGRAPHS_MOST &&
	                is_signoff(job, story->at[story->count - 1].text, out);
	     i++)
		story->count--;
	if (!story->count)
		return;
	cut_tail(story->at[story->count - 1].text, out);
	cut_agency(job, story->at[story->count - 1].text, out);
}
