/* SPDX-License-Identifier: MIT */
/* pack: what is refused when a run is opened. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include "base/arena.h"
#include "base/pack_types.h"

struct shelf {
    size_t count;
    const text *titles;
};

static const struct pack_member shelf_members[] = {
    { PACK_ITEMS, offsetof(struct shelf, titles), &pack_texts, offsetof(struct shelf, count) },
};
static const struct pack_type shelf_type = { sizeof(struct shelf), shelf_members, 1 };

static void a_list_that_is_not_there_has_no_items(void **state)
{
    const text titles[] = { TEXT("Floods"), TEXT("Masts") };
    const struct shelf shelf = { 2, titles }, empty = { 0, NULL };
    struct arena arena;
    struct buffer run;
    (void)state;
    arena_init(&arena);
    buffer_init(&run, &arena);
    assert_true(pack_object(&shelf_type, &empty, &run));
    assert_non_null(pack_open(&shelf_type, &arena, buffer_text(&run), buffer_text(&run), 0));
    buffer_reset(&run);
    assert_true(pack_object(&shelf_type, &shelf, &run));
    const struct shelf *opened = pack_open(&shelf_type, &arena, buffer_text(&run), buffer_text(&run), 0);
    assert_non_null(opened);
    assert_true(text_equal(opened->titles[1], TEXT("Masts")));
    struct shelf *packed = (void *)(run.bytes + pack_padded(sizeof(struct pack_header)));
    packed->titles = NULL;
    assert_null(pack_open(&shelf_type, &arena, buffer_text(&run), buffer_text(&run), 0));
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_that_is_not_there_has_no_items),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
