/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_TEMPLATE_FILTERS_FORMAT_H
#define BRIEF_TEMPLATE_FILTERS_FORMAT_H
/* filters_format: values written by a pattern. Rows of filters.c point here; `data` is not used. */
#include "template/call.h"

/* One filter each; what each does is the help of its row in filters.c. */
struct value filter_format_pattern(struct template_call *call, void *data);
struct value filter_format_filesize(struct template_call *call, void *data);
struct value filter_format_date(struct template_call *call, void *data);
struct value filter_format_plural(struct template_call *call, void *data);
#endif
