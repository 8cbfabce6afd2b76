/* SPDX-License-Identifier: MIT
 * The public header on its own, before anything else, twice; and all of its option macros. */
#include <wiredesk/plugin.h>
#include <wiredesk/plugin.h>

struct options {
	const char *str, *str_needed, *choice, *path, *path_needed, *secret;
	int64_t integer, duration, size;
	bool truth;
	const char *const *list;
};

static const struct wd_opt options[] = { WD_STR(struct options, str, "x", "help"),
					 WD_STR_REQUIRED(struct options, str_needed, "help"),
					 WD_INT(struct options, integer, "1", "1..2", "help"),
					 WD_BOOL(struct options, truth, "true", "help"),
					 WD_CHOICE(struct options, choice, "a", "a|b", "help"),
					 WD_DURATION_MS(struct options, duration, "1s", NULL, "help"),
					 WD_SIZE(struct options, size, "1MB", NULL, "help"),
					 WD_LIST(struct options, list, NULL, "help"),
					 WD_PATH(struct options, path, NULL, "help"),
					 WD_PATH_REQUIRED(struct options, path_needed, "help"),
					 WD_SECRET(struct options, secret, "help"),
					 WD_OPT_END };

static enum wd_verdict write_all(wd_job *job, const struct wd_batch *batch, void *self)
{
	(void)self;
	wd_taken(job, batch->count);
	return WD_OK;
}

WD_SINK(.name = "alone", .version = "1", .options = options, .options_size = sizeof(struct options),
	.write = write_all);
