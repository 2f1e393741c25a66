/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_PLUGIN_BINDINGS_H
#define BRIEF_PLUGIN_BINDINGS_H
/*
 * bindings: what Lua sees of the program: things of the model, lists, maps, dates and markup, all read-only.
 * They are userdata that point into the program's memory. What is permanent (the model) may be kept; what
 * belongs to one call (a page being rendered, a filter's list) carries the number of that call and is an
 * error to use afterwards.
 */
#include "plugin/plugin.h"

/* The number of the call a thing belongs to; or that it is the model's, or was made in the plugin's own
 * memory and lasts as long as its state, in one process. */
enum { LIFE_PERMANENT, LIFE_OF_STATE };

/* Every userdata that a plugin can get hold of begins with its kind. */
struct bound_object {
    enum bound_kind kind;
    const void *pointer;
    const struct object_type *type;
    uint64_t generation;
};

/* Either `texts`, or a value list. */
struct bound_list {
    enum bound_kind kind;
    struct value_list list;
    const text *texts;
    bool are_markup; /* the texts */
    uint64_t generation;
};

struct bound_map {
    enum bound_kind kind;
    const struct value_map *map;
    bool is_options; /* a key that is not there is a mistake */
    uint64_t generation;
};

struct bound_date {
    enum bound_kind kind;
    struct date date;
};

struct bound_markup {
    enum bound_kind kind;
    size_t length;
    char bytes[];
};

/* Makes the metatables. */
void bindings_open(lua_State *lua);

/* What the value at `index` is; BOUND_NOT for all that are Lua's own. */
enum bound_kind bindings_kind(lua_State *lua, int index);
/* What that is called in a message, with "a" before it: "date", "table". */
const char *bindings_type_name(lua_State *lua, int index);
/* Pushes any value. `generation`: LIFE_PERMANENT, or the plugin's own for what ends with the call. */
void bindings_push(lua_State *lua, const struct value *value, uint64_t generation);
/* Pushes a thing of the model; the same thing is the same userdata each time. NULL pushes nil. */
void bindings_push_object(
    lua_State *lua, const void *pointer, const struct object_type *type, uint64_t generation);
/* Pushes the item of that number, from 1; nil when there is none. */
void bindings_push_item(lua_State *lua, const struct bound_list *list, lua_Integer number);
/* Pushes the options of the plugin. */
void bindings_push_options(lua_State *lua, const struct value_map *map);
/* Pushes text that is markup. */
void bindings_push_markup(lua_State *lua, text markup);
/* Pushes a date; an unset one is nil. */
void bindings_push_date(lua_State *lua, const struct date *date);
/* Pushes a text that says the date; raises an error for a conversion that is not known. */
void bindings_push_written(
    lua_State *lua, const struct date *date, text pattern, const struct date_words *words);

/* These raise an error when the value at `index` is something else, or was given to a call that has ended. */
const struct bound_object *bindings_object(lua_State *lua, int index);
const struct bound_list *bindings_list(lua_State *lua, int index);
const struct bound_map *bindings_map(lua_State *lua, int index);
const struct date *bindings_date(lua_State *lua, int index);
text bindings_markup(lua_State *lua, int index);

/*
 * What tells this thing from others in any run of the program: its type and its id, address or words. False
 * for what has no such thing (tables, functions). The texts stay as long as the value, or the call.
 */
bool bindings_identity(lua_State *lua, int index, text *kind, text *words);
/*
 * Appends the value at `index` as HTML: markup as it is, text and numbers escaped, things of the model by
 * their label, lists item by item; nil, false and true add nothing. Raises an error for maps and functions.
 * Nesting is limited.
 */
void bindings_append_html(lua_State *lua, int index, struct buffer *out);
/* The same for the items 1 to `count` of the table at `index`, for a caller who has walked it already. */
void bindings_append_items(lua_State *lua, int index, lua_Integer count, struct buffer *out);

/* Methods of the things of the model: one row a method. */
struct bound_method {
    const struct object_type *type;
    const char *name;
    const char *arguments;
    const char *help;
    lua_CFunction function; /* gets the thing as its first argument */
};
extern const struct bound_method bound_methods[];
extern const size_t bound_method_count;
/* site:related(article, weights); bindings_related.c */
int bindings_find_related(lua_State *lua);
/* brief.in_language(list, lang); bindings_versions.c */
int bindings_in_language(lua_State *lua);
/* ipairs, which asks a list for its items without a look into its metatable for each; upvalue 1 is Lua's own.
 */
int bindings_ipairs(lua_State *lua);

/* Each makes the metatable of its kind. */
void bindings_open_lists(lua_State *lua);
void bindings_open_maps(lua_State *lua);
void bindings_open_dates(lua_State *lua);
void bindings_open_markup(lua_State *lua);
/* A metatable known as `name`, left on the stack. */
void bindings_new_metatable(lua_State *lua, const char *name);
/* Makes the metatable that bindings_new gives to that kind. */
void bindings_open_kind(lua_State *lua, enum bound_kind kind, const char *name, const luaL_Reg *functions);
/* Pushes a userdata of that kind and returns its memory, in which the kind is to be set. */
void *bindings_new(lua_State *lua, enum bound_kind kind, size_t size, int user_values);
/* The error for writing to anything of ours. */
int bindings_refuse_writing(lua_State *lua);
/* Raises an error if the thing belongs to another call. */
void bindings_check_life(lua_State *lua, uint64_t generation, const char *what);
#endif
