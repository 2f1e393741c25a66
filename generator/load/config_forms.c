/* SPDX-License-Identifier: MIT */
/* Settings that have a form of their own and are one text or a list of them: addresses, patterns, names. */
#include "base/arena.h"
#include "base/byte.h"
#include "base/count.h"
#include "base/escape.h"
#include "base/iri.h"
#include "base/language.h"
#include "base/media_type.h"
#include "base/path.h"
#include "load/config_reading.h"
#include "load/front_matter.h"
#include "model/url.h"
#include <string.h>

static bool holds_only(text value, const char *others)
{
    for (size_t i = 0; i < value.length; i++)
        if (!byte_is_letter_or_digit(value.bytes[i]) && (!value.bytes[i] || !strchr(others, value.bytes[i])))
            return false;
    return true;
}

/* Empty, or one that a browser works out by itself: "." and "..", encoded or not. */
static bool has_odd_part(text path)
{
    static const text dots[] = { TEXT_INIT("."), TEXT_INIT(".."), TEXT_INIT("%2e"), TEXT_INIT(".%2e"),
        TEXT_INIT("%2e."), TEXT_INIT("%2e%2e") };
    text rest = text_starts_with(path, TEXT("/")) ? text_from(path, 1) : TEXT_NONE;
    while (rest.bytes) {
        text part = text_cut(&rest, '/');
        if ((!part.length && rest.bytes) || text_is_one_of_ignoring_ascii_case(part, dots, COUNT(dots)))
            return true;
    }
    return false;
}

/* base_url = ( "http" | "https" ) "://" host ( "/" part )* "/"* ; gives the path from its first slash on */
static bool split_base_url(text address, text *path)
{
    size_t start = text_starts_with_ignoring_ascii_case(address, TEXT("https://"))  ? 8
                   : text_starts_with_ignoring_ascii_case(address, TEXT("http://")) ? 7
                                                                                    : 0;
    if (start == 0)
        return false;
    size_t slash = text_find_byte(address, '/', start);
    text host = text_slice(address, start, (slash == SIZE_MAX ? address.length : slash) - start);
    text name = host_without_port(host);
    bool is_number = text_starts_with(name, TEXT("["));
    *path = slash == SIZE_MAX ? TEXT("") : text_from(address, slash);
    return name.length && holds_only(name, is_number ? ".:[]" : ".-") && name.bytes[0] != '.' &&
           is_number == text_ends_with(name, TEXT("]")) && !has_odd_part(*path) &&
           holds_only(*path, "/-._~!$&'()*+,;=:@%");
}

static text without_last_slashes(text address)
{
    while (address.length && address.bytes[address.length - 1] == '/')
        address.length--;
    return address;
}

bool config_is_base_url(text address)
{
    text path;
    return split_base_url(without_last_slashes(address), &path);
}

bool config_set_base_url(struct config_reading *reading, text address, span where)
{
    text bare = without_last_slashes(address), path = TEXT_NONE;
    if (split_base_url(bare, &path)) {
        reading->config->base_url = bare;
        reading->config->base_url_where = where;
        reading->config->base_path = path;
        return true;
    }
    struct diagnostic *diagnostic = diagnostic_error(reading->diagnostics, where, "bad-base-url",
        "%s'%.*s' is not the address of a site", where.source ? "" : "--base-url ", TEXT_ARGS(address));
    text url = iri_to_url(reading->arena, bare);
    if (url.bytes && split_base_url(url, &path))
        diagnostic_hint(
            reading->diagnostics, diagnostic, "write it as browsers send it: %.*s", TEXT_ARGS(url));
    else
        diagnostic_hint(reading->diagnostics, diagnostic,
            "write https://example.org, or https://example.org/archive for a site in a folder");
    return false;
}

void config_read_base_url(
    struct config_reading *reading, const struct config_key *key, const struct value *value)
{
    text address = config_text(reading, text_of(key->name), value);
    if (address.length && !reading->ignores_base_url)
        config_set_base_url(reading, address, value->where);
}

void config_read_language(
    struct config_reading *reading, const struct config_key *key, const struct value *value)
{
    text found = config_text(reading, text_of(key->name), value);
    if (!found.length)
        return;
    if (language_is_tag(found)) {
        reading->config->language = language_tag(reading->arena, found);
        reading->config->language_where = value->where;
        return;
    }
    config_bad_value(
        reading, value->where, found, "is not a language tag", "write a tag such as en, de or pt-BR");
}

void config_read_logo(struct config_reading *reading, const struct config_key *key, const struct value *value)
{
    config_read_text(reading, key, value);
    reading->config->publisher.logo_where = value->where;
}

static void read_image_part(
    struct config_reading *reading, struct site_image *image, const struct value_map_entry *entry)
{
    static const text names[] = { TEXT_INIT("src"), TEXT_INIT("alt") };
    if (text_equal(entry->key, names[0])) {
        image->src = config_text(reading, entry->key, &entry->value);
        image->where = entry->value.where;
    } else if (text_equal(entry->key, names[1])) {
        image->alt = config_text(reading, entry->key, &entry->value);
    } else {
        config_unknown_key(reading, TEXT("image."), entry->key, entry->key_where, names, COUNT(names));
    }
}

void config_read_image(
    struct config_reading *reading, const struct config_key *key, const struct value *value)
{
    struct site_image image = { .where = value->where };
    if (value->kind == VALUE_MAP)
        for (size_t i = 0; i < value->as.map->count; i++)
            read_image_part(reading, &image, &value->as.map->entries[i]);
    else
        image.src = config_text(reading, text_of(key->name), value);
    if (image.alt.length && !image.src.length)
        config_bad_value(reading, value->where, text_of(key->name), "has no src",
            "write image: {src: /images/card.png, alt: what it shows}");
    else if (text_equal(media_type_of(image.src), TEXT("image/svg+xml")))
        config_bad_value(reading, image.where, image.src, "is a drawing that no social site shows",
            "write the path of a PNG or JPEG, 1200 by 630 pixels");
    else if (image.src.length)
        reading->config->image = image;
}

void config_read_address(
    struct config_reading *reading, const struct config_key *key, const struct value *value)
{
    text found = config_text(reading, text_of(key->name), value);
    if (!found.length)
        return;
    bool is_whole = text_find(found, TEXT("://"), 0) != SIZE_MAX || text_starts_with(found, TEXT("/")) ||
                    text_starts_with(found, TEXT("mailto:"));
    bool has_blank = text_find_byte(found, ' ', 0) != SIZE_MAX;
    if (is_whole && url_scheme_is_safe(found) && !has_blank) {
        *(text *)((char *)reading->config + key->offset) = found;
        return;
    }
    bool lacks_scheme =
        !has_blank && text_find_byte(found, ':', 0) == SIZE_MAX && text_find_byte(found, '.', 0) != SIZE_MAX;
    config_bad_value(reading, value->where, found, "is not an address",
        lacks_scheme ? text_format(reading->arena, "write https://%.*s", TEXT_ARGS(found)).bytes
                     : "write https://example.org/path");
}

void config_read_email(
    struct config_reading *reading, const struct config_key *key, const struct value *value)
{
    text found = config_text(reading, text_of(key->name), value);
    if (!found.length)
        return;
    if (front_matter_is_email(found)) {
        *(text *)((char *)reading->config + key->offset) = found;
        return;
    }
    config_bad_value(reading, value->where, found, "is not an e-mail address", "write name@example.org");
}

/* authority = domain [ "," year [ "-" month [ "-" day ] ] ]      (RFC 4151, without its e-mail addresses, and
 * with the day of each entry where none is given) */
static bool is_authority(text authority)
{
    text date = authority, domain = text_cut(&date, ',');
    bool is_good = domain.length && holds_only(domain, ".-");
    if (!date.bytes)
        return is_good;
    is_good &= date.length == 4 || date.length == 7 || date.length == 10;
    for (size_t i = 0; i < date.length; i++)
        is_good &= i == 4 || i == 7 ? date.bytes[i] == '-' : byte_is_digit(date.bytes[i]);
    return is_good;
}

void config_read_feed_authority(
    struct config_reading *reading, const struct config_key *key, const struct value *value)
{
    text found = config_text(reading, text_of(key->name), value);
    if (!found.length)
        return;
    if (is_authority(found)) {
        reading->config->feed_authority = found;
        return;
    }
    config_bad_value(reading, value->where, found, "is not a domain",
        "write authority: example.org, or \"example.org,2019\" with a year in which it was yours");
}

void config_read_each(struct config_reading *reading, const struct config_key *key, const struct value *value,
    bool (*read)(
        struct config_reading *reading, const struct config_key *key, const struct value *value, text *found),
    struct written_addresses *addresses)
{
    bool is_list = value->kind == VALUE_LIST;
    size_t most = is_list ? value->as.list->count : value->kind != VALUE_MAP, count = 0;
    struct written_address *items = arena_new_array(reading->arena, struct written_address, most);
    if (value->kind == VALUE_MAP)
        config_texts(reading, text_of(key->name), value); /* says that it is no list */
    for (size_t i = 0; i < most; i++) {
        const struct value *item = is_list ? &value->as.list->items[i] : value;
        items[count].where = item->where;
        count += read(reading, key, item, &items[count].address);
    }
    *addresses = (struct written_addresses){ items, count };
}

void config_read_output(
    struct config_reading *reading, const struct config_key *key, const struct value *value)
{
    text path = config_text(reading, text_of(key->name), value);
    if (!text_starts_with(path, TEXT("~"))) {
        config_read_text(reading, key, value);
        return;
    }
    struct diagnostic *diagnostic = diagnostic_error(reading->diagnostics, value->where, "bad-value",
        "'%.*s' would be a folder named '%.*s' in the site", TEXT_ARGS(path),
        TEXT_ARGS(text_slice(path, 0, text_find_byte(path, '/', 0))));
    diagnostic_hint(reading->diagnostics, diagnostic,
        "only shells know '~': write the path from the root (/home/…) or from the site (../public)");
}

/* The words of a setting that is one or several of `names`; true and false are none of them. */
static struct text_list words_of(struct config_reading *reading, const struct config_key *key,
    const struct value *value, const char *const *names)
{
    text written = text_slice(reading->contents, value->where.offset, value->where.length);
    if (value->kind != VALUE_BOOL)
        return config_texts(reading, text_of(key->name), value);
    config_choose(reading, text_of(key->name), written, value->where, names);
    return (struct text_list){ 0 };
}

/* Of each word what stands for it, or-ed; a word that is none of `names` is reported. */
static unsigned choose_all(struct config_reading *reading, const struct config_key *key,
    const struct value *value, const struct text_list *words, const char *const *names, const unsigned *bits)
{
    unsigned chosen = 0;
    for (size_t i = 0; i < words->count; i++) {
        size_t found = config_choose(reading, text_of(key->name), words->items[i], value->where, names);
        chosen |= found == SIZE_MAX ? 0 : bits[found];
    }
    return chosen;
}

void config_read_redirects(
    struct config_reading *reading, const struct config_key *key, const struct value *value)
{
    static const char *const names[] = { "html", "netlify", "apache", "nginx", NULL };
    static const unsigned kinds[] = { REDIRECTS_HTML, REDIRECTS_NETLIFY, REDIRECTS_APACHE, REDIRECTS_NGINX };
    if (value->kind == VALUE_NONE)
        return;
    if (value->kind == VALUE_MAP) {
        diagnostic_hint(reading->diagnostics, config_wrong_type(reading, text_of(key->name), value, "a list"),
            "which address leads to which one stands below aliases:; this says how: [html, netlify]");
        return;
    }
    struct text_list words = words_of(reading, key, value, names);
    if (!words.count && (value->kind == VALUE_LIST || value->kind == VALUE_TEXT))
        config_bad_value(reading, value->where, text_of(key->name),
            "is empty, and so nothing would answer an alias", "write html, netlify, apache or nginx");
    reading->config->redirects = choose_all(reading, key, value, &words, names, kinds);
}

void config_read_headers(
    struct config_reading *reading, const struct config_key *key, const struct value *value)
{
    static const char *const names[] = { "netlify", "apache", "nginx", NULL };
    static const unsigned hosts[] = { REDIRECTS_NETLIFY, REDIRECTS_APACHE, REDIRECTS_NGINX };
    struct text_list words = { 0 };
    if (value->kind == VALUE_BOOL && !value->as.boolean)
        diagnostic_hint(reading->diagnostics,
            config_wrong_type(reading, TEXT("headers"), value, "the name of a host"),
            "take the line away: without it no such file is written");
    else if (value->kind != VALUE_NONE)
        words = words_of(reading, key, value, names);
    reading->config->headers = choose_all(reading, key, value, &words, names, hosts);
}

void config_read_extra_keys(
    struct config_reading *reading, const struct config_key *key, const struct value *value)
{
    reading->config->extra_keys = config_texts(reading, text_of(key->name), value);
    for (size_t i = 0; i < reading->config->extra_keys.count; i++) {
        text name = reading->config->extra_keys.items[i];
        if (front_matter_knows_key(name))
            config_bad_value(reading, value->where, name, "has a meaning of its own already",
                "remove it from extra_keys, or give the site's key another name");
    }
}

static bool read_address(
    struct config_reading *reading, const struct config_key *key, const struct value *value, text *found)
{
    text address = config_text(reading, text_of(key->name), value);
    *found = address;
    if (!address.length || address.bytes[0] == '/')
        return address.length != 0;
    config_bad_value(reading, value->where, address, "is not an address of this site",
        "write it from the root of the site, as in urls.lock: /briefings/2019/old/");
    return false;
}

/* Nothing takes "*" for a pattern here, and what it was written for would go on without a word. */
static bool read_gone(
    struct config_reading *reading, const struct config_key *key, const struct value *value, text *found)
{
    if (!read_address(reading, key, value, found))
        return false;
    if (text_find_byte(*found, '*', 0) == SIZE_MAX)
        return true;
    config_bad_value(reading, value->where, *found, "is a pattern, and gone has whole addresses",
        "write a line for each, as in urls.lock: /briefings/2019/old/");
    return false;
}

void config_read_gone(struct config_reading *reading, const struct config_key *key, const struct value *value)
{
    config_read_each(reading, key, value, read_gone, &reading->config->gone);
}

void config_read_feed_aliases(
    struct config_reading *reading, const struct config_key *key, const struct value *value)
{
    config_read_each(reading, key, value, read_address, &reading->config->feed_aliases);
}
