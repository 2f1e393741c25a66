/* SPDX-License-Identifier: MIT */
/*
 * Who wrote a text, and under what name. A text's line has its authors by the slugs of their pages, the line
 * of such a page the name: a page's address is what stays of a person, whatever the file is called.
 */
#include "build/ledger_stage.h"
#include "base/buffer.h"
#include "base/slug.h"
#include "load/yaml_scalar.h"
#include "model/author.h"

/* Is this who had the page with that slug, now or before? */
static bool had_slug(const struct ledger_stage *stage, const struct author *author, text slug)
{
    if (text_equal(author->slug, slug))
        return true;
    bool is_found = false;
    text address = text_format(stage->arena, "/authors/%.*s/", TEXT_ARGS(slug));
    for (size_t i = 0; i < author->aliases.count && !is_found; i++)
        is_found = text_equal(author->aliases.items[i], address);
    return is_found;
}

/* A place in the byline where somebody else was named. */
struct other_author {
    text before;              /* slug; absent: nobody */
    const struct author *now; /* NULL: nobody */
};

/* The first such place. False: there is none. */
static bool find_other_author_of(const struct ledger_stage *stage, const struct article *article,
    const struct ledger_entry *before, struct other_author *other)
{
    text rest = text_equal(before->authors, TEXT("-")) ? TEXT_NONE : before->authors;
    for (size_t i = 0; i < article->authors.count || rest.bytes; i++) {
        other->before = rest.bytes ? text_cut(&rest, ',') : TEXT_NONE;
        other->now = i < article->authors.count ? article->authors.items[i] : NULL;
        if (!other->before.bytes || !other->now || !had_slug(stage, other->now, other->before))
            return before->authors.bytes != NULL;
    }
    return false;
}

/* The same, unless the other side of a merge had this byline. */
static bool find_other_author(const struct ledger_stage *stage, const struct article *article,
    const struct ledger_entry *before, struct other_author *other)
{
    struct other_author unused;
    for (const struct ledger_entry *twin = before->twin; twin; twin = twin->twin)
        if (twin->authors.bytes && !find_other_author_of(stage, article, twin, &unused))
            return false;
    return find_other_author_of(stage, article, before, other);
}

bool ledger_has_other_authors(
    const struct ledger_stage *stage, const struct article *article, const struct ledger_entry *before)
{
    struct other_author other;
    return find_other_author(stage, article, before, &other);
}

/* Does the slug belong to somebody who has a page, or will have one with what is held back? */
static bool is_taken(const struct ledger_stage *stage, text slug)
{
    const struct map *held = stage->site->held_authors;
    bool is_found = false;
    for (size_t i = 0; i < stage->site->authors.count && !is_found; i++)
        is_found = had_slug(stage, stage->site->authors.items[i], slug);
    for (size_t i = 0; i < held->count && !is_found; i++)
        is_found = had_slug(stage, held->entries[i].value, slug);
    return is_found;
}

text ledger_alias_line(const struct ledger_stage *stage, const struct author *author, text address)
{
    struct buffer line;
    buffer_init(&line, stage->arena);
    buffer_append(&line, TEXT("aliases: ["));
    for (size_t i = 0; i < author->aliases.count; i++)
        buffer_print(&line, "%.*s, ", TEXT_ARGS(yaml_scalar_write(stage->arena, author->aliases.items[i])));
    buffer_print(&line, "%.*s] in %.*s", TEXT_ARGS(yaml_scalar_write(stage->arena, address)),
        TEXT_ARGS(author->source_path));
    return buffer_text(&line);
}

/* Was the author among those of the text before? */
static bool is_old_hand(
    const struct ledger_stage *stage, const struct author *author, const struct ledger_entry *before)
{
    for (text rest = before->authors; rest.length;)
        if (had_slug(stage, author, text_cut(&rest, ',')))
            return true;
    return false;
}

text ledger_former_author(
    const struct ledger_stage *stage, const struct article *article, const struct ledger_entry *before)
{
    struct other_author other;
    if (!find_other_author(stage, article, before, &other) || !other.before.bytes || !other.now ||
        other.now->is_guest || is_taken(stage, other.before) || is_old_hand(stage, other.now, before))
        return TEXT("");
    text address = text_format(stage->arena, "/authors/%.*s/", TEXT_ARGS(other.before));
    return text_format(stage->arena, "; or %.*s, if that is the same person",
        TEXT_ARGS(ledger_alias_line(stage, other.now, address)));
}

/* Accents, capital letters, full stops and hyphens may be set right. */
static bool is_same_name(const struct ledger_stage *stage, text a, text b)
{
    text left = slug_make(stage->site->unicode, stage->arena, a, TEXT_NONE),
         right = slug_make(stage->site->unicode, stage->arena, b, TEXT_NONE);
    return left.length ? text_equal(left, right) : text_equal(a, b);
}

/* At an address that the author's page has, or that leads there. */
static void check_name(const struct ledger_stage *stage, const struct author *author, text address)
{
    const struct ledger_entry *before = map_find(&stage->old.by_address, address);
    if (!before || before->kind != LEDGER_LIST || !before->name.bytes ||
        text_equal(before->name, author->name) || is_same_name(stage, before->name, author->name))
        return;
    struct diagnostic *diagnostic = diagnostic_warning(stage->diagnostics, (span){ author->source, 0, 0 },
        "renamed-author", "'%.*s', who had '%.*s', is called '%.*s' now, in %zu text%s",
        TEXT_ARGS(before->name), TEXT_ARGS(address), TEXT_ARGS(author->name), author->articles.count,
        author->articles.count == 1 ? "" : "s");
    diagnostic_hint(stage->diagnostics, diagnostic,
        "leave it so if that is the same person: it is said once; give anybody else a file below "
        "content/authors/ for themselves");
}

void ledger_check_names(struct ledger_stage *stage)
{
    for (size_t i = 0; i < stage->site->authors.count; i++) {
        const struct author *author = stage->site->authors.items[i];
        if (author->address.bytes)
            check_name(stage, author, author->address);
        for (size_t k = 0; k < author->aliases.count; k++)
            check_name(stage, author, author->aliases.items[k]);
    }
}
