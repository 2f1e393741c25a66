/* SPDX-License-Identifier: MIT */
/*
 * Files of content/ that were published and are no more. Others cite a report by its address as they cite a
 * page, and no page can lead on from there: servers take what stands at "/levy.pdf" for a PDF. So what mends
 * it is the file in its place; for one that was a page, "/tool.html", a text may stand as well. And files
 * that are others now than were published.
 */
#include "base/path.h"
#include "build/ledger_stage.h"
#include "load/scan.h"
#include "load/yaml_scalar.h"

const struct held_back *ledger_find_taker(
    const struct ledger_stage *stage, const struct ledger_entry *entry, const struct map *held)
{
    const struct held_back *taker = NULL;
    for (text folder = path_folder(ledger_file_path(stage->arena, entry)); !taker && folder.length;
         folder = path_folder(folder))
        taker = map_find(held, text_format(stage->arena, "content/%.*s/index.md", TEXT_ARGS(folder)));
    return taker;
}

bool ledger_is_file_there(const struct ledger_stage *stage, const struct ledger_entry *entry)
{
    return map_contains(&stage->content->by_path, ledger_file_path(stage->arena, entry));
}

/* Files that are published and could be meant. */
struct found_files {
    text respelt; /* that path in other capital letters; absent: there is none */
    text moved;   /* a new file with its bytes, or else of its name; absent when there is none, or several */
};

/* The one that `is_meant` of those that are new to the ledger; absent when there is none, or several. */
static text find_moved(const struct ledger_stage *stage, const struct ledger_entry *entry,
    bool (*is_meant)(const struct ledger_entry *now, const struct ledger_entry *before))
{
    text found = TEXT_NONE;
    for (size_t i = 0; i < stage->next.count; i++) {
        const struct ledger_entry *now = &stage->next.items[i];
        if (now->kind != LEDGER_FILE || map_contains(&stage->old.by_address, now->address) ||
            !is_meant(now, entry))
            continue;
        if (found.bytes)
            return TEXT_NONE;
        found = ledger_file_path(stage->arena, now);
    }
    return found;
}

static bool has_bytes(const struct ledger_entry *now, const struct ledger_entry *before)
{
    return text_equal(now->words, before->words);
}

static bool has_name(const struct ledger_entry *now, const struct ledger_entry *before)
{
    text name = path_name(before->address); /* none: it is the index.html of a folder, as many are */
    return name.length && text_equal(path_name(now->address), name);
}

static struct found_files find_files(
    const struct ledger_stage *stage, const struct ledger_entry *entry, text path)
{
    struct found_files found = { .respelt = TEXT_NONE };
    for (size_t i = 0; i < stage->site->media.count; i++) {
        const struct media *media = stage->site->media.items[i];
        if (text_equal_ignoring_ascii_case(media->path, path))
            found.respelt = media->path;
    }
    found.moved = find_moved(stage, entry, has_bytes);
    if (!found.moved.bytes)
        found.moved = find_moved(stage, entry, has_name);
    return found;
}

static void report_file(struct ledger_stage *stage, const struct ledger_entry *entry)
{
    struct diagnostic *diagnostic = diagnostic_error(stage->diagnostics, entry->where, "vanishing-address",
        "nothing would answer '%.*s' any more", TEXT_ARGS(entry->address));
    text path = ledger_file_path(stage->arena, entry);
    struct found_files found = find_files(stage, entry, path);
    if (found.respelt.bytes) {
        diagnostic_hint(stage->diagnostics, diagnostic,
            "call content/%.*s content/%.*s again: they differ in capital letters only, and many systems "
            "cannot keep both",
            TEXT_ARGS(found.respelt), TEXT_ARGS(path));
        return;
    }
    bool may_be_page = text_ends_with(entry->address, TEXT("/")) || path_is_of_page(path);
    text gone = ledger_give_up(stage, may_be_page ? "" : "write ", entry->address);
    text typed = yaml_scalar_write(stage->arena, entry->address);
    text page = may_be_page
                    ? text_format(stage->arena, " write aliases: [%.*s] in the page that takes its place,",
                          TEXT_ARGS(typed))
                    : TEXT("");
    text back = found.moved.bytes
                    ? text_format(stage->arena, "put a copy of content/%.*s", TEXT_ARGS(found.moved))
                    : TEXT("put the file back");
    diagnostic_hint(stage->diagnostics, diagnostic,
        "%.*s at content/%.*s, where others look for it,%.*s or %.*s in site.yml", TEXT_ARGS(back),
        TEXT_ARGS(path), TEXT_ARGS(page), TEXT_ARGS(gone));
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
        TEXT_ARGS(ledger_file_path(stage->arena, first)));
}

void ledger_report_lost_files(struct ledger_stage *stage, const struct lost_files *lost)
{
    if (lost->count >= LEDGER_MANY) {
        report_many(stage, lost);
        return;
    }
    for (size_t i = 0; i < lost->count; i++)
        report_file(stage, lost->items[i]);
}

/* The article in whose folder the file lies; NULL: in none. */
static const struct article *article_of_file(const struct ledger_stage *stage, text path)
{
    for (text folder = path_folder(path); folder.length; folder = path_folder(folder)) {
        text index = path_join(stage->arena, folder, TEXT("index.md"));
        const struct content_file *file = map_find(&stage->content->by_path, index);
        if (file && file->kind == CONTENT_ARTICLE)
            return map_find(stage->site->articles_by_id, file->id);
    }
    return NULL;
}

static struct diagnostic *report_other(
    struct ledger_stage *stage, const struct ledger_entry *entry, const struct content_file *file)
{
    return diagnostic_warning(stage->diagnostics, (span){ file->source, 0, 0 }, "replaced-file",
        "another file than was published stands at '%.*s'", TEXT_ARGS(entry->address));
}

static void check_file(
    struct ledger_stage *stage, struct ledger_entry *entry, const struct ledger_entry *before)
{
    text path = ledger_file_path(stage->arena, entry);
    const struct content_file *file = map_find(&stage->content->by_path, path);
    const struct article *article = article_of_file(stage, path);
    if (!file)
        return;
    if (!article) { /* nobody can tell whose history should say so: it is said once */
        diagnostic_hint(stage->diagnostics, report_other(stage, entry, file),
            "put the one that was published back, and give the new one a name of its own; or say what "
            "changed in the texts that lead to it");
    } else if (!ledger_may_change(stage, article)) { /* as with its text, until there is a note */
        text where = text_format(stage->arena, " in %.*s", TEXT_ARGS(article->source_path));
        ledger_hint_note(stage, report_other(stage, entry, file), article, where.bytes);
        entry->words = before->words;
    }
}

void ledger_check_files(struct ledger_stage *stage)
{
    for (size_t i = 0; i < stage->next.count; i++) {
        struct ledger_entry *entry = &stage->next.items[i];
        const struct ledger_entry *before = map_find(&stage->old.by_address, entry->address);
        if (entry->kind == LEDGER_FILE && before && before->kind == LEDGER_FILE && before->words.bytes &&
            !text_equal(before->words, entry->words))
            check_file(stage, entry, before);
    }
}

/* An article that was given up in site.yml, and the files that lie where its own did. */
struct orphans {
    const struct media *first;
    size_t count;
};

/* Ids of articles whose address is listed below `gone` since the last build → struct orphans *. */
static void find_given_up(const struct ledger_stage *stage, struct map *given_up)
{
    map_init(given_up, stage->arena);
    for (size_t i = 0; i < stage->next.count; i++) {
        const struct ledger_entry *entry = &stage->next.items[i];
        const struct ledger_entry *before =
            entry->kind == LEDGER_GONE ? map_find(&stage->old.by_address, entry->address) : NULL;
        if (before && before->kind == LEDGER_ARTICLE)
            map_set(given_up, before->id, arena_new(stage->arena, struct orphans));
    }
}

/* The nearest folder that is an article's decides. */
static struct orphans *find_orphans(
    const struct ledger_stage *stage, const struct map *given_up, const struct media *media)
{
    static const text articles = TEXT_INIT("articles/");
    if (!text_starts_with(media->path, articles))
        return NULL;
    text id = path_folder(text_from(media->path, articles.length));
    while (id.length && !map_contains(stage->site->articles_by_id, id) && !map_contains(given_up, id))
        id = path_folder(id);
    return id.length ? map_find(given_up, id) : NULL;
}

void ledger_check_orphans(struct ledger_stage *stage)
{
    struct map given_up;
    find_given_up(stage, &given_up);
    for (size_t i = 0; given_up.count && i < stage->site->media.count; i++) {
        const struct media *media = stage->site->media.items[i];
        struct orphans *orphans = find_orphans(stage, &given_up, media);
        if (orphans && !orphans->count++)
            orphans->first = media;
    }
    for (size_t i = 0; i < given_up.count; i++) {
        const struct orphans *orphans = given_up.entries[i].value;
        if (!orphans->count)
            continue;
        struct diagnostic *diagnostic =
            diagnostic_warning(stage->diagnostics, (span){ orphans->first->source, 0, 0 }, "left-beside-gone",
                "this file%s lay with '%.*s', which is gone, and readers can get it still",
                orphans->count == 1 ? "" : ", as others,", TEXT_ARGS(given_up.entries[i].key));
        diagnostic_hint(stage->diagnostics, diagnostic,
            "delete the folder content/articles/%.*s/, or leave what may be read on: it is said once",
            TEXT_ARGS(given_up.entries[i].key));
    }
}
