/* SPDX-License-Identifier: MIT */
/* Comparisons. Values of different kinds are never equal, and have no order, which is an error; so is to
 * ask whether a date equals a text. Membership is asked of lists, maps (their keys) and texts. */
#include "template/operators.h"

/* A date is never equal to a text that says the same day: that is a mistake, not an answer. */
static bool are_date_and_text(const struct value *a, const struct value *b)
{
    return (a->kind == VALUE_DATE && b->kind == VALUE_TEXT) ||
           (a->kind == VALUE_TEXT && b->kind == VALUE_DATE);
}

static bool is_date_among_texts(const struct value *item, const struct value *list)
{
    if (item->kind != VALUE_DATE || list->kind != VALUE_LIST || list->as.list->count == 0)
        return false;
    return value_list_at(list->as.list, 0).kind == VALUE_TEXT;
}

static bool fail_kinds(struct operands *operands, enum operation operation)
{
    const struct value *left = operands->left, *right = operands->right;
    operands->problem = text_format(operands->arena, "'%s' cannot compare %s with %s",
        operators_name(operation), value_kind_name(left), value_kind_name(right));
    if (are_date_and_text(left, right) || is_date_among_texts(left, right))
        operands->hint = TEXT("make a text of the date: |date(\"%Y-%m-%d\")");
    return false;
}

static bool contains(struct operands *operands, bool *is_in)
{
    const struct value *item = operands->left, *whole = operands->right;
    *is_in = false;
    if (whole->kind == VALUE_LIST) {
        for (size_t i = 0; i < whole->as.list->count && !*is_in; i++) {
            struct value other = value_list_at(whole->as.list, i);
            *is_in = value_equal(item, &other);
        }
    } else if (whole->kind == VALUE_MAP) {
        *is_in = value_map_find_by(whole->as.map, item, operands->arena);
    } else if (whole->kind == VALUE_TEXT && item->kind == VALUE_TEXT) {
        *is_in = text_find(whole->as.text, item->as.text, 0) != SIZE_MAX;
    } else {
        return false;
    }
    return true;
}

bool operators_compare(enum operation operation, struct operands *operands, bool *result)
{
    if (operation == OPERATION_EQUAL || operation == OPERATION_NOT_EQUAL) {
        if (are_date_and_text(operands->left, operands->right))
            return fail_kinds(operands, operation);
        *result = value_equal(operands->left, operands->right) == (operation == OPERATION_EQUAL);
        return true;
    }
    if (operation == OPERATION_IN || operation == OPERATION_NOT_IN) {
        bool is_in;
        if (is_date_among_texts(operands->left, operands->right) || !contains(operands, &is_in))
            return fail_kinds(operands, operation);
        *result = is_in == (operation == OPERATION_IN);
        return true;
    }
    bool is_comparable;
    int order = value_compare(operands->left, operands->right, &is_comparable);
    if (!is_comparable)
        return fail_kinds(operands, operation);
    *result = operation == OPERATION_LESS         ? order < 0
              : operation == OPERATION_LESS_EQUAL ? order <= 0
              : operation == OPERATION_GREATER    ? order > 0
                                                  : order >= 0;
    return true;
}
