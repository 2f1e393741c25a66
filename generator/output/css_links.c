/* SPDX-License-Identifier: MIT */
/* Only what the rule changes is written anew, so that escapes stay where an address stays. */
#include "output/css_links.h"
#include "base/css.h"
#include "base/escape.h"

/* So that it may stand between quotes of either kind, or without. */
static void append_address(struct buffer *out, struct arena *arena, text address)
{
    struct buffer escaped;
    buffer_init(&escaped, arena);
    escape_url(&escaped, address);
    text plain = buffer_text(&escaped);
    for (size_t i = 0; i < plain.length; i++)
        if (text_find_byte(TEXT("'()"), plain.bytes[i], 0) == SIZE_MAX)
            buffer_append_byte(out, plain.bytes[i]);
        else
            escape_url_component(out, text_slice(plain, i, 1), false);
}

text css_links_rewrite(struct arena *arena, text css, link_rule *rule, const void *data)
{
    struct buffer out, changed;
    size_t offset = 0, done = 0;
    text address, written;
    buffer_init(&out, arena);
    buffer_init(&changed, arena);
    while ((address = css_next_address(arena, css, &offset, &written)).bytes) {
        size_t start = (size_t)(written.bytes - css.bytes);
        buffer_reset(&changed);
        if (!text_starts_with(text_trim(address), TEXT("#")))
            rule(&changed, address, data);
        if (!changed.length || text_equal(buffer_text(&changed), address))
            continue;
        buffer_append(&out, text_slice(css, done, start - done));
        append_address(&out, arena, buffer_text(&changed));
        done = start + written.length;
    }
    if (!done)
        return css;
    buffer_append(&out, text_from(css, done));
    return buffer_text(&out);
}
