/* SPDX-License-Identifier: MIT */
#include "core/worker/child_output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/base/buf.h"
#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/base/mem.h"

enum { LINES_MOST = 50, BYTES_MOST = 16 * 1024, WINDOW_MS = 1000, LINE_MOST = 1000, NAME_MOST = 256 };

struct child_output {
	uv_loop_t *loop;
	uv_poll_t poll;
	int ends[2];
	bool is_closed;
	child_output_name *name;
	void *self;
	struct buf line;
	int64_t window_ms;
	size_t lines, bytes, left_out; /* of the window */
};

static void say_left_out(struct child_output *output)
{
	if (output->left_out)
		log_warning("… and %zu more lines of plugins on standard error", output->left_out);
	output->left_out = 0;
}

static void say_line(struct child_output *output)
{
	char name[NAME_MOST];
	const int64_t now = clock_mono_ms();
	const struct str text = str_trim(buf_str(&output->line));
	if (now - output->window_ms >= WINDOW_MS) {
		say_left_out(output);
		output->window_ms = now;
		output->lines = output->bytes = 0;
	}
	output->lines++;
	output->bytes += text.len;
	if (!text.len)
		return;
	if (output->lines > LINES_MOST || output->bytes > BYTES_MOST) {
		output->left_out++;
		return;
	}
	output->name(output->self, name, sizeof name);
	log_warning("%s says: %.*s", name, STR_ARG(text));
}

static void hear(struct child_output *output, struct str heard)
{
	while (heard.len) {
		const size_t end = str_chr(heard, '\n');
		const size_t length = end == STR_NONE ? heard.len : end;
		if (output->line.len < LINE_MOST)
			buf_add(&output->line, str_slice(heard, 0, length < LINE_MOST ? length : LINE_MOST));
		if (end == STR_NONE)
			return;
		say_line(output);
		buf_clear(&output->line);
		heard = str_from(heard, end + 1);
	}
}

static void on_readable(uv_poll_t *poll, int status, int events)
{
	struct child_output *output = poll->data;
	char piece[16384];
	(void)status;
	(void)events;
	const ssize_t n = read(output->ends[0], piece, sizeof piece);
	if (n > 0)
		hear(output, str_n(piece, (size_t)n));
}

int child_output_open(uv_loop_t *loop, child_output_name *name, void *self, struct child_output **out,
                      struct err *err)
{
	struct child_output *output = mem_zero(1, sizeof *output);
	if (pipe2(output->ends, O_CLOEXEC)) {
		free(output);
		return err_errno(err, EXIT_STATE, "no pipe for the workers");
	}
	fcntl(output->ends[0], F_SETFL, O_NONBLOCK);
	output->loop = loop;
	output->name = name;
	output->self = self;
	buf_init(&output->line, 4 * LINE_MOST);
	uv_poll_init(loop, &output->poll, output->ends[0]);
	output->poll.data = output;
	uv_poll_start(&output->poll, UV_READABLE, on_readable);
	uv_unref((uv_handle_t *)&output->poll);
	*out = output;
	return 0;
}

int child_output_end(const struct child_output *output)
{
	return output->ends[1];
}

static void on_closed(uv_handle_t *handle)
{
	struct child_output *output = handle->data;
	output->is_closed = true;
}

void child_output_close(struct child_output *output)
{
	char piece[16384];
	if (!output)
		return;
	for (ssize_t n; (n = read(output->ends[0], piece, sizeof piece)) > 0;)
		hear(output, str_n(piece, (size_t)n));
	if (output->line.len)
		say_line(output);
	say_left_out(output);
	uv_close((uv_handle_t *)&output->poll, on_closed);
	while (!output->is_closed)
		uv_run(output->loop, UV_RUN_ONCE);
	close(output->ends[0]);
	close(output->ends[1]);
	buf_done(&output->line);
	free(output);
}
