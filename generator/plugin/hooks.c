/* SPDX-License-Identifier: MIT */
/* The tables of what a plugin may bring, and their Markdown. */
#include "plugin/hooks.h"
#include "base/count.h"
#include "model/name.h"

const struct hook_row hook_rows[HOOK_COUNT] = {
    [HOOK_PREPARE] = { "prepare", "hook", "site, options",
        "once, when all content is loaded, before anything else",
        "nothing; what it keeps in the plugin's own tables is there in every later call" },
    [HOOK_PAGES] = { "pages", "hook", "site, options", "once, after every plugin's `prepare`",
        "a list of pages: `{ url, title, layout, data, list, paginate, feed, description, subject, lang, "
        "noindex }`" },
    [HOOK_ARTICLE] = { "article", "hook", "article, site, options",
        "once an article, before pages are rendered",
        "a table: markup goes into the slot of its name, anything else becomes a field in `article.fields`; "
        "or nothing" },
    [HOOK_HTML] = { "html", "hook", "html, page, options", "once a finished HTML page",
        "the whole page as text or markup; or nothing, which leaves it as it is" },
    [HOOK_FILTERS] = { "filters", "filter", "value, …", "where a layout says `{{ value | name(…) }}`",
        "what the filter makes of the value" },
    [HOOK_FUNCTIONS] = { "functions", "function", "…", "where a layout says `{{ name(…) }}`", "any value" },
    [HOOK_SHORTCODES] = { "shortcodes", "shortcode", "arguments, subject, options",
        "where a text says `{{ name(key=\"value\") }}` in a paragraph of its own",
        "markup; plain text is escaped and becomes a paragraph" },
    /* to add one: a name in enum hook, its row here, its call in host_calls.c, lua-plugins/types/brief.lua,
     * docs/plugins.md */
};

const struct plugin_key plugin_keys[] = {
    { "name", "text", "the plugin's name, the same as its file's" }, { "api", "integer", "1" },
    { "description", "text", "one sentence on what it does" },
    { "options", "table",
        "what site.yml may set: name to `{ type, default, choices, keys, min, max, help }`" },
    /* to add one: its row here, and its use in load.c */
};
const size_t plugin_key_count = COUNT(plugin_keys);

static const struct slot_row {
    const char *name;
    const char *where;
} slots[] = {
    { "head", "at the end of `<head>`" }, { "before_body", "above the text" },
    { "after_body", "below the text" }, { "footer", "in the page's footer" },
    /* to add one: its row here, and slot("name") in a layout */
};
static const size_t slot_count = COUNT(slots);

bool hook_can_name(enum hook group, text name)
{
    return name_is(name, group == HOOK_SHORTCODES ? name_takes_in_text : name_takes_in_layout);
}

static text without_signs(text name, char *letters, size_t capacity)
{
    size_t count = 0;
    for (size_t i = 0; i < name.length && count < capacity; i++)
        if (name.bytes[i] != '_' && name.bytes[i] != '-')
            letters[count++] = name.bytes[i];
    return (text){ letters, count };
}

text hook_slot_like(text name)
{
    char letters[32], slot[32];
    text bare = without_signs(name, letters, sizeof letters);
    for (size_t i = 0; i < slot_count; i++)
        if (text_equal_ignoring_ascii_case(bare, without_signs(text_of(slots[i].name), slot, sizeof slot)))
            return text_of(slots[i].name);
    return TEXT_NONE;
}

bool hook_is_slot(text name)
{
    for (size_t i = 0; i < slot_count; i++)
        if (text_equal(name, text_of(slots[i].name)))
            return true;
    return false;
}

static void append_keys(struct buffer *out)
{
    buffer_append_literal(out, "| key | type | meaning |\n|---|---|---|\n");
    for (size_t i = 0; i < plugin_key_count; i++)
        buffer_print(
            out, "| `%s` | %s | %s |\n", plugin_keys[i].key, plugin_keys[i].type, plugin_keys[i].help);
}

static void append_hooks(struct buffer *out)
{
    buffer_append_literal(out, "\n| hook | arguments | when | returns |\n|---|---|---|---|\n");
    for (size_t i = 0; i < HOOK_COUNT; i++) {
        const struct hook_row *row = &hook_rows[i];
        buffer_print(out, "| `%s`%s | `%s` | %s | %s |\n", row->key, i >= HOOK_FILTERS ? " (by name)" : "",
            row->arguments, row->when, row->returns);
    }
}

static void append_slots(struct buffer *out)
{
    buffer_append_literal(out, "\n| slot | where |\n|---|---|\n");
    for (size_t i = 0; i < slot_count; i++)
        buffer_print(out, "| `%s` | %s |\n", slots[i].name, slots[i].where);
}

void hooks_reference(struct buffer *out)
{
    append_keys(out);
    append_hooks(out);
    append_slots(out);
}
