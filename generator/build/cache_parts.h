/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BUILD_CACHE_PARTS_H
#define BRIEF_BUILD_CACHE_PARTS_H
/*
 * cache_parts: the files in which drafts are kept, .brief/drafts and .brief/drafts-1 …, as one space of
 * offsets. Each process that writes has a file of its own, as far as there are enough: writers of one file
 * would wait for each other. They are only ever appended to; who knows an offset can read there what was
 * written, in whatever process. Private to cache*.c.
 */
#include "base/arena.h"
#include "base/text.h"
#include <stdatomic.h>
#include <stdbool.h>

enum { CACHE_PARTS = 4, CACHE_ALIGNMENT = 16 };

/* A part's number stands above this bit of an offset, the place in its file below. */
enum { CACHE_PART_SHIFT = 48 };

struct cache_part {
    int file;          /* -1: it is not there */
    const char *bytes; /* mapped, with room for what comes; NULL: nothing can be read */
    size_t length;     /* of what was there when it was opened */
    size_t room;       /* of the mapping */
};

/* What lies behind its end in a part belongs to nobody. In shared memory. */
struct cache_ends {
    _Atomic uint64_t of[CACHE_PARTS];
};

struct cache_parts {
    struct cache_part parts[CACHE_PARTS];
    size_t writer_count; /* the first so many are appended to */
    struct cache_ends *ends;
};

static inline uint64_t cache_padded(uint64_t length)
{
    return (length + CACHE_ALIGNMENT - 1) / CACHE_ALIGNMENT * CACHE_ALIGNMENT;
}

/* The part's file as it is called below the site. */
const char *cache_part_name(size_t part);
/* Opens those that have something before its end, and as many as `writer_count` to be appended to; with 0
 * they are only read. One that is begun anew is a new file. `ends` holds CACHE_PARTS of them. */
void cache_parts_open(struct cache_parts *parts, int site_folder, const uint64_t *ends, size_t writer_count);
void cache_parts_close(struct cache_parts *parts);
/* Can something be written by the process with that number? */
bool cache_parts_can_write(const struct cache_parts *parts, size_t process);
/* What lay there when the parts were opened; absent when less did. */
text cache_parts_find(const struct cache_parts *parts, uint64_t offset, uint64_t length);
/* A place for `length` bytes, padded, which are that process's own. */
uint64_t cache_parts_take(const struct cache_parts *parts, size_t process, uint64_t length);
/* Writes to a place that was taken. Returns where the bytes can be read; NULL: they were not written, or
 * there is no room for them to be read. */
const char *cache_parts_write(const struct cache_parts *parts, uint64_t offset, text bytes);
/* Copies, to `arena`, bytes that can be read in a part: cheaper than reading them there once, for which the
 * system would have to map the file page by page. Zeros when they cannot be read, which is for the caller to
 * find by a digest; absent when they stand in no part. */
text cache_parts_copy(const struct cache_parts *parts, struct arena *arena, text kept);
/* Where that is in its file; *file is open. */
uint64_t cache_parts_place(const struct cache_parts *parts, uint64_t offset, int *file);
/* The bytes before the ends of all parts. */
uint64_t cache_parts_used(const struct cache_parts *parts);
/* Gives back the memory through which this process has read. */
void cache_parts_rest(const struct cache_parts *parts);
#endif
