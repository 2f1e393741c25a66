/* SPDX-License-Identifier: MIT */
/*
 * A walk over everything that a plugin's code can reach, in an order that is the same in every process: keys
 * are sorted, and what was met before is its number. Things of the archive are their names; what they say is
 * a reading whenever it is read.
 */
#include "plugin/state.h"
#include "base/digest.h"
#include "plugin/bindings.h"
#include "plugin/memoize.h"
#include "plugin/sandbox.h"
#include <string.h>

/* A plugin that keeps more than this keeps it for its hooks. */
enum { VALUE_LIMIT = 20000, DEPTH_LIMIT = 60 };

struct walk {
    lua_State *lua;
    uint64_t digest;
    int met; /* index of the table of what was met */
    lua_Integer met_count;
    size_t left; /* values that may still be looked at */
    int depth;
    const void *random_state;
};

static void walk_value(struct walk *walk, int index);

static void put(struct walk *walk, uint64_t number)
{
    walk->digest = digest_mix(walk->digest, number);
}

static void put_text(struct walk *walk, text value)
{
    put(walk, value.length);
    put(walk, digest_of(value).low);
}

static void refuse(struct walk *walk)
{
    luaL_error(walk->lua, "what the plugin keeps cannot be described");
}

/* Was the table or function met before? Then its number says it all. */
static bool has_met(struct walk *walk, int index)
{
    lua_State *lua = walk->lua;
    lua_pushvalue(lua, index);
    bool is_met = lua_rawget(lua, walk->met) == LUA_TNUMBER;
    lua_Integer number = is_met ? lua_tointeger(lua, -1) : ++walk->met_count;
    lua_pop(lua, 1);
    put(walk, (uint64_t)number);
    if (is_met)
        return true;
    lua_pushvalue(lua, index);
    lua_pushinteger(lua, number);
    lua_rawset(lua, walk->met);
    return false;
}

/* The value on top of the stack, which is taken away. */
static void walk_top(struct walk *walk)
{
    walk_value(walk, lua_gettop(walk->lua));
    lua_pop(walk->lua, 1);
}

static void walk_table(struct walk *walk, int index)
{
    lua_State *lua = walk->lua;
    size_t count = sandbox_push_sorted_keys(lua, index);
    int keys = lua_gettop(lua);
    put(walk, count);
    for (size_t i = 0; i < count; i++) {
        lua_rawgeti(lua, keys, (lua_Integer)i + 1);
        walk_value(walk, keys + 1);
        lua_rawget(lua, index);
        walk_top(walk);
    }
    lua_pop(lua, 1);
    if (lua_getmetatable(lua, index))
        walk_top(walk);
}

static void walk_function(struct walk *walk, int index)
{
    lua_State *lua = walk->lua;
    lua_Debug function;
    lua_pushvalue(lua, index);
    lua_getinfo(lua, ">S", &function);
    put_text(walk, text_of(function.source));
    put(walk, (uint64_t)function.linedefined);
    int first = memoize_is_call(lua, index) ? MEMOIZE_FUNCTION : 1;
    for (int i = first; lua_getupvalue(lua, index, i); i++)
        walk_top(walk);
}

static void walk_map(struct walk *walk, const struct bound_map *map)
{
    put(walk, map->map->count);
    for (size_t i = 0; !map->is_options && i < map->map->count; i++) {
        put_text(walk, map->map->entries[i].key);
        bindings_push(walk->lua, &map->map->entries[i].value, map->generation);
        walk_top(walk);
    }
}

static void walk_list(struct walk *walk, const struct bound_list *list)
{
    put(walk, list->list.count);
    for (size_t i = 0; i < list->list.count; i++) {
        bindings_push_item(walk->lua, list, (lua_Integer)i + 1);
        walk_top(walk);
    }
}

static void walk_bound(struct walk *walk, int index)
{
    lua_State *lua = walk->lua;
    text kind, words;
    if (!lua_getmetatable(lua, index)) {
        /* Lua's own: where string.gmatch stands cannot be said; where math.random stands each call begins
         * anew */
        if (lua_touserdata(lua, index) != walk->random_state)
            refuse(walk);
        return;
    }
    lua_pop(lua, 1);
    enum bound_kind bound = bindings_kind(lua, index);
    put(walk, bound);
    switch (bound) {
    case BOUND_MAP: walk_map(walk, bindings_map(lua, index)); return;
    case BOUND_LIST: walk_list(walk, bindings_list(lua, index)); return;
    case BOUND_OBJECT:
        if (bindings_object(lua, index)->type->life != OBJECT_LASTS)
            refuse(walk);
        break;
    case BOUND_DATE:
    case BOUND_MARKUP:
    case BOUND_NOT: break;
    }
    if (!bindings_identity(lua, index, &kind, &words))
        refuse(walk);
    put_text(walk, kind);
    put_text(walk, words);
}

/* Written as text a fraction loses its last digits. */
static uint64_t number_bits(lua_State *lua, int index)
{
    if (lua_isinteger(lua, index))
        return (uint64_t)lua_tointeger(lua, index);
    double number = lua_tonumber(lua, index);
    uint64_t bits;
    memcpy(&bits, &number, sizeof bits);
    return bits;
}

static void walk_value(struct walk *walk, int index)
{
    lua_State *lua = walk->lua;
    int type = lua_type(lua, index);
    if (walk->left-- == 0 || ++walk->depth > DEPTH_LIMIT)
        refuse(walk);
    luaL_checkstack(lua, 12, NULL);
    put(walk, (uint64_t)type);
    switch (type) {
    case LUA_TNIL: break;
    case LUA_TBOOLEAN: put(walk, (uint64_t)lua_toboolean(lua, index)); break;
    case LUA_TNUMBER:
        put(walk, (uint64_t)lua_isinteger(lua, index));
        put(walk, number_bits(lua, index));
        break;
    case LUA_TSTRING: put_text(walk, plugin_text(lua, index)); break;
    case LUA_TTABLE:
        if (!has_met(walk, index))
            walk_table(walk, index);
        break;
    case LUA_TFUNCTION:
        if (!has_met(walk, index))
            walk_function(walk, index);
        break;
    case LUA_TUSERDATA: walk_bound(walk, index); break;
    default: refuse(walk);
    }
    walk->depth--;
}

/* brief.html keeps the makers of elements in itself, which says nothing as long as there is nothing else. */
static void pass_html_by(struct walk *walk)
{
    lua_State *lua = walk->lua;
    lua_getfield(lua, -1, "brief");
    lua_getfield(lua, -1, "html");
    int html = lua_gettop(lua);
    for (lua_pushnil(lua); lua_next(lua, html); lua_pop(lua, 1))
        if (!lua_iscfunction(lua, -1))
            refuse(walk);
    has_met(walk, html);
    lua_pop(lua, 2);
}

static int walk_all(lua_State *lua)
{
    struct walk *walk = lua_touserdata(lua, 1);
    lua_newtable(lua);
    walk->met = lua_gettop(lua);
    walk->random_state = sandbox_random_state(lua);
    lua_rawgeti(lua, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
    pass_html_by(walk);
    walk_top(walk);
    sandbox_push_modules(lua);
    walk_top(walk);
    lua_rawgeti(lua, LUA_REGISTRYINDEX, plugin_of(lua)->table);
    walk_top(walk);
    return 0;
}

/* False: it cannot be said. What is read on the way is no reading of the plugin's. */
static bool digest_state(struct plugin *plugin, uint64_t *digest)
{
    struct plugins *plugins = plugin->host;
    struct walk walk = { .lua = plugin->lua, .left = VALUE_LIMIT };
    plugins->is_silent = true;
    lua_settop(plugin->lua, 0);
    lua_pushcfunction(plugin->lua, walk_all);
    lua_pushlightuserdata(plugin->lua, &walk);
    bool is_said = lua_pcall(plugin->lua, 1, 0, 0) == LUA_OK;
    lua_settop(plugin->lua, 0);
    plugins->is_silent = false;
    *digest = walk.digest;
    return is_said;
}

static void tell(struct plugin *plugin)
{
    plugin->is_watched = false;
    if (plugin->host->input.on_kept)
        plugin->host->input.on_kept(plugin->host->input.data, plugin->number);
}

void state_watch(struct plugin *plugin)
{
    plugin->watched_calls = 0;
    plugin->is_watched = plugin->table != LUA_NOREF && digest_state(plugin, &plugin->state);
    if (plugin->is_watched)
        return;
    plugin->state = 0;
    tell(plugin);
}

void state_check(struct plugin *plugin)
{
    uint64_t now;
    if (!plugin->is_watched || (digest_state(plugin, &now) && now == plugin->state))
        return;
    tell(plugin);
}

void state_follow(struct plugin *plugin)
{
    plugin->watched_calls++;
    if (plugin->is_watched && !(plugin->watched_calls & (plugin->watched_calls - 1)))
        state_check(plugin);
}
