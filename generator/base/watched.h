/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_WATCHED_H
#define BRIEF_BASE_WATCHED_H
/*
 * watched: builds in which a tool watches each use of memory. BRIEF_SANITIZE is that of AddressSanitizer,
 * BRIEF_MEMCHECK that of Valgrind's memcheck, which knows besides which bytes were never written. There each
 * piece of memory is one of its own (MEMORY_IS_WATCHED), and the tool is told what may be used.
 */
#include <stdint.h>

#if defined BRIEF_SANITIZE
#include <sanitizer/asan_interface.h>
#define MEMORY_FORBID(address, size) ASAN_POISON_MEMORY_REGION((address), (size))
#define MEMORY_PERMIT(address, size) ASAN_UNPOISON_MEMORY_REGION((address), (size))
enum { MEMORY_IS_WATCHED = 1, MEMORY_MAY_BE_LARGE = SIZE_MAX > UINT32_MAX };
#elif defined BRIEF_MEMCHECK
#include <valgrind/memcheck.h>
#define MEMORY_FORBID(address, size) ((void)VALGRIND_MAKE_MEM_NOACCESS((address), (size)))
#define MEMORY_PERMIT(address, size) ((void)VALGRIND_MAKE_MEM_UNDEFINED((address), (size)))
/* Looking for lost blocks it reads all that is mapped. */
enum { MEMORY_IS_WATCHED = 1, MEMORY_MAY_BE_LARGE = 0 };
#else
/* Nobody may use the bytes; and somebody may, who writes before reading. */
#define MEMORY_FORBID(address, size) ((void)(address), (void)(size))
#define MEMORY_PERMIT(address, size) ((void)(address), (void)(size))
/* MEMORY_MAY_BE_LARGE: there is address space of which gigabytes can be reserved. */
enum { MEMORY_IS_WATCHED = 0, MEMORY_MAY_BE_LARGE = SIZE_MAX > UINT32_MAX };
#endif
#endif
