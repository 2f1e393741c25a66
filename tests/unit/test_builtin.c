/* SPDX-License-Identifier: MIT */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/builtin.h"
#include <string.h>

static void every_file_is_found_by_its_name(void **state)
{
    (void)state;
    for (size_t i = 0; i < builtin_file_count; i++)
        assert_ptr_equal(builtin_find(text_of(builtin_files[i].name)), &builtin_files[i]);
}

static void names_are_sorted_and_different(void **state)
{
    (void)state;
    for (size_t i = 1; i < builtin_file_count; i++)
        assert_true(strcmp(builtin_files[i - 1].name, builtin_files[i].name) < 0);
}

static void a_name_that_is_not_there_is_not_found(void **state)
{
    (void)state;
    assert_null(builtin_find(TEXT("")));
    assert_null(builtin_find(TEXT("layouts")));
    assert_null(builtin_find(TEXT("layouts/article.htm")));
    assert_null(builtin_find(TEXT("zzz")));
}

static void the_article_layout_is_there_with_its_bytes(void **state)
{
    (void)state;
    const struct builtin_file *file = builtin_find(TEXT("layouts/article.html"));
    assert_non_null(file);
    assert_int_equal(file->bytes[file->length], '\0');
    assert_int_equal(strlen(file->bytes), file->length);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_file_is_found_by_its_name),
        cmocka_unit_test(names_are_sorted_and_different),
        cmocka_unit_test(a_name_that_is_not_there_is_not_found),
        cmocka_unit_test(the_article_layout_is_there_with_its_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
