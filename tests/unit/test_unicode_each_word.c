/* SPDX-License-Identifier: MIT */
/* The words of a text, one by one, are as many as unicode_word_count says, and the ones a reader would name.
 */
#include "base/arena.h"
#include "base/buffer.h"
#include "base/unicode.h"
#include "base/unicode_words.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

struct gathered {
    struct buffer words;
    size_t count;
};

static void gather(void *data, text word)
{
    struct gathered *gathered = data;
    gathered->count++;
    buffer_append(&gathered->words, word);
    buffer_append_byte(&gathered->words, '|');
}

static void assert_words(
    struct arena *arena, struct unicode *unicode, const char *value, const char *expected)
{
    struct gathered gathered = { 0 };
    buffer_init(&gathered.words, arena);
    unicode_each_word(unicode, text_of(value), gather, &gathered);
    assert_int_equal(gathered.count, unicode_word_count(unicode, text_of(value)));
    buffer_append_byte(&gathered.words, '\0');
    assert_string_equal(gathered.words.bytes, expected);
}

static void words_are_those_between_unicode_word_breaks(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena);
    struct unicode *unicode = unicode_open(&arena, TEXT("en"));
    assert_words(&arena, unicode, "", "");
    assert_words(&arena, unicode, "One, two-three (four).", "One|two|three|four|");
    assert_words(&arena, unicode, "don\xe2\x80\x99t can't 3.14 1,000 5G 2019/881 e.g. a_b __ x",
        "don\xe2\x80\x99t|can't|3.14|1,000|5G|2019|881|e.g|a_b|x|");
    assert_words(&arena, unicode,
        "\xc3\x9c"
        "bermut na\xc3\xafve e\xcc\x81t\xc3\xa9 note: text:more",
        "\xc3\x9c"
        "bermut|na\xc3\xafve|e\xcc\x81t\xc3\xa9|note|text|more|");
    assert_words(&arena, unicode, "'quoted' \"x\" --- 12th. a.1 1.a", "quoted|x|12th|a|1|1|a|");
    assert_words(&arena, unicode, "«\u202Fla \u202F10\u202F000\u202F», oui\u202F! \u202F\u202F",
        "la|10\u202F000|oui|");
    unicode_close(unicode);
    arena_release(&arena);
}

/* ICU joins these in Swedish, and newer versions in every language. */
static void a_colon_ends_a_word(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena);
    struct unicode *unicode = unicode_open(&arena, TEXT("sv"));
    assert_words(&arena, unicode, "EU:s \xc3\xa5r: 12:30 a::b :", "EU|s|\xc3\xa5r|12|30|a|b|");
    assert_words(&arena, unicode, "\xd0\x95\xd0\xa1:\xd1\x81 \xe5\x8c\x97:\xd7\x90:\xd7\x91",
        "\xd0\x95\xd0\xa1|\xd1\x81|\xe5\x8c\x97|\xd7\x90|\xd7\x91|");
    unicode_close(unicode);
    arena_release(&arena);
}

static void texts_in_scripts_without_blanks_give_as_many_words_as_are_counted(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena);
    struct unicode *unicode = unicode_open(&arena, TEXT("en"));
    static const char *const samples[] = { "\xe5\x8c\x97\xe4\xba\xac is \xe5\xa4\xa7",
        "\xe0\xb8\xaa\xe0\xb8\xa7\xe0\xb8\xb1\xe0\xb8\xaa\xe0\xb8\x94\xe0\xb8\xb5", "\xf0\x9f\x98\x80 smile",
        "a\xf0\x9f\x98\x80"
        "b" };
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        struct gathered gathered = { 0 };
        buffer_init(&gathered.words, &arena);
        unicode_each_word(unicode, text_of(samples[i]), gather, &gathered);
        assert_int_equal(gathered.count, unicode_word_count(unicode, text_of(samples[i])));
    }
    unicode_close(unicode);
    arena_release(&arena);
}

/* A number that looks random and is the same in every run. */
static uint32_t next_number(uint32_t *state)
{
    *state = *state * 1664525U + 1013904223U;
    return *state >> 8;
}

static text random_text(struct arena *arena, uint32_t *state)
{
    static const char *const pieces[] = { "Spectrum", "policy", "a", "5G", "2019", "(", ")", ",", ".", ":",
        ";", "\"", "'", "-", "_", "/", "internationalisation", "\xc3\xa9", "\xe2\x80\x9c", "\xe2\x80\x99",
        "\xe5\x8c\x97", " ", " ", " ", "\n", "\t" };
    struct buffer out;
    buffer_init(&out, arena);
    for (uint32_t left = next_number(state) % 40; left > 0; left--)
        buffer_append(&out, text_of(pieces[next_number(state) % (sizeof pieces / sizeof *pieces)]));
    /* Its own piece of memory, so that reading past its end is seen by the sanitizer. */
    return text_copy(arena, buffer_text(&out));
}

/* An ellipsis belongs to no word, and sends what it encloses the long way. */
static text enclosed(struct arena *arena, text value)
{
    struct buffer out;
    buffer_init(&out, arena);
    for (size_t i = 0; i < value.length; i++) {
        bool starts = !text_is_blank(value.bytes[i]) && (i == 0 || text_is_blank(value.bytes[i - 1]));
        bool ends =
            !text_is_blank(value.bytes[i]) && (i + 1 == value.length || text_is_blank(value.bytes[i + 1]));
        buffer_append(&out, starts ? TEXT("\xe2\x80\xa6") : TEXT(""));
        buffer_append_byte(&out, value.bytes[i]);
        buffer_append(&out, ends ? TEXT("\xe2\x80\xa6") : TEXT(""));
    }
    return buffer_text(&out);
}

static const char *words_of(struct arena *arena, struct unicode *unicode, text value)
{
    struct gathered gathered = { 0 };
    buffer_init(&gathered.words, arena);
    unicode_each_word(unicode, value, gather, &gathered);
    return text_to_string(arena, buffer_text(&gathered.words));
}

static void the_short_way_and_the_long_give_the_same_words(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena);
    struct unicode *unicode = unicode_open(&arena, TEXT("en"));
    uint32_t number = 1;
    for (int i = 0; i < 3000; i++) {
        text value = random_text(&arena, &number), chunks[3];
        const char *words = words_of(&arena, unicode, value);
        assert_string_equal(words, words_of(&arena, unicode, enclosed(&arena, value)));
        struct gathered gathered = { 0 };
        buffer_init(&gathered.words, &arena);
        for (size_t at = 0, count; (count = unicode_next_chunks(value, &at, chunks, 3)) > 0;)
            for (size_t k = 0; k < count; k++) {
                assert_true(chunks[k].length > 0);
                unicode_each_word(unicode, chunks[k], gather, &gathered);
            }
        assert_string_equal(words, text_to_string(&arena, buffer_text(&gathered.words)));
    }
    unicode_close(unicode);
    arena_release(&arena);
}

/* Bytes are looked at many at a time, which must show nowhere. */
static void words_of_any_length_are_cut_wherever_they_stand(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena);
    struct buffer letters;
    buffer_init(&letters, &arena);
    for (int i = 0; i < 200; i++)
        buffer_append_byte(&letters, (char)((i % 2 ? 'a' : 'A') + i % 26));
    for (size_t before = 0; before < 70; before++)
        for (size_t length = 1; length < 140; length += 1 + length / 20) {
            text first = text_slice(buffer_text(&letters), 0, before),
                 word = text_slice(buffer_text(&letters), 3, length), chunks[4];
            text value =
                text_format(&arena, "%.*s %.*s, @%.*s", TEXT_ARGS(first), TEXT_ARGS(word), TEXT_ARGS(word));
            size_t at = 0, first_count = before > 0;
            assert_int_equal(unicode_next_chunks(value, &at, chunks, 4), first_count + 2);
            assert_true(!before || text_equal(chunks[0], first));
            assert_true(text_equal(chunks[first_count], word));
            assert_int_equal(chunks[first_count + 1].length, length + 1);
            assert_int_equal(unicode_next_chunks(value, &at, chunks, 4), 0);
        }
    arena_release(&arena);
}

static void signs_around_a_plain_word_are_no_part_of_its_chunk(void **state)
{
    (void)state;
    text chunks[8];
    size_t at = 0;
    assert_int_equal(
        unicode_next_chunks(TEXT("  (spectrum), 5G. -- ... well-known: l'eau\n"), &at, chunks, 8), 5);
    assert_true(text_equal(chunks[0], TEXT("spectrum")));
    assert_true(text_equal(chunks[1], TEXT("5G")));
    assert_true(text_equal(chunks[2], TEXT("--")));
    assert_true(text_equal(chunks[3], TEXT("well-known:")));
    assert_true(text_equal(chunks[4], TEXT("l'eau")));
    assert_true(unicode_is_plain_word(chunks[1]));
    assert_false(unicode_is_plain_word(chunks[3]));
    assert_false(unicode_is_plain_word(TEXT("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_those_between_unicode_word_breaks),
        cmocka_unit_test(a_colon_ends_a_word),
        cmocka_unit_test(texts_in_scripts_without_blanks_give_as_many_words_as_are_counted),
        cmocka_unit_test(the_short_way_and_the_long_give_the_same_words),
        cmocka_unit_test(words_of_any_length_are_cut_wherever_they_stand),
        cmocka_unit_test(signs_around_a_plain_word_are_no_part_of_its_chunk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
