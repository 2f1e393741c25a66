/* SPDX-License-Identifier: MIT */
/*
 * Visiting words. Blanks always break, so a text is taken chunk by chunk between blanks: a chunk whose code
 * points are all in the class tables goes through a small state machine (UAX 29), any other through ICU.
 */
#include "base/unicode_utf16.h"

/* A word that is being read: bytes [start, end) of the chunk; what may join it lies behind `end`. */
struct reading {
    size_t start, end;
    enum word_class last, pending;
    bool has_letter;
};

struct visiting {
    struct unicode *unicode;
    void (*visit)(void *data, text word);
    void *data;
};

static void finish(const struct visiting *visiting, text chunk, struct reading *reading)
{
    if (reading->has_letter)
        visiting->visit(visiting->data, text_slice(chunk, reading->start, reading->end - reading->start));
    *reading = (struct reading){ 0 };
}

static bool may_join(enum word_class last, enum word_class middle)
{
    bool joins_both = middle == CLASS_MID_BOTH;
    return (last == CLASS_LETTER && (joins_both || middle == CLASS_MID_LETTER)) ||
           (last == CLASS_NUMBER && (joins_both || middle == CLASS_MID_NUMBER));
}

static void take(const struct visiting *visiting, text chunk, struct reading *reading, enum word_class class,
    size_t start, size_t end)
{
    if (class == CLASS_LETTER || class == CLASS_NUMBER || class == CLASS_CONNECTOR) {
        if (reading->pending != CLASS_OTHER && class != reading->last)
            finish(visiting, chunk, reading);
        if (reading->last == CLASS_OTHER)
            reading->start = start;
        reading->end = end;
        reading->last = class;
        reading->pending = CLASS_OTHER;
        reading->has_letter = reading->has_letter || class != CLASS_CONNECTOR;
    } else if (class == CLASS_EXTEND) {
        if (reading->last != CLASS_OTHER && reading->pending == CLASS_OTHER)
            reading->end = end;
    } else if (reading->pending == CLASS_OTHER && may_join(reading->last, class)) {
        reading->pending = class;
    } else {
        finish(visiting, chunk, reading);
    }
}

/* False when the tables do not know the chunk; nothing was visited then. */
static bool knows(const struct visiting *visiting, text chunk)
{
    for (size_t at = 0; at < chunk.length;) {
        enum word_class class = unicode_word_class(visiting->unicode, text_next_code_point(chunk, &at));
        if (class == CLASS_UNKNOWN || (class == CLASS_COLON && at < chunk.length))
            return false;
    }
    return true;
}

static void visit_known(const struct visiting *visiting, text chunk)
{
    struct reading reading = { 0 };
    for (size_t at = 0; at < chunk.length;) {
        size_t start = at;
        enum word_class class = unicode_word_class(visiting->unicode, text_next_code_point(chunk, &at));
        take(visiting, chunk, &reading, class == CLASS_COLON ? CLASS_OTHER : class, start, at);
    }
    finish(visiting, chunk, &reading);
}

static size_t skip_units(text value, size_t offset, int32_t units)
{
    while (units > 0 && offset < value.length)
        units -= text_next_code_point(value, &offset) > 0xFFFF ? 2 : 1;
    return offset;
}

static bool has_letter_or_digit(const struct visiting *visiting, text word)
{
    for (size_t at = 0; at < word.length;)
        if (unicode_word_class(visiting->unicode, text_next_code_point(word, &at)) != CLASS_CONNECTOR)
            return true;
    return false;
}

static void visit_by_icu(const struct visiting *visiting, text chunk)
{
    UErrorCode status = U_ZERO_ERROR;
    UBreakIterator *breaks = unicode_word_breaks(visiting->unicode);
    struct utf16 *units = &visiting->unicode->current;
    utf16_from_text(units, chunk);
    ubrk_setText(breaks, units->units, units->length, &status);
    unicode_die_on_failure(status, "word breaks");
    size_t start = 0;
    int32_t start_unit = 0;
    for (int32_t end_unit = ubrk_next(breaks); end_unit != UBRK_DONE; end_unit = ubrk_next(breaks)) {
        size_t end = skip_units(chunk, start, end_unit - start_unit);
        text word = text_slice(chunk, start, end - start);
        if (ubrk_getRuleStatus(breaks) >= UBRK_WORD_NONE_LIMIT && has_letter_or_digit(visiting, word))
            visiting->visit(visiting->data, word);
        start = end;
        start_unit = end_unit;
    }
}

void unicode_each_word(struct unicode *unicode, text value, void (*visit)(void *data, text word), void *data)
{
    struct visiting visiting = { unicode, visit, data };
    for (size_t at = 0; at < value.length;) {
        size_t start = at;
        while (at < value.length && !text_is_blank(value.bytes[at]))
            at++;
        text chunk = text_slice(value, start, at - start);
        if (knows(&visiting, chunk))
            visit_known(&visiting, chunk);
        else
            visit_by_icu(&visiting, chunk);
        while (at < value.length && text_is_blank(value.bytes[at]))
            at++;
    }
}
