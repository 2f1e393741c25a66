/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_PLUGIN_BUDGET_H
#define BRIEF_PLUGIN_BUDGET_H
/*
 * budget: how much a plugin may use. Memory counts over the life of a state, instructions over one call. What
 * can be stopped from inside is stopped here; what cannot (C functions of Lua that run for hours) is noted in
 * the heartbeat and ended by the process that watches it.
 */
#include "plugin/plugin.h"

enum {
    BUDGET_MEMORY_BYTES = 64 << 20,
    /* About a second of Lua on a machine of 2020: well below HEARTBEAT_LIMIT_MS, so that a loop is named by
       its line. */
    BUDGET_INSTRUCTIONS = 100 * 1000 * 1000,
};

/* Which of them a call ran into. */
enum budget_limit { BUDGET_NONE, BUDGET_OF_INSTRUCTIONS, BUDGET_OF_MEMORY };
struct budget_words {
    const char *fault, *hint;
};
/* What is said of it: nothing of BUDGET_NONE. */
struct budget_words budget_words(enum budget_limit limit);

/* The state's allocator; `plugin` is the struct plugin. Keeps to its memory limit. */
void *budget_allocate(void *plugin, void *block, size_t old_size, size_t new_size);
/* Starts counting instructions for a call. */
void budget_begin(struct plugin *plugin);
/* Stops counting. */
void budget_end(struct plugin *plugin);
/* Raises the error again that ended the budget, for whoever catches errors in Lua code. Returns if it is not
 * spent. */
void budget_check(lua_State *lua);
/* The nearest line of Lua that is running, and the same written into the heartbeat. Does not allocate. */
struct lua_place budget_place(lua_State *lua);
#endif
