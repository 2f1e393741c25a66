/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_PLUGIN_CONVERT_H
#define BRIEF_PLUGIN_CONVERT_H
/*
 * convert: Lua values as struct value. Texts, dates, lists and maps are copied into an arena; things of the
 * model stay what they are. The other way is bindings_push.
 */
#include "plugin/plugin.h"

/*
 * The value at `index`. A table with the keys 1 to n is a list (an empty one too), any other a map whose keys
 * are sorted. Raises an error for functions, for text that is not UTF-8 or holds a NUL byte, for tables
 * nested too deep or in a circle, and for more than a million values.
 */
struct value convert_value(lua_State *lua, int index, struct arena *arena);
/* As convert_value for a table, but always a map; texts only as keys. */
struct value convert_map(lua_State *lua, int index, struct arena *arena);
/* A copy in the arena of the text, number or markup at `index`; raises an error that names `what` for others.
 */
text convert_text(lua_State *lua, int index, struct arena *arena, const char *what);
/* What a shortcode returns: markup as it is; plain text escaped, within <p>; nil is absent. Raises an error
 * for others. */
text convert_markup(lua_State *lua, int index, struct arena *arena);
#endif
