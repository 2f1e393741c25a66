/* SPDX-License-Identifier: MIT */
/* Functions that need nothing but their arguments. */
#include "base/arena.h"
#include "base/count.h"
#include "template/filters.h"
#include "template/filters_arguments.h"

enum { RANGE_COUNT_MAX = 100000 };

/* How many numbers from `start` on, `step` apart, lie before `stop`. */
static uint64_t range_count(int64_t start, int64_t stop, int64_t step)
{
    if (step > 0 ? start >= stop : start <= stop)
        return 0;
    uint64_t distance = step > 0 ? (uint64_t)stop - (uint64_t)start : (uint64_t)start - (uint64_t)stop;
    uint64_t width = step > 0 ? (uint64_t)step : 0 - (uint64_t)step;
    return (distance - 1) / width + 1;
}

static struct value function_range(struct template_call *call, void *data)
{
    (void)data;
    int64_t start = 0, stop, step;
    bool has_start = filter_argument(call, 1) != NULL;
    if (!filter_option_integer(call, has_start ? 1 : 0, 0, &stop) ||
        !filter_option_integer(call, 2, 1, &step) ||
        (has_start && !filter_option_integer(call, 0, 0, &start)))
        return value_undefined();
    if (step == 0)
        return template_call_fail(call, "the step of a range cannot be 0");
    uint64_t count = range_count(start, stop, step);
    if (count > RANGE_COUNT_MAX)
        return template_call_fail(call, "a range of more than %d numbers", RANGE_COUNT_MAX);
    struct value *numbers = arena_new_array(call->arena, struct value, count);
    for (size_t i = 0; i < count; i++)
        numbers[i] = value_integer((int64_t)((uint64_t)start + i * (uint64_t)step));
    return value_list_of(call->arena, numbers, count);
}

static struct value function_dict(struct template_call *call, void *data)
{
    (void)data;
    struct value_map_entry *entries = arena_new_array(call->arena, struct value_map_entry, call->named_count);
    for (size_t i = 0; i < call->named_count; i++)
        entries[i] = call->named[i];
    return value_map_of(call->arena, entries, call->named_count);
}

const struct template_function template_functions[] = {
    { "range", "start, stop=none, step=1", function_range, NULL, 0,
        "The whole numbers from start to before stop, step apart; range(stop) begins at 0." },
    { "dict", "**entries", function_dict, NULL, 0, "A map of the named values." },
    /* to add one: its function above, a row here, tests */
};

const size_t template_function_count = COUNT(template_functions);
