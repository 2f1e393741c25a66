/* SPDX-License-Identifier: MIT */
/*
 * Links of a text to a comment on it, "#comment-x", and of any text to comments that are not shown. Other
 * places of its own page are looked for while it is read, when nobody knows yet which comments there are.
 */
#include "base/count.h"
#include "base/escape.h"
#include "base/path.h"
#include "check/check.h"
#include "load/page_ids.h"

/* Layouts of the site's own may show comments of another kind. */
static bool has_own_comments_layout(const struct check_subject *subject)
{
    static const text names[] = { TEXT_INIT("article.html"), TEXT_INIT("parts/comments.html") };
    for (size_t i = 0; i < subject->layout_count; i++)
        for (size_t k = 0; k < COUNT(names); k++)
            if (!subject->layouts[i].is_builtin && text_equal(subject->layouts[i].name, names[k]))
                return true;
    return false;
}

static bool has_such_anchor(const struct check_subject *subject, const struct content_file *file)
{
    for (size_t i = 0; i < subject->draft_count; i++)
        if (subject->drafts[i] && subject->drafts[i]->file == file)
            return markdown_has_anchor(&subject->drafts[i]->body, TEXT("comments"));
    return false;
}

/* "../other.md#comments", where that article shows none and takes none. */
static void check_list_link(
    struct checking *checking, const struct draft *draft, const struct outline_link *link)
{
    const struct check_subject *subject = checking->subject;
    size_t fragment = text_find_byte(link->url, '#', 0);
    if (!text_equal(text_from(link->url, fragment), TEXT("#comments")))
        return;
    text path = fragment ? path_resolve(checking->arena, path_folder(draft->file->path),
                               url_decode(checking->arena, text_slice(link->url, 0, fragment)))
                         : draft->file->path;
    const struct content_file *file = path.bytes ? map_find(&subject->content->by_path, path) : NULL;
    const struct article *article =
        file && file->kind == CONTENT_ARTICLE ? map_find(subject->site->articles_by_id, file->id) : NULL;
    if (article && !article->layout.length && !article->comments.count && !article->comments_open &&
        !has_such_anchor(subject, file))
        diagnostic_hint(checking->diagnostics,
            check_report(checking, link->where, "'content/%.*s' shows no comments", TEXT_ARGS(path)),
            "take '#comments' away; comments: {email: …} in site.yml lets readers write some");
}

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
    bool are_ours_shown = !has_own_comments_layout(subject);
    for (size_t i = 0; i < subject->draft_count; i++) {
        const struct outline *outline = &subject->outlines[i];
        for (size_t k = 0; subject->drafts[i] && k < outline->link_count; k++) {
            check_link(checking, subject->drafts[i], &outline->links[k]);
            if (are_ours_shown)
                check_list_link(checking, subject->drafts[i], &outline->links[k]);
        }
    }
}
