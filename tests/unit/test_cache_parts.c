/* SPDX-License-Identifier: MIT */
/* cache_parts: files that are appended to, as one space of offsets, in a real temporary folder. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include "base/file_tree.h"
#include "build/cache_parts.h"

static char root_template[] = "/tmp/test_cache_parts.XXXXXX";
static int site;

static int set_up(void **state)
{
    (void)state;
    const char *root = mkdtemp(root_template);
    site = root ? open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    return site < 0 ? -1 : mkdirat(site, ".brief", 0700);
}

static int tear_down(void **state)
{
    (void)state;
    close(site);
    return file_remove_tree(AT_FDCWD, root_template);
}

static uint64_t append(const struct cache_parts *parts, size_t process, text bytes)
{
    uint64_t offset = cache_parts_take(parts, process, bytes.length);
    pid_t id = fork();
    if (id == 0)
        _exit(cache_parts_write(parts, offset, bytes) ? 0 : 1);
    int status = 1;
    assert_int_equal(waitpid(id, &status, 0), id);
    assert_int_equal(status, 0);
    return offset;
}

static void assert_copies_the_same(const struct cache_parts *parts, text kept)
{
    struct arena arena;
    arena_init(&arena);
    text copy = cache_parts_copy(parts, &arena, kept);
    assert_true(copy.bytes != kept.bytes && text_equal(copy, kept));
    assert_null(cache_parts_copy(parts, &arena, TEXT("of no part")).bytes);
    assert_null(cache_parts_copy(parts, &arena, TEXT_NONE).bytes);
    arena_release(&arena);
}

static void remember(const struct cache_parts *parts, uint64_t *ends)
{
    for (size_t i = 0; i < CACHE_PARTS; i++)
        ends[i] = atomic_load(&parts->ends->of[i]);
}

static void what_processes_appended_is_found_by_the_next_build(void **state)
{
    (void)state;
    static const text words[] = { TEXT_INIT("one"), TEXT_INIT("two, which is longer than that"),
        TEXT_INIT("three"), TEXT_INIT("four"), TEXT_INIT("five") };
    uint64_t ends[CACHE_PARTS] = { 0 }, offsets[5];
    struct cache_parts parts;
    cache_parts_open(&parts, site, ends, 3);
    for (size_t i = 0; i < 5; i++) {
        assert_true(cache_parts_can_write(&parts, i));
        offsets[i] = append(&parts, i, words[i]);
        assert_int_equal(offsets[i] % CACHE_ALIGNMENT, 0);
    }
    assert_int_equal(offsets[0] >> CACHE_PART_SHIFT, 0);
    assert_int_equal(offsets[2] >> CACHE_PART_SHIFT, 2);
    assert_int_equal(offsets[4] >> CACHE_PART_SHIFT, 1);
    assert_int_equal(cache_parts_used(&parts), 6 * CACHE_ALIGNMENT);
    /* What was appended now is for whoever wrote it, not for what an index says. */
    assert_null(cache_parts_find(&parts, offsets[0], words[0].length).bytes);
    remember(&parts, ends);
    cache_parts_close(&parts);
    for (size_t writers = 0; writers < 3; writers++) {
        cache_parts_open(&parts, site, ends, writers);
        for (size_t i = 0; i < 5; i++)
            assert_true(text_equal(cache_parts_find(&parts, offsets[i], words[i].length), words[i]));
        assert_null(cache_parts_find(&parts, offsets[4], 1000).bytes);
        assert_null(cache_parts_find(&parts, offsets[4] + 1000, 1).bytes);
        assert_null(cache_parts_find(&parts, UINT64_MAX, 1).bytes);
        assert_copies_the_same(&parts, cache_parts_find(&parts, offsets[1], words[1].length));
        cache_parts_rest(&parts);
        assert_true(text_equal(cache_parts_find(&parts, offsets[1], words[1].length), words[1]));
        cache_parts_close(&parts);
    }
}

static void what_is_only_read_cannot_be_appended_to(void **state)
{
    (void)state;
    const uint64_t ends[CACHE_PARTS] = { 0 };
    struct cache_parts parts;
    cache_parts_open(&parts, site, ends, 0);
    assert_false(cache_parts_can_write(&parts, 0));
    cache_parts_close(&parts);
}

static void a_part_that_is_cut_or_gone_ends_where_its_file_does(void **state)
{
    (void)state;
    uint64_t ends[CACHE_PARTS] = { 0 };
    struct cache_parts parts;
    cache_parts_open(&parts, site, ends, 2);
    uint64_t first = append(&parts, 0, TEXT("first")), second = append(&parts, 1, TEXT("second"));
    remember(&parts, ends);
    cache_parts_close(&parts);
    assert_int_equal(unlinkat(site, cache_part_name(1), 0), 0);
    int file = openat(site, cache_part_name(0), O_WRONLY);
    assert_int_equal(ftruncate(file, 2), 0);
    close(file);
    cache_parts_open(&parts, site, ends, 1);
    assert_null(cache_parts_find(&parts, first, 5).bytes);
    assert_null(cache_parts_find(&parts, second, 6).bytes);
    assert_true(text_equal(cache_parts_find(&parts, first, 2), TEXT("fi")));
    cache_parts_close(&parts);
}

static void who_reads_what_was_there_keeps_it_when_all_is_begun_anew(void **state)
{
    (void)state;
    const text word = TEXT("what a build that looks only has taken"),
               other = TEXT("what another one writes meanwhile");
    uint64_t none[CACHE_PARTS] = { 0 }, ends[CACHE_PARTS];
    struct cache_parts before, reader, writer;
    cache_parts_open(&before, site, none, 1);
    uint64_t offset = append(&before, 0, word);
    remember(&before, ends);
    cache_parts_close(&before);
    cache_parts_open(&reader, site, ends, 0);
    text taken = cache_parts_find(&reader, offset, word.length);
    assert_true(text_equal(taken, word));
    cache_parts_open(&writer, site, none, 1);
    assert_int_equal(append(&writer, 0, other), offset);
    assert_true(text_equal(taken, word));
    cache_parts_close(&writer);
    cache_parts_close(&reader);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_processes_appended_is_found_by_the_next_build),
        cmocka_unit_test(what_is_only_read_cannot_be_appended_to),
        cmocka_unit_test(a_part_that_is_cut_or_gone_ends_where_its_file_does),
        cmocka_unit_test(who_reads_what_was_there_keeps_it_when_all_is_begun_anew),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
