/* SPDX-License-Identifier: MIT */
/*
 * Guests who are called nearly as an author is. A slip in a full name makes a guest of its author, without a
 * page or a biography, and nothing else says so; and so does a name that its author does not bear any more,
 * which the id may still hold, or an address that redirects. Each such name is told of once, at its first
 * place.
 */
#include "base/lookalike.h"
#include "base/path.h"
#include "base/slug.h"
#include "base/unicode_words.h"
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
    struct map known;  /* folded id or name → const struct draft * */
    struct map names;  /* the name as a slug → const struct draft * */
    struct map others; /* the id, and what ends an alias, as a slug → const struct draft * */
};

static void add_other(
    struct checking *checking, struct authors *authors, text name, const struct draft *draft)
{
    while (text_ends_with(name, TEXT("/")))
        name.length--;
    map_add(&authors->others, plain(checking, path_name(name)), (void *)draft);
}

static void gather_authors(struct checking *checking, struct authors *authors)
{
    map_init(&authors->known, checking->arena);
    map_init(&authors->names, checking->arena);
    map_init(&authors->others, checking->arena);
    for (size_t i = 0; i < checking->subject->draft_count; i++) {
        const struct draft *draft = checking->subject->drafts[i];
        if (!draft || draft->file->kind != CONTENT_AUTHOR || draft->is_faulty)
            continue;
        map_set(&authors->known, folded(checking, draft->file->id), (void *)draft);
        map_set(&authors->known, folded(checking, draft->author->name.text), (void *)draft);
        map_set(&authors->names, plain(checking, draft->author->name.text), (void *)draft);
        add_other(checking, authors, draft->file->id, draft);
        for (size_t k = 0; k < draft->author->aliases.count; k++)
            add_other(checking, authors, draft->author->aliases.items[k].text, draft);
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

/* Is the word, or its initial, one of the other name's; or is that an initial of the word? */
static bool has_word(text name, text word)
{
    for (text rest = name; rest.bytes;) {
        text other = text_cut(&rest, '-');
        if (text_equal(word, other) || (word.length == 1 && text_starts_with(other, word)) ||
            (other.length == 1 && text_starts_with(word, other)))
            return true;
    }
    return false;
}

/* "m-ruis", "ruis-maria" and "maria-ruis-weber" may be "maria-ruis": two words at least, one of them whole.
 */
static bool is_part_of(text name, text longer)
{
    size_t count = 0, longest = 0;
    for (text rest = name; rest.bytes; count++) {
        text word = text_cut(&rest, '-');
        if (!has_word(longer, word))
            return false;
        longest = word.length > longest ? word.length : longest;
    }
    return count > 1 && longest > 1;
}

static const struct draft *alike(const struct authors *authors, text name)
{
    const struct draft *found = map_find(&authors->others, name);
    for (size_t i = 0; !found && i < authors->names.count; i++) {
        text other = authors->names.entries[i].key;
        if (is_part_of(name, other) || is_part_of(other, name))
            found = authors->names.entries[i].value;
    }
    return found;
}

static void check_name(struct checking *checking, const struct authors *authors, struct map *seen,
    const struct spanned_text *name)
{
    text key = folded(checking, name->text);
    if (unicode_is_unspaced(key) || map_contains(&authors->known, key) || map_contains(seen, key))
        return;
    map_set(seen, key, checking);
    text slug = plain(checking, name->text);
    const struct draft *author = key.length < LETTERS ? NULL : nearest(&authors->names, slug);
    const char *likeness = author ? "is nearly" : "may be";
    if (!author)
        author = alike(authors, slug);
    if (author)
        diagnostic_hint(checking->diagnostics,
            check_report(checking, name->where, "'%.*s' is taken for a guest, and %s '%.*s'",
                TEXT_ARGS(name->text), likeness, TEXT_ARGS(author->author->name.text)),
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
