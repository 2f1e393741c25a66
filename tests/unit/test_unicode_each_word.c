/* SPDX-License-Identifier: MIT */
/* The words of a text, one by one, are as many as unicode_word_count says, and the ones a reader would name.
 */
#include "base/arena.h"
#include "base/buffer.h"
#include "base/slug.h"
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_those_between_unicode_word_breaks),
        cmocka_unit_test(texts_in_scripts_without_blanks_give_as_many_words_as_are_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
