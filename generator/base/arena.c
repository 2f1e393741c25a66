/* SPDX-License-Identifier: MIT */
/*
 * A pointer moves through a block; when the block is used up, a block of twice the size is put in front of
 * it. A piece too large for that gets a block of its own behind the current one, which goes on being filled.
 * A shared arena is one block that never gets a successor. Pages of large blocks are asked for in steps: one
 * by one, each would cost a fault of its own. Blocks of the size of the processor's large pages are made of
 * these: a process walks through an archive in fewer translations of addresses, and so does each that is
 * forked.
 *
 * Where memory is watched a block holds exactly one piece, so that the tool guards its ends and knows when it
 * was given back; pieces of a shared arena have a poisoned gap behind them instead.
 */
#include "base/arena.h"
#include "base/pages.h"
#include "base/watched.h"
#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Small enough for a site of three files, large enough that a large site asks the system seldom. */
enum { FIRST_BLOCK_BYTES = 64 * 1024, LARGEST_BLOCK_BYTES = 4 * 1024 * 1024 };
enum { LEAST_RESERVE_BYTES = 32 * 1024 * 1024 };
/* So many pages are asked for at a time: of a shared arena, at first fewer, and of blocks that are at least
 * four times that. */
enum { FIRST_RESERVE_STEP_BYTES = 64 * 1024, RESERVE_STEP_BYTES = 1024 * 1024, STEP_BYTES = 256 * 1024 };
/* Giving back less costs more than it is worth. */
enum { DISCARDED_BYTES = 64 * 1024 };
enum { ALIGNMENT = alignof(max_align_t), LINE_BYTES = 64 };
enum { GAP_BYTES = MEMORY_IS_WATCHED ? 16 : 0 };

struct arena_block {
    struct arena_block *older;
    size_t size; /* of the bytes behind this header */
    alignas(max_align_t) char bytes[];
};

void arena_die_out_of_memory(void)
{
    static const char message[] = "brief: out of memory\n";
    ssize_t written = write(STDERR_FILENO, message, sizeof(message) - 1);
    (void)written;
    /* A forked worker must not flush what its parent had buffered. */
    _exit(ARENA_EXIT_CODE);
}

void arena_init(struct arena *arena)
{
    *arena = (struct arena){ 0 };
}

void arena_init_shared(struct arena *arena, size_t reserve_bytes)
{
    int flags = MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE;
    void *mapping = mmap(NULL, reserve_bytes, PROT_READ | PROT_WRITE, flags, -1, 0);
    /* Where address space is limited (ulimit -v, no overcommit), less has to do, and some is left to others.
     */
    while (mapping == MAP_FAILED && reserve_bytes > LEAST_RESERVE_BYTES) {
        reserve_bytes /= 8;
        mapping = mmap(NULL, reserve_bytes, PROT_READ | PROT_WRITE, flags, -1, 0);
    }
    if (mapping == MAP_FAILED)
        arena_die_out_of_memory();
    arena_init(arena);
    /* So that it can settle in large pages. */
    size_t before = -(uintptr_t)mapping & (ARENA_LARGE_PAGE_BYTES - 1);
    if (before >= reserve_bytes / 2)
        before = 0;
    if (before)
        munmap(mapping, before);
    arena->reserved = (char *)mapping + before;
    arena->reserved_bytes = reserve_bytes - before;
    arena->next = arena->reserved;
    arena->end = arena->reserved;
}

/* A system that does not know this gives the pages as they are touched. */
static void ask_for_pages(char *start, char *end)
{
#ifdef MADV_POPULATE_WRITE
    struct pages pages = pages_within(start, (size_t)(end - start), page_bytes());
    if (pages.bytes)
        madvise(pages.start, pages.bytes, MADV_POPULATE_WRITE);
#else
    (void)start;
    (void)end;
#endif
}

/* Memory for a block of so many bytes, its header counted; NULL when there is none. */
static struct arena_block *block_memory(size_t bytes)
{
    if (bytes < ARENA_LARGE_PAGE_BYTES)
        return malloc(bytes);
    void *block;
    if (posix_memalign(&block, ARENA_LARGE_PAGE_BYTES, bytes) != 0)
        return NULL;
#ifdef MADV_HUGEPAGE
    madvise(block, bytes, MADV_HUGEPAGE);
#endif
    return block;
}

static struct arena_block *block_new(size_t size)
{
    if (size > SIZE_MAX - ARENA_LARGE_PAGE_BYTES)
        arena_die_out_of_memory();
    struct arena_block *block = block_memory(sizeof *block + size);
    if (!block)
        arena_die_out_of_memory();
    block->older = NULL;
    block->size = size;
    return block;
}

static void blocks_free(struct arena_block *block)
{
    while (block) {
        struct arena_block *older = block->older;
        free(block);
        block = older;
    }
}

/* Takes the largest block out of the list and frees the others. */
static struct arena_block *keep_largest_block(struct arena_block *blocks)
{
    struct arena_block *largest = NULL;
    while (blocks) {
        struct arena_block *older = blocks->older;
        if (!largest || blocks->size > largest->size) {
            free(largest);
            largest = blocks;
        } else {
            free(blocks);
        }
        blocks = older;
    }
    if (largest)
        largest->older = NULL;
    return largest;
}

void arena_reset(struct arena *arena)
{
    arena->allocated_bytes = 0;
    if (arena->reserved) {
        MEMORY_PERMIT(arena->reserved, (size_t)(arena->next - arena->reserved));
        arena->next = arena->reserved;
        return;
    }
    if (MEMORY_IS_WATCHED) {
        blocks_free(arena->blocks);
        arena_init(arena);
        return;
    }
    arena->blocks = keep_largest_block(arena->blocks);
    arena->next = arena->blocks ? arena->blocks->bytes : NULL;
    arena->end = arena->blocks ? arena->blocks->bytes + arena->blocks->size : NULL;
}

char *arena_position(const struct arena *arena)
{
    return arena->next;
}

bool arena_is_empty(const struct arena *arena)
{
    return arena->next == arena->reserved;
}

void arena_rewind(struct arena *arena, char *position)
{
    MEMORY_FORBID(position, (size_t)(arena->next - position));
    arena->next = position;
}

void arena_release(struct arena *arena)
{
    if (arena->reserved) {
        MEMORY_PERMIT(arena->reserved, (size_t)(arena->end - arena->reserved));
        munmap(arena->reserved, arena->reserved_bytes);
    }
    blocks_free(arena->blocks);
    arena_init(arena);
}

static size_t next_block_size(const struct arena *arena)
{
    size_t size = arena->blocks ? arena->blocks->size : FIRST_BLOCK_BYTES / 2;
    return size * 2 < LARGEST_BLOCK_BYTES ? size * 2 : LARGEST_BLOCK_BYTES - sizeof(struct arena_block);
}

/* The piece gets a block of its own, and the current block stays the one that is filled. */
static char *take_own_block(struct arena *arena, size_t size)
{
    struct arena_block *block = block_new(size);
    if (arena->next) {
        block->older = arena->blocks->older;
        arena->blocks->older = block;
    } else {
        block->older = arena->blocks;
        arena->blocks = block;
    }
    return block->bytes;
}

/* The path for a piece of a shared arena for which new pages are needed. */
static char *take_from_reserve(struct arena *arena, size_t size)
{
    size_t padding = -(uintptr_t)arena->next & (ALIGNMENT - 1);
    size_t left = (size_t)(arena->reserved + arena->reserved_bytes - arena->next);
    if (padding + GAP_BYTES > left || size > left - padding - GAP_BYTES)
        arena_die_out_of_memory();
    char *piece = arena->next + padding;
    arena->next = piece + size + GAP_BYTES;
    MEMORY_PERMIT(piece, size);
    MEMORY_FORBID(piece + size, GAP_BYTES);
    size_t used = (size_t)(arena->next - arena->reserved);
    size_t step = FIRST_RESERVE_STEP_BYTES;
    while (step < RESERVE_STEP_BYTES && step < used)
        step *= 2;
    size_t open = (used / step + 1) * step;
    char *end = arena->reserved + (open < arena->reserved_bytes ? open : arena->reserved_bytes);
    ask_for_pages(arena->end, end);
    arena->end = end;
    return piece;
}

/* Moves the end of what is filled so that `size` bytes fit the current block; false when they do not. */
static bool open_more(struct arena *arena, size_t size)
{
    if (arena->reserved || !arena->next || !arena->blocks)
        return false;
    char *limit = arena->blocks->bytes + arena->blocks->size, *end = arena->end;
    if (end == limit || size > (size_t)(limit - arena->next))
        return false;
    while (size > (size_t)(end - arena->next))
        end = (size_t)(limit - end) > STEP_BYTES ? end + STEP_BYTES : limit;
    ask_for_pages(arena->end, end);
    arena->end = end;
    return true;
}

/* The path for a piece that does not fit what is open. A new block is aligned for every type. */
static __attribute__((noinline)) char *take_from_new_block(struct arena *arena, size_t size, size_t padding)
{
    if (arena->reserved)
        return take_from_reserve(arena, size);
    if (open_more(arena, padding + size)) {
        char *piece = arena->next + padding;
        arena->next = piece + size;
        return piece;
    }
    size_t block_size = next_block_size(arena);
    if (MEMORY_IS_WATCHED || size > block_size / 4)
        return take_own_block(arena, size);
    struct arena_block *block = block_new(block_size);
    block->older = arena->blocks;
    arena->blocks = block;
    arena->next = arena->end = block->bytes;
    if (block_size < 4 * STEP_BYTES || !open_more(arena, size))
        arena->end = block->bytes + block_size;
    arena->next += size;
    return block->bytes;
}

/* `alignment` is a power of two. */
static inline char *take(struct arena *arena, size_t size, size_t alignment)
{
    /* An empty piece takes a byte, so that its address is never NULL, which would mean "absent". */
    size += size == 0;
    arena->allocated_bytes += size;
    size_t padding = -(uintptr_t)arena->next & (alignment - 1);
    size_t room = (size_t)(arena->end - arena->next);
    if (padding + GAP_BYTES > room || size > room - padding - GAP_BYTES)
        return take_from_new_block(arena, size, padding);
    char *piece = arena->next + padding;
    arena->next = piece + size + GAP_BYTES;
    MEMORY_PERMIT(piece, size);
    MEMORY_FORBID(piece + size, GAP_BYTES);
    return piece;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    char *piece = take(arena, size, ALIGNMENT);
    return memset(piece, 0, size);
}

void *arena_alloc_line(struct arena *arena, size_t size)
{
    char *piece = take(arena, size, LINE_BYTES);
    return memset(piece, 0, size);
}

static size_t checked_size(size_t count, size_t size)
{
    size_t total;
    if (__builtin_mul_overflow(count, size, &total))
        arena_die_out_of_memory();
    return total;
}

void *arena_alloc_array(struct arena *arena, size_t count, size_t size)
{
    return arena_alloc(arena, checked_size(count, size));
}

void *arena_alloc_array_unset(struct arena *arena, size_t count, size_t size)
{
    return take(arena, checked_size(count, size), ALIGNMENT);
}

char *arena_bytes(struct arena *arena, size_t size)
{
    return take(arena, size, 1);
}

void arena_shrink_bytes(struct arena *arena, const char *bytes, size_t old_size, size_t size)
{
    if (bytes && bytes + old_size == arena->next && GAP_BYTES == 0)
        arena->next -= old_size - size;
}

/* Shared pages stay: other processes may have them. */
void arena_discard(struct arena *arena, void *piece, size_t size)
{
    MEMORY_FORBID(piece, size);
    if (arena->reserved || size < DISCARDED_BYTES)
        return;
    struct pages pages = pages_within(piece, size, page_bytes());
    if (pages.bytes)
        madvise(pages.start, pages.bytes, MADV_DONTNEED);
}

char *arena_grow_bytes(struct arena *arena, char *bytes, size_t old_size, size_t new_size)
{
    if (new_size <= old_size && bytes)
        return bytes;
    size_t extra = new_size - old_size;
    bool is_newest = old_size > 0 && bytes + old_size == arena->next && GAP_BYTES == 0;
    if (is_newest && (extra <= (size_t)(arena->end - arena->next) || open_more(arena, extra))) {
        arena->next += extra;
        arena->allocated_bytes += extra;
        return bytes;
    }
    char *larger = arena_bytes(arena, new_size);
    if (old_size > 0 && bytes) {
        memcpy(larger, bytes, old_size);
        MEMORY_FORBID(bytes, old_size);
    }
    return larger;
}
