/* SPDX-License-Identifier: MIT */
/* Pointers begin with the same words, always (Git LFS specification; git-annex, pointer files). */
#include "load/unfetched_file.h"
#include "base/count.h"

static const struct pointer {
    text start;
    const char *program, *command;
} pointers[] = {
    { TEXT_INIT("version https://git-lfs.github.com/spec/v1\n"), "Git LFS",
        "git lfs pull; a build server needs it too (lfs: true of actions/checkout)" },
    { TEXT_INIT("/annex/objects/"), "git-annex", "git annex get ." },
    /* to add one: a row */
};

static const struct pointer *find_pointer(text start)
{
    for (size_t i = 0; i < COUNT(pointers); i++)
        if (text_starts_with(start, pointers[i].start))
            return &pointers[i];
    return NULL;
}

bool unfetched_file_is(text start)
{
    return find_pointer(start) != NULL;
}

bool unfetched_file_report(struct diagnostics *diagnostics, uint32_t source, text contents)
{
    const struct pointer *pointer = find_pointer(contents);
    if (pointer)
        diagnostic_hint(diagnostics,
            diagnostic_error(diagnostics, (span){ source, 0, 0 }, "unfetched-file",
                "this is a pointer of %s, and not the file itself", pointer->program),
            "%s", pointer->command);
    return pointer != NULL;
}
