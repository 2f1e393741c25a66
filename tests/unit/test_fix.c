/* SPDX-License-Identifier: MIT */
/* fix: what is written into sources, in a real temporary file. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/file.h"
#include "base/path.h"
#include "command/fix.h"

/* Finds a fault in one text, mends it when the file holds another one, and says what that is then. */
static text mended(struct arena *arena, const char *found, text later, size_t *count)
{
    char path[] = "/tmp/test_fix.XXXXXX";
    struct sources sources;
    struct diagnostics diagnostics;
    text contents = text_of(found), wrong = TEXT("watre");
    int file = mkstemp(path);
    assert_true(file >= 0);
    close(file);
    sources_init(&sources, arena);
    diagnostics_init(&diagnostics, arena);
    uint32_t source = sources_add(&sources, TEXT("content/x.md"), text_of(path), TEXT_NONE);
    span where = { source, (uint32_t)text_find(contents, wrong, 0), (uint32_t)wrong.length };
    struct diagnostic *diagnostic =
        diagnostic_warning(&diagnostics, where, "term-spelling", "otherwise spelt");
    diagnostic_fix(&diagnostics, diagnostic, where, wrong, TEXT("water"));
    assert_int_equal(file_write(AT_FDCWD, path, later, true), 0);
    struct supervision *supervision = arena_new(arena, struct supervision);
    *count = fix_apply(arena, &sources, &diagnostics, supervision);
    /* The supervisor knows what to remove, which is called so that no scan takes it for a source. */
    text beside = text_of(supervision->beside);
    assert_int_equal(beside.length > 0, *count);
    assert_true(!beside.length || path_is_passed_over(path_name(beside)));
    assert_int_equal(diagnostics.first == NULL, *count == 1);
    assert_int_equal(file_read(AT_FDCWD, path, 1000, arena, &contents, NULL), 0);
    unlink(path);
    return contents;
}

static void what_was_found_is_mended_where_it_still_stands(void **state)
{
    (void)state;
    struct arena arena;
    size_t count;
    arena_init(&arena);
    assert_true(text_equal(mended(&arena, "tags: [watre]\n", TEXT("tags: [watre]\nMo\0re.\n"), &count),
        TEXT("tags: [water]\nMo\0re.\n")));
    assert_int_equal(count, 1);
    assert_true(text_equal(mended(&arena, "tags: [watre]\n", TEXT("title: X\ntags: [watre]\n"), &count),
        TEXT("title: X\ntags: [watre]\n")));
    assert_int_equal(count, 0);
    arena_release(&arena);
}

static span place_of(text contents, uint32_t source, const char *words)
{
    return (span){ source, (uint32_t)text_find(contents, text_of(words), 0), (uint32_t)strlen(words) };
}

/* One line goes; of what is said of that line and of the one behind it the second is left, in its new place.
 */
static void what_is_said_of_words_that_were_taken_out_goes_with_them(void **state)
{
    (void)state;
    char path[] = "/tmp/test_fix.XXXXXX";
    text contents = TEXT("- WATER  AND  MANY  OTHER  THINGS\n- water\n");
    struct arena arena;
    struct sources sources;
    struct diagnostics diagnostics;
    int file = mkstemp(path);
    assert_true(file >= 0);
    close(file);
    arena_init(&arena);
    sources_init(&sources, &arena);
    diagnostics_init(&diagnostics, &arena);
    uint32_t source = sources_add(&sources, TEXT("content/x.md"), text_of(path), TEXT_NONE);
    span line = { source, 0, (uint32_t)text_find_byte(contents, '\n', 0) + 1 };
    span name = place_of(contents, source, "WATER  AND  MANY  OTHER  THINGS");
    diagnostic_fix(&diagnostics, diagnostic_warning(&diagnostics, name, "term-spelling", "stands here too"),
        line, text_slice(contents, 0, line.length), TEXT(""));
    diagnostic_warning(&diagnostics, name, "term-used-once", "no other article has it");
    struct diagnostic *left = diagnostic_warning(
        &diagnostics, place_of(contents, source, "water"), "term-used-once", "no other article has it");
    diagnostic_note(&diagnostics, left, name, "also here");
    assert_int_equal(file_write(AT_FDCWD, path, contents, true), 0);
    assert_int_equal(fix_apply(&arena, &sources, &diagnostics, arena_new(&arena, struct supervision)), 1);
    unlink(path);
    assert_ptr_equal(diagnostics.first, left);
    assert_null(left->next);
    assert_int_equal(left->where.offset, 2);
    assert_int_equal(left->notes->where.offset, 0);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_found_is_mended_where_it_still_stands),
        cmocka_unit_test(what_is_said_of_words_that_were_taken_out_goes_with_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
