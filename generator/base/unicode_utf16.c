/* SPDX-License-Identifier: MIT */
/* The border between UTF-8 and ICU's UTF-16. Buffers grow and are kept, so that a step costs no allocation.
 */
#include "base/unicode_utf16.h"
#include "base/arena.h"
#include <stdlib.h>

/* Three bytes for each unit must still be a number that ICU can count. */
enum { LONGEST_TEXT_BYTES = INT32_MAX / 4, REPLACEMENT_CHARACTER = 0xFFFD };

void utf16_reserve(struct utf16 *utf16, size_t capacity)
{
    if (capacity <= (size_t)utf16->capacity && utf16->units)
        return;
    if (capacity > INT32_MAX / 2)
        arena_die_out_of_memory();
    size_t larger = capacity + capacity / 2 + 32;
    UChar *units = realloc(utf16->units, larger * sizeof(UChar));
    if (!units)
        arena_die_out_of_memory();
    utf16->units = units;
    utf16->capacity = (int32_t)larger;
}

void utf16_from_text(struct utf16 *utf16, text value)
{
    if (value.length > LONGEST_TEXT_BYTES)
        arena_die_out_of_memory();
    UErrorCode status = U_ZERO_ERROR;
    utf16_reserve(utf16, value.length + 1);
    icu()->u_strFromUTF8WithSub(utf16->units, utf16->capacity, &utf16->length, value.bytes ? value.bytes : "",
        (int32_t)value.length, REPLACEMENT_CHARACTER, NULL, &status);
    unicode_die_on_failure(status, "UTF-8");
}

text utf16_to_text(struct arena *arena, const struct utf16 *utf16)
{
    UErrorCode status = U_ZERO_ERROR;
    size_t capacity = (size_t)utf16->length * 3;
    if (capacity >= INT32_MAX)
        arena_die_out_of_memory();
    char *bytes = arena_bytes(arena, capacity + 1);
    int32_t length = 0;
    icu()->u_strToUTF8WithSub(bytes, (int32_t)capacity + 1, &length, utf16->units, utf16->length,
        REPLACEMENT_CHARACTER, NULL, &status);
    unicode_die_on_failure(status, "UTF-16");
    return (text){ bytes, (size_t)length };
}

void utf16_swap(struct unicode *unicode)
{
    struct utf16 current = unicode->other;
    unicode->other = unicode->current;
    unicode->current = current;
}

void utf16_apply(struct unicode *unicode, utf16_step *step)
{
    struct utf16 *to = &unicode->other;
    UErrorCode status = U_ZERO_ERROR;
    utf16_reserve(to, (size_t)unicode->current.length + 16);
    to->length = step(unicode, &unicode->current, to->units, to->capacity, &status);
    if (status == U_BUFFER_OVERFLOW_ERROR) {
        status = U_ZERO_ERROR;
        utf16_reserve(to, (size_t)to->length + 1);
        to->length = step(unicode, &unicode->current, to->units, to->capacity, &status);
    }
    unicode_die_on_failure(status, "text conversion");
    utf16_swap(unicode);
}
