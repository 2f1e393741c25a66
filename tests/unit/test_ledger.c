/* SPDX-License-Identifier: MIT */
/* ledger: what urls.lock says is kept as it is, however its lines come, and nothing else is taken for it. */
#include "folder_case.h"
#include <string.h>
#include <sys/stat.h>
#include "base/arena.h"
#include "base/file.h"
#include "build/ledger.h"

static char root[] = FOLDER_CASE_PATH;
static int folder;
static struct arena arena;

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena);
    folder = folder_case_open(root);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    folder_case_close(folder, root);
    arena_release(&arena);
    return 0;
}

#define HEAD_OF(version)                                                                                     \
    "# brief urls.lock " version                                                                             \
    ": the addresses of this archive, written by brief build; commit it with the content\n"
#define HEAD  HEAD_OF("4")
#define WORDS " 5f0c2b7e9a81d604"

/* Reads the file and writes what was read; or what is said of it, with line and code. */
static const char *read_and_written(const char *contents, struct ledger *ledger)
{
    struct sources sources;
    struct diagnostics diagnostics;
    sources_init(&sources, &arena);
    diagnostics_init(&diagnostics, &arena);
    assert_int_equal(file_write(folder, "urls.lock", text_of(contents), true), 0);
    bool is_good = ledger_read(&arena, folder, &sources, NULL, ledger, &diagnostics);
    assert_int_not_equal(ledger->source, 0);
    const struct diagnostic *first = diagnostics.first;
    assert_int_equal(is_good, first == NULL);
    if (is_good)
        return text_to_string(&arena, ledger_write(&arena, ledger));
    assert_null(first->next);
    size_t line = 1;
    for (size_t i = 0; i < first->where.offset && contents[i]; i++)
        line += contents[i] == '\n';
    return text_format(&arena, "%s, line %zu", first->code, line).bytes;
}

struct row {
    const char *contents, *expected;
};

static void check(const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct ledger ledger;
        const char *is = read_and_written(rows[i].contents, &ledger);
        if (strcmp(is, rows[i].expected) != 0)
            print_error("%s\n", rows[i].contents);
        assert_string_equal(is, rows[i].expected);
    }
}

#define CHECK(rows) check((rows), sizeof(rows) / sizeof *(rows))

static void what_brief_wrote_comes_back(void **state)
{
    (void)state;
    static const char *const written[] = {
        HEAD "/a/ list\n",
        HEAD "/a/ gone\n/b/ page b\n/c/ page-alias b\n",
        HEAD "/2019/levy/ article 2019/levy 2024-03-02 1" WORDS "\n/old/ alias 2019/levy\n",
        HEAD "/a/ article a 2024-03-02T10:00:00+01:00 999999999 0123456789abcdef\n",
        HEAD "/a/ article a%20b%25%0A%7F 2024-03-02 0" WORDS "\n",
        HEAD "/a/ article \xC3\xA9!~ 2024-03-02 10" WORDS "\n",
        HEAD "/a/ article a 2024-03-02 1" WORDS " 2019-02-26 m-ruiz,\xC3\xA9\n",
        HEAD "/a/ article a 2024-03-02 1" WORDS " 2019-02-26T09:00:00Z - withdrawn\n",
        HEAD "/a.csv file" WORDS "\n/b/ list\n/feed.xml feed briefings.example,2019\n",
        HEAD "/feed.xml feed a.example https://b.example:8080/archive\n",
        HEAD "/ list\n/gr%C3%B6%C3%9Fe/ list\n/tags/water/ list\n",
    };
    for (size_t i = 0; i < sizeof written / sizeof *written; i++) {
        struct ledger ledger;
        assert_string_equal(read_and_written(written[i], &ledger), written[i]);
    }
    static const struct row others[] = {
        { "\xEF\xBB\xBF" HEAD "/a/ list\n", HEAD "/a/ list\n" },
        { "/a/ list\r\n\r\n# a remark\r\n/b/ gone", HEAD "/a/ list\n/b/ gone\n" },
        { "# brief urls.lock 1\n/a/ list\n", HEAD "/a/ list\n" },
        { HEAD_OF("3") "/feed.xml feed a.example\n", HEAD "/feed.xml feed a.example\n" },
        { "/feed.xml feed a.example\n/feed.xml feed a.example https://a.example\n",
            HEAD "/feed.xml feed a.example https://a.example\n" },
        { "/authors/a/ list\n/authors/a/ list Ann%20Lee\n", HEAD "/authors/a/ list Ann%20Lee\n" },
        { HEAD_OF("1") "/a.csv file" WORDS "\n" HEAD_OF("2") "/b/ list\n",
            HEAD "/a.csv file" WORDS "\n/b/ list\n" },
    };
    CHECK(others);
}

static void what_is_no_line_of_it_stops(void **state)
{
    (void)state;
    static const char *const malformed[] = { "a/ list", "/a/", "/a/ ", "/a/ lists", "/a/ list x y",
        "/a/ list ", "/a/ gone x", "/a.csv file", "/a.csv file x", "/a.csv file" WORDS " x", "/feed.xml feed",
        "/feed.xml feed a b", "/feed.xml feed a ", "/feed.xml feed a https://",
        "/feed.xml feed a https://b c", "/a/ page", "/a/ page ", "/a/ page a b", "/a/ alias",
        "/a/ page-alias a b", " /a/ list", "/a// list", "/A b/ list", "/a/../b/ list", "/a%2fb/ list",
        "/%61/ list", "/a/?b list", "/a", "/a/ article a 2024-03-02 1",
        "/a/ article a 2024-03-02 1 5f0c2b7e9a81d60", "/a/ article a 2024-03-02 1 5f0c2b7e9a81d6040",
        "/a/ article a 2024-03-02 1 5f0c2b7e9a81d60g", "/a/ article a 2024-03-02 1 5F0C2B7E9A81D604",
        "/a/ article a 2024-03-02 1" WORDS " ", "/a/ article a 2024-03-02 1" WORDS " x",
        "/a/ article a 2024-03-02 1" WORDS " 2019-02-26", "/a/ article a 2024-03-02 1" WORDS " 2019-02-26 ",
        "/a/ article a 2024-03-02 1" WORDS " 2019-02-26  withdrawn",
        "/a/ article a 2024-03-02 1" WORDS " x m-ruiz",
        "/a/ article a 2024-03-02 1" WORDS " 2019-02-26 m-ruiz Withdrawn",
        "/a/ article a 2024-03-02 1" WORDS " 2019-02-26 m-ruiz withdrawn x",
        "/a/ article a 2024-03-02 x" WORDS, "/a/ article a 2024-03-02 " WORDS,
        "/a/ article a 2024-03-02 -1" WORDS, "/a/ article a 2024-03-02 1000000000" WORDS,
        "/a/ article a  1" WORDS, "/a/ article  2024-03-02 1" WORDS, "/a/ article a 2024_03 1" WORDS, "\xFF",
        "/a/ page \xFF" };
    for (size_t i = 0; i < sizeof malformed / sizeof *malformed; i++) {
        struct ledger ledger;
        const char *contents = text_format(&arena, HEAD "/0/ list\n%s\n/z/ list\n", malformed[i]).bytes;
        const char *found = read_and_written(contents, &ledger);
        if (strcmp(found, "malformed-ledger, line 3") != 0)
            print_error("%s\n", malformed[i]);
        assert_string_equal(found, "malformed-ledger, line 3");
    }
    static const struct row others[] = {
        { "", "malformed-ledger, line 1" },
        { HEAD, "malformed-ledger, line 1" },
        { "/a/ list\n# brief urls.lock 5: x\n", "malformed-ledger, line 2" },
        { "# brief urls.lock 12\n/a/ list\n", "malformed-ledger, line 1" },
        { "/a/ list\n<<<<<<< ours\n/b/ list\n=======\n>>>>>>> theirs\n", "ledger-conflict, line 2" },
        /* Of one that was half cleared away, or shown with what both sides came from. */
        { "/a/ list\n>>>>>>> theirs\n", "ledger-conflict, line 2" },
        { "/a/ list\n=======\n", "ledger-conflict, line 2" },
        { "/a/ list\n||||||| base\n=======\n/b/ list\n>>>>>>> theirs\n", "ledger-conflict, line 2" },
    };
    CHECK(others);
}

static void lines_of_both_sides_become_one_ledger(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { "/b/ list\n/a/ list\n/b/ list\n", HEAD "/a/ list\n/b/ list\n" },
        { "/a/ page a\n/a/ page-alias a\n", HEAD "/a/ page a\n" },
        { "/a/ alias a\n/a/ article a 2024-03-02 1" WORDS "\n",
            HEAD "/a/ article a 2024-03-02 1" WORDS "\n" },
        { "/a/ article a 2024-03-02 1" WORDS "\n/a/ article a 2024-03-03 1" WORDS "\n",
            HEAD "/a/ article a 2024-03-03 1" WORDS "\n" },
        { "/a/ article a 2024-03-03 1" WORDS "\n/a/ article a 2024-03-02 2" WORDS "\n",
            HEAD "/a/ article a 2024-03-03 1" WORDS "\n" },
        { "/a/ article a 2024-03-02 1" WORDS "\n/a/ article a 2024-03-02 2" WORDS "\n",
            HEAD "/a/ article a 2024-03-02 2" WORDS "\n" },
        { "/a/ article a 2024-03-02 1" WORDS "\n/a/ article a 2024-03-02 1" WORDS " 2019-02-26 -\n",
            HEAD "/a/ article a 2024-03-02 1" WORDS " 2019-02-26 -\n" },
        { "/a/ article a 2024-03-02 2" WORDS "\n/a/ article a 2024-03-02 1" WORDS "\n",
            HEAD "/a/ article a 2024-03-02 2" WORDS "\n" },
        { "/a/ article a 2024-03-02 1 0000000000000001\n/a/ article a 2024-03-02 1 0000000000000000\n",
            HEAD "/a/ article a 2024-03-02 1 0000000000000001\n" },
        { "/a/ gone\n/a/ page a\n", HEAD "/a/ page a\n" },
        { "/a/ page a\n/a/ gone\n", HEAD "/a/ page a\n" },
        { "/a/ gone\n/a/ gone\n", HEAD "/a/ gone\n" },
        { "/a/ list\n/a/ gone\n", HEAD "/a/ list\n" },
        { "/a/ page a\n/a/ page b\n", "ledger-conflict, line 2" },
        { "/a/ page a\n/a/ alias a\n", "ledger-conflict, line 2" },
        { "/a/ gone\n/a/ page a\n/a/ page b\n", "ledger-conflict, line 3" },
        { "/a/ page a\n/a/ list\n", "ledger-conflict, line 2" },
    };
    CHECK(rows);
}

static void an_article_is_found_by_the_line_with_its_newer_note(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "/a/ article a 2024-03-02 1" WORDS "\n/b/ article a 2024-03-03 1" WORDS "\n/c/ alias a\n/d/ page a\n",
        "/b/ article a 2024-03-03 1" WORDS "\n/c/ article a 2024-03-02 1" WORDS "\n",
        "/b/ article a 2024-03-03 1" WORDS "\n/c/ article a 2024-03-03 1" WORDS "\n",
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct ledger ledger;
        read_and_written(rows[i], &ledger);
        const struct ledger_entry *entry = map_find(&ledger.articles_by_id, TEXT("a"));
        assert_non_null(entry);
        assert_true(text_equal(entry->address, TEXT("/b/")));
        assert_int_equal(entry->note_count, 1);
        assert_ptr_equal(map_find(&ledger.by_address, TEXT("/b/")), entry);
        assert_null(map_find(&ledger.by_address, TEXT("/x/")));
    }
}

static void without_a_file_it_is_empty_and_a_folder_is_none(void **state)
{
    (void)state;
    struct sources sources;
    struct diagnostics diagnostics;
    struct ledger ledger;
    sources_init(&sources, &arena);
    diagnostics_init(&diagnostics, &arena);
    unlinkat(folder, "urls.lock", 0);
    assert_true(ledger_read(&arena, folder, &sources, NULL, &ledger, &diagnostics));
    assert_int_equal(ledger.count, 0);
    assert_int_equal(ledger.source, 0);
    assert_null(diagnostics.first);
    assert_int_equal(mkdirat(folder, "urls.lock", 0755), 0);
    assert_false(ledger_read(&arena, folder, &sources, NULL, &ledger, &diagnostics));
    assert_non_null(diagnostics.first);
    unlinkat(folder, "urls.lock", AT_REMOVEDIR);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_brief_wrote_comes_back),
        cmocka_unit_test(what_is_no_line_of_it_stops),
        cmocka_unit_test(lines_of_both_sides_become_one_ledger),
        cmocka_unit_test(an_article_is_found_by_the_line_with_its_newer_note),
        cmocka_unit_test(without_a_file_it_is_empty_and_a_folder_is_none),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
