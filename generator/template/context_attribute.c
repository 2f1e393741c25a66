/* SPDX-License-Identifier: MIT */
/*
 * The part of context that knows HTML's names: which elements hold raw text, which attributes hold an
 * address, a picture's address, style or script. An address is followed byte by byte, for what may be printed
 * into it depends on whether its scheme, its path or its query is being written.
 */
#include "template/context_state.h"
#include "base/count.h"
#include <string.h>

struct element_row {
    const char *name;
    enum context_element element;
};

static const struct element_row elements[] = {
    { "script", ELEMENT_SCRIPT }, { "style", ELEMENT_STYLE }, { "textarea", ELEMENT_TEXTAREA },
    { "title", ELEMENT_TITLE }, { "xmp", ELEMENT_RAW_TEXT }, { "iframe", ELEMENT_RAW_TEXT },
    { "noembed", ELEMENT_RAW_TEXT }, { "noframes", ELEMENT_RAW_TEXT }, { "plaintext", ELEMENT_RAW_TEXT },
    { "img", ELEMENT_MEDIA }, { "source", ELEMENT_MEDIA }, { "video", ELEMENT_MEDIA },
    { "audio", ELEMENT_MEDIA }, { "track", ELEMENT_MEDIA }, { "image", ELEMENT_MEDIA },
    { "input", ELEMENT_MEDIA },
    /* to add one: an element whose text or whose src has rules of its own */
};

struct attribute_row {
    const char *name;
    enum context_attribute attribute;
};

static const struct attribute_row attributes[] = {
    { "href", ATTRIBUTE_URL }, { "src", ATTRIBUTE_URL }, /* of pictures and media: ATTRIBUTE_IMAGE_URL */
    { "action", ATTRIBUTE_URL }, { "formaction", ATTRIBUTE_URL }, { "cite", ATTRIBUTE_URL },
    { "data", ATTRIBUTE_URL }, { "ping", ATTRIBUTE_URL }, { "manifest", ATTRIBUTE_URL },
    { "codebase", ATTRIBUTE_URL }, { "classid", ATTRIBUTE_URL }, { "archive", ATTRIBUTE_URL },
    { "profile", ATTRIBUTE_URL }, { "longdesc", ATTRIBUTE_URL }, { "usemap", ATTRIBUTE_URL },
    { "icon", ATTRIBUTE_URL }, { "poster", ATTRIBUTE_IMAGE_URL }, { "background", ATTRIBUTE_IMAGE_URL },
    { "srcset", ATTRIBUTE_IMAGE_LIST }, { "imagesrcset", ATTRIBUTE_IMAGE_LIST }, { "style", ATTRIBUTE_STYLE },
    { "srcdoc", ATTRIBUTE_MARKUP },
    /* to add one: an attribute whose value is more than words */
};

static const char *const code_schemes[] = {
    "javascript:", "vbscript:", "data:", "livescript:",
    /* to add one: a scheme whose addresses are programs or documents, with its colon */
};

/* What no browser takes for a program or a page, whatever a value in it says. */
static const char *const harmless_data_types[] = {
    "application/json", "application/x-bibtex", "application/x-research-info-systems", "text/csv",
    "text/plain",
    /* to add one: a type that is only ever shown or saved; its name has less than 40 letters */
};

enum context_element context_element_named(const struct context *context)
{
    for (size_t i = 0; i < COUNT(elements); i++)
        if (context_name_is(context, elements[i].name))
            return elements[i].element;
    return ELEMENT_OTHER;
}

/* The name without a prefix such as "xlink:"; "xmlns:data" declares a name space and is no data. */
static struct context without_prefix(const struct context *context)
{
    struct context local = *context;
    const char *colon = memchr(local.name, ':', local.name_length);
    if (!colon || strncmp(local.name, "xmlns:", 6) == 0)
        return local;
    size_t start = (size_t)(colon + 1 - local.name);
    local.name_length = (uint8_t)(local.name_length - start);
    memmove(local.name, local.name + start, local.name_length);
    return local;
}

enum context_attribute context_attribute_named(const struct context *context)
{
    if (context->language == TEMPLATE_XML)
        return ATTRIBUTE_PLAIN;
    struct context local = without_prefix(context);
    if (local.name_length > 2 && strncmp(local.name, "on", 2) == 0)
        return ATTRIBUTE_SCRIPT;
    for (size_t i = 0; i < COUNT(attributes); i++) {
        if (!context_name_is(&local, attributes[i].name))
            continue;
        bool is_media = context->element == ELEMENT_MEDIA && context_name_is(&local, "src");
        return is_media ? ATTRIBUTE_IMAGE_URL : attributes[i].attribute;
    }
    return ATTRIBUTE_PLAIN;
}

static bool name_is_code_scheme(const struct context *context)
{
    for (size_t i = 0; i < COUNT(code_schemes); i++)
        if (context_name_is(context, code_schemes[i]))
            return true;
    return false;
}

static bool name_is_harmless_data_type(const struct context *context)
{
    for (size_t i = 0; i < COUNT(harmless_data_types); i++)
        if (context_name_is(context, harmless_data_types[i]))
            return true;
    return false;
}

/* The type of a data: address is gathered in `name` in its turn. */
static void note_data_type(struct context *context, char byte)
{
    if (byte != ';' && byte != ',') {
        context_note(context, byte);
        return;
    }
    context->url_part = !name_is_harmless_data_type(context) ? URL_CODE
                        : byte == ';'                        ? URL_DATA_PARAMETERS
                                                             : URL_QUERY;
}

/* The scheme is gathered in `name`; browsers skip blanks and control bytes in it. What a value began may end
 * as any scheme. */
static void note_scheme(struct context *context, char byte)
{
    if ((unsigned char)byte <= ' ' || context->depth == SCHEME_PAST)
        return;
    context_note(context, byte);
    if (byte != ':' && byte != '/')
        return;
    bool is_printed = context->depth == SCHEME_PRINTED;
    context->depth = SCHEME_PAST;
    if (byte == ':' && (is_printed || name_is_code_scheme(context))) {
        context->url_part = !is_printed && context_name_is(context, "data:") ? URL_DATA_TYPE : URL_CODE;
        context->name_length = 0;
    }
}

void context_url_start(struct context *context)
{
    context->url_part = URL_START;
    context->depth = SCHEME_WRITTEN;
}

/* True when the byte stands between the addresses of srcset: a comma, a blank, or part of a descriptor. */
static bool is_between_addresses(struct context *context, char byte)
{
    if (context->attribute != ATTRIBUTE_IMAGE_LIST)
        return false;
    if (byte == ',') {
        context_url_start(context);
        context->name_length = 0;
    } else if (context_is_space(byte) && context->url_part != URL_START) {
        context->url_part = URL_DESCRIPTOR;
        context->depth = SCHEME_PAST;
        context->name_length = 0;
    }
    return byte == ',' || context_is_space(byte) || context->url_part == URL_DESCRIPTOR;
}

void context_url_step(struct context *context, char byte)
{
    if (is_between_addresses(context, byte) || context->url_part == URL_CODE) {
        return;
    } else if (context->url_part == URL_DATA_TYPE) {
        note_data_type(context, byte);
    } else if (context->url_part == URL_DATA_PARAMETERS) {
        context->url_part = byte == ',' ? URL_QUERY : URL_DATA_PARAMETERS;
    } else if (byte == '?' || byte == '#') {
        context->url_part = URL_QUERY;
    } else if (!context_is_space(byte) && context->url_part != URL_QUERY) {
        context->url_part = URL_PATH;
        note_scheme(context, byte);
    }
}
