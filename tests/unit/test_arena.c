/* SPDX-License-Identifier: MIT */
/* arena: pieces are zeroed, aligned, apart from each other, and survive in a shared arena across a fork. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdalign.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include "base/arena.h"
#include "base/list.h"

static int is_all(const char *bytes, size_t count, char byte)
{
    for (size_t i = 0; i < count; i++)
        if (bytes[i] != byte)
            return 0;
    return 1;
}

static void pieces_are_zeroed_even_after_a_reset(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena);
    for (int round = 0; round < 3; round++) {
        for (size_t size = 1; size < 200000; size = size * 3 + 1) {
            char *piece = arena_alloc(&arena, size);
            assert_true(is_all(piece, size, 0));
            memset(piece, 'x', size);
        }
        arena_reset(&arena);
        assert_int_equal(arena.allocated_bytes, 0);
    }
    arena_release(&arena);
}

static void pieces_are_aligned_after_odd_bytes(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena);
    for (size_t size = 1; size < 100; size++) {
        arena_bytes(&arena, size);
        void *piece = arena_alloc(&arena, 8);
        assert_int_equal((uintptr_t)piece % alignof(max_align_t), 0);
    }
    arena_release(&arena);
}

static void small_pieces_begin_lines_of_the_cache(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena);
    for (size_t size = 1; size < 100; size++) {
        arena_bytes(&arena, size);
        char *piece = arena_alloc_line(&arena, size);
#ifndef BRIEF_SANITIZE
        assert_int_equal((uintptr_t)piece % 64, 0);
#endif
        for (size_t i = 0; i < size; i++)
            assert_int_equal(piece[i], 0);
    }
    arena_release(&arena);
}

static void empty_pieces_have_an_address(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena);
    assert_non_null(arena_bytes(&arena, 0));
    assert_non_null(arena_alloc(&arena, 0));
    assert_non_null(arena_new_array(&arena, int, 0));
    arena_release(&arena);
}

static void pieces_do_not_overlap(void **state)
{
    (void)state;
    enum { COUNT = 400 };
    struct arena arena;
    arena_init(&arena);
    char *pieces[COUNT];
    for (size_t i = 0; i < COUNT; i++) {
        pieces[i] = arena_bytes(&arena, i * 97 + 1);
        memset(pieces[i], (int)(i % 251), i * 97 + 1);
    }
    for (size_t i = 0; i < COUNT; i++)
        assert_true(is_all(pieces[i], i * 97 + 1, (char)(i % 251)));
    arena_release(&arena);
}

static void growing_keeps_the_bytes(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena);
    char *bytes = arena_bytes(&arena, 3);
    memcpy(bytes, "abc", 3);
    bytes = arena_grow_bytes(&arena, bytes, 3, 5);
    memcpy(bytes + 3, "de", 2);
    arena_bytes(&arena, 1);
    bytes = arena_grow_bytes(&arena, bytes, 5, 500000);
    assert_memory_equal(bytes, "abcde", 5);
    memset(bytes + 5, 'x', 500000 - 5);
    assert_ptr_equal(arena_grow_bytes(&arena, bytes, 500000, 10), bytes);
    bytes = arena_grow_bytes(&arena, NULL, 0, 4);
    memcpy(bytes, "wxyz", 4);
    arena_release(&arena);
}

static void a_rewound_arena_gives_the_same_place_again(void **state)
{
    struct arena shared;
    (void)state;
    arena_init_shared(&shared, (size_t)1 << 30);
    char *kept = arena_bytes(&shared, 100);
    memset(kept, 'k', 100);
    char *position = arena_position(&shared);
    char *first = arena_alloc(&shared, 3000000);
    memset(first, 'x', 3000000);
    arena_rewind(&shared, position);
    char *again = arena_alloc(&shared, 3000000);
    assert_ptr_equal(again, first);
    assert_int_equal(again[0] | again[2999999], 0);
    assert_int_equal(kept[99], 'k');
    arena_release(&shared);
}

static void a_child_fills_a_shared_arena_for_its_parent(void **state)
{
    (void)state;
    struct arena shared;
    arena_init_shared(&shared, (size_t)1 << 30);
    char **place = arena_alloc(&shared, sizeof(char *));
    pid_t child = fork();
    if (child == 0) {
        *place = arena_bytes(&shared, 300000);
        memset(*place, 'c', 300000);
        _exit(0);
    }
    int status;
    waitpid(child, &status, 0);
    assert_int_equal(status, 0);
    assert_true(is_all(*place, 300000, 'c'));
    arena_reset(&shared);
    char *again = arena_alloc(&shared, 300000);
    assert_true(is_all(again, 300000, 0));
    arena_release(&shared);
}

static void what_was_shared_stays_where_it_is_when_it_settles(void **state)
{
    enum { BYTES = 5000000 };
    (void)state;
    struct arena shared;
    arena_init_shared(&shared, (size_t)1 << 30);
    char *first = arena_bytes(&shared, 100), *large = arena_bytes(&shared, BYTES);
    pid_t child = fork();
    if (child == 0) {
        memset(first, 'f', 100);
        memset(large, 'l', BYTES);
        _exit(0);
    }
    int status;
    waitpid(child, &status, 0);
    assert_int_equal(status, 0);
    arena_settle(&shared);
    assert_true(is_all(first, 100, 'f'));
    assert_true(is_all(large, BYTES, 'l'));
    memset(large, 'm', BYTES);
    assert_true(is_all(large, BYTES, 'm'));
    arena_release(&shared);
}

static void little_and_nothing_settle_too(void **state)
{
    (void)state;
    struct arena shared, own;
    arena_init_shared(&shared, (size_t)1 << 30);
    arena_settle(&shared);
    char *little = arena_bytes(&shared, 10);
    memset(little, 'x', 10);
    arena_settle(&shared);
    assert_true(is_all(little, 10, 'x'));
    arena_release(&shared);
    arena_init(&own);
    char *large = arena_bytes(&own, 3000000);
    memset(large, 'o', 3000000);
    arena_settle(&own);
    assert_true(is_all(large, 3000000, 'o'));
    arena_release(&own);
}

/* Runs `fault` in a child whose standard error is a pipe; gives the exit code and what it said. */
static int exit_code_of(void (*fault)(void), char *said, size_t room)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], STDERR_FILENO);
        fault();
        _exit(0);
    }
    close(ends[1]);
    ssize_t length = read(ends[0], said, room - 1);
    said[length > 0 ? length : 0] = '\0';
    close(ends[0]);
    int status;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void overflow_an_array(void)
{
    struct arena arena;
    arena_init(&arena);
    arena_alloc_array(&arena, SIZE_MAX / 2, 3);
}

static void exhaust_a_reservation(void)
{
    struct arena arena;
    arena_init_shared(&arena, 65536);
    for (int i = 0; i < 10; i++)
        arena_bytes(&arena, 10000);
}

static void running_out_ends_the_program_with_3(void **state)
{
    (void)state;
    char said[200];
    assert_int_equal(exit_code_of(overflow_an_array, said, sizeof(said)), 3);
    assert_string_equal(said, "brief: out of memory\n");
    assert_int_equal(exit_code_of(exhaust_a_reservation, said, sizeof(said)), 3);
    assert_string_equal(said, "brief: out of memory\n");
}

static void lists_grow_and_keep_their_items(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena);
    struct {
        int *items;
        size_t count, capacity;
    } numbers = { 0 };
    for (int i = 0; i < 10000; i++)
        *list_add(&arena, &numbers) = i;
    assert_int_equal(numbers.count, 10000);
    for (int i = 0; i < 10000; i++)
        assert_int_equal(numbers.items[i], i);
    assert_int_equal(*list_add(&arena, &numbers), 0);
    arena_release(&arena);
}

/* Neighbours of what is discarded stay whole, large or small. */
static void discarding_leaves_neighbours_alone(void **state)
{
    struct arena arena;
    (void)state;
    arena_init(&arena);
    for (size_t size = 1; size < (size_t)1 << 22; size *= 3) {
        char *before = arena_bytes(&arena, 100), *piece = arena_bytes(&arena, size),
             *after = arena_bytes(&arena, 100);
        memset(before, 'b', 100);
        memset(piece, 'p', size);
        memset(after, 'a', 100);
        arena_discard(&arena, piece, size);
        for (size_t i = 0; i < 100; i++)
            assert_true(before[i] == 'b' && after[i] == 'a');
    }
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_are_zeroed_even_after_a_reset),
        cmocka_unit_test(pieces_are_aligned_after_odd_bytes),
        cmocka_unit_test(small_pieces_begin_lines_of_the_cache),
        cmocka_unit_test(empty_pieces_have_an_address),
        cmocka_unit_test(pieces_do_not_overlap),
        cmocka_unit_test(growing_keeps_the_bytes),
        cmocka_unit_test(a_rewound_arena_gives_the_same_place_again),
        cmocka_unit_test(a_child_fills_a_shared_arena_for_its_parent),
        cmocka_unit_test(what_was_shared_stays_where_it_is_when_it_settles),
        cmocka_unit_test(little_and_nothing_settle_too),
        cmocka_unit_test(running_out_ends_the_program_with_3),
        cmocka_unit_test(lists_grow_and_keep_their_items),
        cmocka_unit_test(discarding_leaves_neighbours_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
