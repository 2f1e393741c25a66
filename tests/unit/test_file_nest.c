/* SPDX-License-Identifier: MIT */
/* file_nest: many new files, most in a folder of their own, in a real temporary folder. */
#include "folder_case.h"
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include "base/file_nest.h"

static char root[] = FOLDER_CASE_PATH;
static int folder;
static struct file_nest nest;

static int set_up(void **state)
{
    (void)state;
    folder = folder_case_open(root);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    folder_case_close(folder, root);
    return 0;
}

static int write_at(const char *path)
{
    int below;
    const char *name;
    int error = file_nest_make(&nest, path, &below, &name);
    return error ? error : file_write(below, name, text_of(path), false);
}

static int next_descriptor(void)
{
    int descriptor = dup(folder);
    close(descriptor);
    return descriptor;
}

static void every_folder_is_made_and_every_file_is_in_its_own(void **state)
{
    (void)state;
    static const char *const paths[] = { "index.html", "about/index.html", "2012/a/index.html",
        "2012/b/index.html", "2012/b/cite.bib", "2012/index.html", "2013/a/index.html", "2012/c/index.html",
        "2012/c/page/2/index.html", "2012/c/page/3/index.html", "2012/cd/index.html" };
    int descriptor = next_descriptor();
    file_nest_open(&nest, folder);
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        assert_int_equal(write_at(paths[i]), 0);
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        assert_true(file_equals(folder, paths[i], text_of(paths[i])));
    struct stat found;
    assert_int_equal(fstatat(folder, "2012/c/page", &found, 0), 0);
    assert_int_equal(found.st_mode & 0777, 0755 & ~(unsigned)umask(022));
    file_nest_close(&nest);
    assert_int_equal(next_descriptor(), descriptor);
}

static void what_is_there_is_not_written_over(void **state)
{
    (void)state;
    file_nest_open(&nest, folder);
    assert_int_equal(write_at("there/a/x"), 0);
    assert_int_equal(write_at("there/a/x"), EEXIST);
    assert_int_equal(write_at("there/a/x/y"), ENOTDIR);
    assert_int_equal(write_at("there/a/x/y/z"), ENOTDIR);
    file_nest_close(&nest);
}

static void no_path_leaves_the_folder_and_no_link_is_followed(void **state)
{
    (void)state;
    file_nest_open(&nest, folder);
    assert_int_equal(mkdirat(folder, "real", 0755), 0);
    assert_int_equal(mkdirat(folder, "real/in", 0755), 0);
    assert_int_equal(symlinkat("real", folder, "link"), 0);
    assert_int_equal(symlinkat("in", folder, "real/link"), 0);
    assert_int_equal(write_at("link/in/x"), ELOOP);
    assert_int_equal(write_at("link/new/x"), ELOOP);
    assert_int_equal(write_at("real/link/x"), ELOOP);
    assert_int_equal(write_at("real/in/x"), 0);
    assert_int_equal(write_at("real/../x"), EXDEV);
    assert_int_equal(write_at("../out/x"), EXDEV);
    assert_int_equal(write_at("../out/in/x"), EXDEV);
    assert_int_equal(write_at("/tmp/out/x"), EXDEV);
    file_nest_close(&nest);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_folder_is_made_and_every_file_is_in_its_own),
        cmocka_unit_test(what_is_there_is_not_written_over),
        cmocka_unit_test(no_path_leaves_the_folder_and_no_link_is_followed),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
