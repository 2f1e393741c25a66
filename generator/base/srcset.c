/* SPDX-License-Identifier: MIT */
/*
 * srcset = { item {","} }, item = address [blank descriptor]. An address reaches to a blank: commas at its
 * end end the item, commas inside are its own, as in "data:image/png;base64,…".
 */
#include "base/srcset.h"

bool srcset_next(text list, size_t *offset, struct srcset_item *item)
{
    size_t at = *offset;
    while (at < list.length && (text_is_blank(list.bytes[at]) || list.bytes[at] == ','))
        at++;
    size_t start = at;
    while (at < list.length && !text_is_blank(list.bytes[at]))
        at++;
    size_t end = at;
    while (end > start && list.bytes[end - 1] == ',')
        end--;
    size_t comma = end < at ? at : text_find_byte(list, ',', at);
    size_t stop = comma == SIZE_MAX ? list.length : comma;
    item->address = text_slice(list, start, end - start);
    item->descriptor = text_trim(text_slice(list, at, stop - at));
    *offset = stop;
    return item->address.length > 0;
}

static bool is_descriptor(text value)
{
    char unit = value.length > 1 ? value.bytes[value.length - 1] : '\0';
    for (size_t i = 0; i + 1 < value.length; i++)
        if ((value.bytes[i] < '0' || value.bytes[i] > '9') && value.bytes[i] != '.')
            return false;
    return unit == 'x' || unit == 'w';
}

bool srcset_next_unencoded(text list, size_t *offset, struct srcset_item *item)
{
    if (!srcset_next(list, offset, item) || !item->descriptor.length)
        return item->address.length > 0;
    const char *start = item->address.bytes, *end = item->descriptor.bytes + item->descriptor.length;
    size_t blank = text_find_last_byte(item->descriptor, ' ');
    text last = blank == SIZE_MAX ? item->descriptor : text_from(item->descriptor, blank + 1);
    item->descriptor = is_descriptor(last) ? last : TEXT("");
    item->address = text_trim((text){ start, (size_t)(end - start) - item->descriptor.length });
    return true;
}
