/* SPDX-License-Identifier: MIT */
/* Patterns of addresses: that of articles, and those by which they had theirs before. */
#include "base/arena.h"
#include "base/byte.h"
#include "base/count.h"
#include "base/path.h"
#include "load/config_reading.h"
#include "model/url.h"

/* Place names of an article's address. */
static const char *const permalink_names[] = { ":year", ":month", ":day", ":slug", ":id", ":section",
    ":type" };

/* What other programs call parts of addresses. */
static const struct {
    text name;
    const char *hint;
} foreign_names[] = {
    { TEXT_INIT(":title"), "write :slug" },
    { TEXT_INIT(":filename"), "write :slug" },
    { TEXT_INIT(":contentbasename"), "write :slug" },
    { TEXT_INIT(":name"), "write :slug" },
    { TEXT_INIT(":postname"), "write :slug" },
    { TEXT_INIT(":categories"),
        "write :section, the first folder of a text, where folders are called like "
        "categories; or permalink: and the whole address in each text that had some" },
    { TEXT_INIT(":category"), "write :section, the first folder of a text, where folders are called like "
                              "categories; or permalink: and the whole address in each text that had one" },
    { TEXT_INIT(":output"), "write the ending, .html or /" },
};

static void bad_permalink(struct config_reading *reading, text pattern, const struct value *value,
    const char *reason, const char *hint)
{
    struct diagnostic *diagnostic = diagnostic_error(
        reading->diagnostics, value->where, "bad-permalink", "'%.*s' %s", TEXT_ARGS(pattern), reason);
    diagnostic_hint(reading->diagnostics, diagnostic, "%s", hint);
}

/* The place name at `start` (a colon): ":" letter* */
static text name_at(text pattern, size_t start)
{
    size_t end = start + 1;
    while (end < pattern.length && (byte_is_lower(pattern.bytes[end]) || pattern.bytes[end] == '_'))
        end++;
    return text_slice(pattern, start, end - start);
}

static bool check_permalink_name(struct config_reading *reading, text name, const struct value *value)
{
    size_t count = COUNT(permalink_names);
    for (size_t i = 0; i < count; i++)
        if (text_equal(name, text_of(permalink_names[i])))
            return true;
    struct diagnostic *diagnostic = diagnostic_error(
        reading->diagnostics, value->where, "bad-permalink", "unknown part '%.*s'", TEXT_ARGS(name));
    const char *nearest = diagnostic_nearest(name, permalink_names, count), *hint = NULL;
    for (size_t i = 0; i < COUNT(foreign_names); i++)
        hint = text_starts_with(name, foreign_names[i].name) && !hint ? foreign_names[i].hint : hint;
    if (hint)
        diagnostic_hint(reading->diagnostics, diagnostic, "%s", hint);
    else if (nearest)
        diagnostic_hint(reading->diagnostics, diagnostic, "did you mean '%s'?", nearest);
    else
        diagnostic_hint(
            reading->diagnostics, diagnostic, "parts are :year :month :day :slug :id :section :type");
    return false;
}

static enum path_fault find_example(struct arena *arena, text pattern, text *path)
{
    const struct permalink_parts parts = { TEXT("a"), TEXT("a"), TEXT("a"), TEXT("a"), { 0 } };
    return path_of_address(arena, url_from_pattern(arena, pattern, &parts), path);
}

/* What no part of an article could mend shows in an example. */
static bool check_permalink_example(struct config_reading *reading, text pattern, const struct value *value)
{
    text path;
    enum path_fault fault = find_example(reading->arena, pattern, &path);
    if (fault != PATH_OK)
        bad_permalink(reading, pattern, value, path_fault_text(fault), "write /briefings/:year/:slug/");
    return fault == PATH_OK;
}

/* Is it a pattern of addresses that tell articles apart? What is wrong with it was reported. */
static bool read_pattern(
    struct config_reading *reading, const struct config_key *key, const struct value *value, text *found)
{
    text pattern = config_text(reading, text_of(key->name), value);
    bool tells_apart = false, is_good = true;
    if (!pattern.length)
        return false;
    if (pattern.bytes[0] != '/') {
        bad_permalink(reading, pattern, value, "does not start with '/'", "write /briefings/:year/:slug/");
        return false;
    }
    for (size_t at = text_find_byte(pattern, ':', 0); at != SIZE_MAX;
         at = text_find_byte(pattern, ':', at + 1)) {
        text name = name_at(pattern, at);
        is_good = check_permalink_name(reading, name, value) && is_good;
        tells_apart = tells_apart || text_equal(name, TEXT(":slug")) || text_equal(name, TEXT(":id"));
    }
    if (is_good && !tells_apart)
        bad_permalink(reading, pattern, value, "gives several articles one address", "add :slug or :id");
    *found = pattern;
    return is_good && tells_apart && check_permalink_example(reading, pattern, value);
}

void config_read_permalink(
    struct config_reading *reading, const struct config_key *key, const struct value *value)
{
    text pattern, path;
    if (!read_pattern(reading, key, value, &pattern))
        return;
    reading->config->article_permalink = pattern;
    reading->config->article_permalink_where = value->where;
    if (find_example(reading->arena, pattern, &path) == PATH_OK && !path_is_of_page(path))
        diagnostic_hint(reading->diagnostics,
            diagnostic_warning(reading->diagnostics, value->where, "ending-of-no-page",
                "servers take '%.*s' for a program or a download, and for no page", TEXT_ARGS(pattern)),
            "write %.*s/, and this one below permalinks: {aliases: …}",
            TEXT_ARGS(path_without_extension(pattern)));
}

void config_read_former_permalinks(
    struct config_reading *reading, const struct config_key *key, const struct value *value)
{
    config_read_each(reading, key, value, read_pattern, &reading->config->former_permalinks);
}
