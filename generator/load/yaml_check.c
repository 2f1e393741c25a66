/* SPDX-License-Identifier: MIT */
/*
 * libyaml reports bad bytes without a line, so they are looked for beforehand. A file in UTF-16 is recognised
 * by its byte order mark or by the NUL byte that every ASCII letter brings along, and named as such.
 */
#include "load/yaml_check.h"
#include <string.h>

static bool is_utf16(text contents)
{
    if (text_starts_with(contents, TEXT("\xFF\xFE")) || text_starts_with(contents, TEXT("\xFE\xFF")))
        return true;
    return contents.length >= 4 && !contents.bytes[0] != !contents.bytes[1] &&
           !contents.bytes[2] != !contents.bytes[3];
}

bool yaml_check_encoding_advising(
    uint32_t source, text contents, size_t offset, const char *advice, struct diagnostics *diagnostics)
{
    text part = text_from(contents, offset);
    struct diagnostic *diagnostic = NULL;
    if (is_utf16(part)) {
        diagnostic = diagnostic_error(
            diagnostics, (span){ source, (uint32_t)offset, 0 }, "utf-16", "the file is in UTF-16");
        diagnostic_hint(diagnostics, diagnostic, "%s", advice);
        return false;
    }
    size_t invalid = text_find_invalid_utf8(part);
    size_t nul = text_find_byte(part, '\0', 0);
    if (invalid == SIZE_MAX && nul == SIZE_MAX)
        return true;
    if (nul < invalid) {
        span where = { source, (uint32_t)(offset + nul), 1 };
        diagnostic = diagnostic_error(diagnostics, where, "nul-byte", "NUL byte at byte %zu", offset + nul);
        diagnostic_hint(diagnostics, diagnostic, "remove it; a file full of them is not a text file");
        return false;
    }
    span where = { source, (uint32_t)(offset + invalid), 1 };
    diagnostic = diagnostic_error(diagnostics, where, "invalid-utf8",
        "byte 0x%02X at byte %zu is not valid UTF-8", (unsigned char)part.bytes[invalid], offset + invalid);
    diagnostic_hint(diagnostics, diagnostic, "%s", advice);
    return false;
}

bool yaml_check_encoding(uint32_t source, text contents, size_t offset, struct diagnostics *diagnostics)
{
    return yaml_check_encoding_advising(source, contents, offset, "save the file as UTF-8", diagnostics);
}

bool yaml_is_printable(uint32_t code_point)
{
    if (code_point < 0x20)
        return code_point == '\t' || code_point == '\n' || code_point == '\r';
    return code_point < 0x7F || code_point == 0x85 ||
           (code_point >= 0xA0 && code_point != 0xFEFF && code_point != 0xFFFE && code_point != 0xFFFF);
}

size_t yaml_find_unprintable(text contents, size_t offset, uint32_t *code_point)
{
    while (offset < contents.length) {
        size_t start = offset;
        unsigned char byte = (unsigned char)contents.bytes[offset];
        if (byte >= 0x20 && byte < 0x7F) {
            offset++;
            continue;
        }
        *code_point = text_next_code_point(contents, &offset);
        if (!yaml_is_printable(*code_point))
            return start;
    }
    return SIZE_MAX;
}

bool yaml_check_characters(uint32_t source, text contents, size_t offset, struct diagnostics *diagnostics)
{
    uint32_t code_point;
    size_t start = yaml_find_unprintable(contents, offset, &code_point), end = start;
    if (start == SIZE_MAX)
        return true;
    text_next_code_point(contents, &end);
    struct diagnostic *diagnostic =
        diagnostic_error(diagnostics, (span){ source, (uint32_t)start, (uint32_t)(end - start) },
            "control-character", "character U+%04X is not allowed in YAML", (unsigned)code_point);
    diagnostic_hint(
        diagnostics, diagnostic, "remove it, or write \"\\u%04X\" in double quotes", (unsigned)code_point);
    return false;
}
