/* SPDX-License-Identifier: MIT */
/* Languages for which the words around the text are not there; each is told once, where it is first named. */
#include "check/check.h"

struct told {
    struct checking *checking;
    struct map languages;
};

static void check_language(struct told *told, text language, span where)
{
    struct checking *checking = told->checking;
    if (!language.length || map_contains(&told->languages, language) ||
        strings_has(checking->subject->strings, language) ||
        !unicode_knows_language(checking->arena, language))
        return;
    map_set(&told->languages, language, told);
    diagnostic_hint(checking->diagnostics,
        check_report(checking, where, "there are no words of the interface in '%.*s'; they are English",
            TEXT_ARGS(language)),
        "write them in content/data/strings.%.*s.yml", TEXT_ARGS(language));
}

void check_interface_words(struct checking *checking)
{
    const struct config *config = checking->subject->site->config;
    struct told told = { .checking = checking };
    map_init(&told.languages, checking->arena);
    check_language(&told, config->language, config->language_where);
    for (size_t i = 0; i < checking->subject->draft_count; i++) {
        const struct draft *draft = checking->subject->drafts[i];
        if (draft)
            check_language(&told, draft->front_matter.lang.text, draft->front_matter.lang.where);
    }
}
