/* SPDX-License-Identifier: MIT */
/* First the plugin's own declaration is made sound, then each key of site.yml is held against it. */
#include "plugin/options.h"
#include "base/count.h"
#include "plugin/bindings.h"
#include "plugin/convert.h"
#include "plugin/errors.h"
#include "plugin/sandbox.h"

/* A value of one of `kinds` (bits 1 << VALUE_…) is of this type. */
static const struct option_type {
    const char *name;
    unsigned kinds;
    const char *example; /* in site.yml */
} option_types[] = {
    { "string", 1U << VALUE_TEXT, "\"…\", in quotes" },
    { "integer", 1U << VALUE_INTEGER, "3, a whole number" },
    { "number", 1U << VALUE_INTEGER | 1U << VALUE_FLOAT, "2.5, a number without quotes" },
    { "boolean", 1U << VALUE_BOOL, "true or false, without quotes" },
    { "list", 1U << VALUE_LIST, "[one, two]" }, { "map", 1U << VALUE_MAP, "{key: value}" },
    { "any", ~0U, "" },
    /* to add one: its row, and its name in type_names and docs/plugins.md */
};

enum { TYPE_COUNT = COUNT(option_types) };

static const char type_names[] = "string, integer, number, boolean, list, map and any";

static const char *const declaration_keys[] = { "type", "default", "choices", "keys", "help" };

struct option {
    text name;
    const struct option_type *type; /* NULL: the declaration is wrong */
    struct value fallback;
    struct value choices;         /* a list, or none */
    const struct value_map *keys; /* of a map: key → name of its type; NULL: it may have any */
};

struct checking {
    lua_State *lua;
    struct plugin *plugin;
    struct arena *arena;
    struct diagnostics *diagnostics;
    struct option *options;
    size_t count;
};

static bool is_of_type(const struct value *value, const struct option_type *type)
{
    /* An empty Lua table is a list; it is as good an empty map. */
    bool is_empty = value->kind == VALUE_LIST && value->as.list->count == 0;
    return (type->kinds & 1U << value->kind) || (is_empty && (type->kinds & 1U << VALUE_MAP));
}

static bool is_a_choice(const struct option *option, const struct value *value)
{
    if (option->choices.kind != VALUE_LIST)
        return true;
    for (size_t i = 0; i < option->choices.as.list->count; i++) {
        struct value choice = value_list_at(option->choices.as.list, i);
        if (value_equal(&choice, value))
            return true;
    }
    return false;
}

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

static const struct option_type *find_type(text name)
{
    for (size_t i = 0; i < TYPE_COUNT; i++)
        if (text_equal(name, text_of(option_types[i].name)))
            return &option_types[i];
    return NULL;
}

static void check_declaration_keys(
    struct checking *checking, const struct value_map *map, const struct option *option)
{
    for (size_t i = 0; i < map->count; i++) {
        text key = map->entries[i].key;
        size_t count = COUNT(declaration_keys);
        bool is_known = false;
        for (size_t k = 0; k < count; k++)
            is_known |= text_equal(key, text_of(declaration_keys[k]));
        if (is_known)
            continue;
        struct diagnostic *diagnostic = errors_wrong_plugin(checking->plugin, checking->diagnostics, key,
            "the option '%.*s' has an unknown key '%.*s'", TEXT_ARGS(option->name), TEXT_ARGS(key));
        const char *nearest = diagnostic_nearest(key, declaration_keys, count);
        if (nearest)
            diagnostic_hint(checking->diagnostics, diagnostic, "did you mean '%s'?", nearest);
    }
}

static void report_choices(struct checking *checking, const struct option *option)
{
    struct diagnostic *diagnostic =
        errors_wrong_plugin(checking->plugin, checking->diagnostics, TEXT("choices"),
            "the choices of the option '%.*s' must be a list of values of its type", TEXT_ARGS(option->name));
    diagnostic_hint(
        checking->diagnostics, diagnostic, "write choices = { … }, each of type %s", option->type->name);
}

/* Only values of the type can be chosen. */
static void check_choices(struct checking *checking, struct option *option, const struct value *choices)
{
    bool are_good = choices->kind == VALUE_LIST && choices->as.list->count > 0;
    for (size_t i = 0; are_good && i < choices->as.list->count; i++) {
        struct value choice = value_list_at(choices->as.list, i);
        are_good = is_of_type(&choice, option->type);
    }
    if (are_good)
        option->choices = *choices;
    else
        report_choices(checking, option);
}

/* Each key of a map has the name of a type. */
static void check_keys(struct checking *checking, struct option *option, const struct value *keys)
{
    bool are_good = keys->kind == VALUE_MAP && (option->type->kinds & 1U << VALUE_MAP);
    for (size_t i = 0; are_good && i < keys->as.map->count; i++) {
        const struct value *type = &keys->as.map->entries[i].value;
        are_good = type->kind == VALUE_TEXT && find_type(type->as.text);
    }
    if (are_good) {
        option->keys = keys->as.map;
        return;
    }
    struct diagnostic *diagnostic = errors_wrong_plugin(checking->plugin, checking->diagnostics, TEXT("keys"),
        "the keys of the option '%.*s' must be those of a map, each with its type", TEXT_ARGS(option->name));
    diagnostic_hint(checking->diagnostics, diagnostic,
        "write type = \"map\", keys = { name = \"string\" }; types are %s", type_names);
}

static void check_help(struct checking *checking, const struct option *option, const struct value *help)
{
    if (help->kind != VALUE_TEXT)
        errors_wrong_plugin(checking->plugin, checking->diagnostics, TEXT("help"),
            "the help of the option '%.*s' must be a string, found %s", TEXT_ARGS(option->name),
            value_kind_name(help));
}

static void check_fallback(struct checking *checking, struct option *option)
{
    if (option->fallback.kind == VALUE_NONE)
        return;
    bool is_typed = is_of_type(&option->fallback, option->type);
    if (is_typed && is_a_choice(option, &option->fallback))
        return;
    if (is_typed)
        errors_wrong_plugin(checking->plugin, checking->diagnostics, option->name,
            "the default of the option '%.*s' is not one of its choices", TEXT_ARGS(option->name));
    else
        errors_wrong_plugin(checking->plugin, checking->diagnostics, option->name,
            "the default of the option '%.*s' must be of type %s, found %s", TEXT_ARGS(option->name),
            option->type->name, value_kind_name(&option->fallback));
    option->type = NULL;
}

/* The declaration of one option is on top of the stack. */
static void read_declaration(struct checking *checking, struct option *option)
{
    option->fallback = option->choices = value_none();
    option->keys = NULL;
    if (!lua_istable(checking->lua, -1)) {
        struct diagnostic *diagnostic = errors_wrong_plugin(checking->plugin, checking->diagnostics,
            option->name, "the option '%.*s' is declared by a table", TEXT_ARGS(option->name));
        diagnostic_hint(checking->diagnostics, diagnostic,
            "write %.*s = { type = \"string\", default = \"…\", help = \"…\" }", TEXT_ARGS(option->name));
        return;
    }
    const struct value_map *map = convert_map(checking->lua, -1, checking->arena).as.map;
    const struct value *type = value_map_find(map, TEXT("type")),
                       *fallback = value_map_find(map, TEXT("default")),
                       *choices = value_map_find(map, TEXT("choices")),
                       *keys = value_map_find(map, TEXT("keys")), *help = value_map_find(map, TEXT("help"));
    check_declaration_keys(checking, map, option);
    option->type = type && type->kind == VALUE_TEXT ? find_type(type->as.text) : NULL;
    if (!option->type) {
        struct diagnostic *diagnostic = errors_wrong_plugin(checking->plugin, checking->diagnostics,
            option->name, "the option '%.*s' has no type that is known", TEXT_ARGS(option->name));
        diagnostic_hint(checking->diagnostics, diagnostic, "types are %s", type_names);
        return;
    }
    if (fallback)
        option->fallback = *fallback;
    if (choices)
        check_choices(checking, option, choices);
    if (keys)
        check_keys(checking, option, keys);
    if (help)
        check_help(checking, option, help);
    check_fallback(checking, option);
}

/* A list, where each option should have its name. */
static void report_nameless(struct checking *checking)
{
    struct diagnostic *diagnostic = errors_wrong_plugin(checking->plugin, checking->diagnostics,
        TEXT("options"), "'options' holds something that has no name");
    diagnostic_hint(checking->diagnostics, diagnostic,
        "write options = { name = { type = \"string\", default = \"…\", help = \"…\" } }");
}

static void read_declarations(struct checking *checking, int index)
{
    lua_State *lua = checking->lua;
    if (lua_isnil(lua, index))
        return;
    if (!lua_istable(lua, index)) {
        errors_wrong_plugin(checking->plugin, checking->diagnostics, TEXT("options"),
            "'options' must be a table, found a %s", bindings_type_name(lua, index));
        return;
    }
    size_t count = sandbox_push_sorted_keys(lua, index);
    int keys = lua_gettop(lua);
    bool is_nameless = false;
    checking->options = arena_new_array(checking->arena, struct option, count);
    for (size_t i = 0; i < count; i++) {
        lua_rawgeti(lua, keys, (lua_Integer)i + 1);
        if (lua_type(lua, -1) == LUA_TSTRING) {
            struct option *option = &checking->options[checking->count++];
            option->name = convert_text(lua, -1, checking->arena, "the name of an option");
            lua_pushvalue(lua, -1);
            lua_rawget(lua, index);
            read_declaration(checking, option);
        } else {
            is_nameless = true;
        }
        lua_settop(lua, keys);
    }
    if (is_nameless)
        report_nameless(checking);
    lua_pop(lua, 1);
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

/* What stands in site.yml under a key is of its type; otherwise false, after reporting. */
static bool is_well_typed(
    struct checking *checking, const struct value_map_entry *entry, const struct option_type *type)
{
    if (is_of_type(&entry->value, type))
        return true;
    struct diagnostic *diagnostic = diagnostic_error(checking->diagnostics, entry->value.where,
        "wrong-option", "'%.*s' must be of type %s, found %s", TEXT_ARGS(entry->key), type->name,
        value_kind_name(&entry->value));
    diagnostic_hint(
        checking->diagnostics, diagnostic, "write %.*s: %s", TEXT_ARGS(entry->key), type->example);
    return false;
}

/* The keys of a map, where the plugin says which it may have. */
static bool are_keys_good(struct checking *checking, const struct option *option, const struct value *value)
{
    bool are_good = true;
    for (size_t i = 0; option->keys && value->kind == VALUE_MAP && i < value->as.map->count; i++) {
        const struct value_map_entry *entry = &value->as.map->entries[i];
        const struct value *type = value_map_find(option->keys, entry->key);
        if (!type)
            report_unknown_key(checking, option, entry);
        are_good &= type && (entry->value.kind == VALUE_NONE ||
                                is_well_typed(checking, entry, find_type(type->as.text)));
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
               !is_well_typed(checking, entry, option->type)) {
        return;
    } else if (!is_a_choice(option, &entry->value)) {
        struct diagnostic *diagnostic = diagnostic_error(checking->diagnostics, entry->value.where,
            "wrong-option", "'%.*s' cannot be '%.*s'", TEXT_ARGS(option->name),
            TEXT_ARGS(value_to_text(&entry->value, checking->arena)));
        diagnostic_hint(checking->diagnostics, diagnostic, "one of %.*s",
            TEXT_ARGS(list_choices(option, checking->arena)));
    } else if (are_keys_good(checking, option, &entry->value)) {
        option->fallback = entry->value;
    }
}

void options_push(lua_State *lua, int index, const struct plugin_setting *setting)
{
    struct plugin *plugin = plugin_of(lua);
    struct checking checking = {
        .lua = lua, .plugin = plugin, .arena = plugin->host->arena, .diagnostics = plugin->call->diagnostics
    };
    read_declarations(&checking, lua_absindex(lua, index));
    const struct value_map *given = setting->options.kind == VALUE_MAP ? setting->options.as.map : NULL;
    for (size_t i = 0; given && i < given->count; i++)
        take_setting(&checking, &given->entries[i]);
    struct value_map_entry *entries = arena_new_array(checking.arena, struct value_map_entry, checking.count);
    for (size_t i = 0; i < checking.count; i++)
        entries[i] = (struct value_map_entry){ .key = checking.options[i].name,
            .value = checking.options[i].fallback };
    struct value map = value_map_of(checking.arena, entries, checking.count);
    bindings_push_options(lua, map.as.map, "options");
}
