/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_OUTPUT_RELATIVE_LINKS_H
#define BRIEF_OUTPUT_RELATIVE_LINKS_H
/*
 * relative_links: pages that are read without a server (--offline). An address of the site becomes the way to
 * the file that answers it, from the file in which it stands: "/2019/levy/#costs" is
 * "../2019/levy/index.html#costs" in "tags/index.html". Where the output has no such file, it becomes whole
 * and leads to the site. Whole addresses stay: they say what the page is called, not where it lies.
 */
#include "base/map.h"
#include "model/config.h"

struct relative_links {
    const struct config *config;
    struct map files; /* the paths of all outputs; of the values no use is made */
};

/* A place among the outputs: the address of one, and the path of its file. */
struct linked_from {
    text address, path;
};

/* One address, as url fields have them, in `arena`. */
text relative_link(
    struct arena *arena, const struct relative_links *links, const struct linked_from *from, text address);
/* All that stand in the HTML of a page (output/html_links.h), and all of a style sheet. */
text relative_links_in_html(
    struct arena *arena, const struct relative_links *links, const struct linked_from *from, text html);
text relative_links_in_style(
    struct arena *arena, const struct relative_links *links, const struct linked_from *from, text css);
#endif
