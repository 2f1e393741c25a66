/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_TEMPLATE_TEMPLATES_H
#define BRIEF_TEMPLATE_TEMPLATES_H
/* templates: what is inside a set of layouts and a compiled one; only the files of this room include it. */
#include "base/map.h"
#include "template/lexer.h"
#include "template/signature.h"
#include "template/template.h"
#include "template/tree.h"

struct templates {
    struct arena *arena;
    const struct template_loader *loader;
    const text *globals;
    size_t global_count, shared_global_count;
    bool lacks_rows; /* as in struct template_library */
    struct diagnostics *diagnostics;
    struct map filters, tests, functions; /* name → struct callee * */
    struct map compiled;                  /* name → struct template *, NULL for one with mistakes */
    struct map files;                     /* number of the source → struct layout_file * */
    struct map reported;                  /* places and codes that were reported already */
    struct {
        const struct field **items;
        size_t left;
    } found; /* where attributes note what they found (resolve_attribute) */
};

/* A file of a layout, whose tokens are read once, however many layouts include it. */
struct layout_file {
    uint32_t source;
    struct tokens tokens;
    bool is_broken; /* its syntax was reported */
};

struct template
{
    struct templates *templates;
    struct unit unit; /* the page's frame */
    struct scope_starts starts;
    struct statement *body;
    const text *dependencies;
    size_t dependency_count;
};

/*
 * For a layout that is included by a name known only at run time: compiled as it would be at `scope`, into
 * `arena`. `unit` is a copy of the scope's unit, whose slots it may add to. NULL after reporting into
 * `diagnostics`; when there is no such layout, *is_missing and nothing is reported.
 */
struct inclusion *templates_compile_inclusion(struct templates *templates, text name,
    const struct scope *scope, struct unit *unit, struct arena *arena, struct diagnostics *diagnostics,
    bool *is_missing);
#endif
