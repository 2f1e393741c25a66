/* SPDX-License-Identifier: MIT */
/* Any bytes as HTML: going through its tags and lists of images ends, and what is found lies in it, in order.
 */
#include "base/srcset.h"
#include "base/tag.h"
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void must_lie_in(text part, text whole)
{
    if (part.length && (part.bytes < whole.bytes || part.bytes + part.length > whole.bytes + whole.length))
        abort();
}

static void go_through_list(text list, bool (*next)(text list, size_t *offset, struct srcset_item *item))
{
    struct srcset_item item;
    for (size_t at = 0, before = 0; next(list, &at, &item); before = at) {
        must_lie_in(item.address, list);
        must_lie_in(item.descriptor, list);
        if (at <= before || at > list.length)
            abort();
    }
}

static void go_through_tag(text html, size_t *at)
{
    text value = TEXT_NONE, name;
    for (size_t before = *at; (name = tag_attribute(html, at, &value)).length; before = *at) {
        if (!text_equal(name, TEXT("="))) /* a stray one has that name */
            must_lie_in(name, html);
        must_lie_in(value, html);
        if (*at <= before || *at > html.length)
            abort();
        go_through_list(value, srcset_next);
        go_through_list(value, srcset_next_unencoded);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    char *copy = malloc(length ? length : 1);
    if (!copy)
        abort();
    memcpy(copy, bytes, length);
    text html = { copy, length }, name;
    for (size_t at = 0, before = 0; (name = tag_next(html, &at)).bytes; before = at) {
        must_lie_in(name, html);
        if (at <= before || at > length)
            abort();
        go_through_tag(html, &at);
        tag_skip_raw_text(html, name, &at);
        if (at > length)
            abort();
    }
    for (size_t at = 0; at < length; at++) {
        size_t end = tag_comment_end(html, at);
        if (end < at || end > length)
            abort();
        tag_comment_is_closed(text_slice(html, at, end - at));
    }
    free(copy);
    return 0;
}
