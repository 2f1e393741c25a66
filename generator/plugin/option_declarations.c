/* SPDX-License-Identifier: MIT */
/* What is wrong with a declaration is the plugin's mistake, and stands in its file. */
#include "plugin/option_declarations.h"
#include "base/count.h"
#include "plugin/bindings.h"
#include "plugin/convert.h"
#include "plugin/errors.h"
#include "plugin/sandbox.h"
#include <math.h>

static const struct option_type option_types[] = {
    { "string", 1U << VALUE_TEXT, "\"…\", in quotes" },
    { "integer", 1U << VALUE_INTEGER, "3, a whole number" },
    { "number", 1U << VALUE_INTEGER | 1U << VALUE_FLOAT, "2.5, a number without quotes" },
    { "boolean", 1U << VALUE_BOOL, "true or false, without quotes" },
    { "list", 1U << VALUE_LIST, "[one, two]" }, { "map", 1U << VALUE_MAP, "{key: value}" },
    { "any", ~0U, "" },
    /* to add one: its row, and its name in docs/plugins.md and lua-plugins/types/brief.lua */
};

enum { TYPE_COUNT = COUNT(option_types) };

static const char *const declaration_keys[] = { "type", "default", "choices", "keys", "min", "max", "help" };

/* The declarations of a plugin at work. */
struct declaring {
    lua_State *lua;
    struct plugin *plugin;
    struct arena *arena;
    struct diagnostics *diagnostics;
};

bool option_type_holds(const struct option_type *type, const struct value *value)
{
    return (type->kinds & 1U << value->kind) != 0;
}

bool option_has_choice(const struct option *option, const struct value *value)
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

bool option_has_in_range(const struct option *option, const struct value *value)
{
    return !value_is_number(value) ||
           (value_number(value) >= option->least && value_number(value) <= option->most);
}

const struct option_type *option_type_find(text name)
{
    for (size_t i = 0; i < TYPE_COUNT; i++)
        if (text_equal(name, text_of(option_types[i].name)))
            return &option_types[i];
    return NULL;
}

/* "string, integer … and any". */
static text list_types(struct arena *arena)
{
    struct buffer out;
    buffer_init(&out, arena);
    for (size_t i = 0; i < TYPE_COUNT; i++)
        buffer_print(&out, "%s%s", !i ? "" : i + 1 < TYPE_COUNT ? ", " : " and ", option_types[i].name);
    return buffer_text(&out);
}

static void check_declaration_keys(
    struct declaring *declaring, const struct value_map *map, const struct option *option)
{
    for (size_t i = 0; i < map->count; i++) {
        text key = map->entries[i].key;
        size_t count = COUNT(declaration_keys);
        bool is_known = false;
        for (size_t k = 0; k < count; k++)
            is_known |= text_equal(key, text_of(declaration_keys[k]));
        if (is_known)
            continue;
        struct diagnostic *diagnostic = errors_wrong_plugin(declaring->plugin, declaring->diagnostics, key,
            "the option '%.*s' has an unknown key '%.*s'", TEXT_ARGS(option->name), TEXT_ARGS(key));
        const char *nearest = diagnostic_nearest(key, declaration_keys, count);
        if (nearest)
            diagnostic_hint(declaring->diagnostics, diagnostic, "did you mean '%s'?", nearest);
    }
}

static void report_choices(struct declaring *declaring, const struct option *option)
{
    struct diagnostic *diagnostic =
        errors_wrong_plugin(declaring->plugin, declaring->diagnostics, TEXT("choices"),
            "the choices of the option '%.*s' must be a list of values of its type", TEXT_ARGS(option->name));
    diagnostic_hint(
        declaring->diagnostics, diagnostic, "write choices = { … }, each of type %s", option->type->name);
}

/* Only values of the type can be chosen. */
static void check_choices(struct declaring *declaring, struct option *option, const struct value *choices)
{
    bool are_good = choices->kind == VALUE_LIST && choices->as.list->count > 0;
    for (size_t i = 0; are_good && i < choices->as.list->count; i++) {
        struct value choice = value_list_at(choices->as.list, i);
        are_good = option_type_holds(option->type, &choice);
    }
    if (are_good)
        option->choices = *choices;
    else
        report_choices(declaring, option);
}

/* Each key of a map has the name of a type. */
static void check_keys(struct declaring *declaring, struct option *option, const struct value *keys)
{
    bool are_good = keys->kind == VALUE_MAP && (option->type->kinds & 1U << VALUE_MAP);
    for (size_t i = 0; are_good && i < keys->as.map->count; i++) {
        const struct value *type = &keys->as.map->entries[i].value;
        are_good = type->kind == VALUE_TEXT && option_type_find(type->as.text);
    }
    if (are_good) {
        option->keys = keys->as.map;
        return;
    }
    struct diagnostic *diagnostic = errors_wrong_plugin(declaring->plugin, declaring->diagnostics,
        TEXT("keys"), "the keys of the option '%.*s' must be those of a map, each with its type",
        TEXT_ARGS(option->name));
    diagnostic_hint(declaring->diagnostics, diagnostic,
        "write type = \"map\", keys = { name = \"string\" }; types are %.*s",
        TEXT_ARGS(list_types(declaring->arena)));
}

/* Either may be NULL. They hold for a number, or for each of a map. */
static void check_range(
    struct declaring *declaring, struct option *option, const struct value *least, const struct value *most)
{
    bool has_numbers = (option->type->kinds & (1U << VALUE_INTEGER | 1U << VALUE_MAP)) != 0;
    if (!least && !most)
        return;
    if (has_numbers && (!least || value_is_number(least)) && (!most || value_is_number(most)) &&
        !(least && most && value_number(least) > value_number(most))) {
        option->least = least ? value_number(least) : option->least;
        option->most = most ? value_number(most) : option->most;
        return;
    }
    struct diagnostic *diagnostic =
        errors_wrong_plugin(declaring->plugin, declaring->diagnostics, least ? TEXT("min") : TEXT("max"),
            "min and max of the option '%.*s' must be numbers, in order, and it a number or a map",
            TEXT_ARGS(option->name));
    diagnostic_hint(declaring->diagnostics, diagnostic,
        "write type = \"integer\", min = 0, max = 10; or leave one of the two out");
}

static void check_help(struct declaring *declaring, const struct option *option, const struct value *help)
{
    if (help->kind != VALUE_TEXT)
        errors_wrong_plugin(declaring->plugin, declaring->diagnostics, TEXT("help"),
            "the help of the option '%.*s' must be a string, found %s", TEXT_ARGS(option->name),
            value_kind_name(help));
}

static void check_fallback(struct declaring *declaring, struct option *option)
{
    const struct value *fallback = &option->fallback;
    if (fallback->kind == VALUE_NONE)
        return;
    /* An empty table of Lua is a list, and as good an empty map. */
    if (fallback->kind == VALUE_LIST && !fallback->as.list->count &&
        !option_type_holds(option->type, fallback) && (option->type->kinds & 1U << VALUE_MAP))
        option->fallback = value_map_of(declaring->arena, NULL, 0);
    bool is_typed = option_type_holds(option->type, &option->fallback);
    bool is_choice = is_typed && option_has_choice(option, &option->fallback);
    if (is_choice && option_has_in_range(option, &option->fallback))
        return;
    if (is_choice)
        errors_wrong_plugin(declaring->plugin, declaring->diagnostics, option->name,
            "the default of the option '%.*s' is not between its min and max", TEXT_ARGS(option->name));
    else if (is_typed)
        errors_wrong_plugin(declaring->plugin, declaring->diagnostics, option->name,
            "the default of the option '%.*s' is not one of its choices", TEXT_ARGS(option->name));
    else
        errors_wrong_plugin(declaring->plugin, declaring->diagnostics, option->name,
            "the default of the option '%.*s' must be of type %s, found %s", TEXT_ARGS(option->name),
            option->type->name, value_kind_name(&option->fallback));
    option->type = NULL;
}

/* The declaration of one option is on top of the stack. */
static void read_declaration(struct declaring *declaring, struct option *option)
{
    option->fallback = option->choices = value_none();
    option->keys = NULL;
    option->least = -INFINITY;
    option->most = INFINITY;
    if (!lua_istable(declaring->lua, -1)) {
        struct diagnostic *diagnostic = errors_wrong_plugin(declaring->plugin, declaring->diagnostics,
            option->name, "the option '%.*s' is declared by a table", TEXT_ARGS(option->name));
        diagnostic_hint(declaring->diagnostics, diagnostic,
            "write %.*s = { type = \"string\", default = \"…\", help = \"…\" }", TEXT_ARGS(option->name));
        return;
    }
    const struct value_map *map = convert_map(declaring->lua, -1, declaring->arena).as.map;
    const struct value *type = value_map_find(map, TEXT("type")),
                       *fallback = value_map_find(map, TEXT("default")),
                       *choices = value_map_find(map, TEXT("choices")),
                       *keys = value_map_find(map, TEXT("keys")), *help = value_map_find(map, TEXT("help"));
    check_declaration_keys(declaring, map, option);
    option->type = type && type->kind == VALUE_TEXT ? option_type_find(type->as.text) : NULL;
    if (!option->type) {
        struct diagnostic *diagnostic = errors_wrong_plugin(declaring->plugin, declaring->diagnostics,
            option->name, "the option '%.*s' has no type that is known", TEXT_ARGS(option->name));
        diagnostic_hint(
            declaring->diagnostics, diagnostic, "types are %.*s", TEXT_ARGS(list_types(declaring->arena)));
        return;
    }
    if (fallback)
        option->fallback = *fallback;
    if (choices)
        check_choices(declaring, option, choices);
    if (keys)
        check_keys(declaring, option, keys);
    check_range(declaring, option, value_map_find(map, TEXT("min")), value_map_find(map, TEXT("max")));
    if (help)
        check_help(declaring, option, help);
    check_fallback(declaring, option);
}

/* A list, where each option should have its name. */
static void report_nameless(struct declaring *declaring)
{
    struct diagnostic *diagnostic = errors_wrong_plugin(declaring->plugin, declaring->diagnostics,
        TEXT("options"), "'options' holds something that has no name");
    diagnostic_hint(declaring->diagnostics, diagnostic,
        "write options = { name = { type = \"string\", default = \"…\", help = \"…\" } }");
}

size_t options_declared(lua_State *lua, int index, struct diagnostics *diagnostics, struct option **options)
{
    struct plugin *plugin = plugin_of(lua);
    struct declaring declaring = { lua, plugin, plugin->host->arena, diagnostics };
    *options = NULL;
    if (lua_isnil(lua, index))
        return 0;
    if (!lua_istable(lua, index)) {
        errors_wrong_plugin(plugin, diagnostics, TEXT("options"), "'options' must be a table, found a %s",
            bindings_type_name(lua, index));
        return 0;
    }
    size_t key_count = sandbox_push_sorted_keys(lua, index), count = 0;
    int keys = lua_gettop(lua);
    *options = arena_new_array(declaring.arena, struct option, key_count);
    for (size_t i = 0; i < key_count; i++) {
        lua_rawgeti(lua, keys, (lua_Integer)i + 1);
        if (lua_type(lua, -1) == LUA_TSTRING) {
            struct option *option = &(*options)[count++];
            option->name = convert_text(lua, -1, declaring.arena, "the name of an option");
            lua_pushvalue(lua, -1);
            lua_rawget(lua, index);
            read_declaration(&declaring, option);
        }
        lua_settop(lua, keys);
    }
    if (count < key_count)
        report_nameless(&declaring);
    lua_pop(lua, 1);
    return count;
}
