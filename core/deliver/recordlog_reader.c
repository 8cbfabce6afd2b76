/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "core/deliver/recordlog_parts.h"

struct recordlog_reader {
	char *dir;
	struct frames frames;
	int64_t seq; /* the last one that was read */
	char source[UINT8_MAX + 1], addressee[UINT8_MAX + 1];
};

/* The last segment that begins at or before seq, else the first one; 0 where there is none. */
static int64_t segment_of(const char *dir, int64_t seq)
{
	segment_list list = { 0 };
	segments_find(dir, &list);
	int64_t found = list.count ? list.at[0].first_seq : 0;
	for (size_t i = 0; i < list.count && list.at[i].first_seq <= seq; i++)
		found = list.at[i].first_seq;
	vec_done(&list);
	return found;
}

int64_t recordlog_reader_first(const char *dir)
{
	return segment_of(dir, 0);
}

int recordlog_reader_open(const char *dir, int64_t after_seq, struct recordlog_reader **out, struct err *err)
{
	struct recordlog_reader *r = mem_zero(1, sizeof *r);
	r->dir = mem_dup(dir);
	r->seq = after_seq;
	frames_init(&r->frames, r->dir);
	const int64_t first = segment_of(dir, after_seq + 1);
	if (first && frames_open(&r->frames, first, err)) {
		recordlog_reader_close(r);
		return -1;
	}
	*out = r;
	return 0;
}

void recordlog_reader_close(struct recordlog_reader *r)
{
	if (!r)
		return;
	frames_done(&r->frames);
	free(r->dir);
	free(r);
}

/* A frame's name of so many bytes, with the NUL that it has not. */
static const char *take_name(struct str *rest, size_t length, char out[UINT8_MAX + 1])
{
	const struct str name = str_slice(*rest, 0, length);
	memcpy(out, name.ptr, name.len);
	out[name.len] = '\0';
	*rest = str_from(*rest, length);
	return out;
}

static void fill_entry(struct recordlog_reader *r, const struct frame_header *h, struct str rest,
                       struct recordlog_entry *out)
{
	*out = (struct recordlog_entry){ .seq = h->seq,
		                         .logged_at_ms = h->logged_at_ms,
		                         .revision = h->revision,
		                         .status = h->status,
		                         .page_class = h->page_class };
	memcpy(out->id, h->id, sizeof out->id);
	out->id[sizeof out->id - 1] = '\0';
	out->source = take_name(&rest, h->source_length, r->source);
	out->addressee = h->addressee_length ? take_name(&rest, h->addressee_length, r->addressee) : NULL;
	out->json = rest;
}

static int next_segment(struct recordlog_reader *r, struct err *err)
{
	const int64_t first = segment_of(r->dir, r->seq + 1);
	if (!first || (r->frames.fd >= 0 && first <= r->frames.first_seq))
		return 0;
	return frames_open(&r->frames, first, err) ? -1 : 1;
}

int recordlog_reader_next(struct recordlog_reader *r, int64_t end_seq, struct recordlog_entry *out,
                          struct err *err)
{
	struct frame_header header;
	struct str rest;
	while (r->seq < end_seq) {
		const int64_t at = r->frames.at;
		int got = r->frames.fd >= 0 ? frames_next(&r->frames, &header, &rest, err) : 0;
		if (got < 0)
			return -1;
		if (!got) {
			got = next_segment(r, err);
			if (got != 1)
				return got;
			continue;
		}
		if (header.seq > end_seq) { /* not yet */
			r->frames.at = at;
			return 0;
		}
		if (header.seq > r->seq) {
			r->seq = header.seq;
			fill_entry(r, &header, rest, out);
			return 1;
		}
	}
	return 0;
}
