/* SPDX-License-Identifier: MIT */
/*
 * Names that Windows and the file systems of most sticks (NTFS by way of Windows, FAT, exFAT) cannot have:
 * who clones the site there gets no file, and neither does who unpacks a copy of it.
 */
#include "base/path.h"
#include "check/check.h"

static const char forbidden[] = "<>:\"|?*";

/* The first such character; NUL: there is none. */
static char first_forbidden(text name)
{
    for (size_t i = 0; i < name.length; i++)
        for (const char *sign = forbidden; *sign; sign++)
            if (name.bytes[i] == *sign)
                return *sign;
    return '\0';
}

void check_unportable_names(struct checking *checking)
{
    const struct content *content = checking->subject->content;
    for (size_t i = 0; i < content->count; i++) {
        const struct content_file *file = &content->files[i];
        char sign = first_forbidden(file->path);
        if (!sign)
            continue;
        bool is_folder = sign != first_forbidden(path_name(file->path));
        struct diagnostic *diagnostic = check_report(checking, (span){ file->source, 0, 0 },
            "%s with '%c' in its name cannot be on Windows", is_folder ? "a folder" : "a file", sign);
        diagnostic_hint(checking->diagnostics, diagnostic,
            "give it another name before it is published; of what is, the address would be another one");
    }
}
