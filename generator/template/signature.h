/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_TEMPLATE_SIGNATURE_H
#define BRIEF_TEMPLATE_SIGNATURE_H
/* signature: what a row of the library takes, read from its `parameters` ("length=255, end='…'"). */
#include "base/map.h"
#include "template/call.h"

struct signature_parameter {
    text name;
    bool is_required;
    struct value fallback;
};

struct signature {
    struct signature_parameter *items;
    size_t count;
    bool takes_rest;  /* any number more */
    bool takes_named; /* names of any kind */
};

/* A row with its signature. */
struct callee {
    const struct template_function *row;
    struct signature signature;
    bool reads_page; /* what it gives depends on the page that is rendered */
};

/* name → struct callee *; of rows with one name the last stays. */
void signature_add_rows(struct map *callees, const struct template_function *rows, size_t count,
    bool reads_page, struct arena *arena);
#endif
