/* SPDX-License-Identifier: MIT */
/* related: what is never found: texts with a status, excluded ones, other versions of the same. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "related_case.h"

static void what_has_a_status_is_never_found(void **state)
{
    struct archive *archive = *state;
    add_groups(archive, false);
    struct article *withdrawn = (struct article *)archive->list[1],
                   *superseded = (struct article *)archive->list[2],
                   *archived = (struct article *)archive->list[3];
    withdrawn->status.kind = TEXT("withdrawn");
    superseded->status.kind = TEXT("superseded");
    archived->status.kind = TEXT("archived");
    link_to(archive, (struct article *)archive->list[0], withdrawn);
    struct related_index *index = related_index_make(&archive->arena, &archive->site);
    for (size_t i = 0; i < RELATED_TEXT_COUNT; i++) {
        struct object_list found = related_find(index, archive->list[i], NULL, 50, NULL, &archive->arena);
        for (size_t k = 0; k < found.count; k++) {
            const struct article *article = ((const struct related *)found.items[k])->article;
            assert_true(article != withdrawn && article != superseded && article != archived &&
                        article != archive->list[i]);
        }
    }
    struct object_list found = related_find(index, withdrawn, NULL, 1, NULL, &archive->arena);
    assert_int_equal(found.count, 1);
    assert_true(text_starts_with(((const struct related *)found.items[0])->article->id, TEXT("spectrum")));
}

static void excluded_articles_and_strangers_are_left_out(void **state)
{
    struct archive *archive = *state;
    add_groups(archive, false);
    struct related_index *index = related_index_make(&archive->arena, &archive->site);
    struct object_list all = related_find(index, archive->list[0], NULL, 3, NULL, &archive->arena);
    struct object_list excluded = { 0 };
    append_object(archive, &excluded, ((const struct related *)all.items[0])->article);
    struct object_list rest = related_find(index, archive->list[0], NULL, 2, &excluded, &archive->arena);
    assert_ptr_equal(
        ((const struct related *)rest.items[0])->article, ((const struct related *)all.items[1])->article);
    assert_ptr_equal(
        ((const struct related *)rest.items[1])->article, ((const struct related *)all.items[2])->article);
    struct article stranger = { .id = TEXT_INIT("stranger") };
    assert_int_equal(related_find(index, &stranger, NULL, 5, NULL, &archive->arena).count, 0);
    assert_int_equal(related_find(index, archive->list[0], NULL, 0, NULL, &archive->arena).count, 0);
    struct object_list again = related_find(index, archive->list[0], NULL, 3, NULL, &archive->arena);
    assert_string_equal(shown(archive, &again, true), shown(archive, &all, true));
}

static struct article *add_version(
    struct archive *archive, const char *id, int day, const char *lang, const struct term *term)
{
    struct article *article = add(archive, id, day);
    article->lang = text_of(lang);
    tag(archive, article, term);
    return article;
}

static const char *ids_found(
    struct archive *archive, const struct article *article, const struct object_list *excluded)
{
    struct related_index *index = related_index_make(&archive->arena, &archive->site);
    struct object_list found = related_find(index, article, NULL, 9, excluded, &archive->arena);
    return shown(archive, &found, false);
}

/* That in the article's own language, else the best; of several texts each. */
static void of_the_versions_of_a_text_one_is_found(void **state)
{
    struct archive *archive = *state;
    const struct term *water = make_term(archive, "water"), *rain = make_term(archive, "rain");
    struct article *asked = add_version(archive, "asked", 100, "en", water);
    struct article *english = add_version(archive, "english", 80, "en", water);
    struct article *french = add_version(archive, "french", 99, "fr", water);
    struct article *german = add_version(archive, "german", 98, "de", water);
    add_version(archive, "other", 10, "en", rain);
    for (int i = 0; i < 40; i++)
        add(archive, text_to_string(&archive->arena, text_format(&archive->arena, "unlike-%d", i)), i);
    tag(archive, asked, rain);
    assert_string_equal(ids_found(archive, asked, NULL), "other french german english");
    struct article *versions[] = { english, french, german };
    for (size_t i = 0; i < 3; i++)
        for (size_t k = 0; k < 3; k++)
            if (i != k)
                append_object(archive, &versions[i]->translations, versions[k]);
    assert_string_equal(ids_found(archive, asked, NULL), "other english");
    asked->lang = TEXT("it");
    assert_string_equal(ids_found(archive, asked, NULL), "other french");
    struct object_list excluded = { 0 };
    append_object(archive, &excluded, french);
    assert_string_equal(ids_found(archive, asked, &excluded), "other german");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_has_a_status_is_never_found),
        TEST(excluded_articles_and_strangers_are_left_out),
        TEST(of_the_versions_of_a_text_one_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
