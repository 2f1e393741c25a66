/* SPDX-License-Identifier: MIT */
/* yaml: values as JSON, places as the bytes they span, mistakes as printed. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "yaml_case.h"

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
        TEST(a_second_document_is_refused),
        /* to add one: a function whose name is a sentence, and its row */
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
