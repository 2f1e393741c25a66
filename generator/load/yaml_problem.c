/* SPDX-License-Identifier: MIT */
/*
 * libyaml's phrases are about its grammar; people need to hear about their file. One row a phrase, found by
 * the words it contains and, where that is not enough, by the byte at the place.
 */
#include "load/yaml_problem.h"
#include "base/byte.h"
#include "base/count.h"
#include "load/merge_mark.h"
#include "load/yaml_scalar.h"
#include <string.h>

struct phrase {
    const char *problem; /* words of libyaml's problem */
    const char *context; /* words of its context, or NULL */
    char byte;           /* the byte at the place, or NUL for any */
    const char *message;
    const char *hint; /* NULL: none */
};

static const struct phrase phrases[] = {
    { "", NULL, '\t', "tab where YAML wants spaces", "indent with spaces" },
    { "cannot start any token", NULL, '@', "a value cannot start with '@'", "put the value in quotes" },
    { "cannot start any token", NULL, '`', "a value cannot start with '`'", "put the value in quotes" },
    { "cannot start any token", NULL, '%', "a value cannot start with '%'", "put the value in quotes" },
    { "tab character", NULL, 0, "tab where YAML wants spaces", "indent with spaces" },
    { "alphabetic or numeric", "alias", 0, "'*' at the start of a value names an alias",
        "put the value in quotes" },
    { "alphabetic or numeric", "anchor", 0, "'&' at the start of a value names an anchor",
        "put the value in quotes" },
    { "mapping values are not allowed", NULL, 0, "a key cannot stand here",
        "keys of one level start in the same column; a value that holds ': ' needs quotes" },
    { "',' or ']'", NULL, 0, "the list in [ ] is not closed: expected ',' or ']'", "close it with ']'" },
    { "',' or '}'", NULL, 0, "the map in { } is not closed: expected ',' or '}'", "close it with '}'" },
    { "unexpected end of stream", "quoted scalar", 0, "the quote is not closed",
        "close it, or write '' for a quote inside single quotes" },
    { "unexpected document indicator", NULL, 0, "the quote is not closed", "close it" },
    { "unknown escape", NULL, 0, "unknown escape in double quotes",
        "write \\\\ for a backslash, or use single quotes" },
    { "expected ':'", NULL, ':', "no blank behind ':'", "write key: value, or put the whole in quotes" },
    { "expected ':'", NULL, 0, "expected ':' after the key",
        "write key: value; the lines of a longer text stand behind two blanks, below key: |" },
    { "'-' indicator", NULL, 0, "expected '- ' for the next item of the list",
        "items of one list start in the same column" },
    { "expected key", NULL, 0, "expected a key here",
        "check the quotes and the indentation of this line and the one before" },
    { "block sequence entries", NULL, 0, "a list with '- ' cannot start here",
        "start it on a line of its own, or put a text that begins with '- ' in quotes" },
    { "comment or line break", NULL, 0, "nothing may stand behind '|' or '>' on its line",
        "start the text on the next line, indented" },
    { "did not find expected <document start>", NULL, 0, "this belongs to nothing that stands above",
        "keys of one level start in the same column; a line '...' ends them" },
    { "undefined tag handle", NULL, 0, "a value cannot start with '!'", "put the value in quotes" },
    { "", "scanning a tag", 0, "a value cannot start with '!'", "put the value in quotes" },
    { "mapping keys are not allowed", NULL, 0, "a value cannot start with '? '", "put the value in quotes" },
    { "node content", NULL, 0, "expected a value here", "write a value, or put it in quotes" },
    { "hexdecimal number", NULL, 0, "expected hexadecimal digits after the escape",
        "write \\\\ for a backslash, or use single quotes" },
    { "invalid Unicode character", NULL, 0, "this escape stands for no character",
        "write the character itself, or \\U and its number in eight digits" },
    { "incomplete", NULL, 0, "incomplete character", "save the file as UTF-8" },
    /* to add one: words of libyaml's problem, what they mean to an editor, what to type; the first that fits
       wins */
};

/* What was begun and never ended, for the note. */
static const struct {
    const char *context, *note;
} openings[] = {
    { "flow sequence", "the list starts here" }, { "flow mapping", "the map starts here" },
    { "block mapping", "the map starts here" }, { "block collection", "the list starts here" },
    { "quoted scalar", "the quote starts here" }, { "simple key", "the key starts here" },
    /* to add one: words of libyaml's context, the note */
};

static bool contains(const char *whole, const char *part)
{
    return strstr(whole ? whole : "", part) != NULL;
}

static const struct phrase *find_phrase(const struct yaml_problem *problem, char byte)
{
    for (size_t i = 0; i < COUNT(phrases); i++) {
        const struct phrase *phrase = &phrases[i];
        if (contains(problem->problem, phrase->problem) &&
            (!phrase->context || contains(problem->context, phrase->context)) &&
            (!phrase->byte || phrase->byte == byte))
            return phrase;
    }
    return NULL;
}

static text line_at(text contents, size_t offset)
{
    size_t start = offset < contents.length ? offset : contents.length, end = start;
    while (start > 0 && contents.bytes[start - 1] != '\n' && contents.bytes[start - 1] != '\r')
        start--;
    while (end < contents.length && contents.bytes[end] != '\n' && contents.bytes[end] != '\r')
        end++;
    return text_slice(contents, start, end - start);
}

static bool is_word(text key)
{
    size_t length = 0;
    while (length < key.length && (byte_is_lower(key.bytes[length]) || key.bytes[length] == '_'))
        length++;
    return length == key.length;
}

/* The line without the comment behind its value, which ends at `end` or later. */
static text without_comment(text line, size_t end)
{
    size_t comment = text_find(line, TEXT(" #"), end);
    return text_trim(comment == SIZE_MAX ? line : text_slice(line, 0, comment));
}

/* `title: Floods: what now` → title: "Floods: what now", `- Floods: what: now` → - "Floods: what: now";
 * absent when the line is not of this kind. */
static text quoted_line(struct arena *arena, text line)
{
    text dash = TEXT("- ");
    line = without_comment(line, 0);
    size_t colon = text_find(line, TEXT(": "), 0);
    size_t second = colon == SIZE_MAX ? SIZE_MAX : text_find(line, TEXT(": "), colon + 2);
    if (second == SIZE_MAX || line.length > 200)
        return TEXT_NONE;
    bool is_item =
        text_starts_with(line, dash) && !is_word(text_slice(line, dash.length, colon - dash.length));
    size_t start = is_item ? dash.length : colon + 2;
    text value = text_trim(text_from(line, start));
    if (value.length && (value.bytes[0] == '"' || value.bytes[0] == '\''))
        return TEXT_NONE;
    return text_format(
        arena, "%.*s%.*s", TEXT_ARGS(text_slice(line, 0, start)), TEXT_ARGS(yaml_scalar_write(arena, value)));
}

/* The same of one part of `{note: Rates: lower, …}` or `[Rates: lower: now, …]`. Absent where a line's first
 * column is the next key, as what began above was never closed. */
static text quoted_part(struct arena *arena, text contents, const struct yaml_problem *problem, bool is_list)
{
    size_t start = problem->offset, end = start;
    while (start > 0 && !strchr("{[,\r\n", contents.bytes[start - 1]))
        start--;
    while (end < contents.length && !strchr("}],\r\n", contents.bytes[end]))
        end++;
    if (start > problem->context_offset && strchr("\r\n", contents.bytes[start - 1]) &&
        contents.bytes[start] != ' ')
        return TEXT_NONE;
    text part = text_trim(text_slice(contents, start, end - start)), quoted = quoted_line(arena, part);
    return quoted.bytes && is_list ? yaml_scalar_write(arena, part) : quoted;
}

static text quoted_value(struct arena *arena, text contents, const struct yaml_problem *problem)
{
    bool is_list = contains(problem->problem, "',' or ']'");
    if (contains(problem->problem, "mapping values"))
        return quoted_line(arena, line_at(contents, problem->offset));
    if (problem->offset < contents.length && (is_list || contains(problem->problem, "',' or '}'")))
        return quoted_part(arena, contents, problem, is_list);
    return TEXT_NONE;
}

/* The value in quotes of the other kind, or with its own closed where it ends: '"Rain" and taxes'. */
static text requoted(struct arena *arena, text value, bool is_glued)
{
    char quote = value.bytes[0];
    bool is_wrapped = is_glued && (quote == '"' || quote == '\'') && value.length > 1 &&
                      value.bytes[value.length - 1] == quote;
    if (is_wrapped)
        value = text_slice(value, 1, value.length - 2);
    if (text_find_byte(value, '"', 0) != SIZE_MAX)
        return text_format(arena, "'%.*s'", TEXT_ARGS(text_replace(arena, value, TEXT("'"), TEXT("''"))));
    return text_format(arena, "\"%.*s\"", TEXT_ARGS(text_replace(arena, value, TEXT("\\"), TEXT("\\\\"))));
}

/* Does this byte begin a value that another one ends? */
static bool opens_value(char byte)
{
    return byte == '"' || byte == '\'' || byte == '[' || byte == '{';
}

static char closing_of(char opening)
{
    return opening == '[' ? ']' : opening == '{' ? '}' : opening;
}

/* `title: "Rain" and taxes`: what YAML takes for the value ends before the line does. */
static bool report_more(
    uint32_t source, text contents, const struct yaml_problem *problem, struct diagnostics *diagnostics)
{
    text line = line_at(contents, problem->offset);
    size_t colon = text_find(line, TEXT(": "), 0);
    text value = colon == SIZE_MAX ? TEXT_NONE : text_trim(text_from(line, colon + 2));
    bool is_behind = value.length && contents.bytes + problem->offset > value.bytes &&
                     contents.bytes + problem->offset < line.bytes + line.length;
    if (!is_behind || line.length > 200 || !opens_value(value.bytes[0]))
        return false;
    text closed = text_trim(text_slice(value, 0, (size_t)(contents.bytes + problem->offset - value.bytes)));
    if (closed.length < 2 || closed.bytes[closed.length - 1] != closing_of(value.bytes[0]))
        return false;
    value = without_comment(value, closed.length);
    span where = { source, (uint32_t)problem->offset, 1 };
    /* 'It's rain': the quote within the word was meant as an apostrophe. */
    bool is_glued = contents.bytes[problem->offset - 1] == value.bytes[0];
    bool is_quote = value.bytes[0] == '"' || value.bytes[0] == '\'';
    struct diagnostic *diagnostic = diagnostic_error(diagnostics, where, "yaml-syntax",
        is_quote ? "more behind the closing quote" : "more behind the closing bracket");
    diagnostic_hint(diagnostics, diagnostic, "quote the whole value: %.*s: %.*s",
        TEXT_ARGS(text_trim(text_slice(line, 0, colon))),
        TEXT_ARGS(requoted(diagnostics->arena, value, is_glued)));
    return true;
}

/* `title:Rain` is no key for YAML, which stumbles over the colon of the next line. */
static bool report_glued(
    uint32_t source, text contents, const struct yaml_problem *problem, struct diagnostics *diagnostics)
{
    static const text blank = TEXT_INIT("\u00a0");
    text line = line_at(contents, problem->offset);
    size_t start = line.bytes ? (size_t)(line.bytes - contents.bytes) : 0;
    text before = start > 1 ? line_at(contents, start - 1) : TEXT_NONE;
    if (!before.bytes)
        return false;
    size_t colon = text_find_byte(before, ':', 0), end = colon;
    while (
        end != SIZE_MAX && end > 0 && (byte_is_lower(before.bytes[end - 1]) || before.bytes[end - 1] == '_'))
        end--;
    if (colon == SIZE_MAX || colon == 0 || end > 0 || colon + 1 >= before.length ||
        before.bytes[colon + 1] == ' ' || text_trim(text_from(before, colon)).length == 1)
        return false;
    text value = text_from(without_comment(before, colon + 1), colon + 1);
    while (text_starts_with(value, blank))
        value = text_from(value, blank.length);
    value = text_trim(value);
    if (value.length && strchr("#&*!%@`", value.bytes[0]))
        value = yaml_scalar_write(diagnostics->arena, value);
    span where = { source, (uint32_t)(before.bytes - contents.bytes + (ptrdiff_t)colon), 1 };
    struct diagnostic *diagnostic =
        diagnostic_error(diagnostics, where, "yaml-syntax", "no blank behind ':'");
    diagnostic_hint(diagnostics, diagnostic, "write %.*s: %.*s", TEXT_ARGS(text_slice(before, 0, colon)),
        TEXT_ARGS(value));
    return true;
}

/* Word processors leave characters that end a line for YAML and that editors do not show. */
static bool report_line_end(
    uint32_t source, text contents, const struct yaml_problem *problem, struct diagnostics *diagnostics)
{
    bool is_behind_key =
        contains(problem->context, "simple key") && problem->context_offset < problem->offset;
    text line = line_at(contents, is_behind_key ? problem->context_offset : problem->offset);
    size_t start = (size_t)(line.bytes - contents.bytes);
    const char *name;
    size_t at = yaml_scalar_find_line_end(text_slice(contents, start, problem->offset - start), &name);
    if (at == SIZE_MAX)
        return false;
    span where = { source, (uint32_t)(start + at), 1 };
    struct diagnostic *diagnostic = diagnostic_error(
        diagnostics, where, "yaml-syntax", "an invisible character, %s, ends the line here", name);
    diagnostic_hint(diagnostics, diagnostic, "remove it, or put the whole value in double quotes");
    return true;
}

/* Word processors have signs of their own for what YAML has '-' and ':' for. */
static bool report_sign(
    uint32_t source, text contents, const struct yaml_problem *problem, struct diagnostics *diagnostics)
{
    static const text bullets[] = { TEXT_INIT("•"), TEXT_INIT("‣"), TEXT_INIT("◦"), TEXT_INIT("▪"),
        TEXT_INIT("·"), TEXT_INIT("–"), TEXT_INIT("—"), TEXT_INIT("* ") };
    static const text colon = TEXT_INIT("：");
    text line = text_trim(line_at(contents, problem->context_offset));
    size_t start = line.length ? (size_t)(line.bytes - contents.bytes) : 0;
    for (size_t i = 0; i < COUNT(bullets); i++) {
        if (!text_starts_with(line, bullets[i]))
            continue;
        struct diagnostic *diagnostic =
            diagnostic_error(diagnostics, (span){ source, (uint32_t)start, (uint32_t)bullets[i].length },
                "yaml-syntax", "'%.*s' begins no item of a list", TEXT_ARGS(text_trim(bullets[i])));
        diagnostic_hint(diagnostics, diagnostic, "write - %.*s",
            TEXT_ARGS(text_trim(text_from(line, bullets[i].length))));
        return true;
    }
    size_t end = text_find(line, colon, 0);
    if (!contains(problem->context, "simple key") || end == SIZE_MAX ||
        text_find_byte(text_slice(line, 0, end), ':', 0) != SIZE_MAX)
        return false;
    struct diagnostic *diagnostic =
        diagnostic_error(diagnostics, (span){ source, (uint32_t)(start + end), (uint32_t)colon.length },
            "yaml-syntax", "'%.*s' is no colon that ends a key", TEXT_ARGS(colon));
    diagnostic_hint(diagnostics, diagnostic, "write %.*s: %.*s", TEXT_ARGS(text_slice(line, 0, end)),
        TEXT_ARGS(text_trim(text_from(line, end + colon.length))));
    return true;
}

/* What git could not merge is no YAML, whatever it is that libyaml stumbles over. */
static bool report_merge(
    uint32_t source, text contents, const struct yaml_problem *problem, struct diagnostics *diagnostics)
{
    size_t at = merge_mark_find(contents, TEXT(MERGE_MARK_OURS), 0);
    if (at == SIZE_MAX || at > problem->offset)
        return false;
    span where = { source, (uint32_t)at, (uint32_t)line_at(contents, at).length };
    merge_mark_report(diagnostics, where);
    return true;
}

static void add_opening(uint32_t source, text contents, const struct yaml_problem *problem,
    struct diagnostics *diagnostics, struct diagnostic *diagnostic)
{
    if (line_at(contents, problem->offset).bytes == line_at(contents, problem->context_offset).bytes)
        return;
    for (size_t i = 0; i < COUNT(openings); i++) {
        if (!contains(problem->context, openings[i].context))
            continue;
        span where = { source, (uint32_t)problem->context_offset, 1 };
        diagnostic_note(diagnostics, diagnostic, where, "%s", openings[i].note);
        return;
    }
}

void yaml_problem_report(
    uint32_t source, text contents, const struct yaml_problem *problem, struct diagnostics *diagnostics)
{
    if (report_merge(source, contents, problem, diagnostics) ||
        report_line_end(source, contents, problem, diagnostics) ||
        (problem->context && report_sign(source, contents, problem, diagnostics)))
        return;
    char byte = problem->offset < contents.length ? contents.bytes[problem->offset] : '\0';
    const struct phrase *phrase = find_phrase(problem, byte);
    const char *words = phrase ? phrase->message : problem->problem ? problem->problem : "this is not YAML";
    const char *hint = phrase ? phrase->hint : NULL;
    text quoted = quoted_value(diagnostics->arena, contents, problem);
    bool may_be_two = contains(problem->problem, "',' or '}'"); /* `{src: a.png alt: A}` */
    /* These are said where what began ends. */
    bool is_of_name =
        contains(problem->problem, "alphabetic or numeric") || contains(problem->context, "scanning a tag");
    size_t at = is_of_name && problem->context ? problem->context_offset : problem->offset;
    span where = { source, (uint32_t)at, at < contents.length };
    struct diagnostic *diagnostic;
    static const char *const stumbles[] = { "mapping values", "expected key", "expected ':'",
        "<document start>" };
    bool is_misplaced = false;
    for (size_t i = 0; i < COUNT(stumbles); i++)
        is_misplaced |= contains(problem->problem, stumbles[i]);
    if (!quoted.bytes && is_misplaced &&
        (report_more(source, contents, problem, diagnostics) ||
            report_glued(source, contents, problem, diagnostics)))
        return;
    if (quoted.bytes) {
        diagnostic = diagnostic_error(diagnostics, where, "yaml-syntax", "': ' in a value without quotes");
        diagnostic_hint(diagnostics, diagnostic,
            may_be_two ? "quote the value: %.*s; two keys have ',' between them" : "quote the value: %.*s",
            TEXT_ARGS(quoted));
        return;
    }
    diagnostic = diagnostic_error(diagnostics, where, "yaml-syntax", "%s", words);
    if (hint)
        diagnostic_hint(diagnostics, diagnostic, "%s", hint);
    add_opening(source, contents, problem, diagnostics, diagnostic);
}
