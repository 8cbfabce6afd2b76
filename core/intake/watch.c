/* SPDX-License-Identifier: MIT
 * inotify(7) on one folder or a tree of them. */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/base/str.h"
#include "core/intake/folder.h"

enum {
	POLL_QUIET_MS = 100,
	SCAN_BLIND_MS = 2000,
	EVENTS = IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE | IN_MODIFY | IN_DELETE_SELF | IN_MOVE_SELF |
	         IN_ONLYDIR
};

struct watched {
	int id;
	char *path;
};

/* A file that may still be written to. */
struct waiting {
	char *path;
	int64_t size, mtime_ns, since_ms;
};

struct folder_watch {
	const struct config_source *source;
	folder_found *found;
	void *self;
	int fd;
	uv_poll_t poll;
	uv_timer_t timer;
	unsigned open_handles;
	bool is_blind; /* a folder cannot be watched, or is gone: all is looked through now and then */
	bool is_idle;  /* nothing that was told of is waiting to be taken in */
	int64_t scanned_ms;
	VEC(struct watched) folders;
	VEC(struct waiting) waiting;
};

static void add_folder(struct folder_watch *watch, const char *path)
{
	const int id = inotify_add_watch(watch->fd, path, EVENTS);
	if (id < 0) {
		watch->is_blind =
			true; /* gone again, or over the system's limit (fs.inotify.max_user_watches) */
		return;
	}
	for (size_t i = 0; i < watch->folders.count; i++)
		if (watch->folders.at[i].id == id)
			return;
	vec_add(&watch->folders, ((struct watched){ id, mem_dup(path) }));
}

static bool look(const char *path, struct waiting *out)
{
	struct stat info;
	if (lstat(path, &info) || S_ISDIR(info.st_mode))
		return false;
	out->size = info.st_size;
	out->mtime_ns = (int64_t)info.st_mtim.tv_sec * 1000000000 + info.st_mtim.tv_nsec;
	return true;
}

static struct waiting *find_waiting(struct folder_watch *watch, const char *path)
{
	for (size_t i = 0; i < watch->waiting.count; i++)
		if (str_eq(str_c(watch->waiting.at[i].path), str_c(path)))
			return &watch->waiting.at[i];
	return NULL;
}

static void forget(struct folder_watch *watch, struct waiting *entry)
{
	free(entry->path);
	vec_remove(&watch->waiting, (size_t)(entry - watch->waiting.at));
}

static void wait_for_quiet(struct folder_watch *watch, const char *path)
{
	struct waiting seen = { .since_ms = clock_mono_ms() };
	if (find_waiting(watch, path) || !look(path, &seen))
		return;
	seen.path = mem_dup(path);
	vec_add(&watch->waiting, seen);
}

static void tell(struct folder_watch *watch, const char *path)
{
	struct waiting *entry = find_waiting(watch, path);
	if (entry)
		forget(watch, entry);
	watch->found(watch->self, path);
}

void folder_watch_consider(struct folder_watch *watch, const char *path)
{
	struct stat info;
	if (lstat(path, &info))
		return;
	const int64_t age_ms =
		clock_wall_ms() - ((int64_t)info.st_mtim.tv_sec * 1000 + info.st_mtim.tv_nsec / 1000000);
	if (age_ms >= watch->source->quiet_ms)
		watch->found(watch->self, path);
	else
		wait_for_quiet(watch, path);
}

/* A folder that came in, or all of them after the kernel's queue ran over: whatever lies there now. */
static void rescan(struct folder_watch *watch, const char *path)
{
	folder_paths paths = { 0 };
	folder_scan(watch->source, path, &paths, NULL);
	for (size_t i = 0; i < paths.count; i++) {
		folder_watch_consider(watch, paths.at[i]);
		free(paths.at[i]);
	}
	vec_done(&paths);
}

static void add_tree(struct folder_watch *watch, const char *path, unsigned depth)
{
	add_folder(watch, path);
	DIR *folder = watch->source->is_recursive && depth < 64 ? opendir(path) : NULL;
	for (struct dirent *entry; folder && (entry = readdir(folder));) {
		if (entry->d_type != DT_DIR || entry->d_name[0] == '.')
			continue;
		char *child = mem_printf("%s/%s", path, entry->d_name);
		add_tree(watch, child, depth + 1);
		free(child);
	}
	if (folder)
		closedir(folder);
}

/* What cannot be watched is looked through; what can be watched again is. */
static void look_again(struct folder_watch *watch, int64_t now)
{
	watch->scanned_ms = now;
	watch->is_blind = false;
	add_tree(watch, watch->source->folder, 0);
	rescan(watch, watch->source->folder);
}

static void on_timer(uv_timer_t *timer)
{
	struct folder_watch *watch = timer->data;
	const int64_t now = clock_mono_ms();
	for (size_t i = watch->waiting.count; i-- > 0;) {
		struct waiting *entry = &watch->waiting.at[i], seen = { 0 };
		if (!look(entry->path, &seen)) {
			forget(watch, entry);
		} else if (seen.size != entry->size || seen.mtime_ns != entry->mtime_ns) {
			entry->size = seen.size;
			entry->mtime_ns = seen.mtime_ns;
			entry->since_ms = now;
		} else if (now - entry->since_ms >= watch->source->quiet_ms) {
			char *path = mem_dup(entry->path);
			tell(watch, path);
			free(path);
		}
	}
	if (watch->is_blind && watch->is_idle && now - watch->scanned_ms >= SCAN_BLIND_MS)
		look_again(watch, now);
}

static const char *path_of(const struct folder_watch *watch, int id)
{
	for (size_t i = 0; i < watch->folders.count; i++)
		if (watch->folders.at[i].id == id)
			return watch->folders.at[i].path;
	return NULL;
}

/* A folder below that goes was taken away by somebody; the source's own may come back. */
static void forget_folder(struct folder_watch *watch, int id)
{
	for (size_t i = 0; i < watch->folders.count; i++) {
		struct watched *folder = &watch->folders.at[i];
		if (folder->id != id)
			continue;
		watch->is_blind |= str_eq(str_c(folder->path), str_c(watch->source->folder));
		inotify_rm_watch(watch->fd, id); /* one that was moved is still watched */
		free(folder->path);
		vec_remove(&watch->folders, i);
		return;
	}
}

static void on_event(struct folder_watch *watch, const struct inotify_event *event)
{
	if (event->mask & IN_Q_OVERFLOW) {
		rescan(watch, watch->source->folder);
		return;
	}
	const char *folder = path_of(watch, event->wd);
	if (event->mask & (IN_DELETE_SELF | IN_MOVE_SELF)) {
		forget_folder(watch, event->wd);
		return;
	}
	if (!folder || !event->len)
		return;
	char *path = mem_printf("%s/%s", folder, event->name);
	if (event->mask & IN_ISDIR) {
		if (watch->source->is_recursive && event->name[0] != '.') {
			add_tree(watch, path, 0);
			rescan(watch, path);
		}
	} else if (folder_takes(watch->source, event->name)) {
		if (event->mask & (IN_CLOSE_WRITE | IN_MOVED_TO))
			tell(watch, path);
		else
			wait_for_quiet(watch, path);
	}
	free(path);
}

static void on_readable(uv_poll_t *poll, int status, int events)
{
	struct folder_watch *watch = poll->data;
	_Alignas(struct inotify_event) char bytes[16 * 1024];
	ssize_t length;
	(void)status;
	(void)events;
	while ((length = read(watch->fd, bytes, sizeof bytes)) > 0)
		for (ssize_t at = 0; at < length;) {
			const struct inotify_event *event =
				(const struct inotify_event *)(const void *)(bytes + at);
			on_event(watch, event);
			at += (ssize_t)sizeof *event + event->len;
		}
}

int folder_watch_open(const struct config_source *source, uv_loop_t *loop, folder_found *found, void *self,
                      struct folder_watch **out, struct err *err)
{
	const int fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	if (fd < 0)
		return err_errno(err, EXIT_STATE, "cannot watch %s", source->folder);
	struct folder_watch *watch = mem_zero(1, sizeof *watch);
	watch->source = source;
	watch->found = found;
	watch->self = self;
	watch->fd = fd;
	watch->open_handles = 2;
	add_tree(watch, source->folder, 0);
	uv_poll_init(loop, &watch->poll, fd);
	uv_timer_init(loop, &watch->timer);
	watch->poll.data = watch->timer.data = watch;
	uv_poll_start(&watch->poll, UV_READABLE, on_readable);
	uv_timer_start(&watch->timer, on_timer, POLL_QUIET_MS, POLL_QUIET_MS);
	*out = watch;
	return 0;
}

void folder_watch_set_idle(struct folder_watch *watch, bool is_idle)
{
	watch->is_idle = is_idle;
}

static void on_closed(uv_handle_t *handle)
{
	struct folder_watch *watch = handle->data;
	if (--watch->open_handles)
		return;
	close(watch->fd);
	for (size_t i = 0; i < watch->folders.count; i++)
		free(watch->folders.at[i].path);
	for (size_t i = 0; i < watch->waiting.count; i++)
		free(watch->waiting.at[i].path);
	vec_done(&watch->folders);
	vec_done(&watch->waiting);
	free(watch);
}

void folder_watch_close(struct folder_watch *watch)
{
	if (!watch)
		return;
	uv_close((uv_handle_t *)&watch->poll, on_closed);
	uv_close((uv_handle_t *)&watch->timer, on_closed);
}
