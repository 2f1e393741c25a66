/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_TEMPLATE_FILTERS_TEXT_H
#define BRIEF_TEMPLATE_FILTERS_TEXT_H
/* filters_text: filters on plain text. `data` is a struct unicode * or NULL. Rows of filters.c point here. */
#include "template/call.h"

/* One filter each; what each does is the help of its row in filters.c. */
struct value filter_text_upper(struct template_call *call, void *data);
struct value filter_text_lower(struct template_call *call, void *data);
struct value filter_text_capitalize(struct template_call *call, void *data);
struct value filter_text_title(struct template_call *call, void *data);
struct value filter_text_trim(struct template_call *call, void *data);
struct value filter_text_truncate(struct template_call *call, void *data);
struct value filter_text_wordcount(struct template_call *call, void *data);
struct value filter_text_replace(struct template_call *call, void *data);
struct value filter_text_indent(struct template_call *call, void *data);
struct value filter_text_slug(struct template_call *call, void *data);
struct value filter_text_string(struct template_call *call, void *data);
#endif
