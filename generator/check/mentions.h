/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_CHECK_MENTIONS_H
#define BRIEF_CHECK_MENTIONS_H
/*
 * mentions: every own address that something of the site names: links and images of texts and of lines of
 * front matter, raw HTML, what terms are described by, lead images, portraits, the menus, the logo, texts of
 * data files and of `extra`. For checks that look for what nothing names; they are meant to be silent when in
 * doubt.
 */
#include "check/check.h"

struct mentions {
    struct map addresses;    /* root-relative, without the site's prefix, decoded */
    const struct site *site; /* NULL: nothing is gathered yet */
    struct arena *arena;     /* of the addresses */
    struct arena scratch;
};

/* Gathered when the first check of a run asks, for all of them. */
const struct mentions *mentions_of(struct checking *checking);
bool mentions_has(const struct mentions *mentions, text address);
/* Do these words stand in a layout, an asset or a plugin, the program's own too? */
bool check_files_name(const struct checking *checking, text words);
/* Does a layout or plugin, or the text that gives it to a shortcode, name that data file or sheet? */
bool check_data_is_named(const struct checking *checking, const struct content_file *file);
#endif
