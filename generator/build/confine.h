/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BUILD_CONFINE_H
#define BRIEF_BUILD_CONFINE_H
/*
 * confine: takes from a process what it has no need of, before plugins run in it. The sandbox has no names
 * for files, programs and the network; this is the second fence, for a plugin that breaks Lua itself. Nothing
 * here can be taken back, and what a forked process inherits it keeps. Where the system has no such means
 * (anything but Linux, a build without libseccomp, a kernel without Landlock), that part has no effect.
 */

/*
 * No other programs, no network, no look into other processes, no core files: execve, socket, ptrace and
 * their like fail with EPERM. Files stay as they are.
 */
void confine_process(void);
/*
 * For a process that only computes: besides, no file is opened, written or changed any more. What is open
 * stays open; a limit on open files holds this also where libseccomp is missing.
 */
void confine_to_computing(void);
/*
 * For a process that writes pages: it opens files below the folder `readable` for reading and below the
 * folder `writable` for anything, and no others. Both are open folders, or -1 for none. Needs Landlock.
 */
void confine_to_folders(int readable, int writable);
#endif
