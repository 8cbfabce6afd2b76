/* SPDX-License-Identifier: MIT
 * A parser that does what the document's first word says: each word a way to harm the host. What is no misdeed gives
 * an article. */
#include <wiredesk/plugin.h>

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* A sanitizer has handlers of its own. */
static void die_of(int number)
{
	signal(number, SIG_DFL);
	raise(number);
}

enum { DESCRIPTORS = 64, HUGE_TEXT = 8 << 20 };

static void sleep_for_ever(void)
{
	for (;;)
		pause();
}

static void crash(wd_job *job)
{
	(void)job;
	die_of(SIGSEGV);
}

static void abort_it(wd_job *job)
{
	(void)job;
	die_of(SIGABRT);
}

static void quit(wd_job *job)
{
	(void)job;
	_exit(0);
}

static void quit_loudly(wd_job *job)
{
	(void)job;
	exit(7);
}

static void hang_busy(wd_job *job)
{
	for (volatile unsigned long i = 0;; i++)
		if (!job)
			break;
}

static void hang_asleep(wd_job *job)
{
	(void)job;
	sleep_for_ever();
}

static void hang_stubbornly(wd_job *job)
{
	(void)job;
	for (int number = 1; number < 32; number++)
		signal(number, SIG_IGN);
	sleep_for_ever();
}

static void stop_itself(wd_job *job)
{
	(void)job;
	raise(SIGSTOP);
}

static void eat_memory(wd_job *job)
{
	for (;;) {
		char *page = malloc(1 << 20);
		if (!page)
			wd_print(job, "%0*d", HUGE_TEXT, 1); /* the host's own memory, then */
		else
			memset(page, 1, 1 << 20);
	}
}

static void overrun_stack(wd_job *job)
{
	volatile char space[1 << 16];
	space[0] = (char)(uintptr_t)job;
	if (job)
		overrun_stack(job);
	(void)space[0];
}

static void emit(wd_job *job, const char *title, const char *body)
{
	wd_object *article = wd_new_article(job);
	wd_set(article, WD_TITLE, title);
	wd_set(article, WD_BODY, body);
	wd_emit(article);
}

static void write_gigabytes(wd_job *job)
{
	char *body = malloc(HUGE_TEXT + 1);
	memset(body, 'x', HUGE_TEXT);
	body[HUGE_TEXT] = '\0';
	for (;;)
		emit(job, "far too much", body);
}

static void emit_for_ever(wd_job *job)
{
	for (unsigned long i = 0;; i++)
		emit(job, wd_print(job, "article number %lu of very many", i), "of no interest");
}

static void follow_for_ever(wd_job *job)
{
	for (unsigned long i = 0;; i++)
		wd_follow(job, wd_print(job, "https://desk.example/%lu", i), "article", NULL);
}

static void flood_error(wd_job *job)
{
	for (int i = 0; i < 200000; i++)
		fprintf(stderr, "line %d of a flood\n", i);
	emit(job, "after the flood", "The flood is over.");
}

static void close_all(wd_job *job)
{
	(void)job;
	for (int fd = 0; fd < DESCRIPTORS; fd++)
		close(fd);
	sleep_for_ever();
}

static bool is_socket(int fd)
{
	struct stat info;
	return !fstat(fd, &info) && S_ISSOCK(info.st_mode);
}

static void say_on_sockets(const void *bytes, size_t length)
{
	for (int fd = 3; fd < DESCRIPTORS; fd++)
		if (is_socket(fd))
			send(fd, bytes, length, MSG_NOSIGNAL);
}

static void talk_garbage(wd_job *job)
{
	char noise[4096];
	(void)job;
	for (size_t i = 0; i < sizeof noise; i++)
		noise[i] = (char)(i * 37 + 11);
	say_on_sockets(noise, sizeof noise);
}

static void claim_length(wd_job *job)
{
	static const unsigned char header[] = { 0xff, 0xff, 0xff, 0xff, 31, 0, 0, 0, 'x', 'y' };
	(void)job;
	say_on_sockets(header, sizeof header);
	sleep_for_ever();
}

static void kill_parent(wd_job *job)
{
	(void)job;
	kill(getppid(), SIGKILL);
	sleep_for_ever();
}

static void leave_children(wd_job *job)
{
	for (int i = 0; i < 3; i++)
		if (!fork()) {
			for (int fd = 0; fd < DESCRIPTORS; fd++)
				close(fd);
			sleep_for_ever();
		}
	emit(job, "children are left", "They sleep.");
}

/* The mark is made by the first try; files cannot grow in a worker, but an empty one can be made. */
static void crash_once(wd_job *job)
{
	const int fd = open("/dev/shm/wiredesk-test-crash-once", O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd >= 0)
		die_of(SIGSEGV);
	emit(job, "second time", "It went well.");
}

static void break_text(wd_job *job)
{
	emit(job, "broken \xff\xfe \xc3( \xed\xa0\x80 text \x01\x02", "\xf0\x9f body \xe2\x82");
}

static const struct misdeed {
	const char *word;
	void (*commit)(wd_job *job);
} misdeeds[] = {
	{ "crash", crash },
	{ "abort", abort_it },
	{ "quit", quit },
	{ "quit-loudly", quit_loudly },
	{ "hang-busy", hang_busy },
	{ "hang-asleep", hang_asleep },
	{ "hang-stubbornly", hang_stubbornly },
	{ "stop", stop_itself },
	{ "eat-memory", eat_memory },
	{ "overrun-stack", overrun_stack },
	{ "gigabytes", write_gigabytes },
	{ "endless", emit_for_ever },
	{ "links", follow_for_ever },
	{ "flood", flood_error },
	{ "close-all", close_all },
	{ "garbage", talk_garbage },
	{ "claim-length", claim_length },
	{ "kill-parent", kill_parent },
	{ "leave-children", leave_children },
	{ "crash-once", crash_once },
	{ "broken-text", break_text },
};

static enum wd_verdict parse(wd_job *job, const struct wd_doc *doc, const void *options, void *self)
{
	const char *text = wd_text(job, wd_plain(job), "//line");
	(void)doc;
	(void)options;
	(void)self;
	for (size_t i = 0; text && i < sizeof misdeeds / sizeof *misdeeds; i++)
		if (!strcmp(text, misdeeds[i].word)) {
			misdeeds[i].commit(job);
			return WD_OK;
		}
	emit(job, text, "A document without a misdeed.");
	return WD_OK;
}

WD_PARSER(.name = "bad", .version = "1.0", .summary = "does harm", .parse = parse);
