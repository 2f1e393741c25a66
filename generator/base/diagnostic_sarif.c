/* SPDX-License-Identifier: MIT */
/*
 * SARIF 2.1.0 (OASIS), which code hosts and editors read: one run, whose rules are the codes that occur, in
 * order, and whose results are the diagnostics. Columns count code points, as the format allows to say.
 */
#include "base/arena.h"
#include "base/diagnostic_print.h"
#include "base/escape.h"
#include "base/map.h"
#include <jansson.h>
#include <stdlib.h>

/* What a plugin or a file's name says need not be UTF-8, but JSON must be. */
static json_t *string_of(text value)
{
    json_t *string = json_stringn(value.bytes ? value.bytes : "", value.length);
    if (string)
        return string;
    struct buffer mended;
    buffer_init(&mended, NULL);
    for (size_t at = 0; at < value.length;)
        buffer_append_code_point(&mended, text_next_code_point(value, &at));
    string = json_stringn_nocheck(mended.bytes, mended.length);
    buffer_release(&mended);
    return string;
}

static json_t *message_of(text value)
{
    return json_pack("{s:o}", "text", string_of(value));
}

static json_t *artifact_of(struct diagnostic_printout *printout, text path)
{
    struct buffer uri;
    buffer_init(&uri, printout->arena);
    escape_url_component(&uri, path, true);
    return json_pack("{s:o}", "uri", string_of(buffer_text(&uri)));
}

static json_t *region_of(const struct position *position)
{
    return json_pack("{s:I, s:I, s:I}", "startLine", (json_int_t)position->line, "startColumn",
        (json_int_t)position->column, "endColumn",
        (json_int_t)position->column + (json_int_t)position->width);
}

/* NULL for a span that is nowhere. */
static json_t *location_of(struct diagnostic_printout *printout, span where)
{
    struct diagnostic_place place;
    if (!diagnostic_locate(printout, where, &place))
        return NULL;
    json_t *physical = json_pack("{s:o}", "artifactLocation", artifact_of(printout, place.path));
    if (place.has_position)
        json_object_set_new(physical, "region", region_of(&place.position));
    return json_pack("{s:o}", "physicalLocation", physical);
}

static json_t *related_of(struct diagnostic_printout *printout, const struct diagnostic *diagnostic)
{
    json_t *related = json_array();
    for (const struct diagnostic_note *note = diagnostic->notes; note; note = note->next) {
        json_t *location = location_of(printout, note->where);
        if (!location)
            continue;
        json_object_set_new(location, "message", message_of(note->message));
        json_array_append_new(related, location);
    }
    return related;
}

/* To the byte, whereas a place is told on one line: what is taken away may reach over the end of it. */
static json_t *deleted_region_of(
    struct diagnostic_printout *printout, const struct position *start, span where)
{
    struct diagnostic_place end;
    diagnostic_locate(printout, (span){ where.source, where.offset + where.length, 0 }, &end);
    return json_pack("{s:I, s:I, s:I, s:I}", "startLine", (json_int_t)start->line, "startColumn",
        (json_int_t)start->column, "endLine", (json_int_t)end.position.line, "endColumn",
        (json_int_t)end.position.column);
}

static json_t *fixes_of(struct diagnostic_printout *printout, const struct diagnostic *diagnostic)
{
    struct diagnostic_place place;
    if (!diagnostic->fix || !diagnostic_locate(printout, diagnostic->fix->where, &place) ||
        !place.has_position)
        return NULL;
    json_t *replacement = json_pack("{s:o, s:o}", "deletedRegion",
        deleted_region_of(printout, &place.position, diagnostic->fix->where), "insertedContent",
        message_of(diagnostic->fix->replacement));
    json_t *change = json_pack(
        "{s:o, s:[o]}", "artifactLocation", artifact_of(printout, place.path), "replacements", replacement);
    return json_pack(
        "[{s:o, s:[o]}]", "description", message_of(diagnostic->hint), "artifactChanges", change);
}

static json_t *result_of(struct diagnostic_printout *printout, const struct diagnostic_entry *entry)
{
    const struct diagnostic *diagnostic = entry->diagnostic;
    text words = diagnostic->message;
    if (diagnostic->hint.bytes)
        words =
            text_format(printout->arena, "%.*s\nhint: %.*s", TEXT_ARGS(words), TEXT_ARGS(diagnostic->hint));
    json_t *result = json_pack("{s:s, s:s, s:o}", "ruleId", diagnostic->code, "level",
        diagnostic_severity_name(entry->severity), "message", message_of(words));
    json_t *location = location_of(printout, diagnostic->where), *fixes = fixes_of(printout, diagnostic);
    json_t *related = related_of(printout, diagnostic);
    if (location)
        json_object_set_new(result, "locations", json_pack("[o]", location));
    if (json_array_size(related))
        json_object_set(result, "relatedLocations", related);
    if (fixes)
        json_object_set_new(result, "fixes", fixes);
    json_decref(related);
    return result;
}

static int compare_codes(const void *a, const void *b)
{
    return text_compare(*(const text *)a, *(const text *)b);
}

/* A code is its name in words. GitHub wants more said of each, which its results do. */
static json_t *rule_of(struct diagnostic_printout *printout, text code)
{
    text name = text_replace(printout->arena, code, TEXT("-"), TEXT(" "));
    return json_pack("{s:o, s:o, s:o, s:o}", "id", string_of(code), "shortDescription", message_of(name),
        "fullDescription", message_of(name), "help",
        message_of(TEXT("each result says what is wrong and, behind \"hint:\", what to type")));
}

static json_t *rules_of(struct diagnostic_printout *printout)
{
    struct map seen;
    text *codes = arena_new_array(printout->arena, text, printout->count);
    size_t count = 0;
    map_init(&seen, printout->arena);
    for (size_t i = 0; i < printout->count; i++) {
        text code = text_of(printout->entries[i].diagnostic->code);
        if (map_contains(&seen, code))
            continue;
        map_set(&seen, code, printout);
        codes[count++] = code;
    }
    if (count)
        qsort(codes, count, sizeof *codes, compare_codes);
    json_t *rules = json_array();
    for (size_t i = 0; i < count; i++)
        json_array_append_new(rules, rule_of(printout, codes[i]));
    return rules;
}

void diagnostics_print_sarif(struct diagnostic_printout *printout, const struct diagnostic_style *style)
{
    json_t *results = json_array();
    (void)style;
    for (size_t i = 0; i < printout->count; i++)
        json_array_append_new(results, result_of(printout, &printout->entries[i]));
    json_t *log = json_pack("{s:s, s:s, s:[{s:{s:{s:s, s:o}}, s:s, s:o}]}", "$schema",
        "https://json.schemastore.org/sarif-2.1.0.json", "version", "2.1.0", "runs", "tool", "driver", "name",
        "brief", "rules", rules_of(printout), "columnKind", "unicodeCodePoints", "results", results);
    char *words = json_dumps(log, JSON_INDENT(2));
    if (!words)
        arena_die_out_of_memory();
    buffer_append(printout->out, text_of(words));
    buffer_append_byte(printout->out, '\n');
    free(words);
    json_decref(log);
}
