/* SPDX-License-Identifier: MIT */
/* file_look: what files look like, whichever was looked at before. */
#include "folder_case.h"
#include <errno.h>
#include <sys/stat.h>
#include "base/file_look.h"

static char root[] = FOLDER_CASE_PATH;
static const char *const paths[] = { "index.html", "about/index.html", "2012/a/index.html",
    "2012/b/index.html", "2012/b/cite.bib", "2012/b/cite.ris", "2012/index.html", "style.css" };
enum { PATHS = sizeof paths / sizeof *paths };
static int folder;

static int set_up(void **state)
{
    (void)state;
    folder = folder_case_open(root);
    for (size_t i = 0; i < PATHS; i++)
        if (file_make_parents(folder, paths[i]) != 0 ||
            file_write(folder, paths[i], text_of(paths[i]), false) != 0)
            return -1;
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    folder_case_close(folder, root);
    return 0;
}

static void it_says_what_a_path_says(void **state)
{
    (void)state;
    struct file_look look;
    file_look_begin(&look, folder);
    for (size_t first = 0; first < PATHS; first++)
        for (size_t i = 0; i < 2 * PATHS; i++) {
            const char *path = paths[(first + i * (1 + first % 3)) % PATHS];
            struct file_status now, expected;
            assert_int_equal(file_status_at(folder, path, &expected), 0);
            assert_int_equal(file_look_at(&look, text_of(path), &now), 0);
            assert_true(file_status_equal(&now, &expected));
        }
    file_look_end(&look);
}

static void what_is_not_there_is_missed(void **state)
{
    (void)state;
    struct file_look look;
    struct file_status now;
    file_look_begin(&look, folder);
    assert_int_equal(file_look_at(&look, TEXT("2013/a/index.html"), &now), ENOENT);
    assert_int_equal(file_look_at(&look, TEXT("2013/b/index.html"), &now), ENOENT);
    assert_int_equal(file_look_at(&look, TEXT("2012/c/index.html"), &now), ENOENT);
    assert_int_equal(file_look_at(&look, TEXT("2012/b/cite.json"), &now), ENOENT);
    assert_int_equal(file_look_at(&look, TEXT("2012/a"), &now), FILE_NOT_REGULAR);
    assert_int_equal(symlinkat("2012", folder, "led"), 0);
    assert_int_not_equal(file_look_at(&look, TEXT("led/a/index.html"), &now), 0);
    assert_int_equal(file_look_at(&look, TEXT("2012/a/index.html"), &now), 0);
    file_look_end(&look);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_says_what_a_path_says),
        cmocka_unit_test(what_is_not_there_is_missed),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
