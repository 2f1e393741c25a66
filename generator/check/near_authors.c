/* SPDX-License-Identifier: MIT */
/*
 * Guests who are called nearly as an author is. A slip in a full name makes a guest of its author, without a
 * page or a biography, and nothing else says so; and so does a name that its author does not bear any more,
 * which the id may still hold, or an address that redirects. Each such name is told of once, at its first
 * place, and with all authors who may be meant.
 */
#include "base/list.h"
#include "base/lookalike.h"
#include "base/path.h"
#include "base/slug.h"
#include "base/unicode_words.h"
#include "check/check.h"
#include "load/yaml_scalar.h"
#include "model/person_name.h"

/* Names that are shorter differ by as much as two names do. */
enum { SLIPS = 2, LETTERS = 8 };

/* As builds compare names. */
static text folded(struct checking *checking, text name)
{
    return unicode_fold(
        checking->subject->unicode, checking->arena, person_name_plain(checking->arena, name));
}

/* As a slug, letters are plain ones: an accent more or less is no other name. */
static text plain(struct checking *checking, text name)
{
    return slug_make(checking->subject->unicode, checking->arena, name, TEXT_NONE);
}

/* What an author is called, as a slug. */
struct author_name {
    text slug;
    const struct draft *draft;
};

struct author_names {
    struct author_name *items;
    size_t count, capacity;
};

struct authors {
    struct map known;           /* folded id or name → const struct draft * */
    struct author_names names;  /* the names */
    struct author_names others; /* the ids, and what ends an alias */
};

/* Who may be meant by one name. */
struct likely {
    const struct draft **items;
    size_t count, capacity;
};

static void add_other(
    struct checking *checking, struct authors *authors, text name, const struct draft *draft)
{
    while (text_ends_with(name, TEXT("/")))
        name.length--;
    *list_add(checking->arena, &authors->others) =
        (struct author_name){ plain(checking, path_name(name)), draft };
}

static void gather_authors(struct checking *checking, struct authors *authors)
{
    *authors = (struct authors){ 0 };
    map_init(&authors->known, checking->arena);
    for (size_t i = 0; i < checking->subject->draft_count; i++) {
        const struct draft *draft = checking->subject->drafts[i];
        if (!draft || draft->file->kind != CONTENT_AUTHOR)
            continue;
        map_set(&authors->known, folded(checking, draft->file->id), (void *)draft);
        map_set(&authors->known, folded(checking, draft->author->name.text), (void *)draft);
        *list_add(checking->arena, &authors->names) =
            (struct author_name){ plain(checking, draft->author->name.text), draft };
        add_other(checking, authors, draft->file->id, draft);
        for (size_t k = 0; k < draft->author->aliases.count; k++)
            add_other(checking, authors, draft->author->aliases.items[k].text, draft);
    }
}

static void add_likely(struct checking *checking, struct likely *likely, const struct draft *draft)
{
    for (size_t i = 0; i < likely->count; i++)
        if (likely->items[i] == draft)
            return;
    *list_add(checking->arena, likely) = draft;
}

static void add_nearest(
    struct checking *checking, const struct author_names *names, text name, struct likely *likely)
{
    size_t limit = SLIPS;
    for (size_t i = 0; i < names->count; i++) {
        size_t distance = lookalike_distance(name, names->items[i].slug, limit);
        if (distance > limit)
            continue;
        if (distance < limit)
            likely->count = 0;
        limit = distance;
        add_likely(checking, likely, names->items[i].draft);
    }
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

/* Those whose id or alias the name is, else those of whose name it is a part; or, of one name alone, the
 * other way round. */
static void add_alike(
    struct checking *checking, const struct authors *authors, text name, bool is_alone, struct likely *likely)
{
    for (size_t i = 0; i < authors->others.count; i++)
        if (text_equal(authors->others.items[i].slug, name))
            add_likely(checking, likely, authors->others.items[i].draft);
    bool is_other = likely->count > 0;
    for (size_t i = 0; !is_other && i < authors->names.count; i++) {
        text other = authors->names.items[i].slug;
        if (is_part_of(name, other) || (is_alone && is_part_of(other, name)))
            add_likely(checking, likely, authors->names.items[i].draft);
    }
}

static struct likely find_likely(
    struct checking *checking, const struct authors *authors, text name, bool is_alone, bool *is_slip)
{
    struct likely likely = { 0 };
    text slug = plain(checking, name);
    if (folded(checking, name).length >= LETTERS)
        add_nearest(checking, &authors->names, slug, &likely);
    *is_slip = likely.count > 0;
    if (!likely.count)
        add_alike(checking, authors, slug, is_alone, &likely);
    return likely;
}

static void report_one(
    struct checking *checking, const struct spanned_text *name, const struct likely *likely, bool is_slip)
{
    struct arena *arena = checking->arena;
    struct buffer names, ids;
    buffer_init(&names, arena);
    buffer_init(&ids, arena);
    for (size_t i = 0; i < likely->count; i++) {
        const char * or = i ? " or " : "";
        buffer_print(&names, "%s'%.*s'", or, TEXT_ARGS(likely->items[i]->author->name.text));
        buffer_print(&ids, "%s%.*s", or, TEXT_ARGS(yaml_scalar_write(arena, likely->items[i]->file->id)));
    }
    diagnostic_hint(checking->diagnostics,
        check_report(checking, name->where, "'%.*s' is taken for a guest, and %s %.*s", TEXT_ARGS(name->text),
            is_slip ? "is nearly" : "may be", TEXT_ARGS(buffer_text(&names))),
        "write %.*s%s", TEXT_ARGS(buffer_text(&ids)),
        likely->count > 1 ? ", whichever is meant" : " if that is who is meant");
}

/* "Maria Riuz and Jo Lee" is one guest to a build: the names in it are looked at one by one. */
static void check_several(
    struct checking *checking, const struct authors *authors, const struct spanned_text *name)
{
    struct arena *arena = checking->arena;
    struct buffer names, list;
    bool is_in_no_name = false, is_slip = false;
    buffer_init(&names, arena);
    buffer_init(&list, arena);
    for (text rest = name->text, separator; rest.length;) {
        text part = person_name_cut(&rest, &separator, &is_in_no_name), written = part;
        bool is_known = map_contains(&authors->known, folded(checking, part));
        struct likely likely = { 0 };
        if (!is_known && person_name_is_full(part))
            likely = find_likely(checking, authors, part, true, &is_slip);
        if (likely.count == 1) {
            written = likely.items[0]->file->id;
            buffer_print(&names, "%s'%.*s'", names.length ? " and " : "",
                TEXT_ARGS(likely.items[0]->author->name.text));
        }
        if (!person_name_is_degree(part))
            buffer_print(
                &list, "%s%.*s", list.length ? ", " : "", TEXT_ARGS(yaml_scalar_write(arena, written)));
    }
    if (names.length)
        diagnostic_hint(checking->diagnostics,
            check_report(checking, name->where, "'%.*s' is taken for one guest, and may name %.*s",
                TEXT_ARGS(name->text), TEXT_ARGS(buffer_text(&names))),
            "write authors: [%.*s] if that is who is meant", TEXT_ARGS(buffer_text(&list)));
}

static void check_name(struct checking *checking, const struct authors *authors, struct map *seen,
    const struct spanned_text *name)
{
    text key = folded(checking, name->text);
    if (unicode_is_unspaced(key) || map_contains(&authors->known, key) || map_contains(seen, key))
        return;
    map_set(seen, key, checking);
    bool is_in_no_name = false, is_slip = false;
    text rest = name->text, separator;
    person_name_cut(&rest, &separator, &is_in_no_name);
    bool is_alone = !separator.length;
    struct likely likely = find_likely(checking, authors, name->text, is_alone, &is_slip);
    if (likely.count)
        report_one(checking, name, &likely, is_slip);
    else if (!is_alone)
        check_several(checking, authors, name);
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
