/* SPDX-License-Identifier: MIT
 * article_train [--folds N] [--show ID] [--out DIR] FOLDER
 *
 * Learns the article plugin's tables from a folder of pages (see corpus.h), the same ones each time, and writes them to
 * DIR. With --folds it tells how good they are on sites that they were not learnt from: sites are dealt into N parts, each
 * asked of what the others taught. --show prints the blocks of a page, or of "all". */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/base/mem.h"
#include "core/doc/charset.h"
#include "core/plugin/job.h"
#include "learn.h"
#include "../judge.h"
#include "../lines.h"
#include "score.h"
#include "write.h"

struct words {
	const char *folder, *show, *out;
	long folds;
};

static uint32_t fold_of(const struct sample *sample, long folds)
{
	uint32_t x = sample->site * UINT32_C(0x9E3779B9);
	return (x ^ (x >> 15)) % (uint32_t)folds;
}

static void ask_folds(struct corpus *corpus, long folds)
{
	bool *is_taken = mem_zero(corpus->samples.count, sizeof *is_taken);
	for (long fold = 0; fold < folds; fold++) {
		struct learnt learnt;
		for (size_t i = 0; i < corpus->samples.count; i++)
			is_taken[i] = fold_of(&corpus->samples.at[i], folds) != (uint32_t)fold;
		learn(&learnt, corpus->samples.at, corpus->samples.count, is_taken);
		for (size_t i = 0; i < corpus->samples.count; i++)
			if (!is_taken[i])
				learnt_ask(&learnt, &corpus->samples.at[i]);
		learnt_free(&learnt);
		fprintf(stderr, "fold %ld of %ld\n", fold + 1, folds);
	}
	free(is_taken);
}

static void show(const struct sample *s)
{
	printf("== %s %s %s\n", s->id, s->dataset, s->site % 2 ? "check" : "look");
	for (size_t i = 0; i < s->page.blocks.count; i++) {
		const struct passage *b = &s->page.blocks.at[i];
		printf("%3zu %.2f %.2f %.3f %3u <%d> %.110s\n", i, (double)s->label[i], (double)s->sure[i],
		       (double)s->weight[i], block_words(b), block_element(&s->page, b)->tag,
		       block_text(&s->page, i));
	}
}

static void choose(const struct sample *s, float limit, bool *chosen)
{
	if (limit > 0)
		for (size_t b = 0; b < s->page.blocks.count; b++)
			chosen[b] = s->sure[b] > limit;
	else
		(void)judge_choose(&s->page, s->sure, chosen);
	lines_mend(&s->page, s->title, chosen);
}

/* limit 0: as the judge chooses. */
static void tell(const struct corpus *corpus, const char *dataset, float limit)
{
	double f1 = 0, precision = 0, recall = 0, words = 0;
	size_t count = 0;
	for (size_t i = 0; i < corpus->samples.count; i++) {
		const struct sample *s = &corpus->samples.at[i];
		if (strcmp(s->dataset, dataset) || !s->body.count)
			continue;
		bool *chosen = mem_zero(s->page.blocks.count + 1, 1);
		choose(s, limit, chosen);
		const struct score score = score_choice(s, chosen, 4);
		f1 += score.f1;
		precision += score.precision;
		recall += score.recall;
		words += score_choice(s, chosen, 1).f1;
		count++;
		free(chosen);
	}
	printf("%s, %zu pages, over %.2f: F1 %.4f precision %.4f recall %.4f, by words %.4f\n", dataset,
	       count, (double)limit, f1 / (double)count, precision / (double)count, recall / (double)count,
	       words / (double)count);
}

static void tell_pieces(const struct corpus *corpus, float limit)
{
	size_t good = 0, missed = 0, wrong = 0;
	for (size_t i = 0; i < corpus->samples.count; i++) {
		const struct sample *s = &corpus->samples.at[i];
		bool *chosen = mem_zero(s->page.blocks.count + 1, 1);
		choose(s, limit, chosen);
		for (size_t b = 0; !s->body.count && b < s->page.blocks.count; b++) {
			good += s->weight[b] > 0 && s->label[b] > 0 && chosen[b];
			missed += s->weight[b] > 0 && s->label[b] > 0 && !chosen[b];
			wrong += s->weight[b] > 0 && s->label[b] <= 0 && chosen[b];
		}
		free(chosen);
	}
	printf("pieces over %.2f: good %zu missed %zu wrong %zu F %.4f\n", (double)limit, good, missed, wrong,
	       2.0 * (double)good / (double)(2 * good + missed + wrong));
}

static int write_tables(struct corpus *corpus, const char *folder, struct err *err)
{
	struct learnt learnt;
	bool *is_taken = mem_alloc(corpus->samples.count + 1);
	memset(is_taken, true, corpus->samples.count);
	learn(&learnt, corpus->samples.at, corpus->samples.count, is_taken);
	const struct hints hints = lesson_hints(&learnt.lesson, 0);
	const int failed = write_hints(&corpus->arena, folder, &hints, err) ||
	                   write_model(&corpus->arena, folder, "first", &learnt.first.model, err) ||
	                   write_model(&corpus->arena, folder, "second", &learnt.second.model, err);
	learnt_free(&learnt);
	free(is_taken);
	return failed;
}

static bool read_words(int argc, char **argv, struct words *words)
{
	static const struct option options[] = { { "folds", required_argument, NULL, 'f' },
		                                 { "out", required_argument, NULL, 'o' },
		                                 { "show", required_argument, NULL, 's' },
		                                 { NULL, 0, NULL, 0 } };
	for (int option; (option = getopt_long(argc, argv, "", options, NULL)) != -1;)
		if (option == 'f')
			words->folds = atol(optarg);
		else if (option == 'o')
			words->out = optarg;
		else if (option == 's')
			words->show = optarg;
		else
			return false;
	words->folder = argv[optind];
	return words->folder != NULL;
}

static void tell_all(const struct corpus *corpus)
{
	static const float limits[] = { 0, 0.35F, 0.42F, 0.5F, 0.57F };
	for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
		tell(corpus, "fundus", limits[i]);
		tell(corpus, "wcxb", limits[i]);
		tell_pieces(corpus, limits[i]);
	}
}

int main(int argc, char **argv)
{
	static struct corpus corpus;
	struct words words = { .folds = 0 };
	struct err err;
	if (!read_words(argc, argv, &words)) {
		fprintf(stderr, "usage: article_train [--folds N] [--show ID] FOLDER\n");
		return 2;
	}
	charset_setup();
	dom_setup();
	(void)wd_plugin_1(&host_table);
	if (corpus_read(&corpus, words.folder, &err)) {
		fprintf(stderr, "%s\n", err.text);
		return 2;
	}
	size_t blocks = 0;
	for (size_t i = 0; i < corpus.samples.count; i++)
		blocks += corpus.samples.at[i].page.blocks.count;
	fprintf(stderr, "%zu pages, %zu blocks\n", corpus.samples.count, blocks);
	if (words.folds) {
		ask_folds(&corpus, words.folds);
		tell_all(&corpus);
	}
	for (size_t i = 0; words.show && i < corpus.samples.count; i++)
		if (!strcmp(words.show, "all") || strstr(words.show, corpus.samples.at[i].id))
			show(&corpus.samples.at[i]);
	const int failed = words.out && write_tables(&corpus, words.out, &err);
	if (failed)
		fprintf(stderr, "%s\n", err.text);
	corpus_free(&corpus);
	return failed ? 2 : 0;
}
