/* SPDX-License-Identifier: MIT */
/*
 * Calls that catch errors let the end of a budget through. xpcall's handler runs when the call is over, as
 * ordinary code: run by Lua at the place of the error, it could loop where no instruction is counted. A
 * finalizer could do the same, so there are none.
 */
#include "base/count.h"
#include "plugin/budget.h"
#include "plugin/memoize.h"
#include "plugin/sandbox.h"

static const char modules_key; /* registry: name → what the module returned */

/* A module whose file is running, on the stack of the call that runs it. */
struct loading {
    const struct plugin_file *file;
    const struct loading *outer;
};

/* Calls what lies below the top `count` values with these; there is room for one value more behind the
 * results. An error leaves what it was raised in: memoized functions that were running, and modules that were
 * being loaded. */
static int call_and_catch(lua_State *lua, int count)
{
    struct plugin *plugin = plugin_of(lua);
    struct memoizing outer = memoizing_now(plugin->host);
    const struct loading *loading = plugin->loading;
    int status = lua_pcall(lua, count, LUA_MULTRET, 0);
    plugin->loading = loading;
    memoizing_return(plugin->host, outer);
    budget_check(lua);
    luaL_checkstack(lua, 1, NULL);
    return status;
}

static int protected_call(lua_State *lua)
{
    luaL_checkany(lua, 1);
    int status = call_and_catch(lua, lua_gettop(lua) - 1);
    lua_pushboolean(lua, status == LUA_OK);
    lua_insert(lua, 1);
    return lua_gettop(lua);
}

static int protected_call_with_handler(lua_State *lua)
{
    luaL_checktype(lua, 2, LUA_TFUNCTION);
    lua_pushvalue(lua, 1);
    lua_rotate(lua, 3, 1);
    int status = call_and_catch(lua, lua_gettop(lua) - 3);
    if (status != LUA_OK) {
        lua_pushvalue(lua, 2);
        lua_insert(lua, -2);
        lua_call(lua, 1, 1);
    }
    lua_pushboolean(lua, status == LUA_OK);
    lua_replace(lua, 2);
    return lua_gettop(lua) - 1;
}

static int refuse_clearing(lua_State *lua, const char *name)
{
    return luaL_error(
        lua, "'%s' does not work in plugins: what it does depends on when memory is cleared", name);
}

/* Lua looks for a finalizer when the metatable is set, but for "__mode" each time that it clears memory. */
static bool is_mode(lua_State *lua, int index)
{
    return lua_type(lua, index) == LUA_TSTRING && text_equal(plugin_text(lua, index), TEXT("__mode"));
}

/* A new key of a metatable. */
static int add_to_metatable(lua_State *lua)
{
    if (is_mode(lua, 2))
        return refuse_clearing(lua, "__mode");
    lua_rawset(lua, 1);
    return 0;
}

/* Upvalues: Lua's own, and what watches metatables that have none themselves. */
static int set_metatable(lua_State *lua)
{
    static const char *const refused[] = { "__gc", "__mode" };
    for (size_t i = 0; lua_istable(lua, 2) && i < COUNT(refused); i++) {
        lua_pushstring(lua, refused[i]);
        if (lua_rawget(lua, 2) != LUA_TNIL)
            return refuse_clearing(lua, refused[i]);
        lua_pop(lua, 1);
    }
    if (lua_istable(lua, 2)) {
        if (!lua_getmetatable(lua, 2)) {
            lua_pushvalue(lua, lua_upvalueindex(2));
            lua_setmetatable(lua, 2);
        }
        lua_settop(lua, 2);
    }
    return lua_tocfunction(lua, lua_upvalueindex(1))(lua);
}

static int raw_set(lua_State *lua)
{
    if (is_mode(lua, 2))
        return refuse_clearing(lua, "__mode");
    return lua_tocfunction(lua, lua_upvalueindex(1))(lua);
}

/* "a.b" and "a/b" both mean lua-plugins/a/b.lua. */
static const struct plugin_file *find_module(lua_State *lua, text name)
{
    const struct plugin_files *files = &plugin_of(lua)->host->files;
    struct arena *arena = budget_scratch(lua);
    bool has_folders = text_find_byte(name, '/', 0) != SIZE_MAX;
    text path = has_folders ? name : text_replace(arena, name, TEXT("."), TEXT("/"));
    const struct plugin_file *file = files_find(files, path);
    if (file)
        return file;
    text nearest = files_nearest(files, arena, path);
    if (nearest.bytes)
        luaL_error(lua, "there is no 'lua-plugins/%s.lua'; did you mean '%s'?", text_to_string(arena, path),
            text_to_string(arena, nearest));
    luaL_error(
        lua, "there is no 'lua-plugins/%s.lua'; only that folder is searched", text_to_string(arena, path));
    return NULL;
}

static int require_module(lua_State *lua)
{
    luaL_checkstring(lua, 1);
    lua_settop(lua, 1);
    lua_rawgetp(lua, LUA_REGISTRYINDEX, &modules_key);
    lua_pushvalue(lua, 1);
    if (lua_rawget(lua, 2) != LUA_TNIL)
        return 1;
    lua_pop(lua, 1);
    struct plugin *plugin = plugin_of(lua);
    const struct loading this = { find_module(lua, plugin_text(lua, 1)), plugin->loading };
    for (const struct loading *outer = this.outer; outer; outer = outer->outer)
        if (outer->file == this.file)
            return luaL_error(lua, "'%s' requires itself", lua_tostring(lua, 1));
    if (!sandbox_compile(lua, this.file))
        return lua_error(lua);
    plugin->loading = &this;
    lua_call(lua, 0, 1);
    plugin->loading = this.outer;
    if (lua_isnil(lua, -1)) {
        lua_pop(lua, 1);
        lua_pushboolean(lua, true);
    }
    lua_pushvalue(lua, 1);
    lua_pushvalue(lua, -2);
    lua_rawset(lua, 2);
    return 1;
}

void sandbox_push_modules(lua_State *lua)
{
    lua_rawgetp(lua, LUA_REGISTRYINDEX, &modules_key);
}

void sandbox_open_calls(lua_State *lua)
{
    sandbox_set(lua, "pcall", protected_call);
    sandbox_set(lua, "xpcall", protected_call_with_handler);
    sandbox_set(lua, "require", require_module);
    lua_getfield(lua, -1, "rawset");
    lua_pushcclosure(lua, raw_set, 1);
    lua_setfield(lua, -2, "rawset");
    lua_getfield(lua, -1, "setmetatable");
    lua_newtable(lua);
    sandbox_set(lua, "__newindex", add_to_metatable);
    lua_pushcclosure(lua, set_metatable, 2);
    lua_setfield(lua, -2, "setmetatable");
    lua_newtable(lua);
    lua_rawsetp(lua, LUA_REGISTRYINDEX, &modules_key);
}
