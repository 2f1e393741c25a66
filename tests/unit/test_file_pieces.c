/* SPDX-License-Identifier: MIT */
/* file_pieces: files around the size of a piece, and what happens to one while it is read. */
#include "folder_case.h"
#include "base/file_pieces.h"
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

static char root[] = FOLDER_CASE_PATH;
static int folder;
static char bytes[2 * FILE_PIECE_BYTES + 9];

static int set_up(void **state)
{
    (void)state;
    folder = folder_case_open(root);
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)(i * 31 + i / 4099);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    folder_case_close(folder, root);
    return 0;
}

static void write_file(size_t size)
{
    assert_int_equal(file_write(folder, "file", (text){ bytes, size }, true), 0);
}

static void pieces_are_what_the_file_is(void **state)
{
    (void)state;
    static const size_t sizes[] = { 0, 1, 70000, FILE_PIECE_BYTES - 1, FILE_PIECE_BYTES, FILE_PIECE_BYTES + 1,
        2 * FILE_PIECE_BYTES - 1, 2 * FILE_PIECE_BYTES, sizeof bytes };
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct file_pieces pieces;
        struct digest digest;
        text piece;
        size_t at = 0;
        write_file(sizes[i]);
        assert_int_equal(file_pieces_open(&pieces, folder, "file"), 0);
        assert_int_equal(pieces.status.size, sizes[i]);
        do {
            assert_int_equal(file_pieces_next(&pieces, &piece), 0);
            assert_true(piece.length <= FILE_PIECE_BYTES && at + piece.length <= sizes[i]);
            assert_memory_equal(piece.bytes, bytes + at, piece.length);
            at += piece.length;
        } while (piece.length);
        assert_int_equal(at, sizes[i]);
        file_pieces_close(&pieces);
        assert_int_equal(file_digest(folder, "file", &digest), 0);
        assert_true(digest_equal(digest, digest_of((text){ bytes, sizes[i] })));
        assert_true(file_has_digest(folder, "file", digest));
    }
    assert_false(file_has_digest(folder, "file", digest_of(TEXT("other"))));
}

/* Reads one piece of a file of two, changes it, and gives what the end says. */
static int end_after(void (*change)(void))
{
    struct file_pieces pieces;
    text piece;
    int error;
    write_file(sizeof bytes);
    assert_int_equal(file_pieces_open(&pieces, folder, "file"), 0);
    assert_int_equal(file_pieces_next(&pieces, &piece), 0);
    change();
    while ((error = file_pieces_next(&pieces, &piece)) == 0 && piece.length)
        continue;
    file_pieces_close(&pieces);
    return error;
}

static void grow(void)
{
    int descriptor = openat(folder, "file", O_WRONLY | O_APPEND);
    assert_int_equal(write(descriptor, "more", 4), 4);
    close(descriptor);
}

static void shrink(void)
{
    int descriptor = openat(folder, "file", O_WRONLY);
    assert_int_equal(ftruncate(descriptor, FILE_PIECE_BYTES + 3), 0);
    close(descriptor);
}

static void rewrite(void)
{
    static const struct timespec times[] = { { .tv_sec = 1 }, { .tv_sec = 1 } };
    assert_int_equal(utimensat(folder, "file", times, 0), 0);
}

static void leave(void)
{
}

static void a_file_that_changes_meanwhile_is_told(void **state)
{
    (void)state;
    assert_int_equal(end_after(leave), 0);
    assert_int_equal(end_after(grow), FILE_CHANGED);
    assert_int_equal(end_after(shrink), FILE_CHANGED);
    assert_int_equal(end_after(rewrite), FILE_CHANGED);
}

static void what_is_no_file_is_not_opened(void **state)
{
    (void)state;
    struct file_pieces pieces;
    struct digest digest;
    int before = dup(folder);
    close(before);
    assert_int_equal(file_pieces_open(&pieces, folder, "missing"), ENOENT);
    assert_int_equal(mkfifoat(folder, "pipe", 0600), 0);
    assert_int_equal(file_pieces_open(&pieces, folder, "pipe"), FILE_NOT_REGULAR);
    assert_int_equal(symlinkat("file", folder, "link"), 0);
    assert_int_equal(file_digest(folder, "link", &digest), ELOOP);
    assert_false(file_has_digest(folder, "missing", digest_of(TEXT(""))));
    int after = dup(folder);
    close(after);
    assert_int_equal(after, before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_are_what_the_file_is),
        cmocka_unit_test(a_file_that_changes_meanwhile_is_told),
        cmocka_unit_test(what_is_no_file_is_not_opened),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
