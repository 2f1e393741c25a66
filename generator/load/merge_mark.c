/* SPDX-License-Identifier: MIT */
/* Marks count at the beginning of a line only: elsewhere somebody writes about them. */
#include "load/merge_mark.h"

static bool starts_line(text contents, size_t at)
{
    return at == 0 || contents.bytes[at - 1] == '\n' || contents.bytes[at - 1] == '\r';
}

size_t merge_mark_find(text contents, text mark, size_t at)
{
    at = text_find(contents, mark, at);
    while (at != SIZE_MAX && !starts_line(contents, at))
        at = text_find(contents, mark, at + 1);
    return at;
}

void merge_mark_report(struct diagnostics *diagnostics, span where)
{
    struct diagnostic *diagnostic =
        diagnostic_error(diagnostics, where, "unfinished-merge", "an unfinished merge");
    diagnostic_hint(diagnostics, diagnostic, "keep the lines of one side or both, and delete the marks");
}

void merge_mark_check(struct diagnostics *diagnostics, uint32_t source, text contents)
{
    size_t at = merge_mark_find(contents, TEXT(MERGE_MARK_OURS), 0);
    if (at == SIZE_MAX || merge_mark_find(contents, TEXT(MERGE_MARK_THEIRS), at) == SIZE_MAX)
        return;
    text rest = text_from(contents, at);
    merge_mark_report(diagnostics, (span){ source, (uint32_t)at, (uint32_t)text_cut_line(&rest).length });
}
