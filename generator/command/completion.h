/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_COMMAND_COMPLETION_H
#define BRIEF_COMMAND_COMPLETION_H
/* completion: what shells load to complete command lines of brief, made from the tables of verbs and options.
 */
#include "base/buffer.h"

/* The shells, by name, NULL at the end. */
extern const char *const completion_shells[];
/* Appends the script for one of them. */
void completion_write(text shell, struct buffer *out);
#endif
