/* SPDX-License-Identifier: MIT */
/*
 * What was taken down comes back with an older copy of content/ and site.yml, from a backup or another
 * branch, without anybody having decided it: the ledger is what remembers.
 */
#include "build/ledger_stage.h"
#include "load/yaml_scalar.h"

/* Of the source that answers now; SPAN_NONE: none does of its own. */
static span source_of(const struct ledger_stage *stage, const struct ledger_entry *answer, text *path)
{
    const struct site *site = stage->site;
    const struct article *article =
        answer->kind == LEDGER_ARTICLE ? map_find(site->articles_by_id, answer->id) : NULL;
    if (article) {
        *path = article->source_path;
        return (span){ article->source, 0, 0 };
    }
    for (size_t i = 0; answer->kind == LEDGER_PAGE && i < site->pages.count; i++) {
        const struct page *page = site->pages.items[i];
        *path = page->source_path;
        if (text_equal(page->id, answer->id))
            return (span){ page->source, 0, 0 };
    }
    return SPAN_NONE;
}

static void report(struct ledger_stage *stage, const struct ledger_entry *gone, span where, text path)
{
    text typed = yaml_scalar_write(stage->arena, gone->address);
    struct diagnostic *diagnostic = diagnostic_warning(stage->diagnostics, where, "returned-address",
        "'%.*s' was given up, and '%.*s' answers there now", TEXT_ARGS(gone->address), TEXT_ARGS(path));
    diagnostic_note(stage->diagnostics, diagnostic, gone->where, "it was gone by then");
    diagnostic_hint(stage->diagnostics, diagnostic,
        "leave it so where that is meant, it is said once; when it came back with an older copy of the site, "
        "delete the file and write gone: [%.*s] in site.yml again",
        TEXT_ARGS(typed));
}

void ledger_check_returned(struct ledger_stage *stage)
{
    for (size_t i = 0; i < stage->old.count; i++) {
        const struct ledger_entry *gone = &stage->old.items[i];
        const struct ledger_entry *answer =
            gone->kind == LEDGER_GONE ? map_find(&stage->next.by_address, gone->address) : NULL;
        text path = TEXT_NONE;
        span where = answer ? source_of(stage, answer, &path) : SPAN_NONE;
        if (where.source)
            report(stage, gone, where, path);
        else if (answer && answer->kind == LEDGER_FILE)
            report(stage, gone, gone->where,
                text_format(stage->arena, "content/%.*s", TEXT_ARGS(ledger_file_path(stage->arena, answer))));
    }
}
