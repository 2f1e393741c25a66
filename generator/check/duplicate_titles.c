/* SPDX-License-Identifier: MIT */
/* Articles whose titles are the same but for case, accents and punctuation, as those of two versions of one
 * text may be. */
#include "base/slug.h"
#include "check/check.h"

static bool are_versions(const struct draft *draft, const struct draft *other)
{
    text key = draft->front_matter.translation_key.text;
    return key.length && text_equal(key, other->front_matter.translation_key.text);
}

void check_duplicate_titles(struct checking *checking)
{
    struct map seen;
    map_init(&seen, checking->arena);
    for (size_t i = 0; i < checking->subject->draft_count; i++) {
        const struct draft *draft = checking->subject->drafts[i];
        if (!draft || draft->file->kind != CONTENT_ARTICLE)
            continue;
        text key = slug_make(checking->subject->unicode, checking->arena, draft->title, TEXT_NONE);
        const struct draft *other = key.length ? map_add(&seen, key, (void *)draft) : draft;
        if (other == draft || are_versions(draft, other))
            continue;
        struct diagnostic *diagnostic = check_report(checking, draft->front_matter.title.where,
            "another article has the title '%.*s'", TEXT_ARGS(other->title));
        diagnostic_note(
            checking->diagnostics, diagnostic, other->front_matter.title.where, "the other article");
        diagnostic_hint(checking->diagnostics, diagnostic,
            "say in one of the titles what sets it apart: the year, the place, the round");
    }
}
