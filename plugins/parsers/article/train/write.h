/* SPDX-License-Identifier: MIT
 * The tables as C: hints_table.c, model_first.c, model_second.c. */
#ifndef ARTICLE_TRAIN_WRITE_H
#define ARTICLE_TRAIN_WRITE_H
#include "../hints.h"
#include "../model.h"
#include "corpus.h"

int write_hints(struct arena *arena, const char *folder, const struct hints *hints, struct err *err);
int write_model(struct arena *arena, const char *folder, const char *name, const struct model *model,
                struct err *err);

#endif
