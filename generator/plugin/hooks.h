/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_PLUGIN_HOOKS_H
#define BRIEF_PLUGIN_HOOKS_H
/*
 * hooks: everything that may stand in the table a plugin returns: the four hooks, the three groups of
 * functions, and the keys that describe the plugin. One table; the loader, messages and docs/plugins.md read
 * it and nothing else.
 */
#include "base/buffer.h"

enum hook {
    HOOK_PREPARE,
    HOOK_PAGES,
    HOOK_ARTICLE,
    HOOK_HTML,
    HOOK_FILTERS, /* from here on: groups of functions by name */
    HOOK_FUNCTIONS,
    HOOK_SHORTCODES,
    HOOK_COUNT
};

enum { GROUP_COUNT = HOOK_COUNT - HOOK_FILTERS };

struct hook_row {
    const char *key;       /* in the plugin's table */
    const char *one;       /* "hook", "filter", …: what one function of it is called in messages */
    const char *arguments; /* as the function gets them */
    const char *when;
    const char *returns;
};

/* One a hook, in the order of enum hook. */
extern const struct hook_row hook_rows[HOOK_COUNT];

/* The other keys of a plugin's table. */
struct plugin_key {
    const char *key;
    const char *type;
    const char *help;
};
extern const struct plugin_key plugin_keys[];
extern const size_t plugin_key_count;

/* Can a layout (a text, for a shortcode) write the name of a function of that group? */
bool hook_can_name(enum hook group, text name);
/* Is it a slot that the built-in layouts print? A plugin's markup goes there by this name. */
bool hook_is_slot(text name);

/* The slot whose name this is but for capitals, '-' and '_': `afterBody`; absent when it is none. */
text hook_slot_like(text name);

/* Appends the tables of keys, hooks and slots as Markdown, for docs/plugins.md. */
void hooks_reference(struct buffer *out);
#endif
