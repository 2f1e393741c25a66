/* SPDX-License-Identifier: MIT */
/* An object like those of the model, so that its fields are read, checked and suggested like theirs. */
#include "template/loop.h"
#include "base/arena.h"
#include "base/count.h"
#include "base/readings.h"

static const struct field fields[] = {
    { "index", FIELD_INTEGER, offsetof(struct loop, index), NULL, NULL, "integer", "the turn, from 1", 0 },
    { "index0", FIELD_INTEGER, offsetof(struct loop, index0), NULL, NULL, "integer", "the turn, from 0", 0 },
    { "revindex", FIELD_INTEGER, offsetof(struct loop, revindex), NULL, NULL, "integer",
        "turns left, down to 1", 0 },
    { "revindex0", FIELD_INTEGER, offsetof(struct loop, revindex0), NULL, NULL, "integer",
        "turns left, down to 0", 0 },
    { "length", FIELD_INTEGER, offsetof(struct loop, length), NULL, NULL, "integer", "how many turns", 0 },
    { "first", FIELD_BOOL, offsetof(struct loop, is_first), NULL, NULL, "boolean", "is this the first turn",
        0 },
    { "last", FIELD_BOOL, offsetof(struct loop, is_last), NULL, NULL, "boolean", "is this the last turn", 0 },
    { "previtem", FIELD_VALUE, offsetof(struct loop, previous), NULL, NULL, "value", "the item before", 0 },
    { "nextitem", FIELD_VALUE, offsetof(struct loop, next), NULL, NULL, "value", "the item behind", 0 },
    { "depth", FIELD_INTEGER, offsetof(struct loop, depth), NULL, NULL, "integer",
        "how deep the loop is in others, from 1", 0 },
    { "depth0", FIELD_INTEGER, offsetof(struct loop, depth0), NULL, NULL, "integer", "the same from 0", 0 },
    /* to add one: a member in loop.h, a row here, and its value in evaluate_loop.c */
};

const struct object_type loop_type = { "loop", "the turns of a loop", fields, COUNT(fields), NULL,
    OBJECT_PASSES };

struct value loop_cycle(struct template_call *call)
{
    const struct loop *loop = call->input.as.object.pointer;
    return call->arguments[(uint64_t)loop->index0 % call->argument_count];
}

struct value loop_changed(struct template_call *call)
{
    /* The evaluator's own, made for this loop. */
    struct loop *loop = (struct loop *)call->input.as.object.pointer;
    bool is_same = loop->has_changed && loop->changed_count == call->argument_count;
    for (size_t i = 0; is_same && i < call->argument_count; i++) {
        readings_note_equality(call->readings, &loop->changed[i], &call->arguments[i]);
        is_same = value_equal(&loop->changed[i], &call->arguments[i]);
    }
    if (is_same)
        return value_bool(false);
    struct value *kept = arena_new_array(call->arena, struct value, call->argument_count);
    for (size_t i = 0; i < call->argument_count; i++)
        kept[i] = call->arguments[i];
    loop->changed = kept;
    loop->changed_count = call->argument_count;
    loop->has_changed = true;
    return value_bool(true);
}
