/* SPDX-License-Identifier: MIT
 * The main program of a unit test: each test in its own process, as Check does it.
 *
 *	START_TEST(folds_white_space) { ... } END_TEST
 *	TEST_MAIN("text", folds_white_space, keeps_line_feeds)
 */
#ifndef TESTS_UNIT_CHECK_MAIN_H
#define TESTS_UNIT_CHECK_MAIN_H
#include <check.h>
#include <stdlib.h>

#define TEST_MAIN(name, ...) \
	int main(void) \
	{ \
		const TTest *const tests[] = { __VA_ARGS__ }; \
		Suite *suite = suite_create(name); \
		TCase *tcase = tcase_create(name); \
		tcase_set_timeout(tcase, 60); \
		for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) \
			tcase_add_test(tcase, tests[i]); \
		suite_add_tcase(suite, tcase); \
		SRunner *runner = srunner_create(suite); \
		srunner_run_all(runner, CK_NORMAL); \
		const int failed = srunner_ntests_failed(runner); \
		srunner_free(runner); \
		return failed ? EXIT_FAILURE : EXIT_SUCCESS; \
	}

#endif
