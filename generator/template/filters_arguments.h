/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_TEMPLATE_FILTERS_ARGUMENTS_H
#define BRIEF_TEMPLATE_FILTERS_ARGUMENTS_H
/*
 * filters_arguments: how filters read what they are given: the input as text or as items, optional arguments,
 * and attributes named by a dotted path ("author.name", "0.title"). Used by the filters_*.c files and
 * tests.c. A function that returns false has made the call fail.
 */
#include "base/unicode.h"
#include "template/call.h"

struct filter_items {
    const struct value *items;
    size_t count;
};

/* The input as text: of a text, number, bool, date or an object with a label; none is "". */
bool filter_input_text(struct template_call *call, text *result);
/* The input's items: of a list, a map (its keys) or a text (its characters). */
bool filter_input_items(struct template_call *call, struct filter_items *items);
/* The items of any such value. */
bool filter_items_of(struct template_call *call, const struct value *value, struct filter_items *items);
/* The entries of a map, each a list of its key and its value. */
struct filter_items filter_pairs(struct arena *arena, const struct value_map *map);
/* The same text with the input's safety: what Jinja gives for methods of a safe text. */
struct value filter_text_like_input(const struct template_call *call, text result);
/* `value` escaped unless it is safe: what a safe text accepts from outside. */
text filter_escaped(struct arena *arena, const struct value *value);

/* The argument, or NULL when it is absent, undefined or none. */
const struct value *filter_argument(const struct template_call *call, size_t index);
/* Optional arguments: `fallback` when absent or none. */
bool filter_option_text(struct template_call *call, size_t index, text fallback, text *result);
bool filter_option_integer(struct template_call *call, size_t index, int64_t fallback, int64_t *result);
/* False when absent or none. */
bool filter_option_bool(struct template_call *call, size_t index, bool *result);
/* An integer that must be given and lie between the bounds. */
bool filter_count(struct template_call *call, size_t index, int64_t least, int64_t most, int64_t *result);

enum { FILTER_PATH_DEPTH_MAX = 16 };

/* A dotted path, read once and followed for each item. */
struct filter_path {
    text whole;
    text parts[FILTER_PATH_DEPTH_MAX];
    int64_t indexes[FILTER_PATH_DEPTH_MAX]; /* the part as a number, or -1 */
    size_t count;                           /* 0: the item itself */
};

/* Reads the optional argument `index`; absent gives the empty path. An integer is an index. */
bool filter_path_read(struct template_call *call, size_t index, struct filter_path *path);
bool filter_path_of(struct template_call *call, const struct value *name, struct filter_path *path);
/* What the path leads to from the item; `fallback` when a part is missing, which without one (NULL) makes the
 * call fail with the nearest name. */
bool filter_path_need(struct template_call *call, const struct filter_path *path, const struct value *item,
    const struct value *fallback, struct value *result);

/* What a row that is called for each of many items reads of the arguments from `first` on: once for all
 * calls. */
void filter_note_arguments(
    const struct template_call *call, const struct template_function *row, size_t first);
/* Calls one of the rows by name with the arguments of `call` from `first` on, on another input. */
bool filter_call_row(struct template_call *call, const struct template_function *row, void *data,
    const struct value *input, size_t first, struct value *result);
const struct template_function *filter_find_row(
    const struct template_function *rows, size_t count, text name);
/* Makes the call fail for an unknown filter or test ("test 'oddd'"), with the nearest of the names. */
bool filter_fail_unknown(
    struct template_call *call, const char *what, text name, const text *names, size_t count);

/* The text under which two values count as one: for groups and for what is unique. */
text filter_identity(
    struct template_call *call, struct unicode *unicode, const struct value *value, bool is_case_sensitive);
/* Lower and upper case, by Unicode when `unicode` is there, else of ASCII. */
text filter_lower(struct unicode *unicode, struct arena *arena, text value);
text filter_upper(struct unicode *unicode, struct arena *arena, text value);
/* Is the code point white space (Python's rule, which Jinja's trim follows)? */
bool filter_is_space(uint32_t code_point);
#endif
