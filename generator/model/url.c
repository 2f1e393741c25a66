/* SPDX-License-Identifier: MIT */
/*
 * Addresses come in three lengths, all made from the shortest: the address below the site's root. Everything
 * that has an address gets it through place_of_address, so that no output path is made anywhere else.
 */
#include "model/url.h"
#include "base/buffer.h"
#include "base/byte.h"
#include "base/count.h"
#include "base/escape.h"
#include "base/path.h"
#include "base/slug.h"
#include <string.h>

text url_of_address(const struct config *config, struct arena *arena, text address)
{
    if (!address.bytes)
        return TEXT_NONE;
    return text_concat(arena, config->base_path, address);
}

text permalink_of_address(const struct config *config, struct arena *arena, text address)
{
    if (!address.bytes)
        return TEXT_NONE;
    return text_concat(arena, config->base_url, address);
}

static bool is_external(text written)
{
    return url_has_scheme(written) || text_starts_with(written, TEXT("//")) ||
           text_starts_with(written, TEXT("#"));
}

static bool has_prefix(const struct config *config, text written)
{
    text prefix = config->base_path;
    return prefix.length && text_starts_with(written, prefix) &&
           (written.length == prefix.length || written.bytes[prefix.length] == '/');
}

text address_behind_prefix(const struct config *config, text url)
{
    return has_prefix(config, url) ? text_from(url, config->base_path.length) : TEXT_NONE;
}

/* "https://example.org/x" and "http://example.org/x" without what stands before the host. */
static text without_scheme(text url)
{
    static const text schemes[] = { TEXT_INIT("https://"), TEXT_INIT("http://"), TEXT_INIT("//") };
    for (size_t i = 0; i < COUNT(schemes); i++)
        if (text_starts_with_ignoring_ascii_case(url, schemes[i]))
            return text_from(url, schemes[i].length);
    return TEXT_NONE;
}

text address_of_whole(const struct config *config, text url)
{
    text base = without_scheme(config->base_url), rest = without_scheme(url);
    if (!rest.bytes || !text_starts_with_ignoring_ascii_case(rest, base))
        return TEXT_NONE;
    rest = text_from(rest, base.length);
    bool is_whole = !rest.length || rest.bytes[0] == '/' || rest.bytes[0] == '?' || rest.bytes[0] == '#';
    return is_whole ? rest : TEXT_NONE;
}

/* archive = "/archive/" [ digits "/" [ digits "/" ] ]; the years and months have these addresses on every
 * site */
static bool is_of_archive(text written)
{
    static const text root = TEXT_INIT("/archive/");
    if (!text_starts_with(written, root))
        return false;
    text rest = text_from(written, root.length);
    size_t slashes = 0;
    for (size_t i = 0; i < rest.length; i++) {
        bool is_slash = rest.bytes[i] == '/';
        if (!is_slash && (rest.bytes[i] < '0' || rest.bytes[i] > '9'))
            return false;
        slashes += is_slash;
    }
    return slashes <= 2;
}

text address_within(const struct config *config, text url)
{
    text whole = address_of_whole(config, url), own = address_behind_prefix(config, url);
    return whole.bytes ? whole : own.bytes ? own : url;
}

text url_without_query(text url)
{
    size_t end = 0;
    while (end < url.length && url.bytes[end] != '?' && url.bytes[end] != '#')
        end++;
    return text_slice(url, 0, end);
}

text url_fragment(text url)
{
    size_t hash = text_find_byte(url, '#', 0);
    return hash == SIZE_MAX ? TEXT_NONE : text_from(url, hash + 1);
}

text url_host(text url)
{
    static const text starts[] = { TEXT_INIT("//"), TEXT_INIT("http://"), TEXT_INIT("https://") };
    for (size_t i = 0; i < COUNT(starts); i++) {
        size_t start = starts[i].length, end = start;
        if (!text_equal_ignoring_ascii_case(text_slice(url, 0, start), starts[i]))
            continue;
        while (end < url.length && !strchr("/?#", url.bytes[end]))
            end++;
        return text_slice(url, start, end - start);
    }
    return TEXT_NONE;
}

text host_without_port(text host)
{
    size_t colon = text_find_last_byte(host, ':');
    if (colon == SIZE_MAX ||
        (text_starts_with(host, TEXT("[")) && text_find_byte(host, ']', colon) != SIZE_MAX))
        return host;
    for (size_t i = colon + 1; i < host.length; i++)
        if (host.bytes[i] < '0' || host.bytes[i] > '9')
            return TEXT_NONE;
    return text_slice(host, 0, colon);
}

bool host_is_within(text host, text name)
{
    size_t above = host.length > name.length ? host.length - name.length : 0;
    return text_equal_ignoring_ascii_case(text_from(host, above), name) &&
           (above == 0 || (above > 1 && host.bytes[above - 1] == '.'));
}

bool host_is_placeholder(text host)
{
    static const text names[] = { TEXT_INIT("example.com"), TEXT_INIT("example.net"),
        TEXT_INIT("example.org"), TEXT_INIT("localhost"), TEXT_INIT("127.0.0.1"), TEXT_INIT("0.0.0.0"),
        TEXT_INIT("[::1]") };
    for (size_t i = 0; i < COUNT(names); i++)
        if (host_is_within(host, names[i]))
            return true;
    return false;
}

text url_feed_authority(const struct config *config)
{
    return config->feed_authority.bytes ? config->feed_authority
                                        : host_without_port(url_host(config->base_url));
}

text url_entry_id(const struct config *config, struct arena *arena, struct day day, text id)
{
    text authority = url_feed_authority(config);
    struct buffer uri;
    buffer_init(&uri, arena);
    buffer_append_literal(&uri, "tag:");
    buffer_append(&uri, authority);
    if (text_find_byte(authority, ',', 0) == SIZE_MAX) {
        struct civil civil = day_to_civil(day);
        buffer_print(&uri, ",%04d-%02d-%02d", civil.year, civil.month, civil.day);
    }
    buffer_append_byte(&uri, ':');
    escape_url_component(&uri, id, true);
    return buffer_finish(&uri);
}

text address_of_written(const struct config *config, struct arena *arena, text written)
{
    if (is_external(written))
        return TEXT_NONE;
    if (has_prefix(config, written) && !is_of_archive(written))
        written = text_from(written, config->base_path.length);
    return text_starts_with(written, TEXT("/")) ? written : text_concat(arena, TEXT("/"), written);
}

text address_without_prefix(const struct config *config, struct arena *arena, text address)
{
    text meant = address_of_written(config, arena, address);
    return meant.length < address.length ? meant : TEXT_NONE;
}

text url_of_written(const struct config *config, struct arena *arena, text written)
{
    text address = address_of_written(config, arena, written);
    return address.bytes ? url_of_address(config, arena, address) : written;
}

text permalink_of_written(const struct config *config, struct arena *arena, text written)
{
    if (text_starts_with(written, TEXT("//")))
        return text_concat(
            arena, text_slice(config->base_url, 0, text_find_byte(config->base_url, ':', 0) + 1), written);
    if (is_external(written))
        return written;
    text url = has_prefix(config, written) ? written : url_of_written(config, arena, written);
    text origin = text_slice(config->base_url, 0, config->base_url.length - config->base_path.length);
    return text_concat(arena, origin, url);
}

bool place_of_address(
    const struct config *config, struct arena *arena, text address, struct place *place, const char **fault)
{
    enum path_fault path_fault = path_of_address(arena, address, &place->path);
    if (path_fault == PATH_OK && path_has_server_rules(place->path))
        path_fault = PATH_SERVER_RULES;
    if (path_fault != PATH_OK) {
        *fault = path_fault_text(path_fault);
        return false;
    }
    place->address = path_is_plain_address(address) ? address : path_to_address(arena, place->path);
    place->url = url_of_address(config, arena, place->address);
    place->permalink = permalink_of_address(config, arena, place->address);
    return true;
}

struct permalink_parts permalink_parts_of(
    struct unicode *unicode, struct arena *arena, const struct article *article)
{
    text rest = path_folder(article->id), id = TEXT("");
    while (rest.bytes && rest.length)
        id = path_join(arena, id, slug_make(unicode, arena, text_cut(&rest, '/'), TEXT_NONE));
    return (struct permalink_parts){ path_join(arena, id, path_name(article->id)), article->slug,
        article->section, article->type, article->date.day };
}

static void append_placeholder(
    struct buffer *out, struct arena *arena, text name, const struct permalink_parts *parts)
{
    struct civil civil = day_to_civil(parts->day);
    if (text_equal(name, TEXT("year")))
        buffer_print(out, "%04d", civil.year);
    else if (text_equal(name, TEXT("month")))
        buffer_print(out, "%02d", civil.month);
    else if (text_equal(name, TEXT("day")))
        buffer_print(out, "%02d", civil.day);
    else if (text_equal(name, TEXT("slug")))
        buffer_append(out, parts->slug);
    else if (text_equal(name, TEXT("id")))
        buffer_append(out, text_join(arena, (text[]){ path_folder(parts->id), parts->slug }, 2,
                               path_folder(parts->id).length ? TEXT("/") : TEXT("")));
    else if (text_equal(name, TEXT("section")))
        buffer_append(out, parts->section);
    else if (text_equal(name, TEXT("type")))
        buffer_append(out, parts->type);
}

text url_from_pattern(struct arena *arena, text pattern, const struct permalink_parts *parts)
{
    struct buffer out;
    buffer_init(&out, arena);
    for (size_t at = 0; at < pattern.length;) {
        if (pattern.bytes[at] != ':') {
            char byte = pattern.bytes[at++];
            if (byte != '/' || !out.length || out.bytes[out.length - 1] != '/')
                buffer_append_byte(&out, byte);
            continue;
        }
        size_t end = at + 1;
        while (end < pattern.length && byte_is_lower(pattern.bytes[end]))
            end++;
        append_placeholder(&out, arena, text_slice(pattern, at + 1, end - at - 1), parts);
        at = end;
    }
    return buffer_finish(&out);
}

text url_of_list_page(struct arena *arena, text base, size_t number)
{
    if (number <= 1)
        return base;
    return text_format(arena, "%.*spage/%zu/", TEXT_ARGS(base), number);
}
