/* SPDX-License-Identifier: MIT */
/*
 * Where in the layout a comma too many was printed nobody can say, so the output's line is told, with what
 * stands around the fault: the file itself is not written. Of layouts that are built in, with all their
 * parts, the tests know that what they print is JSON or XML, whatever the values are.
 */
#include "output/well_formed.h"
#include "base/xml.h"
#include "template/context.h"
#include <jansson.h>

/* Any value may stand alone, numbers may be of any size, and a text may have a NUL. */
enum { READING = JSON_DECODE_ANY | JSON_DECODE_INT_AS_REAL | JSON_ALLOW_NUL };

enum { SHOWN_BEFORE = 40, SHOWN_BEHIND = 10 };

/* On one line, runs of white space as one blank. */
static text words_around(struct arena *arena, text output, size_t offset)
{
    struct buffer out;
    size_t start = text_code_point_from(output, offset > SHOWN_BEFORE ? offset - SHOWN_BEFORE : 0),
           end = text_code_point_from(output, offset + SHOWN_BEHIND);
    text words = text_trim(text_slice(output, start, end - start));
    buffer_init(&out, arena);
    for (size_t i = 0; i < words.length; i++) {
        if (!text_is_blank(words.bytes[i]))
            buffer_append_byte(&out, words.bytes[i]);
        else if (out.bytes[out.length - 1] != ' ')
            buffer_append_byte(&out, ' ');
    }
    return buffer_text(&out);
}

struct checking {
    struct renderer *renderer;
    const struct layout_file *layout; /* where it is reported */
    text path, output;
};

static struct diagnostic *report(
    const struct checking *checking, const char *code, const char *language, const char *words)
{
    return diagnostic_error(checking->renderer->diagnostics, (span){ checking->layout->source, 0, 0 }, code,
        "the layout prints what is no %s: %s", language, words);
}

static void note_place(
    const struct checking *checking, struct diagnostic *diagnostic, size_t line, size_t offset)
{
    text words = words_around(checking->renderer->arena, checking->output, offset);
    diagnostic_note(checking->renderer->diagnostics, diagnostic, SPAN_NONE, "in line %zu of '%.*s': %.*s",
        line, TEXT_ARGS(checking->path), TEXT_ARGS(words));
}

/* `position` is behind what jansson read last. */
static bool check_json(const struct checking *checking)
{
    text json = checking->output;
    json_error_t fault;
    json_t *value = json_loadb(json.length ? json.bytes : "", json.length, READING, &fault);
    json_decref(value);
    if (value)
        return true;
    size_t end = fault.position > 0 ? (size_t)fault.position : 0, last = end ? end - 1 : 0;
    bool is_end = last < json.length && (json.bytes[last] == ']' || json.bytes[last] == '}');
    struct diagnostic *diagnostic = report(checking, "invalid-json", "JSON", fault.text);
    diagnostic_hint(checking->renderer->diagnostics, diagnostic,
        is_end ? "print commas between items only: {%% if not loop.last %%},{%% endif %%}"
               : "{{ value|json }} is JSON whatever the value is");
    note_place(checking, diagnostic, (size_t)fault.line, last);
    return false;
}

static bool check_xml(const struct checking *checking)
{
    struct diagnostics *diagnostics = checking->renderer->diagnostics;
    struct xml_fault fault;
    if (xml_is_well_formed(checking->renderer->arena, checking->output, &fault))
        return true;
    struct diagnostic *diagnostic = report(checking, "invalid-xml", "XML", fault.words);
    diagnostic_hint(diagnostics, diagnostic, "%s", fault.hint);
    note_place(checking, diagnostic, fault.line, fault.offset);
    if (fault.open.length)
        diagnostic_note(diagnostics, diagnostic, SPAN_NONE, "%.*s> of line %zu is open there",
            TEXT_ARGS(fault.open), fault.open_line);
    return false;
}

/* The layout, or the first part of it, that is the site's own (and has nothing in it); NULL when there is
 * none. */
static const struct layout_file *own_layout(const struct layouts *layouts, text name, bool is_empty)
{
    const text *names = NULL;
    size_t count = 0;
    template_dependencies(layouts_template(layouts, name), &names, &count);
    for (size_t i = 0; i < count; i++) {
        const struct layout_file *file = map_find(&layouts->files->by_name, names[i]);
        if (file && !file->is_builtin && (!is_empty || text_trim(file->contents).length == 0))
            return file;
    }
    return NULL;
}

void well_formed_load(const struct layouts *layouts)
{
    const struct map *files = &layouts->files->by_name;
    for (size_t i = 0; i < files->count; i++) {
        const struct layout_file *file = files->entries[i].value;
        if (!file->is_builtin && layout_file_is_template(file->name)) {
            xml_load();
            return;
        }
    }
}

/* A file that was made and not yet written would leave every reader before an empty page. */
static bool report_empty(const struct checking *checking)
{
    struct diagnostics *diagnostics = checking->renderer->diagnostics;
    struct diagnostic *diagnostic = diagnostic_error(
        diagnostics, (span){ checking->layout->source, 0, 0 }, "empty-page", "the layout has nothing in it");
    diagnostic_hint(diagnostics, diagnostic,
        "write what the page shows; without the file brief's own layout is used, if there is one");
    diagnostic_note(diagnostics, diagnostic, SPAN_NONE, "while rendering %.*s", TEXT_ARGS(checking->path));
    return false;
}

bool well_formed_check(struct renderer *renderer, const struct rendering *rendering)
{
    enum template_language language = template_language_of(rendering->page->path);
    text output = buffer_text(renderer->out);
    bool is_page = language == TEMPLATE_HTML;
    if (language == TEMPLATE_TEXT || (is_page && text_trim(output).length))
        return true;
    struct checking checking = { renderer, own_layout(renderer->layouts, rendering->layout, is_page),
        rendering->page->path, output };
    if (!checking.layout)
        return true;
    return is_page                     ? report_empty(&checking)
           : language == TEMPLATE_JSON ? check_json(&checking)
                                       : check_xml(&checking);
}
