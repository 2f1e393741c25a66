/* SPDX-License-Identifier: MIT */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "base/arena.h"
#include "base/buffer.h"
#include "base/srcset.h"

static void assert_parted(
    bool (*next)(text list, size_t *offset, struct srcset_item *item), const char *list, const char *expected)
{
    struct arena arena;
    struct buffer out;
    struct srcset_item item;
    arena_init(&arena);
    buffer_init(&out, &arena);
    for (size_t at = 0; next(text_of(list), &at, &item);)
        buffer_print(&out, "[%.*s|%.*s]", TEXT_ARGS(item.address), TEXT_ARGS(item.descriptor));
    assert_string_equal(text_to_string(&arena, buffer_text(&out)), expected);
    arena_release(&arena);
}

static void assert_items(const char *list, const char *expected)
{
    assert_parted(srcset_next, list, expected);
}

static void items_are_parted_by_commas_behind_blanks(void **state)
{
    (void)state;
    assert_items("a.png 1x, b.png 2x", "[a.png|1x][b.png|2x]");
    assert_items("a.png, b.png 2x,", "[a.png|][b.png|2x]");
    assert_items(" ,a.png\t640w\n,b.png", "[a.png|640w][b.png|]");
    assert_items("", "");
    assert_items(" , ,", "");
}

static void commas_inside_an_address_are_its_own(void **state)
{
    (void)state;
    assert_items("data:image/png;base64,AA 1x, /w_2,q_80/b.png 2x",
        "[data:image/png;base64,AA|1x][/w_2,q_80/b.png|2x]");
    assert_items("a.png,b.png 2x", "[a.png,b.png|2x]");
}

static void addresses_that_are_not_encoded_may_have_blanks(void **state)
{
    (void)state;
    assert_parted(srcset_next_unencoded, "/a b.png 1x, /w_2,q_80/c.png  640w, /d e.png",
        "[/a b.png|1x][/w_2,q_80/c.png|640w][/d e.png|]");
    assert_parted(srcset_next_unencoded, "/a 2y, /b x", "[/a 2y|][/b x|]");
    assert_parted(srcset_next_unencoded, "/a.png 1.5x,", "[/a.png|1.5x]");
    assert_parted(srcset_next_unencoded, " , ", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(items_are_parted_by_commas_behind_blanks),
        cmocka_unit_test(commas_inside_an_address_are_its_own),
        cmocka_unit_test(addresses_that_are_not_encoded_may_have_blanks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
