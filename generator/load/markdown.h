/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_MARKDOWN_H
#define BRIEF_LOAD_MARKDOWN_H
/*
 * markdown: the only files (load/markdown*.c) that talk to cmark-gfm. CommonMark 0.29 with GFM's tables,
 * strikethrough, autolinks and task lists, and footnotes, to HTML; and our work on the tree: heading ids,
 * figures, image sizes, alerts, shortcodes, raw-HTML policy, links to sources. Addresses of other pages are
 * not known yet: the HTML has holes, which load/assemble_links.c fills. Not thread-safe (cmark-gfm is not):
 * one document at a time in a process.
 */
#include "base/diagnostic.h"
#include "base/quotation.h"
#include "load/image_size.h"
#include "model/config.h"

/* A heading of the text: for the contents list and for checking anchors. */
struct heading {
    int64_t level; /* 1–6 */
    text id;
    text plain; /* without markup */
    text html;  /* inline HTML without links and footnote marks */
};

enum reference_kind {
    REFERENCE_LINK,
    REFERENCE_IMAGE,
    REFERENCE_SHORTCODE,
    REFERENCE_WORD,
    REFERENCE_RAW, /* an address in raw HTML: no hole (0), only to be checked */
};

/* Where the HTML has a hole: an address, a shortcode's output or an interface word goes in at `hole`. Sorted
 * by `hole`. */
struct reference {
    enum reference_kind kind;
    size_t hole; /* byte offset into html; the text to insert goes before that byte */
    text target; /* as written, percent-decoded (of an address, url_decode_address): path part only; or the
                    shortcode's name; or the English word */
    text content_path; /* relative link: resolved below content/ ("articles/2018/other.md"); absent for an
                          address */
    text fragment;     /* without '#'; absent when there is none. Of a word: what its %s stands for */
    text query;        /* with '?', absent when none */
    bool is_address;   /* target starts with '/': an address of this site */
    span where; /* the line (cmark gives no reliable columns); best effort at the target in that line */
    struct value arguments; /* shortcode: a map */
};

/* How a document came out. Everything lives in the arena given. */
struct markup {
    text html;
    const struct heading *headings;
    size_t heading_count;
    const struct reference *references;
    size_t reference_count;
    const text *anchors; /* every id in the text: headings, footnotes, raw HTML id= and name= */
    size_t anchor_count;
    text first_paragraph; /* plain text of the first real paragraph; absent if none, and in a draft that has a
                             summary */
    text plain;           /* all text as a reader sees it, blocks separated by newlines */
    size_t word_count;
};

/* Where a line stands, and who is told what is wrong with it. */
struct markdown_place {
    span where;
    struct diagnostics *diagnostics;
};

struct markdown_options {
    const struct quotation *smart; /* marks for straight quotes; NULL: punctuation stays as it was typed */
    enum raw_html raw_html;
    text lang;          /* for word breaks */
    bool stands_beside; /* below another text, whose footnotes are the landmark of that name */
    text id_prefix;     /* put before footnote ids: "fn-<prefix>-1"; absent: cmark's own ids */
    text source_folder; /* folder of the source below content/, against which relative links resolve; absent:
                           links are left as written */
    text base_path;     /* without a source folder: put before root-absolute addresses; may be absent */
    bool headings_get_ids, images_become_figures, alerts, shortcodes; /* our additions, all on in builds */
    bool tables_scroll; /* a table stands in a frame that scrolls, code takes the focus, boxes of task lists
                           have names; on in builds */
    bool is_line;       /* a line, in which no block of HTML can stand: its tags are shown as text */
    bool leaves_links_out;              /* of links and pictures in a line only the words are left */
    bool leaves_words;                  /* the caller counts the words of `plain` */
    const struct markdown_place *place; /* of a line; NULL: nothing is reported */
    struct limits limits;
    /* Size of the image at a content path; false if unknown. May be NULL. */
    bool (*image_size)(void *data, text content_path, struct image_size *size);
    void *image_size_data;
    /* Called when memory or output is used up while the library runs: must not return (a worker reports and
     * exits). NULL: abort(). */
    void (*on_exhausted)(enum exhausted what);
};

/*
 * Renders the body `contents[body_offset…]` of a source. Spans count from the start of the source.
 * *result is usable, whatever was reported.
 */
void markdown_render(struct arena *arena, struct unicode *unicode, uint32_t source, text contents,
    size_t body_offset, const struct markdown_options *options, struct markup *result,
    struct diagnostics *diagnostics);

/* The quotation marks of texts in that language; NULL when site.yml leaves punctuation as it is. Borrowed as
 * from unicode_quotation. */
const struct quotation *markdown_quotation(
    const struct config *config, struct unicode *unicode, text language);
/*
 * One line of Markdown (a title, a key point, a caption) as inline HTML and as plain text; both may be NULL.
 * Of HTML only what stands within a line passes: <em>, <sub>; <form> is shown as text. `base_path` is put
 * before root-absolute addresses; absent: they stay as written. `smart` as above, here and below. A link that
 * may not be is reported at `place`, which may be NULL.
 */
void markdown_render_inline(struct arena *arena, text line, const struct markdown_place *place,
    const struct quotation *smart, enum raw_html raw_html, text base_path, text *html, text *plain);
/*
 * The same for a title, which stands in links and in headings: of a link the words are left, of a picture
 * what it says to those who do not see it.
 */
void markdown_render_title(struct arena *arena, text line, const struct quotation *smart,
    enum raw_html raw_html, text *html, text *plain);
/* A line of front matter has no footnotes: warns of each mark that readers would see in it. */
void markdown_report_marks(text line, const struct markdown_place *place);

/* A text without markup (a summary) with the punctuation of texts: quotation marks, dashes, ellipses as
 * `smart` says, and entities as the letters they stand for. Borrowed when nothing is to be changed. */
text markdown_render_plain(struct arena *arena, text line, const struct quotation *smart);
/*
 * What a reader wrote, as HTML: paragraphs, emphasis, code and links, which carry rel="nofollow ugc". All
 * else stands there as it was typed; pictures become their words, and only http, https and mailto are linked.
 */
text markdown_render_comment(struct arena *arena, text contents, const struct quotation *smart);
/* Has the text a place of that name? */
bool markdown_has_anchor(const struct markup *body, text anchor);
/* What a piece of HTML says in which no tags stand, the value of an attribute: with the characters that its
 * character references (&amp; &#x2F; &sol;) stand for. Borrowed when it has none. */
text markdown_unescape_html(struct arena *arena, text html);
/* Blocks of Markdown without any of the additions, for the `markdown` filter; `base_path` as above. */
text markdown_render_fragment(struct arena *arena, text contents, const struct quotation *smart,
    enum raw_html raw_html, text base_path);
#endif
