/* SPDX-License-Identifier: MIT */
/* Pointers begin with the same words, always (Git LFS specification; git-annex, pointer files). Placeholders
 * have names of their own. */
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

static const struct placeholder {
    text start, ending;
    const char *program, *hint;
} placeholders[] = {
    { TEXT_INIT("."), TEXT_INIT(".icloud"), "iCloud",
        "fetch it: 'Download Now' in the Finder, or brctl download in its folder, and 'Keep Downloaded'" },
    { TEXT_INIT(""), TEXT_INIT(".nextcloud"), "Nextcloud", "fetch it: 'Make always available locally'" },
    { TEXT_INIT(""), TEXT_INIT(".owncloud"), "ownCloud", "fetch it: 'Make always available locally'" },
    { TEXT_INIT(""), TEXT_INIT(".rsls"), "Resilio Sync", "fetch it: 'Sync to this device'" },
    /* to add one: a row */
};

static const struct placeholder *find_placeholder(text name)
{
    for (size_t i = 0; i < COUNT(placeholders); i++)
        if (name.length > placeholders[i].start.length + placeholders[i].ending.length &&
            text_starts_with(name, placeholders[i].start) && text_ends_with(name, placeholders[i].ending))
            return &placeholders[i];
    return NULL;
}

text unfetched_file_of_name(text name)
{
    const struct placeholder *found = find_placeholder(name);
    if (!found)
        return TEXT_NONE;
    return text_slice(name, found->start.length, name.length - found->start.length - found->ending.length);
}

void unfetched_file_report_name(struct diagnostics *diagnostics, span where, text name)
{
    const struct placeholder *found = find_placeholder(name);
    text file = unfetched_file_of_name(name);
    if (found)
        diagnostic_hint(diagnostics,
            diagnostic_error(diagnostics, where, "unfetched-file",
                "'%.*s' is still with %s; this only stands for it", TEXT_ARGS(file), found->program),
            "%s", found->hint);
}
