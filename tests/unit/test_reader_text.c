/* SPDX-License-Identifier: MIT */
/* reader_text: what is a change to a reader, and what is none. */
#include "unicode_case.h"
#include "load/reader_text.h"

static bool are_same(const char *first, bool first_is_markup, const char *second)
{
    const struct reader_part a = { text_of(first), first_is_markup }, b = { text_of(second), false };
    return digest_equal(
        reader_text_digest(unicode, &arena, &a, 1), reader_text_digest(unicode, &arena, &b, 1));
}

static void what_is_not_seen_makes_no_difference(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        { "a  levy\n\nof 5 %", " a levy\tof 5 % " },
        { "“a levy” – it’s new…", "\"a levy\" -- it's new..." },
        { "a — levy", "a - levy" },
        { "5\xC2\xA0%", "5 %" },
        { "sub\xC2\xADsidy", "subsidy" },
        { "\xEF\xBB\xBFlevy\xE2\x80\x8B", "levy" },
        { "cafe\xCC\x81", "caf\xC3\xA9" },
        { "", "   " },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_true(are_same(rows[i][0], false, rows[i][1]));
}

static void what_is_seen_does(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        { "5 %", "15 %" },
        { "5 %", "-5 %" },
        { "1.5", "15" },
        { "1.5", "1,5" },
        { "Levy", "levy" },
        { "resume", "r\xC3\xA9sum\xC3\xA9" },
        { "a levy.", "a levy" },
        { "a - b", "a-b" },
        { "ab", "a b" },
        { "5 €", "5 $" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_false(are_same(rows[i][0], false, rows[i][1]));
}

static void markup_is_read_as_what_it_shows(void **state)
{
    (void)state;
    assert_true(are_same("a <em class=\"x\">levy</em> &amp; &lt;tax&gt;", true, "a levy & <tax>"));
    assert_true(are_same("5 < 6 &copy; &", true, "5 < 6 &copy; &"));
    assert_false(are_same("a <em>levy</em>", false, "a levy"));
}

static void parts_follow_each_other(void **state)
{
    (void)state;
    const struct reader_part apart[] = { { TEXT_INIT("a"), false }, { TEXT_INIT("b"), false } };
    const struct reader_part whole[] = { { TEXT_INIT("a b"), false } };
    const struct reader_part turned[] = { { TEXT_INIT("b"), false }, { TEXT_INIT("a"), false } };
    struct digest digest = reader_text_digest(unicode, &arena, apart, 2);
    assert_true(digest_equal(digest, reader_text_digest(unicode, &arena, whole, 1)));
    assert_false(digest_equal(digest, reader_text_digest(unicode, &arena, turned, 2)));
}

/* A new version of brief must not find that every text has changed. */
static void the_digest_is_the_same_for_ever(void **state)
{
    (void)state;
    const struct reader_part part = { TEXT_INIT("The levy – “all of it” – is 5 %…"), false };
    text digits = digest_hex(&arena, reader_text_digest(unicode, &arena, &part, 1), 16);
    assert_string_equal(text_to_string(&arena, digits), "aee9867ddbada93c");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_is_not_seen_makes_no_difference, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_seen_does, set_up, tear_down),
        cmocka_unit_test_setup_teardown(markup_is_read_as_what_it_shows, set_up, tear_down),
        cmocka_unit_test_setup_teardown(parts_follow_each_other, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_digest_is_the_same_for_ever, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
