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
    struct article *article = draft->is_faulty ? NULL : assemble_make_article(assembly, draft);
    *list_add(assembly->arena, &assembly->held) = (struct held_back){
        .source_path = text_format(assembly->arena, "content/%.*s", TEXT_ARGS(draft->file->path)),
        .id = draft->file->id,
        .slug = article ? article->slug : TEXT_NONE,
        .title = draft->title,
        .address = article ? article->address : TEXT_NONE,
        .hold = hold,
        .until = hold == HOLD_DRAFT ? (struct date){ 0 } : *until,
    };
    map_set(&assembly->held_ids, draft->file->id, (void *)draft);
}

/* The earliest coming change of what is published. */
static void note_next_moment(struct assembly *assembly, const struct date *moment)
{
    time_watch_note(assembly->input->watch, moment);
    struct date *next = &assembly->site->next_due;
    bool is_coming = moment->is_set && moment->instant.milliseconds > assembly->input->gate.now.milliseconds;
    if (is_coming && (!next->is_set || date_compare(moment, next) < 0))
        *next = *moment;
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
        note_next_moment(assembly, &facts->date.date);
        note_next_moment(assembly, &facts->expires.date);
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
            item->article->title, &item->article->aliases);
    }
    for (size_t i = 0; i < assembly->pages.count; i++) {
        struct assembled_page *item = &assembly->pages.items[i];
        assemble_aliases(assembly, &item->draft->front_matter.aliases, item->page->address, item->page->title,
            &item->page->aliases);
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
    resolve_names(assembly);
}
