/* SPDX-License-Identifier: MIT */
/* Times of day without zone. The zone of the site counts, and nobody who reads the file sees it. */
#include "check/check.h"

static bool has_zone(text written)
{
    size_t colon = text_find_byte(written, ':', 0);
    text behind = colon == SIZE_MAX ? TEXT("") : text_from(written, colon);
    return text_find_byte(behind, '+', 0) != SIZE_MAX || text_find_byte(behind, '-', 0) != SIZE_MAX ||
           text_ends_with(behind, TEXT("Z")) || text_ends_with(behind, TEXT("z"));
}

static text whole_date(struct checking *checking, const struct date *date)
{
    return date_format(checking->arena, date, TEXT("%Y-%m-%d %H:%M:%S %:z"), &date_words_english, NULL);
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

static void check_written(struct checking *checking, const struct spanned_date *date, text contents)
{
    text written = text_slice(contents, date->where.offset, date->where.length);
    span place = date->where;
    /* A text below its line, which ends where the next line begins: what stands there is for its author. */
    bool is_below = written.length > 0 && (written.bytes[0] == '>' || written.bytes[0] == '|');
    bool is_quoted = written.length > 2 && (written.bytes[0] == '"' || written.bytes[0] == '\'');
    if (is_quoted) {
        written = text_slice(written, 1, written.length - 2);
        place = (span){ place.source, place.offset + 1, place.length - 2 };
    }
    if (has_zone(text_trim(written)))
        return;
    text whole = is_below ? whole_date(checking, &date->date) : with_zone(checking, &date->date, written);
    struct diagnostic *diagnostic = check_report(checking, date->where, "the time is without a zone");
    diagnostic_hint(checking->diagnostics, diagnostic, "write %.*s", TEXT_ARGS(whole));
    if (!is_below)
        diagnostic_fix(checking->diagnostics, diagnostic, place, written, whole);
}

/* The source is read again when the first of its dates has a time. */
struct written {
    const struct draft *draft;
    text contents; /* absent: not read yet */
};

static void check_date(struct checking *checking, struct written *written, const struct spanned_date *date)
{
    if (!date->date.is_set || !date->date.has_time || !date->where.length)
        return;
    if (!written->contents.bytes)
        written->contents =
            source_contents(checking->subject->sources, written->draft->file->source, checking->arena);
    check_written(checking, date, written->contents);
}

void check_zones(struct checking *checking)
{
    for (size_t i = 0; i < checking->subject->draft_count; i++) {
        const struct draft *draft = checking->subject->drafts[i];
        if (!draft || draft->file->kind == CONTENT_AUTHOR)
            continue;
        const struct front_matter *facts = &draft->front_matter; /* of a comment, empty */
        struct written written = { draft, TEXT_NONE };
        if (draft->comment)
            check_date(checking, &written, &draft->comment->date);
        check_date(checking, &written, &facts->date);
        check_date(checking, &written, &facts->updated);
        check_date(checking, &written, &facts->expires);
        check_date(checking, &written, &facts->status_date);
        for (size_t k = 0; k < facts->change_count; k++)
            check_date(checking, &written, &facts->changes[k].date);
    }
}
