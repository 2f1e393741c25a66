/* SPDX-License-Identifier: MIT */
/*
 * A header with magic, checksums and the places of the tables, then who wrote it (build/program.h), so that a
 * new library (cmark-gfm, ICU) empties the cache as a new brief does, then the tables, each aligned to 16.
 * The first checksum covers the header behind itself, the program and the first tables, the other the rest.
 */
#include "build/store.h"
#include "build/program.h"
#include "base/file_tree.h"
#include "base/pages.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* To be raised whenever a table's meaning changes. */
enum { STORE_VERSION = 4, ALIGNMENT = 16, KIND_BYTES = 16 };

struct table_place {
    uint64_t offset, count, item_size;
};

struct header {
    char kind[KIND_BYTES];
    uint64_t version, length;
    struct digest checksum; /* of what follows, up to front_length */
    uint64_t front_length;
    struct digest rest_checksum; /* of what lies behind that */
    struct table_place program;  /* its description */
    struct table_place tables[STORE_TABLES];
};

/* Brings a part of the mapped file near in one call; each page would come by itself. */
static void bring(const struct header *header, uint64_t start, uint64_t end)
{
#ifdef MADV_POPULATE_READ
    char *page = (char *)header + (start & ~(uint64_t)(page_bytes() - 1));
    madvise(page, (size_t)((const char *)header + end - page), MADV_POPULATE_READ);
#else
    (void)header, (void)start, (void)end;
#endif
}

static struct digest front_checksum(const struct header *header)
{
    bring(header, 0, header->front_length);
    size_t start = offsetof(struct header, front_length);
    return digest_of((text){ (const char *)header + start, header->front_length - start });
}

static struct digest rest_checksum(const struct header *header)
{
    bring(header, header->front_length, header->length);
    return digest_of(
        (text){ (const char *)header + header->front_length, header->length - header->front_length });
}

static bool is_within(const struct table_place *place, uint64_t length)
{
    uint64_t bytes;
    return place->offset % ALIGNMENT == 0 && place->offset <= length &&
           !__builtin_mul_overflow(place->count, place->item_size, &bytes) && bytes <= length - place->offset;
}

static text program_of(const struct header *header)
{
    return (text){ (const char *)header + header->program.offset, header->program.count };
}

/* NULL when the front can be believed. */
static const char *fault_of(const struct header *header, size_t length, const char *kind)
{
    if (length < sizeof *header || strncmp(header->kind, kind, KIND_BYTES) != 0)
        return "is no cache";
    if (header->version != STORE_VERSION)
        return "is of another version";
    if (header->length != length || header->front_length < sizeof *header || header->front_length > length ||
        !digest_equal(header->checksum, front_checksum(header)))
        return "is damaged";
    if (!is_within(&header->program, header->front_length) || !program_is(program_of(header)))
        return "was made by another program";
    return NULL;
}

void store_open_front(struct store *store, int folder, const char *name, const char *kind)
{
    struct stat status;
    *store = (struct store){ 0 };
    int file = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (file < 0) {
        store->fault = errno == ENOENT ? NULL : "cannot be opened";
        return;
    }
    store->fault = "is no file";
    if (fstat(file, &status) == 0 && S_ISREG(status.st_mode)) {
        size_t length = (size_t)status.st_size;
        void *bytes = length ? mmap(NULL, length, PROT_READ, MAP_PRIVATE, file, 0) : MAP_FAILED;
        store->fault = bytes == MAP_FAILED ? "is empty" : fault_of(bytes, length, kind);
        if (!store->fault) {
            store->bytes = bytes;
            store->length = ((const struct header *)bytes)->front_length;
            store->mapped_length = length;
        } else if (bytes != MAP_FAILED) {
            munmap(bytes, length);
        }
    }
    close(file);
}

bool store_open_rest(struct store *store)
{
    const struct header *header = (const void *)store->bytes;
    bool is_whole = digest_equal(header->rest_checksum, rest_checksum(header));
    if (is_whole)
        store->length = store->mapped_length;
    return is_whole;
}

void store_open(struct store *store, int folder, const char *name, const char *kind)
{
    store_open_front(store, folder, name, kind);
    if (store->bytes && !store_open_rest(store)) {
        store_close(store);
        store->fault = "is damaged";
    }
}

void store_close(struct store *store)
{
    if (store->bytes)
        munmap((void *)store->bytes, store->mapped_length);
    *store = (struct store){ 0 };
}

text store_program(const struct store *store)
{
    return program_of((const void *)store->bytes);
}

struct store_table store_any_table(const struct store *store, size_t number)
{
    const struct header *header = (const void *)store->bytes;
    if (!header)
        return (struct store_table){ 0 };
    const struct table_place *place = &header->tables[number];
    if (!is_within(place, store->length))
        return (struct store_table){ 0 };
    return (struct store_table){ store->bytes + place->offset, place->count, place->item_size };
}

const void *store_table(const struct store *store, size_t number, size_t item_size, size_t *count)
{
    struct store_table table = store_any_table(store, number);
    bool is_known = table.item_size == item_size;
    *count = is_known ? table.count : 0;
    return is_known ? table.items : NULL;
}

static size_t aligned(size_t length)
{
    return (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

/* A file before it is written: its header, its program and its tables, each with the zeroes up to the next
 * place. */
struct store_parts {
    text items[4 + 2 * STORE_TABLES];
    size_t count;
};

static void add_part(struct store_parts *parts, const void *bytes, size_t length)
{
    static const char zeroes[ALIGNMENT];
    parts->items[parts->count++] = (text){ bytes, length };
    parts->items[parts->count++] = (text){ zeroes, aligned(length) - length };
}

int store_write(int folder, const char *name, const char *kind, text program,
    const struct store_table *tables, size_t count, size_t front_count)
{
    struct header header = { .version = STORE_VERSION };
    struct store_parts parts = { 0 };
    size_t at = aligned(sizeof header);
    memcpy(header.kind, kind, strlen(kind));
    add_part(&parts, &header, sizeof header);
    header.program = (struct table_place){ at, program.length, 1 };
    at += aligned(program.length);
    add_part(&parts, program.bytes, program.length);
    for (size_t i = 0; i < count; i++) {
        size_t length = tables[i].count * tables[i].item_size;
        header.tables[i] = (struct table_place){ at, tables[i].count, tables[i].item_size };
        at += aligned(length);
        add_part(&parts, tables[i].items, length);
    }
    size_t front_parts = 4 + 2 * (front_count < count ? front_count : count);
    header.length = at;
    header.front_length = front_count < count ? header.tables[front_count].offset : at;
    header.rest_checksum = digest_of_parts(parts.items + front_parts, parts.count - front_parts);
    text whole = parts.items[0];
    parts.items[0] = text_from(whole, offsetof(struct header, front_length));
    header.checksum = digest_of_parts(parts.items, front_parts);
    parts.items[0] = whole;
    return file_replace_parts(folder, name, parts.items, parts.count, false);
}
