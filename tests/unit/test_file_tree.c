/* SPDX-License-Identifier: MIT */
/* file_tree: names below an open folder, in a real temporary folder; outside it lies what must not be
 * touched. */
#include "folder_case.h"
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include "base/arena.h"
#include "base/buffer.h"
#include "base/file_fault.h"

static struct arena arena;
static char root[] = FOLDER_CASE_PATH;
static int outside, folder;

static void put(int where, const char *path)
{
    assert_int_equal(file_make_parents(where, path), 0);
    assert_int_equal(file_write(where, path, text_of(path), true), 0);
}

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena);
    outside = folder_case_open(root);
    assert_int_equal(mkdirat(outside, "site", 0755), 0);
    folder = openat(outside, "site", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    put(outside, "other/page.html");
    return symlinkat("../other", folder, "link");
}

static int tear_down(void **state)
{
    (void)state;
    close(folder);
    folder_case_close(outside, root);
    arena_release(&arena);
    return access(root, F_OK) == 0;
}

static bool is_there(int where, const char *path)
{
    enum file_kind kind;
    return file_kind_at(where, path, &kind) == 0;
}

static text listed(const char *path, int *error)
{
    static const char *const kinds[] = { "file", "folder", "link", "special" };
    struct file_entries entries;
    struct buffer out;
    buffer_init(&out, &arena);
    *error = file_list(folder, path, &arena, &entries);
    for (size_t i = 0; i < entries.count; i++)
        buffer_print(&out, "%s %.*s\n", kinds[entries.items[i].kind], TEXT_ARGS(entries.items[i].name));
    buffer_append_byte(&out, '\0');
    return buffer_text(&out);
}

static void a_folder_is_listed_in_the_order_of_names(void **state)
{
    (void)state;
    int error;
    put(folder, "list/b/x");
    put(folder, "list/a");
    put(folder, "list/Z");
    assert_int_equal(mkfifoat(folder, "list/pipe", 0600), 0);
    assert_int_equal(symlinkat("a", folder, "list/l"), 0);
    assert_string_equal(listed("list", &error).bytes, "file Z\nfile a\nfolder b\nlink l\nspecial pipe\n");
    assert_int_equal(error, 0);
    assert_string_equal(listed("nothing", &error).bytes, "");
    assert_int_equal(error, ENOENT);
    listed("link", &error);
    assert_true(error == ELOOP || error == ENOTDIR);
}

static void no_name_is_touched_through_a_link(void **state)
{
    (void)state;
    put(folder, "mine");
    assert_int_equal(file_remove(folder, "link/page.html"), ELOOP);
    assert_int_equal(file_rename(folder, "mine", "link/page.html"), ELOOP);
    assert_int_equal(file_rename(folder, "link/page.html", "stolen"), ELOOP);
    assert_int_equal(file_make_folder(folder, "link/new", 0755), ELOOP);
    assert_int_equal(file_remove(folder, "../other/page.html"), EXDEV);
    assert_int_equal(file_replace(folder, "link/page.html", TEXT("new"), false), ELOOP);
    assert_int_equal(file_make_folder(folder, "link", 0755), ELOOP);
    text contents;
    assert_int_equal(file_read(outside, "other/page.html", 100, &arena, &contents, NULL), 0);
    assert_true(text_equal(contents, TEXT("other/page.html")));
}

static void a_tree_goes_without_what_its_links_lead_to(void **state)
{
    (void)state;
    put(folder, "tree/a/b/c");
    put(folder, "tree/d");
    assert_int_equal(symlinkat("../../other", folder, "tree/a/out"), 0);
    assert_int_equal(file_remove_empty_tree(folder, "tree"), ENOTEMPTY);
    assert_int_equal(file_remove_tree(folder, "tree"), 0);
    assert_false(is_there(folder, "tree"));
    assert_true(is_there(outside, "other/page.html"));
    assert_int_equal(file_remove_tree(folder, "tree"), 0);
    assert_int_equal(symlinkat("../other", folder, "tree"), 0);
    assert_int_equal(file_remove_tree(folder, "tree"), 0);
    assert_true(is_there(outside, "other/page.html"));
}

static void only_empty_folders_go_when_asked(void **state)
{
    (void)state;
    assert_int_equal(file_make_parents(folder, "empty/a/b/c"), 0);
    assert_int_equal(file_remove_empty_tree(folder, "empty"), 0);
    assert_false(is_there(folder, "empty"));
}

static void a_file_is_replaced_whole(void **state)
{
    (void)state;
    text contents;
    put(folder, "state");
    assert_int_equal(file_replace(folder, "state", TEXT("new"), true), 0);
    assert_int_equal(file_read(folder, "state", 100, &arena, &contents, NULL), 0);
    assert_true(text_equal(contents, TEXT("new")));
    assert_false(is_there(folder, "state" BESIDE_SUFFIX));
    assert_int_equal(file_replace(folder, "nothing/state", TEXT("new"), true), ENOENT);
}

static void the_machine_is_told_from_the_site(void **state)
{
    (void)state;
    struct diagnostics diagnostics;
    diagnostics_init(&diagnostics, &arena);
    file_fault_report(&diagnostics, SPAN_NONE, "cannot-write", ENOSPC, "cannot write '%s'", "x");
    assert_int_equal(diagnostics.machine_fault_count, 1);
    assert_true(text_equal(diagnostics.first->message, TEXT("cannot write 'x': No space left on device")));
    assert_true(diagnostics.first->hint.length > 0);
    file_fault_report(&diagnostics, SPAN_NONE, "unreadable-file", FILE_NOT_REGULAR, "cannot read");
    assert_int_equal(diagnostics.machine_fault_count, 1);
    file_fault_report(&diagnostics, SPAN_NONE, "unreadable-file", FILE_CHANGED, "cannot read");
    assert_int_equal(diagnostics.machine_fault_count, 2);
    assert_true(diagnostics.last->hint.length > 0);
    assert_int_equal(diagnostics.error_count, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_folder_is_listed_in_the_order_of_names),
        cmocka_unit_test(no_name_is_touched_through_a_link),
        cmocka_unit_test(a_tree_goes_without_what_its_links_lead_to),
        cmocka_unit_test(only_empty_folders_go_when_asked),
        cmocka_unit_test(a_file_is_replaced_whole),
        cmocka_unit_test(the_machine_is_told_from_the_site),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
