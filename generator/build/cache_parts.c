/* SPDX-License-Identifier: MIT */
#include "build/cache_parts.h"
#include "base/file_tree.h"
#include "base/watched.h"
#include "build/workers.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* Address space for what one build appends, and where there is little; a draft for which there is no more
 * stays where it was made. */
static const size_t LITTLE_ROOM_BYTES = (size_t)32 << 20;
static const size_t ROOM_BYTES = (size_t)(MEMORY_MAY_BE_LARGE ? UINT64_C(16) << 30 : 32 << 20);

static const uint64_t PLACE_BITS = (UINT64_C(1) << CACHE_PART_SHIFT) - 1;

const char *cache_part_name(size_t part)
{
    static const char *const names[CACHE_PARTS] = { ".brief/drafts", ".brief/drafts-1", ".brief/drafts-2",
        ".brief/drafts-3" };
    return names[part];
}

static bool map_with_room(struct cache_part *part, size_t length, size_t room)
{
    if (length + room == 0)
        return false;
    void *bytes =
        mmap(NULL, length + room, PROT_READ, MAP_SHARED | (room ? MAP_NORESERVE : 0), part->file, 0);
    if (bytes == MAP_FAILED)
        return false;
    part->bytes = bytes;
    part->length = length;
    part->room = length + room;
    return true;
}

/* What is there, and room behind it in which what processes append can be read by all. */
static void map(struct cache_part *part, uint64_t end, bool is_written)
{
    struct stat status;
    if (part->file < 0 || fstat(part->file, &status) != 0 || !S_ISREG(status.st_mode))
        return;
    size_t length = (uint64_t)status.st_size < end ? (size_t)status.st_size : (size_t)end;
    bool is_mapped = is_written && (map_with_room(part, length, ROOM_BYTES) ||
                                       map_with_room(part, length, LITTLE_ROOM_BYTES));
    if (!is_mapped)
        map_with_room(part, length, 0);
}

void cache_parts_open(struct cache_parts *parts, int site_folder, const uint64_t *ends, size_t writer_count)
{
    *parts = (struct cache_parts){
        .ends = workers_shared_memory(sizeof *parts->ends),
        .writer_count = writer_count < CACHE_PARTS ? writer_count : CACHE_PARTS,
    };
    for (size_t i = 0; i < CACHE_PARTS; i++) {
        struct cache_part *part = &parts->parts[i];
        bool is_written = i < parts->writer_count;
        int mode = is_written ? O_RDWR | O_CREAT : O_RDONLY;
        part->file = -1;
        /* Who reads what was there before has it for as long as that takes. */
        if (is_written && !ends[i])
            file_remove(site_folder, cache_part_name(i));
        if (is_written || ends[i])
            part->file =
                openat(site_folder, cache_part_name(i), mode | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0600);
        map(part, ends[i], is_written);
        atomic_store(&parts->ends->of[i], ends[i] > part->length ? cache_padded(part->length) : ends[i]);
    }
}

void cache_parts_close(struct cache_parts *parts)
{
    for (size_t i = 0; parts->ends && i < CACHE_PARTS; i++) {
        if (parts->parts[i].bytes)
            munmap((void *)parts->parts[i].bytes, parts->parts[i].room);
        if (parts->parts[i].file >= 0)
            close(parts->parts[i].file);
    }
}

/* Of a process that writes. */
static size_t part_of(const struct cache_parts *parts, size_t process)
{
    return process % parts->writer_count;
}

/* Of an offset that was taken. */
static const struct cache_part *part_at(const struct cache_parts *parts, uint64_t offset)
{
    return &parts->parts[offset >> CACHE_PART_SHIFT];
}

bool cache_parts_can_write(const struct cache_parts *parts, size_t process)
{
    return parts->writer_count && parts->parts[part_of(parts, process)].file >= 0;
}

text cache_parts_find(const struct cache_parts *parts, uint64_t offset, uint64_t length)
{
    if (offset >> CACHE_PART_SHIFT >= CACHE_PARTS)
        return TEXT_NONE;
    const struct cache_part *part = part_at(parts, offset);
    uint64_t at = offset & PLACE_BITS;
    bool is_there = part->bytes && at <= part->length && length <= part->length - at;
    return is_there ? (text){ part->bytes + at, length } : TEXT_NONE;
}

uint64_t cache_parts_take(const struct cache_parts *parts, size_t process, uint64_t length)
{
    size_t part = part_of(parts, process);
    return (uint64_t)part << CACHE_PART_SHIFT |
           atomic_fetch_add(&parts->ends->of[part], cache_padded(length));
}

static bool write_at(int file, text bytes, uint64_t place)
{
    for (size_t at = 0; at < bytes.length;) {
        ssize_t count = pwrite(file, bytes.bytes + at, bytes.length - at, (off_t)(place + at));
        if (count < 0 && errno != EINTR)
            return false;
        at += count > 0 ? (size_t)count : 0;
    }
    return true;
}

const char *cache_parts_write(const struct cache_parts *parts, uint64_t offset, text bytes)
{
    const struct cache_part *part = part_at(parts, offset);
    uint64_t place = offset & PLACE_BITS;
    bool has_room = bytes.length <= part->room && place <= part->room - bytes.length;
    return has_room && write_at(part->file, bytes, place) ? part->bytes + place : NULL;
}

static bool read_at(int file, char *bytes, size_t length, uint64_t place)
{
    for (size_t at = 0; at < length;) {
        ssize_t count = pread(file, bytes + at, length - at, (off_t)(place + at));
        if (count == 0 || (count < 0 && errno != EINTR))
            return false;
        at += count > 0 ? (size_t)count : 0;
    }
    return true;
}

text cache_parts_copy(const struct cache_parts *parts, struct arena *arena, text kept)
{
    for (size_t i = 0; kept.bytes && i < CACHE_PARTS; i++) {
        const struct cache_part *part = &parts->parts[i];
        if (!part->bytes || kept.bytes < part->bytes || kept.bytes >= part->bytes + part->room)
            continue;
        char *bytes = arena_bytes(arena, kept.length);
        if (!read_at(part->file, bytes, kept.length, (uint64_t)(kept.bytes - part->bytes)))
            memset(bytes, 0, kept.length);
        return (text){ bytes, kept.length };
    }
    return TEXT_NONE;
}

uint64_t cache_parts_place(const struct cache_parts *parts, uint64_t offset, int *file)
{
    *file = part_at(parts, offset)->file;
    return offset & PLACE_BITS;
}

uint64_t cache_parts_used(const struct cache_parts *parts)
{
    uint64_t used = 0;
    for (size_t i = 0; i < CACHE_PARTS; i++)
        used += atomic_load(&parts->ends->of[i]);
    return used;
}

void cache_parts_rest(const struct cache_parts *parts)
{
    for (size_t i = 0; i < CACHE_PARTS; i++) {
        const struct cache_part *part = &parts->parts[i];
        uint64_t end = atomic_load(&parts->ends->of[i]);
        if (part->bytes && end)
            madvise((void *)part->bytes, end < part->room ? end : part->room, MADV_DONTNEED);
    }
}
