/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_TEMPLATE_METHODS_H
#define BRIEF_TEMPLATE_METHODS_H
/* methods: what layouts may call on a value: map.items(), text.upper(), loop.cycle("odd", "even"). */
#include "template/call.h"

struct method {
    enum value_kind kind;
    const char *name;
    uint8_t least, most; /* how many arguments */
    struct value (*call)(struct template_call *call);
    const char *filter; /* or the filter that does the same */
};

/* NULL when values of this kind have no such method. */
const struct method *method_find(const struct value *object, text name);
/* The nearest name among the methods of the kind, or NULL. */
const char *method_nearest(const struct value *object, text wrong);
#endif
