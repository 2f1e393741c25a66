/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BUILD_LEAK_BLANKS_H
#define BRIEF_BUILD_LEAK_BLANKS_H
/* leak_blanks: one way to write a blank, so that the embargo scan knows words however they are kept together.
 * Private to build/leak*.c. */
#include "base/buffer.h"

/* `bytes` with each blank that HTML, JSON and Unicode write otherwise (no-break, thin, ideographic) as ' ',
 * and without soft hyphens and the like, which nobody sees. Beside another blank it goes; line ends stay
 * where they are. `bytes` itself when there is nothing of the kind, else a copy in `out`. */
text leak_plain_blanks(text bytes, struct buffer *out);
#endif
