/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_TEMPLATE_RESOLVE_H
#define BRIEF_TEMPLATE_RESOLVE_H
/*
 * resolve: the second step of compiling. Names become places, filters become rows, arguments go to their
 * positions; layouts that are extended, included or imported by name are loaded and become part of the tree.
 * The tokens of a file that is used in several places are parsed for each, since names may mean something
 * else in each.
 */
#include "template/scope.h"
#include "template/templates.h"

/* A layout that is being loaded, and where from: for cycles and for notes. */
struct loading {
    text name;
    span where;        /* of the tag that asks for it */
    const char *words; /* "included from here" */
    const struct loading *outer;
};

/* What names, blocks and values mean at one place. Who goes into another place keeps a copy and puts it back
 * behind it. */
struct standpoint {
    struct scope *scope;
    struct scope *family; /* of the layout and those it extends: what blocks see */
    struct map *blocks;   /* name → the struct block * that overrides all others; NULL: none can be here */
    const struct block *block; /* in which it stands; NULL: in none */
    enum template_language language;
    uint16_t loop_depth;
};

struct resolver {
    struct templates *templates;
    struct arena *arena;
    struct diagnostics *diagnostics;
    struct standpoint here;
    const struct loading *loading;
    size_t include_depth;
    size_t file_count;
    bool is_behind_hyphen; /* what is resolved stands right behind a '-' that has no blank before it */
    bool has_failed;       /* something was reported, now or for another layout before */
    struct {
        text *items;
        size_t count, capacity;
    } dependencies;
    struct {
        struct expression **items;
        size_t count, capacity;
    } supers; /* every super() that means a block */
};

enum { INCLUDE_DEPTH_MAX = 32 };
#define INCLUDE_DEPTH_HINT "what includes itself needs an end: {% if … %} around the tag"

/* resolve.c */
/* Reports once a place. `hint` may be absent. */
void resolver_error(struct resolver *resolver, span where, const char *code, text hint, const char *format,
    ...) __attribute__((format(printf, 5, 6)));
text resolver_hint_nearest(struct resolver *resolver, text wrong, const text *names, size_t count);
void resolver_give_globals(const struct resolver *resolver, struct scope *scope);
/* Opens a scope inside the present one, with all names that `statements` set. */
struct scope *resolver_open_scope(
    struct resolver *resolver, struct scope_starts *starts, const struct statement *statements);

/* resolve_layout.c */
/*
 * Loads a layout with all it extends and resolves it inside `outer` (NULL: only globals around it) in `unit`.
 * False after reporting. The layout's name is the innermost one in resolver->loading.
 */
bool resolver_layout(
    struct resolver *resolver, const struct scope *outer, struct unit *unit, struct inclusion *result);
/* A layout for import: only what it declares, in a scope of its own. NULL after reporting. */
struct scope *resolver_module(struct resolver *resolver, struct statement *import);
/* Is the layout being loaded already? */
bool resolver_is_loading(const struct resolver *resolver, text name);
/* Does the loader know the name? */
bool resolver_knows(const struct resolver *resolver, text name);
void resolver_report_unknown_layout(struct resolver *resolver, span where, text name);

/* resolve_statements.c */
void resolver_statements(struct resolver *resolver, struct statement *statements);
void resolver_block(struct resolver *resolver, struct block *block);
/* Reports a name that stands behind the wall of a cache tag. */
void resolver_report_hidden(struct resolver *resolver, span where, text name);

/* resolve_declarations.c */
void resolver_macro(struct resolver *resolver, struct macro *macro);
void resolver_import(struct resolver *resolver, struct statement *statement);
void resolver_include(struct resolver *resolver, struct statement *statement);

/* resolve_expressions.c */
void resolver_expression(struct resolver *resolver, struct expression *expression);
/* Missing names, fields and keys in it are no errors. */
void resolver_soften(struct expression *expression);

/* resolve_calls.c */
void resolver_call(struct resolver *resolver, struct expression *call);
void resolver_filter(struct resolver *resolver, struct expression *filter);
void resolver_test(struct resolver *resolver, struct expression *test);
#endif
