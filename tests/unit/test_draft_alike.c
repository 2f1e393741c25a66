/* SPDX-License-Identifier: MIT */
/* What may differ between a draft and the next one of the same text. */
#include "folder_case.h"
#include "load/draft_alike.h"
#include <stdio.h>

#define HEAD "---\ntitle: A title\ndate: 2024-02-26\ntags: [one]\nsummary: Short.\n---\n"
#define BODY "Words with a [link](other.md) in them.\n\n## A heading\n\nMore words.\n"

static struct arena arena;
static struct config config;
static struct content content;
static const struct content_file file = {
    .kind = CONTENT_ARTICLE, .path = TEXT_INIT("a.md"), .disk_path = TEXT_INIT("a.md"), .id = TEXT_INIT("a")
};
static struct draft_maker maker;

static int set_up(void **state)
{
    static const struct taxonomy_setting tags = { .name = TEXT_INIT("tags") };
    (void)state;
    arena_init(&arena);
    config = (struct config){ .language = TEXT("en"),
        .base_path = TEXT(""),
        .taxonomies = &tags,
        .taxonomy_count = 1,
        .zone = zone_open(&arena, TEXT("UTC")),
        .limits = { 8 << 20, 10, 512 << 20, 64 << 20, 100 } };
    map_init(&content.by_path, &arena);
    maker = (struct draft_maker){
        .config = &config, .content = &content, .unicode = unicode_open(&arena, TEXT("en"))
    };
    maker.words = word_maker_open(&arena, maker.unicode, WANT_KEYWORDS | WANT_SEARCH_ENTRIES);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    word_maker_close(maker.words);
    unicode_close(maker.unicode);
    zone_close(config.zone);
    arena_release(&arena);
    return 0;
}

static const struct draft *draft_of(const char *contents)
{
    struct diagnostics diagnostics;
    char path[] = FOLDER_CASE_PATH;
    diagnostics_init(&diagnostics, &arena);
    maker.content_folder = folder_case_open(path);
    assert_int_equal(file_write(maker.content_folder, "a.md", text_of(contents), false), 0);
    const struct draft *draft = draft_make(&maker, &file, &arena, &diagnostics, NULL);
    folder_case_close(maker.content_folder, path);
    return draft;
}

static bool are_alike(const char *before, const char *now)
{
    return draft_has_other_texts_only(draft_of(before), draft_of(now));
}

static bool have_one_head(const char *before, const char *now)
{
    return draft_has_other_body_only(draft_of(before), draft_of(now));
}

static void the_body_may_change(void **state)
{
    (void)state;
    assert_true(are_alike(HEAD BODY, HEAD BODY));
    assert_true(
        are_alike(HEAD BODY, HEAD "Words with a [link](another.md#x) in them.\n\n## A head\n\n* And\n"));
    assert_true(are_alike(HEAD BODY, HEAD BODY "\n![And](x.png) and a note[^1].\n\n[^1]: Here.\n"));
    assert_true(are_alike(HEAD BODY, HEAD "\n<p id=here>And</p>\n"));
    assert_true(have_one_head(HEAD BODY, HEAD "\n<p id=here>And</p>\n"));
}

static void so_may_texts_of_the_front_matter(void **state)
{
    (void)state;
    const char *other =
        "---\n# checked\ntitle: A *tale*\ndate: 2024-02-26\ntags: [one]\nnumber: B7\nlicence: "
        "CC0\ndoi: 10.1000/x\nkey_points: [One, Two]\nextra: {mood: calm}\n---\n";
    char now[1024];
    snprintf(now, sizeof now, "%s%s", other, BODY);
    assert_true(are_alike(HEAD BODY, now));
    assert_false(have_one_head(HEAD BODY, now));
    assert_false(have_one_head(
        HEAD BODY, "---\ntitle: A title\n\ndate: 2024-02-26\ntags: [one]\nsummary: Short.\n---\n" BODY));
}

static void but_not_what_other_pages_are_made_of(void **state)
{
    (void)state;
    assert_false(are_alike("---\ntitle: A\ndate: 2024-02-26\naliases: [/a/]\n---\nWords.\n",
        "---\ntitle: B\ndate: 2024-02-26\naliases: [/a/]\n---\nWords.\n"));
    assert_false(are_alike("---\ntitle: A\ndate: 2024-02-26\n---\nWords.\n",
        "---\ntitle: A\ndate: 2024-02-26\nkey_points: ['[b](b.md)']\n---\nWords.\n"));
    assert_false(are_alike("---\ntitle: A\ndate: 2024-02-26\nkey_points: ['![b](b.png)']\n---\nWords.\n",
        "---\ntitle: A\ndate: 2024-02-26\nkey_points: ['![b](b.png)']\n---\nOther words.\n"));
    assert_false(are_alike("---\ntitle: A\ndate: 2024-02-26\n---\nWords.\n",
        "---\ntitle: A\ndate: 2024-02-26\nupdated: 2024-03-01\n---\nWords.\n"));
}

static void nothing_else_may(void **state)
{
    (void)state;
    assert_false(are_alike(
        HEAD BODY, "---\ntitle: A title\ndate: 2024-02-26\ntags: [two]\nsummary: Short.\n---\n" BODY));
    assert_false(are_alike(HEAD BODY,
        "---\ntitle: A title\ndate: 2024-02-26\ntags: [one]\nsummary: Short.\ndraft: true\n---\n" BODY));
}

static void a_summary_cut_from_the_text_is_a_text_like_others(void **state)
{
    (void)state;
    assert_true(are_alike("---\ntitle: T\ndate: 2024-02-26\n---\nFirst.\n",
        "---\ntitle: T\ndate: 2024-02-26\n---\nFirst words.\n"));
    assert_true(are_alike("---\ntitle: T\ndate: 2024-02-26\n---\nFirst.\n\nThen.\n",
        "---\ntitle: T\ndate: 2024-02-26\n---\nFirst.\n\nLast.\n"));
}

static void what_a_plugin_writes_is_none_either(void **state)
{
    (void)state;
    assert_false(are_alike(HEAD "{{ box(x=1) }}\n\nWords.\n", HEAD "{{ box(x=1) }}\n\nOther words.\n"));
    assert_false(are_alike(HEAD "Words.\n", HEAD "{{ box(x=1) }}\n\nWords.\n"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_body_may_change),
        cmocka_unit_test(so_may_texts_of_the_front_matter),
        cmocka_unit_test(but_not_what_other_pages_are_made_of),
        cmocka_unit_test(nothing_else_may),
        cmocka_unit_test(a_summary_cut_from_the_text_is_a_text_like_others),
        cmocka_unit_test(what_a_plugin_writes_is_none_either),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
