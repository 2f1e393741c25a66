/* SPDX-License-Identifier: MIT */
/*
 * Nearly equal texts. Every five words in a row are hashed, and an article keeps the smallest hashes: of two
 * articles' smallest hashes taken together, the share that both have estimates how much of their texts is the
 * same (Broder's bottom-k sketch). Only articles that share one of their very smallest are compared, so the
 * work grows with the archive and not with its square.
 */
#include "check/check.h"
#include <stdlib.h>

enum { RUN = 5, SKETCH = 128, KEYS = 16, LEAST_WORDS = 60, SAME_PERCENT = 80 };

struct sketch {
    const struct draft *draft;
    uint64_t hashes[SKETCH]; /* ascending, without repeats */
    size_t count;
    uint64_t window[RUN]; /* hashes of the last words */
    size_t words;
};

static void keep(struct sketch *sketch, uint64_t hash)
{
    size_t at = sketch->count;
    if (at == SKETCH && hash >= sketch->hashes[at - 1])
        return;
    while (at > 0 && sketch->hashes[at - 1] > hash)
        at--;
    if (at > 0 && sketch->hashes[at - 1] == hash)
        return;
    if (sketch->count < SKETCH)
        sketch->count++;
    for (size_t i = sketch->count - 1; i > at; i--)
        sketch->hashes[i] = sketch->hashes[i - 1];
    sketch->hashes[at] = hash;
}

static void see_word(void *data, text word)
{
    struct sketch *sketch = data;
    uint64_t mixed = 0;
    sketch->window[sketch->words++ % RUN] = map_hash(word);
    if (sketch->words < RUN)
        return;
    for (size_t i = 0; i < RUN; i++)
        mixed = mixed * 0x9E3779B97F4A7C15ULL + sketch->window[(sketch->words + i) % RUN];
    mixed ^= mixed >> 32;
    keep(sketch, mixed * 0xD6E8FEB86659FD93ULL);
}

/* In per cent. */
static size_t similarity(const struct sketch *a, const struct sketch *b)
{
    size_t i = 0, k = 0, seen = 0, shared = 0;
    while (seen < SKETCH && i < a->count && k < b->count) {
        uint64_t left = a->hashes[i], right = b->hashes[k];
        shared += left == right;
        i += left <= right;
        k += right <= left;
        seen++;
    }
    return seen ? shared * 100 / seen : 0;
}

struct key {
    uint64_t hash;
    size_t sketch;
};

static int compare_keys(const void *a, const void *b)
{
    const struct key *left = a, *right = b;
    if (left->hash != right->hash)
        return left->hash < right->hash ? -1 : 1;
    return left->sketch < right->sketch ? -1 : left->sketch > right->sketch;
}

static size_t make_sketches(struct checking *checking, struct sketch *sketches)
{
    size_t count = 0;
    for (size_t i = 0; i < checking->subject->draft_count; i++) {
        const struct draft *draft = checking->subject->drafts[i];
        if (!draft || draft->file->kind != CONTENT_ARTICLE || draft->body.word_count < LEAST_WORDS)
            continue;
        struct sketch *sketch = &sketches[count];
        *sketch = (struct sketch){ .draft = draft };
        unicode_each_word(checking->subject->unicode, draft->body.plain, see_word, sketch);
        count += sketch->count > 0;
    }
    return count;
}

static void report(
    struct checking *checking, const struct sketch *sketch, const struct sketch *other, size_t percent)
{
    struct diagnostic *diagnostic = check_report(checking, sketch->draft->front_matter.title.where,
        "about %zu %% of this text is also in 'content/%.*s'", percent, TEXT_ARGS(other->draft->file->path));
    diagnostic_hint(checking->diagnostics, diagnostic,
        "keep one, with an alias for the other's address; or say which supersedes the other");
}

/* Each article is told of the first one that it resembles. */
void check_duplicate_texts(struct checking *checking)
{
    size_t most = checking->subject->draft_count, key_count = 0;
    struct sketch *sketches = arena_new_array(checking->arena, struct sketch, most);
    size_t count = make_sketches(checking, sketches);
    struct key *keys = arena_new_array(checking->arena, struct key, count * KEYS);
    bool *is_told = arena_new_array(checking->arena, bool, count);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < sketches[i].count && k < KEYS; k++)
            keys[key_count++] = (struct key){ sketches[i].hashes[k], i };
    if (key_count)
        qsort(keys, key_count, sizeof *keys, compare_keys);
    for (size_t i = 1, first = 0; i < key_count; i++) {
        if (keys[i].hash != keys[first].hash) {
            first = i;
            continue;
        }
        size_t percent = similarity(&sketches[keys[first].sketch], &sketches[keys[i].sketch]);
        if (percent < SAME_PERCENT || is_told[keys[i].sketch])
            continue;
        is_told[keys[i].sketch] = true;
        report(checking, &sketches[keys[i].sketch], &sketches[keys[first].sketch], percent);
    }
}
