/* SPDX-License-Identifier: MIT */
/*
 * Keys with a form of their own: the history, the lead image, the status, the type. Parts of a
 * map are read like keys: an unknown part is a warning, a wrong one an error at its own place.
 */
#include "load/front_matter_reading.h"
#include "base/count.h"

static const char *const change_types[] = {
    [CHANGE_MAJOR] = "major", [CHANGE_MINOR] = "minor", [CHANGE_CORRECTION] = "correction"
};
static const char *const change_parts[] = { "date", "type", "note" };
static const char *const image_parts[] = { "src", "alt", "caption", "credit" };
/* In the order of enum status_kind, from STATUS_WITHDRAWN on. */
static const char *const statuses[] = { "withdrawn", "superseded", "archived" };
static const char *const author_types[] = { "person", "organisation" };
static const char *const types[] = { "briefing", "news", "analysis", "explainer", "opinion", "report" };

/* The index of `word` in `choices`, or SIZE_MAX after reporting. */
static size_t choose(struct front_matter_reading *reading, text name, text word, span where,
    const char *const *choices, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (text_equal(word, text_of(choices[i])))
            return i;
    front_matter_unknown_value(reading, name, word, where, choices, count);
    return SIZE_MAX;
}

static void read_change_part(struct front_matter_reading *reading, const struct value_map_entry *entry,
    struct front_matter_change *change)
{
    const struct value *value = &entry->value;
    if (text_equal(entry->key, TEXT("date"))) {
        front_matter_date(reading, entry->key, value, &change->date);
    } else if (text_equal(entry->key, TEXT("type"))) {
        text word = front_matter_text(reading, entry->key, value);
        size_t found =
            word.length ? choose(reading, entry->key, word, value->where, change_types, COUNT(change_types))
                        : SIZE_MAX;
        if (found != SIZE_MAX)
            change->type = (enum change_type)found;
    } else if (text_equal(entry->key, TEXT("note"))) {
        change->note = (struct spanned_text){ front_matter_text(reading, entry->key, value), value->where };
    } else {
        front_matter_unknown_part(reading, TEXT("changes"), entry, change_parts, COUNT(change_parts));
    }
}

static bool read_change(
    struct front_matter_reading *reading, const struct value *value, struct front_matter_change *change)
{
    struct diagnostics *diagnostics = reading->rules->diagnostics;
    if (value->kind != VALUE_MAP) {
        struct diagnostic *diagnostic =
            front_matter_wrong_type(reading, TEXT("changes"), value, "date, type and note in each item");
        diagnostic_hint(
            diagnostics, diagnostic, "write - {date: 2024-02-26, type: major, note: What changed}");
        return false;
    }
    for (size_t i = 0; i < value->as.map->count; i++)
        read_change_part(reading, &value->as.map->entries[i], change);
    if (!value_map_find(value->as.map, TEXT("date")))
        diagnostic_hint(diagnostics,
            diagnostic_error(diagnostics, value->where, "missing-date", "a change without a date"),
            "add date: 2024-02-26");
    if (!change->note.text.length) {
        diagnostic_hint(diagnostics,
            diagnostic_error(diagnostics, value->where, "missing-note", "a change without a note"),
            "add note: and say what changed");
        return false;
    }
    return change->date.date.is_set;
}

void front_matter_read_changes(
    struct front_matter_reading *reading, const struct front_matter_key *key, const struct value *value)
{
    struct front_matter *facts = reading->result;
    if (value->kind == VALUE_NONE)
        return;
    if (value->kind != VALUE_LIST) {
        struct diagnostic *diagnostic = front_matter_wrong_type(reading, text_of(key->name), value, "a list");
        diagnostic_hint(reading->rules->diagnostics, diagnostic,
            "write - {date: 2024-02-26, type: major, note: What changed}");
        return;
    }
    const struct value_list *list = value->as.list;
    struct front_matter_change *changes =
        arena_new_array(reading->rules->arena, struct front_matter_change, list->count);
    for (size_t i = 0; i < list->count; i++) {
        struct front_matter_change change = { .type = CHANGE_MAJOR };
        if (read_change(reading, &list->items[i], &change))
            changes[facts->change_count++] = change;
    }
    facts->changes = changes;
}

/* Fills *fact unless it has a text already, which is reported. */
static void set_once(
    struct front_matter_reading *reading, text name, const struct value *value, struct spanned_text *fact)
{
    text found = front_matter_text(reading, name, value);
    if (!found.length && value->kind != VALUE_TEXT)
        return;
    if (!fact->text.bytes) {
        *fact = (struct spanned_text){ found, value->where };
        return;
    }
    struct diagnostics *diagnostics = reading->rules->diagnostics;
    struct diagnostic *diagnostic = diagnostic_error(
        diagnostics, value->where, "duplicate-key", "'%.*s' is given twice", TEXT_ARGS(name));
    diagnostic_hint(diagnostics, diagnostic, "keep one of the two");
    diagnostic_note(diagnostics, diagnostic, fact->where, "it is given here first");
}

void front_matter_read_once(
    struct front_matter_reading *reading, const struct front_matter_key *key, const struct value *value)
{
    set_once(reading, reading->entry->key, value, front_matter_fact(reading, key));
}

/* "[]", which forms and archetypes of other programs leave where nothing was chosen. */
static bool is_empty_list(const struct value *value)
{
    return value->kind == VALUE_LIST && value->as.list->count == 0;
}

static void read_image_part(struct front_matter_reading *reading, const struct value_map_entry *entry,
    struct front_matter_image *image)
{
    struct spanned_text *facts[] = { &image->src, &image->alt, &image->caption, &image->credit };
    for (size_t i = 0; i < COUNT(image_parts); i++) {
        if (text_equal(entry->key, text_of(image_parts[i]))) {
            set_once(reading, entry->key, &entry->value, facts[i]);
            return;
        }
    }
    front_matter_unknown_part(reading, TEXT("image"), entry, image_parts, COUNT(image_parts));
}

void front_matter_read_image(
    struct front_matter_reading *reading, const struct front_matter_key *key, const struct value *value)
{
    struct front_matter_image *image = front_matter_fact(reading, key);
    if (is_empty_list(value))
        return;
    if (value->kind != VALUE_MAP) {
        text path = front_matter_text(reading, text_of(key->name), value);
        if (path.length)
            image->src = (struct spanned_text){ path, value->where };
        return;
    }
    for (size_t i = 0; i < value->as.map->count; i++)
        read_image_part(reading, &value->as.map->entries[i], image);
    if (value_map_find(value->as.map, TEXT("src")))
        return;
    struct diagnostic *diagnostic =
        diagnostic_error(reading->rules->diagnostics, value->where, "missing-src", "an image without 'src'");
    diagnostic_hint(reading->rules->diagnostics, diagnostic, "add src: and the path of the image");
}

void front_matter_read_status(
    struct front_matter_reading *reading, const struct front_matter_key *key, const struct value *value)
{
    struct front_matter *facts = reading->result;
    facts->status_where = value->where;
    if (value->kind != VALUE_TEXT) {
        struct diagnostic *diagnostic = front_matter_wrong_type(reading, text_of(key->name), value, "a text");
        const char *instead =
            value_is_number(value) || value->kind == VALUE_BOOL
                ? front_matter_value_elsewhere(text_of(key->name),
                      text_slice(reading->contents, value->where.offset, value->where.length))
                : NULL;
        if (instead)
            diagnostic_hint(reading->rules->diagnostics, diagnostic, "%s", instead);
        else
            diagnostic_hint(reading->rules->diagnostics, diagnostic,
                "%swrite status: withdrawn, superseded or archived",
                value->kind == VALUE_NONE ? "leave the line out where the text stands as it is, or " : "");
        return;
    }
    size_t found =
        choose(reading, text_of(key->name), value->as.text, value->where, statuses, COUNT(statuses));
    if (found != SIZE_MAX)
        facts->status = (enum status_kind)(STATUS_WITHDRAWN + found);
}

void front_matter_read_type(
    struct front_matter_reading *reading, const struct front_matter_key *key, const struct value *value)
{
    text word = front_matter_text(reading, text_of(key->name), value);
    if (word.length &&
        choose(reading, text_of(key->name), word, value->where, types, COUNT(types)) != SIZE_MAX)
        front_matter_read_text(reading, key, value);
}

const char *const *front_matter_types(size_t *count)
{
    *count = COUNT(types);
    return types;
}

void front_matter_read_author_type(
    struct front_matter_reading *reading, const struct front_matter_key *key, const struct value *value)
{
    text word = front_matter_text(reading, text_of(key->name), value);
    if (word.length && choose(reading, text_of(key->name), word, value->where, author_types,
                           COUNT(author_types)) != SIZE_MAX)
        front_matter_read_text(reading, key, value);
}
