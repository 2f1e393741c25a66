/* SPDX-License-Identifier: MIT */
/*
 * The gate comes first: what is held back leaves a line in site->held_back, an address that nothing may use
 * and a target without url; nothing else of it goes on. Then the published ones, newest first.
 */
#include "load/assembly.h"
#include <stdlib.h>

static void hold_back(struct assembly *assembly, const struct draft *draft, enum hold hold)
{
    const struct front_matter *facts = &draft->front_matter;
    const struct date *until = hold == HOLD_SCHEDULED ? &facts->date.date : &facts->expires.date;
    struct held_back *held = list_add(assembly->arena, &assembly->held);
    *held = (struct held_back){
        .source_path = text_format(assembly->arena, "content/%.*s", TEXT_ARGS(draft->file->path)),
        .id = draft->file->id,
        .title = draft->title,
        .html_title = draft->html_title,
        .written_title = facts->title.text,
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
    map_set(&assembly->held_ids, draft->file->id, (void *)draft);
}

/* A coming change of what is published. */
static void note_moment(
    struct assembly *assembly, const struct draft *draft, const struct date *moment, bool is_expiry)
{
    time_watch_note(assembly->input->watch, moment);
    if (!moment->is_set || moment->instant.milliseconds <= assembly->input->gate.now.milliseconds)
        return;
    *list_add(assembly->arena, &assembly->due) = (struct due){ *moment,
        text_format(assembly->arena, "content/%.*s", TEXT_ARGS(draft->file->path)), is_expiry };
}

static int compare_due(const void *a, const void *b)
{
    const struct due *left = a, *right = b;
    int order = date_compare(&left->date, &right->date);
    return order ? order : text_compare(left->source_path, right->source_path);
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
    const struct gate plain = { .now = assembly->input->gate.now };
    enum hold hold = published(publication, &plain);
    return hold == HOLD_NONE ? TEXT_NONE : text_of(hold_name(hold));
}

static void add_article(
    struct assembly *assembly, const struct draft *draft, struct target *target, text preview)
{
    struct article *article = assemble_make_article(assembly, draft);
    article->preview = preview;
    target->url = article->url;
    target->article = article;
    *list_add(assembly->arena, &assembly->articles) = (struct assembled_article){ article, draft };
    map_set(&assembly->articles_by_id, article->id, article);
}

static void pass_gate(struct assembly *assembly, const struct draft *draft)
{
    const struct front_matter *facts = &draft->front_matter;
    struct publication publication = { facts->is_draft, draft->is_faulty, facts->date.date,
        facts->expires.date };
    enum hold hold = published(&publication, &assembly->input->gate);
    struct target *target = add_target(assembly, draft);
    if (!draft->is_faulty && !facts->is_draft) {
        note_moment(assembly, draft, &facts->date.date, false);
        note_moment(assembly, draft, &facts->expires.date, true);
    }
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

/* Bylines and aliases of everything, published or not: a mistake in a draft is a mistake. */
static void resolve_names(struct assembly *assembly)
{
    for (size_t i = 0; i < assembly->articles.count; i++) {
        struct assembled_article *item = &assembly->articles.items[i];
        assemble_article_authors(assembly, item->article, item->draft);
        assemble_aliases(assembly, &item->draft->front_matter.aliases, item->article->address,
            item->article->title, SEVERITY_ERROR, &item->article->aliases);
    }
    for (size_t i = 0; i < assembly->pages.count; i++) {
        struct assembled_page *item = &assembly->pages.items[i];
        assemble_aliases(assembly, &item->draft->front_matter.aliases, item->page->address, item->page->title,
            SEVERITY_ERROR, &item->page->aliases);
    }
    for (size_t i = 0; i < assembly->held_ids.count; i++)
        assemble_article_authors(assembly, NULL, assembly->held_ids.entries[i].value);
}

void assemble_articles(struct assembly *assembly)
{
    for (size_t i = 0; i < assembly->input->draft_count; i++) {
        const struct draft *draft = assembly->input->drafts[i];
        if (draft && (draft->file->kind == CONTENT_ARTICLE || draft->file->kind == CONTENT_PAGE))
            pass_gate(assembly, draft);
    }
    if (assembly->articles.count)
        qsort(assembly->articles.items, assembly->articles.count, sizeof *assembly->articles.items,
            compare_newest_first);
    if (assembly->due.count)
        qsort(assembly->due.items, assembly->due.count, sizeof *assembly->due.items, compare_due);
    resolve_names(assembly);
}
