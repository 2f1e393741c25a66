/* SPDX-License-Identifier: MIT */
/* related_terms: which terms share articles, those first that are mostly on the same ones. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "base/arena.h"
#include "base/buffer.h"
#include "model/article.h"
#include "model/related_terms.h"

enum { TERMS = 4, ARTICLES = 6 };

struct sorted {
    struct arena arena;
    struct taxonomy taxonomy;
    struct term terms[TERMS];
    const void *under[TERMS][ARTICLES]; /* each term's articles */
    struct article articles[ARTICLES];
};

static const text names[TERMS] = { TEXT_INIT("a"), TEXT_INIT("b"), TEXT_INIT("c"), TEXT_INIT("d") };

/* "ab" puts an article under the terms a and b. */
static void put_under(struct sorted *sorted, size_t number, const char *written)
{
    struct article *article = &sorted->articles[number];
    struct article_terms *terms = arena_new_array(&sorted->arena, struct article_terms, 2);
    const void **items = arena_alloc_array(&sorted->arena, TERMS, sizeof *items);
    terms[0].taxonomy = TEXT("regions");
    terms[1].taxonomy = TEXT("tags");
    for (size_t i = 0; written[i]; i++) {
        struct term *term = &sorted->terms[written[i] - 'a'];
        items[i] = term;
        sorted->under[term - sorted->terms][term->articles.count++] = article;
        terms[1].terms.count++;
    }
    terms[1].terms.items = items;
    terms[1].widened = terms[1].terms;
    article->terms = terms;
    article->term_count = 2;
}

static struct sorted *sort_articles(const char *const *written, size_t count)
{
    static struct sorted sorted;
    sorted = (struct sorted){ .taxonomy = { .name = TEXT("tags") } };
    arena_init(&sorted.arena);
    sorted.taxonomy.terms.count = TERMS;
    for (size_t i = 0; i < TERMS; i++) {
        sorted.terms[i] = (struct term){ .name = names[i],
            .slug = names[i],
            .number = i,
            .taxonomy = &sorted.taxonomy,
            .articles = { sorted.under[i], 0 } };
    }
    for (size_t i = 0; i < count; i++)
        put_under(&sorted, i, written[i]);
    return &sorted;
}

static void require(struct sorted *sorted, size_t number, const char *expected)
{
    struct buffer found;
    struct object_list terms = related_terms(&sorted->terms[number], &sorted->arena);
    buffer_init(&found, &sorted->arena);
    for (size_t i = 0; i < terms.count; i++)
        buffer_append(&found, ((const struct term *)terms.items[i])->name);
    assert_string_equal(text_to_string(&sorted->arena, buffer_text(&found)), expected);
}

static void one_shared_article_is_none(void **state)
{
    (void)state;
    struct sorted *sorted = sort_articles((const char *[]){ "ab", "a", "b" }, 3);
    require(sorted, 0, "");
    require(sorted, 2, "");
    arena_release(&sorted->arena);
}

/* a shares two articles with b and with c, but b stands on three others besides. */
static void what_is_rare_comes_first(void **state)
{
    (void)state;
    struct sorted *sorted = sort_articles((const char *[]){ "abc", "abc", "a", "b", "b", "b" }, 6);
    require(sorted, 0, "cb");
    require(sorted, 1, "ca");
    require(sorted, 2, "ab");
    arena_release(&sorted->arena);
}

static void equal_ones_stand_in_the_order_of_the_language(void **state)
{
    (void)state;
    struct sorted *sorted = sort_articles((const char *[]){ "dcb", "cdb" }, 2);
    require(sorted, 3, "bc");
    require(sorted, 1, "cd");
    sorted->terms[1].number = TERMS;
    require(sorted, 3, "cb");
    arena_release(&sorted->arena);
}

/* d stands below c and c below b, which all articles of d are filed under. */
static void of_terms_above_each_other_the_nearest_is_named(void **state)
{
    (void)state;
    struct sorted *sorted = sort_articles((const char *[]){ "adcb", "adcb", "acb", "b" }, 4);
    const void *above_d[] = { &sorted->terms[1], &sorted->terms[2] };
    sorted->terms[2].ancestors = (struct object_list){ above_d, 1 };
    sorted->terms[3].ancestors = (struct object_list){ above_d, 2 };
    require(sorted, 0, "c");
    require(sorted, 1, "a");
    require(sorted, 2, "a");
    require(sorted, 3, "a");
    arena_release(&sorted->arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_shared_article_is_none),
        cmocka_unit_test(what_is_rare_comes_first),
        cmocka_unit_test(equal_ones_stand_in_the_order_of_the_language),
        cmocka_unit_test(of_terms_above_each_other_the_nearest_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
