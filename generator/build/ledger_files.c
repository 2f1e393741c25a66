/* SPDX-License-Identifier: MIT */
/*
 * Files of content/ that were published and are no more. Others cite a report by its address as they cite a
 * page, and no page can lead on from there: servers take what stands at "/levy.pdf" for a PDF. So what mends
 * it is the file in its place.
 */
#include "base/path.h"
#include "build/ledger_stage.h"
#include "load/scan.h"
#include "load/yaml_scalar.h"

/* From so many on they are told together. */
enum { MANY = 10 };

static text path_of_entry(const struct ledger_stage *stage, const struct ledger_entry *entry)
{
    text path;
    return path_of_address(stage->arena, entry->address, &path) == PATH_OK ? path : TEXT_NONE;
}

bool ledger_is_file_held(
    const struct ledger_stage *stage, const struct ledger_entry *entry, const struct map *held)
{
    text path = path_of_entry(stage, entry);
    bool is_held = map_contains(&stage->content->by_path, path);
    for (text folder = path_folder(path); !is_held && folder.length; folder = path_folder(folder))
        is_held = map_contains(held, text_format(stage->arena, "content/%.*s/index.md", TEXT_ARGS(folder)));
    return is_held;
}

/* A file of that name that is published elsewhere: it was moved. Absent when there is none, or several. */
static text moved_to(const struct ledger_stage *stage, text path)
{
    text found = TEXT_NONE;
    for (size_t i = 0; i < stage->site->media.count; i++) {
        const struct media *media = stage->site->media.items[i];
        if (!text_equal(path_name(media->path), path_name(path)))
            continue;
        if (found.bytes)
            return TEXT_NONE;
        found = media->path;
    }
    return found;
}

static void report_file(struct ledger_stage *stage, const struct ledger_entry *entry)
{
    struct diagnostic *diagnostic = diagnostic_error(stage->diagnostics, entry->where, "vanishing-address",
        "nothing would answer '%.*s' any more", TEXT_ARGS(entry->address));
    text path = path_of_entry(stage, entry), moved = moved_to(stage, path);
    text gone = ledger_give_up(stage, "write ", entry->address);
    if (moved.bytes)
        diagnostic_hint(stage->diagnostics, diagnostic,
            "put a copy of content/%.*s at content/%.*s, where others look for it, or %.*s in site.yml",
            TEXT_ARGS(moved), TEXT_ARGS(path), TEXT_ARGS(gone));
    else
        diagnostic_hint(stage->diagnostics, diagnostic,
            "put the file back at content/%.*s, where others look for it, or %.*s in site.yml",
            TEXT_ARGS(path), TEXT_ARGS(gone));
}

static void report_many(struct ledger_stage *stage, const struct lost_files *lost)
{
    const struct ledger_entry *first = lost->items[0];
    struct diagnostic *diagnostic = diagnostic_error(stage->diagnostics, first->where, "vanishing-address",
        "nothing would answer '%.*s' and the addresses of %zu more files any more", TEXT_ARGS(first->address),
        lost->count - 1);
    diagnostic_hint(stage->diagnostics, diagnostic,
        "put them back where they were, this one at content/%.*s, or list the addresses below gone: in "
        "site.yml",
        TEXT_ARGS(path_of_entry(stage, first)));
}

void ledger_report_lost_files(struct ledger_stage *stage, const struct lost_files *lost)
{
    if (lost->count >= MANY) {
        report_many(stage, lost);
        return;
    }
    for (size_t i = 0; i < lost->count; i++)
        report_file(stage, lost->items[i]);
}
