/* SPDX-License-Identifier: MIT */
/* Any bytes as a style sheet: going through its addresses ends, and what is found lies in it, in order. */
#include "base/arena.h"
#include "base/css.h"
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct arena arena;
    char *copy = malloc(length ? length : 1);
    if (!copy)
        abort();
    memcpy(copy, bytes, length);
    arena_init(&arena);
    text css = { copy, length }, written;
    for (size_t at = 0, before = 0; css_next_address(&arena, css, &at, &written).bytes; before = at) {
        if (written.bytes < copy || written.bytes + written.length > copy + length)
            abort();
        if (at <= before || at > length)
            abort();
    }
    arena_release(&arena);
    free(copy);
    return 0;
}
