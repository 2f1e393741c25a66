/* SPDX-License-Identifier: MIT */
/*
 * Counting is two steps: a text is cut into words, and a word that is remembered (keywords_memory.h) raises
 * the count of its stems. Most words are plain ASCII between blanks, perhaps with a comma behind; those are
 * cut here, and all others by base/slug.h's words.
 */
#include "load/keywords.h"
#include "base/list.h"
#include "load/keywords_memory.h"
#include <stdlib.h>

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
    struct {
        struct known_stem **items;
        size_t count, capacity;
    } stems;
    struct arena scratch;
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
    return maker;
}

void keyword_maker_close(struct keyword_maker *maker)
{
    for (size_t i = 0; i < maker->languages.count; i++)
        stemmer_close(maker->languages.items[i].stemmer);
    arena_release(&maker->memory.arena);
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

static void count_stem(struct gathering *gathering, const struct known_word *word, size_t part)
{
    struct known_stem *stem = word->parts[part].stem;
    if (stem->stamp != gathering->memory->stamp) {
        stem->stamp = gathering->memory->stamp;
        stem->count = 0;
        stem->best_word = word;
        stem->best_part = (uint32_t)part;
        *list_add(&gathering->scratch, &gathering->stems) = stem;
    }
    stem->count += gathering->weight;
    if (stem->best_word != word && is_better_form(stem, word, part)) {
        stem->best_word = word;
        stem->best_part = (uint32_t)part;
    }
}

static void count_word(struct gathering *gathering, struct known_word *word)
{
    if (!word || (!word->parts[0].stem && !word->parts[1].stem))
        return;
    if (word->stamp != gathering->memory->stamp)
        word->count = 0;
    word->stamp = gathering->memory->stamp;
    word->count++;
    for (size_t i = 0; i < 2; i++)
        if (word->parts[i].stem)
            count_stem(gathering, word, i);
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
    if (gathering->waiting_count == WAITING_WORDS)
        count_waiting(gathering);
    gathering->waiting[gathering->waiting_count] = word;
    gathering->hashes[gathering->waiting_count++] = language_words_hash(gathering->words, word);
}

static bool is_letter_or_digit(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');
}

/* ASCII that neither joins words nor belongs to one. */
static bool ends_words(char byte)
{
    return byte == '.' || byte == ',' || byte == ';' || byte == '!' || byte == '?' || byte == '"' ||
           byte == '(' || byte == ')' || byte == ':';
}

static void count_chunk(struct gathering *gathering, text chunk)
{
    size_t start = 0, end = chunk.length, at;
    while (start < end && ends_words(chunk.bytes[start]))
        start++;
    while (end > start && ends_words(chunk.bytes[end - 1]))
        end--;
    for (at = start; at < end && is_letter_or_digit(chunk.bytes[at]); at++)
        ;
    if (at == end)
        take_word(gathering, text_slice(chunk, start, end - start));
    else
        unicode_each_word(gathering->memory->unicode, chunk, take_word, gathering);
}

static void count_words(struct gathering *gathering, text value)
{
    for (size_t at = 0; at < value.length;) {
        size_t start = at;
        while (at < value.length && !text_is_blank(value.bytes[at]))
            at++;
        if (at > start)
            count_chunk(gathering, text_slice(value, start, at - start));
        while (at < value.length && text_is_blank(value.bytes[at]))
            at++;
    }
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

static bool comes_before(const struct known_stem *a, const struct known_stem *b)
{
    return a->count != b->count ? a->count > b->count : text_compare(a->stem, b->stem) < 0;
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
    struct gathering gathering = { .memory = &maker->memory };
    if (maker->memory.word_count >= REMEMBERED_WORDS)
        forget(maker);
    gathering.words = words_of(maker, language);
    maker->memory.stamp++;
    arena_init(&gathering.scratch);
    for (size_t i = 0; i < part_count; i++) {
        gathering.weight = parts[i].weight;
        if (parts[i].is_markup)
            count_markup(&gathering, parts[i].words);
        else
            count_words(&gathering, parts[i].words);
        count_waiting(&gathering);
    }
    struct keyword_list keywords = choose(&gathering, arena);
    arena_release(&gathering.scratch);
    return keywords;
}
