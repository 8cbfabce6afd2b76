/* SPDX-License-Identifier: MIT
 * What lies in a folder, and what comes into it. */
#ifndef CORE_INTAKE_FOLDER_H
#define CORE_INTAKE_FOLDER_H
#include <uv.h>

#include "core/base/err.h"
#include "core/base/vec.h"
#include "core/config/config.h"

typedef VEC(char *) folder_paths;

/* May a file of that name be taken in? Hidden and temporary names (.x, x.part, x.tmp, x~) are not; with patterns, only
 * those that match one. */
bool folder_takes(const struct config_source *source, const char *name);
/* Adds the files below path, sorted by name; folders below only if the source is recursive. A folder or file that
 * vanishes meanwhile is no error. */
int folder_scan(const struct config_source *source, const char *path, folder_paths *out, struct err *err);

/* A watched folder: files are told of when they have been closed after writing, moved in, or have lain still for the
 * source's quiet time. Where the system does not let a folder be watched, and while the source's own is gone, it is looked
 * through every two seconds instead. */
struct folder_watch;
typedef void folder_found(void *self, const char *path);
int folder_watch_open(const struct config_source *source, uv_loop_t *loop, folder_found *found, void *self,
                      struct folder_watch **out, struct err *err);
/* Whether all that was told of has been taken in: only then is a folder that cannot be watched looked through. */
void folder_watch_set_idle(struct folder_watch *watch, bool is_idle);
void folder_watch_close(struct folder_watch *watch); /* run the loop once more after it */
/* A file that was there already: told of at once where it is old enough, else when it has lain still. */
void folder_watch_consider(struct folder_watch *watch, const char *path);

#endif
