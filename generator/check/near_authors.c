/* SPDX-License-Identifier: MIT */
/*
 * Guests who are called nearly as an author is. A slip in a full name makes a guest of its author, without a
 * page or a biography, and nothing else says so. Each such name is told of once, at its first place.
 */
#include "base/lookalike.h"
#include "check/check.h"
#include "load/yaml_scalar.h"

/* Names that are shorter differ by as much as two names do. */
enum { SLIPS = 2, LETTERS = 8 };

/* As builds compare names. */
static text folded(struct checking *checking, text name)
{
    text trimmed = text_trim(text_single_blanks(checking->arena, name));
    return unicode_fold(checking->subject->unicode, checking->arena, trimmed);
}

/* As a slug, letters are plain ones: an accent more or less is no other name. */
static text plain(struct checking *checking, text name)
{
    return slug_make(checking->subject->unicode, checking->arena, name, TEXT_NONE);
}

struct authors {
    struct map known; /* folded id or name → const struct draft * */
    struct map names; /* the name as a slug → const struct draft * */
};

static void gather_authors(struct checking *checking, struct authors *authors)
{
    map_init(&authors->known, checking->arena);
    map_init(&authors->names, checking->arena);
    for (size_t i = 0; i < checking->subject->draft_count; i++) {
        const struct draft *draft = checking->subject->drafts[i];
        if (!draft || draft->file->kind != CONTENT_AUTHOR || draft->is_faulty)
            continue;
        map_set(&authors->known, folded(checking, draft->file->id), (void *)draft);
        map_set(&authors->known, folded(checking, draft->author->name.text), (void *)draft);
        map_set(&authors->names, plain(checking, draft->author->name.text), (void *)draft);
    }
}

static const struct draft *nearest(const struct map *names, text name)
{
    const struct draft *found = NULL;
    size_t limit = SLIPS;
    for (size_t i = 0; i < names->count; i++) {
        size_t distance = lookalike_distance(name, names->entries[i].key, limit);
        if (distance > limit || (found && distance == limit))
            continue;
        found = names->entries[i].value;
        limit = distance;
    }
    return found;
}

static void check_name(struct checking *checking, const struct authors *authors, struct map *seen,
    const struct spanned_text *name)
{
    text key = folded(checking, name->text);
    if (key.length < LETTERS || unicode_is_unspaced(key) || map_contains(&authors->known, key) ||
        map_contains(seen, key))
        return;
    map_set(seen, key, checking);
    const struct draft *author = nearest(&authors->names, plain(checking, name->text));
    if (author)
        diagnostic_hint(checking->diagnostics,
            check_report(checking, name->where, "'%.*s' is taken for a guest, and is nearly '%.*s'",
                TEXT_ARGS(name->text), TEXT_ARGS(author->author->name.text)),
            "write %.*s if that is who is meant",
            TEXT_ARGS(yaml_scalar_write(checking->arena, author->file->id)));
}

void check_near_authors(struct checking *checking)
{
    struct authors authors;
    struct map seen;
    gather_authors(checking, &authors);
    map_init(&seen, checking->arena);
    for (size_t i = 0; i < checking->subject->draft_count; i++) {
        const struct draft *draft = checking->subject->drafts[i];
        if (!draft || draft->file->kind != CONTENT_ARTICLE)
            continue;
        for (size_t k = 0; k < draft->front_matter.authors.count; k++)
            check_name(checking, &authors, &seen, &draft->front_matter.authors.items[k]);
    }
}
