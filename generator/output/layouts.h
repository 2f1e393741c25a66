/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_OUTPUT_LAYOUTS_H
#define BRIEF_OUTPUT_LAYOUTS_H
/*
 * layouts: templates and assets, made of the files below layouts/. Opened in the parent before the fork;
 * const afterwards.
 */
#include "model/site.h"
#include "output/layout_files.h"
#include "plugin/host.h"
#include "template/template.h"

struct asset {
    text name; /* below layouts/assets/: "style.css" */
    text contents;
    uint32_t source;
    text path;               /* "assets/style.css" */
    text fingerprinted_path; /* "assets/style.5f0c….css" */
    text url;                /* of the fingerprinted one, with the prefix */
    text integrity;          /* "sha384-…" */
};

struct layouts {
    const struct site *site;
    struct plugins *plugins; /* their filters and functions are rows too */
    struct templates *templates;
    const struct strings *strings;
    bool is_right_to_left;      /* the site's language */
    const struct asset *assets; /* by name */
    size_t asset_count;
    struct map assets_by_name;
    const struct layout_files *files;
};

/* Never NULL. The templates are compiled by layouts_compile. */
struct layouts *layouts_open(struct arena *arena, const struct layout_files *files, const struct site *site,
    struct plugins *plugins, struct diagnostics *diagnostics);
/* Whether there is a layout of that name, of the site's or a built-in one. */
bool layouts_know(const struct layouts *layouts, text name);
/* The layout, compiled; NULL when it is not there, or was reported. */
const struct template *layouts_template(const struct layouts *layouts, text name);
/* Compiles a layout and what it needs, or reports: a missing one at `where`. */
void layouts_compile(struct layouts *layouts, text name, span where, struct diagnostics *diagnostics);
#endif
