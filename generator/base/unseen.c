/* SPDX-License-Identifier: MIT */
#include "base/unseen.h"
#include "base/buffer.h"
#include "base/icu.h"

enum { NAME_BYTES = 96, LAST_CONTROL = 0x1F, DELETE = 0x7F, FIRST_UNSEEN = 0xAD, FIRST_TAG = 0xE0020 };

static bool has(uint32_t code_point, UProperty property)
{
    return icu()->u_hasBinaryProperty((UChar32)code_point, property);
}

static enum unseen unseen_of_direction(uint32_t code_point)
{
    switch (icu()->u_charDirection((UChar32)code_point)) {
    case U_LEFT_TO_RIGHT_EMBEDDING:
    case U_RIGHT_TO_LEFT_EMBEDDING: return UNSEEN_EMBEDDING;
    case U_LEFT_TO_RIGHT_OVERRIDE:
    case U_RIGHT_TO_LEFT_OVERRIDE: return UNSEEN_OVERRIDE;
    case U_LEFT_TO_RIGHT_ISOLATE:
    case U_RIGHT_TO_LEFT_ISOLATE:
    case U_FIRST_STRONG_ISOLATE: return UNSEEN_ISOLATE;
    case U_POP_DIRECTIONAL_FORMAT: return UNSEEN_EMBEDDING_END;
    case U_POP_DIRECTIONAL_ISOLATE: return UNSEEN_ISOLATE_END;
    default: return UNSEEN_MARK;
    }
}

/* Of those that fonts show nothing for. Others belong to a letter or sign before them, as variants of it. */
static enum unseen unseen_of_ignorable(uint32_t code_point)
{
    if (has(code_point, UCHAR_BIDI_CONTROL))
        return unseen_of_direction(code_point);
    if (has(code_point, UCHAR_JOIN_CONTROL))
        return UNSEEN_JOINER;
    if (has(code_point, UCHAR_DEPRECATED) || icu()->u_charType((UChar32)code_point) == U_OTHER_LETTER)
        return UNSEEN_FILLER;
    switch (code_point) {
    case 0x00AD: return UNSEEN_SOFT_HYPHEN;
    case 0x200B: return UNSEEN_SPACE;
    case 0x2060: return UNSEEN_WORD_JOINER;
    case 0xFEFF: return UNSEEN_BYTE_ORDER;
    default: break;
    }
    bool is_tag = code_point >= FIRST_TAG && icu()->u_charType((UChar32)code_point) == U_FORMAT_CHAR;
    return is_tag ? UNSEEN_TAG : UNSEEN_NONE;
}

enum unseen unseen_of(uint32_t code_point)
{
    if (code_point <= LAST_CONTROL || code_point == DELETE)
        return code_point == '\t' || code_point == '\n' || code_point == '\r' ? UNSEEN_NONE : UNSEEN_CONTROL;
    if (code_point < FIRST_UNSEEN)
        return UNSEEN_NONE;
    switch (icu()->u_charType((UChar32)code_point)) {
    case U_PRIVATE_USE_CHAR: return UNSEEN_PRIVATE;
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR: return UNSEEN_LINE_END;
    default: break;
    }
    if (code_point == 0xFFFC)
        return UNSEEN_OBJECT;
    return has(code_point, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) ? unseen_of_ignorable(code_point)
                                                               : UNSEEN_NONE;
}

static bool is_letter(uint32_t code_point)
{
    return U_MASK(icu()->u_charType((UChar32)code_point)) & (U_GC_L_MASK | U_GC_M_MASK);
}

enum script_kind unseen_script_of(uint32_t code_point)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar32 letter = (UChar32)code_point;
    if (code_point >= FIRST_UNSEEN && has(code_point, UCHAR_EMOJI))
        return SCRIPT_EMOJI;
    if (!is_letter(code_point) || has(code_point, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
        return SCRIPT_NONE;
    UScriptCode script = icu()->uscript_getScript(letter, &status);
    if (script == USCRIPT_COMMON || script == USCRIPT_INHERITED)
        return SCRIPT_NONE;
    UCharDirection direction = icu()->u_charDirection(letter);
    if (direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC)
        return SCRIPT_RIGHT_TO_LEFT;
    return icu()->uscript_isCased(script) ? SCRIPT_PLAIN : SCRIPT_OTHER;
}

bool unseen_is_unbroken(uint32_t code_point)
{
    int32_t class = icu()->u_getIntPropertyValue((UChar32)code_point, UCHAR_LINE_BREAK);
    return class == U_LB_NUMERIC ||
           (class == U_LB_ALPHABETIC && unseen_script_of(code_point) == SCRIPT_PLAIN);
}

static bool is_dropped(uint32_t code_point)
{
    switch (unseen_of(code_point)) {
    case UNSEEN_NONE:
    case UNSEEN_OBJECT:
    case UNSEEN_PRIVATE:
    case UNSEEN_LINE_END:
    case UNSEEN_TAG:
    case UNSEEN_CONTROL: return false;
    default: return true;
    }
}

text unseen_dropped(struct arena *arena, text value)
{
    struct buffer left;
    if (text_is_ascii(value))
        return value;
    buffer_init(&left, arena);
    for (size_t at = 0; at < value.length;) {
        uint32_t code_point = text_next_code_point(value, &at);
        if (!is_dropped(code_point))
            buffer_append_code_point(&left, code_point);
    }
    return left.length == value.length ? value : buffer_text(&left);
}

text unseen_name(struct arena *arena, uint32_t code_point)
{
    UErrorCode status = U_ZERO_ERROR;
    char name[NAME_BYTES];
    int32_t length = icu()->u_charName((UChar32)code_point, U_UNICODE_CHAR_NAME, name, sizeof name, &status);
    return U_SUCCESS(status) && length > 0 ? text_lower_ascii(arena, text_of(name)) : TEXT("");
}
