/* SPDX-License-Identifier: MIT */
/*
 * Texts repeat their words, so a chunk is cut, folded and stemmed once and then remembered as written. A word
 * is stemmed with its accents, which the algorithms know, and loses them afterwards.
 */
#include "load/search_memory.h"
#include "base/function_words.h"
#include <string.h>

enum {
    FIRST_SLOTS = 4096,
    CHUNK_BYTES = 200, /* longer ones are addresses and code */
    CHUNK_WORDS = 40,
    COMPOUND_WORDS = 3, /* of more words nobody writes one */
    SHORTEST_TAIL = 3,  /* letters behind an apostrophe: "l'eau" has a tail, "we're" has none */
    SHORTEST_HEAD = 2,  /* letters before it: "l'eau" has no head */
};

void search_language_forget(struct search_language *language, struct search_memory *memory)
{
    language->slot_count = FIRST_SLOTS;
    language->chunk_count = 0;
    language->slots = arena_new_array(&memory->arena, struct chunk_slot, FIRST_SLOTS);
    map_init(&language->stems, &memory->arena);
    map_init(&language->forms, &memory->arena);
}

static struct known_key *know_key(struct map *keys, struct arena *arena, text key)
{
    struct known_key *known = map_find(keys, key);
    if (known)
        return known;
    known = arena_new(arena, struct known_key);
    known->key = text_copy(arena, key);
    known->order = search_key_order(key);
    known->follower = search_follower(key);
    map_set(keys, known->key, known);
    return known;
}

/* One new chunk on its way into the memory. */
struct learning {
    struct search_language *language;
    struct search_memory *memory;
    struct arena scratch;
    struct known_word words[CHUNK_WORDS];
    size_t count;
    text parts[COMPOUND_WORDS]; /* bare words of the compound being read */
    size_t part_count;
    size_t last_end; /* in the chunk, of the word before */
    text chunk;
};

static void add_word(struct learning *learning, text folded, bool is_aside)
{
    struct arena *arena = &learning->memory->arena;
    struct unicode *unicode = learning->memory->unicode;
    text bare = unicode_bare(unicode, &learning->scratch, folded);
    if (!bare.length || bare.length > SEARCH_KEY_BYTES || learning->count == CHUNK_WORDS)
        return;
    struct known_word *word = &learning->words[learning->count];
    *word = (struct known_word){ .is_aside = is_aside };
    bool is_function_word = !is_aside && function_words_contain(learning->language->language, bare);
    text stem =
        is_function_word
            ? text_format(&learning->scratch, "%c%.*s", SEARCH_FUNCTION_WORD, TEXT_ARGS(bare))
            : unicode_bare(unicode, &learning->scratch, stemmer_stem(learning->language->stemmer, folded));
    if (!stem.length || stem.length > SEARCH_KEY_BYTES)
        return;
    learning->count++;
    word->stem = know_key(&learning->language->stems, arena, stem);
    word->stem->is_function_word = is_function_word;
    if (is_function_word || text_equal(stem, bare))
        return;
    word->form = know_key(&learning->language->forms, arena, bare);
    word->form->stem = word->stem;
}

/* "1,000" and "1000" are one number. */
static text without_commas(struct arena *arena, text word)
{
    return text_find_byte(word, ',', 0) == SIZE_MAX ? word : text_replace(arena, word, TEXT(","), TEXT(""));
}

static bool is_apostrophe(text between)
{
    return text_equal(between, TEXT("'")) || text_equal(between, TEXT("\xe2\x80\x99"));
}

/* What an apostrophe ties to a word and is no word itself: the "s" of "Ofcom's", the "l" of "l'eau". */
static bool is_tied(const struct learning *learning, text word)
{
    size_t start = (size_t)(word.bytes - learning->chunk.bytes), end = start + word.length;
    size_t letters = text_code_point_count(word);
    text before = text_slice(learning->chunk, learning->last_end, start - learning->last_end);
    text rest = text_from(learning->chunk, end);
    bool is_tail = learning->last_end > 0 && is_apostrophe(before);
    bool is_head = !is_tail &&
                   (text_starts_with(rest, TEXT("'")) || text_starts_with(rest, TEXT("\xe2\x80\x99"))) &&
                   rest.length > SHORTEST_TAIL;
    return (is_tail && letters < SHORTEST_TAIL) || (is_head && letters < SHORTEST_HEAD);
}

static void end_compound(struct learning *learning)
{
    size_t count = learning->part_count;
    learning->part_count = 0;
    if (count < 2 || count > COMPOUND_WORDS)
        return;
    add_word(learning, text_join(&learning->scratch, learning->parts, count, TEXT("")), true);
}

static void take_word(void *data, text word, bool is_joined)
{
    struct learning *learning = data;
    bool is_part_of_word = is_tied(learning, word);
    learning->last_end = (size_t)(word.bytes - learning->chunk.bytes) + word.length;
    if (!is_joined)
        end_compound(learning);
    if (is_part_of_word)
        return;
    text folded =
        unicode_fold(learning->memory->unicode, &learning->scratch, without_commas(&learning->scratch, word));
    if (learning->part_count < COMPOUND_WORDS)
        learning->parts[learning->part_count] = folded;
    learning->part_count++;
    add_word(learning, folded, false);
}

static struct known_chunk *learn(struct search_language *language, struct search_memory *memory, text chunk)
{
    struct learning learning = { .language = language, .memory = memory, .chunk = chunk };
    struct known_chunk *known = arena_alloc(&memory->arena, sizeof *known + chunk.length);
    memcpy(known->bytes, chunk.bytes, chunk.length);
    known->length = (uint16_t)chunk.length;
    arena_init(&learning.scratch);
    unicode_each_search_word(memory->unicode, chunk, take_word, &learning);
    end_compound(&learning);
    known->words = arena_new_array(&memory->arena, struct known_word, learning.count);
    memcpy(known->words, learning.words, learning.count * sizeof *known->words);
    known->word_count = (uint16_t)learning.count;
    arena_release(&learning.scratch);
    return known;
}

static void grow(struct search_language *language, struct arena *arena)
{
    struct chunk_slot *old = language->slots;
    size_t old_count = language->slot_count;
    language->slot_count *= 2;
    language->slots = arena_new_array(arena, struct chunk_slot, language->slot_count);
    for (size_t i = 0; i < old_count; i++) {
        size_t at = old[i].hash & (language->slot_count - 1);
        while (old[i].chunk && language->slots[at].chunk)
            at = (at + 1) & (language->slot_count - 1);
        if (old[i].chunk)
            language->slots[at] = old[i];
    }
}

uint32_t search_language_hash(const struct search_language *language, text chunk)
{
    uint32_t hash = (uint32_t)map_hash(chunk);
    __builtin_prefetch(&language->slots[hash & (language->slot_count - 1)]);
    return hash;
}

void search_language_fetch(const struct search_language *language, uint32_t hash)
{
    const struct known_chunk *chunk = language->slots[hash & (language->slot_count - 1)].chunk;
    if (chunk)
        __builtin_prefetch(chunk);
}

const struct known_chunk *search_language_find(
    struct search_language *language, struct search_memory *memory, text chunk, uint32_t hash)
{
    if (!chunk.length || chunk.length > CHUNK_BYTES)
        return NULL;
    size_t at = hash & (language->slot_count - 1);
    for (; language->slots[at].chunk; at = (at + 1) & (language->slot_count - 1)) {
        const struct chunk_slot *slot = &language->slots[at];
        bool is_same = slot->hash == hash && slot->chunk->length == chunk.length &&
                       memcmp(slot->chunk->bytes, chunk.bytes, chunk.length) == 0;
        if (is_same)
            return slot->chunk;
    }
    struct known_chunk *known = learn(language, memory, chunk);
    language->slots[at] = (struct chunk_slot){ hash, known };
    memory->chunk_count++;
    if (++language->chunk_count * 2 > language->slot_count)
        grow(language, &memory->arena);
    return known;
}
