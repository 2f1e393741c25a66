/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_CSS_H
#define BRIEF_BASE_CSS_H
/* css: the addresses in a style sheet, as browsers read it. Used by checks of assets. */
#include "base/text.h"

struct arena;

/*
 * The next address at or behind *offset, which moves past it: that of `url(…)`, quoted or not, or the string
 * behind `@import`. Escapes are taken out in `arena`; `written` is what stands there, without its quotes,
 * borrowed from `css`. Absent when there is none left.
 */
text css_next_address(struct arena *arena, text css, size_t *offset, text *written);
#endif
