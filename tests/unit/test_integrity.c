/* SPDX-License-Identifier: MIT */
#include "base/integrity.h"
#include "base/arena.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static void is_sha384_in_base64(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena);
    assert_string_equal(text_to_string(&arena, integrity_of(&arena, TEXT("abc"))),
        "sha384-ywB1P0WjXou1oD1pmsZQBycsMqsO3tFjGotgWkP/W+2AhgcroefMI1i67KE0yCWn");
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(is_sha384_in_base64) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
