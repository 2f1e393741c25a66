/* SPDX-License-Identifier: MIT */
/*
 * Where in the layout a comma too many was printed nobody can say, so the output's line is told, with what
 * stands around the fault: the file itself is not written. The message is the same for all that the layout
 * makes.
 */
#include "output/valid_json.h"
#include "base/json_fault.h"
#include "template/context.h"

enum { SHOWN_BEFORE = 40, SHOWN_BEHIND = 10 };

static span where_of(const struct renderer *renderer, text layout)
{
    const struct layout_file *file = map_find(&renderer->layouts->files->by_name, layout);
    return file ? (span){ file->source, 0, 0 } : SPAN_NONE;
}

static size_t line_of(text bytes, size_t offset)
{
    size_t line = 1;
    for (size_t i = 0; i < offset; i++)
        line += bytes.bytes[i] == '\n';
    return line;
}

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
        bool is_blank = text_is_blank(words.bytes[i]) || words.bytes[i] == '\n';
        if (!is_blank)
            buffer_append_byte(&out, words.bytes[i]);
        else if (out.bytes[out.length - 1] != ' ')
            buffer_append_byte(&out, ' ');
    }
    return buffer_text(&out);
}

static void report(
    struct renderer *renderer, const struct rendering *rendering, const struct json_fault *fault)
{
    struct diagnostics *diagnostics = renderer->diagnostics;
    text json = buffer_text(renderer->out), path = rendering->page->path;
    size_t next = fault->offset;
    if (next < json.length)
        text_next_code_point(json, &next);
    text found = text_slice(json, fault->offset, next - fault->offset);
    span where = where_of(renderer, rendering->layout);
    struct diagnostic *diagnostic =
        found.length ? diagnostic_error(diagnostics, where, "invalid-json",
                           "the layout prints '%.*s' where JSON wants %s", TEXT_ARGS(found), fault->expected)
                     : diagnostic_error(diagnostics, where, "invalid-json",
                           "the layout ends where JSON wants %s", fault->expected);
    bool is_end = text_equal(found, TEXT("]")) || text_equal(found, TEXT("}"));
    diagnostic_hint(diagnostics, diagnostic,
        is_end ? "print commas between items only: {%% if not loop.last %%},{%% endif %%}"
               : "{{ value|json }} is JSON whatever the value is");
    diagnostic_note(diagnostics, diagnostic, SPAN_NONE, "in line %zu of '%.*s': %.*s",
        line_of(json, fault->offset), TEXT_ARGS(path),
        TEXT_ARGS(words_around(renderer->arena, json, fault->offset)));
}

bool valid_json_check(struct renderer *renderer, const struct rendering *rendering)
{
    struct json_fault fault;
    if (template_language_of(rendering->page->path) != TEMPLATE_JSON ||
        !json_find_fault(buffer_text(renderer->out), &fault))
        return true;
    report(renderer, rendering, &fault);
    return false;
}
