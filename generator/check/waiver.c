/* SPDX-License-Identifier: MIT */
/* A search for "brief:" behind the mark of a comment. waiver = mark "brief:" "allow" codes [ ":" reason ] */
#include "check/waiver.h"
#include "base/count.h"
#include "base/list.h"
#include "load/draft.h"

struct mark {
    text opening, closing; /* closing absent: the end of the line */
    bool covers_block;     /* alone on a line it covers what follows up to a blank line */
};

static const struct mark marks[] = {
    { TEXT_INIT("<!--"), TEXT_INIT("-->"), true }, { TEXT_INIT("{#"), TEXT_INIT("#}"), false },
    { TEXT_INIT("#"), { NULL, 0 }, false }, { TEXT_INIT("--"), { NULL, 0 }, false },
    { TEXT_INIT("/*"), TEXT_INIT("*/"), false },
    /* to add one: a mark that contains another stands before it */
};

static size_t line_start(text contents, size_t at)
{
    while (at > 0 && contents.bytes[at - 1] != '\n')
        at--;
    return at;
}

static size_t line_end(text contents, size_t at)
{
    size_t end = text_find_byte(contents, '\n', at);
    return end == SIZE_MAX ? contents.length : end;
}

static bool is_blank_line(text contents, size_t start)
{
    return text_trim(text_slice(contents, start, line_end(contents, start) - start)).length == 0;
}

/* The mark that stands before `at`, blanks between; NULL when it is no comment. */
static const struct mark *mark_before(text contents, size_t at, size_t *start)
{
    while (at > 0 && (contents.bytes[at - 1] == ' ' || contents.bytes[at - 1] == '\t'))
        at--;
    for (size_t i = 0; i < COUNT(marks); i++) {
        text before = text_slice(contents, 0, at);
        if (!text_ends_with(before, marks[i].opening))
            continue;
        *start = at - marks[i].opening.length;
        return &marks[i];
    }
    return NULL;
}

/* What follows: the next line, or the lines up to a blank one; blank lines and waivers in between are passed
 * over. */
static void cover_next(text contents, size_t end, bool covers_block, struct waiver *waiver)
{
    size_t start = end;
    do {
        start = line_end(contents, start) + 1;
    } while (start < contents.length &&
             (is_blank_line(contents, start) ||
                 text_find(text_slice(contents, start, line_end(contents, start) - start),
                     TEXT(DRAFT_WAIVER_WORDS), 0) != SIZE_MAX));
    waiver->end = start < contents.length ? line_end(contents, start) : start;
    while (covers_block && waiver->end + 1 < contents.length && !is_blank_line(contents, waiver->end + 1))
        waiver->end = line_end(contents, waiver->end + 1);
}

static void read_words(text words, struct waiver *waiver)
{
    size_t colon = text_find_byte(words, ':', 0);
    waiver->codes = text_trim(colon == SIZE_MAX ? words : text_slice(words, 0, colon));
    text reason = colon == SIZE_MAX ? TEXT("") : text_trim(text_from(words, colon + 1));
    waiver->reason = reason.length ? reason : TEXT_NONE;
}

static void add(struct arena *arena, uint32_t source, text contents, size_t at, struct waivers *waivers)
{
    static const text words = TEXT_INIT(DRAFT_WAIVER_WORDS);
    size_t opening = 0;
    const struct mark *mark = mark_before(contents, at, &opening);
    if (!mark)
        return;
    size_t last = line_end(contents, at);
    size_t end = mark->closing.bytes ? text_find(contents, mark->closing, at) : last;
    if (end > last)
        end = last;
    text body = text_trim(text_slice(contents, at + words.length, end - at - words.length));
    struct waiver *waiver = list_add(arena, waivers);
    size_t start = line_start(contents, at);
    size_t behind = end + (mark->closing.bytes ? mark->closing.length : 0);
    bool is_alone = !text_trim(text_slice(contents, start, opening - start)).length &&
                    (behind >= last || !text_trim(text_slice(contents, behind, last - behind)).length);
    waiver->where = (span){ source, (uint32_t)at,
        (uint32_t)((body.length ? (size_t)(body.bytes + body.length - contents.bytes) : end) - at) };
    read_words(body, waiver);
    waiver->start = start;
    waiver->end = last;
    if (is_alone) /* and its own line, where findings about a file stand when it is the first */
        cover_next(contents, at, mark->covers_block, waiver);
}

void waivers_find(struct arena *arena, uint32_t source, text contents, struct waivers *waivers)
{
    static const text words = TEXT_INIT(DRAFT_WAIVER_WORDS);
    *waivers = (struct waivers){ 0 };
    for (size_t at = text_find(contents, words, 0); at != SIZE_MAX;
         at = text_find(contents, words, at + words.length))
        add(arena, source, contents, at, waivers);
}

bool waiver_next(text *rest, text *code)
{
    if (!rest->bytes)
        return false;
    *code = text_trim(text_cut(rest, ','));
    return true;
}

struct waiver *waivers_cover(const struct waivers *waivers, size_t offset, text code)
{
    for (size_t i = 0; i < waivers->count; i++) {
        struct waiver *waiver = &waivers->items[i];
        if (offset < waiver->start || offset > waiver->end || !waiver->reason.bytes)
            continue;
        for (text rest = waiver->codes, named; waiver_next(&rest, &named);)
            if (text_equal(named, code))
                return waiver;
    }
    return NULL;
}
