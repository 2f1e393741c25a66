/* SPDX-License-Identifier: MIT */
/*
 * The part of context that runs when a page is rendered: a value, and how it is escaped, become bytes. Each
 * escaping has a row. The value first becomes a text (or JSON), then the text is made harmless for its place;
 * a text that is safe, which means it is markup, is printed as it is only in markup.
 */
#include "base/arena.h"
#include "base/escape.h"
#include "base/json.h"
#include "base/object.h"
#include "base/srcset.h"
#include "template/context.h"
#include "template/markup.h"
#include <string.h>

struct printing {
    const struct value *value;
    struct buffer *out;
    struct arena *arena;
    text *blocked; /* gets an address that is not printed */
};

static const text blocked_address = TEXT_INIT("#blocked-address");

static void append_plain(const struct printing *printing, text value)
{
    buffer_append(printing->out, value);
}

static void append_text(const struct printing *printing, text value)
{
    if (printing->value->is_safe)
        buffer_append(printing->out, value);
    else
        escape_html(printing->out, value);
}

static text words_of(const struct printing *printing, text value)
{
    return printing->value->is_safe ? markup_strip_tags(printing->arena, value) : value;
}

static void append_attribute(const struct printing *printing, text value)
{
    if (printing->value->is_safe)
        markup_append_attribute(printing->out, value);
    else
        escape_html(printing->out, value);
}

/* The address, percent-encoded and then escaped for the attribute. */
static void append_address(const struct printing *printing, text address)
{
    struct buffer encoded;
    address = text_trim(address);
    if (url_needs_no_escape(address)) {
        buffer_append(printing->out, address);
        return;
    }
    buffer_init(&encoded, printing->arena);
    escape_url(&encoded, address);
    escape_html(printing->out, buffer_text(&encoded));
}

static void append_if_safe(const struct printing *printing, text address, bool is_safe)
{
    if (!is_safe)
        *printing->blocked = address;
    append_address(printing, is_safe ? address : blocked_address);
}

static void append_url(const struct printing *printing, text value)
{
    text address = words_of(printing, value);
    append_if_safe(printing, address, url_scheme_is_safe(address));
}

static bool has_descriptor(text list)
{
    struct srcset_item item;
    for (size_t at = 0; srcset_next_unencoded(list, &at, &item);)
        if (item.descriptor.length)
            return true;
    return false;
}

static void append_image_address(const struct printing *printing, text address)
{
    append_if_safe(printing, address, url_is_safe_image(address));
}

/* One address, or several with descriptors, as srcset has them. */
static void append_image_url(const struct printing *printing, text value)
{
    text whole = words_of(printing, value);
    if (!has_descriptor(whole)) {
        append_image_address(printing, whole);
        return;
    }
    struct srcset_item item;
    for (size_t at = 0, count = 0; srcset_next_unencoded(whole, &at, &item); count++) {
        if (count > 0)
            buffer_append_literal(printing->out, ", ");
        append_image_address(printing, item.address);
        if (item.descriptor.length)
            buffer_append_byte(printing->out, ' ');
        buffer_append(printing->out, item.descriptor);
    }
}

static bool is_encoded_address(const struct value *value)
{
    return value->is_encoded && !value->is_safe;
}

/* What the urlencode filter has made is only escaped for the attribute; all that needs it there is the '&'
 * between names and values. */
static void append_encoded(const struct printing *printing, text value)
{
    if (text_find_byte(value, '&', 0) == SIZE_MAX)
        buffer_append(printing->out, value);
    else
        escape_html(printing->out, value);
}

/* Of a path: what is encoded already stays, and so do the marks that separate nothing. A ':' is always
 * encoded, for the bytes before it could be read as a scheme. */
static void append_url_path(const struct printing *printing, text value)
{
    if (is_encoded_address(printing->value)) {
        append_encoded(printing, value);
        return;
    }
    text words = words_of(printing, value);
    for (size_t i = 0; i < words.length; i++) {
        char byte = words.bytes[i];
        if (byte == '&' || byte == '\'')
            escape_html(printing->out, text_slice(words, i, 1));
        else if (byte != '\0' && (url_escaped_byte(words, i) >= 0 || strchr("/@!$()*+,;=", byte)))
            buffer_append_byte(printing->out, byte);
        else
            escape_url_component(printing->out, text_slice(words, i, 1), false);
    }
}

static void append_url_component(const struct printing *printing, text value)
{
    if (is_encoded_address(printing->value))
        append_encoded(printing, value);
    else
        escape_url_component(printing->out, words_of(printing, value), false);
}

/* Quotes and '$' too, for strings of JavaScript may be quoted by ' and `. */
static void append_script_string(const struct printing *printing, text value)
{
    struct buffer escaped;
    buffer_init(&escaped, printing->arena);
    escape_json(&escaped, value);
    for (size_t i = 0; i < escaped.length; i++) {
        char byte = escaped.bytes[i];
        if (byte == '\'' || byte == '`' || byte == '$')
            buffer_print(printing->out, "\\u%04x", (unsigned)byte);
        else
            buffer_append_byte(printing->out, byte);
    }
}

static void append_json_string(const struct printing *printing, text value)
{
    escape_json(printing->out, value);
}

static void append_xml(const struct printing *printing, text value)
{
    escape_xml(printing->out, value);
}

static bool is_xml_character(uint32_t code_point)
{
    return code_point >= 0x20 ? code_point != 0xFFFE && code_point != 0xFFFF
                              : code_point == '\t' || code_point == '\n' || code_point == '\r';
}

/* "]]>" cannot stand in CDATA: the section ends and another begins within it. At the value's ends the bytes
 * of the layout could complete one. */
static void append_xml_cdata(const struct printing *printing, text value)
{
    size_t bracket_count = 2;
    for (size_t at = 0; at < value.length;) {
        uint32_t code_point = text_next_code_point(value, &at);
        if (!is_xml_character(code_point))
            continue;
        if (code_point == '>' && bracket_count >= 2)
            buffer_append_literal(printing->out, "]]><![CDATA[");
        bracket_count = code_point == ']' ? bracket_count + 1 : 0;
        buffer_append_code_point(printing->out, code_point);
    }
    if (value.length > 0 && value.bytes[value.length - 1] == ']')
        buffer_append_literal(printing->out, "]]><![CDATA[");
}

static bool is_json(const struct value *value)
{
    return value->is_encoded && value->is_safe;
}

static void append_json(const struct printing *printing, text value)
{
    if (is_json(printing->value))
        buffer_append(printing->out, value);
    else
        json_write(printing->out, printing->value, 0);
}

static void append_nothing(const struct printing *printing, text value)
{
    (void)printing;
    (void)value;
}

struct escaping_row {
    void (*append)(const struct printing *printing, text value);
    bool takes_all_kinds; /* also lists and maps */
};

static const struct escaping_row escapings[] = {
    [ESCAPING_NONE] = { append_plain, false },
    [ESCAPING_TEXT] = { append_text, false },
    [ESCAPING_ATTRIBUTE] = { append_attribute, false },
    [ESCAPING_URL] = { append_url, false },
    [ESCAPING_IMAGE_URL] = { append_image_url, false },
    [ESCAPING_URL_PATH] = { append_url_path, false },
    [ESCAPING_URL_COMPONENT] = { append_url_component, false },
    [ESCAPING_SCRIPT] = { append_json, true },
    [ESCAPING_SCRIPT_STRING] = { append_script_string, false },
    [ESCAPING_XML] = { append_xml, false },
    [ESCAPING_XML_CDATA] = { append_xml_cdata, false },
    [ESCAPING_JSON] = { append_json, true },
    [ESCAPING_JSON_STRING] = { append_json_string, false },
    [ESCAPING_COMMENT] = { append_nothing, true },
    [ESCAPING_FORBIDDEN] = { append_nothing, true },
    /* to add one: an escaping in context.h, its function above, its row here */
};

/* Why a value of this kind cannot stand in running text; NULL when it can. */
static const char *problem_of(const struct value *value)
{
    if (value->kind == VALUE_LIST)
        return "a list cannot be printed here (use 'join' or 'json')";
    if (value->kind == VALUE_MAP)
        return "a map cannot be printed here (name one of its keys, or use 'json')";
    if (value->kind == VALUE_CALLABLE)
        return "a function cannot be printed (call it with parentheses)";
    if (value->kind == VALUE_OBJECT && !value->as.object.type->label_field)
        return "an object of this kind cannot be printed (name one of its fields)";
    return NULL;
}

bool escaping_append(enum escaping escaping, const struct value *value, struct buffer *out,
    struct arena *arena, const char **problem, text *blocked)
{
    const struct escaping_row *row = &escapings[escaping];
    *problem = NULL;
    *blocked = TEXT_NONE;
    if (escaping == ESCAPING_FORBIDDEN)
        *problem = "nothing can be printed here";
    else if (!row->takes_all_kinds || value->kind == VALUE_CALLABLE)
        *problem = problem_of(value);
    if (*problem)
        return false;
    const struct printing printing = { value, out, arena, blocked };
    row->append(&printing, row->takes_all_kinds && !is_json(value) ? TEXT("") : value_to_text(value, arena));
    return true;
}
