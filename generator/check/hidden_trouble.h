/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_CHECK_HIDDEN_TROUBLE_H
#define BRIEF_CHECK_HIDDEN_TROUBLE_H
/* hidden_trouble: what is wrong with a character that nobody sees, where it stands. */
#include "base/unseen.h"

enum trouble {
    TROUBLE_NONE,
    TROUBLE_IDLE,
    TROUBLE_FILLER,
    TROUBLE_OBJECT,
    TROUBLE_SOFT_HYPHEN,
    TROUBLE_PRIVATE,
    TROUBLE_LINE_END,
    TROUBLE_TAG,
    TROUBLE_CONTROL,
    TROUBLE_MARK,
    TROUBLE_OVERRIDE,
    TROUBLE_OPEN,
    TROUBLE_STRAY,
    TROUBLE_COUNT
};

/* Where it stands. */
struct surroundings {
    bool is_right_to_left;  /* the text, or a letter of it */
    bool has_right_to_left; /* a letter of the paragraph */
    bool has_other;         /* the same, of a script that may need any of these characters */
    bool is_first;          /* in its file */
    bool is_in_keys;        /* in front matter or data, where a value ends at quotes and commas, too */
    bool is_in_name;        /* in a name or a title, which others show or compare */
    uint32_t before, after; /* what is seen beside it in its line; 0: nothing */
};
/* Of a direction only what is wrong whether it is closed or not. */
enum trouble hidden_trouble(enum unseen unseen, const struct surroundings *around);
#endif
