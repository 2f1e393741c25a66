/* SPDX-License-Identifier: MIT */
/* Settings that are lists or maps of things: taxonomies, plugins, the menu. */
#include "base/count.h"
#include "base/list.h"
#include "base/byte.h"
#include "base/escape.h"
#include "base/path.h"
#include "load/config_reading.h"
#include "load/yaml_scalar.h"
#include "load/front_matter.h"
#include "load/term_source.h"

struct taxonomies {
    struct taxonomy_setting *items;
    size_t count, capacity;
};

struct plugins {
    struct plugin_setting *items;
    size_t count, capacity;
};

/* name = [a-z] [a-z0-9_-]* */
static bool is_name(text name)
{
    for (size_t i = 0; i < name.length; i++) {
        char byte = name.bytes[i];
        bool is_letter = byte_is_lower(byte);
        if (!is_letter && (i == 0 || !(byte_is_digit(byte) || byte == '-' || byte == '_')))
            return false;
    }
    return name.length > 0;
}

/* "policy_areas" → "Policy areas" */
static text title_of_name(struct arena *arena, text name)
{
    text copy = text_copy(arena, name);
    char *bytes = (char *)copy.bytes;
    for (size_t i = 0; i < copy.length; i++)
        if (bytes[i] == '_' || bytes[i] == '-')
            bytes[i] = ' ';
    if (copy.length)
        bytes[0] = byte_to_upper(bytes[0]);
    return copy;
}

/* Adds one, or finds the one of this name, or reports and returns NULL. */
static void *add_taxonomy(struct config_reading *reading, void *data, text name, span where)
{
    struct taxonomies *taxonomies = data;
    bool is_tags = text_equal(name, TEXT("tags"));
    if (!is_name(name)) {
        config_bad_value(reading, where, name, "cannot name a taxonomy",
            "write small letters a to z, digits, '-' and '_', a letter first");
        return NULL;
    }
    enum term_source source = term_source_of(name);
    if (!is_tags && source == TERMS_LISTED && front_matter_knows_key(name)) {
        config_bad_value(reading, where, name, "has a meaning of its own in front matter",
            "give the taxonomy another name; of such keys only type and series can be one");
        return NULL;
    }
    for (size_t i = 0; i < taxonomies->count; i++) {
        if (!text_equal(taxonomies->items[i].name, name))
            continue;
        if (!is_tags)
            config_bad_value(reading, where, name, "is listed twice", "keep one of the two");
        taxonomies->items[i].where = where;
        return &taxonomies->items[i];
    }
    struct taxonomy_setting *taxonomy = list_add(reading->arena, taxonomies);
    *taxonomy = (struct taxonomy_setting){ .name = name,
        .title = title_of_name(reading->arena, name),
        .has_feed = true,
        .source = source,
        .where = where };
    return taxonomy;
}

static void read_taxonomy_part(
    struct config_reading *reading, void *data, const struct value_map_entry *entry)
{
    struct taxonomy_setting *taxonomy = data;
    static const text names[] = { TEXT_INIT("title"), TEXT_INIT("paginate"), TEXT_INIT("feed") };
    if (text_equal(entry->key, names[0])) {
        text title = config_text(reading, entry->key, &entry->value);
        taxonomy->title = title.length ? title : taxonomy->title;
    } else if (text_equal(entry->key, names[1])) {
        config_number(reading, entry->key, &entry->value, 1, &taxonomy->paginate);
    } else if (text_equal(entry->key, names[2])) {
        config_bool(reading, entry->key, &entry->value, &taxonomy->has_feed);
    } else {
        config_unknown_key(reading,
            text_format(reading->arena, "taxonomies.%.*s.", TEXT_ARGS(taxonomy->name)), entry->key,
            entry->key_where, names, COUNT(names));
    }
}

void config_read_taxonomies(
    struct config_reading *reading, const struct config_key *key, const struct value *value)
{
    static const struct config_naming naming = { add_taxonomy, read_taxonomy_part,
        "a map with title, paginate and feed", "regions" };
    struct taxonomies taxonomies = { 0 };
    add_taxonomy(reading, &taxonomies, TEXT("tags"), (span){ reading->source, 0, 0 });
    config_read_named(reading, key, value, &naming, &taxonomies);
    reading->config->taxonomies = taxonomies.items;
    reading->config->taxonomy_count = taxonomies.count;
}

/* `lua-plugins/chart.lua` and `chart {height: 5}`, of which the name can be told. */
static const char *hint_for_plugin(struct arena *arena, text name)
{
    text file = path_name(name);
    if (text_ends_with(file, TEXT(".lua")))
        file = text_slice(file, 0, file.length - TEXT(".lua").length);
    if (is_name(file))
        return text_to_string(
            arena, text_format(arena, "write '%.*s', the file's name below lua-plugins/ without .lua",
                       TEXT_ARGS(file)));
    size_t length = 0;
    while (length < name.length && name.bytes[length] != ' ' && name.bytes[length] != ':' &&
           name.bytes[length] != '{')
        length++;
    text first = text_slice(name, 0, length);
    if (length < name.length && is_name(first))
        return text_to_string(
            arena, text_format(arena, "options stand behind a colon and a blank: - %.*s: {option: value}",
                       TEXT_ARGS(first)));
    return "plugins and their files are named by small letters a to z, digits, '-' and '_', a letter first: "
           "rename the file";
}

static void add_plugin(
    struct config_reading *reading, struct plugins *plugins, text name, span where, struct value options)
{
    if (!is_name(name)) {
        config_bad_value(reading, where, name, "cannot name a plugin", hint_for_plugin(reading->arena, name));
        return;
    }
    for (size_t i = 0; i < plugins->count; i++) {
        if (text_equal(plugins->items[i].name, name)) {
            config_bad_value(reading, where, name, "is listed twice", "keep one of the two");
            return;
        }
    }
    *list_add(reading->arena, plugins) = (struct plugin_setting){ name, options, where };
}

/* Of what is no name and no name with options: the slips of indenting that make several keys of one. */
static void report_no_plugin(struct config_reading *reading, const struct value *item)
{
    const struct value_map *map = item->kind == VALUE_MAP && item->as.map->count > 1 ? item->as.map : NULL;
    const struct value *first = map ? &map->entries[0].value : NULL;
    struct diagnostic *diagnostic =
        config_wrong_type(reading, TEXT("plugins"), item, "a name, or one name with options, in each item");
    if (first && text_equal(map->entries[0].key, TEXT("name")) && first->kind == VALUE_TEXT)
        diagnostic_hint(
            reading->diagnostics, diagnostic, "write - %.*s: {option: value}", TEXT_ARGS(first->as.text));
    else if (first && (first->kind == VALUE_NONE || first->kind == VALUE_MAP))
        diagnostic_hint(reading->diagnostics, diagnostic,
            "'%.*s' stands as far in as '%.*s': an option stands further in than its plugin, and a plugin "
            "begins with -",
            TEXT_ARGS(map->entries[1].key), TEXT_ARGS(map->entries[0].key));
    else
        diagnostic_hint(reading->diagnostics, diagnostic,
            "write - author-bio, or - author-bio: {heading: About the author}");
}

static void read_plugin(struct config_reading *reading, struct plugins *plugins, const struct value *item)
{
    if (item->kind == VALUE_TEXT) {
        add_plugin(reading, plugins, text_trim(item->as.text), item->where, value_none());
        return;
    }
    if (item->kind != VALUE_MAP || item->as.map->count != 1) {
        report_no_plugin(reading, item);
        return;
    }
    const struct value_map_entry *entry = &item->as.map->entries[0];
    if (entry->value.kind == VALUE_MAP || entry->value.kind == VALUE_NONE || !is_name(entry->key))
        add_plugin(reading, plugins, entry->key, entry->key_where, entry->value);
    else
        diagnostic_hint(reading->diagnostics,
            config_wrong_type(reading, entry->key, &entry->value, "a map of options"),
            "write %.*s: {option: value}", TEXT_ARGS(entry->key));
}

void config_read_plugins(
    struct config_reading *reading, const struct config_key *key, const struct value *value)
{
    struct plugins plugins = { 0 };
    if (value->kind != VALUE_LIST) {
        struct diagnostic *diagnostic = config_wrong_type(reading, text_of(key->name), value, "a list");
        if (value->kind == VALUE_TEXT)
            diagnostic_hint(reading->diagnostics, diagnostic,
                "write plugins: [%.*s], or plugins: [] for none",
                TEXT_ARGS(yaml_scalar_write(reading->arena, value->as.text)));
        else if (value->kind == VALUE_MAP && value->as.map->count)
            diagnostic_hint(reading->diagnostics, diagnostic,
                "write a line for each: - %.*s, with its options: - %.*s: {option: value}",
                TEXT_ARGS(value->as.map->entries[0].key), TEXT_ARGS(value->as.map->entries[0].key));
        else
            diagnostic_hint(reading->diagnostics, diagnostic,
                "write plugins: [author-bio, related-stories, tag-index], or plugins: [] for none");
        return;
    }
    for (size_t i = 0; i < value->as.list->count; i++)
        read_plugin(reading, &plugins, &value->as.list->items[i]);
    reading->config->plugins = plugins.items;
    reading->config->plugin_count = plugins.count;
}

static const text menu_names[] = { TEXT_INIT("title"), TEXT_INIT("url") };

/* False when the menu has no such part. */
static bool read_menu_part(
    struct config_reading *reading, const struct value_map_entry *entry, struct menu_item *item)
{
    text *facts[] = { &item->title, &item->url };
    for (size_t i = 0; i < 2; i++) {
        if (text_equal(entry->key, menu_names[i])) {
            *facts[i] = config_text(reading, entry->key, &entry->value);
            if (facts[i] == &item->url)
                item->where = entry->value.where;
            return true;
        }
    }
    return false;
}

/* The layouts would leave it out of every page and blame their own line. */
static bool leads_somewhere(struct config_reading *reading, const struct menu_item *item)
{
    if (url_scheme_is_safe(item->url))
        return true;
    config_bad_value(reading, item->where, item->url, "is no address that a page may lead to",
        "write an address of the site, /about/, or one that begins with https:");
    return false;
}

/* Of an item that misses something, that is said once, and nothing of what stands there instead. */
static bool read_menu_item(
    struct config_reading *reading, text name, const struct value_map *map, struct menu_item *item)
{
    const struct value_map_entry *unknown = NULL;
    for (size_t i = 0; i < map->count; i++)
        if (!read_menu_part(reading, &map->entries[i], item) && !unknown)
            unknown = &map->entries[i];
    bool is_whole = item->title.length && item->url.length;
    if (is_whole && unknown)
        config_unknown_key(reading, text_concat(reading->arena, name, TEXT(".")), unknown->key,
            unknown->key_where, menu_names, 2);
    return is_whole;
}

void config_menu_items(
    struct config_reading *reading, text name, const struct value *value, struct menu *menu)
{
    if (value->kind != VALUE_LIST) {
        if (value->kind != VALUE_NONE)
            diagnostic_hint(reading->diagnostics, config_wrong_type(reading, name, value, "a list"),
                "write %.*s: [{title: About, url: /about/}]", TEXT_ARGS(name));
        return;
    }
    for (size_t i = 0; i < value->as.list->count; i++) {
        const struct value *item = &value->as.list->items[i];
        struct menu_item found = { 0 };
        if (item->kind != VALUE_MAP) {
            diagnostic_hint(reading->diagnostics,
                config_wrong_type(reading, name, item, "title and url in each item"),
                "write - {title: About, url: /about/}");
            continue;
        }
        if (read_menu_item(reading, name, item->as.map, &found)) {
            if (leads_somewhere(reading, &found))
                *list_add(reading->arena, menu) = found;
        } else
            config_bad_value(reading, item->where, name, "has an item without title or url",
                "write - {title: About, url: /about/}");
    }
}

void config_read_menu(struct config_reading *reading, const struct config_key *key, const struct value *value)
{
    config_menu_items(
        reading, text_of(key->name), value, (struct menu *)((char *)reading->config + key->offset));
}
