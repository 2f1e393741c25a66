/* SPDX-License-Identifier: MIT */
#include "base/process.h"
#include <stdlib.h>
#include <unistd.h>

void process_end(int code)
{
#ifdef BRIEF_SANITIZE
    exit(code);
#else
    _exit(code);
#endif
}
