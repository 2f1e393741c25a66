/* SPDX-License-Identifier: MIT */
/* yaml_scalar: what is written is read again as the same text, also inside [ ] and { }. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "base/arena.h"
#include "base/diagnostic.h"
#include "load/yaml.h"
#include "load/yaml_scalar.h"

static const struct {
    const char *value, *written;
} scalars[] = {
    { "water", "water" }, { "C++", "C++" }, { "C#", "C#" }, { "5G", "5G" },
    { "O'Neil (AT&T)", "O'Neil (AT&T)" }, { "Größe", "Größe" },
    { "/briefings/:year/:slug/", "/briefings/:year/:slug/" },
    { "https://example.org/?a=1#b", "https://example.org/?a=1#b" }, { "#MeToo", "\"#MeToo\"" },
    { "@home", "\"@home\"" }, { "*star", "\"*star\"" }, { "&c", "\"&c\"" },
    { "!important", "\"!important\"" }, { "%", "\"%\"" }, { "- a", "\"- a\"" }, { "a: b", "\"a: b\"" },
    { "a:", "\"a:\"" }, { "a #b", "\"a #b\"" }, { "/a,b/", "\"/a,b/\"" }, { "[a]", "\"[a]\"" },
    { "a{b}", "\"a{b}\"" }, { "yes", "\"yes\"" }, { "No", "\"No\"" }, { "true", "\"true\"" },
    { "2024", "\"2024\"" }, { "1e5", "\"1e5\"" }, { "2024-02-26", "\"2024-02-26\"" },
    { "12:30", "\"12:30\"" }, { "", "\"\"" }, { " a", "\" a\"" }, { "a ", "\"a \"" },
    { "say \"no\"", "\"say \\\"no\\\"\"" }, { "a\\b", "\"a\\\\b\"" }, { "a\tb", "\"a\\x09b\"" },
    { "a\xc2\x85"
      "b",
        "\"a\\Nb\"" },
    { "Rain\xe2\x80\xa8 and taxes\xe2\x80\xa9", "\"Rain\\L and taxes\\P\"" },
    { "a\x7f"
      "b",
        "\"a\\x7fb\"" },
    { "C1 \xc2\x90", "\"C1 \\x90\"" }, { "\xef\xbb\xbfmark", "\"\\ufeffmark\"" },
    { "none \xef\xbf\xbf", "\"none \\uffff\"" }, { "U+10FFFF \xf4\x8f\xbf\xbf", "U+10FFFF \xf4\x8f\xbf\xbf" },
    /* to add one: a text, and how YAML has it */
};

static void what_is_written_is_read_again(void **state)
{
    static const char *const places[] = { "a: %s\n", "- %s\n", "[%s, b]\n", "{a: %s}\n" };
    (void)state;
    struct arena arena;
    arena_init(&arena);
    for (size_t i = 0; i < sizeof scalars / sizeof *scalars; i++) {
        text written = yaml_scalar_write(&arena, text_of(scalars[i].value));
        assert_string_equal(text_to_string(&arena, written), scalars[i].written);
        for (size_t k = 0; k < sizeof places / sizeof *places; k++) {
            text before = text_slice(text_of(places[k]), 0, text_find_byte(text_of(places[k]), '%', 0));
            text behind = text_from(text_of(places[k]), before.length + 2);
            text whole =
                text_format(&arena, "%.*s%.*s%.*s", TEXT_ARGS(before), TEXT_ARGS(written), TEXT_ARGS(behind));
            struct sources sources;
            struct diagnostics diagnostics;
            struct value value;
            sources_init(&sources, &arena);
            diagnostics_init(&diagnostics, &arena);
            uint32_t source = sources_add(&sources, TEXT("a.yml"), TEXT_NONE, whole);
            assert_true(
                yaml_parse(&arena, source, whole, 0, &yaml_limits_front_matter, &value, &diagnostics));
            struct value read =
                value.kind == VALUE_MAP ? value.as.map->entries[0].value : value_list_at(value.as.list, 0);
            assert_int_equal(read.kind, VALUE_TEXT);
            assert_string_equal(text_to_string(&arena, read.as.text), scalars[i].value);
        }
    }
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read_again),
        /* to add one: a function whose name is a sentence, and its row */
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
