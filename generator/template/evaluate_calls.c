/* SPDX-License-Identifier: MIT */
/* Calls: of filters, tests and functions, whose arguments are at their positions already; of methods; of
 * macros. */
#include "base/readings.h"
#include "base/arena.h"
#include "template/evaluate.h"
#include "template/methods.h"
#include <string.h>

enum { ARGUMENTS_USUAL = 8 };

/* Arguments of one call; few are usual, and those need no memory of the page. */
struct argument_values {
    struct value usual[ARGUMENTS_USUAL];
    struct value *items;
};

static void take_values(struct render *render, struct argument_values *values, size_t count)
{
    values->items =
        count <= ARGUMENTS_USUAL ? values->usual : arena_new_array(render->arena, struct value, count);
}

static bool evaluate_positions(struct render *render, const struct bound_arguments *bound,
    bool takes_undefined, struct argument_values *values)
{
    take_values(render, values, bound->count);
    for (size_t i = 0; i < bound->count; i++) {
        if (takes_undefined)
            values->items[i] = evaluate(render, bound->positions[i]);
        else if (!evaluate_defined(render, bound->positions[i], &values->items[i]))
            return false;
    }
    return !render->has_failed;
}

static const struct value_map_entry *evaluate_named(
    struct render *render, const struct bound_arguments *bound)
{
    if (!bound->named_count)
        return NULL;
    struct value_map_entry *named =
        arena_new_array(render->arena, struct value_map_entry, bound->named_count);
    for (size_t i = 0; i < bound->named_count; i++) {
        named[i].key = bound->named[i].name;
        evaluate_defined(render, bound->named[i].value, &named[i].value);
    }
    return named;
}

/* What a plugin says of its own line is told where the layout called it. `said` was the last before the call.
 */
static void note_caller(
    struct render *render, const struct expression *expression, const struct diagnostic *said)
{
    struct diagnostic *last = render->diagnostics->last;
    if (last && last != said)
        diagnostic_note(render->diagnostics, last, expression->where, "called from here");
    render->has_failed = true;
}

static void report_fault(struct render *render, const struct expression *expression,
    const struct template_function *row, const struct template_call *call)
{
    const char *code = call->fault_code.bytes ? text_to_string(render->diagnostics->arena, call->fault_code)
                                              : "template-call";
    evaluate_fail(
        render, expression->where, code, call->fault_hint, "'%s': %.*s", row->name, TEXT_ARGS(call->fault));
}

static void note_words(const struct template_call *call)
{
    readings_note_words(call->readings, &call->input);
    for (size_t i = 0; i < call->argument_count; i++)
        readings_note_words(call->readings, &call->arguments[i]);
    for (size_t i = 0; i < call->named_count; i++)
        readings_note_words(call->readings, &call->named[i].value);
}

/* Runs a row on arguments that are there already; reports its fault. */
static struct value run_row(struct render *render, const struct expression *expression,
    const struct template_function *row, struct template_call *call)
{
    call->arena = render->arena;
    call->lang = render->page->lang;
    call->filters = &render->templates->filters;
    call->page = render->page->data;
    call->readings = render->page->readings;
    if (!(row->flags & ROW_NOTES_READINGS))
        note_words(call);
    const struct diagnostic *said = render->diagnostics->last;
    struct value result = row->call(call, row->data);
    if (call->fault.bytes) {
        if (call->is_fault_reported)
            note_caller(render, expression, said);
        else
            report_fault(render, expression, row, call);
        return value_undefined();
    }
    if (result.kind == VALUE_TEXT) {
        /* Markup of XML stays what it is only when it was: nothing else may make an unescaped text of a plain
         * one. */
        result.is_plain = call->input.kind == VALUE_TEXT && call->input.is_safe && call->input.is_plain;
        evaluate_charge(render, expression->where, result.as.text.length);
    }
    return result;
}

static struct value call_row(struct render *render, const struct expression *expression,
    const struct template_function *row, const struct bound_arguments *bound, const struct value *input)
{
    /* What of it is read was written before. */
    __attribute__((uninitialized)) struct argument_values values;
    if (!evaluate_positions(render, bound, row->flags & ROW_TAKES_UNDEFINED, &values))
        return value_undefined();
    struct template_call call = {
        .input = *input,
        .arguments = values.items,
        .argument_count = bound->count,
        .named = evaluate_named(render, bound),
        .named_count = bound->named_count,
    };
    return render->has_failed ? value_undefined() : run_row(render, expression, row, &call);
}

struct value evaluate_function(struct render *render, const struct expression *expression)
{
    struct value none = value_undefined();
    return call_row(render, expression, expression->as.call.row, &expression->as.call.bound, &none);
}

struct value evaluate_filter(struct render *render, const struct expression *expression)
{
    const struct template_function *row = expression->as.filter.row;
    struct value input = evaluate(render, expression->as.filter.input);
    if (input.kind == VALUE_UNDEFINED && !(row->flags & ROW_TAKES_UNDEFINED) && !render->has_failed)
        evaluate_fail_undefined(render, expression->as.filter.input, &input);
    if (render->has_failed)
        return value_undefined();
    return call_row(render, expression, row, &expression->as.filter.bound, &input);
}

struct value evaluate_test(struct render *render, const struct expression *expression)
{
    struct value result = evaluate_filter(render, expression);
    return value_bool(value_is_true(&result) != expression->is_negated);
}

static struct value fail_count(
    struct render *render, const struct expression *expression, const struct method *method, size_t count)
{
    text wanted = method->least == method->most
                      ? text_format(render->arena, "%d", method->least)
                      : text_format(render->arena, "%d to %d", method->least, method->most);
    return evaluate_fail(render, expression->where, "template-call", TEXT_NONE,
        "'%s' takes %.*s arguments, not %zu", method->name, TEXT_ARGS(wanted), count);
}

/* The filter that does what the method does, with the defaults of what was not given. */
static struct value call_filter(struct render *render, const struct expression *expression,
    const struct method *method, struct template_call *call, struct argument_values *values)
{
    const struct callee *callee = map_find(&render->templates->filters, text_of(method->filter));
    if (!callee)
        return evaluate_fail(render, expression->where, "unknown-filter", TEXT_NONE,
            "there is no filter '%s' for '%s'", method->filter, method->name);
    for (size_t i = call->argument_count; i < callee->signature.count && i < ARGUMENTS_USUAL; i++) {
        values->items[i] = callee->signature.items[i].fallback;
        call->argument_count = i + 1;
    }
    return run_row(render, expression, callee->row, call);
}

static struct value call_method(struct render *render, const struct expression *expression,
    const struct value *object, const struct method *method)
{
    const struct arguments *arguments = &expression->as.call.arguments;
    struct argument_values values;
    if (arguments->count < method->least || arguments->count > method->most)
        return fail_count(render, expression, method, arguments->count);
    take_values(render, &values, arguments->count);
    for (size_t i = 0; i < arguments->count; i++) {
        if (arguments->items[i].name.bytes)
            return evaluate_fail(render, arguments->items[i].name_where, "template-call", TEXT_NONE,
                "'%s' takes no arguments by name", method->name);
        if (!evaluate_defined(render, arguments->items[i].value, &values.items[i]))
            return value_undefined();
    }
    struct template_call call = {
        .input = *object,
        .arguments = values.items,
        .argument_count = arguments->count,
        .readings = render->page->readings,
    };
    if (method->filter)
        return call_filter(render, expression, method, &call, &values);
    call.arena = render->arena;
    struct value result = method->call(&call);
    if (call.fault.bytes)
        evaluate_fail(render, expression->where, "template-call", call.fault_hint, "'%s': %.*s", method->name,
            TEXT_ARGS(call.fault));
    if (result.kind == VALUE_LIST)
        evaluate_charge(render, expression->where, result.as.list->count * sizeof result);
    return result;
}

static struct value call_value(
    struct render *render, const struct expression *expression, const struct value *callee)
{
    if (callee->kind == VALUE_UNDEFINED) {
        evaluate_fail_undefined(render, expression->as.call.callee, callee);
        return value_undefined();
    }
    if (callee->kind != VALUE_CALLABLE)
        return evaluate_fail(render, expression->as.call.callee->where, "layout-type", TEXT_NONE,
            "%s cannot be called", value_kind_name(callee));
    return evaluate_macro(render, expression, callee->as.callable.pointer, NULL);
}

static text method_hint(struct render *render, const struct value *object, text path, text name)
{
    const char *nearest = method_nearest(object, name);
    if (nearest)
        return text_format(render->arena, "did you mean '%s'?", nearest);
    if (object->kind == VALUE_DATE)
        return text_format(render->arena, "write '%.*s|date(\"%%-d %%B %%Y\")'", TEXT_ARGS(path));
    text key = object->kind == VALUE_MAP ? value_map_nearest(render->arena, object->as.map, name) : TEXT_NONE;
    if (key.bytes)
        return text_format(render->arena, "did you mean '%.*s'?", TEXT_ARGS(key));
    if (map_contains(&render->templates->filters, name))
        return text_format(
            render->arena, "it is a filter: write '%.*s|%.*s'", TEXT_ARGS(path), TEXT_ARGS(name));
    if (object->kind == VALUE_LIST)
        return TEXT(
            "a list stays as it is; a longer one is xs + [x], and filters choose from it, as |limit(5)");
    return TEXT("fields are written without brackets; what can be done with a value are filters: |upper");
}

/* callee.name(…): a macro in a map (an imported layout), or a method. */
static struct value call_member(struct render *render, const struct expression *expression)
{
    const struct expression *callee = expression->as.call.callee;
    text name = callee->as.attribute.name;
    struct value object;
    if (!evaluate_defined(render, callee->as.attribute.object, &object))
        return value_undefined();
    const struct method *method = method_find(&object, name);
    struct value member = evaluate_member(render, callee, &object, name);
    if (member.kind == VALUE_CALLABLE || (member.kind != VALUE_UNDEFINED && !method))
        return call_value(render, expression, &member);
    if (method)
        return call_method(render, expression, &object, method);
    return evaluate_fail(render, callee->where, "unknown-function",
        method_hint(render, &object, evaluate_path(render, callee->as.attribute.object), name),
        "%s has no method '%.*s'", value_kind_name(&object), TEXT_ARGS(name));
}

struct value evaluate_call(struct render *render, const struct expression *expression)
{
    const struct expression *callee = expression->as.call.callee;
    if (callee->kind == EXPRESSION_ATTRIBUTE)
        return call_member(render, expression);
    struct value value = evaluate(render, callee);
    return render->has_failed ? value_undefined() : call_value(render, expression, &value);
}
