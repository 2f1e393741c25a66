/* SPDX-License-Identifier: MIT */
/* The forms for programs: one JSON object for editors and scripts, workflow commands for GitHub's
 * annotations. */
#include "base/diagnostic_print.h"
#include "base/escape.h"
#include "base/json.h"

/* A JSON string, or null for the absent text. */
static void json_text(struct buffer *out, text value)
{
    if (value.bytes)
        json_write_text(out, value);
    else
        buffer_append_literal(out, "null");
}

/* "file", "line" and "column" of a span; null for what is not known. */
static void json_place(struct diagnostic_printout *printout, span where)
{
    struct diagnostic_place place;
    bool is_somewhere = diagnostic_locate(printout, where, &place);
    buffer_append_literal(printout->out, "\"file\":");
    json_text(printout->out, is_somewhere ? place.path : TEXT_NONE);
    if (place.has_position)
        buffer_print(
            printout->out, ",\"line\":%zu,\"column\":%zu", place.position.line, place.position.column);
    else
        buffer_append_literal(printout->out, ",\"line\":null,\"column\":null");
}

static void json_notes(struct diagnostic_printout *printout, const struct diagnostic_note *first)
{
    buffer_append_byte(printout->out, '[');
    for (const struct diagnostic_note *note = first; note; note = note->next) {
        if (note != first)
            buffer_append_byte(printout->out, ',');
        buffer_append_byte(printout->out, '{');
        json_place(printout, note->where);
        buffer_append_literal(printout->out, ",\"message\":");
        json_text(printout->out, note->message);
        buffer_append_byte(printout->out, '}');
    }
    buffer_append_byte(printout->out, ']');
}

static void json_entry(struct diagnostic_printout *printout, const struct diagnostic_entry *entry)
{
    const struct diagnostic *diagnostic = entry->diagnostic;
    buffer_print(printout->out, "{\"severity\":\"%s\",", diagnostic_severity_name(entry->severity));
    json_place(printout, diagnostic->where);
    buffer_append_literal(printout->out, ",\"code\":");
    json_text(printout->out, text_of(diagnostic->code));
    buffer_append_literal(printout->out, ",\"message\":");
    json_text(printout->out, diagnostic->message);
    buffer_append_literal(printout->out, ",\"hint\":");
    json_text(printout->out, diagnostic->hint);
    buffer_append_literal(printout->out, ",\"notes\":");
    json_notes(printout, diagnostic->notes);
    buffer_append_byte(printout->out, '}');
}

void diagnostics_print_json(struct diagnostic_printout *printout, const struct diagnostic_style *style)
{
    (void)style;
    buffer_append_literal(printout->out, "{\"diagnostics\":[");
    for (size_t i = 0; i < printout->count; i++) {
        buffer_append(printout->out, i > 0 ? TEXT(",\n") : TEXT("\n"));
        json_entry(printout, &printout->entries[i]);
    }
    if (printout->count > 0)
        buffer_append_byte(printout->out, '\n');
    buffer_print(printout->out, "],\"errors\":%zu,\"warnings\":%zu}\n",
        diagnostic_count_severity(printout, SEVERITY_ERROR),
        diagnostic_count_severity(printout, SEVERITY_WARNING));
}

/* Control bytes as for a terminal, then GitHub's own: % always, and in a property ':' and ',' too. */
static void github_text(struct diagnostic_printout *printout, text value, bool is_property)
{
    struct buffer visible;
    buffer_init(&visible, printout->arena);
    escape_terminal(&visible, value);
    for (size_t i = 0; i < visible.length; i++) {
        char byte = visible.bytes[i];
        if (byte == '%')
            buffer_append_literal(printout->out, "%25");
        else if (is_property && byte == ':')
            buffer_append_literal(printout->out, "%3A");
        else if (is_property && byte == ',')
            buffer_append_literal(printout->out, "%2C");
        else
            buffer_append_byte(printout->out, byte);
    }
}

static void github_note(struct diagnostic_printout *printout, const struct diagnostic_note *note)
{
    struct diagnostic_place place;
    buffer_append_literal(printout->out, "%0Anote: ");
    if (diagnostic_locate(printout, note->where, &place)) {
        github_text(printout, place.path, false);
        if (place.has_position)
            buffer_print(printout->out, ":%zu", place.position.line);
        buffer_append_literal(printout->out, ": ");
    }
    github_text(printout, note->message, false);
}

static void github_entry(struct diagnostic_printout *printout, const struct diagnostic_entry *entry)
{
    struct buffer *out = printout->out;
    const struct diagnostic *diagnostic = entry->diagnostic;
    struct diagnostic_place place;
    buffer_print(out, "::%s ",
        entry->severity == SEVERITY_NOTE ? "notice" : diagnostic_severity_name(entry->severity));
    if (diagnostic_locate(printout, diagnostic->where, &place)) {
        buffer_append_literal(out, "file=");
        github_text(printout, place.path, true);
        buffer_append_byte(out, ',');
    }
    if (place.has_position)
        buffer_print(out, "line=%zu,col=%zu,", place.position.line, place.position.column);
    buffer_append_literal(out, "title=");
    github_text(printout, text_of(diagnostic->code), true);
    buffer_append_literal(out, "::");
    github_text(printout, diagnostic->message, false);
    if (diagnostic->hint.bytes) {
        buffer_append_literal(out, "%0A");
        github_text(printout, diagnostic->hint, false);
    }
    for (const struct diagnostic_note *note = diagnostic->notes; note; note = note->next)
        github_note(printout, note);
    buffer_append_byte(out, '\n');
}

void diagnostics_print_github(struct diagnostic_printout *printout, const struct diagnostic_style *style)
{
    (void)style;
    for (size_t i = 0; i < printout->count; i++)
        github_entry(printout, &printout->entries[i]);
}
