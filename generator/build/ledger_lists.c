/* SPDX-License-Identifier: MIT */
/*
 * Lists that were published and are no more: an author's page, a term's, a month's. They come and go with
 * what they list, so that is a warning and no error; the hint says why the list went, where that can be seen.
 */
#include "base/path.h"
#include "build/ledger_stage.h"
#include "load/yaml_scalar.h"
#include "model/url.h"

text ledger_give_up(struct ledger_stage *stage, const char *verb, text address)
{
    text typed = yaml_scalar_write(stage->arena, address);
    bool is_named = stage->names_gone || stage->site->gone_count;
    stage->names_gone = true;
    return is_named ? text_format(stage->arena, "add %.*s to gone:", TEXT_ARGS(typed))
                    : text_format(stage->arena, "%sgone: [%.*s]", verb, TEXT_ARGS(typed));
}

static bool has_alias(const struct ledger_stage *stage, const struct author *author, text address)
{
    for (size_t i = 0; i < author->aliases.count; i++) {
        text path;
        if (path_of_address(stage->arena, author->aliases.items[i], &path) == PATH_OK &&
            text_equal(path_to_address(stage->arena, path), address))
            return true;
    }
    return false;
}

/* Does site.yml lead on from the address, by no pattern? */
static bool is_alias_setting(const struct ledger_stage *stage, text address)
{
    const struct config *config = stage->site->config;
    struct place place;
    const char *fault;
    for (size_t i = 0; i < config->alias_count; i++)
        if (place_of_address(config, stage->arena, config->aliases[i].from, &place, &fault) &&
            text_equal(place.address, address))
            return true;
    return false;
}

bool ledger_hint_alias_setting(
    struct ledger_stage *stage, struct diagnostic *diagnostic, const struct ledger_entry *entry)
{
    if (!is_alias_setting(stage, entry->address))
        return false;
    text typed = yaml_scalar_write(stage->arena, entry->address),
         gone = ledger_give_up(stage, "", entry->address);
    diagnostic_hint(stage->diagnostics, diagnostic,
        "write another address behind %.*s: below aliases: in site.yml, or take that line out and %.*s there",
        TEXT_ARGS(typed), TEXT_ARGS(gone));
    return true;
}

/* The author whose page this was, or led to it, or without whom there is no list of authors, and who has
 * written nothing now but what is not out yet. */
static const struct author *awaited_author(const struct ledger_stage *stage, text address)
{
    const struct map *held = stage->site->held_authors;
    for (size_t i = 0; i < held->count; i++) {
        const struct author *author = held->entries[i].value;
        if (text_equal(author->address, address) || text_equal(address, TEXT("/authors/")) ||
            has_alias(stage, author, address))
            return author;
    }
    return NULL;
}

/* The taxonomy at or below whose address this one lies; NULL when there is none. */
static const struct taxonomy *taxonomy_of(const struct ledger_stage *stage, text address)
{
    for (size_t i = 0; i < stage->site->taxonomies.count; i++) {
        const struct taxonomy *taxonomy = stage->site->taxonomies.items[i];
        if (text_starts_with(address, taxonomy->address))
            return taxonomy;
    }
    return NULL;
}

static bool answers(const struct ledger *ledger, text address)
{
    return map_contains(&ledger->by_address, address);
}

/* The taxonomy that has such a page, "/themes/water/" for "/topics/water/", had no pages before and can have
 * another name; NULL when there is none. */
static const struct taxonomy *taxonomy_called_anew(const struct ledger_stage *stage, text address)
{
    size_t slash = text_find_byte(address, '/', 1);
    if (slash == SIZE_MAX)
        return NULL;
    for (size_t i = 0; i < stage->site->taxonomies.count; i++) {
        const struct taxonomy *taxonomy = stage->site->taxonomies.items[i];
        text below = text_from(address, slash + 1), new = text_concat(stage->arena, taxonomy->address, below);
        bool can_be_renamed = stage->site->config->taxonomies[i].source == TERMS_LISTED;
        if (can_be_renamed && answers(&stage->next, new) && !answers(&stage->old, taxonomy->address))
            return taxonomy;
    }
    return NULL;
}

static void hint_taxonomy(struct ledger_stage *stage, struct diagnostic *diagnostic,
    const struct ledger_entry *entry, const struct taxonomy *taxonomy, const char *wait)
{
    text gone = ledger_give_up(stage, "", entry->address);
    text name = text_from(entry->address, taxonomy->address.length);
    if (!answers(&stage->next, taxonomy->address) && taxonomy->terms.count)
        diagnostic_hint(stage->diagnostics, diagnostic,
            "the plugin tag-index makes it: name it below plugins: in site.yml, or %.*s there",
            TEXT_ARGS(gone));
    else
        diagnostic_hint(stage->diagnostics, diagnostic,
            "%swrite same_as: [%.*s] at the term that takes its place in content/data/%.*s.yml, or %.*s "
            "in site.yml",
            wait, (int)name.length - 1, name.bytes, TEXT_ARGS(taxonomy->name), TEXT_ARGS(gone));
}

static void hint_other_list(struct ledger_stage *stage, struct diagnostic *diagnostic,
    const struct ledger_entry *entry, const char *wait)
{
    const struct taxonomy *anew = taxonomy_called_anew(stage, entry->address);
    text former = text_slice(entry->address, 1, text_find_byte(entry->address, '/', 1) - 1);
    text typed = yaml_scalar_write(stage->arena, entry->address);
    text gone = ledger_give_up(stage, "", entry->address);
    if (anew)
        diagnostic_hint(stage->diagnostics, diagnostic,
            "where '%.*s' is a new name for it, write %.*s: {title: …} below taxonomies: instead, and %.*s: "
            "in the texts, and all addresses stay; or %.*s in site.yml",
            TEXT_ARGS(anew->name), TEXT_ARGS(former), TEXT_ARGS(former), TEXT_ARGS(gone));
    else
        diagnostic_hint(stage->diagnostics, diagnostic,
            "%swrite %.*s: and the address that takes its place below aliases: in site.yml, or %.*s there",
            wait, TEXT_ARGS(typed), TEXT_ARGS(gone));
}

/* The author who has a page elsewhere under the name that this one's had; NULL when there is none. */
static const struct author *author_renamed(const struct ledger_stage *stage, const struct ledger_entry *entry)
{
    for (size_t i = 0; entry->name.length && i < stage->site->authors.count; i++) {
        const struct author *author = stage->site->authors.items[i];
        if (text_equal(author->name, entry->name) && !answers(&stage->old, author->address))
            return author;
    }
    return NULL;
}

/* Has the name a guest, whose file went? */
static bool is_of_guest(const struct ledger_stage *stage, text name)
{
    for (size_t i = 0; name.length && i < stage->site->articles.count; i++) {
        const struct object_list *authors =
            &((const struct article *)stage->site->articles.items[i])->authors;
        for (size_t j = 0; j < authors->count; j++) {
            const struct author *author = authors->items[j];
            if (author->is_guest && text_equal(author->name, name))
                return true;
        }
    }
    return false;
}

static void hint_guest(
    struct ledger_stage *stage, struct diagnostic *diagnostic, const struct ledger_entry *entry)
{
    text gone = ledger_give_up(stage, "write ", entry->address);
    diagnostic_hint(stage->diagnostics, diagnostic,
        "'%.*s' is a guest now, who has no page: bring the author's file back, or %.*s in site.yml",
        TEXT_ARGS(entry->name), TEXT_ARGS(gone));
}

/* What has expired is gone for good. */
static bool may_come_back(const struct ledger_stage *stage)
{
    for (size_t i = 0; i < stage->taken_back.count; i++)
        if (stage->taken_back.items[i].held->hold != HOLD_EXPIRED)
            return true;
    return false;
}

void ledger_report_empty_list(struct ledger_stage *stage, const struct ledger_entry *entry)
{
    /* Where the alias leads waits, or does not answer, which is said there. */
    if (is_alias_setting(stage, entry->address))
        return;
    struct diagnostic *diagnostic = diagnostic_warning(stage->diagnostics, entry->where, "vanishing-list",
        "nothing is listed at '%.*s' any more", TEXT_ARGS(entry->address));
    const struct author *author = awaited_author(stage, entry->address),
                        *renamed = author_renamed(stage, entry);
    const struct taxonomy *taxonomy = taxonomy_of(stage, entry->address);
    const char *wait = may_come_back(stage) ? "wait, where it comes back with what is taken back; else " : "";
    if (author)
        diagnostic_hint(stage->diagnostics, diagnostic,
            "it comes back with the first article of %.*s: all that name this author are held back",
            TEXT_ARGS(author->source_path));
    else if (taxonomy && (entry->address.length > taxonomy->address.length || taxonomy->terms.count))
        hint_taxonomy(stage, diagnostic, entry, taxonomy, wait);
    else if (renamed)
        diagnostic_hint(stage->diagnostics, diagnostic, "write %.*s",
            TEXT_ARGS(ledger_alias_line(stage, renamed, entry->address)));
    else if (is_of_guest(stage, entry->name))
        hint_guest(stage, diagnostic, entry);
    else if (text_equal(entry->address, TEXT("/corrections/")))
        diagnostic_hint(stage->diagnostics, diagnostic,
            "it comes back with the next correction; a page of your own, content/pages/corrections.md, would "
            "stay");
    else
        hint_other_list(stage, diagnostic, entry, wait);
}
