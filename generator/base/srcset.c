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
