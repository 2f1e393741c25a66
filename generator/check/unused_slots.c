/* SPDX-License-Identifier: MIT */
/*
 * Markup that a plugin puts into a slot which no layout prints, for a slip in its name or for a layout of the
 * site's own without it. Under another name it is a field too: one that a layout or plugin names counts as
 * used.
 */
#include "check/check.h"

/* As a text, "after_body", or behind `prefix`, as in article.fields.after_body. */
static bool is_named(text contents, text name, text prefix)
{
    for (size_t at = 0; (at = text_find(contents, name, at)) != SIZE_MAX; at += name.length) {
        char before = at ? contents.bytes[at - 1] : ' ';
        char behind = at + name.length < contents.length ? contents.bytes[at + name.length] : ' ';
        if (text_ends_with(text_slice(contents, 0, at), prefix) ||
            ((before == '"' || before == '\'') && behind == before))
            return true;
    }
    return false;
}

/* In a plugin `made.after_body = …` is what fills the slot. */
static bool is_printed(const struct check_subject *subject, text name)
{
    for (size_t i = 0; i < subject->layout_count; i++)
        if (subject->layouts[i].is_used && is_named(subject->layouts[i].contents, name, TEXT(".")))
            return true;
    for (size_t i = 0; i < subject->plugin_count; i++)
        if (is_named(subject->plugins[i].contents, name, TEXT("fields.")))
            return true;
    return false;
}

/* Where the plugin gives the slot its name, or its file. */
static span place_of(const struct check_subject *subject, const struct slot *slot)
{
    for (size_t i = 0; i < subject->plugin_count; i++) {
        const struct check_file *file = &subject->plugins[i];
        if (!text_equal(file->name, slot->plugin))
            continue;
        size_t at = text_find(file->contents, slot->name, 0);
        return at == SIZE_MAX ? (span){ file->source, 0, 0 }
                              : (span){ file->source, (uint32_t)at, (uint32_t)slot->name.length };
    }
    return SPAN_NONE;
}

void check_unused_slots(struct checking *checking)
{
    const struct check_subject *subject = checking->subject;
    struct map seen;
    map_init(&seen, checking->arena);
    for (size_t i = 0; i < subject->site->articles.count; i++) {
        const struct article *article = subject->site->articles.items[i];
        for (size_t k = 0; k < article->slot_count; k++) {
            const struct slot *slot = &article->slots[k];
            text key =
                text_format(checking->arena, "%.*s %.*s", TEXT_ARGS(slot->plugin), TEXT_ARGS(slot->name));
            if (map_contains(&seen, key))
                continue;
            map_set(&seen, key, checking);
            if (!is_printed(subject, slot->name))
                diagnostic_hint(checking->diagnostics,
                    check_report(checking, place_of(subject, slot),
                        "no layout prints the slot '%.*s' of '%.*s'", TEXT_ARGS(slot->name),
                        TEXT_ARGS(slot->plugin)),
                    "{{ slot(\"%.*s\") }} prints it; brief's own are head, before_body, after_body, footer",
                    TEXT_ARGS(slot->name));
        }
    }
}
