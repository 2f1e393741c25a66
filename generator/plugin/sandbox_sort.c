/* SPDX-License-Identifier: MIT */
/*
 * Lua's own table.sort moves equal things about as its pivots fall. Here they keep the order in which they
 * stood: lists are merged, short ones sorted by inserting.
 */
#include "plugin/budget.h"
#include "plugin/sandbox.h"

/* Shorter ones take no time that would have to be explained. */
enum { LONG_SORT = 1000 };

/* So few are sorted faster without tables to merge from and to. */
enum { FEW_ITEMS = 12 };

enum { SORT_TABLE = 1, SORT_LESS, SORT_FROM, SORT_TO };

static bool is_less(lua_State *lua)
{
    bool answer;
    if (lua_isnoneornil(lua, SORT_LESS)) {
        answer = lua_compare(lua, -2, -1, LUA_OPLT);
        lua_pop(lua, 2);
    } else {
        lua_pushvalue(lua, SORT_LESS);
        lua_insert(lua, -3);
        lua_call(lua, 2, 1);
        answer = lua_toboolean(lua, -1);
        lua_pop(lua, 1);
    }
    return answer;
}

/* Merges [low, middle) and [middle, high) of `from` into `to`. The right one goes first only when it is less.
 */
static void merge(lua_State *lua, int from, int to, lua_Integer low, lua_Integer middle, lua_Integer high)
{
    lua_Integer left = low, right = middle;
    for (lua_Integer at = low; at < high; at++) {
        bool takes_right = left >= middle;
        if (!takes_right && right < high) {
            lua_rawgeti(lua, from, right);
            lua_rawgeti(lua, from, left);
            takes_right = is_less(lua);
        }
        lua_rawgeti(lua, from, takes_right ? right++ : left++);
        lua_rawseti(lua, to, at);
    }
}

static void push_sorted_item(lua_State *lua, lua_Integer number)
{
    if (lua_geti(lua, SORT_TABLE, number) == LUA_TNIL)
        luaL_error(lua, "cannot sort a list with nil in it (at %d)", (int)number);
}

/* By inserting, on the stack. */
static void sort_few(lua_State *lua, int count)
{
    luaL_checkstack(lua, count + 8, NULL);
    for (int i = 1; i <= count; i++) {
        push_sorted_item(lua, i);
        int first = SORT_LESS + 1, at = lua_gettop(lua);
        for (; at > first; at--) {
            lua_pushvalue(lua, -1);
            lua_pushvalue(lua, at - 1);
            if (!is_less(lua))
                break;
        }
        lua_insert(lua, at);
    }
    for (int i = count; i >= 1; i--)
        lua_seti(lua, SORT_TABLE, i);
}

static void sort_many(lua_State *lua, lua_Integer count)
{
    lua_createtable(lua, sandbox_room((size_t)count), 0);
    lua_createtable(lua, sandbox_room((size_t)count), 0);
    for (lua_Integer i = 1; i <= count; i++) {
        push_sorted_item(lua, i);
        lua_rawseti(lua, SORT_FROM, i);
    }
    int from = SORT_FROM, to = SORT_TO;
    for (lua_Integer width = 1; width < count; width *= 2) {
        for (lua_Integer low = 1; low <= count; low += 2 * width) {
            lua_Integer middle = low + width <= count ? low + width : count + 1;
            lua_Integer high = middle + width <= count ? middle + width : count + 1;
            merge(lua, from, to, low, middle, high);
        }
        int other = from;
        from = to;
        to = other;
    }
    for (lua_Integer i = 1; i <= count; i++) {
        lua_rawgeti(lua, from, i);
        lua_seti(lua, SORT_TABLE, i);
    }
}

static int stable_sort(lua_State *lua)
{
    luaL_checkany(lua, SORT_TABLE);
    lua_settop(lua, 2);
    if (!lua_isnil(lua, SORT_LESS))
        luaL_checktype(lua, SORT_LESS, LUA_TFUNCTION);
    lua_Integer count = luaL_len(lua, SORT_TABLE);
    if (count > LONG_SORT)
        budget_place(lua);
    /* __len may say anything, and below 0 an int may make a large number of it. */
    if (count <= FEW_ITEMS)
        sort_few(lua, count > 0 ? (int)count : 0);
    else
        sort_many(lua, count);
    return 0;
}

void sandbox_open_sort(lua_State *lua)
{
    lua_getfield(lua, -1, "table");
    sandbox_set(lua, "sort", stable_sort);
    lua_pop(lua, 1);
}
