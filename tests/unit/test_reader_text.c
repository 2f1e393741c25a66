/* SPDX-License-Identifier: MIT */
/* reader_text: what is a change to a reader, and what is none. */
#include "unicode_case.h"
#include "base/buffer.h"
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
        { "„a ‚new‘ levy“", "\"a 'new' levy\"" },
        { "dit «\xE2\x80\xAFla taxe\xE2\x80\xAF».", "dit \"la taxe\"." },
        { "«la ‹taxe›»", "\"la 'taxe'\"" },
        { "5\xE2\x80\xAF%", "5 %" },
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

/* What is plain is taken in eights; soft hyphens between all characters have each taken alone. */
static void eight_characters_at_once_are_read_as_one_by_one(void **state)
{
    (void)state;
    static const char pieces[] = "abcdefgABC0123.,;:!?()~~    --<&>\"'\n\x7F\x01";
    uint32_t number = 1;
    for (int i = 0; i < 4000; i++) {
        struct buffer plain, apart;
        buffer_init(&plain, &arena);
        buffer_init(&apart, &arena);
        for (int left = i % 60; left > 0; left--) {
            number = number * 1664525U + 1013904223U;
            char piece = number >> 30 ? 'x' : pieces[(number >> 8) % (sizeof pieces - 1)];
            buffer_append_byte(&plain, piece);
            buffer_append_byte(&apart, piece);
            buffer_append_literal(&apart, "\xC2\xAD");
        }
        /* Its own piece of memory, so that reading past its end is seen by the sanitizer. */
        const struct reader_part a = { text_copy(&arena, buffer_text(&plain)), false };
        const struct reader_part b = { buffer_text(&apart), false };
        assert_true(digest_equal(
            reader_text_digest(unicode, &arena, &a, 1), reader_text_digest(unicode, &arena, &b, 1)));
    }
    assert_true(
        are_same("a b c d e f g <em>h</em> i &amp; j k l m n", true, "a b c d e f g h i & j k l m n"));
    assert_true(are_same("abcdefgh <b>ijklmnop</b>&lt;qrstuvw", true, "abcdefgh ijklmnop<qrstuvw"));
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
        cmocka_unit_test_setup_teardown(eight_characters_at_once_are_read_as_one_by_one, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_digest_is_the_same_for_ever, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
