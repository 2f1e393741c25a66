/* SPDX-License-Identifier: MIT */
/* yaml_problem: broken syntax, told in plain words. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "yaml_case.h"

struct broken {
    const char *contents, *printed;
};

static const struct broken broken[] = {
    { "title: Floods: what now\n", "a.yml:1:14: error: ': ' in a value without quotes [yaml-syntax]\n"
                                   "    1 | title: Floods: what now\n"
                                   "      |              ^\n"
                                   "  hint: quote the value: title: \"Floods: what now\"\n" },
    { "a: [{b: 1, note: rates: lower}]\n",
        "a.yml:1:23: error: ': ' in a value without quotes [yaml-syntax]\n"
        "    1 | a: [{b: 1, note: rates: lower}]\n"
        "      |                       ^\n"
        "  hint: quote the value: note: \"rates: lower\"; two keys have ',' between them\n" },
    { "a: [b, Rates: c: d]\n", "a.yml:1:16: error: ': ' in a value without quotes [yaml-syntax]\n"
                               "    1 | a: [b, Rates: c: d]\n"
                               "      |                ^\n"
                               "  hint: quote the value: \"Rates: c: d\"\n" },
    { "a: [The \"b\": c: d]\n", "a.yml:1:15: error: ': ' in a value without quotes [yaml-syntax]\n"
                                "    1 | a: [The \"b\": c: d]\n"
                                "      |               ^\n"
                                "  hint: quote the value: \"The \\\"b\\\": c: d\"\n" },
    { "a:\n- Rates: lower: now\n", "a.yml:2:15: error: ': ' in a value without quotes [yaml-syntax]\n"
                                   "    2 | - Rates: lower: now\n"
                                   "      |               ^\n"
                                   "  hint: quote the value: - \"Rates: lower: now\"\n" },
    { "a:\n- note: lower: now\n", "a.yml:2:14: error: ': ' in a value without quotes [yaml-syntax]\n"
                                  "    2 | - note: lower: now\n"
                                  "      |              ^\n"
                                  "  hint: quote the value: - note: \"lower: now\"\n" },
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
    { "a: [b\nc: d: e\n",
        "a.yml:2:2: error: the list in [ ] is not closed: expected ',' or ']' [yaml-syntax]\n"
        "    2 | c: d: e\n"
        "      |  ^\n"
        "  hint: close it with ']'\n"
        "  note: a.yml:1: the list starts here\n" },
    { "a: [\n  b: c: d\n]\n", "a.yml:2:7: error: ': ' in a value without quotes [yaml-syntax]\n"
                              "    2 |   b: c: d\n"
                              "      |       ^\n"
                              "  hint: quote the value: \"b: c: d\"\n" },
    { "a: b\n  c: d # e: f\n",
        "a.yml:2:4: error: a key cannot stand here [yaml-syntax]\n"
        "    2 |   c: d # e: f\n"
        "      |    ^\n"
        "  hint: keys of one level start in the same column; a value that holds ': ' needs quotes\n" },
    { "a: \"b\" c # d\n", "a.yml:1:8: error: more behind the closing quote [yaml-syntax]\n"
                          "    1 | a: \"b\" c # d\n"
                          "      |        ^\n"
                          "  hint: quote the whole value: a: '\"b\" c'\n" },
    { "a: \"b #1\" c\n", "a.yml:1:11: error: more behind the closing quote [yaml-syntax]\n"
                         "    1 | a: \"b #1\" c\n"
                         "      |           ^\n"
                         "  hint: quote the whole value: a: '\"b #1\" c'\n" },
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
    { "a: b\nc\nd: e\n",
        "a.yml:3:1: error: expected ':' after the key [yaml-syntax]\n"
        "    3 | d: e\n"
        "      | ^\n"
        "  hint: write key: value; the lines of a longer text stand behind two blanks, below key: |\n"
        "  note: a.yml:2: the key starts here\n" },
    { "a: \"b\" c\nd: e\n", "a.yml:1:8: error: more behind the closing quote [yaml-syntax]\n"
                            "    1 | a: \"b\" c\n"
                            "      |        ^\n"
                            "  hint: quote the whole value: a: '\"b\" c'\n" },
    { "a: - b\n", "a.yml:1:4: error: a list with '- ' cannot start here [yaml-syntax]\n"
                  "    1 | a: - b\n"
                  "      |    ^\n"
                  "  hint: start it on a line of its own, or put a text that begins with '- ' in quotes\n" },
    { "  a: b\nc: d\n", "a.yml:2:1: error: this belongs to nothing that stands above [yaml-syntax]\n"
                        "    2 | c: d\n"
                        "      | ^\n"
                        "  hint: keys of one level start in the same column; a line '...' ends them\n" },
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(broken_syntax_is_told_in_plain_words),
        /* to add one: a function whose name is a sentence, and its row */
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
