/* SPDX-License-Identifier: MIT */
/* Keywords come back as they were written; bytes that are no list of them are not read past. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "base/arena.h"
#include "model/keyword.h"

static const struct keyword keywords[] = {
    { TEXT_INIT("auction"), TEXT_INIT("auction"), 1 },
    { TEXT_INIT("fee"), TEXT_INIT("fees"), 300 },
    { TEXT_INIT("spectrum"), TEXT_INIT("Spectrum"), UINT16_MAX },
    { TEXT_INIT("écol"), TEXT_INIT("ÉCOLES"), 2 },
};
enum { COUNT = sizeof keywords / sizeof *keywords };

static struct keyword_list written(struct arena *arena)
{
    struct buffer out;
    buffer_init(&out, arena);
    for (size_t i = 0; i < COUNT; i++)
        keyword_write(&out, &keywords[i]);
    return (struct keyword_list){ buffer_text(&out), COUNT };
}

static void keywords_come_back(void **state)
{
    struct arena arena;
    (void)state;
    arena_init(&arena);
    struct keyword_list list = written(&arena);
    struct keyword keyword;
    size_t offset = 0;
    for (size_t i = 0; i < COUNT; i++) {
        assert_true(keyword_read(&list, &offset, &keyword));
        assert_true(text_equal(keyword.stem, keywords[i].stem));
        assert_true(text_equal(keyword.word, keywords[i].word));
        assert_int_equal(keyword.count, keywords[i].count);
        assert_true(text_equal(keyword_word(&list, i), keywords[i].word));
    }
    assert_false(keyword_read(&list, &offset, &keyword));
    assert_null(keyword_word(&list, COUNT).bytes);
    arena_release(&arena);
}

static void the_longest_ones_fit(void **state)
{
    char word[KEYWORD_WORD_BYTES], stem[KEYWORD_STEM_BYTES];
    struct arena arena;
    struct buffer out;
    struct keyword longest = { { stem, sizeof stem }, { word, sizeof word }, 1 }, keyword;
    size_t offset = 0;
    (void)state;
    memset(word, 'W', sizeof word);
    memset(stem, 's', sizeof stem);
    arena_init(&arena);
    buffer_init(&out, &arena);
    keyword_write(&out, &longest);
    longest.stem = longest.word;
    keyword_write(&out, &longest);
    struct keyword_list list = { buffer_text(&out), 2 };
    assert_true(keyword_read(&list, &offset, &keyword));
    assert_int_equal(keyword.stem.length, sizeof stem);
    assert_true(keyword_read(&list, &offset, &keyword));
    assert_true(text_equal(keyword.stem, keyword.word));
    arena_release(&arena);
}

static void a_list_that_is_cut_ends(void **state)
{
    struct arena arena;
    (void)state;
    arena_init(&arena);
    struct keyword_list whole = written(&arena);
    for (size_t length = 0; length < whole.entries.length; length++) {
        struct keyword_list cut = { text_slice(whole.entries, 0, length), COUNT };
        struct keyword keyword;
        size_t count = 0;
        for (size_t offset = 0; keyword_read(&cut, &offset, &keyword);)
            count++;
        assert_true(count < COUNT);
    }
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keywords_come_back),
        cmocka_unit_test(the_longest_ones_fit),
        cmocka_unit_test(a_list_that_is_cut_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
