/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_TEMPLATE_FILTERS_ORDER_H
#define BRIEF_TEMPLATE_FILTERS_ORDER_H
/*
 * filters_order: filters that compare items: by value, or by attributes of theirs. Rows of filters.c point
 * here; `data` is a struct unicode *, whose language's collation orders texts, or NULL. A group is a map {
 * grouper, list }; where a loop unpacks an item into two names, the evaluator takes such a map's two values.
 */
#include "template/call.h"

/* One filter each; what each does is the help of its row in filters.c. */
struct value filter_order_sort(struct template_call *call, void *data);
struct value filter_order_dictsort(struct template_call *call, void *data);
struct value filter_order_min(struct template_call *call, void *data);
struct value filter_order_max(struct template_call *call, void *data);
struct value filter_order_unique(struct template_call *call, void *data);
struct value filter_order_group_by(struct template_call *call, void *data);
struct value filter_order_groupby(struct template_call *call, void *data);
#endif
