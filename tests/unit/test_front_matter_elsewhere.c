/* SPDX-License-Identifier: MIT */
/* front_matter: what other programs call a key, and a date that stands elsewhere. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "front_matter_case.h"

static void keys_of_other_programs_name_ours(void **state)
{
    static const struct {
        const char *line, *hint;
    } elsewhere[] = {
        { "pubDatetime: 2030-01-01T09:00:00Z\n", "hint: write 'date', in place of any other date;" },
        { "access: {site.login: true}\n", "hint: write draft: true;" },
        { "routable: false\n", "hint: write draft: true;" },
        { "include_in_build: false\n", "hint: write draft: true;" },
        { "internal: true\n", "hint: write draft: true;" },
        { "not-before: 2030-01-01\n", "hint: write date;" },
        { "available_until: 2030-01-01\n", "hint: write expires;" },
        { "hidden_until: 2030-01-01\n", "hint: write date;" },
        { "launch_date: 2030-01-01\n", "hint: write date;" },
        { "expirationDate: 2030-01-01\n", "hint: write expires;" },
        { "post_date: 2030-01-01 09:00:00\n", "hint: write date;" },
        { "postDate: 2030-01-01\n", "hint: write date;" },
        { "embargo_lifts: 2030-01-01\n", "hint: write 'date', in place of any other date;" },
        { "Embargo-Time: 09:00\n", "hint: write 'date', in place of any other date;" },
        { "under_embargo: true\n", "hint: use 'date', 'expires' or 'draft';" },
        { "encrypt: true\n", "hint: write draft: true;" },
        { "first_published_at: 2012-02-26\n", "hint: the file has 'date': keep one of the two, or move" },
        { "_wp_old_slug: x\n", "hint: write the whole address that ended in it: aliases: [/2019/old-name/]" },
        { "robotsNoIndex: true\n", "hint: write noindex: true where it keeps search engines away" },
        { "image: false\n", "hint: write the path of a picture, or leave the line out\n" },
        { "change_history:\n- note: x\n", "hint: write 'changes';" },
        { "path: 2020/04/23/x.html\n", "hint: write permalink: /2020/04/23/x.html;" },
        { "path: /blog/x\n", "hint: write permalink: /blog/x/;" },
        { "base_path: /guidance/x\n", "hint: write 'permalink';" },
        { "feature_image: x.png\n", "hint: write 'image';" },
        { "custom_excerpt: Short.\n", "hint: write 'summary';" },
        { "deck: Short.\n", "hint: write 'summary';" },
        { "updatedDate: 2024-02-03\n", "hint: write 'updated';" },
        { "img: x.png\n", "hint: write 'image';" },
        { "alias: /x/\n", "hint: write 'aliases';" },
        { "lang-ref: x\n", "hint: write 'translation_key';" },
        { "byline: Jo Lee\n", "hint: write 'authors';" },
        { "author: {login: admin, display_name: Jo Lee}\n", "hint: write author: Jo Lee\n" },
        { "updated: 2024-02-26 09:05:00 UTC\n", "hint: write updated: 2024-02-26 09:05:00Z\n" },
        { "updated: soon UTC\n", "hint: write updated: 2024-02-26, or with a time" },
        { "status: scheduled\n", "where nobody shall see it yet, draft: true in place of the line" },
        { "publishDate: \"\"\n", "hint: leave it out: what is no draft is published on its date;" },
        { "expiry_date:\n", "hint: leave it out: what is no draft is published on its date;" },
        { "topic: x\n", "hint: write 'tags', or list 'topic'" },
        { "robots: noindex, nofollow\n", "hint: write noindex: true where it keeps search engines away" },
        { "sitemap: false\n", "hint: write noindex: true where" },
        { "exclude_from_search: true\n", "hint: write noindex: true where" },
        { "correction: The sum was wrong\n", "hint: write changes: [{date: 2024-02-26, type: correction," },
        { "image: {path: x.png}\n", "hint: did you mean 'src'?" },
        { "series: {name: X, order: 2}\n", "hint: did you mean 'part'?" },
        { "series: {title: X, part: 2}\n", "hint: did you mean 'name'?" },
        { "series: X\nseries_order: 2\n",
            "hint: write the number behind the series: series: {name: …, part: …}\n" },
        { "series_title: X\n", "hint: write 'series';" },
        { "related: true\n", "hint: write ids of articles, or leave the line out" },
        { "type: blog\n", "hint: leave the line out, or write briefing, news," },
        { "lang: pt_BR\n", "hint: write lang: pt-BR\n" },
    };
    for (size_t i = 0; i < sizeof elsewhere / sizeof *elsewhere; i++) {
        read_file(*state, CONTENT_ARTICLE, "articles/x.md", file_of(*state, elsewhere[i].line));
        assert_non_null(strstr(printed(*state), elsewhere[i].hint));
    }
}

static void keys_of_other_programs_in_authors_files(void **state)
{
    static const struct {
        const char *line, *hint;
    } rows[] = {
        { "photo: /a.png\n", "hint: write 'image';" },
        { "Job-Title: Editor\n", "hint: write 'role';" },
        { "bio: Writes.\n", "hint: write it as the text of the file, below the second '---'\n" },
        { "twitter: ada\n", "hint: write links: {Name: https://…}, with one entry for each\n" },
        { "email: a@b.example\nmail: a@b.example\n", "hint: the file has 'email': keep one of the two" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        text file = text_format(&((struct fixture *)*state)->arena, "---\nname: Ada\n%s---\n", rows[i].line);
        read_file(*state, CONTENT_AUTHOR, "authors/a.md", file);
        assert_non_null(strstr(printed(*state), rows[i].hint));
    }
}

static void no_hint_names_a_key_that_the_file_has(void **state)
{
    static const struct {
        const char *lines, *hint;
    } given[] = {
        { "cover: x.png\nimage: y.png\n", "hint: the file has 'image': keep one of the two, or move" },
        { "excerpt: x\nsubtitle: y\n", "hint: the file has 'excerpt': keep one of the two, or move" },
        { "redirect_from: /x/\nlegacy_urls: [/y/]\n", "hint: add it to 'redirect_from';" },
        { "tags: a\ncategories: b\n", "hint: add it to 'tags', or list 'categories'" },
    };
    for (size_t i = 0; i < sizeof given / sizeof *given; i++) {
        read_file(*state, CONTENT_ARTICLE, "articles/x.md", file_of(*state, given[i].lines));
        assert_non_null(strstr(printed(*state), given[i].hint));
    }
}

/* The hint that was followed would publish the text on that day. */
static void a_missing_date_may_stand_elsewhere(void **state)
{
    static const struct {
        const char *path, *keys, *hint;
    } files[] = {
        { "articles/x.md", "", "hint: add a line date: 2024-02-26\n" },
        { "articles/20190226-x.md", "", "hint: add a line date: 2019-02-26\n" },
        { "articles/2019_2_26_x.md", "", "hint: add a line date: 2019-02-26\n" },
        { "articles/26.02.2019 x.md", "", "hint: add a line date: 2019-02-26\n" },
        { "articles/2019/02/26/x.md", "", "hint: add a line date: 2019-02-26\n" },
        { "articles/2019-02-26-x/y.md", "", "hint: add a line date: 2019-02-26\n" },
        { "articles/02-03-2019-x.md", "", "hint: add a line date: 2024-02-26\n" },
        { "articles/x.md", "created_at: 2019-02-26\n",
            "hint: write 'date' in place of 'created_at', if it was published then\n" },
    };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        text file = text_format(&fixture->arena, "---\ntitle: T\n%s---\n", files[i].keys);
        read_file(fixture, CONTENT_ARTICLE, files[i].path, file);
        assert_non_null(strstr(printed(fixture), files[i].hint));
    }
    read_file(
        fixture, CONTENT_ARTICLE, "articles/x.md", TEXT("---\ntitle: T\npublishedAt: 2030-01-01\n---\n"));
    assert_string_equal(codes(fixture), "error misspelt-key@3");
}

static void what_was_left_empty_says_nothing(void **state)
{
    static const char *const lines[] = { "updated: \"\"\n", "updated:\n", "image: []\n", "series: []\n",
        "tags: []\n", "aliases: \"\"\n" };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        assert_true(read_file(fixture, CONTENT_ARTICLE, "articles/x.md", file_of(fixture, lines[i])));
        assert_string_equal(codes(fixture), "");
    }
    assert_false(read_file(fixture, CONTENT_ARTICLE, "articles/x.md", file_of(fixture, "expires: \"\"\n")));
}

static void the_heading_above_a_text_is_offered_as_its_title(void **state)
{
    static const char *const hints[][2] = {
        { "# Costs: a survey\n\nText.", "title: \"Costs: a survey\", and take the heading away" },
        { "\n\n#  Costs \n", "title: \"Costs\", and take the heading away" },
        { "Text.\n\n# Costs\n", "title: What the article says" },
        { "## Costs\n", "title: What the article says" },
        { "# The \"costs\"\n", "title: What the article says" },
        { "#\n", "title: What the article says" },
    };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof hints / sizeof *hints; i++) {
        text file = text_format(&fixture->arena, "---\ndate: 2024-01-02\n---\n%s", hints[i][0]);
        assert_false(read_file(fixture, CONTENT_ARTICLE, "articles/x.md", file));
        assert_non_null(strstr(printed(fixture), hints[i][1]));
    }
}

static void hints_keep_name_and_number_of_a_series(void **state)
{
    static const struct {
        const char *line, *hint;
    } rows[] = {
        { "series: {name: X, part: \"2\"}\n", "hint: write digits, without quotes: part: 2\n" },
        { "series: {name: X, part: 2 of 3}\n", "hint: write digits, without quotes: part: 2\n" },
        { "series: {name: X, part: 2.0}\n", "hint: write digits, without quotes: part: 2\n" },
        { "series: {name: , part: 2}\n", "hint: write series: {name: …, part: 2}\n" },
        { "series: {title: \"X: Y\", part: 2}\n", "hint: write series: {name: \"X: Y\", part: 2}\n" },
        { "series: {X: 2}\n", "hint: write series: {name: X, part: 2}\n" },
        { "series: [{name: X, part: 2}]\n", "hint: write series: {name: X, part: 2}\n" },
        { "series:\n  - X\n  - 2\n", "hint: write series: {name: X, part: 2}\n" },
        { "series: [X]\n", "hint: write series: X\n" },
        { "series: [X, Y]\n", "hint: write series: X\n" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_false(read_file(*state, CONTENT_ARTICLE, "articles/x.md", file_of(*state, rows[i].line)));
        assert_non_null(strstr(printed(*state), rows[i].hint));
    }
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(keys_of_other_programs_name_ours), TEST(keys_of_other_programs_in_authors_files),
        TEST(no_hint_names_a_key_that_the_file_has), TEST(a_missing_date_may_stand_elsewhere),
        TEST(what_was_left_empty_says_nothing), TEST(hints_keep_name_and_number_of_a_series),
        TEST(the_heading_above_a_text_is_offered_as_its_title),
        /* to add one: a function whose name is a sentence, and its row */
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
