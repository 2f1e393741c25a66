/* SPDX-License-Identifier: MIT */
/* headers: the policy lets forms go to the host that takes comments, and to no other. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "base/arena.h"
#include "output/headers.h"

static void forms_may_go_to_the_endpoints_host(void **state)
{
    (void)state;
    static const struct {
        const char *endpoint, *sources;
    } rows[] = {
        { "", "'self'" },
        { "/comments", "'self'" },
        { "https://c.example", "'self' https://c.example" },
        { "https://c.example/", "'self' https://c.example" },
        { "https://c.example:8443/post?x=1", "'self' https://c.example:8443" },
        { "https://c.example?site=a/b", "'self' https://c.example" },
        { "https://c.example#a", "'self' https://c.example" },
        { "http://a", "'self' http://a" },
    };
    struct arena arena;
    arena_init(&arena);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct config config = { .comments.endpoint = text_of(rows[i].endpoint) };
        text policy = headers_policy(&arena, &config);
        size_t start = text_find(policy, TEXT("form-action "), 0);
        assert_int_not_equal(start, SIZE_MAX);
        assert_string_equal(
            text_to_string(&arena, text_from(policy, start + TEXT("form-action ").length)), rows[i].sources);
    }
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forms_may_go_to_the_endpoints_host),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
