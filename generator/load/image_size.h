/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_IMAGE_SIZE_H
#define BRIEF_LOAD_IMAGE_SIZE_H
/*
 * image_size: width and height from the header of PNG, JPEG (with EXIF turn), GIF, WebP (VP8, VP8L, VP8X) and
 * SVG (width/height in px or the viewBox), without decoding. `head` is the file's first bytes; JPEG needs up
 * to 256 KiB, with a large colour profile some 600.
 */
#include "base/text.h"

struct image_size {
    uint32_t width, height; /* CSS pixels, as shown */
};

/* False when it is none of these formats or the header is damaged or cut. */
bool image_size_read(text head, struct image_size *size);
/* Do EXIF (of JPEG, PNG, WebP) or XMP in `bytes` say where on earth the photograph was taken? Of WebP the
 * whole file is needed, of the others the head. */
bool image_tells_place(text bytes);
#endif
