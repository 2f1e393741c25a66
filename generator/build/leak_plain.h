/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BUILD_LEAK_PLAIN_H
#define BRIEF_BUILD_LEAK_PLAIN_H
/* leak_plain: one way to write a character, so that the embargo scan knows words however a file writes them.
 * Private to build/leak*.c. */
#include "base/buffer.h"

/* `bytes` with each character that a reference of HTML or an escape of JSON stands for in its place, those
 * that HTML cannot have as escape_html writes them, those of ASCII in JSON as they are; with each other blank
 * (no-break, thin, ideographic) as ' ', and without soft hyphens and the like, which nobody sees. Beside
 * another blank it goes, as blanks do beside a line end; line ends stay where they are. `bytes` itself when
 * there is nothing of the kind, else a copy in `out`. */
text leak_plain(text bytes, struct buffer *out);
#endif
