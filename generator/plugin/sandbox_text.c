/* SPDX-License-Identifier: MIT */
/*
 * Functions that would print addresses or not be the same in each build, and those that can run for hours:
 * before one of these begins, the line is noted in the heartbeat, so that whoever ends the process can say
 * where it was.
 */
#include "base/count.h"
#include "plugin/budget.h"
#include "base/byte.h"
#include "plugin/errors.h"
#include "plugin/sandbox.h"

enum { REPEAT_LIMIT = 64 << 20, MOVE_LIMIT = 10 * 1000 * 1000 };

/* Moving or repeating fewer takes no time that would have to be explained. */
enum { MANY = 1000 };

void sandbox_push_as_text(lua_State *lua, int index)
{
    int type = lua_type(lua, index);
    bool has_words = type == LUA_TSTRING || type == LUA_TNUMBER || type == LUA_TNIL || type == LUA_TBOOLEAN;
    if (!has_words && luaL_getmetafield(lua, index, "__tostring") != LUA_TNIL) {
        lua_pop(lua, 1);
        has_words = true;
    }
    if (has_words)
        luaL_tolstring(lua, index, NULL);
    else
        lua_pushstring(lua, luaL_typename(lua, index));
}

const char *sandbox_shown(lua_State *lua, int index)
{
    sandbox_push_as_text(lua, index);
    const char *shown = text_to_string(budget_scratch(lua), plugin_text(lua, -1));
    lua_pop(lua, 1);
    return shown;
}

static int to_text(lua_State *lua)
{
    luaL_checkany(lua, 1);
    sandbox_push_as_text(lua, 1);
    return 1;
}

static int print(lua_State *lua)
{
    int count = lua_gettop(lua);
    struct plugin *plugin = plugin_of(lua);
    for (int i = 1; i <= count; i++) {
        sandbox_push_as_text(lua, i);
        lua_replace(lua, i);
    }
    struct buffer *line = &plugin->markup;
    buffer_reset(line);
    for (int i = 1; i <= count; i++) {
        if (i > 1)
            buffer_append_byte(line, ' ');
        text words = plugin_text(lua, i);
        budget_ask_for(lua, line, words.length + 1);
        buffer_append(line, words);
    }
    budget_ask(lua, line->length);
    diagnostic_report(
        plugin->call->diagnostics, SEVERITY_NOTE, errors_span(lua), "plugin-print", buffer_text(line));
    return 0;
}

/* The argument that the conversion at `at` takes, past its flags, width and precision; '%' itself takes none.
 */
static char conversion(text format, size_t *at)
{
    size_t end = *at + 1;
    while (end < format.length &&
           (byte_is_digit(format.bytes[end]) || format.bytes[end] == '.' || format.bytes[end] == '-' ||
               format.bytes[end] == '+' || format.bytes[end] == ' ' || format.bytes[end] == '#'))
        end++;
    *at = end;
    return end < format.length ? format.bytes[end] : '\0';
}

/* string.format with %s for things without an address, and without %p. */
static int format(lua_State *lua)
{
    luaL_checkstring(lua, 1);
    text pattern = plugin_text(lua, 1);
    int argument = 1, count = lua_gettop(lua);
    for (size_t at = text_find_byte(pattern, '%', 0); at != SIZE_MAX;
         at = text_find_byte(pattern, '%', at + 1)) {
        char letter = conversion(pattern, &at);
        if (letter == 'p')
            return luaL_error(lua, "'%%p' would print an address, which differs from run to run");
        if (letter == '%' || ++argument > count)
            continue;
        if (letter == 's') {
            sandbox_push_as_text(lua, argument);
            lua_replace(lua, argument);
        }
    }
    return lua_tocfunction(lua, lua_upvalueindex(1))(lua);
}

static int repeat(lua_State *lua)
{
    lua_Integer times = luaL_checkinteger(lua, 2);
    if (times > REPEAT_LIMIT)
        return luaL_error(lua, "string.rep: at most %d times", REPEAT_LIMIT);
    if (times > MANY)
        budget_place(lua);
    return lua_tocfunction(lua, lua_upvalueindex(1))(lua);
}

/* Marks the line, then runs Lua's own function. */
static int marked(lua_State *lua)
{
    budget_place(lua);
    return lua_tocfunction(lua, lua_upvalueindex(1))(lua);
}

/* From the smallest integer to the largest there are more items than an integer holds. */
static int move(lua_State *lua)
{
    lua_Integer first = luaL_checkinteger(lua, 2), last = luaL_checkinteger(lua, 3);
    if (last > first && (lua_Unsigned)last - (lua_Unsigned)first > MOVE_LIMIT)
        return luaL_error(lua, "table.move: at most %d items", MOVE_LIMIT);
    return lua_tocfunction(lua, lua_upvalueindex(1))(lua);
}

/* With a metatable's __len a list can claim any length, another each time, and these loop over it. Where an
 * item is put or taken, all behind it move. */
static int limited(lua_State *lua)
{
    bool moves = lua_rawlen(lua, 1) > MANY && lua_isinteger(lua, 2);
    bool has_metatable = lua_getmetatable(lua, 1);
    if (moves || has_metatable)
        budget_place(lua);
    lua_settop(lua, has_metatable ? lua_gettop(lua) - 1 : lua_gettop(lua));
    if (has_metatable && luaL_len(lua, 1) > MOVE_LIMIT)
        return luaL_error(lua, "the list says that it has more than %d items", MOVE_LIMIT);
    return lua_tocfunction(lua, lua_upvalueindex(1))(lua);
}

/* How often a memoized function is called nobody knows; the numbers after it would be others. */
static int random_number(lua_State *lua)
{
    if (plugin_of(lua)->host->memoize_depth)
        return luaL_error(lua, "math.random in a memoized function would give other numbers in each build");
    lua_pushvalue(lua, lua_upvalueindex(1)); /* it has upvalues of its own */
    lua_insert(lua, 1);
    lua_call(lua, lua_gettop(lua) - 1, 1);
    return 1;
}

static const struct {
    const char *library, *name;
    lua_CFunction around; /* gets the original as its upvalue */
} wrapped[] = {
    { "string", "format", format }, { "string", "rep", repeat }, { "string", "find", marked },
    { "string", "match", marked }, { "string", "gmatch", marked }, { "string", "gsub", marked },
    { "table", "move", move }, { "table", "insert", limited }, { "table", "remove", limited },
    { "table", "concat", limited }, { "utf8", "len", marked }, { "utf8", "offset", marked },
    { "math", "random", random_number },
    /* to add one: the function and what stands around it */
};

void sandbox_open_text(lua_State *lua)
{
    sandbox_set(lua, "tostring", to_text);
    sandbox_set(lua, "print", print);
    for (size_t i = 0; i < COUNT(wrapped); i++) {
        lua_getfield(lua, -1, wrapped[i].library);
        lua_getfield(lua, -1, wrapped[i].name);
        lua_pushcclosure(lua, wrapped[i].around, 1);
        lua_setfield(lua, -2, wrapped[i].name);
        lua_pop(lua, 1);
    }
}
