/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_TESTS_YAML_CASE_H
#define BRIEF_TESTS_YAML_CASE_H
/* A YAML file for a unit test: values as JSON, mistakes as printed. Include after cmocka.h. */
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/json.h"
#include "load/yaml.h"
#include "said_case.h"

struct fixture {
    struct arena arena;
    struct sources sources;
    struct diagnostics diagnostics;
    struct value value;
    bool is_good;
};

static inline int set_up(void **state)
{
    static struct fixture fixture;
    arena_init(&fixture.arena);
    *state = &fixture;
    return 0;
}

static inline int tear_down(void **state)
{
    struct fixture *fixture = *state;
    arena_release(&fixture->arena);
    return 0;
}

static inline void parse_under(
    struct fixture *fixture, text contents, size_t offset, const struct yaml_limits *limits)
{
    sources_init(&fixture->sources, &fixture->arena);
    diagnostics_init(&fixture->diagnostics, &fixture->arena);
    uint32_t source = sources_add(&fixture->sources, TEXT("a.yml"), TEXT_NONE, contents);
    fixture->is_good =
        yaml_parse(&fixture->arena, source, contents, offset, limits, &fixture->value, &fixture->diagnostics);
}

static inline void parse(struct fixture *fixture, const char *contents)
{
    parse_under(fixture, text_of(contents), 0, &yaml_limits_front_matter);
}

static inline void assert_json(struct fixture *fixture, const char *contents, const char *json)
{
    parse(fixture, contents);
    struct buffer out;
    buffer_init(&out, &fixture->arena);
    json_write(&out, &fixture->value, 0);
    assert_string_equal(text_to_string(&fixture->arena, buffer_text(&out)), json);
    assert_true(fixture->is_good);
    assert_int_equal(fixture->diagnostics.error_count, 0);
}

static inline void assert_printed(struct fixture *fixture, const char *expected)
{
    assert_string_equal(said_in_print(&fixture->arena, &fixture->diagnostics, &fixture->sources), expected);
    assert_false(fixture->is_good);
}

static inline void assert_report(struct fixture *fixture, const char *contents, const char *expected)
{
    parse(fixture, contents);
    assert_printed(fixture, expected);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)
#endif
