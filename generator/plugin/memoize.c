/* SPDX-License-Identifier: MIT */
#include "plugin/memoize.h"
#include "plugin/bindings.h"
#include "plugin/budget.h"

enum { ENTRY_LIMIT = 20000 };

/* The value that was given is its user value. */
struct entry {
    size_t reading_count;
    struct reading readings[];
};

struct memoizing memoizing_now(const struct plugins *plugins)
{
    return (struct memoizing){ plugins->memoize_depth, plugins->readings };
}

/* What was read so far counts for whoever asked. */
void memoizing_return(struct plugins *plugins, struct memoizing outer)
{
    while (plugins->memoize_depth > outer.depth) {
        const struct readings *inner = &plugins->memoize_readings[--plugins->memoize_depth];
        struct readings *around = plugins->memoize_depth > outer.depth
                                      ? &plugins->memoize_readings[plugins->memoize_depth - 1]
                                      : outer.readings;
        readings_note_all(around, inner->items, inner->count);
    }
    plugins->readings = outer.readings;
}

static void append_bytes(struct buffer *key, const void *bytes, size_t length)
{
    buffer_append(key, (text){ bytes, length });
}

static void append_argument(lua_State *lua, int index, struct buffer *key)
{
    int type = lua_type(lua, index);
    enum bound_kind kind = bindings_kind(lua, index);
    buffer_append_byte(key, (char)('0' + type));
    if (type == LUA_TSTRING) {
        text words = plugin_text(lua, index);
        append_bytes(key, &words.length, sizeof words.length);
        budget_ask(lua, words.length);
        buffer_append(key, words);
    } else if (type == LUA_TBOOLEAN) {
        buffer_append_byte(key, lua_toboolean(lua, index) ? '1' : '0');
    } else if (lua_isinteger(lua, index)) {
        lua_Integer integer = lua_tointeger(lua, index);
        buffer_append_byte(key, 'i');
        append_bytes(key, &integer, sizeof integer);
    } else if (type == LUA_TNUMBER) {
        lua_Number number = lua_tonumber(lua, index);
        buffer_append_byte(key, 'f');
        append_bytes(key, &number, sizeof number);
    } else if (kind == BOUND_OBJECT && bindings_object(lua, index)->generation == LIFE_PERMANENT) {
        const struct bound_object *object = bindings_object(lua, index);
        append_bytes(key, &object->pointer, sizeof object->pointer);
        append_bytes(key, &object->type, sizeof object->type);
    } else if (kind == BOUND_OBJECT) {
        luaL_error(lua,
            "argument %d of a memoized function is a thing of this call alone; give what matters of it, such "
            "as its id",
            index);
    } else if (type != LUA_TNIL && !(kind == BOUND_MAP && bindings_map(lua, index)->is_options)) {
        luaL_error(lua,
            "argument %d of a memoized function is a %s; it takes texts, numbers, booleans, things of the "
            "archive and the options",
            index, bindings_type_name(lua, index));
    }
}

static void push_key(lua_State *lua, int count)
{
    struct buffer key;
    buffer_init(&key, budget_work(lua, 0));
    for (int i = 1; i <= count; i++)
        append_argument(lua, i, &key);
    plugin_push_text(lua, buffer_text(&key));
}

static bool is_plain(lua_State *lua, int index)
{
    int type = lua_type(lua, index);
    return type == LUA_TNIL || type == LUA_TBOOLEAN || type == LUA_TNUMBER || type == LUA_TSTRING ||
           bindings_kind(lua, index) == BOUND_MARKUP;
}

/* What hooks make of articles is another thing once they have run. */
static bool has_read_late(const struct readings *readings)
{
    uint32_t parts = 0;
    for (size_t i = 0; i < readings->count; i++)
        parts |= readings->items[i].parts;
    return (parts >> PART_LATE & 1) != 0;
}

static void keep(lua_State *lua, int key, const struct readings *readings)
{
    size_t size = sizeof(struct entry) + readings->count * sizeof(struct reading);
    lua_Integer count = lua_tointeger(lua, lua_upvalueindex(MEMOIZE_COUNT));
    if (count == ENTRY_LIMIT) {
        lua_newtable(lua);
        lua_replace(lua, lua_upvalueindex(MEMOIZE_ENTRIES));
        count = 0;
    }
    lua_pushinteger(lua, count + 1);
    lua_replace(lua, lua_upvalueindex(MEMOIZE_COUNT));
    lua_pushvalue(lua, key);
    struct entry *entry = lua_newuserdatauv(lua, size, 1);
    entry->reading_count = readings->count;
    for (size_t i = 0; i < readings->count; i++)
        entry->readings[i] = readings->items[i];
    lua_pushvalue(lua, -3);
    lua_setiuservalue(lua, -2, 1);
    lua_rawset(lua, lua_upvalueindex(MEMOIZE_ENTRIES));
}

/* Leaves what the plugin's function gives for the arguments at 1 to `count`. */
static void call_function(lua_State *lua, int count)
{
    luaL_checkstack(lua, count + 8, NULL);
    lua_pushvalue(lua, lua_upvalueindex(MEMOIZE_FUNCTION));
    for (int i = 1; i <= count; i++)
        lua_pushvalue(lua, i);
    lua_call(lua, count, 1);
}

/* What is said must be said each time. While shortcodes run, the site is still being put together: what is
 * read of it then is another thing afterwards. */
static void make(lua_State *lua, int count)
{
    struct plugin *plugin = plugin_of(lua);
    struct plugins *plugins = plugin->host;
    struct memoizing outer = memoizing_now(plugins);
    struct readings *readings = &plugins->memoize_readings[plugins->memoize_depth++];
    size_t said_before = diagnostics_said(plugin->call->diagnostics);
    readings_reset(readings);
    plugins->readings = readings;
    call_function(lua, count);
    if (!is_plain(lua, -1))
        luaL_error(lua,
            "a memoized function gives text, markup, a number, a boolean or nothing, but this one a %s",
            bindings_type_name(lua, -1));
    if (diagnostics_said(plugin->call->diagnostics) == said_before && !has_read_late(readings))
        keep(lua, count + 1, readings);
    memoizing_return(plugins, outer);
}

static int call(lua_State *lua)
{
    int count = lua_gettop(lua);
    struct plugins *plugins = plugin_of(lua)->host;
    push_key(lua, count);
    lua_pushvalue(lua, -1);
    const struct entry *entry =
        lua_rawget(lua, lua_upvalueindex(MEMOIZE_ENTRIES)) == LUA_TUSERDATA ? lua_touserdata(lua, -1) : NULL;
    if (entry) {
        readings_note_all(plugins->readings, entry->readings, entry->reading_count);
        lua_getiuservalue(lua, -1, 1);
        return 1;
    }
    lua_settop(lua, count + 1);
    /* While shortcodes run, the site is still being put together: what they read is another thing later. */
    if (plugins->site && plugins->memoize_depth < MEMOIZE_DEPTH)
        make(lua, count);
    else
        call_function(lua, count);
    return 1;
}

bool memoize_is_call(lua_State *lua, int index)
{
    return lua_tocfunction(lua, index) == call;
}

int memoize(lua_State *lua)
{
    luaL_checktype(lua, 1, LUA_TFUNCTION);
    lua_settop(lua, 1);
    lua_newtable(lua);
    lua_pushinteger(lua, 0);
    lua_rotate(lua, 1, -1);
    lua_pushcclosure(lua, call, MEMOIZE_FUNCTION);
    return 1;
}
