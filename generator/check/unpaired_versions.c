/* SPDX-License-Identifier: MIT */
/* Texts whose files are called alike but for a language, fr/levy.md and levy.md or levy.fr.md, and that no
 * translation_key joins. */
#include "base/path.h"
#include "check/check.h"

/* Is this part of a path the language, "fr" or "fr-ca", or what it belongs to? */
static bool names_language(text part, text lang)
{
    text rest = lang;
    return text_equal_ignoring_ascii_case(part, lang) ||
           text_equal_ignoring_ascii_case(part, text_cut(&rest, '-'));
}

/* "fr/2024/levy" and "2024/levy.fr" → "2024/levy", for a French text; one that is called "fr" stays so. */
static text id_without_language(struct arena *arena, text id, text lang)
{
    text rest = id, kept = TEXT_NONE;
    size_t dot = text_find_last_byte(id, '.');
    if (dot != SIZE_MAX && names_language(text_from(id, dot + 1), lang))
        return text_slice(id, 0, dot);
    for (text part; rest.bytes && (part = text_cut(&rest, '/'), true);)
        if (!names_language(part, lang))
            kept = kept.bytes ? text_format(arena, "%.*s/%.*s", TEXT_ARGS(kept), TEXT_ARGS(part)) : part;
    return kept.bytes ? kept : id;
}

static text language_of(const struct checking *checking, const struct draft *draft)
{
    return draft_language(draft, checking->subject->site->config);
}

/* Says it of the one without a key; two with different keys are two texts. `id` is what both are called. */
static void check_pair(
    struct checking *checking, const struct draft *draft, const struct draft *other, text id)
{
    text lang = language_of(checking, draft), other_lang = language_of(checking, other);
    const struct draft *lone = draft->front_matter.translation_key.text.length ? other : draft;
    const struct draft *pair = lone == draft ? other : draft;
    if (lone->front_matter.translation_key.text.length || text_equal(lang, other_lang))
        return;
    text key = pair->front_matter.translation_key.text;
    struct diagnostic *diagnostic = check_report(checking, lone->front_matter.title.where,
        "'content/%.*s' is called alike, and neither names the other", TEXT_ARGS(pair->file->path));
    diagnostic_hint(checking->diagnostics, diagnostic,
        key.length ? "write translation_key: %.*s if it is the same text in '%.*s'"
                   : "write translation_key: %.*s in both if it is the same text in '%.*s'",
        TEXT_ARGS(key.length ? key : path_name(id)), TEXT_ARGS(language_of(checking, lone)));
}

void check_unpaired_versions(struct checking *checking)
{
    struct map seen;
    map_init(&seen, checking->arena);
    for (size_t i = 0; i < checking->subject->draft_count; i++) {
        const struct draft *draft = checking->subject->drafts[i];
        bool is_text = draft && content_is_text(draft->file);
        if (!is_text)
            continue;
        text id = id_without_language(checking->arena, draft->file->id, language_of(checking, draft));
        text key = text_format(checking->arena, "%d %.*s", (int)draft->file->kind, TEXT_ARGS(id));
        const struct draft *other = map_add(&seen, key, (void *)draft);
        if (other != draft)
            check_pair(checking, draft, other, id);
    }
}
