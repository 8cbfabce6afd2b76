/* SPDX-License-Identifier: MIT
 * bench_fetch URL COUNT [ETAG]: the bare fetcher: COUNT requests of one address, so many at a time as there are
 * connections; with the ETag that the server gives, 304s. Says requests a second and what they cost. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "core/base/clock.h"
#include "core/fetch/fetch.h"

enum { CONNECTIONS = 16 };

struct bench {
	struct fetch *fetch;
	struct fetch_request request;
	long left;
	uint64_t bytes, answers[6]; /* by the status's first digit; 0: trouble */
};

static void on_done(void *self, struct fetch_answer *answer)
{
	struct bench *bench = self;
	bench->bytes += answer->body.len;
	bench->answers[answer->trouble ? 0 : answer->status / 100 % 6]++;
	if (bench->left-- > 0)
		fetch_start(bench->fetch, &bench->request);
}

static double cpu_seconds(void)
{
	struct rusage used;
	getrusage(RUSAGE_SELF, &used);
	return (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
	       (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

int main(int argc, char **argv)
{
	const struct fetch_options options = { .connections = CONNECTIONS,
		                               .per_host = CONNECTIONS,
		                               .allow_private = true };
	struct bench bench = { 0 };
	struct err err;
	if (argc < 3) {
		fprintf(stderr, "usage: bench_fetch URL COUNT [ETAG]\n");
		return EXIT_FAILURE;
	}
	const long count = strtol(argv[2], NULL, 10);
	if (fetch_new(uv_default_loop(), &options, &bench.fetch, &err)) {
		fprintf(stderr, "bench_fetch: %s\n", err.text);
		return EXIT_FAILURE;
	}
	bench.request =
		(struct fetch_request){ .url = argv[1], .etag = argv[3], .done = on_done, .self = &bench };
	bench.left = count - CONNECTIONS;
	const int64_t begun = clock_mono_ms();
	for (int i = 0; i < CONNECTIONS; i++)
		fetch_start(bench.fetch, &bench.request);
	while (fetch_in_flight(bench.fetch))
		uv_run(uv_default_loop(), UV_RUN_ONCE);
	const double took = (double)(clock_mono_ms() - begun) / 1e3, cpu = cpu_seconds();
	printf("%ld requests in %.2f s: %.0f a second; %.2f s of CPU: %.0f a second of it; %" PRIu64
	       " of 2xx, %" PRIu64 " of 304, %" PRIu64 " in trouble; %" PRIu64 " bytes\n",
	       count, took, (double)count / took, cpu, (double)count / cpu, bench.answers[2],
	       bench.answers[3], bench.answers[0], bench.bytes);
	fetch_free(bench.fetch);
	return EXIT_SUCCESS;
}
