/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_TEMPLATE_FILTERS_NUMBER_H
#define BRIEF_TEMPLATE_FILTERS_NUMBER_H
/* filters_number: filters that make numbers. Rows of filters.c point here; `data` is not used. */
#include "template/call.h"

/* One filter each; what each does is the help of its row in filters.c. */
struct value filter_number_abs(struct template_call *call, void *data);
struct value filter_number_round(struct template_call *call, void *data);
struct value filter_number_int(struct template_call *call, void *data);
struct value filter_number_float(struct template_call *call, void *data);
struct value filter_number_sum(struct template_call *call, void *data);
struct value filter_number_length(struct template_call *call, void *data);
#endif
