/* SPDX-License-Identifier: MIT */
/*
 * A file is taken line by line from its start: blank lines, one line `---`, YAML up to the next line `---`,
 * and the body. Lines end in LF, CRLF or CR; blanks behind `---` and a byte order mark in front do not count.
 */
#include "base/count.h"
#include "load/front_matter.h"
#include "base/byte.h"
#include "load/yaml_check.h"
#include <string.h>

struct line {
    size_t start, end; /* without its end */
    size_t next;
};

static struct line line_at(text contents, size_t start)
{
    size_t end = start;
    while (end < contents.length && contents.bytes[end] != '\n' && contents.bytes[end] != '\r')
        end++;
    size_t next = end + (end < contents.length);
    if (next < contents.length && contents.bytes[end] == '\r' && contents.bytes[next] == '\n')
        next++;
    return (struct line){ start, end, next };
}

/* The line without blanks at its end. */
static text line_text(text contents, const struct line *line)
{
    size_t end = line->end;
    while (end > line->start && text_is_blank(contents.bytes[end - 1]))
        end--;
    return text_slice(contents, line->start, end - line->start);
}

static bool is_fence(text contents, const struct line *line)
{
    return text_equal(line_text(contents, line), TEXT("---"));
}

static bool is_of_dashes(text line)
{
    static const text dashes[] = { TEXT_INIT("-"), TEXT_INIT("–"), TEXT_INIT("—"), TEXT_INIT("−") };
    size_t at = 0, i = 0;
    while (at < line.length && i < COUNT(dashes)) {
        bool is_dash = text_starts_with(text_from(line, at), dashes[i]);
        at += is_dash ? dashes[i].length : 0;
        i = is_dash ? 0 : i + 1;
    }
    return line.length && at == line.length;
}

static bool is_key(text line)
{
    size_t end = text_find_byte(line, ':', 0);
    for (size_t i = 0; end != SIZE_MAX && i < end; i++)
        if (!byte_is_letter_or_digit(line.bytes[i]) && line.bytes[i] != '_' && line.bytes[i] != '-')
            return false;
    return end != SIZE_MAX && end > 0;
}

/* "---json", "---js": Eleventy reads the keys below in the language that the line names. */
static bool names_language(text line)
{
    static const text languages[] = { TEXT_INIT("json"), TEXT_INIT("js"), TEXT_INIT("javascript"),
        TEXT_INIT("toml"), TEXT_INIT("yaml"), TEXT_INIT("yml"), TEXT_INIT("node") };
    return text_starts_with(line, TEXT("---")) &&
           text_is_one_of_ignoring_ascii_case(
               text_trim(text_from(line, strlen("---"))), languages, COUNT(languages));
}

/* Of what nobody sees, with which the text begins: no-break and zero-width blanks, marks of direction. */
static size_t unseen_length(text rest)
{
    static const text unseen[] = { TEXT_INIT("\u00a0"), TEXT_INIT("\u00ad"), TEXT_INIT("\u200b"),
        TEXT_INIT("\u200c"), TEXT_INIT("\u200d"), TEXT_INIT("\u200e"), TEXT_INIT("\u200f"),
        TEXT_INIT("\u2028"), TEXT_INIT("\u202f"), TEXT_INIT("\u2060"), TEXT_INIT("\u3000"),
        TEXT_INIT("\ufeff") };
    for (size_t i = 0; i < COUNT(unseen); i++)
        if (text_starts_with(rest, unseen[i]))
            return unseen[i].length;
    return 0;
}

/* "---" with such signs. */
static bool is_unseen_fence(text line)
{
    size_t dashes = 0, length;
    for (size_t at = 0; at < line.length; at += length) {
        bool is_dash = line.bytes[at] == '-';
        dashes += is_dash;
        length = is_dash ? 1 : unseen_length(text_from(line, at));
        if (!length)
            return false;
    }
    return dashes == 3;
}

/* What ends keys elsewhere, or is shown instead of three hyphens. */
static bool may_be_end(text line)
{
    static const text ends[] = { TEXT_INIT("..."), TEXT_INIT("…"), TEXT_INIT("+++"), TEXT_INIT("***"),
        TEXT_INIT("___"), TEXT_INIT("===") };
    return (is_of_dashes(line) && line.length > 1) || is_unseen_fence(line) ||
           text_is_one_of(line, ends, COUNT(ends));
}

/* What a first line that is no fence looks like. */
static enum front_matter_start start_of(text contents, const struct line *opening)
{
    text line = text_trim(line_text(contents, opening));
    bool is_json = text_starts_with(line, TEXT("{")) || text_equal(line, TEXT(";;;"));
    if (text_equal(line, TEXT("+++")))
        return FRONT_MATTER_TOML;
    return names_language(line)                 ? FRONT_MATTER_NAMED
           : is_json                            ? FRONT_MATTER_JSON
           : is_of_dashes(line)                 ? FRONT_MATTER_DASHES
           : is_unseen_fence(line)              ? FRONT_MATTER_UNSEEN
           : text_starts_with(line, TEXT("% ")) ? FRONT_MATTER_PERCENT
           : is_key(line)                       ? FRONT_MATTER_KEYS
                                                : FRONT_MATTER_NONE;
}

/* The first line that is not blank. */
static struct line first_line(text contents, size_t start)
{
    struct line line = line_at(contents, start);
    while (line.next < contents.length && line_text(contents, &line).length == 0)
        line = line_at(contents, line.next);
    return line;
}

/* Do nothing but keys, and what belongs to them, stand between the fence `opening` and another one, and is
 * one of them known? Else it is a line across the page above a "Note: …". */
static bool is_block_of_keys(text contents, const struct line *opening)
{
    size_t keys = 0;
    if (!is_fence(contents, opening))
        return false;
    for (struct line line = line_at(contents, opening->next); line.start < contents.length;
         line = line_at(contents, line.next)) {
        text words = line_text(contents, &line);
        if (is_fence(contents, &line))
            return keys > 0;
        if (words.length && !is_key(words) && !strchr(" \t-#", words.bytes[0]))
            return false;
        keys += is_key(words) && front_matter_knows_key(text_slice(words, 0, text_find_byte(words, ':', 0)));
    }
    return false;
}

/* The fence of keys that stand below something else; at the end of `contents` when there is none. */
static struct line keys_below(text contents, struct line line)
{
    while (line.start < contents.length && !is_block_of_keys(contents, &line))
        line = line_at(contents, line.next);
    return line;
}

/* Keys of other programs below ours: between "+++", "---json" and "---", or "{" and a key of JSON. */
static bool is_foreign_block(text contents, const struct line *opening)
{
    text first = text_trim(line_text(contents, opening));
    bool is_toml = text_equal(first, TEXT("+++"));
    struct line line = first_line(contents, opening->next);
    if (text_equal(first, TEXT("{")))
        return text_starts_with(text_trim(line_text(contents, &line)), TEXT("\""));
    for (; (is_toml || names_language(first)) && line.start < contents.length;
         line = line_at(contents, line.next))
        if (is_toml ? text_equal(line_text(contents, &line), TEXT("+++")) : is_fence(contents, &line))
            return true;
    return false;
}

/* Two texts that were put together, or keys that were written above others: `draft: true` would be text. */
static void check_second_block(
    uint32_t source, text contents, const struct front_matter_split *split, struct diagnostics *diagnostics)
{
    struct line line = first_line(contents, split->body_offset);
    bool is_ours = line.start < contents.length && is_block_of_keys(contents, &line);
    if (is_ours || (line.start < contents.length && is_foreign_block(contents, &line)))
        diagnostic_hint(diagnostics,
            diagnostic_error(diagnostics, (span){ source, (uint32_t)line.start, is_ours ? 3 : 1 },
                "second-front-matter",
                "the keys below this line are not read, and would be published with the text"),
            is_ours ? "write them among those above, and take the two lines '---' around them away"
                    : "write them as YAML among those above, and take them and the lines around them away");
}

/* "Status" of "Status: Draft", as Notion writes properties below the title; absent when it is another line.
 */
static text property_of(text line)
{
    enum { LONGEST = 30 };
    size_t end = text_find(line, TEXT(":"), 0);
    if (end == SIZE_MAX || end == 0 || end > LONGEST || (end + 1 < line.length && line.bytes[end + 1] != ' '))
        return TEXT_NONE;
    for (size_t i = 0; i < end; i++)
        if (!byte_is_letter(line.bytes[i]) && line.bytes[i] != ' ')
            return TEXT_NONE;
    return byte_is_letter(line.bytes[0]) ? text_slice(line, 0, end) : TEXT_NONE;
}

/* Does the property say that nobody shall read the text yet? */
static bool property_hides(text name, text value)
{
    static const text yes[] = { TEXT_INIT("true"), TEXT_INIT("yes") };
    static const text no[] = { TEXT_INIT("false"), TEXT_INIT("no") };
    static const text shown[] = { TEXT_INIT("published"), TEXT_INIT("publish"), TEXT_INIT("public") };
    static const text drafts[] = { TEXT_INIT("draft"), TEXT_INIT("in progress"), TEXT_INIT("in review"),
        TEXT_INIT("not started"), TEXT_INIT("to do"), TEXT_INIT("unpublished"), TEXT_INIT("private"),
        TEXT_INIT("embargoed"), TEXT_INIT("review") };
    if (text_equal_ignoring_ascii_case(name, TEXT("draft")))
        return text_is_one_of_ignoring_ascii_case(value, yes, COUNT(yes));
    if (text_is_one_of_ignoring_ascii_case(name, shown, COUNT(shown)))
        return text_is_one_of_ignoring_ascii_case(value, no, COUNT(no));
    return text_equal_ignoring_ascii_case(name, TEXT("status")) &&
           text_is_one_of_ignoring_ascii_case(value, drafts, COUNT(drafts));
}

static bool is_made_by_program(text name)
{
    static const text names[] = { TEXT_INIT("tags"), TEXT_INIT("created"), TEXT_INIT("created time"),
        TEXT_INIT("created by"), TEXT_INIT("created at"), TEXT_INIT("last edited time"),
        TEXT_INIT("last edited by"), TEXT_INIT("updated") };
    return text_is_one_of_ignoring_ascii_case(name, names, COUNT(names));
}

/* A first paragraph of properties alone, maybe below the title, is what another program had as keys. */
static void check_properties(
    uint32_t source, text contents, const struct front_matter_split *split, struct diagnostics *diagnostics)
{
    struct line line = first_line(contents, split->body_offset), found = { 0 };
    size_t count = 0;
    bool hides = false;
    if (split->heading.length)
        line = first_line(contents, line.next);
    for (; line.start < contents.length; line = line_at(contents, line.next), count++) {
        text words = line_text(contents, &line), name = property_of(words);
        if (!words.length)
            break;
        if (!name.length)
            return;
        bool hides_here = property_hides(name, text_trim(text_from(words, name.length + 1)));
        if (hides_here || (!found.end && is_made_by_program(name)))
            found = line;
        hides |= hides_here;
    }
    if (!found.end || count < 2)
        return;
    text words = line_text(contents, &found);
    span where = { source, (uint32_t)found.start, (uint32_t)words.length };
    struct diagnostic *diagnostic = diagnostic_report(diagnostics, hides ? SEVERITY_ERROR : SEVERITY_WARNING,
        where, "second-front-matter",
        text_format(diagnostics->arena, "'%.*s' is no key here, and readers would see it", TEXT_ARGS(words)));
    diagnostic_hint(diagnostics, diagnostic,
        hides ? "write draft: true between the two lines '---' above, and take this line away"
              : "write what these lines say as keys, between the two lines '---' above");
}

/* Other programs take the title from there. */
static text heading_at(text contents, size_t body_offset)
{
    struct line line = first_line(contents, body_offset);
    text words = text_trim(line_text(contents, &line));
    return text_starts_with(words, TEXT("# ")) ? text_trim(text_from(words, 2)) : TEXT_NONE;
}

static void report_no_end(
    uint32_t source, text contents, const struct line *opening, struct diagnostics *diagnostics)
{
    struct line line = line_at(contents, opening->next);
    while (line.start < contents.length && !may_be_end(line_text(contents, &line)))
        line = line_at(contents, line.next);
    bool has_end = line.start < contents.length;
    struct diagnostic *diagnostic = diagnostic_error(diagnostics,
        (span){ source, (uint32_t)(has_end ? line.start : opening->start),
            (uint32_t)(has_end ? line_text(contents, &line).length : 3) },
        "front-matter-without-end", "front matter without end");
    diagnostic_hint(diagnostics, diagnostic,
        has_end ? "type this line anew: three hyphens, '---', and nothing else"
                : "write a line '---' between the keys and the text");
}

bool front_matter_split(
    uint32_t source, text contents, struct front_matter_split *split, struct diagnostics *diagnostics)
{
    size_t start = text_mark_length(contents);
    *split =
        (struct front_matter_split){ .body_offset = start, .yaml_offset = start, .opening_offset = start };
    if (!yaml_check_encoding(source, contents, 0, diagnostics))
        return false;
    struct line opening = first_line(contents, start);
    split->start = start_of(contents, &opening);
    struct line below = split->start == FRONT_MATTER_NONE && !is_fence(contents, &opening)
                            ? keys_below(contents, opening)
                            : opening;
    if (below.start > opening.start && below.start < contents.length) {
        split->start = FRONT_MATTER_BELOW;
        opening = below;
    }
    split->first_line = text_trim(line_text(contents, &opening));
    if (split->start != FRONT_MATTER_NONE)
        split->opening_offset = opening.start;
    if (!is_fence(contents, &opening) || split->start == FRONT_MATTER_BELOW)
        return true;
    split->yaml_offset = opening.next;
    for (struct line line = line_at(contents, opening.next); line.start < contents.length;
         line = line_at(contents, line.next)) {
        if (!is_fence(contents, &line))
            continue;
        split->yaml_length = line.start - opening.next;
        split->body_offset = line.next;
        split->has_front_matter = true;
        split->heading = heading_at(contents, line.next);
        check_second_block(source, contents, split, diagnostics);
        check_properties(source, contents, split, diagnostics);
        return true;
    }
    report_no_end(source, contents, &opening, diagnostics);
    return false;
}

bool front_matter_begins(text start)
{
    struct line line = first_line(start, text_mark_length(start));
    text fence = text_trim(line_text(start, &line)), key;
    bool is_toml = text_equal(fence, TEXT("+++"));
    if (names_language(fence))
        return true;
    if (!is_toml && !text_equal(fence, TEXT("---")))
        return false;
    do { /* blank lines and notes may come first */
        line = line_at(start, line.next);
        key = text_trim(line_text(start, &line));
    } while (line.next < start.length && (!key.length || key.bytes[0] == '#'));
    size_t end = text_find_byte(key, is_toml ? '=' : ':', 0);
    return end != SIZE_MAX && end > 0 && key.bytes[0] != '#' &&
           text_find_byte(text_trim(text_slice(key, 0, end)), ' ', 0) == SIZE_MAX;
}
