/* SPDX-License-Identifier: MIT */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "base/arena.h"
#include "base/buffer.h"
#include "base/css.h"

static void assert_addresses(const char *css, const char *expected)
{
    struct arena arena;
    struct buffer out;
    text address, written;
    arena_init(&arena);
    buffer_init(&out, &arena);
    for (size_t at = 0; (address = css_next_address(&arena, text_of(css), &at, &written)).bytes;)
        buffer_print(&out, "[%.*s|%.*s]", TEXT_ARGS(address), TEXT_ARGS(written));
    assert_string_equal(text_to_string(&arena, buffer_text(&out)), expected);
    arena_release(&arena);
}

static void addresses_stand_in_url_and_behind_import(void **state)
{
    (void)state;
    assert_addresses(
        "a { background: url(x.png) no-repeat, url( 'y z.png' ) }", "[x.png|x.png][y z.png|y z.png]");
    assert_addresses("@import \"a.css\" screen; @import url(b.css); @IMPORT/**/'c.css';",
        "[a.css|a.css][b.css|b.css][c.css|c.css]");
    assert_addresses("a{b:URL(\n\tx.png\n)}", "[x.png|x.png]");
    assert_addresses("a{b:url()} c{d:url('')}", "[|][|]");
    assert_addresses("a{b:url(x.png", "[x.png|x.png]");
    assert_addresses("@font-face{src:url(\"f.woff2\") format(\"woff2\")}", "[f.woff2|f.woff2]");
    assert_addresses("a{b:url(x.png) url(y.png)}", "[x.png|x.png][y.png|y.png]");
}

static void what_looks_like_one_is_passed_over(void **state)
{
    (void)state;
    assert_addresses("/* url(x.png) */ a { content: 'url(y.png)' } /* @import 'z.css'", "");
    assert_addresses("a{b:my-url(x.png);c:urls(y.png);d:url (z.png)}", "");
    assert_addresses("a{b:#url(x.png);c:1url(y.png)}", "");
    assert_addresses("@imports 'a.css'; @media 'b'; @namespace 'c';", "");
    assert_addresses("a{content:\"it's /* not\"} b{c:url(x.png)} /* */", "[x.png|x.png]");
    assert_addresses("a{content:'left open\n} b{c:url(x.png)}", "[x.png|x.png]");
    assert_addresses("a{b:url(x y.png)} c{d:url(x'y.png)} e{f:url(z.png)}", "[z.png|z.png]");
    assert_addresses("a{b:url(x\\)y z)} c{d:url(z.png)}", "[z.png|z.png]");
    assert_addresses("@import 'left open\n; a{b:url(x.png)}", "[x.png|x.png]");
    assert_addresses("", "");
    assert_addresses("@", "");
    assert_addresses("\\", "");
    assert_addresses("a{b:url(", "[|]");
    assert_addresses("'\\", "");
}

static void escapes_are_taken_out(void **state)
{
    (void)state;
    assert_addresses("a{b:url(a\\ b\\(1\\).png)}", "[a b(1).png|a\\ b\\(1\\).png]");
    assert_addresses("a{b:url('\\66 \\0000e9t\\e9.png')}", "[f\xC3\xA9t\xC3\xA9.png|\\66 \\0000e9t\\e9.png]");
    assert_addresses("a{b:u\\72 l(x.png)}", "[x.png|x.png]");
    assert_addresses("a{b:url('one\\\ntwo')}", "[onetwo|one\\\ntwo]");
    assert_addresses("a{b:url('one\\\r\ntwo')}", "[onetwo|one\\\r\ntwo]");
    assert_addresses(
        "a{b:url('\\0 \\d800 \\110000 ')}", "[\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD|\\0 \\d800 \\110000 ]");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(addresses_stand_in_url_and_behind_import),
        cmocka_unit_test(what_looks_like_one_is_passed_over),
        cmocka_unit_test(escapes_are_taken_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
