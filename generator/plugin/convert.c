/* SPDX-License-Identifier: MIT */
/* One walk over a Lua value, with a limit on depth (circles) and on size (a table may be in a table many
 * times). */
#include "plugin/convert.h"
#include "plugin/bindings.h"
#include "plugin/sandbox.h"

enum { DEPTH_LIMIT = 64, VALUE_LIMIT = 1000 * 1000 };

struct conversion {
    lua_State *lua;
    struct arena *arena;
    size_t left; /* values that may still be made */
};

static struct value convert(struct conversion *conversion, int index, int depth);

static text checked_text(lua_State *lua, text value, struct arena *arena)
{
    if (text_find_invalid_utf8(value) != SIZE_MAX)
        luaL_error(lua, "the text '%s' is not UTF-8: was it cut inside a letter?",
            text_to_string(arena, text_slice(value, 0, 40)));
    return text_copy(arena, value);
}

static bool is_sequence(lua_State *lua, int index)
{
    size_t length = lua_rawlen(lua, index), count = 0;
    for (lua_pushnil(lua); lua_next(lua, index); lua_pop(lua, 1), count++) {
        lua_Integer key = lua_isinteger(lua, -2) ? lua_tointeger(lua, -2) : 0;
        if (key < 1 || (size_t)key > length) {
            lua_pop(lua, 2);
            return false;
        }
    }
    return count == length;
}

static struct value convert_list(struct conversion *conversion, int index, int depth)
{
    lua_State *lua = conversion->lua;
    size_t count = lua_rawlen(lua, index);
    if (count > conversion->left)
        luaL_error(lua, "the value is too large to be given back");
    struct value *items = arena_new_array(conversion->arena, struct value, count);
    for (size_t i = 0; i < count; i++) {
        lua_rawgeti(lua, index, (lua_Integer)i + 1);
        items[i] = convert(conversion, lua_gettop(lua), depth);
        lua_pop(lua, 1);
    }
    return value_list_of(conversion->arena, items, count);
}

static struct value convert_pairs(struct conversion *conversion, int index, int depth)
{
    lua_State *lua = conversion->lua;
    size_t count = sandbox_push_sorted_keys(lua, index);
    int keys = lua_gettop(lua);
    if (count > conversion->left)
        luaL_error(lua, "the value is too large to be given back");
    struct value_map_entry *entries = arena_new_array(conversion->arena, struct value_map_entry, count);
    for (size_t i = 0; i < count; i++) {
        lua_rawgeti(lua, keys, (lua_Integer)i + 1);
        lua_pushvalue(lua, -1);
        if (lua_type(lua, -1) != LUA_TSTRING && lua_type(lua, -1) != LUA_TNUMBER)
            luaL_error(
                lua, "a table that is given back has a %s as a key; use texts", luaL_typename(lua, -1));
        entries[i].key = checked_text(lua, plugin_text(lua, -1), conversion->arena);
        lua_pop(lua, 1);
        lua_rawget(lua, index);
        entries[i].value = convert(conversion, lua_gettop(lua), depth);
        lua_pop(lua, 1);
    }
    lua_pop(lua, 1);
    return value_map_of(conversion->arena, entries, count);
}

static struct value convert_bound_list(struct conversion *conversion, const struct bound_list *list)
{
    if (!list->texts) {
        struct value_list *copy = arena_new(conversion->arena, struct value_list);
        *copy = list->list;
        return value_list(copy);
    }
    struct value *items = arena_new_array(conversion->arena, struct value, list->list.count);
    for (size_t i = 0; i < list->list.count; i++)
        items[i] = list->are_markup ? value_safe_text(list->texts[i]) : value_text(list->texts[i]);
    return value_list_of(conversion->arena, items, list->list.count);
}

static struct value convert_bound(struct conversion *conversion, int index)
{
    lua_State *lua = conversion->lua;
    switch (bindings_kind(lua, index)) {
    case BOUND_OBJECT: {
        const struct bound_object *object = bindings_object(lua, index);
        return value_object(object->pointer, object->type);
    }
    case BOUND_LIST: return convert_bound_list(conversion, bindings_list(lua, index));
    case BOUND_MAP: return value_map(bindings_map(lua, index)->map);
    case BOUND_DATE: {
        struct date *date = arena_new(conversion->arena, struct date);
        *date = *bindings_date(lua, index);
        return value_date(date);
    }
    case BOUND_MARKUP:
        return value_safe_text(checked_text(lua, bindings_markup(lua, index), conversion->arena));
    case BOUND_NOT: break;
    }
    luaL_error(lua, "a %s cannot be given back", luaL_typename(lua, index));
    return value_undefined();
}

static struct value convert_table(struct conversion *conversion, int index, int depth)
{
    if (depth == 0)
        luaL_error(conversion->lua, "a table that is given back is nested too deep, or contains itself");
    luaL_checkstack(conversion->lua, 12, NULL);
    if (is_sequence(conversion->lua, index))
        return convert_list(conversion, index, depth - 1);
    return convert_pairs(conversion, index, depth - 1);
}

static struct value convert(struct conversion *conversion, int index, int depth)
{
    lua_State *lua = conversion->lua;
    if (conversion->left-- == 0)
        luaL_error(lua, "the value is too large to be given back");
    switch (lua_type(lua, index)) {
    case LUA_TNONE:
    case LUA_TNIL: return value_none();
    case LUA_TBOOLEAN: return value_bool(lua_toboolean(lua, index));
    case LUA_TNUMBER:
        return lua_isinteger(lua, index) ? value_integer(lua_tointeger(lua, index))
                                         : value_float(lua_tonumber(lua, index));
    case LUA_TSTRING: return value_text(checked_text(lua, plugin_text(lua, index), conversion->arena));
    case LUA_TTABLE: return convert_table(conversion, index, depth);
    default: return convert_bound(conversion, index);
    }
}

struct value convert_value(lua_State *lua, int index, struct arena *arena)
{
    struct conversion conversion = { lua, arena, VALUE_LIMIT };
    return convert(&conversion, lua_absindex(lua, index), DEPTH_LIMIT);
}

struct value convert_map(lua_State *lua, int index, struct arena *arena)
{
    struct conversion conversion = { lua, arena, VALUE_LIMIT };
    if (bindings_kind(lua, index) == BOUND_MAP)
        return convert_bound(&conversion, index);
    return convert_pairs(&conversion, lua_absindex(lua, index), DEPTH_LIMIT);
}

text convert_text(lua_State *lua, int index, struct arena *arena, const char *what)
{
    enum bound_kind kind = bindings_kind(lua, index);
    if (kind == BOUND_MARKUP)
        return checked_text(lua, bindings_markup(lua, index), arena);
    if (lua_type(lua, index) != LUA_TSTRING && lua_type(lua, index) != LUA_TNUMBER)
        luaL_error(lua, "%s must be text, found a %s", what, luaL_typename(lua, index));
    lua_pushvalue(lua, index);
    text value = checked_text(lua, plugin_text(lua, -1), arena);
    lua_pop(lua, 1);
    return value;
}

text convert_markup(lua_State *lua, int index, struct arena *arena, bool wraps_text, const char *what)
{
    int type = lua_type(lua, index);
    if (type == LUA_TNIL || type == LUA_TNONE)
        return TEXT_NONE;
    if (bindings_kind(lua, index) == BOUND_MARKUP)
        return checked_text(lua, bindings_markup(lua, index), arena);
    if (type != LUA_TSTRING && type != LUA_TNUMBER)
        luaL_error(lua, "%s must be markup, found a %s", what, luaL_typename(lua, index));
    struct buffer *out = &plugin_of(lua)->markup;
    buffer_reset(out);
    if (wraps_text)
        buffer_append_literal(out, "<p>");
    bindings_append_html(lua, index, out);
    if (wraps_text)
        buffer_append_literal(out, "</p>\n");
    return checked_text(lua, buffer_text(out), arena);
}
