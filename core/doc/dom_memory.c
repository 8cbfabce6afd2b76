/* SPDX-License-Identifier: MIT
 * libxml2's memory. While a tree of HTML is built, what it asks for comes off the document's arena: tens of thousands of
 * small pieces that all go at once. What is freed meanwhile is used again. Before and behind, memory is the heap's. */
#include <stdlib.h>

#include "core/base/mem.h"
#include "core/doc/dom_parts.h"

enum { STEP = 16, CLASSES = 32 /* sizes of pieces that are used again, a step each */ };

/* Before each piece; as large as the strictest alignment. */
struct head {
	size_t size;
	struct arena *arena; /* NULL: the heap's */
};

struct piece {
	struct piece *next;
};

static bool is_ours;        /* libxml2 asks here */
static struct arena *arena; /* while a tree is built */
static struct piece *spare[CLASSES];

static size_t class_of(size_t size)
{
	return (size + STEP - 1) / STEP;
}

static void *piece_alloc(size_t size)
{
	const size_t class = class_of(size);
	struct head *head = class < CLASSES ? (struct head *)(void *)spare[class] : NULL;
	if (head) {
		spare[class] = ((struct piece *)(void *)head)->next;
		head--;
	} else {
		head = arena_alloc(arena, sizeof *head + (class + !class) * STEP);
	}
	*head = (struct head){ size, arena };
	return head + 1;
}

static void *memory_alloc(size_t size)
{
	if (arena)
		return piece_alloc(size);
	struct head *head = mem_alloc(sizeof *head + size);
	*head = (struct head){ size, NULL };
	return head + 1;
}

static void memory_free(void *ptr)
{
	struct head *head = ptr;
	if (!ptr)
		return;
	head--;
	if (!head->arena) {
		free(head);
		return;
	}
	const size_t class = class_of(head->size);
	if (head->arena != arena || class >= CLASSES || !class)
		return; /* it goes with its arena */
	struct piece *piece = ptr;
	piece->next = spare[class];
	spare[class] = piece;
}

static void *memory_resize(void *ptr, size_t size)
{
	struct head *head = ptr;
	if (!ptr)
		return memory_alloc(size);
	head--;
	if (!head->arena && !arena) {
		head = mem_resize(head, sizeof *head + size);
		head->size = size;
		return head + 1;
	}
	if (head->arena && class_of(size) <= class_of(head->size)) {
		head->size = size;
		return ptr;
	}
	void *grown = memory_alloc(size);
	memcpy(grown, ptr, size < head->size ? size : head->size);
	memory_free(ptr);
	return grown;
}

static char *memory_dup(const char *text)
{
	const size_t size = strlen(text) + 1;
	return memcpy(memory_alloc(size), text, size);
}

void dom_memory_setup(void)
{
	is_ours = !xmlMemSetup(memory_free, memory_alloc, memory_resize, memory_dup);
}

bool dom_memory_begin(struct arena *of)
{
	memset(spare, 0, sizeof spare);
	arena = is_ours ? of : NULL;
	return is_ours;
}

void dom_memory_end(void)
{
	xmlResetLastError(); /* its texts would outlive their memory */
	arena = NULL;
}
