/* SPDX-License-Identifier: MIT */
/* The ids that layouts/ and lua-plugins/ write, and those of comments, which have a common beginning. */
#include "load/page_ids.h"
#include "base/count.h"

static const text page_ids[] = { TEXT_INIT("author-bio-title"), TEXT_INIT("cite-title"),
    TEXT_INIT("comments"), TEXT_INIT("comments-title"), TEXT_INIT("content"), TEXT_INIT("contents-title"),
    TEXT_INIT("key-points-title"), TEXT_INIT("link-notes-title"), TEXT_INIT("related-title"),
    TEXT_INIT("reply"), TEXT_INIT("reply-comment"), TEXT_INIT("reply-email"), TEXT_INIT("reply-name"),
    TEXT_INIT("reply-note"), TEXT_INIT("reply-title"), TEXT_INIT("reply-to"), TEXT_INIT("series-title"),
    TEXT_INIT("updates-title")
    /* to add one: a row here; tests/html/run.py reads the layouts for it */ };

bool page_ids_have(text id)
{
    return text_is_one_of(id, page_ids, COUNT(page_ids));
}

text page_ids_comment(text id)
{
    static const text start = TEXT_INIT("comment-");
    return text_starts_with(id, start) ? text_from(id, start.length) : TEXT_NONE;
}

bool page_ids_have_comment(struct arena *arena, const struct content *content, text article, text id)
{
    static const char *const endings[] = { "yml", "yaml" };
    text name = page_ids_comment(id);
    for (size_t i = 0; name.bytes && i < COUNT(endings); i++)
        if (map_contains(&content->by_path,
                text_format(arena, "comments/%.*s/%.*s.%s", TEXT_ARGS(article), TEXT_ARGS(name), endings[i])))
            return true;
    return false;
}

static bool is_there(const struct page_place *place, struct arena *arena, const struct content *content)
{
    text fragment = place->fragment;
    return !fragment.length || text_equal(fragment, TEXT("top")) ||
           markdown_has_anchor(&place->draft->body, fragment) || page_ids_have(fragment) ||
           page_ids_have_comment(arena, content, place->draft->file->id, fragment);
}

void page_ids_check(const struct page_place *place, struct arena *arena, const struct content *content,
    struct diagnostics *diagnostics)
{
    const struct markup *body = &place->draft->body;
    if (is_there(place, arena, content))
        return;
    struct diagnostic *diagnostic =
        diagnostic_report(diagnostics, place->severity, place->where, "missing-anchor",
            text_format(diagnostics->arena, "'content/%.*s' has no anchor '#%.*s'",
                TEXT_ARGS(place->draft->file->path), TEXT_ARGS(place->fragment)));
    text nearest = diagnostic_nearest_text(place->fragment, body->anchors, body->anchor_count);
    bool is_of_comment =
        page_ids_comment(place->fragment).bytes && place->draft->file->kind == CONTENT_ARTICLE;
    if (nearest.bytes)
        diagnostic_hint(diagnostics, diagnostic, "did you mean '#%.*s'?", TEXT_ARGS(nearest));
    else if (is_of_comment)
        diagnostic_hint(diagnostics, diagnostic,
            "a comment's name is that of its file: content/comments/%.*s/NAME.yml",
            TEXT_ARGS(place->draft->file->id));
    else
        diagnostic_hint(diagnostics, diagnostic,
            "write the id of a heading there, or give one this id: ## Heading {#%.*s}",
            TEXT_ARGS(place->fragment));
}
