/* SPDX-License-Identifier: MIT */
/* The field table of a comment. To add a field: the struct's member and one row here. */
#include "model/comment.h"
#include "model/field_rows.h"

#define OWNER comment
static const struct field comment_fields[] = {
    ROW(id, FIELD_TEXT, NULL, "text", "file name without ending, unique below its article"),
    ROW(name, FIELD_TEXT, NULL, "text", "who wrote it"),
    ROW(url, FIELD_TEXT, NULL, "text", "address of the writer's site, or none"),
    ROW(date, FIELD_DATE, NULL, "date", "when"),
    ROW(content, FIELD_MARKUP, NULL, "markup", "what was written, as HTML"),
    ROW(reply_to, FIELD_OBJECT, &comment_type, "comment", "the comment it answers, or none"),
    ROW(replies, FIELD_LIST, &comment_type, "list of comment",
        "answers, oldest first; from the fourth level on they stand beside what they answer"),
};
#undef OWNER
const struct object_type comment_type = { "comment", "what a reader wrote about an article", comment_fields,
    COUNT(comment_fields), "name", OBJECT_STAYS };
