/* SPDX-License-Identifier: MIT */
/*
 * The fixes of one file are applied from its end to its start, so that no offset moves. Two that overlap are
 * not both applied: the later in the file wins, the other stays for the next run.
 */
#include "command/fix.h"
#include "base/file.h"
#include "base/list.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SOURCE_BYTES = 64 << 20 };

struct fixing {
    struct arena *arena;
    const struct sources *sources;
    struct diagnostics *diagnostics;
    struct {
        struct diagnostic **items;
        size_t count, capacity;
    } fixable;
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

/* Writes beside and renames; 0 or errno. */
static int replace_file(struct fixing *fixing, text path, text contents)
{
    const char *name = text_to_string(fixing->arena, path);
    const char *beside = text_format(fixing->arena, "%s~brief", name).bytes;
    struct stat status;
    int error = stat(name, &status) == 0 ? file_write(AT_FDCWD, beside, contents, true) : errno;
    if (!error && (chmod(beside, status.st_mode & 0777) != 0 || rename(beside, name) != 0))
        error = errno;
    if (error)
        unlink(beside);
    return error;
}

static void report_unwritten(struct fixing *fixing, uint32_t source, const char *why)
{
    diagnostic_error(
        fixing->diagnostics, (span){ source, 0, 0 }, "cannot-write", "the file could not be mended: %s", why);
}

/* The diagnostics `first` … `end` are of one file. */
static void mend_file(struct fixing *fixing, size_t first, size_t end)
{
    uint32_t source = fixing->fixable.items[first]->fix->where.source;
    text path = source_at(fixing->sources, source)->system_path, contents;
    int error = file_read(
        AT_FDCWD, text_to_string(fixing->arena, path), SOURCE_BYTES, fixing->arena, &contents, NULL);
    size_t limit = contents.length, mended = 0;
    for (size_t i = first; i < end && !error; i++) {
        struct diagnostic *diagnostic = fixing->fixable.items[i];
        span where = diagnostic->fix->where;
        if (where.offset + where.length > limit)
            continue;
        contents = text_format(fixing->arena, "%.*s%.*s%.*s", (int)where.offset, contents.bytes,
            TEXT_ARGS(diagnostic->fix->replacement),
            TEXT_ARGS(text_from(contents, where.offset + where.length)));
        limit = where.offset;
        diagnostic->is_mended = true;
        mended++;
    }
    if (!error && mended)
        error = replace_file(fixing, path, contents);
    for (size_t i = first; i < end && error; i++)
        fixing->fixable.items[i]->is_mended = false;
    if (error)
        report_unwritten(fixing, source, file_error_text(error));
    else
        fixing->mended_count += mended;
}

static bool is_left(void *data, struct diagnostic *diagnostic)
{
    (void)data;
    return !diagnostic->is_mended;
}

size_t fix_apply(struct arena *arena, const struct sources *sources, struct diagnostics *diagnostics)
{
    struct fixing fixing = { .arena = arena, .sources = sources, .diagnostics = diagnostics };
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
    diagnostics_filter(diagnostics, is_left, NULL);
    return fixing.mended_count;
}
