/* SPDX-License-Identifier: MIT */
/*
 * The form for a browser: an article for each diagnostic, with its place, the line with the span marked, the
 * hint and the notes. No document around it; whoever shows it brings that and the style.
 */
#include "base/diagnostic_print.h"
#include "base/escape.h"

/* More than this on one page helps nobody; bytes of a line around the span. */
enum { SHOWN_LIMIT = 100, BEFORE_BYTES = 200, SPAN_BYTES = 200, AFTER_BYTES = 200 };

/* What a terminal would obey is of no harm in a browser, but bidi overrides are: shown as escapes too. */
static void append_shown(struct diagnostic_printout *printout, text value)
{
    struct buffer visible;
    buffer_init(&visible, printout->arena);
    for (text rest = value; rest.bytes;) {
        escape_terminal(&visible, text_cut(&rest, '\t'));
        if (rest.bytes)
            buffer_append_byte(&visible, '\t');
    }
    escape_html(printout->out, buffer_text(&visible));
}

static void append_excerpt(struct diagnostic_printout *printout, const struct position *position)
{
    text line = position->line_text;
    if (text_find_byte(line, '\0', 0) != SIZE_MAX)
        return;
    size_t start = position->column_offset, end = start;
    for (size_t i = 0; i < position->width && end < line.length && end - start < SPAN_BYTES; i++)
        text_next_code_point(line, &end);
    size_t from = start > BEFORE_BYTES ? text_code_point_start(line, start - BEFORE_BYTES) : 0;
    size_t to =
        text_code_point_start(line, end + AFTER_BYTES < line.length ? end + AFTER_BYTES : line.length);
    buffer_append_literal(printout->out, "<pre>");
    append_shown(printout, text_slice(line, from, start - from));
    buffer_append_literal(printout->out, "<mark>");
    append_shown(printout, text_slice(line, start, end - start));
    buffer_append_literal(printout->out, "</mark>");
    append_shown(printout, text_slice(line, end, to - end));
    buffer_append_literal(printout->out, "</pre>\n");
}

static void append_place(struct diagnostic_printout *printout, const struct diagnostic_place *place)
{
    if (!place->path.length)
        return;
    buffer_append_literal(printout->out, "<p class=\"where\">");
    append_shown(printout, place->path);
    if (place->has_position)
        buffer_print(printout->out, ":%zu:%zu", place->position.line, place->position.column);
    buffer_append_literal(printout->out, "</p>\n");
}

static void append_note(struct diagnostic_printout *printout, const struct diagnostic_note *note)
{
    struct diagnostic_place place;
    buffer_append_literal(printout->out, "<p class=\"note\">");
    if (diagnostic_locate(printout, note->where, &place)) {
        append_shown(printout, place.path);
        if (place.has_position)
            buffer_print(printout->out, ":%zu", place.position.line);
        buffer_append_literal(printout->out, ": ");
    }
    append_shown(printout, note->message);
    buffer_append_literal(printout->out, "</p>\n");
}

static void append_entry(struct diagnostic_printout *printout, const struct diagnostic_entry *entry)
{
    struct buffer *out = printout->out;
    struct diagnostic_place place;
    diagnostic_locate(printout, entry->diagnostic->where, &place);
    const char *severity = diagnostic_severity_name(entry->severity);
    buffer_print(out, "<article class=\"%s\">\n<h2><strong>%s:</strong> ", severity, severity);
    append_shown(printout, entry->diagnostic->message);
    buffer_print(out, " <span class=\"code\">[%s]</span></h2>\n", entry->diagnostic->code);
    append_place(printout, &place);
    if (place.has_position)
        append_excerpt(printout, &place.position);
    if (entry->diagnostic->hint.bytes) {
        buffer_append_literal(out, "<p class=\"hint\">Hint: ");
        append_shown(printout, entry->diagnostic->hint);
        buffer_append_literal(out, "</p>\n");
    }
    for (const struct diagnostic_note *note = entry->diagnostic->notes; note; note = note->next)
        append_note(printout, note);
    buffer_append_literal(out, "</article>\n");
}

void diagnostics_print_html(struct diagnostic_printout *printout, const struct diagnostic_style *style)
{
    (void)style;
    size_t shown = 0;
    for (size_t severity = SEVERITY_ERROR; severity <= SEVERITY_NOTE; severity++)
        for (size_t i = 0; i < printout->count && shown < SHOWN_LIMIT; i++) {
            if (printout->entries[i].severity != severity)
                continue;
            append_entry(printout, &printout->entries[i]);
            shown++;
        }
    if (shown < printout->count)
        buffer_print(printout->out, "<p>… and %zu more.</p>\n", printout->count - shown);
}
