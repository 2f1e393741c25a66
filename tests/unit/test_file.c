/* SPDX-License-Identifier: MIT */
/* file: whole files below an open folder, in a real temporary folder. */
#include "folder_case.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include "base/file_open.h"
#include "base/arena.h"

static struct arena arena;
static char root[] = FOLDER_CASE_PATH;
static int folder, site;

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena);
    folder = folder_case_open(root);
    assert_int_equal(mkdirat(folder, "site", 0755), 0);
    site = openat(folder, "site", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    umask(022);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    close(site);
    folder_case_close(folder, root);
    arena_release(&arena);
    return 0;
}

enum { LIMIT = 1 << 20 };

static const char *contents_of(const char *path)
{
    text contents;
    int error = file_read(site, path, LIMIT, &arena, &contents, NULL);
    assert_int_equal(contents.bytes != NULL, error == 0);
    return error ? file_error_text(error) : text_to_string(&arena, contents);
}

static void what_is_written_is_read(void **state)
{
    (void)state;
    struct file_status status;
    text contents;
    assert_int_equal(file_write(site, "a.md", TEXT("hello"), false), 0);
    assert_string_equal(contents_of("a.md"), "hello");
    assert_int_equal(file_read(site, "a.md", LIMIT, &arena, &contents, &status), 0);
    assert_int_equal(status.size, 5);
    assert_true(status.inode > 0 && status.modified_ns > 0 && status.changed_ns >= status.modified_ns);
    struct stat found;
    fstatat(site, "a.md", &found, 0);
    assert_int_equal(found.st_mode & 0777, 0644);
    assert_true(status.modified_ns == (int64_t)found.st_mtim.tv_sec * 1000000000 + found.st_mtim.tv_nsec);
    assert_int_equal(file_write(site, "empty", TEXT_NONE, false), 0);
    assert_string_equal(contents_of("empty"), "");
}

static void what_is_there_is_kept_unless_replaced(void **state)
{
    (void)state;
    assert_int_equal(file_write(site, "kept", TEXT("a longer old"), false), 0);
    assert_int_equal(file_write(site, "kept", TEXT("new"), false), EEXIST);
    assert_string_equal(contents_of("kept"), "a longer old");
    assert_int_equal(file_write(site, "kept", TEXT("new"), true), 0);
    assert_string_equal(contents_of("kept"), "new");
    assert_int_equal(file_write(site, "fresh", TEXT("x"), true), 0);
}

static int write_new(const char *path, text contents, struct file_status *status)
{
    int descriptor = file_write_begin(site, path, false);
    return descriptor < 0
               ? -descriptor
               : file_write_end(descriptor, site, path, false, file_write_all(descriptor, contents), status);
}

static void a_new_file_looks_as_it_is_found_later(void **state)
{
    (void)state;
    struct file_status written, found;
    assert_int_equal(write_new("new.md", TEXT("hello"), &written), 0);
    assert_string_equal(contents_of("new.md"), "hello");
    assert_int_equal(file_status_at(site, "new.md", &found), 0);
    assert_true(file_status_equal(&written, &found));
    assert_int_equal(write_new("new.md", TEXT("other"), &written), EEXIST);
    assert_string_equal(contents_of("new.md"), "hello");
}

static void large_files_and_limits(void **state)
{
    (void)state;
    size_t size = 300000;
    char *bytes = arena_bytes(&arena, size);
    for (size_t i = 0; i < size; i++)
        bytes[i] = (char)(i * 31 / 7);
    text whole = { bytes, size }, contents;
    assert_int_equal(file_write(site, "large", whole, false), 0);
    assert_int_equal(file_read(site, "large", size, &arena, &contents, NULL), 0);
    assert_true(text_equal(contents, whole));
    assert_int_equal(file_read(site, "large", size - 1, &arena, &contents, NULL), FILE_TOO_LARGE);
    assert_int_equal(file_read_start(site, "large", 70000, &arena, &contents), 0);
    assert_true(text_equal(contents, text_slice(whole, 0, 70000)));
    assert_int_equal(file_read_start(site, "large", size * 2, &arena, &contents), 0);
    assert_true(text_equal(contents, whole));
    assert_true(file_equals(site, "large", whole));
    assert_false(file_equals(site, "large", text_slice(whole, 0, size - 1)));
    bytes[size - 1]++;
    assert_false(file_equals(site, "large", whole));
    assert_false(file_equals(site, "missing", whole));
}

/* The kernel's own files have more in them than they say. */
static void files_of_the_kernel_are_read(void **state)
{
    (void)state;
    text contents;
    assert_int_equal(file_read_start(AT_FDCWD, "/proc/self/status", 6, &arena, &contents), 0);
    assert_true(text_equal(contents, TEXT("Name:\t")));
}

static void missing_and_special_files_are_errors(void **state)
{
    (void)state;
    assert_string_equal(contents_of("missing"), strerror(ENOENT));
    assert_string_equal(contents_of("a.md/x"), strerror(ENOTDIR));
    mkdirat(site, "folder", 0755);
    assert_string_equal(contents_of("folder"), "not a regular file");
    assert_int_equal(mkfifoat(site, "fifo", 0644), 0);
    assert_string_equal(contents_of("fifo"), "not a regular file");
    assert_int_equal(file_write(site, "fifo", TEXT("x"), true), FILE_NOT_REGULAR);
    assert_int_equal(file_write(site, "folder", TEXT("x"), true), EISDIR);
    assert_false(file_equals(site, "fifo", TEXT("")));
    assert_int_equal(file_copy(site, "fifo", site, "copy-of-fifo"), FILE_NOT_REGULAR);
    assert_int_equal(faccessat(site, "copy-of-fifo", F_OK, 0), -1);
}

static void links_are_not_followed(void **state)
{
    (void)state;
    file_write(folder, "secret", TEXT("secret"), true);
    assert_int_equal(symlinkat("../secret", site, "link"), 0);
    assert_int_equal(symlinkat("..", site, "up"), 0);
    assert_int_equal(symlinkat("loop", site, "loop"), 0);
    mkdirat(site, "real", 0755);
    assert_int_equal(symlinkat("real", site, "to-real"), 0);
    const char *refusal = "a symbolic link, which is not followed";
    assert_string_equal(contents_of("link"), refusal);
    assert_string_equal(contents_of("up/secret"), refusal);
    assert_string_equal(contents_of("loop"), refusal);
    assert_int_equal(file_write(site, "link", TEXT("x"), true), ELOOP);
    assert_int_equal(file_write(site, "link", TEXT("x"), false), EEXIST);
    assert_int_equal(file_write(site, "up/new", TEXT("x"), false), ELOOP);
    assert_int_equal(file_write(site, "to-real/new", TEXT("x"), false), ELOOP);
    assert_int_equal(file_make_parents(site, "up/made/x"), ELOOP);
    assert_int_equal(file_make_parents(site, "to-real/made/deep/x"), ELOOP);
    assert_int_equal(file_copy(site, "link", site, "copy"), ELOOP);
    assert_int_equal(faccessat(folder, "made", F_OK, 0), -1);
    assert_true(file_equals(folder, "secret", TEXT("secret")));
}

static void no_path_leaves_the_folder(void **state)
{
    (void)state;
    file_write(folder, "secret", TEXT("secret"), true);
    assert_string_equal(contents_of("../secret"), "the path leaves its folder");
    assert_string_equal(contents_of("/etc/passwd"), "the path leaves its folder");
    assert_int_equal(file_write(site, "../new", TEXT("x"), true), EXDEV);
    assert_int_equal(file_make_parents(site, "../made/x/y"), EXDEV);
    assert_int_equal(file_make_parents(site, "/tmp/made/x"), EXDEV);
    assert_int_equal(faccessat(folder, "made", F_OK, 0), -1);
}

static void opening_by_parts_refuses_the_same(void **state)
{
    (void)state;
    file_make_parents(site, "p/q/x");
    file_write(site, "p/q/x", TEXT("x"), true);
    assert_int_equal(symlinkat("p", site, "to-p"), 0);
    assert_int_equal(symlinkat("q/x", site, "to-x"), 0);
    static const char *const paths[] = { "p/q/x", "p//q/x", "to-p/q/x", "to-p", "to-x", "../secret", "..",
        "p/..", "/etc/passwd", "missing/x", "p/q/x/y", "p/q/missing" };
    size_t count = sizeof(paths) / sizeof(*paths);
    for (size_t i = 0; i < 2 * count; i++) {
        int flags = i < count ? O_RDONLY : O_PATH | O_DIRECTORY;
        const char *path = paths[i % count];
        int whole = file_open_below(site, path, flags, 0);
        int parts = file_open_by_parts(site, path, flags, 0);
        /* By parts ".." is refused even where it would stay inside. */
        if (strcmp(path, "p/..") == 0)
            assert_int_equal(parts, -EXDEV);
        else
            assert_int_equal(whole < 0 ? whole : 0, parts < 0 ? parts : 0);
        if (whole >= 0)
            close(whole);
        if (parts >= 0)
            close(parts);
    }
}

static void parents_are_made(void **state)
{
    (void)state;
    assert_int_equal(file_make_parents(site, "x"), 0);
    assert_int_equal(file_make_parents(site, "new/deep/deeper/x"), 0);
    assert_int_equal(file_make_parents(site, "new/deep/deeper/x"), 0);
    assert_int_equal(file_make_parents(site, "new/deep//other/x"), 0);
    assert_int_equal(file_write(site, "new/deep/deeper/x", TEXT("x"), false), 0);
    assert_int_equal(file_write(site, "new/deep/other/x", TEXT("x"), false), 0);
    assert_int_equal(file_make_parents(site, "new/deep/deeper/x/y/z"), ENOTDIR);
    struct stat found;
    fstatat(site, "new/deep", &found, 0);
    assert_int_equal(found.st_mode & 0777, 0755);
    char absolute[64];
    snprintf(absolute, sizeof(absolute), "%s/by/full/name", root);
    assert_int_equal(file_make_parents(AT_FDCWD, absolute), 0);
    assert_int_equal(file_write(AT_FDCWD, absolute, TEXT("x"), false), 0);
    assert_true(file_equals(folder, "by/full/name", TEXT("x")));
    char *too_long = arena_bytes(&arena, 5001);
    memset(too_long, 'x', 5000);
    too_long[5000] = '\0';
    assert_int_equal(file_make_parents(site, too_long), ENAMETOOLONG);
}

static void files_are_copied(void **state)
{
    (void)state;
    text whole = { arena_alloc(&arena, 200000), 200000 };
    assert_int_equal(file_write(site, "source", whole, true), 0);
    assert_int_equal(file_copy(site, "source", folder, "copied"), 0);
    assert_true(file_equals(folder, "copied", whole));
    assert_int_equal(file_write(site, "source", TEXT("short"), true), 0);
    assert_int_equal(file_copy(site, "source", folder, "copied"), 0);
    assert_true(file_equals(folder, "copied", TEXT("short")));
    assert_int_equal(file_copy(site, "source", site, "source"), EEXIST);
    assert_true(file_equals(site, "source", TEXT("short")));
    assert_int_equal(file_copy(site, "none", site, "other"), ENOENT);
    assert_int_equal(file_copy(AT_FDCWD, "/proc/self/cmdline", site, "cmdline"), 0);
    assert_true(strlen(contents_of("cmdline")) > 0);
}

static void full_disks_leave_no_halves(void **state)
{
    (void)state;
    int full = open("/dev/full", O_WRONLY);
    assert_true(full >= 0);
    assert_int_equal(file_write_all(full, TEXT("x")), ENOSPC);
    assert_int_equal(file_write_all(full, TEXT("")), 0);
    close(full);
    assert_string_equal(file_error_text(ENOSPC), strerror(ENOSPC));
    assert_string_equal(file_error_text(FILE_TOO_LARGE), "the file is too large");
    assert_string_equal(file_error_text(FILE_CHANGED), "the file changed while it was read");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read),
        cmocka_unit_test(what_is_there_is_kept_unless_replaced),
        cmocka_unit_test(a_new_file_looks_as_it_is_found_later),
        cmocka_unit_test(large_files_and_limits),
        cmocka_unit_test(files_of_the_kernel_are_read),
        cmocka_unit_test(missing_and_special_files_are_errors),
        cmocka_unit_test(links_are_not_followed),
        cmocka_unit_test(no_path_leaves_the_folder),
        cmocka_unit_test(opening_by_parts_refuses_the_same),
        cmocka_unit_test(parents_are_made),
        cmocka_unit_test(files_are_copied),
        cmocka_unit_test(full_disks_leave_no_halves),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
