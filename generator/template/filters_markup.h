/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_TEMPLATE_FILTERS_MARKUP_H
#define BRIEF_TEMPLATE_FILTERS_MARKUP_H
/* filters_markup: filters between text, HTML, URLs and JSON. Rows of filters.c point here; `data` is not
 * used. */
#include "template/call.h"

/* One filter each; what each does is the help of its row in filters.c. */
struct value filter_markup_safe(struct template_call *call, void *data);
struct value filter_markup_escape(struct template_call *call, void *data);
struct value filter_markup_forceescape(struct template_call *call, void *data);
struct value filter_markup_striptags(struct template_call *call, void *data);
struct value filter_markup_nl2br(struct template_call *call, void *data);
struct value filter_markup_urlencode(struct template_call *call, void *data);
struct value filter_markup_json(struct template_call *call, void *data);
#endif
