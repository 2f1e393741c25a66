/* SPDX-License-Identifier: MIT */
/*
 * A file has its changes twice, in 32 and in 64 bits. The second part is read: a header with the counts, the
 * moments of all changes, the kind of time that begins at each, the kinds, and behind other things a line
 * with the rule for what follows, which names no changes when there are to be none.
 */
#include "base/zone_file.h"
#include "base/arena.h"
#include "base/file.h"
#include <fcntl.h>
#include <stdlib.h>

enum { HEADER_BYTES = 44, KIND_BYTES = 6, SIZE_LIMIT = 1 << 20 };

/* In the order of the header, which has six numbers from byte 20 on. */
struct counts {
    size_t is_universal, is_standard, leap_seconds, changes, kinds, letters;
};

static uint64_t number_at(text file, size_t at, size_t bytes)
{
    uint64_t number = 0;
    for (size_t i = 0; i < bytes; i++)
        number = number << 8 | (unsigned char)file.bytes[at + i];
    return number;
}

/* False: no header stands there. */
static bool read_counts(text file, size_t at, struct counts *counts)
{
    if (file.length < HEADER_BYTES || at > file.length - HEADER_BYTES ||
        !text_starts_with(text_from(file, at), TEXT("TZif")))
        return false;
    size_t *const numbers[] = { &counts->is_universal, &counts->is_standard, &counts->leap_seconds,
        &counts->changes, &counts->kinds, &counts->letters };
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        *numbers[i] = (size_t)number_at(file, at + 20 + i * 4, 4);
    return true;
}

/* How long the part behind the header is, when a moment has so many bytes. */
static size_t part_length(const struct counts *counts, size_t moment_bytes)
{
    return counts->changes * (moment_bytes + 1) + counts->kinds * KIND_BYTES + counts->letters +
           counts->leap_seconds * (moment_bytes + 4) + counts->is_standard + counts->is_universal;
}

text zone_file_read(struct arena *arena, text zone)
{
    const char *set = getenv("TZDIR");
    text folder = text_of(set && *set ? set : "/usr/share/zoneinfo"), contents = TEXT_NONE;
    text path = text_format(arena, "%.*s/%.*s", TEXT_ARGS(folder), TEXT_ARGS(zone));
    char *real = realpath(path.bytes, NULL); /* many names are links to others */
    if (real && file_read(AT_FDCWD, real, SIZE_LIMIT, arena, &contents, NULL))
        contents = TEXT_NONE;
    free(real);
    return contents;
}

bool zone_file_offset(text file, struct instant instant, int32_t *offset_seconds)
{
    struct counts first, counts;
    if (!read_counts(file, 0, &first) || part_length(&first, 4) > file.length)
        return false;
    size_t header = HEADER_BYTES + part_length(&first, 4);
    if (!read_counts(file, header, &counts))
        return false;
    size_t moments = header + HEADER_BYTES, length = part_length(&counts, 8);
    if (length > file.length - moments || counts.kinds == 0)
        return false;
    size_t known = 0, kind = 0;
    while (known < counts.changes &&
           (int64_t)number_at(file, moments + known * 8, 8) <= instant.milliseconds / 1000)
        known++;
    text rule = text_from(file, moments + length);
    if (known == counts.changes && text_find_byte(rule, ',', 0) != SIZE_MAX)
        return false;
    if (known > 0)
        kind = (unsigned char)file.bytes[moments + counts.changes * 8 + known - 1];
    if (kind >= counts.kinds)
        return false;
    size_t kinds = moments + counts.changes * 9;
    *offset_seconds = (int32_t)(uint32_t)number_at(file, kinds + kind * KIND_BYTES, 4);
    return true;
}
