/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_TEMPLATE_FILTERS_LIST_H
#define BRIEF_TEMPLATE_FILTERS_LIST_H
/* filters_list: filters that take lists apart and put them together. Rows of filters.c point here. */
#include "template/call.h"

/* One filter each; what each does is the help of its row in filters.c. `data` is not used. */
struct value filter_list_default(struct template_call *call, void *data);
struct value filter_list_first(struct template_call *call, void *data);
struct value filter_list_last(struct template_call *call, void *data);
struct value filter_list_limit(struct template_call *call, void *data);
struct value filter_list_join(struct template_call *call, void *data);
struct value filter_list_reverse(struct template_call *call, void *data);
struct value filter_list_batch(struct template_call *call, void *data);
struct value filter_list_slice(struct template_call *call, void *data);
struct value filter_list_list(struct template_call *call, void *data);
struct value filter_list_items(struct template_call *call, void *data);
#endif
