/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_TESTS_LEAK_CASE_H
#define BRIEF_TESTS_LEAK_CASE_H
/* An archive that holds one text back, and what the scan finds of it in an output. */
#include <string.h>
#include "base/buffer.h"
#include "base/unicode.h"
#include "build/leak.h"
#include "output/kinds.h"
#include "arena_case.h"

static const struct held_back held = { .source_path =
                                           TEXT_INIT("content/articles/2026/zq-budget-plan/index.md"),
    .title = TEXT_INIT("R\xC3\xA9sum\xC3\xA9 & \"Zq\" 2026"),
    .id = TEXT_INIT("2026/zq-budget-plan"),
    .slug = TEXT_INIT("zq-budget-plan"),
    .address = TEXT_INIT("/2026/zq budget/"),
    .hold = HOLD_DRAFT };

/* A note that waits for its day, in the tests that set it. */
static struct coming coming;

/* A site that holds this back, and publishes `articles`. */
static inline const struct leaks *leaks_of(const struct held_back *held_back,
    const struct article *const *articles, size_t count, const char *base_path, const char *allowed)
{
    static const struct publisher publisher = { 0 };
    struct config *config = arena_new(&arena, struct config);
    struct site *site = arena_new(&arena, struct site);
    static text allow;
    allow = text_of(allowed);
    *config = (struct config){ .base_path = text_of(base_path),
        .leaks_allowed = { .items = &allow, .count = allow.length > 0 } };
    *site = (struct site){ .config = config,
        .url = text_format(&arena, "https://example.org%s", base_path),
        .base_path = text_of(base_path),
        .publisher = &publisher,
        .articles = { .items = (void *)articles, .count = count },
        .held_back = held_back,
        .held_back_count = 1,
        .coming = &coming,
        .coming_count = coming.note.length > 0 };
    static const struct content_file files[] = {
        { .path = TEXT_INIT("articles/2026/other-chart.png"), .kind = CONTENT_MEDIA },
        { .path = TEXT_INIT("articles/2026/zq-budget-plan/other-text.md"), .kind = CONTENT_ARTICLE },
        { .path = TEXT_INIT("articles/2026/zq-budget-plan/zq-chart.png"), .kind = CONTENT_MEDIA },
    };
    /* What has no id holds no file back. */
    static const struct media published[] = { { .path = TEXT_INIT("articles/2026/other-chart.png") },
        { .path = TEXT_INIT("articles/2026/zq-budget-plan/zq-chart.png") } };
    static const void *media[] = { &published[0], &published[1] };
    site->media = (struct object_list){ media, held_back->id.length ? 1 : 2 };
    const struct content content = { .files = (void *)files, .count = sizeof files / sizeof *files };
    site->unicode = unicode_open(&arena, TEXT("en"));
    const struct leaks *leaks = leaks_open(&arena, site, &content);
    unicode_close(site->unicode);
    return leaks;
}

static inline const char *found(const struct leaks *leaks, const char *bytes)
{
    static const char *const facts[] = { "title", "slug", "id", "address", "media", "note" };
    struct leak leak;
    if (!leaks_find(leaks, text_of(bytes), &leak))
        return "nothing";
    return text_format(&arena, "%s, line %zu", facts[leak.fact], leak.line).bytes;
}

struct row {
    const char *bytes, *expected;
};

static inline void check(const struct leaks *leaks, const struct row *rows, size_t count)
{
    assert_non_null(leaks);
    for (size_t i = 0; i < count; i++) {
        const char *is = found(leaks, rows[i].bytes);
        if (strcmp(is, rows[i].expected) != 0)
            print_error("%s: expected %s, found %s\n", rows[i].bytes, rows[i].expected, is);
        assert_string_equal(is, rows[i].expected);
    }
}

#define CHECK(leaks, rows) check((leaks), (rows), sizeof(rows) / sizeof *(rows))
#endif
