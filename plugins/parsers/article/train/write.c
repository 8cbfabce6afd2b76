/* SPDX-License-Identifier: MIT */
#include "write.h"

#include <stdio.h>

static FILE *create(struct arena *arena, const char *folder, const char *name, struct err *err)
{
	const char *path = arena_printf(arena, "%s/%s", folder, name);
	FILE *file = fopen(path, "w");
	if (!file)
		err_set(err, EXIT_WRONG_USE, "%s cannot be written", path);
	else
		fprintf(file, "/* SPDX-License-Identifier: MIT\n * Made by train/ from labelled pages: not "
		              "to be edited. */\n/* clang-format off */\n");
	return file;
}

static int finish(FILE *file, struct err *err)
{
	const int failed = ferror(file);
	return fclose(file) || failed ? err_set(err, EXIT_WRONG_USE, "a table cannot be written") : 0;
}

static void write_list(FILE *file, const char *name, const struct hint *hints, uint32_t count)
{
	fprintf(file, "\nstatic const struct hint %s[] = {\n", name);
	for (uint32_t i = 0; i < count; i++)
		fprintf(file, "%s{ 0x%08X, %d },%s", i % 6 ? " " : "\t", hints[i].hash, hints[i].weight,
		        i % 6 == 5 || i + 1 == count ? "\n" : "");
	fprintf(file, "};\n");
}

int write_hints(struct arena *arena, const char *folder, const struct hints *hints, struct err *err)
{
	FILE *file = create(arena, folder, "hints_table.c", err);
	if (!file)
		return -1;
	fprintf(file, "#include \"hints.h\"\n");
	write_list(file, "marks", hints->marks, hints->mark_count);
	write_list(file, "words", hints->words, hints->word_count);
	fprintf(file, "\nconst struct hints hints_learnt = { marks, words, %u, %u };\n", hints->mark_count,
	        hints->word_count);
	return finish(file, err);
}

/* "1F" is no number in C, "1.0F" is. */
static const char *number(struct arena *arena, double value)
{
	const char *text = arena_printf(arena, "%.9g", value);
	return strpbrk(text, ".e") ? text : arena_printf(arena, "%s.0", text);
}

static void write_borders(FILE *file, struct arena *arena, const struct model *model)
{
	fprintf(file, "\nstatic const float borders[] = {\n");
	for (uint32_t f = 0; f < model->features; f++) {
		fprintf(file, "\t/* %s */", feature_name(f));
		for (uint16_t b = model->first_border[f]; b < model->first_border[f + 1]; b++)
			fprintf(file, " %sF,", number(arena, (double)model->borders[b]));
		fprintf(file, "\n");
	}
	fprintf(file, "\t0\n};\n\nstatic const uint16_t first_border[] = {");
	for (uint32_t f = 0; f <= model->features; f++)
		fprintf(file, "%s%u,", f % 16 ? " " : "\n\t", model->first_border[f]);
	fprintf(file, "\n};\n");
}

static void write_tree(FILE *file, const struct tree *tree)
{
	fprintf(file, "\t{ {");
	for (int level = 0; level < TREE_DEPTH; level++)
		fprintf(file, " %u,", tree->feature[level]);
	fprintf(file, " }, {");
	for (int level = 0; level < TREE_DEPTH; level++)
		fprintf(file, " %u,", tree->border[level]);
	fprintf(file, " },\n\t  {");
	for (int leaf = 0; leaf < TREE_LEAVES; leaf++)
		fprintf(file, "%s%d,", leaf && leaf % 16 == 0 ? "\n\t    " : " ", tree->leaf[leaf]);
	fprintf(file, " } },\n");
}

int write_model(struct arena *arena, const char *folder, const char *name, const struct model *model,
                struct err *err)
{
	FILE *file = create(arena, folder, arena_printf(arena, "model_%s.c", name), err);
	if (!file)
		return -1;
	fprintf(file, "#include \"model.h\"\n");
	write_borders(file, arena, model);
	fprintf(file, "\nstatic const struct tree trees[] = {\n");
	for (uint32_t t = 0; t < model->tree_count; t++)
		write_tree(file, &model->trees[t]);
	fprintf(file,
	        "};\n\nconst struct model model_%s = { borders, first_border, trees, %u, %u, %sF, %sF };\n",
	        name, model->features, model->tree_count, number(arena, (double)model->scale),
	        number(arena, (double)model->start));
	return finish(file, err);
}
