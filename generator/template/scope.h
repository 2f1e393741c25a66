/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_TEMPLATE_SCOPE_H
#define BRIEF_TEMPLATE_SCOPE_H
/*
 * scope: which names stand where, worked out while a layout is compiled, so that rendering only counts slots.
 * A scope is what Jinja gives a variable of its own: a page, a block, a loop's body, a macro, an included
 * layout.
 */
#include "template/tree.h"

struct scope_name {
    text name;
    uint32_t slot;
    bool is_used;
};

struct scope {
    const struct scope *outer; /* NULL: only the globals are further out */
    struct unit *unit;
    struct scope_name *names;
    size_t count, capacity;
    struct scope_starts *starts; /* where to note names that start with an outer value; may be NULL */
    const text *globals;
    size_t global_count;
};

/* A slot that has no name. */
uint32_t scope_add_slot(struct scope *scope);
/* The slot of the name in this very scope; a new one is noted to start with the value of the name further
 * out. */
uint32_t scope_declare(struct scope *scope, struct arena *arena, text name);
/* The same for a name that is always set before it is read: a parameter, the variable of a loop. */
struct scope_name *scope_bind(struct scope *scope, struct arena *arena, text name);
/* Declares what these statements set, so that a scope has all its names from its start. */
void scope_declare_all(struct scope *scope, struct arena *arena, const struct statement *statements);
/* Finds the name here or further out, or among the globals; false when nobody has it. */
bool scope_find(const struct scope *scope, text name, struct place *place);
/* All names that can be seen, nearest first, for "did you mean". */
void scope_visible(const struct scope *scope, struct arena *arena, const text **names, size_t *count);
#endif
