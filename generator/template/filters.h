/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_TEMPLATE_FILTERS_H
#define BRIEF_TEMPLATE_FILTERS_H
/*
 * filters and tests that need nothing but values: Jinja's names with Jinja's meaning where Jinja has them.
 * Those that need the site (url, markdown, asset, t …) are rows of output/functions.c.
 * Each row here takes a struct unicode * as its data: with NULL, letters beyond ASCII have no case and texts
 * are sorted by byte. A caller that has one copies the rows and puts it there.
 */
#include "base/date.h"
#include "template/call.h"

extern const struct template_function template_filters[];
extern const size_t template_filter_count;
extern const struct template_function template_tests[];
extern const size_t template_test_count;
/* range, dict. */
extern const struct template_function template_functions[];
extern const size_t template_function_count;

/*
 * The date filter with the words of a language: the input by the format that is the first argument, or by
 * `default_format` when there is none. Fails for what is no date and for an unknown conversion.
 */
struct value filter_date_with_words(
    struct template_call *call, const struct date_words *words, text default_format);
#endif
