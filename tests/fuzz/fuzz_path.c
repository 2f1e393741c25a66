/* SPDX-License-Identifier: MIT */
/* Whatever an address says, its output path stays below the output folder, and its address leads to the same
 * path. */
#include "base/arena.h"
#include "base/path.h"
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void stays_below(text path)
{
    for (text part; path.bytes && (part = text_cut(&path, '/'), true);) {
        if (text_equal(part, TEXT("..")) || text_equal(part, TEXT(".")) || part.length == 0)
            abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct arena arena;
    arena_init(&arena);
    text path, again;
    if (path_of_address(&arena, (text){ (const char *)bytes, length }, &path) == PATH_OK) {
        stays_below(path);
        if (path_check(path) != PATH_OK)
            abort();
        if (path_of_address(&arena, path_to_address(&arena, path), &again) != PATH_OK ||
            !text_equal(path, again))
            abort();
    }
    text resolved = path_resolve(&arena, TEXT("articles/2019"), (text){ (const char *)bytes, length });
    if (resolved.length > 0)
        stays_below(resolved);
    arena_release(&arena);
    return 0;
}
