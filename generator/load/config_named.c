/* SPDX-License-Identifier: MIT */
/* Settings that name things: a list of names, or a map with what is set for each of them. */
#include "load/config_reading.h"

/* For an entry of the map; what stands below a name that was refused is not looked at. */
static void read_entry(struct config_reading *reading, const struct config_naming *naming, void *things,
    const struct value_map_entry *entry)
{
    void *thing = naming->add(reading, things, entry->key, entry->key_where);
    if (!thing || entry->value.kind == VALUE_NONE)
        return;
    if (entry->value.kind != VALUE_MAP) {
        diagnostic_hint(reading->diagnostics,
            config_wrong_type(reading, entry->key, &entry->value, naming->parts), "write %.*s: {title: …}",
            TEXT_ARGS(entry->key));
        return;
    }
    for (size_t i = 0; i < entry->value.as.map->count; i++)
        naming->read_part(reading, thing, &entry->value.as.map->entries[i]);
}

void config_read_named(struct config_reading *reading, const struct config_key *key,
    const struct value *value, const struct config_naming *naming, void *things)
{
    text name = text_of(key->name);
    if (value->kind == VALUE_MAP)
        for (size_t i = 0; i < value->as.map->count; i++)
            read_entry(reading, naming, things, &value->as.map->entries[i]);
    else if (value->kind == VALUE_LIST)
        for (size_t i = 0; i < value->as.list->count; i++) {
            const struct value *item = &value->as.list->items[i];
            text written = config_text(reading, name, item);
            if (written.length)
                naming->add(reading, things, written, item->where);
        }
    else if (value->kind != VALUE_NONE)
        diagnostic_hint(reading->diagnostics, config_wrong_type(reading, name, value, "a list or a map"),
            "write %.*s: [%.*s]", TEXT_ARGS(name),
            TEXT_ARGS(value->kind == VALUE_TEXT ? value->as.text : text_of(naming->example)));
}
