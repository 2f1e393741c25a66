/* SPDX-License-Identifier: MIT */
/* One suffix that no output ends in, the same in every build, so that leftovers of a killed build are found
 * again. */
#include "build/beside.h"

text beside_path(struct arena *arena, text path)
{
    return text_format(arena, "%.*s" BESIDE_SUFFIX, TEXT_ARGS(path));
}

bool beside_is(text name)
{
    return text_ends_with(name, TEXT(BESIDE_SUFFIX));
}
