/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_MARKDOWN_MEMORY_H
#define BRIEF_LOAD_MARKDOWN_MEMORY_H
/*
 * markdown_memory: what cmark-gfm allocates for one document, and the scratch arena beside it. All of it is
 * given back at once when the next document begins. Both budgets of a document are kept here: its memory and
 * its output.
 */
#include "base/arena.h"
#include "model/config.h"

struct cmark_mem;

struct markdown_budget {
    size_t memory_bytes; /* 0: 512 MiB */
    size_t output_bytes; /* 0: 64 MiB */
    /* Called when the memory or the output is used up; must not return. NULL: abort(). */
    void (*on_exhausted)(enum exhausted what);
};

/* Forgets the document before and begins a new one. The allocator is for cmark_parser_new_with_mem. */
struct cmark_mem *markdown_memory_begin(const struct markdown_budget *budget);
/* For what lives as long as the document's tree. */
struct arena *markdown_memory_scratch(void);
/* From here on a single piece much larger than the output budget means that the output is too large. */
void markdown_memory_begin_output(void);
/* Ends the document unless `length` bytes of output are within the budget. */
void markdown_memory_check_output(size_t length);
#endif
