/* SPDX-License-Identifier: MIT */
/* lexer: tokens are printed one after another, "kind(text)", and compared. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "base/arena.h"
#include "template/lexer.h"

static const char *const kinds[] = { "text", "{{", "{%", "end", "name", "string", "int", "float", "sign",
    "eof" };

static void print_token(struct buffer *out, const struct token *token)
{
    if (token->kind == TOKEN_INTEGER)
        buffer_print(out, "int(%lld) ", (long long)token->number.integer);
    else if (token->kind == TOKEN_FLOAT)
        buffer_print(out, "float(%g) ", token->number.floating);
    else if (token->kind == TOKEN_SIGN)
        buffer_print(out, "%.*s ", TEXT_ARGS(token->text));
    else if (token->kind == TOKEN_TEXT || token->kind == TOKEN_NAME || token->kind == TOKEN_STRING)
        buffer_print(out, "%s(%.*s) ", kinds[token->kind], TEXT_ARGS(token->text));
    else
        buffer_print(out, "%s ", kinds[token->kind]);
}

static void check(const char *contents, const char *expected)
{
    struct arena arena;
    arena_init(&arena);
    struct diagnostics diagnostics;
    struct tokens tokens;
    struct buffer out;
    diagnostics_init(&diagnostics, &arena);
    buffer_init(&out, &arena);
    lexer_read(&tokens, 1, text_of(contents), &arena, &diagnostics);
    for (size_t i = 0; i < tokens.count; i++)
        print_token(&out, &tokens.items[i]);
    for (const struct diagnostic *at = diagnostics.first; at; at = at->next)
        buffer_print(&out, "| %u: %.*s ", at->where.offset, TEXT_ARGS(at->message));
    out.length -= out.length > 0;
    assert_string_equal(text_to_string(&arena, buffer_text(&out)), expected);
    arena_release(&arena);
}

static void text_and_tags_are_told_apart(void **state)
{
    (void)state;
    check("", "eof");
    check("a { b } c", "text(a { b } c) eof");
    check("a{{ b }}c{% d %}", "text(a) {{ name(b) end text(c) {% name(d) end eof");
    check("a{# {{ b }} #}c", "text(a) text(c) eof");
}

static void minus_signs_trim_white_space(void **state)
{
    (void)state;
    check("a \n {{- b -}} \n c", "text(a) {{ name(b) end text(c) eof");
    check("a \n {#- b -#} \n c", "text(a) text(c) eof");
    check("a {%+ b +%} c", "text(a ) {% name(b) end text( c) eof");
    check(" {{ -1 -}} ", "text( ) {{ - int(1) end eof");
    check("a {%- raw -%} {{ b }} {%- endraw -%} c", "text(a) text({{ b }}) text(c) eof");
}

static void raw_text_is_not_read(void **state)
{
    (void)state;
    check("{% raw %}{{ a }}{% b %}{% endraw %}", "text({{ a }}{% b %}) eof");
    check("{% raw %}a", "eof | 0: 'raw' is not closed");
}

static void maps_may_end_before_the_tag(void **state)
{
    (void)state;
    check("{{ {'a': {}}}}", "{{ { string(a) : { } } end eof");
    check("{{ {'a': {}} }}", "{{ { string(a) : { } } end eof");
}

static void strings_know_escapes(void **state)
{
    (void)state;
    check("{{ 'a\\'b' \"c\\td\" }}", "{{ string(a'b) string(c\td) end eof");
    check("{{ '\\x41\\u00e9\\U0001F600\\101\\q' }}", "{{ string(A\xC3\xA9\xF0\x9F\x98\x80"
                                                     "A\\q) end eof");
    check("{{ '\\ud800' }}", "{{ string() end eof | 3: the escape in the string names no character");
}

static void numbers_have_many_forms(void **state)
{
    (void)state;
    check("{{ 1_000 0x1F 0b101 0o17 }}", "{{ int(1000) int(31) int(5) int(15) end eof");
    check("{{ 1.5 2e3 1.5e-1 3.a }}", "{{ float(1.5) float(2000) float(0.15) int(3) . name(a) end eof");
    check("{{ a.0.1 }}", "{{ name(a) . int(0) . int(1) end eof");
    check("{{ 99999999999999999999 }}", "{{ int(9223372036854775807) end eof | 3: the number is too large");
}

static void what_is_not_closed_is_reported(void **state)
{
    (void)state;
    check("a {{ b", "text(a ) {{ name(b) end eof | 2: '{{' is not closed");
    check("{% if a {{ b }}", "{% name(if) name(a) end {{ name(b) end eof | 0: '{%' is not closed");
    check("a {# b", "text(a ) eof | 2: the comment is not closed");
    check("{{ 'a }} b", "{{ string(a }} b) end text( b) eof | 3: the string is not closed");
}

static void strange_bytes_are_reported_and_passed_over(void **state)
{
    (void)state;
    check("{{ a @ b }}", "{{ name(a) name(b) end eof | 5: '@' has no meaning here");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_and_tags_are_told_apart),
        cmocka_unit_test(minus_signs_trim_white_space),
        cmocka_unit_test(raw_text_is_not_read),
        cmocka_unit_test(maps_may_end_before_the_tag),
        cmocka_unit_test(strings_know_escapes),
        cmocka_unit_test(numbers_have_many_forms),
        cmocka_unit_test(what_is_not_closed_is_reported),
        cmocka_unit_test(strange_bytes_are_reported_and_passed_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
