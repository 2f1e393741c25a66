/* SPDX-License-Identifier: MIT */
/*
 * The libraries are opened as Lua makes them, then the names on the list are copied into a table of our own,
 * which becomes the globals; what Lua made is dropped. A global that does not exist is an error to read or to
 * make.
 */
#include "plugin/sandbox.h"
#include "base/count.h"
#include "base/digest.h"
#include "plugin/bindings.h"
#include "plugin/budget.h"
#include <lualib.h>
#include <string.h>

static const struct library {
    const char *name; /* NULL: names without a library in front */
    lua_CFunction open;
    const char *functions; /* with a blank behind each */
} libraries[] = {
    { NULL, luaopen_base,
        "_VERSION assert error getmetatable ipairs rawequal rawget rawlen rawset select tonumber type "
        "setmetatable " },
    { "string", luaopen_string,
        "byte char find format gmatch gsub len lower match pack packsize rep reverse sub unpack upper " },
    { "table", luaopen_table, "concat insert move pack remove unpack " },
    { "math", luaopen_math,
        "abs acos asin atan ceil cos deg exp floor fmod huge log max maxinteger min mininteger modf pi rad "
        "random sin "
        "sqrt tan tointeger type ult " },
    { "utf8", luaopen_utf8, "char charpattern codepoint codes len offset " },
    /* to add one: its row; and a word in docs/plugins.md */
};

static const char seed_key; /* its address is the registry's key of Lua's own math.randomseed */

void sandbox_set(lua_State *lua, const char *name, lua_CFunction function)
{
    lua_pushcfunction(lua, function);
    lua_setfield(lua, -2, name);
}

/* From the library below the top into the table on top. */
static void copy_listed(lua_State *lua, const char *names)
{
    for (text rest = text_of(names); rest.length;) {
        text name = text_cut(&rest, ' ');
        plugin_push_text(lua, name);
        lua_pushvalue(lua, -1);
        lua_rawget(lua, -4);
        lua_rawset(lua, -3);
    }
}

static void open_library(lua_State *lua, const struct library *library)
{
    luaL_requiref(lua, library->name ? library->name : "_G", library->open, 0);
    if (!library->name) {
        lua_pushvalue(lua, -2);
        copy_listed(lua, library->functions);
        lua_pop(lua, 2);
        return;
    }
    lua_newtable(lua);
    copy_listed(lua, library->functions);
    if (strcmp(library->name, "math") == 0) {
        lua_getfield(lua, -2, "randomseed");
        lua_rawsetp(lua, LUA_REGISTRYINDEX, &seed_key);
    }
    lua_setfield(lua, -3, library->name);
    lua_pop(lua, 1);
}

static int refuse_missing(lua_State *lua)
{
    const char *name = sandbox_shown(lua, 2);
    size_t key_count = sandbox_push_sorted_keys(lua, 1), count = 0;
    const char **names = arena_new_array(budget_scratch(lua), const char *, key_count);
    for (size_t i = 0; i < key_count; i++) {
        if (lua_rawgeti(lua, -1, (lua_Integer)i + 1) == LUA_TSTRING)
            names[count++] = lua_tostring(lua, -1);
        lua_pop(lua, 1);
    }
    const char *nearest =
        lua_type(lua, 2) == LUA_TSTRING ? diagnostic_nearest(text_of(name), names, count) : NULL;
    if (nearest)
        return luaL_error(lua, "there is no global name '%s'; did you mean '%s'?", name, nearest);
    return luaL_error(lua, "there is no global name '%s' in plugins", name);
}

static int refuse_new(lua_State *lua)
{
    return luaL_error(
        lua, "plugins have no global names of their own; write 'local %s'", sandbox_shown(lua, 2));
}

static void lock_globals(lua_State *lua)
{
    lua_newtable(lua);
    sandbox_set(lua, "__index", refuse_missing);
    sandbox_set(lua, "__newindex", refuse_new);
    lua_pushliteral(lua, "locked");
    lua_setfield(lua, -2, "__metatable");
    lua_setmetatable(lua, -2);
}

/* Texts find their methods in the plugin's string table; their metatable cannot be reached. */
static void lock_strings(lua_State *lua)
{
    lua_pushliteral(lua, "");
    lua_newtable(lua);
    lua_getfield(lua, -3, "string");
    lua_setfield(lua, -2, "__index");
    lua_pushliteral(lua, "locked");
    lua_setfield(lua, -2, "__metatable");
    lua_setmetatable(lua, -2);
    lua_pop(lua, 1);
}

void sandbox_open(lua_State *lua)
{
    lua_newtable(lua);
    for (size_t i = 0; i < COUNT(libraries); i++)
        open_library(lua, &libraries[i]);
    lua_pushvalue(lua, -1);
    lua_setfield(lua, -2, "_G");
    sandbox_open_order(lua);
    sandbox_open_sort(lua);
    sandbox_open_text(lua);
    sandbox_open_calls(lua);
    sandbox_open_time(lua);
    lock_strings(lua);
    lua_pushnil(lua);
    lua_setfield(lua, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
    lua_pushvalue(lua, -1);
    lua_rawseti(lua, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
    bindings_open(lua);
    lock_globals(lua);
    lua_pop(lua, 1);
}

void sandbox_seed(lua_State *lua, text subject)
{
    struct digest plugin = digest_of(plugin_of(lua)->name), about = digest_of(subject);
    lua_rawgetp(lua, LUA_REGISTRYINDEX, &seed_key);
    lua_pushinteger(lua, (lua_Integer)plugin.low);
    lua_pushinteger(lua, (lua_Integer)about.low);
    lua_call(lua, 2, 0);
}

const void *sandbox_random_state(lua_State *lua)
{
    lua_rawgetp(lua, LUA_REGISTRYINDEX, &seed_key);
    const void *state = lua_getupvalue(lua, -1, 1) ? lua_touserdata(lua, -1) : NULL;
    lua_pop(lua, state ? 2 : 1);
    return state;
}

bool sandbox_compile(lua_State *lua, const struct plugin_file *file)
{
    text contents = text_from(file->contents, text_mark_length(file->contents));
    return luaL_loadbufferx(lua, contents.bytes, contents.length, file->chunk, "t") == LUA_OK;
}

int sandbox_room(size_t count)
{
    enum { MOST_ROOM = 100 * 1000 };
    return count < MOST_ROOM ? (int)count : MOST_ROOM;
}
