/* SPDX-License-Identifier: MIT */
/* What follows from the order of articles: neighbours and series, in which a text of several languages counts
 * once. */
#include "base/language.h"
#include "base/slug.h"
#include "load/assembly.h"
#include "load/term_names.h"
#include <stdlib.h>

/* As a step: an index below 0 is past the end. */
static const size_t BACKWARDS = SIZE_MAX;

/* The next version of the article's text in another language, from `*at` on: of the series, or without one of
 * the article's edition. NULL after the last. */
static const struct article *next_version(
    const struct article *article, const struct series *series, size_t *at)
{
    while (*at < article->translations.count) {
        const struct article *version = article->translations.items[(*at)++];
        if (series ? version->series == series : version->edition == article->edition)
            return version;
    }
    return NULL;
}

/* Of two versions of one text: is the first to be read before the second, by readers of that language? */
static bool comes_before(const struct article *version, const struct article *other, text lang)
{
    bool stands = article_stands(version);
    if (stands != article_stands(other))
        return stands;
    return language_nearness(lang, version->lang) > language_nearness(lang, other->lang);
}

/* Is there a version of the same text that comes before, or the article itself? */
static bool is_passed_over(
    const struct article *article, const struct article *other, const struct series *series)
{
    const struct article *version;
    for (size_t at = 0; (version = next_version(other, series, &at));)
        if (version == article || comes_before(version, other, article->lang))
            return true;
    return false;
}

/* The nearest article, going through the list from `at` by `step`, that a reader of the article has not read
 * in another version and would not rather; NULL at its end. What is passed over lies between two articles of
 * one language, so that each language goes through the list once. */
static const struct article *neighbour(
    const struct object_list *list, size_t at, size_t step, const struct series *series)
{
    for (size_t i = at + step; i < list->count; i += step)
        if (!is_passed_over(list->items[at], list->items[i], series))
            return list->items[i];
    return NULL;
}

static void set_neighbours(const struct object_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        struct article *article = (struct article *)list->items[i];
        article->next = neighbour(list, i, BACKWARDS, NULL);
        article->previous = neighbour(list, i, 1, NULL);
    }
}

struct gathered_series {
    struct series *series;
    struct assembled_articles parts;
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

/* The number of its text in another language, in the same series; 0 while there is none. */
static int64_t part_of_version(const struct article *article)
{
    const struct article *version;
    for (size_t at = 0; (version = next_version(article, article->series, &at));)
        if (version->part)
            return version->part;
    return 0;
}

/* Parts without a number take that of another version, else the free numbers in order of date; articles come
 * newest first. */
static void number_parts(struct arena *arena, struct gathered_series *gathered)
{
    size_t count, passed = 0;
    const int64_t *given = given_parts(arena, gathered, &count);
    int64_t next = 1;
    for (size_t i = 0; i < gathered->parts.count; i++) {
        struct assembled_article *item = &gathered->parts.items[i];
        item->article->series = gathered->series;
        item->article->part = item->draft->front_matter.series_part;
    }
    for (size_t i = gathered->parts.count; i-- > 0;) {
        struct assembled_article *item = &gathered->parts.items[i];
        if (!item->article->part)
            item->article->part = part_of_version(item->article);
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
        text key = one->article->translation_key;
        bool is_version = key.length && text_equal(key, other->article->translation_key);
        if (one->article->part != other->article->part || is_version)
            continue;
        struct diagnostic *diagnostic = diagnostic_warning(assembly->diagnostics,
            other->draft->front_matter.series.where, "duplicate-part", "part %lld of '%.*s' is there already",
            (long long)other->article->part, TEXT_ARGS(gathered->series->name));
        diagnostic_note(
            assembly->diagnostics, diagnostic, one->draft->front_matter.series.where, "it is here");
        diagnostic_hint(assembly->diagnostics, diagnostic, "give one of them another part:, or leave it out");
    }
}

/* A text is one part in all of its languages. */
static void check_versions(struct assembly *assembly, const struct assembled_article *item)
{
    const struct article *article = item->article, *version;
    for (size_t at = 0; (version = next_version(article, article->series, &at));) {
        if (version->part == article->part || text_compare(version->lang, article->lang) > 0)
            continue;
        struct diagnostic *diagnostic =
            diagnostic_warning(assembly->diagnostics, item->draft->front_matter.series.where, "unequal-parts",
                "this is part %lld, and the same text in '%.*s' is part %lld", (long long)article->part,
                TEXT_ARGS(version->lang), (long long)version->part);
        diagnostic_hint(
            assembly->diagnostics, diagnostic, "give both the same part:, or leave it out of one");
        return;
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

/* Slugs lose signs, letters of other scripts and the ends of long names: "C++" and "C#" would be one series
 * that nobody meant. */
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

/* A text of several languages counts once: the version whose language comes first. */
static bool is_counted(const struct article *article)
{
    const struct article *version;
    for (size_t at = 0; (version = next_version(article, article->series, &at));)
        if (text_compare(version->lang, article->lang) < 0)
            return false;
    return true;
}

/* Where series are a taxonomy the term says what each is called, and whatever may be wrong with that. */
static void set_name(struct assembly *assembly, const struct gathered_series *gathered)
{
    struct series *series = gathered->series;
    if (series->term) {
        series->name = series->term->name;
        ((struct term *)series->term)->series = series;
    } else {
        struct map spellings = count_spellings(assembly->arena, gathered);
        series->name = common_name(&spellings);
        check_names(assembly, series, &spellings);
    }
}

static void finish_series(struct assembly *assembly, struct gathered_series *gathered)
{
    size_t count = gathered->parts.count;
    set_name(assembly, gathered);
    gathered->series->sort_key =
        unicode_sort_key(assembly->input->unicode, assembly->arena, gathered->series->name);
    number_parts(assembly->arena, gathered);
    qsort(gathered->parts.items, count, sizeof *gathered->parts.items, compare_parts);
    check_parts(assembly, gathered);
    const void **articles = arena_alloc_array(assembly->arena, count, sizeof *articles);
    for (size_t i = 0; i < count; i++)
        articles[i] = gathered->parts.items[i].article;
    const struct object_list list = { articles, count };
    for (size_t i = 0; i < count; i++) {
        struct article *article = gathered->parts.items[i].article;
        check_versions(assembly, &gathered->parts.items[i]);
        article->previous_in_series = neighbour(&list, i, BACKWARDS, gathered->series);
        article->next_in_series = neighbour(&list, i, 1, gathered->series);
        gathered->series->count += is_counted(article);
    }
    gathered->series->articles = list;
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
        const struct assembled_article *item = &assembly->articles.items[i];
        const struct term *term = item->terms[TERMS_OF_SERIES];
        text name = item->draft->front_matter.series.text;
        if (!name.length)
            continue;
        text slug = term ? term->slug : slug_make(assembly->input->unicode, assembly->arena, name, TEXT_NONE);
        struct gathered_series *gathered = map_find(&by_slug, slug);
        if (!gathered) {
            gathered = arena_new(assembly->arena, struct gathered_series);
            gathered->series = arena_new(assembly->arena, struct series);
            gathered->series->slug = slug;
            gathered->series->term = term;
            map_set(&by_slug, slug, gathered);
        }
        *list_add(assembly->arena, &gathered->parts) = *item;
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

void assemble_order(struct assembly *assembly)
{
    for (size_t i = 0; i < assembly->site->editions.count; i++)
        set_neighbours(&((const struct edition *)assembly->site->editions.items[i])->articles);
    set_series(assembly);
}
