/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_PLUGIN_BUDGET_H
#define BRIEF_PLUGIN_BUDGET_H
/*
 * budget: how much a plugin may use. Memory counts over the life of a state, instructions over one call. What
 * can be stopped from inside is stopped here; what cannot (C functions of Lua that run for hours) is noted in
 * the heartbeat and ended by the process that watches it. What functions of brief's take for a plugin counts
 * as its memory too: they ask before they take much, or what a loop may repeat.
 */
#include "plugin/plugin.h"

enum {
    BUDGET_MEMORY_BYTES = 64 << 20,
    /* About a second of Lua on a machine of 2020: well below HEARTBEAT_LIMIT_MS, so that a loop is named by
       its line. */
    BUDGET_INSTRUCTIONS = 100 * 1000 * 1000,
    /* More for hooks that see the whole archive in one call: each of its texts, word by word. */
    BUDGET_INSTRUCTIONS_OF_ARTICLE = 50 * 1000,
    /* What is made of a text as long takes so much time that a loop of few instructions may have to be ended
       from outside. */
    BUDGET_LONG_BYTES = 64 * 1024,
};

/* Lua's own words when there is no memory. */
#define BUDGET_MEMORY_ERROR "not enough memory"

/* Which of them a call ran into. */
enum budget_limit { BUDGET_NONE, BUDGET_OF_INSTRUCTIONS, BUDGET_OF_MEMORY };
struct budget_words {
    text fault;
    const char *hint;
};
/* What is said of it, when the call might take so many instructions: nothing of BUDGET_NONE. */
struct budget_words budget_words(enum budget_limit limit, int64_t instructions, struct arena *arena);
/* How many instructions the call may take. */
int64_t budget_instructions(const struct plugin_call *call);

/* The state's allocator; `plugin` is the struct plugin. Keeps to its memory limit, but for a stack that is
 * moved. */
void *budget_allocate(void *plugin, void *block, size_t old_size, size_t new_size);
/* In a new state: finds out which block its stack is, if it is one that is moved. */
void budget_find_stack(struct plugin *plugin);
/* Starts counting instructions for a call. */
void budget_begin(struct plugin *plugin);
/* Stops counting. */
void budget_end(struct plugin *plugin);
/* Raises the error again that ended the budget, for whoever catches errors in Lua code. Returns if it is not
 * spent. */
void budget_check(lua_State *lua);
/* Raises the error of a full memory unless the plugin may take so many bytes more. Notes the line of Lua when
 * they are many. */
void budget_ask(lua_State *lua, size_t bytes);
/* The plugin's arena for the call at hand, when there is room. */
struct arena *budget_scratch(lua_State *lua);
/* An arena for what a function makes of `bytes` and gives to Lua, when there is room for that: empty, and
 * emptied by the next that asks. */
struct arena *budget_work(lua_State *lua, size_t bytes);
/* Asks for room for so many bytes more, unless they are few and the buffer has it. */
static inline void budget_ask_for(lua_State *lua, const struct buffer *buffer, size_t bytes)
{
    if (bytes > buffer->capacity - buffer->length || bytes >= BUDGET_LONG_BYTES)
        budget_ask(lua, bytes);
}
/* The nearest line of Lua that is running, and the same written into the heartbeat. Does not allocate. */
struct lua_place budget_place(lua_State *lua);
#endif
