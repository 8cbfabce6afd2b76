/* SPDX-License-Identifier: MIT
 * generate FOLDER COUNT [SEED]: invented wire stories for benchmarks and long tests, a thousand a folder. The same
 * seed gives the same files. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

static uint64_t state;

/* xorshift64*: enough for invented prose. */
static unsigned pick(unsigned count)
{
	state ^= state >> 12;
	state ^= state << 25;
	state ^= state >> 27;
	return (unsigned)((state * 0x2545F4914F6CDD1DULL) >> 33) % count;
}

static const char *const places[] = { "HARBOR CITY", "PORT CLAIR", "MILLBROOK", "EASTHAVEN",   "LOWER FORD",
	                              "SANDWICK",    "NEW ALDER",  "CROWHILL",  "BRIGHTWATER", "OLD QUARRY" };
static const char *const subjects[] = { "The harbour council",  "A regional court",
	                                "The ferry operator",   "The national grid company",
	                                "A panel of engineers", "The teachers' union",
	                                "The finance ministry", "A group of growers",
	                                "The rail authority",   "The coast guard" };
static const char *const verbs[] = { "approved", "rejected",   "postponed", "presented", "defended",
	                             "revised",  "criticised", "announced", "withdrew",  "welcomed" };
static const char *const objects[] = {
	"a plan to widen the northern channel",    "new rules for night deliveries",
	"the budget for the coming winter",        "a report on the closed swing bridge",
	"an agreement with its eastern neighbour", "the sale of two idle mills",
	"a tender for forty electric buses",       "a study of groundwater levels",
	"the merger of three local savings banks", "a ban on heavy lorries in the old town"
};
static const char *const tails[] = { "after months of talks",           "despite rising costs",
	                             "as residents called for clarity", "in a vote late in the evening",
	                             "citing safety concerns",          "before the season begins",
	                             "with the support of the mayor",   "while a second opinion is awaited" };
static const char *const follow_ups[] = {
	"Officials said the decision takes effect at the end of the quarter.",
	"Critics pointed to earlier delays and asked for an independent review.",
	"The figures were first presented at a hearing last spring.",
	"Local businesses expect fewer disruptions from next year on.",
	"A spokeswoman declined to give further details before the next session.",
	"Work could begin as soon as the last permits have been granted."
};

#define PICK(list) list[pick(sizeof list / sizeof *list)]

static void write_sentence(FILE *out)
{
	fprintf(out, "%s %s %s %s.", PICK(subjects), PICK(verbs), PICK(objects), PICK(tails));
}

static void write_story(FILE *out, long number)
{
	const unsigned day = 1 + (unsigned)(number % 28);
	const char *subject = PICK(subjects), *verb = PICK(verbs), *object = PICK(objects);
	fprintf(out, " date 2026-%02u-%02u %s %s %s, file %ld\n\n%s\n\n", 1 + (unsigned)(number / 28 % 10),
	        day, subject, verb, object, number, PICK(places));
	const unsigned paragraphs = 6 + pick(12);
	for (unsigned p = 0; p < paragraphs; p++) {
		const unsigned sentences = 2 + pick(3);
		for (unsigned s = 0; s < sentences; s++) {
			write_sentence(out);
			putc(' ', out);
		}
		fprintf(out, "%s Document %ld, paragraph %u.\n\n", PICK(follow_ups), number, p + 1);
	}
}

static int write_file(const char *folder, long number)
{
	char path[4096];
	snprintf(path, sizeof path, "%s/%03ld", folder, number / 1000);
	if (mkdir(path, 0777) && errno != EEXIST)
		return perror(path), -1;
	snprintf(path, sizeof path, "%s/%03ld/story-%07ld.txt", folder, number / 1000, number);
	FILE *out = fopen(path, "w");
	if (!out)
		return perror(path), -1;
	write_story(out, number);
	return fclose(out) ? perror(path), -1 : 0;
}

int main(int argc, char **argv)
{
	if (argc < 3) {
		fprintf(stderr, "usage: %s FOLDER COUNT [SEED]\n", argv[0]);
		return 2;
	}
	const long count = strtol(argv[2], NULL, 10);
	state = argc > 3 ? strtoull(argv[3], NULL, 10) | 1 : 42;
	if (mkdir(argv[1], 0777) && errno != EEXIST)
		return perror(argv[1]), 1;
	for (long i = 0; i < count; i++)
		if (write_file(argv[1], i))
			return 1;
	return 0;
}
