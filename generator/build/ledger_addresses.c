/* SPDX-License-Identifier: MIT */
/*
 * No published address dies unnoticed. For each known one that nothing answers now the question is why: given
 * up in site.yml, taken back with its article, a list that has become empty, or lost; what is lost is an
 * error with the line that would bring it back.
 */
#include "base/count.h"
#include "base/list.h"
#include "build/ledger_pattern.h"
#include "build/ledger_successors.h"
#include "load/yaml_scalar.h"

/* Addresses that nothing answers, and what could answer them again. */
struct lost {
    struct ledger_stage *stage;
    struct {
        const struct ledger_entry **items;
        size_t count, capacity;
    } entries, lists;
    struct lost_files files;
    struct ledger_successor *successors; /* of each entry that is no list */
    struct map held;                     /* source path → struct held_back * */
    struct ledger_newcomers newcomers;
    struct map respelt; /* address in small letters → entry of `next` */
    struct map lines;   /* source path → struct buffer *, the list that its `aliases` would have to be */
    struct map *by_pattern; /* addresses that follow a pattern of site.yml, so that no file names them; NULL
                               until asked for */
};

static void index_held(struct lost *lost)
{
    const struct site *site = lost->stage->site;
    map_init(&lost->held, lost->stage->arena);
    for (size_t i = 0; i < site->held_back_count; i++)
        map_add(&lost->held, site->held_back[i].source_path, (void *)&site->held_back[i]);
}

/* Is the source of the entry's thing there, and held back? */
static const struct held_back *find_held(const struct lost *lost, const struct ledger_entry *entry)
{
    if (!entry->id.bytes)
        return NULL;
    text stem = text_format(lost->stage->arena, "content/%s/%.*s",
        ledger_is_of_page(entry) ? "pages" : "articles", TEXT_ARGS(entry->id));
    const struct held_back *held =
        map_find(&lost->held, text_format(lost->stage->arena, "%.*s.md", TEXT_ARGS(stem)));
    return held ? held
                : map_find(&lost->held, text_format(lost->stage->arena, "%.*s/index.md", TEXT_ARGS(stem)));
}

/* Of those that differ in capital letters only, the first one is meant. */
static void index_answers(struct lost *lost)
{
    const struct ledger_stage *stage = lost->stage;
    ledger_find_newcomers(stage, &lost->newcomers);
    map_init(&lost->respelt, stage->arena);
    for (size_t i = 0; i < stage->next.count; i++) {
        struct ledger_entry *entry = &stage->next.items[i];
        map_add(&lost->respelt, text_lower_ascii(stage->arena, entry->address), entry);
    }
}

static const struct map *pattern_addresses(struct lost *lost)
{
    const struct site *site = lost->stage->site;
    if (lost->by_pattern)
        return lost->by_pattern;
    lost->by_pattern = arena_new(lost->stage->arena, struct map);
    map_init(lost->by_pattern, lost->stage->arena);
    for (size_t i = 0; i < site->redirect_count; i++)
        if (site->redirects[i].follows_pattern)
            map_add(lost->by_pattern, site->redirects[i].address, lost);
    return lost->by_pattern;
}

static void append_alias(const struct lost *lost, struct buffer *line, text address)
{
    buffer_print(
        line, "%s%.*s", line->length ? ", " : "", TEXT_ARGS(yaml_scalar_write(lost->stage->arena, address)));
}

/* The aliases that are written in its file. */
static struct buffer *line_of(struct lost *lost, const struct ledger_successor *successor)
{
    const struct map *by_pattern = pattern_addresses(lost);
    struct buffer *line = arena_new(lost->stage->arena, struct buffer);
    buffer_init(line, lost->stage->arena);
    for (size_t i = 0; i < successor->aliases->count; i++)
        if (!map_contains(by_pattern, successor->aliases->items[i]))
            append_alias(lost, line, successor->aliases->items[i]);
    return line;
}

/* The address becomes one of the aliases of whoever could answer it. */
static void add_to_line(struct lost *lost, const struct ledger_entry *entry, struct ledger_successor *found)
{
    if (!ledger_find_successor(lost->stage, &lost->newcomers, entry, found))
        return;
    struct buffer *line = map_find(&lost->lines, found->source_path);
    if (!line) {
        line = line_of(lost, found);
        map_set(&lost->lines, found->source_path, line);
    }
    append_alias(lost, line, entry->address);
}

static void report_lost(
    const struct lost *lost, const struct ledger_entry *entry, const struct ledger_successor *successor)
{
    struct ledger_stage *stage = lost->stage;
    struct diagnostic *diagnostic = diagnostic_error(stage->diagnostics, entry->where, "vanishing-address",
        "nothing would answer '%.*s' any more", TEXT_ARGS(entry->address));
    if (ledger_hint_alias_setting(stage, diagnostic, entry))
        return;
    /* On many systems the same file, so no alias can stand beside it. */
    const struct ledger_entry *respelt =
        map_find(&lost->respelt, text_lower_ascii(stage->arena, entry->address));
    if (respelt) {
        diagnostic_hint(stage->diagnostics, diagnostic,
            "spell it as it was: '%.*s' differs in capital letters only, and many systems cannot keep both",
            TEXT_ARGS(respelt->address));
    } else if (successor->source_path.bytes) {
        const struct buffer *line = map_find(&lost->lines, successor->source_path);
        text gone = successor->is_guess ? ledger_give_up(stage, "write ", entry->address) : TEXT_NONE;
        text other = gone.length ? text_format(stage->arena,
                                       ", if that takes its place; else %.*s in site.yml", TEXT_ARGS(gone))
                                 : TEXT("");
        diagnostic_hint(stage->diagnostics, diagnostic, "write aliases: [%.*s] in %.*s%.*s",
            TEXT_ARGS(buffer_text(line)), TEXT_ARGS(successor->source_path), TEXT_ARGS(other));
    } else {
        text gone = ledger_give_up(stage, "", entry->address);
        diagnostic_hint(stage->diagnostics, diagnostic,
            "write aliases: [%.*s] in the page that takes its place, or %.*s in site.yml",
            TEXT_ARGS(yaml_scalar_write(stage->arena, entry->address)), TEXT_ARGS(gone));
    }
}

static void report_not_gone(struct ledger_stage *stage, const struct ledger_entry *entry)
{
    struct diagnostic *diagnostic = diagnostic_warning(stage->diagnostics, entry->where, "vanishing-gone",
        "nothing says any more that '%.*s' is gone", TEXT_ARGS(entry->address));
    text typed = yaml_scalar_write(stage->arena, entry->address);
    text gone = ledger_give_up(stage, "write ", entry->address);
    diagnostic_hint(stage->diagnostics, diagnostic,
        "%.*s in site.yml again, or write aliases: [%.*s] in a page that takes its place", TEXT_ARGS(gone),
        TEXT_ARGS(typed));
}

static bool is_alias(const struct ledger_entry *entry)
{
    return entry->kind == LEDGER_ALIAS || entry->kind == LEDGER_PAGE_ALIAS;
}

static const struct redirect *find_redirect(const struct site *site, text address)
{
    for (size_t i = 0; i < site->redirect_count; i++)
        if (text_equal(site->redirects[i].address, address))
            return &site->redirects[i];
    return NULL;
}

/* Where something published now says that it has this address; else the line of what it was. */
static span claimed_at(const struct ledger_stage *stage, const struct ledger_entry *entry,
    const struct ledger_entry *answer, const struct redirect *redirect)
{
    const struct site *site = stage->site;
    if (redirect || answer->kind == LEDGER_FILE)
        return redirect ? redirect->where : entry->where;
    const struct page *page = ledger_is_of_page(answer) ? site_find_page(site, answer->id) : NULL;
    if (page)
        return (span){ page->source, 0, 0 };
    const struct article *article = map_find(site->articles_by_id, answer->id);
    return article ? article->address_where : entry->where;
}

static void hint_owner(struct lost *lost, struct diagnostic *diagnostic, const struct ledger_entry *answer,
    const struct redirect *redirect, const struct ledger_successor *before)
{
    struct diagnostics *diagnostics = lost->stage->diagnostics;
    if (redirect && redirect->follows_pattern) {
        struct buffer *line = line_of(lost, before);
        append_alias(lost, line, answer->address);
        diagnostic_hint(diagnostics, diagnostic,
            "write aliases: [%.*s] in %.*s, so that links to it still find it", TEXT_ARGS(buffer_text(line)),
            TEXT_ARGS(before->source_path));
    } else if (answer->kind == LEDGER_FILE) {
        text path = ledger_file_path(lost->stage->arena, answer);
        diagnostic_hint(diagnostics, diagnostic,
            "give content/%.*s another name, so that links to the text still find it", TEXT_ARGS(path));
    } else {
        diagnostic_hint(diagnostics, diagnostic,
            redirect ? "take this alias out, so that links to the other page still find it"
                     : "give this page an address of its own, so that links to the other one still find it");
    }
}

static bool takes_turns(const struct ledger_stage *stage, const struct ledger_entry *answer,
    const struct ledger_successor *before)
{
    struct ledger_successor now;
    return answer->kind != LEDGER_FILE && ledger_find_owner(stage, answer, &now) &&
           site_takes_turns(stage->site, now.source_path, before->source_path);
}

/* What answered or was meant here is still published, elsewhere, and something else has its address. */
static void check_owner(
    struct lost *lost, const struct ledger_entry *entry, const struct ledger_entry *answer)
{
    struct ledger_stage *stage = lost->stage;
    struct ledger_successor before;
    bool is_of_source = answer->id.bytes || answer->kind == LEDGER_FILE;
    if (!entry->id.bytes || ledger_is_same_thing(entry, answer) || !ledger_find_owner(stage, entry, &before))
        return;
    const struct redirect *redirect = find_redirect(stage->site, answer->address);
    if (is_of_source ? takes_turns(stage, answer, &before) : !redirect)
        return;
    struct diagnostic *diagnostic = diagnostic_warning(stage->diagnostics,
        claimed_at(stage, entry, answer, redirect), "address-of-another",
        is_alias(entry) ? "'%.*s' led to '%.*s', which is published still"
                        : "'%.*s' was the address of '%.*s', which is published elsewhere now",
        TEXT_ARGS(entry->address), TEXT_ARGS(before.source_path));
    hint_owner(lost, diagnostic, answer, redirect, &before);
}

static void check_file(struct ledger_stage *stage, struct lost *lost, const struct ledger_entry *entry)
{
    const struct held_back *held = ledger_find_taker(stage, entry, &lost->held);
    if (held)
        *list_add(stage->arena, &stage->taken_back) = (struct taken_back){ entry, held };
    else if (!ledger_is_file_there(stage, entry)) /* else it waits with an author, which is said */
        *list_add(stage->arena, &lost->files) = entry;
}

static void check_entry(struct ledger_stage *stage, struct lost *lost, const struct ledger_entry *entry)
{
    const struct ledger_entry *answer = map_find(&stage->next.by_address, entry->address);
    const struct held_back *held = answer ? NULL : find_held(lost, entry);
    if (answer)
        check_owner(lost, entry, answer);
    else if (held)
        *list_add(stage->arena, &stage->taken_back) = (struct taken_back){ entry, held };
    else if (entry->kind == LEDGER_FILE)
        check_file(stage, lost, entry);
    else if (entry->kind != LEDGER_LIST && entry->kind != LEDGER_GONE)
        *list_add(stage->arena, &lost->entries) = entry;
    else if (stage->looks_back && entry->kind == LEDGER_LIST)
        *list_add(stage->arena, &lost->lists) = entry;
    else if (stage->looks_back)
        report_not_gone(stage, entry);
}

/* Takes those out that follow a pattern that site.yml had, and tells them together. */
static void report_patterns(struct lost *lost)
{
    static const enum ledger_kind kinds[] = { LEDGER_ARTICLE, LEDGER_ALIAS };
    const struct ledger_stage *stage = lost->stage;
    struct former_patterns found = { .count = 0 };
    for (size_t i = 0; i < COUNT(kinds);) {
        struct former_pattern former =
            ledger_find_pattern(stage, kinds[i], lost->entries.items, lost->entries.count);
        if (!former.pattern.bytes) {
            i++;
            continue;
        }
        *list_add(stage->arena, &found) = former;
        size_t count = 0;
        for (size_t k = 0; k < lost->entries.count; k++)
            if (!ledger_is_of_pattern(stage, lost->entries.items[k], &former))
                lost->entries.items[count++] = lost->entries.items[k];
        lost->entries.count = count;
    }
    ledger_report_patterns(stage, &found);
}

/* Together when another pattern in site.yml is the cause, and those that are left one by one. */
static void report_all_lost(struct lost *lost)
{
    report_patterns(lost);
    index_answers(lost);
    map_init(&lost->lines, lost->stage->arena);
    lost->successors = arena_new_array(lost->stage->arena, struct ledger_successor, lost->entries.count);
    for (size_t i = 0; i < lost->entries.count; i++)
        add_to_line(lost, lost->entries.items[i], &lost->successors[i]);
    for (size_t i = 0; i < lost->entries.count; i++)
        report_lost(lost, lost->entries.items[i], &lost->successors[i]);
}

void ledger_check_addresses(struct ledger_stage *stage)
{
    struct lost lost = { .stage = stage };
    index_held(&lost);
    for (size_t i = 0; i < stage->old.count; i++)
        check_entry(stage, &lost, &stage->old.items[i]);
    for (size_t i = 0; i < lost.lists.count; i++)
        ledger_report_empty_list(stage, lost.lists.items[i]);
    ledger_report_lost_files(stage, &lost.files);
    if (lost.entries.count)
        report_all_lost(&lost);
}
