/* SPDX-License-Identifier: MIT */
/* What all kinds share: metatables that say their kind, pushing any value, and telling things apart. */
#include "plugin/bindings.h"
#include "base/count.h"
#include "base/readings.h"
#include "base/escape.h"
#include "plugin/budget.h"
#include "plugin/sandbox.h"

enum { HTML_DEPTH = 20 };

void bindings_new_metatable(lua_State *lua, const char *name)
{
    lua_newtable(lua);
    lua_pushstring(lua, name);
    lua_setfield(lua, -2, "__name");
    lua_pushstring(lua, name);
    lua_setfield(lua, -2, "__metatable");
}

void bindings_open_kind(lua_State *lua, enum bound_kind kind, const char *name, const luaL_Reg *functions)
{
    bindings_new_metatable(lua, name);
    luaL_setfuncs(lua, functions, 0);
    plugin_of(lua)->metatables[kind] = luaL_ref(lua, LUA_REGISTRYINDEX);
}

void bindings_open(lua_State *lua)
{
    bindings_open_lists(lua);
    bindings_open_maps(lua);
    bindings_open_dates(lua);
    bindings_open_markup(lua);
}

enum bound_kind bindings_kind(lua_State *lua, int index)
{
    if (lua_type(lua, index) != LUA_TUSERDATA)
        return BOUND_NOT;
    return *(const enum bound_kind *)lua_touserdata(lua, index);
}

const char *bindings_type_name(lua_State *lua, int index)
{
    switch (bindings_kind(lua, index)) {
    case BOUND_OBJECT: return "thing of the archive";
    case BOUND_LIST: return "list of the archive";
    case BOUND_MAP: return "map of the archive";
    case BOUND_DATE: return "date";
    case BOUND_MARKUP: return "piece of markup";
    case BOUND_NOT: break;
    }
    return lua_isnone(lua, index) ? "nil" : luaL_typename(lua, index); /* not "found a no value" */
}

void bindings_check_life(lua_State *lua, uint64_t generation, const char *what)
{
    if (generation > LIFE_OF_STATE && generation != plugin_of(lua)->generation)
        luaL_error(lua,
            "this %s belonged to a call that is over; keep what you need of it as text or numbers", what);
}

void *bindings_new(lua_State *lua, enum bound_kind kind, size_t size, int user_values)
{
    void *memory = lua_newuserdatauv(lua, size, user_values);
    lua_rawgeti(lua, LUA_REGISTRYINDEX, plugin_of(lua)->metatables[kind]);
    lua_setmetatable(lua, -2);
    return memory;
}

int bindings_refuse_writing(lua_State *lua)
{
    enum bound_kind kind = bindings_kind(lua, 1);
    bool is_one_of_many = kind == BOUND_LIST || kind == BOUND_MAP || kind == BOUND_DATE;
    luaL_getmetafield(lua, 1, "__name");
    return luaL_error(lua, "%s%s is read-only; what a hook adds it returns", is_one_of_many ? "a " : "",
        lua_tostring(lua, -1));
}

/* Pages, listings and the loops of layouts may be made for one output, answers of site:related are made for
 * one call; everything else is the model's, once the site is put together. */
static uint64_t life_of(lua_State *lua, const struct object_type *type, uint64_t generation)
{
    return type->life == OBJECT_PASSES || !plugin_of(lua)->host->site ? generation : LIFE_PERMANENT;
}

void bindings_push(lua_State *lua, const struct value *value, uint64_t generation)
{
    const struct object_type *type = value->kind == VALUE_OBJECT ? value->as.object.type : NULL;
    switch ((enum value_kind)value->kind) {
    case VALUE_BOOL: lua_pushboolean(lua, value->as.boolean); return;
    case VALUE_INTEGER: lua_pushinteger(lua, value->as.integer); return;
    case VALUE_FLOAT: lua_pushnumber(lua, value->as.floating); return;
    case VALUE_TEXT:
        if (value->is_safe)
            bindings_push_markup(lua, value->as.text);
        else
            plugin_push_text(lua, value->as.text);
        return;
    case VALUE_DATE: bindings_push_date(lua, value->as.date); return;
    case VALUE_LIST:
        *(struct bound_list *)bindings_new(lua, BOUND_LIST, sizeof(struct bound_list), 0) =
            (struct bound_list){ .kind = BOUND_LIST, .list = *value->as.list, .generation = generation };
        return;
    case VALUE_MAP:
        *(struct bound_map *)bindings_new(lua, BOUND_MAP, sizeof(struct bound_map), 0) =
            (struct bound_map){ BOUND_MAP, value->as.map, false, generation };
        return;
    case VALUE_OBJECT:
        bindings_push_object(lua, value->as.object.pointer, type, life_of(lua, type, generation));
        return;
    case VALUE_UNDEFINED:
    case VALUE_NONE:
    case VALUE_CALLABLE: break;
    }
    lua_pushnil(lua);
}

static bool identify_object(const struct bound_object *object, text *words)
{
    static const char *const names[] = { "id", "address", "path", "slug", "url", "src" };
    struct value value = value_none();
    for (size_t i = 0; i < COUNT(names) && (value.kind != VALUE_TEXT || !value.as.text.length); i++) {
        const struct field *field = object_field(object->type, text_of(names[i]));
        if (field && field->kind == FIELD_TEXT)
            value = field_value(field, object->pointer, NULL);
    }
    *words = value.kind == VALUE_TEXT ? value.as.text : object_label(object->pointer, object->type);
    return words->bytes;
}

bool bindings_identity(lua_State *lua, int index, text *kind, text *words)
{
    switch (bindings_kind(lua, index)) {
    case BOUND_OBJECT: {
        const struct bound_object *object = bindings_object(lua, index);
        *kind = text_of(object->type->name);
        plugin_note_reading(plugin_of(lua)->host, object->pointer, object->type, 1u << PART_FACTS);
        return identify_object(object, words);
    }
    case BOUND_DATE:
        *kind = TEXT("date");
        *words = date_rfc3339(budget_scratch(lua), bindings_date(lua, index));
        return true;
    case BOUND_MARKUP:
        *kind = TEXT("markup");
        *words = bindings_markup(lua, index);
        return true;
    case BOUND_NOT:
    case BOUND_LIST:
    case BOUND_MAP: break;
    }
    return false;
}

static void append_items(lua_State *lua, int index, lua_Integer count, struct buffer *out, int depth);
static lua_Integer last_item(lua_State *lua, int index);

static void append_html(lua_State *lua, int index, struct buffer *out, int depth)
{
    int type = lua_type(lua, index);
    if (type == LUA_TSTRING) {
        text words = plugin_text(lua, index);
        budget_ask_for(lua, out, words.length);
        escape_html(out, words);
        return;
    }
    if (type == LUA_TNIL || type == LUA_TBOOLEAN)
        return;
    enum bound_kind kind = bindings_kind(lua, index);
    if (kind == BOUND_MARKUP) {
        text markup = bindings_markup(lua, index);
        budget_ask_for(lua, out, markup.length);
        buffer_append(out, markup);
    } else if (type == LUA_TTABLE || kind == BOUND_LIST) {
        if (depth == 0)
            luaL_error(lua, "lists inside lists are nested too deep for HTML");
        append_items(lua, index, last_item(lua, index), out, depth - 1);
    } else if (type == LUA_TNUMBER || kind == BOUND_OBJECT || kind == BOUND_DATE) {
        sandbox_push_as_text(lua, index);
        escape_html(out, plugin_text(lua, -1));
        lua_pop(lua, 1);
    } else {
        luaL_error(lua, "a %s cannot become HTML", bindings_type_name(lua, index));
    }
}

/* Items may be nil between others (`cond and x or nil`), so a table's largest number counts, not its length.
 * Other keys would be lost: an error, but for the `n` of table.pack. */
static lua_Integer last_item(lua_State *lua, int index)
{
    if (lua_type(lua, index) != LUA_TTABLE)
        return luaL_len(lua, index);
    lua_Integer last = 0;
    for (lua_pushnil(lua); lua_next(lua, index); lua_pop(lua, 1)) {
        lua_Integer number = lua_isinteger(lua, -2) ? lua_tointeger(lua, -2) : 0;
        bool is_count = lua_type(lua, -2) == LUA_TSTRING && text_equal(plugin_text(lua, -2), TEXT("n"));
        if (number < 1 && !is_count)
            luaL_error(lua, "a list that becomes HTML has items from 1 on; found the key '%s'",
                sandbox_shown(lua, -2));
        last = number > last ? number : last;
    }
    return last;
}

/* Tables are read without their metatables: code of theirs could make markup in the same buffer. */
static void append_items(lua_State *lua, int list, lua_Integer count, struct buffer *out, int depth)
{
    bool is_table = lua_istable(lua, list);
    luaL_checkstack(lua, 8, NULL);
    if (count > 10 * 1000 * 1000)
        luaL_error(lua, "a list of %I items is too long for HTML", (LUAI_UACINT)count);
    for (lua_Integer i = 1; i <= count; i++) {
        if (is_table)
            lua_rawgeti(lua, list, i);
        else
            lua_geti(lua, list, i);
        append_html(lua, lua_gettop(lua), out, depth);
        lua_pop(lua, 1);
    }
}

void bindings_append_html(lua_State *lua, int index, struct buffer *out)
{
    append_html(lua, lua_absindex(lua, index), out, HTML_DEPTH);
}

void bindings_append_items(lua_State *lua, int index, lua_Integer count, struct buffer *out)
{
    append_items(lua, lua_absindex(lua, index), count, out, HTML_DEPTH - 1);
}
