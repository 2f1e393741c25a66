/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_PLUGIN_PLUGIN_H
#define BRIEF_PLUGIN_PLUGIN_H
/*
 * plugin: one plugin and its Lua state. Private to this room. Everything that runs Lua code goes through
 * plugin_call_run, which protects it, gives it its budgets and turns its errors into diagnostics.
 */
#include "base/arena.h"
#include "base/list.h"
#include "base/readings.h"
#include "plugin/files.h"
#include "plugin/host.h"
#include "plugin/pool.h"
#include <lauxlib.h>
#include <lua.h>

/* What a userdata stands for; bindings.h. */
enum bound_kind { BOUND_NOT, BOUND_OBJECT, BOUND_LIST, BOUND_MAP, BOUND_DATE, BOUND_MARKUP };
enum { BOUND_KINDS = BOUND_MARKUP + 1 };

/* A line of Lua. */
struct lua_place {
    const struct plugin_file *file; /* NULL: unknown */
    size_t line;                    /* 0: unknown */
};

/* What one call may use; budget.c. */
struct budget {
    struct pool pool;
    size_t memory_used, memory_limit;
    void *stack; /* Lua's own, a block of the pool; NULL: it is never moved */
    bool is_finding_stack;
    struct lua_place memory_refused_at;
    int64_t instructions_left;
    bool is_spent;
    struct lua_place spent_at;
};

struct plugin_call;
struct loading;
struct stored;

struct plugin {
    struct plugins *host;
    const struct plugin_file *file;
    text name;
    size_t number; /* its place among those that were loaded */
    lua_State *lua;
    struct budget budget;
    int table;                   /* registry reference of what the plugin's file returned */
    int options;                 /* the same of the checked options, as Lua sees them */
    int metatables[BOUND_KINDS]; /* the same, of all but things of the model */
    bool has[HOOK_COUNT];
    bool is_broken;                /* loading or prepare failed, or a call did not end: not called again */
    uint64_t generation;           /* of the call at hand, greater for each; see bindings.h */
    struct plugin_call *call;      /* the call at hand, NULL between calls */
    const struct loading *loading; /* the module whose file is running; sandbox_calls.c */
    struct arena scratch;          /* for one call, never beyond it; budget_scratch */
    struct arena work;             /* for one function of brief's that a plugin calls; budget_work */
    struct arena kept;             /* as long as the state */
    struct buffer markup;          /* for making markup, reused */
    struct buffer address;         /* for escaping one address, reused */
    text call_names[HOOK_COUNT];   /* plugin_call_what of the hooks called so far; in `kept` */
    bool is_watched;               /* state.h: has kept nothing since it was looked at */
    uint64_t state;                /* what it had kept then */
    uint64_t watched_calls;
};

/* Memoized functions that call each other; deeper ones are called each time. */
enum { MEMOIZE_DEPTH = 8 };

struct plugins {
    struct arena *arena;
    struct plugins_input input;
    const struct site *site;       /* NULL before plugins_prepare */
    struct related_index *related; /* NULL until somebody asks */
    bool asks_what_is_related;     /* seen from the text of the files */
    struct plugin_services services;
    const struct article *own;                       /* whose hooks run, or NULL */
    struct stored *stored;                           /* what these gave back; NULL before the first */
    struct arena passing;                            /* for the hooks of one article */
    struct readings *readings;                       /* gets what the call at hand reads; may be NULL */
    struct readings memoize_readings[MEMOIZE_DEPTH]; /* of the memoized functions that are running */
    size_t memoize_depth;                            /* how many they are */
    bool is_silent;                                  /* what is read now is read by brief itself */
    struct plugin_heartbeat *heartbeat;
    struct plugin_files files;
    struct {
        struct plugin **items;
        size_t count, capacity;
    } list;
    struct plugin_functions {
        const struct plugin_function **items; /* sorted by name */
        size_t count, capacity;
    } functions[GROUP_COUNT];
};

/* One run of Lua code. */
struct plugin_call {
    struct plugin *plugin;
    enum hook hook; /* HOOK_COUNT: the file itself is loaded */
    text what;      /* "hook 'article'" */
    struct plugin_subject subject;
    struct arena *arena; /* for results */
    struct diagnostics *diagnostics;
    /* Runs inside the protected call with an empty stack: pushes, calls and takes the results. May raise Lua
     * errors. */
    void (*body)(lua_State *lua, struct plugin_call *call);
    void *data;
    /* Set by plugin_push_function: where to point when the function has returned. */
    struct lua_place function_at;
    size_t held_before; /* budget_begin: what its arenas had handed out */
};

/* Runs the call; false after reporting why it failed. call.c */
bool plugin_call_run(struct plugin_call *call);
/* Makes a state, runs the file and checks the table it returns. False after reporting. load.c */
bool plugin_load(
    struct plugin *plugin, const struct plugin_setting *setting, struct diagnostics *diagnostics);
/* Pushes a hook (name absent) or a function of a group; inside a call. call.c */
void plugin_push_function(lua_State *lua, enum hook hook, text name);
/* "hook 'article'", "filter 'shout'". call.c */
text plugin_call_what(struct arena *arena, enum hook hook, text name);

/* Parts of its own article that a hook `article` reads without their counting for other articles' hooks: it
 * runs again whenever its article changes. Facts are read of others, too, and seldom change. */
enum { READ_OF_OWN = 1 << PART_BODY | 1 << PART_TIES | 1 << PART_WORDS };

/* Says that a plugin reads parts of a thing; object NULL: of any of that type, which no call is told. host.c
 */
void plugin_note_reading(
    struct plugins *plugins, const void *object, const struct object_type *type, uint32_t parts);
/* Says that a plugin reads what decides about the words of a value (readings_note_words). host.c */
void plugin_note_words(struct plugins *plugins, const struct value *value);

static inline struct plugin *plugin_of(lua_State *lua)
{
    return *(struct plugin **)lua_getextraspace(lua);
}

/* A Lua string, borrowed as long as it is on the stack. Numbers are turned into strings in place. Else
 * absent. */
static inline text plugin_text(lua_State *lua, int index)
{
    size_t length = 0;
    const char *bytes = lua_tolstring(lua, index, &length);
    return (text){ bytes, length };
}

static inline void plugin_push_text(lua_State *lua, text value)
{
    lua_pushlstring(lua, value.bytes ? value.bytes : "", value.length);
}
#endif
