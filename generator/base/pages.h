/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_PAGES_H
#define BRIEF_BASE_PAGES_H
/*
 * pages: the system's pages of memory, which are of 4 KiB on most machines and of 16 or 64 on others. What is
 * asked of the system for a stretch of memory it does for whole pages, and rounds up: who gives memory back
 * must not give back what others have on the same page.
 */
#include <stddef.h>

struct pages {
    void *start;
    size_t bytes; /* a multiple of the page's size; 0: there is no whole page */
};

/* The size of a page in bytes, a power of two. */
size_t page_bytes(void);
/* The pages that lie wholly in the `bytes` bytes from `start` on, of pages of that size. */
struct pages pages_within(const void *start, size_t bytes, size_t page_size);
#endif
