/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_BASE64_H
#define BRIEF_BASE_BASE64_H
/* base64: bytes where only letters may stand. */
#include "base/buffer.h"

/* RFC 4648 §4: with padding, without line ends. */
void base64_append(struct buffer *out, text bytes);
#endif
