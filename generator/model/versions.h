/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_MODEL_VERSIONS_H
#define BRIEF_MODEL_VERSIONS_H
/*
 * versions: which version of a text is shown where the text is met once. Asked by layouts
 * (output/languages.c) and plugins (plugin/bindings_versions.c), each for the list it has at hand.
 */
#include "model/article.h"

/* A list of articles or pages, and who reads it. Languages are as language_tag writes them. */
struct versions {
    text lang;      /* the reader's */
    text site_lang; /* which comes next */
    /* Is the thing in the list? */
    bool (*contains)(void *data, const void *thing);
    /* Its facts have been read. */
    void (*note)(void *data, const void *thing, const struct object_type *type);
    void *data;
};

/* Has the type versions? True of articles and pages. */
bool versions_are_of(const struct object_type *type);
/*
 * Is this thing of the list the version of its text to show, of those in the list? What stands comes before
 * what was withdrawn or superseded, then what is nearest to the reader's language, then to the site's, then
 * the first by its tag.
 */
bool versions_show(const struct versions *versions, const void *thing, const struct object_type *type);
#endif
