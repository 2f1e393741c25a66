/* SPDX-License-Identifier: MIT */
/* It is nettle's. */
#include "base/base64.h"
#include <nettle/base64.h>

void base64_append(struct buffer *out, text bytes)
{
    size_t length = BASE64_ENCODE_RAW_LENGTH(bytes.length);
    base64_encode_raw(buffer_reserve(out, length), bytes.length, (const uint8_t *)bytes.bytes);
    out->length += length;
}
