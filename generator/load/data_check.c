/* SPDX-License-Identifier: MIT */
/* A value of the wrong type is reported where it stands; a file that is empty, and a key without a value, are
 * fine. */
#include "load/data_check.h"
#include "base/byte.h"
#include "base/count.h"
#include "base/date.h"
#include "load/yaml.h"
#include "load/yaml_scalar.h"

static struct diagnostic *report(
    struct diagnostics *diagnostics, text name, const struct value *value, span key, const char *expected)
{
    span where = value->where.length ? value->where : key;
    return diagnostic_error(diagnostics, where, "wrong-type", "'%.*s' is %s, expected %s", TEXT_ARGS(name),
        yaml_kind_phrase(value), expected);
}

static void report_no_text(struct diagnostics *diagnostics, text name, const struct value *value, span key)
{
    diagnostic_hint(diagnostics, report(diagnostics, name, value, key, "text"),
        value->kind == VALUE_LIST  ? "write the text alone, without '[' and ']' or '-'"
        : value->kind == VALUE_MAP ? "write the text alone; one that holds ': ' needs quotes"
                                   : "put the value in quotes if it is meant as text");
}

static void check_text(struct diagnostics *diagnostics, const struct value_map_entry *entry)
{
    if (entry->value.kind != VALUE_TEXT && entry->value.kind != VALUE_NONE)
        report_no_text(diagnostics, entry->key, &entry->value, entry->key_where);
}

static void check_texts(struct diagnostics *diagnostics, const struct value_map_entry *entry)
{
    const struct value *value = &entry->value;
    if (value->kind == VALUE_NONE)
        return;
    if (value->kind == VALUE_TEXT) {
        diagnostic_hint(diagnostics,
            report(diagnostics, entry->key, value, entry->key_where, "a list of texts"), "write %.*s: [%.*s]",
            TEXT_ARGS(entry->key), TEXT_ARGS(yaml_scalar_write(diagnostics->arena, value->as.text)));
        return;
    }
    if (value->kind != VALUE_LIST) {
        diagnostic_hint(diagnostics,
            report(diagnostics, entry->key, value, entry->key_where, "a list of texts"),
            "write %.*s: [one, another]", TEXT_ARGS(entry->key));
        return;
    }
    for (size_t i = 0; i < value->as.list->count; i++) {
        struct value item = value_list_at(value->as.list, i);
        if (item.kind != VALUE_TEXT)
            report_no_text(diagnostics, entry->key, &item, entry->key_where);
    }
}

/* Keys of the site's own are welcome; those that nearly read like ours have slipped. */
static void check_term_key(struct diagnostics *diagnostics, const struct value_map_entry *entry)
{
    static const text keys[] = { TEXT_INIT("title"), TEXT_INIT("description"), TEXT_INIT("same_as"),
        TEXT_INIT("broader") };
    text nearest = diagnostic_nearest_text(entry->key, keys, COUNT(keys));
    if (!nearest.bytes)
        return;
    struct diagnostic *diagnostic = diagnostic_warning(
        diagnostics, entry->key_where, "unknown-key", "unknown key '%.*s'", TEXT_ARGS(entry->key));
    diagnostic_hint(diagnostics, diagnostic, "did you mean '%.*s'?", TEXT_ARGS(nearest));
}

static void check_term(struct diagnostics *diagnostics, const struct value_map_entry *term)
{
    static const text texts[] = { TEXT_INIT("title"), TEXT_INIT("description"), TEXT_INIT("broader") };
    if (term->value.kind == VALUE_NONE)
        return;
    if (term->value.kind != VALUE_MAP) {
        diagnostic_hint(diagnostics, report(diagnostics, term->key, &term->value, term->key_where, "a map"),
            "write %.*s: {title: …, description: …, same_as: […]}", TEXT_ARGS(term->key));
        return;
    }
    for (size_t i = 0; i < term->value.as.map->count; i++) {
        const struct value_map_entry *entry = &term->value.as.map->entries[i];
        if (text_is_one_of(entry->key, texts, COUNT(texts)))
            check_text(diagnostics, entry);
        else if (text_equal(entry->key, TEXT("same_as")))
            check_texts(diagnostics, entry);
        else
            check_term_key(diagnostics, entry);
    }
}

/* The names of months and days are lists of so many. */
static const struct {
    const char *key;
    size_t count;
} lists[] = { { "months", 12 }, { "standalone_months", 12 }, { "short_months", 12 }, { "weekdays", 7 },
    { "short_weekdays", 7 } };

/* CLDR's plural categories. */
static const text categories[] = { TEXT_INIT("zero"), TEXT_INIT("one"), TEXT_INIT("two"), TEXT_INIT("few"),
    TEXT_INIT("many"), TEXT_INIT("other") };

static bool is_category(text key)
{
    return text_is_one_of(key, categories, COUNT(categories));
}

/* The places for values in a word: %d and %s, or %2$d for the second value. */
struct places {
    size_t count, numbered;
    uint32_t named; /* a bit for each value that a number names */
};

static struct places places_of(text word)
{
    struct places places = { 0 };
    for (size_t at = text_find_byte(word, '%', 0); at != SIZE_MAX;) {
        bool is_numbered =
            at + 3 < word.length && byte_is_digit(word.bytes[at + 1]) && word.bytes[at + 2] == '$';
        size_t letter = at + (is_numbered ? 3 : 1);
        bool is_place = letter < word.length && (word.bytes[letter] == 'd' || word.bytes[letter] == 's');
        places.count += is_place;
        places.numbered += is_place && is_numbered;
        if (is_place && is_numbered)
            places.named |= 1u << (word.bytes[at + 1] - '0');
        at = text_find_byte(word, '%', letter + 1);
    }
    return places;
}

/* Numbers serve to change the order: each place has one then, and each value is named once. */
static bool are_numbers_right(const struct places *places, size_t value_count)
{
    uint32_t all = (1u << ((value_count < 9 ? value_count : 9) + 1)) - 2; /* a number is one digit */
    return !places->numbered ||
           (value_count > 1 && places->numbered == places->count && !(places->named & ~all) &&
               __builtin_popcount(places->named) == (int)places->count);
}

/* Layouts fill the places that the English word has; a form of a counted word may leave its number out. */
static void check_places(
    struct diagnostics *diagnostics, text key, const struct value_map_entry *entry, bool is_form)
{
    if (entry->value.kind != VALUE_TEXT)
        return;
    size_t wanted = places_of(key).count;
    struct places found = places_of(entry->value.as.text);
    if (!wanted)
        return;
    if (found.count != wanted && !(is_form && found.count < wanted)) {
        struct diagnostic *diagnostic = diagnostic_error(diagnostics, entry->value.where, "bad-value",
            "'%.*s' has %zu place%s for values, but '%.*s' has %zu", TEXT_ARGS(entry->value.as.text),
            found.count, found.count == 1 ? "" : "s", TEXT_ARGS(key), wanted);
        diagnostic_hint(diagnostics, diagnostic,
            "write %%d or %%s where they stand in '%.*s', in the same order%s", TEXT_ARGS(key),
            wanted > 1 ? ", or with numbers, as in %2$d of %1$d" : "");
    } else if (!are_numbers_right(&found, wanted)) {
        struct diagnostic *diagnostic = diagnostic_error(diagnostics, entry->value.where, "bad-value",
            "'%.*s' does not number its places as the values come", TEXT_ARGS(entry->value.as.text));
        diagnostic_hint(diagnostics, diagnostic,
            wanted > 1 ? "%%1$d is the first value of '%.*s', %%2$d the second: "
                         "number all places, each with another"
                       : "write %%d or %%s without a number: '%.*s' has one value",
            TEXT_ARGS(key));
    }
}

/* A word that is counted: {one: …, other: …}. */
static void check_forms(struct diagnostics *diagnostics, const struct value_map_entry *word)
{
    bool has_other = false;
    for (size_t i = 0; i < word->value.as.map->count; i++) {
        const struct value_map_entry *form = &word->value.as.map->entries[i];
        has_other |= text_equal(form->key, TEXT("other"));
        if (is_category(form->key)) {
            check_text(diagnostics, form);
            check_places(diagnostics, word->key, form, true);
            continue;
        }
        struct diagnostic *diagnostic = diagnostic_error(diagnostics, form->key_where, "unknown-plural",
            "'%.*s' is no plural category", TEXT_ARGS(form->key));
        diagnostic_hint(diagnostics, diagnostic, "there are zero, one, two, few, many and other");
    }
    if (!has_other)
        diagnostic_hint(diagnostics,
            diagnostic_error(diagnostics, word->key_where, "unknown-plural",
                "'%.*s' has no form for other numbers", TEXT_ARGS(word->key)),
            "add other: …");
}

/* `date_format` and `month_format`. */
static void check_pattern(struct diagnostics *diagnostics, const struct value_map_entry *entry)
{
    const struct date date = { .is_set = true };
    text pattern = entry->value.as.text, unknown;
    date_format(diagnostics->arena, &date, pattern, &date_words_english, &unknown);
    if (!unknown.bytes && !date_format_is_constant(pattern))
        return;
    struct diagnostic *diagnostic = diagnostic_error(diagnostics, entry->value.where, "bad-value",
        unknown.bytes ? "unknown letter '%.*s' in a date format" : "'%.*s' would be shown for every date",
        TEXT_ARGS(unknown.bytes ? unknown : pattern));
    diagnostic_hint(diagnostics, diagnostic, "write %.*s: \"%s%%B %%Y\"; docs/site-yml.md lists the letters",
        TEXT_ARGS(entry->key), text_equal(entry->key, TEXT("date_format")) ? "%-d " : "");
}

static bool is_pattern(text key)
{
    return text_equal(key, TEXT("date_format")) || text_equal(key, TEXT("month_format"));
}

static void check_word(struct diagnostics *diagnostics, const struct value_map_entry *entry)
{
    size_t at = 0, count = COUNT(lists);
    while (at < count && !text_equal(entry->key, text_of(lists[at].key)))
        at++;
    if (at == count && entry->value.kind == VALUE_MAP) {
        check_forms(diagnostics, entry);
        return;
    }
    if (at == count) {
        check_text(diagnostics, entry);
        check_places(diagnostics, entry->key, entry, false);
        if (is_pattern(entry->key) && entry->value.kind == VALUE_TEXT)
            check_pattern(diagnostics, entry);
        return;
    }
    check_texts(diagnostics, entry);
    if (entry->value.kind == VALUE_LIST && entry->value.as.list->count != lists[at].count)
        diagnostic_hint(diagnostics,
            diagnostic_error(diagnostics, entry->key_where, "wrong-type",
                "'%.*s' has %zu names, expected %zu", TEXT_ARGS(entry->key), entry->value.as.list->count,
                lists[at].count),
            "write all of them, from %s on", lists[at].count == 12 ? "January" : "Sunday");
}

static void check_file(struct diagnostics *diagnostics, const struct value_map_entry *file,
    void (*check)(struct diagnostics *, const struct value_map_entry *), const char *what, const char *line)
{
    if (file->value.kind == VALUE_NONE)
        return;
    if (file->value.kind != VALUE_MAP) {
        diagnostic_hint(diagnostics, report(diagnostics, file->key, &file->value, file->key_where, what),
            "write lines such as '%s'", line);
        return;
    }
    for (size_t i = 0; i < file->value.as.map->count; i++)
        check(diagnostics, &file->value.as.map->entries[i]);
}

/* Groups of words that mean the same: a list of lists of texts. */
static void check_synonyms(struct diagnostics *diagnostics, const struct value_map_entry *file)
{
    const struct value *groups = &file->value;
    if (groups->kind == VALUE_NONE)
        return;
    if (groups->kind != VALUE_LIST) {
        diagnostic_hint(diagnostics,
            report(diagnostics, file->key, groups, file->key_where, "a list of lists of words"),
            "write one line a group: - [AI, artificial intelligence]");
        return;
    }
    for (size_t i = 0; i < groups->as.list->count; i++) {
        struct value group = value_list_at(groups->as.list, i);
        struct value_map_entry entry = { .key = file->key, .key_where = file->key_where, .value = group };
        if (group.kind == VALUE_LIST || group.kind == VALUE_NONE)
            check_texts(diagnostics, &entry);
        else
            diagnostic_hint(diagnostics,
                report(diagnostics, file->key, &group, file->key_where, "a list of words in each line"),
                "write - [AI, artificial intelligence], a line for each group");
    }
}

static void check_words(struct diagnostics *diagnostics, const struct value_map_entry *file)
{
    check_file(diagnostics, file, check_word, "a map of words", "Published: Out since");
}

void data_check_words(text name, const struct value *words, span where, struct diagnostics *diagnostics)
{
    const struct value_map_entry file = { .key = name, .key_where = where, .value = *words };
    check_words(diagnostics, &file);
}

bool data_is_of_brief(const struct config *config, text id)
{
    return text_starts_with(id, TEXT("strings.")) || text_equal(id, TEXT("synonyms")) ||
           config_find_taxonomy(config, id) != SIZE_MAX;
}

void data_check(const struct value *data, const struct config *config, struct diagnostics *diagnostics)
{
    for (size_t i = 0; data->kind == VALUE_MAP && i < data->as.map->count; i++) {
        const struct value_map_entry *file = &data->as.map->entries[i];
        if (text_starts_with(file->key, TEXT("strings.")))
            check_words(diagnostics, file);
        else if (config_find_taxonomy(config, file->key) != SIZE_MAX)
            check_file(diagnostics, file, check_term, "a map of terms", "levy: {title: Levies}");
        else if (text_equal(file->key, TEXT("synonyms")))
            check_synonyms(diagnostics, file);
    }
}
