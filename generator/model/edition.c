/* SPDX-License-Identifier: MIT */
/* Which edition a text is of, and the field table. To add a field: the struct's member and one row here. */
#include "model/edition.h"
#include "base/language.h"
#include "model/config.h"
#include "model/field_rows.h"

const struct edition *edition_for(const struct object_list *editions, text lang)
{
    const struct edition *nearest = NULL;
    size_t most = 0;
    for (size_t i = 0; i < editions->count; i++) {
        const struct edition *edition = editions->items[i];
        size_t nearness = language_nearness(lang, edition->lang);
        if (!nearest || nearness > most) {
            nearest = edition;
            most = nearness;
        }
    }
    return nearest;
}

const struct edition *edition_at(const struct object_list *editions, text address)
{
    const struct edition *found = NULL;
    for (size_t i = 0; i < editions->count; i++) {
        const struct edition *edition = editions->items[i];
        if (text_starts_with(address, edition->address) &&
            (!found || edition->address.length > found->address.length))
            found = edition;
    }
    return found;
}

#define OWNER edition
static const struct field edition_fields[] = {
    ROW(lang, FIELD_TEXT, NULL, "text", "BCP 47 tag of its language"),
    ROW(title, FIELD_TEXT, NULL, "text", "what the site is called in it"),
    ROW(description, FIELD_TEXT, NULL, "text", "description of the site in it, or none"),
    ROW(url, FIELD_TEXT, NULL, "text", "address of its home page, with the site's path prefix"),
    ROW(permalink, FIELD_TEXT, NULL, "text", "absolute address of its home page"),
    ROW(path, FIELD_TEXT, NULL, "text", "file of its home page in the output folder"),
    ROW(address, FIELD_TEXT, NULL, "text", "address of its home page without the site's path prefix"),
    ROW(menu, FIELD_LIST, &menu_item_type, "list of menu_item",
        "main navigation of its pages; empty: that of the site"),
    ROW(footer, FIELD_LIST, &menu_item_type, "list of menu_item",
        "links at the foot of its pages; empty: those of the site"),
    ROW_IN(PART_BODY, articles, FIELD_LIST, &article_type, "list of article",
        "published articles of its language, newest first"),
    ROW_IN(PART_BODY, featured, FIELD_LIST, &article_type, "list of article",
        "those of them that say `featured: true` and have no `status`, newest first"),
    ROW_IN(PART_BODY, updated, FIELD_DATE, NULL, "date",
        "newest date or update of these; none while there is none"),
    /* to add one: the member of struct edition, then its row */
};
#undef OWNER
const struct object_type edition_type = { "edition", "the archive for readers of one language",
    edition_fields, COUNT(edition_fields), "lang", OBJECT_LASTS };
