/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_MARKDOWN_OUTLINE_H
#define BRIEF_LOAD_MARKDOWN_OUTLINE_H
/*
 * markdown_outline: what the checks look at in a text: headings, links, images and what looks like a tag of
 * another program in their order, each with its place. A build needs none of it, so it is read apart, by
 * brief check alone. Runs in a worker, as markdown_render does and with the same budget; memory is the arena
 * given.
 */
#include "load/markdown.h"

/* Longer words of a link, and texts of an image, are none that a list of words has. */
enum { OUTLINE_WORDS_BYTES = 120 };

struct outline_heading {
    int64_t level; /* 1–6 */
    text plain;
    span where;
};

struct outline_link {
    text url;   /* as written */
    text words; /* without markup, that of an image in it too; absent in raw HTML, and when they are long */
    bool has_words; /* text, or an image with a text of its own, stands between its tags */
    span where;
};

struct outline_image {
    text url;
    text alt;     /* absent when it is long */
    bool has_alt; /* of a tag in raw HTML: alt="" is an answer too */
    span where;
};

/* "{% include x %}", "{{ site.baseurl }}", "{: .note}": read as text, and meant by another program. */
enum outline_tag_kind {
    TAG_SHOWN,
    TAG_ATTRIBUTE, /* `markdown` of an HTML element, which kramdown reads */
    TAG_COMPONENT, /* "<YouTube id=…/>", which browsers know nothing of */
    TAG_FENCE,     /* "{.python}" or "{note}" behind the fence of a block of code */
    TAG_ITEM,      /* a bullet or number that makes no list */
    TAG_COLUMNS,   /* "---- ---", columns of a table that is none */
    TAG_LAZY,      /* `data-src` of a picture, which a script of another program loads */
    TAG_INCLUDE,   /* "<!--@include: x.md-->", which takes in no file here */
};

struct outline_tag {
    text words; /* as written, to its end or that of the line */
    enum outline_tag_kind kind;
    span where;
};

/* What was meant as a link and is none. */
enum outline_slip_kind {
    SLIP_BLANK,       /* `words` are an address: "my file.pdf", or its beginning */
    SLIP_NO_LABEL,    /* a label that is given nowhere */
    SLIP_LABEL_TWICE, /* a label that has another address above */
    SLIP_SIGNS,       /* "] (" or ")[" before a bare address */
};

struct outline_slip {
    text words;
    enum outline_slip_kind kind;
    span where;
};

struct outline {
    const struct outline_heading *headings;
    const struct outline_link *links; /* of <a> in raw HTML too; those count as having words */
    const struct outline_image *images;
    const struct outline_tag *tags;
    const struct outline_slip *slips;
    const span *comments; /* of HTML and several words, which readers of the page's source see */
    size_t heading_count, link_count, image_count, tag_count, slip_count, comment_count;
};

/* Reads the body `contents[body_offset…]` of a source. Empty when markdown_render would refuse it. */
void markdown_outline(struct arena *arena, uint32_t source, text contents, size_t body_offset,
    const struct markdown_options *options, struct outline *outline);
#endif
