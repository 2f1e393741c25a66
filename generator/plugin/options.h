/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_PLUGIN_OPTIONS_H
#define BRIEF_PLUGIN_OPTIONS_H
/* options: what a plugin lets site.yml set, checked against what site.yml says, with defaults filled in. */
#include "plugin/plugin.h"

/*
 * Reads the declaration at `index` (a table or nil), checks the setting against it, and leaves the options as
 * Lua sees them on the stack. Wrong and unknown options are reported and count as not given.
 */
void options_push(lua_State *lua, int index, const struct plugin_setting *setting);
#endif
