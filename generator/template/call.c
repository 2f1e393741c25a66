/* SPDX-License-Identifier: MIT */
/* What rows of the library use to read their arguments and to fail. */
#include "template/call.h"
#include <stdarg.h>

struct value template_call_fail(struct template_call *call, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    call->fault = text_vformat(call->arena, format, arguments);
    va_end(arguments);
    return value_undefined();
}

static const struct value *argument_at(const struct template_call *call, size_t index)
{
    bool is_given = index < call->argument_count && call->arguments[index].kind != VALUE_UNDEFINED;
    return is_given ? &call->arguments[index] : NULL;
}

static bool fail_kind(struct template_call *call, size_t index, const char *wanted)
{
    template_call_fail(call, "expected %s as argument %zu, found %s", wanted, index + 1,
        value_kind_name(&call->arguments[index]));
    return false;
}

bool template_call_text(struct template_call *call, size_t index, text *result)
{
    const struct value *argument = argument_at(call, index);
    *result = TEXT_NONE;
    if (!argument)
        return true;
    if (argument->kind != VALUE_TEXT)
        return fail_kind(call, index, "text");
    *result = argument->as.text;
    return true;
}

bool template_call_integer(struct template_call *call, size_t index, int64_t fallback, int64_t *result)
{
    const struct value *argument = argument_at(call, index);
    *result = fallback;
    if (!argument)
        return true;
    if (argument->kind != VALUE_INTEGER)
        return fail_kind(call, index, "an integer");
    *result = argument->as.integer;
    return true;
}

bool template_call_bool(struct template_call *call, size_t index, bool *result)
{
    const struct value *argument = argument_at(call, index);
    *result = false;
    if (!argument)
        return true;
    if (argument->kind != VALUE_BOOL)
        return fail_kind(call, index, "true or false");
    *result = argument->as.boolean;
    return true;
}
