/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_PLUGIN_OPTION_DECLARATIONS_H
#define BRIEF_PLUGIN_OPTION_DECLARATIONS_H
/*
 * option_declarations: what a plugin says of its options in its own file. Used by options.c, which holds
 * site.yml against it. Everything lives as long as the plugin.
 */
#include "plugin/plugin.h"

/* A value of one of `kinds` (bits 1 << VALUE_…) is of this type. */
struct option_type {
    const char *name;
    unsigned kinds;
    const char *example; /* in site.yml */
};

struct option {
    text name;
    const struct option_type *type; /* NULL: the declaration is wrong */
    struct value fallback;          /* none: there is no default */
    struct value choices;           /* a list, or none */
    const struct value_map *keys;   /* of a map: key → name of its type; NULL: it may have any */
    double least, most;             /* of a number, or of each in a map; infinite: there is no bound */
};

/* Reads the declarations at `index`, a table or nil, into *options, in the order of names; how many they are.
 * What is wrong is reported. */
size_t options_declared(lua_State *lua, int index, struct diagnostics *diagnostics, struct option **options);
/* NULL for a name that is none of a type. */
const struct option_type *option_type_find(text name);
bool option_type_holds(const struct option_type *type, const struct value *value);
/* Is the value among the choices, if there are any? */
bool option_has_choice(const struct option *option, const struct value *value);
/* Is the value within the bounds, if it is a number? */
bool option_has_in_range(const struct option *option, const struct value *value);
#endif
