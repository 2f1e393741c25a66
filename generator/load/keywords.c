/* SPDX-License-Identifier: MIT */
/*
 * Texts repeat their words, so a word is folded, judged and stemmed once and then remembered as written:
 * counting it again is one look-up. Counts are kept in the remembered words themselves, stamped with the
 * number of the text they belong to, so that nothing has to be cleared between texts.
 */
#include "load/keywords.h"
#include "base/list.h"
#include "base/map.h"
#include <stdlib.h>

enum {
    REMEMBERED_WORDS = 200000, /* past this the memory starts anew: spellings of a large archive never end */
    LONGEST_WORD = 48,         /* bytes; longer ones are addresses and codes */
    SHORTEST_TAIL = 3,         /* bytes behind an apostrophe: "l'eau" has one, "we're" has none */
};

struct known_stem {
    text stem;
    uint32_t stamp, count, best_form_count;
    text best_form;
};

/* A word as written. Stems: none when it says nothing, two for words joined by an apostrophe. */
struct known_word {
    text word;
    struct known_stem *stems[2];
    text forms[2]; /* the part of the word each stem is of */
    uint32_t stamp, count;
};

struct language_words {
    text language;
    struct stemmer *stemmer;
    struct map words; /* as written → struct known_word * */
    struct map stems; /* → struct known_stem * */
};

struct keyword_maker {
    struct arena *arena;
    struct arena memory; /* of what is remembered */
    struct unicode *unicode;
    struct {
        struct language_words *items;
        size_t count, capacity;
    } languages;
    size_t remembered;
    uint32_t stamp; /* of the text at hand */
};

/* The text at hand. */
struct gathering {
    struct keyword_maker *maker;
    struct language_words *words;
    unsigned weight;
    struct {
        struct known_stem **items;
        size_t count, capacity;
    } stems;
    struct arena *scratch;
};

struct keyword_maker *keyword_maker_open(struct arena *arena, struct unicode *unicode)
{
    struct keyword_maker *maker = arena_new(arena, struct keyword_maker);
    maker->arena = arena;
    maker->unicode = unicode;
    arena_init(&maker->memory);
    return maker;
}

void keyword_maker_close(struct keyword_maker *maker)
{
    for (size_t i = 0; i < maker->languages.count; i++)
        stemmer_close(maker->languages.items[i].stemmer);
    arena_release(&maker->memory);
}

static void forget(struct keyword_maker *maker)
{
    arena_reset(&maker->memory);
    for (size_t i = 0; i < maker->languages.count; i++) {
        map_init(&maker->languages.items[i].words, &maker->memory);
        map_init(&maker->languages.items[i].stems, &maker->memory);
    }
    maker->remembered = 0;
    maker->stamp = 0;
}

static struct language_words *words_of(struct keyword_maker *maker, text language)
{
    for (size_t i = 0; i < maker->languages.count; i++)
        if (text_equal(maker->languages.items[i].language, language))
            return &maker->languages.items[i];
    struct language_words *words = list_add(maker->arena, &maker->languages);
    words->language = text_copy(maker->arena, language);
    words->stemmer = stemmer_open(maker->arena, language);
    map_init(&words->words, &maker->memory);
    map_init(&words->stems, &maker->memory);
    return words;
}

/* Length of the apostrophe at `at`, or 0. */
static size_t apostrophe_length(text word, size_t at)
{
    if (word.bytes[at] == '\'')
        return 1;
    return text_starts_with(text_from(word, at), TEXT("\xe2\x80\x99")) ? 3 : 0;
}

static bool is_number(text word)
{
    for (size_t i = 0; i < word.length; i++)
        if ((word.bytes[i] < '0' || word.bytes[i] > '9') && word.bytes[i] != '.' && word.bytes[i] != ',')
            return false;
    return true;
}

static struct known_stem *stem_of(struct gathering *gathering, text form)
{
    struct arena *memory = &gathering->maker->memory;
    struct language_words *words = gathering->words;
    size_t at = 0;
    if (form.length > 0)
        text_next_code_point(form, &at);
    if (at >= form.length || form.length > LONGEST_WORD || is_number(form))
        return NULL;
    text folded = unicode_fold(gathering->maker->unicode, gathering->scratch, form);
    if (stem_is_stop_word(words->language, folded))
        return NULL;
    text stem = stemmer_stem(words->stemmer, folded);
    struct known_stem *known = map_find(&words->stems, stem);
    if (known)
        return known;
    known = arena_new(memory, struct known_stem);
    known->stem = text_copy(memory, stem);
    map_set(&words->stems, known->stem, known);
    return known;
}

/* "don't", "isn't" */
static bool ends_in_not(text word)
{
    return text_ends_with(word, TEXT("n't")) || text_ends_with(word, TEXT("n\xe2\x80\x99t"));
}

static struct known_word *learn(struct gathering *gathering, text word)
{
    struct arena *memory = &gathering->maker->memory;
    struct known_word *known = arena_new(memory, struct known_word);
    known->word = text_copy(memory, word);
    size_t at = 0;
    while (at < word.length && !apostrophe_length(word, at))
        at++;
    size_t length = at < word.length ? apostrophe_length(word, at) : 0;
    bool is_negation = ends_in_not(word);
    if (!is_negation) {
        known->forms[0] = text_slice(known->word, 0, at);
        known->forms[1] = text_from(known->word, at + length);
        known->stems[0] = stem_of(gathering, known->forms[0]);
        if (length > 0 && known->forms[1].length >= SHORTEST_TAIL)
            known->stems[1] = stem_of(gathering, known->forms[1]);
    }
    map_set(&gathering->words->words, known->word, known);
    gathering->maker->remembered++;
    return known;
}

/* Of two forms used equally often the shorter one is shown, then the first in byte order. */
static bool is_better_form(const struct known_stem *stem, text form, uint32_t count)
{
    if (count != stem->best_form_count)
        return count > stem->best_form_count;
    if (form.length != stem->best_form.length)
        return form.length < stem->best_form.length;
    return text_compare(form, stem->best_form) < 0;
}

static void count_stem(struct gathering *gathering, struct known_stem *stem, text form, uint32_t form_count)
{
    uint32_t stamp = gathering->maker->stamp;
    if (stem->stamp != stamp) {
        stem->stamp = stamp;
        stem->count = stem->best_form_count = 0;
        stem->best_form = form;
        *list_add(gathering->scratch, &gathering->stems) = stem;
    }
    stem->count += gathering->weight;
    if (is_better_form(stem, form, form_count)) {
        stem->best_form = form;
        stem->best_form_count = form_count;
    }
}

static void count_word(void *data, text word)
{
    struct gathering *gathering = data;
    struct known_word *known = map_find(&gathering->words->words, word);
    if (!known)
        known = learn(gathering, word);
    if (!known->stems[0] && !known->stems[1])
        return;
    if (known->stamp != gathering->maker->stamp)
        known->count = 0;
    known->stamp = gathering->maker->stamp;
    known->count++;
    for (size_t i = 0; i < 2; i++)
        if (known->stems[i])
            count_stem(gathering, known->stems[i], known->forms[i], known->count);
}

/* The end of the tag or character reference at `start`, or `start` when it is neither. */
static size_t skip_markup(text markup, size_t start)
{
    char closing = markup.bytes[start] == '<' ? '>' : ';';
    size_t end = text_find_byte(markup, closing, start);
    return end == SIZE_MAX ? start + 1 : end + 1;
}

static void count_markup(struct gathering *gathering, text markup)
{
    size_t from = 0;
    for (size_t at = 0; at < markup.length;) {
        if (markup.bytes[at] != '<' && markup.bytes[at] != '&') {
            at++;
            continue;
        }
        unicode_each_word(
            gathering->maker->unicode, text_slice(markup, from, at - from), count_word, gathering);
        from = at = skip_markup(markup, at);
    }
    unicode_each_word(gathering->maker->unicode, text_from(markup, from), count_word, gathering);
}

static bool comes_before(const struct known_stem *a, const struct known_stem *b)
{
    return a->count != b->count ? a->count > b->count : text_compare(a->stem, b->stem) < 0;
}

static struct keyword keyword_of(struct arena *arena, const struct known_stem *stem)
{
    text word = text_copy(arena, stem->best_form);
    text own_stem = text_starts_with(word, stem->stem) ? text_slice(word, 0, stem->stem.length)
                                                       : text_copy(arena, stem->stem);
    return (struct keyword){ own_stem, word, stem->count < UINT16_MAX ? (uint16_t)stem->count : UINT16_MAX };
}

static struct keyword_list choose(struct gathering *gathering, struct arena *arena)
{
    const struct known_stem *best[KEYWORD_LIMIT];
    size_t count = 0;
    for (size_t i = 0; i < gathering->stems.count; i++) {
        const struct known_stem *stem = gathering->stems.items[i];
        if (count == KEYWORD_LIMIT && !comes_before(stem, best[count - 1]))
            continue;
        size_t at = count < KEYWORD_LIMIT ? count++ : KEYWORD_LIMIT - 1;
        for (; at > 0 && comes_before(stem, best[at - 1]); at--)
            best[at] = best[at - 1];
        best[at] = stem;
    }
    struct keyword *keywords = arena_new_array(arena, struct keyword, count);
    for (size_t i = 0; i < count; i++)
        keywords[i] = keyword_of(arena, best[i]);
    return (struct keyword_list){ keywords, count };
}

struct keyword_list keywords_gather(struct keyword_maker *maker, struct arena *arena, text language,
    const struct keyword_part *parts, size_t part_count)
{
    struct arena scratch;
    arena_init(&scratch);
    if (maker->remembered >= REMEMBERED_WORDS)
        forget(maker);
    maker->stamp++;
    struct gathering gathering = { .maker = maker, .words = words_of(maker, language), .scratch = &scratch };
    for (size_t i = 0; i < part_count; i++) {
        gathering.weight = parts[i].weight;
        if (parts[i].is_markup)
            count_markup(&gathering, parts[i].words);
        else
            unicode_each_word(maker->unicode, parts[i].words, count_word, &gathering);
    }
    struct keyword_list keywords = choose(&gathering, arena);
    arena_release(&scratch);
    return keywords;
}
