/* SPDX-License-Identifier: MIT */
/*
 * HTML comes from hosts that read more in it than browsers do: tags of templates, shortcodes of WordPress,
 * pictures and tokens of Drupal, Tumblr's [[MORE]], pictures that a script loads.
 */
#include "base/count.h"
#include "load/markdown_foreign.h"

/* How each begins and ends. Between "[[" and "]]" others write numbers, in attributes too. */
static const struct {
    text opening, closing;
} tags[] = {
    { TEXT_INIT("{{"), TEXT_INIT("}}") }, { TEXT_INIT("{%"), TEXT_INIT("%}") },
    { TEXT_INIT("[[{"), TEXT_INIT("}]]") }, { TEXT_INIT("[[MORE"), TEXT_INIT("]]") },
    { TEXT_INIT("[caption "), TEXT_INIT("]") }, { TEXT_INIT("[/caption"), TEXT_INIT("]") },
    { TEXT_INIT("[gallery "), TEXT_INIT("]") }, { TEXT_INIT("[embed]"), TEXT_INIT("[/embed]") },
    { TEXT_INIT("[video "), TEXT_INIT("]") }, { TEXT_INIT("[audio "), TEXT_INIT("]") },
    { TEXT_INIT("[youtube "), TEXT_INIT("]") }, { TEXT_INIT("[node:"), TEXT_INIT("]") },
    { TEXT_INIT("[site:"), TEXT_INIT("]") }, { TEXT_INIT("[current-user:"), TEXT_INIT("]") },
    /* to add one: how it begins and ends; a hint in check/foreign_tags.c */
};

text markdown_foreign_in_html(text html, size_t at)
{
    text rest = text_from(html, at);
    if (!rest.length || (rest.bytes[0] != '{' && rest.bytes[0] != '['))
        return TEXT_NONE;
    for (size_t i = 0; i < COUNT(tags); i++) {
        size_t end = text_starts_with(rest, tags[i].opening)
                         ? text_find(rest, tags[i].closing, tags[i].opening.length)
                         : SIZE_MAX;
        if (end != SIZE_MAX)
            return text_slice(rest, 0, end + tags[i].closing.length);
    }
    return TEXT_NONE;
}

bool markdown_foreign_is_element(text name)
{
    static const text prefixes[] = { TEXT_INIT("drupal-"), TEXT_INIT("amp-"), TEXT_INIT("wix-") };
    for (size_t i = 0; i < COUNT(prefixes); i++)
        if (text_starts_with_ignoring_ascii_case(name, prefixes[i]))
            return true;
    return false;
}
