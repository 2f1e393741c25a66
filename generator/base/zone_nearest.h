/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_ZONE_NEAREST_H
#define BRIEF_BASE_ZONE_NEAREST_H
/* zone_nearest: which time zone somebody meant, for "did you mean". */
#include "base/text.h"

/* The IANA name nearest to `wrong`, by its spelling or by its city ("London"); absent when nothing is near.
 */
text zone_nearest(struct arena *arena, text wrong);
#endif
