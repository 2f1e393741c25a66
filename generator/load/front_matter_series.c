/* SPDX-License-Identifier: MIT */
/*
 * `series: Floods`, or with its number `series: {name: Floods, part: 2}`. Who writes it in another way loses
 * neither: the hint has the name and the number that were found.
 */
#include "base/count.h"
#include "load/front_matter_reading.h"
#include "base/byte.h"
#include "load/yaml_scalar.h"

static const char *const parts[] = { "name", "part" };

struct series_words {
    text name, part; /* the number's digits */
};

/* "2 of 3" and "2.0" begin with one. */
static text digits_of(text written)
{
    size_t end = 0;
    while (end < written.length && byte_is_digit(written.bytes[end]))
        end++;
    return text_slice(written, 0, end);
}

static text written_as(const struct front_matter_reading *reading, const struct value *value)
{
    return value->kind == VALUE_TEXT ? text_trim(value->as.text)
           : value_is_number(value)  ? text_slice(reading->contents, value->where.offset, value->where.length)
                                     : TEXT_NONE;
}

/* "name: X", "part: 2", their like of other programs, and "X: 2". */
static void gather_entry(const struct front_matter_reading *reading, const struct value_map_entry *entry,
    struct series_words *words)
{
    text written = written_as(reading, &entry->value), digits = digits_of(written);
    const char *ours = front_matter_part_elsewhere(TEXT("series"), entry->key);
    text key = ours ? text_of(ours) : entry->key;
    if (text_equal(key, TEXT("name")))
        words->name = written;
    else if (digits.length)
        words->part = digits;
    if (digits.length && !words->name.length && !text_equal(key, TEXT("name")) &&
        !text_equal(key, TEXT("part")))
        words->name = entry->key;
}

static struct series_words gather(const struct front_matter_reading *reading, const struct value *value)
{
    struct series_words words = { 0 };
    for (size_t i = 0; value->kind == VALUE_MAP && i < value->as.map->count; i++)
        gather_entry(reading, &value->as.map->entries[i], &words);
    for (size_t i = 0; value->kind == VALUE_LIST && i < value->as.list->count; i++) {
        const struct value item = value_list_at(value->as.list, i);
        struct series_words more = gather(reading, &item);
        if (item.kind == VALUE_TEXT)
            more.name = written_as(reading, &item);
        else if (item.kind == VALUE_INTEGER)
            more.part = digits_of(written_as(reading, &item));
        words.name = words.name.length ? words.name : more.name;
        words.part = words.part.length ? words.part : more.part;
    }
    return words;
}

static void hint_with(
    struct front_matter_reading *reading, struct diagnostic *diagnostic, const struct series_words *words)
{
    struct diagnostics *diagnostics = reading->rules->diagnostics;
    text name = words->name.length ? yaml_scalar_write(diagnostics->arena, words->name) : TEXT("…");
    if (words->part.length)
        diagnostic_hint(diagnostics, diagnostic, "write series: {name: %.*s, part: %.*s}", TEXT_ARGS(name),
            TEXT_ARGS(words->part));
    else
        diagnostic_hint(diagnostics, diagnostic, "write series: %.*s", TEXT_ARGS(name));
}

static void read_part_number(
    struct front_matter_reading *reading, const struct value_map_entry *entry, struct front_matter *facts)
{
    struct diagnostics *diagnostics = reading->rules->diagnostics;
    const struct value *value = &entry->value;
    if (value->kind == VALUE_INTEGER && value->as.integer >= 1) {
        facts->series_part = value->as.integer;
        return;
    }
    text digits = value->kind == VALUE_INTEGER ? TEXT("1") : digits_of(written_as(reading, value));
    struct diagnostic *diagnostic =
        value->kind == VALUE_INTEGER
            ? diagnostic_error(diagnostics, value->where, "bad-value", "parts count from 1")
            : front_matter_wrong_type(reading, entry->key, value, "a whole number");
    diagnostic_hint(diagnostics, diagnostic, "write digits, without quotes: part: %.*s",
        TEXT_ARGS(digits.length ? digits : TEXT("1")));
}

static void read_map(
    struct front_matter_reading *reading, const struct value *value, struct front_matter *facts)
{
    const struct series_words words = gather(reading, value);
    const struct value *name = value_map_find(value->as.map, TEXT("name"));
    for (size_t i = 0; i < value->as.map->count; i++) {
        const struct value_map_entry *entry = &value->as.map->entries[i];
        if (text_equal(entry->key, TEXT("part")))
            read_part_number(reading, entry, facts);
        else if (text_equal(entry->key, TEXT("name")))
            facts->series = (struct spanned_text){ front_matter_text(reading, entry->key, &entry->value),
                entry->value.where };
        else
            front_matter_unknown_part(reading, TEXT("series"), entry, parts, COUNT(parts));
    }
    if (name && (!value_is_blank(name) || !words.part.length)) /* left empty, both are none */
        return;
    hint_with(reading,
        diagnostic_error(
            reading->rules->diagnostics, value->where, "missing-name", "a series without 'name'"),
        &words);
}

void front_matter_read_series(
    struct front_matter_reading *reading, const struct front_matter_key *key, const struct value *value)
{
    const struct series_words words = gather(reading, value);
    if (value->kind == VALUE_MAP)
        read_map(reading, value, reading->result);
    else if (value->kind == VALUE_LIST && value->as.list->count == 0)
        return;
    else if (value->kind == VALUE_LIST)
        hint_with(reading,
            front_matter_wrong_type(reading, text_of(key->name), value, "a name, or {name, part}"), &words);
    else
        front_matter_read_text(reading, key, value);
}
