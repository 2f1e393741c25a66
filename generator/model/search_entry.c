/* SPDX-License-Identifier: MIT */
/* Entries are read far more often than written: most readers step over them by length. */
#include "model/search_entry.h"

enum { LENGTH_BITS = 63, IS_WORD = 64, IS_FORM = 128, NO_FOLLOWERS = 128, EXACT_LEVELS = 8 };

unsigned search_level_of(uint32_t weight)
{
    if (weight < EXACT_LEVELS)
        return weight;
    unsigned exponent = 31 - (unsigned)__builtin_clz(weight);
    unsigned level = EXACT_LEVELS + (exponent - 3) * 4 + (weight >> (exponent - 2) & 3);
    return level < SEARCH_LEVEL_LIMIT ? level : SEARCH_LEVEL_LIMIT - 1;
}

uint32_t search_level_weight(unsigned level)
{
    if (level < EXACT_LEVELS)
        return level;
    unsigned step = level - EXACT_LEVELS;
    return (4 + step % 4) << (step / 4 + 1);
}

uint8_t search_follower(text key)
{
    uint32_t hash = 2166136261U;
    for (size_t i = 0; i < key.length; i++)
        hash = (hash ^ (unsigned char)key.bytes[i]) * 16777619U;
    return (uint8_t)(hash ^ hash >> 8 ^ hash >> 16 ^ hash >> 24);
}

static uint32_t four_bytes(const char *bytes)
{
    const unsigned char *four = (const unsigned char *)bytes;
    return (uint32_t)four[0] << 24 | (uint32_t)four[1] << 16 | (uint32_t)four[2] << 8 | four[3];
}

uint64_t search_key_order(text key)
{
    uint64_t order = 0;
    if (key.length >= 8)
        return (uint64_t)four_bytes(key.bytes) << 32 | four_bytes(key.bytes + 4);
    if (key.length >= 4) {
        unsigned rest = (unsigned)(key.length - 4) * 8;
        uint64_t last = four_bytes(key.bytes + key.length - 4) & (((uint64_t)1 << rest) - 1);
        return (uint64_t)four_bytes(key.bytes) << 32 | last << (32 - rest);
    }
    for (size_t i = 0; i < key.length; i++)
        order |= (uint64_t)(unsigned char)key.bytes[i] << (56 - 8 * i);
    return order;
}

void search_entry_write(struct buffer *out, const struct search_entry *entry)
{
    unsigned head =
        (unsigned)entry->key.length | (entry->is_word ? IS_WORD : 0) | (entry->is_form ? IS_FORM : 0);
    unsigned number =
        entry->is_form ? (unsigned)entry->dropped : entry->level | (entry->has_followers ? 0 : NO_FOLLOWERS);
    buffer_append_byte(out, (char)head);
    buffer_append(out, entry->key);
    buffer_append_byte(out, (char)number);
    buffer_append_byte(out, (char)entry->bytes.length);
    buffer_append(out, entry->bytes);
}

size_t search_entry_length(text entries, size_t offset, text *key)
{
    size_t length = (unsigned char)entries.bytes[offset] & LENGTH_BITS;
    *key = text_slice(entries, offset + 1, length);
    return length + 3 + (unsigned char)entries.bytes[offset + length + 2];
}

struct search_entry search_entry_read(text entries, size_t *offset)
{
    struct search_entry entry = { 0 };
    size_t length = search_entry_length(entries, *offset, &entry.key);
    unsigned head = (unsigned char)entries.bytes[*offset];
    unsigned number = (unsigned char)entries.bytes[*offset + entry.key.length + 1];
    entry.is_form = head & IS_FORM;
    entry.is_word = head & IS_WORD;
    entry.bytes = text_slice(entries, *offset + entry.key.length + 3, length - entry.key.length - 3);
    entry.dropped = entry.is_form ? number : 0;
    entry.has_followers = !entry.is_form && !(number & NO_FOLLOWERS);
    entry.level = entry.is_form ? 0 : number & ~(unsigned)NO_FOLLOWERS;
    *offset += length;
    return entry;
}
