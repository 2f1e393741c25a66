/* SPDX-License-Identifier: MIT */
/* Lists count from 1 and end in nil, so that # and ipairs and table.concat work; maps are walked as they were
 * written. */
#include "plugin/bindings.h"
#include "plugin/budget.h"
#include "plugin/sandbox.h"

const struct bound_list *bindings_list(lua_State *lua, int index)
{
    if (bindings_kind(lua, index) != BOUND_LIST)
        luaL_error(lua, "expected a list of the archive, found a %s", bindings_type_name(lua, index));
    const struct bound_list *list = lua_touserdata(lua, index);
    bindings_check_life(lua, list->generation, "list");
    return list;
}

void bindings_push_item(lua_State *lua, const struct bound_list *list, lua_Integer number)
{
    if (number < 1 || (lua_Unsigned)number > list->list.count) {
        lua_pushnil(lua);
    } else if (list->texts && list->are_markup) {
        bindings_push_markup(lua, list->texts[number - 1]);
    } else if (list->texts) {
        plugin_push_text(lua, list->texts[number - 1]);
    } else {
        struct value value = value_list_at(&list->list, (size_t)number - 1);
        bindings_push(lua, &value, list->generation);
    }
}

static int list_index(lua_State *lua)
{
    const struct bound_list *list = bindings_list(lua, 1);
    int is_number = 0;
    lua_Integer number = lua_tointegerx(lua, 2, &is_number);
    if (!is_number)
        return luaL_error(
            lua, "a list has no field '%s'; its items are list[1] to list[#list]", sandbox_shown(lua, 2));
    bindings_push_item(lua, list, number);
    return 1;
}

static int list_length(lua_State *lua)
{
    lua_pushinteger(lua, (lua_Integer)bindings_list(lua, 1)->list.count);
    return 1;
}

static int list_next(lua_State *lua)
{
    const struct bound_list *list = bindings_list(lua, 1);
    lua_Integer before = luaL_optinteger(lua, 2, 0);
    if (before < 0 || (lua_Unsigned)before >= list->list.count)
        return 0;
    lua_Integer number = before + 1;
    lua_pushinteger(lua, number);
    bindings_push_item(lua, list, number);
    return 2;
}

/* As Lua's own walk by number, it ends before the first item that is nil. */
static int list_next_until_nil(lua_State *lua)
{
    return list_next(lua) == 2 && !lua_isnil(lua, -1) ? 2 : 0;
}

static int push_walk(lua_State *lua, lua_CFunction next)
{
    lua_pushcfunction(lua, next);
    lua_pushvalue(lua, 1);
    lua_pushinteger(lua, 0);
    return 3;
}

static int list_pairs(lua_State *lua)
{
    return push_walk(lua, list_next);
}

int bindings_ipairs(lua_State *lua)
{
    if (bindings_kind(lua, 1) == BOUND_LIST)
        return push_walk(lua, list_next_until_nil);
    if (lua_isfunction(lua, 1))
        return luaL_error(lua, "ipairs takes a list, found a function; brief.in_language is a walk of its "
                               "own: for number, item in brief.in_language(list, lang) do");
    return lua_tocfunction(lua, lua_upvalueindex(1))(lua);
}

static int list_equal(lua_State *lua)
{
    bool are_lists = bindings_kind(lua, 1) == BOUND_LIST && bindings_kind(lua, 2) == BOUND_LIST;
    const struct bound_list *a = are_lists ? bindings_list(lua, 1) : NULL,
                            *b = are_lists ? bindings_list(lua, 2) : NULL;
    lua_pushboolean(lua, are_lists && a->list.count == b->list.count && a->list.items == b->list.items &&
                             a->list.objects == b->list.objects && a->texts == b->texts);
    return 1;
}

static int list_to_text(lua_State *lua)
{
    lua_pushliteral(lua, "list");
    return 1;
}

const struct bound_map *bindings_map(lua_State *lua, int index)
{
    if (bindings_kind(lua, index) != BOUND_MAP)
        luaL_error(lua, "expected a map of the archive, found a %s", bindings_type_name(lua, index));
    const struct bound_map *map = lua_touserdata(lua, index);
    bindings_check_life(lua, map->generation, "map");
    return map;
}

static int refuse_missing(lua_State *lua, const struct value_map *options, text key)
{
    struct arena *arena = budget_scratch(lua);
    text nearest = value_map_nearest(arena, options, key);
    const char *shown = text_to_string(arena, key);
    if (nearest.bytes)
        return luaL_error(
            lua, "options has no '%s'; did you mean '%s'?", shown, text_to_string(arena, nearest));
    return luaL_error(lua, "options has no '%s'", shown);
}

static int map_index(lua_State *lua)
{
    const struct bound_map *map = bindings_map(lua, 1);
    if (lua_type(lua, 2) != LUA_TSTRING && lua_type(lua, 2) != LUA_TNUMBER)
        return luaL_error(lua, "keys of a map are texts, not a %s", bindings_type_name(lua, 2));
    lua_pushvalue(lua, 2);
    text key = plugin_text(lua, -1);
    const struct value *value = value_map_find(map->map, key);
    if (!value && map->is_options)
        return refuse_missing(lua, map->map, key);
    if (value)
        bindings_push(lua, value, map->generation);
    else
        lua_pushnil(lua);
    return 1;
}

static int map_next(lua_State *lua)
{
    const struct bound_map *map = bindings_map(lua, lua_upvalueindex(1));
    size_t at = (size_t)lua_tointeger(lua, lua_upvalueindex(2));
    while (at < map->map->count && map->map->entries[at].value.kind <= VALUE_NONE)
        at++;
    if (at >= map->map->count)
        return 0;
    lua_pushinteger(lua, (lua_Integer)at + 1);
    lua_replace(lua, lua_upvalueindex(2));
    plugin_push_text(lua, map->map->entries[at].key);
    bindings_push(lua, &map->map->entries[at].value, map->generation);
    return 2;
}

static int map_pairs(lua_State *lua)
{
    lua_settop(lua, 1);
    lua_pushinteger(lua, 0);
    lua_pushcclosure(lua, map_next, 2);
    return 1;
}

static int map_to_text(lua_State *lua)
{
    lua_pushliteral(lua, "map");
    return 1;
}

void bindings_push_options(lua_State *lua, const struct value_map *map)
{
    struct bound_map *bound = bindings_new(lua, BOUND_MAP, sizeof *bound, 0);
    *bound = (struct bound_map){ BOUND_MAP, map, true, LIFE_PERMANENT };
}

static int refuse_joining_list(lua_State *lua)
{
    return luaL_error(lua, "a list cannot be joined with '..'; write brief.join(list, \", \")");
}

static int refuse_joining_map(lua_State *lua)
{
    return luaL_error(lua, "a map cannot be joined with '..'; take a value of it");
}

void bindings_open_lists(lua_State *lua)
{
    static const luaL_Reg functions[] = { { "__index", list_index },
        { "__newindex", bindings_refuse_writing }, { "__len", list_length }, { "__pairs", list_pairs },
        { "__concat", refuse_joining_list }, { "__eq", list_equal }, { "__tostring", list_to_text },
        { NULL, NULL } };
    bindings_open_kind(lua, BOUND_LIST, "list", functions);
}

void bindings_open_maps(lua_State *lua)
{
    static const luaL_Reg functions[] = { { "__index", map_index }, { "__newindex", bindings_refuse_writing },
        { "__concat", refuse_joining_map }, { "__pairs", map_pairs }, { "__tostring", map_to_text },
        { NULL, NULL } };
    bindings_open_kind(lua, BOUND_MAP, "map", functions);
}
