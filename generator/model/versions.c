/* SPDX-License-Identifier: MIT */
#include "model/versions.h"
#include "base/count.h"
#include "base/language.h"
#include "model/page.h"

/* What decides about a version. */
struct version {
    text lang;
    bool stands;
    const struct object_list *others;
};

bool versions_are_of(const struct object_type *type)
{
    return type == &article_type || type == &page_type;
}

static struct version read_version(
    const struct versions *versions, const void *thing, const struct object_type *type)
{
    versions->note(versions->data, thing, type);
    if (type == &article_type) {
        const struct article *article = thing;
        return (struct version){ article->lang, article_stands(article), &article->translations };
    }
    const struct page *page = thing;
    return (struct version){ page->lang, true, &page->translations };
}

static bool is_before(
    const struct versions *versions, const struct version *version, const struct version *other)
{
    if (version->stands != other->stands)
        return version->stands;
    const text wanted[] = { versions->lang, versions->site_lang };
    for (size_t i = 0; i < COUNT(wanted); i++) {
        size_t own = language_nearness(wanted[i], version->lang),
               others = language_nearness(wanted[i], other->lang);
        if (own != others)
            return own > others;
    }
    return text_compare(version->lang, other->lang) < 0;
}

bool versions_show(const struct versions *versions, const void *thing, const struct object_type *type)
{
    struct version own = read_version(versions, thing, type);
    for (size_t i = 0; i < own.others->count; i++) {
        const void *other = own.others->items[i];
        if (!versions->contains(versions->data, other))
            continue;
        struct version read = read_version(versions, other, type);
        if (is_before(versions, &read, &own))
            return false;
    }
    return true;
}
