/* SPDX-License-Identifier: MIT */
/*
 * A text is taken chunk by chunk between blanks; what a chunk holds is remembered (search_memory.h), so that
 * most of the work is raising weights. At the end the keys that were met are sorted and written down.
 */
#include "load/search_words.h"
#include "base/list.h"
#include "load/search_memory.h"
#include <stdlib.h>
#include <string.h>

enum {
    REMEMBERED_CHUNKS = 300000, /* past this the memory starts anew: an archive's spellings never end */
    CLASSES = 32,               /* of bytes */
    BUCKETS = CLASSES * CLASSES,
    WAITING_CHUNKS = 16, /* looked up together, so that the processor fetches what it needs for all at once */
    SHORT_BUCKET = 48,   /* keys that insertion sorts faster than qsort */
};

struct search_maker {
    struct arena *arena;
    struct arena scratch; /* of the text at hand */
    struct search_memory memory;
    struct {
        struct search_language *items;
        size_t count, capacity;
    } languages;
};

/* The text at hand. */
struct gathering {
    struct search_memory *memory;
    struct search_language *language;
    const struct search_part *part;
    struct known_key *previous; /* the word before, in the same part; NULL: none */
    struct {
        struct known_key **items;
        size_t count, capacity;
    } keys;
    struct arena *scratch;
    text waiting[WAITING_CHUNKS];
    uint32_t hashes[WAITING_CHUNKS];
    size_t waiting_count;
};

struct search_maker *search_maker_open(struct arena *arena, struct unicode *unicode)
{
    struct search_maker *maker = arena_new(arena, struct search_maker);
    maker->arena = arena;
    maker->memory.unicode = unicode;
    arena_init(&maker->memory.arena);
    arena_init(&maker->scratch);
    return maker;
}

void search_maker_close(struct search_maker *maker)
{
    for (size_t i = 0; i < maker->languages.count; i++)
        stemmer_close(maker->languages.items[i].stemmer);
    arena_release(&maker->memory.arena);
    arena_release(&maker->scratch);
}

static void forget(struct search_maker *maker)
{
    arena_reset(&maker->memory.arena);
    for (size_t i = 0; i < maker->languages.count; i++)
        search_language_forget(&maker->languages.items[i], &maker->memory);
    maker->memory.chunk_count = 0;
    maker->memory.stamp = 0;
}

static struct search_language *language_of(struct search_maker *maker, text language)
{
    for (size_t i = 0; i < maker->languages.count; i++)
        if (text_equal(maker->languages.items[i].language, language))
            return &maker->languages.items[i];
    struct search_language *added = list_add(maker->arena, &maker->languages);
    added->language = text_copy(maker->arena, language);
    added->stemmer = stemmer_open(maker->arena, language);
    search_language_forget(added, &maker->memory);
    return added;
}

static void meet(struct gathering *gathering, struct known_key *key)
{
    if (key->stamp == gathering->memory->stamp)
        return;
    key->stamp = gathering->memory->stamp;
    key->weight = 0;
    key->follower_count = 0;
    key->is_word = false;
    *list_add(gathering->scratch, &gathering->keys) = key;
}

static void add_follower(struct known_key *key, uint8_t follower)
{
    if (key->follower_count > SEARCH_FOLLOWERS || memchr(key->followers, follower, key->follower_count))
        return;
    if (key->follower_count < SEARCH_FOLLOWERS)
        key->followers[key->follower_count] = (char)follower;
    key->follower_count++;
}

static void take_word(struct gathering *gathering, const struct known_word *word)
{
    struct known_key *stem = word->stem;
    if (stem->is_function_word && !gathering->part->has_function_words)
        return;
    meet(gathering, stem);
    stem->weight += gathering->part->weight;
    if (word->form)
        meet(gathering, word->form);
    else
        stem->is_word = true;
    if (stem->is_function_word || word->is_aside)
        return;
    if (gathering->previous)
        add_follower(gathering->previous, stem->follower);
    gathering->previous = stem;
}

static void take_waiting(struct gathering *gathering)
{
    for (size_t i = 0; i < gathering->waiting_count; i++)
        search_language_fetch(gathering->language, gathering->hashes[i]);
    for (size_t i = 0; i < gathering->waiting_count; i++) {
        const struct known_chunk *chunk = search_language_find(
            gathering->language, gathering->memory, gathering->waiting[i], gathering->hashes[i]);
        for (size_t k = 0; chunk && k < chunk->word_count; k++)
            take_word(gathering, &chunk->words[k]);
    }
    gathering->waiting_count = 0;
}

static void take_text(struct gathering *gathering, text value)
{
    for (size_t at = 0; at < value.length;) {
        size_t start = at;
        while (at < value.length && !text_is_blank(value.bytes[at]))
            at++;
        if (gathering->waiting_count == WAITING_CHUNKS)
            take_waiting(gathering);
        text chunk = text_slice(value, start, at - start);
        gathering->waiting[gathering->waiting_count] = chunk;
        gathering->hashes[gathering->waiting_count++] = search_language_hash(gathering->language, chunk);
        while (at < value.length && text_is_blank(value.bytes[at]))
            at++;
    }
}

/* The end of the tag or character reference at `start`; the next byte when it is neither. */
static size_t skip_markup(text markup, size_t start)
{
    size_t end = text_find_byte(markup, markup.bytes[start] == '<' ? '>' : ';', start);
    return end == SIZE_MAX ? start + 1 : end + 1;
}

static void take_markup(struct gathering *gathering, text markup)
{
    size_t from = 0;
    for (size_t at = 0; at < markup.length;) {
        if (markup.bytes[at] != '<' && markup.bytes[at] != '&') {
            at++;
            continue;
        }
        take_text(gathering, text_slice(markup, from, at - from));
        from = at = skip_markup(markup, at);
    }
    take_text(gathering, text_from(markup, from));
}

/* A stem before a form of the same letters, which another language's text may have. */
static int compare_keys(const struct known_key *a, const struct known_key *b)
{
    if (a->order != b->order)
        return a->order < b->order ? -1 : 1;
    int order = text_compare(a->key, b->key);
    return order ? order : (a->stem != NULL) - (b->stem != NULL);
}

static int compare_pointers(const void *a, const void *b)
{
    return compare_keys(*(struct known_key *const *)a, *(struct known_key *const *)b);
}

static void sort_bucket(struct known_key **keys, size_t count)
{
    if (count > SHORT_BUCKET) {
        qsort(keys, count, sizeof *keys, compare_pointers);
        return;
    }
    for (size_t i = 1; i < count; i++) {
        struct known_key *key = keys[i];
        size_t at = i;
        for (; at > 0 && compare_keys(key, keys[at - 1]) < 0; at--)
            keys[at] = keys[at - 1];
        keys[at] = key;
    }
}

/* Bytes in classes that keep their order; letters have one each. */
static unsigned class_of(unsigned char byte)
{
    if (byte < 'a')
        return byte < '0' ? 0 : byte <= '9' ? 1 : 2;
    return byte <= 'z' ? byte - 'a' + 3U : byte < 0xC8 ? 29 : byte < 0xE0 ? 30 : 31;
}

/* By the first byte and, where that is a letter, by the second: keys of later buckets are greater. */
static size_t bucket_of(const struct known_key *key)
{
    unsigned char first = (unsigned char)(key->order >> 56);
    bool is_letter = first >= 'a' && first <= 'z';
    return (size_t)class_of(first) * CLASSES + (is_letter ? class_of((unsigned char)(key->order >> 48)) : 0);
}

static struct known_key **sort_keys(struct gathering *gathering)
{
    uint32_t ends[BUCKETS] = { 0 }, total = 0;
    size_t count = gathering->keys.count;
    struct known_key **sorted = arena_alloc_array(gathering->scratch, count, sizeof *sorted);
    for (size_t i = 0; i < count; i++)
        ends[bucket_of(gathering->keys.items[i])]++;
    for (size_t i = 0; i < BUCKETS; i++) {
        uint32_t start = total;
        total += ends[i];
        ends[i] = start;
    }
    for (size_t i = 0; i < count; i++) {
        struct known_key *key = gathering->keys.items[i];
        sorted[ends[bucket_of(key)]++] = key;
    }
    for (size_t i = 0, start = 0; i < BUCKETS; start = ends[i++])
        if (ends[i] - start > 1)
            sort_bucket(sorted + start, ends[i] - start);
    return sorted;
}

static void write_key(struct buffer *out, const struct known_key *key)
{
    struct search_entry entry = { .key = key->key, .is_form = key->stem != NULL };
    if (entry.is_form) {
        size_t shared = 0;
        text stem = key->stem->key;
        while (
            shared < key->key.length && shared < stem.length && key->key.bytes[shared] == stem.bytes[shared])
            shared++;
        entry.dropped = key->key.length - shared;
        entry.bytes = text_from(stem, shared);
    } else {
        entry.is_word = key->is_word;
        entry.level = search_level_of(key->weight);
        entry.has_followers = !key->is_function_word && key->follower_count <= SEARCH_FOLLOWERS;
        if (entry.has_followers)
            entry.bytes = (text){ key->followers, key->follower_count };
    }
    search_entry_write(out, &entry);
}

static text write_keys(struct gathering *gathering, struct arena *arena)
{
    struct known_key **sorted = sort_keys(gathering);
    struct buffer out;
    buffer_init(&out, gathering->scratch);
    for (size_t i = 0; i < gathering->keys.count; i++)
        write_key(&out, sorted[i]);
    return text_copy(arena, buffer_text(&out));
}

text search_words_gather(struct search_maker *maker, struct arena *arena, text language,
    const struct search_part *parts, size_t part_count)
{
    struct gathering gathering = { .memory = &maker->memory, .scratch = &maker->scratch };
    if (maker->memory.chunk_count >= REMEMBERED_CHUNKS)
        forget(maker);
    gathering.language = language_of(maker, language);
    maker->memory.stamp++;
    for (size_t i = 0; i < part_count; i++) {
        gathering.part = &parts[i];
        gathering.previous = NULL;
        if (parts[i].is_markup)
            take_markup(&gathering, parts[i].words);
        else
            take_text(&gathering, parts[i].words);
        take_waiting(&gathering);
    }
    text entries = write_keys(&gathering, arena);
    arena_reset(&maker->scratch);
    return entries;
}
