/* SPDX-License-Identifier: MIT */
#include "core/cli/workbench.h"

#include <stdlib.h>

#include "core/base/mem.h"

struct workbench {
	uv_loop_t loop;
	struct pool *pool;
};

int workbench_open(const struct pool_options *options, struct workbench **out, struct err *err)
{
	struct workbench *bench = mem_zero(1, sizeof *bench);
	struct pool_options single = *options;
	single.workers = 1;
	uv_loop_init(&bench->loop);
	if (pool_new(&bench->loop, &single, &bench->pool, err)) {
		bench->pool = NULL;
		uv_run(&bench->loop, UV_RUN_DEFAULT);
		workbench_close(bench);
		return -1;
	}
	*out = bench;
	return 0;
}

void workbench_parse(struct workbench *bench, struct document *doc, pool_done *done, void *self)
{
	pool_submit(bench->pool, doc, done, self);
	while (pool_in_flight(bench->pool) && uv_run(&bench->loop, UV_RUN_ONCE) >= 0)
		;
}

void workbench_close(struct workbench *bench)
{
	if (!bench)
		return;
	if (bench->pool)
		pool_free(bench->pool);
	uv_loop_close(&bench->loop);
	free(bench);
}
