/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_PLUGIN_MEMOIZE_H
#define BRIEF_PLUGIN_MEMOIZE_H
/*
 * memoize: brief.memoize(function), what a function gave before. A table of the plugin's own would hide from
 * the build what was read to fill it; here an entry holds all that the function read, which counts again for
 * whoever gets it. Which process made an entry first can thus be seen nowhere.
 */
#include "plugin/plugin.h"

/* Upvalues of a memoized function: key → entry, how many there are, the plugin's function. */
enum { MEMOIZE_ENTRIES = 1, MEMOIZE_COUNT, MEMOIZE_FUNCTION };

/* brief.memoize. */
int memoize(lua_State *lua);
/* Is the value at `index` what brief.memoize gives? */
bool memoize_is_call(lua_State *lua, int index);

/* Where readings go, for whoever catches errors in Lua code: as it is now, and as it was, once the calls in
 * between have ended one way or another. */
struct memoizing {
    size_t depth;
    struct readings *readings;
};
struct memoizing memoizing_now(const struct plugins *plugins);
void memoizing_return(struct plugins *plugins, struct memoizing before);
#endif
