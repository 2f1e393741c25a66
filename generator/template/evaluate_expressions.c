/* SPDX-License-Identifier: MIT */
/* Expressions, one function a kind. Undefined values travel until they are used; evaluate_defined is the use.
 */
#include "base/readings.h"
#include "base/arena.h"
#include "template/evaluate.h"
#include "template/operators.h"

static struct value evaluate_list(struct render *render, const struct expression *expression)
{
    size_t count = expression->as.list.count;
    struct value *items = arena_new_array(render->arena, struct value, count);
    for (size_t i = 0; i < count; i++)
        if (!evaluate_defined(render, expression->as.list.items[i], &items[i]))
            return value_undefined();
    evaluate_charge(render, expression->where, count * sizeof *items);
    return value_list_of(render->arena, items, count);
}

/* Keys are texts; of equal keys the last counts, at the place of the first. */
static struct value evaluate_map(struct render *render, const struct expression *expression)
{
    struct value_map_entry *entries =
        arena_new_array(render->arena, struct value_map_entry, expression->as.map.count);
    size_t count = 0;
    for (size_t i = 0; i < expression->as.map.count; i++) {
        struct value key, value;
        if (!evaluate_defined(render, expression->as.map.keys[i], &key) ||
            !evaluate_defined(render, expression->as.map.values[i], &value))
            return value_undefined();
        readings_note_words(render->page->readings, &key);
        text name = value_to_text(&key, render->arena);
        size_t at = 0;
        while (at < count && !text_equal(entries[at].key, name))
            at++;
        count += at == count;
        entries[at] = (struct value_map_entry){ .key = name, .value = value };
    }
    evaluate_charge(render, expression->where, count * sizeof *entries);
    return value_map_of(render->arena, entries, count);
}

static struct operands operands_of(struct render *render, const struct expression *expression,
    const struct value *left, const struct value *right)
{
    return (struct operands){
        .left = left, .right = right, .is_markup = expression->is_markup, .arena = render->arena
    };
}

static struct value fail_operation(
    struct render *render, const struct expression *expression, const struct operands *operands)
{
    return evaluate_fail(
        render, expression->where, "layout-type", operands->hint, "%.*s", TEXT_ARGS(operands->problem));
}

static struct value evaluate_unary(struct render *render, const struct expression *expression)
{
    if (expression->operation == OPERATION_NOT)
        return value_bool(!evaluate_truth(render, expression->as.operands.left));
    struct value operand, result;
    if (!evaluate_defined(render, expression->as.operands.left, &operand))
        return value_undefined();
    struct operands operands = operands_of(render, expression, &operand, NULL);
    if (!operators_sign(expression->operation, &operands, &result))
        return fail_operation(render, expression, &operands);
    return result;
}

static struct value evaluate_binary(struct render *render, const struct expression *expression)
{
    struct value left, right, result;
    if (!evaluate_defined(render, expression->as.operands.left, &left) ||
        !evaluate_defined(render, expression->as.operands.right, &right))
        return value_undefined();
    struct operands operands = operands_of(render, expression, &left, &right);
    if (expression->operation == OPERATION_CONCATENATE) {
        readings_note_words(render->page->readings, &left);
        readings_note_words(render->page->readings, &right);
    }
    if (!operators_apply(expression->operation, &operands, &result))
        return fail_operation(render, expression, &operands);
    if (result.kind == VALUE_TEXT)
        evaluate_charge(render, expression->where, result.as.text.length);
    if (result.kind == VALUE_LIST)
        evaluate_charge(render, expression->where, result.as.list->count * sizeof result);
    return result;
}

static void note_comparison(
    struct readings *readings, enum operation operation, const struct value *left, const struct value *right)
{
    bool is_membership = operation == OPERATION_IN || operation == OPERATION_NOT_IN;
    if (operation == OPERATION_EQUAL || operation == OPERATION_NOT_EQUAL) {
        readings_note_equality(readings, left, right);
    } else if (!is_membership) {
        readings_note_words(readings, left);
        readings_note_words(readings, right);
    }
    for (size_t i = 0; is_membership && right->kind == VALUE_LIST && i < right->as.list->count; i++) {
        struct value item = value_list_at(right->as.list, i);
        readings_note_equality(readings, left, &item);
    }
}

static struct value evaluate_comparison(struct render *render, const struct expression *expression)
{
    struct value left, right;
    bool holds = true;
    if (!evaluate_defined(render, expression->as.comparison.first, &left))
        return value_undefined();
    for (size_t i = 0; holds && i < expression->as.comparison.count; i++, left = right) {
        const struct comparison_link *link = &expression->as.comparison.links[i];
        if (!evaluate_defined(render, link->operand, &right))
            return value_undefined();
        struct operands operands = operands_of(render, expression, &left, &right);
        note_comparison(render->page->readings, link->operation, &left, &right);
        if (!operators_compare(link->operation, &operands, &holds))
            return fail_operation(render, expression, &operands);
    }
    return value_bool(holds);
}

static bool truth_of(struct render *render, const struct expression *expression, const struct value *value)
{
    if (value->kind != VALUE_UNDEFINED)
        return value_is_true(value);
    const struct expression *origin = value->as.object.pointer;
    bool is_mistake = origin && (origin->kind == EXPRESSION_NAME || value->as.object.type);
    if (is_mistake && !render->has_failed)
        evaluate_fail_undefined(render, expression, value);
    return false;
}

bool evaluate_truth(struct render *render, const struct expression *expression)
{
    struct value value = evaluate(render, expression);
    return truth_of(render, expression, &value);
}

/* `and` and `or` give one of their operands, as in Python. */
static struct value evaluate_logic(struct render *render, const struct expression *expression)
{
    struct value left = evaluate(render, expression->as.operands.left);
    bool is_true = truth_of(render, expression->as.operands.left, &left);
    if (is_true == (expression->operation == OPERATION_OR))
        return left;
    return evaluate(render, expression->as.operands.right);
}

static struct value evaluate_condition(struct render *render, const struct expression *expression)
{
    if (evaluate_truth(render, expression->as.condition.condition))
        return evaluate(render, expression->as.condition.yes);
    return expression->as.condition.no ? evaluate(render, expression->as.condition.no) : value_none();
}

static struct value evaluate_super(struct render *render, const struct expression *expression)
{
    size_t mark = render->out->length;
    evaluate_block(render, expression->as.super.block);
    return evaluate_captured(render, expression->where, mark, expression->as.super.block->language);
}

/* Without constants, names and attributes, for which `evaluate` has a shorter way. */
static struct value (*const evaluators[EXPRESSION_KIND_COUNT])(
    struct render *render, const struct expression *expression) = {
    [EXPRESSION_LIST] = evaluate_list,
    [EXPRESSION_MAP] = evaluate_map,
    [EXPRESSION_INDEX] = evaluate_index,
    [EXPRESSION_SLICE] = evaluate_slice,
    [EXPRESSION_UNARY] = evaluate_unary,
    [EXPRESSION_BINARY] = evaluate_binary,
    [EXPRESSION_COMPARISON] = evaluate_comparison,
    [EXPRESSION_LOGIC] = evaluate_logic,
    [EXPRESSION_CONDITION] = evaluate_condition,
    [EXPRESSION_CALL] = evaluate_call,
    [EXPRESSION_FUNCTION] = evaluate_function,
    [EXPRESSION_FILTER] = evaluate_filter,
    [EXPRESSION_TEST] = evaluate_test,
    [EXPRESSION_SUPER] = evaluate_super,
    /* to add one: see ORDER EXPRESSIONS in tree.h */
};

struct value evaluate_parts(struct render *render, const struct expression *expression)
{
    if (render->has_failed || !evaluate_enter(render, &expression->where))
        return value_undefined();
    struct value value = evaluators[expression->kind](render, expression);
    evaluate_leave(render);
    return value;
}
