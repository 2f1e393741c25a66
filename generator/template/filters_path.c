/* SPDX-License-Identifier: MIT */
/*
 * The part of filters_arguments that follows dotted paths. A path is cut up once per call and followed for
 * every item, as sorting ten thousand articles by "author.name" asks for it.
 */
#include "base/date_part.h"
#include "base/readings.h"
#include "template/filters_arguments.h"

/* The number that the part is, or -1. */
static int64_t index_of(text part)
{
    int64_t number = 0;
    for (size_t i = 0; i < part.length; i++) {
        if (part.bytes[i] < '0' || part.bytes[i] > '9' || i >= 9)
            return -1;
        number = number * 10 + (part.bytes[i] - '0');
    }
    return part.length ? number : -1;
}

bool filter_path_of(struct template_call *call, const struct value *name, struct filter_path *path)
{
    *path = (struct filter_path){ 0 };
    if (name->kind == VALUE_INTEGER && name->as.integer >= 0) {
        path->indexes[0] = name->as.integer;
        path->parts[0] = path->whole = value_to_text(name, call->arena);
        path->count = 1;
        return true;
    }
    if (name->kind != VALUE_TEXT || name->as.text.length == 0) {
        template_call_fail(call, "expected the name of an attribute, found %s",
            name->kind == VALUE_TEXT ? "an empty text" : value_kind_name(name));
        return false;
    }
    path->whole = name->as.text;
    for (text rest = name->as.text; rest.bytes;) {
        if (path->count == FILTER_PATH_DEPTH_MAX) {
            template_call_fail(call, "'%.*s' has too many parts", TEXT_ARGS(path->whole));
            return false;
        }
        text part = text_trim(text_cut(&rest, '.'));
        path->indexes[path->count] = index_of(part);
        path->parts[path->count++] = part;
    }
    return true;
}

bool filter_path_read(struct template_call *call, size_t index, struct filter_path *path)
{
    *path = (struct filter_path){ 0 };
    const struct value *argument = filter_argument(call, index);
    return !argument || filter_path_of(call, argument, path);
}

static struct value part_of(
    const struct template_call *call, const struct filter_path *path, size_t part, const struct value *value)
{
    text name = path->parts[part];
    if (value->kind == VALUE_OBJECT) {
        const struct field *field = object_field(value->as.object.type, name);
        return field ? readings_field(call->readings, field, value->as.object.pointer, call->arena)
                     : value_undefined();
    }
    if (value->kind == VALUE_MAP) {
        const struct value *found = value_map_find(value->as.map, name);
        return found ? *found : value_undefined();
    }
    if (value->kind == VALUE_DATE)
        return date_part(call->arena, value->as.date, name);
    if (value->kind == VALUE_LIST && path->indexes[part] >= 0)
        return value_list_at(value->as.list, (size_t)path->indexes[part]);
    return value_undefined();
}

/* Undefined when a part is missing. */
static struct value follow(
    const struct template_call *call, const struct filter_path *path, const struct value *item)
{
    struct value value = *item;
    for (size_t i = 0; i < path->count && value.kind != VALUE_UNDEFINED; i++)
        value = part_of(call, path, i, &value);
    return value;
}

/* The first `count` parts as they are written. */
static text path_to(const struct filter_path *path, size_t count)
{
    const char *end = path->parts[count - 1].bytes + path->parts[count - 1].length;
    return text_slice(path->whole, 0, (size_t)(end - path->whole.bytes));
}

/* What to write instead of the part at `index`, which the value does not have. */
static text hint_for(
    const struct template_call *call, const struct filter_path *path, size_t index, const struct value *value)
{
    text name = path->parts[index], nearest = TEXT_NONE;
    if (value->kind == VALUE_OBJECT)
        nearest = text_of(object_nearest_field(value->as.object.type, name));
    else if (value->kind == VALUE_DATE)
        nearest = text_of(date_part_nearest(name));
    else if (value->kind == VALUE_MAP)
        nearest = value_map_nearest(call->arena, value->as.map, name);
    if (nearest.bytes)
        return text_format(call->arena, "did you mean '%.*s'?", TEXT_ARGS(nearest));
    if (value->kind == VALUE_MAP)
        return text_format(call->arena,
            "leave out those without it first: |selectattr(\"%.*s\", \"defined\")",
            TEXT_ARGS(path_to(path, index + 1)));
    if (value->kind == VALUE_NONE && index > 0)
        return text_format(call->arena, "leave out those without it first: |selectattr(\"%.*s\")",
            TEXT_ARGS(path_to(path, index)));
    if (value->kind == VALUE_OBJECT)
        return text_format(call->arena, "docs/fields.md lists the fields of %s", value->as.object.type->name);
    return TEXT_NONE;
}

/* Names the first part that is missing. */
static void fail_missing(struct template_call *call, const struct filter_path *path, const struct value *item)
{
    struct value value = *item;
    for (size_t i = 0; i < path->count; i++) {
        struct value next = part_of(call, path, i, &value);
        if (next.kind != VALUE_UNDEFINED) {
            value = next;
            continue;
        }
        template_call_fail(
            call, "%s has no attribute '%.*s'", value_kind_name(&value), TEXT_ARGS(path->parts[i]));
        call->fault_code = TEXT("unknown-field");
        call->fault_hint = hint_for(call, path, i, &value);
        return;
    }
    template_call_fail(call, "an item is undefined");
}

bool filter_path_need(struct template_call *call, const struct filter_path *path, const struct value *item,
    const struct value *fallback, struct value *result)
{
    *result = follow(call, path, item);
    if (result->kind != VALUE_UNDEFINED)
        return true;
    if (fallback)
        *result = *fallback;
    else
        fail_missing(call, path, item);
    return fallback != NULL;
}
