/* SPDX-License-Identifier: MIT
 * Gradient boosting of trees that ask one question a level (see ../model.h), for the logistic loss, with weights. The
 * same rows give the same trees.
 *
 *	struct grown grown;
 *	boost_borders(&grown, rows, count, features);
 *	boost_grow(&grown, &rows, &settings);
 *	model_ask(&grown.model, ...);
 *	boost_free(&grown);
 */
#ifndef ARTICLE_TRAIN_BOOST_H
#define ARTICLE_TRAIN_BOOST_H
#include "../model.h"

enum { BORDERS_MOST = 48 };

struct boost_rows {
	uint8_t **columns; /* a feature each */
	const float *label, *weight;
	size_t count;
};

struct boost_settings {
	uint32_t trees;
	float rate, row_share, feature_share, calm; /* calm: added to the sum of curvatures */
	uint64_t seed;
};

struct grown {
	struct model model;
	float *borders;
	uint16_t *first_border;
	struct tree *trees;
};

/* Borders so that each number has about as many of the rows. */
void boost_borders(struct grown *grown, const float *rows, size_t row_size, size_t count, uint32_t features);
void boost_grow(struct grown *grown, const struct boost_rows *rows, const struct boost_settings *settings);
void boost_free(struct grown *grown);

#endif
