/* SPDX-License-Identifier: MIT */
/* pages: what is given back never reaches beyond what is one's own, however large a page is. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <unistd.h>
#include "base/pages.h"

static void assert_pages(uintptr_t start, size_t bytes, size_t page, uintptr_t first, size_t length)
{
    struct pages pages = pages_within((const void *)start, bytes, page);
    assert_int_equal(pages.bytes, length);
    assert_int_equal((uintptr_t)pages.start, length || first ? first : 0);
}

static void whole_pages_lie_inside(void **state)
{
    (void)state;
    enum { SMALL = 4096, LARGE = 16384 };
    assert_pages(0x10000, 3 * SMALL, SMALL, 0x10000, 3 * SMALL);
    assert_pages(0x10001, 3 * SMALL, SMALL, 0x11000, 2 * SMALL);
    assert_pages(0x0FFFF, 3 * SMALL, SMALL, 0x10000, 2 * SMALL);
    /* The last page is the system's whole page, of which the stretch has a part. */
    assert_pages(0x10000, LARGE + SMALL, LARGE, 0x10000, LARGE);
    assert_pages(0x11000, 2 * LARGE, LARGE, 0x14000, LARGE);
    assert_pages(0x11000, LARGE, LARGE, 0x14000, 0);
    assert_pages(0x11000, SMALL, LARGE, 0, 0);
    assert_pages(0x10000, 0, LARGE, 0, 0);
}

static void the_size_is_the_system_s(void **state)
{
    (void)state;
    assert_int_equal(page_bytes(), getpagesize());
    assert_int_equal(page_bytes() & (page_bytes() - 1), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_pages_lie_inside),
        cmocka_unit_test(the_size_is_the_system_s),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
