/* SPDX-License-Identifier: MIT */
/* Spellings are folded, judged and stemmed once; what says nothing has no stem. */
#include "base/language.h"
#include "load/words_memory.h"
#include <string.h>

enum { SHORTEST_TAIL = 3 }; /* bytes behind an apostrophe: "l'eau" has one, "we're" has none */

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
    struct words_language *language, struct words_memory *memory, struct arena *scratch, text part)
{
    size_t at = 0;
    if (part.length > 0)
        text_next_code_point(part, &at);
    if (at >= part.length || is_number(part))
        return NULL;
    text folded = unicode_fold(memory->unicode, scratch, part);
    if (language_has_stop_word(language->language, folded))
        return NULL;
    text stem = stemmer_stem(language->stemmer, folded);
    struct known_stem *known = map_find(&language->spellings_stems, stem);
    if (known)
        return known;
    known = arena_new(&memory->arena, struct known_stem);
    known->stem = text_copy(&memory->arena, stem);
    for (size_t i = 0; i < 8; i++)
        known->beginning = known->beginning << 8 | (i < stem.length ? (unsigned char)stem.bytes[i] : 0);
    map_set(&language->spellings_stems, known->stem, known);
    return known;
}

static struct known_spelling *learn(
    struct words_language *language, struct words_memory *memory, struct arena *scratch, text word)
{
    struct known_spelling *known = arena_alloc(&memory->arena, sizeof *known + word.length);
    memcpy(known->bytes, word.bytes, word.length);
    known->length = (uint8_t)word.length;
    size_t at = 0;
    while (at < word.length && !apostrophe_length(word, at))
        at++;
    size_t tail = at < word.length ? at + apostrophe_length(word, at) : at;
    known->parts[0] = (struct known_part){ NULL, 0, (uint8_t)at };
    known->parts[1] = (struct known_part){ NULL, (uint8_t)tail, (uint8_t)(word.length - tail) };
    if (!ends_in_not(word)) {
        known->parts[0].stem = stem_of(language, memory, scratch, text_slice(word, 0, at));
        if (word.length - tail >= SHORTEST_TAIL)
            known->parts[1].stem = stem_of(language, memory, scratch, text_from(word, tail));
    }
    return known;
}

struct known_spelling *words_learn_spelling(
    struct words_language *language, struct words_memory *memory, struct arena *scratch, text word)
{
    if (!word.length || word.length > SPELLING_BYTES)
        return NULL;
    struct known_spelling *known = map_find(&language->spellings, word);
    if (!known) {
        known = learn(language, memory, scratch, word);
        map_set(&language->spellings, (text){ known->bytes, known->length }, known);
    }
    return known->parts[0].stem || known->parts[1].stem ? known : NULL;
}
