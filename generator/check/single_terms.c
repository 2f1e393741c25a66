/* SPDX-License-Identifier: MIT */
/* Terms that one article has. Said at the place where it names the term. */
#include "base/slug.h"
#include "check/check.h"
#include "load/term_names.h"

/* In an archive that has only begun every term stands alone. */
enum { FEW_ARTICLES = 10 };

/* By slug. */
static void gather(const struct taxonomy *taxonomy, struct map *single)
{
    for (size_t i = 0; i < taxonomy->terms.count; i++) {
        const struct term *term = taxonomy->terms.items[i];
        if (term->articles.count == 1)
            map_set(single, term->slug, (void *)term);
    }
}

static void check_names(struct checking *checking, const struct spanned_list *names, const struct map *single)
{
    for (size_t i = 0; i < names->count; i++) {
        text slug = slug_make(checking->subject->unicode, checking->arena, names->items[i].text, TEXT_NONE);
        const struct term *term = map_find(single, slug);
        if (term &&
            term_names_agree(checking->subject->unicode, checking->arena, names->items[i].text, term->name))
            check_report(checking, names->items[i].where, "no other article has '%.*s' among its %.*s",
                TEXT_ARGS(term->name), TEXT_ARGS(term->taxonomy->name));
    }
}

void check_single_terms(struct checking *checking)
{
    const struct site *site = checking->subject->site;
    if (site->articles.count < FEW_ARTICLES)
        return;
    for (size_t i = 0; i < site->taxonomies.count; i++) {
        struct map single;
        map_init(&single, checking->arena);
        gather(site->taxonomies.items[i], &single);
        for (size_t k = 0; k < checking->subject->draft_count; k++) {
            const struct draft *draft = checking->subject->drafts[k];
            if (check_article(checking, draft))
                check_names(checking, &draft->front_matter.terms[i], &single);
        }
    }
}
