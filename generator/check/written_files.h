/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_CHECK_WRITTEN_FILES_H
#define BRIEF_CHECK_WRITTEN_FILES_H
/* written_files: what holds words that people wrote, for checks that look at each character of it. */
#include "check/check.h"

struct written_file {
    uint32_t source;
    text path;                 /* below content/; "site.yml" */
    const struct draft *draft; /* NULL: no text, but a data file or the settings */
};

/* Visits the texts, the data files and site.yml, in this order. */
void check_each_written(struct checking *checking,
    void (*visit)(struct checking *checking, const struct written_file *file, void *data), void *data);
#endif
