/* SPDX-License-Identifier: MIT */
/* xml: what is no XML, and where it says so. */
#include "base/xml.h"
#include "arena_case.h"

static void what_can_be_read_is_well_formed(void **state)
{
    (void)state;
    static const char *const files[] = { "<a/>",
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<a>\xC3\xA9</a>\n",
        "<?xml version='1.0' encoding='US-ASCII'?><a/>", "\xEF\xBB\xBF<a b='1'><!-- c --><![CDATA[<]]></a>",
        "<x:a xmlns:x='urn:x'><x:b/></x:a>", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;&#160;&amp;</a>" };
    struct xml_fault fault;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        assert_true(xml_is_well_formed(&arena, text_of(files[i]), &fault));
}

static void faults_are_told_with_their_place(void **state)
{
    (void)state;
    static const struct row {
        const char *file, *fault;
    } rows[] = {
        { "", "no element found 1:0" },
        { "\n\nwords", "something stands outside of the outermost element 3:2" },
        { "<a>\n<b>\n</a>", "an element without its end 3:10 <b 2" },
        { "<a>\n<b c='>'/>\n<d e='f'>\n\n", "an element without its end 5:26 <d 3" },
        { "<a>x & y</a>", "not well-formed (invalid token) 1:6 <a 1" },
        { "<a>\n&nbsp;</a>", "undefined entity 2:4 <a 1" },
        { "<a/>\n<b/>", "something stands outside of the outermost element 2:5" },
        { "<x:a/>", "a prefix that no xmlns: declares 1:0" },
        { "<a b='1' b='2'/>", "duplicate attribute 1:9" },
        { "<!-- c --><?xml version='1.0'?><a/>", "<?xml does not stand at the beginning 1:10" },
        { "<?xml version='1.0' encoding='latin1'?><a/>",
            "files are written in UTF-8, and this one names another encoding 1:30" },
        { "<?xml version='1.0' encoding='ISO-8859-1'?><a/>",
            "files are written in UTF-8, and this one names another encoding 1:0" },
        { "<?xml version='1.0' encoding='UTF-16'?><a/>",
            "files are written in UTF-8, and this one names another encoding 1:30" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct xml_fault fault;
        assert_false(xml_is_well_formed(&arena, text_of(rows[i].file), &fault));
        text told = text_format(&arena, "%s %zu:%zu", fault.words, fault.line, fault.offset);
        if (fault.open.length)
            told =
                text_format(&arena, "%.*s %.*s %zu", TEXT_ARGS(told), TEXT_ARGS(fault.open), fault.open_line);
        assert_string_equal(text_to_string(&arena, told), rows[i].fault);
        assert_true(fault.hint && *fault.hint);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_can_be_read_is_well_formed),
        cmocka_unit_test(faults_are_told_with_their_place),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
