/* SPDX-License-Identifier: MIT */
/* The keys that a text was met with, written down in order (model/search_entry.h). */
#include "load/words_memory.h"
#include <string.h>

enum { FETCHED_AHEAD = 8 };

/* ENTRY_BYTES are written, however few they are: most entries are shorter, and spare a call. */
static char *copy_entry(char *to, const struct known_key *key)
{
    memcpy(to, key->entry, ENTRY_BYTES);
    if (key->entry_length > ENTRY_BYTES)
        memcpy(to + ENTRY_BYTES, key->entry + ENTRY_BYTES, (size_t)key->entry_length - ENTRY_BYTES);
    return to + key->entry_length;
}

static char *write_key(char *at, const struct known_key *key)
{
    char *end = copy_entry(at, key);
    *at = (char)(*at | (key->is_word ? SEARCH_IS_WORD : 0));
    bool has_followers = !known_key_is_function_word(key) && key->follower_count <= SEARCH_FOLLOWERS;
    const uint64_t followers = htole64(key->followers);
    char *posting_end = search_posting_finish(
        end, search_level_of(key->weight), has_followers, (const char *)&followers, key->follower_count);
    return end + (posting_end - end) * !known_key_is_form(key);
}

text words_write_entries(struct gathering *gathering, struct arena *arena)
{
    const struct key_list keys = words_order_keys(gathering);
    size_t most = gathering->keys.entry_bytes + keys.count * SEARCH_POSTING_END_BYTES + ENTRY_BYTES;
    char *bytes = arena_bytes(&gathering->language->memory->scratch, most), *end = bytes;
    for (size_t i = 0; i < keys.count; i++) {
        if (i + FETCHED_AHEAD < keys.count) {
            __builtin_prefetch(keys.items[i + FETCHED_AHEAD]);
            __builtin_prefetch(keys.items[i + FETCHED_AHEAD]->entry + ENTRY_BYTES - 1);
        }
        end = write_key(end, keys.items[i]);
    }
    return text_copy(arena, (text){ bytes, (size_t)(end - bytes) });
}
