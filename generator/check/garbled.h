/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_CHECK_GARBLED_H
#define BRIEF_CHECK_GARBLED_H
/*
 * garbled: UTF-8 that was read as Windows-1252 and written as UTF-8 again ("donâ€™t", "CafÃ©"), and control
 * characters for signs of Windows-1252 (U+0092 for ’), as databases and old programs leave them in archives.
 */
#include "base/arena.h"
#include "base/text.h"
#include "base/unicode_western.h"

struct garbled_reader {
    uint16_t western[WESTERN_COUNT]; /* code points of the bytes that differ from Latin-1 */
};

/* What is garbled in a line. */
struct garbled {
    size_t count;        /* of signs; 0: none */
    size_t start, end;   /* from the first to behind the last */
    text mended;         /* what was meant between the two */
    text written, meant; /* of the first sign; borrowed from the line, and in the arena */
    bool is_control;     /* the first is a control character */
};

void garbled_open(struct garbled_reader *reader);
/* Says only what no language writes: pairs such as "ß“" and "É»" are as good as their neighbours are. */
struct garbled garbled_find(const struct garbled_reader *reader, struct arena *arena, text line);
#endif
