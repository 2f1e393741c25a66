/* SPDX-License-Identifier: MIT */
/*
 * A page like 2012/title/index.html needs the folder 2012/title made and a file opened in it. Both go from
 * 2012, which is looked up once for all its pages.
 */
#include "base/file_nest.h"
#include "base/file_open.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FOLDER_MODE = 0755 };

void file_nest_open(struct file_nest *nest, int folder)
{
    *nest = (struct file_nest){ .folder = folder, .above = -1 };
}

void file_nest_close(struct file_nest *nest)
{
    if (nest->above >= 0)
        close(nest->above);
    free((char *)nest->path.bytes);
    file_nest_open(nest, nest->folder);
}

/* Opens the folder named by the first `length` bytes of `path`. 0 or errno. */
static int go_to(struct file_nest *nest, const char *path, size_t length)
{
    if (nest->above >= 0 && text_equal(nest->path, (text){ path, length }))
        return 0;
    file_nest_close(nest);
    char *copy = strndup(path, length);
    if (!copy)
        arena_die_out_of_memory();
    nest->path = (text){ copy, length };
    nest->above = file_open_below(nest->folder, copy, O_PATH | O_DIRECTORY, 0);
    return nest->above < 0 ? -nest->above : 0;
}

/* The folder of a folder that a file is in; 0: there is no such folder. */
static size_t above_length(const char *path)
{
    const char *file = strrchr(path, '/');
    const char *folder = file ? memrchr(path, '/', (size_t)(file - path)) : NULL;
    return folder ? (size_t)(folder - path) : 0;
}

static int make_anywhere(struct file_nest *nest, const char *path, int *folder, const char **name)
{
    *folder = nest->folder;
    *name = path;
    return file_make_parents(nest->folder, path);
}

int file_nest_make(struct file_nest *nest, const char *path, int *folder, const char **name)
{
    size_t above = above_length(path);
    if (!above || go_to(nest, path, above) != 0)
        return make_anywhere(nest, path, folder, name);
    const char *rest = path + above + 1, *slash = strchr(rest, '/');
    char *last = strndup(rest, (size_t)(slash - rest));
    if (!last)
        arena_die_out_of_memory();
    int error = mkdirat(nest->above, last, FOLDER_MODE) != 0 ? errno : 0;
    free(last);
    if (error && error != EEXIST)
        return make_anywhere(nest, path, folder, name);
    *folder = nest->above;
    *name = rest;
    return 0;
}
