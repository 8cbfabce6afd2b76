/* SPDX-License-Identifier: MIT
 * Stands in for libFuzzer: gives a target each file of the folders named, and each of its files cut short and
 * with bytes changed, so that a corpus finds a little more than it is. The changes are the same in every run.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/base/buf.h"
#include "core/base/mem.h"
#include "fuzz.h"

enum { FILE_MOST = 16 << 20, VARIANTS = 64 };

static uint64_t next_random(uint64_t *state)
{
	*state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return *state >> 33;
}

/* A copy of exactly the size, so that the address sanitizer sees a read behind the end. */
static void give(const void *bytes, size_t size)
{
	uint8_t *copy = mem_alloc(size ? size : 1);
	if (size)
		memcpy(copy, bytes, size);
	LLVMFuzzerTestOneInput(copy, size);
	free(copy);
}

static void give_variants(struct str file)
{
	struct buf variant;
	uint64_t state = file.len;
	buf_init(&variant, FILE_MOST);
	for (int i = 0; file.len && i < VARIANTS; i++) {
		buf_clear(&variant);
		buf_add(&variant, str_slice(file, 0, i % 4 ? file.len : next_random(&state) % file.len));
		for (uint64_t changes = next_random(&state) % 4; variant.len && changes > 0; changes--)
			variant.ptr[next_random(&state) % variant.len] = (char)next_random(&state);
		give(variant.ptr, variant.len);
	}
	buf_done(&variant);
}

static int give_file(const char *path)
{
	struct buf bytes;
	char chunk[65536];
	size_t n;
	FILE *file = fopen(path, "rb");
	if (!file) {
		perror(path);
		return -1;
	}
	buf_init(&bytes, FILE_MOST);
	while ((n = fread(chunk, 1, sizeof chunk, file)) > 0)
		buf_add_n(&bytes, chunk, n);
	fclose(file);
	give(bytes.ptr, bytes.len);
	give_variants(buf_str(&bytes));
	buf_done(&bytes);
	return 0;
}

static int give_folder(const char *folder, size_t *count)
{
	DIR *dir = opendir(folder);
	const struct dirent *entry;
	int result = 0;
	if (!dir) {
		perror(folder);
		return -1;
	}
	while ((entry = readdir(dir))) {
		if (entry->d_name[0] == '.')
			continue;
		char *path = mem_printf("%s/%s", folder, entry->d_name);
		result |= give_file(path);
		free(path);
		++*count;
	}
	closedir(dir);
	return result;
}

int main(int argc, char **argv)
{
	size_t count = 0;
	int result = 0;
	for (int i = 1; i < argc; i++)
		result |= give_folder(argv[i], &count);
	printf("%zu files\n", count);
	return result || !count ? EXIT_FAILURE : EXIT_SUCCESS;
}
