/* SPDX-License-Identifier: MIT */
/*
 * Readers of the plain kinds of values. A number where a text is expected is taken as it was written
 * (`number: 012` stays "012"), because people do not think of quotes there; true and false are not, because
 * `draft: yes` and the like must never be guessed at. Keys that decide about publication do not accept an
 * empty value either.
 */
#include "base/count.h"
#include "load/front_matter_reading.h"
#include "base/byte.h"
#include "base/buffer.h"
#include "base/list.h"
#include "load/yaml.h"

span front_matter_opening(const struct front_matter_reading *reading)
{
    return (span){ reading->file->source, (uint32_t)reading->split->opening_offset, 3 };
}

struct diagnostic *front_matter_wrong_type(
    struct front_matter_reading *reading, text name, const struct value *value, const char *expected)
{
    span where = value->where.length ? value->where : reading->entry->key_where;
    return diagnostic_error(reading->rules->diagnostics, where, "wrong-type", "'%.*s' is %s, expected %s",
        TEXT_ARGS(name), yaml_kind_phrase(value), expected);
}

/* A YAML block keeps its line breaks; in a title, a summary, a position they are blanks. */
static text one_line(struct arena *arena, text lines)
{
    struct buffer line;
    if (text_find_byte(lines, '\n', 0) == SIZE_MAX)
        return lines;
    buffer_init(&line, arena);
    for (text rest = lines; rest.bytes;) {
        text part = text_trim(text_cut(&rest, '\n'));
        if (part.length && line.length)
            buffer_append_byte(&line, ' ');
        buffer_append(&line, part);
    }
    return buffer_text(&line);
}

/* Eleventy writes no page of a text with `permalink: false` or `permalink: {build: false}`. */
static const char *hint_for_text(text name, enum value_kind found)
{
    if (found == VALUE_BOOL && text_equal(name, TEXT("permalink")))
        return "write draft: true in place of the line if the text shall have no page; else leave it out";
    if (found == VALUE_MAP && text_equal(name, TEXT("permalink")))
        return "write draft: true in place of it if the text shall have no page; else the address alone";
    if (found == VALUE_BOOL && text_equal(name, TEXT("layout")))
        return "leave the line out, or write the name of a file below layouts/";
    if (found == VALUE_BOOL && (text_equal(name, TEXT("excerpt")) || text_equal(name, TEXT("summary"))))
        return "leave the line out: without it the first paragraph is the summary";
    if (found == VALUE_BOOL && text_equal(name, TEXT("related")))
        return "write ids of articles, or leave the line out";
    if (found == VALUE_BOOL && text_equal(name, TEXT("image")))
        return "write the path of a picture, or leave the line out";
    if (found == VALUE_BOOL)
        return "put the value in quotes if it is meant as a text";
    if (found == VALUE_LIST)
        return "write the text alone, without '[' and ']' or '-'";
    return "write the text alone; one that holds ': ' needs quotes";
}

text front_matter_text(struct front_matter_reading *reading, text name, const struct value *value)
{
    switch (value->kind) {
    case VALUE_TEXT: return one_line(reading->rules->arena, text_trim(value->as.text));
    case VALUE_INTEGER:
    case VALUE_FLOAT: return text_slice(reading->contents, value->where.offset, value->where.length);
    case VALUE_NONE: return TEXT_NONE;
    default: break;
    }
    struct diagnostic *diagnostic = front_matter_wrong_type(reading, name, value, "a text");
    diagnostic_hint(reading->rules->diagnostics, diagnostic, "%s", hint_for_text(name, value->kind));
    return TEXT_NONE;
}

void front_matter_read_text(
    struct front_matter_reading *reading, const struct front_matter_key *key, const struct value *value)
{
    text found = front_matter_text(reading, reading->entry->key, value);
    if (found.length)
        *(struct spanned_text *)front_matter_fact(reading, key) =
            (struct spanned_text){ found, value->where };
}

void front_matter_read_lines(
    struct front_matter_reading *reading, const struct front_matter_key *key, const struct value *value)
{
    front_matter_read_text(reading, key, value);
    struct spanned_text *fact = front_matter_fact(reading, key);
    if (fact->text.length && value->kind == VALUE_TEXT)
        fact->text = text_trim(value->as.text);
}

void front_matter_read_title(
    struct front_matter_reading *reading, const struct front_matter_key *key, const struct value *value)
{
    bool is_text = value->kind == VALUE_TEXT || value->kind == VALUE_NONE;
    if (!is_text || front_matter_text(reading, reading->entry->key, value).length) {
        front_matter_read_text(reading, key, value);
        return;
    }
    bool is_name = reading->file->kind == CONTENT_AUTHOR || reading->file->kind == CONTENT_COMMENT;
    struct diagnostic *diagnostic = diagnostic_error(reading->rules->diagnostics, reading->entry->key_where,
        is_name ? "missing-name" : "missing-title", "the %s is empty", key->name);
    diagnostic_hint(
        reading->rules->diagnostics, diagnostic, "write the %s behind '%s:'", key->name, key->name);
}

/* "2019-02-26 09:00:00 UTC" or "… America/New_York" as it is read here, with the offset of that day, and what
 * is a date by now; absent when the rest is no time, or no zone that is known. */
static text readable_date(struct front_matter_reading *reading, text written, text time, text zone_name)
{
    struct arena *arena = reading->rules->diagnostics->arena;
    struct date date;
    text offset = TEXT_NONE;
    if (date_parse(written, reading->rules->config->zone, &date) == DATE_OK)
        return written;
    if (time.bytes &&
        date_parse(text_concat(arena, time, TEXT("Z")), reading->rules->config->zone, &date) != DATE_OK)
        return time; /* the offset stands before the name */
    if (text_equal(zone_name, TEXT("UTC")) || text_equal(zone_name, TEXT("GMT")))
        return text_concat(arena, time, TEXT("Z"));
    struct zone *zone =
        text_find_byte(zone_name, '/', 0) == SIZE_MAX ? NULL : zone_open(arena, zone_name); /* not "EST" */
    if (!zone)
        return TEXT_NONE;
    if (date_parse(time, zone, &date) == DATE_OK)
        offset = date_in_english(arena, &date, TEXT("%:z"));
    zone_close(zone);
    return offset.bytes ? text_format(arena, "%.*s %.*s", TEXT_ARGS(time), TEXT_ARGS(offset)) : TEXT_NONE;
}

/* "Europe/Berlin", or what is like "CET"; not "PM". */
static bool is_name_of_zone(text word)
{
    enum { SHORTEST = 3 };
    bool are_capitals = word.length >= SHORTEST;
    for (size_t i = 0; i < word.length; i++)
        are_capitals &= word.bytes[i] >= 'A' && word.bytes[i] <= 'Z';
    return are_capitals || (text_find_byte(word, '/', 0) != SIZE_MAX && byte_is_letter(word.bytes[0]));
}

/* "2019-02-26 09:00" before the name of a zone, or of what seems to be one; false: there is none. */
static bool cut_zone(const struct front_matter_reading *reading, text written, text *time, text *zone)
{
    struct date date;
    size_t blank = text_find_last_byte(written, ' ');
    *time = *zone = TEXT_NONE;
    if (blank == SIZE_MAX || !is_name_of_zone(text_from(written, blank + 1)))
        return false;
    text before = text_trim(text_slice(written, 0, blank));
    if (date_parse(before, reading->rules->config->zone, &date) != DATE_OK || !date.has_time)
        return false;
    *time = before;
    *zone = text_from(written, blank + 1);
    return true;
}

/* The year in "3 grudnia 2024", whose month only its readers know; absent for none. */
static text year_in(text written)
{
    enum { DIGITS = 4 };
    for (size_t at = 0, length; at < written.length; at += length + 1) {
        for (length = 0; at + length < written.length && byte_is_digit(written.bytes[at + length]);)
            length++;
        if (length == DIGITS && strchr("12", written.bytes[at]))
            return text_slice(written, at, DIGITS);
    }
    return TEXT_NONE;
}

/* Eleventy takes a date from elsewhere by these words: what prints it; NULL for other words. */
static const char *command_for_date(text written)
{
    static const struct {
        text words;
        const char *command;
    } rows[] = {
        { TEXT_INIT("Last Modified"), "git log -1 --format=%cs" },
        { TEXT_INIT("git Last Modified"), "git log -1 --format=%cs" },
        { TEXT_INIT("Created"), "git log --diff-filter=A --format=%cs" },
        { TEXT_INIT("git Created"), "git log --diff-filter=A --format=%cs" },
        /* to add one: the words, and what prints the day when a path stands behind it */
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        if (text_equal_ignoring_ascii_case(text_trim(written), rows[i].words))
            return rows[i].command;
    return NULL;
}

/* Programs that write the keys leave each there that has no value: who follows the hint must lose no page. */
static const char *way_out(text name)
{
    return text_equal(name, TEXT("expires")) ? "leave the line out where the text stays, or " : "";
}

static void hint_at_date(
    struct front_matter_reading *reading, text name, text written, struct diagnostic *diagnostic)
{
    struct diagnostics *diagnostics = reading->rules->diagnostics;
    text moment, zone;
    bool has_zone = cut_zone(reading, written, &moment, &zone);
    text readable = readable_date(reading, written, moment, zone);
    if (readable.length) {
        diagnostic_hint(diagnostics, diagnostic, "write %.*s: %.*s", TEXT_ARGS(name), TEXT_ARGS(readable));
        return;
    }
    if (has_zone) {
        diagnostic_hint(diagnostics, diagnostic,
            "write %.*s: %.*s and, in place of '%.*s', how far that is from UTC: Z, +01:00, -05:00 …",
            TEXT_ARGS(name), TEXT_ARGS(moment), TEXT_ARGS(zone));
        return;
    }
    if (command_for_date(written)) {
        diagnostic_hint(diagnostics, diagnostic,
            "write %.*s: and the day itself, which '%s -- FILE' prints where the file has its history",
            TEXT_ARGS(name), command_for_date(written));
        return;
    }
    text other, iso = date_suggest_iso(diagnostics->arena, written, &other);
    const char *time =
        date_tells_time(written) ? " and behind it the time of day, written like 17:30 or 17:30 +01:00" : "";
    if (other.length)
        diagnostic_hint(diagnostics, diagnostic, "write %.*s: %.*s, or %.*s, whichever is meant%s%s",
            TEXT_ARGS(name), TEXT_ARGS(iso), TEXT_ARGS(other), *time ? "," : "", time);
    else if (iso.length)
        diagnostic_hint(diagnostics, diagnostic, "write %.*s: %.*s%s", TEXT_ARGS(name), TEXT_ARGS(iso), time);
    else if (year_in(written).length)
        diagnostic_hint(diagnostics, diagnostic, "write %.*s: %.*s-MM-DD, with month and day in digits%s%s",
            TEXT_ARGS(name), TEXT_ARGS(year_in(written)), *time ? "," : "", time);
    else
        diagnostic_hint(diagnostics, diagnostic,
            "%swrite %.*s: 2024-02-26, or with a time: 2024-02-26 09:00 +01:00",
            written.length ? "" : way_out(name), TEXT_ARGS(name));
}

static void report_date(
    struct front_matter_reading *reading, text name, text written, span where, enum date_fault fault)
{
    struct diagnostics *diagnostics = reading->rules->diagnostics;
    struct diagnostic *diagnostic;
    if (fault == DATE_OUT_OF_RANGE) {
        diagnostic = diagnostic_error(
            diagnostics, where, "impossible-date", "there is no date '%.*s'", TEXT_ARGS(written));
        diagnostic_hint(diagnostics, diagnostic, "check its year, month, day and time");
        return;
    }
    if (fault == DATE_TRAILING_TEXT)
        diagnostic = diagnostic_error(
            diagnostics, where, "malformed-date", "'%.*s' has more than a date", TEXT_ARGS(written));
    else
        diagnostic = diagnostic_error(
            diagnostics, where, "malformed-date", "'%.*s' is not a date", TEXT_ARGS(written));
    hint_at_date(reading, name, date_plain_digits(diagnostics->arena, written), diagnostic);
}

/* "{created: 2024-12-03, updated: 2024-12-05}", as some programs write it: the day of the first is meant. */
static text date_in_map(const struct value *value)
{
    static const text first[] = { TEXT_INIT("created"), TEXT_INIT("published"), TEXT_INIT("date") };
    for (size_t i = 0; value->kind == VALUE_MAP && i < value->as.map->count; i++)
        for (size_t k = 0; k < COUNT(first); k++)
            if (text_equal(value->as.map->entries[i].key, first[k]) &&
                value->as.map->entries[i].value.kind == VALUE_TEXT)
                return value->as.map->entries[i].value.as.text;
    return TEXT_NONE;
}

static void refuse_date(struct front_matter_reading *reading, text name, const struct value *value)
{
    struct diagnostic *diagnostic = front_matter_wrong_type(reading, name, value, "a date");
    text meant = date_in_map(value);
    if (meant.length)
        diagnostic_hint(reading->rules->diagnostics, diagnostic,
            "write %.*s: %.*s; a later day stands behind updated:, on a line of its own", TEXT_ARGS(name),
            TEXT_ARGS(meant));
    else
        diagnostic_hint(reading->rules->diagnostics, diagnostic, "%swrite %.*s: 2024-02-26",
            value->kind == VALUE_NONE ? way_out(name) : "", TEXT_ARGS(name));
}

void front_matter_date(
    struct front_matter_reading *reading, text name, const struct value *value, struct spanned_date *fact)
{
    if (value->kind != VALUE_TEXT && !value_is_number(value)) {
        refuse_date(reading, name, value);
        return;
    }
    text written = front_matter_text(reading, name, value);
    enum date_fault fault = date_parse(written, reading->rules->config->zone, &fact->date);
    fact->where = value->where;
    if (fault != DATE_OK)
        report_date(reading, name, written, value->where, fault);
}

void front_matter_read_required_date(
    struct front_matter_reading *reading, const struct front_matter_key *key, const struct value *value)
{
    front_matter_date(reading, reading->entry->key, value, front_matter_fact(reading, key));
}

void front_matter_read_date(
    struct front_matter_reading *reading, const struct front_matter_key *key, const struct value *value)
{
    if (!value_is_blank(value))
        front_matter_date(reading, reading->entry->key, value, front_matter_fact(reading, key));
}

static void refuse_bool(struct front_matter_reading *reading, const struct value *value)
{
    struct diagnostic *diagnostic =
        front_matter_wrong_type(reading, reading->entry->key, value, "true or false");
    diagnostic_hint(reading->rules->diagnostics, diagnostic, "write %.*s: true or %.*s: false",
        TEXT_ARGS(reading->entry->key), TEXT_ARGS(reading->entry->key));
}

void front_matter_read_draft(
    struct front_matter_reading *reading, const struct front_matter_key *key, const struct value *value)
{
    /* What cannot be read stays a draft. */
    *(bool *)front_matter_fact(reading, key) = value->kind != VALUE_BOOL || value->as.boolean;
    if (value->kind != VALUE_BOOL)
        refuse_bool(reading, value);
}

/* As it is written in HTML, or as a form left it: which, nobody can tell. */
static void warn_of_nothing(struct front_matter_reading *reading)
{
    struct diagnostic *diagnostic =
        diagnostic_warning(reading->rules->diagnostics, reading->entry->key_where, "empty-noindex",
            "'%.*s' without true or false keeps no search engine away", TEXT_ARGS(reading->entry->key));
    diagnostic_hint(reading->rules->diagnostics, diagnostic, "write %.*s: true, or leave the line out",
        TEXT_ARGS(reading->entry->key));
}

void front_matter_read_choice(
    struct front_matter_reading *reading, const struct front_matter_key *key, const struct value *value)
{
    if (value->kind == VALUE_BOOL)
        *(enum choice *)front_matter_fact(reading, key) = value->as.boolean ? CHOICE_YES : CHOICE_NO;
    else if (value->kind != VALUE_NONE)
        refuse_bool(reading, value);
    else if (text_equal(text_of(key->name), TEXT("noindex")))
        warn_of_nothing(reading);
}

void front_matter_read_extra(
    struct front_matter_reading *reading, const struct front_matter_key *key, const struct value *value)
{
    if (value->kind == VALUE_NONE)
        return;
    if (value->kind != VALUE_MAP) {
        diagnostic_hint(reading->rules->diagnostics,
            front_matter_wrong_type(reading, text_of(key->name), value, "a map"), "write %s: {key: value}",
            key->name);
        return;
    }
    for (size_t i = 0; i < value->as.map->count; i++)
        *list_add(reading->rules->arena, &reading->extra) = value->as.map->entries[i];
}
