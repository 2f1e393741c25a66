/* SPDX-License-Identifier: MIT */
/*
 * The gate comes first: what is held back leaves a line in site->held_back, an address that nothing may use
 * and a target without url; nothing else of it goes on. Then the published ones, newest first.
 */
#include "load/assembly.h"
#include <stdlib.h>

text assemble_source_path(struct assembly *assembly, const struct draft *draft)
{
    return text_concat(assembly->arena, TEXT("content/"), draft->file->path);
}

static void hold_back(struct assembly *assembly, const struct draft *draft, enum hold hold)
{
    const struct front_matter *facts = &draft->front_matter;
    const struct date *until = hold == HOLD_SCHEDULED ? &facts->date.date : &facts->expires.date;
    struct held_back *held = list_add(assembly->arena, &assembly->held);
    *held = (struct held_back){
        .source_path = assemble_source_path(assembly, draft),
        .id = draft->file->id,
        .title = draft->title,
        .html_title = draft->html_title,
        .written_title = facts->title.text,
        .aliases = spanned_list_texts(assembly->arena, &facts->aliases),
        .hold = hold,
        .until = hold == HOLD_DRAFT ? (struct date){ 0 } : *until,
    };
    if (!draft->is_faulty && draft->file->kind == CONTENT_ARTICLE) {
        const struct article *article = assemble_make_article(assembly, draft);
        held->slug = article->slug;
        held->address = article->address;
    } else if (!draft->is_faulty) {
        const struct page *page = assemble_make_page(assembly, draft);
        held->slug = page->slug;
        held->address = page->address;
    }
    if (draft->file->kind == CONTENT_ARTICLE)
        map_set(&assembly->held_ids, draft->file->id, (void *)draft);
}

struct date assemble_due_date(const struct assembly *assembly, const struct spanned_date *date)
{
    return moment_is_due(&date->date, &assembly->input->gate) ? date->date : (struct date){ 0 };
}

static struct gate plain_gate(const struct assembly *assembly)
{
    return (struct gate){ .now = assembly->input->gate.now };
}

bool assemble_status_is_due(const struct assembly *assembly, const struct front_matter *facts)
{
    return facts->status != STATUS_CURRENT && moment_is_due(&facts->status_date.date, &assembly->input->gate);
}

void assemble_note_moment(
    struct assembly *assembly, const struct draft *draft, const struct date *moment, enum due_event event)
{
    const struct gate plain = plain_gate(assembly);
    time_watch_note(assembly->input->watch, moment);
    if (!draft->front_matter.is_draft && !moment_is_due(moment, &plain))
        *list_add(assembly->arena, &assembly->due) =
            (struct due){ *moment, assemble_source_path(assembly, draft), event };
}

void assemble_note_coming(struct assembly *assembly, const struct draft *draft, const struct date *moment,
    text note, text html_note)
{
    *list_add(assembly->arena, &assembly->coming) =
        (struct coming){ assemble_source_path(assembly, draft), note, html_note, *moment, false };
}

/* The moment of a change counts while the thing itself is out. */
static void note_change(struct assembly *assembly, const struct draft *draft, const struct date *moment,
    text note, text html_note)
{
    const struct front_matter *facts = &draft->front_matter;
    const struct gate *gate = &assembly->input->gate;
    bool is_before = facts->date.date.is_set && date_compare(moment, &facts->date.date) <= 0;
    bool is_behind = facts->expires.date.is_set && date_compare(moment, &facts->expires.date) >= 0;
    if (!moment->is_set || is_before || is_behind)
        return;
    assemble_note_moment(assembly, draft, moment, DUE_CHANGES);
    struct publication publication = draft_publication(draft);
    if (published(&publication, gate) == HOLD_NONE && !moment_is_due(moment, gate))
        assemble_note_coming(assembly, draft, moment, note, html_note);
}

static void note_moments(struct assembly *assembly, const struct draft *draft)
{
    const struct front_matter *facts = &draft->front_matter;
    assemble_note_moment(assembly, draft, &facts->date.date, DUE_APPEARS);
    assemble_note_moment(assembly, draft, &facts->expires.date, DUE_EXPIRES);
    note_change(assembly, draft, &facts->updated.date, TEXT_NONE, TEXT_NONE);
    note_change(assembly, draft, &facts->reviewed.date, TEXT_NONE, TEXT_NONE);
    if (facts->status != STATUS_CURRENT)
        note_change(
            assembly, draft, &facts->status_date.date, facts->status_reason.text, draft->status_reason);
    size_t first = assembly->coming.count;
    for (size_t i = 0; i < facts->change_count; i++)
        note_change(assembly, draft, &facts->changes[i].date.date, facts->changes[i].note.text,
            draft->change_notes.items[i]);
    for (size_t i = first; i < assembly->coming.count; i++)
        assembly->coming.items[i].is_in_changes = true;
}

static struct target *add_target(struct assembly *assembly, const struct draft *draft)
{
    struct target *target = arena_new(assembly->arena, struct target);
    target->draft = draft;
    map_set(&assembly->targets, draft->file->path, target);
    return target;
}

/* What a preview shows is marked with the reason for which a build would hold it back. */
static text preview_of(const struct assembly *assembly, const struct publication *publication)
{
    const struct gate plain = plain_gate(assembly);
    enum hold hold = published(publication, &plain);
    return hold == HOLD_NONE ? TEXT_NONE : text_of(hold_name(hold));
}

/* x.md and x/index.md. With one address too, the error says that. */
static void report_one_id(
    struct assembly *assembly, const struct article *article, const struct article *other)
{
    if (!other || text_equal(article->address, other->address))
        return;
    struct diagnostic *diagnostic = diagnostic_error(assembly->diagnostics, article->address_where,
        "duplicate-id", "'%.*s' and '%.*s' have one id, '%.*s'", TEXT_ARGS(article->source_path),
        TEXT_ARGS(other->source_path), TEXT_ARGS(article->id));
    diagnostic_hint(assembly->diagnostics, diagnostic,
        "feeds, related: and comments tell articles by their ids; rename one of the two");
}

static void add_article(
    struct assembly *assembly, const struct draft *draft, struct target *target, text preview)
{
    struct article *article = assemble_make_article(assembly, draft);
    article->preview = preview;
    target->url = article->url;
    target->article = article;
    *list_add(assembly->arena, &assembly->articles) =
        (struct assembled_article){ .article = article, .draft = draft };
    report_one_id(assembly, article, map_find(&assembly->articles_by_id, article->id));
    map_set(&assembly->articles_by_id, article->id, article);
}

static enum hold hold_of(const struct assembly *assembly, const struct draft *draft)
{
    struct publication publication = draft_publication(draft);
    return published(&publication, &assembly->input->gate);
}

bool assemble_is_unfinished(const struct assembly *assembly, const struct draft *draft)
{
    return !draft->is_faulty && hold_of(assembly, draft) == HOLD_DRAFT;
}

static void pass_gate(struct assembly *assembly, const struct draft *draft)
{
    struct publication publication = draft_publication(draft);
    enum hold hold = hold_of(assembly, draft);
    struct target *target = add_target(assembly, draft);
    if (!draft->is_faulty)
        note_moments(assembly, draft);
    if (hold != HOLD_NONE) {
        hold_back(assembly, draft, hold);
    } else if (draft->file->kind == CONTENT_ARTICLE) {
        add_article(assembly, draft, target, preview_of(assembly, &publication));
    } else {
        struct page *page = assemble_make_page(assembly, draft);
        page->preview = preview_of(assembly, &publication);
        target->url = page->url;
        *list_add(assembly->arena, &assembly->pages) = (struct assembled_page){ page, draft };
    }
}

static int compare_newest_first(const void *a, const void *b)
{
    const struct article *left = ((const struct assembled_article *)a)->article;
    const struct article *right = ((const struct assembled_article *)b)->article;
    int order = date_compare(&right->date, &left->date);
    return order ? order : text_compare(left->id, right->id);
}

/* Aliases of what is published, and bylines of everything: with a wrong one nobody knows which author has to
 * wait for the draft. */
static void resolve_names(struct assembly *assembly)
{
    for (size_t i = 0; i < assembly->articles.count; i++)
        assemble_article_authors(
            assembly, assembly->articles.items[i].article, assembly->articles.items[i].draft, HOLD_NONE);
    for (size_t i = 0; i < assembly->held_ids.count; i++)
        assemble_article_authors(assembly, NULL, assembly->held_ids.entries[i].value,
            hold_of(assembly, assembly->held_ids.entries[i].value));
    assemble_settle_authors(assembly);
    for (size_t i = 0; i < assembly->articles.count; i++) {
        struct assembled_article *item = &assembly->articles.items[i];
        struct article *article = item->article;
        assemble_aliases(assembly, &item->draft->front_matter.aliases,
            &(struct alias_target){ article->address, article->title, article->lang, SEVERITY_ERROR },
            &article->aliases);
    }
    for (size_t i = 0; i < assembly->pages.count; i++) {
        struct assembled_page *item = &assembly->pages.items[i];
        struct page *page = item->page;
        assemble_aliases(assembly, &item->draft->front_matter.aliases,
            &(struct alias_target){ page->address, page->title, page->lang, SEVERITY_ERROR }, &page->aliases);
    }
}

void assemble_articles(struct assembly *assembly)
{
    for (size_t i = 0; i < assembly->input->draft_count; i++) {
        const struct draft *draft = assembly->input->drafts[i];
        if (draft && content_is_text(draft->file))
            pass_gate(assembly, draft);
    }
    if (assembly->articles.count)
        qsort(assembly->articles.items, assembly->articles.count, sizeof *assembly->articles.items,
            compare_newest_first);
    resolve_names(assembly);
}
