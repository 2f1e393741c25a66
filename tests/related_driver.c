/* SPDX-License-Identifier: MIT */
/*
 * Related stories of a site as text, for judging them by eye:
 *
 *     related_driver SITE [COUNT [ID…]]
 *
 * prints COUNT articles spread over the archive (10), or those with the given ids, each with its five
 * stories, score and reasons. Exit code 0, 1 when the site has errors, 2 for wrong usage.
 */
#include "base/arena.h"
#include "base/file.h"
#include "load/assemble.h"
#include "load/config.h"
#include "model/related.h"
#include "model/taxonomy.h"
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { STORIES = 5, USUAL_COUNT = 10, CONFIG_BYTES = 1 << 20 };

struct loading {
    struct arena arena;
    struct sources sources;
    struct diagnostics diagnostics;
    struct config config;
    struct content content;
    struct draft **drafts;
    size_t draft_count;
};

static void make_drafts(struct loading *loading, const struct draft_maker *maker)
{
    loading->drafts = arena_new_array(&loading->arena, struct draft *, loading->content.count);
    for (size_t i = 0; i < loading->content.count; i++) {
        const struct content_file *file = &loading->content.files[i];
        bool has_draft =
            file->kind == CONTENT_ARTICLE || file->kind == CONTENT_AUTHOR || file->kind == CONTENT_PAGE;
        if (has_draft)
            loading->drafts[loading->draft_count++] =
                draft_make(maker, file, &loading->arena, &loading->diagnostics, NULL);
    }
}

/* Words in texts stay the English ones that they are written in. */
static const struct strings no_words;

static const struct site *load(struct loading *loading, const char *folder)
{
    text contents = TEXT_NONE;
    int site_folder = open(folder, O_RDONLY | O_DIRECTORY);
    if (site_folder < 0 || file_read(site_folder, "site.yml", CONFIG_BYTES, &loading->arena, &contents, NULL))
        return NULL;
    uint32_t source = sources_add(&loading->sources, TEXT("site.yml"), TEXT("site.yml"), contents);
    config_read(&loading->arena, source, contents, TEXT_NONE, &loading->config, &loading->diagnostics);
    struct unicode *unicode = unicode_open(&loading->arena, loading->config.language);
    if (!scan_content(&loading->arena, unicode, site_folder, &loading->sources, &loading->content,
            &loading->diagnostics))
        return NULL;
    struct draft_maker maker = {
        .config = &loading->config,
        .content = &loading->content,
        .unicode = unicode,
        .content_folder = openat(site_folder, "content", O_RDONLY | O_DIRECTORY),
        .words = word_maker_open(&loading->arena, unicode, WANT_KEYWORDS),
    };
    make_drafts(loading, &maker);
    struct assemble_input input = {
        .arena = &loading->arena,
        .config = &loading->config,
        .content = &loading->content,
        .drafts = loading->drafts,
        .draft_count = loading->draft_count,
        .data = value_none(),
        .strings = &no_words,
        .gate = { .now = { INT64_MAX } },
        .unicode = unicode,
        .diagnostics = &loading->diagnostics,
    };
    return assembly_site(assembly_make(&input));
}

static void print_labels(const char *before, const struct object_list *things, const struct object_type *type)
{
    for (size_t i = 0; i < things->count; i++) {
        text label = object_label(things->items[i], type);
        printf("%s%.*s", i ? ", " : before, TEXT_ARGS(label));
    }
}

static void print_texts(const char *before, const struct text_list *texts)
{
    for (size_t i = 0; i < texts->count; i++)
        printf("%s%.*s", i ? ", " : before, TEXT_ARGS(texts->items[i]));
}

static void print_article(struct loading *loading, struct related_index *index, const struct article *article)
{
    text date = date_iso(&loading->arena, &article->date);
    printf("\n%.10s %.*s\n", text_to_string(&loading->arena, date), TEXT_ARGS(article->title));
    print_labels("    tags: ", &article->tags, &term_type);
    printf("\n");
    struct object_list found = related_find(index, article, NULL, STORIES, NULL, &loading->arena);
    for (size_t i = 0; i < found.count; i++) {
        const struct related *related = found.items[i];
        date = date_iso(&loading->arena, &related->article->date);
        printf("  %5lld %.10s %.*s\n        ", (long long)related->score,
            text_to_string(&loading->arena, date), TEXT_ARGS(related->title));
        print_texts("by ", &related->reasons);
        print_labels("; terms: ", &related->shared, &term_type);
        print_labels("; authors: ", &related->authors, &author_type);
        print_texts("; words: ", &related->words);
        printf("%s%.*s\n", related->link.bytes ? "; link " : "", TEXT_ARGS(related->link));
    }
}

int main(int count, char **arguments)
{
    if (count < 2) {
        fprintf(stderr, "usage: related_driver SITE [COUNT [ID...]]\n");
        return 2;
    }
    static struct loading loading;
    arena_init(&loading.arena);
    sources_init(&loading.sources, &loading.arena);
    diagnostics_init(&loading.diagnostics, &loading.arena);
    const struct site *site = load(&loading, arguments[1]);
    if (!site || loading.diagnostics.error_count)
        fprintf(stderr, "%zu errors\n", loading.diagnostics.error_count);
    if (!site)
        return 1;
    struct related_index *index = related_index_make(&loading.arena, site);
    size_t wanted = count > 2 ? strtoul(arguments[2], NULL, 10) : USUAL_COUNT;
    for (int i = 3; i < count; i++) {
        const struct article *article = map_find(site->articles_by_id, text_of(arguments[i]));
        if (article)
            print_article(&loading, index, article);
    }
    for (size_t i = 0; count < 4 && i < wanted && i < site->articles.count; i++)
        print_article(&loading, index, site->articles.items[i * site->articles.count / wanted]);
    return loading.diagnostics.error_count ? 1 : 0;
}
