/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_TEMPLATE_LOOP_H
#define BRIEF_TEMPLATE_LOOP_H
/* loop: the thing that a for tag gives its body as `loop`. The evaluator fills it in for each turn. */
#include "base/object.h"
#include "template/call.h"

struct loop {
    int64_t index0, index, revindex0, revindex, length, depth, depth0;
    bool is_first, is_last;
    struct value previous, next; /* undefined at the ends */
    const struct value *changed; /* what loop.changed() was given last */
    size_t changed_count;
    bool has_changed;
};

extern const struct object_type loop_type;
struct value loop_cycle(struct template_call *call);
/* Are the arguments others than in the call before? */
struct value loop_changed(struct template_call *call);
#endif
