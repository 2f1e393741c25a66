/* SPDX-License-Identifier: MIT */
/* words: the search entries of a text. They are printed as "key×weight>followers" and "form→stem". */
#define WANTED WANT_SEARCH_ENTRIES
#include "words_case.h"
#include <stdio.h>
#include <string.h>
#include "model/search_entry.h"

static void print_entry(struct buffer *out, const struct search_entry *entry)
{
    buffer_print(out, "%s%.*s", out->length ? " " : "", TEXT_ARGS(entry->key));
    if (entry->is_form)
        buffer_print(out, "→%.*s%.*s", (int)(entry->key.length - entry->dropped), entry->key.bytes,
            TEXT_ARGS(entry->bytes));
    else
        buffer_print(out, "×%u", (unsigned)search_level_weight(entry->level));
}

static const char *shown(text entries)
{
    struct buffer out;
    buffer_init(&out, &arena);
    for (size_t at = 0; at < entries.length;) {
        struct search_entry entry;
        search_entry_read(entries, &at, &entry);
        print_entry(&out, &entry);
    }
    return text_to_string(&arena, buffer_text(&out));
}

static text gathered(const char *language, const char *words)
{
    struct word_part part = { .words = text_of(words), .search_weight = 1 };
    return words_gather(maker, &arena, text_of(language), &part, 1).search_entries;
}

static const char *found(const char *language, const char *words)
{
    return shown(gathered(language, words));
}

static void forms_lead_to_their_stem(void **state)
{
    (void)state;
    assert_string_equal(
        found("en", "Policies need a policy."), "need×1 polici×2 policies→polici policy→polici");
    assert_string_equal(found("ar", "المدن مدن"), "المدن→مدن مدن×2");
    assert_string_equal(found("ar", "قانون القانون والقانون"), "القانون→قانون قانون×3 والقانون→قانون");
    assert_string_equal(found("ar", "الله"), "الله×1");
    assert_string_equal(found("el", "νόμοι"), "νομ×1 νομοι→νομ");
}

static void numbers_are_words(void **state)
{
    (void)state;
    assert_string_equal(found("en", "5G, 2019/881 1,000 2.5 Article 50(1)"),
        "1×1 1000×1 2.5×1 2019×1 50×1 5g×1 881×1 articl×1 article→articl");
}

static void parts_of_compounds_are_found_alone_and_together(void **state)
{
    (void)state;
    assert_string_equal(found("en", "co-op"), "co×1 coop×1 op×1");
    assert_string_equal(found("en", "login.gov"), "gov×1 login×1 logingov×1");
    assert_string_equal(found("en", "a-b-c-d-x"), "b×1 c×1 d×1 x×1");
    assert_string_equal(found("en", "in-to up-to-date"), "date×1 into×1 uptod×1 uptodate→uptod");
    assert_string_equal(found("en", "snake_case"), "case×1 snake×1 snakecas×1 snakecase→snakecas");
}

static void an_apostrophe_ties_what_is_no_word(void **state)
{
    (void)state;
    assert_string_equal(found("fr", "l'eau l\xe2\x80\x99"
                                    "eau d'Alsace"),
        "alsac×1 alsace→alsac eau×2");
    assert_string_equal(found("en", "Ofcom's O'Brien"), "brien×1 ofcom×1");
}

static void accents_and_strokes_are_dropped_after_stemming(void **state)
{
    (void)state;
    assert_string_equal(found("de", "H\xc3\xa4user Stra\xc3\x9f"
                                    "e"),
        "haus×1 hauser→haus strass×1 strasse→strass");
    assert_string_equal(found("en", "\xc5\x81\xc3\xb3"
                                    "d\xc5\xba na\xc3\xafve"),
        "lodz×1 naiv×1 naive→naiv");
}

static void function_words_count_in_titles_alone(void **state)
{
    (void)state;
    struct word_part title = {
        .words = TEXT("How we write"), .search_weight = 12, .has_function_words = true
    };
    assert_string_equal(
        shown(words_gather(maker, &arena, TEXT("en"), &title, 1).search_entries), "=how×12 =we×12 write×12");
    assert_string_equal(found("en", "how we write"), "write×1");
    assert_string_equal(found("de-AT", "f\xc3\xbcr"), "");
    assert_string_equal(found("en", "us"), "us×1");
}

static void markup_is_passed_over(void **state)
{
    (void)state;
    struct word_part part = {
        .words = TEXT("<em class=\"x\">Costs</em> &amp; rents"), .search_weight = 3, .is_markup = true
    };
    assert_string_equal(shown(words_gather(maker, &arena, TEXT("en"), &part, 1).search_entries),
        "cost×3 costs→cost rent×3 rents→rent");
}

static bool is_followed(text entries, const char *key, const char *by)
{
    for (size_t at = 0; at < entries.length;) {
        struct search_entry entry;
        search_entry_read(entries, &at, &entry);
        if (text_equal(entry.key, text_of(key)) && !entry.is_form)
            return entry.bytes.length &&
                   memchr(entry.bytes.bytes, search_follower(text_of(by)), entry.bytes.length);
    }
    return false;
}

static void followers_step_over_function_words(void **state)
{
    (void)state;
    text entries = gathered("en", "freedom of information act");
    assert_true(is_followed(entries, "freedom", "inform"));
    assert_true(is_followed(entries, "inform", "act"));
    assert_false(is_followed(entries, "freedom", "act"));
}

static void too_many_followers_are_not_known(void **state)
{
    (void)state;
    text entries =
        gathered("en", "tax b1 tax b2 tax b3 tax b4 tax b5 tax b6 tax b7 tax b8 tax b9 tax c1 tax c2");
    for (size_t at = 0; at < entries.length;) {
        struct search_entry entry;
        search_entry_read(entries, &at, &entry);
        if (text_equal(entry.key, TEXT("tax")))
            assert_false(entry.has_followers);
        else
            assert_true(entry.has_followers);
    }
}

static void followers_stand_once_in_the_order_in_which_they_came(void **state)
{
    (void)state;
    text entries =
        gathered("en", "tax b1 tax b2 tax b2 tax b1 tax b3 tax b4 tax b5 tax b6 tax b7 tax b8 tax b1");
    static const char *const followers[] = { "b1", "b2", "b3", "b4", "b5", "b6", "b7", "b8" };
    for (size_t at = 0; at < entries.length;) {
        struct search_entry entry;
        search_entry_read(entries, &at, &entry);
        if (!text_equal(entry.key, TEXT("tax")))
            continue;
        assert_int_equal(entry.bytes.length, 8);
        for (size_t i = 0; i < entry.bytes.length; i++)
            assert_int_equal((uint8_t)entry.bytes.bytes[i], search_follower(text_of(followers[i])));
    }
}

/* Words are looked up by some of their bytes first. */
static void words_that_differ_in_one_letter_are_two(void **state)
{
    (void)state;
    for (size_t length = 1; length < 50; length++)
        for (size_t place = 0; place < length; place++) {
            char words[2 * 50] = { 0 }, expected[3 * 50];
            memset(words, 'a', 2 * length + 1);
            words[length] = ' ';
            words[length + 1 + place] = 'b';
            snprintf(expected, sizeof expected, "%.*s×1 %s×1", (int)length, words, words + length + 1);
            assert_string_equal(found("xx", words), expected);
        }
}

static void nothing_depends_on_texts_before(void **state)
{
    (void)state;
    const char *words = "Policies on caf\xc3\xa9s, policy of login.gov";
    const char *first = found("en", words);
    gathered("en", "caf\xc3\xa9s policies policies login gov");
    gathered("de", words);
    assert_string_equal(found("en", words), first);
}

/* Words of letters and digits are learnt and found in a way of their own; a quote sends them the other way.
 */
static void plain_words_and_others_are_taken_alike(void **state)
{
    (void)state;
    static const char *const words[] = { "Policies", "policy", "POLICY", "THE", "How", "5G", "2019", "x",
        "ab", "networked", "internationalisation", "internationalisations", "abcdefgh", "abcdefghi",
        "Abcdefghi" };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const char *other =
            text_to_string(&arena, text_format(&arena, "\xe2\x80\x9c%s\xe2\x80\x9d", words[i]));
        assert_string_equal(found("en", words[i]), found("en", other));
    }
}

/* Some keys have ranks then, some wait for one. */
static void entries_stand_in_the_order_of_their_keys_whatever_came_before(void **state)
{
    (void)state;
    struct word_maker *other = word_maker_open(&arena, unicode, WANTED);
    struct buffer words;
    buffer_init(&words, &arena);
    for (uint32_t i = 0, number = 1; i < 400; i++, number = number * 1664525U + 1013904223U) {
        buffer_print(&words, "%c%c%ur\xc3\xa9 %u-%cs ", 'a' + number % 26, 'a' + number / 32 % 26,
            number >> 24, i, 'a' + number / 1024 % 26);
        struct word_part part = { .words = buffer_text(&words), .search_weight = 1 };
        text entries = words_gather(maker, &arena, TEXT("en"), &part, 1).search_entries, key, last = TEXT("");
        for (size_t at = 0; at < entries.length; last = key) {
            size_t length = search_entry_length(entries, at, &key);
            assert_true(text_compare(last, key) <= 0);
            assert_true(search_entry_order(entries, at, key) == search_key_order(key));
            at += length;
        }
        if (i % 40 == 0)
            assert_true(
                text_equal(entries, words_gather(other, &arena, TEXT("en"), &part, 1).search_entries));
    }
    word_maker_close(other);
}

/* Stemmed with their accents, two words that are one without may have two stems. */
static void a_form_leads_to_the_stem_of_its_own_text(void **state)
{
    (void)state;
    assert_string_equal(found("es", "sería"), "ser×1 seria→ser");
    assert_string_equal(found("es", "seria"), "seri×1 seria→seri");
    assert_string_equal(found("es", "sería"), "ser×1 seria→ser");
    assert_string_equal(found("es", "seria sería"), "ser×1 seri×1 seria→ser seria→seri");
}

static void long_words_are_left_out(void **state)
{
    (void)state;
    char word[100];
    memset(word, 'x', sizeof word - 1);
    word[sizeof word - 1] = '\0';
    assert_string_equal(found("en", word), "");
    assert_string_equal(found("en", ""), "");
}

static const char *repeated(const char *words, size_t times)
{
    struct buffer out;
    buffer_init(&out, &arena);
    while (times--)
        buffer_append(&out, text_of(words));
    return text_to_string(&arena, buffer_text(&out));
}

/* A paragraph of Chinese or Thai is one chunk. */
static void words_without_blanks_are_found(void **state)
{
    (void)state;
    const char *sentence = "政府发布2021年水资源政策。";
    const char *expected = "2021×1 发布×1 年×1 政府×1 政策×1 水资源×1";
    assert_string_equal(found("zh", sentence), expected);
    const char *paragraph = repeated(sentence, 10);
    assert_string_equal(found("zh", paragraph), "2021×10 发布×10 年×10 政府×10 政策×10 水资源×10");
    assert_true(is_followed(gathered("zh", paragraph), "政府", "发布"));
    assert_true(is_followed(gathered("zh", paragraph), "政策", "政府"));
}

static void levels_are_exact_below_eight_and_near_above(void **state)
{
    (void)state;
    for (uint32_t weight = 1; weight < 100000; weight++) {
        uint32_t back = search_level_weight(search_level_of(weight));
        assert_true(weight >= 8 ? back <= weight && back * 5 > weight * 4 : back == weight);
    }
    assert_int_equal(search_level_of(UINT32_MAX), SEARCH_LEVEL_LIMIT - 1);
}

/* What is remembered of spellings starts anew past 300,000 of them. */
static void an_archive_with_more_spellings_than_are_remembered(void **state)
{
    (void)state;
    static const char words[] = "Policies need a policy.",
                      shown_words[] = "need×1 polici×2 policies→polici policy→polici";
    assert_string_equal(found("en", words), shown_words);
    struct buffer many;
    buffer_init(&many, &arena);
    for (unsigned i = 0; i < 300001; i++)
        buffer_print(&many, "w%x ", i);
    gathered("en", text_to_string(&arena, buffer_text(&many)));
    assert_string_equal(found("en", words), shown_words);
    assert_string_equal(found("en", "w7 w493df wz"), "w493df×1 w7×1 wz×1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(forms_lead_to_their_stem, set_up, tear_down),
        cmocka_unit_test_setup_teardown(numbers_are_words, set_up, tear_down),
        cmocka_unit_test_setup_teardown(parts_of_compounds_are_found_alone_and_together, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_apostrophe_ties_what_is_no_word, set_up, tear_down),
        cmocka_unit_test_setup_teardown(accents_and_strokes_are_dropped_after_stemming, set_up, tear_down),
        cmocka_unit_test_setup_teardown(function_words_count_in_titles_alone, set_up, tear_down),
        cmocka_unit_test_setup_teardown(markup_is_passed_over, set_up, tear_down),
        cmocka_unit_test_setup_teardown(followers_step_over_function_words, set_up, tear_down),
        cmocka_unit_test_setup_teardown(too_many_followers_are_not_known, set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            followers_stand_once_in_the_order_in_which_they_came, set_up, tear_down),
        cmocka_unit_test_setup_teardown(words_that_differ_in_one_letter_are_two, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nothing_depends_on_texts_before, set_up, tear_down),
        cmocka_unit_test_setup_teardown(plain_words_and_others_are_taken_alike, set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            entries_stand_in_the_order_of_their_keys_whatever_came_before, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_form_leads_to_the_stem_of_its_own_text, set_up, tear_down),
        cmocka_unit_test_setup_teardown(long_words_are_left_out, set_up, tear_down),
        cmocka_unit_test_setup_teardown(words_without_blanks_are_found, set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            an_archive_with_more_spellings_than_are_remembered, set_up, tear_down),
        cmocka_unit_test_setup_teardown(levels_are_exact_below_eight_and_near_above, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
