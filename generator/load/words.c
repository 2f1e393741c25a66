/* SPDX-License-Identifier: MIT */
/*
 * A text is taken chunk by chunk between blanks, where words always end; what a chunk holds is remembered
 * (words_memory.h), so that most of the work is raising counts. At the end the keywords are chosen and the
 * entries written down.
 */
#include "load/words.h"
#include "base/list.h"
#include "load/words_memory.h"
#include <string.h>

enum {
    REMEMBERED_CHUNKS = 300000, /* past this the memory starts anew: an archive's spellings never end */
    WAITING_CHUNKS = 16, /* looked up together, so that the processor fetches what it needs for all at once */
};

struct word_maker {
    struct arena *arena;
    struct words_memory memory;
    struct {
        struct words_language *items;
        size_t count, capacity;
    } languages;
};

/* Through the text at hand. */
struct walk {
    struct words_memory *memory;
    struct gathering gathering;
    struct word_part *part;
    struct known_key *previous; /* the word before, in the same part; NULL: none */
    text waiting[WAITING_CHUNKS];
    uint32_t hashes[WAITING_CHUNKS];
    size_t waiting_count;
    struct {
        text *items;
        size_t count, capacity;
    } lone_words; /* of the long chunk at hand */
};

struct word_maker *word_maker_open(struct arena *arena, struct unicode *unicode, unsigned wanted)
{
    struct word_maker *maker = arena_new(arena, struct word_maker);
    maker->arena = arena;
    maker->memory.unicode = unicode;
    maker->memory.wanted = wanted;
    arena_init(&maker->memory.arena);
    arena_init(&maker->memory.scratch);
    return maker;
}

void word_maker_close(struct word_maker *maker)
{
    for (size_t i = 0; i < maker->languages.count; i++)
        stemmer_close(maker->languages.items[i].stemmer);
    arena_release(&maker->memory.arena);
    arena_release(&maker->memory.scratch);
}

bool word_maker_gives_keywords(const struct word_maker *maker)
{
    return maker->memory.wanted & WANT_KEYWORDS;
}

static void forget(struct word_maker *maker)
{
    arena_reset(&maker->memory.arena);
    for (size_t i = 0; i < maker->languages.count; i++)
        words_language_forget(&maker->languages.items[i]);
    maker->memory.chunk_count = 0;
    maker->memory.stamp = 0;
}

static struct words_language *language_of(struct word_maker *maker, text language)
{
    for (size_t i = 0; i < maker->languages.count; i++)
        if (text_equal(maker->languages.items[i].tag, language))
            return &maker->languages.items[i];
    struct words_language *added = list_add(maker->arena, &maker->languages);
    words_language_init(added, &maker->memory, maker->arena, language);
    return added;
}

static void meet(struct walk *walk, struct known_key *key)
{
    struct words_memory *memory = walk->memory;
    if (key->stamp == memory->stamp)
        return;
    key->stamp = memory->stamp;
    key->weight = 0;
    key->follower_count = 0;
    key->is_word = false;
    *list_add(&memory->scratch, &walk->gathering.keys) = key;
}

/* Function words are met where they count. */
static void meet_chunk(struct walk *walk, struct known_chunk *chunk)
{
    chunk->stamp = walk->memory->stamp;
    for (size_t i = 0; i < chunk->word_count; i++) {
        const struct known_word *word = &chunk->words[i];
        if (word->stem->is_function_word)
            continue;
        meet(walk, word->stem);
        if (word->form)
            meet(walk, word->form);
        else
            word->stem->is_word = true;
    }
}

static void take_function_word(struct walk *walk, struct known_key *stem)
{
    if (!walk->part->has_function_words)
        return;
    meet(walk, stem);
    stem->weight += walk->part->search_weight;
    stem->is_word = true;
}

static void add_follower(struct known_key *key, uint8_t follower)
{
    if (key->follower_count > SEARCH_FOLLOWERS || memchr(key->followers, follower, key->follower_count))
        return;
    if (key->follower_count < SEARCH_FOLLOWERS)
        key->followers[key->follower_count] = (char)follower;
    key->follower_count++;
}

static void take_words(struct walk *walk, struct known_chunk *chunk)
{
    if (chunk->stamp != walk->memory->stamp)
        meet_chunk(walk, chunk);
    for (size_t i = 0; i < chunk->row_count; i++) {
        struct known_key *stem = chunk->words[i].stem;
        if (stem->is_function_word) {
            take_function_word(walk, stem);
            continue;
        }
        stem->weight += walk->part->search_weight;
        if (walk->previous)
            add_follower(walk->previous, stem->follower);
        walk->previous = stem;
    }
    for (size_t i = chunk->row_count; i < chunk->word_count; i++)
        chunk->words[i].stem->weight += walk->part->search_weight;
}

/* The processor begins to fetch what the chunk's words stand for. */
static void fetch_words(const struct known_chunk *chunk)
{
    for (size_t i = 0; i < chunk->word_count; i++)
        __builtin_prefetch(chunk->words[i].stem);
}

static void take_waiting(struct walk *walk)
{
    struct known_chunk *chunks[WAITING_CHUNKS];
    const size_t count = walk->waiting_count;
    for (size_t i = 0; i < count; i++)
        words_language_fetch(walk->gathering.language, walk->hashes[i]);
    for (size_t i = 0; i < count; i++) {
        chunks[i] = words_language_find(walk->gathering.language, walk->waiting[i], walk->hashes[i]);
        fetch_words(chunks[i]);
    }
    for (size_t i = 0; i < count; i++) {
        walk->part->word_count += chunks[i]->broken_count;
        take_words(walk, chunks[i]);
        if (chunks[i]->has_keywords)
            words_count(&walk->gathering, chunks[i], 1, walk->part->keyword_weight);
    }
    walk->waiting_count = 0;
}

static void wait_for(struct walk *walk, text chunk)
{
    if (walk->waiting_count == WAITING_CHUNKS)
        take_waiting(walk);
    walk->waiting[walk->waiting_count] = chunk;
    walk->hashes[walk->waiting_count++] = words_language_hash(walk->gathering.language, chunk);
}

/* A word of a chunk that is not remembered. */
static void take_lone_word(void *data, text word)
{
    struct walk *walk = data;
    walk->part->word_count++;
    struct known_chunk *spelling =
        walk->memory->wanted & WANT_KEYWORDS ? words_learn_spelling(walk->gathering.language, word) : NULL;
    if (spelling)
        words_count(&walk->gathering, spelling, 1, walk->part->keyword_weight);
    *list_add(&walk->memory->scratch, &walk->lone_words) = word;
}

/* For a search each word of a row without blanks is a chunk. */
static void take_lone_words(struct walk *walk)
{
    struct words_language *language = walk->gathering.language;
    for (size_t i = 0; i < walk->lone_words.count; i++) {
        text word = walk->lone_words.items[i];
        if (word.length <= CHUNK_BYTES)
            take_words(walk, words_language_find(language, word, words_language_hash(language, word)));
    }
}

/* Too long to be remembered: an address or code, or a sentence in a script without blanks. */
static void take_long_chunk(struct walk *walk, text chunk)
{
    take_waiting(walk);
    walk->lone_words.count = 0;
    unicode_each_word(walk->memory->unicode, chunk, take_lone_word, walk);
    if ((walk->memory->wanted & WANT_SEARCH_ENTRIES) && unicode_is_unspaced(chunk))
        take_lone_words(walk);
}

static void take_text(struct walk *walk, text value)
{
    size_t at = 0;
    for (text chunk; (chunk = unicode_next_chunk(value, &at)).bytes;)
        if (chunk.length > CHUNK_BYTES)
            take_long_chunk(walk, chunk);
        else if (chunk.length)
            wait_for(walk, chunk);
}

/* The end of the tag or character reference at `start`; the next byte when it is neither. */
static size_t skip_markup(text markup, size_t start)
{
    size_t end = text_find_byte(markup, markup.bytes[start] == '<' ? '>' : ';', start);
    return end == SIZE_MAX ? start + 1 : end + 1;
}

static void take_markup(struct walk *walk, text markup)
{
    size_t from = 0;
    for (size_t at = 0; at < markup.length;) {
        if (markup.bytes[at] != '<' && markup.bytes[at] != '&') {
            at++;
            continue;
        }
        take_text(walk, text_slice(markup, from, at - from));
        from = at = skip_markup(markup, at);
    }
    take_text(walk, text_from(markup, from));
}

struct gathered_words words_gather(
    struct word_maker *maker, struct arena *arena, text language, struct word_part *parts, size_t part_count)
{
    struct walk walk = { .memory = &maker->memory };
    if (maker->memory.chunk_count >= REMEMBERED_CHUNKS)
        forget(maker);
    walk.gathering.language = language_of(maker, language);
    maker->memory.stamp++;
    for (size_t i = 0; i < part_count; i++) {
        walk.part = &parts[i];
        walk.part->word_count = 0;
        walk.previous = NULL;
        if (parts[i].is_markup)
            take_markup(&walk, parts[i].words);
        else
            take_text(&walk, parts[i].words);
        take_waiting(&walk);
    }
    struct gathered_words gathered = { 0 };
    if (maker->memory.wanted & WANT_KEYWORDS)
        gathered.keywords = words_choose_keywords(&walk.gathering, arena);
    if (maker->memory.wanted & WANT_SEARCH_ENTRIES)
        gathered.search_entries = words_write_entries(&walk.gathering, arena);
    arena_reset(&maker->memory.scratch);
    return gathered;
}
