/* SPDX-License-Identifier: MIT */
/*
 * The part of context that reads JSON, and knows where a comma stands between values: there `{{ "," if not
 * loop.last }}` writes the mark, where otherwise it would write a text. `delimiter` is the last byte that was
 * not white.
 */
#include "template/context_state.h"

static void enter(struct context *context, enum context_state state, char last)
{
    context->state = (uint8_t)state;
    context->delimiter = (uint8_t)last;
    context->depth = 0;
    context->is_mixed = false;
}

void context_json_step(struct context *context, char byte)
{
    if (!context_is_space(byte))
        enter(context, byte == '"' ? STATE_JSON_STRING : STATE_JSON, byte);
}

/* `depth` is 1 after a backslash. */
void context_json_string_step(struct context *context, char byte)
{
    bool was_escaped = context->depth == 1;
    context->depth = !was_escaped && byte == '\\';
    if (byte == '"' && !was_escaped)
        enter(context, STATE_JSON, byte);
}

void context_json_note_value(struct context *context)
{
    if (context->state == STATE_JSON)
        enter(context, STATE_JSON, '"');
    context->depth = 0;
}

static bool json_ends_value(const struct context *context)
{
    char last = (char)context->delimiter;
    return last != '\0' && last != ',' && last != ':' && last != '[' && last != '{';
}

/* Has a value just ended, in one of the branches at least? */
static bool may_end_value(const struct context *context)
{
    if (context->is_mixed)
        return true;
    return context->state == STATE_JSON ? json_ends_value(context) : context_script_ends_value(context);
}

bool context_refuses_value(const struct context *context)
{
    return context->state == STATE_JSON && !context->is_mixed && json_ends_value(context);
}

bool context_takes_comma(const struct context *context)
{
    if (context->state == STATE_VALUE)
        return context->attribute == ATTRIBUTE_IMAGE_LIST;
    return (context->state == STATE_JSON || context->state == STATE_SCRIPT) && may_end_value(context);
}

void context_begin_loop(struct context *context)
{
    context->is_mixed = context->state == STATE_JSON || context->state == STATE_SCRIPT;
}

bool context_mixes(const struct context *a, const struct context *b)
{
    if (a->state != STATE_JSON && a->state != STATE_SCRIPT)
        return false;
    return a->is_mixed || b->is_mixed || may_end_value(a) != may_end_value(b);
}
