/* SPDX-License-Identifier: MIT */
/* What the three formats share, and the fields that layouts and plugins see. News are web pages in RIS,
 * because in its NEWS the author is a reporter, whom some programs drop. */
#include "model/citation.h"
#include "base/byte.h"
#include "base/buffer.h"
#include "base/count.h"
#include "base/escape.h"
#include "model/site.h"

static const struct citation_kind kinds[] = {
    { "briefing", "techreport", "RPRT", "report", true }, { "report", "techreport", "RPRT", "report", true },
    { "news", "misc", "ELEC", "article-newspaper", false }, { "analysis", "misc", "ELEC", "webpage", false },
    { "explainer", "misc", "ELEC", "webpage", false }, { "opinion", "misc", "ELEC", "webpage", false },
    /* to add one: a type of load/assemble_articles.c and its names in the three formats */
};

const struct citation_kind *citation_kind_of(const struct article *article)
{
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (text_equal(article->type, text_of(kinds[i].type)))
            return &kinds[i];
    return &kinds[0];
}

text citation_doi_url(struct arena *arena, text doi)
{
    static const text kept = TEXT_INIT("/:;()!$*,=@'&");
    struct buffer out;
    if (!doi.length)
        return TEXT_NONE;
    buffer_init(&out, arena);
    buffer_append_literal(&out, "https://doi.org/");
    for (size_t i = 0; i < doi.length; i++) {
        if (text_find_byte(kept, doi.bytes[i], 0) != SIZE_MAX)
            buffer_append_byte(&out, doi.bytes[i]);
        else
            escape_url_component(&out, text_slice(doi, i, 1), false);
    }
    return buffer_text(&out);
}

static bool stays_in_key(char byte)
{
    return byte_is_letter_or_digit(byte) || byte == '.' || byte == '_' || byte == '-';
}

text citation_key(struct arena *arena, text id)
{
    struct buffer key;
    buffer_init(&key, arena);
    for (size_t i = 0; i < id.length; i++) {
        if (stays_in_key(id.bytes[i]))
            buffer_append_byte(&key, id.bytes[i]);
        else if (id.bytes[i] == '/')
            buffer_append_byte(&key, ':');
        else
            buffer_print(&key, "+%02x", (unsigned char)id.bytes[i]);
    }
    return buffer_finish(&key);
}

text citation_note(struct arena *arena, const struct article *article)
{
    bool is_current = article_is_current(article);
    if (!article->updated.is_set)
        return is_current ? TEXT("") : article->status.kind;
    text day = date_in_english(arena, &article->updated, TEXT("%-d %B %Y"));
    return text_format(arena, "Version of %.*s%s%.*s", TEXT_ARGS(day), is_current ? "" : "; ",
        TEXT_ARGS(is_current ? TEXT("") : article->status.kind));
}

static struct value get_bibtex(const void *object, struct arena *arena)
{
    return value_text(citation_bibtex(arena, object));
}

static struct value get_ris(const void *object, struct arena *arena)
{
    return value_text(citation_ris(arena, object));
}

static struct value get_csl(const void *object, struct arena *arena)
{
    return citation_csl(arena, object);
}

static const struct field citation_fields[] = {
    { "key", FIELD_TEXT, offsetof(struct citation, key), NULL, NULL, "text",
        "what a text calls it by, unique in the archive: `2019:flood-plan`", 0 },
    { "bibtex", FIELD_COMPUTED, 0, NULL, get_bibtex, "text", "an entry of BibTeX", 0 },
    { "ris", FIELD_COMPUTED, 0, NULL, get_ris, "text", "a record of RIS", 0 },
    { "csl", FIELD_COMPUTED, 0, NULL, get_csl, "map", "an item of CSL-JSON", 0 },
    /* to add one: a function that makes it, its row */
};
const struct object_type citation_type = { "citation", "an article as reference managers read it",
    citation_fields, COUNT(citation_fields), "key", OBJECT_STAYS };
