/* SPDX-License-Identifier: MIT
 * The reader of XML: no crash, what it opens it closes, and it makes no difference in what pieces the bytes come (the
 * first byte says how long). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../plugins/parsers/common/xml_scan.h"
#include "core/base/hash.h"
#include "fuzz.h"

struct input {
	const uint8_t *at;
	size_t left, piece;
};

static long read_piece(void *self, void *into, size_t size)
{
	struct input *input = self;
	size_t n = input->left < size ? input->left : size;
	if (n > input->piece)
		n = input->piece;
	memcpy(into, input->at, n);
	input->at += n;
	input->left -= n;
	return (long)n;
}

static void note(struct xml_buffer *log, const char *what, struct wd_bytes text)
{
	xml_buffer_add(log, what, strlen(what));
	xml_buffer_add(log, text.ptr, text.len);
}

static void note_attributes(struct xml_buffer *log, const struct xml_scan *xml)
{
	for (size_t i = 0; i < xml->attribute_count; i++) {
		note(log, " ", xml->attributes[i].local);
		note(log, "=", xml->attributes[i].value);
	}
}

/* Pieces of text that follow one another are one text. */
static struct xml_buffer read_all(const uint8_t *data, size_t size, size_t piece)
{
	struct input input = { data, size, piece };
	struct xml_buffer log = { 0 };
	struct xml_scan xml;
	enum xml_event event, before = XML_END;
	unsigned depth = 0;
	xml_init(&xml, read_piece, &input);
	while ((event = xml_next(&xml)) != XML_END) {
		if (event == XML_OPEN && xml.depth != ++depth)
			abort();
		if (event == XML_CLOSE && xml.depth != depth--)
			abort();
		note(&log,
		     event != XML_TEXT    ? event == XML_OPEN ? "<" : "/"
		     : before == XML_TEXT ? ""
		                          : "#",
		     event == XML_TEXT ? xml.text : xml.local);
		if (event == XML_OPEN)
			note_attributes(&log, &xml);
		before = event;
	}
	note(&log, xml.fault ? "!" : "",
	     (struct wd_bytes){ "", 0 }); /* of several in one text the first may be another */
	xml_done(&xml);
	return log;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (!size || memchr(data, 0, size)) /* the host's text has no NUL */
		return 0;
	struct xml_buffer whole = read_all(data + 1, size - 1, SIZE_MAX);
	struct xml_buffer pieces = read_all(data + 1, size - 1, 1 + data[0] % 61);
	const bool is_same = whole.len == pieces.len && !memcmp(whole.ptr, pieces.ptr, whole.len);
	if (!is_same) {
		fprintf(stderr, "whole:  %s\npieces: %s\n", whole.ptr, pieces.ptr);
		abort();
	}
	free(whole.ptr);
	free(pieces.ptr);
	return 0;
}
