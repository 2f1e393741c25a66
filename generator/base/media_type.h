/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_MEDIA_TYPE_H
#define BRIEF_BASE_MEDIA_TYPE_H
/* media_type: the IANA media type of a file by the ending of its name, for metadata, feeds and servers. */
#include "base/text.h"

/* "image/svg+xml" for "mast.svg", in any case; query and fragment of an address do not count. Absent when the
 * ending is unknown. A constant of the program. */
text media_type_of(text path);
#endif
