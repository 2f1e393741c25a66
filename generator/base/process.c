/* SPDX-License-Identifier: MIT */
#include "base/process.h"
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

bool process_flush(FILE *stream)
{
    int outcome;
    do
        outcome = fflush(stream);
    while (outcome != 0 && errno == EINTR);
    return outcome == 0;
}

void process_end(int code)
{
#ifdef BRIEF_SANITIZE
    exit(code);
#else
    _exit(code);
#endif
}
