/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_ARENA_H
#define BRIEF_BASE_ARENA_H
/*
 * arena: memory that is taken piece by piece and given back at once. Every room allocates through one.
 * Three kinds of life: the build (settings, model), the draft (one document), the output (one page, reset).
 * Running out of memory ends the program here (exit 3); no caller tests for NULL.
 * Where memory is watched (base/watched.h) each piece is a malloc of its own, so that overruns and stale
 * pointers are seen.
 */
#include <stdbool.h>
#include <stddef.h>

struct arena_block;

struct arena {
    char *next;                 /* first free byte of the current block */
    char *end;                  /* one past its last byte */
    struct arena_block *blocks; /* newest first */
    char *reserved;             /* start of a shared reservation, or NULL */
    size_t reserved_bytes;
    size_t allocated_bytes; /* handed out since init or the last reset, taken back or not */
};

void arena_init(struct arena *arena);
/*
 * An arena inside one anonymous mapping shared with processes forked later: what a worker puts there has the
 * same address in its parent. The mapping reserves address space only; pages come into being when touched.
 * Dies when `reserve_bytes` are used up; they are fewer where the system does not give as many.
 */
void arena_init_shared(struct arena *arena, size_t reserve_bytes);
/*
 * Says that no process puts anything into a shared arena any more, or changes what is there: what there is
 * becomes this process's own, in large pages at the same addresses. Shared memory has small ones, of which
 * every process that looks at them pays for each.
 */
void arena_settle(struct arena *arena); /* arena_settle.c */
/* Where the next piece of a shared arena will be; and forgets every piece that was taken since then. */
char *arena_position(const struct arena *arena);
void arena_rewind(struct arena *arena, char *position);
/* Has a shared arena no piece, or none any more? */
bool arena_is_empty(const struct arena *arena);
/* Forgets every piece but keeps some memory for the next round. */
void arena_reset(struct arena *arena);
void arena_release(struct arena *arena);

/* Zeroed, aligned for any type. A size of 0 gives a valid pointer to nothing. */
void *arena_alloc(struct arena *arena, size_t size);
/* The same at the start of a line of the processor's cache, but for the first piece of a block: for small
 * pieces that are visited in no order. */
void *arena_alloc_line(struct arena *arena, size_t size);
/* count × size, checked for overflow, zeroed. */
void *arena_alloc_array(struct arena *arena, size_t count, size_t size);
/* The same, not zeroed: for what is written before it is read. */
void *arena_alloc_array_unset(struct arena *arena, size_t count, size_t size);
/* Bytes for text: not zeroed, not aligned. */
char *arena_bytes(struct arena *arena, size_t size);
/*
 * Makes a piece from arena_bytes larger, in place when it is the newest, else by copying. `old_size` bytes
 * are kept. Returns where it is now.
 */
char *arena_grow_bytes(struct arena *arena, char *bytes, size_t old_size, size_t new_size);

/* Gives the end of a piece from arena_bytes back where it is the newest; it keeps `size` of `old_size` bytes.
 */
void arena_shrink_bytes(struct arena *arena, const char *bytes, size_t old_size, size_t size);
/*
 * Says that a piece is read no more: what it holds of whole pages goes back to the system, where there are
 * some, and where memory is watched whoever reads it is found. Its address is not given out again before a
 * reset.
 */
void arena_discard(struct arena *arena, void *piece, size_t size);

#define arena_new(arena, type)              ((type *)arena_alloc((arena), sizeof(type)))
#define arena_new_array(arena, type, count) ((type *)arena_alloc_array((arena), (count), sizeof(type)))

/* A large page of most processors; where it is another size, the system does what it can. */
enum { ARENA_LARGE_PAGE_BYTES = 2 * 1024 * 1024 };

/* The exit code of a process that found no memory: that of a machine that failed. */
enum { ARENA_EXIT_CODE = 3 };
/* Ends the program with "out of memory" on standard error and exit code 3. */
void arena_die_out_of_memory(void) __attribute__((noreturn));
#endif
