/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_PLUGIN_STATE_H
#define BRIEF_PLUGIN_STATE_H
/*
 * state: what a plugin keeps between calls, in locals of its files, tables and globals. While it keeps
 * nothing that a call has put there, what a call gives follows from what that call read, and nothing else.
 */
#include "plugin/plugin.h"

/* Looks at what the plugin has kept so far; from now on calls are watched. What cannot be described (it is
 * too much, or belongs to one call) is as if something else were kept, and its digest 0. */
void state_watch(struct plugin *plugin);
/* After a call of a plugin that is watched: looks again after the first call, the second, the fourth … */
void state_follow(struct plugin *plugin);
/* Looks again; the first time that something else is kept, the plugins' on_kept is told. */
void state_check(struct plugin *plugin);
#endif
