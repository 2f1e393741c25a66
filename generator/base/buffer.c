/* SPDX-License-Identifier: MIT */
/*
 * Room doubles, so that appending costs the same per byte however long the page becomes. Appending is one
 * bound check and one memcpy; growing is kept out of that path.
 */
#include "base/buffer.h"
#include "base/arena.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* In an arena growing is moving its end, mostly, and what is not used is lost: many short texts are made. */
enum { FIRST_CAPACITY = 256, FIRST_CAPACITY_IN_ARENA = 64 };

void buffer_init(struct buffer *buffer, struct arena *arena)
{
    *buffer = (struct buffer){ .arena = arena };
}

void buffer_reset(struct buffer *buffer)
{
    buffer->length = 0;
}

void buffer_release(struct buffer *buffer)
{
    if (!buffer->arena)
        free(buffer->bytes);
    buffer_init(buffer, buffer->arena);
}

static __attribute__((noinline)) void grow(struct buffer *buffer, size_t extra)
{
    size_t needed;
    if (__builtin_add_overflow(buffer->length, extra, &needed) || needed > SIZE_MAX / 2)
        arena_die_out_of_memory();
    size_t first = buffer->arena ? FIRST_CAPACITY_IN_ARENA : FIRST_CAPACITY;
    size_t capacity = buffer->capacity ? buffer->capacity * 2 : first;
    if (capacity < needed)
        capacity = needed;
    if (buffer->arena) {
        buffer->bytes = arena_grow_bytes(buffer->arena, buffer->bytes, buffer->capacity, capacity);
    } else {
        char *bytes = realloc(buffer->bytes, capacity);
        if (!bytes)
            arena_die_out_of_memory();
        buffer->bytes = bytes;
    }
    buffer->capacity = capacity;
}

char *buffer_reserve(struct buffer *buffer, size_t extra)
{
    if (extra > buffer->capacity - buffer->length || !buffer->bytes)
        grow(buffer, extra);
    return buffer->bytes + buffer->length;
}

void buffer_append_code_point(struct buffer *buffer, uint32_t code_point)
{
    buffer->length += text_encode_code_point(code_point, buffer_reserve(buffer, 4));
}

void buffer_append_integer(struct buffer *buffer, int64_t value)
{
    char digits[20];
    size_t at = sizeof(digits);
    /* Negated as unsigned, because the smallest int64_t has no positive counterpart. */
    uint64_t rest = value < 0 ? -(uint64_t)value : (uint64_t)value;
    do {
        digits[--at] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest);
    if (value < 0)
        digits[--at] = '-';
    buffer_append(buffer, (text){ digits + at, sizeof(digits) - at });
}

void buffer_append_padded(struct buffer *buffer, unsigned value, size_t digit_count)
{
    unsigned least = 1;
    for (size_t i = 1; i < digit_count; i++)
        least *= 10;
    for (; least > value && least > 1; least /= 10)
        buffer_append_byte(buffer, '0');
    buffer_append_integer(buffer, value);
}

void buffer_append_float(struct buffer *buffer, double value)
{
    if (!isfinite(value)) {
        buffer_append(buffer, isnan(value) ? TEXT("nan") : value < 0 ? TEXT("-inf") : TEXT("inf"));
        return;
    }
    char digits[48];
    /* Every number of up to 15 digits survives as itself, except below the normal range. */
    int precision = value == 0 || isnormal(value) ? 15 : 1;
    do
        snprintf(digits, sizeof(digits), "%.*g", precision, value);
    while (strtod(digits, NULL) != value && ++precision <= 17);
    text written = text_of(digits);
    buffer_append(buffer, written);
    if (strcspn(digits, ".e") == written.length)
        buffer_append_literal(buffer, ".0");
}

void buffer_print(struct buffer *buffer, const char *format, ...)
{
    va_list arguments;
    size_t room = buffer->capacity - buffer->length;
    va_start(arguments, format);
    int length = vsnprintf(room ? buffer->bytes + buffer->length : NULL, room, format, arguments);
    va_end(arguments);
    if (length >= 0 && (size_t)length >= room) {
        /* vsnprintf wants a byte for its NUL, which is not counted. */
        char *bytes = buffer_reserve(buffer, (size_t)length + 1);
        va_start(arguments, format);
        length = vsnprintf(bytes, (size_t)length + 1, format, arguments);
        va_end(arguments);
    }
    if (length > 0)
        buffer->length += (size_t)length;
}

text buffer_text(const struct buffer *buffer)
{
    return (text){ buffer->bytes ? buffer->bytes : "", buffer->length };
}

text buffer_finish(struct buffer *buffer)
{
    if (buffer->arena)
        arena_shrink_bytes(buffer->arena, buffer->bytes, buffer->capacity, buffer->length);
    if (buffer->arena && buffer->bytes)
        buffer->capacity = buffer->length;
    return buffer_text(buffer);
}
