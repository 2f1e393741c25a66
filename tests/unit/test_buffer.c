/* SPDX-License-Identifier: MIT */
/* buffer: appends of every kind, with an arena and without. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include <stdlib.h>
#include "base/arena.h"
#include "base/buffer.h"

static void is_buffer(const struct buffer *buffer, text expected)
{
    text actual = buffer_text(buffer);
    assert_int_equal(actual.length, expected.length);
    assert_memory_equal(actual.bytes, expected.bytes, expected.length);
}

static void append_many(struct buffer *buffer)
{
    for (int i = 0; i < 100000; i++)
        buffer_append_byte(buffer, (char)('a' + i % 26));
    buffer_append_literal(buffer, "end");
    assert_int_equal(buffer->length, 100003);
    for (int i = 0; i < 100000; i++)
        assert_int_equal(buffer->bytes[i], 'a' + i % 26);
}

static void bytes_survive_growth_in_an_arena(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena);
    struct buffer buffer;
    buffer_init(&buffer, &arena);
    append_many(&buffer);
    buffer_release(&buffer);
    arena_release(&arena);
}

static void bytes_survive_growth_without_an_arena(void **state)
{
    (void)state;
    struct buffer buffer;
    buffer_init(&buffer, NULL);
    append_many(&buffer);
    buffer_reset(&buffer);
    is_buffer(&buffer, TEXT(""));
    append_many(&buffer);
    buffer_release(&buffer);
}

static void an_empty_buffer_is_present(void **state)
{
    (void)state;
    struct buffer buffer;
    buffer_init(&buffer, NULL);
    buffer_append(&buffer, TEXT_NONE);
    buffer_append(&buffer, TEXT(""));
    assert_non_null(buffer_text(&buffer).bytes);
    assert_non_null(buffer_reserve(&buffer, 0));
    buffer_release(&buffer);
}

static void numbers_are_written_without_a_locale(void **state)
{
    (void)state;
    struct buffer buffer;
    buffer_init(&buffer, NULL);
    static const int64_t integers[] = { 0, -1, 42, INT64_MAX, INT64_MIN };
    for (size_t i = 0; i < 5; i++) {
        buffer_append_integer(&buffer, integers[i]);
        buffer_append_byte(&buffer, ' ');
    }
    is_buffer(&buffer, TEXT("0 -1 42 9223372036854775807 -9223372036854775808 "));
    buffer_reset(&buffer);
    static const unsigned padded[] = { 0, 7, 42, 2019, 12345 };
    for (size_t i = 0; i < 5; i++) {
        buffer_append_padded(&buffer, padded[i], i == 1 ? 2 : 4);
        buffer_append_byte(&buffer, ' ');
    }
    is_buffer(&buffer, TEXT("0000 07 0042 2019 12345 "));
    buffer_reset(&buffer);
    const double floats[] = { 0.0, -0.0, 1.0, 0.1, 1.0 / 3, 1e16, 1e100, 5e-324, 123456.75, INFINITY,
        -INFINITY, NAN };
    for (size_t i = 0; i < sizeof(floats) / sizeof(floats[0]); i++) {
        buffer_append_float(&buffer, floats[i]);
        buffer_append_byte(&buffer, ' ');
    }
    is_buffer(
        &buffer, TEXT("0.0 -0.0 1.0 0.1 0.3333333333333333 1e+16 1e+100 5e-324 123456.75 inf -inf nan "));
    buffer_release(&buffer);
}

static void floats_read_back_as_the_same_number(void **state)
{
    (void)state;
    struct buffer buffer;
    buffer_init(&buffer, NULL);
    uint64_t seed = 1;
    for (int i = 0; i < 20000; i++) {
        seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        union {
            uint64_t bits;
            double number;
        } any = { seed };
        if (!isfinite(any.number))
            continue;
        buffer_reset(&buffer);
        buffer_append_float(&buffer, any.number);
        buffer_append_byte(&buffer, '\0');
        assert_true(strtod(buffer.bytes, NULL) == any.number);
    }
    buffer_release(&buffer);
}

static void printing_makes_room(void **state)
{
    (void)state;
    struct buffer buffer;
    buffer_init(&buffer, NULL);
    buffer_print(&buffer, "%s", "");
    is_buffer(&buffer, TEXT(""));
    buffer_print(&buffer, "%.*s|%0300d", TEXT_ARGS(TEXT("ab")), 7);
    assert_int_equal(buffer.length, 303);
    buffer_print(&buffer, "%c", 'z');
    assert_int_equal(buffer.bytes[303], 'z');
    buffer_release(&buffer);
}

static void code_points_are_encoded(void **state)
{
    (void)state;
    struct buffer buffer;
    buffer_init(&buffer, NULL);
    buffer_append_code_point(&buffer, 'a');
    buffer_append_code_point(&buffer, 0x20AC);
    buffer_append_code_point(&buffer, 0x110000);
    is_buffer(&buffer, TEXT("a\xE2\x82\xAC\xEF\xBF\xBD"));
    buffer_release(&buffer);
}

static void what_a_finished_buffer_did_not_need_is_there_for_the_next(void **state)
{
    struct arena arena;
    struct buffer first, second, empty;
    (void)state;
    arena_init(&arena);
    buffer_init(&first, &arena);
    buffer_append_literal(&first, "short");
    text kept = buffer_finish(&first);
#ifndef BRIEF_SANITIZE
    assert_ptr_equal(arena_position(&arena), kept.bytes + kept.length);
#endif
    buffer_init(&second, &arena);
    buffer_append_literal(&second, "another");
    buffer_append_literal(&first, ", and goes on");
    assert_true(text_equal(kept, TEXT("short")));
    assert_true(text_equal(buffer_finish(&first), TEXT("short, and goes on")));
    assert_true(text_equal(buffer_finish(&second), TEXT("another")));
    buffer_init(&empty, &arena);
    assert_true(text_equal(buffer_finish(&empty), TEXT("")));
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_survive_growth_in_an_arena),
        cmocka_unit_test(bytes_survive_growth_without_an_arena),
        cmocka_unit_test(an_empty_buffer_is_present),
        cmocka_unit_test(numbers_are_written_without_a_locale),
        cmocka_unit_test(floats_read_back_as_the_same_number),
        cmocka_unit_test(printing_makes_room),
        cmocka_unit_test(code_points_are_encoded),
        cmocka_unit_test(what_a_finished_buffer_did_not_need_is_there_for_the_next),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
