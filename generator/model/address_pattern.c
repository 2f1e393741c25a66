/* SPDX-License-Identifier: MIT */
#include "model/address_pattern.h"
#include "base/buffer.h"
#include "base/byte.h"

text address_pattern_name(text pattern, size_t colon)
{
    size_t end = colon + 1;
    while (end < pattern.length && byte_is_lower(pattern.bytes[end]))
        end++;
    return text_slice(pattern, colon, end - colon);
}

const struct address_part *address_parts_find(const struct address_parts *parts, text name)
{
    for (size_t i = 0; i < parts->count; i++)
        if (text_equal(parts->items[i].name, name))
            return &parts->items[i];
    return NULL;
}

static bool add_part(struct address_parts *parts, text name, text value)
{
    if (parts->count == ADDRESS_PARTS || address_parts_find(parts, name))
        return false;
    parts->items[parts->count++] = (struct address_part){ name, value };
    return true;
}

bool address_pattern_places(text pattern, struct address_parts *places)
{
    *places = (struct address_parts){ .count = 0 };
    for (size_t at = text_find_byte(pattern, ':', 0); at != SIZE_MAX;
         at = text_find_byte(pattern, ':', at + 1))
        if (!add_part(places, address_pattern_name(pattern, at), TEXT_NONE))
            return false;
    return true;
}

bool address_pattern_match(text pattern, text address, struct address_parts *parts)
{
    *parts = (struct address_parts){ .count = 0 };
    while (pattern.bytes && address.bytes) {
        text wanted = text_cut(&pattern, '/'), found = text_cut(&address, '/');
        bool is_place = text_starts_with(wanted, TEXT(":"));
        if (is_place ? !found.length || !add_part(parts, wanted, found) : !text_equal(wanted, found))
            return false;
    }
    return !pattern.bytes && !address.bytes;
}

text address_pattern_fill(struct arena *arena, text pattern, const struct address_parts *parts)
{
    struct buffer out;
    buffer_init(&out, arena);
    for (size_t at = 0, next; at < pattern.length; at = next) {
        text name = address_pattern_name(pattern, at);
        const struct address_part *part = pattern.bytes[at] == ':' ? address_parts_find(parts, name) : NULL;
        next = at + (part ? name.length : 1);
        buffer_append(&out, part ? part->value : text_slice(pattern, at, 1));
    }
    return buffer_text(&out);
}
