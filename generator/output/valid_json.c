/* SPDX-License-Identifier: MIT */
/*
 * Where in the layout a comma too many was printed nobody can say, so the output's line is told, with what
 * stands around the fault: the file itself is not written. Of layouts that are built in the tests know that
 * what they print is JSON, whatever the values are.
 */
#include "output/valid_json.h"
#include "template/context.h"
#include <jansson.h>

/* Any value may stand alone, numbers may be of any size, and a text may have a NUL. */
enum { READING = JSON_DECODE_ANY | JSON_DECODE_INT_AS_REAL | JSON_ALLOW_NUL };

enum { SHOWN_BEFORE = 40, SHOWN_BEHIND = 10 };

static bool is_inside_character(text json, size_t at)
{
    return at < json.length && ((unsigned char)json.bytes[at] & 0xC0) == 0x80;
}

/* On one line, runs of white space as one blank. */
static text words_around(struct arena *arena, text json, size_t offset)
{
    struct buffer out;
    size_t start = offset > SHOWN_BEFORE ? offset - SHOWN_BEFORE : 0, end = offset + SHOWN_BEHIND;
    while (is_inside_character(json, start))
        start++;
    while (is_inside_character(json, end))
        end++;
    text words = text_trim(text_slice(json, start, end - start));
    buffer_init(&out, arena);
    for (size_t i = 0; i < words.length; i++) {
        if (!text_is_blank(words.bytes[i]))
            buffer_append_byte(&out, words.bytes[i]);
        else if (out.bytes[out.length - 1] != ' ')
            buffer_append_byte(&out, ' ');
    }
    return buffer_text(&out);
}

/* `position` is behind what jansson read last. */
static void report(struct renderer *renderer, const struct rendering *rendering,
    const struct layout_file *layout, const json_error_t *fault)
{
    struct diagnostics *diagnostics = renderer->diagnostics;
    text json = buffer_text(renderer->out);
    size_t end = fault->position > 0 ? (size_t)fault->position : 0, last = end ? end - 1 : 0;
    struct diagnostic *diagnostic = diagnostic_error(diagnostics, (span){ layout->source, 0, 0 },
        "invalid-json", "the layout prints what is no JSON: %s", fault->text);
    bool is_end = last < json.length && (json.bytes[last] == ']' || json.bytes[last] == '}');
    diagnostic_hint(diagnostics, diagnostic,
        is_end ? "print commas between items only: {%% if not loop.last %%},{%% endif %%}"
               : "{{ value|json }} is JSON whatever the value is");
    diagnostic_note(diagnostics, diagnostic, SPAN_NONE, "in line %d of '%.*s': %.*s", fault->line,
        TEXT_ARGS(rendering->page->path), TEXT_ARGS(words_around(renderer->arena, json, last)));
}

bool valid_json_check(struct renderer *renderer, const struct rendering *rendering)
{
    const struct layout_file *layout = map_find(&renderer->layouts->files->by_name, rendering->layout);
    text json = buffer_text(renderer->out);
    json_error_t fault;
    if (!layout || layout->is_builtin || template_language_of(rendering->page->path) != TEMPLATE_JSON)
        return true;
    json_t *value = json_loadb(json.length ? json.bytes : "", json.length, READING, &fault);
    json_decref(value);
    if (!value)
        report(renderer, rendering, layout, &fault);
    return value != NULL;
}
