/* SPDX-License-Identifier: MIT */
/* A word is stemmed with its accents, which the algorithms know, and loses them afterwards. */
#include "base/language.h"
#include "load/words_memory.h"

enum {
    COMPOUND_WORDS = 3, /* of more words nobody writes one */
    SHORTEST_TAIL = 3,  /* letters behind an apostrophe: "l'eau" has a tail, "we're" has none */
    SHORTEST_HEAD = 2,  /* letters before it: "l'eau" has no head */
};

/* The beginning of `name` as long as `length` is the key. */
static struct known_key *know_key(struct map *keys, struct arena *arena, text name, size_t length)
{
    struct known_key *known = map_find(keys, name);
    if (known)
        return known;
    known = arena_new(arena, struct known_key);
    text own_name = text_copy(arena, name);
    known->key = text_slice(own_name, 0, length);
    known->order = search_key_order(known->key);
    known->bucket = words_bucket_of(known->order);
    known->follower = search_follower(known->key);
    map_set(keys, own_name, known);
    return known;
}

static struct known_key *know_stem(struct words_language *language, struct arena *arena, text stem)
{
    return know_key(&language->stems, arena, stem, stem.length);
}

/* "sería" and "seria" are one form of two stems: accents are gone in the form, but chose the stem. */
static struct known_key *know_form(struct words_language *language, struct arena *arena,
    struct arena *scratch, text bare, struct known_key *stem)
{
    const text parts[] = { bare, stem->key };
    text name = text_join(scratch, parts, 2, TEXT(" "));
    struct known_key *form = know_key(&language->forms, arena, name, bare.length);
    form->stem = stem;
    form->dropped = (uint8_t)(bare.length - text_shared_length(bare, stem->key));
    return form;
}

/* A new chunk while it is cut into words. */
struct cutting {
    struct words_language *language;
    struct words_memory *memory;
    struct arena *scratch;
    struct known_word *words;
    size_t count;
    text parts[COMPOUND_WORDS]; /* bare words of the compound being read */
    size_t part_count;
    size_t last_end; /* in the chunk, of the word before */
    text chunk;
};

static void add_word(struct cutting *cutting, text folded, bool is_aside)
{
    struct arena *arena = &cutting->memory->arena;
    struct unicode *unicode = cutting->memory->unicode;
    text bare = unicode_bare(unicode, cutting->scratch, folded);
    if (!bare.length || bare.length > SEARCH_KEY_BYTES || cutting->count == CHUNK_WORDS)
        return;
    struct known_word *word = &cutting->words[cutting->count];
    *word = (struct known_word){ .is_aside = is_aside };
    bool is_function_word = !is_aside && language_has_function_word(cutting->language->language, bare);
    text stem =
        is_function_word
            ? text_format(cutting->scratch, "%c%.*s", SEARCH_FUNCTION_WORD, TEXT_ARGS(bare))
            : unicode_bare(unicode, cutting->scratch, stemmer_stem(cutting->language->stemmer, folded));
    if (!stem.length || stem.length > SEARCH_KEY_BYTES)
        return;
    cutting->count++;
    word->stem = know_stem(cutting->language, arena, stem);
    word->stem->is_function_word = is_function_word;
    if (!is_function_word && !text_equal(stem, bare))
        word->form = know_form(cutting->language, arena, cutting->scratch, bare, word->stem);
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
static bool is_tied(const struct cutting *cutting, text word)
{
    size_t start = (size_t)(word.bytes - cutting->chunk.bytes), end = start + word.length;
    size_t letters = text_code_point_count(word);
    text before = text_slice(cutting->chunk, cutting->last_end, start - cutting->last_end);
    text rest = text_from(cutting->chunk, end);
    bool is_tail = cutting->last_end > 0 && is_apostrophe(before);
    bool is_head = !is_tail &&
                   (text_starts_with(rest, TEXT("'")) || text_starts_with(rest, TEXT("\xe2\x80\x99"))) &&
                   rest.length > SHORTEST_TAIL;
    return (is_tail && letters < SHORTEST_TAIL) || (is_head && letters < SHORTEST_HEAD);
}

static void end_compound(struct cutting *cutting)
{
    size_t count = cutting->part_count;
    cutting->part_count = 0;
    if (count < 2 || count > COMPOUND_WORDS)
        return;
    add_word(cutting, text_join(cutting->scratch, cutting->parts, count, TEXT("")), true);
}

static void take_word(void *data, text word, bool is_joined)
{
    struct cutting *cutting = data;
    bool is_part_of_word = is_tied(cutting, word);
    cutting->last_end = (size_t)(word.bytes - cutting->chunk.bytes) + word.length;
    if (!is_joined)
        end_compound(cutting);
    if (is_part_of_word)
        return;
    text folded =
        unicode_fold(cutting->memory->unicode, cutting->scratch, without_commas(cutting->scratch, word));
    if (cutting->part_count < COMPOUND_WORDS)
        cutting->parts[cutting->part_count] = folded;
    cutting->part_count++;
    add_word(cutting, folded, false);
}

size_t words_learn_search(struct words_language *language, struct words_memory *memory, text chunk,
    struct arena *scratch, struct known_word *words)
{
    struct cutting cutting = {
        .language = language, .memory = memory, .scratch = scratch, .words = words, .chunk = chunk
    };
    unicode_each_search_word(memory->unicode, chunk, take_word, &cutting);
    end_compound(&cutting);
    return cutting.count;
}
