/* SPDX-License-Identifier: MIT */
/* One rendering: its limits, its mistakes, and where values of names are kept. */
#include "template/evaluate.h"
#include "base/arena.h"
#include "base/object.h"
#include <stdarg.h>

struct value evaluate_fail(
    struct render *render, span where, const char *code, text hint, const char *format, ...)
{
    if (render->has_failed)
        return value_undefined();
    render->has_failed = true;
    va_list arguments;
    va_start(arguments, format);
    text message = text_vformat(render->arena, format, arguments);
    va_end(arguments);
    struct diagnostics *diagnostics = render->diagnostics;
    struct diagnostic *diagnostic = diagnostic_report(diagnostics, SEVERITY_ERROR, where, code, message);
    if (hint.bytes)
        diagnostic_hint(diagnostics, diagnostic, "%.*s", TEXT_ARGS(hint));
    for (const struct level *level = render->level; level; level = level->outer)
        diagnostic_note(diagnostics, diagnostic, level->where, "%s", level->words);
    if (render->page->subject.length)
        diagnostic_note(
            diagnostics, diagnostic, SPAN_NONE, "while rendering %.*s", TEXT_ARGS(render->page->subject));
    return value_undefined();
}

/* The expression as it is written, as far as it is names and fields: "page.extra.note". */
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

static text path_of(struct render *render, const struct expression *expression)
{
    struct buffer path;
    buffer_init(&path, render->arena);
    append_path(&path, expression);
    return buffer_text(&path);
}

static void fail_field(struct render *render, const struct expression *origin, const struct object_type *type)
{
    bool is_index = origin->kind == EXPRESSION_INDEX;
    if (is_index) {
        evaluate_fail(
            render, origin->where, "unknown-field", TEXT_NONE, "%s has no field of that name", type->name);
        return;
    }
    text name = origin->as.attribute.name;
    const char *nearest = object_nearest_field(type, name);
    text hint = nearest ? text_format(render->arena, "did you mean '%s'?", nearest) : TEXT_NONE;
    evaluate_fail(
        render, origin->where, "unknown-field", hint, "%s has no field '%.*s'", type->name, TEXT_ARGS(name));
}

static void fail_missing(struct render *render, const struct expression *origin, bool is_of_none)
{
    const struct expression *object =
        origin->kind == EXPRESSION_ATTRIBUTE ? origin->as.attribute.object : origin->as.index.object;
    text path = path_of(render, object);
    text hint = TEXT("where it may be missing, ask with 'is defined' or use '|default(…)'");
    if (is_of_none)
        evaluate_fail(render, origin->where, "unknown-field", TEXT_NONE, "'%.*s' is none and has no fields",
            TEXT_ARGS(path));
    else if (origin->kind == EXPRESSION_ATTRIBUTE)
        evaluate_fail(render, origin->where, "unknown-field", hint, "'%.*s' has no '%.*s'", TEXT_ARGS(path),
            TEXT_ARGS(origin->as.attribute.name));
    else
        evaluate_fail(
            render, origin->where, "unknown-field", hint, "'%.*s' has no such item", TEXT_ARGS(path));
}

void evaluate_fail_undefined(
    struct render *render, const struct expression *expression, const struct value *value)
{
    const struct expression *origin = value->as.object.pointer ? value->as.object.pointer : expression;
    bool is_access = origin->kind == EXPRESSION_ATTRIBUTE || origin->kind == EXPRESSION_INDEX;
    if (value->as.object.pointer && is_access && value->as.object.type) {
        fail_field(render, origin, value->as.object.type);
    } else if (is_access) {
        fail_missing(render, origin, value->is_plain);
    } else if (origin->kind == EXPRESSION_NAME && origin->as.name.place.kind == PLACE_GLOBAL) {
        text hint = text_format(render->arena, "ask with '%.*s is defined'", TEXT_ARGS(origin->as.name.name));
        evaluate_fail(render, origin->where, "undefined-name", hint, "'%.*s' is not known on this page",
            TEXT_ARGS(origin->as.name.name));
    } else if (origin->kind == EXPRESSION_NAME) {
        evaluate_fail(render, origin->where, "undefined-name", TEXT_NONE, "'%.*s' has no value here",
            TEXT_ARGS(origin->as.name.name));
    } else {
        evaluate_fail(render, origin->where, "undefined-name", TEXT_NONE, "the value is undefined");
    }
}

bool evaluate_enter_deeper(struct render *render, const span *where)
{
    if (render->steps > render->step_limit) {
        evaluate_fail(render, *where, "layout-limit", TEXT_NONE, "the page takes more than %llu steps",
            (unsigned long long)render->step_limit);
        return false;
    }
    if (render->depth >= EVALUATE_DEPTH_MAX) {
        evaluate_fail(render, *where, "layout-limit", TEXT("a macro that calls itself needs an end"),
            "calls are nested too deep");
        return false;
    }
    render->deepest = render->depth + 1;
    return true;
}

bool evaluate_charge(struct render *render, span where, size_t bytes)
{
    render->made_bytes += bytes;
    if (render->made_bytes <= render->made_limit)
        return true;
    evaluate_fail(render, where, "layout-limit", TEXT_NONE,
        "the page makes more than %zu bytes of text on the way", render->made_limit);
    return false;
}

void evaluate_store(struct render *render, struct place place, struct value value)
{
    evaluate_frame_at(render, place)->slots[place.index] = value;
}

void evaluate_start(struct render *render, const struct scope_starts *starts)
{
    for (size_t i = 0; i < starts->count; i++)
        render->frame->slots[starts->items[i].slot] = evaluate_load(render, starts->items[i].from);
}

struct value evaluate_captured(
    struct render *render, span where, size_t mark, enum template_language language)
{
    text captured = text_from(buffer_text(render->out), mark);
    struct value value = value_text(captured.length ? text_copy(render->arena, captured) : TEXT(""));
    render->out->length = mark;
    value.is_safe = language != TEMPLATE_TEXT;
    value.is_plain = language == TEMPLATE_XML;
    value.is_encoded = language == TEMPLATE_JSON;
    evaluate_charge(render, where, captured.length);
    return value;
}
