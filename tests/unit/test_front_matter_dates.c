/* SPDX-License-Identifier: MIT */
/* front_matter: every form of a date as real archives hold it, the date of a file name, and what is no date.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include "base/arena.h"
#include "load/front_matter.h"
#include "said_case.h"

struct fixture {
    struct arena arena;
    struct sources sources;
    struct diagnostics diagnostics;
    struct config config;
    struct front_matter facts;
};

static int set_up(void **state)
{
    static struct fixture fixture;
    memset(&fixture, 0, sizeof fixture);
    arena_init(&fixture.arena);
    fixture.config.zone = zone_open(&fixture.arena, TEXT("America/New_York"));
    *state = &fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    zone_close(fixture->config.zone);
    arena_release(&fixture->arena);
    return 0;
}

static bool read_article(struct fixture *fixture, const char *path, const char *keys)
{
    text contents = text_format(&fixture->arena, "---\ntitle: T\n%s---\n", keys);
    sources_init(&fixture->sources, &fixture->arena);
    diagnostics_init(&fixture->diagnostics, &fixture->arena);
    uint32_t source = sources_add(&fixture->sources, TEXT("a.md"), TEXT_NONE, contents);
    struct front_matter_rules rules = { &fixture->config, &fixture->diagnostics, &fixture->arena };
    struct front_matter_split split;
    assert_true(front_matter_split(source, contents, &split, &fixture->diagnostics));
    const struct content_file file = { .kind = CONTENT_ARTICLE, .path = text_of(path), .source = source };
    front_matter_read_content(&rules, &file, contents, &split, &fixture->facts);
    return !diagnostics_has_errors(&fixture->diagnostics);
}

static const char *iso(struct fixture *fixture, const struct spanned_date *fact)
{
    return fact->date.is_set ? text_to_string(&fixture->arena, date_iso(&fixture->arena, &fact->date))
                             : "none";
}

static const char *printed(struct fixture *fixture)
{
    return said_in_print(&fixture->arena, &fixture->diagnostics, &fixture->sources);
}

static void every_form_of_a_date_is_read(void **state)
{
    static const struct {
        const char *written, *iso;
    } dates[] = {
        { "2019-02-26", "2019-02-26" }, { "2019-2-6", "2019-02-06" }, { "\"2019-02-26\"", "2019-02-26" },
        { "'2019-02-26'", "2019-02-26" }, { "\" 2019-02-26 \"", "2019-02-26" },
        { "2019-02-26 # a comment", "2019-02-26" }, { "!!str 2019-02-26", "2019-02-26" },
        { "|\n  2019-02-26", "2019-02-26" }, { "2019-02-26 09:30", "2019-02-26T09:30:00-05:00" },
        { "2019-02-26T09:30", "2019-02-26T09:30:00-05:00" },
        { "2019-02-26 9:05", "2019-02-26T09:05:00-05:00" },
        { "2019-07-26 09:30", "2019-07-26T09:30:00-04:00" },
        { "2019-02-26 09:30:15", "2019-02-26T09:30:15-05:00" },
        { "2019-02-26T09:30:15.250Z", "2019-02-26T04:30:15-05:00" },
        { "2019-02-26T09:30Z", "2019-02-26T04:30:00-05:00" },
        { "2019-02-26 09:30 Z", "2019-02-26T04:30:00-05:00" },
        { "2019-02-26 09:30:00 -0400", "2019-02-26T08:30:00-05:00" },
        { "2019-02-26 09:30:00-0400", "2019-02-26T08:30:00-05:00" },
        { "\"2019-02-26 09:30:00 -04:00\"", "2019-02-26T08:30:00-05:00" },
        { "2019-02-26T09:30:00+05:30", "2019-02-25T23:00:00-05:00" }, { "2020-02-29", "2020-02-29" },
        /* to add one: as written behind `date:`, and its ISO form in New York */
    };
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        struct fixture *fixture = *state;
        text keys = text_format(&fixture->arena, "date: %s\n", dates[i].written);
        bool is_good = read_article(fixture, "articles/x.md", text_to_string(&fixture->arena, keys));
        assert_string_equal(printed(fixture), "");
        assert_true(is_good);
        assert_string_equal(iso(fixture, &fixture->facts.date), dates[i].iso);
    }
}

static void what_is_no_date_is_an_error_at_every_key(void **state)
{
    static const struct {
        const char *written, *code;
    } dates[] = {
        { "April 5, 2021", "malformed-date" }, { "2016-07-19 (optional)", "malformed-date" },
        { "2016-07-19 TBC", "malformed-date" }, { "2016-07-19 9", "malformed-date" },
        { "2016-07-19T", "malformed-date" }, { "2016-07-19 09:30 EST", "malformed-date" },
        { "2016-07-19 09:30 +1", "malformed-date" }, { "2016-07-19 09:30pm", "malformed-date" },
        { "2016-07", "malformed-date" }, { "2016", "malformed-date" }, { "20160719", "malformed-date" },
        { "2016/07/19", "malformed-date" }, { "19.07.2016", "malformed-date" },
        { "07-19-2016", "malformed-date" }, { "2016-W29-2", "malformed-date" },
        { "16-07-19", "malformed-date" }, { "-2016-07-19", "malformed-date" },
        { "2016-07-19-", "malformed-date" }, { "2016-07-19 to 2016-07-20", "malformed-date" },
        { "1.5", "malformed-date" }, { ".nan", "malformed-date" }, { "soon", "malformed-date" },
        { "now", "malformed-date" }, { "\"\"", "malformed-date" },
        { "2016\xE2\x80\x93"
          "07\xE2\x80\x93"
          "19",
            "malformed-date" },
        { "\xEF\xBC\x92\xEF\xBC\x90"
          "16-07-19",
            "malformed-date" },
        { "2024-02-30", "impossible-date" }, { "2023-02-29", "impossible-date" },
        { "2024-13-01", "impossible-date" }, { "2024-00-01", "impossible-date" },
        { "2024-01-00", "impossible-date" }, { "2024-01-01 25:00", "impossible-date" },
        { "2024-01-01 09:60", "impossible-date" }, { "2024-01-01 09:30 +99:00", "impossible-date" },
        { "true", "wrong-type" }, { "~", "wrong-type" }, { "", "wrong-type" },
        { "[2024-01-01]", "wrong-type" }, { "{year: 2024}", "wrong-type" },
        /* to add one: as written, and the code */
    };
    static const char *const keys[] = { "date", "expires" };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        for (size_t j = 0; j < 2; j++) {
            text lines = text_format(
                &fixture->arena, "%s: %s\n%s", keys[j], dates[i].written, j == 0 ? "" : "date: 2024-01-01\n");
            bool is_good =
                read_article(fixture, "articles/2019-01-01-x.md", text_to_string(&fixture->arena, lines));
            if (is_good || fixture->diagnostics.error_count != 1 ||
                strcmp(fixture->diagnostics.first->code, dates[i].code) != 0)
                fail_msg("%s: %s reports\n%s", keys[j], dates[i].written, printed(fixture));
            assert_string_equal(
                iso(fixture, j == 0 ? &fixture->facts.date : &fixture->facts.expires), "none");
        }
    }
}

static void a_malformed_date_shows_the_form_to_write(void **state)
{
    struct fixture *fixture = *state;
    read_article(fixture, "articles/x.md", "date: April 5, 2021\n");
    assert_string_equal(printed(fixture), "a.md:3:7: error: 'April 5, 2021' is not a date [malformed-date]\n"
                                          "    3 | date: April 5, 2021\n"
                                          "      |       ^~~~~~~~~~~~~\n"
                                          "  hint: write date: 2021-04-05\n");
    read_article(fixture, "articles/x.md", "date: 2016-07-19 (optional)\n");
    assert_string_equal(printed(fixture),
        "a.md:3:7: error: '2016-07-19 (optional)' has more than a date [malformed-date]\n"
        "    3 | date: 2016-07-19 (optional)\n"
        "      |       ^~~~~~~~~~~~~~~~~~~~~\n"
        "  hint: write date: 2016-07-19\n");
    read_article(fixture, "articles/x.md", "date: 3 grudnia 2024\n");
    assert_non_null(strstr(printed(fixture), "hint: write date: 2024-MM-DD, with month and day in digits\n"));
    read_article(fixture, "articles/x.md", "date: ٣ ديسمبر ٢٠٢٧ 9:30\n");
    assert_non_null(strstr(printed(fixture), "hint: write date: 2027-MM-DD, with month and day in digits, "
                                             "and behind it the time of day, written like"));
    read_article(fixture, "articles/x.md", "date: ٢٠٢٤-١٢-٠٣ ٠٩:٣٠\n");
    assert_non_null(strstr(printed(fixture), "hint: write date: 2024-12-03 09:30\n"));
    read_article(fixture, "articles/x.md", "date: ０３.１２.２０２４\n");
    assert_non_null(strstr(printed(fixture), "hint: write date: 2024-12-03\n"));
    read_article(fixture, "articles/x.md", "date: soon\n");
    assert_string_equal(printed(fixture),
        "a.md:3:7: error: 'soon' is not a date [malformed-date]\n"
        "    3 | date: soon\n"
        "      |       ^~~~\n"
        "  hint: write date: 2024-02-26, or with a time: 2024-02-26 09:00 +01:00\n");
    read_article(fixture, "articles/x.md", "date: 2024-02-30\n");
    assert_string_equal(printed(fixture), "a.md:3:7: error: there is no date '2024-02-30' [impossible-date]\n"
                                          "    3 | date: 2024-02-30\n"
                                          "      |       ^~~~~~~~~~\n"
                                          "  hint: check its year, month, day and time\n");
    read_article(fixture, "articles/x.md", "date:\n");
    assert_string_equal(printed(fixture), "a.md:3:1: error: 'date' is empty, expected a date [wrong-type]\n"
                                          "    3 | date:\n"
                                          "      | ^~~~\n"
                                          "  hint: write date: 2024-02-26\n");
    read_article(fixture, "articles/x.md", "");
    assert_string_equal(printed(fixture), "a.md:1:1: error: no date [missing-date]\n"
                                          "    1 | ---\n"
                                          "      | ^~~\n"
                                          "  hint: add a line date: 2024-02-26\n");
}

static void a_time_with_the_name_of_a_zone_shows_its_offset(void **state)
{
    static const struct {
        const char *written, *hint;
    } dates[] = {
        { "2027-01-05 12:30 UTC", "write date: 2027-01-05 12:30Z\n" },
        { "2027-01-05 12:30 America/New_York", "write date: 2027-01-05 12:30 -05:00\n" },
        { "2027-07-05T12:30 America/New_York", "write date: 2027-07-05T12:30 -04:00\n" },
        { "2027-01-05 12:30 +02:00 Europe/Paris", "write date: 2027-01-05 12:30 +02:00\n" },
        { "2027-01-05 12:30 CST", "write date: 2027-01-05 12:30 and, in place of 'CST', how far that is" },
        { "2027-01-05 12:30 Mars/Base", "2027-01-05 12:30 and, in place of 'Mars/Base', how far that is" },
        { "2027-01-05 12:30 PM", "write date: 2027-01-05 and behind it the time of day, written like" },
        { "2027-01-05 noon", "write date: 2027-01-05 and behind it the time of day, written like" },
        { "5 January 2027, in the Evening",
            "write date: 2027-01-05 and behind it the time of day, written like" },
        { "2027-01-05 (forenoon edition)", "write date: 2027-01-05" },
        { "2027-01-05 EST", "write date: 2027-01-05\n" },
    };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        text line = text_format(&fixture->arena, "date: %s\n", dates[i].written);
        read_article(fixture, "articles/x.md", text_to_string(&fixture->arena, line));
        if (!strstr(printed(fixture), dates[i].hint))
            fail_msg("%s: reports\n%s", dates[i].written, printed(fixture));
    }
}

static void a_file_name_can_carry_the_date(void **state)
{
    static const struct {
        const char *path, *iso;
    } files[] = {
        { "articles/2019-02-26-x.md", "2019-02-26" },
        { "articles/2018/2019-02-26.md", "2019-02-26" },
        { "articles/2019-02-26-x/index.md", "2019-02-26" },
        { "articles/2019-02-26/index.md", "2019-02-26" },
        { "articles/2019-02-26x.md", "none" },
        { "articles/2019-02-26_x.md", "none" },
        { "articles/2019-2-6-x.md", "2019-02-06" },
        { "articles/2019-2-26.md", "2019-02-26" },
        { "articles/19-2-26-x.md", "none" },
        { "articles/2019-2-260-x.md", "none" },
        { "articles/2019-02-26-x/y.md", "none" },
        { "articles/index.md", "none" },
        { "index.md", "none" },
        { "articles/x.md", "none" },
    };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        bool is_good = read_article(fixture, files[i].path, "");
        assert_string_equal(iso(fixture, &fixture->facts.date), files[i].iso);
        assert_int_equal(is_good, strcmp(files[i].iso, "none") != 0);
    }
}

static void the_key_counts_more_than_the_file_name(void **state)
{
    struct fixture *fixture = *state;
    assert_true(read_article(fixture, "articles/2019-02-26-x.md", "date: 2020-01-01\n"));
    assert_string_equal(iso(fixture, &fixture->facts.date), "2020-01-01");
    assert_true(read_article(fixture, "articles/2019-99-26-x.md", "date: 2020-01-01\n"));
}

static void an_impossible_date_in_a_file_name_is_an_error(void **state)
{
    struct fixture *fixture = *state;
    assert_false(read_article(fixture, "articles/2019-02-30-x.md", ""));
    assert_string_equal(printed(fixture),
        "a.md:1:1: error: there is no date '2019-02-30', with which the file name starts [impossible-date]\n"
        "    1 | ---\n"
        "      | ^~~\n"
        "  hint: rename the file, or add a line date: 2024-02-26\n");
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_form_of_a_date_is_read), TEST(what_is_no_date_is_an_error_at_every_key),
        TEST(a_malformed_date_shows_the_form_to_write), TEST(a_time_with_the_name_of_a_zone_shows_its_offset),
        TEST(a_file_name_can_carry_the_date), TEST(the_key_counts_more_than_the_file_name),
        TEST(an_impossible_date_in_a_file_name_is_an_error),
        /* to add one: a function whose name is a sentence, and its row */
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
