/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_LOAD_IMAGE_SIZE_SVG_H
#define BRIEF_LOAD_IMAGE_SIZE_SVG_H
/* image_size_svg: the size that the <svg> tag of a drawing gives; used by load/image_size.c only. */
#include "load/image_size.h"

/* False when `head` is no SVG or gives no size in pixels. */
bool image_size_read_svg(text head, struct image_size *size);
#endif
