/* SPDX-License-Identifier: MIT */
/* Writing entries, and the scales that they are written in. */
#include "model/search_entry.h"
#include <string.h>

uint32_t search_level_weight(unsigned level)
{
    if (level < SEARCH_EXACT_LEVELS)
        return level;
    unsigned step = level - SEARCH_EXACT_LEVELS;
    return (4 + step % 4) << (step / 4 + 1);
}

uint8_t search_follower(text key)
{
    uint32_t hash = 2166136261U;
    for (size_t i = 0; i < key.length; i++)
        hash = (hash ^ (unsigned char)key.bytes[i]) * 16777619U;
    return (uint8_t)(hash ^ hash >> 8 ^ hash >> 16 ^ hash >> 24);
}

void search_entry_write(struct buffer *out, const struct search_entry *entry)
{
    unsigned head = (unsigned)entry->key.length | (entry->is_word ? SEARCH_IS_WORD : 0) |
                    (entry->is_form ? SEARCH_IS_FORM : 0);
    unsigned number = entry->is_form ? (unsigned)entry->dropped
                                     : entry->level | (entry->has_followers ? 0 : SEARCH_NO_FOLLOWERS);
    size_t length = entry->key.length + entry->bytes.length + 3;
    char *at = length <= out->capacity - out->length ? out->bytes + out->length : buffer_reserve(out, length);
    *at++ = (char)head;
    memcpy(at, entry->key.bytes, entry->key.length);
    at += entry->key.length;
    *at++ = (char)number;
    *at++ = (char)entry->bytes.length;
    if (entry->bytes.length)
        memcpy(at, entry->bytes.bytes, entry->bytes.length);
    out->length += length;
}
