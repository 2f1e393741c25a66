/* SPDX-License-Identifier: MIT */
/* Times of day without zone: the zone of the site counts, and nobody who reads the file sees it. And
 * midnights of another zone, which other programs write for a day: here they are a time, and may be of the
 * day before. */
#include "base/byte.h"
#include "check/check.h"

typedef void looker(struct checking *checking, const struct spanned_date *date, text written, span place);

static bool has_zone(text written)
{
    size_t colon = text_find_byte(written, ':', 0);
    text behind = colon == SIZE_MAX ? TEXT("") : text_from(written, colon);
    return text_find_byte(behind, '+', 0) != SIZE_MAX || text_find_byte(behind, '-', 0) != SIZE_MAX ||
           text_ends_with(behind, TEXT("Z")) || text_ends_with(behind, TEXT("z"));
}

static text whole_date(struct checking *checking, const struct date *date)
{
    return date_in_english(checking->arena, date, TEXT("%Y-%m-%d %H:%M:%S %:z"));
}

/* In the hour that clocks leave out, the written time would be another one with any zone: then the time that
 * it is taken for is written whole. */
static text with_zone(struct checking *checking, const struct date *date, text written)
{
    int minutes = date->offset_seconds / 60, size = minutes < 0 ? -minutes : minutes;
    text whole = text_format(checking->arena, "%.*s %c%02d:%02d", TEXT_ARGS(written), minutes < 0 ? '-' : '+',
        size / 60, size % 60);
    struct date again;
    if (date_parse(whole, checking->subject->site->config->zone, &again) == DATE_OK &&
        date_compare(&again, date) == 0)
        return whole;
    return whole_date(checking, date);
}

/* A text below its line, which ends where the next line begins: what stands there is for its author. */
static bool is_below(text written)
{
    return written.length > 0 && (written.bytes[0] == '>' || written.bytes[0] == '|');
}

static void check_zone(struct checking *checking, const struct spanned_date *date, text written, span place)
{
    if (has_zone(text_trim(written)))
        return;
    text whole =
        is_below(written) ? whole_date(checking, &date->date) : with_zone(checking, &date->date, written);
    struct diagnostic *diagnostic = check_report(checking, date->where, "the time is without a zone");
    diagnostic_hint(checking->diagnostics, diagnostic, "write %.*s", TEXT_ARGS(whole));
    if (written.length && byte_is_digit(written.bytes[0])) /* no anchor, which others may need */
        diagnostic_fix(checking->diagnostics, diagnostic, place, written, whole);
}

static void check_day(struct checking *checking, const struct spanned_date *date, text written, span place)
{
    (void)place;
    size_t end = 0, sign;
    while (end < written.length && !strchr("Tt ", written.bytes[end]))
        end++;
    for (sign = end + 1; sign < written.length && strchr("0:. ", written.bytes[sign]); sign++)
        ;
    struct date day;
    bool is_midnight = sign < written.length && !byte_is_digit(written.bytes[sign]);
    if (!is_midnight || !has_zone(text_trim(written)) ||
        date_parse(text_slice(written, 0, end), checking->subject->site->config->zone, &day) != DATE_OK ||
        day.day.number == date->date.day.number)
        return;
    struct civil here = day_to_civil(date->date.day);
    struct diagnostic *diagnostic = check_report(checking, date->where,
        "that midnight is of %04d-%02d-%02d in the site's zone, which is the day that readers see",
        (int)here.year, here.month, here.day);
    diagnostic_hint(checking->diagnostics, diagnostic, "write %.*s where that day is meant",
        TEXT_ARGS(text_slice(written, 0, end)));
}

/* The source is read again when the first of its dates has a time. */
struct written {
    const struct draft *draft;
    text contents; /* absent: not read yet */
};

static void look_at(
    struct checking *checking, struct written *written, const struct spanned_date *date, looker *look)
{
    if (!date->date.is_set || !date->date.has_time || !date->where.length)
        return;
    if (!written->contents.bytes)
        written->contents =
            source_contents(checking->subject->sources, written->draft->file->source, checking->arena);
    text value = text_slice(written->contents, date->where.offset, date->where.length);
    span place = date->where;
    if (value.length > 2 && (value.bytes[0] == '"' || value.bytes[0] == '\'')) {
        value = text_slice(value, 1, value.length - 2);
        place = (span){ place.source, place.offset + 1, place.length - 2 };
    }
    look(checking, date, value, place);
}

static void look_at_all(struct checking *checking, looker *look)
{
    for (size_t i = 0; i < checking->subject->draft_count; i++) {
        const struct draft *draft = checking->subject->drafts[i];
        if (!draft || draft->file->kind == CONTENT_AUTHOR)
            continue;
        const struct front_matter *facts = &draft->front_matter; /* of a comment, empty */
        struct written written = { draft, TEXT_NONE };
        if (draft->comment)
            look_at(checking, &written, &draft->comment->date, look);
        look_at(checking, &written, &facts->date, look);
        look_at(checking, &written, &facts->updated, look);
        look_at(checking, &written, &facts->expires, look);
        look_at(checking, &written, &facts->status_date, look);
        look_at(checking, &written, &facts->reviewed, look);
        look_at(checking, &written, &facts->review_by, look);
        for (size_t k = 0; k < facts->change_count; k++)
            look_at(checking, &written, &facts->changes[k].date, look);
    }
}

void check_zones(struct checking *checking)
{
    look_at_all(checking, check_zone);
}

void check_other_days(struct checking *checking)
{
    look_at_all(checking, check_day);
}
