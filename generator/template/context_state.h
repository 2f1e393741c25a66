/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_TEMPLATE_CONTEXT_STATE_H
#define BRIEF_TEMPLATE_CONTEXT_STATE_H
/*
 * context_state: what the files of the context machine share: the states, the kinds of elements and
 * attributes, and the steps that live outside context.c. Nobody else includes it.
 */
#include "template/context.h"

/* ORDER STATES: the tables of context.c follow it. */
enum context_state {
    STATE_TEXT,                 /* between tags */
    STATE_TAG_OPEN,             /* after '<' */
    STATE_TAG_NAME,             /* delimiter is '/' in an end tag */
    STATE_TAG,                  /* in a tag, before an attribute */
    STATE_ATTRIBUTE_NAME,       /* in an attribute's name */
    STATE_AFTER_NAME,           /* after it, before '=' */
    STATE_BEFORE_VALUE,         /* after '=' */
    STATE_VALUE,                /* in a quoted value; delimiter is the quote */
    STATE_UNQUOTED_VALUE,       /* in a value without quotes */
    STATE_MARKUP,               /* after "<!" */
    STATE_COMMENT,              /* in a comment; name holds the last bytes */
    STATE_DECLARATION,          /* a doctype or what browsers skip up to '>' */
    STATE_INSTRUCTION,          /* XML: after "<?" */
    STATE_CDATA,                /* XML: in <![CDATA[ */
    STATE_RAW,                  /* in title, textarea, style: only the end tag counts */
    STATE_SCRIPT,               /* code; delimiter is the last byte that was not white, name the last word */
    STATE_SCRIPT_STRING,        /* delimiter is the quote */
    STATE_SCRIPT_TEMPLATE,      /* in a template literal */
    STATE_SCRIPT_TEMPLATE_CODE, /* in its ${ }; delimiter is the quote of a string in there, or 0 */
    STATE_SCRIPT_REGEX,
    STATE_SCRIPT_LINE_COMMENT,
    STATE_SCRIPT_BLOCK_COMMENT,
    STATE_JSON, /* delimiter is the last byte that was not white */
    STATE_JSON_STRING,
    STATE_PLAIN, /* a text file */
    STATE_COUNT
};

enum context_element {
    ELEMENT_OTHER,
    ELEMENT_SCRIPT,
    ELEMENT_STYLE,
    ELEMENT_RAW_TEXT,
    ELEMENT_TEXTAREA,
    ELEMENT_TITLE,
    ELEMENT_MEDIA
};

enum context_attribute {
    ATTRIBUTE_PLAIN,
    ATTRIBUTE_URL,
    ATTRIBUTE_IMAGE_URL,
    ATTRIBUTE_IMAGE_LIST, /* srcset: addresses with widths, separated by commas */
    ATTRIBUTE_STYLE,
    ATTRIBUTE_SCRIPT,
    ATTRIBUTE_MARKUP /* srcdoc */
};

enum context_url_part {
    URL_START, /* nothing yet: the scheme is still open */
    URL_PATH,
    URL_QUERY,           /* after '?' or '#', and in what a data: address of a harmless type holds */
    URL_DATA_TYPE,       /* after "data:" */
    URL_DATA_PARAMETERS, /* after a harmless type, before the comma */
    URL_CODE,            /* after "javascript:" and its like */
    URL_DESCRIPTOR       /* in srcset, behind an address and a blank, up to the comma: "2x" */
};

/* In `depth` of a URL attribute: what is known of the scheme so far, the strictest last. */
enum context_scheme {
    SCHEME_PAST,    /* there is none, or it has ended */
    SCHEME_WRITTEN, /* all bytes so far are the layout's own */
    SCHEME_PRINTED  /* a value, or one of two branches, may have written it */
};

/* The element and attribute by the lower-case name in context->name. */
enum context_element context_element_named(const struct context *context);
enum context_attribute context_attribute_named(const struct context *context);
/* Goes to the start of an address: of a URL attribute or of an item of srcset. */
void context_url_start(struct context *context);
/* Moves over one byte of the value of a URL attribute. */
void context_url_step(struct context *context, char byte);

/* Is `byte` (and what came before it) the end of the end tag's name, "</script" with a byte that ends a name
 * behind it? Then the context has moved into that tag. */
bool context_raw_ends(struct context *context, char byte);
/* One step each in <script>. */
void context_script_step(struct context *context, char byte);
void context_script_string_step(struct context *context, char byte);
void context_script_template_step(struct context *context, char byte);
void context_script_template_code_step(struct context *context, char byte);
void context_script_regex_step(struct context *context, char byte);
void context_script_line_comment_step(struct context *context, char byte);
void context_script_block_comment_step(struct context *context, char byte);
/* A printed value stands where a word of the code would. */
void context_script_note_value(struct context *context);

/* In code: has a value ended, so that an operator or a comma follows? */
bool context_script_ends_value(const struct context *context);

/* One step each in a JSON file. */
void context_json_step(struct context *context, char byte);
void context_json_string_step(struct context *context, char byte);
/* Over one printed value, which is a value of JSON or stands in a string. */
void context_json_note_value(struct context *context);
/* Where both go on in JSON or code: has a value ended in one of them alone? */
bool context_mixes(const struct context *a, const struct context *b);

/* Goes to a state with nothing remembered. */
void context_enter(struct context *context, enum context_state state);
/* Adds a byte, lower-cased, to context->name while there is room. */
void context_note(struct context *context, char byte);
/* Is context->name that? */
bool context_name_is(const struct context *context, const char *name);
bool context_is_space(char byte);
#endif
