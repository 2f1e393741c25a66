/* SPDX-License-Identifier: MIT */
/* The setting `aliases`: old addresses that no text names as its own, each with the one that it leads to. */
#include "base/buffer.h"
#include "base/escape.h"
#include "base/list.h"
#include "load/config_reading.h"
#include "model/address_pattern.h"
#include "model/url.h"

struct aliases {
    struct alias_setting *items;
    size_t count, capacity;
};

/* Nothing takes "*" for a pattern, here as little as below `gone`. */
static bool check_from(struct config_reading *reading, const struct alias_setting *alias)
{
    const char *fault = !text_starts_with(alias->from, TEXT("/")) ? "is not an address of this site"
                        : text_find_byte(alias->from, '*', 0) != SIZE_MAX
                            ? "has a '*', which stands for nothing here"
                            : NULL;
    if (fault)
        config_bad_value(reading, alias->from_where, alias->from, fault,
            "write an address from the root of the site, /blog/, or a name for each part that differs: "
            "/category/:term/");
    return !fault;
}

static bool is_elsewhere(text address)
{
    return url_host(address).bytes && !text_starts_with(address, TEXT("//"));
}

/* Programs and hosts read it, in which nothing may stand that no address has. */
static text clean(struct config_reading *reading, text address)
{
    struct buffer out;
    buffer_init(&out, reading->arena);
    escape_url(&out, address);
    return buffer_text(&out);
}

static bool check_to(struct config_reading *reading, struct alias_setting *alias)
{
    text written = alias->to;
    bool is_whole = is_elsewhere(written) && text_find_byte(written, ' ', 0) == SIZE_MAX;
    bool is_own = text_starts_with(written, TEXT("/")) && !text_starts_with(written, TEXT("//"));
    if (!is_whole && !is_own) {
        config_bad_value(reading, alias->to_where, written, "is no address",
            "write one of this site, /archive/, or a whole one, https://institute.example/shop/");
        return false;
    }
    bool has_more = text_find_byte(written, '#', 0) != SIZE_MAX ||
                    (is_own && text_find_byte(written, '?', 0) != SIZE_MAX);
    if (has_more)
        config_bad_value(reading, alias->to_where, written, "is more than the address of a page",
            is_own ? "leave out what stands behind '?' and '#': a reader keeps what the old link had there"
                   : "leave out what stands behind '#': a reader keeps what the old link had there");
    if (is_whole)
        alias->to = clean(reading, written);
    return !has_more;
}

/* A place that a pattern has, and the other not, would be filled with nothing, or lead to nobody knows what.
 */
static bool check_places(struct config_reading *reading, const struct alias_setting *alias)
{
    struct address_parts from, to = { .count = 0 };
    bool is_good = address_pattern_places(alias->from, &from) &&
                   (is_elsewhere(alias->to) || address_pattern_places(alias->to, &to)) &&
                   from.count == to.count;
    for (size_t i = 0; i < from.count; i++)
        is_good = is_good && from.items[i].name.length > 1 && address_parts_find(&to, from.items[i].name);
    if (is_good)
        return true;
    config_bad_value(reading, alias->to_where, alias->to,
        is_elsewhere(alias->to) && from.count ? "is no page of this site, and patterns lead to these alone"
                                              : "has other places than the address that leads to it",
        "write each name once on both sides: /category/:term/: /tags/:term/; a colon that is meant is %3A");
    return false;
}

/* Only what lies between two slashes can be told apart in the addresses that there are. */
static bool check_segments(struct config_reading *reading, const struct alias_setting *alias)
{
    text rest = is_elsewhere(alias->to) ? TEXT_NONE : alias->to;
    while (rest.bytes) {
        text segment = text_cut(&rest, '/');
        size_t colon = text_find_byte(segment, ':', 0);
        if (colon == SIZE_MAX || (!colon && address_pattern_name(segment, 0).length == segment.length))
            continue;
        config_bad_value(reading, alias->to_where, alias->to,
            "has a place that is no whole part of an address",
            "write names between slashes, as in /archive/:year/:month/");
        return false;
    }
    return true;
}

void config_read_aliases(
    struct config_reading *reading, const struct config_key *key, const struct value *value)
{
    struct aliases aliases = { 0 };
    text name = text_of(key->name);
    if (value->kind != VALUE_MAP && value->kind != VALUE_NONE)
        diagnostic_hint(reading->diagnostics,
            config_wrong_type(reading, name, value, "a map of address to address"),
            "write aliases: {/blog/: /archive/}; what only leads to a text stands in its own front matter");
    for (size_t i = 0; value->kind == VALUE_MAP && i < value->as.map->count; i++) {
        const struct value_map_entry *entry = &value->as.map->entries[i];
        struct alias_setting alias = { entry->key, config_text(reading, entry->key, &entry->value),
            entry->key_where, entry->value.where };
        if (!check_from(reading, &alias))
            continue;
        if (entry->value.kind == VALUE_NONE)
            config_bad_value(reading, alias.from_where, alias.from, "leads nowhere",
                "write where it leads behind the colon; what was given up on purpose stands below gone:");
        else if (alias.to.bytes && check_to(reading, &alias) && check_places(reading, &alias) &&
                 check_segments(reading, &alias))
            *list_add(reading->arena, &aliases) = alias;
    }
    reading->config->aliases = aliases.items;
    reading->config->alias_count = aliases.count;
}
