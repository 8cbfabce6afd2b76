/* SPDX-License-Identifier: MIT
 * Loads the parser plugins once, then forks workers from what it has: a new worker costs a fork, not a start. */
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/mem.h"
#include "core/doc/charset.h"
#include "core/normalize/normalize.h"
#include "core/worker/child.h"
#include "core/worker/frame.h"

enum { FRAME_MOST = 16 << 20, KEPT_MEMORY = 64 << 20 };

struct zygote {
	struct runtime *runtime;
	struct child_settings settings;
	struct buf in, out;
	int children; /* descriptor that tells of their end */
	sigset_t usual;
};

static void say(struct zygote *z)
{
	if (frame_send(ZYGOTE_SOCKET, buf_str(&z->out), -1))
		_exit(EXIT_SUCCESS); /* the host is gone */
	buf_clear(&z->out);
}

static void say_text(struct zygote *z, enum frame_type type, const char *text)
{
	struct frame_writer w;
	frame_begin(&w, &z->out, type);
	frame_add_text(&w, text);
	frame_end(&w);
	say(z);
}

/* One that dies in loading has told its name. */
static void on_loading(void *self, const char *name)
{
	say_text(self, FRAME_LOADING, name);
}

static void on_refused(void *self, const char *name, const char *why)
{
	struct zygote *z = self;
	struct frame_writer w;
	frame_begin(&w, &z->out, FRAME_REFUSED);
	frame_add_text(&w, name);
	frame_add_text(&w, why);
	frame_end(&w);
	say(z);
}

/* What the first use would open or build: done once for all workers, who could not open files any more. */
static void set_up_tables(void)
{
	date_setup();
	url_setup();
	charset_setup();
	language_setup();
}

static int set_up(struct zygote *z)
{
	enum frame_type type;
	struct frame_reader frame;
	struct err err;
	int fd;
	if (frame_receive(ZYGOTE_SOCKET, &z->in, &type, &frame, &fd) != 1 || type != FRAME_SETUP)
		return -1;
	const struct runtime_options options = { .dirs = frame_read_text(&frame),
		                                 .parser_options = frame_read_text(&frame),
		                                 .excluded = frame_read_text(&frame),
		                                 .loading = on_loading,
		                                 .refused = on_refused,
		                                 .self = z };
	z->settings.limits.memory = frame_read_int(&frame);
	z->settings.wants_explanations = frame_read_int(&frame);
	set_up_tables();
	if (runtime_new(&options, &z->runtime, &err)) {
		say_text(z, FRAME_BROKEN, err.text);
		return -1;
	}
	say_text(z, FRAME_READY, "");
	return 0;
}

static void fork_worker(struct zygote *z, struct frame_reader *frame, int socket)
{
	const int64_t slot = frame_read_int(frame);
	const pid_t pid = fork();
	if (!pid) {
		close(ZYGOTE_SOCKET);
		close(z->children);
		sigprocmask(SIG_SETMASK, &z->usual, NULL);
		child_main(socket, z->runtime, &z->settings);
	}
	close(socket);
	struct frame_writer w;
	frame_begin(&w, &z->out, FRAME_FORKED);
	frame_add_int(&w, slot);
	frame_add_int(&w, pid);
	frame_end(&w);
	say(z);
}

static void hear(struct zygote *z)
{
	enum frame_type type;
	struct frame_reader frame;
	int fd;
	if (frame_receive(ZYGOTE_SOCKET, &z->in, &type, &frame, &fd) != 1)
		_exit(EXIT_SUCCESS);
	if (type == FRAME_FORK && fd >= 0)
		fork_worker(z, &frame, fd);
	else if (type == FRAME_KILL)
		kill((pid_t)frame_read_int(&frame),
		     SIGKILL); /* not reaped yet, or gone: its number is not given again before */
}

static void reap(struct zygote *z)
{
	struct signalfd_siginfo ignored;
	struct rusage usage;
	int status;
	pid_t pid;
	while (read(z->children, &ignored, sizeof ignored) > 0)
		;
	while ((pid = wait4(-1, &status, WNOHANG, &usage)) > 0) {
		struct frame_writer w;
		frame_begin(&w, &z->out, FRAME_REAPED);
		frame_add_int(&w, pid);
		frame_add_int(&w, status);
		frame_add_int(&w, (int64_t)usage.ru_maxrss * 1024);
		frame_end(&w);
		say(z);
	}
}

int zygote_main(void)
{
	static struct zygote z;
	sigset_t child;
	mallopt(M_TRIM_THRESHOLD, KEPT_MEMORY); /* what one document has used the next one will */
	mallopt(M_TOP_PAD, 1 << 20);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	prctl(PR_SET_NAME, "wiredesk-zygote");
	signal(SIGINT, SIG_IGN);
	signal(SIGTERM, SIG_IGN);
	signal(SIGHUP, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	fcntl(ZYGOTE_SOCKET, F_SETFD, FD_CLOEXEC);
	fcntl(ZYGOTE_SOCKET, F_SETFL, 0); /* blocking, whatever it was handed over as */
	buf_init(&z.in, FRAME_MOST);
	buf_init(&z.out, FRAME_MOST);
	sigemptyset(&child);
	sigaddset(&child, SIGCHLD);
	sigprocmask(SIG_BLOCK, &child, &z.usual);
	z.children = signalfd(-1, &child, SFD_NONBLOCK | SFD_CLOEXEC);
	if (set_up(&z))
		return EXIT_FAILURE;
	for (;;) {
		struct pollfd ready[] = { { .fd = ZYGOTE_SOCKET, .events = POLLIN },
			                  { .fd = z.children, .events = POLLIN } };
		if (poll(ready, 2, -1) < 0 && errno != EINTR)
			return EXIT_FAILURE;
		if (ready[1].revents)
			reap(&z);
		if (ready[0].revents)
			hear(&z);
	}
}
