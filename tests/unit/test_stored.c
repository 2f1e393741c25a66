/* SPDX-License-Identifier: MIT */
/* What comes again is stored once; what comes once does not push that out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>
#include "plugin/stored.h"

enum { RESERVE_BYTES = 1 << 20, OTHERS = 10 * 1000 };

static void texts_are_found_in_their_arena(void **state)
{
    struct arena arena, other;
    (void)state;
    arena_init(&arena);
    arena_init(&other);
    struct stored *stored = stored_new(&arena, 10);
    text box = text_copy(&arena, TEXT("<p>Ada</p>"));
    stored_begin(stored, &arena);
    assert_true(stored_is_in(stored, &arena));
    assert_false(stored_is_in(stored, &other));
    assert_null(stored_find(stored, box).bytes);
    stored_add(stored, box);
    assert_ptr_equal(stored_find(stored, TEXT("<p>Ada</p>")).bytes, box.bytes);
    stored_begin(stored, &arena);
    assert_ptr_equal(stored_find(stored, box).bytes, box.bytes);
    stored_begin(stored, &other);
    assert_null(stored_find(stored, box).bytes);
    arena_release(&other);
    arena_release(&arena);
}

static void equal_pieces_are_one_and_take_no_room(void **state)
{
    static const uint64_t numbers[] = { 1, 2, 3 };
    struct arena arena, shared;
    (void)state;
    arena_init(&arena);
    arena_init_shared(&shared, RESERVE_BYTES);
    struct stored *stored = stored_new(&arena, 10);
    stored_begin(stored, &shared);
    char *before = arena_position(&shared);
    uint64_t *piece = arena_new_array(&shared, uint64_t, 3);
    memcpy(piece, numbers, sizeof numbers);
    assert_ptr_equal(stored_piece(stored, &shared, before, piece, sizeof numbers), piece);
    before = arena_position(&shared);
    uint64_t *again = arena_new_array(&shared, uint64_t, 3);
    memcpy(again, numbers, sizeof numbers);
    assert_ptr_equal(stored_piece(stored, &shared, before, again, sizeof numbers), piece);
    assert_ptr_equal(arena_position(&shared), before);
    /* A text of the same bytes need not be aligned as a piece is. */
    assert_null(stored_find(stored, (text){ (const char *)numbers, sizeof numbers }).bytes);
    arena_release(&shared);
    arena_release(&arena);
}

static void what_is_used_outlasts_what_comes_once(void **state)
{
    struct arena arena;
    (void)state;
    arena_init(&arena);
    struct stored *stored = stored_new(&arena, 10);
    text box = text_copy(&arena, TEXT("an author's box"));
    stored_begin(stored, &arena);
    stored_add(stored, box);
    for (int i = 0; i < OTHERS; i++) {
        assert_ptr_equal(stored_find(stored, box).bytes, box.bytes);
        stored_add(stored, text_format(&arena, "markup of article %d", i));
    }
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_found_in_their_arena),
        cmocka_unit_test(equal_pieces_are_one_and_take_no_room),
        cmocka_unit_test(what_is_used_outlasts_what_comes_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
