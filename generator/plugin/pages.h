/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_PLUGIN_PAGES_H
#define BRIEF_PLUGIN_PAGES_H
/* pages: what the hook `pages` returned, as plain structs. */
#include "plugin/plugin.h"

/* Takes the list on top of the stack; raises an error for what is no page. */
void pages_take(lua_State *lua, struct plugin_call *call, struct plugin_pages *pages);
#endif
