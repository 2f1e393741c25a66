/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_CHECK_CHECK_H
#define BRIEF_CHECK_CHECK_H
/*
 * check: promises about the frozen site, one file and one row each. A check reads and reports, nothing else.
 * Some run in every build, the others (the lints) in `brief check` alone. What a check says is advice:
 * site.yml sets its severity or turns it off, and a waiver in the source allows one place.
 */
#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/map.h"
#include "load/draft.h"
#include "model/published.h"
#include "model/site.h"
#include "model/strings.h"

/* A file that the site brought although the program would do without: a layout, an asset, a plugin. */
struct check_file {
    text path; /* as shown: "layouts/parts/box.html" */
    text name; /* as others call it: "parts/box.html", "assets/box.css", "box" */
    text contents;
    uint32_t source;
    bool is_used;    /* by what was planned, where the program knows; text that names it is looked for too */
    bool is_builtin; /* nobody can be asked to mend it; it may name others all the same */
};

struct sketch;
struct mentions;

/* What checks look at. In a build the lints' part is empty. */
struct check_subject {
    const struct site *site;
    const struct map *addresses; /* every address that the build answers */
    const struct content *content;
    struct draft *const *drafts;    /* NULL where a worker died; for lints, where there is an error too */
    const struct outline *outlines; /* one a draft */
    const struct sketch *sketches;  /* one a draft; empty where it is no article, or a short one */
    size_t draft_count;
    const struct check_file *layouts, *plugins;
    size_t layout_count, plugin_count;
    const struct sources *sources;
    struct unicode *unicode;
    const struct strings *strings; /* the interface's words */
    int site_folder;               /* open */
    int content_folder;            /* open content/ */
    struct gate gate;
};

/* One check at work. */
struct checking {
    const struct check_subject *subject;
    const struct check *check;
    struct arena *arena;       /* of this run of this check */
    struct mentions *mentions; /* of all checks of a run, for mentions_of; NULL in builds */
    struct diagnostics *diagnostics;
};

enum check_scope {
    CHECK_IN_BUILDS,
    CHECK_OF_TEXTS,   /* a lint that looks at what is there */
    CHECK_OF_ARCHIVE, /* a lint that misses something, and so needs everything read */
};

struct check {
    const char *code;
    enum severity severity;
    const char *reason; /* one line: why anybody should care */
    /* NULL: found while files are read; the row is there for severities, waivers and --only. */
    void (*run)(struct checking *checking);
    enum check_scope scope;
};

extern const struct check checks[];
extern const size_t check_count;
/* NULL when there is no check of that code. */
const struct check *check_find(text code);
/* The nearest code for "did you mean", or absent. */
text check_nearest(text code);

/* Which checks run: all of them, or those that --only names, less those that --skip names. */
struct check_choice {
    const text *only, *skip;
    size_t only_count, skip_count;
    bool is_cut_short; /* there were errors: the lints of the archive do not run */
};

/* Does the choice let this check run? */
bool check_is_chosen(const struct check_choice *choice, const struct check *check);

/* Runs the rows that every build runs. */
void check_all(const struct check_subject *subject, struct diagnostics *diagnostics);
/* Runs the lints that were chosen. */
void check_lints(
    const struct check_subject *subject, const struct check_choice *choice, struct diagnostics *diagnostics);
/*
 * The last step before printing: what a check said gets the severity that site.yml gives its code, and goes
 * where it says `off` or a waiver in the source allows it. Errors of the build stay. With a choice, what
 * checks said that were not chosen goes too (where some are named, all other warnings as well), and waivers
 * that allowed nothing are reported, unless it was cut short. Of the subject only sources and drafts need be
 * there.
 */
void check_settle(const struct config *config, const struct check_choice *choice,
    const struct check_subject *subject, struct diagnostics *diagnostics);

/* Do readers see it at the time of the build? A draft is none that they see, also where it is shown. */
bool check_is_public(const struct checking *checking, const struct draft *draft);
/* Reports with the code and severity of the check at work. A hint may be added to what comes back. */
struct diagnostic *check_report(struct checking *checking, span where, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* For messages about an address: " (linked 3 times)", or "" for once. In `arena`. */
text check_link_count(struct arena *arena, size_t count);
/* The published article of a draft; NULL when it is held back or none. */
const struct article *check_article(const struct checking *checking, const struct draft *draft);

/* One function a check, each in the file of its name. */
void check_links(struct checking *checking);             /* links.c */
void check_own_links(struct checking *checking);         /* links.c */
void check_bundle_texts(struct checking *checking);      /* bundle_texts.c */
void check_image_headers(struct checking *checking);     /* image_headers.c */
void check_summaries(struct checking *checking);         /* summaries.c */
void check_alternatives(struct checking *checking);      /* alternatives.c */
void check_link_words(struct checking *checking);        /* link_words.c */
void check_vague_links(struct checking *checking);       /* vague_links.c */
void check_foreign_tags(struct checking *checking);      /* foreign_tags.c */
void check_public_comments(struct checking *checking);   /* public_comments.c */
void check_unread_links(struct checking *checking);      /* unread_links.c */
void check_own_comments(struct checking *checking);      /* own_comments.c */
void check_heading_levels(struct checking *checking);    /* heading_levels.c */
void check_repeated_titles(struct checking *checking);   /* repeated_titles.c */
void check_second_titles(struct checking *checking);     /* second_titles.c */
void check_single_terms(struct checking *checking);      /* single_terms.c */
void check_term_spellings(struct checking *checking);    /* term_spellings.c */
void check_joined_terms(struct checking *checking);      /* joined_terms.c */
void check_unused_authors(struct checking *checking);    /* unused_authors.c */
void check_near_authors(struct checking *checking);      /* near_authors.c */
void check_languages(struct checking *checking);         /* languages.c */
void check_language_names(struct checking *checking);    /* languages.c */
void check_unequal_versions(struct checking *checking);  /* unequal_versions.c */
void check_unpaired_versions(struct checking *checking); /* unpaired_versions.c */
void check_interface_words(struct checking *checking);   /* interface_words.c */
void check_long_titles(struct checking *checking);       /* long_titles.c */
void check_pictures(struct checking *checking);          /* pictures.c */
void check_other_hosts(struct checking *checking);       /* other_hosts.c */
void check_unportable_names(struct checking *checking);  /* unportable_names.c */
void check_large_images(struct checking *checking);      /* large_images.c */
void check_photo_places(struct checking *checking);      /* photo_places.c */
void check_unused_media(struct checking *checking);      /* unused_media.c */
void check_wrapped_links(struct checking *checking);     /* link_detours.c */
void check_local_links(struct checking *checking);       /* link_detours.c */
void check_insecure_links(struct checking *checking);    /* insecure_links.c */
void check_orphan_pages(struct checking *checking);      /* orphan_pages.c */
void check_relative_aliases(struct checking *checking);  /* relative_aliases.c */
void check_dates(struct checking *checking);             /* dates.c */
void check_copied_texts(struct checking *checking);      /* copied_texts.c */
void check_duplicate_titles(struct checking *checking);  /* duplicate_titles.c */
void check_duplicate_texts(struct checking *checking);   /* duplicate_texts.c */
void check_unused_layouts(struct checking *checking);    /* unused_files.c */
void check_unused_data(struct checking *checking);       /* unused_files.c */
void check_unused_plugins(struct checking *checking);    /* unused_files.c */
void check_unused_slots(struct checking *checking);      /* unused_slots.c */
void check_unread_folders(struct checking *checking);    /* unread_folders.c */
void check_unread_settings(struct checking *checking);   /* unread_folders.c */
void check_svg_scripts(struct checking *checking);       /* svg_scripts.c */
void check_style_links(struct checking *checking);       /* style_links.c */
void check_zone_data(struct checking *checking);         /* zone_data.c */
void check_reviews(struct checking *checking);           /* reviews.c */
void check_garbled_texts(struct checking *checking);     /* garbled_texts.c */
void check_hidden_characters(struct checking *checking); /* hidden_characters.c */
void check_zones(struct checking *checking);             /* zones.c */
void check_other_days(struct checking *checking);        /* zones.c */
void check_site_address(struct checking *checking);      /* site_address.c */
#endif
