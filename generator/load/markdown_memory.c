/* SPDX-License-Identifier: MIT */
/*
 * A bump allocator: a pointer moves through a block of 1 MiB that is kept from document to document; more
 * blocks come from an arena that is emptied when the next document begins. Each piece has its size before it,
 * so that the newest piece can grow in place and be taken back, which is what cmark-gfm's growing strings do
 * all the time.
 *
 * The state is the one mutable variable at file scope in this room: struct cmark_mem has functions without a
 * place for data of the caller. The library keeps tables of its own while it parses and so is not thread-safe
 * anyway; a process works on one document at a time.
 *
 * Where memory is watched each piece is an arena piece of its own and never grows in place.
 */
#include "load/markdown_memory.h"
#include "base/watched.h"
#include <cmark-gfm.h>
#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_BYTES = MEMORY_IS_WATCHED ? 0 : 1024 * 1024 };

static const size_t default_memory_bytes = (size_t)512 * 1024 * 1024;
static const size_t default_output_bytes = (size_t)64 * 1024 * 1024;
/* The library's strings count in 32 bits and abort beyond 1 GiB; our budget must end the work before that. */
static const size_t largest_output_bytes = (size_t)512 * 1024 * 1024;

struct piece {
    alignas(max_align_t) size_t size; /* rounded */
    alignas(max_align_t) char bytes[];
};

static struct {
    struct arena kept;     /* the first block */
    struct arena overflow; /* the others */
    struct arena scratch;
    char *first_block;
    char *next, *end;
    size_t used_bytes;
    size_t largest_piece;
    struct markdown_budget budget;
} memory;

static void exhaust(enum exhausted what)
{
    if (memory.budget.on_exhausted)
        memory.budget.on_exhausted(what);
    abort();
}

static size_t rounded(size_t size)
{
    size_t unit = alignof(max_align_t);
    if (size > SIZE_MAX / 2)
        exhaust(EXHAUSTED_MEMORY);
    return (size + unit - 1) / unit * unit;
}

static void add_block(size_t needed)
{
    size_t unit = alignof(max_align_t);
    size_t size = (needed > BLOCK_BYTES ? needed : BLOCK_BYTES) + unit;
    char *block = arena_bytes(&memory.overflow, size);
    size_t padding = -(uintptr_t)block & (unit - 1);
    memory.next = block + padding;
    memory.end = memory.next + size - unit;
}

/* Not zeroed. */
static void *take(size_t size)
{
    size_t body = rounded(size);
    size_t needed = sizeof(struct piece) + body;
    if (needed > memory.budget.memory_bytes - memory.used_bytes)
        exhaust(EXHAUSTED_MEMORY);
    if (needed > (size_t)(memory.end - memory.next))
        add_block(needed);
    struct piece *piece = (struct piece *)(void *)memory.next;
    memory.next += needed;
    memory.used_bytes += needed;
    piece->size = body;
    return piece->bytes;
}

static struct piece *piece_of(void *bytes)
{
    return (struct piece *)(void *)((char *)bytes - offsetof(struct piece, bytes));
}

static void *memory_calloc(size_t count, size_t size)
{
    size_t total;
    if (__builtin_mul_overflow(count, size, &total))
        exhaust(EXHAUSTED_MEMORY);
    return memset(take(total), 0, total);
}

/* Makes the newest piece larger where it lies. */
static bool grew_in_place(struct piece *piece, size_t size)
{
    size_t extra = rounded(size) - piece->size;
    if (BLOCK_BYTES == 0 || piece->bytes + piece->size != memory.next)
        return false;
    if (extra > (size_t)(memory.end - memory.next) || extra > memory.budget.memory_bytes - memory.used_bytes)
        return false;
    memory.next += extra;
    memory.used_bytes += extra;
    piece->size += extra;
    return true;
}

static void *memory_realloc(void *bytes, size_t size)
{
    if (size > memory.largest_piece)
        exhaust(EXHAUSTED_OUTPUT);
    if (!bytes)
        return take(size);
    struct piece *piece = piece_of(bytes);
    if (size <= piece->size || grew_in_place(piece, size))
        return bytes;
    return memcpy(take(size), bytes, piece->size);
}

static void memory_free(void *bytes)
{
    if (!bytes)
        return;
    struct piece *piece = piece_of(bytes);
    if (BLOCK_BYTES == 0 || piece->bytes + piece->size != memory.next)
        return;
    memory.used_bytes -= (size_t)(memory.next - (char *)piece);
    memory.next = (char *)piece;
}

struct cmark_mem *markdown_memory_begin(const struct markdown_budget *budget)
{
    static struct cmark_mem allocator = { memory_calloc, memory_realloc, memory_free };
    if (!memory.first_block && BLOCK_BYTES > 0)
        memory.first_block = arena_alloc_array_unset(&memory.kept, BLOCK_BYTES, 1);
    arena_reset(&memory.overflow);
    arena_reset(&memory.scratch);
    memory.next = memory.first_block;
    memory.end = memory.first_block ? memory.first_block + BLOCK_BYTES : NULL;
    memory.used_bytes = 0;
    memory.largest_piece = SIZE_MAX;
    memory.budget = *budget;
    if (!budget->memory_bytes)
        memory.budget.memory_bytes = default_memory_bytes;
    if (!budget->output_bytes)
        memory.budget.output_bytes = default_output_bytes;
    if (memory.budget.output_bytes > largest_output_bytes)
        memory.budget.output_bytes = largest_output_bytes;
    return &allocator;
}

struct arena *markdown_memory_scratch(void)
{
    return &memory.scratch;
}

void markdown_memory_begin_output(void)
{
    /* The library asks for half as much again as it needs. */
    memory.largest_piece = memory.budget.output_bytes + memory.budget.output_bytes / 2 + 4096;
}

void markdown_memory_check_output(size_t length)
{
    if (length > memory.budget.output_bytes)
        exhaust(EXHAUSTED_OUTPUT);
}
