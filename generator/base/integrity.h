/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_INTEGRITY_H
#define BRIEF_BASE_INTEGRITY_H
/* integrity: what a page says about a file, so that a browser takes no other (W3C Subresource Integrity). */
#include "base/text.h"

/* "sha384-" and the SHA-384 of the bytes in base64. */
text integrity_of(struct arena *arena, text bytes);
#endif
