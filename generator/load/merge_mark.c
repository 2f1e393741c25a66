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
