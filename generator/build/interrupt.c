/* SPDX-License-Identifier: MIT */
/* A signalfd: no handler, no variable that a handler would need, and nothing is missed between two looks. */
#include "build/interrupt.h"
#include <stddef.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <unistd.h>

/* What shells say of a program that a signal has ended is this and the signal's number. */
enum { EXIT_OF_SIGNAL = 128 };

static void add_unless_ignored(sigset_t *set, int number)
{
    struct sigaction action;
    if (sigaction(number, NULL, &action) == 0 && action.sa_handler != SIG_IGN)
        sigaddset(set, number);
}

void interrupt_open(struct interrupt *interrupt)
{
    sigset_t set;
    sigemptyset(&set);
    add_unless_ignored(&set, SIGINT);
    add_unless_ignored(&set, SIGTERM);
    add_unless_ignored(&set, SIGHUP);
    *interrupt = (struct interrupt){ .handle = -1 };
    sigprocmask(SIG_BLOCK, &set, &interrupt->before);
    interrupt->handle = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    if (interrupt->handle < 0)
        sigprocmask(SIG_SETMASK, &interrupt->before, NULL);
}

void interrupt_take(struct interrupt *interrupt)
{
    struct signalfd_siginfo found;
    if (read(interrupt->handle, &found, sizeof found) == (ssize_t)sizeof found)
        interrupt->signal = (int)found.ssi_signo;
}

void interrupt_die_of(int number)
{
    struct sigaction usual = { .sa_handler = SIG_DFL };
    struct rlimit none = { 0, 0 };
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, number);
    setrlimit(RLIMIT_CORE, &none);
    sigaction(number, &usual, NULL);
    sigprocmask(SIG_UNBLOCK, &set, NULL);
    raise(number);
    /* No signal that it does not take ends the first process of a container. */
    _exit(EXIT_OF_SIGNAL + number);
}

void interrupt_close(struct interrupt *interrupt)
{
    if (interrupt->handle < 0)
        return;
    close(interrupt->handle);
    if (interrupt->signal)
        interrupt_die_of(interrupt->signal);
    sigprocmask(SIG_SETMASK, &interrupt->before, NULL);
}
