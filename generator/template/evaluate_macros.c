/* SPDX-License-Identifier: MIT */
/*
 * A macro runs in a frame of its own. Frames are a stack, but for those in which further macros are made:
 * these may be called when the frame is long left, so it stays in the page's arena.
 */
#include "base/arena.h"
#include "template/evaluate.h"
#include <string.h>

enum { SEGMENT_COUNT = 64 };

struct taken_frame {
    struct frame frame;
    struct frame_segment *segment; /* NULL: in the arena */
};

static struct frame_segment *segment_with(struct render *render, size_t count)
{
    struct frame_segment *newest = render->segment;
    if (newest && newest->count - newest->used >= count)
        return newest;
    struct frame_segment *segment = newest ? newest->next : NULL;
    if (!segment || segment->count < count) {
        segment = arena_new(render->arena, struct frame_segment);
        segment->count = count > SEGMENT_COUNT ? count : SEGMENT_COUNT;
        segment->values = arena_new_array(render->arena, struct value, segment->count);
        segment->outer = newest;
        if (newest)
            newest->next = segment;
    }
    render->segment = segment;
    return segment;
}

static struct frame *take_frame(struct render *render, const struct macro *macro, struct taken_frame *taken)
{
    size_t count = macro->unit.slot_count;
    taken->segment = NULL;
    if (macro->unit.has_closures) {
        struct frame *frame = arena_new(render->arena, struct frame);
        *frame = (struct frame){ arena_new_array(render->arena, struct value, count), count, NULL };
        return frame;
    }
    taken->segment = segment_with(render, count);
    taken->frame = (struct frame){ taken->segment->values + taken->segment->used, count, NULL };
    taken->segment->used += count;
    memset(taken->frame.slots, 0, count * sizeof *taken->frame.slots);
    return &taken->frame;
}

static void give_back(struct render *render, struct taken_frame *taken, const struct macro *macro)
{
    struct frame_segment *segment = taken->segment;
    if (!segment)
        return;
    segment->used -= macro->unit.slot_count;
    if (!segment->used && segment->outer)
        render->segment = segment->outer;
}

struct passing {
    struct render *render;
    const struct expression *call;
    const struct macro *macro;
    struct frame *frame;
};

static text shown_macro(const struct passing *passing)
{
    struct buffer words;
    buffer_init(&words, passing->render->arena);
    buffer_print(&words, "its parameters are %.*s(", TEXT_ARGS(passing->macro->name));
    for (size_t i = 0; i < passing->macro->parameter_count; i++)
        buffer_print(&words, "%s%.*s", i ? ", " : "", TEXT_ARGS(passing->macro->parameters[i].name));
    buffer_append_byte(&words, ')');
    return buffer_text(&words);
}

static bool fail_parameter(const struct passing *passing, const struct argument *argument)
{
    const struct macro *macro = passing->macro;
    text *names = arena_new_array(passing->render->arena, text, macro->parameter_count);
    for (size_t i = 0; i < macro->parameter_count; i++)
        names[i] = macro->parameters[i].name;
    text nearest = diagnostic_nearest_text(argument->name, names, macro->parameter_count);
    text hint = nearest.bytes
                    ? text_format(passing->render->arena, "did you mean '%.*s'?", TEXT_ARGS(nearest))
                    : shown_macro(passing);
    evaluate_fail(passing->render, argument->name_where, "template-call", hint,
        "macro '%.*s' has no parameter '%.*s'", TEXT_ARGS(macro->name), TEXT_ARGS(argument->name));
    return false;
}

static bool fail_count(const struct passing *passing)
{
    evaluate_fail(passing->render, passing->call->where, "template-call", shown_macro(passing),
        "macro '%.*s' takes %zu argument%s, not more", TEXT_ARGS(passing->macro->name),
        passing->macro->parameter_count, passing->macro->parameter_count == 1 ? "" : "s");
    return false;
}

static size_t parameter_named(const struct macro *macro, text name)
{
    size_t at = 0;
    while (at < macro->parameter_count && !text_equal(macro->parameters[at].name, name))
        at++;
    return at;
}

static bool fail_twice(const struct passing *passing, const struct argument *argument)
{
    evaluate_fail(passing->render, argument->name_where, "template-call", TEXT_NONE,
        "macro '%.*s' is given '%.*s' twice", TEXT_ARGS(passing->macro->name), TEXT_ARGS(argument->name));
    return false;
}

/* Does one of the first `count` arguments give the parameter? */
static bool is_given(
    const struct arguments *arguments, size_t count, const struct macro *macro, size_t parameter)
{
    bool is_given = parameter < count && !arguments->items[parameter].name.bytes;
    for (size_t i = 0; i < count && !is_given; i++)
        is_given = text_equal(arguments->items[i].name, macro->parameters[parameter].name);
    return is_given;
}

/* Arguments are evaluated in the caller's frame and put into the macro's. */
static bool pass_arguments(const struct passing *passing)
{
    const struct macro *macro = passing->macro;
    const struct arguments *arguments = &passing->call->as.call.arguments;
    struct arena *arena = passing->render->arena;
    const bool takes_rest = macro->uses_varargs, takes_named = macro->uses_kwargs;
    struct value *rest = takes_rest ? arena_new_array(arena, struct value, arguments->count) : NULL;
    struct value_map_entry *named =
        takes_named ? arena_new_array(arena, struct value_map_entry, arguments->count) : NULL;
    size_t rest_count = 0, named_count = 0;
    for (size_t i = 0; i < arguments->count; i++) {
        const struct argument *argument = &arguments->items[i];
        size_t at = argument->name.bytes ? parameter_named(macro, argument->name) : i;
        bool fits = at < macro->parameter_count;
        if (!fits && argument->name.bytes && !takes_named)
            return fail_parameter(passing, argument);
        if (!fits && !argument->name.bytes && !takes_rest)
            return fail_count(passing);
        if (fits && argument->name.bytes && is_given(arguments, i, macro, at))
            return fail_twice(passing, argument);
        struct value value = evaluate(passing->render, argument->value);
        if (fits)
            passing->frame->slots[at] = value;
        else if (argument->name.bytes)
            named[named_count++] = (struct value_map_entry){ .key = argument->name, .value = value };
        else
            rest[rest_count++] = value;
    }
    if (takes_rest)
        passing->frame->slots[macro->varargs_slot] = value_list_of(arena, rest, rest_count);
    if (takes_named)
        passing->frame->slots[macro->kwargs_slot] = value_map_of(arena, named, named_count);
    return !passing->render->has_failed;
}

/* In the macro's own frame: a default may name the parameters before it. */
static void fill_defaults(struct render *render, const struct expression *call, const struct macro *macro)
{
    const struct arguments *arguments = &call->as.call.arguments;
    for (size_t i = 0; i < macro->parameter_count; i++)
        if (macro->parameters[i].fallback && !is_given(arguments, arguments->count, macro, i))
            render->frame->slots[i] = evaluate(render, macro->parameters[i].fallback);
}

static struct value run(struct render *render, const struct expression *call, const struct macro *macro,
    const struct value *caller)
{
    size_t mark = render->out->length;
    evaluate_start(render, &macro->starts);
    fill_defaults(render, call, macro);
    if (caller) /* goes before the default of a parameter `caller=none` */
        render->frame->slots[macro->caller_slot] = *caller;
    evaluate_statements(render, macro->body);
    return evaluate_captured(render, call->where, mark, macro->language);
}

struct value evaluate_macro(struct render *render, const struct expression *call,
    const struct closure *closure, const struct value *caller)
{
    const struct macro *macro = closure->macro;
    struct taken_frame taken;
    struct frame *frame = take_frame(render, macro, &taken), *before = render->frame;
    struct value result = value_undefined();
    frame->outer = closure->frame;
    const struct passing passing = { render, call, macro, frame };
    if (pass_arguments(&passing)) {
        const struct level level = { call->where, "called from here", render->level };
        render->frame = frame;
        render->level = &level;
        result = run(render, call, macro, caller);
        render->level = level.outer;
        render->frame = before;
    }
    give_back(render, &taken, macro);
    if (macro->unit.has_closures)
        evaluate_charge(render, call->where, macro->unit.slot_count * sizeof result);
    return result;
}

struct value evaluate_closure(struct render *render, const struct macro *macro)
{
    struct closure *closure = arena_new(render->arena, struct closure);
    *closure = (struct closure){ macro, render->frame };
    return (struct value){ .kind = VALUE_CALLABLE, .as.callable.pointer = closure };
}
