/* SPDX-License-Identifier: MIT */
/* The pages of docs/ that list keys hold one row a key, with the words of the tables in the code, and no
 * other row. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include "base/arena.h"
#include "base/buffer.h"
#include "base/file.h"
#include "load/config.h"
#include "load/front_matter.h"

/* What fails names the row; to mend it, copy the row from the message into the page. */

static text page(struct arena *arena, const char *path)
{
    text contents = TEXT_NONE;
    assert_int_equal(file_read(AT_FDCWD, path, 1 << 20, arena, &contents, NULL), 0);
    return contents;
}

static void append_names(struct buffer *out, const char *name, const char *aliases)
{
    buffer_print(out, "| `%s`", name);
    const char *before = " (also ";
    for (text rest = text_of(aliases); rest.length; before = ", ") {
        text alias = text_cut(&rest, ' ');
        buffer_print(out, "%s`%.*s`", before, TEXT_ARGS(alias));
    }
    if (*aliases)
        buffer_append_literal(out, ")");
}

static void assert_row(text contents, const struct buffer *row)
{
    if (text_find(contents, buffer_text(row), 0) == SIZE_MAX)
        fail_msg("not in the page: %.*s", TEXT_ARGS(buffer_text(row)));
}

/* Rows that describe keys: those that start with a word in code. */
static size_t row_count(text contents)
{
    size_t count = 0;
    for (size_t at = text_find(contents, TEXT("\n| `"), 0); at != SIZE_MAX;
         at = text_find(contents, TEXT("\n| `"), at + 1))
        count++;
    return count;
}

static void every_key_of_front_matter_has_its_row(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena);
    text contents = page(&arena, "docs/front-matter.md");
    size_t article_count, author_count;
    const struct front_matter_key *article_keys = front_matter_article_keys(&article_count);
    const struct front_matter_key *author_keys = front_matter_author_keys(&author_count);
    for (size_t i = 0; i < article_count; i++) {
        const struct front_matter_key *key = &article_keys[i];
        struct buffer row;
        buffer_init(&row, &arena);
        append_names(&row, key->name, key->aliases);
        buffer_print(&row, " | %s | %s | %s |\n", key->type, key->is_for_pages ? "yes" : "", key->help);
        assert_row(contents, &row);
    }
    for (size_t i = 0; i < author_count; i++) {
        const struct front_matter_key *key = &author_keys[i];
        struct buffer row;
        buffer_init(&row, &arena);
        append_names(&row, key->name, key->aliases);
        buffer_print(&row, " | %s | %s |\n", key->type, key->help);
        assert_row(contents, &row);
    }
    assert_int_equal(row_count(contents), article_count + author_count);
    arena_release(&arena);
}

static void every_key_of_a_comment_has_its_row(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena);
    text contents = page(&arena, "docs/comments.md");
    size_t count;
    const struct front_matter_key *keys = front_matter_comment_keys(&count);
    for (size_t i = 0; i < count; i++) {
        struct buffer row;
        buffer_init(&row, &arena);
        append_names(&row, keys[i].name, keys[i].aliases);
        buffer_print(&row, " | %s | %s |\n", keys[i].type, keys[i].help);
        assert_row(contents, &row);
    }
    assert_int_equal(row_count(contents), count);
    arena_release(&arena);
}

static void every_setting_has_its_row(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena);
    text contents = page(&arena, "docs/site-yml.md");
    size_t count;
    const struct config_key *keys = config_keys(&count);
    for (size_t i = 0; i < count; i++) {
        struct buffer row;
        buffer_init(&row, &arena);
        buffer_print(
            &row, "| `%s` | %s | %s | %s |\n", keys[i].name, keys[i].type, keys[i].fallback, keys[i].help);
        assert_row(contents, &row);
    }
    assert_int_equal(row_count(contents), count);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_key_of_front_matter_has_its_row),
        cmocka_unit_test(every_key_of_a_comment_has_its_row), cmocka_unit_test(every_setting_has_its_row),
        /* to add one: a page that lists keys, and the table it is held against */
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
