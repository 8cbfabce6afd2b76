/* SPDX-License-Identifier: MIT */
#include "features.h"

#include <math.h>

#include "../common/lines.h"
#include "words.h"

enum { LONG_WORDS = 15, LEVELS = 4, TITLE_WORDS_MOST = 64, SUMMARY_WORDS_MOST = 128, COMMON_SLOTS = 1 << 13 };

const char *feature_name(enum feature feature)
{
#define FEATURE_NAME(name) #name,
	static const char *const names[] = { FEATURES(FEATURE_NAME) FEATURES_OF_FIRST(FEATURE_NAME) };
	return names[feature];
}

static float share(double part, double whole)
{
	return whole > 0 ? (float)(part / whole) : 0;
}

static float log_of(double count)
{
	return (float)log2(1.0 + count);
}

static bool is_long(const struct passage *block)
{
	return block_words(block) >= LONG_WORDS && block->link_runes * 3 < block->runes;
}

static bool is_sentence_end(uint32_t last)
{
	return last && (last < 0x80 ? strchr(".!?", (int)last) != NULL : rune_is_in(last, "…。！？।۔؟"));
}

/* --- the page as a whole */

static void sum_up(struct analysis *a)
{
	const struct page *page = a->page;
	if (!vector_zero(&a->sums, page->blocks.count + 1))
		return;
	for (size_t i = 0; i < page->blocks.count; i++) {
		const struct passage *block = &page->blocks.at[i];
		struct sums *sums = &a->sums.at[i + 1];
		const uint32_t words = block_words(block);
		*sums = a->sums.at[i];
		sums->words += words;
		sums->runes += block->runes;
		sums->link_runes += block->link_runes;
		sums->sentence_words += is_sentence_end(block->last_rune) ? words : 0;
		sums->long_words += is_long(block) ? words : 0;
	}
}

static struct sums between(const struct analysis *a, uint32_t first, uint32_t end)
{
	const struct sums *from = &a->sums.at[first], *to = &a->sums.at[end];
	return (struct sums){ to->words - from->words,           to->runes - from->runes,
		              to->link_runes - from->link_runes, to->sentence_words - from->sentence_words,
		              to->long_words - from->long_words, to->sure - from->sure,
		              to->sure_words - from->sure_words };
}

static struct sums within(const struct analysis *a, uint32_t element)
{
	const struct element *e = &a->page->elements.at[element];
	return between(a, e->first_block, e->end_block);
}

static uint32_t blocks_in(const struct page *page, uint32_t element)
{
	return page->elements.at[element].end_block - page->elements.at[element].first_block;
}

static void find_wider(struct analysis *a)
{
	const struct page *page = a->page;
	if (!vector_zero(&a->wider, page->elements.count))
		return;
	for (uint32_t i = 1; i < page->elements.count; i++) {
		const uint32_t parent = page->elements.at[i].parent;
		a->wider.at[i] = blocks_in(page, parent) > blocks_in(page, i) ? parent : a->wider.at[parent];
	}
}

/* A long block gives its words to the element around it, less of them to those further out. */
static void find_densest(struct analysis *a)
{
	const struct page *page = a->page;
	static const float shares[] = { 1.0F, 0.6F, 0.3F, 0.15F };
	if (!vector_zero(&a->density, page->elements.count))
		return;
	for (size_t i = 0; i < page->blocks.count; i++) {
		const struct passage *block = &page->blocks.at[i];
		uint32_t element = block->element;
		if (!is_long(block) ||
		    (block_element(page, block)->within & (IN_NAV | IN_FOOTER | IN_COMMENT)))
			continue;
		for (size_t level = 0; level < sizeof shares / sizeof *shares; level++) {
			element = a->wider.at[element];
			a->density.at[element] += shares[level] * (float)block_words(block);
		}
	}
	a->dense = 0;
	for (uint32_t i = 0; i < page->elements.count; i++) {
		const struct sums sums = within(a, i);
		a->density.at[i] *= 1.0F - share(sums.link_runes, sums.runes);
		if (a->density.at[i] > a->density.at[a->dense])
			a->dense = i;
	}
}

static void find_claims(struct analysis *a)
{
	const struct page *page = a->page;
	uint32_t most = 0;
	a->longest_article = 0;
	a->has_body = false;
	for (uint32_t i = 0; i < page->elements.count; i++) {
		const struct element *e = &page->elements.at[i];
		const uint32_t words = within(a, i).long_words;
		a->has_body |= (e->within & IN_BODY) && words;
		if (e->tag == TAG_ARTICLE && words > most) {
			most = words;
			a->longest_article = i;
		}
	}
}

/* How a block and its two nearest elements look: the paragraphs of a story look alike. */
static void find_paths(struct analysis *a)
{
	const struct page *page = a->page;
	if (!vector_zero(&a->path, page->blocks.count))
		return;
	for (size_t i = 0; i < page->blocks.count; i++) {
		const struct element *e = block_element(page, &page->blocks.at[i]);
		uint32_t path = e->look;
		for (int level = 0; level < 2; level++) {
			e = &page->elements.at[e->parent];
			path = word_hash_pair(path, e->look);
		}
		a->path.at[i] = path;
	}
}

static bool is_headline_like(const struct page *page, const struct passage *block)
{
	const struct element *e = block_element(page, block);
	return (e->within & IN_HEADING) ||
	       (block_words(block) < 12 && block->strong_runes * 10 > block->runes * 9);
}

static void find_headings(struct analysis *a)
{
	const struct page *page = a->page;
	uint32_t last = UINT32_MAX;
	if (!vector_zero(&a->under, page->blocks.count))
		return;
	for (uint32_t i = 0; i < page->blocks.count; i++) {
		a->under.at[i] = last == UINT32_MAX ? i : last;
		if (is_headline_like(page, &page->blocks.at[i]))
			last = i;
	}
}

/* --- words that blocks share */

struct bag { /* of a title's or summary's words */
	uint32_t words[SUMMARY_WORDS_MOST];
	size_t count;
};

static void fill_bag(struct bag *bag, const char *text, size_t most)
{
	bag->count = text ? words_of(text, bag->words, most) : 0;
}

static bool bag_has(const struct bag *bag, uint32_t word)
{
	for (size_t i = 0; i < bag->count; i++)
		if (bag->words[i] == word)
			return true;
	return false;
}

/* How much of the block is of the bag, and of the bag in the block. */
static void compare(const struct page *page, const struct passage *block, const struct bag *bag,
                    float *of_block, float *of_bag)
{
	const uint32_t *words = page->words.at + block->first_word, count = block_words(block);
	uint32_t shared = 0;
	*of_block = *of_bag = 0;
	if (!bag->count || count > 4 * SUMMARY_WORDS_MOST)
		return;
	for (uint32_t i = 0; i < count; i++)
		shared += bag_has(bag, words[i]);
	*of_block = share(shared, count);
	*of_bag = shared >= bag->count ? 1.0F : share(shared, (double)bag->count);
}

/* In how many long blocks a word stands, by its hash's last bits. */
static void count_common(const struct page *page, uint16_t *slots)
{
	memset(slots, 0, COMMON_SLOTS * sizeof *slots);
	for (size_t i = 0; i < page->blocks.count; i++) {
		const struct passage *block = &page->blocks.at[i];
		if (!is_long(block))
			continue;
		for (uint32_t w = block->first_word; w < block->end_word; w++) {
			uint16_t *slot = &slots[page->words.at[w] % COMMON_SLOTS];
			*slot += *slot < UINT16_MAX;
		}
	}
}

static float common_share(const struct page *page, const struct passage *block, const uint16_t *slots)
{
	const uint32_t own = is_long(block); /* which counted itself */
	uint32_t found = 0;
	for (uint32_t w = block->first_word; w < block->end_word; w++)
		found += slots[page->words.at[w] % COMMON_SLOTS] > own;
	return share(found, block_words(block));
}

/* --- tables by hash, for what looks or reads alike */

struct group {
	uint32_t key, blocks, words, runes, link_runes, sentence_words;
	float sure, sure_words;
};

struct groups {
	struct group *at;
	uint32_t mask;
};

static bool groups_make(struct groups *groups, size_t count)
{
	uint32_t size = 16;
	while (size < count * 2)
		size *= 2;
	groups->mask = size - 1;
	groups->at = calloc(size, sizeof *groups->at);
	return groups->at != NULL;
}

static struct group *groups_find(const struct groups *groups, uint32_t key)
{
	uint32_t i = (key * UINT32_C(2654435761)) & groups->mask;
	while (groups->at[i].blocks && groups->at[i].key != key)
		i = (i + 1) & groups->mask;
	groups->at[i].key = key;
	return &groups->at[i];
}

static void add_to(struct group *group, const struct passage *block, float sure)
{
	const uint32_t words = block_words(block);
	group->blocks++;
	group->words += words;
	group->runes += block->runes;
	group->link_runes += block->link_runes;
	group->sentence_words += is_sentence_end(block->last_rune) ? words : 0;
	group->sure += sure * (float)words;
	group->sure_words += (float)words;
}

/* --- a row */

static float class_of_end(uint32_t last)
{
	return is_sentence_end(last)           ? 1
	       : last == ':' || last == 0xFF1A ? 2
	       : last == ',' || last == ';'    ? 3
	                                       : 0;
}

static float class_of_begin(uint32_t first)
{
	if (rune_is_letter(first))
		return rune_is_upper(first) ? 1 : 0;
	return rune_is_digit(first) ? 2 : rune_is_in(first, "\"'«»“”„‘’「『") ? 3 : 4;
}

static void letters_row(const struct analysis *a, size_t i, float *row)
{
	const struct page *page = a->page;
	const struct passage *b = &page->blocks.at[i];
	const double words = block_words(b);
	row[FEATURE_WORDS] = (float)words;
	row[FEATURE_RUNES] = (float)b->runes;
	row[FEATURE_LINK_SHARE] = share(b->link_runes, b->runes);
	row[FEATURE_LINKS] = (float)b->links;
	row[FEATURE_LETTER_SHARE] = share(b->letters, b->runes);
	row[FEATURE_UPPER_SHARE] = share(b->uppers, b->letters);
	row[FEATURE_DIGIT_SHARE] = share(b->digits, b->runes);
	row[FEATURE_COMMAS] = share(b->commas, words);
	row[FEATURE_SENTENCES] = (float)b->sentences;
	row[FEATURE_CAPITALS] = share(b->capitals, words);
	row[FEATURE_SIGNS] = (float)b->signs;
	row[FEATURE_WORD_LENGTH] = share(b->letters + b->digits, words);
	row[FEATURE_ENDS] = class_of_end(b->last_rune);
	row[FEATURE_BEGINS] = class_of_begin(b->first_rune);
	row[FEATURE_STRONG_SHARE] = share(b->strong_runes, b->runes);
	row[FEATURE_BEHIND_BREAK] = b->is_behind_break;
	row[FEATURE_BEFORE_BREAK] = i + 1 < page->blocks.count && page->blocks.at[i + 1].is_behind_break;
	row[FEATURE_WORD_LEAST] = b->word_least;
	row[FEATURE_WORD_MOST] = b->word_most;
	row[FEATURE_WORD_MEAN] = b->word_mean;
	row[FEATURE_WORD_OPENS] = b->word_opens;
}

static void elements_row(const struct analysis *a, size_t i, float *row)
{
	static const struct {
		uint32_t within;
		enum feature feature;
	} flags[] = { { IN_NAV, FEATURE_NAV },         { IN_ASIDE, FEATURE_ASIDE },
		      { IN_FOOTER, FEATURE_FOOTER },   { IN_HEADER, FEATURE_HEADER },
		      { IN_FORM, FEATURE_FORM },       { IN_FIGURE, FEATURE_FIGURE },
		      { IN_TABLE, FEATURE_TABLE },     { IN_LIST, FEATURE_LIST },
		      { IN_QUOTE, FEATURE_QUOTE },     { IN_ARTICLE, FEATURE_ARTICLE },
		      { IN_MAIN, FEATURE_MAIN },       { IN_BODY, FEATURE_BODY },
		      { IN_HIDDEN, FEATURE_HIDDEN },   { IN_CAPTION, FEATURE_CAPTION },
		      { IN_HEADING, FEATURE_HEADING }, { IN_PRE, FEATURE_PRE },
		      { IN_COMMENT, FEATURE_COMMENT }, { IN_BUTTON, FEATURE_BUTTON },
		      { IN_TIME, FEATURE_TIME },       { IN_ITEM, FEATURE_ITEM } };
	const struct page *page = a->page;
	const struct passage *b = &page->blocks.at[i];
	const struct element *e = block_element(page, b), *inner = &page->elements.at[b->inner];
	const struct element *parent = &page->elements.at[e->parent];
	for (size_t f = 0; f < sizeof flags / sizeof *flags; f++)
		row[flags[f].feature] = (inner->within & flags[f].within) != 0;
	row[FEATURE_TAG] = e->tag;
	row[FEATURE_INNER_TAG] = inner->tag;
	row[FEATURE_PARENT_TAG] = parent->tag;
	row[FEATURE_DEPTH] = (float)e->depth;
	row[FEATURE_MARK_LEAST] = e->hint_least;
	row[FEATURE_MARK_MOST] = e->hint_most;
	row[FEATURE_PARENT_LEAST] = parent->hint_least;
	row[FEATURE_PARENT_MOST] = parent->hint_most;
	row[FEATURE_AROUND_LEAST] = inner->around_least;
	row[FEATURE_AROUND_MOST] = inner->around_most;
	row[FEATURE_INNER_LEAST] = inner->hint_least;
	row[FEATURE_INNER_MOST] = inner->hint_most;
}

static void alike_row(const struct analysis *a, const struct group *group, float *row)
{
	row[FEATURE_ALIKE] = (float)group->blocks;
	row[FEATURE_ALIKE_LENGTH] = share(group->words, group->blocks);
	row[FEATURE_ALIKE_LINKS] = share(group->link_runes, group->runes);
	row[FEATURE_ALIKE_SENTENCES] = share(group->sentence_words, group->words);
	row[FEATURE_ALIKE_SHARE] = share(group->words, a->sums.at[a->sums.count - 1].words);
}

static void level_row(const struct analysis *a, size_t i, uint32_t container, float *at)
{
	const struct page *page = a->page;
	const struct element *e = &page->elements.at[container];
	const struct sums sums = within(a, container);
	const uint32_t blocks = blocks_in(page, container);
	*at++ = (float)blocks;
	*at++ = share(sums.words, a->sums.at[a->sums.count - 1].words);
	*at++ = share(sums.link_runes, sums.runes);
	*at++ = share(sums.sentence_words, sums.words);
	*at++ = share(sums.words, blocks);
	*at++ = share((double)(i - e->first_block), blocks);
	*at++ = e->hint_least;
	*at++ = e->hint_most;
	*at = share(sums.long_words, sums.words);
}

static void levels_row(const struct analysis *a, size_t i, float *row)
{
	static const enum feature first[LEVELS] = { FEATURE_LEVEL1_BLOCKS, FEATURE_LEVEL2_BLOCKS,
		                                    FEATURE_LEVEL3_BLOCKS, FEATURE_LEVEL4_BLOCKS };
	uint32_t container = a->page->blocks.at[i].element;
	for (int level = 0; level < LEVELS; level++) {
		container = a->wider.at[container];
		level_row(a, i, container, row + first[level]);
	}
}

/* How many ever wider containers one goes up from the block to have the other block in it too, at most 9. */
static float steps_to(const struct analysis *a, size_t i, size_t other)
{
	const struct page *page = a->page;
	uint32_t e = page->blocks.at[i].element;
	int steps = 0;
	while (steps < 9 && e &&
	       !(page->elements.at[e].first_block <= other && other < page->elements.at[e].end_block)) {
		e = a->wider.at[e];
		steps++;
	}
	return (float)steps;
}

static void dense_row(const struct analysis *a, size_t i, float *row)
{
	const struct page *page = a->page;
	const struct element *d = &page->elements.at[a->dense],
			     *longest = &page->elements.at[a->longest_article];
	row[FEATURE_DENSE_STEPS] = steps_to(a, i, d->first_block);
	if (i >= d->first_block && i < d->end_block)
		row[FEATURE_DENSE_STEPS] = -1;
	row[FEATURE_DENSE_PLACE] = share((double)i - d->first_block, d->end_block - d->first_block);
	row[FEATURE_DENSE_BEFORE] = (float)i - (float)d->first_block;
	row[FEATURE_DENSE_BEHIND] = (float)i - (float)d->end_block;
	row[FEATURE_DENSE_SHARE] = share(within(a, a->dense).words, a->sums.at[a->sums.count - 1].words);
	row[FEATURE_HAS_BODY] = a->has_body;
	row[FEATURE_HAS_ARTICLE] = a->longest_article != 0;
	row[FEATURE_IN_LONGEST_ARTICLE] =
		a->longest_article && i >= longest->first_block && i < longest->end_block;
}

static void neighbour_row(const struct analysis *a, size_t i, long offset, float *at)
{
	const struct page *page = a->page;
	const long other = (long)i + offset;
	for (int f = 0; f < 5; f++)
		at[f] = -1;
	if (other < 0 || other >= (long)page->blocks.count)
		return;
	const struct passage *b = &page->blocks.at[other];
	at[0] = (float)block_words(b);
	at[1] = share(b->link_runes, b->runes);
	at[2] = class_of_end(b->last_rune);
	at[3] = block_element(page, b)->tag;
	at[4] = a->path.at[other] == a->path.at[i];
}

static void neighbours_row(const struct analysis *a, size_t i, float *row)
{
	neighbour_row(a, i, -2, row + FEATURE_BEFORE2_WORDS);
	neighbour_row(a, i, -1, row + FEATURE_BEFORE1_WORDS);
	neighbour_row(a, i, 1, row + FEATURE_NEXT1_WORDS);
	neighbour_row(a, i, 2, row + FEATURE_NEXT2_WORDS);
	row[FEATURE_STEPS_BEFORE] = i ? steps_to(a, i, i - 1) : 9;
	row[FEATURE_STEPS_NEXT] = i + 1 < a->page->blocks.count ? steps_to(a, i, i + 1) : 9;
}

static void place_row(const struct analysis *a, size_t i, float *row)
{
	const struct page *page = a->page;
	const struct sums *all = &a->sums.at[a->sums.count - 1], *here = &a->sums.at[i];
	const uint32_t under = a->under.at[i];
	const struct passage *heading = &page->blocks.at[under];
	const bool has_title = a->title < page->blocks.count;
	row[FEATURE_PLACE] = share((double)i, (double)page->blocks.count);
	row[FEATURE_WORDS_BEFORE] = share(here->words, all->words);
	row[FEATURE_FROM_TITLE] = has_title ? (float)i - (float)a->title : -1000;
	row[FEATURE_WORDS_FROM_TITLE] =
		has_title ? (float)here->words - (float)a->sums.at[a->title].words : -100000;
	row[FEATURE_UNDER] = (float)(i - under);
	row[FEATURE_UNDER_LEAST] = under == i ? 0 : heading->word_least;
	row[FEATURE_UNDER_MEAN] = under == i ? 0 : heading->word_mean;
	row[FEATURE_UNDER_TAG] = under == i ? 0 : block_element(page, heading)->tag;
	row[FEATURE_UNDER_STEPS] = steps_to(a, i, under);
}

static void page_row(const struct analysis *a, uint32_t longest, float *row)
{
	const struct sums *all = &a->sums.at[a->sums.count - 1];
	row[FEATURE_PAGE_WORDS] = log_of(all->words);
	row[FEATURE_PAGE_BLOCKS] = log_of((double)a->page->blocks.count);
	row[FEATURE_PAGE_LINKS] = share(all->link_runes, all->runes);
	row[FEATURE_PAGE_LONGEST] = log_of(longest);
	row[FEATURE_PAGE_LONG] = share(all->long_words, all->words);
}

static void find_title(struct analysis *a, const struct bag *title)
{
	const struct page *page = a->page;
	float best = 0.5F;
	a->title = (uint32_t)page->blocks.count;
	for (size_t i = 0; i < page->blocks.count; i++) {
		const struct passage *b = &page->blocks.at[i];
		const struct element *e = block_element(page, b);
		float of_block, of_title;
		if (block_words(b) > 40 || (e->within & (IN_NAV | IN_FOOTER)))
			continue;
		compare(page, b, title, &of_block, &of_title);
		const float sure =
			of_block * of_title * (e->within & IN_HEADING ? 1.5F : 1) + (e->tag == TAG_H1) * 0.5F;
		if (sure > best + 0.01F) {
			best = sure;
			a->title = (uint32_t)i;
		}
	}
}

static uint32_t longest_words(const struct page *page)
{
	uint32_t most = 0;
	for (size_t i = 0; i < page->blocks.count; i++)
		if (block_words(&page->blocks.at[i]) > most)
			most = block_words(&page->blocks.at[i]);
	return most;
}

static void fill_rows(struct analysis *a, const struct bag *title, const struct bag *summary)
{
	struct page *page = a->page;
	struct groups alike = { 0 }, copies = { 0 };
	uint16_t *slots = malloc(COMMON_SLOTS * sizeof *slots);
	const uint32_t longest = longest_words(page);
	if (slots && groups_make(&alike, page->blocks.count) && groups_make(&copies, page->blocks.count)) {
		count_common(page, slots);
		for (size_t i = 0; i < page->blocks.count; i++) {
			add_to(groups_find(&alike, a->path.at[i]), &page->blocks.at[i], 0);
			add_to(groups_find(&copies, page->blocks.at[i].hash), &page->blocks.at[i], 0);
		}
		for (size_t i = 0; i < page->blocks.count; i++) {
			const struct passage *block = &page->blocks.at[i];
			float *row = features_row(a, i);
			letters_row(a, i, row);
			compare(page, block, title, &row[FEATURE_TITLE_SHARE], &row[FEATURE_TITLE_COVER]);
			compare(page, block, summary, &row[FEATURE_SUMMARY_SHARE],
			        &row[FEATURE_SUMMARY_COVER]);
			row[FEATURE_COMMON_SHARE] = common_share(page, block, slots);
			row[FEATURE_COPIES] = (float)groups_find(&copies, block->hash)->blocks;
			elements_row(a, i, row);
			alike_row(a, groups_find(&alike, a->path.at[i]), row);
			levels_row(a, i, row);
			dense_row(a, i, row);
			neighbours_row(a, i, row);
			place_row(a, i, row);
			page_row(a, longest, row);
		}
	}
	free(slots);
	free(alike.at);
	free(copies.at);
}

void features_make(struct analysis *a, struct page *page, const char *title, const char *summary)
{
	struct bag titles, summaries;
	a->page = page;
	fill_bag(&titles, title, TITLE_WORDS_MOST);
	fill_bag(&summaries, summary, SUMMARY_WORDS_MOST);
	sum_up(a);
	find_wider(a);
	find_densest(a);
	find_claims(a);
	find_paths(a);
	find_headings(a);
	find_title(a, &titles);
	if (vector_zero(&a->rows, page->blocks.count * FEATURES_ALL))
		fill_rows(a, &titles, &summaries);
}

/* --- what the first model said */

static float mean_sure(const struct sums *sums)
{
	return share(sums->sure_words, sums->words);
}

static float sure_at(const float *sure, size_t count, size_t i, long offset)
{
	const long other = (long)i + offset;
	return other < 0 || other >= (long)count ? -1 : sure[other];
}

static float mean_near(const struct analysis *a, size_t i, size_t reach)
{
	const size_t count = a->page->blocks.count;
	const size_t first = i > reach ? i - reach : 0, end = i + reach + 1 < count ? i + reach + 1 : count;
	const struct sums sums = between(a, (uint32_t)first, (uint32_t)end);
	return mean_sure(&sums);
}

static void sum_up_sure(struct analysis *a, const float *sure)
{
	for (size_t i = 0; i < a->page->blocks.count; i++) {
		a->sums.at[i + 1].sure = a->sums.at[i].sure + sure[i];
		a->sums.at[i + 1].sure_words =
			a->sums.at[i].sure_words + sure[i] * (float)block_words(&a->page->blocks.at[i]);
	}
}

static void sure_levels_row(const struct analysis *a, size_t i, float *row)
{
	uint32_t container = a->page->blocks.at[i].element;
	const struct sums here = within(a, container);
	row[FEATURE_SURE_HERE_LEVEL] = mean_sure(&here);
	for (int level = 0; level < LEVELS; level++) {
		container = a->wider.at[container];
		const struct sums sums = within(a, container);
		row[FEATURE_SURE_LEVEL1 + level] = mean_sure(&sums);
	}
}

static void sure_near_row(const struct analysis *a, const float *sure, size_t i, float *row)
{
	const size_t count = a->page->blocks.count;
	const uint32_t under = a->under.at[i];
	row[FEATURE_SURE] = sure[i];
	row[FEATURE_SURE_BEFORE1] = sure_at(sure, count, i, -1);
	row[FEATURE_SURE_BEFORE2] = sure_at(sure, count, i, -2);
	row[FEATURE_SURE_BEFORE3] = sure_at(sure, count, i, -3);
	row[FEATURE_SURE_NEXT1] = sure_at(sure, count, i, 1);
	row[FEATURE_SURE_NEXT2] = sure_at(sure, count, i, 2);
	row[FEATURE_SURE_NEXT3] = sure_at(sure, count, i, 3);
	row[FEATURE_SURE_NEAR] = mean_near(a, i, 3);
	row[FEATURE_SURE_AROUND] = mean_near(a, i, 8);
	row[FEATURE_SURE_UNDER] = under == i ? -1 : sure[under];
}

/* The words that are the story's above and below, the surest block, and the run that the block belongs to. */
static void sure_place_row(const struct analysis *a, size_t i, float most, float *row)
{
	const struct sums *here = &a->sums.at[i], *all = &a->sums.at[a->sums.count - 1];
	row[FEATURE_SURE_ABOVE] = share(here->sure_words, all->sure_words);
	row[FEATURE_SURE_BELOW] = all->sure_words - a->sums.at[i + 1].sure_words;
	row[FEATURE_SURE_MOST] = most;
	row[FEATURE_SURE_WORDS] = all->sure_words;
}

/* Blocks of one heading share what they are. */
static void sure_sections(struct analysis *a)
{
	const struct page *page = a->page;
	for (size_t first = 0, end; first < page->blocks.count; first = end) {
		for (end = first + 1; end < page->blocks.count && a->under.at[end] == a->under.at[first];
		     end++)
			;
		const struct sums sums = between(a, (uint32_t)first, (uint32_t)end);
		for (size_t i = first; i < end; i++)
			features_row(a, i)[FEATURE_SURE_SECTION] = mean_sure(&sums);
	}
}

/* Blocks since the last sure one, and the surest long ones before and behind. */
static void sure_runs(struct analysis *a, const float *sure)
{
	const size_t count = a->page->blocks.count;
	float since = 100, peak = 0;
	for (size_t i = 0; i < count; i++) {
		float *row = features_row(a, i);
		row[FEATURE_SURE_RUN] = since;
		row[FEATURE_SURE_PEAK_BEFORE] = peak;
		since = sure[i] > 0.7F && is_long(&a->page->blocks.at[i]) ? 0 : since + 1;
		peak = sure[i] > 0.5F ? fmaxf(peak * 0.8F, sure[i]) : peak * 0.8F;
	}
	since = 100;
	peak = 0;
	for (size_t i = count; i-- > 0;) {
		float *row = features_row(a, i);
		row[FEATURE_SURE_RUN] = fminf(row[FEATURE_SURE_RUN], since) + (since > 90 ? 200 : 0);
		row[FEATURE_SURE_PEAK_BEHIND] = peak;
		since = sure[i] > 0.7F && is_long(&a->page->blocks.at[i]) ? 0 : since + 1;
		peak = sure[i] > 0.5F ? fmaxf(peak * 0.8F, sure[i]) : peak * 0.8F;
	}
}

static void sure_alike(struct analysis *a, const float *sure)
{
	const struct page *page = a->page;
	struct groups alike;
	if (!groups_make(&alike, page->blocks.count))
		return;
	for (size_t i = 0; i < page->blocks.count; i++)
		add_to(groups_find(&alike, a->path.at[i]), &page->blocks.at[i], sure[i]);
	for (size_t i = 0; i < page->blocks.count; i++) {
		const struct group *group = groups_find(&alike, a->path.at[i]);
		features_row(a, i)[FEATURE_SURE_ALIKE] = share(group->sure, group->sure_words);
	}
	free(alike.at);
}

void features_add_sure(struct analysis *a, const float *sure)
{
	float most = 0;
	sum_up_sure(a, sure);
	for (size_t i = 0; i < a->page->blocks.count; i++)
		most = fmaxf(most, sure[i]);
	for (size_t i = 0; i < a->page->blocks.count; i++) {
		float *row = features_row(a, i);
		sure_near_row(a, sure, i, row);
		sure_levels_row(a, i, row);
		sure_place_row(a, i, most, row);
	}
	sure_sections(a);
	sure_runs(a, sure);
	sure_alike(a, sure);
}

void features_done(struct analysis *a)
{
	vector_done(&a->sums);
	vector_done(&a->wider);
	vector_done(&a->density);
	vector_done(&a->path);
	vector_done(&a->under);
	vector_done(&a->rows);
}
