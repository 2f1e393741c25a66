/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_FILE_LOOK_H
#define BRIEF_BASE_FILE_LOOK_H
/*
 * file_look: what many files below a folder look like, in the order of their paths or nearly. The folder that
 * was opened last stays open: a name below an open folder is found in half the time of a path.
 */
#include "base/file.h"

struct file_look {
    int folder;  /* below which all lies; borrowed */
    int open;    /* -1: none */
    text prefix; /* the path of the open one, borrowed from the path that was looked at */
};

void file_look_begin(struct file_look *look, int folder);
void file_look_end(struct file_look *look);
/* file_status_at: 0 or an error. `path` ends in NUL and stays until another is looked at. */
int file_look_at(struct file_look *look, text path, struct file_status *status);
#endif
