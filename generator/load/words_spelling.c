/* SPDX-License-Identifier: MIT */
/* Spellings are folded, judged and stemmed once; what says nothing has no stem. */
#include "base/byte.h"
#include "base/unicode_words.h"
#include "load/words_memory.h"
#include <string.h>

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
        if (!byte_is_digit(word.bytes[i]) && word.bytes[i] != '.' && word.bytes[i] != ',')
            return false;
    return true;
}

struct known_stem *words_learn_stem(struct words_language *language, text part, text folded, text stem)
{
    size_t at = 0;
    if (part.length > 0)
        text_next_code_point(part, &at);
    bool is_letter = at >= part.length;
    if (is_letter || part.length > SPELLING_BYTES || is_number(part) ||
        map_contains(&language->stop_words, folded))
        return NULL;
    struct map_entry *entry = map_entry_for(&language->stems, stem);
    if (!entry->value) {
        struct arena *arena = &language->memory->arena;
        struct known_stem *known = arena_new(arena, struct known_stem);
        known->stem = entry->key = text_copy(arena, stem);
        known->beginning = search_key_order(stem);
        entry->value = known;
    }
    return entry->value;
}

static struct known_stem *learn_part(struct words_language *language, text part)
{
    text folded = unicode_fold(language->memory->unicode, &language->memory->scratch, part);
    return words_learn_stem(language, part, folded, stemmer_stem(language->stemmer, folded));
}

static struct known_chunk *learn(struct words_language *language, text word)
{
    struct learnt learnt = { .word_count = 0 };
    size_t at = 0;
    while (at < word.length && !apostrophe_length(word, at))
        at++;
    learnt.head_length = at;
    learnt.apostrophe_length = at < word.length ? apostrophe_length(word, at) : 0;
    const size_t tail_start = at + learnt.apostrophe_length;
    if (!ends_in_not(word)) {
        learnt.stems[0] = learn_part(language, text_slice(word, 0, at));
        if (word.length - tail_start >= SHORTEST_TAIL)
            learnt.stems[1] = learn_part(language, text_from(word, tail_start));
    }
    return words_remember(language->memory, word, &learnt);
}

static struct known_chunk *find_or_learn(struct words_language *language, text word)
{
    if (unicode_is_plain_word(word)) {
        const struct chunk_name name = chunk_name_of(word, word.length);
        return words_language_find(language, word, &name);
    }
    struct known_chunk *known = map_find(&language->spellings, word);
    if (known)
        return known;
    known = learn(language, word);
    map_set(&language->spellings, (text){ known_chunk_bytes(known), known->length }, known);
    return known;
}

struct known_chunk *words_learn_spelling(struct words_language *language, text word)
{
    if (!word.length || word.length > SPELLING_BYTES)
        return NULL;
    struct known_chunk *known = find_or_learn(language, word);
    return known_chunk_has_keywords(known) ? known : NULL;
}
