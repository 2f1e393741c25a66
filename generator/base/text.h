/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_TEXT_H
#define BRIEF_BASE_TEXT_H
/*
 * text: a borrowed run of bytes, pointer and length, usually UTF-8 and not NUL-terminated.
 * Every room uses it. A text owns nothing: its bytes live in an arena, a source or the program's constants.
 * A text with bytes == NULL is absent; TEXT("") is present and empty. Both have length 0.
 */
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct arena;

typedef struct text {
    const char *bytes;
    size_t length;
} text;

/* A literal as text: TEXT("abc"). */
#define TEXT(literal) ((text){ "" literal, sizeof(literal) - 1 })
/* The same where a constant initialiser is needed: static const text name = TEXT_INIT("abc"). */
#define TEXT_INIT(literal)                                                                                   \
    {                                                                                                        \
        "" literal, sizeof(literal) - 1                                                                      \
    }
#define TEXT_NONE ((text){ NULL, 0 })
/* For printf's "%.*s". */
#define TEXT_ARGS(value) (int)(value).length, (value).bytes ? (value).bytes : ""

/* Borrows a NUL-terminated string; NULL gives the absent text. Here, so that a literal is not measured. */
static inline text text_of(const char *string)
{
    return string ? (text){ string, strlen(string) } : TEXT_NONE;
}
/* From `start` to the end, clamped. */
text text_from(text whole, size_t start);
/* The first `length` bytes from `start`, clamped to what is there. */
text text_slice(text whole, size_t start, size_t length);

/* A byte that always stands between words, in every language: space, line end or tab. A table, since every
 * byte of every text is asked about. */
extern const bool text_blanks[256];
static inline bool text_is_blank(char byte)
{
    return text_blanks[(unsigned char)byte];
}

static inline bool text_equal(text a, text b)
{
    /* Most texts that differ differ in length or in the first byte, which spares the call. */
    return a.length == b.length &&
           (a.length == 0 || (a.bytes[0] == b.bytes[0] && memcmp(a.bytes, b.bytes, a.length) == 0));
}
/* text_equal_ignoring_ascii_case for texts of the same length. */
bool text_matches_ignoring_ascii_case(text a, text b);
/* Same bytes when ASCII letters are taken as lower case. */
static inline bool text_equal_ignoring_ascii_case(text a, text b)
{
    /* The case of a letter is one bit. */
    return a.length == b.length && (a.length == 0 || (((a.bytes[0] ^ b.bytes[0]) & ~0x20) == 0 &&
                                                         text_matches_ignoring_ascii_case(a, b)));
}
/* Whether it is one of the texts of a table, and the same when ASCII letters are taken as lower case. */
bool text_is_one_of(text value, const text *table, size_t count);
bool text_is_one_of_ignoring_ascii_case(text value, const text *table, size_t count);
/* Byte order, shorter first: <0, 0, >0. Never locale-dependent. */
int text_compare(text a, text b);
bool text_starts_with(text value, text prefix);
bool text_starts_with_ignoring_ascii_case(text value, text prefix);
/* Bytes with which both begin. */
size_t text_shared_length(text a, text b);
/* Bytes of the UTF-8 byte order mark that the text starts with: 3 or 0. */
size_t text_mark_length(text value);
bool text_ends_with(text value, text suffix);
/* Offset of the first occurrence at or after `start`, or SIZE_MAX. */
size_t text_find(text value, text needle, size_t start);
size_t text_find_byte(text value, char byte, size_t start);
/* Offset of the last occurrence, or SIZE_MAX. */
size_t text_find_last_byte(text value, char byte);
/* Without ASCII white space (space, \t \n \r \f \v) at both ends. */
text text_trim(text value);
/*
 * Cuts the part before `separator` off the front of *rest and returns it; the last part leaves *rest absent.
 * Loop: for (text part; rest.bytes && (part = text_cut(&rest, ','), true);) …
 */
text text_cut(text *rest, char separator);
/* The same for a line, without its end: \n or \r\n. */
text text_cut_line(text *rest);

/* Copies with their own storage in `arena`. text_copy keeps absent absent. */
text text_copy(struct arena *arena, text value);
char *text_to_string(struct arena *arena, text value); /* NUL-terminated; NUL bytes inside are kept */
text text_lower_ascii(struct arena *arena, text value);
/* printf into the arena; a NUL byte follows the text, so that .bytes can be used as a string. */
text text_format(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
text text_vformat(struct arena *arena, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));
/* One behind the other; a NUL byte follows, as above. */
text text_concat(struct arena *arena, text first, text second);
/* The parts with `separator` between them. */
text text_join(struct arena *arena, const text *parts, size_t count, text separator);
/* Every occurrence of `from` (not empty) replaced. */
text text_replace(struct arena *arena, text value, text from, text to);
/* Runs of blanks (U+0020) as one; in `arena`, or the value when there are none. */
text text_single_blanks(struct arena *arena, text value);

/*
 * Damerau-Levenshtein distance in bytes (ASCII case folded), for "did you mean"; gives up above `limit`
 * and returns limit + 1.
 */
size_t text_distance(text a, text b, size_t limit);

/* UTF-8. */
/* The code point at *offset, which must lie in the text and moves past it; U+FFFD and one byte for an
 * ill-formed sequence. */
uint32_t text_next_code_point(text value, size_t *offset);
/* Offset of the first byte from `start` on that is no ASCII, or SIZE_MAX. */
size_t text_find_beyond_ascii(text value, size_t start);
/* True also for the empty text. */
bool text_is_ascii(text value);
/* ASCII without capital letters, which no folding of letters changes. True also for the empty text. */
bool text_is_small_ascii(text value);
/* Offset of the first byte that is not well-formed UTF-8, or SIZE_MAX. */
size_t text_find_invalid_utf8(text value);
/* Where the code point begins that the byte at `offset` belongs to; `offset` itself when it is part of none.
 */
size_t text_code_point_start(text value, size_t offset);
/* Where the first code point begins at `offset` or behind it; the end of the text when none does. */
size_t text_code_point_from(text value, size_t offset);
/* The last code point's bytes; of bytes that are no UTF-8 the last one. Empty for an empty text. */
text text_last_character(text value);
/* Count of code points. */
size_t text_code_point_count(text value);
/* Columns on a terminal: combining marks 0, wide East Asian 2, a tab 1. */
size_t text_display_width(text value);
/* Encodes one code point into `bytes` (at least 4); returns the count written. */
size_t text_encode_code_point(uint32_t code_point, char *bytes);
#endif
