/* SPDX-License-Identifier: MIT */
/* docs/fields.md is what the field tables say. With BRIEF_ACCEPT set in the environment the page is
 * rewritten. */
#include "base/arena.h"
#include "base/file.h"
#include "model/types.h"
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static void the_field_reference_is_what_the_tables_say(void **state)
{
    (void)state;
    struct arena arena;
    struct buffer out;
    text page = TEXT_NONE;
    arena_init(&arena);
    buffer_init(&out, NULL);
    types_reference(&out);
    buffer_append_byte(&out, '\0');
    if (getenv("BRIEF_ACCEPT"))
        assert_int_equal(
            file_write(AT_FDCWD, "docs/fields.md", (text){ out.bytes, out.length - 1 }, true), 0);
    assert_int_equal(file_read(AT_FDCWD, "docs/fields.md", 1 << 20, &arena, &page, NULL), 0);
    assert_string_equal(text_to_string(&arena, page), out.bytes);
    buffer_release(&out);
    arena_release(&arena);
}

static void every_field_has_a_type_and_a_meaning(void **state)
{
    (void)state;
    for (size_t i = 0; i < model_type_count; i++) {
        const struct object_type *type = model_types[i];
        assert_non_null(object_field(type, text_of(type->label_field)));
        for (size_t k = 0; k < type->field_count; k++) {
            assert_true(strlen(type->fields[k].type) > 0);
            assert_true(strlen(type->fields[k].help) > 0);
            bool needs_type = type->fields[k].kind == FIELD_OBJECT || type->fields[k].kind == FIELD_STRUCT ||
                              type->fields[k].kind == FIELD_LIST;
            assert_true(!needs_type || type->fields[k].of != NULL);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_field_reference_is_what_the_tables_say),
        cmocka_unit_test(every_field_has_a_type_and_a_meaning),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
