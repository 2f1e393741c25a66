/* SPDX-License-Identifier: MIT */
/* The gate, as a truth table. */
#include "model/published.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static struct date at(int64_t milliseconds)
{
    return (struct date){ .is_set = true, .instant = { milliseconds } };
}

static const struct date unset;

static void assert_hold(enum hold expected, bool is_draft, bool is_faulty, struct date date,
    struct date expires, struct gate gate)
{
    struct publication publication = { is_draft, is_faulty, date, expires };
    assert_int_equal(published(&publication, &gate), expected);
}

static void an_article_is_due_from_its_instant_on(void **state)
{
    (void)state;
    assert_hold(HOLD_SCHEDULED, false, false, at(1000), unset, (struct gate){ .now = { 999 } });
    assert_hold(HOLD_NONE, false, false, at(1000), unset, (struct gate){ .now = { 1000 } });
    assert_hold(HOLD_NONE, false, false, at(1000), unset, (struct gate){ .now = { 1001 } });
    assert_hold(HOLD_NONE, false, false, unset, unset, (struct gate){ .now = { 0 } });
    assert_hold(HOLD_NONE, false, false, unset, unset, (struct gate){ .now = { -1 } });
}

static void an_expiry_counts_from_its_instant_on(void **state)
{
    (void)state;
    assert_hold(HOLD_NONE, false, false, at(0), at(1000), (struct gate){ .now = { 999 } });
    assert_hold(HOLD_EXPIRED, false, false, at(0), at(1000), (struct gate){ .now = { 1000 } });
    assert_hold(HOLD_EXPIRED, false, false, at(0), at(1000), (struct gate){ .now = { 1001 } });
    assert_hold(HOLD_EXPIRED, false, false, at(0), at(1000),
        (struct gate){ .now = { 1000 }, .shows_drafts = true, .shows_scheduled = true });
}

static void a_draft_is_held_unless_drafts_are_shown(void **state)
{
    (void)state;
    assert_hold(HOLD_DRAFT, true, false, at(0), unset, (struct gate){ .now = { 1 } });
    assert_hold(HOLD_NONE, true, false, at(0), unset, (struct gate){ .now = { 1 }, .shows_drafts = true });
    assert_hold(
        HOLD_SCHEDULED, true, false, at(2), unset, (struct gate){ .now = { 1 }, .shows_drafts = true });
    assert_hold(HOLD_NONE, true, false, at(2), unset,
        (struct gate){ .now = { 1 }, .shows_drafts = true, .shows_scheduled = true });
}

static void a_moment_is_due_from_its_instant_on(void **state)
{
    const struct date moment = at(1000);
    (void)state;
    assert_false(moment_is_due(&moment, &(struct gate){ .now = { 999 } }));
    assert_true(moment_is_due(&moment, &(struct gate){ .now = { 1000 } }));
    assert_true(moment_is_due(&unset, &(struct gate){ .now = { -1 } }));
    assert_false(moment_is_due(&moment, &(struct gate){ .now = { 999 }, .shows_drafts = true }));
    assert_true(moment_is_due(&moment, &(struct gate){ .now = { 999 }, .shows_scheduled = true }));
}

static void what_could_not_be_read_is_held_whatever_is_shown(void **state)
{
    (void)state;
    assert_hold(HOLD_DRAFT, false, true, at(0), unset, (struct gate){ .now = { 1 } });
    assert_hold(HOLD_DRAFT, false, true, at(0), unset,
        (struct gate){ .now = { 1 }, .shows_drafts = true, .shows_scheduled = true });
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_article_is_due_from_its_instant_on),
        cmocka_unit_test(an_expiry_counts_from_its_instant_on),
        cmocka_unit_test(a_draft_is_held_unless_drafts_are_shown),
        cmocka_unit_test(a_moment_is_due_from_its_instant_on),
        cmocka_unit_test(what_could_not_be_read_is_held_whatever_is_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
