/* SPDX-License-Identifier: MIT */
/*
 * A thing of the model is a userdata whose user value is a table of the fields read so far: a field is looked
 * up in the field table once and is a plain table access from then on. The userdata themselves are found
 * again through a weak table, so that a thing can be compared and used as a key.
 */
#include "plugin/bindings.h"
#include "base/readings.h"
#include <string.h>

static const char *const things_key = "things"; /* in a type's metatable: pointer → userdata, weak */

/* So many fields of a thing are read by most plugins: a table that grows one by one is made anew each time.
 */
enum { USUAL_FIELDS = 4 };

/* Stands in the cache for a field that is none; plugins never see a light userdata. */
static const char absent;

static const struct bound_object *checked(lua_State *lua, int index)
{
    const struct bound_object *object = lua_touserdata(lua, index);
    bindings_check_life(lua, object->generation, object->type->name);
    return object;
}

const struct bound_object *bindings_object(lua_State *lua, int index)
{
    if (bindings_kind(lua, index) != BOUND_OBJECT)
        luaL_error(lua, "expected a thing of the archive, found a %s", luaL_typename(lua, index));
    return checked(lua, index);
}

static void push_field(lua_State *lua, const struct bound_object *object, const struct field *field)
{
    const void *place = (const char *)object->pointer + field->offset;
    plugin_note_reading(plugin_of(lua)->host, object->pointer, object->type, 1u << field->part);
    if (field->kind == FIELD_TEXTS || field->kind == FIELD_MARKUPS || field->kind == FIELD_LIST) {
        const struct text_list *texts = place;
        const struct object_list *objects = place;
        struct bound_list *list = bindings_new(lua, BOUND_LIST, sizeof *list, 0);
        *list = (struct bound_list){ .kind = BOUND_LIST, .generation = object->generation };
        if (field->kind != FIELD_LIST) {
            list->are_markup = field->kind == FIELD_MARKUPS;
            list->list.count = texts->count;
            list->texts = texts->items;
        } else {
            list->list =
                (struct value_list){ .count = objects->count, .objects = objects->items, .type = field->of };
        }
        return;
    }
    /* Which `article` hooks have run already depends on what is built. */
    bool is_early = plugin_of(lua)->host->own && object->type == &article_type && field->part == PART_LATE;
    struct value value = is_early ? value_none() : field_value(field, object->pointer, &plugin_of(lua)->kept);
    bindings_push(lua, &value, object->generation);
}

static const struct bound_method *find_method(const struct object_type *type, text name)
{
    for (size_t i = 0; i < bound_method_count; i++)
        if (bound_methods[i].type == type && text_equal(name, text_of(bound_methods[i].name)))
            return &bound_methods[i];
    return NULL;
}

static int refuse_unknown(lua_State *lua, const struct object_type *type, text name)
{
    struct arena *arena = &plugin_of(lua)->scratch;
    const char **names = arena_new_array(arena, const char *, type->field_count + bound_method_count);
    size_t count = 0;
    for (size_t i = 0; i < type->field_count; i++)
        names[count++] = type->fields[i].name;
    for (size_t i = 0; i < bound_method_count; i++)
        if (bound_methods[i].type == type)
            names[count++] = bound_methods[i].name;
    const char *shown = text_to_string(arena, name);
    const char *article = strchr("aeiou", type->name[0]) ? "an" : "a";
    const char *nearest = diagnostic_nearest(name, names, count);
    if (nearest)
        return luaL_error(
            lua, "%s %s has no field '%s'; did you mean '%s'?", article, type->name, shown, nearest);
    return luaL_error(lua, "%s %s has no field '%s'", article, type->name, shown);
}

/* Finds the field or method `name` and leaves its value. False when it must be looked up again the next time.
 */
static bool push_named(lua_State *lua, const struct bound_object *object, text name)
{
    const struct field *field = object_field(object->type, name);
    const struct bound_method *method = field ? NULL : find_method(object->type, name);
    if (field)
        push_field(lua, object, field);
    else if (method)
        lua_pushcfunction(lua, method->function);
    else
        refuse_unknown(lua, object->type, name);
    /* article.fields is filled after prepare may have read it; what may be a hook's own is noted at every
     * reading. */
    return !field || (field->kind != FIELD_VALUE && !(1 << field->part & READ_OF_OWN));
}

static int read_field(lua_State *lua)
{
    const struct bound_object *object = checked(lua, 1);
    if (lua_getiuservalue(lua, 1, 1) == LUA_TNIL) {
        lua_pop(lua, 1);
        lua_createtable(lua, 0, USUAL_FIELDS);
        lua_pushvalue(lua, -1);
        lua_setiuservalue(lua, 1, 1);
    }
    lua_pushvalue(lua, 2);
    int type = lua_rawget(lua, 3);
    if (type == LUA_TLIGHTUSERDATA)
        lua_pushnil(lua);
    if (type != LUA_TNIL)
        return 1;
    if (lua_type(lua, 2) != LUA_TSTRING)
        return luaL_error(lua, "fields of %s are asked for by name, not by a %s", object->type->name,
            luaL_typename(lua, 2));
    if (!push_named(lua, object, plugin_text(lua, 2)))
        return 1;
    lua_pushvalue(lua, 2);
    if (lua_isnil(lua, -2))
        lua_pushlightuserdata(lua, (void *)&absent);
    else
        lua_pushvalue(lua, -2);
    lua_rawset(lua, 3);
    return 1;
}

static int is_same(lua_State *lua)
{
    const struct bound_object *a = lua_touserdata(lua, 1), *b = lua_touserdata(lua, 2);
    bool are_objects = bindings_kind(lua, 1) == BOUND_OBJECT && bindings_kind(lua, 2) == BOUND_OBJECT;
    lua_pushboolean(lua, are_objects && a->pointer == b->pointer && a->type == b->type);
    return 1;
}

static int to_text(lua_State *lua)
{
    const struct bound_object *object = checked(lua, 1);
    text label = object_label(object->pointer, object->type);
    plugin_note_reading(plugin_of(lua)->host, object->pointer, object->type, 1u << PART_FACTS);
    if (label.bytes)
        plugin_push_text(lua, label);
    else
        lua_pushstring(lua, object->type->name);
    return 1;
}

static int next_field(lua_State *lua)
{
    const struct bound_object *object = checked(lua, lua_upvalueindex(1));
    size_t at = (size_t)lua_tointeger(lua, lua_upvalueindex(2));
    for (; at < object->type->field_count; at++) {
        lua_settop(lua, 0);
        lua_pushstring(lua, object->type->fields[at].name);
        push_field(lua, object, &object->type->fields[at]);
        if (!lua_isnil(lua, 2))
            break;
    }
    lua_pushinteger(lua, (lua_Integer)at + 1);
    lua_replace(lua, lua_upvalueindex(2));
    if (at < object->type->field_count)
        return 2;
    lua_pushnil(lua);
    return 1;
}

/* Fields that are none are left out, as keys with nil are in a table. */
static int all_fields(lua_State *lua)
{
    lua_settop(lua, 1);
    lua_pushinteger(lua, 0);
    lua_pushcclosure(lua, next_field, 2);
    return 1;
}

/* The metatable of a type, made when its first thing is pushed. */
static void push_metatable(lua_State *lua, const struct object_type *type)
{
    static const luaL_Reg functions[] = { { "__index", read_field },
        { "__newindex", bindings_refuse_writing }, { "__eq", is_same }, { "__tostring", to_text },
        { "__pairs", all_fields }, { NULL, NULL } };
    if (lua_rawgetp(lua, LUA_REGISTRYINDEX, type) == LUA_TTABLE)
        return;
    lua_pop(lua, 1);
    bindings_new_metatable(lua, type->name, type);
    luaL_setfuncs(lua, functions, 0);
    lua_newtable(lua);
    lua_newtable(lua);
    lua_pushliteral(lua, "v");
    lua_setfield(lua, -2, "__mode");
    lua_setmetatable(lua, -2);
    lua_setfield(lua, -2, things_key);
}

void bindings_push_object(
    lua_State *lua, const void *pointer, const struct object_type *type, uint64_t generation)
{
    if (!pointer) {
        lua_pushnil(lua);
        return;
    }
    luaL_checkstack(lua, 6, NULL);
    push_metatable(lua, type);
    lua_getfield(lua, -1, things_key);
    if (lua_rawgetp(lua, -1, pointer) == LUA_TUSERDATA) {
        lua_replace(lua, -3);
        lua_pop(lua, 1);
        return;
    }
    lua_pop(lua, 1);
    struct bound_object *object = lua_newuserdatauv(lua, sizeof *object, 1);
    *object = (struct bound_object){ BOUND_OBJECT, pointer, type, generation };
    lua_pushvalue(lua, -3);
    lua_setmetatable(lua, -2);
    if (generation == LIFE_PERMANENT) {
        lua_pushvalue(lua, -1);
        lua_rawsetp(lua, -3, pointer);
    }
    lua_replace(lua, -3);
    lua_pop(lua, 1);
}
