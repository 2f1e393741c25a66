/* SPDX-License-Identifier: MIT */
/*
 * BibTeX in UTF-8, as biber and every reference manager read it. What TeX takes for a command is escaped; the
 * title keeps its capitals by a second pair of braces. Names are "von Last, Jr, First", so that no program
 * has to guess.
 */
#include "base/buffer.h"
#include "base/byte.h"
#include "model/citation.h"
#include "model/site.h"

/* What stands for a byte that is a command to TeX; absent: it stands for itself. */
static const text tex_for[256] = {
    ['\\'] = TEXT_INIT("\\textbackslash{}"),
    ['{'] = TEXT_INIT("\\{"),
    ['}'] = TEXT_INIT("\\}"),
    ['$'] = TEXT_INIT("\\$"),
    ['&'] = TEXT_INIT("\\&"),
    ['#'] = TEXT_INIT("\\#"),
    ['_'] = TEXT_INIT("\\_"),
    ['%'] = TEXT_INIT("\\%"),
    ['~'] = TEXT_INIT("\\textasciitilde{}"),
    ['^'] = TEXT_INIT("\\textasciicircum{}"),
};

/* BibTeX counts braces before TeX reads them, escaped ones too: one without its other half would end the
 * entry early, or never. */
static bool has_balanced_braces(text value)
{
    size_t depth = 0;
    for (size_t i = 0; i < value.length; i++) {
        if (value.bytes[i] == '}' && depth-- == 0)
            return false;
        depth += value.bytes[i] == '{';
    }
    return depth == 0;
}

static text brace_name(char byte)
{
    return byte == '{' ? TEXT("\\textbraceleft{}") : byte == '}' ? TEXT("\\textbraceright{}") : TEXT_NONE;
}

static void append_tex(struct buffer *out, text value)
{
    bool is_balanced = has_balanced_braces(value);
    size_t copied = 0;
    for (size_t i = 0; i < value.length; i++) {
        text tex = is_balanced ? TEXT_NONE : brace_name(value.bytes[i]);
        if (!tex.bytes)
            tex = (unsigned char)value.bytes[i] < ' ' ? TEXT(" ") : tex_for[(unsigned char)value.bytes[i]];
        if (!tex.bytes)
            continue;
        buffer_append(out, text_slice(value, copied, i - copied));
        buffer_append(out, tex);
        copied = i + 1;
    }
    buffer_append(out, text_from(value, copied));
}

static void append_field(struct buffer *out, const char *name, text value)
{
    if (!value.length)
        return;
    buffer_append_literal(out, ",\n  ");
    buffer_append(out, text_of(name));
    buffer_append_literal(out, " = {");
    append_tex(out, value);
    buffer_append_byte(out, '}');
}

static void append_in_braces(struct buffer *out, text name)
{
    buffer_append_byte(out, '{');
    append_tex(out, name);
    buffer_append_byte(out, '}');
}

/* Outside of braces the word "and" would be the end of an author. */
static bool has_and(text part)
{
    for (text rest = part; rest.length;)
        if (text_equal_ignoring_ascii_case(text_cut(&rest, ' '), TEXT("and")))
            return true;
    return false;
}

/* And a word in small letters the end of the particles: "Ortega y Gasset" would stand under G. */
static bool has_small_word_within(text part)
{
    for (text rest = part; rest.length;) {
        text word = text_cut(&rest, ' ');
        if (rest.length && word.length && byte_is_lower(word.bytes[0]))
            return true;
    }
    return false;
}

static void append_part_of_name(struct buffer *out, text part, bool is_in_braces)
{
    if (is_in_braces)
        append_in_braces(out, part);
    else
        append_tex(out, part);
}

static void append_family(struct buffer *out, const struct author *author)
{
    const struct person_name *name = &author->parts;
    bool is_whole = !name->particle.length || has_and(author->family_name);
    text part = is_whole ? author->family_name : name->family;
    if (!is_whole) {
        append_tex(out, name->particle);
        buffer_append_byte(out, ' ');
    }
    append_part_of_name(out, part, has_and(part) || has_small_word_within(name->family));
}

static void append_author(struct buffer *out, const struct author *author)
{
    const struct person_name *name = &author->parts;
    if (name->is_organisation || !name->given.length) {
        append_in_braces(out, author->name);
        return;
    }
    append_family(out, author);
    buffer_append_literal(out, ", ");
    if (name->suffix.length) {
        append_tex(out, name->suffix);
        buffer_append_literal(out, ", ");
    }
    append_part_of_name(out, name->given, has_and(name->given));
}

static void append_authors(struct buffer *out, const struct article *article)
{
    buffer_append_literal(out, "\n  author = {");
    for (size_t i = 0; i < article->authors.count; i++) {
        if (i > 0)
            buffer_append_literal(out, " and ");
        append_author(out, article->authors.items[i]);
    }
    if (!article->authors.count)
        append_in_braces(out, article->site->publisher->name);
    buffer_append_byte(out, '}');
}

static void append_date(struct buffer *out, const struct article *article)
{
    static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";
    struct civil day = day_to_civil(article->date.day);
    buffer_append_literal(out, ",\n  year = {");
    buffer_append_padded(out, (unsigned)day.year, 4);
    buffer_append_literal(out, "},\n  month = ");
    buffer_append(out, (text){ months + 3 * (day.month - 1), 3 });
    buffer_append_literal(out, ",\n  day = {");
    buffer_append_integer(out, day.day);
    buffer_append_byte(out, '}');
}

/* Whatever reads keywords divides them at commas, and at those in braces too. */
static void append_keyword(struct buffer *out, text keyword)
{
    for (text rest = keyword; rest.bytes;)
        append_tex(out, text_cut(&rest, ','));
}

static void append_keywords(struct buffer *out, const struct article *article)
{
    for (size_t i = 0; i < article->tags.count; i++) {
        buffer_append(out, i ? TEXT(", ") : TEXT(",\n  keywords = {"));
        append_keyword(out, ((const struct term *)article->tags.items[i])->title);
    }
    if (article->tags.count)
        buffer_append_byte(out, '}');
}

/* Read as it stands, so that nothing in it can be escaped but as in an address. */
static void append_doi(struct buffer *out, text doi)
{
    bool is_balanced = has_balanced_braces(doi);
    if (!doi.length)
        return;
    buffer_append_literal(out, ",\n  doi = {");
    for (size_t i = 0; i < doi.length; i++) {
        if (!is_balanced && (doi.bytes[i] == '{' || doi.bytes[i] == '}'))
            buffer_append(out, doi.bytes[i] == '{' ? TEXT("%7B") : TEXT("%7D"));
        else
            buffer_append_byte(out, doi.bytes[i]);
    }
    buffer_append_byte(out, '}');
}

text citation_bibtex(struct arena *arena, const struct citation *citation)
{
    const struct article *article = citation->article;
    const struct citation_kind *kind = citation_kind_of(article);
    struct buffer out;
    buffer_init(&out, arena);
    buffer_append_byte(&out, '@');
    buffer_append(&out, text_of(kind->bibtex));
    buffer_append_byte(&out, '{');
    buffer_append(&out, citation->key);
    buffer_append_byte(&out, ',');
    append_authors(&out, article);
    buffer_append_literal(&out, ",\n  title = {{");
    append_tex(&out, article->title);
    buffer_append_literal(&out, "}}");
    /* The styles of BibTeX and biblatex print no publisher of a @misc. */
    append_field(&out, kind->is_report ? "institution" : "howpublished", article->site->publisher->name);
    if (kind->is_report)
        append_field(&out, "type", article->type_label);
    append_field(&out, "number", article->number);
    append_date(&out, article);
    append_field(&out, "note", citation_note(arena, article));
    append_field(&out, "language", article->lang);
    append_keywords(&out, article);
    append_doi(&out, article->doi);
    buffer_append_literal(&out, ",\n  url = {");
    buffer_append(&out, article->permalink);
    buffer_append_literal(&out, "}\n}\n");
    return buffer_text(&out);
}
