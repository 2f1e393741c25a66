/* SPDX-License-Identifier: MIT */
/* Readers of the plain kinds of settings. An empty value (`description:`) leaves the default. */
#include "base/arena.h"
#include "base/builtin.h"
#include "base/byte.h"
#include "base/count.h"
#include "load/yaml.h"
#include "load/config_reading.h"

static void *setting_of(struct config_reading *reading, const struct config_key *key)
{
    return (char *)reading->config + key->offset;
}

/* Where to point for a value: itself, or its key when nothing was written. */
static span place_of(const struct config_reading *reading, const struct value *value)
{
    return value->where.length ? value->where : reading->key_where;
}

struct diagnostic *config_wrong_type(
    struct config_reading *reading, text name, const struct value *value, const char *expected)
{
    return diagnostic_error(reading->diagnostics, place_of(reading, value), "wrong-type",
        "'%.*s' is %s, expected %s", TEXT_ARGS(name), yaml_kind_phrase(value), expected);
}

void config_bad_value(
    struct config_reading *reading, span where, text found, const char *what, const char *hint)
{
    struct diagnostic *diagnostic =
        diagnostic_error(reading->diagnostics, where, "bad-value", "'%.*s' %s", TEXT_ARGS(found), what);
    diagnostic_hint(reading->diagnostics, diagnostic, "%s", hint);
}

text config_text(struct config_reading *reading, text name, const struct value *value)
{
    if (value->kind == VALUE_TEXT)
        return text_trim(value->as.text);
    if (value_is_number(value))
        return text_slice(reading->contents, value->where.offset, value->where.length);
    if (value->kind != VALUE_NONE)
        diagnostic_hint(reading->diagnostics, config_wrong_type(reading, name, value, "a text"),
            value->kind == VALUE_BOOL ? "put the value in quotes if it is meant as a text"
                                      : "write one text, in quotes");
    return TEXT_NONE;
}

void config_read_text(struct config_reading *reading, const struct config_key *key, const struct value *value)
{
    text found = config_text(reading, text_of(key->name), value);
    if (found.length)
        *(text *)setting_of(reading, key) = found;
}

static void refuse_number(struct config_reading *reading, text name, const struct value *value,
    const char *size, int64_t limit, const char *instead)
{
    struct diagnostic *diagnostic = diagnostic_error(reading->diagnostics, value->where, "bad-value",
        "'%.*s' is %lld, which is too %s", TEXT_ARGS(name), (long long)value->as.integer, size);
    diagnostic_hint(reading->diagnostics, diagnostic, "write %lld or %s", (long long)limit, instead);
}

void config_number(
    struct config_reading *reading, text name, const struct value *value, int64_t minimum, int64_t *number)
{
    /* As good as none, and a number of 64 bits in milliseconds, or in those of as many hours. */
    static const int64_t most = INT64_MAX / 10000000;
    if (value->kind == VALUE_INTEGER && value->as.integer >= minimum) {
        *number = value->as.integer < most ? value->as.integer : most;
        return;
    }
    if (value->kind != VALUE_INTEGER) {
        if (value->kind != VALUE_NONE)
            diagnostic_hint(reading->diagnostics, config_wrong_type(reading, name, value, "a whole number"),
                "write digits, without quotes");
        return;
    }
    refuse_number(reading, name, value, "small", minimum, "more");
}

void config_read_number(
    struct config_reading *reading, const struct config_key *key, const struct value *value)
{
    text name = text_of(key->name);
    if (key->maximum && value->kind == VALUE_INTEGER && value->as.integer > key->maximum)
        refuse_number(reading, name, value, "large", key->maximum, "less");
    else
        config_number(reading, name, value, key->minimum, setting_of(reading, key));
}

void config_bool(struct config_reading *reading, text name, const struct value *value, bool *claim)
{
    if (value->kind == VALUE_BOOL)
        *claim = value->as.boolean;
    else if (value->kind != VALUE_NONE)
        diagnostic_hint(reading->diagnostics, config_wrong_type(reading, name, value, "true or false"),
            "write one of the two, without quotes");
}

void config_read_bool(struct config_reading *reading, const struct config_key *key, const struct value *value)
{
    config_bool(reading, text_of(key->name), value, setting_of(reading, key));
}

/* "a", "a or b", "a, b or c" */
static text listed(struct arena *arena, const text *words, size_t count, const char *last)
{
    struct buffer list;
    buffer_init(&list, arena);
    for (size_t i = 0; i < count; i++)
        buffer_print(&list, "%s%.*s", i == 0 ? "" : i + 1 == count ? last : ", ", TEXT_ARGS(words[i]));
    return buffer_text(&list);
}

static text listed_choices(struct arena *arena, const char *const *choices)
{
    size_t count = 0;
    while (choices[count])
        count++;
    text *words = arena_new_array(arena, text, count);
    for (size_t i = 0; i < count; i++)
        words[i] = text_of(choices[i]);
    return listed(arena, words, count, " or ");
}

size_t config_choose(
    struct config_reading *reading, text name, text word, span where, const char *const *choices)
{
    size_t count = 0;
    for (; choices[count]; count++)
        if (text_equal(word, text_of(choices[count])))
            return count;
    struct diagnostic *diagnostic = diagnostic_error(reading->diagnostics, where, "unknown-value",
        "'%.*s' cannot be '%.*s'", TEXT_ARGS(name), TEXT_ARGS(word));
    const char *nearest = diagnostic_nearest(word, choices, count);
    if (nearest) {
        diagnostic_hint(reading->diagnostics, diagnostic, "did you mean '%s'?", nearest);
        return SIZE_MAX;
    }
    diagnostic_hint(reading->diagnostics, diagnostic, "write %.*s",
        TEXT_ARGS(listed_choices(reading->diagnostics->arena, choices)));
    return SIZE_MAX;
}

void config_read_choice(
    struct config_reading *reading, const struct config_key *key, const struct value *value)
{
    if (value->kind == VALUE_LIST || value->kind == VALUE_MAP || value->kind == VALUE_BOOL) {
        diagnostic_hint(reading->diagnostics,
            config_wrong_type(reading, text_of(key->name), value, "one word"), "write %.*s",
            TEXT_ARGS(listed_choices(reading->diagnostics->arena, key->choices)));
        return;
    }
    text word = config_text(reading, text_of(key->name), value);
    size_t found =
        word.length ? config_choose(reading, text_of(key->name), word, value->where, key->choices) : SIZE_MAX;
    /* Every setting with choices is an enum that counts from 0. */
    if (found != SIZE_MAX)
        *(unsigned *)setting_of(reading, key) = (unsigned)found;
}

static const struct {
    const char *name;
    int64_t bytes;
} units[] = {
    { "KB", 1024 }, { "MB", 1024 * 1024 }, { "GB", 1024 * 1024 * 1024 }, { "B", 1 },
    /* to add one: its name, and how many bytes it is */
};

/* size = digit+ " "* ( "KB" | "MB" | "GB" | "B" ); -1 when it is not one. */
static int64_t size_of_text(text written)
{
    int64_t number = 0;
    size_t at = 0;
    for (; at < written.length && at < 10 && byte_is_digit(written.bytes[at]); at++)
        number = number * 10 + (written.bytes[at] - '0');
    text unit = text_trim(text_from(written, at));
    for (size_t i = 0; at > 0 && i < COUNT(units); i++)
        if (text_equal_ignoring_ascii_case(unit, text_of(units[i].name)) &&
            number <= INT64_MAX / units[i].bytes)
            return number * units[i].bytes;
    return -1;
}

void config_read_size(struct config_reading *reading, const struct config_key *key, const struct value *value)
{
    if (value->kind != VALUE_TEXT) {
        config_read_number(reading, key, value);
        return;
    }
    int64_t bytes = size_of_text(text_trim(value->as.text));
    if (key->maximum && bytes > key->maximum) {
        struct value number = { .kind = VALUE_INTEGER, .as.integer = bytes, .where = value->where };
        refuse_number(reading, text_of(key->name), &number, "large", key->maximum, "less");
        return;
    }
    if (bytes >= key->minimum) {
        *(int64_t *)setting_of(reading, key) = bytes;
        return;
    }
    struct diagnostic *diagnostic = diagnostic_error(reading->diagnostics, value->where, "wrong-type",
        "'%s' is not a size: '%.*s'", key->name, TEXT_ARGS(value->as.text));
    diagnostic_hint(reading->diagnostics, diagnostic, "write a number of bytes, or one with a unit: 64 MB");
}

struct text_list config_texts(struct config_reading *reading, text name, const struct value *value)
{
    if (value->kind != VALUE_LIST) {
        text *item = arena_new(reading->arena, text);
        *item = value->kind == VALUE_MAP ? TEXT_NONE : config_text(reading, name, value);
        if (value->kind == VALUE_MAP)
            diagnostic_hint(reading->diagnostics, config_wrong_type(reading, name, value, "a list"),
                "write %.*s: [one, another]", TEXT_ARGS(name));
        return (struct text_list){ item, item->length > 0 };
    }
    const struct value_list *list = value->as.list;
    text *items = arena_new_array(reading->arena, text, list->count);
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++) {
        items[count] = config_text(reading, name, &list->items[i]);
        count += items[count].length > 0;
    }
    return (struct text_list){ items, count };
}

void config_read_texts(
    struct config_reading *reading, const struct config_key *key, const struct value *value)
{
    *(struct text_list *)setting_of(reading, key) = config_texts(reading, text_of(key->name), value);
}

void config_read_map(struct config_reading *reading, const struct config_key *key, const struct value *value)
{
    if (value->kind == VALUE_MAP)
        *(struct value *)setting_of(reading, key) = *value;
    else if (value->kind != VALUE_NONE)
        diagnostic_hint(reading->diagnostics, config_wrong_type(reading, text_of(key->name), value, "a map"),
            "write %s: {key: value}", key->name);
}

/* What other programs call a setting. */
static const struct {
    const char *theirs, *ours;
} elsewhere[] = {
    { "url", "base_url" }, { "lang", "language" }, { "locale", "language" }, { "languagecode", "language" },
    { "defaultcontentlanguage", "language" }, { "copyright", "licence" }, { "tagline", "description" },
    { "subtitle", "description" }, { "destination", "output" }, { "publishdir", "output" },
    { "output_dir", "output" }, { "author", "publisher" },
    /* to add one: a row here, in small letters */
};

static text name_of_elsewhere(text key)
{
    for (size_t i = 0; i < COUNT(elsewhere); i++)
        if (text_equal_ignoring_ascii_case(key, text_of(elsewhere[i].theirs)))
            return text_of(elsewhere[i].ours);
    return TEXT_NONE;
}

/* Of a plugin that is built in, or was named above. */
static bool is_plugin(const struct config_reading *reading, text key)
{
    const struct config *config = reading->config;
    bool is_named = builtin_find(text_format(reading->arena, "lua-plugins/%.*s.lua", TEXT_ARGS(key))) != NULL;
    for (size_t i = 0; i < config->plugin_count && !is_named; i++)
        is_named = text_equal(config->plugins[i].name, key);
    return is_named;
}

void config_unknown_key(
    struct config_reading *reading, text prefix, text key, span where, const text *names, size_t count)
{
    struct diagnostic *diagnostic = diagnostic_warning(reading->diagnostics, where, "unknown-key",
        "unknown setting '%.*s%.*s'", TEXT_ARGS(prefix), TEXT_ARGS(key));
    text nearest = diagnostic_nearest_text(key, names, count);
    text ours = prefix.length ? TEXT_NONE : name_of_elsewhere(key);
    if (ours.bytes)
        diagnostic_hint(reading->diagnostics, diagnostic,
            "write '%.*s'; settings of the site's own stand below 'extra:'", TEXT_ARGS(ours));
    else if (nearest.bytes)
        diagnostic_hint(reading->diagnostics, diagnostic, "did you mean '%.*s'?", TEXT_ARGS(nearest));
    else if (prefix.length)
        diagnostic_hint(reading->diagnostics, diagnostic, "what stands there is %.*s",
            TEXT_ARGS(listed(reading->diagnostics->arena, names, count, " or ")));
    else if (is_plugin(reading, key))
        diagnostic_hint(reading->diagnostics, diagnostic,
            "write its options behind its name: plugins: [{%.*s: {option: value}}]", TEXT_ARGS(key));
    else
        diagnostic_hint(reading->diagnostics, diagnostic, "settings of the site's own stand below 'extra:'");
}
