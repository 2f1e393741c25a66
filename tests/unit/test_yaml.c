/* SPDX-License-Identifier: MIT */
/* yaml: values as JSON, places as the bytes they span, mistakes as printed. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/json.h"
#include "load/yaml.h"

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

static void parse_under(
    struct fixture *fixture, text contents, size_t offset, const struct yaml_limits *limits)
{
    sources_init(&fixture->sources, &fixture->arena);
    diagnostics_init(&fixture->diagnostics, &fixture->arena);
    uint32_t source = sources_add(&fixture->sources, TEXT("a.yml"), TEXT_NONE, contents);
    fixture->is_good =
        yaml_parse(&fixture->arena, source, contents, offset, limits, &fixture->value, &fixture->diagnostics);
}

static void parse(struct fixture *fixture, const char *contents)
{
    parse_under(fixture, text_of(contents), 0, &yaml_limits_front_matter);
}

static void assert_json(struct fixture *fixture, const char *contents, const char *json)
{
    parse(fixture, contents);
    struct buffer out;
    buffer_init(&out, &fixture->arena);
    json_write(&out, &fixture->value, 0);
    assert_string_equal(text_to_string(&fixture->arena, buffer_text(&out)), json);
    assert_true(fixture->is_good);
    assert_int_equal(fixture->diagnostics.error_count, 0);
}

static void assert_printed(struct fixture *fixture, const char *expected)
{
    struct buffer out;
    buffer_init(&out, &fixture->arena);
    diagnostics_print(&fixture->diagnostics, &fixture->sources,
        &(struct diagnostic_style){ .form = DIAGNOSTIC_TEXT }, &out);
    assert_string_equal(text_to_string(&fixture->arena, buffer_text(&out)), expected);
    assert_false(fixture->is_good);
}

static void assert_report(struct fixture *fixture, const char *contents, const char *expected)
{
    parse(fixture, contents);
    assert_printed(fixture, expected);
}

/* The bytes that a value spans. */
static void assert_spans(
    struct fixture *fixture, const char *contents, const struct value *value, const char *expected)
{
    text found = text_slice(text_of(contents), value->where.offset, value->where.length);
    assert_string_equal(text_to_string(&fixture->arena, found), expected);
}

static const struct value *item(const struct fixture *fixture, const char *key)
{
    const struct value *value = value_map_find(fixture->value.as.map, text_of(key));
    assert_non_null(value);
    return value;
}

static void plain_scalars_follow_the_core_schema(void **state)
{
    assert_json(*state, "[null, Null, NULL, ~, true, True, TRUE, false, False, FALSE]",
        "[null,null,null,null,true,true,true,false,false,false]");
    assert_json(*state, "[0, 12, -3, +4, 010, 0o17, 0xFf, 9223372036854775807]",
        "[0,12,-3,4,10,15,255,9223372036854775807]");
    assert_json(
        *state, "[1.5, -1., .5, 1e3, +2.5E-1, 99999999999999999999]", "[1.5,-1.0,0.5,1000.0,0.25,1e+20]");
}

static void what_only_looks_like_a_number_is_text(void **state)
{
    assert_json(*state, "[yes, no, on, off, y, n]", "[\"yes\",\"no\",\"on\",\"off\",\"y\",\"n\"]");
    assert_json(*state, "[12:30:45, 1_000, 0o8, 0xG, 1e, ., +, -.e3, 2019-02-26, 0b1]",
        "[\"12:30:45\",\"1_000\",\"0o8\",\"0xG\",\"1e\",\".\",\"+\",\"-.e3\",\"2019-02-26\",\"0b1\"]");
    assert_json(*state, "[\"12\", '1.5', \"true\", 'null', \"\"]", "[\"12\",\"1.5\",\"true\",\"null\",\"\"]");
    assert_json(*state, "|\n  12\n", "\"12\\n\"");
}

static void infinity_and_not_a_number_are_floats(void **state)
{
    struct fixture *fixture = *state;
    parse(fixture, "[.inf, -.INF, +.Inf, .nan, .NaN, -.nan]");
    const struct value *items = fixture->value.as.list->items;
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(items[i].kind, VALUE_FLOAT);
    assert_true(items[0].as.floating > 1e308 && items[1].as.floating < -1e308 &&
                items[3].as.floating != items[3].as.floating);
    assert_int_equal(items[5].kind, VALUE_TEXT);
}

static void only_texts_without_quotes_are_plain(void **state)
{
    struct fixture *fixture = *state;
    parse(fixture, "[a, 'a', \"a\", 12, 2019-02-26]");
    const bool plain[] = { true, false, false, false, true };
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(fixture->value.as.list->items[i].is_plain, plain[i]);
}

static void blocks_and_flows_nest(void **state)
{
    assert_json(*state, "a:\n  - b: 1\n    c: [2, {d: 3}]\n  - 4\ne: {}\nf: []\n",
        "{\"a\":[{\"b\":1,\"c\":[2,{\"d\":3}]},4],\"e\":{},\"f\":[]}");
    assert_json(*state, "a: >\n  folded\n  text\nb: |-\n  kept\n  lines\n",
        "{\"a\":\"folded text\\n\",\"b\":\"kept\\nlines\"}");
    assert_json(*state, "12: a\ntrue: b\n? c\n: d\n", "{\"12\":\"a\",\"true\":\"b\",\"c\":\"d\"}");
}

static void an_empty_document_is_none(void **state)
{
    const char *const documents[] = { "", "\n\n", "# only a comment\n", "---\n", "---\n...\n",
        "\xEF\xBB\xBF" };
    for (size_t i = 0; i < sizeof documents / sizeof *documents; i++)
        assert_json(*state, documents[i], "null");
}

static void a_byte_order_mark_and_crlf_are_fine(void **state)
{
    assert_json(*state,
        "\xEF\xBB\xBF"
        "a: 1\r\nb:\r\n  - c\r\n",
        "{\"a\":1,\"b\":[\"c\"]}");
}

static void spans_are_bytes_whatever_stands_before(void **state)
{
    struct fixture *fixture = *state;
    const char *contents = "\xEF\xBB\xBF"
                           "caf\xC3\xA9: \"\xE2\x82\xAC 5\"\r\nb: \xF0\x9F\x98\x80 x # note\r\nc: [1, "
                           "\xC3\xA9]\nd: {e: 2.50}\nf: 'it''s'\n";
    parse(fixture, contents);
    assert_true(fixture->is_good);
    assert_spans(fixture, contents, item(fixture, "caf\xC3\xA9"), "\"\xE2\x82\xAC 5\"");
    assert_spans(fixture, contents, item(fixture, "b"), "\xF0\x9F\x98\x80 x");
    assert_spans(fixture, contents, item(fixture, "c"), "[1, \xC3\xA9]");
    assert_spans(fixture, contents, &item(fixture, "c")->as.list->items[1], "\xC3\xA9");
    assert_spans(fixture, contents, item(fixture, "d"), "{e: 2.50}");
    assert_spans(fixture, contents, value_map_find(item(fixture, "d")->as.map, TEXT("e")), "2.50");
    assert_spans(fixture, contents, item(fixture, "f"), "'it''s'");
}

static void spans_of_blocks_end_with_their_last_value(void **state)
{
    struct fixture *fixture = *state;
    const char *contents = "a:\n  - b: 1 # one\n\n  # two\n  - c\nd:\n  e:\nf: 2\n";
    parse(fixture, contents);
    assert_spans(fixture, contents, item(fixture, "a"), "- b: 1 # one\n\n  # two\n  - c");
    assert_spans(fixture, contents, &item(fixture, "a")->as.list->items[0], "b: 1");
    assert_spans(fixture, contents, item(fixture, "d"), "e");
}

static void spans_leave_anchors_and_tags_out(void **state)
{
    struct fixture *fixture = *state;
    const char *contents = "a: &x 12\nb: !!str 012\n";
    parse(fixture, contents);
    assert_spans(fixture, contents, item(fixture, "a"), "12");
    assert_spans(fixture, contents, item(fixture, "b"), "012");
    assert_int_equal(item(fixture, "b")->kind, VALUE_TEXT);
}

/* No byte behind the contents is looked at: they are the whole of what was allocated. */
static void an_anchor_may_be_all_there_is(void **state)
{
    struct fixture *fixture = *state;
    static const char written[] = { '&', 'Y' };
    char *contents = malloc(sizeof written);
    assert_non_null(contents);
    memcpy(contents, written, sizeof written);
    parse_under(fixture, (text){ contents, sizeof written }, 0, &yaml_limits_front_matter);
    assert_true(fixture->is_good);
    assert_int_equal(fixture->diagnostics.first->where.offset, 0);
    free(contents);
}

static void spans_count_from_the_start_of_the_source(void **state)
{
    struct fixture *fixture = *state;
    const char *contents = "---\na: \xC3\xA9\nb: two\n";
    parse_under(fixture, text_of(contents), 4, &yaml_limits_front_matter);
    assert_spans(fixture, contents, item(fixture, "b"), "two");
    assert_int_equal(fixture->value.as.map->entries[1].key_where.offset, 10);
}

static void aliases_share_what_they_name(void **state)
{
    assert_json(*state, "a: &x [1, 2]\nb: *x\nc: &y hello\nd: [*y, *x]\n",
        "{\"a\":[1,2],\"b\":[1,2],\"c\":\"hello\",\"d\":[\"hello\",[1,2]]}");
    assert_json(*state, "a: &x 1\nb: *x\nc: &x 2\nd: *x\n", "{\"a\":1,\"b\":1,\"c\":2,\"d\":2}");
}

static void an_alias_cannot_name_what_holds_it(void **state)
{
    assert_report(*state, "a: &a [*a]\n",
        "a.yml:1:8: error: alias '*a' names no complete value above it [unknown-alias]\n"
        "    1 | a: &a [*a]\n"
        "      |        ^~\n"
        "  hint: put the value in quotes if no alias is meant\n");
}

static void standard_tags_are_obeyed(void **state)
{
    assert_json(*state,
        "[!!str 12, !!int 0x10, !!float 3, !!bool true, !!null null, !!seq [a], !!map {b: c}]",
        "[\"12\",16,3.0,true,null,[\"a\"],{\"b\":\"c\"}]");
}

static void an_item_that_starts_with_an_exclamation_mark_is_text(void **state)
{
    assert_json(*state, "[2019/a, !2019/b-c, d]", "[\"2019/a\",\"!2019/b-c\",\"d\"]");
    assert_json(*state, "- !2019/b\n- c\n", "[\"!2019/b\",\"c\"]");
}

static void other_tags_are_refused(void **state)
{
    assert_report(*state, "a: !!python/object:os.system x\n",
        "a.yml:1:4: error: tag '!!python/object:os.system' is not supported [yaml-tag]\n"
        "    1 | a: !!python/object:os.system x\n"
        "      |    ^~~~~~~~~~~~~~~~~~~~~~~~~~~\n"
        "  hint: remove the tag, or put the value in quotes if it is a text\n");
    assert_report(*state, "a: !!int x\n",
        "a.yml:1:4: error: tag '!!int' does not fit the value [yaml-tag]\n"
        "    1 | a: !!int x\n"
        "      |    ^~~~~~~\n"
        "  hint: remove the tag, or put the value in quotes if it is a text\n");
    parse(*state, "a: !local {b: 1}\n");
    assert_false(((struct fixture *)*state)->is_good);
}

static void a_duplicate_key_shows_both_places_and_leaves_the_rest(void **state)
{
    struct fixture *fixture = *state;
    assert_report(fixture, "a: 1\nb: {c: 1, c: 2}\n\"a\": 3\n",
        "a.yml:2:11: error: key 'c' is given twice [duplicate-key]\n"
        "    2 | b: {c: 1, c: 2}\n"
        "      |           ^\n"
        "  hint: keep one of the two\n"
        "  note: a.yml:2: it is given here first\n"
        "a.yml:3:1: error: key 'a' is given twice [duplicate-key]\n"
        "    3 | \"a\": 3\n"
        "      | ^~~\n"
        "  hint: keep one of the two\n"
        "  note: a.yml:1: it is given here first\n");
    assert_int_equal(item(fixture, "a")->as.integer, 1);
}

static void a_duplicate_among_many_keys_is_found(void **state)
{
    struct fixture *fixture = *state;
    struct buffer contents;
    buffer_init(&contents, &fixture->arena);
    for (int i = 0; i < 1000; i++)
        buffer_print(&contents, "key%d: %d\n", i == 999 ? 500 : i, i);
    parse_under(fixture, buffer_text(&contents), 0, &yaml_limits_front_matter);
    assert_false(fixture->is_good);
    assert_int_equal(fixture->diagnostics.error_count, 1);
}

static void merge_keys_are_refused(void **state)
{
    assert_report(*state, "a: &x {b: 1}\nc:\n  <<: *x\n",
        "a.yml:3:3: error: merge key '<<' is not supported [yaml-merge-key]\n"
        "    3 |   <<: *x\n"
        "      |   ^~\n"
        "  hint: write the keys out, or name the whole map by its alias\n");
    parse(*state, "\"<<\": 1\n");
    assert_true(((struct fixture *)*state)->is_good);
}

static void keys_are_texts(void **state)
{
    const char *const contents[] = { "{[a]: 1}\n", "? {a: b}\n: 1\n", "a: &x b\n*x : c\n" };
    for (size_t i = 0; i < sizeof contents / sizeof *contents; i++) {
        struct fixture *fixture = *state;
        parse(fixture, contents[i]);
        assert_false(fixture->is_good);
        assert_string_equal(fixture->diagnostics.first->code, "yaml-key");
    }
    assert_report(*state, "a: {{ page.title }}\n",
        "a.yml:1:5: error: a key must be a text [yaml-key]\n"
        "    1 | a: {{ page.title }}\n"
        "      |     ^\n"
        "  hint: put the value in quotes if '{{' is meant as a text\n");
}

static void a_second_document_is_refused(void **state)
{
    assert_report(*state, "a: 1\n---\nb: 2\n",
        "a.yml:2:1: error: more than one YAML document in the file [yaml-documents]\n"
        "    2 | ---\n"
        "      | ^~~\n"
        "  hint: remove the line '---'\n");
}

static void nesting_ends_at_64(void **state)
{
    struct fixture *fixture = *state;
    char contents[140];
    memset(contents, '[', 64);
    memset(contents + 64, ']', 64);
    contents[128] = '\0';
    parse(fixture, contents);
    assert_true(fixture->is_good);
    memset(contents, '[', 65);
    memset(contents + 65, ']', 65);
    contents[130] = '\0';
    parse(fixture, contents);
    assert_false(fixture->is_good);
    assert_string_equal(fixture->diagnostics.first->code, "yaml-too-deep");
    assert_int_equal(fixture->diagnostics.first->where.offset, 64);
}

static void aliases_do_not_nest_deeper_either(void **state)
{
    struct fixture *fixture = *state;
    struct buffer contents;
    buffer_init(&contents, &fixture->arena);
    buffer_append_literal(&contents, "a: &a [[[[[[[[[[x]]]]]]]]]]\n");
    for (char key = 'b'; key < 'j'; key++)
        buffer_print(&contents, "%c: &%c [[[[[[[[[[*%c]]]]]]]]]]\n", key, key, key - 1);
    parse_under(fixture, buffer_text(&contents), 0, &yaml_limits_front_matter);
    assert_string_equal(fixture->diagnostics.first->code, "yaml-too-deep");
}

static void hostile_documents_end_at_once(void **state)
{
    struct fixture *fixture = *state;
    const char *const parts[] = { "[", "{a: ", "[a,", "- ", "? ", "&a ", "a: &a\n  " };
    clock_t start = clock();
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        struct buffer contents;
        buffer_init(&contents, &fixture->arena);
        for (int j = 0; j < 100000; j++)
            buffer_append(&contents, text_of(parts[i]));
        parse_under(fixture, buffer_text(&contents), 0, &yaml_limits_data);
        assert_false(fixture->is_good);
        assert_in_range(fixture->diagnostics.error_count, 1, 20);
    }
    assert_true(clock() - start < 5 * CLOCKS_PER_SEC);
}

static void an_alias_bomb_counts_as_what_it_stands_for(void **state)
{
    struct fixture *fixture = *state;
    struct buffer contents;
    buffer_init(&contents, &fixture->arena);
    buffer_append_literal(&contents, "a: &a [x, x, x, x, x, x, x, x, x, x]\n");
    for (char key = 'b'; key < 'k'; key++)
        buffer_print(&contents, "%c: &%c [*%c, *%c, *%c, *%c, *%c, *%c, *%c, *%c, *%c]\n", key, key, key - 1,
            key - 1, key - 1, key - 1, key - 1, key - 1, key - 1, key - 1, key - 1);
    parse_under(fixture, buffer_text(&contents), 0, &yaml_limits_front_matter);
    assert_printed(fixture,
        "a.yml:1:1: error: more than 10000 values, counting each use of an alias [yaml-too-large]\n"
        "    1 | a: &a [x, x, x, x, x, x, x, x, x, x]\n"
        "      | ^\n"
        "  hint: keep large tables in a file below content/data/\n"
        "  note: a.yml:5: the limit is passed here\n");
}

static void front_matter_ends_at_64_kib(void **state)
{
    struct fixture *fixture = *state;
    char *contents = arena_bytes(&fixture->arena, 70000);
    memset(contents, '#', 70000);
    parse_under(fixture, (text){ contents, 65536 }, 0, &yaml_limits_front_matter);
    assert_true(fixture->is_good);
    parse_under(fixture, (text){ contents, 65537 }, 0, &yaml_limits_front_matter);
    assert_string_equal(fixture->diagnostics.first->code, "yaml-too-large");
    parse_under(fixture, (text){ contents, 65537 }, 0, &yaml_limits_data);
    assert_true(fixture->is_good);
}

static void bytes_that_are_no_text_are_named_with_their_place(void **state)
{
    assert_report(*state, "a: b\nc: \xE9t\n",
        "a.yml:2:4: error: byte 0xE9 at byte 8 is not valid UTF-8 [invalid-utf8]\n"
        "    2 | c: \\xe9t\n"
        "      |    ^~~~\n"
        "  hint: save the file as UTF-8\n");
    struct fixture *fixture = *state;
    parse_under(fixture, TEXT("a: b\nc: \0d\n"), 0, &yaml_limits_data);
    assert_string_equal(fixture->diagnostics.first->code, "nul-byte");
    assert_int_equal(fixture->diagnostics.first->where.offset, 8);
    static const text escapes[] = { TEXT_INIT("a: \"x\\0y\"\n"), TEXT_INIT("\"a\\x00\": b\n"),
        TEXT_INIT("- [\"\\u0000\"]\n") };
    for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++) {
        parse_under(fixture, escapes[i], 0, &yaml_limits_data);
        assert_false(fixture->is_good);
        assert_string_equal(fixture->diagnostics.last->code, "nul-byte");
        assert_int_equal(fixture->diagnostics.last->where.offset,
            (size_t)(strchr(escapes[i].bytes, '"') - escapes[i].bytes));
    }
    parse_under(fixture,
        TEXT("\xFF\xFE"
             "a\0:\0"),
        0, &yaml_limits_data);
    assert_string_equal(fixture->diagnostics.first->code, "utf-16");
    parse_under(fixture, TEXT("\0a\0:\0 \0b"), 0, &yaml_limits_data);
    assert_string_equal(fixture->diagnostics.first->code, "utf-16");
    parse(fixture, "a: \x01\n");
    assert_string_equal(fixture->diagnostics.first->code, "control-character");
    parse(fixture, "a: \xC2\x80\n");
    assert_string_equal(fixture->diagnostics.first->code, "control-character");
}

struct broken {
    const char *contents, *printed;
};

static const struct broken broken[] = {
    { "title: Floods: what now\n", "a.yml:1:14: error: ': ' in a value without quotes [yaml-syntax]\n"
                                   "    1 | title: Floods: what now\n"
                                   "      |              ^\n"
                                   "  hint: quote the value: title: \"Floods: what now\"\n" },
    { "title: \"Rain\" and taxes\n", "a.yml:1:15: error: more behind the closing quote [yaml-syntax]\n"
                                     "    1 | title: \"Rain\" and taxes\n"
                                     "      |               ^\n"
                                     "  hint: quote the whole value: title: '\"Rain\" and taxes'\n" },
    { "title: 'It's rain'\n", "a.yml:1:12: error: more behind the closing quote [yaml-syntax]\n"
                              "    1 | title: 'It's rain'\n"
                              "      |            ^\n"
                              "  hint: quote the whole value: title: \"It's rain\"\n" },
    { "title: \"Rain\" or \"tax\"\n", "a.yml:1:15: error: more behind the closing quote [yaml-syntax]\n"
                                      "    1 | title: \"Rain\" or \"tax\"\n"
                                      "      |               ^\n"
                                      "  hint: quote the whole value: title: '\"Rain\" or \"tax\"'\n" },
    { "title: [Draft] of\n", "a.yml:1:16: error: more behind the closing bracket [yaml-syntax]\n"
                             "    1 | title: [Draft] of\n"
                             "      |                ^\n"
                             "  hint: quote the whole value: title: \"[Draft] of\"\n" },
    { "a: {regions:}\n", "a.yml:1:12: error: no blank behind ':' [yaml-syntax]\n"
                         "    1 | a: {regions:}\n"
                         "      |            ^\n"
                         "  hint: write key: value, or put the whole in quotes\n" },
    { "a: {title:Rain, url: /x/}\n", "a.yml:1:10: error: no blank behind ':' [yaml-syntax]\n"
                                     "    1 | a: {title:Rain, url: /x/}\n"
                                     "      |          ^\n"
                                     "  hint: write title: Rain\n" },
    { "title:Rain\ndate: 2025-01-01\n", "a.yml:1:6: error: no blank behind ':' [yaml-syntax]\n"
                                        "    1 | title:Rain\n"
                                        "      |      ^\n"
                                        "  hint: write title: Rain\n" },
    { "a: b\n  c: d\n",
        "a.yml:2:4: error: a key cannot stand here [yaml-syntax]\n"
        "    2 |   c: d\n"
        "      |    ^\n"
        "  hint: keys of one level start in the same column; a value that holds ': ' needs quotes\n" },
    { "a:\n\tb: c\n", "a.yml:2:1: error: tab where YAML wants spaces [yaml-syntax]\n"
                      "    2 |  b: c\n"
                      "      | ^\n"
                      "  hint: indent with spaces\n" },
    { "a: @b\n", "a.yml:1:4: error: a value cannot start with '@' [yaml-syntax]\n"
                 "    1 | a: @b\n"
                 "      |    ^\n"
                 "  hint: put the value in quotes\n" },
    { "a: `b`\n", "a.yml:1:4: error: a value cannot start with '`' [yaml-syntax]\n"
                  "    1 | a: `b`\n"
                  "      |    ^\n"
                  "  hint: put the value in quotes\n" },
    { "a: %b\n", "a.yml:1:4: error: a value cannot start with '%' [yaml-syntax]\n"
                 "    1 | a: %b\n"
                 "      |    ^\n"
                 "  hint: put the value in quotes\n" },
    { "a: *Dune*\n", "a.yml:1:4: error: '*' at the start of a value names an alias [yaml-syntax]\n"
                     "    1 | a: *Dune*\n"
                     "      |    ^\n"
                     "  hint: put the value in quotes\n" },
    { "a: ? b\n", "a.yml:1:4: error: a value cannot start with '? ' [yaml-syntax]\n"
                  "    1 | a: ? b\n"
                  "      |    ^\n"
                  "  hint: put the value in quotes\n" },
    { "a: & b\n", "a.yml:1:4: error: '&' at the start of a value names an anchor [yaml-syntax]\n"
                  "    1 | a: & b\n"
                  "      |    ^\n"
                  "  hint: put the value in quotes\n" },
    { "a: [b\nc: d\n", "a.yml:2:2: error: the list in [ ] is not closed: expected ',' or ']' [yaml-syntax]\n"
                       "    2 | c: d\n"
                       "      |  ^\n"
                       "  hint: close it with ']'\n"
                       "  note: a.yml:1: the list starts here\n" },
    { "a: {b: c\n", "a.yml:2:1: error: the map in { } is not closed: expected ',' or '}' [yaml-syntax]\n"
                    "    2 |\n"
                    "      | ^\n"
                    "  hint: close it with '}'\n"
                    "  note: a.yml:1: the map starts here\n" },
    { "a: \"b\nc: d\n", "a.yml:3:1: error: the quote is not closed [yaml-syntax]\n"
                        "    3 |\n"
                        "      | ^\n"
                        "  hint: close it, or write '' for a quote inside single quotes\n"
                        "  note: a.yml:1: the quote starts here\n" },
    { "a: \"b\\ud83d\"\n", "a.yml:1:8: error: this escape stands for no character [yaml-syntax]\n"
                           "    1 | a: \"b\\ud83d\"\n"
                           "      |        ^\n"
                           "  hint: write the character itself, or \\U and its number in eight digits\n" },
    { "a: \"b\\d\"\n", "a.yml:1:6: error: unknown escape in double quotes [yaml-syntax]\n"
                       "    1 | a: \"b\\d\"\n"
                       "      |      ^\n"
                       "  hint: write \\\\ for a backslash, or use single quotes\n" },
    { "a: b\nc\nd: e\n", "a.yml:3:1: error: expected ':' after the key [yaml-syntax]\n"
                         "    3 | d: e\n"
                         "      | ^\n"
                         "  hint: write key: value\n"
                         "  note: a.yml:2: the key starts here\n" },
    { "a: \"b\" c\nd: e\n", "a.yml:1:8: error: more behind the closing quote [yaml-syntax]\n"
                            "    1 | a: \"b\" c\n"
                            "      |        ^\n"
                            "  hint: quote the whole value: a: '\"b\" c'\n" },
    { "a: - b\n", "a.yml:1:4: error: a list with '- ' cannot start here [yaml-syntax]\n"
                  "    1 | a: - b\n"
                  "      |    ^\n"
                  "  hint: start it on a line of its own\n" },
    { "a: | b\n", "a.yml:1:6: error: nothing may stand behind '|' or '>' on its line [yaml-syntax]\n"
                  "    1 | a: | b\n"
                  "      |      ^\n"
                  "  hint: start the text on the next line, indented\n" },
    { "a: !e!b c\n", "a.yml:1:4: error: a value cannot start with '!' [yaml-syntax]\n"
                     "    1 | a: !e!b c\n"
                     "      |    ^\n"
                     "  hint: put the value in quotes\n" },
    { "a: [b, !c]\n", "a.yml:1:8: error: a value cannot start with '!' [yaml-syntax]\n"
                      "    1 | a: [b, !c]\n"
                      "      |        ^\n"
                      "  hint: put the value in quotes\n" },
    /* to add one: what people type, and what they should read */
};

static void broken_syntax_is_told_in_plain_words(void **state)
{
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++)
        assert_report(*state, broken[i].contents, broken[i].printed);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(plain_scalars_follow_the_core_schema), TEST(what_only_looks_like_a_number_is_text),
        TEST(infinity_and_not_a_number_are_floats), TEST(only_texts_without_quotes_are_plain),
        TEST(blocks_and_flows_nest), TEST(an_empty_document_is_none),
        TEST(a_byte_order_mark_and_crlf_are_fine), TEST(spans_are_bytes_whatever_stands_before),
        TEST(spans_of_blocks_end_with_their_last_value), TEST(spans_leave_anchors_and_tags_out),
        TEST(an_anchor_may_be_all_there_is), TEST(spans_count_from_the_start_of_the_source),
        TEST(aliases_share_what_they_name), TEST(an_alias_cannot_name_what_holds_it),
        TEST(standard_tags_are_obeyed), TEST(an_item_that_starts_with_an_exclamation_mark_is_text),
        TEST(other_tags_are_refused), TEST(a_duplicate_key_shows_both_places_and_leaves_the_rest),
        TEST(a_duplicate_among_many_keys_is_found), TEST(merge_keys_are_refused), TEST(keys_are_texts),
        TEST(a_second_document_is_refused), TEST(nesting_ends_at_64), TEST(aliases_do_not_nest_deeper_either),
        TEST(hostile_documents_end_at_once), TEST(an_alias_bomb_counts_as_what_it_stands_for),
        TEST(front_matter_ends_at_64_kib), TEST(bytes_that_are_no_text_are_named_with_their_place),
        TEST(broken_syntax_is_told_in_plain_words),
        /* to add one: a function whose name is a sentence, and its row */
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
