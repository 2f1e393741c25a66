/* SPDX-License-Identifier: MIT */
/* Any bytes as an image: its size is read, and is one that can be shown, or it is none; and so is its place.
 */
#include "load/image_size.h"
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct image_size size;
    /* Of exactly that length, so that a look behind it is noticed. */
    char *copy = malloc(length ? length : 1);
    if (!copy)
        abort();
    memcpy(copy, bytes, length);
    if (image_size_read((text){ copy, length }, &size) && (!size.width || !size.height))
        abort();
    image_tells_place((text){ copy, length });
    free(copy);
    return 0;
}
