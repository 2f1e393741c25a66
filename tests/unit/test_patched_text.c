/* SPDX-License-Identifier: MIT */
/* patched_text: a text with replaced places, made when it is read. */
#include "unicode_case.h"
#include "base/patched_text.h"
#include <string.h>

static void assert_made(const struct text_patch *patches, size_t count, const char *expected)
{
    struct patched_text patched = { TEXT("<a href=\"\">one</a> and two"), patches, count };
    text made = patched_text_make(&arena, &patched);
    assert_int_equal(made.length, strlen(expected));
    assert_memory_equal(made.bytes, expected, made.length);
}

static void a_text_without_patches_is_not_copied(void **state)
{
    (void)state;
    struct patched_text patched = { .original = TEXT("as it is") };
    assert_ptr_equal(patched_text_make(&arena, &patched).bytes, patched.original.bytes);
}

static void patches_replace_what_stands_there(void **state)
{
    (void)state;
    const struct text_patch address = { 9, 0, TEXT("/there/") }, attribute = { 2, 8, TEXT("") };
    const struct text_patch both[] = { { 0, 0, TEXT("See ") }, { 9, 0, TEXT("/x/") },
        { 23, 3, TEXT("three") } };
    const struct text_patch all = { 0, 26, TEXT("nothing left") };
    assert_made(&address, 1, "<a href=\"/there/\">one</a> and two");
    assert_made(&attribute, 1, "<a>one</a> and two");
    assert_made(both, 3, "See <a href=\"/x/\">one</a> and three");
    assert_made(&all, 1, "nothing left");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_text_without_patches_is_not_copied, set_up, tear_down),
        cmocka_unit_test_setup_teardown(patches_replace_what_stands_there, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
