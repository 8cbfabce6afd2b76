/* SPDX-License-Identifier: MIT
 * What a fuzz target defines: it reads the bytes, must not crash, and aborts where a promise is broken. */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
