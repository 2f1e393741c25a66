/* SPDX-License-Identifier: MIT */
/* Terms that one article has. Said at the place where it names the term. */
#include "check/check.h"
#include "load/term_names.h"

/* In an archive that has only begun every term stands alone. */
enum { FEW_ARTICLES = 10 };

static const struct term *find_term(const struct site *site, size_t taxonomy, text slug)
{
    const struct object_list *terms = &((const struct taxonomy *)site->taxonomies.items[taxonomy])->terms;
    for (size_t i = 0; i < terms->count; i++)
        if (text_equal(((const struct term *)terms->items[i])->slug, slug))
            return terms->items[i];
    return NULL;
}

static void check_terms(struct checking *checking, const struct draft *draft, size_t taxonomy)
{
    const struct site *site = checking->subject->site;
    const struct spanned_list *names = &draft->front_matter.terms[taxonomy].names;
    for (size_t i = 0; i < names->count; i++) {
        text slug = slug_make(checking->subject->unicode, checking->arena, names->items[i].text, TEXT_NONE);
        const struct term *term = find_term(site, taxonomy, slug);
        if (term && term->articles.count == 1 &&
            term_signs_equal(checking->arena, names->items[i].text, term->name))
            check_report(checking, names->items[i].where, "no other article has '%.*s' among its %.*s",
                TEXT_ARGS(term->name), TEXT_ARGS(term->taxonomy->name));
    }
}

void check_single_terms(struct checking *checking)
{
    if (checking->subject->site->articles.count < FEW_ARTICLES)
        return;
    for (size_t i = 0; i < checking->subject->draft_count; i++) {
        const struct draft *draft = checking->subject->drafts[i];
        if (!check_article(checking, draft))
            continue;
        for (size_t k = 0; k < checking->subject->site->taxonomies.count; k++)
            check_terms(checking, draft, k);
    }
}
