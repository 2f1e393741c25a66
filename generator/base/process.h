/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_PROCESS_H
#define BRIEF_BASE_PROCESS_H
/* process: the beginning and the end of one. */
#include "base/arena.h"
#include <stdbool.h>
#include <stdio.h>

/* The exit code of a process that the machine failed: no memory, no place on the disk, a library missing. */
enum { PROCESS_MACHINE_FAILED = ARENA_EXIT_CODE };

/* As fork; the child is ended when this process is, however that comes. */
int process_fork(void);
/* Waits for the end of a child, whatever signals come, and returns its status, as waitpid has it. */
int process_wait(int child);
/* Writes what waits in the stream; a signal in between is passed over. False: it cannot be written, and errno
 * says why. */
bool process_flush(FILE *stream);
/*
 * Ends the process, whose output has been written out. What libraries would put in order at exit(3), and the
 * memory they would go through for that, the system takes back at once: some three milliseconds where memory
 * is virtual twice. Where leaks are looked for, exit(3) it is.
 */
_Noreturn void process_end(int code);
#endif
