/* SPDX-License-Identifier: MIT */
/* The keys with a meaning of their own that can be taxonomies, and what they say. */
#include "load/term_source.h"
#include "base/count.h"

static const struct spanned_text *type_of(const struct front_matter *facts)
{
    static const struct spanned_text usual = { .text = TEXT_INIT("briefing") };
    return facts->type.text.length ? &facts->type : &usual;
}

static const struct spanned_text *series_of(const struct front_matter *facts)
{
    return &facts->series;
}

static const struct {
    const char *name;
    const struct spanned_text *(*said)(const struct front_matter *facts);
} sources[] = {
    [TERMS_OF_TYPE] = { "type", type_of }, [TERMS_OF_SERIES] = { "series", series_of },
    /* to add one: its place in enum term_source, its row here, and where articles keep their term in
       load/assemble_terms.c */
};

enum term_source term_source_of(text name)
{
    for (size_t i = TERMS_LISTED + 1; i < COUNT(sources); i++)
        if (text_equal(name, text_of(sources[i].name)))
            return (enum term_source)i;
    return TERMS_LISTED;
}

struct spanned_list term_source_names(
    const struct config *config, const struct front_matter *facts, size_t taxonomy)
{
    enum term_source source = config->taxonomies[taxonomy].source;
    if (source == TERMS_LISTED)
        return facts->terms[taxonomy];
    const struct spanned_text *said = sources[source].said(facts);
    return (struct spanned_list){ said, said->text.length > 0, said->where };
}
