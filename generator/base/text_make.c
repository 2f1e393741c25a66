/* SPDX-License-Identifier: MIT */
/* The part of text that makes new texts, each with storage of its own in an arena. */
#include "base/text.h"
#include "base/byte.h"
#include "base/arena.h"
#include <stdio.h>
#include <string.h>

static text copy_bytes(struct arena *arena, const char *bytes, size_t length)
{
    char *copy = arena_bytes(arena, length);
    if (length > 0)
        memcpy(copy, bytes, length);
    return (text){ copy, length };
}

text text_copy(struct arena *arena, text value)
{
    return value.bytes ? copy_bytes(arena, value.bytes, value.length) : TEXT_NONE;
}

char *text_to_string(struct arena *arena, text value)
{
    char *string = arena_bytes(arena, value.length + 1);
    if (value.length > 0)
        memcpy(string, value.bytes, value.length);
    string[value.length] = '\0';
    return string;
}

text text_lower_ascii(struct arena *arena, text value)
{
    if (!value.bytes)
        return TEXT_NONE;
    char *lower = arena_bytes(arena, value.length);
    for (size_t i = 0; i < value.length; i++) {
        char byte = value.bytes[i];
        lower[i] = byte_to_lower(byte);
    }
    return (text){ lower, value.length };
}

text text_format(struct arena *arena, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    text made = text_vformat(arena, format, arguments);
    va_end(arguments);
    return made;
}

text text_vformat(struct arena *arena, const char *format, va_list arguments)
{
    /* Zeroing it would cost as much as most formats do. */
    __attribute__((uninitialized)) char local[512];
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(local, sizeof(local), format, arguments);
    text made = TEXT("");
    if (length >= 0 && (size_t)length < sizeof(local)) {
        char *bytes = arena_bytes(arena, (size_t)length + 1);
        memcpy(bytes, local, (size_t)length + 1);
        made = (text){ bytes, (size_t)length };
    } else if (length >= 0) {
        char *bytes = arena_bytes(arena, (size_t)length + 1);
        vsnprintf(bytes, (size_t)length + 1, format, again);
        made = (text){ bytes, (size_t)length };
    }
    va_end(again);
    return made;
}

/* Appends at *end, which moves; there must be room. */
static void put(char **end, text value)
{
    if (value.length > 0)
        memcpy(*end, value.bytes, value.length);
    *end += value.length;
}

text text_concat(struct arena *arena, text first, text second)
{
    size_t length = first.length + second.length;
    char *bytes = arena_bytes(arena, length + 1), *end = bytes;
    put(&end, first);
    put(&end, second);
    *end = '\0';
    return (text){ bytes, length };
}

text text_join(struct arena *arena, const text *parts, size_t count, text separator)
{
    size_t length = count > 1 ? separator.length * (count - 1) : 0;
    for (size_t i = 0; i < count; i++)
        length += parts[i].length;
    char *bytes = arena_bytes(arena, length);
    char *end = bytes;
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            put(&end, separator);
        put(&end, parts[i]);
    }
    return (text){ bytes, length };
}

text text_replace(struct arena *arena, text value, text from, text to)
{
    if (from.length == 0)
        return text_copy(arena, value);
    size_t count = 0;
    for (size_t at = text_find(value, from, 0); at != SIZE_MAX; at = text_find(value, from, at + from.length))
        count++;
    if (count == 0)
        return text_copy(arena, value);
    size_t added;
    if (__builtin_mul_overflow(count, to.length, &added))
        arena_die_out_of_memory();
    size_t length = value.length - count * from.length + added;
    char *bytes = arena_bytes(arena, length);
    char *end = bytes;
    size_t start = 0;
    for (size_t at = text_find(value, from, 0); at != SIZE_MAX; at = text_find(value, from, start)) {
        put(&end, text_slice(value, start, at - start));
        put(&end, to);
        start = at + from.length;
    }
    put(&end, text_from(value, start));
    return (text){ bytes, length };
}

text text_single_blanks(struct arena *arena, text value)
{
    while (text_find(value, TEXT("  "), 0) != SIZE_MAX)
        value = text_replace(arena, value, TEXT("  "), TEXT(" "));
    return value;
}
