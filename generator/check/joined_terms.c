/* SPDX-License-Identifier: MIT */
/* `tags: water taxes health`, as programs have it that part terms at blanks. A term has blanks here, so this
 * is told only where each word is a term of another text, and all of them together of none. */
#include "base/buffer.h"
#include "base/slug.h"
#include "check/check.h"
#include "load/yaml_scalar.h"

enum { WORDS = 2 };

static const struct term *find_term(struct checking *checking, const struct map *terms, text name)
{
    return map_find(terms, slug_make(checking->subject->unicode, checking->arena, name, TEXT_NONE));
}

/* Is it no item between brackets, or behind a hyphen? */
static bool is_bare(struct checking *checking, const struct spanned_list *names)
{
    text contents = source_contents(checking->subject->sources, names->where.source, checking->arena);
    text written = text_slice(contents, names->where.offset, 1);
    return written.length && written.bytes[0] != '[' && written.bytes[0] != '-';
}

static void check_name(struct checking *checking, const struct spanned_list *names, const struct map *terms)
{
    struct buffer items;
    size_t count = 0;
    const struct spanned_text *name = &names->items[0];
    const struct term *whole = find_term(checking, terms, name->text);
    if (whole && whole->articles.count > 1)
        return;
    buffer_init(&items, checking->arena);
    for (text rest = text_single_blanks(checking->arena, name->text); rest.length; count++) {
        const struct term *term = find_term(checking, terms, text_cut(&rest, ' '));
        if (!term || term == whole)
            return;
        buffer_print(
            &items, "%s%.*s", count ? ", " : "", TEXT_ARGS(yaml_scalar_write(checking->arena, term->name)));
    }
    if (count < WORDS || !is_bare(checking, names))
        return;
    struct diagnostic *diagnostic = check_report(checking, name->where,
        "'%.*s' is one term, and each word of it is one of other texts", TEXT_ARGS(name->text));
    diagnostic_hint(checking->diagnostics, diagnostic, "write [%.*s] if that is what is meant",
        TEXT_ARGS(buffer_text(&items)));
}

void check_joined_terms(struct checking *checking)
{
    const struct site *site = checking->subject->site;
    for (size_t i = 0; i < site->taxonomies.count; i++) {
        const struct taxonomy *taxonomy = site->taxonomies.items[i];
        struct map terms;
        map_init(&terms, checking->arena);
        for (size_t k = 0; k < taxonomy->terms.count; k++)
            map_set(&terms, ((const struct term *)taxonomy->terms.items[k])->slug,
                (void *)taxonomy->terms.items[k]);
        for (size_t k = 0; k < checking->subject->draft_count; k++) {
            const struct draft *draft = checking->subject->drafts[k];
            if (draft && draft->file->kind == CONTENT_ARTICLE && draft->front_matter.terms &&
                draft->front_matter.terms[i].count == 1)
                check_name(checking, &draft->front_matter.terms[i], &terms);
        }
    }
}
