/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_COUNT_H
#define BRIEF_BASE_COUNT_H
/* count: how many rows a table has, where the compiler sees all of it. */
#define COUNT(table) (sizeof(table) / sizeof *(table))
#endif
