/* SPDX-License-Identifier: MIT */
/* escape: each target gets bytes that cannot leave their place, and nothing harmless is changed. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>
#include "base/arena.h"
#include "base/escape.h"

typedef void escape_function(struct buffer *out, text value);

static void becomes(escape_function *escape, text value, text expected)
{
    struct buffer out;
    buffer_init(&out, NULL);
    escape(&out, value);
    buffer_append_byte(&out, '\0');
    assert_string_equal(out.bytes, expected.bytes);
    assert_int_equal(out.length, expected.length + 1);
    buffer_release(&out);
}

static void html_cannot_leave_text_or_attribute(void **state)
{
    (void)state;
    becomes(escape_html, TEXT("a<b> & \"c\" 'd'"), TEXT("a&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;"));
    becomes(escape_html, TEXT("\x01x\0y\x7F\t\n\r"), TEXT("xy\t\n\r"));
    becomes(escape_html, TEXT("\xC3\xA4\xF0\x9F\x98\x80"), TEXT("\xC3\xA4\xF0\x9F\x98\x80"));
    becomes(escape_html, TEXT_NONE, TEXT(""));
}

/* What each target makes of a control byte between two letters. */
static void no_control_byte_passes(void **state)
{
    (void)state;
    for (int byte = 0; byte <= 0x7F; byte = byte == 0x1F ? 0x7F : byte + 1) {
        const char between[] = { 'a', (char)byte, 'z', '\0' };
        text value = { between, 3 };
        bool is_blank = byte == '\t' || byte == '\n' || byte == '\r';
        char json[16], terminal[16];
        if (is_blank)
            snprintf(json, sizeof json, "a\\%cz", byte == '\t' ? 't' : byte == '\n' ? 'n' : 'r');
        else
            snprintf(json, sizeof json, "a\\u%04xz", (unsigned)byte);
        snprintf(terminal, sizeof terminal, "a\\x%02xz", (unsigned)byte);
        becomes(escape_html, value, is_blank ? value : TEXT("az"));
        becomes(escape_xml, value, is_blank || byte == 0x7F ? value : TEXT("az"));
        becomes(escape_json, value, byte == 0x7F ? value : text_of(json));
        becomes(escape_terminal, value, text_of(terminal));
    }
}

/* Runs of harmless bytes are passed over four at a time. */
static void a_special_byte_is_seen_wherever_it_stands(void **state)
{
    (void)state;
    for (size_t place = 0; place < 9; place++) {
        char value[9], found[32];
        memset(value, 'a', sizeof value);
        value[place] = '<';
        snprintf(found, sizeof found, "%.*s&lt;%.*s", (int)place, "aaaaaaaa", (int)(8 - place), "aaaaaaaa");
        becomes(escape_html, (text){ value, sizeof value }, text_of(found));
        value[place] = ' ';
        snprintf(found, sizeof found, "%.*s%%20%.*s", (int)place, "aaaaaaaa", (int)(8 - place), "aaaaaaaa");
        becomes(escape_url, (text){ value, sizeof value }, text_of(found));
        assert_false(url_needs_no_escape((text){ value, sizeof value }));
    }
}

static void xml_has_only_allowed_characters(void **state)
{
    (void)state;
    becomes(escape_xml, TEXT("<a & 'b' \"c\">"), TEXT("&lt;a &amp; &#39;b&#39; &quot;c&quot;&gt;"));
    becomes(escape_xml, TEXT("a\xEF\xBF\xBE\xEF\xBF\xBF\xED\xA0\x80z\xC3\xA4"), TEXT("az\xC3\xA4"));
    becomes(escape_xml, TEXT("\xED\x95\x9C\xE2\x82\xAC"), TEXT("\xED\x95\x9C\xE2\x82\xAC"));
    becomes(escape_xml, TEXT("\xED\xA1\x81z\xED\xBF\xBF"), TEXT("z"));
    becomes(escape_xml, TEXT("\xED\xA0z\xA0\xA0"), TEXT("\xEF\xBF\xBD\xEF\xBF\xBDz\xEF\xBF\xBD\xEF\xBF\xBD"));
    becomes(escape_xml, TEXT("a\xFFz\x80"), TEXT("a\xEF\xBF\xBDz\xEF\xBF\xBD"));
}

static void json_is_safe_inside_a_script(void **state)
{
    (void)state;
    becomes(escape_json, TEXT("\"\\\n\r\t\x01\0"), TEXT("\\\"\\\\\\n\\r\\t\\u0001\\u0000"));
    becomes(
        escape_json, TEXT("</script><!-- & -->"), TEXT("\\u003c/script\\u003e\\u003c!-- \\u0026 --\\u003e"));
    becomes(escape_json, TEXT("\xE2\x80\xA8\xE2\x80\xA9\xE2\x82\xAC"), TEXT("\\u2028\\u2029\xE2\x82\xAC"));
    becomes(escape_json, TEXT("\xC2\x80\xE2\x80\xA7"), TEXT("\xC2\x80\xE2\x80\xA7"));
    becomes(escape_json, TEXT("\xC0\xAF"), TEXT("\xEF\xBF\xBD\xEF\xBF\xBD"));
}

static void terminal_sees_no_control_bytes(void **state)
{
    (void)state;
    becomes(escape_terminal, TEXT("a\x1B[31m\n\t\x7F"), TEXT("a\\x1b[31m\\x0a\\x09\\x7f"));
    becomes(escape_terminal,
        TEXT("\xE2\x80\xAE"
             "abc\xC2\x9B"),
        TEXT("\\u{202e}abc\\u{9b}"));
    becomes(escape_terminal, TEXT("\xFF\xC3\xA4"), TEXT("\\xff\xC3\xA4"));
}

static text character(struct buffer *out, uint32_t code_point)
{
    buffer_reset(out);
    buffer_append_code_point(out, code_point);
    buffer_append_byte(out, '\0');
    return (text){ out->bytes, out->length - 1 };
}

static void terminal_sees_no_marks_that_turn_or_hide_text(void **state)
{
    (void)state;
    static const struct {
        uint32_t first, last;
    } hidden[] = { { 0x80, 0x9F }, { 0xAD, 0xAD }, { 0x61C, 0x61C }, { 0x200B, 0x200B }, { 0x2060, 0x2060 },
        { 0x200E, 0x200F }, { 0x2028, 0x202E }, { 0x2066, 0x2069 }, { 0xFEFF, 0xFEFF } };
    struct buffer out;
    buffer_init(&out, NULL);
    for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++) {
        for (uint32_t each = hidden[i].first; each <= hidden[i].last; each++) {
            char expected[16];
            snprintf(expected, sizeof expected, "\\u{%x}", (unsigned)each);
            becomes(escape_terminal, character(&out, each), text_of(expected));
        }
        uint32_t before = hidden[i].first - 1, behind = hidden[i].last + 1;
        if (before > 0x7F)
            becomes(escape_terminal, character(&out, before), character(&out, before));
        becomes(escape_terminal, character(&out, behind), character(&out, behind));
    }
    buffer_release(&out);
}

static void a_shell_takes_it_as_one_word(void **state)
{
    (void)state;
    becomes(escape_shell, TEXT("a b"), TEXT("'a b'"));
    becomes(escape_shell, TEXT("it's; $(x) `y` \\"), TEXT("'it'\\''s; $(x) `y` \\'"));
    becomes(escape_shell, TEXT(""), TEXT("''"));
}

static void component(struct buffer *out, text value)
{
    escape_url_component(out, value, false);
}

static void component_with_slashes(struct buffer *out, text value)
{
    escape_url_component(out, value, true);
}

static void urls_are_percent_encoded(void **state)
{
    (void)state;
    becomes(component, TEXT("a b/c~%\xC3\xA4"), TEXT("a%20b%2Fc~%25%C3%A4"));
    becomes(component_with_slashes, TEXT("a b/c?"), TEXT("a%20b/c%3F"));
    becomes(escape_url, TEXT("https://x.org/a b?q=%20&r=%zz#\xC3\xA4\""),
        TEXT("https://x.org/a%20b?q=%20&r=%25zz#%C3%A4%22"));
    becomes(escape_url, TEXT("%4"), TEXT("%254"));
    static const text plain = TEXT_INIT("AZaz09-._~/:?#[]@!$()*+,;=");
    becomes(escape_url, plain, plain);
    assert_true(url_needs_no_escape(plain));
    becomes(escape_url, TEXT("&'"), TEXT("&'"));
    assert_false(url_needs_no_escape(TEXT("a&b")));
    assert_false(url_needs_no_escape(TEXT("a'b")));
}

static void percent_escapes_are_decoded(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena);
    assert_string_equal(
        text_to_string(&arena, url_decode(&arena, TEXT("a%20b%C3%a4%zz%4"))), "a b\xC3\xA4%zz%4");
    assert_string_equal(text_to_string(&arena, url_decode(&arena, TEXT("plain"))), "plain");
    text address = url_decode_address(&arena, TEXT("/a%20b%23c%3fd%25e%zz%C3%A4#%20"));
    assert_string_equal(text_to_string(&arena, address), "/a b%23c%3fd%25e%zz\xC3\xA4# ");
    for (int byte = 0; byte < 256; byte++) {
        for (size_t i = 0; i < 2; i++) {
            char escape[8];
            snprintf(escape, sizeof escape, i ? "%%%02x" : "%%%02X", (unsigned)byte);
            text decoded = url_decode(&arena, text_of(escape));
            assert_int_equal(decoded.length, 1);
            assert_int_equal((unsigned char)decoded.bytes[0], byte);
            becomes(escape_url, text_of(escape), text_of(escape));
        }
    }
    static const text not_escapes[] = { TEXT_INIT("%"), TEXT_INIT("%%"), TEXT_INIT("%4"), TEXT_INIT("%g0"),
        TEXT_INIT("%0g"), TEXT_INIT("%G0"), TEXT_INIT("%0G"), TEXT_INIT("%/0"), TEXT_INIT("%0:"),
        TEXT_INIT("%@0"), TEXT_INIT("%0`"), TEXT_INIT("% 1"), TEXT_INIT("%+1"), TEXT_INIT("%zz") };
    for (size_t i = 0; i < sizeof not_escapes / sizeof *not_escapes; i++) {
        assert_int_equal(url_escaped_byte(not_escapes[i], 0), -1);
        assert_true(text_equal(url_decode(&arena, not_escapes[i]), not_escapes[i]));
    }
    arena_release(&arena);
}

static void code_in_a_url_is_refused(void **state)
{
    (void)state;
    static const text refused[] = {
        TEXT_INIT("javascript:alert(1)"),
        TEXT_INIT(" JaVaScRiPt:alert(1)"),
        TEXT_INIT("java\nscript:alert(1)"),
        TEXT_INIT("\x01javascript:x"),
        TEXT_INIT("vbscript:x"),
        TEXT_INIT("data:text/html,x"),
        TEXT_INIT("file:///etc/passwd"),
        TEXT_INIT("httpsx:y"),
        TEXT_INIT(":x"),
        TEXT_INIT("java\0script:x"),
    };
    for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
        assert_false(url_scheme_is_safe(refused[i]));
        assert_false(url_is_safe_image(refused[i]));
    }
    static const text followed[] = {
        TEXT_INIT(""),
        TEXT_INIT("a/b:c"),
        TEXT_INIT("#x:y"),
        TEXT_INIT("?a=b:c"),
        TEXT_INIT("//x.org"),
        TEXT_INIT("HTTPS://x.org"),
        TEXT_INIT(" http://x.org"),
        TEXT_INIT("ht\ntp\x7F://x.org"),
        TEXT_INIT("mailto:a@b"),
        TEXT_INIT("tel:+1"),
        TEXT_INIT("page.html"),
    };
    for (size_t i = 0; i < sizeof(followed) / sizeof(followed[0]); i++)
        assert_true(url_scheme_is_safe(followed[i]));
}

static void images_may_be_inline_but_not_svg(void **state)
{
    (void)state;
    assert_true(url_is_safe_image(TEXT("data:image/png;base64,AA")));
    assert_true(url_is_safe_image(TEXT("DATA:image/WebP,AA")));
    assert_false(url_is_safe_image(TEXT("data:image/svg+xml;base64,AA")));
    assert_false(url_is_safe_image(TEXT("data:image/pngx;base64,AA")));
    assert_false(url_scheme_is_safe(TEXT("data:image/png;base64,AA")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(html_cannot_leave_text_or_attribute),
        cmocka_unit_test(no_control_byte_passes),
        cmocka_unit_test(a_special_byte_is_seen_wherever_it_stands),
        cmocka_unit_test(xml_has_only_allowed_characters),
        cmocka_unit_test(json_is_safe_inside_a_script),
        cmocka_unit_test(terminal_sees_no_control_bytes),
        cmocka_unit_test(terminal_sees_no_marks_that_turn_or_hide_text),
        cmocka_unit_test(a_shell_takes_it_as_one_word),
        cmocka_unit_test(urls_are_percent_encoded),
        cmocka_unit_test(percent_escapes_are_decoded),
        cmocka_unit_test(code_in_a_url_is_refused),
        cmocka_unit_test(images_may_be_inline_but_not_svg),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
