/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_TESTS_CONTEXT_CASE_H
#define BRIEF_TESTS_CONTEXT_CASE_H
/* Where an expression stands after a piece of a layout, in words. Include after cmocka.h. */
#include <stdio.h>
#include <string.h>
#include "template/context.h"

static const char *const escaping_names[] = {
    [ESCAPING_NONE] = "none",
    [ESCAPING_TEXT] = "text",
    [ESCAPING_ATTRIBUTE] = "attribute",
    [ESCAPING_URL] = "url",
    [ESCAPING_IMAGE_URL] = "image-url",
    [ESCAPING_URL_PATH] = "url-path",
    [ESCAPING_URL_COMPONENT] = "url-component",
    [ESCAPING_SCRIPT] = "script",
    [ESCAPING_SCRIPT_STRING] = "script-string",
    [ESCAPING_XML] = "xml",
    [ESCAPING_XML_CDATA] = "cdata",
    [ESCAPING_JSON] = "json",
    [ESCAPING_JSON_STRING] = "json-string",
    [ESCAPING_COMMENT] = "comment",
    [ESCAPING_FORBIDDEN] = "forbidden",
};

struct example {
    const char *literal; /* '@' stands for a printed value */
    const char *expected;
};

static inline struct context after(enum template_language language, const char *literal)
{
    struct context context;
    context_init(&context, language);
    text rest = text_of(literal);
    while (rest.bytes) {
        context_advance(&context, text_cut(&rest, '@'));
        if (rest.bytes)
            context_advance_value(&context);
    }
    return context;
}

static inline void check(enum template_language language, const struct example *examples, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct context context = after(language, examples[i].literal);
        const char *reason = NULL;
        const char *found = escaping_names[context_escaping(&context, &reason)];
        if (strcmp(found, examples[i].expected) != 0)
            print_error(
                "%s: expected %s, found %s (%s)\n", examples[i].literal, examples[i].expected, found, reason);
        assert_string_equal(found, examples[i].expected);
        assert_non_null(reason);
        /* Byte by byte the machine comes to the same place as in one piece. */
        struct context slow;
        context_init(&slow, language);
        for (const char *byte = examples[i].literal; *byte; byte++) {
            if (*byte == '@')
                context_advance_value(&slow);
            else
                context_advance(&slow, (text){ byte, 1 });
        }
        assert_true(context_equal(&context, &slow));
    }
}

#define CHECK(language, examples) check((language), (examples), sizeof(examples) / sizeof(examples)[0])
#endif
