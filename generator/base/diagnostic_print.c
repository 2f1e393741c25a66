/* SPDX-License-Identifier: MIT */
/*
 * Printing: every diagnostic becomes an entry with its path, the entries are sorted and repeats dropped, then
 * one of the writers turns them into bytes. Nothing depends on the order of reporting, so that any number
 * of workers gives the same bytes. What led to a mistake (hint, notes) does not make it another mistake: of
 * two that differ only there, the first in order is printed. The text form is in diagnostic_text.c.
 */
#include "base/diagnostic_print.h"
#include "base/arena.h"
#include <stdlib.h>
#include <string.h>

static int order_of_numbers(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

/* 0 when both are the same mistake. */
static int compare_mistakes(const struct diagnostic_entry *a, const struct diagnostic_entry *b)
{
    const struct diagnostic *x = a->diagnostic, *y = b->diagnostic;
    int order = text_compare(a->path, b->path);
    if (!order)
        order = order_of_numbers(x->where.offset, y->where.offset);
    if (!order)
        order = order_of_numbers(a->severity, b->severity);
    if (!order)
        order = strcmp(x->code, y->code);
    if (!order)
        order = text_compare(x->message, y->message);
    return order ? order : order_of_numbers(x->where.length, y->where.length);
}

static int compare_notes(const struct diagnostic_note *a, const struct diagnostic_note *b)
{
    while (a && b) {
        int order = order_of_numbers(a->where.source, b->where.source);
        if (!order)
            order = order_of_numbers(a->where.offset, b->where.offset);
        if (!order)
            order = text_compare(a->message, b->message);
        if (order)
            return order;
        a = a->next;
        b = b->next;
    }
    return (a != NULL) - (b != NULL);
}

static int compare_entries(const void *left, const void *right)
{
    const struct diagnostic_entry *a = left, *b = right;
    int order = compare_mistakes(a, b);
    if (!order)
        order = text_compare(a->diagnostic->hint, b->diagnostic->hint);
    return order ? order : compare_notes(a->diagnostic->notes, b->diagnostic->notes);
}

static size_t drop_repeats(struct diagnostic_entry *entries, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || compare_mistakes(&entries[kept - 1], &entries[i]) != 0)
            entries[kept++] = entries[i];
    return kept;
}

static bool is_hidden(const struct diagnostic_style *style, enum severity severity)
{
    return (severity == SEVERITY_NOTE && style->hides_notes) ||
           (severity != SEVERITY_ERROR && style->hides_warnings);
}

static void gather(struct diagnostic_printout *printout, const struct diagnostics *diagnostics,
    const struct diagnostic_style *style)
{
    size_t count = 0;
    for (const struct diagnostic *each = diagnostics->first; each; each = each->next)
        count++;
    struct diagnostic_entry *entries = arena_new_array(printout->arena, struct diagnostic_entry, count);
    size_t at = 0;
    for (const struct diagnostic *each = diagnostics->first; each; each = each->next) {
        bool is_raised = style->warnings_are_errors && each->severity == SEVERITY_WARNING;
        if (is_hidden(style, each->severity))
            continue;
        entries[at++] = (struct diagnostic_entry){
            .diagnostic = each,
            .severity = is_raised ? SEVERITY_ERROR : each->severity,
            .path = source_at(printout->sources, each->where.source)->path,
        };
    }
    if (at > 1)
        qsort(entries, at, sizeof(*entries), compare_entries);
    printout->entries = entries;
    printout->count = drop_repeats(entries, at);
}

bool diagnostic_locate(struct diagnostic_printout *printout, span where, struct diagnostic_place *place)
{
    uint32_t number = where.source < printout->sources->count ? where.source : 0;
    *place = (struct diagnostic_place){ .path = source_at(printout->sources, number)->path };
    if (number == 0)
        return false;
    struct diagnostic_contents *read = &printout->contents[number];
    if (!read->is_read) {
        read->contents = source_contents(printout->sources, number, printout->arena);
        read->is_read = true;
    }
    place->has_position = read->contents.bytes != NULL;
    if (place->has_position)
        place->position = source_position_from(&read->mark, read->contents, where);
    return true;
}

const char *diagnostic_severity_name(enum severity severity)
{
    static const char *const names[SEVERITY_COUNT] = {
        [SEVERITY_ERROR] = "error", [SEVERITY_WARNING] = "warning", [SEVERITY_NOTE] = "note"
    };
    return names[severity];
}

size_t diagnostic_count_severity(const struct diagnostic_printout *printout, enum severity severity)
{
    size_t count = 0;
    for (size_t i = 0; i < printout->count; i++)
        count += printout->entries[i].severity == severity;
    return count;
}

void diagnostics_count(const struct diagnostics *diagnostics, const struct sources *sources,
    bool warnings_are_errors, size_t counts[SEVERITY_COUNT])
{
    struct diagnostic_style style = { .warnings_are_errors = warnings_are_errors };
    struct arena arena;
    arena_init(&arena);
    struct diagnostic_printout printout = { .sources = sources, .arena = &arena };
    gather(&printout, diagnostics, &style);
    for (size_t severity = 0; severity < SEVERITY_COUNT; severity++)
        counts[severity] = diagnostic_count_severity(&printout, (enum severity)severity);
    arena_release(&arena);
}

typedef void print_function(struct diagnostic_printout *printout, const struct diagnostic_style *style);

static print_function *const printers[] = {
    [DIAGNOSTIC_TEXT] = diagnostics_print_text,
    [DIAGNOSTIC_JSON] = diagnostics_print_json,
    [DIAGNOSTIC_GITHUB] = diagnostics_print_github,
    [DIAGNOSTIC_SARIF] = diagnostics_print_sarif,
    [DIAGNOSTIC_HTML] = diagnostics_print_html,
    /* to add one: a form in diagnostic.h and a function of this type */
};

void diagnostics_print(struct diagnostics *diagnostics, const struct sources *sources,
    const struct diagnostic_style *style, struct buffer *out)
{
    struct arena arena;
    arena_init(&arena);
    struct diagnostic_printout printout = { .out = out, .sources = sources, .arena = &arena };
    printout.contents = arena_new_array(&arena, struct diagnostic_contents, sources->count);
    gather(&printout, diagnostics, style);
    printers[style->form](&printout, style);
    arena_release(&arena);
}
