/* SPDX-License-Identifier: MIT */
/*
 * Markup is text that is HTML already and is never escaped again. Joined with `..` it stays markup, and what
 * is not markup is escaped on the way. It has the methods of texts, which give plain texts.
 */
#include "plugin/bindings.h"
#include "plugin/sandbox.h"
#include <string.h>

text bindings_markup(lua_State *lua, int index)
{
    if (bindings_kind(lua, index) != BOUND_MARKUP)
        luaL_error(lua, "expected markup, found a %s", bindings_type_name(lua, index));
    const struct bound_markup *markup = lua_touserdata(lua, index);
    return (text){ markup->bytes, markup->length };
}

void bindings_push_markup(lua_State *lua, text value)
{
    struct bound_markup *markup = bindings_new(lua, BOUND_MARKUP, sizeof *markup + value.length, 0);
    markup->kind = BOUND_MARKUP;
    markup->length = value.length;
    if (value.length)
        memcpy(markup->bytes, value.bytes, value.length);
}

static int to_text(lua_State *lua)
{
    plugin_push_text(lua, bindings_markup(lua, 1));
    return 1;
}

static int join(lua_State *lua)
{
    struct buffer *out = &plugin_of(lua)->markup;
    buffer_reset(out);
    for (int i = 1; i <= 2; i++) {
        if (lua_isnil(lua, i) || lua_isboolean(lua, i))
            return luaL_error(
                lua, "attempt to concatenate a %s value with markup", bindings_type_name(lua, i));
        bindings_append_html(lua, i, out);
    }
    bindings_push_markup(lua, buffer_text(out));
    return 1;
}

static int length(lua_State *lua)
{
    lua_pushinteger(lua, (lua_Integer)bindings_markup(lua, 1).length);
    return 1;
}

static int is_equal(lua_State *lua)
{
    bool are_markup = bindings_kind(lua, 1) == BOUND_MARKUP && bindings_kind(lua, 2) == BOUND_MARKUP;
    lua_pushboolean(lua, are_markup && text_equal(bindings_markup(lua, 1), bindings_markup(lua, 2)));
    return 1;
}

/* A function of the string library with the markup's text in place of the markup. */
static int call_text_function(lua_State *lua)
{
    if (bindings_kind(lua, 1) == BOUND_MARKUP) {
        plugin_push_text(lua, bindings_markup(lua, 1));
        lua_replace(lua, 1);
    }
    lua_pushvalue(lua, lua_upvalueindex(1));
    lua_insert(lua, 1);
    lua_call(lua, lua_gettop(lua) - 1, LUA_MULTRET);
    return lua_gettop(lua);
}

static int index_markup(lua_State *lua)
{
    lua_rawgeti(lua, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
    lua_pushliteral(lua, "string");
    lua_rawget(lua, -2);
    lua_pushvalue(lua, 2);
    if (lua_rawget(lua, -2) != LUA_TFUNCTION)
        return luaL_error(lua, "markup has no field '%s'", sandbox_shown(lua, 2));
    lua_pushcclosure(lua, call_text_function, 1);
    return 1;
}

void bindings_open_markup(lua_State *lua)
{
    static const luaL_Reg functions[] = { { "__index", index_markup },
        { "__newindex", bindings_refuse_writing }, { "__concat", join }, { "__len", length },
        { "__eq", is_equal }, { "__tostring", to_text }, { NULL, NULL } };
    bindings_open_kind(lua, BOUND_MARKUP, "markup", functions);
}
