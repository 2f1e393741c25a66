/* SPDX-License-Identifier: MIT */
/* What follows from the order of articles: series; and the pins of `related:`. */
#include "base/slug.h"
#include "load/assembly.h"
#include "load/term_names.h"
#include <stdlib.h>

struct gathered_series {
    struct series *series;
    struct {
        struct assembled_article *items;
        size_t count, capacity;
    } parts;
};

static int compare_parts(const void *a, const void *b)
{
    const struct assembled_article *left = a, *right = b;
    if (left->article->part != right->article->part)
        return left->article->part < right->article->part ? -1 : 1;
    int order = date_compare(&left->article->date, &right->article->date);
    return order ? order : text_compare(left->article->id, right->article->id);
}

static int compare_numbers(const void *a, const void *b)
{
    const int64_t *left = a, *right = b;
    return (*left > *right) - (*left < *right);
}

/* The numbers that parts say themselves, in order; their count into *count. */
static const int64_t *given_parts(struct arena *arena, const struct gathered_series *gathered, size_t *count)
{
    int64_t *given = arena_new_array(arena, int64_t, gathered->parts.count);
    *count = 0;
    for (size_t i = 0; i < gathered->parts.count; i++)
        if (gathered->parts.items[i].draft->front_matter.series_part)
            given[(*count)++] = gathered->parts.items[i].draft->front_matter.series_part;
    if (*count)
        qsort(given, *count, sizeof *given, compare_numbers);
    return given;
}

/* Parts without a number take the free numbers in order of date; articles come newest first. */
static void number_parts(struct arena *arena, struct gathered_series *gathered)
{
    size_t count, passed = 0;
    const int64_t *given = given_parts(arena, gathered, &count);
    int64_t next = 1;
    for (size_t i = gathered->parts.count; i-- > 0;) {
        struct assembled_article *item = &gathered->parts.items[i];
        item->article->part = item->draft->front_matter.series_part;
        if (item->article->part)
            continue;
        for (; passed < count && given[passed] <= next; passed++)
            next += given[passed] == next;
        item->article->part = next++;
    }
}

/* In order of their parts. */
static void check_parts(struct assembly *assembly, const struct gathered_series *gathered)
{
    for (size_t i = 1; i < gathered->parts.count; i++) {
        const struct assembled_article *one = &gathered->parts.items[i - 1],
                                       *other = &gathered->parts.items[i];
        if (one->article->part != other->article->part)
            continue;
        struct diagnostic *diagnostic = diagnostic_warning(assembly->diagnostics,
            other->draft->front_matter.series.where, "duplicate-part", "part %lld of '%.*s' is there already",
            (long long)other->article->part, TEXT_ARGS(gathered->series->name));
        diagnostic_note(
            assembly->diagnostics, diagnostic, one->draft->front_matter.series.where, "it is here");
        diagnostic_hint(assembly->diagnostics, diagnostic, "give one of them another part:, or leave it out");
    }
}

struct spelling {
    size_t count;
    span where; /* first */
};

static struct map count_spellings(struct arena *arena, const struct gathered_series *gathered)
{
    struct map spellings;
    map_init(&spellings, arena);
    for (size_t i = 0; i < gathered->parts.count; i++) {
        const struct spanned_text *name = &gathered->parts.items[i].draft->front_matter.series;
        struct spelling *spelling = map_find(&spellings, name->text);
        if (!spelling) {
            map_set(&spellings, name->text, spelling = arena_new(arena, struct spelling));
            spelling->where = name->where;
        }
        spelling->count++;
    }
    return spellings;
}

/* The spelling that most parts use, of equals that of the newest. */
static text common_name(const struct map *spellings)
{
    size_t most = 0;
    for (size_t i = 1; i < spellings->count; i++) {
        const struct spelling *spelling = spellings->entries[i].value, *best = spellings->entries[most].value;
        most = spelling->count > best->count ? i : most;
    }
    return spellings->entries[most].key;
}

/* Slugs lose signs, and letters of other scripts: "C++" and "C#" would be one series that nobody meant. */
static void check_names(struct assembly *assembly, const struct series *series, const struct map *spellings)
{
    for (size_t i = 0; i < spellings->count; i++) {
        const struct spelling *spelling = spellings->entries[i].value;
        text name = spellings->entries[i].key;
        if (series->slug.length
                ? term_names_agree(assembly->input->unicode, assembly->arena, name, series->name)
                : text_equal(name, series->name))
            continue;
        struct diagnostic *diagnostic = diagnostic_warning(assembly->diagnostics, spelling->where,
            "merged-series", "'%.*s' becomes one series with '%.*s': both have the slug '%.*s'",
            TEXT_ARGS(name), TEXT_ARGS(series->name), TEXT_ARGS(series->slug));
        diagnostic_hint(assembly->diagnostics, diagnostic,
            "give one of the two another word, in all of its parts; if they are one, write '%.*s' here",
            TEXT_ARGS(series->name));
    }
}

static void finish_series(struct assembly *assembly, struct gathered_series *gathered)
{
    size_t count = gathered->parts.count;
    struct map spellings = count_spellings(assembly->arena, gathered);
    gathered->series->name = common_name(&spellings);
    gathered->series->sort_key =
        unicode_sort_key(assembly->input->unicode, assembly->arena, gathered->series->name);
    check_names(assembly, gathered->series, &spellings);
    number_parts(assembly->arena, gathered);
    qsort(gathered->parts.items, count, sizeof *gathered->parts.items, compare_parts);
    check_parts(assembly, gathered);
    const void **articles = arena_alloc_array(assembly->arena, count, sizeof *articles);
    for (size_t i = 0; i < count; i++) {
        struct article *article = gathered->parts.items[i].article;
        articles[i] = article;
        article->series = gathered->series;
        article->previous_in_series = i > 0 ? gathered->parts.items[i - 1].article : NULL;
        article->next_in_series = i + 1 < count ? gathered->parts.items[i + 1].article : NULL;
    }
    gathered->series->articles = (struct object_list){ articles, count };
    gathered->series->count = (int64_t)count;
}

static int compare_series(const void *a, const void *b)
{
    const struct series *left = *(const struct series *const *)a, *right = *(const struct series *const *)b;
    int order = text_compare(left->sort_key, right->sort_key);
    return order ? order : text_compare(left->slug, right->slug);
}

static void set_series(struct assembly *assembly)
{
    struct map by_slug;
    map_init(&by_slug, assembly->arena);
    for (size_t i = 0; i < assembly->articles.count; i++) {
        text name = assembly->articles.items[i].draft->front_matter.series.text;
        if (!name.length)
            continue;
        text slug = slug_make(assembly->input->unicode, assembly->arena, name, TEXT_NONE);
        struct gathered_series *gathered = map_find(&by_slug, slug);
        if (!gathered) {
            gathered = arena_new(assembly->arena, struct gathered_series);
            gathered->series = arena_new(assembly->arena, struct series);
            gathered->series->slug = slug;
            map_set(&by_slug, slug, gathered);
        }
        *list_add(assembly->arena, &gathered->parts) = assembly->articles.items[i];
    }
    const void **all = arena_alloc_array(assembly->arena, by_slug.count, sizeof *all);
    for (size_t i = 0; i < by_slug.count; i++) {
        struct gathered_series *gathered = by_slug.entries[i].value;
        finish_series(assembly, gathered);
        all[i] = gathered->series;
    }
    if (by_slug.count)
        qsort(all, by_slug.count, sizeof *all, compare_series);
    assembly->site->series = (struct object_list){ all, by_slug.count };
}

static const struct article *find_article(struct assembly *assembly, text written, span where)
{
    text id = unicode_nfc(assembly->input->unicode, assembly->arena, written);
    struct article *found = map_find(&assembly->articles_by_id, id);
    if (found || map_contains(&assembly->held_ids, id))
        return found;
    text nearest = assemble_likely_article(assembly, id);
    struct diagnostic *diagnostic = diagnostic_error(
        assembly->diagnostics, where, "unknown-article", "there is no article '%.*s'", TEXT_ARGS(id));
    if (nearest.bytes)
        diagnostic_hint(assembly->diagnostics, diagnostic, "did you mean '%.*s'?", TEXT_ARGS(nearest));
    else
        diagnostic_hint(
            assembly->diagnostics, diagnostic, "write the path below content/articles/ without '.md'");
    return NULL;
}

/* The page says that it is superseded, and cannot say by what. */
static void report_held_successor(struct assembly *assembly, const struct front_matter *facts)
{
    struct diagnostic *diagnostic =
        diagnostic_warning(assembly->diagnostics, facts->superseded_by.where, "missing-successor",
            "'%.*s' is not published, and so not named on the page", TEXT_ARGS(facts->superseded_by.text));
    diagnostic_hint(assembly->diagnostics, diagnostic,
        "add status_date: with its date, so that both appear together, or reason: for readers until then");
}

static void set_successor(
    struct assembly *assembly, struct article *article, const struct front_matter *facts)
{
    const struct spanned_text *name = &facts->superseded_by;
    const struct article *successor = find_article(assembly, name->text, name->where);
    bool is_due = assemble_status_is_due(assembly, facts);
    if (is_due)
        article->status.superseded_by = successor;
    if (is_due && !successor && facts->status == STATUS_SUPERSEDED && !facts->status_reason.text.length &&
        map_contains(&assembly->held_ids, unicode_nfc(assembly->input->unicode, assembly->arena, name->text)))
        report_held_successor(assembly, facts);
    if (successor != article)
        return;
    struct diagnostic *diagnostic = diagnostic_error(
        assembly->diagnostics, name->where, "unknown-article", "the article cannot supersede itself");
    diagnostic_hint(assembly->diagnostics, diagnostic, "name the one that took its place");
}

static void report_itself(struct assembly *assembly, span where, bool is_exclusion)
{
    struct diagnostic *diagnostic = diagnostic_warning(assembly->diagnostics, where, "related-to-itself",
        is_exclusion ? "an article is never related to itself" : "the article names itself as related");
    diagnostic_hint(assembly->diagnostics, diagnostic,
        is_exclusion ? "leave the line out" : "name another article, or leave the line out");
}

static void report_twice(struct assembly *assembly, const struct spanned_text *name)
{
    struct diagnostic *diagnostic = diagnostic_warning(
        assembly->diagnostics, name->where, "related-twice", "'%.*s' is named twice", TEXT_ARGS(name->text));
    diagnostic_hint(assembly->diagnostics, diagnostic, "keep one of the two");
}

void assemble_pins(struct assembly *assembly, struct article *article, const struct front_matter *facts)
{
    size_t count = facts->related.count, pins = 0, exclusions = 0;
    const void **pinned = arena_alloc_array(assembly->arena, count, sizeof *pinned);
    const void **excluded = arena_alloc_array(assembly->arena, count, sizeof *excluded);
    struct map named;
    map_init(&named, assembly->arena);
    for (size_t i = 0; i < count; i++) {
        const struct spanned_text *name = &facts->related.items[i];
        bool is_exclusion = text_starts_with(name->text, TEXT("!"));
        const struct article *other =
            find_article(assembly, text_trim(text_from(name->text, is_exclusion)), name->where);
        if (other && other == article)
            report_itself(assembly, name->where, is_exclusion);
        else if (other && map_add(&named, other->id, (void *)name) != name)
            report_twice(assembly, name);
        else if (other && is_exclusion)
            excluded[exclusions++] = other;
        else if (other)
            pinned[pins++] = other;
    }
    article->related = (struct object_list){ pinned, pins };
    article->related_exclusions = (struct object_list){ excluded, exclusions };
    if (facts->superseded_by.text.length)
        set_successor(assembly, article, facts);
}

static void report_circle(struct assembly *assembly, const struct article *article)
{
    size_t i = 0;
    while (assembly->articles.items[i].article != article)
        i++;
    struct diagnostic *diagnostic = diagnostic_error(assembly->diagnostics,
        assembly->articles.items[i].draft->front_matter.superseded_by.where, "superseded-in-circle",
        "the article is superseded by itself, by way of '%.*s'",
        TEXT_ARGS(article->status.superseded_by->id));
    diagnostic_hint(assembly->diagnostics, diagnostic,
        "take status: and superseded_by: out of the article that is to be read");
}

/*
 * Goes on from each superseded article until where an earlier pass has been; meeting its own steps closes a
 * circle, in which no page says what to read.
 */
static void check_successors(struct assembly *assembly)
{
    struct map passes; /* id → the article at which the pass began */
    map_init(&passes, assembly->arena);
    for (size_t i = 0; i < assembly->articles.count; i++) {
        struct article *first = assembly->articles.items[i].article;
        const struct article *at = first->status.superseded_by ? first : NULL, *last = NULL;
        for (; at && !map_contains(&passes, at->id); at = at->status.superseded_by) {
            map_set(&passes, at->id, first);
            last = at;
        }
        if (at && last && at != last && map_find(&passes, at->id) == first)
            report_circle(assembly, at);
    }
}

void assemble_order(struct assembly *assembly)
{
    set_series(assembly);
    for (size_t i = 0; i < assembly->articles.count; i++)
        assemble_pins(
            assembly, assembly->articles.items[i].article, &assembly->articles.items[i].draft->front_matter);
    check_successors(assembly);
}
