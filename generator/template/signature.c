/* SPDX-License-Identifier: MIT */
/* A default is a literal: a number, a string, true, false or none; what cannot be read is none. */
#include "template/signature.h"
#include "base/arena.h"
#include "base/list.h"
#include <stdlib.h>

static struct value literal(text written, struct arena *arena)
{
    if (text_equal(written, TEXT("true")) || text_equal(written, TEXT("false")))
        return value_bool(written.bytes[0] == 't');
    if (written.length >= 2 && (written.bytes[0] == '\'' || written.bytes[0] == '"'))
        return value_text(text_slice(written, 1, written.length - 2));
    char *string = text_to_string(arena, written), *end = NULL;
    long long integer = strtoll(string, &end, 10);
    if (written.length && *end == '\0')
        return value_integer(integer);
    double floating = strtod(string, &end);
    return written.length && *end == '\0' ? value_float(floating) : value_none();
}

/* The end of the parameter that starts at `start`: the next comma outside quotes. */
static size_t parameter_end(text parameters, size_t start)
{
    char quote = '\0';
    size_t at = start;
    for (; at < parameters.length; at++) {
        char byte = parameters.bytes[at];
        if (quote)
            quote = byte == quote ? '\0' : quote;
        else if (byte == '\'' || byte == '"')
            quote = byte;
        else if (byte == ',')
            break;
    }
    return at;
}

static void read_signature(struct signature *signature, const char *parameters, struct arena *arena)
{
    struct {
        struct signature_parameter *items;
        size_t count, capacity;
    } list = { 0 };
    text all = text_of(parameters ? parameters : "");
    *signature = (struct signature){ 0 };
    for (size_t start = 0, end; start < all.length; start = end + 1) {
        end = parameter_end(all, start);
        text part = text_trim(text_slice(all, start, end - start));
        size_t equals = text_find_byte(part, '=', 0);
        if (text_starts_with(part, TEXT("**")))
            signature->takes_named = true;
        else if (text_starts_with(part, TEXT("*")))
            signature->takes_rest = true;
        else if (part.length && equals == SIZE_MAX)
            *list_add(arena, &list) = (struct signature_parameter){ part, true, value_none() };
        else if (part.length)
            *list_add(arena, &list) = (struct signature_parameter){ text_trim(text_slice(part, 0, equals)),
                false, literal(text_trim(text_from(part, equals + 1)), arena) };
    }
    signature->items = list.items;
    signature->count = list.count;
}

void signature_add_rows(struct map *callees, const struct template_function *rows, size_t count,
    bool reads_page, struct arena *arena)
{
    for (size_t i = 0; i < count; i++) {
        struct callee *callee = arena_new(arena, struct callee);
        callee->row = &rows[i];
        callee->reads_page = reads_page;
        read_signature(&callee->signature, rows[i].parameters, arena);
        map_set(callees, text_of(rows[i].name), callee);
    }
}
