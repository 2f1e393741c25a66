/* SPDX-License-Identifier: MIT */
/* Windows-1252, in which much was written before UTF-8, and as which much UTF-8 has been read. */
#include "base/icu.h"
#include "base/unicode_utf16.h"
#include "base/unicode_western.h"

void unicode_windows_1252(uint16_t code_points[WESTERN_COUNT])
{
    char bytes[WESTERN_COUNT];
    UChar units[WESTERN_COUNT + 1];
    UErrorCode status = U_ZERO_ERROR;
    for (int i = 0; i < WESTERN_COUNT; i++)
        bytes[i] = (char)(WESTERN_FIRST + i);
    UConverter *converter = icu()->ucnv_open("windows-1252", &status);
    icu()->ucnv_toUChars(converter, units, WESTERN_COUNT + 1, bytes, WESTERN_COUNT, &status);
    unicode_die_on_failure(status, "Windows-1252");
    icu()->ucnv_close(converter);
    for (int i = 0; i < WESTERN_COUNT; i++)
        code_points[i] = units[i];
}
