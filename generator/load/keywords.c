/* SPDX-License-Identifier: MIT */
/*
 * Counting is two steps: a text is cut into words (base/slug.h), each of which raises the count of what is
 * remembered of it (keywords_memory.h); then every different word gives its count to its stems. A text has
 * half as many different words as words.
 */
#include "load/keywords.h"
#include "base/list.h"
#include "load/keywords_memory.h"
#include <stddef.h>
#include <string.h>

enum {
    REMEMBERED_WORDS = 200000, /* past this the memory starts anew: spellings of a large archive never end */
    WAITING_WORDS = 16, /* counted together, so that the processor fetches what it needs for all at once */
};

struct keyword_maker {
    struct arena *arena;
    struct words_memory memory;
    struct {
        struct language_words *items;
        size_t count, capacity;
    } languages;
};

/* The text at hand. */
struct gathering {
    struct words_memory *memory;
    struct language_words *words;
    unsigned weight;
    size_t word_count; /* of the part at hand */
    struct {
        struct known_word **items;
        size_t count, capacity;
    } seen; /* the different words */
    struct {
        struct known_stem **items;
        size_t count, capacity;
    } stems;
    text waiting[WAITING_WORDS];
    uint32_t hashes[WAITING_WORDS];
    size_t waiting_count;
};

struct keyword_maker *keyword_maker_open(struct arena *arena, struct unicode *unicode)
{
    struct keyword_maker *maker = arena_new(arena, struct keyword_maker);
    maker->arena = arena;
    maker->memory.unicode = unicode;
    arena_init(&maker->memory.arena);
    arena_init(&maker->memory.scratch);
    return maker;
}

void keyword_maker_close(struct keyword_maker *maker)
{
    for (size_t i = 0; i < maker->languages.count; i++)
        stemmer_close(maker->languages.items[i].stemmer);
    arena_release(&maker->memory.arena);
    arena_release(&maker->memory.scratch);
}

static void forget(struct keyword_maker *maker)
{
    arena_reset(&maker->memory.arena);
    for (size_t i = 0; i < maker->languages.count; i++)
        language_words_forget(&maker->languages.items[i], &maker->memory);
    maker->memory.word_count = 0;
    maker->memory.stamp = 0;
}

static struct language_words *words_of(struct keyword_maker *maker, text language)
{
    for (size_t i = 0; i < maker->languages.count; i++)
        if (text_equal(maker->languages.items[i].language, language))
            return &maker->languages.items[i];
    struct language_words *words = list_add(maker->arena, &maker->languages);
    words->language = text_copy(maker->arena, language);
    words->stemmer = stemmer_open(maker->arena, language);
    language_words_forget(words, &maker->memory);
    return words;
}

static text best_form(const struct known_stem *stem)
{
    return known_word_part(stem->best_word, stem->best_part);
}

/* Of two forms used equally often the shorter one is shown, then the first in byte order. */
static bool is_better_form(const struct known_stem *stem, const struct known_word *word, size_t part)
{
    if (word->count != stem->best_word->count)
        return word->count > stem->best_word->count;
    text form = known_word_part(word, part), best = best_form(stem);
    return form.length != best.length ? form.length < best.length : text_compare(form, best) < 0;
}

static void count_word(struct gathering *gathering, struct known_word *word)
{
    if (!word || (!word->parts[0].stem && !word->parts[1].stem))
        return;
    if (word->stamp != gathering->memory->stamp) {
        word->stamp = gathering->memory->stamp;
        word->count = word->weight = 0;
        *list_add(&gathering->memory->scratch, &gathering->seen) = word;
    }
    word->count++;
    word->weight += gathering->weight;
}

static void count_stem(struct gathering *gathering, const struct known_word *word, size_t part)
{
    struct known_stem *stem = word->parts[part].stem;
    if (stem->stamp != gathering->memory->stamp) {
        stem->stamp = gathering->memory->stamp;
        stem->count = 0;
        stem->best_word = word;
        stem->best_part = (uint32_t)part;
        *list_add(&gathering->memory->scratch, &gathering->stems) = stem;
    }
    stem->count += word->weight;
    if (is_better_form(stem, word, part)) {
        stem->best_word = word;
        stem->best_part = (uint32_t)part;
    }
}

static void count_stems(struct gathering *gathering)
{
    for (size_t i = 0; i < gathering->seen.count; i++)
        for (size_t part = 0; part < 2; part++)
            if (gathering->seen.items[i]->parts[part].stem)
                count_stem(gathering, gathering->seen.items[i], part);
}

static void count_waiting(struct gathering *gathering)
{
    for (size_t i = 0; i < gathering->waiting_count; i++)
        language_words_fetch(gathering->words, gathering->hashes[i]);
    for (size_t i = 0; i < gathering->waiting_count; i++)
        count_word(gathering, language_words_find(gathering->words, gathering->memory, gathering->waiting[i],
                                  gathering->hashes[i]));
    gathering->waiting_count = 0;
}

static void take_word(void *data, text word)
{
    struct gathering *gathering = data;
    gathering->word_count++;
    if (gathering->waiting_count == WAITING_WORDS)
        count_waiting(gathering);
    gathering->waiting[gathering->waiting_count] = word;
    gathering->hashes[gathering->waiting_count++] = language_words_hash(gathering->words, word);
}

static void count_words(struct gathering *gathering, text value)
{
    unicode_each_word(gathering->memory->unicode, value, take_word, gathering);
}

/* The end of the tag or character reference at `start`; the next byte when it is neither. */
static size_t skip_markup(text markup, size_t start)
{
    size_t end = text_find_byte(markup, markup.bytes[start] == '<' ? '>' : ';', start);
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
        count_words(gathering, text_slice(markup, from, at - from));
        from = at = skip_markup(markup, at);
    }
    count_words(gathering, text_from(markup, from));
}

/* A stem that may be chosen: the larger count and then the first letters in one number, the smallest is best.
 */
struct candidate {
    uint64_t rank;
    const struct known_stem *stem;
};

static struct candidate candidate_of(const struct known_stem *stem)
{
    uint64_t count = stem->count < UINT16_MAX ? stem->count : UINT16_MAX;
    return (struct candidate){ (UINT16_MAX - count) << 48 | stem->beginning >> 16, stem };
}

static bool comes_before(const struct candidate *a, const struct candidate *b)
{
    if (a->rank != b->rank)
        return a->rank < b->rank;
    if (a->stem->count != b->stem->count)
        return a->stem->count > b->stem->count;
    return text_compare(a->stem->stem, b->stem->stem) < 0;
}

static struct keyword keyword_of(struct arena *arena, const struct known_stem *stem)
{
    text word = text_copy(arena, best_form(stem));
    bool is_inside = text_starts_with(word, stem->stem);
    text own_stem = is_inside ? text_slice(word, 0, stem->stem.length) : text_copy(arena, stem->stem);
    return (struct keyword){ own_stem, word, stem->count < UINT16_MAX ? (uint16_t)stem->count : UINT16_MAX };
}

static struct keyword_list choose(const struct gathering *gathering, struct arena *arena)
{
    struct candidate best[KEYWORD_LIMIT] = { 0 };
    size_t count = 0;
    for (size_t i = 0; i < gathering->stems.count; i++) {
        struct candidate candidate = candidate_of(gathering->stems.items[i]);
        if (count == KEYWORD_LIMIT && !comes_before(&candidate, &best[count - 1]))
            continue;
        size_t at = count < KEYWORD_LIMIT ? count++ : KEYWORD_LIMIT - 1;
        for (; at > 0 && comes_before(&candidate, &best[at - 1]); at--)
            best[at] = best[at - 1];
        best[at] = candidate;
    }
    struct keyword *keywords = arena_new_array(arena, struct keyword, count);
    for (size_t i = 0; i < count; i++)
        keywords[i] = keyword_of(arena, best[i].stem);
    return (struct keyword_list){ keywords, count };
}

struct keyword_list keywords_gather(struct keyword_maker *maker, struct arena *arena, text language,
    struct keyword_part *parts, size_t part_count)
{
    /* The words that wait are written before they are read. */
    __attribute__((uninitialized)) struct gathering gathering;
    memset(&gathering, 0, offsetof(struct gathering, waiting));
    gathering.waiting_count = 0;
    gathering.memory = &maker->memory;
    if (maker->memory.word_count >= REMEMBERED_WORDS)
        forget(maker);
    gathering.words = words_of(maker, language);
    maker->memory.stamp++;
    for (size_t i = 0; i < part_count; i++) {
        gathering.weight = parts[i].weight;
        gathering.word_count = 0;
        if (parts[i].is_markup)
            count_markup(&gathering, parts[i].words);
        else
            count_words(&gathering, parts[i].words);
        count_waiting(&gathering);
        parts[i].word_count = gathering.word_count;
    }
    count_stems(&gathering);
    struct keyword_list keywords = choose(&gathering, arena);
    arena_reset(&maker->memory.scratch);
    return keywords;
}
