/* SPDX-License-Identifier: MIT */
/* The folder is made by whichever worker needs it first, so that a build that changes nothing leaves no
 * trace, and only its owner can look into it: a web server may be serving the output meanwhile. */
#include "build/staging.h"
#include "base/file.h"
#include "base/file_tree.h"
#include <errno.h>

enum { OWNER_ONLY = 0700 };

text staging_path(struct arena *arena, size_t piece)
{
    return text_format(arena, STAGING_FOLDER "/%zu", piece);
}

int staging_begin(int folder, const char *name)
{
    int descriptor = file_write_begin(folder, name, true);
    if (descriptor != -ENOENT)
        return descriptor;
    int error = file_make_folder(folder, STAGING_FOLDER, OWNER_ONLY);
    return error ? -error : file_write_begin(folder, name, true);
}
