/* SPDX-License-Identifier: MIT */
/* One rendering: its limits, its mistakes, and where values of names are kept. */
#include "template/evaluate.h"
#include <stdarg.h>

/* Of a macro that calls itself most of the way is the same. */
static void note_levels(
    struct diagnostics *diagnostics, struct diagnostic *diagnostic, const struct level *innermost)
{
    enum { INNERMOST_SHOWN = 8, OUTERMOST_SHOWN = 8 };
    size_t count = 0, at = 0;
    for (const struct level *level = innermost; level; level = level->outer)
        count++;
    size_t shown_again = count > INNERMOST_SHOWN + OUTERMOST_SHOWN + 1 ? count - OUTERMOST_SHOWN : 0;
    for (const struct level *level = innermost; level; level = level->outer, at++)
        if (at < INNERMOST_SHOWN || at >= shown_again)
            diagnostic_note(diagnostics, diagnostic, level->where, "%s", level->words);
        else if (at == INNERMOST_SHOWN)
            diagnostic_note(diagnostics, diagnostic, SPAN_NONE, "… %zu more", shown_again - at);
}

static void report(
    struct render *render, enum severity severity, span where, const char *code, text hint, text message)
{
    struct diagnostics *diagnostics = render->diagnostics;
    struct diagnostic *diagnostic = diagnostic_report(diagnostics, severity, where, code, message);
    if (hint.bytes)
        diagnostic_hint(diagnostics, diagnostic, "%.*s", TEXT_ARGS(hint));
    note_levels(diagnostics, diagnostic, render->level);
    if (render->page->subject.length)
        diagnostic_note(
            diagnostics, diagnostic, SPAN_NONE, "while rendering %.*s", TEXT_ARGS(render->page->subject));
}

struct value evaluate_fail(
    struct render *render, span where, const char *code, text hint, const char *format, ...)
{
    if (render->has_failed)
        return value_undefined();
    render->has_failed = true;
    va_list arguments;
    va_start(arguments, format);
    report(render, SEVERITY_ERROR, where, code, hint, text_vformat(render->arena, format, arguments));
    va_end(arguments);
    return value_undefined();
}

void evaluate_warn(struct render *render, span where, const char *code, text hint, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    report(render, SEVERITY_WARNING, where, code, hint, text_vformat(render->arena, format, arguments));
    va_end(arguments);
}

bool evaluate_enter_deeper(struct render *render, const span *where)
{
    if (render->steps > render->step_limit) {
        evaluate_fail(render, *where, "layout-limit",
            TEXT("choose before a loop, with |where(…) and |limit(…), or keep what all pages share in {% "
                 "cache %}"),
            "the page takes more than %llu steps", (unsigned long long)render->step_limit);
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

void evaluate_charge(struct render *render, span where, size_t bytes)
{
    render->made_bytes += bytes;
    if (render->made_bytes > render->made_limit)
        evaluate_fail(render, where, "layout-limit",
            TEXT("make less text on one page, or raise limits: output_bytes in site.yml"),
            "the page makes more than %zu bytes of text on the way", render->made_limit);
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
