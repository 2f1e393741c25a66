/* SPDX-License-Identifier: MIT */
/* Libraries that are loaded when they are needed. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "base/icu.h"
#include "base/library.h"
#include "base/stem.h"
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static __typeof__(strlen) *length_of;
static void *nothing;

static void a_library_is_found_by_the_first_of_its_names(void **state)
{
    (void)state;
    static const struct library_function functions[] = { { "strlen", &length_of } };
    static const char *const names[] = { "libnowhere.so.1", "libc.so.6", "libnowhere.so.2", NULL };
    library_require("a library", names, functions, 1);
    assert_int_equal(length_of("four"), 4);
}

static void what_is_missing_is_said(void **state)
{
    (void)state;
    static const struct library_function functions[] = { { "strlen", &length_of },
        { "strlength", &nothing } };
    const char *why = NULL;
    assert_false(library_open("libnowhere.so.1", functions, 1, &why));
    assert_non_null(strstr(why, "libnowhere.so.1"));
    assert_false(library_open("libc.so.6", functions, 2, &why));
    assert_non_null(strstr(why, "strlength"));
}

static void what_cannot_be_done_without_ends_the_program_with_3(void **state)
{
    (void)state;
    static const char *const names[] = { "libnowhere.so.1", "libnowhere.so.2", NULL };
    char said[200] = "";
    int ends[2], status;
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], STDERR_FILENO);
        library_require("the library", names, NULL, 0);
        _exit(0);
    }
    close(ends[1]);
    assert_true(read(ends[0], said, sizeof said - 1) > 0);
    close(ends[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(WEXITSTATUS(status), 3);
    assert_memory_equal(said, "brief: fatal: the library cannot be loaded: libnowhere.so.2", 59);
}

static void icu_and_the_stemmers_are_loaded_once(void **state)
{
    (void)state;
    assert_ptr_equal(icu(), icu_load());
    assert_int_equal(icu()->u_tolower('A'), 'a');
    stemmer_load();
    stemmer_load();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_library_is_found_by_the_first_of_its_names),
        cmocka_unit_test(what_is_missing_is_said),
        cmocka_unit_test(what_cannot_be_done_without_ends_the_program_with_3),
        cmocka_unit_test(icu_and_the_stemmers_are_loaded_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
