/* SPDX-License-Identifier: MIT */
/* fix: what is written into sources, in a real temporary file. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>
#include "base/file.h"
#include "base/path.h"
#include "command/fix.h"

/* Finds a fault in one text, mends it when the file holds another one, and says what that is then. */
static text mended(struct arena *arena, const char *found, const char *later, size_t *count)
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
    assert_int_equal(file_write(AT_FDCWD, path, text_of(later), true), 0);
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
    assert_true(text_equal(
        mended(&arena, "tags: [watre]\n", "tags: [watre]\nMore.\n", &count), TEXT("tags: [water]\nMore.\n")));
    assert_int_equal(count, 1);
    assert_true(text_equal(mended(&arena, "tags: [watre]\n", "title: X\ntags: [watre]\n", &count),
        TEXT("title: X\ntags: [watre]\n")));
    assert_int_equal(count, 0);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_found_is_mended_where_it_still_stands),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
