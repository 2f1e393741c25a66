/* SPDX-License-Identifier: MIT */
/*
 * Texts repeat their words, so a chunk is cut, folded, judged and stemmed once and then remembered as
 * written. Its bytes lie beside its counts: finding a chunk again touches two cache lines. Most chunks are
 * letters and digits of ASCII; those are learnt in small letters first, and what has capitals or signs is
 * made of them.
 */
#include "load/words_memory.h"
#include "base/language.h"
#include "base/unicode_words.h"
#include "load/words.h"
#include <string.h>

enum { FIRST_SLOTS = 512 };

static void list_words(struct map *map, struct arena *arena, text words)
{
    map_init(map, arena);
    for (text rest = words; rest.length;) {
        text word = text_cut(&rest, ' ');
        if (word.length)
            map_set(map, word, map);
    }
}

void words_language_init(
    struct words_language *language, struct words_memory *memory, struct arena *arena, text tag)
{
    *language = (struct words_language){ .tag = text_copy(arena, tag), .memory = memory };
    language->stemmer = stemmer_open(arena, tag);
    list_words(&language->function_words, arena, language_function_words(tag));
    list_words(&language->stop_words, arena, language_stop_words(tag));
    words_language_forget(language);
}

void words_language_forget(struct words_language *language)
{
    struct arena *arena = &language->memory->arena;
    language->slot_count = FIRST_SLOTS;
    language->chunk_count = 0;
    language->slots = arena_new_array(arena, struct chunk_slot, FIRST_SLOTS);
    language->order = (struct key_order){ .ranked = { 0 } };
    map_init(&language->keys, arena);
    map_init(&language->forms, arena);
    map_init(&language->spellings, arena);
    map_init(&language->stems, arena);
}

struct known_chunk *words_remember(struct words_memory *memory, text chunk, const struct learnt *learnt)
{
    size_t word_count = learnt->word_count + learnt->function_count,
           words_bytes = word_count * sizeof *learnt->words,
           spellings_bytes = learnt->spelling_count * sizeof *learnt->spellings,
           stem_count = learnt->stems[1] ? 2 : learnt->stems[0] != NULL,
           stems_bytes = stem_count * sizeof *learnt->stems;
    struct known_chunk *known = arena_alloc_line(
        &memory->arena, sizeof *known + chunk_numbers(chunk.length) * sizeof *known->bytes +
                            words_room(word_count) * sizeof *learnt->words + stems_bytes + spellings_bytes);
    known->length = (uint8_t)chunk.length;
    known->broken_count = (uint8_t)learnt->broken_count;
    known->word_count = (uint8_t)learnt->word_count;
    known->row_count = (uint8_t)learnt->row_count;
    known->function_count = (uint8_t)learnt->function_count;
    known->spelling_count = (uint8_t)learnt->spelling_count;
    known->head_length = (uint8_t)learnt->head_length;
    known->apostrophe_length = learnt->apostrophe_length & 3;
    known->stem_count = stem_count & 3;
    memcpy(known->bytes, chunk.bytes, chunk.length);
    memcpy(known_chunk_words(known), learnt->words, words_bytes);
    memcpy(known_chunk_stems(known), learnt->stems, stems_bytes);
    memcpy(known_chunk_spellings(known), learnt->spellings, spellings_bytes);
    return known;
}

static void learn_small_word(struct words_language *language, text word, struct learnt *learnt)
{
    text stem = stemmer_stem(language->stemmer, word);
    if (language->memory->wanted & WANT_KEYWORDS)
        learnt->stems[0] = words_learn_stem(language, word, word, stem);
    if (!(language->memory->wanted & WANT_SEARCH_ENTRIES))
        return;
    learnt->words[0] = words_learn_search_word(language, word, stem);
    if (!learnt->words[0].stem)
        return;
    learnt->function_count = known_key_is_function_word(learnt->words[0].stem);
    learnt->word_count = learnt->row_count = !learnt->function_count;
}

/* A word with capitals is what it is in small letters, but for how it is written. */
static void learn_plain_word(struct words_language *language, text word, struct learnt *learnt)
{
    learnt->broken_count = 1;
    learnt->head_length = word.length;
    text small = unicode_bare(language->memory->unicode, &language->memory->scratch, word);
    if (small.bytes == word.bytes) {
        learn_small_word(language, word, learnt);
        return;
    }
    const struct chunk_name name = chunk_name_of(small, small.length);
    const struct known_chunk *known = words_language_find(language, small, &name);
    learnt->word_count = learnt->row_count = known->word_count;
    learnt->function_count = known->function_count;
    memcpy(learnt->words, known_chunk_words(known),
        ((size_t)known->word_count + known->function_count) * sizeof *learnt->words);
    memcpy(learnt->stems, known_chunk_stems(known), known->stem_count * sizeof *learnt->stems);
}

struct breaking {
    struct words_language *language;
    struct learnt *learnt;
};

static void take_broken(void *data, text word)
{
    const struct breaking *breaking = data;
    breaking->learnt->broken_count++;
    if (!(breaking->language->memory->wanted & WANT_KEYWORDS))
        return;
    struct known_chunk *spelling = words_learn_spelling(breaking->language, word);
    if (spelling)
        breaking->learnt->spellings[breaking->learnt->spelling_count++] = spelling;
}

static struct known_chunk *learn(struct words_language *language, text chunk)
{
    /* What of it is read was written before. */
    __attribute__((uninitialized)) struct learnt learnt;
    memset(&learnt, 0, offsetof(struct learnt, words));
    if (unicode_is_plain_word(chunk)) {
        learn_plain_word(language, chunk, &learnt);
    } else {
        unicode_each_word(language->memory->unicode, chunk, take_broken,
            &(struct breaking){ .language = language, .learnt = &learnt });
        if (language->memory->wanted & WANT_SEARCH_ENTRIES)
            words_learn_search(language, chunk, &learnt);
    }
    return words_remember(language->memory, chunk, &learnt);
}

static void put(struct words_language *language, struct chunk_slot slot)
{
    struct chunk_slot *free = words_language_slot(language, slot.hash);
    while (free->hash)
        free = words_language_slot(language, (uint32_t)(free - language->slots) + 1);
    *free = slot;
}

static void grow(struct words_language *language)
{
    const struct chunk_slot *old = language->slots;
    size_t old_count = language->slot_count;
    language->slot_count *= 2;
    language->slots = arena_new_array(&language->memory->arena, struct chunk_slot, language->slot_count);
    for (size_t i = 0; i < old_count; i++)
        if (old[i].hash)
            put(language, old[i]);
}

/* Others may be remembered on the way. */
static struct known_chunk *remember(
    struct words_language *language, text chunk, const struct chunk_name *name)
{
    struct known_chunk *known = learn(language, chunk);
    put(language, (struct chunk_slot){ name->hash, known });
    language->memory->chunk_count++;
    if (++language->chunk_count * 2 > language->slot_count)
        grow(language);
    return known;
}

struct known_chunk *words_language_find(
    struct words_language *language, text chunk, const struct chunk_name *name)
{
    const struct chunk_slot *slot = words_language_slot(language, name->hash);
    while (slot->hash && !chunk_slot_has(slot, chunk, name))
        slot = words_language_slot(language, (uint32_t)(slot - language->slots) + 1);
    return slot->hash ? slot->chunk : remember(language, chunk, name);
}
