/* SPDX-License-Identifier: MIT */
/*
 * Versions of one text: translations, which share a `translation_key`. They are gathered by it first, so that
 * the work grows with the archive and not with its square.
 */
#include "load/assembly.h"
#include <stdlib.h>

/* An article or a page that has translations. */
struct version {
    const void *thing;
    text lang;
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
    *list_add(assembly->arena, versions) = (struct version){ thing, lang, translations, key->where };
}

static int compare_versions(const void *a, const void *b)
{
    const struct version *left = a, *right = b;
    int order = text_compare(left->lang, right->lang);
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
        if (text_equal(versions->items[i - 1].lang, versions->items[i].lang))
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

void assemble_versions(struct assembly *assembly)
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
