/* SPDX-License-Identifier: MIT */
/* The classes of ICU's word breaks as tables, and cutting a text after a whole word. */
#include "base/unicode_words.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/unicode_utf16.h"

/* How far behind the limit a cut looks for the end of the word that stands there. */
enum { LOOK_AHEAD_CODE_POINTS = 64 };

static enum word_class class_from_icu(UChar32 code_point)
{
    /* Joins letters in some languages, and in newer versions of ICU in all. */
    if (code_point == ':')
        return CLASS_OTHER;
    switch (icu()->u_getIntPropertyValue(code_point, UCHAR_WORD_BREAK)) {
    case U_WB_ALETTER: return CLASS_LETTER;
    case U_WB_NUMERIC: return CLASS_NUMBER;
    case U_WB_EXTENDNUMLET: return CLASS_CONNECTOR;
    case U_WB_MIDLETTER: return CLASS_MID_LETTER;
    case U_WB_MIDNUM: return CLASS_MID_NUMBER;
    case U_WB_MIDNUMLET:
    case U_WB_SINGLE_QUOTE: return CLASS_MID_BOTH;
    case U_WB_EXTEND:
    case U_WB_FORMAT: return CLASS_EXTEND;
    case U_WB_OTHER:
    case U_WB_CR:
    case U_WB_LF:
    case U_WB_NEWLINE:
    case U_WB_WSEGSPACE:
    case U_WB_DOUBLE_QUOTE: return CLASS_OTHER;
    default: return CLASS_UNKNOWN;
    }
}

void unicode_words_init(struct unicode *unicode)
{
    for (int i = 0; i < WORD_CLASS_END; i++)
        unicode->word_classes[i] = (uint8_t)class_from_icu(i);
    for (int i = WORD_CLASS_MARKS_START; i < WORD_CLASS_MARKS_END; i++)
        unicode->word_classes_of_marks[i - WORD_CLASS_MARKS_START] = (uint8_t)class_from_icu(i);
}

UBreakIterator *unicode_word_breaks(struct unicode *unicode)
{
    if (!unicode->words) {
        UErrorCode status = U_ZERO_ERROR;
        unicode->words = icu()->ubrk_open(UBRK_WORD, unicode->locale, NULL, 0, &status);
        unicode_die_on_failure(status, "word breaks");
    }
    return unicode->words;
}

enum word_class unicode_word_class(const struct unicode *unicode, uint32_t code_point)
{
    if (code_point < WORD_CLASS_END)
        return unicode->word_classes[code_point];
    if (code_point >= WORD_CLASS_MARKS_START && code_point < WORD_CLASS_MARKS_END)
        return unicode->word_classes_of_marks[code_point - WORD_CLASS_MARKS_START];
    return CLASS_UNKNOWN;
}

static void count_one(void *count, text word)
{
    (void)word;
    ++*(size_t *)count;
}

size_t unicode_word_count(struct unicode *unicode, text value)
{
    size_t count = 0;
    unicode_each_word(unicode, value, count_one, &count);
    return count;
}

/* The last end of a word at or before `limit`, in units; 0 when there is none. */
static int32_t last_word_end(struct unicode *unicode, int32_t limit)
{
    UErrorCode status = U_ZERO_ERROR;
    UBreakIterator *words = unicode_word_breaks(unicode);
    icu()->ubrk_setText(words, unicode->current.units, unicode->current.length, &status);
    unicode_die_on_failure(status, "word breaks");
    int32_t end =
        limit < unicode->current.length ? icu()->ubrk_preceding(words, limit + 1) : icu()->ubrk_last(words);
    while (end > 0 && icu()->ubrk_getRuleStatus(words) < UBRK_WORD_NONE_LIMIT)
        end = icu()->ubrk_previous(words);
    return end > 0 ? end : 0;
}

/* Byte offset of the code point after `units` units. */
static size_t offset_of_units(text value, int32_t units)
{
    size_t offset = 0;
    for (int32_t passed = 0; passed < units && offset < value.length;)
        passed += text_next_code_point(value, &offset) > 0xFFFF ? 2 : 1;
    return offset;
}

/* For a first word that is longer than the limit: not between a letter and its marks. */
static size_t cut_inside_word(text value, size_t limit_offset)
{
    size_t good = 0;
    for (size_t at = 0; at <= limit_offset && at < value.length;) {
        size_t start = at;
        uint32_t code_point = text_next_code_point(value, &at);
        if (!(U_MASK(icu()->u_charType((UChar32)code_point)) & (U_GC_M_MASK | U_GC_CF_MASK)))
            good = start;
    }
    return good;
}

text unicode_cut(struct unicode *unicode, struct arena *arena, text value, size_t limit)
{
    size_t limit_offset = 0, count = 0;
    int32_t limit_units = 0;
    for (; count < limit && limit_offset < value.length; count++)
        limit_units += text_next_code_point(value, &limit_offset) > 0xFFFF ? 2 : 1;
    if (limit_offset == value.length)
        return value;
    size_t window = limit_offset;
    for (int ahead = 0; ahead < LOOK_AHEAD_CODE_POINTS && window < value.length; ahead++) {
        if (text_is_blank(value.bytes[window]))
            break;
        text_next_code_point(value, &window);
    }
    utf16_from_text(&unicode->current, text_slice(value, 0, window));
    int32_t end = last_word_end(unicode, limit_units);
    size_t cut = end > 0 ? offset_of_units(value, end) : cut_inside_word(value, limit_offset);
    struct buffer out;
    buffer_init(&out, arena);
    buffer_append(&out, text_slice(value, 0, cut));
    buffer_append_literal(&out, "\xE2\x80\xA6");
    return buffer_text(&out);
}
