/* SPDX-License-Identifier: MIT */
/* Elements and comments that stay open, end tags of nothing, and what readers see meanwhile. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "markdown_case.h"

/* "line:column code" of each that was reported. */
static const char *places(struct markdown_case *test)
{
    struct buffer out;
    buffer_init(&out, &test->arena);
    for (const struct diagnostic *item = test->diagnostics.first; item; item = item->next) {
        struct position position = source_position(test->contents, item->where);
        buffer_print(
            &out, "%s%zu:%zu %s", out.length ? ", " : "", position.line, position.column, item->code);
    }
    return text_to_string(&test->arena, buffer_text(&out));
}

static void what_stays_open_is_reported_once(void **state)
{
    static const struct {
        const char *markdown, *reported;
    } rows[] = {
        { "- <div>\n\nx\n", "1:3 unclosed-tag" },
        { "- <div>\n\n- </div>\n\n- </div>\n", "1:3 unclosed-tag, 5:3 stray-end-tag" },
        { "- <div>\n  <i>\n\n- </i></div>\n", "2:3 unclosed-tag, 1:3 unclosed-tag" },
        { "- <!-- a\n\n- <p>b -->c <i>\n", "3:13 unclosed-tag" },
        { "> - <div>\n\nx\n", "1:5 unclosed-tag" },
        { "<div>\n\n- </div>\n", "3:3 stray-end-tag, 1:1 unclosed-tag" },
        { "- <!-- a\n\n- <p>b\n\n<p>c\n", "1:3 unclosed-comment" },
        { "<div\nclass=\"x\">\n\ny\n", "1:1 unclosed-tag" },
        { "<!-- a\n-->\n<div>\n", "3:1 unclosed-tag" },
        { "<div>\n<?php a\n", "2:1 unclosed-tag" },
        { "<div>\n</3 a </div>\n", "1:1 unclosed-tag" },
        { "<div>\na <3 b </div>\n", "" },
        { "<div x\n\n<b>y <i>z\n", "1:1 unclosed-tag" },
        { "<YouTube> <Video>\n", "" },
        /* headings end each other, and nothing else */
        { "<H2>a</h3> b <h1>c</H6>\n", "" },
        { "<h1>a</h7>\n", "1:1 unclosed-tag" },
        { "<h1>a</h0>\n", "1:1 unclosed-tag" },
        { "<h1x>a</h1>\n", "1:7 stray-end-tag, 1:1 unclosed-tag" },
        { "<div></h2>\n</div>\n", "1:6 stray-end-tag" },
        /* a slash ends what a drawing or formula is made of, and these */
        { "x <svg><b/></svg> <math><b/></math> <svg/> <math/>\n", "" },
        { "<svg><foreignObject><b/></foreignObject></svg>\n", "1:21 unclosed-tag" },
        { "<svg><title>a <b>c</title></svg>\n", "1:15 unclosed-tag" },
        { "<svg><p></svg>\n", "1:6 unclosed-tag" },
    };
    struct markdown_case *test = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        case_render(test, rows[i].markdown);
        assert_string_equal(places(test), rows[i].reported);
    }
}

static void readers_see_no_text_of_some_elements(void **state)
{
    static const struct {
        const char *markdown, *plain;
    } rows[] = {
        { "<div>\n<!DOCTYPE html>x\n<?php y ?>z</div>\n", "x\nz" },
        { "<div>\n</ a='>'>b</div>\n", "'>b" },
        { "<div>\n</a x='>'>b</div>\n", "b" },
        { "- <!-- a\n\n- <p>b -->c\n", "c" },
        { "<div>\n<textarea>a <b>c</textarea> d</div>\n", "a <b>c d" },
        { "<svg><title>A</title><style>B</style><desc>C</desc></svg>\n", "A C" },
        /* the end of a paragraph ends what began in it, but for boxes of their own */
        { "a <video>b\n\nc\n\nd</video>e\n", "a \nc\nd e" },
        { "a <object>b\n\nc</object>d\n", "a \nd" },
        { "a <template>b\n\nc</template>d\n", "a \nd" },
        { "a <iframe>b\n\nc</iframe>d\n", "a \nd" },
        { "<video>\n\nb\n\n</video>\n\nc\n", "c" },
        { "a <video>b <audio>c\n\nd\n", "a \nd" },
        { "- a <iframe>b\n\n- c\n", "a" },
        { "- <video>\n\n- a\n", "a" },
        { "- <object>\n\n- </object>a\n", "a" },
        { "> <object>\n>\n> - <div>\n\na\n", "a" },
        /* behind a tag without an end nobody knows */
        { "<div>\n<video>\n<b x\n\ny\n", "y" },
    };
    struct markdown_case *test = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        case_render(test, rows[i].markdown);
        assert_string_equal(text_to_string(&test->arena, text_trim(test->markup.plain)), rows[i].plain);
    }
}

static void it_is_said_what_to_write_where(void **state)
{
    static const struct {
        const char *markdown, *message, *hint;
    } rows[] = {
        { "<b>x\n", "<b> has no end, and what follows stands in it",
            "write </b> where it ends, or \\< for the sign itself" },
        { "<a name=\"x\"/>y\n", "<a> has no end, and what follows stands in it",
            "write </a> behind it: in HTML its slash ends nothing" },
        { "<iframe>x\n", "<iframe> has no end, and browsers read what follows as its text",
            "write </iframe> where it ends, or \\< for the sign itself" },
        { "<!-- x\n", "the comment has no end, and readers see nothing of what follows",
            "write --> where it ends" },
        { "</nav>\n", "</nav> ends nothing that began here, but a part of the page around the text",
            "take it away, or write <nav> where that begins" },
    };
    static const char *const in_blocks[] = { "- <i>x\n", "> <i>x\n", "[^1]: <i>x\n\ny[^1]\n",
        "| A |\n|---|\n| <i>x |\n" };
    struct markdown_case *test = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        case_render(test, rows[i].markdown);
        assert_string_equal(text_to_string(&test->arena, test->diagnostics.first->message), rows[i].message);
        assert_string_equal(case_hint(test), rows[i].hint);
    }
    for (size_t i = 0; i < sizeof in_blocks / sizeof *in_blocks; i++) {
        case_render(test, in_blocks[i]);
        assert_string_equal(
            case_hint(test), "write </i> where it ends, in the same item, quotation, note or cell");
    }
}

/* Browsers show no more levels than 512. */
static void beyond_so_many_nobody_counts(void **state)
{
    struct markdown_case *test = *state;
    struct buffer text_of_many;
    buffer_init(&text_of_many, &test->arena);
    for (size_t i = 0; i < 513; i++)
        buffer_append(&text_of_many, TEXT("<i>"));
    for (size_t i = 0; i < 513; i++)
        buffer_append(&text_of_many, TEXT("</i>"));
    case_render_from(test, text_from(buffer_text(&text_of_many), strlen("<i>")), 0);
    assert_string_equal(places(test), "");
    case_render_from(test, buffer_text(&text_of_many), 0);
    assert_int_equal(test->diagnostics.warning_count, 512);
    buffer_append(&text_of_many, TEXT("</nav>"));
    case_render_from(test, buffer_text(&text_of_many), 0);
    assert_int_equal(test->diagnostics.warning_count, 512);
    text hidden = text_format(&test->arena, "<object>%.*s\n\na\n", TEXT_ARGS(buffer_text(&text_of_many)));
    case_render_from(test, hidden, 0);
    assert_string_equal(text_to_string(&test->arena, text_trim(test->markup.plain)), "a");
}

/* Each of the names, which blanks part, in the place of every "%s" of the Markdown. */
static void each_gives(struct markdown_case *test, const char *names, const char *markdown,
    const char *reported, const char *plain)
{
    text rest = text_of(names);
    for (text name; rest.bytes && (name = text_cut(&rest, ' '), true);) {
        case_render_from(test, text_replace(&test->arena, text_of(markdown), TEXT("%s"), name), 0);
        assert_string_equal(places(test), reported);
        assert_string_equal(text_to_string(&test->arena, text_trim(test->markup.plain)), plain);
    }
}

/* As the HTML Standard has them, and what was in HTML before. */
static void elements_are_of_their_kinds(void **state)
{
    struct markdown_case *test = *state;
    each_gives(test,
        "area base basefont bgsound br col embed frame hr image img input keygen link meta param source "
        "track wbr "
        "p li dt dd rt rp rb rtc option optgroup caption colgroup thead tbody tfoot tr td th html head body "
        "frameset",
        "<div>\n<%s>a</div>\n", "", "a");
    each_gives(test, "script style title iframe noembed noframes", "<div>\n<%s>a <b></%s>b</div>\n", "", "b");
    each_gives(test, "textarea xmp", "<div>\n<%s>a <b></%s></div>\n", "", "a <b>");
    each_gives(test, "plaintext", "<div>\n<%s>a <b></div>\n", "2:1 unclosed-tag", "a <b></div>");
    each_gives(test, "template noscript video audio object datalist annotation annotation-xml",
        "<div>\n<%s>a <b></b></%s>b</div>\n", "", "b");
    each_gives(test,
        "div section article main aside nav header footer hgroup figure figcaption details summary dialog "
        "search "
        "address blockquote center dir dl fieldset form listing menu ol pre ul h1 h2 h3 h4 h5 h6",
        "a</%s>\n", "1:2 stray-end-tag", "a");
    each_gives(test, "span b a YouTube", "a</%s>\n", "", "a");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(what_stays_open_is_reported_once),
        CASE(readers_see_no_text_of_some_elements),
        CASE(it_is_said_what_to_write_where),
        CASE(beyond_so_many_nobody_counts),
        CASE(elements_are_of_their_kinds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
