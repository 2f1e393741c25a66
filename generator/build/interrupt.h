/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BUILD_INTERRUPT_H
#define BRIEF_BUILD_INTERRUPT_H
/*
 * interrupt: the signals by which people and systems end a program (SIGINT, SIGTERM, SIGHUP), as something to
 * wait for rather than something that strikes. Children inherit that they are held back, so that a Ctrl-C,
 * which a terminal sends to all processes at once, is answered by the one that waits. A signal that was
 * ignored when the program started (nohup) stays ignored.
 */
#include <signal.h>

struct interrupt {
    sigset_t before;
    int handle; /* to poll for input; -1 when signals cannot be waited for: they then act as usual */
    int signal; /* the last one that came; 0: none */
};

/* Begins to hold the signals back. */
void interrupt_open(struct interrupt *interrupt);
/* Takes the signal that `handle` announced. */
void interrupt_take(struct interrupt *interrupt);
/* Lets signals act again. If one came it acts now, which ends the process. */
void interrupt_close(struct interrupt *interrupt);
/* Dies of this signal as if it had just come, without a core file of our own. */
_Noreturn void interrupt_die_of(int number);
#endif
