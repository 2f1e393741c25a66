/* SPDX-License-Identifier: MIT */
/* sheet: what of CSV and TSV becomes which cell, where it stood, and what is said of a table that is none. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/json.h"
#include "load/sheet.h"
#include "said_case.h"

struct fixture {
    struct arena arena;
    struct sources sources;
    struct diagnostics diagnostics;
    struct value value;
    bool is_good;
};

static int set_up(void **state)
{
    static struct fixture fixture;
    arena_init(&fixture.arena);
    *state = &fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    arena_release(&fixture->arena);
    return 0;
}

static void parse(struct fixture *fixture, text contents, char separator)
{
    sources_init(&fixture->sources, &fixture->arena);
    diagnostics_init(&fixture->diagnostics, &fixture->arena);
    /* A copy ends where the text does, so that the sanitizers see who reads on. */
    contents = text_copy(&fixture->arena, contents);
    uint32_t source = sources_add(&fixture->sources, TEXT("a.csv"), TEXT_NONE, contents);
    fixture->is_good =
        sheet_parse(&fixture->arena, source, contents, separator, &fixture->value, &fixture->diagnostics);
}

static void gives_by(struct fixture *fixture, const char *contents, char separator, const char *json)
{
    struct buffer out;
    parse(fixture, text_of(contents), separator);
    assert_string_equal(said_in_print(&fixture->arena, &fixture->diagnostics, &fixture->sources), "");
    assert_true(fixture->is_good);
    buffer_init(&out, &fixture->arena);
    json_write(&out, &fixture->value, 0);
    assert_string_equal(text_to_string(&fixture->arena, buffer_text(&out)), json);
}

static void gives(struct fixture *fixture, const char *contents, const char *json)
{
    gives_by(fixture, contents, ',', json);
}

/* `said` is how the report goes on behind "a.csv:", without excerpt and notes. */
static void refuses(
    struct fixture *fixture, text contents, const char *code, size_t line, size_t column, const char *hint)
{
    parse(fixture, contents, ',');
    assert_false(fixture->is_good);
    assert_int_equal(fixture->diagnostics.error_count, 1);
    const struct diagnostic *said = fixture->diagnostics.first;
    struct position position = source_position(contents, said->where);
    assert_string_equal(said->code, code);
    assert_int_equal(position.line, line);
    assert_int_equal(position.column, column);
    assert_in_range(said->where.length, 0, contents.length - said->where.offset);
    assert_string_equal(text_to_string(&fixture->arena, said->hint), hint);
}

static void rows_are_maps_in_the_order_of_columns(void **state)
{
    gives(*state, "b,a\n1,2\n3,4\n", "[{\"b\":\"1\",\"a\":\"2\"},{\"b\":\"3\",\"a\":\"4\"}]");
    gives(*state, "b,a\n", "[]");
    gives(*state, "year\n2019", "[{\"year\":\"2019\"}]");
}

static void every_value_is_text(void **state)
{
    gives(*state, "a,b,c,d\n007,true,,\"1,000\"\n",
        "[{\"a\":\"007\",\"b\":\"true\",\"c\":\"\",\"d\":\"1,000\"}]");
    struct fixture *fixture = *state;
    const struct value *blank = value_map_find(fixture->value.as.list->items[0].as.map, TEXT("c"));
    assert_int_equal(blank->kind, VALUE_TEXT);
    assert_false(blank->is_plain);
}

static void lines_end_in_every_way(void **state)
{
    const char *json = "[{\"a\":\"1\",\"b\":\"2\"},{\"a\":\"x\\ny\",\"b\":\"\"}]";
    gives(*state, "a,b\n1,2\n\"x\ny\",", json);
    gives(*state, "a,b\r\n1,2\r\n\"x\r\ny\",\r\n", json);
    gives(*state, "a,b\r1,2\r\"x\ry\",\r", json);
    gives(*state,
        "\xEF\xBB\xBF"
        "a,b\n\n1,2\n \t\n,\n\"x\ny\",\n\n",
        json);
    assert_int_equal(((struct fixture *)*state)->value.where.offset, 3);
}

static void quotes_hold_separators_and_quotes(void **state)
{
    gives(*state, "\"a\", \"b\" ,\"c\"\n\"1,\"\"2\"\"\",\" 3 \",\"\"\n",
        "[{\"a\":\"1,\\\"2\\\"\",\"b\":\" 3 \",\"c\":\"\"}]");
    gives(*state, "a\n'x'\n", "[{\"a\":\"'x'\"}]");
    gives(*state, "sep=x,\"y\tz\"\n1,2\n", "[{\"sep=x\":\"1\",\"y\\tz\":\"2\"}]");
}

static void blanks_around_cells_are_not_of_them(void **state)
{
    gives(*state, " a ,\tb\n  1 x  , 2\t\n", "[{\"a\":\"1 x\",\"b\":\"2\"}]");
}

static void blank_columns_at_the_end_are_passed_over(void **state)
{
    gives(*state, "a,b,,\n1,2,,\n3,4\n,,,\n,5,\n",
        "[{\"a\":\"1\",\"b\":\"2\"},{\"a\":\"3\",\"b\":\"4\"},{\"a\":\"\",\"b\":\"5\"}]");
}

static void semicolons_part_cells_where_the_first_row_has_no_comma(void **state)
{
    gives(*state, "\n\na;b\n1,5;2\n", "[{\"a\":\"1,5\",\"b\":\"2\"}]");
    gives(*state, "\"a, b\";c\n1;2\n", "[{\"a, b\":\"1\",\"c\":\"2\"}]");
    gives(*state, "a;b,c\n1;2,3\n", "[{\"a;b\":\"1;2\",\"c\":\"3\"}]");
    gives(*state, "\"a;b\"\n1;2\n", "[{\"a;b\":\"1;2\"}]");
    gives_by(*state, "a;b\n1;2\n", '\t', "[{\"a;b\":\"1;2\"}]");
}

static void tabs_part_cells_of_tsv(void **state)
{
    gives_by(
        *state, "a\tb\tc\n1,2\t\t\"x\ty\"\n\t\t\n", '\t', "[{\"a\":\"1,2\",\"b\":\"\",\"c\":\"x\\ty\"}]");
}

static void each_cell_knows_its_place(void **state)
{
    struct fixture *fixture = *state;
    gives(fixture, "a,b,c\r\n\r\n 1 ,, \"x\ny\" \n", "[{\"a\":\"1\",\"b\":\"\",\"c\":\"x\\ny\"}]");
    assert_int_equal(fixture->value.as.list->items[0].where.offset, 10);
    const struct value_map *row = fixture->value.as.list->items[0].as.map;
    static const size_t offsets[] = { 10, 13, 15 }, lengths[] = { 1, 0, 5 };
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(row->entries[i].value.where.offset, offsets[i]);
        assert_int_equal(row->entries[i].value.where.length, lengths[i]);
        assert_int_equal(row->entries[i].key_where.offset, 2 * i);
    }
}

static void a_table_without_names_is_refused(void **state)
{
    const char *hint = "write them into its first line, as in year,amount";
    refuses(*state, TEXT(""), "table-header", 1, 1, hint);
    refuses(*state, TEXT("\xEF\xBB\xBF"), "table-header", 1, 1, hint);
    refuses(*state, TEXT("\n \n,,\n"), "table-header", 1, 1, hint);
    refuses(*state, TEXT("a,,c\n"), "table-header", 1, 3,
        "write a name there, or take the column out of the table");
    refuses(*state, TEXT("a,b,a\n1\n"), "table-header", 1, 5, "give one of them another name");
    refuses(*state, TEXT("a\tb\n1\t2\n"), "table-header", 1, 1, "end its name in .tsv");
    refuses(*state, TEXT("sep=;\na;b\n"), "table-header", 1, 1,
        "delete the line: commas, or semicolons in the first row, are seen without it");
}

static void a_row_that_does_not_fit_is_refused(void **state)
{
    refuses(*state, TEXT("a,b\n1,2\n3,4,\xC3\xBC\n"), "uneven-row", 3, 5,
        "put a cell that holds a ',' between two '\"'; if the column is meant, write its name into the first "
        "row");
    refuses(*state, TEXT("a;b;c\n1;2\n"), "uneven-row", 2, 3, "write a ';' for each cell, blank ones too");
    refuses(*state, TEXT("a;b;c;d\n1;;\n"), "uneven-row", 2, 4, "write a ';' for each cell, blank ones too");
    refuses(*state, TEXT("a;b;c\n1;"), "uneven-row", 2, 3, "write a ';' for each cell, blank ones too");
    refuses(*state, TEXT("a;b;c\r1;2;3\r4;55\r"), "uneven-row", 1, 15,
        "write a ';' for each cell, blank ones too");
    refuses(*state, TEXT("a,b\nSource: us\n"), "uneven-row", 2, 1,
        "delete the line if it is no row of the table: a title or a source belongs into the text");
    refuses(*state, TEXT("Table 1\n\na,b\n1,2\n"), "uneven-row", 3, 3,
        "delete what stands above the row with the names of the columns, or put a cell that holds a ',' "
        "between two "
        "'\"'");
}

static void the_first_ten_mistakes_are_enough(void **state)
{
    struct fixture *fixture = *state;
    struct buffer out;
    buffer_init(&out, &fixture->arena);
    buffer_append_literal(&out, "a,b,c\n");
    for (size_t i = 0; i < 1000; i++)
        buffer_append_literal(&out, "1,2\n");
    parse(fixture, buffer_text(&out), ',');
    assert_int_equal(fixture->diagnostics.error_count, 10);
    parse(fixture, TEXT("a,,,,,,,,,,,,,,,b\n"), ',');
    assert_int_equal(fixture->diagnostics.error_count, 10);
    parse(fixture, TEXT("Title\na,b\n1,2\n"), ',');
    assert_int_equal(fixture->diagnostics.error_count, 1);
}

static void a_quote_out_of_place_is_refused(void **state)
{
    refuses(*state, TEXT("a,b\nx, 5\" pipe ,\n"), "table-quote", 2, 5, "write \"5\"\" pipe\"");
    refuses(*state, TEXT("a,b\n\"the \"white\" paper\",\n"), "table-quote", 2, 7,
        "write each '\"' inside the cell twice, and a ',' behind the last");
    refuses(*state, TEXT("a\n\"x\" \"y\"\n"), "table-quote", 2, 5,
        "write each '\"' inside the cell twice, and a ',' behind the last");
    refuses(*state, TEXT("a,b\n1,\"x\n2,3\n"), "table-quote", 2, 3,
        "write '\"' at its end; a mark that belongs to the words stands twice, and the cell between two of "
        "its own");
    refuses(*state, TEXT("\""), "table-quote", 1, 1,
        "write '\"' at its end; a mark that belongs to the words stands twice, and the cell between two of "
        "its own");
}

static void bytes_that_are_no_text_are_refused(void **state)
{
    const char *hint =
        "save it again as UTF-8: in Excel as 'CSV UTF-8', in LibreOffice with the character set "
        "'Unicode (UTF-8)'";
    refuses(*state, TEXT("a,b\n1,\xFC\n"), "invalid-utf8", 2, 3, hint);
    refuses(*state,
        TEXT("\xFF\xFE"
             "a\0\n\0"),
        "utf-16", 1, 1, hint);
    refuses(
        *state, TEXT("a,b\n1,\0\n"), "nul-byte", 2, 3, "remove it; a file full of them is not a text file");
    refuses(*state, TEXT("a,b\n1,x\x0By\n"), "control-character", 2, 4,
        "remove it, or write a blank in its place");
    refuses(*state, TEXT("a,b\n<<<<<<< ours\n1,2\n=======\n>>>>>>> theirs\n"), "unfinished-merge", 2, 1,
        "keep the lines of one side or both, and delete the marks");
}

static void a_file_has_a_million_cells_at_most(void **state)
{
    struct fixture *fixture = *state;
    struct buffer out;
    buffer_init(&out, &fixture->arena);
    for (size_t i = 0; i < 1000000; i++)
        buffer_append_literal(&out, "a\n");
    parse(fixture, buffer_text(&out), ',');
    assert_true(fixture->is_good);
    assert_int_equal(fixture->value.as.list->count, 999999);
    buffer_append_literal(&out, "a\n");
    refuses(fixture, buffer_text(&out), "table-too-large", 1000001, 1,
        "split it into several files; one that is for download alone belongs into another folder of "
        "content/");
    /* Of the row that is cut off there, nothing more is said. */
    buffer_reset(&out);
    for (size_t i = 0; i < 500001; i++)
        buffer_append(&out, text_of(i ? "a,b\n" : "a,b,\n"));
    parse(fixture, buffer_text(&out), ',');
    assert_int_equal(fixture->diagnostics.error_count, 1);
}

/* One long cell, and one that is nothing but marks: libcsv's buffer grows, and its bytes are kept. */
static void a_cell_may_be_long(void **state)
{
    struct fixture *fixture = *state;
    struct buffer out;
    buffer_init(&out, &fixture->arena);
    buffer_append_literal(&out, "a\n\"");
    for (size_t i = 0; i < 100000; i++)
        buffer_append_literal(&out, "\"\",\n");
    buffer_append_literal(&out, "\"\n");
    parse(fixture, buffer_text(&out), ',');
    assert_true(fixture->is_good);
    assert_int_equal(fixture->value.as.list->items[0].as.map->entries[0].value.as.text.length, 300000);
}

/* Any row of these signs is read or refused, and never half of it. */
static void all_short_files_are_read_or_refused(void **state)
{
    static const char signs[] = { 'a', ',', ';', '"', '\n', '\r', ' ', '\t' };
    enum { LONGEST = 5 };
    struct fixture *fixture = *state;
    for (size_t length = 0; length <= LONGEST; length++)
        for (size_t number = 0; number < (size_t)1 << (3 * length); number++) {
            char bytes[LONGEST + 1] = "";
            for (size_t i = 0; i < length; i++)
                bytes[i] = signs[number >> (3 * i) & 7];
            parse(fixture, (text){ bytes, length }, number % 2 ? ',' : '\t');
            assert_int_equal(fixture->is_good, fixture->diagnostics.error_count == 0);
            arena_reset(&fixture->arena);
        }
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(rows_are_maps_in_the_order_of_columns), TEST(every_value_is_text), TEST(lines_end_in_every_way),
        TEST(quotes_hold_separators_and_quotes), TEST(blanks_around_cells_are_not_of_them),
        TEST(blank_columns_at_the_end_are_passed_over),
        TEST(semicolons_part_cells_where_the_first_row_has_no_comma), TEST(tabs_part_cells_of_tsv),
        TEST(each_cell_knows_its_place), TEST(a_table_without_names_is_refused),
        TEST(a_row_that_does_not_fit_is_refused), TEST(the_first_ten_mistakes_are_enough),
        TEST(a_quote_out_of_place_is_refused), TEST(bytes_that_are_no_text_are_refused),
        TEST(a_file_has_a_million_cells_at_most), TEST(a_cell_may_be_long),
        TEST(all_short_files_are_read_or_refused),
        /* to add one: a function whose name is a sentence, and its row */
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
