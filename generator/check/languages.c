/* SPDX-License-Identifier: MIT */
/* Language tags that mean nothing to anybody. */
#include "check/check.h"

static void check_tag(struct checking *checking, text language, span where)
{
    if (language.length && !unicode_knows_language(checking->arena, language))
        diagnostic_hint(checking->diagnostics,
            check_report(checking, where, "there is no language '%.*s'", TEXT_ARGS(language)),
            "write a tag such as en, en-GB, pt-BR or zh-Hant");
}

void check_languages(struct checking *checking)
{
    const struct config *config = checking->subject->site->config;
    check_tag(checking, config->language, config->language_where);
    for (size_t i = 0; i < checking->subject->draft_count; i++) {
        const struct draft *draft = checking->subject->drafts[i];
        if (draft)
            check_tag(checking, draft->front_matter.lang.text, draft->front_matter.lang.where);
    }
}
