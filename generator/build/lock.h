/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BUILD_LOCK_H
#define BRIEF_BUILD_LOCK_H
/* lock: the locks of builds, for those who do not have a build in hand; session_lock is in session.h. */
#include <stdbool.h>
#include <stdint.h>

/* Does no build hold the lock on this open folder? Then this process does until it closes `handle`. */
bool lock_is_free(int handle);
/* Gives the lock of a site's builds back, and takes it again; false: another build has it. */
void lock_leave(int lock);
bool lock_take_again(int lock);
/* Removes what a build that was ended had begun to write into the cache, unless another one has the lock. */
void lock_remove_unfinished(int site_folder);
/* What time it is by the clock that files get their times from, in nanoseconds since 1970: that of the lock's
 * file system, or the machine's where there is no lock (-1). */
int64_t lock_clock_ns(int lock);
#endif
