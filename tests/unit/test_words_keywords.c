/* SPDX-License-Identifier: MIT */
/* Keywords: which words say what a text is about. Lists are printed as "stem(word)×count". */
#define WANTED WANT_KEYWORDS
#include "base/buffer.h"
#include "base/unicode_words.h"
#include "words_case.h"

static const char *shown(const struct keyword_list *keywords)
{
    struct buffer out;
    buffer_init(&out, &arena);
    struct keyword keyword;
    for (size_t offset = 0; keyword_read(keywords, &offset, &keyword);)
        buffer_print(&out, "%s%.*s(%.*s)×%u", out.length ? " " : "", TEXT_ARGS(keyword.stem),
            TEXT_ARGS(keyword.word), (unsigned)keyword.count);
    return text_to_string(&arena, buffer_text(&out));
}

static const char *gathered(const char *language, const char *words)
{
    struct word_part part = { .words = text_of(words), .keyword_weight = 1 };
    struct keyword_list keywords = words_gather(maker, &arena, text_of(language), &part, 1).keywords;
    return shown(&keywords);
}

static void forms_of_a_word_count_together(void **state)
{
    (void)state;
    assert_string_equal(gathered("en", "Policies need policy. A policy on networks, networked."),
        "polici(policy)×3 network(networks)×2 need(need)×1");
}

static void words_that_say_nothing_are_left_out(void **state)
{
    (void)state;
    assert_string_equal(gathered("en", "The of and THE a, 2019 4.5 1,000 x 5G"), "5g(5G)×1");
    assert_string_equal(gathered("en", "don't isn’t we're it's"), "");
    assert_string_equal(gathered("de", "Der Die das und Netze"), "netz(Netze)×1");
    assert_string_equal(gathered("fr", "l’eau et l'eau d’Europe"), "eau(eau)×2 europ(Europe)×1");
}

static void an_apostrophe_ends_the_name_before_it(void **state)
{
    (void)state;
    assert_string_equal(gathered("en", "Ofcom's Ofcom’s Ofcom"), "ofcom(Ofcom)×3");
}

static void signs_around_words_do_not_matter(void **state)
{
    (void)state;
    assert_string_equal(
        gathered("en", "(spectrum) \"spectrum\", spectrum: – spectrum… “spectrum” spectrum/spectrum"),
        "spectrum(spectrum)×7");
}

static void parts_weigh_differently(void **state)
{
    (void)state;
    struct word_part parts[] = {
        { .words = TEXT("Spectrum auction"), .keyword_weight = 3 },
        { .words = TEXT("The <a href=\"/hidden/\">auction</a> &amp; fees"),
            .keyword_weight = 2,
            .is_markup = true },
        { .words = TEXT("fees fees bidders"), .keyword_weight = 1 },
    };
    struct keyword_list keywords = words_gather(maker, &arena, TEXT("en"), parts, 3).keywords;
    assert_string_equal(
        shown(&keywords), "auction(auction)×5 fee(fees)×4 spectrum(Spectrum)×3 bidder(bidders)×1");
}

static void broken_markup_does_not_swallow_the_rest(void **state)
{
    (void)state;
    struct word_part part = {
        .words = TEXT("before <b unclosed & after"), .keyword_weight = 1, .is_markup = true
    };
    struct keyword_list keywords = words_gather(maker, &arena, TEXT("en"), &part, 1).keywords;
    assert_string_equal(shown(&keywords), "unclos(unclosed)×1");
    struct word_part end = { .words = TEXT("mergers <"), .keyword_weight = 1, .is_markup = true };
    keywords = words_gather(maker, &arena, TEXT("en"), &end, 1).keywords;
    assert_string_equal(shown(&keywords), "merger(mergers)×1");
}

static void equal_counts_are_in_byte_order_and_the_list_is_short(void **state)
{
    (void)state;
    struct buffer words;
    buffer_init(&words, &arena);
    for (int i = 60; i > 0; i--)
        buffer_print(&words, "zz%c%c ", 'b' + i / 10, 'b' + i % 10);
    struct word_part part = { .words = buffer_text(&words), .keyword_weight = 1 };
    struct keyword_list keywords = words_gather(maker, &arena, TEXT("xx"), &part, 1).keywords;
    assert_int_equal(keywords.count, KEYWORD_LIMIT);
    struct keyword before, keyword;
    size_t offset = 0;
    assert_true(keyword_read(&keywords, &offset, &before));
    for (; keyword_read(&keywords, &offset, &keyword); before = keyword)
        assert_true(text_compare(before.stem, keyword.stem) < 0);
    assert_string_equal(gathered("xx", "zebra apple zebra apple"), "apple(apple)×2 zebra(zebra)×2");
}

static void the_form_used_most_is_shown_then_the_shortest(void **state)
{
    (void)state;
    assert_string_equal(gathered("en", "Mergers merger merger"), "merger(merger)×3");
    assert_string_equal(gathered("en", "mergers merger"), "merger(merger)×2");
    assert_string_equal(gathered("en", "merger Merger"), "merger(Merger)×2");
}

static void what_came_before_changes_nothing(void **state)
{
    (void)state;
    const char *words = "Telecoms telecoms pressure, Pressures; Huawei’s networks and the network";
    const char *first = gathered("en", words);
    gathered("en", "pressures Pressures TELECOMS network network network");
    gathered("de", words);
    assert_string_equal(gathered("en", words), first);
}

/* Scripts without blanks, and lines of code: a chunk too long to be remembered still has words. */
static void a_long_chunk_is_taken_word_by_word(void **state)
{
    (void)state;
    struct buffer words;
    buffer_init(&words, &arena);
    for (int i = 0; i < 30; i++)
        buffer_print(&words, "mergers/merger/");
    struct word_part part = { .words = buffer_text(&words), .keyword_weight = 2 };
    struct keyword_list keywords = words_gather(maker, &arena, TEXT("en"), &part, 1).keywords;
    assert_string_equal(shown(&keywords), "merger(merger)×120");
    assert_int_equal(part.word_count, 60);
}

static void words_are_counted_as_icu_breaks_them(void **state)
{
    (void)state;
    struct word_part part = { .words = TEXT("A well-known rule (2.5 %), isn't it? — Ja: 中国，l’eau") };
    words_gather(maker, &arena, TEXT("en"), &part, 1);
    assert_int_equal(part.word_count, unicode_word_count(unicode, part.words));
}

/* Folding a word must not disturb the breaks of the chunk that it stands in. */
static void a_word_met_first_and_one_met_again_count_alike(void **state)
{
    (void)state;
    struct word_part part = { .words = TEXT("政府:1_…ÉCOLES水1_年资源:政策2021年"), .keyword_weight = 1 };
    for (int i = 0; i < 2; i++) {
        struct keyword_list keywords = words_gather(maker, &arena, TEXT("zh"), &part, 1).keywords;
        assert_string_equal(
            shown(&keywords), "1_(1_)×2 écoles(ÉCOLES)×1 政府(政府)×1 政策(政策)×1 资源(资源)×1");
        assert_int_equal(part.word_count, unicode_word_count(unicode, part.words));
    }
}

static void other_scripts_and_very_long_words_are_taken_as_they_come(void **state)
{
    (void)state;
    assert_string_equal(gathered("ru", "Политика политики"), "политик(Политика)×2");
    char word[200];
    for (size_t i = 0; i < sizeof word - 1; i++)
        word[i] = 'a';
    word[sizeof word - 1] = '\0';
    assert_string_equal(gathered("en", word), "");
    assert_string_equal(gathered("en", ""), "");
    struct word_part absent = { .words = TEXT_NONE, .keyword_weight = 1 };
    assert_int_equal(words_gather(maker, &arena, TEXT_NONE, &absent, 1).keywords.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forms_of_a_word_count_together),
        cmocka_unit_test(words_that_say_nothing_are_left_out),
        cmocka_unit_test(an_apostrophe_ends_the_name_before_it),
        cmocka_unit_test(signs_around_words_do_not_matter),
        cmocka_unit_test(parts_weigh_differently),
        cmocka_unit_test(broken_markup_does_not_swallow_the_rest),
        cmocka_unit_test(equal_counts_are_in_byte_order_and_the_list_is_short),
        cmocka_unit_test(the_form_used_most_is_shown_then_the_shortest),
        cmocka_unit_test(what_came_before_changes_nothing),
        cmocka_unit_test(a_long_chunk_is_taken_word_by_word),
        cmocka_unit_test(words_are_counted_as_icu_breaks_them),
        cmocka_unit_test(a_word_met_first_and_one_met_again_count_alike),
        cmocka_unit_test(other_scripts_and_very_long_words_are_taken_as_they_come),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
