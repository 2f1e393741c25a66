/* SPDX-License-Identifier: MIT */
/* Each key of site.yml is held against what the plugin declares. */
#include "plugin/options.h"
#include "plugin/bindings.h"
#include "plugin/option_declarations.h"
#include <math.h>

struct checking {
    struct plugin *plugin;
    struct arena *arena;
    struct diagnostics *diagnostics;
    struct option *options;
    size_t count;
};

static text list_choices(const struct option *option, struct arena *arena)
{
    struct buffer out;
    buffer_init(&out, arena);
    for (size_t i = 0; i < option->choices.as.list->count; i++) {
        struct value choice = value_list_at(option->choices.as.list, i);
        buffer_print(&out, "%s'%.*s'", i ? ", " : "", TEXT_ARGS(value_to_text(&choice, arena)));
    }
    return buffer_text(&out);
}

static struct option *find_option(struct checking *checking, text name)
{
    for (size_t i = 0; i < checking->count; i++)
        if (text_equal(checking->options[i].name, name))
            return &checking->options[i];
    return NULL;
}

static void hint_at_names(
    struct checking *checking, struct diagnostic *diagnostic, text name, const text *names, size_t count)
{
    text nearest = diagnostic_nearest_text(name, names, count);
    if (nearest.bytes)
        diagnostic_hint(checking->diagnostics, diagnostic, "did you mean '%.*s'?", TEXT_ARGS(nearest));
    else if (count)
        diagnostic_hint(checking->diagnostics, diagnostic, "it has: %.*s",
            TEXT_ARGS(text_join(checking->arena, names, count, TEXT(", "))));
    else
        diagnostic_hint(checking->diagnostics, diagnostic, "it has no options");
}

static void report_unknown(struct checking *checking, const struct value_map_entry *entry)
{
    text *names = arena_new_array(checking->arena, text, checking->count);
    for (size_t i = 0; i < checking->count; i++)
        names[i] = checking->options[i].name;
    struct diagnostic *diagnostic = diagnostic_error(checking->diagnostics, entry->key_where,
        "unknown-option", "the plugin '%.*s' has no option '%.*s'", TEXT_ARGS(checking->plugin->name),
        TEXT_ARGS(entry->key));
    hint_at_names(checking, diagnostic, entry->key, names, checking->count);
}

static void report_unknown_key(
    struct checking *checking, const struct option *option, const struct value_map_entry *entry)
{
    text *names = arena_new_array(checking->arena, text, option->keys->count);
    for (size_t i = 0; i < option->keys->count; i++)
        names[i] = option->keys->entries[i].key;
    struct diagnostic *diagnostic = diagnostic_error(checking->diagnostics, entry->key_where,
        "unknown-option", "'%.*s' has no key '%.*s'", TEXT_ARGS(option->name), TEXT_ARGS(entry->key));
    hint_at_names(checking, diagnostic, entry->key, names, option->keys->count);
}

/* A value of the option as it stands in site.yml: one that is a number is within the bounds. */
static text example_of(struct checking *checking, const struct option *option, const struct option_type *type)
{
    text example = text_of(type->example), words = example;
    bool is_bound = option && !value_is_number(&option->fallback) && isfinite(option->least);
    if (!option || !(is_bound || value_is_number(&option->fallback)) || !text_cut(&words, ',').bytes)
        return example;
    text number = is_bound ? text_format(checking->arena, "%g", option->least)
                           : value_to_text(&option->fallback, checking->arena);
    return text_format(checking->arena, "%.*s,%.*s", TEXT_ARGS(number), TEXT_ARGS(words));
}

/* What stands in site.yml under a key is of its type; otherwise false, after reporting. The key is the
 * option, or one of a map. */
static bool is_well_typed(struct checking *checking, const struct value_map_entry *entry,
    const struct option_type *type, const struct option *option)
{
    if (option_type_holds(type, &entry->value))
        return true;
    struct diagnostic *diagnostic = diagnostic_error(checking->diagnostics, entry->value.where,
        "wrong-option", "'%.*s' must be of type %s, found %s", TEXT_ARGS(entry->key), type->name,
        value_kind_name(&entry->value));
    if (option && option->choices.kind == VALUE_LIST)
        diagnostic_hint(checking->diagnostics, diagnostic, "one of %.*s",
            TEXT_ARGS(list_choices(option, checking->arena)));
    else
        diagnostic_hint(checking->diagnostics, diagnostic, "write %.*s: %.*s", TEXT_ARGS(entry->key),
            TEXT_ARGS(example_of(checking, option, type)));
    return false;
}

/* The number that stands there is within the option's bounds; otherwise false, after reporting. */
static bool is_in_range(
    struct checking *checking, const struct option *option, const struct value_map_entry *entry)
{
    if (option_has_in_range(option, &entry->value))
        return true;
    struct diagnostic *diagnostic =
        diagnostic_error(checking->diagnostics, entry->value.where, "wrong-option", "'%.*s' cannot be %.*s",
            TEXT_ARGS(entry->key), TEXT_ARGS(value_to_text(&entry->value, checking->arena)));
    if (!isfinite(option->most))
        diagnostic_hint(checking->diagnostics, diagnostic, "write %g or more", option->least);
    else if (!isfinite(option->least))
        diagnostic_hint(checking->diagnostics, diagnostic, "write %g or less", option->most);
    else
        diagnostic_hint(
            checking->diagnostics, diagnostic, "write a number from %g to %g", option->least, option->most);
    return false;
}

/* The keys of a map, where the plugin says which it may have, and its numbers. */
static bool are_keys_good(struct checking *checking, const struct option *option, const struct value *value)
{
    bool are_good = true;
    for (size_t i = 0; value->kind == VALUE_MAP && i < value->as.map->count; i++) {
        const struct value_map_entry *entry = &value->as.map->entries[i];
        const struct value *type = option->keys ? value_map_find(option->keys, entry->key) : NULL;
        if (option->keys && !type)
            report_unknown_key(checking, option, entry);
        are_good &= type || !option->keys;
        if (type && entry->value.kind != VALUE_NONE)
            are_good &= is_well_typed(checking, entry, option_type_find(type->as.text), NULL);
        are_good &= is_in_range(checking, option, entry);
    }
    return are_good;
}

/* Takes the value of site.yml when it is good. */
static void take_setting(struct checking *checking, const struct value_map_entry *entry)
{
    struct option *option = find_option(checking, entry->key);
    if (!option) {
        report_unknown(checking, entry);
    } else if (!option->type || entry->value.kind == VALUE_NONE ||
               !is_well_typed(checking, entry, option->type, option)) {
        return;
    } else if (!option_has_choice(option, &entry->value)) {
        struct diagnostic *diagnostic = diagnostic_error(checking->diagnostics, entry->value.where,
            "wrong-option", "'%.*s' cannot be '%.*s'", TEXT_ARGS(option->name),
            TEXT_ARGS(value_to_text(&entry->value, checking->arena)));
        diagnostic_hint(checking->diagnostics, diagnostic, "one of %.*s",
            TEXT_ARGS(list_choices(option, checking->arena)));
    } else if (is_in_range(checking, option, entry) && are_keys_good(checking, option, &entry->value)) {
        option->fallback = entry->value;
    }
}

void options_push(lua_State *lua, int index, const struct plugin_setting *setting)
{
    struct plugin *plugin = plugin_of(lua);
    struct checking checking = {
        .plugin = plugin, .arena = plugin->host->arena, .diagnostics = plugin->call->diagnostics
    };
    checking.count = options_declared(lua, lua_absindex(lua, index), checking.diagnostics, &checking.options);
    const struct value_map *given = setting->options.kind == VALUE_MAP ? setting->options.as.map : NULL;
    for (size_t i = 0; given && i < given->count; i++)
        take_setting(&checking, &given->entries[i]);
    struct value_map_entry *entries = arena_new_array(checking.arena, struct value_map_entry, checking.count);
    for (size_t i = 0; i < checking.count; i++)
        entries[i] = (struct value_map_entry){ .key = checking.options[i].name,
            .value = checking.options[i].fallback };
    struct value map = value_map_of(checking.arena, entries, checking.count);
    bindings_push_options(lua, map.as.map);
}
