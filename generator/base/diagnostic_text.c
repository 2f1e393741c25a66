/* SPDX-License-Identifier: MIT */
/*
 * The form for people: a headline, the line with carets below the span, hint, notes. The line is made into
 * three pieces (before, in and after the span) as a terminal may show them, then cut to a width, so that
 * carets are counted in columns of what is really printed.
 */
#include "base/arena.h"
#include "base/diagnostic_print.h"
#include "base/escape.h"
#include "base/map.h"

/* Columns of an excerpt; what is over is cut, with the span kept in sight. */
enum { EXCERPT_WIDTH = 160, BEFORE_WIDTH = 60, SPAN_WIDTH = 80 };
/* Enough bytes for that width in any script; a line of a minified file is not looked at further. */
enum { EXCERPT_BYTES = 1024 };
enum { GUTTER_WIDTH = 5 };

#define ELLIPSIS "\xE2\x80\xA6"

enum color { COLOR_PATH, COLOR_ERROR, COLOR_WARNING, COLOR_NOTE, COLOR_CARET };

static const char *const color_codes[] = {
    [COLOR_PATH] = "\033[1m",
    [COLOR_ERROR] = "\033[1;31m",
    [COLOR_WARNING] = "\033[1;33m",
    [COLOR_NOTE] = "\033[1;36m",
    [COLOR_CARET] = "\033[1;32m",
};

static const enum color severity_colors[] = {
    [SEVERITY_ERROR] = COLOR_ERROR,
    [SEVERITY_WARNING] = COLOR_WARNING,
    [SEVERITY_NOTE] = COLOR_NOTE,
};

static void color_on(struct buffer *out, const struct diagnostic_style *style, enum color color)
{
    if (style->color)
        buffer_append(out, text_of(color_codes[color]));
}

static void color_off(struct buffer *out, const struct diagnostic_style *style)
{
    if (style->color)
        buffer_append_literal(out, "\033[0m");
}

static void append_repeated(struct buffer *out, char byte, size_t count)
{
    for (size_t i = 0; i < count; i++)
        buffer_append_byte(out, byte);
}

static void print_headline(struct diagnostic_printout *printout, const struct diagnostic_style *style,
    const struct diagnostic_entry *entry, const struct diagnostic_place *place)
{
    struct buffer *out = printout->out;
    color_on(out, style, COLOR_PATH);
    if (place->path.length > 0)
        escape_terminal(out, place->path);
    else
        buffer_append_literal(out, "brief");
    if (place->has_position)
        buffer_print(out, ":%zu:%zu", place->position.line, place->position.column);
    buffer_append_byte(out, ':');
    color_off(out, style);
    buffer_append_byte(out, ' ');
    color_on(out, style, severity_colors[entry->severity]);
    buffer_print(out, "%s:", diagnostic_severity_name(entry->severity));
    color_off(out, style);
    buffer_append_byte(out, ' ');
    escape_terminal(out, entry->diagnostic->message);
    buffer_print(out, " [%s]\n", entry->diagnostic->code);
}

/* A part of a source line as it is shown: tabs are one space, what a terminal would obey is escaped. */
static text shown(struct arena *arena, text part)
{
    struct buffer buffer;
    buffer_init(&buffer, arena);
    for (text rest = part; rest.bytes;) {
        escape_terminal(&buffer, text_cut(&rest, '\t'));
        if (rest.bytes)
            buffer_append_byte(&buffer, ' ');
    }
    return buffer_text(&buffer);
}

/* How many bytes from the front fit in `width` columns. */
static size_t bytes_in_width(text value, size_t width)
{
    size_t at = 0, used = 0;
    while (at < value.length) {
        size_t next = at;
        text_next_code_point(value, &next);
        used += text_display_width(text_slice(value, at, next - at));
        if (used > width)
            break;
        at = next;
    }
    return at;
}

static text cut_end(struct arena *arena, text value, size_t width)
{
    if (text_display_width(value) <= width)
        return value;
    size_t kept = bytes_in_width(value, width > 0 ? width - 1 : 0);
    return text_format(arena, "%.*s" ELLIPSIS, (int)kept, value.bytes);
}

static text cut_start(struct arena *arena, text value)
{
    size_t total = text_display_width(value);
    if (total <= BEFORE_WIDTH)
        return value;
    text rest = text_from(value, bytes_in_width(value, total - BEFORE_WIDTH + 1));
    return text_format(arena, ELLIPSIS "%.*s", TEXT_ARGS(rest));
}

struct excerpt {
    text before, inside, after;
};

/* At most EXCERPT_BYTES of a part, from its front or its end, whole code points. */
static text front_of(text part)
{
    size_t end = part.length < EXCERPT_BYTES ? part.length : EXCERPT_BYTES;
    while (end < part.length && end > 0 && (part.bytes[end] & 0xC0) == 0x80)
        end--;
    return text_slice(part, 0, end);
}

static text end_of(text part)
{
    return part.length > EXCERPT_BYTES
               ? text_from(part, text_code_point_from(part, part.length - EXCERPT_BYTES))
               : part;
}

static struct excerpt excerpt_make(struct arena *arena, const struct position *position)
{
    text line = position->line_text;
    size_t end = position->column_offset;
    for (size_t i = 0; i < position->width && end < line.length; i++)
        text_next_code_point(line, &end);
    text span_bytes = text_slice(line, position->column_offset, end - position->column_offset);
    struct excerpt excerpt = {
        .before = shown(arena, end_of(text_slice(line, 0, position->column_offset))),
        .inside = shown(arena, front_of(span_bytes)),
        .after = shown(arena, front_of(text_from(line, end))),
    };
    size_t before = text_display_width(excerpt.before), inside = text_display_width(excerpt.inside);
    if (before + inside + text_display_width(excerpt.after) <= EXCERPT_WIDTH)
        return excerpt;
    if (before + (inside < SPAN_WIDTH ? inside : SPAN_WIDTH) > EXCERPT_WIDTH / 2)
        excerpt.before = cut_start(arena, excerpt.before);
    excerpt.inside = cut_end(arena, excerpt.inside, SPAN_WIDTH);
    size_t used = text_display_width(excerpt.before) + text_display_width(excerpt.inside);
    excerpt.after = cut_end(arena, excerpt.after, EXCERPT_WIDTH - used);
    return excerpt;
}

static void print_carets(
    struct buffer *out, const struct diagnostic_style *style, const struct excerpt *excerpt, size_t gutter)
{
    append_repeated(out, ' ', gutter);
    buffer_append_literal(out, " | ");
    append_repeated(out, ' ', text_display_width(excerpt->before));
    size_t width = text_display_width(excerpt->inside);
    color_on(out, style, COLOR_CARET);
    buffer_append_byte(out, '^');
    append_repeated(out, '~', width > 1 ? width - 1 : 0);
    color_off(out, style);
    buffer_append_byte(out, '\n');
}

static void print_excerpt(
    struct buffer *out, const struct diagnostic_style *style, const struct position *position)
{
    /* Not a file of lines. */
    if (text_find_byte(position->line_text, '\0', 0) != SIZE_MAX)
        return;
    struct arena arena;
    arena_init(&arena);
    struct excerpt excerpt = excerpt_make(&arena, position);
    size_t start = out->length;
    buffer_print(out, "%*zu", GUTTER_WIDTH, position->line);
    size_t gutter = out->length - start;
    buffer_append(out, position->line_text.length > 0 ? TEXT(" | ") : TEXT(" |"));
    buffer_append(out, excerpt.before);
    buffer_append(out, excerpt.inside);
    buffer_append(out, excerpt.after);
    buffer_append_byte(out, '\n');
    print_carets(out, style, &excerpt, gutter);
    arena_release(&arena);
}

static void print_note(struct diagnostic_printout *printout, const struct diagnostic_style *style,
    const struct diagnostic_note *note)
{
    struct buffer *out = printout->out;
    struct diagnostic_place place;
    buffer_append_literal(out, "  ");
    color_on(out, style, COLOR_NOTE);
    buffer_append_literal(out, "note:");
    color_off(out, style);
    buffer_append_byte(out, ' ');
    if (diagnostic_locate(printout, note->where, &place)) {
        escape_terminal(out, place.path);
        if (place.has_position)
            buffer_print(out, ":%zu", place.position.line);
        buffer_append_literal(out, ": ");
    }
    escape_terminal(out, note->message);
    buffer_append_byte(out, '\n');
}

static void print_entry(struct diagnostic_printout *printout, const struct diagnostic_style *style,
    const struct diagnostic_entry *entry)
{
    struct diagnostic_place place;
    diagnostic_locate(printout, entry->diagnostic->where, &place);
    print_headline(printout, style, entry, &place);
    if (place.has_position)
        print_excerpt(printout->out, style, &place.position);
    if (entry->diagnostic->hint.bytes) {
        buffer_append_literal(printout->out, "  hint: ");
        escape_terminal(printout->out, entry->diagnostic->hint);
        buffer_append_byte(printout->out, '\n');
    }
    for (const struct diagnostic_note *note = entry->diagnostic->notes; note; note = note->next)
        print_note(printout, style, note);
}

/* How often a code comes, in how many wordings, how often it was printed, and how often in words that were
 * printed before. */
struct tally {
    size_t count, wordings, printed, repeated;
};

/* The code and what it says: of many, one of each wording is to be among those that are printed. */
static text wording_of(struct arena *arena, const struct diagnostic *diagnostic)
{
    return text_format(arena, "%s %.*s", diagnostic->code, TEXT_ARGS(diagnostic->message));
}

static void count_codes(struct diagnostic_printout *printout, struct map *tallies)
{
    struct map wordings;
    map_init(&wordings, printout->arena);
    for (size_t i = 0; i < printout->count; i++) {
        const struct diagnostic *diagnostic = printout->entries[i].diagnostic;
        struct tally *tally = map_find(tallies, text_of(diagnostic->code));
        if (!tally) {
            tally = arena_new(printout->arena, struct tally);
            map_set(tallies, text_of(diagnostic->code), tally);
        }
        tally->count++;
        size_t known = wordings.count;
        map_add(&wordings, wording_of(printout->arena, diagnostic), tally);
        tally->wordings += wordings.count > known;
    }
}

/* Ten of a code are printed: the first of each wording, and others while there is room. */
static bool is_printed(struct diagnostic_printout *printout, const struct diagnostic *diagnostic,
    struct map *printed, struct tally *tally, size_t limit)
{
    size_t known = printed->count;
    map_add(printed, wording_of(printout->arena, diagnostic), tally);
    if (printed->count > known)
        return tally->printed < limit;
    if (tally->wordings + tally->repeated >= limit)
        return false;
    tally->repeated++;
    return true;
}

void diagnostics_print_text(struct diagnostic_printout *printout, const struct diagnostic_style *style)
{
    struct map tallies, printed;
    map_init(&tallies, printout->arena);
    map_init(&printed, printout->arena);
    count_codes(printout, &tallies);
    for (size_t i = 0; i < printout->count; i++) {
        const struct diagnostic *diagnostic = printout->entries[i].diagnostic;
        struct tally *tally = map_find(&tallies, text_of(diagnostic->code));
        if (style->limit > 0 && !is_printed(printout, diagnostic, &printed, tally, style->limit))
            continue;
        print_entry(printout, style, &printout->entries[i]);
        tally->printed++;
        if (tally->printed == style->limit && tally->count > style->limit) {
            buffer_append_literal(printout->out, ELLIPSIS " and ");
            buffer_append_integer(printout->out, (int64_t)(tally->count - style->limit));
            buffer_print(printout->out, " more [%s]\n", diagnostic->code);
        }
    }
}
