/* SPDX-License-Identifier: MIT */
/*
 * Defaults first, then every key of the file through the table of settings. A key with a dot in the table
 * ("feeds.limit") stands in a map of the file; the map itself has no row. What depends on several settings,
 * or on one that may be missing, is checked at the end.
 */
#include "load/config.h"
#include "base/count.h"
#include "base/lookalike.h"
#include "base/zone_nearest.h"
#include "load/config_reading.h"
#include "load/yaml.h"

enum { MOST_NAMES = 64 };

static const struct plugin_setting default_plugins[] = {
    { .name = TEXT_INIT("author-bio") },
    { .name = TEXT_INIT("related-stories") },
    { .name = TEXT_INIT("tag-index") },
};

static void set_defaults(struct config_reading *reading)
{
    *reading->config = (struct config){
        .source = reading->source,
        .title = TEXT(""),
        .base_url = TEXT(""),
        .base_path = TEXT(""),
        .language = TEXT("en"),
        .timezone = TEXT("UTC"),
        .output = TEXT("public"),
        .article_permalink = TEXT("/:id/"),
        .paginate = 20,
        .plugins = default_plugins,
        .plugin_count = COUNT(default_plugins),
        .feed_limit = 20,
        .search = true,
        .internal_links = LINKS_WARN,
        .limits = { .source_bytes = 8 << 20,
            .seconds = 10,
            .memory_bytes = 512 << 20,
            .output_bytes = 64 << 20,
            .table_columns = 100,
            .sitemap_urls = 50000 },
        .smart_punctuation = true,
        .redirects = REDIRECTS_HTML,
        .grace_hours = 24,
        .extra = value_map_of(reading->arena, NULL, 0),
    };
    struct value none = value_none();
    config_read_taxonomies(reading, &(struct config_key){ .name = "taxonomies" }, &none);
}

static bool row_is(const struct config_key *row, text prefix, text key)
{
    text name = text_of(row->name);
    return name.length == prefix.length + key.length && text_starts_with(name, prefix) &&
           text_ends_with(name, key);
}

/* The part of a row's name behind `prefix` and before the next dot; absent when the row is elsewhere. */
static text part_of(const struct config_key *row, text prefix)
{
    text name = text_of(row->name);
    if (!text_starts_with(name, prefix))
        return TEXT_NONE;
    text rest = text_from(name, prefix.length);
    return text_cut(&rest, '.');
}

static void report_unknown(struct config_reading *reading, text prefix, const struct value_map_entry *entry)
{
    size_t count, name_count = 0;
    const struct config_key *keys = config_keys(&count);
    text names[MOST_NAMES];
    for (size_t i = 0; i < count && name_count < MOST_NAMES; i++) {
        text part = part_of(&keys[i], prefix);
        if (part.bytes && (name_count == 0 || !text_equal(part, names[name_count - 1])))
            names[name_count++] = part;
    }
    config_unknown_key(reading, prefix, entry->key, entry->key_where, names, name_count);
}

/* The zone decides when a day begins, and so when an article appears: a slip in its name must not publish
 * anything. */
static bool is_guarded(text key)
{
    enum { GUARDED_EDITS = 2 };
    return lookalike_distance(key, TEXT("timezone"), GUARDED_EDITS) <= GUARDED_EDITS ||
           text_equal_ignoring_ascii_case(key, TEXT("tz"));
}

static void report_guarded(struct config_reading *reading, const struct value_map_entry *entry)
{
    struct diagnostic *diagnostic = diagnostic_error(reading->diagnostics, entry->key_where, "misspelt-key",
        "unknown setting '%.*s' might be meant to decide when days begin", TEXT_ARGS(entry->key));
    diagnostic_hint(reading->diagnostics, diagnostic,
        "write 'timezone'; settings of the site's own stand below 'extra:'");
}

/* `feeds.limit: 30`, as the reference names it, is a map in the file. */
static void report_dotted(struct config_reading *reading, const struct value_map_entry *entry)
{
    size_t count;
    const struct config_key *keys = config_keys(&count);
    for (size_t i = 0; i < count; i++) {
        if (!text_equal(text_of(keys[i].name), entry->key))
            continue;
        text part = entry->key, group = text_cut(&part, '.');
        struct diagnostic *diagnostic = diagnostic_warning(reading->diagnostics, entry->key_where,
            "unknown-key", "unknown setting '%.*s'", TEXT_ARGS(entry->key));
        diagnostic_hint(reading->diagnostics, diagnostic, "write it as a map: %.*s: {%.*s: …}",
            TEXT_ARGS(group), TEXT_ARGS(part));
        return;
    }
    report_unknown(reading, TEXT(""), entry);
}

/* `publisher: Acme` → write publisher: {name: …}; `comments: false` is what a site has without the line. */
static void report_no_map(struct config_reading *reading, const struct value_map_entry *group, text prefix)
{
    size_t count;
    const struct config_key *keys = config_keys(&count);
    struct diagnostic *diagnostic = config_wrong_type(reading, group->key, &group->value, "a map");
    for (size_t i = 0; i < count; i++) {
        text part = part_of(&keys[i], prefix);
        if (!part.bytes)
            continue;
        bool is_unwanted = group->value.kind == VALUE_BOOL && !group->value.as.boolean;
        diagnostic_hint(reading->diagnostics, diagnostic, "%swrite %.*s: {%.*s: …}",
            is_unwanted ? "leave the line out, or " : "", TEXT_ARGS(group->key), TEXT_ARGS(part));
        return;
    }
}

static bool is_group(text key)
{
    size_t count;
    const struct config_key *keys = config_keys(&count);
    for (size_t i = 0; i < count; i++) {
        text rest = text_of(keys[i].name);
        if (text_equal(text_cut(&rest, '.'), key) && rest.bytes)
            return true;
    }
    return false;
}

/* Reads one key that stands below `prefix`; false when no row has it. */
static bool read_key(struct config_reading *reading, text prefix, const struct value_map_entry *entry)
{
    size_t count;
    const struct config_key *keys = config_keys(&count);
    for (size_t i = 0; i < count; i++) {
        if (!row_is(&keys[i], prefix, entry->key))
            continue;
        reading->key_where = entry->key_where;
        keys[i].read(reading, &keys[i], &entry->value);
        return true;
    }
    return false;
}

static void read_group(struct config_reading *reading, const struct value_map_entry *group)
{
    text prefix = text_format(reading->arena, "%.*s.", TEXT_ARGS(group->key));
    reading->key_where = group->key_where;
    if (group->value.kind == VALUE_NONE)
        return;
    if (group->value.kind != VALUE_MAP) {
        report_no_map(reading, group, prefix);
        return;
    }
    for (size_t i = 0; i < group->value.as.map->count; i++) {
        const struct value_map_entry *entry = &group->value.as.map->entries[i];
        if (!read_key(reading, prefix, entry))
            report_unknown(reading, prefix, entry);
    }
}

static void read_settings(struct config_reading *reading, const struct value_map *map)
{
    for (size_t i = 0; i < map->count; i++) {
        const struct value_map_entry *entry = &map->entries[i];
        if (is_group(entry->key))
            read_group(reading, entry);
        else if (text_find_byte(entry->key, '.', 0) != SIZE_MAX)
            report_dotted(reading, entry);
        else if (read_key(reading, TEXT(""), entry))
            continue;
        else if (is_guarded(entry->key))
            report_guarded(reading, entry);
        else
            report_unknown(reading, TEXT(""), entry);
    }
}

static span place_of(const struct value *file, const char *key, span otherwise)
{
    const struct value *value = file->kind == VALUE_MAP ? value_map_find(file->as.map, text_of(key)) : NULL;
    return value ? value->where : otherwise;
}

static void require(struct config_reading *reading, const char *key, text setting, const struct value *file,
    const char *code, const char *example)
{
    const struct value *value = file->kind == VALUE_MAP ? value_map_find(file->as.map, text_of(key)) : NULL;
    /* A value that is there and wrong was reported. */
    if (setting.length || (value && !value_is_blank(value)))
        return;
    struct diagnostic *diagnostic =
        diagnostic_error(reading->diagnostics, (span){ reading->source, 0, 0 }, code, "no %s", key);
    diagnostic_hint(reading->diagnostics, diagnostic, "add a line %s: %s", key, example);
}

static void open_zone(struct config_reading *reading, const struct value *file)
{
    struct config *config = reading->config;
    config->zone = zone_open(reading->arena, config->timezone);
    config->timezone_where = place_of(file, "timezone", (span){ reading->source, 0, 0 });
    if (config->zone)
        return;
    struct diagnostic *diagnostic = diagnostic_error(reading->diagnostics, config->timezone_where,
        "unknown-timezone", "unknown time zone '%.*s'", TEXT_ARGS(config->timezone));
    text nearest = zone_nearest(reading->arena, config->timezone);
    if (nearest.bytes)
        diagnostic_hint(reading->diagnostics, diagnostic, "did you mean '%.*s'?", TEXT_ARGS(nearest));
    else
        diagnostic_hint(
            reading->diagnostics, diagnostic, "write a name of the IANA database, such as Europe/London");
    config->timezone = TEXT("UTC");
    config->zone = zone_open(reading->arena, config->timezone);
}

static void check_date_format(struct config_reading *reading, const struct value *file)
{
    text unknown = TEXT_NONE;
    struct date date = zone_date_from_day(reading->config->zone, (struct day){ 0 });
    text format = reading->config->date_format;
    date_format(reading->arena, &date, format, &date_words_english, &unknown);
    if (!unknown.bytes && !date_format_is_constant(format))
        return;
    span where = place_of(file, "date_format", (span){ reading->source, 0, 0 });
    struct diagnostic *diagnostic = diagnostic_error(reading->diagnostics, where, "bad-value",
        unknown.bytes ? "unknown letter '%.*s' in a date format" : "'%.*s' would be shown for every date",
        TEXT_ARGS(unknown.bytes ? unknown : format));
    diagnostic_hint(reading->diagnostics, diagnostic,
        "write date_format: \"%%-d %%B %%Y\"; docs/site-yml.md lists the letters");
}

/* Where a word has 32 bits 4 GB would count as 0. */
static void limit(int64_t *bytes, int64_t most)
{
    if (*bytes > most)
        *bytes = most;
}

static void finish(struct config_reading *reading, const struct value *file, text base_url)
{
    struct config *config = reading->config;
    require(reading, "title", config->title, file, "missing-title", "The Policy Record");
    if (base_url.bytes)
        config_set_base_url(reading, base_url, SPAN_NONE);
    else
        require(reading, "base_url", config->base_url, file, "missing-base-url", "https://example.org");
    if (!config->publisher.name.length)
        config->publisher.name = config->title;
    limit(&config->limits.memory_bytes, PTRDIFF_MAX);
    limit(&config->limits.output_bytes, PTRDIFF_MAX);
    config_check_languages(reading);
    open_zone(reading, file);
    check_date_format(reading, file);
    config->drafts = config_drafts_digest(reading, file);
}

bool config_read(struct arena *arena, uint32_t source, text contents, text base_url, struct config *config,
    struct diagnostics *diagnostics)
{
    size_t errors_before = diagnostics->error_count;
    struct config_reading reading = { .arena = arena,
        .diagnostics = diagnostics,
        .source = source,
        .contents = contents,
        .config = config,
        .ignores_base_url = base_url.bytes };
    set_defaults(&reading);
    struct value file;
    yaml_parse(arena, source, contents, 0, &yaml_limits_data, &file, diagnostics);
    bool is_readable = file.kind == VALUE_MAP || file.kind == VALUE_NONE;
    if (file.kind == VALUE_MAP)
        read_settings(&reading, file.as.map);
    else if (!is_readable && file.kind != VALUE_UNDEFINED)
        diagnostic_hint(diagnostics,
            diagnostic_error(diagnostics, file.where, "wrong-type", "settings without keys"),
            "write lines such as 'title: The Policy Record'");
    if (is_readable)
        finish(&reading, &file, base_url);
    else
        open_zone(&reading, &file);
    return diagnostics->error_count == errors_before;
}

void config_release(struct config *config)
{
    if (config->zone)
        zone_close(config->zone);
    config->zone = NULL;
}
