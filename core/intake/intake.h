/* SPDX-License-Identifier: MIT
 * Where documents come from without a network: files, folders (recursive, gz too), watched drop folders, standard
 * input. An intake is asked for the next document and says when there is none for now, or none ever again. */
#ifndef CORE_INTAKE_INTAKE_H
#define CORE_INTAKE_INTAKE_H
#include <uv.h>

#include "core/base/err.h"
#include "core/config/config.h"
#include "core/desk/desk.h"
#include "core/doc/document.h"

enum { INTAKE_BODY_MOST = 256 << 20 }; /* bytes of a document, decompressed */
#define INTAKE_MAP_MOST (INT64_C(8) << 30) /* of one that is mapped, and read as a stream or not at all */

/* Reads one file (gz is unpacked, also when its name does not say so) into a document: path, fetched_ms (mtime),
 * body, media type by content and name. -1: the error names the file. file may be NULL. */
int intake_read_file(const char *path, struct document **out, struct desk_file *file, struct err *err);
/* The same from a descriptor until its end; path is what messages call it. */
int intake_read_fd(int fd, const char *path, struct document **out, struct err *err);

struct intake;
enum intake_next { INTAKE_DOCUMENT, INTAKE_WAIT, INTAKE_END, INTAKE_FAILED };

/* For one source. With loop (`run` that stays) a watched folder never ends, and wake is called when INTAKE_WAIT is
 * over; without (`--once`) one scan is made. desk tells which files are known; NULL: none. */
typedef void intake_wake(void *self);
int intake_new(const struct config_source *source, uv_loop_t *loop, struct desk *desk, intake_wake *wake,
               void *self, struct intake **out, struct err *err);
/* For dead letters of a source: their documents once more, then the end. Copies the numbers. */
struct intake *intake_new_letters(const struct config_source *source, struct desk *desk,
                                  const int64_t *letters, size_t count);
void intake_add_letters(struct intake *intake, const int64_t *letters, size_t count);
/* Those that are still to be taken in, none of NULL; the array is the intake's. */
size_t intake_letters(const struct intake *intake, const int64_t **out);
void intake_free(struct intake *intake); /* with a loop: run it once more after this */
/* INTAKE_DOCUMENT: *out is the caller's; *file has its facts (path in the document's arena). INTAKE_FAILED: one input
 * could not be read; err names it, the next call goes on. */
enum intake_next intake_take(struct intake *intake, struct document **out, struct desk_file *file,
                             struct err *err);

#endif
