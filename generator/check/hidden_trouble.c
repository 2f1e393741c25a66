/* SPDX-License-Identifier: MIT */
#include "check/hidden_trouble.h"

static bool is_emoji(uint32_t code_point)
{
    return unseen_script_of(code_point) == SCRIPT_EMOJI;
}

static bool is_edge(const struct surroundings *around, uint32_t code_point)
{
    static const text ends = TEXT_INIT(" \t\"'[],");
    return !code_point ||
           (around->is_in_keys && code_point < 0x80 && text_find_byte(ends, (char)code_point, 0) != SIZE_MAX);
}

/* Of a character that keeps a line from being broken: it does nothing at the end of a text, and within words.
 */
static bool is_idle_between(const struct surroundings *around)
{
    return is_edge(around, around->before) || is_edge(around, around->after) ||
           (unseen_is_unbroken(around->before) && unseen_is_unbroken(around->after));
}

enum trouble hidden_trouble(enum unseen unseen, const struct surroundings *around)
{
    bool is_plain = !around->has_other && !around->has_right_to_left, is_found = false;
    enum trouble trouble = TROUBLE_IDLE;
    switch (unseen) {
    case UNSEEN_OBJECT: return TROUBLE_OBJECT;
    case UNSEEN_PRIVATE: return TROUBLE_PRIVATE;
    case UNSEEN_LINE_END: return TROUBLE_LINE_END;
    case UNSEEN_CONTROL: return TROUBLE_CONTROL;
    case UNSEEN_OVERRIDE: return TROUBLE_OVERRIDE;
    case UNSEEN_BYTE_ORDER: is_found = !around->is_first; break;
    case UNSEEN_SPACE: is_found = !around->has_other; break;
    case UNSEEN_JOINER: is_found = is_plain && !is_emoji(around->before) && !is_emoji(around->after); break;
    case UNSEEN_WORD_JOINER: is_found = is_plain && is_idle_between(around); break;
    case UNSEEN_FILLER:
        is_found = !around->has_other;
        trouble = TROUBLE_FILLER;
        break;
    case UNSEEN_SOFT_HYPHEN:
        is_found = around->is_in_name;
        trouble = TROUBLE_SOFT_HYPHEN;
        break;
    case UNSEEN_MARK:
        is_found = !around->is_right_to_left;
        trouble = TROUBLE_MARK;
        break;
    case UNSEEN_TAG:
        is_found = !is_emoji(around->before);
        trouble = TROUBLE_TAG;
        break;
    default: break;
    }
    return is_found ? trouble : TROUBLE_NONE;
}
