/* SPDX-License-Identifier: MIT */
/* Collecting: a linked list in the order of reporting, whose texts belong to one arena. */
#include "base/diagnostic.h"
#include "base/arena.h"
#include "base/byte.h"
#include "base/path.h"

/* A link may hold a whole picture; its start and its end say which one it is. */
enum { WORD_BYTES = 600, WORD_START_BYTES = 300, WORD_END_BYTES = 100 };

void diagnostics_init(struct diagnostics *diagnostics, struct arena *arena)
{
    *diagnostics = (struct diagnostics){ .arena = arena };
}

static void append_word(struct buffer *out, text word)
{
    size_t start = word.length, end = word.length;
    if (word.length > WORD_BYTES) {
        start = text_code_point_start(word, WORD_START_BYTES);
        end = text_code_point_from(word, word.length - WORD_END_BYTES);
    }
    buffer_append(out, text_slice(word, 0, start));
    if (start < end)
        buffer_append_literal(out, "…");
    buffer_append(out, text_from(word, end));
}

/* The text with words of a readable length, in the arena. */
static text cut_words(struct arena *arena, text written)
{
    struct buffer out;
    if (written.length <= WORD_BYTES)
        return text_copy(arena, written);
    buffer_init(&out, arena);
    for (size_t at = 0; at < written.length;) {
        size_t end = at + 1;
        while (end < written.length && !byte_is_space(written.bytes[end]))
            end++;
        append_word(&out, text_slice(written, at, end - at));
        at = end;
    }
    return buffer_text(&out);
}

struct diagnostic *diagnostic_report(
    struct diagnostics *diagnostics, enum severity severity, span where, const char *code, text message)
{
    struct diagnostic *diagnostic = arena_new(diagnostics->arena, struct diagnostic);
    diagnostic->severity = severity;
    diagnostic->where = where;
    diagnostic->code = code;
    diagnostic->message = cut_words(diagnostics->arena, message);
    if (diagnostics->last)
        diagnostics->last->next = diagnostic;
    else
        diagnostics->first = diagnostic;
    diagnostics->last = diagnostic;
    diagnostics->error_count += severity == SEVERITY_ERROR;
    diagnostics->warning_count += severity == SEVERITY_WARNING;
    return diagnostic;
}

struct diagnostic *diagnostic_error(
    struct diagnostics *diagnostics, span where, const char *code, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    text message = text_vformat(diagnostics->arena, format, arguments);
    va_end(arguments);
    return diagnostic_report(diagnostics, SEVERITY_ERROR, where, code, message);
}

struct diagnostic *diagnostic_warning(
    struct diagnostics *diagnostics, span where, const char *code, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    text message = text_vformat(diagnostics->arena, format, arguments);
    va_end(arguments);
    return diagnostic_report(diagnostics, SEVERITY_WARNING, where, code, message);
}

void diagnostic_hint(struct diagnostics *diagnostics, struct diagnostic *diagnostic, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    diagnostic->hint = cut_words(diagnostics->arena, text_vformat(diagnostics->arena, format, arguments));
    va_end(arguments);
}

void diagnostic_note(
    struct diagnostics *diagnostics, struct diagnostic *diagnostic, span where, const char *format, ...)
{
    struct diagnostic_note *note = arena_new(diagnostics->arena, struct diagnostic_note);
    va_list arguments;
    va_start(arguments, format);
    note->message = text_vformat(diagnostics->arena, format, arguments);
    va_end(arguments);
    note->where = where;
    struct diagnostic_note **end = &diagnostic->notes;
    while (*end)
        end = &(*end)->next;
    *end = note;
}

void diagnostic_fix(struct diagnostics *diagnostics, struct diagnostic *diagnostic, span where, text written,
    text replacement)
{
    struct arena *arena = diagnostics->arena;
    struct diagnostic_fix *fix = arena_new(arena, struct diagnostic_fix);
    *fix = (struct diagnostic_fix){ where, text_copy(arena, written), text_copy(arena, replacement) };
    diagnostic->fix = fix;
}

void diagnostics_take(struct diagnostics *diagnostics, struct diagnostics *from)
{
    if (!from->first)
        return;
    if (diagnostics->last)
        diagnostics->last->next = from->first;
    else
        diagnostics->first = from->first;
    diagnostics->last = from->last;
    diagnostics->error_count += from->error_count;
    diagnostics->warning_count += from->warning_count;
    diagnostics->machine_fault_count += from->machine_fault_count;
    diagnostics_init(from, from->arena);
}

void diagnostics_filter(
    struct diagnostics *diagnostics, bool (*keeps)(void *data, struct diagnostic *diagnostic), void *data)
{
    struct diagnostic *next, **end = &diagnostics->first;
    struct diagnostic *first = diagnostics->first;
    /* No rule lets a fault of the machine pass. */
    size_t machine_fault_count = diagnostics->machine_fault_count;
    diagnostics_init(diagnostics, diagnostics->arena);
    diagnostics->machine_fault_count = machine_fault_count;
    for (struct diagnostic *each = first; each; each = next) {
        next = each->next;
        if (!keeps(data, each))
            continue;
        *end = diagnostics->last = each;
        end = &each->next;
        each->next = NULL;
        diagnostics->error_count += each->severity == SEVERITY_ERROR;
        diagnostics->warning_count += each->severity == SEVERITY_WARNING;
    }
}

bool diagnostics_has_errors(const struct diagnostics *diagnostics)
{
    return diagnostics->error_count > 0;
}

static size_t edit_limit(text wrong)
{
    size_t third = wrong.length / 3;
    return third < 1 ? 1 : third > 3 ? 3 : third;
}

/* Is `name` nearer than what was found so far? Then *bound becomes what the next name must stay below. */
static bool is_nearer(text wrong, text name, size_t *bound)
{
    if (*bound == 0)
        return false;
    size_t distance = text_distance(wrong, name, *bound - 1);
    bool nearer = distance < *bound;
    if (nearer)
        *bound = distance;
    return nearer;
}

const char *diagnostic_nearest(text wrong, const char *const *names, size_t count)
{
    const char *nearest = NULL;
    size_t bound = edit_limit(wrong) + 1;
    for (size_t i = 0; i < count; i++)
        if (is_nearer(wrong, text_of(names[i]), &bound))
            nearest = names[i];
    return nearest;
}

text diagnostic_nearest_text(text wrong, const text *names, size_t count)
{
    text nearest = TEXT_NONE;
    size_t bound = edit_limit(wrong) + 1;
    for (size_t i = 0; i < count; i++)
        if (is_nearer(wrong, names[i], &bound))
            nearest = names[i];
    return nearest;
}

text diagnostic_nearest_path(text wrong, const text *paths, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (text_equal(path_name(paths[i]), path_name(wrong)))
            return paths[i];
    text nearest = diagnostic_nearest_text(wrong, paths, count);
    size_t bound = nearest.bytes ? 0 : edit_limit(path_name(wrong)) + 1;
    for (size_t i = 0; i < count; i++)
        if (is_nearer(path_name(wrong), path_name(paths[i]), &bound))
            nearest = paths[i];
    return nearest;
}
