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

/*
 * What stands between 'cache' and 'endcache' is kept for other pages, so it sees no name further out but the
 * globals that all pages share. A layout of the program's own nobody can be asked to mend: what sees through
 * its wall (a part that a site wrote) is not kept instead.
 */
struct wall {
    struct wall *outer;
    bool is_lenient;
    bool is_breached; /* lenient, and something inside saw through it */
};

struct scope {
    const struct scope *outer; /* NULL: only the globals are further out */
    struct unit *unit;
    struct {
        struct scope_name *items;
        size_t count, capacity;
    } names;
    struct scope_starts *starts; /* where to note names that start with an outer value; may be NULL */
    const text *globals;
    size_t global_count, shared_global_count; /* the first so many are the same on every page */
    struct wall *wall;                        /* the innermost one around the names here; NULL: none */
};

/* The name in this very scope, which is always set before it is read: a parameter, the variable of a loop. */
struct scope_name *scope_bind(struct scope *scope, struct arena *arena, text name);
/* That name, or NULL; good until another one is bound. */
struct scope_name *scope_find_here(const struct scope *scope, text name);
/* Declares what these statements set, so that a scope has all its names from its start. */
void scope_declare_all(struct scope *scope, struct arena *arena, const struct statement *statements);
/* Finds the name here or further out, or among the globals; false when nobody has it, or only behind a wall.
 */
bool scope_find(const struct scope *scope, text name, struct place *place);
/* Does the name stand behind a wall only? */
bool scope_hides(const struct scope *scope, text name);
/* May what stands here look at the page? A lenient wall is breached by it. */
bool scope_sees_page(const struct scope *scope);
/* All names that can be seen, nearest first, for "did you mean". */
void scope_visible(const struct scope *scope, struct arena *arena, const text **names, size_t *count);
#endif
