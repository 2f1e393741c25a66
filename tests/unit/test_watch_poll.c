/* SPDX-License-Identifier: MIT */
/* watch_poll: what is found by looking twice, in a real temporary folder. */
#include "folder_case.h"
#include "serve/watch_poll.h"

static void a_file_that_is_saved_twice_has_changed_once(void **state)
{
    (void)state;
    char root[] = FOLDER_CASE_PATH;
    struct arena arena;
    arena_init(&arena);
    int folder = folder_case_open(root);
    assert_int_equal(fchdir(folder), 0);
    assert_int_equal(file_make_parents(AT_FDCWD, "content/articles/x.md"), 0);
    assert_int_equal(file_write(AT_FDCWD, "content/articles/x.md", TEXT("one"), true), 0);
    struct watch_poll *poll = watch_poll_open(&arena);
    struct watch_changes changes = { .arena = &arena };
    assert_false(watch_poll_gather(poll, &changes));
    for (size_t turn = 1; turn <= 2; turn++) {
        text longer = text_slice(TEXT("one and more"), 0, 3 + turn);
        assert_int_equal(file_write(AT_FDCWD, "content/articles/x.md", longer, true), 0);
        assert_true(watch_poll_gather(poll, &changes));
        assert_int_equal(changes.paths.count, 1);
        assert_string_equal(changes.paths.items[0].path.bytes, "content/articles/x.md");
    }
    watch_poll_close(poll);
    assert_int_equal(chdir("/"), 0);
    folder_case_close(folder, root);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_that_is_saved_twice_has_changed_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
