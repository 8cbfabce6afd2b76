/* SPDX-License-Identifier: MIT
 * article_train [--folds N] [--show ID] [--out DIR] FOLDER
 *
 * Learns the article plugin's tables from a folder of pages (see corpus.h), the same ones each time. With --folds it
 * tells how good they are on sites that they were not learnt from: sites are dealt into N parts, each asked of what the
 * others taught. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/base/mem.h"
#include "core/doc/charset.h"
#include "core/plugin/job.h"
#include "learn.h"
#include "score.h"

struct words {
	const char *folder, *show;
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
	for (size_t i = 0; i < s->page.blocks.count; i++) {
		const struct passage *b = &s->page.blocks.at[i];
		printf("%3zu %.2f %.2f %.3f %3u <%d> %.110s\n", i, (double)s->label[i], (double)s->sure[i],
		       (double)s->weight[i], block_words(b), block_element(&s->page, b)->tag, block_text(&s->page, i));
	}
}

static void tell(const struct corpus *corpus, const char *dataset, float limit)
{
	double f1 = 0, precision = 0, recall = 0, best = 0;
	size_t count = 0;
	for (size_t i = 0; i < corpus->samples.count; i++) {
		const struct sample *s = &corpus->samples.at[i];
		if (strcmp(s->dataset, dataset) || !s->body.count)
			continue;
		bool *chosen = mem_zero(s->page.blocks.count + 1, 1), *ideal = mem_zero(s->page.blocks.count + 1, 1);
		for (size_t b = 0; b < s->page.blocks.count; b++) {
			chosen[b] = s->sure[b] > limit;
			ideal[b] = s->label[b] >= 0.5F;
		}
		const struct score score = score_choice(s, chosen);
		f1 += score.f1;
		precision += score.precision;
		recall += score.recall;
		best += score_choice(s, ideal).f1;
		if (limit > 0.45F && limit < 0.47F)
			printf("page %s %s %.4f %.4f %.4f ideal %.4f\n", s->id, dataset, score.f1, score.precision, score.recall,
			       score_choice(s, ideal).f1);
		count++;
		free(chosen);
		free(ideal);
	}
	printf("%s, %zu pages, over %.2f: F1 %.4f precision %.4f recall %.4f; labels %.4f\n", dataset, count, (double)limit,
	       f1 / (double)count, precision / (double)count, recall / (double)count, best / (double)count);
}

static void tell_pieces(const struct corpus *corpus, float limit)
{
	size_t good = 0, missed = 0, wrong = 0;
	for (size_t i = 0; i < corpus->samples.count; i++) {
		const struct sample *s = &corpus->samples.at[i];
		for (size_t b = 0; !s->body.count && b < s->page.blocks.count; b++) {
			const bool is_chosen = s->sure[b] > limit;
			good += s->weight[b] > 0 && s->label[b] > 0 && is_chosen;
			missed += s->weight[b] > 0 && s->label[b] > 0 && !is_chosen;
			wrong += s->weight[b] > 0 && s->label[b] <= 0 && is_chosen;
		}
	}
	printf("pieces over %.2f: good %zu missed %zu wrong %zu F %.4f\n", (double)limit, good, missed, wrong,
	       2.0 * (double)good / (double)(2 * good + missed + wrong));
}

static bool read_words(int argc, char **argv, struct words *words)
{
	static const struct option options[] = { { "folds", required_argument, NULL, 'f' },
		                                 { "show", required_argument, NULL, 's' },
		                                 { NULL, 0, NULL, 0 } };
	for (int option; (option = getopt_long(argc, argv, "", options, NULL)) != -1;)
		if (option == 'f')
			words->folds = atol(optarg);
		else if (option == 's')
			words->show = optarg;
		else
			return false;
	words->folder = argv[optind];
	return words->folder != NULL;
}

int main(int argc, char **argv)
{
	static struct corpus corpus;
	struct words words = { .folds = 2 };
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
	if (words.folds)
		ask_folds(&corpus, words.folds);
	for (float limit = 0.3F; limit < 0.6F; limit += 0.0799F) {
		tell(&corpus, "fundus", limit);
		tell(&corpus, "wcxb", limit);
		tell_pieces(&corpus, limit);
	}
	for (size_t i = 0; words.show && i < corpus.samples.count; i++)
		if (strstr(words.show, corpus.samples.at[i].id))
			show(&corpus.samples.at[i]);
	corpus_free(&corpus);
	return 0;
}
