/* SPDX-License-Identifier: MIT */
/* link_notes: which links of a text get a note on paper, and under which number. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "output/link_notes.h"
#include "output/absolute_links.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/count.h"

/* The text and, behind " | ", its addresses. */
static void notes_are(const char *html, const char *expected)
{
    struct arena arena;
    struct buffer found;
    arena_init(&arena);
    buffer_init(&found, &arena);
    struct link_notes notes = link_notes_of(&arena, text_of(html), TEXT("https://own.example/archive/a/"));
    buffer_append(&found, notes.html);
    for (size_t i = 0; i < notes.addresses.as.list->count; i++) {
        buffer_append_literal(&found, " | ");
        buffer_append(&found, value_list_at(notes.addresses.as.list, i).as.text);
    }
    assert_string_equal(text_to_string(&arena, buffer_text(&found)), expected);
    arena_release(&arena);
}

static void links_are_numbered_and_listed(void **state)
{
    (void)state;
    notes_are("<p>No link.</p>", "<p>No link.</p>");
    notes_are("<a href=\"https://x.example/?a=1&amp;b\">x</a> <A class='c' HREF='/archive/b/#c'>y</A>",
        "<a href=\"https://x.example/?a=1&amp;b\" data-note=\"1\">x</a> "
        "<A class='c' HREF='/archive/b/#c' data-note=\"2\">y</A>"
        " | https://x.example/?a=1&amp;b | https://own.example/archive/b/#c");
    notes_are("<a href=\"../b/\">x</a><a href=\"mailto:a@x.example\">us</a>",
        "<a href=\"../b/\" data-note=\"1\">x</a><a href=\"mailto:a@x.example\" data-note=\"2\">us</a>"
        " | https://own.example/archive/b/ | a@x.example");
    notes_are("<a href=\"HTTPS://x.example/\">x</a><a href=\"Mailto:a@x.example\">us</a>",
        "<a href=\"HTTPS://x.example/\" data-note=\"1\">x</a>"
        "<a href=\"Mailto:a@x.example\" data-note=\"2\">us</a> | HTTPS://x.example/ | a@x.example");
}

static void links_lead_where_browsers_go(void **state)
{
    (void)state;
    static const char *const pairs[][2] = { { "b/?q#c", "https://own.example/archive/a/b/?q#c" },
        { "../../x/", "https://own.example/x/" }, { "../../../../x/#c", "https://own.example/x/#c" },
        { "../../..", "https://own.example/" }, { "../../../", "https://own.example/" },
        { "?q", "https://own.example/archive/a/?q" }, { "//x.example/", "https://x.example/" } };
    struct arena arena;
    arena_init(&arena);
    for (size_t i = 0; i < COUNT(pairs); i++) {
        text found = absolute_link(&arena, text_of(pairs[i][0]), TEXT("https://own.example/archive/a/"));
        assert_string_equal(text_to_string(&arena, found), pairs[i][1]);
    }
    arena_release(&arena);
}

static void a_note_of_the_authors_own_is_replaced(void **state)
{
    (void)state;
    notes_are("<a href=\"https://x.example/\" data-note=\"mine\" class=\"c\">x</a>",
        "<a href=\"https://x.example/\" data-note=\"1\"  class=\"c\">x</a> | https://x.example/");
    notes_are("<a DATA-NOTE href=\"https://x.example/\">x</a>",
        "<a  href=\"https://x.example/\" data-note=\"1\">x</a> | https://x.example/");
    notes_are("<a data-note=\"mine\" href=\"#b\">x</a>", "<a data-note=\"mine\" href=\"#b\">x</a>");
}

static void an_address_has_one_number(void **state)
{
    (void)state;
    notes_are("<a href=\"/b/\">x</a> <a href=\"/c/\">y</a> <a href=\"https://own.example/b/\">z</a>",
        "<a href=\"/b/\" data-note=\"1\">x</a> <a href=\"/c/\" data-note=\"2\">y</a> "
        "<a href=\"https://own.example/b/\" data-note=\"1\">z</a>"
        " | https://own.example/b/ | https://own.example/c/");
    notes_are("<a href=\"/b/?c&amp;d\">x</a> <a href=\"&#47;b&sol;?c&#38;d\">y</a>",
        "<a href=\"/b/?c&amp;d\" data-note=\"1\">x</a> <a href=\"&#47;b&sol;?c&#38;d\" data-note=\"1\">y</a>"
        " | https://own.example/b/?c&amp;d");
}

static void films_are_called_by_their_title_or_their_address(void **state)
{
    (void)state;
    notes_are("<iframe src=\"https://x.example/?a=1&amp;b\" title='The \"film\"'><a href='/b/'></a></iframe>",
        "<span class=\"embedded\" data-title=\"The &quot;film&quot;\" data-note=\"1\"></span>"
        "<iframe src=\"https://x.example/?a=1&amp;b\" title='The \"film\"'><a href='/b/'></a></iframe>"
        " | https://x.example/?a=1&amp;b");
    notes_are("<p><VIDEO SRC=../f.mp4></VIDEO> <object data=\"/f.pdf\"></object></p>",
        "<p><span class=\"embedded\" data-title=\"https://own.example/archive/f.mp4\"></span>"
        "<VIDEO SRC=../f.mp4></VIDEO> "
        "<span class=\"embedded\" data-title=\"https://own.example/f.pdf\"></span>"
        "<object data=\"/f.pdf\"></object></p>");
    notes_are("<audio title=\"Talk\">\n<source src=\"/a.ogg\"><source src=\"/a.mp3\"></audio>",
        "<span class=\"embedded\" data-title=\"Talk\" data-note=\"1\"></span>"
        "<audio title=\"Talk\">\n<source src=\"/a.ogg\"><source src=\"/a.mp3\"></audio>"
        " | https://own.example/a.ogg");
    notes_are("<iframe srcdoc=\"x\" title=\"Map\"></iframe>",
        "<span class=\"embedded\" data-title=\"Map\"></span><iframe srcdoc=\"x\" title=\"Map\"></iframe>");
    static const char *const nameless[] = { "<video></video>", "<iframe src=\"about:blank\"></iframe>",
        "<picture><source srcset=\"/b.webp\"><img src=\"/b.png\"></picture>", "<iframe src='/b/", "<video" };
    for (size_t i = 0; i < sizeof nameless / sizeof *nameless; i++)
        notes_are(nameless[i], nameless[i]);
}

static void links_without_use_on_paper_have_none(void **state)
{
    (void)state;
    static const char *const useless[] = {
        "<a href=\"#fn-1\">1</a>",
        "<a href=\"/archive/a/#b\">above</a>",
        "<a href=\"https://own.example/archive/a/\">here</a>",
        "<a href=\"https://x.example/\">https://x.example/</a>",
        "<a href=\"http://www.x.example\">www.x.example</a>",
        "<a href=\"mailto:a@x.example\">a@x.example</a>",
        "<a href=\"/b.png\"><img src=\"c.png\"></a>",
        "<a href=\"javascript:go()\">x</a>",
        "<a href=\"\">x</a>",
        "<a id=\"x\"></a>",
        "<a name=\"x\">x</a>",
        "<abbr href=\"/b/\">x</abbr>",
        "<!-- <a href=\"/b/\">x</a> -->",
    };
    for (size_t i = 0; i < sizeof useless / sizeof *useless; i++)
        notes_are(useless[i], useless[i]);
    notes_are("<a href=\"/b/\"><img src=\"c.png\"> a map</a>",
        "<a href=\"/b/\" data-note=\"1\"><img src=\"c.png\"> a map</a> | https://own.example/b/");
}

static void what_a_browser_reads_as_text_stays_as_it_is(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "<script>write(\"<a href='/b/'>x</a>\")</script>",
        "<STYLE>/* <a href='/b/'> */</Style>",
        "<textarea rows=2><a href='/b/'>x</a></textarea>",
        "<script>'</' + '<a href=\"/b/\">'",
        "<script>'</scripts>' + '<a href=\"/b/\">'</script>",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        notes_are(texts[i], texts[i]);
    notes_are("<script>a</script><a href=\"/b/\">x</a>",
        "<script>a</script><a href=\"/b/\" data-note=\"1\">x</a> | https://own.example/b/");
}

static void what_is_not_whole_does_no_harm(void **state)
{
    (void)state;
    notes_are("<a href=\"/b/\">x", "<a href=\"/b/\" data-note=\"1\">x | https://own.example/b/");
    notes_are("<a href=\"/b/", "<a href=\"/b/");
    notes_are("<a", "<a");
    notes_are(
        "<a href='/b\"<i>'>x</a>", "<a href='/b\"<i>' data-note=\"1\">x</a> | https://own.example/b\"&lt;i>");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(links_are_numbered_and_listed),
        cmocka_unit_test(links_lead_where_browsers_go),
        cmocka_unit_test(a_note_of_the_authors_own_is_replaced),
        cmocka_unit_test(an_address_has_one_number),
        cmocka_unit_test(films_are_called_by_their_title_or_their_address),
        cmocka_unit_test(links_without_use_on_paper_have_none),
        cmocka_unit_test(what_a_browser_reads_as_text_stays_as_it_is),
        cmocka_unit_test(what_is_not_whole_does_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
