/* SPDX-License-Identifier: MIT */
/*
 * The fixes of one file are applied from its end to its start, so that no offset moves. Two that overlap are
 * not both applied: the later in the file wins, the other stays for the next run, as does one of a place
 * where somebody has written something else since. What is left to be printed is moved to where it stands in
 * the file that was written; what is said of words that a fix took out goes with them.
 */
#include "command/fix.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/file_fault.h"
#include "base/file_tree.h"
#include "base/list.h"
#include "base/path.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SOURCE_BYTES = 64 << 20 };

/* Fixes of one file: places of `fixable`. */
struct mended_file {
    uint32_t source;
    size_t first, end;
};

struct fixing {
    struct arena *arena;
    const struct sources *sources;
    struct diagnostics *diagnostics;
    struct supervision *supervision;
    struct {
        struct diagnostic **items;
        size_t count, capacity;
    } fixable;
    struct {
        struct mended_file *items; /* by source */
        size_t count, capacity;
    } files;
    size_t mended_count;
};

static int by_place_from_the_end(const void *a, const void *b)
{
    const struct diagnostic_fix *left = (*(struct diagnostic *const *)a)->fix,
                                *right = (*(struct diagnostic *const *)b)->fix;
    if (left->where.source != right->where.source)
        return left->where.source < right->where.source ? -1 : 1;
    return left->where.offset < right->where.offset ? 1 : left->where.offset > right->where.offset ? -1 : 0;
}

/* Writes beside and renames; 0 or errno. The name beside is one that scans pass over: should the program be
 * killed here, it is no source. */
static int replace_file(struct fixing *fixing, text path, text contents)
{
    const char *name = text_to_string(fixing->arena, path);
    text hidden = text_format(fixing->arena, ".%.*s" BESIDE_SUFFIX, TEXT_ARGS(path_name(path)));
    const char *beside = text_to_string(fixing->arena, path_join(fixing->arena, path_folder(path), hidden));
    struct stat status;
    supervision_will_leave_file(fixing->supervision, text_of(beside));
    int error = stat(name, &status) == 0 ? file_write(AT_FDCWD, beside, contents, true) : errno;
    if (!error && (chmod(beside, status.st_mode & 0777) != 0 || rename(beside, name) != 0))
        error = errno;
    if (error)
        unlink(beside);
    return error;
}

/* NULL: the diagnostic of that number has not been mended. */
static const struct diagnostic_fix *applied(const struct fixing *fixing, size_t number)
{
    const struct diagnostic *diagnostic = fixing->fixable.items[number];
    return diagnostic->is_mended ? diagnostic->fix : NULL;
}

static uint32_t end_of(span where)
{
    return where.offset + where.length;
}

/* The contents with what is mended of the diagnostics `first` … `end`, which stand from the end to the start.
 */
static text mended_contents(
    const struct fixing *fixing, struct arena *arena, text contents, size_t first, size_t end)
{
    struct buffer mended;
    buffer_init(&mended, arena);
    size_t copied = 0;
    for (size_t i = end; i-- > first;) {
        const struct diagnostic_fix *fix = applied(fixing, i);
        if (!fix)
            continue;
        buffer_append(&mended, text_slice(contents, copied, fix->where.offset - copied));
        buffer_append(&mended, fix->replacement);
        copied = end_of(fix->where);
    }
    buffer_append(&mended, text_from(contents, copied));
    return buffer_finish(&mended);
}

/* Chooses those that can be applied; how many they are. */
static size_t choose_fixes(struct fixing *fixing, text contents, size_t first, size_t end)
{
    size_t limit = contents.length, chosen = 0;
    for (size_t i = first; i < end; i++) {
        struct diagnostic *diagnostic = fixing->fixable.items[i];
        span where = diagnostic->fix->where;
        if (end_of(where) > limit ||
            !text_equal(text_slice(contents, where.offset, where.length), diagnostic->fix->written))
            continue;
        limit = where.offset;
        diagnostic->is_mended = true;
        chosen++;
    }
    return chosen;
}

/* The diagnostics `first` … `end` are of one file. */
static void mend_file(struct fixing *fixing, size_t first, size_t end)
{
    struct arena arena;
    arena_init(&arena);
    uint32_t source = fixing->fixable.items[first]->fix->where.source;
    text path = source_at(fixing->sources, source)->system_path, contents;
    int error = file_read(AT_FDCWD, text_to_string(&arena, path), SOURCE_BYTES, &arena, &contents, NULL);
    size_t mended = error ? 0 : choose_fixes(fixing, contents, first, end);
    if (mended)
        error = replace_file(fixing, path, mended_contents(fixing, &arena, contents, first, end));
    for (size_t i = first; i < end && error; i++)
        fixing->fixable.items[i]->is_mended = false;
    if (error)
        file_fault_report(fixing->diagnostics, (span){ source, 0, 0 }, "cannot-write", error,
            "the file could not be mended");
    else
        fixing->mended_count += mended;
    if (!error)
        *list_add(fixing->arena, &fixing->files) = (struct mended_file){ source, first, end };
    arena_release(&arena);
}

static int by_source(const void *key, const void *item)
{
    uint32_t source = *(const uint32_t *)key, other = ((const struct mended_file *)item)->source;
    return source < other ? -1 : source > other;
}

/* The file in which something was mended, or NULL. */
static const struct mended_file *find_file(const struct fixing *fixing, uint32_t source)
{
    return fixing->files.count ? bsearch(&source, fixing->files.items, fixing->files.count,
                                     sizeof *fixing->files.items, by_source)
                               : NULL;
}

/* What lies within words that others took the place of stands where these begin. */
static void move_place(const struct fixing *fixing, span *where)
{
    const struct mended_file *file = find_file(fixing, where->source);
    uint32_t before = where->offset;
    for (size_t i = file ? file->first : 0; file && i < file->end; i++) {
        const struct diagnostic_fix *fix = applied(fixing, i);
        if (fix && end_of(fix->where) <= before)
            where->offset += (uint32_t)fix->replacement.length - fix->where.length;
        else if (fix && fix->where.offset < before)
            where->offset -= before - fix->where.offset;
    }
}

static void move_places(struct fixing *fixing)
{
    for (struct diagnostic *each = fixing->diagnostics->first; each; each = each->next) {
        move_place(fixing, &each->where);
        for (struct diagnostic_note *note = each->notes; note; note = note->next)
            move_place(fixing, &note->where);
    }
}

/* Two dates by one anchor have one place, and one fix mends both. */
static bool is_same(const struct diagnostic_fix *fix, const struct diagnostic_fix *other)
{
    return other && fix->where.source == other->where.source && fix->where.offset == other->where.offset &&
           fix->where.length == other->where.length && text_equal(fix->replacement, other->replacement);
}

static bool is_gone(const struct fixing *fixing, const struct diagnostic *diagnostic)
{
    span where = diagnostic->where;
    const struct mended_file *file = find_file(fixing, where.source);
    for (size_t i = file ? file->first : 0; file && i < file->end; i++) {
        const struct diagnostic_fix *fix = applied(fixing, i);
        if (fix && is_same(fix, diagnostic->fix))
            return true;
        if (fix && !fix->replacement.length && fix->where.offset <= where.offset && where.length &&
            end_of(where) <= end_of(fix->where))
            return true;
    }
    return false;
}

static bool is_left(void *fixing, struct diagnostic *diagnostic)
{
    return !diagnostic->is_mended && !is_gone(fixing, diagnostic);
}

size_t fix_apply(struct arena *arena, const struct sources *sources, struct diagnostics *diagnostics,
    struct supervision *supervision)
{
    struct fixing fixing = { arena, sources, diagnostics, supervision, .mended_count = 0 };
    for (struct diagnostic *each = diagnostics->first; each; each = each->next)
        if (each->fix)
            *list_add(arena, &fixing.fixable) = each;
    if (fixing.fixable.count)
        qsort(
            fixing.fixable.items, fixing.fixable.count, sizeof *fixing.fixable.items, by_place_from_the_end);
    for (size_t i = 0, end; i < fixing.fixable.count; i = end) {
        uint32_t source = fixing.fixable.items[i]->fix->where.source;
        for (end = i; end < fixing.fixable.count && fixing.fixable.items[end]->fix->where.source == source;)
            end++;
        mend_file(&fixing, i, end);
    }
    diagnostics_filter(diagnostics, is_left, &fixing);
    move_places(&fixing);
    return fixing.mended_count;
}
