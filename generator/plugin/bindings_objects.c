/* SPDX-License-Identifier: MIT */
/*
 * A thing of the model is a userdata. What a name means is looked up in the field table once a type. A
 * lasting thing has the fields read so far in a table, its user value; what is gone after a page or two is
 * not worth one. The userdata themselves are found again through a weak table, so that a thing can be
 * compared and used as a key.
 */
#include "plugin/bindings.h"
#include "plugin/budget.h"
#include "base/readings.h"
#include <string.h>

/* So many fields of a thing are read by most plugins: a table that grows one by one is made anew each time.
 */
enum { USUAL_FIELDS = 4 };

/* Stands in the table of a thing for a field that is none; plugins never see a light userdata. */
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
        luaL_error(lua, "expected a thing of the archive, found a %s", bindings_type_name(lua, index));
    return checked(lua, index);
}

/* Of what is made for whoever asks, texts and dates are copied into Lua, and only maps and lists are kept. */
static void push_computed(lua_State *lua, const struct bound_object *object, const struct field *field)
{
    struct plugin *plugin = plugin_of(lua);
    struct value value = field_value(field, object->pointer, budget_work(lua, 0));
    uint64_t generation = object->generation;
    if (value.kind == VALUE_MAP || value.kind == VALUE_LIST) {
        value = field_value(field, object->pointer, &plugin->kept);
        generation = generation == LIFE_PERMANENT ? LIFE_OF_STATE : generation;
    }
    bindings_push(lua, &value, generation);
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
    if (field->kind == FIELD_COMPUTED && !is_early) {
        push_computed(lua, object, field);
        return;
    }
    struct value value = is_early ? value_none() : field_value(field, object->pointer, NULL);
    bindings_push(lua, &value, object->generation);
}

static const struct bound_method *find_method(const struct object_type *type, text name)
{
    for (size_t i = 0; i < bound_method_count; i++)
        if (bound_methods[i].type == type && text_equal(name, text_of(bound_methods[i].name)))
            return &bound_methods[i];
    return NULL;
}

static const char *article_of(const struct object_type *type)
{
    return strchr("aeiou", type->name[0]) ? "an" : "a";
}

static int refuse_unknown(lua_State *lua, const struct object_type *type, text name)
{
    struct arena *arena = budget_scratch(lua);
    const char **names = arena_new_array(arena, const char *, type->field_count + bound_method_count);
    size_t count = 0;
    for (size_t i = 0; i < type->field_count; i++)
        names[count++] = type->fields[i].name;
    for (size_t i = 0; i < bound_method_count; i++)
        if (bound_methods[i].type == type)
            names[count++] = bound_methods[i].name;
    const char *shown = text_to_string(arena, name);
    const char *article = article_of(type);
    const char *nearest = diagnostic_nearest(name, names, count);
    if (nearest)
        return luaL_error(
            lua, "%s %s has no field '%s'; did you mean '%s'?", article, type->name, shown, nearest);
    return luaL_error(lua, "%s %s has no field '%s'", article, type->name, shown);
}

/* What the name at index 2 means for things of the type: a field, or NULL and the method on the stack. Names
 * are upvalue 1 of whoever asks, a table that fills itself. */
static const struct field *find_name(lua_State *lua, const struct object_type *type)
{
    lua_pushvalue(lua, 2);
    int known = lua_rawget(lua, lua_upvalueindex(1));
    if (known == LUA_TFUNCTION)
        return NULL;
    const struct field *field = lua_touserdata(lua, -1);
    lua_pop(lua, 1);
    if (field)
        return field;
    if (lua_type(lua, 2) != LUA_TSTRING)
        luaL_error(
            lua, "fields of %s are asked for by name, not by a %s", type->name, bindings_type_name(lua, 2));
    text name = plugin_text(lua, 2);
    field = object_field(type, name);
    const struct bound_method *method = field ? NULL : find_method(type, name);
    lua_pushvalue(lua, 2);
    if (field)
        lua_pushlightuserdata(lua, (void *)field);
    else if (method)
        lua_pushcfunction(lua, method->function);
    else
        refuse_unknown(lua, type, name);
    lua_rawset(lua, lua_upvalueindex(1));
    if (method)
        lua_pushcfunction(lua, method->function);
    return field;
}

/* Pushes the field at index 2 of the thing at index 1 if it was kept. */
static bool push_kept(lua_State *lua)
{
    if (lua_getiuservalue(lua, 1, 1) == LUA_TTABLE) {
        lua_pushvalue(lua, 2);
        int type = lua_rawget(lua, 3);
        if (type == LUA_TLIGHTUSERDATA)
            lua_pushnil(lua);
        if (type != LUA_TNIL)
            return true;
    }
    lua_settop(lua, 2);
    return false;
}

/* Facts only, so that nothing has to be looked up to note that they were read again. */
static bool may_be_kept(const struct object_type *type, const struct field *field)
{
    return type->life == OBJECT_LASTS && field->kind != FIELD_VALUE && field->part == PART_FACTS;
}

/* Keeps the value on top of the stack as the field at index 2 of the thing at index 1. */
static void keep(lua_State *lua)
{
    int value = lua_gettop(lua);
    if (lua_getiuservalue(lua, 1, 1) != LUA_TTABLE) {
        lua_createtable(lua, 0, USUAL_FIELDS);
        lua_pushvalue(lua, -1);
        lua_setiuservalue(lua, 1, 1);
    }
    lua_pushvalue(lua, 2);
    if (lua_isnil(lua, value))
        lua_pushlightuserdata(lua, (void *)&absent);
    else
        lua_pushvalue(lua, value);
    lua_rawset(lua, -3);
    lua_settop(lua, value);
}

static int read_field(lua_State *lua)
{
    const struct bound_object *object = checked(lua, 1);
    if (object->type->life == OBJECT_LASTS && push_kept(lua)) {
        readings_note(plugin_of(lua)->host->readings, object->pointer, 1u << PART_FACTS);
        return 1;
    }
    const struct field *field = find_name(lua, object->type);
    if (!field)
        return 1;
    push_field(lua, object, field);
    if (may_be_kept(object->type, field))
        keep(lua);
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
    const struct field *label = object_field(object->type, text_of(object->type->label_field));
    if (label)
        push_field(lua, object, label);
    if (!label || lua_isnil(lua, -1))
        lua_pushstring(lua, object->type->name);
    luaL_tolstring(lua, -1, NULL);
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

static int refuse_joining(lua_State *lua)
{
    int thing = bindings_kind(lua, 1) == BOUND_OBJECT ? 1 : 2;
    const struct object_type *type = bindings_object(lua, thing)->type;
    return luaL_error(lua, "%s %s cannot be joined with '..'; take a field of it, or write tostring(…)",
        article_of(type), type->name);
}

/* Pushes what leads from an address to the userdata of that thing, for things of a type. Weak, and its
 * metatable is that of the things too. */
static void push_things(lua_State *lua, const struct object_type *type)
{
    static const luaL_Reg functions[] = { { "__newindex", bindings_refuse_writing }, { "__eq", is_same },
        { "__concat", refuse_joining }, { "__tostring", to_text }, { "__pairs", all_fields },
        { NULL, NULL } };
    if (lua_rawgetp(lua, LUA_REGISTRYINDEX, type) == LUA_TTABLE)
        return;
    lua_pop(lua, 1);
    lua_newtable(lua);
    bindings_new_metatable(lua, type->name);
    luaL_setfuncs(lua, functions, 0);
    lua_newtable(lua);
    lua_pushcclosure(lua, read_field, 1);
    lua_setfield(lua, -2, "__index");
    lua_pushliteral(lua, "v");
    lua_setfield(lua, -2, "__mode");
    lua_setmetatable(lua, -2);
    lua_pushvalue(lua, -1);
    lua_rawsetp(lua, LUA_REGISTRYINDEX, type);
}

void bindings_push_object(
    lua_State *lua, const void *pointer, const struct object_type *type, uint64_t generation)
{
    if (!pointer) {
        lua_pushnil(lua);
        return;
    }
    luaL_checkstack(lua, 6, NULL);
    push_things(lua, type);
    if (lua_rawgetp(lua, -1, pointer) == LUA_TUSERDATA) {
        lua_replace(lua, -2);
        return;
    }
    lua_pop(lua, 1);
    struct bound_object *object = lua_newuserdatauv(lua, sizeof *object, type->life == OBJECT_LASTS);
    *object = (struct bound_object){ BOUND_OBJECT, pointer, type, generation };
    lua_getmetatable(lua, -2);
    lua_setmetatable(lua, -2);
    if (generation == LIFE_PERMANENT) {
        lua_pushvalue(lua, -1);
        lua_rawsetp(lua, -3, pointer);
    }
    lua_replace(lua, -2);
}
