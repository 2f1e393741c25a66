/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_TEMPLATE_FILTERS_CHOOSE_H
#define BRIEF_TEMPLATE_FILTERS_CHOOSE_H
/* filters_choose: filters that keep some items, by a test, and map. Rows of filters.c point here. */
#include "template/call.h"

/* One filter each; what each does is the help of its row in filters.c. */
struct value filter_choose_select(struct template_call *call, void *data);
struct value filter_choose_reject(struct template_call *call, void *data);
struct value filter_choose_selectattr(struct template_call *call, void *data);
struct value filter_choose_rejectattr(struct template_call *call, void *data);
struct value filter_choose_where(struct template_call *call, void *data);
struct value filter_choose_map(struct template_call *call, void *data);
#endif
