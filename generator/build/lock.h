/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BUILD_LOCK_H
#define BRIEF_BUILD_LOCK_H
/* lock: the locks of builds, for those who do not have a build in hand; session_lock is in session.h. */
#include <stdbool.h>

/* Does no build hold the lock on this open folder? Then this process does until it closes `handle`. */
bool lock_is_free(int handle);
/* Gives the lock of a site's builds back, and takes it again; false: another build has it. */
void lock_leave(int lock);
bool lock_take_again(int lock);
#endif
