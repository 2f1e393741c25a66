/* SPDX-License-Identifier: MIT */
/* One allocation of the right size, and one walk. */
#include "base/patched_text.h"
#include "base/arena.h"
#include <string.h>

static size_t length_of(const struct patched_text *patched)
{
    size_t length = patched->original.length;
    for (size_t i = 0; i < patched->count; i++)
        length += patched->patches[i].with.length - patched->patches[i].dropped;
    return length;
}

static char *put(char *out, const char *bytes, size_t length)
{
    if (length)
        memcpy(out, bytes, length);
    return out + length;
}

text patched_text_make(struct arena *arena, const struct patched_text *patched)
{
    text original = patched->original;
    size_t taken = 0;
    if (!patched->count)
        return original;
    text made = { NULL, length_of(patched) };
    char *out = arena_bytes(arena, made.length);
    made.bytes = out;
    for (size_t i = 0; i < patched->count; i++) {
        const struct text_patch *patch = &patched->patches[i];
        out = put(out, original.bytes + taken, patch->at - taken);
        out = put(out, patch->with.bytes, patch->with.length);
        taken = patch->at + patch->dropped;
    }
    put(out, original.bytes + taken, original.length - taken);
    return made;
}
