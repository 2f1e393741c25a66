/* SPDX-License-Identifier: MIT */
/* search_index: how the words of documents are shared out into shards. */
#include "base/digest.h"
#include "model/article.h"
#include "output/search_index.h"
#include "unicode_case.h"
#include <stdio.h>

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

static const struct search_index *make(const struct site *site, const struct search_notes *earlier)
{
    struct search_index *index = search_index_fill(&arena, search_index_begin(&arena, site));
    search_index_share(index, &arena, earlier);
    return index;
}

static const struct search_index *index_of(text entries)
{
    struct article *article = arena_new(&arena, struct article);
    *article =
        (struct article){ .id = TEXT("one"), .status.kind = TEXT("current"), .search_entries = entries };
    const void *articles[] = { article };
    struct site site = { .lang = TEXT("en"), .unicode = unicode, .articles = { articles, 1 } };
    return make(&site, NULL);
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

enum { DOCUMENTS = 400, WORDS_OF_DOCUMENT = 600 };

/* Documents of some words each, every one of other words; of the one numbered `changed` the first so many are
 * others. */
static const struct search_index *index_with_changes(
    int changed, int changed_words, const struct search_notes *earlier)
{
    const void **articles = arena_alloc_array(&arena, DOCUMENTS, sizeof *articles);
    for (int i = 0; i < DOCUMENTS; i++) {
        struct buffer entries;
        buffer_init(&entries, &arena);
        for (int k = 0; k < WORDS_OF_DOCUMENT; k++) {
            char word[16];
            int length = snprintf(
                word, sizeof word, "%05d%c", k * 97 + i % 89, i == changed && k < changed_words ? 'x' : 'y');
            put_word(&entries, text_copy(&arena, (text){ word, (size_t)length }).bytes, (size_t)length);
        }
        struct article *article = arena_new(&arena, struct article);
        *article = (struct article){ .id = text_format(&arena, "%d", i),
            .status.kind = TEXT("current"),
            .search_entries = buffer_text(&entries),
            .search_digest = digest_of(buffer_text(&entries)).low };
        articles[i] = article;
    }
    struct site *site = arena_new(&arena, struct site);
    *site = (struct site){ .lang = TEXT("en"), .unicode = unicode, .articles = { articles, DOCUMENTS } };
    return make(site, earlier);
}

static const struct search_index *index_of_many(int changed, const struct search_notes *earlier)
{
    return index_with_changes(changed, WORDS_OF_DOCUMENT, earlier);
}

static void assert_same_index(const struct search_index *a, const struct search_index *b)
{
    assert_int_equal(a->shard_count, b->shard_count);
    for (size_t i = 0; i < a->shard_count; i++) {
        assert_true(text_equal(a->shards[i].first, b->shards[i].first));
        assert_int_equal(a->shards[i].first_order, b->shards[i].first_order);
        assert_int_equal(a->shards[i].digest, b->shards[i].digest);
    }
    assert_memory_equal(
        a->batch_starts, b->batch_starts, a->batch_count * a->document_count * sizeof *a->batch_starts);
    assert_memory_equal(a->notes.keys, b->notes.keys, a->notes.group_count * sizeof *a->notes.keys);
    assert_memory_equal(a->notes.shares, b->notes.shares, a->notes.share_count * sizeof *a->notes.shares);
}

static void earlier_notes_change_nothing(void **state)
{
    (void)state;
    const struct search_index *before = index_of_many(-1, NULL);
    assert_true(before->shard_count > 2 && before->notes.group_count > 2);
    assert_same_index(before, index_of_many(-1, &before->notes));
    for (int changed = 0; changed < DOCUMENTS; changed += 57)
        assert_same_index(index_of_many(changed, NULL), index_of_many(changed, &before->notes));
}

static text shard_of(const struct search_index *index, size_t shard)
{
    struct buffer bytes;
    buffer_init(&bytes, &arena);
    search_batch_write_shard(
        search_batch_make(index, &shard, 1, SEARCH_READ_IN_PLACE, &arena), shard, &bytes);
    return buffer_text(&bytes);
}

static void changed_shards_are_made_ahead(void **state)
{
    (void)state;
    const struct search_index *before = index_of_many(-1, NULL);
    size_t made_count = 0;
    for (int changed = 0; changed < DOCUMENTS; changed += 57) {
        const struct search_index *after = index_with_changes(changed, 1, &before->notes);
        bool has_same_cuts = after->notes.cuts == before->notes.cuts;
        size_t count = 0;
        for (size_t i = 0; i < after->shard_count; i++) {
            assert_int_equal(after->shards[i].is_changed,
                has_same_cuts && after->shards[i].digest != before->shards[i].digest);
            count += after->shards[i].is_changed;
        }
        const struct search_made_shards *made = search_batch_make_changed(after, &arena);
        assert_int_equal(made ? made->count : 0, count <= SEARCH_FEW_SHARDS ? count : 0);
        for (size_t i = 0; made && i < made->count; i++) {
            assert_true(after->shards[made->shards[i]].is_changed);
            assert_true(text_equal(made->bytes[i], shard_of(after, made->shards[i])));
        }
        made_count += made ? made->count : 0;
    }
    assert_true(made_count > 0);
}

static void notes_of_another_archive_are_not_believed(void **state)
{
    (void)state;
    const struct search_index *all = index_of_many(-1, NULL);
    struct search_notes notes = all->notes;
    notes.start_count = 1;
    assert_same_index(all, index_of_many(-1, &notes));
    notes = all->notes;
    notes.share_count--;
    assert_same_index(all, index_of_many(-1, &notes));
    notes = all->notes;
    notes.group_count = 1;
    assert_same_index(all, index_of_many(-1, &notes));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(starts_have_one_order_in_utf_8_and_utf_16, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_few_words_less_move_few_cuts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(earlier_notes_change_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(changed_shards_are_made_ahead, set_up, tear_down),
        cmocka_unit_test_setup_teardown(notes_of_another_archive_are_not_believed, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
