/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_TESTS_RELATED_CASE_H
#define BRIEF_TESTS_RELATED_CASE_H
/* Archives in memory, whose articles find each other. Include after cmocka.h. */
#include <stdlib.h>
#include <string.h>
#include "base/arena.h"
#include "base/buffer.h"
#include "load/words.h"
#include "model/author.h"
#include "model/related.h"
#include "model/taxonomy.h"
#include "related_texts.h"

struct archive {
    struct arena arena;
    struct unicode *unicode;
    struct word_maker *words;
    struct site site;
    const void **list;
    size_t count;
};

static inline int set_up(void **state)
{
    struct archive *archive = calloc(1, sizeof *archive);
    arena_init(&archive->arena);
    archive->unicode = unicode_open(&archive->arena, TEXT("en"));
    archive->words = word_maker_open(&archive->arena, archive->unicode, WANT_KEYWORDS);
    archive->list = arena_alloc_array(&archive->arena, 10000, sizeof *archive->list);
    *state = archive;
    return 0;
}

static inline int tear_down(void **state)
{
    struct archive *archive = *state;
    word_maker_close(archive->words);
    unicode_close(archive->unicode);
    arena_release(&archive->arena);
    free(archive);
    return 0;
}

static inline struct article *add_text(
    struct archive *archive, const char *id, int day, const char *title, const char *body)
{
    struct article *article = arena_new(&archive->arena, struct article);
    article->id = text_copy(&archive->arena, text_of(id));
    article->title = text_of(title);
    article->status.kind = TEXT("current");
    article->date = (struct date){ .is_set = true, .day = { day }, .instant = { (int64_t)day * 86400000 } };
    article->words = (int64_t)unicode_word_count(archive->unicode, text_of(body));
    struct word_part parts[] = { { .words = text_of(title), .keyword_weight = 3 },
        { .words = text_of(body), .keyword_weight = 1 } };
    article->keywords = words_gather(archive->words, &archive->arena, TEXT("en"), parts, 2).keywords;
    article->terms = arena_new(&archive->arena, struct article_terms);
    article->term_count = 1;
    archive->list[archive->count++] = article;
    archive->site.articles = (struct object_list){ archive->list, archive->count };
    return article;
}

static inline struct article *add(struct archive *archive, const char *id, int day)
{
    return add_text(archive, id, day, id, "");
}

static inline void append_object(struct archive *archive, struct object_list *list, const void *object)
{
    const void **items = arena_alloc_array(&archive->arena, list->count + 1, sizeof *items);
    if (list->count)
        memcpy(items, list->items, list->count * sizeof *items);
    items[list->count] = object;
    *list = (struct object_list){ items, list->count + 1 };
}

static inline struct term *make_term(struct archive *archive, const char *slug)
{
    struct term *term = arena_new(&archive->arena, struct term);
    term->slug = term->name = term->title = text_copy(&archive->arena, text_of(slug));
    return term;
}

static inline void tag(struct archive *archive, struct article *article, const struct term *term)
{
    struct article_terms *terms = (struct article_terms *)article->terms;
    terms->taxonomy = TEXT("tags");
    append_object(archive, &terms->terms, term);
}

static inline void link_to(struct archive *archive, struct article *from, struct article *to)
{
    append_object(archive, &from->links, to);
    append_object(archive, &to->backlinks, from);
}

/* "id score reasons; …" */
static inline const char *shown(struct archive *archive, const struct object_list *found, bool with_reasons)
{
    struct buffer out;
    buffer_init(&out, &archive->arena);
    for (size_t i = 0; i < found->count; i++) {
        const struct related *related = found->items[i];
        buffer_print(&out, "%s%.*s", i ? " " : "", TEXT_ARGS(related->article->id));
        for (size_t k = 0; with_reasons && k < related->reasons.count; k++)
            buffer_print(&out, "%s%.*s", k ? "+" : ":", TEXT_ARGS(related->reasons.items[k]));
    }
    return text_to_string(&archive->arena, buffer_text(&out));
}

static inline const char *found_by(
    struct archive *archive, struct related_index *index, const struct article *article)
{
    struct object_list found = related_find(index, article, NULL, 5, NULL, &archive->arena);
    return shown(archive, &found, true);
}

static inline void add_groups(struct archive *archive, bool backwards)
{
    for (size_t i = 0; i < RELATED_TEXT_COUNT; i++) {
        size_t at = backwards ? RELATED_TEXT_COUNT - 1 - i : i;
        text id = text_format(&archive->arena, "%s-%zu", related_texts[at].group, at);
        add_text(archive, text_to_string(&archive->arena, id), 18000 + (int)(at * 37 % 20),
            related_texts[at].title, related_texts[at].body);
    }
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)
#endif
