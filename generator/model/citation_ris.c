/* SPDX-License-Identifier: MIT */
/*
 * RIS: a line a fact, "TY  - RPRT", each ending in CRLF. There is no escaping; a line end inside a value
 * would begin a fact of its own, so it becomes a blank, as every control byte does.
 */
#include "base/buffer.h"
#include "model/citation.h"
#include "model/site.h"

static void begin_line(struct buffer *out, const char *tag)
{
    buffer_append(out, text_of(tag));
    buffer_append_literal(out, "  - ");
}

static void end_line(struct buffer *out)
{
    buffer_append_literal(out, "\r\n");
}

static void append_line(struct buffer *out, const char *tag, text value)
{
    if (!value.length)
        return;
    begin_line(out, tag);
    size_t start = out->length;
    buffer_append(out, value);
    for (size_t i = start; i < out->length; i++)
        if ((unsigned char)out->bytes[i] < ' ')
            out->bytes[i] = ' ';
    end_line(out);
}

/* The year, and the day with a place behind it for the season. */
static void append_date(struct buffer *out, struct civil day)
{
    begin_line(out, "PY");
    buffer_append_padded(out, (unsigned)day.year, 4);
    end_line(out);
    begin_line(out, "DA");
    buffer_append_padded(out, (unsigned)day.year, 4);
    buffer_append_byte(out, '/');
    buffer_append_padded(out, (unsigned)day.month, 2);
    buffer_append_byte(out, '/');
    buffer_append_padded(out, (unsigned)day.day, 2);
    buffer_append_byte(out, '/');
    end_line(out);
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
    struct buffer out;
    buffer_init(&out, arena);
    append_line(&out, "TY", text_of(kind->ris));
    append_line(&out, "ID", citation->key);
    for (size_t i = 0; i < article->authors.count; i++)
        append_line(&out, "AU", listed_name(arena, article->authors.items[i]));
    if (!article->authors.count)
        append_line(&out, "AU", article->site->publisher->name);
    append_line(&out, "TI", article->title);
    append_date(&out, day_to_civil(article->date.day));
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
