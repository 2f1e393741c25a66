/* SPDX-License-Identifier: MIT */
/* leak: what the embargo scan finds in one output, and what it leaves alone. */
#include "leak_case.h"

typedef bool render_function(struct renderer *renderer, const struct output *output);

static const char *said; /* of the output that was searched last */

static bool render_nothing(struct renderer *renderer, const struct output *output)
{
    (void)renderer, (void)output;
    return true;
}

static void words_are_found_where_they_stand_alone(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { "", "nothing" },
        { "zq-budget-plan", "slug, line 1" },
        { "a\nb\n zq-budget-plan.", "slug, line 3" },
        { "ZQ-Budget-PLAN", "slug, line 1" },
        { "zq-budget-plans", "nothing" },
        { "zq-budget-plan2", "nothing" },
        { "zq-budget-plan_", "nothing" },
        { "azq-budget-plan", "nothing" },
        { "9zq-budget-plan", "nothing" },
        { "Zzq-budget-plan", "nothing" },
        { "\xC3\xA4zq-budget-plan", "nothing" },
        { "zq-budget-plan\xC3\xA4", "nothing" },
        { "\xE2\x80\x94zq-budget-plan\xE2\x80\x94", "slug, line 1" },
        { "\xE2\xBA\x80zq-budget-plan\xE4\xB8\xAD", "slug, line 1" },
        { "\xC2\xABzq-budget-plan\xC2\xBB", "slug, line 1" },
        { "box-zq-budget-plan-box", "slug, line 1" },
        { "%20zq-budget-plan", "slug, line 1" },
        { "%zzzq-budget-plan", "nothing" },
        { "\\u003czq-budget-plan", "slug, line 1" },
        { "\\nzq-budget-plan", "slug, line 1" },
        { "nzq-budget-plan", "nothing" },
        { "xu003czq-budget-plan", "nothing" },
        { "\\x003czq-budget-plan", "nothing" },
        { "\\azq-budget-plan", "nothing" },
        { "%00zq-budget-plan", "slug, line 1" },
        { "azq-budget-plan zq-budget-plan", "slug, line 1" },
        { "<!-- 2026/zq-budget-plan -->", "slug, line 1" },
        { "zq-chart.png", "media, line 1" },
        { "other-chart.png", "nothing" },
        { "other-text.md", "nothing" },
    };
    CHECK(leaks_of(&held, NULL, 0, "", ""), rows);
}

/* Is the slug found with this character before it, and with it behind it? */
static const char *found_beside(const struct leaks *leaks, uint32_t code_point)
{
    struct buffer before, behind;
    buffer_init(&before, &arena);
    buffer_append_literal(&before, "aaaa ");
    buffer_append_code_point(&before, code_point);
    buffer_append_literal(&before, "zq-budget-plan");
    buffer_init(&behind, &arena);
    buffer_append_literal(&behind, "zq-budget-plan");
    buffer_append_code_point(&behind, code_point);
    const char *first = found(leaks, text_to_string(&arena, buffer_text(&before)));
    assert_string_equal(first, found(leaks, text_to_string(&arena, buffer_text(&behind))));
    return first;
}

static void letters_and_digits_make_another_word(void **state)
{
    (void)state;
    const struct leaks *leaks = leaks_of(&held, NULL, 0, "", "");
    static const struct {
        uint32_t first, last;
        bool makes_another;
    } rows[] = { { '!', '/', false }, { '0', '9', true }, { ':', '@', false }, { 'A', 'Z', true },
        { '[', '^', false }, { '_', '_', true }, { '`', '`', false }, { 'a', 'z', true }, { '{', '~', false },
        { 0xA1, 0xAC, false }, { 0xAE, 0xBF, false }, { 0xC0, 0xFF, true }, { 0x1FFF, 0x1FFF, true },
        { 0x2010, 0x2016, false }, { 0x206F, 0x206F, false }, { 0x2070, 0x2071, true },
        { 0x2E7F, 0x2E7F, true }, { 0x2E80, 0x2E81, false }, { 0x1F600, 0x1F600, false } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (uint32_t each = rows[i].first; each <= rows[i].last; each++)
            assert_string_equal(
                found_beside(leaks, each), rows[i].makes_another ? "nothing" : "slug, line 1");
    /* A byte that is part of no letter, whatever letter is before it. */
    assert_string_equal(found(leaks, "\xC3\xA9\x80zq-budget-plan"), "slug, line 1");
}

static void titles_are_found_as_every_kind_of_file_writes_them(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { "R\xC3\xA9sum\xC3\xA9 & \"Zq\" 2026", "title, line 1" },
        { "R\xC3\xA9sum\xC3\xA9 &amp; &quot;Zq&quot; 2026", "title, line 1" },
        { "R\xC3\xA9sum\xC3\xA9 \\u0026 \\\"Zq\\\" 2026", "title, line 1" },
        { "R\\u00e9sum\\u00e9 & \\\"Zq\\\" 2026", "title, line 1" },
        { "R%C3%A9sum%C3%A9%20%26%20%22Zq%22%202026", "title, line 1" },
        { "R\xC3\xA9sum\xC3\xA9\n& \"Zq\"\n2026", "title, line 1" },
        { "R\xC3\xA9sum\xC3\xA9 & \"Zq\" 20266", "nothing" },
        { "R\xC3\xA9sum\xC3\xA9 & \"Zq\"", "nothing" },
    };
    CHECK(leaks_of(&held, NULL, 0, "", ""), rows);
}

static void addresses_are_found_whole(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { "/2026/zq budget/", "address, line 1" },
        { "\"/2026/zq%20budget\"", "address, line 1" },
        { "/2026/zq budget/index.html", "address, line 1" },
        { "\\/2026\\/zq budget\\/", "address, line 1" },
        { "%2F2026%2Fzq%20budget%2F", "address, line 1" },
        { "https://example.org/2026/zq budget/", "address, line 1" },
        { "https://EXAMPLE.org/2026/zq budget#a", "address, line 1" },
        { "example.org/2026/zq budget?b", "address, line 1" },
        { "other.example/2026/zq budget/", "nothing" },
        { "/a/2026/zq budget/", "nothing" },
        { "/2026/zq budget/b", "nothing" },
        { "/2026/zq budget-b", "nothing" },
        { "/2026/zq budget.b", "nothing" },
        { "/2026/zq budget~", "nothing" },
        { "/2026/zq budget%2E", "nothing" },
        { "/2026/zq budget/index.html.gz", "nothing" },
    };
    CHECK(leaks_of(&held, NULL, 0, "", ""), rows);
    static const struct row below[] = {
        { "/record/2026/zq budget/", "address, line 1" },
        { "https://example.org/record/2026/zq budget/", "address, line 1" },
        { "/2026/zq budget/", "address, line 1" },
        { "/records/2026/zq budget/", "nothing" },
    };
    CHECK(leaks_of(&held, NULL, 0, "/record", ""), below);
}

static bool is_clean(const struct leaks *leaks, const char *path, render_function *render, const char *bytes)
{
    const struct output_kind kind = { .name = "some page", .render = render };
    const struct output output = { .path = text_of(path), .kind = &kind };
    struct diagnostics diagnostics;
    diagnostics_init(&diagnostics, &arena);
    leaks_check(leaks, &output, text_of(bytes), &diagnostics);
    said = diagnostics.first ? text_to_string(&arena, diagnostics.first->message) : "";
    return diagnostics.first == NULL;
}

static void notes_that_wait_are_looked_for(void **state)
{
    (void)state;
    coming = (struct coming){ .source_path = TEXT("content/articles/a.md"),
        .note = TEXT("The *zq* levy & more"),
        .html_note = TEXT("The <em>zq</em> levy &amp; more") };
    static const struct row rows[] = { { "The *zq* levy & more", "note, line 1" },
        { "\nThe zq levy & more", "note, line 2" }, { "The zq levy &amp; more", "note, line 1" },
        { "The <em>zq</em> levy &amp; more", "note, line 1" }, { "zq-budget-plan", "slug, line 1" } };
    static const struct row none[] = { { "The *zq* levy & more", "nothing" },
        { "The zq levy & more", "nothing" }, { "zq-budget-plan", "slug, line 1" } };
    CHECK(leaks_of(&held, NULL, 0, "", ""), rows);
    CHECK(leaks_of(&held, NULL, 0, "", "the *zq* levy & more"), none);
    CHECK(leaks_of(&held, NULL, 0, "", "the zq levy & more"), none);
    struct change change = { .note = TEXT("As before: The zq levy & more") };
    const struct article noted = { .changes = { .items = (const void *[]){ &change }, .count = 1 } };
    CHECK(leaks_of(&held, (const struct article *[]){ &noted }, 1, "", ""), none);
    assert_false(is_clean(leaks_of(&held, NULL, 0, "", ""), "a.html", render_nothing, "The zq levy & more"));
    assert_string_equal(said,
        "line 1 of 'a.html' shows a coming note of 'content/articles/a.md', which is held back (scheduled)");
    /* A slug that one text has is a word of the language then; the note is still nobody else's. */
    struct held_back named = held;
    named.slug = coming.note = coming.html_note = TEXT("zqbudget");
    const struct article quoting = { .plain = TEXT("zqbudget") };
    static const struct row as_note[] = { { "zqbudget", "note, line 1" } };
    CHECK(leaks_of(&named, (const struct article *[]){ &quoting }, 1, "", ""), as_note);
    coming = (struct coming){ 0 };
}

static void outputs_are_searched_by_path_and_by_bytes(void **state)
{
    (void)state;
    const struct leaks *leaks = leaks_of(&held, NULL, 0, "", "");
    assert_non_null(leaks);
    assert_true(is_clean(leaks, "more/index.html", render_nothing, "a\nb\n"));
    assert_false(is_clean(leaks, "more/zq-budget-plan/index.html", render_nothing, ""));
    assert_string_equal(said, "the path 'more/zq-budget-plan/index.html' shows the slug of "
                              "'content/articles/2026/zq-budget-plan/index.md', which is held back (draft)");
    assert_false(is_clean(leaks, "more/index.html", render_nothing, "a\nzq-chart.png\n"));
    assert_string_equal(said, "line 2 of 'more/index.html' shows the name of a file of "
                              "'content/articles/2026/zq-budget-plan/index.md', which is held back (draft)");
    /* Stems of the published texts, which make words by chance. */
    assert_true(is_clean(leaks, "search/data/words-1.txt", search_data_render, "zq-budget-plan"));
    assert_false(is_clean(leaks, "search/data/pages-1.json", search_data_render, "zq-budget-plan"));
    assert_false(is_clean(leaks, "search/data/words-1.txt", render_nothing, "zq-budget-plan"));
    assert_true(is_clean(NULL, "more/zq-budget-plan/index.html", render_nothing, "zq-budget-plan"));
}

enum { LONG_BYTES = (5 << 20) / 2, LINE_BYTES = 100, CUT = 1 << 20 };

/* The line on which a word is found that stands at `at` of long bytes which come in pieces; 0: it is not. */
static size_t line_in_pieces(
    const struct leaks *leaks, char filler, const char *word, size_t at, size_t piece_bytes)
{
    struct leak_pieces pieces;
    struct leak leak = { 0 };
    static char bytes[LONG_BYTES];
    bool is_found = false;
    memset(bytes, filler, LONG_BYTES);
    for (size_t i = LINE_BYTES - 1; filler == ' ' && i < LONG_BYTES; i += LINE_BYTES)
        bytes[i] = '\n';
    memcpy(bytes + at, word, strlen(word));
    leak_pieces_begin(&pieces, leaks);
    text whole = { bytes, LONG_BYTES };
    for (size_t start = 0; !is_found && start <= LONG_BYTES; start += piece_bytes)
        is_found = leak_pieces_find(&pieces, text_slice(whole, start, piece_bytes), &leak);
    if (!is_found)
        is_found = leak_pieces_find(&pieces, TEXT(""), &leak);
    leak_pieces_end(&pieces);
    return is_found ? leak.line : 0;
}

static void what_comes_in_pieces_is_searched_as_one(void **state)
{
    (void)state;
    const struct leaks *leaks = leaks_of(&held, NULL, 0, "", "");
    static const size_t places[] = { 0, CUT - 40, CUT - 17, CUT - 14, CUT - 13, CUT - 7, CUT - 1, CUT,
        CUT + 1, CUT - (64 << 10) - 7, CUT - (64 << 10), 2 * CUT - 5, 2 * CUT, LONG_BYTES - 20 };
    static const size_t sizes[] = { CUT, CUT / 16 + 1, LONG_BYTES };
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
            size_t at = places[i], size = sizes[k];
            assert_int_equal(
                line_in_pieces(leaks, ' ', " zq-budget-plan ", at, size), (at + 1) / LINE_BYTES + 1);
            assert_int_equal(line_in_pieces(leaks, ' ', " zq-budget-plans ", at, size), 0);
            assert_int_equal(line_in_pieces(leaks, ' ', " azq-budget-plan ", at, size), 0);
            assert_int_equal(line_in_pieces(leaks, '|', "|zq-budget-plan|", at, size), 1);
        }
    assert_int_equal(line_in_pieces(NULL, ' ', " zq-budget-plan ", 0, CUT), 0);
}

/* What was searched once is searched again when other words are looked for. */
static void the_digest_stands_for_all_words(void **state)
{
    (void)state;
    struct held_back other = held, short_one = { .source_path = held.source_path, .title = TEXT("a") };
    other.slug = TEXT("zq-budget-plans");
    struct article titled = { .title = TEXT("After zq-budget-plan") },
                   parted = { .title = TEXT("The zq-budget-plan-b") };
    const struct leaks *leaks[] = { NULL, leaks_of(&held, NULL, 0, "", ""), leaks_of(&other, NULL, 0, "", ""),
        leaks_of(&held, NULL, 0, "", "zq-chart.png"), leaks_of(&held, NULL, 0, "/record", ""),
        leaks_of(&held, (const struct article *[]){ &titled }, 1, "", ""),
        leaks_of(&held, (const struct article *[]){ &parted }, 1, "", "") };
    for (size_t i = 0; i < sizeof leaks / sizeof *leaks; i++)
        for (size_t k = 0; k < i; k++)
            assert_false(digest_equal(leaks_digest(leaks[i]), leaks_digest(leaks[k])));
    assert_true(digest_equal(leaks_digest(leaks[1]), leaks_digest(leaks_of(&held, NULL, 0, "", ""))));
    short_one.source_path = TEXT("content/articles/a.md");
    assert_null(leaks_of(&short_one, NULL, 0, "", ""));
    assert_true(digest_equal(leaks_digest(NULL), (struct digest){ 0, 0 }));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(words_are_found_where_they_stand_alone, set_up, tear_down),
        cmocka_unit_test_setup_teardown(letters_and_digits_make_another_word, set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            titles_are_found_as_every_kind_of_file_writes_them, set_up, tear_down),
        cmocka_unit_test_setup_teardown(addresses_are_found_whole, set_up, tear_down),
        cmocka_unit_test_setup_teardown(notes_that_wait_are_looked_for, set_up, tear_down),
        cmocka_unit_test_setup_teardown(outputs_are_searched_by_path_and_by_bytes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_comes_in_pieces_is_searched_as_one, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_digest_stands_for_all_words, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
