/* SPDX-License-Identifier: MIT */
/*
 * RIS: a line a fact, "TY  - RPRT", each ending in CRLF. There is no escaping; a line end inside a value
 * would begin a fact of its own, so it becomes a blank.
 */
#include "base/buffer.h"
#include "model/citation.h"
#include "model/site.h"

static void append_line(struct buffer *out, const char *tag, text value)
{
    if (!value.length)
        return;
    buffer_append(out, text_of(tag));
    buffer_append_literal(out, "  - ");
    size_t start = out->length;
    buffer_append(out, value);
    for (char *byte = out->bytes + start; byte < out->bytes + out->length; byte++)
        if (*byte == '\n' || *byte == '\r')
            *byte = ' ';
    buffer_append_literal(out, "\r\n");
}

static text listed_name(struct arena *arena, const struct author *author)
{
    const struct person_name *name = &author->parts;
    if (name->is_organisation || !name->given.length)
        return author->name;
    return text_format(arena, "%.*s, %.*s%s%.*s", TEXT_ARGS(author->family_name), TEXT_ARGS(name->given),
        name->suffix.length ? ", " : "", TEXT_ARGS(name->suffix));
}

text citation_ris(struct arena *arena, const struct citation *citation)
{
    const struct article *article = citation->article;
    const struct citation_kind *kind = citation_kind_of(article);
    struct civil day = day_to_civil(article->date.day);
    struct buffer out;
    buffer_init(&out, arena);
    append_line(&out, "TY", text_of(kind->ris));
    append_line(&out, "ID", citation->key);
    for (size_t i = 0; i < article->authors.count; i++)
        append_line(&out, "AU", listed_name(arena, article->authors.items[i]));
    if (!article->authors.count)
        append_line(&out, "AU", article->site->publisher->name);
    append_line(&out, "TI", article->title);
    append_line(&out, "PY", text_format(arena, "%04d", day.year));
    append_line(&out, "DA", text_format(arena, "%04d/%02d/%02d/", day.year, day.month, day.day));
    append_line(&out, "PB", article->site->publisher->name);
    if (kind->is_report)
        append_line(&out, "M3", article->type_label);
    append_line(&out, "SN", article->number);
    append_line(&out, "LA", article->lang);
    append_line(&out, "N1", citation_note(arena, article));
    for (size_t i = 0; i < article->tags.count; i++)
        append_line(&out, "KW", ((const struct term *)article->tags.items[i])->title);
    append_line(&out, "DO", article->doi);
    append_line(&out, "UR", article->permalink);
    buffer_append_literal(&out, "ER  - \r\n");
    return buffer_text(&out);
}
