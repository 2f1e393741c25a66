/* SPDX-License-Identifier: MIT */
/* Authors that no article names, published or held back. */
#include "check/check.h"

static void gather_names(struct checking *checking, struct map *named)
{
    for (size_t i = 0; i < checking->subject->draft_count; i++) {
        const struct draft *draft = checking->subject->drafts[i];
        for (size_t k = 0; draft && k < draft->front_matter.authors.count; k++) {
            text name = draft->front_matter.authors.items[k].text;
            map_set(named, unicode_fold(checking->subject->unicode, checking->arena, name), (void *)draft);
        }
    }
}

static bool is_named(struct checking *checking, const struct map *named, text name)
{
    return map_contains(named, unicode_fold(checking->subject->unicode, checking->arena, name));
}

void check_unused_authors(struct checking *checking)
{
    struct map named;
    map_init(&named, checking->arena);
    gather_names(checking, &named);
    for (size_t i = 0; i < checking->subject->draft_count; i++) {
        const struct draft *draft = checking->subject->drafts[i];
        if (!draft || draft->file->kind != CONTENT_AUTHOR)
            continue;
        const struct author *author = map_find(checking->subject->site->authors_by_id, draft->file->id);
        if (!author || author->articles.count || is_named(checking, &named, author->id) ||
            is_named(checking, &named, author->name))
            continue;
        check_report(checking, draft->author->name.where, "no article is by '%.*s'", TEXT_ARGS(author->name));
    }
}
