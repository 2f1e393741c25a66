/* SPDX-License-Identifier: MIT */
#include "base/arena.h"
#include "base/buffer.h"
#include "base/path.h"

/* How much of `path` is in folders that `folder` is in, or is. */
static size_t shared_folders(text folder, text path)
{
    size_t shared = 0;
    for (size_t i = 0; i < path.length && i <= folder.length; i++) {
        bool is_end = i == folder.length || folder.bytes[i] == '/';
        if (path.bytes[i] == '/' && is_end)
            shared = i + 1;
        else if (is_end || path.bytes[i] != folder.bytes[i])
            break;
    }
    return shared;
}

text path_relative(struct arena *arena, text folder, text path)
{
    size_t shared = shared_folders(folder, path);
    struct buffer whole;
    buffer_init(&whole, arena);
    for (text rest = text_from(folder, shared < folder.length ? shared : folder.length); rest.length;) {
        text_cut(&rest, '/');
        buffer_append(&whole, TEXT("../"));
    }
    buffer_append(&whole, text_from(path, shared));
    return buffer_text(&whole);
}
