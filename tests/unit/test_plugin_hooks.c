/* SPDX-License-Identifier: MIT */
/* hooks and api: docs/plugins.md says what the tables say, word by word. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include "base/arena.h"
#include "base/file.h"
#include "plugin/api.h"
#include "plugin/bindings.h"
#include "plugin/hooks.h"

static void is_in_the_docs(void (*write)(struct buffer *out))
{
    struct arena arena;
    struct buffer reference;
    text page;
    arena_init(&arena);
    buffer_init(&reference, &arena);
    write(&reference);
    assert_int_equal(file_read(AT_FDCWD, "docs/plugins.md", 1 << 20, &arena, &page, NULL), 0);
    for (text rest = buffer_text(&reference); rest.bytes;) {
        text line = text_cut(&rest, '\n');
        if (line.length && text_find(page, line, 0) == SIZE_MAX)
            fail_msg("docs/plugins.md lacks this line: %.*s", TEXT_ARGS(line));
    }
    arena_release(&arena);
}

static void hooks_keys_and_slots_are_in_the_docs(void **state)
{
    (void)state;
    is_in_the_docs(hooks_reference);
}

static void functions_and_methods_are_in_the_docs(void **state)
{
    (void)state;
    is_in_the_docs(api_reference);
}

static void known_slots_are_found(void **state)
{
    (void)state;
    assert_true(hook_is_slot(TEXT("after_body")));
    assert_false(hook_is_slot(TEXT("after")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hooks_keys_and_slots_are_in_the_docs),
        cmocka_unit_test(functions_and_methods_are_in_the_docs),
        cmocka_unit_test(known_slots_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
