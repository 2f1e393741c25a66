/* SPDX-License-Identifier: MIT */
/* related: articles find what is on the same matter, and say why; archives are made in memory. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "related_case.h"

static void the_first_related_story_is_from_the_own_group(void **state)
{
    struct archive *archive = *state;
    add_groups(archive, false);
    struct related_index *index = related_index_make(&archive->arena, &archive->site);
    for (size_t i = 0; i < RELATED_TEXT_COUNT; i++) {
        struct object_list found = related_find(index, archive->list[i], NULL, 5, NULL, &archive->arena);
        assert_true(found.count > 0);
        const struct related *first = found.items[0];
        if (!text_starts_with(first->article->id, text_of(related_texts[i].group)))
            fail_msg("%s found %s", related_texts[i].title, shown(archive, &found, true));
        assert_true(first->words.count > 0);
    }
}

static void the_order_of_loading_changes_nothing(void **state)
{
    struct archive *archive = *state;
    struct buffer one, other;
    buffer_init(&one, &archive->arena);
    buffer_init(&other, &archive->arena);
    for (int round = 0; round < 2; round++) {
        archive->count = 0;
        add_groups(archive, round == 1);
        struct related_index *index = related_index_make(&archive->arena, &archive->site);
        for (size_t i = 0; i < RELATED_TEXT_COUNT; i++) {
            size_t at = round == 1 ? RELATED_TEXT_COUNT - 1 - i : i;
            struct object_list found =
                related_find(index, archive->list[at], NULL, 10, NULL, &archive->arena);
            for (size_t k = 0; k < found.count; k++)
                buffer_print(round ? &other : &one, "%lld ",
                    (long long)((const struct related *)found.items[k])->score);
            buffer_print(round ? &other : &one, "%s\n", shown(archive, &found, true));
        }
    }
    assert_true(text_equal(buffer_text(&one), buffer_text(&other)));
}

static void equal_scores_are_newest_first_then_by_id(void **state)
{
    struct archive *archive = *state;
    const struct term *term = make_term(archive, "rare");
    static const struct {
        const char *id;
        int day;
    } rows[] = { { "asked", 100 }, { "d", 90 }, { "b", 110 }, { "c", 90 }, { "a", 90 } };
    for (size_t i = 0; i < 5; i++)
        tag(archive, add(archive, rows[i].id, rows[i].day), term);
    for (int i = 0; i < 40; i++)
        add(archive, text_to_string(&archive->arena, text_format(&archive->arena, "other-%d", i)), 50);
    struct related_index *index = related_index_make(&archive->arena, &archive->site);
    assert_string_equal(found_by(archive, index, archive->list[0]), "b:terms a:terms c:terms d:terms");
}

static void rare_terms_count_more_than_common_ones(void **state)
{
    struct archive *archive = *state;
    const struct term *rare = make_term(archive, "rare"), *common = make_term(archive, "common");
    struct article *asked = add(archive, "asked", 100);
    tag(archive, asked, rare);
    tag(archive, asked, common);
    tag(archive, add(archive, "by-rare", 10), rare);
    for (int i = 0; i < 30; i++)
        tag(archive,
            add(archive, text_to_string(&archive->arena, text_format(&archive->arena, "c%02d", i)), 99),
            common);
    for (int i = 0; i < 100; i++)
        add(archive, text_to_string(&archive->arena, text_format(&archive->arena, "z%02d", i)), 98);
    struct related_index *index = related_index_make(&archive->arena, &archive->site);
    struct related_weights weights = related_weights_default;
    weights.minimum = 0;
    struct object_list found = related_find(index, asked, &weights, 2, NULL, &archive->arena);
    assert_string_equal(shown(archive, &found, true), "by-rare:terms c00:terms");
    const struct related *first = found.items[0];
    assert_int_equal(first->shared.count, 1);
    assert_ptr_equal(first->shared.items[0], rare);
    weights.minimum = 0.5;
    found = related_find(index, asked, &weights, 2, NULL, &archive->arena);
    assert_string_equal(shown(archive, &found, false), "by-rare");
}

static void authors_series_and_links_are_grounds(void **state)
{
    struct archive *archive = *state;
    static const struct author author = { .id = TEXT_INIT("ann"), .name = TEXT_INIT("Ann") };
    static const struct series series = { .name = TEXT_INIT("S"), .slug = TEXT_INIT("s") };
    struct article *asked = add(archive, "asked", 100), *by_author = add(archive, "author", 100);
    struct article *in_series = add(archive, "series", 100), *linked = add(archive, "linked", 100);
    struct article *both = add(archive, "both", 100);
    for (int i = 0; i < 600; i++)
        add(archive, text_to_string(&archive->arena, text_format(&archive->arena, "z%03d", i)), 98);
    append_object(archive, &asked->authors, &author);
    append_object(archive, &by_author->authors, &author);
    asked->series = in_series->series = &series;
    link_to(archive, asked, linked);
    link_to(archive, asked, both);
    link_to(archive, both, asked);
    struct related_index *index = related_index_make(&archive->arena, &archive->site);
    struct related_weights weights = related_weights_default;
    weights.minimum = 0;
    struct object_list found = related_find(index, asked, &weights, 9, NULL, &archive->arena);
    assert_string_equal(shown(archive, &found, true), "both:links series:series linked:links author:authors");
    assert_true(text_equal(((const struct related *)found.items[0])->link, TEXT("both")));
    assert_ptr_equal(((const struct related *)found.items[1])->series, &series);
    assert_true(text_equal(((const struct related *)found.items[2])->link, TEXT("to")));
    assert_ptr_equal(((const struct related *)found.items[3])->authors.items[0], &author);
    found = related_find(index, linked, &weights, 9, NULL, &archive->arena);
    assert_true(text_equal(((const struct related *)found.items[0])->link, TEXT("from")));
    weights.links = weights.series = 0;
    found = related_find(index, asked, &weights, 9, NULL, &archive->arena);
    assert_string_equal(shown(archive, &found, false), "author");
}

static void a_long_text_does_not_win_by_its_length(void **state)
{
    struct archive *archive = *state;
    add_groups(archive, false);
    struct buffer body;
    buffer_init(&body, &archive->arena);
    for (size_t i = 0; i < RELATED_TEXT_COUNT; i++)
        buffer_print(&body, "%s %s ", related_texts[i].title, related_texts[i].body);
    buffer_append_byte(&body, '\0');
    const struct article *everything =
        add_text(archive, "everything", 18010, "Everything of last year", body.bytes);
    struct related_index *index = related_index_make(&archive->arena, &archive->site);
    for (size_t i = 0; i < RELATED_TEXT_COUNT; i++) {
        struct object_list found = related_find(index, archive->list[i], NULL, 1, NULL, &archive->arena);
        assert_true(found.count == 1 && ((const struct related *)found.items[0])->article != everything);
    }
}

static void of_a_common_feature_the_nearest_in_time_are_read(void **state)
{
    struct archive *archive = *state;
    const struct term *term = make_term(archive, "common");
    for (int i = 0; i < 1000; i++)
        tag(archive,
            add(archive, text_to_string(&archive->arena, text_format(&archive->arena, "a%04d", i)),
                40000 - 30 * i),
            term);
    for (int i = 0; i < 9000; i++)
        add(archive, text_to_string(&archive->arena, text_format(&archive->arena, "z%04d", i)), 98);
    struct related_index *index = related_index_make(&archive->arena, &archive->site);
    struct related_weights weights = related_weights_default;
    weights.minimum = 0;
    size_t before = related_index_steps(index);
    struct object_list found = related_find(index, archive->list[500], &weights, 2, NULL, &archive->arena);
    assert_string_equal(shown(archive, &found, false), "a0499 a0501");
    assert_in_range(related_index_steps(index) - before, 1, 256);
    found = related_find(index, archive->list[999], &weights, 2, NULL, &archive->arena);
    assert_string_equal(shown(archive, &found, false), "a0998 a0997");
    found = related_find(index, archive->list[0], &weights, 2, NULL, &archive->arena);
    assert_string_equal(shown(archive, &found, false), "a0001 a0002");
}

/* Steps for index and answers of an archive of `count` articles on count/20 matters. */
static size_t steps_of(struct archive *archive, size_t count)
{
    archive->count = 0;
    for (size_t i = 0; i < count; i++) {
        text id = text_format(&archive->arena, "n%zu", i);
        text body = text_format(&archive->arena, "matter%zu matter%zu detail%zu aspect%zu", i % (count / 20),
            i % (count / 20), i % (count / 20), i % 13);
        add_text(archive, text_to_string(&archive->arena, id), (int)i, "Notes",
            text_to_string(&archive->arena, body));
    }
    struct related_index *index = related_index_make(&archive->arena, &archive->site);
    for (size_t i = 0; i < count; i++)
        related_find(index, archive->list[i], NULL, 5, NULL, &archive->arena);
    return related_index_steps(index);
}

static void the_work_grows_with_the_archive_and_not_faster(void **state)
{
    struct archive *archive = *state;
    size_t small = steps_of(archive, 2000), large = steps_of(archive, 8000);
    assert_true(small > 0);
    assert_in_range(large, small, small * 4 * 5 / 4);
}

static void weights_have_names(void **state)
{
    (void)state;
    assert_int_equal(related_weight_row_count * sizeof(double), sizeof(struct related_weights));
    for (size_t i = 0; i < related_weight_row_count; i++)
        assert_int_equal(related_weight_rows[i].offset, i * sizeof(double));
}

static void an_empty_archive_has_an_index(void **state)
{
    struct archive *archive = *state;
    struct related_index *index = related_index_make(&archive->arena, &archive->site);
    assert_int_equal(related_index_steps(index), 0);
    struct article *only = add(archive, "only", 1);
    index = related_index_make(&archive->arena, &archive->site);
    assert_int_equal(related_find(index, only, NULL, 5, NULL, &archive->arena).count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_first_related_story_is_from_the_own_group),
        TEST(the_order_of_loading_changes_nothing),
        TEST(equal_scores_are_newest_first_then_by_id),
        TEST(rare_terms_count_more_than_common_ones),
        TEST(authors_series_and_links_are_grounds),
        TEST(a_long_text_does_not_win_by_its_length),
        TEST(of_a_common_feature_the_nearest_in_time_are_read),
        TEST(the_work_grows_with_the_archive_and_not_faster),
        TEST(weights_have_names),
        TEST(an_empty_archive_has_an_index),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
