/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_UNICODE_WESTERN_H
#define BRIEF_BASE_UNICODE_WESTERN_H
#include <stdint.h>

enum { WESTERN_FIRST = 0x80, WESTERN_COUNT = 32 };

/* The code points of the bytes 0x80 to 0x9F in Windows-1252, as which the web reads Latin-1 too; a byte that
 * has none stands for itself, and so do all from 0xA0 on. Through ICU; dies if its data is missing. */
void unicode_windows_1252(uint16_t code_points[WESTERN_COUNT]);
#endif
