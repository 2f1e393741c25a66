/* SPDX-License-Identifier: MIT */
/* search_index: how the words of documents are shared out into shards. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "base/arena.h"
#include "base/slug.h"
#include "model/article.h"
#include "output/search_index.h"

enum { WORDS = 8000 };

static struct arena arena;
static struct unicode *unicode;

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena);
    unicode = unicode_open(&arena, TEXT("en"));
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    unicode_close(unicode);
    arena_release(&arena);
    return 0;
}

static void put_word(struct buffer *out, const char *word, size_t length)
{
    search_entry_write(
        out, &(struct search_entry){ .key = { word, length }, .level = 1, .has_followers = true });
}

/* Latin words of three letters, then Chinese ones that UTF-16 writes with surrogates. */
static text many_words(void)
{
    struct buffer out;
    buffer_init(&out, &arena);
    for (int i = 0; i < WORDS; i++) {
        char word[] = { (char)('a' + i / 26 / 26), (char)('a' + i / 26 % 26), (char)('a' + i % 26) };
        put_word(&out, word, sizeof word);
    }
    for (int i = 0; i < WORDS; i++) {
        char word[] = { '\xF0', (char)(0xA0 + i / 64 / 64), (char)(0x80 + i / 64 % 64),
            (char)(0x80 + i % 64) };
        put_word(&out, word, sizeof word);
    }
    return buffer_text(&out);
}

static void starts_have_one_order_in_utf_8_and_utf_16(void **state)
{
    (void)state;
    struct article article = {
        .id = TEXT("one"), .status.kind = TEXT("current"), .search_entries = many_words()
    };
    const void *articles[] = { &article };
    struct site site = { .lang = TEXT("en"), .unicode = unicode, .articles = { articles, 1 } };
    const struct search_index *index = search_index_make(&arena, &site);
    assert_true(index->shard_count > 2);
    for (size_t i = 0; i < index->shard_count; i++)
        for (size_t k = 0; k < index->shards[i].first.length; k++)
            assert_true((unsigned char)index->shards[i].first.bytes[k] < 0xEE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(starts_have_one_order_in_utf_8_and_utf_16, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
