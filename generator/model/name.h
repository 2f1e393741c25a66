/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_MODEL_NAME_H
#define BRIEF_MODEL_NAME_H
/* name: which bytes the names of functions have where they are called, in layouts and in texts. For those who
 * read calls, and for plugins, which give the names. */
#include "base/byte.h"
#include "base/text.h"

/* In a layout: a word of letters of any script, digits and '_'. */
static inline bool name_takes_in_layout(char byte, bool is_first)
{
    return byte_is_letter(byte) || byte == '_' || (unsigned char)byte >= 0x80 ||
           (!is_first && byte_is_digit(byte));
}

/* In a text, for shortcodes: of letters of ASCII, digits, '_' and '-'. */
static inline bool name_takes_in_text(char byte, bool is_first)
{
    return byte_is_letter(byte) || byte == '_' || (!is_first && (byte_is_digit(byte) || byte == '-'));
}

/* Does a name consist of such bytes alone, one at least? */
static inline bool name_is(text name, bool (*takes)(char byte, bool is_first))
{
    for (size_t i = 0; i < name.length; i++)
        if (!takes(name.bytes[i], i == 0))
            return false;
    return name.length > 0;
}
#endif
