/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_OUTPUT_FUNCTIONS_H
#define BRIEF_OUTPUT_FUNCTIONS_H
/* functions: the filters and functions of layouts that need the site, such as url, markdown, asset and t. */
#include "template/call.h"

struct layouts;

/* The whole library for this site: the general rows and the site's. */
const struct template_library *functions_library(struct arena *arena, const struct layouts *layouts);
#endif
