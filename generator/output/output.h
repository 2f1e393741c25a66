/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_OUTPUT_OUTPUT_H
#define BRIEF_OUTPUT_OUTPUT_H
/*
 * output: what will be written, and how each kind of it is made. A kind is one row of output_kinds[]
 * (kinds.c): `plan` adds the outputs that the frozen site calls for, `render` makes the bytes of one of them
 * in a worker.
 */
#include "base/arena.h"
#include "base/buffer.h"
#include "base/profile.h"
#include "base/readings.h"
#include "model/site.h"
#include "output/layouts.h"
#include "plugin/host.h"

struct output_kind;
struct search_data;
struct relative_links;

struct output {
    text path;    /* in the output folder */
    text address; /* root-relative, without the prefix */
    const struct output_kind *kind;
    const void *subject;           /* the kind's: an article, a term, … */
    const struct listing *listing; /* of list pages */
    text origin;                   /* whom to name: "content/articles/x.md", "the archive of 2019" */
    span where;                    /* in the source it comes from, or SPAN_NONE */
    span layout_where;             /* where its layout is named, or SPAN_NONE */
    size_t batch; /* neighbours of one number are made by one process, one after another; 0: made alone */
};

struct sitemap_entries;

struct output_plan {
    struct arena *arena;
    const struct site *site;
    const struct layouts *layouts;
    const struct plugin_pages *plugin_pages; /* pages that plugins want */
    struct diagnostics *diagnostics;
    const struct search_data *search;      /* NULL: the site has no search */
    const struct sitemap_entries *sitemap; /* all that sitemaps list; NULL before one is planned */
    text search_manifest; /* url of what search.js reads first; absent before it is planned */
    struct {
        struct output *items;
        size_t count, capacity;
    } outputs;
};

/* Names that layouts know, in this order; output_globals[] has the words. The first ones are the same on
 * every page. */
enum output_global {
    GLOBAL_SITE,
    OUTPUT_GLOBALS_SHARED,
    GLOBAL_PAGE = OUTPUT_GLOBALS_SHARED,
    GLOBAL_ARTICLE,
    GLOBAL_AUTHOR,
    GLOBAL_TERM,
    GLOBAL_TAXONOMY,
    GLOBAL_LISTING,
    GLOBAL_YEAR,
    GLOBAL_MONTH,
    GLOBAL_COUNT
};
extern const char *const output_globals[GLOBAL_COUNT];

/* What the outputs of one batch have in common: the first one makes it, all find it. */
struct output_batch {
    struct arena arena;
    const struct output *plan; /* those that are made now are among these, by number */
    const size_t *outputs;
    size_t count;
    bool is_only;      /* no process will make another batch */
    bool has_read_all; /* this process has made one */
    const void *made;  /* NULL: nothing yet */
};

/* A worker's tools for making outputs. */
struct renderer {
    const struct site *site;
    const struct layouts *layouts;
    struct arena *arena; /* the page's, reset after each */
    struct output_batch *batch;
    struct buffer *out;
    bool is_copy; /* there is nothing in `out`: the bytes are those of the subject, a medium */
    struct diagnostics *diagnostics;
    struct readings *readings;             /* what is read of the site is noted here; may be NULL */
    const struct page *page;               /* what is being rendered; NULL for what no layout makes */
    const struct article *article;         /* its article, or NULL */
    struct profile *profile;               /* NULL: nobody asks */
    struct fragments *fragments;           /* what layouts keep for the next page; may be NULL */
    const struct relative_links *relative; /* NULL: pages are for a server */
};

/* What a layout is rendered with, besides the output's list. Unset subjects are undefined in the layout. */
struct rendering {
    const struct page *page; /* never NULL */
    const struct article *article;
    const struct author *author;
    const struct term *term;
    const struct taxonomy *taxonomy;
    const struct year *year;
    const struct listing_group *month;
};

/* What there is of a kind hangs on what was planned before: on the addresses that are taken by then, which
 * site.yml's aliases lead to, or on the words of texts. */
enum output_turn { TURN_FIRST, TURN_ALIASES, TURN_WORDS };

struct output_kind {
    const char *name;
    const char *layout; /* the layout it uses when the subject names none; NULL: not made by a layout */
    void (*plan)(struct output_plan *plan, const struct output_kind *kind);
    /* Fills renderer->out, or says that it is a copy. False after reporting. */
    bool (*render)(struct renderer *renderer, const struct output *output);
    /* The layout of one output, or absent for none; NULL: always `layout`. */
    text (*layout_of)(const struct output *output);
    enum output_turn turn; /* when it is planned */
};

extern const struct output_kind output_kinds[];
extern const size_t output_kind_count;

/* Adds an output at `address`, which is written to `path`: both of one place (place_of_address), or one made
 * of the other (path_to_address). Borrowed. Returns it to be completed; good until another one is added. */
struct output *output_add(
    struct output_plan *plan, const struct output_kind *kind, text address, text path, const void *subject);
/* The same at an address that is not a model thing's; it must be one that place_of_address takes. */
struct output *output_add_address(
    struct output_plan *plan, const struct output_kind *kind, text address, const void *subject);
/* Adds the pages of a list: `base` is the address of page 1; an empty list has one page. */
void output_add_listing(struct output_plan *plan, const struct output_kind *kind, text base,
    const void *subject, const struct object_list *articles, int64_t per_page, text origin);
/* A word of the interface in the site's language. */
text output_word(const struct renderer *renderer, text key);
/* Says of a page which language it is in, and so which edition it belongs to. */
void output_page_language(const struct renderer *renderer, struct page *page, text lang);
/* What layouts see as `page` for an output that is no standing page, in the site's language and to be
 * completed. In renderer->arena; `title` is plain text. */
struct page *output_page(
    struct renderer *renderer, const struct output *output, const char *kind, text title);
/* Renders the output's layout into renderer->out. False after reporting. */
bool output_render(struct renderer *renderer, const struct output *output, const struct rendering *rendering);
/* The same of a page without a subject. */
bool output_render_page(struct renderer *renderer, const struct output *output, const struct page *page);
/* The layout the output will be rendered with; absent for none. */
text output_layout(const struct output *output);
/* Is it, by the ending of its path, what browsers show as a page: .html, .htm or .xhtml? */
bool output_is_html(const struct output *output);
#endif
