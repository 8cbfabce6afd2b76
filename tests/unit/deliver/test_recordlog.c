/* SPDX-License-Identifier: MIT
 * The record log: what is appended is read again, tails are cut, damage is told of with file and place. */
#include "unit/check_main.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/mem.h"
#include "core/deliver/recordlog.h"

static char dir[] = "/tmp/wiredesk-log-XXXXXX";
static struct err err;

static struct recordlog *open_log(int64_t end, int64_t segment_size)
{
	struct recordlog *log;
	ck_assert_msg(!recordlog_open(dir, end, segment_size, &log, &err), "%s", err.text);
	return log;
}

static void append(struct recordlog *log, int count)
{
	for (int i = 0; i < count; i++) {
		char json[64];
		struct recordlog_entry entry = { .revision = 1, .source = "desk", .logged_at_ms = 1000 };
		snprintf(json, sizeof json, "{\"number\":%d}", (int)recordlog_end(log) + 1);
		memcpy(entry.id, "abcdefghijklmnopqrstuvwxyz", 27);
		entry.json = str_c(json);
		ck_assert_msg(!recordlog_append(log, &entry, &err), "%s", err.text);
	}
	ck_assert_msg(!recordlog_sync(log, &err), "%s", err.text);
}

static int read_on(int64_t after, int64_t end, int *out_last)
{
	struct recordlog_reader *reader;
	struct recordlog_entry entry;
	int64_t expected = after + 1;
	int got;
	ck_assert_msg(!recordlog_reader_open(dir, after, &reader, &err), "%s", err.text);
	while ((got = recordlog_reader_next(reader, end, &entry, &err)) == 1) {
		char json[64];
		snprintf(json, sizeof json, "{\"number\":%d}", (int)expected);
		ck_assert_int_eq(entry.seq, expected++);
		ck_assert_msg(str_eq(entry.json, str_c(json)), "%.*s", STR_ARG(entry.json));
		ck_assert_str_eq(entry.source, "desk");
	}
	recordlog_reader_close(reader);
	*out_last = (int)expected - 1;
	return got;
}

static size_t count_segments(void)
{
	size_t count = 0;
	DIR *folder = opendir(dir);
	for (const struct dirent *e; (e = readdir(folder));)
		count += strstr(e->d_name, ".log") != NULL;
	closedir(folder);
	return count;
}

static void last_segment(char *out, size_t size)
{
	char last[256] = "";
	DIR *folder = opendir(dir);
	for (const struct dirent *e; (e = readdir(folder));)
		if (strstr(e->d_name, ".log") && strcmp(e->d_name, last) > 0)
			snprintf(last, sizeof last, "%s", e->d_name);
	closedir(folder);
	snprintf(out, size, "%s/%s", dir, last);
}

static void begin(void)
{
	ck_assert_ptr_nonnull(mkdtemp(dir));
}

static void end(void)
{
	char command[128];
	snprintf(command, sizeof command, "rm -rf %s", dir);
	ck_assert_int_eq(system(command), 0);
}

START_TEST(what_is_appended_is_read_again)
{
	int last;
	begin();
	struct recordlog *log = open_log(0, 1 << 20);
	const uint64_t epoch = recordlog_epoch(log);
	append(log, 100);
	ck_assert_int_eq(read_on(0, 100, &last), 0);
	ck_assert_int_eq(last, 100);
	ck_assert_int_eq(read_on(40, 60, &last), 0);
	ck_assert_int_eq(last, 60);
	recordlog_close(log);
	log = open_log(100, 1 << 20);
	ck_assert_uint_eq(recordlog_epoch(log), epoch);
	append(log, 1);
	ck_assert_int_eq(recordlog_end(log), 101);
	recordlog_close(log);
	end();
}
END_TEST

START_TEST(an_uncommitted_tail_is_cut)
{
	int last;
	begin();
	struct recordlog *log = open_log(0, 1 << 20);
	append(log, 10);
	append(log, 10);
	recordlog_close(log);
	log = open_log(10, 1 << 20);
	ck_assert_int_eq(recordlog_end(log), 10);
	append(log, 5);
	recordlog_close(log);
	ck_assert_int_eq(read_on(0, 15, &last), 0);
	ck_assert_int_eq(last, 15);
	end();
}
END_TEST

START_TEST(a_torn_frame_at_the_end_is_cut)
{
	char path[512];
	struct stat info;
	int last;
	begin();
	struct recordlog *log = open_log(0, 1 << 20);
	append(log, 10);
	append(log, 1);
	recordlog_close(log);
	last_segment(path, sizeof path);
	ck_assert_int_eq(stat(path, &info), 0);
	ck_assert_int_eq(truncate(path, info.st_size - 7), 0);
	log = open_log(10, 1 << 20);
	append(log, 2);
	recordlog_close(log);
	ck_assert_int_eq(read_on(0, 12, &last), 0);
	ck_assert_int_eq(last, 12);
	end();
}
END_TEST

/* The host died between the making of a segment and its header. */
static void start_after(int records, const char *cut_segment)
{
	int last;
	ck_assert_int_eq(truncate(cut_segment, 3), 0);
	struct recordlog *log = open_log(records, 1 << 20);
	append(log, 2);
	recordlog_close(log);
	ck_assert_int_eq(read_on(0, records + 2, &last), 0);
	ck_assert_int_eq(last, records + 2);
}

START_TEST(a_segment_that_got_no_header_goes)
{
	char path[512];
	begin();
	struct recordlog *log = open_log(0, 1 << 20);
	append(log, 10);
	recordlog_close(log);
	snprintf(path, sizeof path, "%s/%020d.log", dir, 11);
	close(open(path, O_WRONLY | O_CREAT, 0666));
	start_after(10, path);
	end();
}
END_TEST

START_TEST(a_first_segment_that_got_no_header_goes)
{
	char path[512];
	begin();
	recordlog_close(open_log(0, 1 << 20));
	last_segment(path, sizeof path);
	start_after(0, path);
	end();
}
END_TEST

START_TEST(a_log_that_ends_before_the_state_is_refused)
{
	struct recordlog *log = NULL;
	begin();
	log = open_log(0, 1 << 20);
	append(log, 10);
	recordlog_close(log);
	ck_assert(recordlog_open(dir, 20, 1 << 20, &log, &err));
	ck_assert_int_eq(err.status, EXIT_STATE);
	ck_assert_msg(strstr(err.text, "10") && strstr(err.text, "20"), "%s", err.text);
	end();
}
END_TEST

/* An older state beside a newer log: what came since is not cut in silence. */
START_TEST(more_than_a_group_behind_the_state_is_refused)
{
	struct recordlog *log = NULL;
	int last;
	for (int64_t size = 300; size < 100000; size *= 10) { /* in segments of their own, and in one */
		begin();
		log = open_log(0, size);
		append(log, 10);
		append(log, 10);
		append(log, 10);
		recordlog_close(log);
		ck_assert(recordlog_open(dir, 10, size, &log, &err));
		ck_assert_int_eq(err.status, EXIT_STATE);
		ck_assert_msg(strstr(err.text, "2 commits behind record 10") != NULL, "%s", err.text);
		ck_assert_int_eq(read_on(0, 30, &last), 0);
		ck_assert_int_eq(last, 30);
		log = open_log(20, size);
		ck_assert_int_eq(recordlog_end(log), 20);
		recordlog_close(log);
		end();
		memcpy(strrchr(dir, '-') + 1, "XXXXXX", 6);
	}
}
END_TEST

START_TEST(damage_is_told_of)
{
	char path[512], byte;
	int last;
	begin();
	struct recordlog *log = open_log(0, 1 << 20);
	append(log, 50);
	last_segment(path, sizeof path);
	const int fd = open(path, O_RDWR);
	ck_assert_int_eq(pread(fd, &byte, 1, 2000), 1);
	byte = (char)(byte ^ 0x40);
	ck_assert_int_eq(pwrite(fd, &byte, 1, 2000), 1);
	close(fd);
	ck_assert_int_eq(read_on(0, 50, &last), -1);
	ck_assert_int_lt(last, 50);
	ck_assert_msg(strstr(err.text, path) != NULL, "%s", err.text);
	recordlog_close(log);
	end();
}
END_TEST

START_TEST(segments_go_when_all_have_passed)
{
	int last;
	begin();
	struct recordlog *log = open_log(0, 1000);
	for (int i = 0; i < 20; i++)
		append(log, 10);
	const size_t before = count_segments();
	ck_assert_uint_gt(before, 5);
	ck_assert_int_eq(recordlog_forget(log, 100, INT64_MAX, INT64_MAX, &err), 0);
	ck_assert_uint_lt(count_segments(), before);
	const int64_t first = recordlog_reader_first(dir);
	ck_assert_int_gt(first, 1);
	ck_assert_int_le(first, 101);
	ck_assert_int_eq(read_on(first - 1, 200, &last), 0);
	ck_assert_int_eq(last, 200);
	ck_assert_int_eq(recordlog_forget(log, 200, 0, 0, &err), 0);
	ck_assert_uint_eq(count_segments(), 1);
	append(log, 1);
	ck_assert_int_eq(recordlog_end(log), 201);
	recordlog_close(log);
	log = open_log(201, 1000);
	ck_assert_int_eq(recordlog_end(log), 201);
	recordlog_close(log);
	end();
}
END_TEST

TEST_MAIN("recordlog", what_is_appended_is_read_again, an_uncommitted_tail_is_cut,
          a_torn_frame_at_the_end_is_cut, a_segment_that_got_no_header_goes,
          a_first_segment_that_got_no_header_goes, a_log_that_ends_before_the_state_is_refused,
          more_than_a_group_behind_the_state_is_refused, damage_is_told_of, segments_go_when_all_have_passed)
