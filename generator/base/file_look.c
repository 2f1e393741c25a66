/* SPDX-License-Identifier: MIT */
#include "base/file_look.h"
#include "base/path.h"
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

void file_look_begin(struct file_look *look, int folder)
{
    *look = (struct file_look){ .folder = folder, .open = -1 };
}

void file_look_end(struct file_look *look)
{
    if (look->open >= 0)
        close(look->open);
    look->open = -1;
}

/* The folder that a path is looked up from: for a page, "slug/index.html" below it, the one above its own. */
static text folder_of(text path)
{
    text folder = path_folder(path);
    return text_ends_with(path, TEXT("/index.html")) ? path_folder(folder) : folder;
}

static int open_folder(struct file_look *look, text prefix)
{
    struct arena arena;
    if (look->open >= 0 && text_equal(prefix, look->prefix))
        return 0;
    file_look_end(look);
    arena_init(&arena);
    look->open = openat(look->folder, prefix.length ? text_to_string(&arena, prefix) : ".",
        O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    int error = look->open < 0 ? errno : 0;
    arena_release(&arena);
    look->prefix = prefix;
    return error;
}

int file_look_at(struct file_look *look, text path, struct file_status *status)
{
    text prefix = folder_of(path);
    int error = open_folder(look, prefix);
    return error ? error
                 : file_status_at(look->open, path.bytes + (prefix.length ? prefix.length + 1 : 0), status);
}
