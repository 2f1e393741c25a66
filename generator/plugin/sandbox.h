/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_PLUGIN_SANDBOX_H
#define BRIEF_PLUGIN_SANDBOX_H
/*
 * sandbox: the names a plugin sees. They are copied one by one from Lua's own libraries by a list, so that a
 * name that is not on the list does not exist; some are replaced by versions that do the same on every
 * machine and in every run. The sandbox guards against accidents and against plugins that reach further than
 * they should; docs/plugins.md says what it is no protection from.
 */
#include "plugin/plugin.h"

/* Fills the fresh state's globals. Called inside a protected call. */
void sandbox_open(lua_State *lua);
/* Same numbers from math.random for the same plugin and subject. */
void sandbox_seed(lua_State *lua, text subject);
/* Where math.random stands between two numbers, in Lua's own memory, the same userdata in every call. */
const void *sandbox_random_state(lua_State *lua);
/* Compiles one of the plugin files, text only, and leaves the chunk on the stack; or false and Lua's message.
 */
bool sandbox_compile(lua_State *lua, const struct plugin_file *file);

/* The pieces of the sandbox; each sets its functions in the table on top of the stack (the globals). */
void sandbox_open_order(lua_State *lua); /* pairs, ipairs, next */
void sandbox_open_sort(lua_State *lua);  /* table.sort */
void sandbox_open_text(
    lua_State *lua); /* tostring, print, string.format, string.rep and the pattern functions */
void sandbox_open_calls(lua_State *lua); /* pcall, xpcall, setmetatable, require */
void sandbox_open_time(lua_State *lua);  /* os.date, os.time */

/*
 * Leaves a list of the keys of the table at `index` on the stack, numbers first, then texts by byte, then
 * booleans, then things of the model by what identifies them, and returns how many; raises an error for keys
 * that have no order.
 */
size_t sandbox_push_sorted_keys(lua_State *lua, int index);
/* Pushes the table of what `require` has loaded, by name. */
void sandbox_push_modules(lua_State *lua);
/* Pushes the value at `index` as text, without addresses. */
void sandbox_push_as_text(lua_State *lua, int index);
/* The same as a string for messages, until the call is over. */
const char *sandbox_shown(lua_State *lua, int index);
/* With room for how many of `count` items a table is made: a metatable can claim any length. */
int sandbox_room(size_t count);
/* Sets `function` under `name` in the table on top of the stack. */
void sandbox_set(lua_State *lua, const char *name, lua_CFunction function);
#endif
