/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_COPIED_NAME_H
#define BRIEF_BASE_COPIED_NAME_H
/*
 * copied_name: which file another one is a copy of, by its name alone, as programs call copies that nobody
 * asked for. Names that people give, "levy-2.md" or "copy-of-the-treaty.md", say nothing.
 */
#include "base/text.h"

enum copied_kind {
    COPIED_NOT,
    COPIED_IN_CONFLICT, /* of two people who wrote at once: "levy.sync-conflict-20240301-101010-ABCDEFG.md",
                         * "levy (Jane's conflicted copy 2024-03-01).md", "levy-DESKTOP-7AB12CD.md" */
    COPIED_AS_IT_WAS,   /* before it was changed: "levy.pdf.bak", "levy.pdf.orig" */
};

struct copied_name {
    enum copied_kind kind;
    text original;   /* the name of the other file; lives in the arena */
    bool is_certain; /* else it is a copy only where the other file lies beside it */
};

/* Of the name of a file, without folders. */
struct copied_name copied_name_of(struct arena *arena, text name);
#endif
