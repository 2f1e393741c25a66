/* SPDX-License-Identifier: MIT */
/* Which edition a text of some language is of. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "model/edition.h"

static const struct edition english = { .lang = TEXT_INIT("en-GB") }, brazil = { .lang = TEXT_INIT("pt-BR") },
                            portugal = { .lang = TEXT_INIT("pt") }, french = { .lang = TEXT_INIT("fr") };
static const void *const all[] = { &english, &brazil, &portugal, &french };
static const struct object_list editions = { all, sizeof all / sizeof *all };

static void the_very_language_comes_first(void **state)
{
    (void)state;
    assert_ptr_equal(edition_for(&editions, TEXT("pt")), &portugal);
    assert_ptr_equal(edition_for(&editions, TEXT("pt-BR")), &brazil);
    assert_ptr_equal(edition_for(&editions, TEXT("en-GB")), &english);
}

static void a_relative_takes_what_has_none(void **state)
{
    (void)state;
    assert_ptr_equal(edition_for(&editions, TEXT("fr-CA")), &french);
    assert_ptr_equal(edition_for(&editions, TEXT("pt-PT")), &portugal);
    assert_ptr_equal(edition_for(&editions, TEXT("pt-BR-1990")), &brazil);
    assert_ptr_equal(edition_for(&editions, TEXT("en")), &english);
}

static void everything_else_is_of_the_site(void **state)
{
    (void)state;
    assert_ptr_equal(edition_for(&editions, TEXT("fro")), &english);
    assert_ptr_equal(edition_for(&editions, TEXT("de")), &english);
    assert_null(edition_for(&(struct object_list){ 0 }, TEXT("de")));
}

static void an_address_is_below_one_home(void **state)
{
    (void)state;
    static const struct edition root = { .address = TEXT_INIT("/") },
                                folder = { .address = TEXT_INIT("/fr/") };
    static const void *const both[] = { &folder, &root };
    static const struct object_list homes = { both, sizeof both / sizeof *both };
    assert_ptr_equal(edition_at(&homes, TEXT("/fr/index.xml")), &folder);
    assert_ptr_equal(edition_at(&homes, TEXT("/french.xml")), &root);
    assert_ptr_equal(edition_at(&homes, TEXT("/feed/")), &root);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_very_language_comes_first),
        cmocka_unit_test(a_relative_takes_what_has_none),
        cmocka_unit_test(everything_else_is_of_the_site),
        cmocka_unit_test(an_address_is_below_one_home),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
