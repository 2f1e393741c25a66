/* SPDX-License-Identifier: MIT */
/*
 * Nearly equal texts, by their sketches. Only articles that share one of their very smallest hashes are
 * compared, so the work grows with the archive and not with its square.
 */
#include "check/check.h"
#include "check/sketch.h"
#include <stdlib.h>

enum { KEYS = 16, SAME_PERCENT = 80 };

struct key {
    uint64_t hash;
    size_t draft;
};

static int compare_keys(const void *a, const void *b)
{
    const struct key *left = a, *right = b;
    if (left->hash != right->hash)
        return left->hash < right->hash ? -1 : 1;
    return left->draft < right->draft ? -1 : left->draft > right->draft;
}

static void report(struct checking *checking, size_t draft, size_t other, size_t percent)
{
    struct draft *const *drafts = checking->subject->drafts;
    struct diagnostic *diagnostic = check_report(checking, drafts[draft]->front_matter.title.where,
        "of the rows of five words of this text and 'content/%.*s' about %zu %% stand in both",
        TEXT_ARGS(drafts[other]->file->path), percent);
    diagnostic_hint(checking->diagnostics, diagnostic,
        "keep one, with an alias for the other's address; or say which supersedes the other");
}

/* Each article is told of the first one that it resembles. */
void check_duplicate_texts(struct checking *checking)
{
    const struct sketch *sketches = checking->subject->sketches;
    size_t count = checking->subject->draft_count, key_count = 0;
    struct key *keys = arena_new_array(checking->arena, struct key, count * KEYS);
    bool *is_told = arena_new_array(checking->arena, bool, count);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; checking->subject->drafts[i] && k < sketches[i].count && k < KEYS; k++)
            keys[key_count++] = (struct key){ sketches[i].hashes[k], i };
    if (key_count)
        qsort(keys, key_count, sizeof *keys, compare_keys);
    for (size_t i = 1, first = 0; i < key_count; i++) {
        if (keys[i].hash != keys[first].hash) {
            first = i;
            continue;
        }
        size_t percent = sketch_similarity(&sketches[keys[first].draft], &sketches[keys[i].draft]);
        if (percent < SAME_PERCENT || is_told[keys[i].draft])
            continue;
        is_told[keys[i].draft] = true;
        report(checking, keys[i].draft, keys[first].draft, percent);
    }
}
