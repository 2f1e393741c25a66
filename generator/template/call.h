/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_TEMPLATE_CALL_H
#define BRIEF_TEMPLATE_CALL_H
/*
 * call: how a layout's filters, tests and functions are called, whether they are written here (filters.c,
 * tests.c), in output/ or in a plugin. All three are rows { name, call, data } in a struct template_library.
 */
#include "base/diagnostic.h"
#include "base/value.h"

struct map;

struct template_call {
    struct arena *arena;           /* the page's; results may point into it */
    struct value input;            /* a filter's or test's left side; undefined for a function */
    const struct value *arguments; /* by position, without the input */
    size_t argument_count;
    const struct value_map_entry *named; /* by name */
    size_t named_count;
    text lang;                 /* language of the page being rendered, may be absent */
    const struct map *filters; /* name → struct callee *, what layouts may call; NULL: those of filters.c */
    struct readings *readings; /* of the page; a row that reads fields notes them */
    void *page;                /* what the renderer was given for the page (template_page.data) */
    text fault;                /* set by template_call_fail: the call failed */
    text fault_hint;
    bool is_fault_reported; /* the fault has a diagnostic already */
    text fault_code;        /* absent: "template-call" */
};

enum {
    ROW_TAKES_UNDEFINED = 1,
    ROW_NOTES_READINGS = 2, /* of what it is given, by itself; else all words in it count as read */
};

/*
 * One filter, test or function. `parameters` names what it takes in order, for named arguments and messages:
 * "length=255, killwords=false, end='…'" (a parameter without default is required; "*rest" takes any number;
 * "**named" takes names of any kind, which stay in `named`). An optional one that was not given may also be
 * none. Before `call` runs, named arguments and literal defaults have been put at their positions. May get an
 * undefined input only when ROW_TAKES_UNDEFINED.
 */
struct template_function {
    const char *name;
    const char *parameters;
    struct value (*call)(struct template_call *call, void *data);
    void *data;
    uint32_t flags;   /* ROW_… */
    const char *help; /* one sentence, for who reads the table */
};

/* Makes the call fail with a message (as a diagnostic's: lower case, no full stop). Returns undefined. */
struct value template_call_fail(struct template_call *call, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Typed access to argument `index`; false and a failed call when it has another type. One that
 * was not given is an absent text, `fallback`, false. */
bool template_call_text(struct template_call *call, size_t index, text *result);
bool template_call_integer(struct template_call *call, size_t index, int64_t fallback, int64_t *result);
bool template_call_bool(struct template_call *call, size_t index, bool *result);

/*
 * What a set of templates may call, in rows; later rows of the same name win. Whatever looks at call->page is
 * a page function: what the others give depends on the page's language at most, so that it may be kept for
 * another page. Of the globals the first shared_global_count are the same on every page.
 */
struct template_library {
    const struct template_function *filters;
    size_t filter_count;
    const struct template_function *tests;
    size_t test_count;
    const struct template_function *functions;
    size_t function_count;
    const struct template_function *page_functions;
    size_t page_function_count;
    size_t shared_global_count;
    bool lacks_rows; /* filters or functions could not be had, which was reported: an unknown name may be
                        theirs */
};
#endif
