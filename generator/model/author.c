/* SPDX-License-Identifier: MIT */
/* The field tables of an author. To add a field: the struct's member and one row here. */
#include "model/author.h"
#include "model/field_rows.h"

#define OWNER author_link
static const struct field author_link_fields[] = {
    ROW(name, FIELD_TEXT, NULL, "text", "what the link is called: Mastodon, GitHub"),
    ROW(url, FIELD_TEXT, NULL, "text", "where it leads"),
};
#undef OWNER
const struct object_type author_link_type = { "author_link", "a link of an author", author_link_fields,
    COUNT(author_link_fields), "name", OBJECT_STAYS };

#define OWNER author
static const struct field author_fields[] = {
    ROW(name, FIELD_TEXT, NULL, "text", "full name"),
    ROW(url, FIELD_TEXT, NULL, "text", "address of the author's page; none for a guest"),
    ROW(permalink, FIELD_TEXT, NULL, "text", "absolute address of the author's page; none for a guest"),
    ROW(role, FIELD_TEXT, NULL, "text", "position, or none"),
    ROW(affiliation, FIELD_TEXT, NULL, "text", "organisation, or none"),
    ROW(location, FIELD_TEXT, NULL, "text", "place, or none"),
    ROW(bio, FIELD_MARKUP, NULL, "markup", "biography as HTML, or none"),
    ROW(bio_plain, FIELD_TEXT, NULL, "text", "biography as plain text, or none"),
    ROW(image, FIELD_OBJECT, &image_type, "image", "portrait, or none"),
    ROW(website, FIELD_TEXT, NULL, "text", "the author's own site, or none"),
    ROW(email, FIELD_TEXT, NULL, "text", "e-mail address, or none"),
    ROW(orcid, FIELD_TEXT, NULL, "text", "ORCID iD, sixteen digits in four groups, or none"),
    ROW(links, FIELD_LIST, &author_link_type, "list of author_link", "other links, in the order written"),
    ROW_IN(PART_TIES, articles, FIELD_LIST, &article_type, "list of article",
        "published articles, newest first"),
    ROW(is_guest, FIELD_BOOL, NULL, "bool", "given by name only, without a file and a page"),
    ROW(is_organisation, FIELD_BOOL, NULL, "bool", "a desk, a ministry: nobody with a family name"),
    ROW(family_name, FIELD_TEXT, NULL, "text",
        "family name with its particles, `van der Berg`; the whole name of an organisation"),
    ROW(given_name, FIELD_TEXT, NULL, "text", "given names, or \"\""),
    ROW(initials, FIELD_TEXT, NULL, "text",
        "initials of the given names, `J.-P. M.`; \"\" for names that have no such, as Chinese ones"),
    ROW(name_suffix, FIELD_TEXT, NULL, "text", "what stands behind the name, `Jr.`, or \"\""),
    ROW(id, FIELD_TEXT, NULL, "text", "file name below content/authors without ending"),
    ROW(slug, FIELD_TEXT, NULL, "text", "the name as part of an address"),
    ROW(path, FIELD_TEXT, NULL, "text", "file in the output folder; none for a guest"),
    ROW(address, FIELD_TEXT, NULL, "text", "address without the site's path prefix; none for a guest"),
    ROW(source_path, FIELD_TEXT, NULL, "text", "source file, relative to the site; none for a guest"),
    ROW(aliases, FIELD_TEXTS, NULL, "list of text", "addresses that redirect to the author's page"),
    ROW(extra, FIELD_VALUE, NULL, "map", "the site's own keys"),
    /* to add one: the member of struct author, then its row */
};
#undef OWNER
const struct object_type author_type = { "author", "a person or a desk", author_fields, COUNT(author_fields),
    "name", OBJECT_LASTS };
