/* SPDX-License-Identifier: MIT */
/* docs/tutorial-glossary.md: every piece of code in it stands, word for word, in the golden site of that
 * name. */
#include "base/arena.h"
#include "base/file.h"
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#define SITE "tests/golden/tutorial-glossary/"

/* In which file a piece of that language is looked for. */
static const struct {
    const char *fence, *paths[2];
} kinds[] = {
    { "```lua\n", { SITE "lua-plugins/glossary.lua" } },
    { "```yaml\n", { SITE "site.yml", SITE "content/data/glossary.yml" } },
    { "```jinja\n", { SITE "layouts/glossary.html" } },
};

static text contents_of(struct arena *arena, const char *path)
{
    text contents = TEXT_NONE;
    assert_int_equal(file_read(AT_FDCWD, path, 1 << 20, arena, &contents, NULL), 0);
    return contents;
}

static void every_piece_stands_in_the_site(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena);
    text page = contents_of(&arena, "docs/tutorial-glossary.md");
    size_t pieces = 0;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        text fence = text_of(kinds[i].fence);
        for (size_t at = 0; (at = text_find(page, fence, at)) != SIZE_MAX; pieces++) {
            at += fence.length;
            text piece = text_slice(page, at, text_find(page, TEXT("\n```"), at) - at);
            bool is_there = text_find(piece, TEXT("(first try)"), 0) != SIZE_MAX;
            for (size_t k = 0; k < 2 && kinds[i].paths[k]; k++)
                is_there |= text_find(contents_of(&arena, kinds[i].paths[k]), piece, 0) != SIZE_MAX;
            if (!is_there)
                fail_msg("the site does not have:\n%.*s", TEXT_ARGS(piece));
        }
    }
    assert_in_range(pieces, 9, 20);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(every_piece_stands_in_the_site) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
