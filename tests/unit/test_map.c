/* SPDX-License-Identifier: MIT */
/* map: finding, replacing, and the order of insertion. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "base/arena.h"
#include "base/map.h"

static void an_empty_map_has_nothing(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena);
    struct map map;
    map_init(&map, &arena);
    assert_null(map_find(&map, TEXT("a")));
    assert_false(map_contains(&map, TEXT("")));
    arena_release(&arena);
}

static void many_keys_are_found_in_order_of_insertion(void **state)
{
    (void)state;
    enum { COUNT = 5000 };
    static int values[COUNT];
    struct arena arena;
    arena_init(&arena);
    struct map map;
    map_init(&map, &arena);
    for (int i = 0; i < COUNT; i++)
        map_set(&map, text_format(&arena, "key-%d", i * 7919 % COUNT), &values[i]);
    assert_int_equal(map.count, COUNT);
    for (int i = 0; i < COUNT; i++) {
        text key = text_format(&arena, "key-%d", i * 7919 % COUNT);
        assert_ptr_equal(map_find(&map, key), &values[i]);
        assert_true(text_equal(map.entries[i].key, key));
    }
    assert_false(map_contains(&map, TEXT("key-5000")));
    arena_release(&arena);
}

static void room_for_more_moves_nothing_later(void **state)
{
    (void)state;
    enum { BEFORE = 20, MORE = 3000 };
    int value;
    struct arena arena;
    arena_init(&arena);
    struct map map;
    map_init(&map, &arena);
    for (int i = 0; i < BEFORE; i++)
        map_set(&map, text_format(&arena, "key-%d", i), &value);
    map_reserve(&map, MORE);
    const struct map_entry *entries = map.entries;
    const uint32_t *slots = map.slots;
    for (int i = BEFORE; i < BEFORE + MORE; i++)
        map_set(&map, text_format(&arena, "key-%d", i), &value);
    assert_ptr_equal(map.entries, entries);
    assert_ptr_equal(map.slots, slots);
    for (int i = 0; i < BEFORE + MORE; i++)
        assert_true(text_equal(map.entries[i].key, text_format(&arena, "key-%d", i)) &&
                    map_contains(&map, map.entries[i].key));
    map_reserve(&map, 0);
    assert_ptr_equal(map.entries, entries);
    map_set(&map, TEXT("one more"), &value);
    assert_int_equal(map.count, BEFORE + MORE + 1);
    arena_release(&arena);
}

static void set_replaces_and_add_does_not(void **state)
{
    (void)state;
    int one, two;
    struct arena arena;
    arena_init(&arena);
    struct map map;
    map_init(&map, &arena);
    assert_ptr_equal(map_add(&map, TEXT("a"), &one), &one);
    assert_ptr_equal(map_add(&map, TEXT("a"), &two), &one);
    map_set(&map, TEXT("a"), &two);
    assert_ptr_equal(map_find(&map, TEXT("a")), &two);
    assert_int_equal(map.count, 1);
    map_set(&map, TEXT(""), NULL);
    assert_true(map_contains(&map, TEXT("")));
    assert_true(map_contains(&map, TEXT_NONE));
    assert_null(map_find(&map, TEXT("")));
    arena_release(&arena);
}

static void an_entry_can_be_given_a_key_that_lasts(void **state)
{
    (void)state;
    int one;
    struct arena arena;
    arena_init(&arena);
    struct map map;
    map_init(&map, &arena);
    char passing[] = "key";
    struct map_entry *entry = map_entry_for(&map, text_of(passing));
    assert_null(entry->value);
    entry->key = TEXT("key");
    entry->value = &one;
    passing[0] = 'x';
    assert_ptr_equal(map_entry_for(&map, TEXT("key"))->value, &one);
    assert_int_equal(map.count, 1);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_map_has_nothing),
        cmocka_unit_test(many_keys_are_found_in_order_of_insertion),
        cmocka_unit_test(room_for_more_moves_nothing_later),
        cmocka_unit_test(set_replaces_and_add_does_not),
        cmocka_unit_test(an_entry_can_be_given_a_key_that_lasts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
