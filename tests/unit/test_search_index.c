/* SPDX-License-Identifier: MIT */
/* search_index: how the words of documents are shared out into shards. */
#include "unicode_case.h"
#include "model/article.h"
#include "output/search_index.h"

enum { WORDS = 60000 };

static void put_word(struct buffer *out, const char *word, size_t length)
{
    search_entry_write(
        out, &(struct search_entry){ .key = { word, length }, .level = 1, .has_followers = true });
}

/* Words of four Latin letters, in order, from `first` on. */
static void put_latin_words(struct buffer *out, int first)
{
    for (int i = first; i < WORDS; i++) {
        char word[] = { (char)('a' + i / 26 / 26 / 26), (char)('a' + i / 26 / 26 % 26),
            (char)('a' + i / 26 % 26), (char)('a' + i % 26) };
        put_word(out, word, sizeof word);
    }
}

/* Chinese words that UTF-16 writes with surrogates. */
static void put_astral_words(struct buffer *out)
{
    for (int i = 0; i < WORDS; i++) {
        char word[] = { '\xF0', (char)(0xA0 + i / 64 / 64), (char)(0x80 + i / 64 % 64),
            (char)(0x80 + i % 64) };
        put_word(out, word, sizeof word);
    }
}

static const struct search_index *index_of(text entries)
{
    struct article *article = arena_new(&arena, struct article);
    *article =
        (struct article){ .id = TEXT("one"), .status.kind = TEXT("current"), .search_entries = entries };
    const void *articles[] = { article };
    struct site site = { .lang = TEXT("en"), .unicode = unicode, .articles = { articles, 1 } };
    return search_index_make(&arena, &site);
}

static void starts_have_one_order_in_utf_8_and_utf_16(void **state)
{
    (void)state;
    struct buffer entries;
    buffer_init(&entries, &arena);
    put_latin_words(&entries, 0);
    put_astral_words(&entries);
    const struct search_index *index = index_of(buffer_text(&entries));
    assert_true(index->shard_count > 2);
    for (size_t i = 0; i < index->shard_count; i++)
        for (size_t k = 0; k < index->shards[i].first.length; k++)
            assert_true((unsigned char)index->shards[i].first.bytes[k] < 0xEE);
}

/* Sizes are added up from the first word on: all cuts behind it are elsewhere by a little. */
static void a_few_words_less_move_few_cuts(void **state)
{
    (void)state;
    struct buffer all, fewer;
    buffer_init(&all, &arena);
    buffer_init(&fewer, &arena);
    put_latin_words(&all, 0);
    put_latin_words(&fewer, 20);
    const struct search_index *before = index_of(buffer_text(&all)), *after = index_of(buffer_text(&fewer));
    assert_int_equal(before->shard_count, after->shard_count);
    assert_true(before->shard_count > 16);
    size_t moved = 0;
    for (size_t i = 0; i < before->shard_count; i++)
        moved += !text_equal(before->shards[i].first, after->shards[i].first);
    assert_in_range(moved, 0, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(starts_have_one_order_in_utf_8_and_utf_16, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_few_words_less_move_few_cuts, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
