/* SPDX-License-Identifier: MIT */
/*
 * brief.in_language(list, lang): a walk that reads no further than the loop goes, so that a list of the
 * newest three does not hang on all that there are. What is in the list is gathered when a text has other
 * versions.
 */
#include "base/language.h"
#include "base/value.h"
#include "model/versions.h"
#include "plugin/bindings.h"
#include "plugin/budget.h"

/* Of the function that goes on; what is listed is a table whose keys are the things, or nil. */
enum { LIST = 1, UPVALUE_LANG = 1, UPVALUE_LISTED };

static void push_item(lua_State *lua, lua_Integer number)
{
    if (bindings_kind(lua, LIST) == BOUND_LIST)
        bindings_push_item(lua, bindings_list(lua, LIST), number);
    else
        lua_geti(lua, LIST, number);
}

static const struct bound_object *versioned(lua_State *lua, int index)
{
    const struct bound_object *object = bindings_object(lua, index);
    if (!versions_are_of(object->type))
        luaL_error(
            lua, "only articles and pages have versions, not a thing of the kind '%s'", object->type->name);
    return object;
}

static void gather(lua_State *lua)
{
    lua_newtable(lua);
    int listed = lua_gettop(lua);
    for (lua_Integer number = 1; push_item(lua, number), !lua_isnil(lua, -1); number++) {
        lua_pushboolean(lua, true);
        lua_rawsetp(lua, listed, versioned(lua, -2)->pointer);
        lua_settop(lua, listed);
    }
    lua_settop(lua, listed);
    lua_replace(lua, lua_upvalueindex(UPVALUE_LISTED));
}

static bool is_listed(void *data, const void *thing)
{
    lua_State *lua = data;
    if (lua_isnil(lua, lua_upvalueindex(UPVALUE_LISTED)))
        gather(lua);
    bool is_there = lua_rawgetp(lua, lua_upvalueindex(UPVALUE_LISTED), thing) != LUA_TNIL;
    lua_pop(lua, 1);
    return is_there;
}

static void note_facts(void *data, const void *thing, const struct object_type *type)
{
    plugin_note_reading(plugin_of(data)->host, thing, type, 1u << PART_FACTS);
}

/* Gets the list and the number before; gives the next number and its item, or nil. */
static int next_shown(lua_State *lua)
{
    struct versions versions = { plugin_text(lua, lua_upvalueindex(UPVALUE_LANG)),
        plugin_of(lua)->host->input.config->language, is_listed, note_facts, lua };
    /* Whoever calls the walk by hand may begin behind the largest number, where Lua's come round. */
    for (lua_Unsigned number = (lua_Unsigned)luaL_checkinteger(lua, 2) + 1;; number++) {
        lua_settop(lua, 2);
        lua_pushinteger(lua, (lua_Integer)number);
        push_item(lua, (lua_Integer)number);
        if (lua_isnil(lua, -1))
            return 1;
        const struct bound_object *item = versioned(lua, -1);
        if (versions_show(&versions, item->pointer, item->type))
            return 2;
    }
}

int bindings_in_language(lua_State *lua)
{
    if (bindings_kind(lua, LIST) != BOUND_LIST)
        luaL_checktype(lua, LIST, LUA_TTABLE);
    luaL_checkstring(lua, 2);
    plugin_push_text(lua, language_tag(budget_work(lua, 0), plugin_text(lua, 2)));
    lua_pushnil(lua);
    lua_pushcclosure(lua, next_shown, 2);
    lua_pushvalue(lua, LIST);
    lua_pushinteger(lua, 0);
    return 3;
}
