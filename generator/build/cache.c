/* SPDX-License-Identifier: MIT */
/*
 * An index and its parts. The index is small, believed or not as a whole (build/store.h) and written anew by
 * every build that found something changed. The drafts are runs (base/pack.h) in long files that are only
 * ever appended to, by the workers themselves (build/cache_parts.h); the index has the checksum of each run's
 * head, and the draft those of its long texts, which are compared when somebody reads them.
 * A build that is killed leaves runs that no index names and that the next build writes over. Search entries,
 * of which all are gone through many times, lie in stretches of those files, away from the rest.
 */
#include "build/cache_file.h"
#include "build/lock.h"
#include "build/program.h"
#include "build/workers.h"
#include "load/draft_pack.h"
#include <stdlib.h>
#include <string.h>

/* Most drafts are no longer: growing there would cost as many copies. */
enum { USUAL_RUN_BYTES = 32 * 1024 };

/* What a process may leave empty at the end of its last stretch is little beside what it has put into all. */
enum { STRETCH_SHARE = 8, LARGEST_STRETCH_BYTES = 1024 * 1024 };

const char cache_index_name[] = ".brief/index", cache_index_kind[] = "brief index";

static text source_name(const struct cache *cache, const struct cached_source *source)
{
    return text_slice(cache->names, source->name_offset, source->name_length);
}

/* Where the index has the file with that number: both lists are sorted by path. */
static void match(struct cache *cache)
{
    size_t at = 0;
    for (size_t i = 0; i < cache->content->count; i++) {
        text path = cache->content->files[i].path;
        int order = 1;
        while (at < cache->source_count &&
               (order = text_compare(source_name(cache, &cache->sources[at]), path)) < 0)
            at++;
        if (order == 0)
            cache->earlier[i] = &cache->sources[at++];
    }
}

/* `ends`: of the parts that can be believed. */
static void read_index(struct cache *cache, uint64_t ends[CACHE_PARTS])
{
    size_t state_count, names_length;
    store_open(&cache->index, cache->site_folder, cache_index_name, cache_index_kind);
    const struct cache_state *state = store_table(&cache->index, TABLE_STATE, sizeof *state, &state_count);
    const char *names = store_table(&cache->index, TABLE_NAMES, 1, &names_length);
    cache->fault = cache->index.fault;
    if (state_count != 1)
        return;
    cache->names = (text){ names, names_length };
    cache->noted_ns = state->noted_ns;
    cache->sources = store_table(&cache->index, TABLE_SOURCES, sizeof *cache->sources, &cache->source_count);
    cache->images = store_table(&cache->index, TABLE_IMAGES, sizeof *cache->images, &cache->image_count);
    if (digest_equal(state->settings, cache->settings))
        memcpy(ends, state->ends, sizeof state->ends);
    else
        cache->fault = "was made with other settings";
}

/* Notes what the content file looks like. False: it is not there. */
static bool look_at(const struct cache *cache, int content_folder, size_t number, const char *path)
{
    const struct file_status *looked = cache->looked ? cache->looked[number] : NULL;
    if (!looked)
        return file_status_at(content_folder, path, &cache->now[number].status) == 0;
    cache->now[number].status = *looked;
    return looked->inode != 0;
}

/* Files that have no draft. */
static void note_other_files(struct cache *cache, int content_folder)
{
    struct arena arena;
    arena_init(&arena);
    for (size_t i = 0; i < cache->content->count; i++)
        if (!content_has_draft(&cache->content->files[i]))
            look_at(cache, content_folder, i, text_to_string(&arena, cache->content->files[i].disk_path));
    arena_release(&arena);
}

void cache_open(struct cache *cache, struct arena *arena, const struct cache_place *place,
    struct digest settings, const struct content *content)
{
    *cache = (struct cache){
        .site_folder = place->site_folder, .settings = settings, .content = content, .looked = place->looked
    };
    cache->is_writable = place->lock >= 0;
    cache->reads_all = place->is_all_read;
    cache->is_broken = place->is_broken;
    cache->program = program_describe(arena);
    cache->started_ns = lock_clock_ns(place->lock);
    cache->earlier = arena_alloc_array(arena, content->count, sizeof(void *));
    cache->now = workers_shared_memory(content->count * sizeof *cache->now);
    uint64_t ends[CACHE_PARTS] = { 0 };
    if (place->was_broken)
        cache->fault = "names texts that are damaged";
    else if (!place->is_ignored)
        read_index(cache, ends);
    cache_parts_open(&cache->parts, place->site_folder, ends, cache->is_writable ? place->process_count : 0);
    if (cache->is_writable && cache->parts.writer_count && cache->parts.parts[0].file < 0)
        cache->unkept = cache_part_name(0);
    match(cache);
    note_other_files(cache, place->content_folder);
}

bool cache_is_settled(
    const struct cache *cache, const struct cached_source *earlier, const struct file_status *now)
{
    return file_status_equal(now, &earlier->status) && file_status_is_settled(now, cache->noted_ns);
}

/* Has the file the bytes that it had when the index was written? Notes what it looks like now; of one that
 * was not there then, whoever reads it does. */
static bool is_unchanged(const struct cache *cache, const struct draft_maker *maker, size_t number)
{
    const struct cached_source *earlier = cache->earlier[number];
    struct cached_source *now = &cache->now[number];
    const struct content_file *file = &cache->content->files[number];
    struct arena arena;
    text contents;
    if (!earlier)
        return false;
    arena_init(&arena);
    const char *path = text_to_string(&arena, file->disk_path);
    bool is_same = look_at(cache, maker->content_folder, number, path);
    if (is_same && !cache_is_settled(cache, earlier, &now->status))
        is_same = file_read(maker->content_folder, path, (size_t)maker->config->limits.source_bytes, &arena,
                      &contents, NULL) == 0 &&
                  digest_equal(digest_of(contents), earlier->digest);
    arena_release(&arena);
    return is_same;
}

/* Is an image as it was when the draft was made? */
static bool is_image_unchanged(
    const struct cache *cache, const struct draft_maker *maker, const struct cached_image *image)
{
    text path = text_slice(cache->names, image->name_offset, image->name_length);
    const struct content_file *file = map_find(&maker->content->by_path, path);
    struct image_size size = { 0 };
    size_t number = file ? (size_t)(file - cache->content->files) : 0;
    const struct cached_source *earlier = file ? cache->earlier[number] : NULL;
    if (earlier && cache_is_settled(cache, earlier, &cache->now[number].status))
        return true;
    int error;
    bool is_measured = draft_measure_image(maker, path, &size, &error);
    /* One that cannot be read is for the new draft to report. */
    return !error && is_measured == image->is_measured &&
           (!is_measured || (size.width == image->size.width && size.height == image->size.height));
}

static bool are_images_unchanged(
    const struct cache *cache, const struct draft_maker *maker, const struct cached_source *source)
{
    if (source->image_start > cache->image_count ||
        source->image_count > cache->image_count - source->image_start)
        return false;
    for (size_t i = 0; i < source->image_count; i++)
        if (!is_image_unchanged(cache, maker, &cache->images[source->image_start + i]))
            return false;
    return true;
}

/* NULL when it is not what was written. */
static struct draft *take_run(struct cache *cache, const struct cached_source *source,
    const struct content_file *file, struct arena *arena)
{
    struct arena scratch;
    struct draft *draft = NULL;
    if (!source->draft_length || source->draft_offset % CACHE_ALIGNMENT ||
        source->head_length > source->draft_length)
        return NULL;
    arena_init(&scratch);
    text kept = cache_parts_find(&cache->parts, source->draft_offset, source->draft_length);
    text head = cache_parts_copy(&cache->parts, &scratch, text_slice(kept, 0, source->head_length));
    if (head.bytes && digest_equal(digest_of(head), source->head_digest))
        draft = draft_unpack(arena, head, kept, file);
    arena_release(&scratch);
    return draft;
}

/* False when they lie nowhere. */
static bool find_entries(const struct cache *cache, const struct cached_source *source, struct draft *draft)
{
    if (source->entries_length)
        draft->search_entries =
            cache_parts_find(&cache->parts, source->entries_offset, source->entries_length);
    return !source->entries_length || draft->search_entries.bytes;
}

/* Of a text that may have come with the head. */
static bool is_text_whole(const struct cache *cache, text kept, uint64_t digest)
{
    struct arena scratch;
    arena_init(&scratch);
    text copy = cache_parts_copy(&cache->parts, &scratch, kept);
    bool is_whole = !copy.bytes || digest_of(copy).low == digest;
    arena_release(&scratch);
    return is_whole;
}

/* Those of articles are compared with what was kept by whoever reads them (struct kept_texts); those of
 * others are looked at where they lie, and who looks at all anyway does it here. */
static bool are_texts_whole(const struct cache *cache, const struct draft *draft)
{
    return (!cache->reads_all && draft->file->kind == CONTENT_ARTICLE) ||
           (is_text_whole(cache, draft->body.html, draft->html_digest) &&
               is_text_whole(cache, draft->body.plain, draft->plain_digest) &&
               is_text_whole(cache, draft->search_entries, draft->search_digest));
}

struct draft *cache_take_draft(struct cache *cache, const struct draft_maker *maker, size_t number,
    struct arena *arena, struct diagnostics *diagnostics)
{
    const struct cached_source *earlier = cache->earlier[number];
    struct cached_source *now = &cache->now[number];
    if (!is_unchanged(cache, maker, number) || !are_images_unchanged(cache, maker, earlier))
        return NULL;
    struct draft *draft = take_run(cache, earlier, &cache->content->files[number], arena);
    if (!draft || !find_entries(cache, earlier, draft) || !are_texts_whole(cache, draft))
        return NULL;
    draft_say_again(draft, diagnostics);
    struct file_status status = now->status;
    *now = *earlier;
    now->status = status;
    return draft;
}

text cache_copy(const void *from, struct arena *arena, text kept)
{
    const struct cache *cache = from;
    return cache_parts_copy(&cache->parts, arena, kept);
}

static int compare_places(const void *a, const void *b)
{
    const char *left = (*(text *const *)a)->bytes, *right = (*(text *const *)b)->bytes;
    return left < right ? -1 : left > right;
}

void cache_copy_all(const void *from, struct arena *arena, text **kept, size_t count)
{
    const struct cache *cache = from;
    if (count)
        qsort(kept, count, sizeof *kept, compare_places);
    for (size_t i = 0, next; i < count; i = next) {
        text row = *kept[i];
        for (next = i + 1; next < count && kept[next]->bytes == row.bytes + row.length; next++)
            row.length += kept[next]->length;
        const char *copy = cache_parts_copy(&cache->parts, arena, row).bytes;
        for (size_t k = i; copy && k < next; k++)
            kept[k]->bytes = copy + (kept[k]->bytes - row.bytes);
    }
}

void cache_rest(const struct cache *cache)
{
    cache_parts_rest(&cache->parts);
}

void cache_close(struct cache *cache)
{
    cache_parts_close(&cache->parts);
    store_close(&cache->index);
}

bool cache_source(const struct cache *cache, size_t number, struct file_status *status, struct digest *digest)
{
    const struct cached_source *now = &cache->now[number];
    *status = now->status;
    *digest = now->digest;
    return content_has_draft(&cache->content->files[number]) && cache_has_digest(now);
}

/* Where the run can be read, when it was appended; or NULL. */
static const char *append(struct cache *cache, struct cached_source *now, text run)
{
    uint64_t offset = cache_parts_take(&cache->parts, cache->process, run.length);
    const char *appended = cache_parts_write(&cache->parts, offset, run);
    if (!appended)
        return NULL;
    now->draft_offset = offset;
    now->draft_length = run.length;
    now->head_length = pack_head_length(run);
    now->head_digest = digest_of(text_slice(run, 0, now->head_length));
    return appended;
}

/* A stretch for `length` bytes and, once there are many, for more. */
static void begin_stretch(struct cache *cache, size_t length)
{
    struct cache_stretch *stretch = &cache->stretch;
    uint64_t size = stretch->filled / STRETCH_SHARE;
    if (size > LARGEST_STRETCH_BYTES)
        size = LARGEST_STRETCH_BYTES;
    size = cache_padded(size < length ? length : size);
    stretch->at = cache_parts_take(&cache->parts, cache->process, size);
    stretch->end = stretch->at + size;
}

static bool append_entries(struct cache *cache, struct cached_source *now, text *entries)
{
    struct cache_stretch *stretch = &cache->stretch;
    now->entries_length = entries->length;
    if (!entries->length)
        return true;
    if (entries->length > stretch->end - stretch->at)
        begin_stretch(cache, entries->length);
    now->entries_offset = stretch->at;
    stretch->at += entries->length;
    stretch->filled += entries->length;
    entries->bytes = cache_parts_write(&cache->parts, now->entries_offset, *entries);
    return entries->bytes;
}

/* The draft without its entries; what must be made again is none. */
static struct draft *keep_run(struct cache *cache, struct cached_source *now, const struct draft *draft,
    const struct diagnostic *said, struct arena *arena)
{
    struct draft apart = *draft, *kept = NULL;
    struct buffer run;
    apart.search_entries = TEXT_NONE;
    buffer_init(&run, NULL);
    buffer_reserve(&run, USUAL_RUN_BYTES);
    if (draft_pack(&apart, said, &run)) {
        const char *appended = append(cache, now, buffer_text(&run));
        /* Looking into the file here would cost a fault a draft. */
        if (appended)
            kept = draft_unpack(arena, buffer_text(&run), (text){ appended, run.length }, draft->file);
    }
    buffer_release(&run);
    return kept;
}

void cache_work_as(struct cache *cache, size_t process)
{
    cache->process = process;
}

struct draft *cache_keep_draft(struct cache *cache, size_t number, const struct draft *draft,
    const struct file_status *status, const struct diagnostic *said, struct arena *arena)
{
    struct cached_source *now = &cache->now[number];
    text entries = draft->search_entries;
    now->digest = draft->digest;
    now->status = *status;
    if (!cache_parts_can_write(&cache->parts, cache->process))
        return NULL;
    struct draft *kept = keep_run(cache, now, draft, said, arena);
    if (!kept || !append_entries(cache, now, &entries)) {
        now->draft_length = 0;
        return NULL;
    }
    kept->search_entries = entries;
    return kept;
}
