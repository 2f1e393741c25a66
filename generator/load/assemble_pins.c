/* SPDX-License-Identifier: MIT */
/* What `related:` and `superseded_by:` name, and what each article took the place of. */
#include "load/assembly.h"

/* `article` names it, and does not mean itself. */
static const struct article *find_article(
    struct assembly *assembly, const struct article *article, text written, span where)
{
    text id = unicode_nfc(assembly->input->unicode, assembly->arena, written);
    struct article *found = map_find(&assembly->articles_by_id, id);
    if (found || map_contains(&assembly->held_ids, id))
        return found;
    text nearest = assemble_likely_article(assembly, id);
    struct diagnostic *diagnostic = diagnostic_error(
        assembly->diagnostics, where, "unknown-article", "there is no article '%.*s'", TEXT_ARGS(id));
    if (nearest.bytes && !text_equal(nearest, article->id))
        diagnostic_hint(assembly->diagnostics, diagnostic, "did you mean '%.*s'?", TEXT_ARGS(nearest));
    else
        diagnostic_hint(
            assembly->diagnostics, diagnostic, "write the path below content/articles/ without '.md'");
    return NULL;
}

/* The page says that it is superseded, and cannot say by what. */
static void report_held_successor(
    struct assembly *assembly, const struct front_matter *facts, const struct draft *held)
{
    struct diagnostic *diagnostic =
        diagnostic_warning(assembly->diagnostics, facts->superseded_by.where, "missing-successor",
            "'%.*s' is not published, and so not named on the page", TEXT_ARGS(facts->superseded_by.text));
    struct publication publication = draft_publication(held);
    enum hold hold = published(&publication, &assembly->input->gate);
    if (hold == HOLD_SCHEDULED)
        diagnostic_hint(assembly->diagnostics, diagnostic,
            "write status_date: %.*s, so that both appear together, or add reason: for readers until then",
            TEXT_ARGS(date_iso(assembly->arena, &held->front_matter.date.date)));
    else
        diagnostic_hint(assembly->diagnostics, diagnostic,
            hold == HOLD_EXPIRED
                ? "it has expired: name what stands in its place, or add reason: for readers"
                : "take the status out until the draft is published, or add reason: for readers until then");
}

/* Readers of what was superseded are led to what nobody shall rely on. */
static void report_withdrawn_successor(struct assembly *assembly, const struct front_matter *facts)
{
    struct diagnostic *diagnostic = diagnostic_warning(assembly->diagnostics, facts->superseded_by.where,
        "missing-successor", "'%.*s' is withdrawn, and the page says to read it instead",
        TEXT_ARGS(facts->superseded_by.text));
    diagnostic_hint(assembly->diagnostics, diagnostic,
        "name what stands in its place, write status: withdrawn here, too, or add reason: for readers");
}

static void set_successor(
    struct assembly *assembly, struct article *article, const struct front_matter *facts)
{
    const struct spanned_text *name = &facts->superseded_by;
    const struct article *successor = find_article(assembly, article, name->text, name->where);
    bool is_due = assemble_status_is_due(assembly, facts);
    if (is_due)
        article->status.superseded_by = successor;
    const struct draft *held =
        map_find(&assembly->held_ids, unicode_nfc(assembly->input->unicode, assembly->arena, name->text));
    bool is_unexplained = is_due && facts->status == STATUS_SUPERSEDED && !facts->status_reason.text.length;
    if (is_unexplained && !successor && held)
        report_held_successor(assembly, facts, held);
    else if (is_unexplained && successor && text_equal(successor->status.kind, TEXT("withdrawn")))
        report_withdrawn_successor(assembly, facts);
    if (successor != article)
        return;
    struct diagnostic *diagnostic = diagnostic_error(
        assembly->diagnostics, name->where, "unknown-article", "the article cannot supersede itself");
    diagnostic_hint(assembly->diagnostics, diagnostic, "name the one that took its place");
}

static void report_itself(struct assembly *assembly, span where, bool is_exclusion)
{
    struct diagnostic *diagnostic = diagnostic_warning(assembly->diagnostics, where, "related-to-itself",
        is_exclusion ? "an article is never related to itself" : "the article names itself as related");
    diagnostic_hint(assembly->diagnostics, diagnostic,
        is_exclusion ? "leave the line out" : "name another article, or leave the line out");
}

static void report_twice(struct assembly *assembly, const struct spanned_text *name)
{
    struct diagnostic *diagnostic = diagnostic_warning(
        assembly->diagnostics, name->where, "related-twice", "'%.*s' is named twice", TEXT_ARGS(name->text));
    diagnostic_hint(assembly->diagnostics, diagnostic, "keep one of the two");
}

void assemble_pins(struct assembly *assembly, struct article *article, const struct front_matter *facts)
{
    size_t count = facts->related.count, pins = 0, exclusions = 0;
    const void **pinned = arena_alloc_array(assembly->arena, count, sizeof *pinned);
    const void **excluded = arena_alloc_array(assembly->arena, count, sizeof *excluded);
    struct map named;
    map_init(&named, assembly->arena);
    for (size_t i = 0; i < count; i++) {
        const struct spanned_text *name = &facts->related.items[i];
        bool is_exclusion = text_starts_with(name->text, TEXT("!"));
        const struct article *other =
            find_article(assembly, article, text_trim(text_from(name->text, is_exclusion)), name->where);
        if (other && other == article)
            report_itself(assembly, name->where, is_exclusion);
        else if (other && map_add(&named, other->id, (void *)name) != name)
            report_twice(assembly, name);
        else if (other && is_exclusion)
            excluded[exclusions++] = other;
        else if (other)
            pinned[pins++] = other;
    }
    article->related = (struct object_list){ pinned, pins };
    article->related_exclusions = (struct object_list){ excluded, exclusions };
    if (facts->superseded_by.text.length)
        set_successor(assembly, article, facts);
}

static void report_circle(struct assembly *assembly, const struct article *article)
{
    size_t i = 0;
    while (assembly->articles.items[i].article != article)
        i++;
    struct diagnostic *diagnostic = diagnostic_error(assembly->diagnostics,
        assembly->articles.items[i].draft->front_matter.superseded_by.where, "superseded-in-circle",
        "the article is superseded by itself, by way of '%.*s'",
        TEXT_ARGS(article->status.superseded_by->id));
    diagnostic_hint(assembly->diagnostics, diagnostic,
        "take status: and superseded_by: out of the article that is to be read");
}

/*
 * Goes on from each superseded article until where an earlier pass has been; meeting its own steps closes a
 * circle, in which no page says what to read.
 */
static void check_successors(struct assembly *assembly)
{
    struct map passes; /* id → the article at which the pass began */
    map_init(&passes, assembly->arena);
    for (size_t i = 0; i < assembly->articles.count; i++) {
        struct article *first = assembly->articles.items[i].article;
        const struct article *at = first->status.superseded_by ? first : NULL, *last = NULL;
        for (; at && !map_contains(&passes, at->id); at = at->status.superseded_by) {
            map_set(&passes, at->id, first);
            last = at;
        }
        if (at && last && at != last && map_find(&passes, at->id) == first)
            report_circle(assembly, at);
    }
}

/* Gathered by name, so that the work grows with the archive and not with its square. */
static void set_superseded(struct assembly *assembly)
{
    struct map by_successor;
    map_init(&by_successor, assembly->arena);
    for (size_t i = 0; i < assembly->articles.count; i++) {
        const struct article *article = assembly->articles.items[i].article;
        const struct article *successor = article->status.superseded_by;
        if (!successor)
            continue;
        struct growing_objects *superseded = map_find(&by_successor, successor->id);
        if (!superseded) {
            superseded = arena_new(assembly->arena, struct growing_objects);
            map_set(&by_successor, successor->id, superseded);
        }
        *list_add(assembly->arena, superseded) = article;
        struct article *changed = map_find(&assembly->articles_by_id, successor->id);
        changed->supersedes = object_list_of(superseded);
    }
}

void assemble_successors(struct assembly *assembly)
{
    for (size_t i = 0; i < assembly->articles.count; i++)
        assemble_pins(
            assembly, assembly->articles.items[i].article, &assembly->articles.items[i].draft->front_matter);
    check_successors(assembly);
    set_superseded(assembly);
}
