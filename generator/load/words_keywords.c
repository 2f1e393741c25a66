/* SPDX-License-Identifier: MIT */
/*
 * Counting goes from chunks to spellings to stems, each different one once: a text has half as many different
 * words as words.
 */
#include "base/list.h"
#include "load/words.h"
#include "load/words_memory.h"

/* Folding makes three letters of one at most, and no byte of more than three. */
_Static_assert((int)SPELLING_BYTES <= KEYWORD_WORD_BYTES && 3 * (int)SPELLING_BYTES <= KEYWORD_STEM_BYTES,
    "every spelling and its stem fit a keyword");

struct stem_list {
    struct known_stem **items;
    size_t count, capacity;
};

static text best_form(const struct known_stem *stem)
{
    return known_spelling_part(stem->best_word, stem->best_part);
}

/* Of two forms used equally often the shorter one is shown, then the first in byte order. */
static bool is_better_form(const struct known_stem *stem, const struct known_chunk *word, size_t part)
{
    if (word->count != stem->best_word->count)
        return word->count > stem->best_word->count;
    text form = known_spelling_part(word, part), best = best_form(stem);
    return form.length != best.length ? form.length < best.length : text_compare(form, best) < 0;
}

static void count_spelling(
    struct gathering *gathering, struct known_chunk *spelling, const struct known_chunk *chunk)
{
    words_start_count(gathering, spelling);
    spelling->count += chunk->count;
    spelling->weight += chunk->weight;
}

static inline void count_stem(struct gathering *gathering, struct stem_list *stems, struct known_stem *stem,
    const struct known_chunk *word, size_t part)
{
    struct words_memory *memory = gathering->language->memory;
    if (stem->stamp != memory->stamp) {
        stem->stamp = memory->stamp;
        stem->count = 0;
        *list_add(&memory->scratch, stems) = stem;
    } else if (!is_better_form(stem, word, part)) {
        stem->count += word->weight;
        return;
    }
    stem->count += word->weight;
    stem->best_word = word;
    stem->best_part = (uint32_t)part;
}

static struct stem_list count_stems(struct gathering *gathering)
{
    struct stem_list stems = { 0 };
    for (size_t i = 0; i < gathering->broken.count; i++) {
        const struct known_chunk *chunk = gathering->broken.items[i];
        for (size_t k = 0; k < chunk->spelling_count; k++)
            count_spelling(gathering, known_chunk_spellings(chunk)[k], chunk);
    }
    for (size_t i = 0; i < gathering->words.count; i++) {
        const struct counted_word *counted = &gathering->words.items[i];
        /* Words of a long row were met for a search and counted as spellings. */
        if (!counted->word->count)
            continue;
        if (counted->stems[0])
            count_stem(gathering, &stems, counted->stems[0], counted->word, 0);
        if (counted->word->stem_count > 1)
            count_stem(gathering, &stems, counted->stems[1], counted->word, 1);
    }
    return stems;
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

static void write_keyword(struct buffer *out, const struct known_stem *stem)
{
    keyword_write(out, &(struct keyword){ stem->stem, best_form(stem),
                           stem->count < UINT16_MAX ? (uint16_t)stem->count : UINT16_MAX });
}

struct keyword_list words_choose_keywords(struct gathering *gathering, struct arena *arena)
{
    struct stem_list stems = count_stems(gathering);
    struct candidate best[KEYWORD_LIMIT] = { 0 };
    size_t count = 0;
    for (size_t i = 0; i < stems.count; i++) {
        struct candidate candidate = candidate_of(stems.items[i]);
        if (count == KEYWORD_LIMIT && !comes_before(&candidate, &best[count - 1]))
            continue;
        size_t at = count < KEYWORD_LIMIT ? count++ : KEYWORD_LIMIT - 1;
        for (; at > 0 && comes_before(&candidate, &best[at - 1]); at--)
            best[at] = best[at - 1];
        best[at] = candidate;
    }
    struct buffer entries;
    buffer_init(&entries, arena);
    for (size_t i = 0; i < count; i++)
        write_keyword(&entries, best[i].stem);
    return (struct keyword_list){ buffer_finish(&entries), count };
}
