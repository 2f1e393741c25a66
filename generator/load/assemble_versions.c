/* SPDX-License-Identifier: MIT */
/*
 * Versions of one text: translations, which share a `translation_key`, and successors, which know what they
 * superseded. Both are gathered by name first, so that the work grows with the archive and not with its
 * square. And the neighbours of each article, among which a text counts once.
 */
#include "load/assembly.h"
#include <stdlib.h>

/* An article or a page that has translations. */
struct version {
    const void *thing;
    text lang; /* as it was written */
    text key;  /* the same in small letters */
    struct object_list *translations;
    span where;
};

struct versions {
    struct version *items;
    size_t count, capacity;
};

static void add_version(struct assembly *assembly, struct map *by_key, const struct spanned_text *key,
    const void *thing, text lang, struct object_list *translations)
{
    if (!key->text.length)
        return;
    struct versions *versions = map_find(by_key, key->text);
    if (!versions) {
        versions = arena_new(assembly->arena, struct versions);
        map_set(by_key, key->text, versions);
    }
    *list_add(assembly->arena, versions) =
        (struct version){ thing, lang, text_lower_ascii(assembly->arena, lang), translations, key->where };
}

static int compare_versions(const void *a, const void *b)
{
    const struct version *left = a, *right = b;
    int order = text_compare(left->key, right->key);
    return order ? order
                 : (left->where.source > right->where.source) - (left->where.source < right->where.source);
}

static void report_same_language(struct assembly *assembly, const struct version *version, span first)
{
    struct diagnostic *diagnostic = diagnostic_error(assembly->diagnostics, version->where,
        "duplicate-translation", "two versions of one text are in '%.*s'", TEXT_ARGS(version->lang));
    diagnostic_note(assembly->diagnostics, diagnostic, first, "the other one");
    diagnostic_hint(assembly->diagnostics, diagnostic,
        "give each its lang:, or another translation_key: to what is another text");
}

/* False after reporting that two are in one language. */
static bool check_languages(struct assembly *assembly, const struct versions *versions)
{
    size_t errors_before = assembly->diagnostics->error_count;
    for (size_t i = 1; i < versions->count; i++)
        if (text_equal(versions->items[i - 1].key, versions->items[i].key))
            report_same_language(assembly, &versions->items[i], versions->items[i - 1].where);
    return assembly->diagnostics->error_count == errors_before;
}

static void link_versions(struct assembly *assembly, struct versions *versions)
{
    qsort(versions->items, versions->count, sizeof *versions->items, compare_versions);
    if (!check_languages(assembly, versions))
        return;
    for (size_t i = 0; i < versions->count; i++) {
        const void **others = arena_alloc_array(assembly->arena, versions->count, sizeof *others);
        size_t count = 0;
        for (size_t k = 0; k < versions->count; k++)
            if (k != i)
                others[count++] = versions->items[k].thing;
        *versions->items[i].translations = (struct object_list){ others, count };
    }
}

static void set_translations(struct assembly *assembly)
{
    struct map articles, pages;
    map_init(&articles, assembly->arena);
    map_init(&pages, assembly->arena);
    for (size_t i = 0; i < assembly->articles.count; i++) {
        struct article *article = assembly->articles.items[i].article;
        const struct spanned_text *key = &assembly->articles.items[i].draft->front_matter.translation_key;
        add_version(assembly, &articles, key, article, article->lang, &article->translations);
    }
    for (size_t i = 0; i < assembly->pages.count; i++) {
        struct page *page = assembly->pages.items[i].page;
        const struct spanned_text *key = &assembly->pages.items[i].draft->front_matter.translation_key;
        add_version(assembly, &pages, key, page, page->lang, &page->translations);
    }
    for (size_t i = 0; i < articles.count; i++)
        link_versions(assembly, articles.entries[i].value);
    for (size_t i = 0; i < pages.count; i++)
        link_versions(assembly, pages.entries[i].value);
}

static void set_superseded(struct assembly *assembly)
{
    struct map by_successor;
    map_init(&by_successor, assembly->arena);
    for (size_t i = 0; i < assembly->articles.count; i++) {
        const struct article *article = assembly->articles.items[i].article;
        const struct article *successor = article->status.superseded_by;
        if (!successor)
            continue;
        struct article_list {
            const void **items;
            size_t count, capacity;
        } *superseded = map_find(&by_successor, successor->id);
        if (!superseded) {
            superseded = arena_new(assembly->arena, struct article_list);
            map_set(&by_successor, successor->id, superseded);
        }
        *list_add(assembly->arena, superseded) = article;
        struct article *changed = map_find(&assembly->articles_by_id, successor->id);
        changed->supersedes = (struct object_list){ superseded->items, superseded->count };
    }
}

/* Is another version of the same text in the article's own language, or the article itself? */
static bool is_passed_over(const struct article *article, const struct article *other)
{
    for (size_t i = 0; i < other->translations.count; i++) {
        const struct article *version = other->translations.items[i];
        if (text_equal_ignoring_ascii_case(version->lang, article->lang))
            return true;
    }
    return false;
}

/* The nearest article, going through the list from `at` by `step`, that a reader of the article has not read
 * in their own language and finds there; NULL at its end. What is passed over lies between two articles of
 * one language, so that each language goes through the list once. */
static const struct article *neighbour(const struct assembly *assembly, size_t at, size_t step)
{
    const struct article *article = assembly->articles.items[at].article;
    for (size_t i = at + step; i < assembly->articles.count; i += step)
        if (!is_passed_over(article, assembly->articles.items[i].article))
            return assembly->articles.items[i].article;
    return NULL;
}

static void set_neighbours(struct assembly *assembly)
{
    for (size_t i = 0; i < assembly->articles.count; i++) {
        struct article *article = assembly->articles.items[i].article;
        article->next = neighbour(assembly, i, SIZE_MAX); /* newest first; below 0 is past the end */
        article->previous = neighbour(assembly, i, 1);
    }
}

void assemble_versions(struct assembly *assembly)
{
    set_translations(assembly);
    set_neighbours(assembly);
    set_superseded(assembly);
}
