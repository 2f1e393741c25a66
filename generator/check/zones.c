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

static void check_written(struct checking *checking, const struct spanned_date *date, text contents)
{
    if (!date->date.is_set || !date->date.has_time || !date->where.length)
        return;
    text written = text_slice(contents, date->where.offset, date->where.length);
    span place = date->where;
    bool is_quoted = written.length > 2 && (written.bytes[0] == '"' || written.bytes[0] == '\'');
    if (is_quoted) {
        written = text_slice(written, 1, written.length - 2);
        place = (span){ place.source, place.offset + 1, place.length - 2 };
    }
    if (has_zone(written))
        return;
    int minutes = date->date.offset_seconds / 60, size = minutes < 0 ? -minutes : minutes;
    text whole = text_format(checking->arena, "%.*s %c%02d:%02d", TEXT_ARGS(written), minutes < 0 ? '-' : '+',
        size / 60, size % 60);
    struct diagnostic *diagnostic = check_report(checking, date->where, "the time is without a zone");
    diagnostic_hint(checking->diagnostics, diagnostic, "write %.*s", TEXT_ARGS(whole));
    diagnostic_fix(checking->diagnostics, diagnostic, place, whole);
}

static bool has_times(const struct front_matter *facts)
{
    bool has_any = facts->date.date.has_time || facts->updated.date.has_time ||
                   facts->expires.date.has_time || facts->status_date.date.has_time;
    for (size_t i = 0; i < facts->change_count; i++)
        has_any |= facts->changes[i].date.date.has_time;
    return has_any;
}

static void check_facts(struct checking *checking, const struct front_matter *facts, text contents)
{
    check_written(checking, &facts->date, contents);
    check_written(checking, &facts->updated, contents);
    check_written(checking, &facts->expires, contents);
    check_written(checking, &facts->status_date, contents);
    for (size_t i = 0; i < facts->change_count; i++)
        check_written(checking, &facts->changes[i].date, contents);
}

void check_zones(struct checking *checking)
{
    for (size_t i = 0; i < checking->subject->draft_count; i++) {
        const struct draft *draft = checking->subject->drafts[i];
        if (!draft || draft->file->kind == CONTENT_AUTHOR)
            continue;
        if (!has_times(&draft->front_matter))
            continue;
        text contents = source_contents(checking->subject->sources, draft->file->source, checking->arena);
        check_facts(checking, &draft->front_matter, contents);
    }
}
