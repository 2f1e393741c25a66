/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_TEMPLATE_TEMPLATE_H
#define BRIEF_TEMPLATE_TEMPLATE_H
/*
 * template: a layout, compiled once before the fork and rendered many times. The language is a Jinja2 subset
 * (docs/layouts.md). Compiled templates are read-only and live in the build arena.
 * build/ opens a set with a loader, compiles every layout it will use, then the workers render.
 */
#include "base/profile.h"
#include "template/call.h"
#include "template/context.h"

struct template_loader {
    /* Finds the layout `name` ("article.html", "parts/byline.html"): its source number and bytes. False: no
     * such. */
    bool (*find)(void *data, text name, uint32_t *source, text *contents);
    /* The names there are, for "did you mean". */
    const text *names;
    size_t name_count;
    void *data;
    /* Is it the program's own layout, which nobody can be asked to mend? May be NULL: none is. */
    bool (*is_builtin)(void *data, text name);
};

struct templates; /* a set of compiled layouts */
struct template;  /* one of them */

/*
 * `globals` are the names every page has (site, page, article, …), in the order of template_page.globals; a
 * name that is neither one of them nor set in the layout is an error when the layout is compiled.
 */
struct templates *templates_open(struct arena *arena, const struct template_loader *loader,
    const struct template_library *library, const char *const *globals, size_t global_count,
    struct diagnostics *diagnostics);
/* Compiles the layout with all it extends, includes and imports by literal name. NULL after reporting.
 * Reports once. */
const struct template *templates_get(struct templates *templates, text name);

struct template_limits {
    uint64_t steps;      /* nodes evaluated; 0 = 10,000,000 */
    size_t output_bytes; /* 0 = 64 MiB */
};

struct fragments;

struct template_page {
    const struct value *globals; /* one a name of templates_open; VALUE_UNDEFINED where the page has none */
    text lang;
    void *data;   /* handed to functions as call->page */
    text subject; /* named in errors: "while rendering 2019/us-telecoms-pressure" */
    struct template_limits limits;
    struct profile *profile;     /* gets the time of every statement; NULL: nobody asks */
    struct readings *readings;   /* what is read of objects is noted here; may be NULL */
    struct fragments *fragments; /* what `cache` keeps for the next page; NULL: nothing */
};

/*
 * Appends the page to `out`. False after reporting the first error; `out` then holds the part before it.
 * An error names layout, line, column, excerpt, the chain of includes and macros, and the page's subject.
 */
bool template_render(const struct template *template, const struct template_page *page, struct arena *arena,
    struct buffer *out, struct diagnostics *diagnostics);

/* Names of the layouts it was made from (itself, parents, includes), in order of first use. */
void template_dependencies(const struct template *template, const text **names, size_t *count);
#endif
