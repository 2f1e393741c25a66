/* SPDX-License-Identifier: MIT */
/* address: what a request asks for is worked out before any file is touched; what is odd is refused. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "serve/address.h"
#include "serve/range.h"
#include "base/buffer.h"

static const char *const kinds[] = { "file", "folder", "own", "outside", "malformed" };

static void reads_as(const char *target, const char *prefix, const char *expected)
{
    struct arena arena;
    arena_init(&arena);
    struct address address = address_read(&arena, text_of(target), text_of(prefix));
    bool has_path = address.kind <= ADDRESS_OWN;
    text found =
        text_format(&arena, "%s %.*s", kinds[address.kind], TEXT_ARGS(has_path ? address.path : TEXT("")));
    assert_string_equal(found.bytes, expected);
    arena_release(&arena);
}

static void addresses_become_paths(void **state)
{
    (void)state;
    reads_as("/", "", "folder ");
    reads_as("/a/b/", "", "folder a/b/");
    reads_as("/a/b.html?x=100%", "", "file a/b.html");
    reads_as("/a/b.html?x=1/../2", "", "file a/b.html");
    reads_as("/a%20b/%C3%A9.txt", "", "file a b/\xC3\xA9.txt");
    reads_as("/.well-known/x", "", "file .well-known/x");
    reads_as("/archive/a/", "/archive", "folder a/");
    reads_as("/archive/", "/archive", "folder ");
    reads_as("/archive", "/archive", "outside ");
    reads_as("/archives/a", "/archive", "outside ");
    reads_as("/_brief/state?1", "/archive", "own state");
    reads_as("/caf%C3%A9/a%20b/c/", "/caf%C3%A9/a%20b", "folder c/");
    reads_as("/caf%c3%a9/a%20b/c.txt", "/caf%C3%A9/a%20b", "file c.txt");
    reads_as("/cafe/a/", "/caf%C3%A9", "outside ");
}

static void nothing_leaves_the_folder(void **state)
{
    (void)state;
    static const char *const malformed[] = { "", "a", "*", "http://x/", "/a/../b", "/..", "/.", "/a/./b",
        "/%2e%2e/b", "/%2E./b", "/a%2fb", "/a%5Cb", "/a\\b", "/a//b", "//a", "/%00", "/a%0ab", "/\x7f", "/%",
        "/%4", "/%g0", "/a#b", "/%c0%ae", "/%ff", "/_brief/../a", "/_brief/", "/_brief/a/", "/a b", "/a\tb",
        "/a\x1F" };
    for (size_t i = 0; i < sizeof malformed / sizeof *malformed; i++)
        reads_as(malformed[i], "", "malformed ");
    reads_as("/.git/config", "", "outside ");
    reads_as("/a/.hidden", "", "outside ");
    reads_as("/archive/.git/config", "/archive", "outside ");
    reads_as("/archive/../.git/config", "/archive", "malformed ");
    /* Decoded once: what comes out is a name with a percent sign. */
    reads_as("/%252e%252e/b", "", "file %2e%2e/b");
}

static void hosts_are_this_machine_or_refused(void **state)
{
    (void)state;
    static const char *const own[] = { "localhost", "LOCALHOST:8000", "localhost:9", "127.0.0.1",
        "127.0.0.1:1", "[::1]", "[::1]:8000", "a.localhost", "a.b.localhost:80", "10.0.0.7:8000" };
    static const char *const strange[] = { "", ".localhost", "localhost.example", "localhost:8000:80", "::1",
        "127.0.0.1.example", "example", "localhost:80x", "localhost:x", "localhost:/", "localhost:80/a",
        "10.0.0.8", "[::1", "[::1].example" };
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        assert_true(address_is_own_host(text_of(own[i]), TEXT("10.0.0.7")));
    for (size_t i = 0; i < sizeof strange / sizeof *strange; i++)
        assert_false(address_is_own_host(text_of(strange[i]), TEXT("10.0.0.7")));
    assert_false(address_is_own_host(TEXT("10.0.0.7"), TEXT_NONE));
}

static void is_range(const char *field, uint64_t size, enum range_kind kind, uint64_t first, uint64_t length)
{
    struct range range = range_read(field ? text_of(field) : TEXT_NONE, size);
    assert_int_equal(range.kind, kind);
    if (kind == RANGE_UNSATISFIABLE)
        return;
    assert_int_equal(range.first, first);
    assert_int_equal(range.length, length);
}

static void ranges_are_parts_of_the_file(void **state)
{
    (void)state;
    is_range(NULL, 10, RANGE_WHOLE, 0, 10);
    is_range("bytes=0-0", 10, RANGE_PART, 0, 1);
    is_range("bytes=5-", 10, RANGE_PART, 5, 5);
    is_range("bytes=5-99", 10, RANGE_PART, 5, 5);
    is_range("bytes=5-10", 10, RANGE_PART, 5, 5);
    is_range("bytes=12-134", 200, RANGE_PART, 12, 123);
    is_range("bytes=0-999999999999999999", 10, RANGE_PART, 0, 10);
    is_range("bytes=-3", 10, RANGE_PART, 7, 3);
    is_range("bytes=-30", 10, RANGE_PART, 0, 10);
    is_range("bytes=9-9", 10, RANGE_PART, 9, 1);
    is_range("bytes=10-", 10, RANGE_UNSATISFIABLE, 0, 0);
    is_range("bytes=-0", 10, RANGE_UNSATISFIABLE, 0, 0);
    is_range("bytes=0-", 0, RANGE_UNSATISFIABLE, 0, 0);
    static const char *const ignored[] = { "bytes=", "bytes=a-b", "bytes=5-2", "bytes=1-2,4-5", "lines=1-2",
        "bytes=1000000000000000000-", "bytes=-", "bytes 1-2", "bytes=1" };
    for (size_t i = 0; i < sizeof ignored / sizeof *ignored; i++)
        is_range(ignored[i], 10, RANGE_WHOLE, 0, 10);
}

static void entity_tags_are_compared_weakly(void **state)
{
    (void)state;
    assert_true(entity_tag_is_listed(TEXT("\"a\""), TEXT("\"a\"")));
    assert_true(entity_tag_is_listed(TEXT("\"b\", W/\"a\""), TEXT("\"a\"")));
    assert_true(entity_tag_is_listed(TEXT("*"), TEXT("\"a\"")));
    assert_false(entity_tag_is_listed(TEXT("\"ab\""), TEXT("\"a\"")));
    assert_false(entity_tag_is_listed(TEXT_NONE, TEXT("\"a\"")));
    assert_false(entity_tag_is_listed(TEXT(""), TEXT("\"a\"")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(addresses_become_paths),
        cmocka_unit_test(nothing_leaves_the_folder),
        cmocka_unit_test(hosts_are_this_machine_or_refused),
        cmocka_unit_test(ranges_are_parts_of_the_file),
        cmocka_unit_test(entity_tags_are_compared_weakly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
