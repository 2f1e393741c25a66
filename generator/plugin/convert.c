/* SPDX-License-Identifier: MIT */
/*
 * One walk over a Lua value, with a limit on depth (circles) and on size (a table may be in a table many
 * times). What `article` hooks give back is stored once however often it comes.
 */
#include "plugin/convert.h"
#include "plugin/bindings.h"
#include "plugin/budget.h"
#include "plugin/sandbox.h"
#include "plugin/stored.h"

enum { DEPTH_LIMIT = 64, VALUE_LIMIT = 1000 * 1000 };

struct conversion {
    lua_State *lua;
    struct arena *arena;
    size_t left; /* values that may still be made */
};

static struct value convert(struct conversion *conversion, int index, int depth);

/* NULL but for what an `article` hook gives back. */
static struct stored *stored_of(lua_State *lua, const struct arena *arena)
{
    const struct plugins *host = plugin_of(lua)->host;
    return host->own && stored_is_in(host->stored, arena) ? host->stored : NULL;
}

/* What stands before `end`, from the beginning of a letter on. */
static const char *words_before(struct arena *arena, text value, size_t end)
{
    enum { SHOWN = 40 };
    text before = text_slice(value, 0, end);
    return text_to_string(
        arena, text_from(before, text_code_point_from(before, end > SHOWN ? end - SHOWN : 0)));
}

static text checked_text(lua_State *lua, text value, struct arena *arena)
{
    struct stored *stored = stored_of(lua, arena);
    text found = stored ? stored_find(stored, value) : TEXT_NONE;
    if (found.bytes)
        return found;
    size_t fault = text_find_invalid_utf8(value);
    if (fault != SIZE_MAX)
        luaL_error(lua, "the text is not UTF-8 at the end of '%s': was it cut inside a letter?",
            words_before(arena, value, fault + 1));
    fault = text_find_byte(value, '\0', 0);
    if (fault != SIZE_MAX)
        luaL_error(lua, "a NUL byte stands behind '%s'", words_before(arena, value, fault));
    budget_ask(lua, value.length);
    text copy = text_copy(arena, value);
    if (stored)
        stored_add(stored, copy);
    return copy;
}

/* `piece` was just made, after `before`; or one of the same bytes. All empty ones are the same. */
static const void *once(struct conversion *conversion, char *before, const void *piece, size_t size)
{
    static const struct value_map_entry nothing;
    struct stored *stored = stored_of(conversion->lua, conversion->arena);
    if (!size)
        return &nothing;
    return stored ? stored_piece(stored, conversion->arena, before, piece, size) : piece;
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

/* Puts a value into zeroed memory so that equal values are equal bytes, whatever lay about in a union. */
static void put(struct value *place, struct value value)
{
    place->kind = value.kind;
    place->is_safe = value.is_safe;
    switch ((enum value_kind)value.kind) {
    case VALUE_BOOL: place->as.boolean = value.as.boolean; break;
    case VALUE_INTEGER: place->as.integer = value.as.integer; break;
    case VALUE_FLOAT: place->as.floating = value.as.floating; break;
    case VALUE_TEXT: place->as.text = value.as.text; break;
    case VALUE_DATE: place->as.date = value.as.date; break;
    case VALUE_LIST: place->as.list = value.as.list; break;
    case VALUE_MAP: place->as.map = value.as.map; break;
    case VALUE_OBJECT: place->as.object = value.as.object; break;
    case VALUE_UNDEFINED:
    case VALUE_NONE:
    case VALUE_CALLABLE: break;
    }
}

/* Answers of site:related end with the call; all other things are the model's. */
static const void *thing_that_stays(
    struct conversion *conversion, const void *pointer, const struct object_type *type)
{
    return type == &related_type ? related_copy(conversion->arena, pointer) : pointer;
}

/* The type of all things of a list that has nothing else, or NULL. */
static const struct object_type *type_of_all(lua_State *lua, int index, size_t count)
{
    const struct object_type *type = NULL;
    for (size_t i = 0; i < count; i++) {
        lua_rawgeti(lua, index, (lua_Integer)i + 1);
        const struct object_type *own =
            bindings_kind(lua, -1) == BOUND_OBJECT ? bindings_object(lua, lua_gettop(lua))->type : NULL;
        lua_pop(lua, 1);
        if (!own || (type && own != type))
            return NULL;
        type = own;
    }
    return type;
}

static struct value finish_list(struct conversion *conversion, char *before, const struct value_list *list)
{
    struct value_list *made = arena_new(conversion->arena, struct value_list);
    *made = *list;
    return value_list(once(conversion, before, made, sizeof *made));
}

static struct value convert_objects(
    struct conversion *conversion, int index, size_t count, const struct object_type *type)
{
    lua_State *lua = conversion->lua;
    char *before = arena_position(conversion->arena);
    const void **objects = (const void **)arena_alloc_array(conversion->arena, count, sizeof(const void *));
    for (size_t i = 0; i < count; i++) {
        lua_rawgeti(lua, index, (lua_Integer)i + 1);
        objects[i] = thing_that_stays(conversion, bindings_object(lua, lua_gettop(lua))->pointer, type);
        lua_pop(lua, 1);
    }
    conversion->left -= count;
    return finish_list(conversion, before,
        &(struct value_list){ .count = count,
            .objects = (const void *const *)once(conversion, before, objects, count * sizeof *objects),
            .type = type });
}

static struct value convert_list(struct conversion *conversion, int index, int depth)
{
    lua_State *lua = conversion->lua;
    size_t count = lua_rawlen(lua, index);
    char *before = arena_position(conversion->arena);
    if (count > conversion->left)
        luaL_error(lua, "the value is too large to be given back");
    const struct object_type *type = type_of_all(lua, index, count);
    if (type)
        return convert_objects(conversion, index, count, type);
    struct value *items = arena_new_array(conversion->arena, struct value, count);
    for (size_t i = 0; i < count; i++) {
        lua_rawgeti(lua, index, (lua_Integer)i + 1);
        put(&items[i], convert(conversion, lua_gettop(lua), depth));
        lua_pop(lua, 1);
    }
    return finish_list(conversion, before,
        &(struct value_list){
            .count = count, .items = once(conversion, before, items, count * sizeof *items) });
}

/* 1 and "1" are two keys to Lua, and here one: what the second leads to would be lost. */
static void refuse_equal_keys(lua_State *lua, const struct value_map *map)
{
    for (size_t i = 0; i < map->count; i++)
        if (value_map_find(map, map->entries[i].key) != &map->entries[i].value)
            luaL_error(lua,
                "a table that is given back has the key '%s' as a number and as a text; use texts",
                text_to_string(budget_scratch(lua), map->entries[i].key));
}

static struct value convert_pairs(struct conversion *conversion, int index, int depth)
{
    lua_State *lua = conversion->lua;
    size_t count = sandbox_push_sorted_keys(lua, index);
    int keys = lua_gettop(lua);
    bool has_numbers = false;
    char *before = arena_position(conversion->arena);
    if (count > conversion->left)
        luaL_error(lua, "the value is too large to be given back");
    struct value_map_entry *entries = arena_new_array(conversion->arena, struct value_map_entry, count);
    for (size_t i = 0; i < count; i++) {
        lua_rawgeti(lua, keys, (lua_Integer)i + 1);
        lua_pushvalue(lua, -1);
        if (lua_type(lua, -1) != LUA_TSTRING && lua_type(lua, -1) != LUA_TNUMBER)
            luaL_error(
                lua, "a table that is given back has a %s as a key; use texts", bindings_type_name(lua, -1));
        has_numbers |= lua_type(lua, -1) == LUA_TNUMBER;
        entries[i].key = checked_text(lua, plugin_text(lua, -1), conversion->arena);
        lua_pop(lua, 1);
        lua_rawget(lua, index);
        put(&entries[i].value, convert(conversion, lua_gettop(lua), depth));
        lua_pop(lua, 1);
    }
    lua_pop(lua, 1);
    struct value map =
        value_map_of(conversion->arena, once(conversion, before, entries, count * sizeof *entries), count);
    if (has_numbers)
        refuse_equal_keys(lua, map.as.map);
    map.as.map = once(conversion, before, map.as.map, sizeof *map.as.map);
    return map;
}

static struct value copy_value(struct conversion *conversion, const struct value *value, int depth);

static struct value copy_list(struct conversion *conversion, const struct value_list *list, int depth)
{
    struct value_list *copy = arena_new(conversion->arena, struct value_list);
    *copy = *list;
    if (list->objects) {
        const void **objects =
            (const void **)arena_alloc_array(conversion->arena, list->count, sizeof(const void *));
        for (size_t i = 0; i < list->count; i++)
            objects[i] = thing_that_stays(conversion, list->objects[i], list->type);
        copy->objects = (const void *const *)objects;
        return value_list(copy);
    }
    struct value *items = arena_new_array(conversion->arena, struct value, list->count);
    for (size_t i = 0; i < list->count; i++)
        put(&items[i], copy_value(conversion, &list->items[i], depth));
    copy->items = items;
    return value_list(copy);
}

static struct value copy_map(struct conversion *conversion, const struct value_map *map, int depth)
{
    struct value_map_entry *entries = arena_new_array(conversion->arena, struct value_map_entry, map->count);
    for (size_t i = 0; i < map->count; i++) {
        entries[i].key = text_copy(conversion->arena, map->entries[i].key);
        put(&entries[i].value, copy_value(conversion, &map->entries[i].value, depth));
    }
    return value_map_of(conversion->arena, entries, map->count);
}

/* What lies in the plugin's own memory, or in that of a page, is not there for whoever gets it. */
static struct value copy_value(struct conversion *conversion, const struct value *value, int depth)
{
    struct value copy = *value;
    if (depth == 0 || conversion->left-- == 0)
        luaL_error(conversion->lua, "the value is too large or nested too deep to be given back");
    if (value->kind == VALUE_TEXT)
        copy.as.text = text_copy(conversion->arena, value->as.text);
    else if (value->kind == VALUE_LIST)
        copy = copy_list(conversion, value->as.list, depth - 1);
    else if (value->kind == VALUE_MAP)
        copy = copy_map(conversion, value->as.map, depth - 1);
    else if (value->kind == VALUE_OBJECT)
        copy.as.object.pointer =
            thing_that_stays(conversion, value->as.object.pointer, value->as.object.type);
    else if (value->kind == VALUE_DATE) {
        struct date *date = arena_new(conversion->arena, struct date);
        *date = *value->as.date;
        copy.as.date = date;
    }
    return copy;
}

static struct value convert_bound_list(struct conversion *conversion, const struct bound_list *list)
{
    if (!list->texts) {
        struct value whole = value_list(&list->list);
        if (list->generation != LIFE_PERMANENT)
            return copy_value(conversion, &whole, DEPTH_LIMIT);
        struct value_list *copy = arena_new(conversion->arena, struct value_list);
        *copy = list->list;
        return value_list(copy);
    }
    struct value *items = arena_new_array(conversion->arena, struct value, list->list.count);
    for (size_t i = 0; i < list->list.count; i++)
        items[i] = list->are_markup ? value_safe_text(list->texts[i]) : value_text(list->texts[i]);
    return value_list_of(conversion->arena, items, list->list.count);
}

static struct value convert_bound_map(struct conversion *conversion, const struct bound_map *map)
{
    struct value whole = value_map(map->map);
    return map->generation == LIFE_PERMANENT ? whole : copy_value(conversion, &whole, DEPTH_LIMIT);
}

static struct value convert_bound(struct conversion *conversion, int index)
{
    lua_State *lua = conversion->lua;
    switch (bindings_kind(lua, index)) {
    case BOUND_OBJECT: {
        const struct bound_object *object = bindings_object(lua, index);
        return value_object(thing_that_stays(conversion, object->pointer, object->type), object->type);
    }
    case BOUND_LIST: return convert_bound_list(conversion, bindings_list(lua, index));
    case BOUND_MAP: return convert_bound_map(conversion, bindings_map(lua, index));
    case BOUND_DATE: {
        struct date *date = arena_new(conversion->arena, struct date);
        *date = *bindings_date(lua, index);
        return value_date(date);
    }
    case BOUND_MARKUP:
        return value_safe_text(checked_text(lua, bindings_markup(lua, index), conversion->arena));
    case BOUND_NOT: break;
    }
    luaL_error(lua, "a %s cannot be given back", bindings_type_name(lua, index));
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
        luaL_error(lua, "%s must be text, found a %s", what, bindings_type_name(lua, index));
    lua_pushvalue(lua, index);
    text value = checked_text(lua, plugin_text(lua, -1), arena);
    lua_pop(lua, 1);
    return value;
}

text convert_markup(lua_State *lua, int index, struct arena *arena)
{
    int type = lua_type(lua, index);
    if (type == LUA_TNIL || type == LUA_TNONE)
        return TEXT_NONE;
    if (bindings_kind(lua, index) == BOUND_MARKUP)
        return checked_text(lua, bindings_markup(lua, index), arena);
    if (type != LUA_TSTRING && type != LUA_TNUMBER)
        luaL_error(
            lua, "what a shortcode returns must be markup, found a %s", bindings_type_name(lua, index));
    struct buffer *out = &plugin_of(lua)->markup;
    buffer_reset(out);
    buffer_append_literal(out, "<p>");
    bindings_append_html(lua, index, out);
    buffer_append_literal(out, "</p>\n");
    return checked_text(lua, buffer_text(out), arena);
}
