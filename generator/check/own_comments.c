/* SPDX-License-Identifier: MIT */
/*
 * Links of a text to a comment on it, "#comment-x". Other places of its own page are looked for while it is
 * read, when nobody knows yet which comments there are.
 */
#include "base/escape.h"
#include "check/check.h"
#include "load/page_ids.h"

static void check_link(struct checking *checking, const struct draft *draft, const struct outline_link *link)
{
    if (!text_starts_with(link->url, TEXT("#comment-")))
        return;
    text id = url_decode(checking->arena, text_from(link->url, 1));
    if (markdown_has_anchor(&draft->body, id) || page_ids_have(id) ||
        page_ids_have_comment(checking->arena, checking->subject->content, draft->file->id, id))
        return;
    text name = page_ids_comment(id);
    diagnostic_hint(checking->diagnostics,
        check_report(checking, link->where, "there is no comment '%.*s' on this page", TEXT_ARGS(name)),
        "a comment's name is that of its file: content/comments/%.*s/NAME.yml", TEXT_ARGS(draft->file->id));
}

void check_own_comments(struct checking *checking)
{
    const struct check_subject *subject = checking->subject;
    for (size_t i = 0; i < subject->draft_count; i++) {
        const struct outline *outline = &subject->outlines[i];
        for (size_t k = 0; subject->drafts[i] && k < outline->link_count; k++)
            check_link(checking, subject->drafts[i], &outline->links[k]);
    }
}
