/* SPDX-License-Identifier: MIT */
/* escaping: values as bytes, for each place; and markup taken apart. */
#include "template/context.h"
#include "template/markup.h"
#include "arena_case.h"

static const char *written(enum escaping escaping, struct value value)
{
    struct buffer out;
    buffer_init(&out, &arena);
    const char *problem;
    text blocked;
    if (!escaping_append(escaping, &value, &out, &arena, &problem, &blocked)) {
        assert_int_equal(out.length, 0);
        return problem;
    }
    assert_null(problem);
    return text_to_string(&arena, buffer_text(&out));
}

static const char *plain(enum escaping escaping, const char *string)
{
    return written(escaping, value_text(text_of(string)));
}

static const char *safe(enum escaping escaping, const char *string)
{
    return written(escaping, value_safe_text(text_of(string)));
}

static void html(void **state)
{
    (void)state;
    assert_string_equal(
        plain(ESCAPING_TEXT, "<b a=\"c\">'&'</b>"), "&lt;b a=&quot;c&quot;&gt;&#39;&amp;&#39;&lt;/b&gt;");
    assert_string_equal(safe(ESCAPING_TEXT, "<b>&amp;</b>"), "<b>&amp;</b>");
    assert_string_equal(plain(ESCAPING_ATTRIBUTE, "\"><script>"), "&quot;&gt;&lt;script&gt;");
    assert_string_equal(safe(ESCAPING_ATTRIBUTE, "a <em title=\"x\">b</em> &amp; c \"&d\" &eacute;"),
        "a b &amp; c &quot;&amp;d&quot; &eacute;");
    assert_string_equal(plain(ESCAPING_COMMENT, "--><script>"), "");
    assert_string_equal(plain(ESCAPING_NONE, "<&>"), "<&>");
    assert_string_equal(written(ESCAPING_TEXT, value_none()), "");
    assert_string_equal(written(ESCAPING_TEXT, value_integer(-7)), "-7");
    assert_string_equal(written(ESCAPING_ATTRIBUTE, value_bool(true)), "true");
}

static void addresses(void **state)
{
    (void)state;
    assert_string_equal(plain(ESCAPING_URL, "/a b/?c=d&e=f"), "/a%20b/?c=d&amp;e=f");
    assert_string_equal(plain(ESCAPING_URL, " /a\n"), "/a");
    assert_string_equal(plain(ESCAPING_URL, "https://a.example/%C3%A9"), "https://a.example/%C3%A9");
    assert_string_equal(plain(ESCAPING_URL, "javascript:alert(1)"), "#blocked-address");
    assert_string_equal(plain(ESCAPING_URL, " \tJaVa\nScRiPt:alert(1)"), "#blocked-address");
    assert_string_equal(safe(ESCAPING_URL, "javascript:alert(1)"), "#blocked-address");
    assert_string_equal(plain(ESCAPING_URL, "data:image/png;base64,AA"), "#blocked-address");
    assert_string_equal(plain(ESCAPING_URL, "x' onload='y"), "x&#39;%20onload=&#39;y");
    assert_string_equal(plain(ESCAPING_IMAGE_URL, "data:image/png;base64,AA"), "data:image/png;base64,AA");
    assert_string_equal(plain(ESCAPING_IMAGE_URL, "data:image/svg+xml,<svg>"), "#blocked-address");
    assert_string_equal(plain(ESCAPING_IMAGE_URL, "/a b, c.jpg"), "/a%20b,%20c.jpg");
    assert_string_equal(plain(ESCAPING_IMAGE_URL, "/a b.jpg 640w,/c.jpg"), "/a%20b.jpg 640w, /c.jpg");
    assert_string_equal(plain(ESCAPING_IMAGE_URL, "/a.jpg 1x, /b.jpg 2x"), "/a.jpg 1x, /b.jpg 2x");
    assert_string_equal(
        plain(ESCAPING_IMAGE_URL, "/a.jpg 1x, javascript:x 2x"), "/a.jpg 1x, #blocked-address 2x");
    assert_string_equal(plain(ESCAPING_IMAGE_URL, "data:image/png;base64,AA 1x, data:image/png,a,b 2x"),
        "data:image/png;base64,AA 1x, data:image/png,a,b 2x");
    assert_string_equal(
        plain(ESCAPING_IMAGE_URL, "data:image/png;base64, AA BB"), "data:image/png;base64,%20AA%20BB");
    assert_string_equal(plain(ESCAPING_IMAGE_URL, "data:text/html,<x> 1x"), "#blocked-address 1x");
    assert_string_equal(plain(ESCAPING_URL_PATH, "a b/c?d#e:f&g"), "a%20b/c%3Fd%23e%3Af&amp;g");
    assert_string_equal(plain(ESCAPING_URL_PATH, "%C3%A9 100%"), "%C3%A9%20100%25");
    assert_string_equal(plain(ESCAPING_URL_PATH, "a@b.example"), "a@b.example");
    assert_string_equal(plain(ESCAPING_URL_PATH, "\"><"), "%22%3E%3C");
    assert_string_equal(plain(ESCAPING_URL_COMPONENT, "a b&c=d/e%20"), "a%20b%26c%3Dd%2Fe%2520");
    struct value encoded = value_text(TEXT("a%20b=c&d"));
    encoded.is_encoded = true;
    assert_string_equal(written(ESCAPING_URL_COMPONENT, encoded), "a%20b=c&amp;d");
    assert_string_equal(written(ESCAPING_URL_PATH, encoded), "a%20b=c&amp;d");
    assert_string_equal(written(ESCAPING_SCRIPT, encoded), "\"a%20b=c\\u0026d\"");
    assert_string_equal(safe(ESCAPING_URL_COMPONENT, "<b>a</b> &amp; b"), "a%20%26%20b");
}

/* What is said of an address that is not printed is that address. */
static void blocked_addresses_are_named(void **state)
{
    (void)state;
    static const struct {
        enum escaping escaping;
        const char *value, *blocked;
    } rows[] = {
        { ESCAPING_URL, "javascript:x", "javascript:x" },
        { ESCAPING_URL, "/a", "" },
        { ESCAPING_IMAGE_URL, "/a 1x, data:text/html,x 2x, /b 3x", "data:text/html,x" },
        { ESCAPING_IMAGE_URL, "data:image/png;base64,AA", "" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct value value = value_text(text_of(rows[i].value));
        struct buffer out;
        const char *problem;
        text blocked = TEXT("of the value before");
        buffer_init(&out, &arena);
        assert_true(escaping_append(rows[i].escaping, &value, &out, &arena, &problem, &blocked));
        assert_string_equal(text_to_string(&arena, blocked), rows[i].blocked);
    }
}

static struct value map_of_one(const char *key, struct value value)
{
    struct value_map_entry *entry = arena_new(&arena, struct value_map_entry);
    entry->key = text_of(key);
    entry->value = value;
    return value_map_of(&arena, entry, 1);
}

static void scripts_and_json(void **state)
{
    (void)state;
    struct value map = map_of_one("a'</script>", value_text(TEXT("\xE2\x80\xA8")));
    assert_string_equal(written(ESCAPING_SCRIPT, map), "{\"a'\\u003c/script\\u003e\":\"\\u2028\"}");
    assert_string_equal(plain(ESCAPING_SCRIPT, "a\"b"), "\"a\\\"b\"");
    assert_string_equal(safe(ESCAPING_SCRIPT, "<b>"), "\"\\u003cb\\u003e\"");
    assert_string_equal(written(ESCAPING_SCRIPT, value_none()), "null");
    assert_string_equal(plain(ESCAPING_SCRIPT_STRING, "a'b`${c}\"</script>"),
        "a\\u0027b\\u0060\\u0024{c}\\\"\\u003c/script\\u003e");
    assert_string_equal(plain(ESCAPING_JSON_STRING, "it's \"\\\n"), "it's \\\"\\\\\\n");
    assert_string_equal(written(ESCAPING_JSON, map_of_one("n", value_integer(1))), "{\"n\":1}");
    struct value json = value_safe_text(TEXT("{\"a\":1}"));
    json.is_encoded = true;
    assert_string_equal(written(ESCAPING_JSON, json), "{\"a\":1}");
    assert_string_equal(written(ESCAPING_SCRIPT, json), "{\"a\":1}");
    assert_string_equal(written(ESCAPING_JSON_STRING, json), "{\\\"a\\\":1}");
}

static void xml(void **state)
{
    (void)state;
    assert_string_equal(plain(ESCAPING_XML, "<a> & \x01\x0B'"), "&lt;a&gt; &amp; &#39;");
    assert_string_equal(safe(ESCAPING_XML, "<b>&amp;</b>"), "&lt;b&gt;&amp;amp;&lt;/b&gt;");
    assert_string_equal(plain(ESCAPING_XML_CDATA, "a<b>]]>c"), "a<b>]]]]><![CDATA[>c");
    assert_string_equal(plain(ESCAPING_XML_CDATA, ">a]"), "]]><![CDATA[>a]]]><![CDATA[");
    assert_string_equal(plain(ESCAPING_XML_CDATA, "a\x01\x0C"
                                                  "b"),
        "ab");
    static const char *const kept[] = { "", " \t\n\r", "a]>b", "]a]>", "a] ]>", "\xEF\xBF\xBD" };
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        assert_string_equal(plain(ESCAPING_XML_CDATA, kept[i]), kept[i]);
    assert_string_equal(plain(ESCAPING_XML_CDATA, "a]]]>"), "a]]]]]><![CDATA[>");
    assert_string_equal(plain(ESCAPING_XML_CDATA, "]"), "]]]><![CDATA[");
    assert_string_equal(plain(ESCAPING_XML_CDATA, "]>"), "]]]><![CDATA[>");
    assert_string_equal(plain(ESCAPING_XML_CDATA, "a\xEF\xBF\xBE\xEF\xBF\xBF"), "a");
}

static void what_has_no_text_is_refused(void **state)
{
    (void)state;
    struct value list = value_list_of(&arena, NULL, 0), map = map_of_one("a", value_none());
    assert_string_equal(written(ESCAPING_TEXT, list), "a list cannot be printed here (use 'join' or 'json')");
    assert_string_equal(written(ESCAPING_ATTRIBUTE, map),
        "a map cannot be printed here (name one of its keys, or use 'json')");
    assert_string_equal(written(ESCAPING_SCRIPT, list), "[]");
    assert_string_equal(written(ESCAPING_JSON, list), "[]");
    struct value function = { .kind = VALUE_CALLABLE };
    assert_string_equal(
        written(ESCAPING_JSON, function), "a function cannot be printed (call it with parentheses)");
    assert_string_equal(written(ESCAPING_FORBIDDEN, value_integer(1)), "nothing can be printed here");
}

static const char *stripped(const char *markup)
{
    return text_to_string(&arena, markup_strip_tags(&arena, text_of(markup)));
}

static void markup_becomes_words(void **state)
{
    (void)state;
    assert_string_equal(stripped("<p>a <b>b</b></p>\n <p>c</p>"), "a b c");
    assert_string_equal(stripped("a<!-- <b> x -->b"), "ab");
    assert_string_equal(stripped("a < b"), "a < b");
    assert_string_equal(stripped("&lt;b&gt; &amp;amp; &#233;&#xE9; &mdash; &bogus; &;"),
        "<b> &amp; \xC3\xA9\xC3\xA9 \xE2\x80\x94 &bogus; &;");
    assert_string_equal(stripped("&#0; &#xD800; &#99999999;"), "&#0; \xEF\xBF\xBD \xEF\xBF\xBD");
    assert_string_equal(stripped(""), "");
    assert_string_equal(stripped(" <br> "), "");
    assert_string_equal(stripped("<<<<"), "<<<<");
    assert_string_equal(stripped("&"), "&");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(html),
        cmocka_unit_test(addresses),
        cmocka_unit_test(blocked_addresses_are_named),
        cmocka_unit_test(scripts_and_json),
        cmocka_unit_test(xml),
        cmocka_unit_test(what_has_no_text_is_refused),
        cmocka_unit_test(markup_becomes_words),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
