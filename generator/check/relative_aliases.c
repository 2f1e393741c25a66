/* SPDX-License-Identifier: MIT */
/* Aliases without a slash in front, which count from the site here, and in Hugo from the folder of the page.
 */
#include "base/path.h"
#include "check/check.h"

static void check_alias(struct checking *checking, const struct spanned_text *alias, text address)
{
    text end = text_ends_with(address, TEXT("/")) ? text_slice(address, 0, address.length - 1) : address;
    text folder = path_folder(end);
    if (!folder.length || text_starts_with(alias->text, TEXT("/")) ||
        text_find(alias->text, TEXT("://"), 0) != SIZE_MAX)
        return;
    diagnostic_hint(checking->diagnostics,
        check_report(
            checking, alias->where, "'%.*s' counts from the root of the site", TEXT_ARGS(alias->text)),
        "write /%.*s, or %.*s/%.*s where it was beside its page, as Hugo has it", TEXT_ARGS(alias->text),
        TEXT_ARGS(folder), TEXT_ARGS(alias->text));
}

void check_relative_aliases(struct checking *checking)
{
    for (size_t i = 0; i < checking->subject->draft_count; i++) {
        const struct draft *draft = checking->subject->drafts[i];
        const struct article *article = draft ? check_article(checking, draft) : NULL;
        for (size_t k = 0; article && k < draft->front_matter.aliases.count; k++)
            check_alias(checking, &draft->front_matter.aliases.items[k], article->address);
    }
}
