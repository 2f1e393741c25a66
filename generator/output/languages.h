/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_OUTPUT_LANGUAGES_H
#define BRIEF_OUTPUT_LANGUAGES_H
/*
 * languages: what layouts ask about languages. Rows of functions.c, whose data is the struct layouts.
 * Languages are tags of RFC 5646 as language_tag writes them.
 */
#include "template/call.h"

/* list|in_language(lang): a text that stands in the list in several languages once, as versions_show chooses.
 * The order stays. */
struct value filter_in_language(struct template_call *call, void *data);
/* direction(lang): "rtl" or "ltr". */
struct value function_direction(struct template_call *call, void *data);
/* language_name(lang): what a language calls itself. */
struct value function_language_name(struct template_call *call, void *data);
#endif
