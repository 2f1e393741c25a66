/* SPDX-License-Identifier: MIT */
/*
 * Lua walks a table in the order of a hash that differs from run to run. Here pairs and next go by a fixed
 * order of keys. Keys without one (tables, functions) cannot be walked at all: that is an error rather than a
 * site that changes with each build.
 */
#include "plugin/bindings.h"
#include "plugin/budget.h"
#include "plugin/sandbox.h"
#include <stdlib.h>

enum { SMALL_TABLE = 24 };

enum rank { RANK_NUMBER, RANK_TEXT, RANK_BOOL, RANK_THING };

struct key {
    enum rank rank;
    bool is_integer;
    lua_Integer integer;
    lua_Number number;
    text text; /* of a text or a thing */
    text kind; /* of a thing: its type */
    int place; /* in the unsorted list */
};

static int compare_numbers(const struct key *a, const struct key *b)
{
    if (a->is_integer && b->is_integer)
        return (a->integer > b->integer) - (a->integer < b->integer);
    return (a->number > b->number) - (a->number < b->number);
}

static int compare_keys(const void *left, const void *right)
{
    const struct key *a = left, *b = right;
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    if (a->rank == RANK_NUMBER)
        return compare_numbers(a, b);
    if (a->rank == RANK_BOOL)
        return (int)a->integer - (int)b->integer;
    int order = text_compare(a->kind, b->kind);
    return order ? order : text_compare(a->text, b->text);
}

/* The key on top of the stack; what its texts point to stays alive as long as the key does. */
static struct key read_key(lua_State *lua)
{
    struct key key = { .rank = RANK_TEXT };
    int type = lua_type(lua, -1);
    if (type == LUA_TNUMBER) {
        key.rank = RANK_NUMBER;
        key.is_integer = lua_isinteger(lua, -1);
        key.integer = key.is_integer ? lua_tointeger(lua, -1) : 0;
        key.number = lua_tonumber(lua, -1);
    } else if (type == LUA_TSTRING) {
        key.text = plugin_text(lua, -1);
    } else if (type == LUA_TBOOLEAN) {
        key.rank = RANK_BOOL;
        key.integer = lua_toboolean(lua, -1);
    } else {
        key.rank = RANK_THING;
        if (!bindings_identity(lua, -1, &key.kind, &key.text))
            luaL_error(lua, "pairs and next cannot put %s keys in an order; use texts or numbers as keys",
                bindings_type_name(lua, -1));
    }
    return key;
}

/* Leaves the keys as a list, as lua_next gives them. */
static size_t push_keys(lua_State *lua, int index)
{
    lua_Integer count = 0;
    lua_newtable(lua);
    int list = lua_gettop(lua);
    for (lua_pushnil(lua); lua_next(lua, index);) {
        lua_pop(lua, 1);
        lua_pushvalue(lua, -1);
        lua_rawseti(lua, list, ++count);
    }
    return (size_t)count;
}

/*
 * The keys of a small table that are all texts, sorted; or more than SMALL_TABLE when it is not such a table.
 * The texts stay as long as the table does.
 */
static size_t sort_few_texts(lua_State *lua, int table, text *keys)
{
    size_t count = 0;
    for (lua_pushnil(lua); lua_next(lua, table);) {
        lua_pop(lua, 1);
        if (count == SMALL_TABLE || lua_type(lua, -1) != LUA_TSTRING) {
            lua_pop(lua, 1);
            return SMALL_TABLE + 1;
        }
        text key = plugin_text(lua, -1);
        size_t at = count++;
        for (; at > 0 && text_compare(keys[at - 1], key) > 0; at--)
            keys[at] = keys[at - 1];
        keys[at] = key;
    }
    return count;
}

size_t sandbox_push_sorted_keys(lua_State *lua, int index)
{
    int table = lua_absindex(lua, index);
    luaL_checkstack(lua, 8, NULL);
    __attribute__((uninitialized)) text few[SMALL_TABLE];
    size_t few_count = sort_few_texts(lua, table, few);
    if (few_count <= SMALL_TABLE) {
        lua_createtable(lua, (int)few_count, 0);
        for (size_t i = 0; i < few_count; i++) {
            plugin_push_text(lua, few[i]);
            lua_rawseti(lua, -2, (lua_Integer)i + 1);
        }
        return few_count;
    }
    size_t count = push_keys(lua, table);
    int unsorted = lua_gettop(lua);
    struct key *keys = lua_newuserdatauv(lua, count * sizeof *keys + 1, 0);
    for (size_t i = 0; i < count; i++) {
        lua_rawgeti(lua, unsorted, (lua_Integer)i + 1);
        keys[i] = read_key(lua);
        keys[i].place = (int)i + 1;
        lua_pop(lua, 1);
    }
    qsort(keys, count, sizeof *keys, compare_keys);
    lua_createtable(lua, sandbox_room(count), 0);
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && keys[i].rank == RANK_THING && compare_keys(&keys[i - 1], &keys[i]) == 0)
            luaL_error(lua, "pairs and next cannot tell two keys '%s' apart; use texts or numbers as keys",
                text_to_string(budget_scratch(lua), keys[i].text));
        lua_rawgeti(lua, unsorted, keys[i].place);
        lua_rawseti(lua, -2, (lua_Integer)i + 1);
    }
    lua_replace(lua, unsorted);
    lua_settop(lua, unsorted);
    return count;
}

/* Upvalues: the table, its sorted keys, how many of them are done. Keys whose value is gone by now are left
 * out. */
static int next_pair(lua_State *lua)
{
    lua_Integer at = lua_tointeger(lua, lua_upvalueindex(3));
    for (;;) {
        lua_settop(lua, 0);
        if (lua_rawgeti(lua, lua_upvalueindex(2), ++at) == LUA_TNIL)
            return 1;
        lua_pushvalue(lua, -1);
        if (lua_rawget(lua, lua_upvalueindex(1)) != LUA_TNIL)
            break;
    }
    lua_pushinteger(lua, at);
    lua_replace(lua, lua_upvalueindex(3));
    return 2;
}

static int ordered_pairs(lua_State *lua)
{
    luaL_checkany(lua, 1);
    lua_settop(lua, 1);
    if (luaL_getmetafield(lua, 1, "__pairs") != LUA_TNIL) {
        lua_pushvalue(lua, 1);
        lua_call(lua, 1, 3);
        return 3;
    }
    luaL_checktype(lua, 1, LUA_TTABLE);
    sandbox_push_sorted_keys(lua, 1);
    lua_pushinteger(lua, 0);
    lua_pushcclosure(lua, next_pair, 3);
    return 1;
}

/* One step costs as much as a whole walk: fine for asking whether a table is empty, which is what it is used
 * for. */
static int ordered_next(lua_State *lua)
{
    luaL_checktype(lua, 1, LUA_TTABLE);
    lua_settop(lua, 2);
    size_t count = sandbox_push_sorted_keys(lua, 1);
    size_t at = 1;
    if (!lua_isnil(lua, 2)) {
        bool is_found = false;
        for (; at <= count && !is_found; at++) {
            lua_rawgeti(lua, 3, (lua_Integer)at);
            is_found = lua_rawequal(lua, -1, 2);
            lua_pop(lua, 1);
        }
        if (!is_found)
            return luaL_error(lua, "the key given to next is not in the table");
    }
    if (lua_rawgeti(lua, 3, (lua_Integer)at) == LUA_TNIL)
        return 1;
    lua_pushvalue(lua, -1);
    lua_rawget(lua, 1);
    return 2;
}

void sandbox_open_order(lua_State *lua)
{
    sandbox_set(lua, "pairs", ordered_pairs);
    sandbox_set(lua, "next", ordered_next);
    lua_getfield(lua, -1, "ipairs");
    lua_pushcclosure(lua, bindings_ipairs, 1);
    lua_setfield(lua, -2, "ipairs");
}
