/* SPDX-License-Identifier: MIT */
/*
 * Texts in the folder of another one. To Hugo they are parts of that text and have no page, whatever their
 * keys say; here each has one, and whoever holds back the first has not held back these.
 */
#include "base/path.h"
#include "check/check.h"

/* The article in whose folder the file lies; NULL when there is none. */
static const struct content_file *find_bundle(
    const struct checking *checking, const struct content_file *file)
{
    text folder = path_folder(file->path);
    for (text next = file->is_bundle ? path_folder(folder) : folder; next.length; next = path_folder(next)) {
        text path = text_format(checking->arena, "%.*s/index.md", TEXT_ARGS(next));
        const struct content_file *found = map_find(&checking->subject->content->by_path, path);
        if (found && found->is_bundle)
            return found;
    }
    return NULL;
}

static bool has_bundles(const struct content *content)
{
    for (size_t i = 0; i < content->count; i++)
        if (content->files[i].is_bundle)
            return true;
    return false;
}

/* Those of other languages: "index.de.md". */
static bool is_version(text path)
{
    return text_starts_with(path_name(path), TEXT("index."));
}

void check_bundle_texts(struct checking *checking)
{
    const struct check_subject *subject = checking->subject;
    if (!has_bundles(subject->content))
        return;
    for (size_t i = 0; i < subject->draft_count; i++) {
        const struct draft *draft = subject->drafts[i];
        if (!draft || draft->file->kind != CONTENT_ARTICLE || draft->front_matter.is_draft ||
            !check_article(checking, draft) || (is_version(draft->file->path) && !draft->file->is_bundle))
            continue;
        const struct content_file *bundle = find_bundle(checking, draft->file);
        if (bundle)
            diagnostic_hint(checking->diagnostics,
                check_report(checking, draft->front_matter.title.where,
                    "this text in the folder of 'content/%.*s' has a page of its own",
                    TEXT_ARGS(bundle->path)),
                "where it is a part of that text, as Hugo has them, write draft: true, or take it out of "
                "content/; else move it out of the folder");
    }
}
