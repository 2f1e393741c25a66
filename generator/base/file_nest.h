/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_FILE_NEST_H
#define BRIEF_BASE_FILE_NEST_H
/*
 * file_nest: many new files, most of them in a new folder of their own, below a folder that is open. The
 * folder in which the last of those was made stays open for the next. Links and paths out of it are refused
 * as in file.h.
 */
#include "base/file.h"

struct file_nest {
    int folder; /* below which all is written; borrowed */
    int above;  /* the open one, -1: none */
    text path;  /* its path below `folder`; its bytes are the nest's */
};

void file_nest_open(struct file_nest *nest, int folder);
void file_nest_close(struct file_nest *nest);
/* Makes every missing folder above `path`, and says where its file then belongs: under which name below which
 * open folder. Both are good until the next call. 0 or errno. */
int file_nest_make(struct file_nest *nest, const char *path, int *folder, const char **name);
#endif
