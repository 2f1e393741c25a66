/* SPDX-License-Identifier: MIT */
/*
 * What is said of a value that is not there. What the expression asked of is evaluated once more for the
 * hint, but only where it stands: a value that came here under another name may be from a frame that is gone.
 */
#include "base/count.h"
#include "base/date_part.h"
#include "base/object.h"
#include "template/evaluate.h"
#include "template/loop.h"

static void append_path(struct buffer *out, const struct expression *expression)
{
    if (expression->kind == EXPRESSION_NAME) {
        buffer_append(out, expression->as.name.name);
    } else if (expression->kind == EXPRESSION_ATTRIBUTE) {
        append_path(out, expression->as.attribute.object);
        buffer_append_byte(out, '.');
        buffer_append(out, expression->as.attribute.name);
    } else if (expression->kind == EXPRESSION_INDEX) {
        append_path(out, expression->as.index.object);
        buffer_append_literal(out, "[…]");
    } else {
        buffer_append_literal(out, "(…)");
    }
}

text evaluate_path(struct render *render, const struct expression *expression)
{
    struct buffer path;
    buffer_init(&path, render->arena);
    append_path(&path, expression);
    return buffer_text(&path);
}

static const struct expression *object_of(const struct expression *origin)
{
    return origin->kind == EXPRESSION_ATTRIBUTE ? origin->as.attribute.object : origin->as.index.object;
}

/* The field or key that was asked for; absent when it is a number, or cannot be told any more. */
static text name_of(struct render *render, const struct expression *origin, bool is_at_hand)
{
    if (origin->kind == EXPRESSION_ATTRIBUTE)
        return origin->as.attribute.name;
    const struct expression *index = origin->as.index.index;
    if (index->kind != EXPRESSION_CONSTANT && !is_at_hand)
        return TEXT_NONE;
    struct value value = evaluate(render, index);
    return value.kind == VALUE_TEXT ? value.as.text : TEXT_NONE;
}

static text did_you_mean(struct render *render, const char *name)
{
    return text_format(render->arena, "did you mean '%s'?", name);
}

static text field_hint(struct render *render, const struct object_type *type, text name)
{
    const char *nearest = object_nearest_field(type, name);
    if (nearest)
        return did_you_mean(render, nearest);
    const char *page = type == &loop_type ? "layouts" : "fields";
    return text_format(render->arena, "docs/%s.md lists the fields of %s", page, type->name);
}

/* `article.weight`, a key of front matter, and `article.reading`, a field of a plugin; absent for others. */
static text hint_at_maps(struct render *render, const struct expression *origin, text name)
{
    static const text maps[] = { TEXT_INIT("extra"), TEXT_INIT("fields"), TEXT_INIT("data") };
    const struct value whole = evaluate(render, object_of(origin));
    for (size_t i = 0; whole.kind == VALUE_OBJECT && i < COUNT(maps); i++) {
        struct value map = object_field(whole.as.object.type, maps[i])
                               ? evaluate_member(render, origin, &whole, maps[i])
                               : value_none();
        if (map.kind == VALUE_MAP && value_map_find(map.as.map, name))
            return text_format(render->arena, "write '%.*s.%.*s.%.*s'",
                TEXT_ARGS(evaluate_path(render, object_of(origin))), TEXT_ARGS(maps[i]), TEXT_ARGS(name));
    }
    return TEXT_NONE;
}

static void fail_field(struct render *render, const struct expression *origin, const struct object_type *type,
    text name, bool is_at_hand)
{
    text hint = is_at_hand && name.bytes ? hint_at_maps(render, origin, name) : TEXT_NONE;
    if (!name.bytes)
        evaluate_fail(
            render, origin->where, "unknown-field", TEXT_NONE, "%s has no field of that name", type->name);
    else
        evaluate_fail(render, origin->where, "unknown-field",
            hint.bytes ? hint : field_hint(render, type, name), "%s has no field '%.*s'", type->name,
            TEXT_ARGS(name));
}

/* What other languages ask of a list or a text as its field is a filter here; NULL for anything else. */
static const char *filter_for(const struct value *whole, text name)
{
    static const struct {
        const char *field, *filter;
        bool is_of_texts;
    } filters[] = {
        { "length", "length", true }, { "size", "length", true }, { "count", "length", true },
        { "len", "length", true }, { "first", "first", false }, { "last", "last", false },
        /* to add one: its row */
    };
    for (size_t i = 0; i < COUNT(filters); i++)
        if (text_equal(name, text_of(filters[i].field)) &&
            (whole->kind == VALUE_LIST || (filters[i].is_of_texts && whole->kind != VALUE_DATE)))
            return filters[i].filter;
    return NULL;
}

/* The keys of a small map, to choose from. */
static text keys_hint(struct render *render, const struct value_map *map)
{
    enum { SHOWN_MAX = 6 };
    struct buffer words;
    buffer_init(&words, render->arena);
    for (size_t i = 0; i < map->count && map->count <= SHOWN_MAX; i++)
        buffer_print(&words, "%s'%.*s'", i ? ", " : "it has ", TEXT_ARGS(map->entries[i].key));
    buffer_print(&words, "%swhere it may be missing, ask with 'is defined' or use '|default(…)'",
        words.length ? "; " : "");
    return buffer_text(&words);
}

/* What to write instead, by what was asked. */
static text hint_for(struct render *render, const struct value *whole, text path, text name)
{
    text nearest =
        whole->kind == VALUE_MAP ? value_map_nearest(render->arena, whole->as.map, name) : TEXT_NONE;
    if (nearest.bytes)
        return text_format(render->arena, "did you mean '%.*s'?", TEXT_ARGS(nearest));
    const char *filter = filter_for(whole, name);
    if (whole->kind == VALUE_MAP && text_equal(name, TEXT("items")))
        filter = "items";
    if (filter)
        return text_format(render->arena, "write '%.*s|%s'", TEXT_ARGS(path), filter);
    if (whole->kind == VALUE_MAP)
        return keys_hint(render, whole->as.map);
    if (whole->kind == VALUE_LIST)
        return TEXT("it is a list: take an item, [0] or |first, or go through all with 'for'");
    if (whole->kind == VALUE_TEXT)
        return TEXT("it is a text, which has no parts; what can be done with it are filters: |upper");
    if (whole->kind == VALUE_DATE) {
        const char *part = date_part_nearest(name);
        return part ? did_you_mean(render, part) : TEXT("in words it is written with |date(\"%-d %B %Y\")");
    }
    return TEXT("where it may be missing, ask with 'is defined' or use '|default(…)'");
}

static void fail_missing(struct render *render, const struct expression *origin, text name, bool is_at_hand)
{
    struct value whole = is_at_hand ? evaluate(render, object_of(origin)) : value_undefined();
    text path = evaluate_path(render, object_of(origin));
    if (name.bytes)
        evaluate_fail(render, origin->where, "unknown-field", hint_for(render, &whole, path, name),
            "'%.*s' has no '%.*s'", TEXT_ARGS(path), TEXT_ARGS(name));
    else
        evaluate_fail(render, origin->where, "unknown-field",
            TEXT("where it may be missing, ask with 'is defined' or use '|default(…)'"),
            "'%.*s' has no such item", TEXT_ARGS(path));
}

static void fail_access(struct render *render, const struct expression *expression,
    const struct expression *origin, const struct value *value)
{
    bool is_at_hand = origin == expression;
    text name = name_of(render, origin, is_at_hand);
    text path = evaluate_path(render, object_of(origin));
    if (value->as.object.pointer && value->as.object.type)
        fail_field(render, origin, value->as.object.type, name, is_at_hand);
    else if (value->is_plain)
        evaluate_fail(render, origin->where, "unknown-field",
            TEXT("ask first whether there is one: {% if … %}"), "'%.*s' is none and has no fields",
            TEXT_ARGS(path));
    else
        fail_missing(render, origin, name, is_at_hand);
}

void evaluate_fail_undefined(
    struct render *render, const struct expression *expression, const struct value *value)
{
    const struct expression *origin = value->as.object.pointer ? value->as.object.pointer : expression;
    if (origin->kind == EXPRESSION_ATTRIBUTE || origin->kind == EXPRESSION_INDEX) {
        fail_access(render, expression, origin, value);
    } else if (origin->kind == EXPRESSION_NAME && origin->as.name.place.kind == PLACE_GLOBAL) {
        bool is_article = text_equal(origin->as.name.name, TEXT("article"));
        text hint =
            text_format(render->arena, "ask with '%.*s is defined'%s", TEXT_ARGS(origin->as.name.name),
                is_article ? "; those of a list are in {% for article in listing.articles %}" : "");
        evaluate_fail(render, origin->where, "undefined-name", hint, "'%.*s' is not known on this page",
            TEXT_ARGS(origin->as.name.name));
    } else if (origin->kind == EXPRESSION_NAME) {
        evaluate_fail(render, origin->where, "undefined-name",
            text_equal(origin->as.name.name, TEXT("caller"))
                ? TEXT("only {% call … %} gives a macro one; ask with 'caller is defined'")
                : TEXT("give it a value in every case, a parameter where the macro is called, or use "
                       "'|default(…)'"),
            "'%.*s' has no value here", TEXT_ARGS(origin->as.name.name));
    } else {
        evaluate_fail(render, origin->where, "undefined-name",
            TEXT("where there may be nothing, use '|default(…)'"), "the value is undefined");
    }
}
