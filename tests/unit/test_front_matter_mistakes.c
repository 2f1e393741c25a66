/* SPDX-License-Identifier: MIT */
/* front_matter: every mistake in a key or its value, as printed, and what other programs write. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "front_matter_case.h"

static void values_of_the_wrong_type_are_errors(void **state)
{
    static const char *const lines[] = { "title: [a]", "title: {a: b}", "title: true", "date: true",
        "date:", "date: [2024]", "date: {a: 1}", "updated: false", "changes: soon", "changes: [soon]",
        "authors: {a: b}", "author: [[a]]", "tags: {a: b}", "regions: true", "summary: [a]",
        "key_points: text", "key_points: [[a]]", "image: [a]", "image: {src: [a]}", "image_alt: {a: b}",
        "series: [a]", "series: {name: a, part: b}", "slug: [a]", "permalink: true", "aliases: {a: b}",
        "draft:", "draft: 1", "draft: 0", "draft: yes", "draft: no", "draft: \"yes \"", "draft: \"true\"",
        "draft: [true]", "draft: nope", "expires:", "expires: true", "status:", "status: true", "status: [a]",
        "related: {a: b}", "type: [a]", "number: [1]", "doi: [a]", "lang: true", "layout: [a]", "toc: 1",
        "toc: maybe", "comments: closed", "noindex: [true]", "licence: {a: b}", "extra: a", "extra: [a]" };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        bool is_good = read_file(fixture, CONTENT_ARTICLE, "articles/x.md",
            file_of(
                fixture, text_to_string(&fixture->arena, text_format(&fixture->arena, "%s\n", lines[i]))));
        if (is_good || fixture->diagnostics.error_count != 1 ||
            strcmp(fixture->diagnostics.first->code, "wrong-type") != 0)
            fail_msg("%s: %s", lines[i], codes(fixture));
    }
}

static void values_that_cannot_be_are_errors(void **state)
{
    assert_codes(*state, "title: ''\n", "error missing-title@3");
    assert_codes(*state, "title:\n", "error missing-title@3");
    assert_codes(*state, "status: withdraw\n", "error unknown-value@4");
    assert_codes(*state, "status: Archived\n", "error unknown-value@4");
    assert_codes(*state, "status: \"archived \"\n", "error unknown-value@4");
    assert_codes(*state, "type: breifing\n", "error unknown-value@4");
    assert_codes(*state, "doi: 10.12/x\n", "error bad-value@4");
    assert_codes(*state, "doi: 11.1234/x\n", "error bad-value@4");
    assert_codes(*state, "doi: 10.1234/\n", "error bad-value@4");
    assert_codes(*state, "doi: 10.1234/a b\n", "error bad-value@4");
    assert_codes(*state, "lang: en_GB\n", "error bad-value@4");
    assert_codes(*state, "lang: e\n", "error bad-value@4");
    assert_codes(*state, "series: {name: a, part: 0}\n", "error bad-value@4");
    assert_codes(*state, "series: {part: 1}\n", "error missing-name@4");
    assert_codes(*state, "image: {alt: a}\n", "error missing-src@4");
    assert_codes(*state, "changes: [{date: 2024-01-01}]\n", "error missing-note@4");
    assert_codes(*state, "changes: [{note: a}]\n", "error missing-date@4");
    assert_codes(*state, "changes: [{date: 2024-01-01, type: huge, note: a}]\n", "error unknown-value@4");
    assert_codes(*state, "changes: [{date: 2024-13-01, note: a}]\n", "error impossible-date@4");
}

static void two_spellings_of_one_key_are_an_error(void **state)
{
    assert_report(*state, "summary: a\ndescription: b\n",
        "a.md:5:1: error: 'description' says again what is said above [duplicate-key]\n"
        "    5 | description: b\n"
        "      | ^~~~~~~~~~~\n"
        "  hint: keep one of the two\n"
        "  note: a.md:4: the same key by another name\n");
    assert_codes(*state, "author: a\nauthors: [b]\n", "error duplicate-key@5");
    assert_codes(*state, "aliases: /a/\nredirect_from: /b/\n", "error duplicate-key@5");
    assert_codes(*state, "image: {src: a, alt: b}\nimage_alt: c\n", "error duplicate-key@5");
    assert_codes(*state, "image_alt: c\nimage: {src: a, alt: b}\n", "error duplicate-key@5");
    assert_codes(*state, "tags: a\ntags: b\n", "error duplicate-key@5");
}

static void keys_near_those_that_decide_about_publication_are_errors(void **state)
{
    static const char *const keys[] = { "Date", "DATE", "dates", "dat", "data", "rate", "drafts", "drfat",
        "Draft", "daft", "expire", "expired", "Expires", "expiry", "statsu", "Status", "publish", "published",
        "Publish", "embargo", "embargoed",
        "dr\xD0\xB0"
        "ft",
        "\xD0\x94"
        "raft",
        "d\xC3\xA1t\xC3\xA9", "\xEF\xBC\xA4\xEF\xBC\xB2\xEF\xBC\xA1\xEF\xBC\xA6\xEF\xBC\xB4",
        "dra\xE2\x80\x8B"
        "f\xE2\x80\x8B"
        "t\xE2\x80\x8B",
        "\xD1\x95tatu\xD1\x95", "D\xCE\x91\xCE\xA4\xCE\x95",
        "\xF0\x9D\x90\x9D\xF0\x9D\x90\x9A\xF0\x9D\x90\xAD\xF0\x9D\x90\x9E" };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        text line = text_format(&fixture->arena, "\"%s\": true\n", keys[i]);
        bool is_good = read_file(fixture, CONTENT_ARTICLE, "articles/x.md",
            file_of(fixture, text_to_string(&fixture->arena, line)));
        if (is_good || strcmp(codes(fixture), "error misspelt-key@4") != 0)
            fail_msg("%s: %s", keys[i], codes(fixture));
    }
}

static void other_unknown_keys_are_warnings(void **state)
{
    assert_codes(*state, "sumary: a\n", "warning unknown-key@4");
    assert_codes(*state, "frobnicate: a\n", "warning unknown-key@4");
    assert_codes(*state, "\xD1\x81\xD0\xBB\xD0\xBE\xD0\xB2\xD0\xBE: a\n", "warning unknown-key@4");
    assert_codes(*state, "region: a\n", "warning unknown-key@4");
    assert_codes(*state, "image: {src: a, width: 3}\n", "warning unknown-key@4");
    assert_codes(*state, "series: {name: a, prat: 3}\n", "warning unknown-key@4");
    assert_codes(*state, "changes: [{date: 2024-01-01, note: a, notes: b}]\n", "warning unknown-key@4");
    assert_codes(*state, "tags: [a, '', ~]\n", "warning empty-item@4, warning empty-item@4");
}

static void keys_without_effect_are_warnings(void **state)
{
    assert_codes(*state, "reason: a\nsuperseded_by: b\nstatus_date: 2024-01-01\n",
        "warning unused-key@4, warning unused-key@6, warning unused-key@5");
    assert_codes(*state, "expires: 2024-01-01\n", "warning expires-before-date@4");
}

static void keys_that_may_decide_about_publication_are_printed_with_all_ways_out(void **state)
{
    assert_report(*state, "drfat: true\n",
        "a.md:4:1: error: unknown key 'drfat' might be meant to decide about publication [misspelt-key]\n"
        "    4 | drfat: true\n"
        "      | ^~~~~\n"
        "  hint: write 'draft'; if it is the site's own, move it below 'extra:' or list 'drfat' under "
        "extra_keys "
        "in site.yml\n");
    assert_report(*state, "stats: 12\n",
        "a.md:4:1: error: unknown key 'stats' might be meant to decide about publication [misspelt-key]\n"
        "    4 | stats: 12\n"
        "      | ^~~~~\n"
        "  hint: write 'status'; if it is the site's own, move it below 'extra:' or list 'stats' under "
        "extra_keys "
        "in site.yml\n");
    assert_report(*state, "published: 2027-01-01\n",
        "a.md:4:1: error: unknown key 'published' might be meant to decide about publication [misspelt-key]\n"
        "    4 | published: 2027-01-01\n"
        "      | ^~~~~~~~~\n"
        "  hint: write 'date', in place of any other date; if it is the site's own, move it below 'extra:' "
        "or list 'published' under "
        "extra_keys in site.yml\n");
}

static void keys_of_other_programs_get_the_hint_that_fits(void **state)
{
    static const struct {
        const char *line, *hint;
    } keys[] = {
        { "published: true\n", "hint: leave it out: what is no draft is published on its date;" },
        { "published: false\n", "hint: write draft: true;" },
        { "published: \"no\"\n", "hint: write draft: true;" },
        { "publised: false\n", "hint: write draft: true;" },
        { "publised: true\n", "hint: use 'date', 'expires' or 'draft';" },
        { "is_published: false\n", "hint: write draft: true;" },
        { "isVisible: false\n", "hint: write draft: true;" },
        { "public: false\n", "hint: write draft: true;" },
        { "public: true\n", "hint: leave it out:" },
        { "invisible: true\n", "hint: write draft: true;" },
        { "unpublish: true\n", "hint: write draft: true;" },
        { "embargoed: true\n", "hint: use 'date', 'expires' or 'draft';" },
        { "scheduled_at: 2030-01-01\n", "hint: write 'date', in place of any other date;" },
        { "go_live_at: 2030-01-01\n", "hint: write 'date', in place of any other date;" },
        { "unpublish_on: 2030-01-01\n", "hint: write 'expires';" },
        { "done: false\n", "hint: use 'date', 'expires' or 'draft';" },
        { "moderation_state: draft\n", "hint: write draft: true;" },
        { "is_live: no\n", "hint: write draft: true;" },
        { "withdrawn_notice: {explanation: x}\n", "hint: write status: withdrawn;" },
        { "permalink: false\n", "hint: write draft: true in place of the line" },
        { "cascade: {draft: true}\n", "hint: write what it says into each text of the folder;" },
        { "redirect_to: /x/\n", "hint: write the address below aliases: of the text that it leads to" },
        { "coverImage: x.jpg\n", "hint: write 'image';" },
        { "hidden: true\n", "hint: write draft: true;" },
        { "hidden: false\n", "hint: leave it out:" },
        { "publishDate: 2024-01-01\n", "hint: write 'date', in place of any other date;" },
        { "expiry_date: 2024-01-01\n", "hint: write 'expires';" },
        { "password: x\n", "hint: use 'date', 'expires' or 'draft';" },
        { "post_password: \"\"\n", "hint: leave it out:" },
        { "visibility: public\n", "hint: leave it out:" },
        { "visibility: members\n", "hint: use 'date', 'expires' or 'draft';" },
        { "author: {name: Maria Ruis}\n", "hint: write author: Maria Ruis\n" },
        { "author:\n  name: \"Ruis: Maria\"\n", "hint: write author: \"Ruis: Maria\"\n" },
        { "authors:\n  - name: Maria Ruis\n    email: m@example.org\n", "hint: write - Maria Ruis\n" },
        { "tags: {water: 1}\n", "hint: write tags: [one, another]\n" },
        { "extra: x\n", "hint: write extra: {key: value}\n" },
        { "changes:\n  - {date: 2024-05-01, note: The price was 7,50}\n",
            "hint: between braces a comma ends what stands before it: put the text in quotes" },
        { "series: {name: X, part: one}\n", "hint: write digits, without quotes: part: 1\n" },
        { "expires: 2001-01-01\n", "hint: write a later day, or take the line away\n" },
        { "withdrawn: true\n", "hint: write status: withdrawn;" },
        { "status: Draft\n", "hint: write draft: true in place of the line" },
        { "status: publish\n", "hint: leave the line out:" },
        { "type: post\n", "hint: leave the line out, or write briefing," },
        { "updated: 2024-02-26T0905Z\n", "hint: write updated: 2024-02-26 and behind it the time of day" },
        { "updated: 2024-02-26 09\n", "hint: write updated: 2024-02-26 and behind it the time of day" },
        { "updated: 03/04/2024 9:05\n", "whichever is meant, and behind it the time of day" },
        { "updated: 2024-02-26 (optional)\n", "hint: write updated: 2024-02-26\n" },
        { "updated: 26 02 2024\n", "hint: write updated: 2024-02-26\n" },
    };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        read_file(fixture, CONTENT_ARTICLE, "articles/x.md", file_of(fixture, keys[i].line));
        assert_non_null(strstr(printed(fixture), keys[i].hint));
    }
}

static void mistakes_are_printed_with_what_to_type(void **state)
{
    assert_report(*state, "draft: \"yes \"\n",
        "a.md:4:8: error: 'draft' is a text, expected true or false [wrong-type]\n"
        "    4 | draft: \"yes \"\n"
        "      |        ^~~~~~\n"
        "  hint: write draft: true or draft: false\n");
    assert_report(*state, "updated: 2024-01-02 10:00 PM\n",
        "a.md:4:10: error: '2024-01-02 10:00 PM' has more than a date [malformed-date]\n"
        "    4 | updated: 2024-01-02 10:00 PM\n"
        "      |          ^~~~~~~~~~~~~~~~~~~\n"
        "  hint: write updated: 2024-01-02 and behind it the time of day, written like 17:30 or 17:30 "
        "+01:00\n");
    assert_report(*state, "sumary: a\n",
        "a.md:4:1: warning: unknown key 'sumary' [unknown-key]\n"
        "    4 | sumary: a\n"
        "      | ^~~~~~\n"
        "  hint: did you mean 'summary'?\n");
    assert_report(*state, "frobnicate: a\n",
        "a.md:4:1: warning: unknown key 'frobnicate' [unknown-key]\n"
        "    4 | frobnicate: a\n"
        "      | ^~~~~~~~~~\n"
        "  hint: move it below 'extra:', or list it under extra_keys in site.yml\n");
    assert_report(*state, "status: gone\n",
        "a.md:4:9: error: unknown status 'gone' [unknown-value]\n"
        "    4 | status: gone\n"
        "      |         ^~~~\n"
        "  hint: write withdrawn, superseded or archived; where nobody shall see it yet, draft: true in "
        "place of the line\n");
    assert_report(*state, "title: true\n",
        "a.md:3:8: error: 'title' is true or false, expected a text [wrong-type]\n"
        "    3 | title: true\n"
        "      |        ^~~~\n"
        "  hint: put the value in quotes if it is meant as a text\n");
    assert_report(*state, "series: [Floods]\n",
        "a.md:4:9: error: 'series' is a list, expected a name, or {name, part} [wrong-type]\n"
        "    4 | series: [Floods]\n"
        "      |         ^~~~~~~~\n"
        "  hint: write series: Floods\n");
    assert_report(*state, "doi: abc\n",
        "a.md:4:6: error: 'abc' is not a DOI [bad-value]\n"
        "    4 | doi: abc\n"
        "      |      ^~~\n"
        "  hint: write doi: 10.1234/abc\n");
    assert_report(*state, "changes:\n  - date: 2024-02-03\n",
        "a.md:5:5: error: a change without a note [missing-note]\n"
        "    5 |   - date: 2024-02-03\n"
        "      |     ^~~~~~~~~~~~~~~~\n"
        "  hint: add note: and say what changed\n");
    assert_report(*state, "reason: a\n",
        "a.md:4:1: warning: 'reason' says nothing without 'status' [unused-key]\n"
        "    4 | reason: a\n"
        "      | ^~~~~~\n"
        "  hint: add status: withdrawn, superseded or archived\n");
}

static void what_other_programs_write_is_named(void **state)
{
    read_file(*state, CONTENT_ARTICLE, "articles/x.md", TEXT("\n+++\ntitle = \"T\"\n+++\n"));
    assert_string_equal(printed(*state),
        "a.md:2:1: error: no front matter [no-front-matter]\n"
        "    2 | +++\n"
        "      | ^\n"
        "  hint: this is TOML; write YAML: a line '---', keys such as 'title: …', and a line '---'\n");
    static const struct {
        const char *file, *hint;
    } starts[] = {
        { "{\n  \"title\": \"T\"\n}\n", "hint: if this is JSON, write YAML:" },
        { "-----\ntitle: T\n-----\n", "hint: write '---', three hyphens at the start of a line, above" },
        { "\n—\ntitle: T\n—\n", "hint: write '---', three hyphens" },
        { " ---\ntitle: T\n---\n", "hint: write '---', three hyphens" },
        { "title: T\ndraft: true\n\nText.\n", "hint: write a line '---' above keys such as 'title: …', and" },
        { "In short: nothing.\n", "hint: start the file with a line '---'" },
    };
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        read_file(*state, CONTENT_ARTICLE, "articles/x.md", text_of(starts[i].file));
        assert_non_null(strstr(printed(*state), starts[i].hint));
    }
    read_file(*state, CONTENT_AUTHOR, "authors/a.md", TEXT("Maria Ruis is a fellow.\n"));
    assert_non_null(strstr(printed(*state), "keys such as 'name: …', and"));
    assert_report(*state, "last_modified_at: 2024-02-03\n",
        "a.md:4:1: warning: unknown key 'last_modified_at' [unknown-key]\n"
        "    4 | last_modified_at: 2024-02-03\n"
        "      | ^~~~~~~~~~~~~~~~\n"
        "  hint: write 'updated'; if it is the site's own, move it below 'extra:' or list 'last_modified_at' "
        "under "
        "extra_keys in site.yml\n");
    assert_report(*state, "categories: a\n",
        "a.md:4:1: warning: unknown key 'categories' [unknown-key]\n"
        "    4 | categories: a\n"
        "      | ^~~~~~~~~~\n"
        "  hint: write 'tags', or list 'categories' in site.yml: under taxonomies for terms with pages, or "
        "under "
        "extra_keys\n");
}

static void everything_wrong_in_a_file_is_reported_at_once(void **state)
{
    struct fixture *fixture = *state;
    assert_false(read_file(fixture, CONTENT_ARTICLE, "articles/x.md",
        TEXT("---\ndate: soon\ntype: x\ntags: {a: b}\nsumary: c\ntype: y\n---\n")));
    assert_string_equal(codes(fixture),
        "error duplicate-key@6, error malformed-date@2, error unknown-value@3, error "
        "wrong-type@4, warning unknown-key@5, error missing-title@1");
}

static void a_draft_that_cannot_be_read_stays_one(void **state)
{
    assert_codes(*state, "draft: no\n", "error wrong-type@4");
    assert_true(((struct fixture *)*state)->facts.is_draft);
}

static void mistakes_of_an_author_are_reported(void **state)
{
    struct fixture *fixture = *state;
    assert_false(read_file(fixture, CONTENT_AUTHOR, "authors/a.md", TEXT("---\nrole: a\n---\n")));
    assert_string_equal(printed(fixture), "a.md:1:1: error: no name [missing-name]\n"
                                          "    1 | ---\n"
                                          "      | ^~~\n"
                                          "  hint: add a line name: Maria Ruis\n");
    assert_false(read_file(fixture, CONTENT_AUTHOR, "authors/a.md",
        TEXT("---\nname: ''\norcid: 0000-0002-1825-0098\nemail: m.example\nlinks: [a]\naliases: {a: "
             "b}\ndraft: true\nafiliation: b\n---\n")));
    assert_string_equal(codes(fixture),
        "error missing-name@2, error bad-value@3, error bad-value@4, error wrong-type@5, "
        "error wrong-type@6, error misspelt-key@7, warning unknown-key@8");
    assert_false(read_file(fixture, CONTENT_AUTHOR, "authors/a.md",
        TEXT("---\nname: A\nlinks: {GitHub: https://git.example/a}\ngithub: b\n---\n")));
    assert_string_equal(codes(fixture), "error duplicate-key@4");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(values_of_the_wrong_type_are_errors), TEST(values_that_cannot_be_are_errors),
        TEST(two_spellings_of_one_key_are_an_error),
        TEST(keys_near_those_that_decide_about_publication_are_errors), TEST(other_unknown_keys_are_warnings),
        TEST(keys_without_effect_are_warnings), TEST(keys_of_other_programs_get_the_hint_that_fits),
        TEST(mistakes_are_printed_with_what_to_type), TEST(what_other_programs_write_is_named),
        TEST(keys_that_may_decide_about_publication_are_printed_with_all_ways_out),
        TEST(everything_wrong_in_a_file_is_reported_at_once), TEST(a_draft_that_cannot_be_read_stays_one),
        TEST(mistakes_of_an_author_are_reported),
        /* to add one: a function whose name is a sentence, and its row */
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
