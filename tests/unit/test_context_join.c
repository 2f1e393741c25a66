/* SPDX-License-Identifier: MIT */
/* context: where two branches of a layout meet. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "context_case.h"

static const char *joined(const char *left, const char *right)
{
    struct context a = after(TEMPLATE_HTML, left), b = after(TEMPLATE_HTML, right), before = a;
    const char *reason;
    if (!context_join(&a, &b)) {
        assert_memory_equal(&a, &before, sizeof(a));
        return "different";
    }
    assert_true(context_equal(&before, &b));
    return escaping_names[context_escaping(&a, &reason)];
}

static void branches_meet_where_the_same_may_follow(void **state)
{
    (void)state;
    assert_string_equal(joined("<p>", "<b>"), "text");
    assert_string_equal(joined("<option selected", "<option "), "forbidden");
    assert_string_equal(joined("<option selected", "<option"), "forbidden");
    assert_string_equal(joined("<script", "<script defer"), "forbidden");
    assert_string_equal(joined("<script", "<style media=''"), "different");
    assert_string_equal(joined("<script", "<script>"), "different");
    assert_string_equal(joined("<a href='/x?y=z", "<a href='/x"), "url-component");
    assert_string_equal(joined("<a href='/x", "<a href='"), "url-path");
    assert_string_equal(joined("<script>a = 1;", "<script>f()"), "script");
    assert_string_equal(joined("<p", "<p>"), "different");
    assert_string_equal(joined("<p class='", "<p class=\""), "different");
    assert_string_equal(joined("<p class='", "<p>"), "different");
    assert_string_equal(joined("<a href='", "<a title='"), "different");
    assert_string_equal(joined("<script>", "<style>"), "different");
    assert_string_equal(joined("<script>'", "<script>\""), "different");
    assert_string_equal(joined("<script>'", "<script>"), "different");
    assert_string_equal(joined("<!-- ", ""), "different");
    assert_string_equal(joined("<script></scr", "<script>"), "different");
}

/* What follows stands where both branches are, and is escaped as the stricter of them. */
static void branches_that_met_go_on(void **state)
{
    (void)state;
    static const struct {
        const char *left, *right, *behind, *expected;
    } rows[] = {
        { "<scr", "<scr", "ipt>", "script" },
        { "<style", "<title", "", "different" },
        { "<!-", "<![", "", "different" },
        { "<", "</", "", "different" },
        { "<p", "</p", "", "different" },
        { "<script>`${'", "<script>`${", "", "different" },
        { "<script>`${{", "<script>`${", "", "different" },
        { "<script>/* *", "<script>/* ", "", "different" },
        { "<script>a = /", "<script>a = ", "", "forbidden" },
        { "<script>a = ", "<script>a = /", "", "forbidden" },
        { "<script>return", "<script>a", " /'", "forbidden" },
        { "<script>a", "<script>return", " /'", "forbidden" },
        { "<script>a", "<script>b", " / '", "script-string" },
        { "<script>a", "<script>return", " + b / '", "script-string" },
        { "<a href='data:text/plain", "<a href='data:text/plain", ",", "url-component" },
        { "<a href='data:text/plain", "<a href='data:text/html0", ",", "forbidden" },
        { "<a href='data:text/", "<a href='data:text/p", "plain,", "forbidden" },
        { "<a href='data:text/plain;", "<a href='data:text/plain", ",", "forbidden" },
        { "<a href='data:text/plain;", "<a href='data:text/plain;x=", ",", "url-component" },
        { "<a href='java", "<a href='", "script:", "forbidden" },
        { "<a href='javas", "<a href='https", ":", "forbidden" },
        { "<a href='@", "<a href='/", ":", "forbidden" },
        { "<img srcset='/a 1x", "<img srcset='/b", "", "url-path" },
        { "<img srcset='/a", "<img srcset='/b 1x", "", "url-path" },
        { "<img srcset='/a?b", "<img srcset='/b 1x", "", "url-component" },
        { "<img srcset='/a 1x, ", "<img srcset='/b 1x", "", "image-url" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct context a = after(TEMPLATE_HTML, rows[i].left), b = after(TEMPLATE_HTML, rows[i].right);
        const char *reason, *found = "different";
        if (context_join(&a, &b)) {
            context_advance(&a, text_of(rows[i].behind));
            found = escaping_names[context_escaping(&a, &reason)];
        }
        if (strcmp(found, rows[i].expected) != 0)
            print_error("%s | %s, %s: %s\n", rows[i].left, rows[i].right, rows[i].behind, found);
        assert_string_equal(found, rows[i].expected);
    }
}

/* A name that one branch wrote must not make the value behind both an address, or a script. */
static void a_name_of_one_branch_takes_no_value(void **state)
{
    (void)state;
    struct context a = after(TEMPLATE_HTML, "<p onclick"), b = after(TEMPLATE_HTML, "<p ");
    assert_true(context_join(&a, &b));
    context_advance(&a, TEXT("='"));
    const char *reason;
    assert_int_equal(context_escaping(&a, &reason), ESCAPING_FORBIDDEN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(branches_meet_where_the_same_may_follow),
        cmocka_unit_test(branches_that_met_go_on),
        cmocka_unit_test(a_name_of_one_branch_takes_no_value),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
