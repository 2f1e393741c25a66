/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_ASSEMBLE_H
#define BRIEF_LOAD_ASSEMBLE_H
/*
 * assemble: drafts to site. Here files first learn of each other: authors and terms are resolved, the gate
 * decides, addresses are made, links are filled in, neighbours found. The result is const from then on, but
 * for what plugins make of it.
 */
#include "load/draft.h"
#include "model/published.h"
#include "model/site.h"
#include "model/strings.h"

/* A shortcode in a text, with what a plugin needs to answer it. */
struct shortcode_call {
    text name;
    const struct value *arguments; /* a map */
    struct value thing;            /* the article, page or author whose text it stands in */
    text source_path;
    span where;
};

struct assemble_input {
    struct arena *arena;
    const struct config *config;
    const struct content *content;
    int content_folder;          /* open folder content/ */
    struct draft *const *drafts; /* one a content file that has a draft; NULL where a worker died */
    size_t draft_count;
    struct value data;             /* content/data as a map */
    const struct strings *strings; /* words that stand in texts, and the pattern of dates */
    struct gate gate;
    struct date build_time;
    struct time_watch *watch; /* may be NULL */
    text generator;
    struct unicode *unicode;
    struct kept_texts kept;
    struct diagnostics *diagnostics;
    /* Gives the markup of a shortcode; false when nobody knows its name: then the nearest name, or none. May
     * be NULL. */
    bool (*shortcode)(void *data, const struct shortcode_call *call, text *markup);
    void *shortcode_data;
};

/* The site, whose texts may still change before it is read (assemble_body.h); lives in the input's arena. */
struct assembly;
/* Never NULL; check the diagnostics before using the site. The input must live as long. */
struct assembly *assembly_make(const struct assemble_input *input);
/* Where below content/ an attachment of a text would lie, be it written as a path or as a whole address of
 * this site; absent for a path that leads out of it. Of other sites it gives a path at which nothing lies. */
text assemble_attachment_path(const struct config *config, const struct draft *draft, struct unicode *unicode,
    struct arena *arena, text written);
const struct site *assembly_site(const struct assembly *assembly);
#endif
