/* SPDX-License-Identifier: MIT */
/*
 * The filters that decide about safety. Only `safe` says of a text that it is markup; the others escape and
 * may say so.
 */
#include "template/filters_markup.h"
#include "base/arena.h"
#include "base/escape.h"
#include "base/json.h"
#include "template/filters_arguments.h"
#include "template/markup.h"
#include <string.h>

struct value filter_markup_safe(struct template_call *call, void *data)
{
    (void)data;
    text value;
    if (call->input.kind == VALUE_TEXT && call->input.is_safe)
        return call->input;
    return filter_input_text(call, &value) ? value_safe_text(value) : value_undefined();
}

struct value filter_markup_escape(struct template_call *call, void *data)
{
    (void)data;
    text value;
    if (call->input.kind == VALUE_TEXT && call->input.is_safe)
        return call->input;
    return filter_input_text(call, &value) ? value_safe_text(filter_escaped(call->arena, &call->input))
                                           : value_undefined();
}

struct value filter_markup_forceescape(struct template_call *call, void *data)
{
    (void)data;
    text value;
    if (!filter_input_text(call, &value))
        return value_undefined();
    struct value plain = value_text(value);
    return value_safe_text(filter_escaped(call->arena, &plain));
}

struct value filter_markup_striptags(struct template_call *call, void *data)
{
    (void)data;
    text value;
    return filter_input_text(call, &value) ? value_text(markup_strip_tags(call->arena, value))
                                           : value_undefined();
}

struct value filter_markup_nl2br(struct template_call *call, void *data)
{
    (void)data;
    text value;
    if (!filter_input_text(call, &value))
        return value_undefined();
    text escaped = filter_escaped(call->arena, &call->input);
    return value_safe_text(text_replace(call->arena, escaped, TEXT("\n"), TEXT("<br>\n")));
}

static void append_pair(
    struct template_call *call, struct buffer *out, const struct value *key, const struct value *value)
{
    if (out->length > 0)
        buffer_append_byte(out, '&');
    escape_url_form(out, value_to_text(key, call->arena));
    buffer_append_byte(out, '=');
    escape_url_form(out, value_to_text(value, call->arena));
}

/* The mark keeps the text from being encoded again where it stands in an address. */
static struct value encoded(const struct buffer *out)
{
    struct value made = value_text(out->length ? buffer_text(out) : TEXT(""));
    made.is_encoded = true;
    return made;
}

static struct value encoded_map(struct template_call *call, const struct value_map *map)
{
    struct buffer out;
    buffer_init(&out, call->arena);
    for (size_t i = 0; i < map->count; i++) {
        struct value key = value_text(map->entries[i].key);
        append_pair(call, &out, &key, &map->entries[i].value);
    }
    return encoded(&out);
}

static struct value encoded_pairs(struct template_call *call, const struct value_list *list)
{
    struct buffer out;
    buffer_init(&out, call->arena);
    for (size_t i = 0; i < list->count; i++) {
        struct value pair = value_list_at(list, i);
        if (pair.kind != VALUE_LIST || pair.as.list->count != 2)
            return template_call_fail(call, "expected pairs of name and value");
        struct value key = value_list_at(pair.as.list, 0), value = value_list_at(pair.as.list, 1);
        append_pair(call, &out, &key, &value);
    }
    return encoded(&out);
}

struct value filter_markup_urlencode(struct template_call *call, void *data)
{
    (void)data;
    text value;
    if (call->input.kind == VALUE_MAP)
        return encoded_map(call, call->input.as.map);
    if (call->input.kind == VALUE_LIST)
        return encoded_pairs(call, call->input.as.list);
    if (!filter_input_text(call, &value))
        return value_undefined();
    struct buffer out;
    buffer_init(&out, call->arena);
    escape_url_component(&out, value, true);
    return encoded(&out);
}

static text with_apostrophes_escaped(struct arena *arena, text json)
{
    return text_replace(arena, json, TEXT("'"), TEXT("\\u0027"));
}

struct value filter_markup_json(struct template_call *call, void *data)
{
    (void)data;
    int64_t indent;
    if (!filter_option_integer(call, 0, 0, &indent))
        return value_undefined();
    if (indent < 0 || indent > 16)
        return template_call_fail(
            call, "expected an indentation from 0 to 16, found %lld", (long long)indent);
    if (call->input.kind == VALUE_CALLABLE)
        return template_call_fail(call, "a function has no JSON");
    struct buffer out;
    buffer_init(&out, call->arena);
    json_write(&out, &call->input, (int)indent);
    struct value made = value_safe_text(with_apostrophes_escaped(call->arena, buffer_text(&out)));
    made.is_encoded = true;
    return made;
}
