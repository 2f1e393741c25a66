/* SPDX-License-Identifier: MIT */
/*
 * Loading a plugin is a call as any other: its file is run, and the table that it returns is checked key by
 * key.
 */
#include "base/byte.h"
#include "plugin/api.h"
#include "plugin/bindings.h"
#include "plugin/budget.h"
#include "plugin/errors.h"
#include "plugin/options.h"
#include "plugin/sandbox.h"

static bool is_known_key(text key)
{
    for (size_t i = 0; i < plugin_key_count; i++)
        if (text_equal(key, text_of(plugin_keys[i].key)))
            return true;
    for (size_t i = 0; i < HOOK_COUNT; i++)
        if (text_equal(key, text_of(hook_rows[i].key)))
            return true;
    return false;
}

static void report_unknown_key(struct plugin *plugin, text key)
{
    enum { KEY_LIMIT = 32 };
    const char *names[KEY_LIMIT];
    size_t count = 0;
    for (size_t i = 0; i < plugin_key_count && count < KEY_LIMIT; i++)
        names[count++] = plugin_keys[i].key;
    for (size_t i = 0; i < HOOK_COUNT && count < KEY_LIMIT; i++)
        names[count++] = hook_rows[i].key;
    struct diagnostics *diagnostics = plugin->call->diagnostics;
    struct diagnostic *diagnostic = errors_wrong_plugin(
        plugin, diagnostics, key, "unknown key '%.*s' in the plugin's table", TEXT_ARGS(key));
    const char *nearest = diagnostic_nearest(key, names, count);
    if (nearest)
        diagnostic_hint(diagnostics, diagnostic, "did you mean '%s'?", nearest);
}

/* The plugin's table is at index 1 from here on. */
static void check_keys(lua_State *lua)
{
    size_t count = sandbox_push_sorted_keys(lua, 1);
    for (size_t i = 0; i < count; i++) {
        lua_rawgeti(lua, 2, (lua_Integer)i + 1);
        sandbox_push_as_text(lua, -1);
        text key = plugin_text(lua, -1);
        if (!is_known_key(key))
            report_unknown_key(plugin_of(lua), key);
        lua_pop(lua, 2);
    }
    lua_settop(lua, 1);
}

static void check_name_and_api(lua_State *lua)
{
    struct plugin *plugin = plugin_of(lua);
    struct diagnostics *diagnostics = plugin->call->diagnostics;
    lua_getfield(lua, 1, "name");
    lua_getfield(lua, 1, "api");
    text name = lua_type(lua, 2) == LUA_TSTRING ? plugin_text(lua, 2) : TEXT_NONE;
    struct diagnostic *diagnostic = NULL;
    if (!name.bytes)
        diagnostic = errors_wrong_plugin(plugin, diagnostics, TEXT_NONE, "the plugin's table has no 'name'");
    else if (!text_equal(name, plugin->name))
        diagnostic = errors_wrong_plugin(plugin, diagnostics, name,
            "the plugin calls itself '%.*s', but its file is '%.*s.lua'", TEXT_ARGS(name),
            TEXT_ARGS(plugin->name));
    if (diagnostic)
        diagnostic_hint(diagnostics, diagnostic, "write name = \"%.*s\"", TEXT_ARGS(plugin->name));
    if (lua_isinteger(lua, 3) && lua_tointeger(lua, 3) == 1)
        return;
    diagnostic = errors_wrong_plugin(
        plugin, diagnostics, TEXT("api"), "this program has version 1 of the API for plugins");
    diagnostic_hint(diagnostics, diagnostic, "write api = 1");
}

static void check_description(lua_State *lua)
{
    struct plugin *plugin = plugin_of(lua);
    int type = lua_getfield(lua, 1, "description");
    if (type != LUA_TNIL && type != LUA_TSTRING)
        errors_wrong_plugin(plugin, plugin->call->diagnostics, TEXT("description"),
            "'description' must be a string, found a %s", lua_typename(lua, type));
    lua_settop(lua, 1);
}

/* The later counts in layouts that were written for the earlier as well. */
static void warn_of_earlier(const struct plugin_function *earlier, const struct plugin_function *later)
{
    struct diagnostics *diagnostics = later->plugin->call->diagnostics;
    const char *one = hook_rows[later->group].one;
    struct diagnostic *diagnostic = diagnostic_warning(diagnostics, later->where, "duplicate-function",
        "the %s '%.*s' of the plugin '%.*s' takes the place of that of '%.*s'", one, TEXT_ARGS(later->name),
        TEXT_ARGS(later->plugin->name), TEXT_ARGS(earlier->plugin->name));
    diagnostic_hint(diagnostics, diagnostic,
        "give one of the two another name; both stand in plugins: of site.yml, and the later counts");
}

static void add_function(struct plugin *plugin, enum hook hook, text name, struct lua_place place)
{
    struct plugins *host = plugin->host;
    struct plugin_functions *functions = &host->functions[hook - HOOK_FILTERS];
    struct plugin_function *function = arena_new(host->arena, struct plugin_function);
    *function = (struct plugin_function){ text_copy(host->arena, name), hook, plugin,
        place.file ? files_span_of_line(place.file, place.line) : (span){ plugin->file->source, 0, 0 } };
    size_t at = 0;
    while (at < functions->count && text_compare(functions->items[at]->name, name) < 0)
        at++;
    bool is_replacing = at < functions->count && text_equal(functions->items[at]->name, name);
    if (is_replacing) {
        warn_of_earlier(functions->items[at], function);
    } else {
        *list_add(host->arena, functions) = NULL;
        for (size_t i = functions->count - 1; i > at; i--)
            functions->items[i] = functions->items[i - 1];
    }
    functions->items[at] = function;
}

static size_t count_digits(text name)
{
    size_t count = 0;
    while (count < name.length && byte_is_digit(name.bytes[count]))
        count++;
    return count;
}

static void check_name(struct plugin *plugin, enum hook hook, text name)
{
    if (hook_can_name(hook, name))
        return;
    struct diagnostics *diagnostics = plugin->call->diagnostics;
    /* What is listed without a name has its number for one, which is nowhere in the file. */
    bool has_name = name.length && count_digits(name) < name.length;
    struct diagnostic *diagnostic = errors_wrong_plugin(plugin, diagnostics,
        has_name ? name : text_of(hook_rows[hook].key), "no %s can call the %s '%.*s' by this name",
        hook == HOOK_SHORTCODES ? "text" : "layout", hook_rows[hook].one, TEXT_ARGS(name));
    diagnostic_hint(diagnostics, diagnostic,
        hook == HOOK_SHORTCODES
            ? "names are of letters without accents, digits, '_' and '-', and begin with a letter or '_'"
            : "names are of letters, digits and '_', and do not begin with a digit");
}

/* The table of a group is on top of the stack. */
static void read_group(lua_State *lua, enum hook hook)
{
    struct plugin *plugin = plugin_of(lua);
    int table = lua_gettop(lua);
    size_t count = sandbox_push_sorted_keys(lua, table);
    for (size_t i = 0; i < count; i++) {
        lua_settop(lua, table + 1);
        lua_rawgeti(lua, table + 1, (lua_Integer)i + 1);
        sandbox_push_as_text(lua, -1);
        text name = plugin_text(lua, -1);
        lua_insert(lua, -2); /* the key, which may be a number, above its words */
        if (lua_rawget(lua, table) != LUA_TFUNCTION) {
            diagnostic_hint(plugin->call->diagnostics,
                errors_wrong_plugin(plugin, plugin->call->diagnostics, name,
                    "the %s '%.*s' must be a function, found a %s", hook_rows[hook].one, TEXT_ARGS(name),
                    bindings_type_name(lua, -1)),
                "write %.*s = function(%s) … end", TEXT_ARGS(name), hook_rows[hook].arguments);
            continue;
        }
        check_name(plugin, hook, name);
        lua_Debug function;
        lua_getinfo(lua, ">S", &function);
        const struct plugin_file *file = files_find_chunk(&plugin->host->files, text_of(function.source));
        add_function(plugin, hook, name,
            (struct lua_place){ file, function.linedefined > 0 ? (size_t)function.linedefined : 0 });
        plugin->has[hook] = true;
    }
}

static void check_hooks(lua_State *lua)
{
    struct plugin *plugin = plugin_of(lua);
    for (size_t i = 0; i < HOOK_COUNT; i++) {
        const char *key = hook_rows[i].key;
        lua_settop(lua, 1);
        lua_pushstring(lua, key);
        int type = lua_rawget(lua, 1), wanted = i < HOOK_FILTERS ? LUA_TFUNCTION : LUA_TTABLE;
        if (type != LUA_TNIL && type != wanted)
            diagnostic_hint(plugin->call->diagnostics,
                errors_wrong_plugin(plugin, plugin->call->diagnostics, text_of(key),
                    "'%s' must be a %s, found a %s", key, lua_typename(lua, wanted), lua_typename(lua, type)),
                i < HOOK_FILTERS ? "write %s = function(%s) … end"
                                 : "write %s = { name = function(%s) … end }",
                key, hook_rows[i].arguments);
        else if (type == LUA_TFUNCTION)
            plugin->has[i] = true;
        else if (type == LUA_TTABLE)
            read_group(lua, (enum hook)i);
    }
    lua_settop(lua, 1);
}

static void load_body(lua_State *lua, struct plugin_call *call)
{
    struct plugin *plugin = call->plugin;
    const struct plugin_setting *setting = call->data;
    sandbox_open(lua);
    api_open(lua);
    sandbox_seed(lua, TEXT(""));
    plugin->budget.memory_limit = BUDGET_MEMORY_BYTES;
    if (!sandbox_compile(lua, plugin->file)) {
        errors_report_syntax(plugin, plugin->file, plugin_text(lua, -1), call->diagnostics);
        return;
    }
    lua_call(lua, 0, 1);
    if (!lua_istable(lua, 1)) {
        struct diagnostic *diagnostic = errors_wrong_plugin(plugin, call->diagnostics, TEXT_NONE,
            "the file must return the plugin's table, found a %s", bindings_type_name(lua, 1));
        diagnostic_hint(call->diagnostics, diagnostic, "end it with return { name = \"%.*s\", api = 1, … }",
            TEXT_ARGS(plugin->name));
        return;
    }
    check_keys(lua);
    check_name_and_api(lua);
    check_description(lua);
    check_hooks(lua);
    lua_getfield(lua, 1, "options");
    options_push(lua, 2, setting);
    plugin->options = luaL_ref(lua, LUA_REGISTRYINDEX);
    lua_settop(lua, 1);
    plugin->table = luaL_ref(lua, LUA_REGISTRYINDEX);
}

bool plugin_load(struct plugin *plugin, const struct plugin_setting *setting, struct diagnostics *diagnostics)
{
    size_t errors_before = diagnostics->error_count;
    plugin->generation = LIFE_OF_STATE;
    plugin->table = plugin->options = LUA_NOREF;
    plugin->budget.memory_limit = SIZE_MAX;
    arena_init(&plugin->scratch);
    arena_init(&plugin->work);
    arena_init(&plugin->kept);
    buffer_init(&plugin->markup, NULL);
    buffer_init(&plugin->address, NULL);
    pool_open(&plugin->budget.pool);
    plugin->lua = lua_newstate(budget_allocate, plugin);
    *(struct plugin **)lua_getextraspace(plugin->lua) = plugin;
    budget_find_stack(plugin);
    struct plugin_call call = { .plugin = plugin,
        .hook = HOOK_COUNT,
        .what = TEXT("loading"),
        .arena = plugin->host->arena,
        .diagnostics = diagnostics,
        .body = load_body,
        .data = (void *)setting };
    return plugin_call_run(&call) && diagnostics->error_count == errors_before;
}
