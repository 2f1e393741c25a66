/* SPDX-License-Identifier: MIT */
/*
 * Readers of lists, and of what people write where one is meant: a single text, commas, an author as a map.
 * What would make other items than somebody meant is said.
 */
#include "base/count.h"
#include "load/front_matter_reading.h"
#include "base/buffer.h"
#include "base/byte.h"
#include "base/list.h"
#include "load/yaml_scalar.h"

struct text_list spanned_list_texts(struct arena *arena, const struct spanned_list *list)
{
    text *texts = arena_new_array(arena, text, list->count);
    for (size_t i = 0; i < list->count; i++)
        texts[i] = list->items[i].text;
    return (struct text_list){ texts, list->count };
}

/* The name in `{name: Maria Ruis}`, as other programs have authors; absent when there is none. */
static text name_in(struct arena *arena, const struct value *value)
{
    static const text keys[] = { TEXT_INIT("name"), TEXT_INIT("display_name") };
    for (size_t i = 0; value->kind == VALUE_MAP && i < COUNT(keys); i++) {
        const struct value *said = value_map_find(value->as.map, keys[i]);
        if (said && said->kind == VALUE_TEXT && text_trim(said->as.text).length)
            return yaml_scalar_write(arena, text_trim(said->as.text));
    }
    return TEXT_NONE;
}

static text read_item(struct front_matter_reading *reading, text name, const struct value *item)
{
    struct diagnostics *diagnostics = reading->rules->diagnostics;
    text said = name_in(diagnostics->arena, item);
    if (!said.length)
        return front_matter_text(reading, name, item);
    diagnostic_hint(
        diagnostics, front_matter_wrong_type(reading, name, item, "a text"), "write - %.*s", TEXT_ARGS(said));
    return TEXT_NONE;
}

/* "[7,50 TL]" is a 7 and a "50 TL": a comma without a blank within a number that words follow. */
static void check_decimal_comma(
    struct front_matter_reading *reading, text name, const struct value *item, const struct value *next)
{
    span first = item->where, second = next->where;
    text whole = text_slice(reading->contents, first.offset, second.offset + second.length - first.offset);
    size_t comma = first.length, digits = comma + 1;
    if (second.offset != first.offset + digits || !comma || whole.bytes[comma] != ',')
        return;
    while (digits < whole.length && byte_is_digit(whole.bytes[digits]))
        digits++;
    bool is_number = byte_is_digit(whole.bytes[comma - 1]) && digits > comma + 1 && digits <= comma + 4;
    if (!is_number || digits == whole.length || (whole.bytes[digits] != ' ' && whole.bytes[digits] != '%'))
        return;
    struct diagnostic *diagnostic = diagnostic_warning(reading->rules->diagnostics,
        (span){ first.source, first.offset, (uint32_t)whole.length }, "comma-in-number",
        "'%.*s' is two items of '%.*s'", TEXT_ARGS(whole), TEXT_ARGS(name));
    diagnostic_hint(reading->rules->diagnostics, diagnostic,
        "write '%.*s' in quotes; two items have a blank behind the comma", TEXT_ARGS(whole));
}

/* "- #MeToo": that nothing is left of it has been said (comment-for-value). */
static bool is_comment(const struct front_matter_reading *reading, const struct value *item)
{
    size_t at = item->where.offset + item->where.length;
    while (at < reading->contents.length && reading->contents.bytes[at] == ' ')
        at++;
    text rest = text_from(reading->contents, at);
    return item->kind == VALUE_NONE && item->where.source && !item->where.length && rest.length > 1 &&
           rest.bytes[0] == '#' && !byte_is_space(rest.bytes[1]);
}

static struct spanned_list read_items(
    struct front_matter_reading *reading, text name, const struct value *value)
{
    const struct value_list *list = value->as.list;
    struct spanned_text *items = arena_new_array(reading->rules->arena, struct spanned_text, list->count);
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct value *item = &list->items[i];
        text found = read_item(reading, name, item);
        if (i)
            check_decimal_comma(reading, name, item - 1, item);
        if (found.length)
            items[count++] = (struct spanned_text){ found, item->where };
        else if ((item->kind == VALUE_NONE || item->kind == VALUE_TEXT) && !is_comment(reading, item))
            diagnostic_hint(reading->rules->diagnostics,
                diagnostic_warning(reading->rules->diagnostics,
                    item->where.source ? item->where : value->where, "empty-item",
                    "an item of '%.*s' is empty", TEXT_ARGS(name)),
                "leave it out, or put it in quotes if a word such as null is meant");
    }
    return (struct spanned_list){ items, count, value->where };
}

static struct spanned_list read_one(struct front_matter_reading *reading, text found, span where)
{
    struct spanned_text *item = arena_new(reading->rules->arena, struct spanned_text);
    *item = (struct spanned_text){ found, where };
    return (struct spanned_list){ item, found.length > 0, where };
}

static void refuse_map(struct front_matter_reading *reading, text name, const struct value *value)
{
    struct diagnostics *diagnostics = reading->rules->diagnostics;
    text said = name_in(diagnostics->arena, value);
    struct diagnostic *diagnostic = front_matter_wrong_type(reading, name, value, "a list or a text");
    if (said.length)
        diagnostic_hint(diagnostics, diagnostic, "write %.*s: %.*s", TEXT_ARGS(name), TEXT_ARGS(said));
    else
        diagnostic_hint(diagnostics, diagnostic, "write %.*s: [one, another]", TEXT_ARGS(name));
}

void front_matter_read_list_or_text(
    struct front_matter_reading *reading, const struct front_matter_key *key, const struct value *value)
{
    struct spanned_list *fact = front_matter_fact(reading, key);
    if (value->kind == VALUE_LIST)
        *fact = read_items(reading, reading->entry->key, value);
    else if (value->kind == VALUE_MAP)
        refuse_map(reading, reading->entry->key, value);
    else
        *fact = read_one(reading, front_matter_text(reading, reading->entry->key, value), value->where);
    front_matter_check_items(reading, reading->entry->key, fact);
}

void front_matter_read_list(
    struct front_matter_reading *reading, const struct front_matter_key *key, const struct value *value)
{
    if (value->kind == VALUE_LIST) {
        *(struct spanned_list *)front_matter_fact(reading, key) =
            read_items(reading, reading->entry->key, value);
    } else if (value->kind != VALUE_NONE) {
        struct diagnostic *diagnostic =
            front_matter_wrong_type(reading, reading->entry->key, value, "a list");
        diagnostic_hint(
            reading->rules->diagnostics, diagnostic, "write each item on a line of its own, after '- '");
    }
}

/* "water, taxes" → two items. */
static struct spanned_list read_commas(struct front_matter_reading *reading, text whole, span where)
{
    struct {
        struct spanned_text *items;
        size_t count, capacity;
    } found = { 0 };
    /* The text stands in the source as it is unless escapes or folded lines changed it. */
    text written = text_slice(reading->contents, where.offset, where.length);
    size_t start = text_find(written, whole, 0);
    for (text rest = whole; rest.bytes;) {
        text part = text_trim(text_cut(&rest, ','));
        span place = where;
        if (start != SIZE_MAX)
            place =
                (span){ where.source, (uint32_t)(where.offset + start + (size_t)(part.bytes - whole.bytes)),
                    (uint32_t)part.length };
        if (part.length)
            *list_add(reading->rules->arena, &found) = (struct spanned_text){ part, place };
    }
    return (struct spanned_list){ found.items, found.count, where };
}

/* "water; taxes", as some programs write it, and a comma of another script ("ماء، ضرائب", "水、税") leave one
 * term here. An entity has the first of these signs too. */
static void check_semicolons(struct front_matter_reading *reading, text name, text whole, span where)
{
    static const text signs[] = { TEXT_INIT(";"), TEXT_INIT("،"), TEXT_INIT("؛"), TEXT_INIT("、"),
        TEXT_INIT("，"), TEXT_INIT("；") };
    struct arena *arena = reading->rules->arena;
    text parted = whole;
    for (size_t i = text_find_byte(whole, '&', 0) == SIZE_MAX ? 0 : 1; i < COUNT(signs); i++)
        parted = text_replace(arena, parted, signs[i], TEXT("\n"));
    if (text_equal(parted, whole) || text_find_byte(whole, ',', 0) != SIZE_MAX)
        return;
    struct buffer items;
    buffer_init(&items, arena);
    for (text rest = parted; rest.bytes;) {
        text item = text_trim(text_cut(&rest, '\n'));
        if (item.length)
            buffer_print(
                &items, "%s%.*s", items.length ? ", " : "", TEXT_ARGS(yaml_scalar_write(arena, item)));
    }
    struct diagnostic *diagnostic = diagnostic_warning(reading->rules->diagnostics, where,
        "semicolons-in-list", "'%.*s' is one item of '%.*s'", TEXT_ARGS(whole), TEXT_ARGS(name));
    diagnostic_hint(reading->rules->diagnostics, diagnostic, "write %.*s: [%.*s]", TEXT_ARGS(name),
        TEXT_ARGS(buffer_text(&items)));
}

void front_matter_read_terms(
    struct front_matter_reading *reading, size_t taxonomy, text name, const struct value *value)
{
    struct spanned_list *fact = &reading->terms[taxonomy];
    if (value->kind == VALUE_LIST) {
        *fact = read_items(reading, name, value);
        if (fact->count ==
            1) /* between brackets, too, whoever writes Arabic types the comma of that script */
            check_semicolons(reading, name, fact->items[0].text, fact->items[0].where);
        front_matter_check_items(reading, name, fact);
        return;
    }
    if (value->kind == VALUE_MAP) {
        refuse_map(reading, name, value);
        return;
    }
    text whole = front_matter_text(reading, name, value);
    check_semicolons(reading, name, whole, value->where);
    if (whole.length)
        *fact = read_commas(reading, whole, value->where);
    front_matter_check_items(reading, name, fact);
}

void front_matter_read_tags(
    struct front_matter_reading *reading, const struct front_matter_key *key, const struct value *value)
{
    size_t taxonomy = config_find_taxonomy(reading->rules->config, text_of(key->name));
    if (taxonomy != SIZE_MAX)
        front_matter_read_terms(reading, taxonomy, reading->entry->key, value);
}
