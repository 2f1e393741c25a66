/* SPDX-License-Identifier: MIT */
/*
 * Texts repeat their words, so a chunk is cut, folded, judged and stemmed once and then remembered as
 * written. Its bytes lie beside its counts: finding a chunk again touches two cache lines.
 */
#include "load/words_memory.h"
#include "load/words.h"
#include <string.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

enum { FIRST_SLOTS = 4096 };

void words_language_forget(struct words_language *language, struct words_memory *memory)
{
    language->slot_count = FIRST_SLOTS;
    language->chunk_count = 0;
    language->slots = arena_new_array(&memory->arena, struct chunk_slot, FIRST_SLOTS);
    map_init(&language->stems, &memory->arena);
    map_init(&language->forms, &memory->arena);
    map_init(&language->spellings, &memory->arena);
    map_init(&language->spellings_stems, &memory->arena);
}

/* One new chunk on its way into the memory. */
struct learning {
    struct words_language *language;
    struct words_memory *memory;
    struct arena *scratch;
    struct known_spelling *spellings[CHUNK_BYTES];
    size_t spelling_count, broken_count;
};

static void take_broken(void *data, text word)
{
    struct learning *learning = data;
    learning->broken_count++;
    if (!(learning->memory->wanted & WANT_KEYWORDS))
        return;
    struct known_spelling *spelling =
        words_learn_spelling(learning->language, learning->memory, learning->scratch, word);
    if (spelling)
        learning->spellings[learning->spelling_count++] = spelling;
}

static struct known_chunk *learn(
    struct words_language *language, struct words_memory *memory, struct arena *scratch, text chunk)
{
    /* What of these is read was written before. */
    __attribute__((uninitialized)) struct learning learning;
    __attribute__((uninitialized)) struct known_word words[CHUNK_WORDS];
    learning.language = language;
    learning.memory = memory;
    learning.scratch = scratch;
    learning.spelling_count = learning.broken_count = 0;
    unicode_each_word(memory->unicode, chunk, take_broken, &learning);
    size_t word_count = memory->wanted & WANT_SEARCH_ENTRIES
                            ? words_learn_search(language, memory, chunk, scratch, words)
                            : 0;
    struct arena *arena = &memory->arena;
    size_t words_bytes = word_count * sizeof *words,
           spellings_bytes = learning.spelling_count * sizeof *learning.spellings;
    struct known_chunk *known =
        arena_alloc(arena, sizeof *known + words_bytes + spellings_bytes + chunk.length);
    known->length = (uint8_t)chunk.length;
    known->broken_count = (uint16_t)learning.broken_count;
    known->word_count = (uint8_t)word_count;
    known->spelling_count = (uint8_t)learning.spelling_count;
    memcpy(known->words, words, words_bytes);
    memcpy(known_chunk_spellings(known), learning.spellings, spellings_bytes);
    memcpy(known_chunk_bytes(known), chunk.bytes, chunk.length);
    return known;
}

static void grow(struct words_language *language, struct arena *arena)
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

uint32_t words_language_hash(const struct words_language *language, text chunk)
{
    uint32_t hash = (uint32_t)XXH3_64bits(chunk.bytes, chunk.length);
    __builtin_prefetch(&language->slots[hash & (language->slot_count - 1)]);
    return hash;
}

void words_language_fetch(const struct words_language *language, uint32_t hash)
{
    const struct known_chunk *chunk = language->slots[hash & (language->slot_count - 1)].chunk;
    if (chunk)
        __builtin_prefetch(chunk);
}

struct known_chunk *words_language_find(struct words_language *language, struct words_memory *memory,
    struct arena *scratch, text chunk, uint32_t hash)
{
    size_t at = hash & (language->slot_count - 1);
    for (; language->slots[at].chunk; at = (at + 1) & (language->slot_count - 1)) {
        const struct chunk_slot *slot = &language->slots[at];
        bool is_same = slot->hash == hash && slot->chunk->length == chunk.length &&
                       memcmp(known_chunk_bytes(slot->chunk), chunk.bytes, chunk.length) == 0;
        if (is_same)
            return slot->chunk;
    }
    struct known_chunk *known = learn(language, memory, scratch, chunk);
    language->slots[at] = (struct chunk_slot){ hash, known };
    memory->chunk_count++;
    if (++language->chunk_count * 2 > language->slot_count)
        grow(language, &memory->arena);
    return known;
}
