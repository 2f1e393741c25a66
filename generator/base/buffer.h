/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_BUFFER_H
#define BRIEF_BASE_BUFFER_H
/*
 * buffer: bytes that grow at the end. What makes HTML, JSON or messages appends to one.
 * With an arena its bytes belong to that arena; without (NULL) they are its own, to be reused page after page
 * and given back with buffer_release.
 */
#include "base/text.h"
#include <stdarg.h>

struct buffer {
    char *bytes;
    size_t length;
    size_t capacity;
    struct arena *arena;
};

void buffer_init(struct buffer *buffer, struct arena *arena);
/* Empties it and keeps the room. */
void buffer_reset(struct buffer *buffer);
void buffer_release(struct buffer *buffer);

/* Makes room for `extra` more bytes and returns where they go; the caller adds to `length` itself. */
char *buffer_reserve(struct buffer *buffer, size_t extra);
/* Short, and called for every piece of every page: inside their callers. */
static inline void buffer_append(struct buffer *buffer, text value)
{
    if (!value.bytes || value.length == 0)
        return;
    if (value.length > buffer->capacity - buffer->length)
        buffer_reserve(buffer, value.length);
    memcpy(buffer->bytes + buffer->length, value.bytes, value.length);
    buffer->length += value.length;
}

static inline void buffer_append_byte(struct buffer *buffer, char byte)
{
    if (buffer->length == buffer->capacity)
        buffer_reserve(buffer, 1);
    buffer->bytes[buffer->length++] = byte;
}

void buffer_append_code_point(struct buffer *buffer, uint32_t code_point);
void buffer_append_integer(struct buffer *buffer, int64_t value);
/* With zeros before it up to that many digits: "07". */
void buffer_append_padded(struct buffer *buffer, unsigned value, size_t digit_count);
/* The shortest digits that read back as the same number, always with '.' or an exponent; "inf", "-inf",
 * "nan". */
void buffer_append_float(struct buffer *buffer, double value);
void buffer_print(struct buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));
#define buffer_append_literal(buffer, literal) buffer_append((buffer), TEXT(literal))

/* What is in it, borrowed until the next append or reset. */
text buffer_text(const struct buffer *buffer);
/* The same of one that is done: room that it did not need goes back to its arena, where that is possible. */
text buffer_finish(struct buffer *buffer);
#endif
