/* SPDX-License-Identifier: MIT */
/* checks: code → level, or { severity: level, except: [patterns] }. Which codes there are is known to check/,
 * which reports those that are not. */
#include "base/arena.h"
#include "load/config_reading.h"

/* In the order of enum check_level from CHECKS_OFF on. */
static const char *const levels[] = { "off", "note", "warning", "error", NULL };

static void read_level(
    struct config_reading *reading, text name, const struct value *value, struct check_setting *setting)
{
    /* YAML 1.2's `off` is a text, but those who know 1.1 write false. */
    if (value->kind == VALUE_BOOL && !value->as.boolean) {
        setting->level = CHECKS_OFF;
        return;
    }
    text word = config_text(reading, name, value);
    size_t found = word.length ? config_choose(reading, name, word, value->where, levels) : SIZE_MAX;
    if (found != SIZE_MAX)
        setting->level = (enum check_level)(CHECKS_OFF + found);
}

static void read_parts(
    struct config_reading *reading, text name, const struct value_map *map, struct check_setting *setting)
{
    static const text parts[] = { TEXT_INIT("severity"), TEXT_INIT("except") };
    for (size_t i = 0; i < map->count; i++) {
        const struct value_map_entry *entry = &map->entries[i];
        if (text_equal(entry->key, parts[0]))
            read_level(reading, parts[0], &entry->value, setting);
        else if (text_equal(entry->key, parts[1]))
            setting->except = config_texts(reading, parts[1], &entry->value);
        else
            config_unknown_key(reading, text_format(reading->arena, "checks.%.*s.", TEXT_ARGS(name)),
                entry->key, entry->key_where, parts, 2);
    }
}

void config_read_checks(
    struct config_reading *reading, const struct config_key *key, const struct value *value)
{
    if (value->kind == VALUE_NONE)
        return;
    if (value->kind != VALUE_MAP) {
        diagnostic_hint(reading->diagnostics,
            config_wrong_type(reading, text_of(key->name), value, "a map of codes"),
            "write checks: {long-title: off}");
        return;
    }
    const struct value_map *map = value->as.map;
    struct check_setting *settings = arena_new_array(reading->arena, struct check_setting, map->count);
    for (size_t i = 0; i < map->count; i++) {
        const struct value_map_entry *entry = &map->entries[i];
        settings[i].code = entry->key;
        settings[i].where = entry->key_where;
        if (entry->value.kind == VALUE_MAP)
            read_parts(reading, entry->key, entry->value.as.map, &settings[i]);
        else
            read_level(reading, entry->key, &entry->value, &settings[i]);
    }
    reading->config->checks = settings;
    reading->config->check_count = map->count;
}
