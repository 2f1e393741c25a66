/* SPDX-License-Identifier: MIT */
/*
 * The table of line starts costs a pass over the body, and most documents need it (every link has a place),
 * but not all do. So it is made when the first place is asked for, as what is known of a line is; hence the
 * casts in lines_of and marks_of.
 */
#include "load/markdown_source.h"
#include <string.h>

void markdown_source_init(struct markdown_source *source, struct arena *arena, text body)
{
    *source = (struct markdown_source){ .body = body, .arena = arena };
}

size_t markdown_source_line_length(text body, size_t start)
{
    /* In parts: where lines end in CR alone, the next LF may be that of no line. */
    enum { PART_BYTES = 4096 };
    for (size_t at = start;; at += PART_BYTES) {
        text part = text_slice(body, at, PART_BYTES);
        size_t end = text_find_byte(part, '\n', 0);
        size_t returned = text_find_byte(text_slice(part, 0, end), '\r', 0);
        end = returned < end ? returned : end;
        if (end != SIZE_MAX || part.length < PART_BYTES)
            return at - start + (end != SIZE_MAX ? end : part.length);
    }
}

size_t markdown_source_next_line(text body, size_t end)
{
    if (end >= body.length)
        return body.length;
    bool is_pair = body.bytes[end] == '\r' && end + 1 < body.length && body.bytes[end + 1] == '\n';
    return end + (is_pair ? 2 : 1);
}

static size_t next_line(text body, size_t start)
{
    return markdown_source_next_line(body, start + markdown_source_line_length(body, start));
}

static const struct markdown_source *lines_of(const struct markdown_source *lazy)
{
    struct markdown_source *source = (struct markdown_source *)lazy;
    if (source->line_starts)
        return source;
    size_t count = 0;
    for (size_t at = 0; at < source->body.length; at = next_line(source->body, at))
        count++;
    source->line_starts = arena_new_array(source->arena, size_t, count + 1);
    for (size_t line = 0, at = 0; line < count; line++) {
        source->line_starts[line] = at;
        at = next_line(source->body, at);
    }
    source->line_starts[count] = source->body.length;
    source->line_count = count;
    return source;
}

/* The line without its end; empty past the last one. */
static text line_of(const struct markdown_source *source, size_t line)
{
    const struct markdown_source *lines = lines_of(source);
    if (line == 0 || line > lines->line_count)
        return text_from(source->body, source->body.length);
    size_t start = lines->line_starts[line - 1], end = lines->line_starts[line];
    while (end > start && (source->body.bytes[end - 1] == '\n' || source->body.bytes[end - 1] == '\r'))
        end--;
    return text_slice(source->body, start, end - start);
}

span markdown_source_span(const struct markdown_source *source, text part)
{
    if (!source->body.bytes || !part.bytes)
        return (span){ source->number, (uint32_t)source->body_offset, 0 };
    size_t offset = source->body_offset + (size_t)(part.bytes - source->body.bytes);
    return (span){ source->number, (uint32_t)offset, (uint32_t)part.length };
}

/* "](" needle ")", "](<" needle ">", "](" needle " \"title\")" */
static bool is_target(text line, size_t at, size_t length)
{
    bool is_bracketed = at >= 3 && text_equal(text_slice(line, at - 3, 3), TEXT("](<"));
    bool begins = is_bracketed || (at >= 2 && text_equal(text_slice(line, at - 2, 2), TEXT("](")));
    text rest = text_from(line, at + length);
    return begins && rest.length && (rest.bytes[0] == ')' || rest.bytes[0] == '>' || rest.bytes[0] == ' ');
}

/* How many bytes at the start of `line` are the needle with the escapes of Markdown, "a\_b" or "a&amp;b"; 0
 * when they are not. */
static size_t escaped_length(text line, text needle)
{
    size_t end = 0;
    for (size_t i = 0; i < needle.length; i++) {
        text rest = text_from(line, end);
        bool is_entity = needle.bytes[i] == '&' && text_starts_with(rest, TEXT("&amp;"));
        bool is_escaped = rest.length > 1 && rest.bytes[0] == '\\' && rest.bytes[1] == needle.bytes[i];
        if (!is_entity && !is_escaped && !(rest.length && rest.bytes[0] == needle.bytes[i]))
            return 0;
        end += is_entity ? strlen("&amp;") : is_escaped ? 2 : 1;
    }
    return end;
}

/* Where a link leads to it in a line that has escapes; absent when none does. */
static text find_target(text line, text needle, size_t start)
{
    for (size_t at = text_find(line, TEXT("]("), start < 3 ? 0 : start - 3); at != SIZE_MAX;
         at = text_find(line, TEXT("]("), at)) {
        at += strlen("](");
        at += at < line.length && line.bytes[at] == '<';
        size_t length = at >= start ? escaped_length(text_from(line, at), needle) : 0;
        if (length && is_target(line, at, length))
            return text_slice(line, at, length);
    }
    return TEXT_NONE;
}

static size_t end_of_last(text line, text needle)
{
    size_t end = 0;
    for (size_t at = text_find(line, needle, 0); at != SIZE_MAX; at = text_find(line, needle, end))
        end = at + needle.length;
    return end;
}

static const struct markdown_line *marks_of(const struct markdown_source *lazy, text line)
{
    struct markdown_line *marks = &((struct markdown_source *)lazy)->line;
    if (marks->start == line.bytes)
        return marks;
    size_t backslash = text_find_last_byte(line, '\\'), entities_end = end_of_last(line, TEXT("&amp;"));
    size_t backslash_end = backslash == SIZE_MAX ? 0 : backslash + 1;
    *marks = (struct markdown_line){ .start = line.bytes,
        .escapes_end = backslash_end > entities_end ? backslash_end : entities_end,
        .link_targets_end = end_of_last(line, TEXT("](")) };
    return marks;
}

/* Where a link leads to it, else where it first stands: "b" is in many a word. */
static text find_in_line(const struct markdown_source *source, text line, text needle, size_t start)
{
    if (needle.bytes[0] == '<') { /* no link leads to a tag */
        size_t tag = text_find(line, needle, start);
        return tag == SIZE_MAX ? TEXT_NONE : text_slice(line, tag, needle.length);
    }
    const struct markdown_line *marks = marks_of(source, line);
    text target = marks->escapes_end > start ? find_target(line, needle, start) : TEXT_NONE;
    size_t first = target.bytes ? SIZE_MAX : text_find(line, needle, start);
    if (first == SIZE_MAX)
        return target;
    /* Thousands of one word in a line without links are not gone through for each of them. */
    size_t last = marks->link_targets_end ? marks->link_targets_end + strlen("<") : 0;
    for (size_t at = first; at <= last; at = text_find(line, needle, at + 1))
        if (is_target(line, at, needle.length))
            return text_slice(line, at, needle.length);
    return text_slice(line, first, needle.length);
}

/* The first of the lines that ends behind the byte at `start`; the last one when none does. */
static size_t first_line_behind(const struct markdown_source *source, size_t start, size_t first, size_t last)
{
    const struct markdown_source *lines = lines_of(source);
    size_t high = last < lines->line_count ? last : lines->line_count;
    while (first && first < high) {
        size_t middle = first + (high - first) / 2;
        if (lines->line_starts[middle] <= start)
            first = middle + 1;
        else
            high = middle;
    }
    return first;
}

/* Absent when it is not there, as what reaches over the end of a line is in none. */
static text find_in_lines(
    const struct markdown_source *source, size_t start, size_t first, size_t last, text needle)
{
    if (text_find_byte(needle, '\n', 0) != SIZE_MAX)
        return TEXT_NONE;
    for (size_t line = first_line_behind(source, start, first, last); needle.length > 0 && line <= last;
         line++) {
        text whole = line_of(source, line);
        size_t offset = (size_t)(whole.bytes - source->body.bytes);
        text found = find_in_line(source, whole, needle, start > offset ? start - offset : 0);
        if (found.bytes)
            return found;
        if (line >= source->line_count)
            break;
    }
    return TEXT_NONE;
}

span markdown_source_find_from(const struct markdown_source *source, size_t start, size_t first, size_t last,
    text needle, bool *is_found)
{
    text found = find_in_lines(source, start, first, last, needle);
    if (!found.bytes && start > 0)
        found = find_in_lines(source, 0, first, last, needle);
    *is_found = found.bytes != NULL;
    return markdown_source_span(source, found.bytes ? found : text_trim(line_of(source, first)));
}

span markdown_source_find(const struct markdown_source *source, size_t first, size_t last, text needle)
{
    bool is_found;
    return markdown_source_find_from(source, 0, first, last, needle, &is_found);
}

static bool is_control(char byte)
{
    return (unsigned char)byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r';
}

/* Eight bytes at a time: only where one is below a blank (a line end, mostly) are they looked at singly. */
static size_t count_controls(text body)
{
    const uint64_t ones = UINT64_MAX / 255;
    size_t controls = 0, at = 0;
    for (uint64_t word; at + sizeof word <= body.length; at += sizeof word) {
        memcpy(&word, body.bytes + at, sizeof word);
        /* The top bit of each byte: set where it was below 0x20, and perhaps of bytes above one that was. */
        bool has_low = ((word - ones * 0x20) & ~word & ones * 0x80) != 0;
        for (size_t i = 0; has_low && i < sizeof word; i++)
            controls += is_control(body.bytes[at + i]);
    }
    for (; at < body.length; at++)
        controls += is_control(body.bytes[at]);
    return controls;
}

text markdown_source_clean(const struct markdown_source *source)
{
    text body = source->body;
    size_t controls = count_controls(body);
    if (controls == 0)
        return body;
    char *bytes = arena_bytes(source->arena, body.length - controls);
    size_t length = 0;
    for (size_t i = 0; i < body.length; i++)
        if (!is_control(body.bytes[i]))
            bytes[length++] = body.bytes[i];
    return (text){ bytes, length };
}
