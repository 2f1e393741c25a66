/* SPDX-License-Identifier: MIT */
/*
 * Sources are numbered in a growing array. Lines end at \n, and a \r before it belongs to the end. A byte
 * order mark at the start of the file is not part of the first line, as in editors.
 */
#include "base/source.h"
#include "base/arena.h"
#include "base/file.h"
#include "base/list.h"
#include <fcntl.h>
#include <string.h>

/* Only for excerpts in messages: more than any loader accepts for one file. */
enum { EXCERPT_SOURCE_LIMIT_BYTES = 64 * 1024 * 1024 };

void sources_init(struct sources *sources, struct arena *arena)
{
    *sources = (struct sources){ .arena = arena };
    sources_add(sources, TEXT(""), TEXT_NONE, TEXT_NONE);
}

uint32_t sources_add(struct sources *sources, text path, text system_path, text contents)
{
    if (sources->count >= UINT32_MAX)
        arena_die_out_of_memory();
    *list_add(sources->arena, sources) =
        (struct source){ .path = path, .contents = contents, .system_path = system_path };
    return (uint32_t)(sources->count - 1);
}

const struct source *source_at(const struct sources *sources, uint32_t number)
{
    return &sources->items[number < sources->count ? number : 0];
}

text source_contents(const struct sources *sources, uint32_t number, struct arena *arena)
{
    const struct source *source = source_at(sources, number);
    if (source->contents.bytes || !source->system_path.bytes)
        return source->contents;
    text contents = TEXT_NONE;
    const char *path = text_to_string(arena, source->system_path);
    int error = file_read(AT_FDCWD, path, EXCERPT_SOURCE_LIMIT_BYTES, arena, &contents, NULL);
    return error ? TEXT_NONE : contents;
}

/* The line that starts at `start`, without its end, before which stands `end`; SIZE_MAX: it is the last. */
static text line_between(text contents, size_t start, size_t end)
{
    text line = text_slice(contents, start, (end == SIZE_MAX ? contents.length : end) - start);
    if (end != SIZE_MAX && line.length && text_ends_with(line, TEXT("\r")))
        line.length--;
    return line;
}

/* Sets the mark to the line of the byte at `offset`. */
static void find_line(struct source_mark *mark, text contents, size_t offset)
{
    if (!mark->line || offset < mark->start) {
        size_t start = text_mark_length(contents);
        *mark = (struct source_mark){ 1, start, text_find_byte(contents, '\n', start), 0, 0 };
    }
    while (mark->end < offset) {
        size_t start = mark->end + 1;
        *mark = (struct source_mark){ mark->line + 1, start, text_find_byte(contents, '\n', start), 0, 0 };
    }
}

/* Characters of the mark's line before the byte at `offset`, where one begins. */
static size_t count_characters(struct source_mark *mark, text line, size_t offset)
{
    if (offset < mark->offset)
        mark->offset = mark->characters = 0;
    mark->characters += text_code_point_count(text_slice(line, mark->offset, offset - mark->offset));
    mark->offset = offset;
    return mark->characters;
}

struct position source_position_from(struct source_mark *mark, text contents, span where)
{
    size_t offset = where.offset < contents.length ? where.offset : contents.length;
    find_line(mark, contents, offset);
    struct position position = { .line = mark->line,
        .line_text = line_between(contents, mark->start, mark->end) };
    size_t before = offset > mark->start ? offset - mark->start : 0;
    if (before > position.line_text.length)
        before = position.line_text.length;
    position.column_offset = text_code_point_start(position.line_text, before);
    position.column = 1 + count_characters(mark, position.line_text, position.column_offset);
    size_t rest = contents.length - offset;
    size_t start = mark->start + position.column_offset,
           end = offset + (where.length < rest ? where.length : rest);
    size_t length = end > start ? end - start : 0;
    position.width = text_code_point_count(text_slice(position.line_text, position.column_offset, length));
    if (position.width == 0)
        position.width = 1;
    return position;
}

struct position source_position(text contents, span where)
{
    struct source_mark mark = { 0 };
    return source_position_from(&mark, contents, where);
}

static uint32_t clamp_to_32_bits(size_t value)
{
    return value < UINT32_MAX ? (uint32_t)value : UINT32_MAX;
}

span source_span_of_line(text contents, uint32_t source, size_t line)
{
    size_t start = text_mark_length(contents);
    for (size_t current = 1; current < line; current++) {
        size_t end = text_find_byte(contents, '\n', start);
        if (end == SIZE_MAX)
            return (span){ source, clamp_to_32_bits(contents.length), 0 };
        start = end + 1;
    }
    text whole = line_between(contents, start, text_find_byte(contents, '\n', start));
    return (span){ source, clamp_to_32_bits(start), clamp_to_32_bits(whole.length) };
}
