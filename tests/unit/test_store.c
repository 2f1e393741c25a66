/* SPDX-License-Identifier: MIT */
/* Whatever happens to a store's file, it is believed as it was written or not at all. */
#include "folder_case.h"
#include "base/arena.h"
#include "build/program.h"
#include "build/store.h"
#include <string.h>
#include <sys/stat.h>

struct fixture {
    struct arena arena;
    char path[64];
    int folder;
    text bytes; /* of the good file */
};

static void write_good(struct fixture *fixture, text program)
{
    static const int32_t numbers[] = { 1, 2, 3 };
    const struct store_table tables[] = { { numbers, 3, sizeof *numbers }, { "names", 5, 1 } };
    assert_int_equal(store_write(fixture->folder, "store", "test", program, tables, 2, 1), 0);
}

static int set_up(void **state)
{
    static struct fixture fixture;
    fixture = (struct fixture){ .path = FOLDER_CASE_PATH };
    fixture.folder = folder_case_open(fixture.path);
    arena_init(&fixture.arena);
    write_good(&fixture, program_describe(&fixture.arena));
    assert_int_equal(file_read(fixture.folder, "store", 1 << 20, &fixture.arena, &fixture.bytes, NULL), 0);
    *state = &fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    folder_case_close(fixture->folder, fixture->path);
    arena_release(&fixture->arena);
    return 0;
}

static bool is_believed(struct fixture *fixture, const char *kind)
{
    struct store store;
    store_open(&store, fixture->folder, "store", kind);
    bool is_good = store.bytes != NULL;
    store_close(&store);
    return is_good;
}

static void what_was_written_is_there(void **state)
{
    struct fixture *fixture = *state;
    struct store store;
    size_t count;
    store_open(&store, fixture->folder, "store", "test");
    const int32_t *numbers = store_table(&store, 0, sizeof *numbers, &count);
    assert_int_equal(count, 3);
    assert_int_equal(numbers[2], 3);
    assert_memory_equal(store_table(&store, 1, 1, &count), "names", 5);
    assert_null(store_table(&store, 0, 8, &count));
    assert_int_equal(count, 0);
    assert_null(store_table(&store, 2, 1, &count));
    store_close(&store);
}

static void the_front_is_believed_without_the_rest(void **state)
{
    struct fixture *fixture = *state;
    struct store store;
    size_t count;
    for (int is_damaged = 0; is_damaged < 2; is_damaged++) {
        char *bytes = text_to_string(&fixture->arena, fixture->bytes);
        bytes[fixture->bytes.length - 1] ^= (char)is_damaged;
        file_write(fixture->folder, "store", (text){ bytes, fixture->bytes.length }, true);
        store_open_front(&store, fixture->folder, "store", "test");
        assert_non_null(store_table(&store, 0, sizeof(int32_t), &count));
        assert_null(store_table(&store, 1, 1, &count));
        assert_int_equal(store_open_rest(&store), !is_damaged);
        assert_int_equal(store_table(&store, 1, 1, &count) != NULL, !is_damaged);
        assert_non_null(store_table(&store, 0, sizeof(int32_t), &count));
        store_close(&store);
    }
}

static void any_flipped_bit_is_seen(void **state)
{
    struct fixture *fixture = *state;
    char *bytes = text_to_string(&fixture->arena, fixture->bytes);
    for (size_t at = 0; at < fixture->bytes.length; at++) {
        bytes[at] ^= (char)(1 << at % 8);
        assert_int_equal(
            file_write(fixture->folder, "store", (text){ bytes, fixture->bytes.length }, true), 0);
        /* The padding of the kind's name decides nothing. */
        if (at < 5 || at >= 16)
            assert_false(is_believed(fixture, "test"));
        bytes[at] = fixture->bytes.bytes[at];
    }
}

static void any_other_length_is_seen(void **state)
{
    struct fixture *fixture = *state;
    for (size_t length = 0; length < fixture->bytes.length; length++) {
        assert_int_equal(
            file_write(fixture->folder, "store", text_slice(fixture->bytes, 0, length), true), 0);
        assert_false(is_believed(fixture, "test"));
    }
    char *longer = arena_bytes(&fixture->arena, fixture->bytes.length + 1);
    memcpy(longer, fixture->bytes.bytes, fixture->bytes.length);
    longer[fixture->bytes.length] = 0;
    file_write(fixture->folder, "store", (text){ longer, fixture->bytes.length + 1 }, true);
    assert_false(is_believed(fixture, "test"));
}

static void another_kind_is_not_believed(void **state)
{
    assert_false(is_believed(*state, "other"));
    assert_true(is_believed(*state, "test"));
}

static void another_program_is_not_believed(void **state)
{
    struct fixture *fixture = *state;
    struct arena *arena = &fixture->arena;
    text lines = program_describe(arena);
    size_t end = text_find_byte(lines, '\n', 0) + 1;
    assert_true(program_is(lines));
    text others[] = {
        text_from(lines, end),                         /* did not have a library that this one has loaded */
        text_format(arena, "1%.*s", TEXT_ARGS(lines)), /* had another one */
        text_format(arena, "%.*s1 1 1.1 1.1 /nowhere/lib.so\n", TEXT_ARGS(lines)), /* had one that is gone */
        TEXT(""),
        TEXT("no description"),
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        write_good(fixture, others[i]);
        assert_false(is_believed(fixture, "test"));
    }
    /* One that this process has not loaded, and that is as it was. */
    struct stat status;
    assert_int_equal(stat("/bin/sh", &status), 0);
    text more = text_format(arena, "%.*s%llu %llu %lld.%ld %lld.%ld /bin/sh\n", TEXT_ARGS(lines),
        (unsigned long long)status.st_ino, (unsigned long long)status.st_size,
        (long long)status.st_mtim.tv_sec, status.st_mtim.tv_nsec, (long long)status.st_ctim.tv_sec,
        status.st_ctim.tv_nsec);
    write_good(fixture, more);
    assert_true(is_believed(fixture, "test"));
}

static void assert_fault(const struct fixture *fixture, const char *expected)
{
    struct store store;
    store_open(&store, fixture->folder, "store", "test");
    assert_null(store.bytes);
    assert_string_equal(store.fault ? store.fault : "none", expected);
}

/* That there is none yet is no fault. */
static void what_is_no_file_is_nothing(void **state)
{
    struct fixture *fixture = *state;
    ((char *)fixture->bytes.bytes)[fixture->bytes.length - 1] ^= 1;
    assert_int_equal(file_write(fixture->folder, "store", fixture->bytes, true), 0);
    assert_fault(fixture, "is damaged");
    unlinkat(fixture->folder, "store", 0);
    assert_fault(fixture, "none");
    assert_int_equal(symlinkat("elsewhere", fixture->folder, "store"), 0);
    assert_fault(fixture, "cannot be opened");
    unlinkat(fixture->folder, "store", 0);
    assert_int_equal(file_write(fixture->folder, "store", TEXT(""), false), 0);
    assert_fault(fixture, "is empty");
    unlinkat(fixture->folder, "store", 0);
    mkdirat(fixture->folder, "store", 0700);
    assert_fault(fixture, "is no file");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_was_written_is_there, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_front_is_believed_without_the_rest, set_up, tear_down),
        cmocka_unit_test_setup_teardown(any_flipped_bit_is_seen, set_up, tear_down),
        cmocka_unit_test_setup_teardown(any_other_length_is_seen, set_up, tear_down),
        cmocka_unit_test_setup_teardown(another_kind_is_not_believed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(another_program_is_not_believed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_no_file_is_nothing, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
