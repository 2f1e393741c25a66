/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BUILD_CACHE_FILE_H
#define BRIEF_BUILD_CACHE_FILE_H
/* cache_file: how the index of drafts lies in its file. Private to cache*.c. */
#include "build/cache.h"

enum cache_table { TABLE_STATE, TABLE_SOURCES, TABLE_IMAGES, TABLE_NAMES, CACHE_TABLE_COUNT };

extern const char cache_index_kind[];

struct cache_state {
    int64_t noted_ns;
    uint64_t ends[CACHE_PARTS];
    struct digest settings;
};

struct cached_source {
    uint32_t name_offset, name_length;
    struct file_status status; /* all zero: was not looked at */
    struct digest digest;      /* of the bytes, without a draft as cache_media.c has it; zero: unknown */
    uint64_t draft_offset, draft_length; /* a length of 0: no draft */
    uint64_t head_length; /* of the draft: what is copied when it is taken; it has the digests of the rest */
    struct digest head_digest;
    uint64_t entries_offset, entries_length; /* its search entries */
    uint32_t image_start, image_count;       /* those its draft measured */
};

static inline bool cache_has_digest(const struct cached_source *source)
{
    return source->digest.low || source->digest.high;
}

/* Need nobody look into the file, since it looks as it did then? */
bool cache_is_settled(
    const struct cache *cache, const struct cached_source *earlier, const struct file_status *now);

struct cached_image {
    uint32_t name_offset, name_length;
    uint32_t is_measured;
    struct image_size size;
};
#endif
