/* SPDX-License-Identifier: MIT */
/*
 * The library's time for a table grows with the square of its columns (an 18 KB table: 44 s, 2 GB), and
 * likewise for nested blocks. Both show in one line, so one pass over the line starts and ends finds them:
 *
 *     wide table   a line that ends in a run of '|', '-', ':' and blanks with too many '|'
 *     deep line    a line that begins with too many block-quote or list markers
 *
 * What stands in fenced code is neither. Whether a suspect does is worked out for suspects alone, which are
 * rare, from the one before on.
 */
#include "load/markdown_limits.h"
#include "load/markdown_source.h"
#include "load/merge_mark.h"

static bool is_bullet(char byte)
{
    return byte == '-' || byte == '*' || byte == '+';
}

/* Pipes in the longest run of delimiter-row bytes at the end of the line; 0 when no '-' is among them. */
static size_t trailing_pipes(text line)
{
    size_t pipes = 0, dashes = 0;
    for (size_t i = line.length; i > 0; i--) {
        char byte = line.bytes[i - 1];
        pipes += byte == '|';
        dashes += byte == '-';
        if (byte != '|' && byte != '-' && byte != ':' && !text_is_blank(byte))
            break;
    }
    return dashes > 0 ? pipes : 0;
}

/* A list marker needs a blank behind it; a line of nothing but one kind of marker is a thematic break. */
static size_t leading_markers(text line)
{
    size_t markers = 0, quotes = 0;
    size_t i = 0;
    for (; i < line.length; i++) {
        char byte = line.bytes[i];
        if (byte == '>')
            quotes++;
        else if (!text_is_blank(byte) &&
                 !(is_bullet(byte) && i + 1 < line.length && text_is_blank(line.bytes[i + 1])))
            break;
        markers += byte == '>' || is_bullet(byte);
    }
    bool is_rest_empty = i == line.length || (i + 1 == line.length && is_bullet(line.bytes[i]));
    return is_rest_empty && quotes == 0 ? 0 : markers;
}

/* Length of the fence (``` or ~~~) that the line opens or closes behind any block markers; 0 if none. */
static size_t fence_length(text line, char *kind)
{
    size_t start = 0;
    while (start < line.length && (text_is_blank(line.bytes[start]) || line.bytes[start] == '>'))
        start++;
    if (start == line.length || (line.bytes[start] != '`' && line.bytes[start] != '~'))
        return 0;
    size_t end = start;
    while (end < line.length && line.bytes[end] == line.bytes[start])
        end++;
    *kind = line.bytes[start];
    return end - start >= 3 ? end - start : 0;
}

/* The line at *at, which moves to the next one. */
static text take_line(text body, size_t *at)
{
    text line = text_slice(body, *at, markdown_source_line_length(body, *at));
    *at = markdown_source_next_line(body, *at + line.length);
    return line;
}

/* What is open at the start of the line at `at`. */
struct fence {
    size_t at, length; /* 0: no fence is open */
    char kind;
};

/* Goes on to the line at `offset`: is that one in fenced code? */
static bool is_fenced(text body, size_t offset, struct fence *open)
{
    while (open->at < offset) {
        text line = take_line(body, &open->at);
        char kind = 0;
        size_t length = fence_length(line, &kind);
        if (length > 0 && open->length == 0) {
            open->length = length;
            open->kind = kind;
        } else if (length >= open->length && kind == open->kind && open->length > 0) {
            open->length = 0;
        }
    }
    return open->length > 0;
}

text markdown_limits_merge_mark(text body)
{
    static const text ours = TEXT_INIT(MERGE_MARK_OURS);
    struct fence fence = { 0 };
    size_t at = merge_mark_find(body, ours, 0);
    while (at != SIZE_MAX && is_fenced(body, at, &fence))
        at = merge_mark_find(body, ours, at + 1);
    if (at == SIZE_MAX || merge_mark_find(body, TEXT(MERGE_MARK_THEIRS), at) == SIZE_MAX)
        return TEXT_NONE;
    return text_slice(body, at, markdown_source_line_length(body, at));
}

struct markdown_excess markdown_limits_check(text body, size_t columns)
{
    struct markdown_excess excess = { TEXT_NONE, TEXT_NONE };
    struct fence fence = { 0 };
    for (size_t at = 0; at < body.length;) {
        size_t start = at;
        text line = take_line(body, &at);
        /* A row of n columns has n - 1 pipes between them at least; shorter lines hold neither. */
        if (line.length < columns && line.length < MARKDOWN_DEPTH_LIMIT)
            continue;
        /* Between n - 1 and n + 1 pipes for n columns: those at the ends are optional, and most write them.
         */
        bool is_wide = !excess.wide_table.bytes && trailing_pipes(line) > columns + 1;
        bool is_deep = !excess.deep_line.bytes && leading_markers(line) > MARKDOWN_DEPTH_LIMIT;
        if ((!is_wide && !is_deep) || is_fenced(body, start, &fence))
            continue;
        if (is_wide)
            excess.wide_table = line;
        if (is_deep)
            excess.deep_line = line;
    }
    return excess;
}
