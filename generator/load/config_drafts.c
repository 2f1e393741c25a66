/* SPDX-License-Identifier: MIT */
/*
 * Which settings decide how a source becomes a draft? All of them but those listed here, so that a setting
 * which nobody thought of empties the cache rather than leaving it wrong.
 */
#include "base/buffer.h"
#include "base/count.h"
#include "load/config_reading.h"

/* Keys of site.yml, with the dot of those in a group, that load/front_matter*.c, markdown*.c and words*.c
 * never see. */
static const char *const without_effect[] = {
    "title", "description", "languages", "image", "base_url", /* its path counts, as config->base_path */
    "date_format", "publisher", "licence", "output", "permalinks", "paginate",
    "plugins", /* whether there are any counts: without, there are no keywords */
    "feeds", "comments", "citations", "links", "menu", "footer", "aliases", "redirects", "checks", "headers",
    "gone", "changes", "old_after_years", "leaks", "extra",
    /* to add one: a row, after looking that nothing in draft_maker's reach reads it */
};

static bool has_effect(text key)
{
    for (size_t i = 0; i < COUNT(without_effect); i++)
        if (text_equal(key, text_of(without_effect[i])))
            return false;
    return true;
}

struct digest config_drafts_digest(struct config_reading *reading, const struct value *file)
{
    const struct config *config = reading->config;
    struct buffer said;
    buffer_init(&said, reading->arena);
    buffer_print(
        &said, "base_path %.*s\nplugins %d\n", TEXT_ARGS(config->base_path), config->plugin_count > 0);
    for (size_t i = 0; file->kind == VALUE_MAP && i < file->as.map->count; i++) {
        const struct value_map_entry *entry = &file->as.map->entries[i];
        if (!has_effect(entry->key))
            continue;
        text value = value_to_text(&entry->value, reading->arena);
        buffer_print(&said, "%.*s %zu ", TEXT_ARGS(entry->key), value.length);
        buffer_append(&said, value);
    }
    return digest_of(buffer_text(&said));
}
