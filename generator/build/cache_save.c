/* SPDX-License-Identifier: MIT */
/*
 * The index of a build, from what its workers noted. A build that found everything as the index says leaves
 * it alone, unless a file was too young then to be believed now.
 */
#include "base/file_tree.h"
#include "base/list.h"
#include "build/cache_file.h"
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum { WASTE_BYTES = 1 << 20 };

struct saving {
    struct cache *cache;
    struct arena arena;
    struct buffer names;
    struct {
        struct cached_image *items;
        size_t count, capacity;
    } images;
};

static uint32_t add_name(struct saving *saving, text name)
{
    uint32_t at = (uint32_t)saving->names.length;
    buffer_append(&saving->names, name);
    return at;
}

static void add_images(struct saving *saving, const struct draft *draft)
{
    struct cached_source *now = &saving->cache->now[draft->file - saving->cache->content->files];
    now->image_start = (uint32_t)saving->images.count;
    now->image_count = (uint32_t)draft->measured.count;
    for (size_t i = 0; i < draft->measured.count; i++) {
        const struct measured_image *image = &draft->measured.items[i];
        *list_add(&saving->arena, &saving->images) = (struct cached_image){ add_name(saving, image->path),
            (uint32_t)image->path.length, image->is_measured, image->size };
    }
}

static bool is_same_source(const struct cache *cache, size_t number)
{
    const struct cached_source *earlier = cache->earlier[number], *now = &cache->now[number];
    return earlier && file_status_equal(&earlier->status, &now->status) &&
           file_status_is_settled(&now->status, cache->noted_ns) &&
           digest_equal(earlier->digest, now->digest) && earlier->draft_offset == now->draft_offset &&
           earlier->draft_length == now->draft_length;
}

static bool is_same_index(const struct cache *cache)
{
    bool is_same = !cache->fault && cache->source_count == cache->content->count;
    for (size_t i = 0; is_same && i < cache->content->count; i++)
        is_same = is_same_source(cache, i);
    return is_same;
}

static uint64_t live_bytes(const struct cache *cache)
{
    uint64_t bytes = 0;
    for (size_t i = 0; i < cache->content->count; i++)
        bytes += cache->now[i].draft_length + cache->now[i].entries_length;
    return bytes;
}

/* Appends to a file that is *end long what stands at *offset of the parts, where it stands then. */
static bool copy(const struct cache_parts *parts, int to, uint64_t *offset, uint64_t length, uint64_t *end)
{
    int from;
    if (!length)
        return true;
    loff_t in = (loff_t)cache_parts_place(parts, *offset, &from), out = (loff_t)*end;
    for (uint64_t left = length; left;) {
        ssize_t count = copy_file_range(from, &in, to, &out, left, 0);
        if (count <= 0)
            return false;
        left -= (uint64_t)count;
    }
    *offset = *end;
    *end += length;
    return true;
}

/* All runs, then all entries. */
static bool copy_all(struct cache *cache, int to, uint64_t *end)
{
    bool is_copied = true;
    for (size_t i = 0; is_copied && i < cache->content->count; i++)
        is_copied = copy(&cache->parts, to, &cache->now[i].draft_offset, cache->now[i].draft_length, end);
    for (size_t i = 0; is_copied && i < cache->content->count; i++)
        is_copied = copy(&cache->parts, to, &cache->now[i].entries_offset, cache->now[i].entries_length, end);
    return is_copied;
}

/* Moves what is named into a new file, which becomes the first part and the only one. When that fails, the
 * index must not name anything any more: what it would name lies elsewhere. */
static void compact(struct saving *saving)
{
    struct cache *cache = saving->cache;
    const char *beside = text_format(&saving->arena, "%s" BESIDE_SUFFIX, cache_part_name(0)).bytes;
    int file = openat(cache->site_folder, beside, O_RDWR | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
    uint64_t end = 0;
    bool is_copied = file >= 0 && copy_all(cache, file, &end);
    if (!is_copied || file_rename(cache->site_folder, beside, cache_part_name(0)) != 0) {
        for (size_t i = 0; i < cache->content->count; i++)
            cache->now[i].draft_length = 0;
        file_remove(cache->site_folder, beside);
    }
    for (size_t i = 0; i < CACHE_PARTS; i++)
        atomic_store(&cache->parts.ends->of[i], i ? 0 : cache_padded(end));
    for (size_t i = 1; i < CACHE_PARTS; i++)
        file_remove(cache->site_folder, cache_part_name(i));
    if (file >= 0)
        close(file);
}

static void write_index(struct saving *saving)
{
    struct cache *cache = saving->cache;
    for (size_t i = 0; i < cache->content->count; i++) {
        cache->now[i].name_offset = add_name(saving, cache->content->files[i].path);
        cache->now[i].name_length = (uint32_t)cache->content->files[i].path.length;
    }
    struct cache_state state = { .noted_ns = cache->started_ns, .settings = cache->settings };
    for (size_t i = 0; i < CACHE_PARTS; i++)
        state.ends[i] = atomic_load(&cache->parts.ends->of[i]);
    struct store_table tables[CACHE_TABLE_COUNT] = {
        [TABLE_STATE] = { &state, 1, sizeof state },
        [TABLE_SOURCES] = { cache->now, cache->content->count, sizeof *cache->now },
        [TABLE_IMAGES] = { saving->images.items, saving->images.count, sizeof *saving->images.items },
        [TABLE_NAMES] = { saving->names.bytes, saving->names.length, 1 },
    };
    store_write(cache->site_folder, cache_index_name, cache_index_kind, cache->program, tables,
        CACHE_TABLE_COUNT, CACHE_TABLE_COUNT);
}

void cache_save(struct cache *cache, struct draft *const *drafts, size_t draft_count)
{
    struct saving saving = { .cache = cache };
    if (!cache_parts_can_write(&cache->parts, 0) || is_same_index(cache))
        return;
    arena_init(&saving.arena);
    buffer_init(&saving.names, NULL);
    for (size_t i = 0; i < draft_count; i++)
        if (drafts[i])
            add_images(&saving, drafts[i]);
    if (cache_parts_used(&cache->parts) > 2 * live_bytes(cache) + WASTE_BYTES)
        compact(&saving);
    write_index(&saving);
    buffer_release(&saving.names);
    arena_release(&saving.arena);
}
