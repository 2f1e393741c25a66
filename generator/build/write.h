/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BUILD_WRITE_H
#define BRIEF_BUILD_WRITE_H
/*
 * write: what a worker has made, or a medium, goes to the disk. In a fresh folder the file gets its own name
 * at once; over an older output it waits in the staging folder, only when its bytes differ, and gets its name
 * in session_publish. A survey only looks whether it would. What goes wrong is reported.
 */
#include "base/file_nest.h"
#include "build/session.h"
#include "build/workers.h"

struct writing {
    struct session *session;
    struct file_nest *nest;
    struct worker *worker;
    struct arena *arena; /* for names */
};

enum written write_bytes(const struct writing *writing, size_t number, text bytes);
/* Copies the medium that is the output's subject, of any size and in little memory, and searches it for what
 * is held back on the way. NOT_WRITTEN: it cannot be read. */
enum written write_copy(const struct writing *writing, size_t number);
#endif
