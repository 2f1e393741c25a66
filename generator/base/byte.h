/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_BYTE_H
#define BRIEF_BASE_BYTE_H
/* byte: what a byte is in ASCII, whatever the locale. Those of other letters in UTF-8 are none of it. */
#include <stdbool.h>

static inline bool byte_is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static inline bool byte_is_lower(char byte)
{
    return byte >= 'a' && byte <= 'z';
}

static inline bool byte_is_upper(char byte)
{
    return byte >= 'A' && byte <= 'Z';
}

static inline bool byte_is_letter(char byte)
{
    return byte_is_lower(byte) || byte_is_upper(byte);
}

static inline bool byte_is_letter_or_digit(char byte)
{
    return byte_is_letter(byte) || byte_is_digit(byte);
}

/* Space, \t \n \r \f or \v. */
static inline bool byte_is_space(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

/* The number that a digit stands for, hexadecimal ones in either case too; 16 for every other byte. */
static inline int byte_digit(char byte)
{
    if (byte_is_digit(byte))
        return byte - '0';
    char lower = (char)(byte | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : 16;
}

static inline char byte_to_lower(char byte)
{
    return byte_is_upper(byte) ? (char)(byte + ('a' - 'A')) : byte;
}

static inline char byte_to_upper(char byte)
{
    return byte_is_lower(byte) ? (char)(byte - ('a' - 'A')) : byte;
}
#endif
