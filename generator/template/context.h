/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_TEMPLATE_CONTEXT_H
#define BRIEF_TEMPLATE_CONTEXT_H
/*
 * context: where in the output an expression stands, and so how its value is escaped (as Go's html/template
 * does). contexts.c feeds every literal piece of a layout through a struct context, as the last step of
 * compiling; at each expression it asks for the escaping. Branches must end in the same context. Nothing of
 * this is left to run time but the escaping.
 */
#include "base/buffer.h"
#include "base/value.h"

enum template_language { TEMPLATE_HTML, TEMPLATE_XML, TEMPLATE_JSON, TEMPLATE_TEXT };

/* By the layout's file name: .html .htm → HTML; .xml .rss .atom .svg .opml .rdf .xsl .kml .gpx → XML; .json
 * .jsonld .geojson .webmanifest → JSON; else text. */
enum template_language template_language_of(text layout_name);

enum escaping {
    ESCAPING_NONE,      /* plain text files */
    ESCAPING_TEXT,      /* HTML text: & < > " ' unless safe; a safe value is printed as it is */
    ESCAPING_ATTRIBUTE, /* quoted attribute: always escaped; a safe value has its tags stripped and is escaped
                           without escaping entities twice */
    ESCAPING_URL,       /* whole value of a URL attribute: scheme checked, percent-encoded, then attribute */
    ESCAPING_IMAGE_URL, /* the same for src, srcset-like attributes of images and media */
    ESCAPING_URL_PATH,  /* later part of a URL attribute, before '?': percent-encoded, slashes kept */
    ESCAPING_URL_COMPONENT, /* in the query or fragment: percent-encoded as a component */
    ESCAPING_SCRIPT,        /* in <script>: the value as JSON, safe against </script> */
    ESCAPING_SCRIPT_STRING, /* inside a quoted string in <script>: JSON string contents */
    ESCAPING_XML, /* XML text and attribute; a safe value in text is escaped too (feeds carry HTML as text) */
    ESCAPING_XML_CDATA,   /* inside <![CDATA[ ]]>: "]]>" is split */
    ESCAPING_JSON,        /* JSON file outside a string: the value as JSON */
    ESCAPING_JSON_STRING, /* inside a string of a JSON file */
    ESCAPING_COMMENT,     /* in <!-- -->: nothing is printed, as in Go */
    ESCAPING_FORBIDDEN, /* unquoted attribute, tag or attribute name, <style>, style= or on…= attribute: error
                         */
};

struct context {
    enum template_language language;
    uint8_t state;     /* private to context.c */
    uint8_t delimiter; /* the quote that ends an attribute or string, or 0 */
    uint8_t element;   /* element whose text has rules of its own (script, style, textarea, title), or 0 */
    uint8_t attribute; /* kind of the attribute we are in: plain, url, image url, style, script */
    uint8_t url_part;  /* start, path, query or fragment of a URL attribute */
    char name[40]; /* the tag or attribute name being read, lower-cased, cut; in other states what was just
                      seen */
    uint8_t name_length;
    uint8_t progress;        /* bytes seen of the end tag that ends a raw text element */
    uint8_t hiding;          /* in <script>: what of its end tag is hidden, see context_script.c */
    uint8_t hiding_progress; /* and the bytes seen of what changes that */
    uint8_t depth; /* open braces inside ${ } of a template literal; in other states what they say */
    bool is_mixed; /* in JSON and code: a value has ended in one of the branches that meet here, in another
                      not */
};

void context_init(struct context *context, enum template_language language);
/* Moves over literal output. */
void context_advance(struct context *context, text literal);
/* How a value printed here is escaped. For ESCAPING_FORBIDDEN *reason says why ("an unquoted attribute"). */
enum escaping context_escaping(const struct context *context, const char **reason);
/* What to do about it; absent where that is not one thing. */
text context_hint(const struct context *context);
/* Moves over one printed value (a URL attribute is no longer at its start, an attribute value is not empty).
 */
void context_advance_value(struct context *context);
/* A loop's body begins here, which may follow itself. */
void context_begin_loop(struct context *context);
/* Is this a place between values of JSON or code, or between the addresses of srcset, where a comma is a mark
 * and no text? */
bool context_takes_comma(const struct context *context);
/* In a JSON file: has a value just ended, so that no other can stand here? */
bool context_refuses_value(const struct context *context);
bool context_equal(const struct context *a, const struct context *b);
/*
 * Where a page stands after one of two branches. Contexts that differ only in what follows safely from either
 * (a tag with or without an attribute's name, a URL with or without its query) become the stricter one in
 * *into; false, and *into unchanged, when they cannot meet.
 */
bool context_join(struct context *into, const struct context *other);
/* In words, for "branches end in different contexts": "text", "the value of attribute href", … */
const char *context_name(const struct context *context);

/* Appends the value as the escaping demands. False (nothing appended) if a value of that kind cannot stand
 * there, e.g. a map in text; *problem says why. A refused URL is replaced by "#blocked-address" and is
 * *blocked, else that is absent. */
bool escaping_append(enum escaping escaping, const struct value *value, struct buffer *out,
    struct arena *arena, const char **problem, text *blocked);
#endif
