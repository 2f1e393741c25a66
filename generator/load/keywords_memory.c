/* SPDX-License-Identifier: MIT */
/*
 * Texts repeat their words, so a word is folded, judged and stemmed once and then remembered as written. Its
 * bytes lie beside its counts: finding a word again touches two cache lines.
 */
#include "load/keywords_memory.h"
#include "base/arena.h"
#include <string.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

enum {
    FIRST_SLOTS = 4096,
    SHORTEST_TAIL = 3, /* bytes behind an apostrophe: "l'eau" has one, "we're" has none */
};

uint32_t language_words_hash(const struct language_words *words, text word)
{
    uint32_t hash = (uint32_t)XXH3_64bits(word.bytes, word.length);
    __builtin_prefetch(&words->slots[hash & (words->slot_count - 1)]);
    return hash;
}

void language_words_fetch(const struct language_words *words, uint32_t hash)
{
    const struct known_word *word = words->slots[hash & (words->slot_count - 1)].word;
    if (word)
        __builtin_prefetch(word);
}

void language_words_forget(struct language_words *words, struct words_memory *memory)
{
    words->slot_count = FIRST_SLOTS;
    words->word_count = 0;
    words->slots = arena_new_array(&memory->arena, struct word_slot, FIRST_SLOTS);
    map_init(&words->stems, &memory->arena);
}

static void grow(struct language_words *words, struct arena *arena)
{
    struct word_slot *old = words->slots;
    size_t old_count = words->slot_count;
    words->slot_count *= 2;
    words->slots = arena_new_array(arena, struct word_slot, words->slot_count);
    for (size_t i = 0; i < old_count; i++) {
        size_t at = old[i].hash & (words->slot_count - 1);
        while (old[i].word && words->slots[at].word)
            at = (at + 1) & (words->slot_count - 1);
        if (old[i].word)
            words->slots[at] = old[i];
    }
}

/* Length of the apostrophe at `at`, or 0. */
static size_t apostrophe_length(text word, size_t at)
{
    if (word.bytes[at] == '\'')
        return 1;
    return text_starts_with(text_from(word, at), TEXT("\xe2\x80\x99")) ? 3 : 0;
}

/* "don't", "isn't" */
static bool ends_in_not(text word)
{
    return text_ends_with(word, TEXT("n't")) || text_ends_with(word, TEXT("n\xe2\x80\x99t"));
}

static bool is_number(text word)
{
    for (size_t i = 0; i < word.length; i++)
        if ((word.bytes[i] < '0' || word.bytes[i] > '9') && word.bytes[i] != '.' && word.bytes[i] != ',')
            return false;
    return true;
}

static struct known_stem *stem_of(
    struct language_words *words, struct words_memory *memory, struct arena *scratch, text part)
{
    size_t at = 0;
    if (part.length > 0)
        text_next_code_point(part, &at);
    if (at >= part.length || is_number(part))
        return NULL;
    text folded = unicode_fold(memory->unicode, scratch, part);
    if (stem_is_stop_word(words->language, folded))
        return NULL;
    text stem = stemmer_stem(words->stemmer, folded);
    struct known_stem *known = map_find(&words->stems, stem);
    if (known)
        return known;
    known = arena_new(&memory->arena, struct known_stem);
    known->stem = text_copy(&memory->arena, stem);
    for (size_t i = 0; i < 8; i++)
        known->beginning = known->beginning << 8 | (i < stem.length ? (unsigned char)stem.bytes[i] : 0);
    map_set(&words->stems, known->stem, known);
    return known;
}

static struct known_word *learn(struct language_words *words, struct words_memory *memory, text word)
{
    struct known_word *known = arena_alloc(&memory->arena, sizeof *known + word.length);
    struct arena scratch;
    arena_init(&scratch);
    memcpy(known->bytes, word.bytes, word.length);
    known->length = (uint8_t)word.length;
    size_t at = 0;
    while (at < word.length && !apostrophe_length(word, at))
        at++;
    size_t tail = at < word.length ? at + apostrophe_length(word, at) : at;
    known->parts[0] = (struct known_part){ NULL, 0, (uint8_t)at };
    known->parts[1] = (struct known_part){ NULL, (uint8_t)tail, (uint8_t)(word.length - tail) };
    if (!ends_in_not(word)) {
        known->parts[0].stem = stem_of(words, memory, &scratch, text_slice(word, 0, at));
        if (word.length - tail >= SHORTEST_TAIL)
            known->parts[1].stem = stem_of(words, memory, &scratch, text_from(word, tail));
    }
    arena_release(&scratch);
    return known;
}

struct known_word *language_words_find(
    struct language_words *words, struct words_memory *memory, text word, uint32_t hash)
{
    if (!word.length || word.length > KNOWN_WORD_BYTES)
        return NULL;
    size_t at = hash & (words->slot_count - 1);
    for (; words->slots[at].word; at = (at + 1) & (words->slot_count - 1)) {
        const struct word_slot *slot = &words->slots[at];
        bool is_same = slot->hash == hash && slot->word->length == word.length &&
                       memcmp(slot->word->bytes, word.bytes, word.length) == 0;
        if (is_same)
            return slot->word;
    }
    words->slots[at] = (struct word_slot){ hash, learn(words, memory, word) };
    struct known_word *known = words->slots[at].word;
    memory->word_count++;
    if (++words->word_count * 2 > words->slot_count)
        grow(words, &memory->arena);
    return known;
}

text known_word_part(const struct known_word *word, size_t part)
{
    return (text){ word->bytes + word->parts[part].start, word->parts[part].length };
}
