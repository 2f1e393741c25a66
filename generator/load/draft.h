/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_DRAFT_H
#define BRIEF_LOAD_DRAFT_H
/*
 * draft: the facts of one source file, before anything knows of any other file. Pure: bytes, settings and the
 * media's sizes in, draft out. Made in workers; its memory is the worker's shared arena.
 */
#include "base/digest.h"
#include "load/front_matter.h"
#include "load/markdown.h"
#include "load/markdown_outline.h"
#include "load/scan.h"
#include "load/words.h"
#include "model/published.h"

/* An image whose size went into the draft, and what was found: the draft is right as long as that is. */
struct measured_image {
    text path; /* below content/ */
    bool is_measured;
    struct image_size size;
};

/* What a source that allows something which checks would say begins it with (check/waiver.h). */
#define DRAFT_WAIVER_WORDS "brief: allow "

struct draft {
    const struct content_file *file;
    struct digest digest; /* of the source's bytes */
    bool is_faulty;       /* an error was reported: assembled for further checks, never published */
    bool has_waivers;     /* the source has the words of one, DRAFT_WAIVER_WORDS */
    struct front_matter front_matter;                /* articles and pages */
    struct author_front_matter *author;              /* authors, of which there are few; else NULL */
    struct comment_front_matter *comment;            /* comments, else NULL; their body has the HTML alone */
    text html_title, title;                          /* of articles and pages */
    struct text_list key_points;                     /* inline HTML */
    struct text_list change_notes;                   /* inline HTML, one a change */
    text image_caption, image_credit, status_reason; /* inline HTML */
    struct image_size lead_image_size;               /* 0 × 0 when unknown */
    struct markup body;
    struct keyword_list keywords; /* of articles */
    struct {
        struct measured_image *items;
        size_t count, capacity;
    } measured;
    text search_entries;                /* of articles; model/search_entry.h */
    uint64_t search_digest;             /* of these */
    uint64_t html_digest, plain_digest; /* of body.html and body.plain */
    struct digest text_digest;          /* of articles: the words a reader sees */
};

/* What making drafts needs, set up before the fork. */
struct draft_maker {
    const struct config *config;
    const struct content *content;
    struct unicode *unicode;
    int content_folder; /* open folder content/ */
    void (*on_exhausted)(enum exhausted what);
    struct word_maker *words; /* NULL: articles get neither keywords nor search entries */
};

/* The language that a text says it is in, else the site's. */
text draft_language(const struct draft *draft, const struct config *config);
/* What decides whether it is out. */
struct publication draft_publication(const struct draft *draft);
/* The path below content/ of a file that a draft's front matter names (a picture, an attachment), relative to
 * its own or from content/; absent when it leads out of it. */
text draft_file_path(const struct draft *draft, struct unicode *unicode, struct arena *arena, text written);
/* The size of the image at a content path, as drafts see it; false when it is unknown. *error is 0, or says
 * (as in base/file.h) why an image that is there could not be read. */
bool draft_measure_image(
    const struct draft_maker *maker, text content_path, struct image_size *size, int *error);
/* Reads and renders one file. Never NULL; reports what is wrong with it. `status` gets what the file looked
 * like before its bytes were read, unless they could not be; it may be NULL. */
struct draft *draft_make(const struct draft_maker *maker, const struct content_file *file,
    struct arena *arena, struct diagnostics *diagnostics, struct file_status *status);
/* Reads the draft's file again for the outline of its text, with the links of its front matter, for checks;
 * empty when it cannot be read. */
void draft_outline(
    const struct draft_maker *maker, const struct draft *draft, struct arena *arena, struct outline *outline);
/* draft_links.c: puts the links of its front matter before those of the text. */
void draft_add_links(struct arena *arena, const struct draft *draft, struct outline *outline);
#endif
