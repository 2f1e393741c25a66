/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_MODEL_COMMENT_H
#define BRIEF_MODEL_COMMENT_H
/* comment: what a reader wrote about an article, as moderators let it in. Made by load/assemble_comments.c.
 */
#include "base/date.h"
#include "base/object.h"

/* So many levels of replies stand inside one another; a deeper reply stands beside the one that it answers.
 */
enum { COMMENT_LEVELS = 4 };

struct comment {
    text id;   /* file name without ending: an anchor of the page */
    text name; /* of the writer */
    text url;  /* of the writer's site, or absent */
    struct date date;
    text content;                   /* HTML */
    const struct comment *reply_to; /* the comment it answers, or NULL */
    struct object_list replies;     /* of comment, oldest first */
};

extern const struct object_type comment_type;
#endif
