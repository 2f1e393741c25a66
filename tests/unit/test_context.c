/* SPDX-License-Identifier: MIT */
/* context: where an expression stands after a piece of a layout. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "context_case.h"

static void text_and_tags_of_html(void **state)
{
    (void)state;
    static const struct example examples[] = {
        { "", "text" },
        { "<p>", "text" },
        { "a < b ", "text" },
        { "a <3 ", "text" },
        { "<", "forbidden" },
        { "<p", "forbidden" },
        { "</", "forbidden" },
        { "</p", "forbidden" },
        { "</p>", "text" },
        { "<p ", "forbidden" },
        { "<p class", "forbidden" },
        { "<p class ", "forbidden" },
        { "<p class=", "forbidden" },
        { "<p class= ", "forbidden" },
        { "<p class=a", "forbidden" },
        { "<p class=a>", "text" },
        { "<p class=>", "text" },
        { "<p class=\"", "attribute" },
        { "<p class = '", "attribute" },
        { "<p class='\"", "attribute" },
        { "<p class='a' ", "forbidden" },
        { "<p class='a'>", "text" },
        { "<p hidden class='", "attribute" },
        { "<p hidden>", "text" },
        { "<br/>", "text" },
        { "<a/href='", "url" },
        { "<!doctype html>", "text" },
        { "<!doctype ", "forbidden" },
        { "<!-- ", "comment" },
        { "<!-- a -- b -> ", "comment" },
        { "<!-- a -->", "text" },
        { "<!-->", "text" },
        { "<!--->", "text" },
        { "<!-- a --!>", "text" },
        { "<!----!>", "text" },
        { "<!---!>", "comment" },
        { "<!--!>", "comment" },
        { "<!----a>", "comment" },
        { "<!-- <p class='", "comment" },
        { "<!-- @ -->", "text" },
        { "<!-- -@->", "comment" },
        { "<?php ", "forbidden" },
        { "<?php >", "text" },
        { "</>", "text" },
        { "<title>", "attribute" },
        { "<title><b>", "attribute" },
        { "<title>a</title>", "text" },
        { "<TITLE>a</TiTlE >", "text" },
        { "<textarea>", "attribute" },
        { "<textarea></textareas>", "attribute" },
        { "<textarea></textarea>", "text" },
        { "<style>", "forbidden" },
        { "<style>a{}</style>", "text" },
        { "<iframe>a", "attribute" },
        { "<iframe>a</iframe>", "text" },
    };
    CHECK(TEMPLATE_HTML, examples);
}

static void addresses_in_attributes(void **state)
{
    (void)state;
    static const struct example examples[] = {
        { "<a href='", "url" },
        { "<a HREF=\"", "url" },
        { "<a href=' ", "url" },
        { "<a href='/", "url-path" },
        { "<a href='/x/@", "url-path" },
        { "<a href='@", "url-path" },
        { "<a href='@?q=", "url-component" },
        { "<a href='/?q=@&amp;r=", "url-component" },
        { "<a href='#", "url-component" },
        { "<a href='?a=b' title='", "attribute" },
        { "<a href='x' src='", "url" },
        { "<a href='javascript:", "forbidden" },
        { "<a href=' Java\tscript:alert(", "forbidden" },
        { "<a href='data:text/html,", "forbidden" },
        { "<a href='data:,", "forbidden" },
        { "<a href='data:text/plain", "forbidden" },
        { "<a href='data:text/plain;charset=utf-8", "forbidden" },
        { "<a href='data:text/plain,", "url-component" },
        { "<a href='Data:application/x-bibtex;charset=utf-8,", "url-component" },
        { "<a href='data:application/x-bibtexx,", "forbidden" },
        { "<a href='data:text/html;text/plain,", "forbidden" },
        { "<a href='data:text/@plain,", "forbidden" },
        { "<a href='mailto:", "url-path" },
        { "<a href='mailto:@?subject=", "url-component" },
        { "<a href='https://a.example/javascript:", "url-path" },
        { "<form action='", "url" },
        { "<button formaction='", "url" },
        { "<blockquote cite='", "url" },
        { "<object data='", "url" },
        { "<a ping='", "url" },
        { "<a xlink:href='", "url" },
        { "<svg xmlns:href='", "attribute" },
        { "<p data-href='", "attribute" },
        { "<img src='", "image-url" },
        { "<source src='", "image-url" },
        { "<script src='", "url" },
        { "<iframe src='", "url" },
        { "<video poster='", "image-url" },
        { "<body background='", "image-url" },
        { "<img srcset='", "image-url" },
        { "<img srcset='/a", "url-path" },
        { "<img srcset='/a 2x, ", "image-url" },
        { "<img srcset='@ 2x, ", "image-url" },
        { "<meta content='", "attribute" },
        { "<p style='", "forbidden" },
        { "<p style='a' title='", "attribute" },
        { "<p onclick='", "forbidden" },
        { "<p ONmouseover=\"f('", "forbidden" },
        { "<iframe srcdoc='", "forbidden" },
        { "<p on='", "attribute" },
        { "<a href='/x'>", "text" },
    };
    CHECK(TEMPLATE_HTML, examples);
}

#define LONG_NAME                                                                                            \
    "name0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567"

static void names_values_and_declarations(void **state)
{
    (void)state;
    static const struct example examples[] = {
        { "<a href ='", "url" },
        { "<a href\n= '", "url" },
        { "<a href\t='", "url" },
        { "<a href\f='", "url" },
        { "<a href\r='", "url" },
        { "<a b/href='", "url" },
        { "<a " LONG_NAME " href='", "url" },
        { "<a " LONG_NAME "='", "attribute" },
        { "<" LONG_NAME " href='", "url" },
        { "<a href='data:" LONG_NAME ",", "forbidden" },
        { "<a href='" LONG_NAME ":", "url-path" },
        { "<a href='" LONG_NAME "javascript:", "url-path" },
        { "</" LONG_NAME ">", "text" },
        { "<a b href='", "url" },
        { "<a b  href='", "url" },
        { "<a b /href='", "url" },
        { "<a b >", "text" },
        { "<a b />", "text" },
        { "<a href=><p title='", "attribute" },
        { "<a href=x title='", "attribute" },
        { "<p class=a href='", "url" },
        { "<p class=a/b href='", "url" },
        { "<p class=a/>", "text" },
        { "</3 ", "forbidden" },
        { "</3>", "text" },
        { "<!>", "text" },
        { "<!->", "text" },
        { "<!-a>", "text" },
        { "<!-a--x>", "text" },
        { "<!a--x>", "text" },
        { "<![CDATA[ ", "forbidden" },
        { "<![CDATA[ >", "text" },
        { "<!-- 0123456789 0123456789 0123456789 0123456789 -->", "text" },
        { "<!---a>", "comment" },
        { "<!--a->", "comment" },
        { "<!--a--->", "text" },
        { "<title></tit@le>", "attribute" },
        { "<iframe><@/iframe>", "attribute" },
    };
    CHECK(TEMPLATE_HTML, examples);
    static const struct example of_xml[] = {
        { "<?x >", "forbidden" },
        { "<?x a='?' >", "forbidden" },
        { "<?x 0123456789 0123456789 0123456789 0123456789 ?>", "xml" },
        { "<![CDATA[ ]>", "cdata" },
        { "<![CDATA[ ]@]>", "cdata" },
        { "<![CDATA[ 0123456789 0123456789 0123456789 0123456789 ]]>", "xml" },
        { "<!a[CDATA[ ", "forbidden" },
    };
    CHECK(TEMPLATE_XML, of_xml);
}

static void addresses_by_parts(void **state)
{
    (void)state;
    static const struct example examples[] = {
        { "<a href='\x01javascript:", "forbidden" },
        { "<a href='vbscript:", "forbidden" },
        { "<a href='livescript:", "forbidden" },
        { "<a href='javascript:text/plain,", "forbidden" },
        { "<a href='@:", "forbidden" },
        { "<a href='@data:text/plain,", "forbidden" },
        { "<a href='@/a:", "url-path" },
        { "<a href='data:application/json,", "url-component" },
        { "<a href='data:application/x-research-info-systems,", "url-component" },
        { "<a href='data:text/csv,", "url-component" },
        { "<img srcset=' ", "image-url" },
        { "<img srcset='/a?b=", "url-component" },
        { "<img srcset='/a?b=@, ", "image-url" },
        { "<img srcset='/a?b=@ ", "image-url" },
        { "<img srcset='/a 2x", "image-url" },
        { "<img srcset='/a 2x, /b", "url-path" },
        { "<img srcset='/a,/b:", "url-path" },
        { "<img srcset='/a,@:", "forbidden" },
        { "<img srcset='/a,data:", "forbidden" },
        { "<link imagesrcset='/a 2x, ", "image-url" },
    };
    CHECK(TEMPLATE_HTML, examples);
}

/* A name that is lost from the lists would let a value be more than words. */
static void every_element_and_attribute_of_its_own_kind(void **state)
{
    (void)state;
    static const char *const addresses[] = { "href", "src", "action", "formaction", "cite", "data", "ping",
        "manifest", "codebase", "classid", "archive", "profile", "longdesc", "usemap", "icon" };
    static const char *const pictures[] = { "img", "source", "video", "audio", "track", "image", "input" };
    static const char *const raw[] = { "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes",
        "plaintext" };
    char literal[64];
    for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++) {
        snprintf(literal, sizeof literal, "<x %s='", addresses[i]);
        CHECK(TEMPLATE_HTML, ((const struct example[]){ { literal, "url" } }));
    }
    for (size_t i = 0; i < sizeof pictures / sizeof *pictures; i++) {
        snprintf(literal, sizeof literal, "<%s src='", pictures[i]);
        CHECK(TEMPLATE_HTML, ((const struct example[]){ { literal, "image-url" } }));
    }
    for (size_t i = 0; i < sizeof raw / sizeof *raw; i++) {
        snprintf(literal, sizeof literal, "<%s><a href='", raw[i]);
        CHECK(TEMPLATE_HTML, ((const struct example[]){ { literal, i == 0 ? "forbidden" : "attribute" } }));
    }
}

static void xml(void **state)
{
    (void)state;
    static const struct example examples[] = {
        { "<?xml version='1.0'?>\n<feed>", "xml" },
        { "<?xml version='", "forbidden" },
        { "<link href='", "xml" },
        { "<link href=", "forbidden" },
        { "<title>", "xml" },
        { "<script>", "xml" },
        { "<a><![CDATA[", "cdata" },
        { "<a><![CDATA[ <b> ]] ", "cdata" },
        { "<a><![CDATA[ ]]>", "xml" },
        { "<a><![CDATA[@]]>", "xml" },
        { "<!-- ", "comment" },
        { "<!-- --!>", "comment" },
        { "<!-- -->", "xml" },
        { "<!DOCTYPE ", "forbidden" },
        { "<_a ", "forbidden" },
        { "<_a b='", "xml" },
    };
    CHECK(TEMPLATE_XML, examples);
}

static void json_and_text(void **state)
{
    (void)state;
    static const struct example json[] = {
        { "", "json" },
        { "{\"a\": ", "json" },
        { "{\"a", "json-string" },
        { "{\"a\\\"", "json-string" },
        { "{\"a\\\\\"", "json" },
        { "[@, \"@", "json-string" },
    };
    static const struct example plain[] = {
        { "", "none" },
        { "<a href=", "none" },
        { "\"", "none" },
    };
    CHECK(TEMPLATE_JSON, json);
    CHECK(TEMPLATE_TEXT, plain);
}

static void the_language_follows_the_file_name(void **state)
{
    (void)state;
    assert_int_equal(template_language_of(TEXT("article.html")), TEMPLATE_HTML);
    assert_int_equal(template_language_of(TEXT("a/B.HTM")), TEMPLATE_HTML);
    assert_int_equal(template_language_of(TEXT("feed.xml")), TEMPLATE_XML);
    assert_int_equal(template_language_of(TEXT("logo.svg")), TEMPLATE_XML);
    assert_int_equal(template_language_of(TEXT("feed.json")), TEMPLATE_JSON);
    assert_int_equal(template_language_of(TEXT("site.webmanifest")), TEMPLATE_JSON);
    assert_int_equal(template_language_of(TEXT("places.geojson")), TEMPLATE_JSON);
    assert_int_equal(template_language_of(TEXT("places.kml")), TEMPLATE_XML);
    assert_int_equal(template_language_of(TEXT("feed.xsl")), TEMPLATE_XML);
    assert_int_equal(template_language_of(TEXT("robots.txt")), TEMPLATE_TEXT);
    assert_int_equal(template_language_of(TEXT("html")), TEMPLATE_TEXT);
    assert_int_equal(template_language_of(TEXT("")), TEMPLATE_TEXT);
}

static void places_have_words(void **state)
{
    (void)state;
    struct context context = after(TEMPLATE_HTML, "<a href='");
    assert_string_equal(context_name(&context), "an address in an attribute");
    context = after(TEMPLATE_HTML, "<style>");
    assert_string_equal(context_name(&context), "<style>");
    context = after(TEMPLATE_HTML, "<p style='");
    const char *reason;
    context_escaping(&context, &reason);
    assert_string_equal(reason, "a style attribute");
    context = after(TEMPLATE_HTML, "<p a=");
    context_escaping(&context, &reason);
    assert_string_equal(reason, "an unquoted attribute");
}

/* Every pair of bytes in every state that a short start leads to: no step may leave the tables. */
static void any_bytes_leave_the_machine_whole(void **state)
{
    (void)state;
    static const char *const starts[] = { "", "<", "<a href='", "<script>", "<script>`${", "<style>", "<!--",
        "<title></" };
    for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++) {
        for (unsigned pair = 0; pair < 65536; pair++) {
            struct context context = after(TEMPLATE_HTML, starts[i]);
            char bytes[] = { (char)(pair >> 8), (char)pair, (char)(pair >> 8), '>', '/', (char)pair };
            context_advance(&context, (text){ bytes, sizeof(bytes) });
            const char *reason;
            assert_in_range(context_escaping(&context, &reason), ESCAPING_NONE, ESCAPING_FORBIDDEN);
            context_advance_value(&context);
            assert_non_null(context_name(&context));
        }
    }
}

/* No browser takes the one for the other. */
static void a_nul_byte_is_part_of_a_name(void **state)
{
    static const char script[] = "<script\0>", source[] = "<track\0\0\0 src=\"";
    struct context context;
    const char *reason;
    (void)state;
    context_init(&context, TEMPLATE_HTML);
    context_advance(&context, (text){ script, sizeof script - 1 });
    assert_int_equal(context_escaping(&context, &reason), ESCAPING_TEXT);
    context_init(&context, TEMPLATE_HTML);
    context_advance(&context, (text){ source, sizeof source - 1 });
    assert_int_equal(context_escaping(&context, &reason), ESCAPING_URL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_nul_byte_is_part_of_a_name),
        cmocka_unit_test(text_and_tags_of_html),
        cmocka_unit_test(addresses_in_attributes),
        cmocka_unit_test(names_values_and_declarations),
        cmocka_unit_test(addresses_by_parts),
        cmocka_unit_test(every_element_and_attribute_of_its_own_kind),
        cmocka_unit_test(xml),
        cmocka_unit_test(json_and_text),
        cmocka_unit_test(the_language_follows_the_file_name),
        cmocka_unit_test(places_have_words),
        cmocka_unit_test(any_bytes_leave_the_machine_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
