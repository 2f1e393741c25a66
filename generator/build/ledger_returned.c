/* SPDX-License-Identifier: MIT */
/*
 * What was taken down comes back with an older copy of content/ and site.yml, from a backup or another
 * branch, without anybody having decided it: the ledger is what remembers.
 */
#include "build/ledger_stage.h"
#include "load/yaml_scalar.h"

static void report(struct ledger_stage *stage, const struct ledger_entry *gone, span where, text path)
{
    text typed = yaml_scalar_write(stage->arena, gone->address);
    struct diagnostic *diagnostic = diagnostic_warning(stage->diagnostics, where, "returned-address",
        "'%.*s' was given up, and '%.*s' answers there now", TEXT_ARGS(gone->address), TEXT_ARGS(path));
    if (where.source != gone->where.source)
        diagnostic_note(stage->diagnostics, diagnostic, gone->where, "it was gone by then");
    diagnostic_hint(stage->diagnostics, diagnostic,
        "leave it so where that is meant, it is said once; when it came back with an older copy of the site, "
        "delete the file and write gone: [%.*s] in site.yml again",
        TEXT_ARGS(typed));
}

/* An alias is somebody's decision, and a list comes and goes with its articles. */
static void look_at(
    struct ledger_stage *stage, const struct ledger_entry *gone, const struct ledger_entry *answer)
{
    const struct site *site = stage->site;
    const struct article *article =
        answer->kind == LEDGER_ARTICLE ? map_find(site->articles_by_id, answer->id) : NULL;
    const struct page *page = answer->kind == LEDGER_PAGE ? site_find_page(site, answer->id) : NULL;
    if (article)
        report(stage, gone, (span){ article->source, 0, 0 }, article->source_path);
    else if (page)
        report(stage, gone, (span){ page->source, 0, 0 }, page->source_path);
    else if (answer->kind == LEDGER_FILE)
        report(stage, gone, gone->where,
            text_format(stage->arena, "content/%.*s", TEXT_ARGS(ledger_file_path(stage->arena, answer))));
}

void ledger_check_returned(struct ledger_stage *stage)
{
    for (size_t i = 0; i < stage->old.count; i++) {
        const struct ledger_entry *gone = &stage->old.items[i];
        const struct ledger_entry *answer =
            gone->kind == LEDGER_GONE ? map_find(&stage->next.by_address, gone->address) : NULL;
        if (answer)
            look_at(stage, gone, answer);
    }
}
