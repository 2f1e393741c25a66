/* SPDX-License-Identifier: MIT */
/*
 * Copies of a text as file managers name them: "levy (1).md", "levy - Copy.md", "Copy of levy.md", "levy copy
 * 2". What they write differs by language; with the text's own name in it, and its title and date in the
 * file, it is a copy.
 */
#include "base/copied_name.h"
#include "base/path.h"
#include "check/check.h"

static text key_of(struct arena *arena, const struct draft *draft, text id)
{
    return text_format(arena, "%d %.*s", (int)draft->file->kind, TEXT_ARGS(id));
}

static bool is_text(const struct draft *draft)
{
    return draft && content_is_text(draft->file);
}

static bool says_the_same(const struct draft *draft, const struct draft *other)
{
    return text_equal(draft->title, other->title) &&
           date_compare(&draft->front_matter.date.date, &other->front_matter.date.date) == 0;
}

/* The text of the name within the draft's, in the same folder, that says the same; NULL: there is none. */
static const struct draft *find_original(
    struct arena *arena, const struct map *by_id, const struct draft *draft, text name)
{
    text id = path_join(arena, path_folder(draft->file->id), text_trim(name));
    const struct draft *other = map_find(by_id, key_of(arena, draft, id));
    return other && says_the_same(draft, other) ? other : NULL;
}

/* An error says so already. */
static bool is_in_conflict(struct arena *arena, const struct draft *draft)
{
    return copied_name_of(arena, path_name(draft->file->path)).kind == COPIED_IN_CONFLICT;
}

/* What stands before or behind each of its blanks may be the name of the other. */
static const struct draft *original_of(
    struct arena *arena, const struct map *by_id, const struct draft *draft)
{
    text name = path_name(draft->file->id);
    const struct draft *original = NULL;
    for (size_t blank = 0; !original && (blank = text_find_byte(name, ' ', blank)) != SIZE_MAX; blank++) {
        original = find_original(arena, by_id, draft, text_slice(name, 0, blank));
        if (!original)
            original = find_original(arena, by_id, draft, text_from(name, blank + 1));
    }
    return original && !is_in_conflict(arena, draft) ? original : NULL;
}

/* Else there is nothing to look for. */
static bool has_name_with_blank(const struct check_subject *subject)
{
    for (size_t i = 0; i < subject->draft_count; i++) {
        const struct draft *draft = subject->drafts[i];
        if (is_text(draft) && text_find_byte(path_name(draft->file->id), ' ', 0) != SIZE_MAX)
            return true;
    }
    return false;
}

void check_copied_texts(struct checking *checking)
{
    const struct check_subject *subject = checking->subject;
    if (!has_name_with_blank(subject))
        return;
    struct map by_id;
    map_init(&by_id, checking->arena);
    for (size_t i = 0; i < subject->draft_count; i++)
        if (is_text(subject->drafts[i]))
            map_set(&by_id, key_of(checking->arena, subject->drafts[i], subject->drafts[i]->file->id),
                subject->drafts[i]);
    for (size_t i = 0; i < subject->draft_count; i++) {
        const struct draft *draft = subject->drafts[i];
        const struct draft *original = is_text(draft) && check_is_public(checking, draft)
                                           ? original_of(checking->arena, &by_id, draft)
                                           : NULL;
        if (original)
            diagnostic_hint(checking->diagnostics,
                check_report(checking, draft->front_matter.title.where,
                    "by its name, title and date this is a copy of 'content/%.*s', and is public beside it",
                    TEXT_ARGS(original->file->path)),
                "delete the copy, and its line in urls.lock while no reader has seen it; a text of its own "
                "has a title "
                "of its own");
    }
}
