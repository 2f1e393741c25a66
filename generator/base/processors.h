/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_PROCESSORS_H
#define BRIEF_BASE_PROCESSORS_H
/*
 * processors: how many of them the machine leaves to this process. A container or a service often gets two of
 * sixty-four; one worker for each of the others would cost memory and win nothing.
 */
#include "base/text.h"
#include <stddef.h>

/* Those that this process may run on, or fewer where its control groups get less of their time. At least 1.
 */
size_t processors_usable(void);
/*
 * The processors that control groups get the time of, rounded up: the least of the groups that `membership`,
 * the contents of /proc/self/cgroup, names and of those above them. 0 without a limit. Version 2 is mounted
 * at `groups`, the controllers of version 1 below it.
 */
size_t processors_of_groups(const char *groups, text membership);
#endif
