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
    if (known_key_is_form(key))
        return end;
    if (key->is_word)
        *at = (char)(*at | SEARCH_IS_WORD);
    bool has_followers = !key->is_function_word && key->follower_count <= SEARCH_FOLLOWERS;
    return search_posting_finish(
        end, search_level_of(key->weight), has_followers, key->followers, key->follower_count);
}

text words_write_entries(const struct gathering *gathering, struct arena *arena)
{
    const struct known_key **keys = words_order_keys(gathering);
    const struct met_keys *met = &gathering->keys;
    size_t most = met->entry_bytes + met->count * SEARCH_POSTING_END_BYTES + ENTRY_BYTES;
    char *bytes = arena_bytes(&gathering->language->memory->scratch, most), *end = bytes;
    for (size_t i = 0; i < met->count; i++) {
        if (i + FETCHED_AHEAD < met->count) {
            __builtin_prefetch(keys[i + FETCHED_AHEAD]);
            __builtin_prefetch(keys[i + FETCHED_AHEAD]->entry + ENTRY_BYTES - 1);
        }
        end = write_key(end, keys[i]);
    }
    return text_copy(arena, (text){ bytes, (size_t)(end - bytes) });
}
