/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_TEMPLATE_OPERATORS_H
#define BRIEF_TEMPLATE_OPERATORS_H
/* operators: what + - * / // % ** ~ and the comparisons make of two values; nothing else of the engine is
 * needed. */
#include "template/tree.h"

struct operands {
    const struct value *left, *right;
    bool is_markup; /* joining a safe text with another escapes the other */
    struct arena *arena;
    text problem; /* set when the operation fails, as a message */
    text hint;
};

/* False with `problem` set. Both values are defined. */
bool operators_apply(enum operation operation, struct operands *operands, struct value *result);
bool operators_compare(enum operation operation, struct operands *operands, bool *result);
/* -value or +value. */
bool operators_sign(enum operation operation, struct operands *operands, struct value *result);
/* As it is written: "+", "not in". */
const char *operators_name(enum operation operation);
#endif
