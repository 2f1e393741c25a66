/* SPDX-License-Identifier: MIT */
/*
 * cache: what stands inside is evaluated once a process for the same keys. The wall that resolve.c put around
 * it lets nothing in but its keys, the page's language and what all pages share, so that its bytes can depend
 * on nothing else. Where it cannot be kept, or where the page is so near to a limit that the place of the
 * fault would be another, it is evaluated as if the tag were not there.
 */
#include "base/object.h"
#include "template/evaluate.h"
#include "template/fragment.h"
#include "template/resolve.h"

static void append_raw(struct buffer *out, const void *bytes, size_t length)
{
    buffer_append(out, (text){ bytes, length });
}

static void append_text(struct buffer *out, text value)
{
    append_raw(out, &value.length, sizeof value.length);
    buffer_append(out, value);
}

/* False for what has no name of its own that lasts: lists, maps, and things that are made for one page, whose
 * addresses come again. */
static bool append_value(struct buffer *out, const struct value *value)
{
    const uint8_t head[] = { value->kind, value->is_safe, value->is_plain, value->is_encoded };
    append_raw(out, head, sizeof head);
    switch ((enum value_kind)value->kind) {
    case VALUE_NONE: return true;
    case VALUE_BOOL: buffer_append_byte(out, value->as.boolean ? 1 : 0); return true;
    case VALUE_INTEGER: append_raw(out, &value->as.integer, sizeof value->as.integer); return true;
    case VALUE_TEXT: append_text(out, value->as.text); return true;
    case VALUE_OBJECT:
        append_raw(out, &value->as.object.pointer, sizeof value->as.object.pointer);
        return value->as.object.type->life == OBJECT_LASTS;
    case VALUE_UNDEFINED:
    case VALUE_FLOAT:
    case VALUE_DATE:
    case VALUE_LIST:
    case VALUE_MAP:
    case VALUE_CALLABLE: break;
    }
    return false;
}

static void fail_key(struct render *render, const struct target *key, const struct value *value)
{
    bool is_object = value->kind == VALUE_OBJECT;
    text hint = text_format(render->arena,
        is_object ? "give one of its fields: 'x = %.*s.…'"
                  : "give a thing of the archive, a text or a whole number",
        TEXT_ARGS(key->name));
    evaluate_fail(render, key->where, "impure-cache", hint, "nothing can be kept by '%.*s', which is %s%s",
        TEXT_ARGS(key->name), is_object ? "made for this page: a " : "",
        is_object ? value->as.object.type->name : value_kind_name(value));
}

/* Gives the keys their values and writes what the fragment is kept by. Absent when it cannot be kept. */
static text read_keys(struct render *render, const struct statement *statement)
{
    const struct bindings *keys = &statement->as.cache.keys;
    bool is_good = true;
    struct buffer out;
    buffer_init(&out, render->arena);
    append_text(&out, statement->as.cache.place);
    append_text(&out, render->page->lang);
    for (size_t i = 0; i < keys->count; i++) {
        struct value value;
        if (!evaluate_defined(render, keys->values[i], &value))
            return TEXT_NONE;
        evaluate_store(render, keys->targets[i].place, value);
        if (append_value(&out, &value))
            continue;
        is_good = false;
        if (!statement->as.cache.wall->is_lenient)
            fail_key(render, &keys->targets[i], &value);
    }
    return is_good ? buffer_text(&out) : TEXT_NONE;
}

static bool evaluate_body(struct render *render, const struct statement *statement)
{
    evaluate_start(render, &statement->as.cache.starts);
    return evaluate_statements(render, statement->as.cache.body);
}

/* Would the page stay within all limits at every step of making it? While it is made, its texts stand in
 * `out` too. */
static bool fits(const struct render *render, const struct fragment *fragment)
{
    return render->steps + fragment->steps <= render->step_limit &&
           render->made_bytes + fragment->made_bytes <= render->made_limit &&
           render->out->length + fragment->bytes.length + fragment->made_bytes <= render->out_limit &&
           render->depth + fragment->depth <= EVALUATE_DEPTH_MAX &&
           render->include_depth + fragment->include_depth <= INCLUDE_DEPTH_MAX;
}

static void pass_readings_on(
    struct readings *outer, const struct reading *items, size_t count, bool is_plugin)
{
    readings_note_all(outer, items, count);
    if (outer)
        outer->is_plugin |= is_plugin;
}

static void use(struct render *render, const struct fragment *fragment)
{
    buffer_append(render->out, fragment->bytes);
    render->steps += fragment->steps;
    render->made_bytes += fragment->made_bytes;
    pass_readings_on(
        render->page->readings, fragment->readings, fragment->reading_count, fragment->is_plugin);
}

/* What was said while it was made must be said for every page, so it is made for every page. */
static bool make(struct render *render, const struct statement *statement, text key)
{
    const struct render before = *render;
    struct fragments *fragments = render->page->fragments;
    struct template_page page = *render->page;
    size_t start = render->out->length, said_before = diagnostics_said(render->diagnostics);
    page.readings = &fragments->readings;
    page.fragments = NULL;
    readings_reset(page.readings);
    render->page = &page;
    render->deepest = render->depth;
    render->deepest_include = render->include_depth;
    bool is_done = evaluate_body(render, statement);
    render->page = before.page;
    pass_readings_on(
        before.page->readings, page.readings->items, page.readings->count, page.readings->is_plugin);
    const struct fragment fragment = {
        .bytes = text_from(buffer_text(render->out), start),
        .steps = render->steps - before.steps,
        .made_bytes = render->made_bytes - before.made_bytes,
        .depth = render->deepest - before.depth,
        .include_depth = render->deepest_include - before.include_depth,
    };
    if (is_done && diagnostics_said(render->diagnostics) == said_before &&
        !statement->as.cache.wall->is_breached)
        fragments_keep(fragments, key, &fragment);
    render->deepest = before.deepest > render->deepest ? before.deepest : render->deepest;
    if (before.deepest_include > render->deepest_include)
        render->deepest_include = before.deepest_include;
    return is_done;
}

bool evaluate_cache(struct render *render, const struct statement *statement)
{
    const struct fragments *fragments = render->page->fragments;
    text key = read_keys(render, statement);
    if (render->has_failed)
        return false;
    if (!fragments || !key.bytes || statement->as.cache.wall->is_breached)
        return evaluate_body(render, statement);
    const struct fragment *fragment = fragments_find(fragments, key);
    if (!fragment)
        return make(render, statement, key);
    if (!fits(render, fragment))
        return evaluate_body(render, statement);
    use(render, fragment);
    return true;
}
