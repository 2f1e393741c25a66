/* SPDX-License-Identifier: MIT */
/* Editions: the archive for readers of each language that has a home page. Each article is of one. */
#include "load/assembly.h"

/* An edition while its articles are gathered. */
struct gathered {
    struct edition edition; /* first: one is found by the other */
    struct growing_objects articles, featured;
};

static struct object_list menu_items(struct arena *arena, const struct menu *menu)
{
    const void **items = arena_alloc_array(arena, menu->count, sizeof *items);
    for (size_t i = 0; i < menu->count; i++)
        items[i] = &menu->items[i];
    return (struct object_list){ items, menu->count };
}

static void set_edition(
    struct assembly *assembly, struct edition *edition, text address, text title, const struct menu *menus)
{
    struct place place;
    edition->title = title;
    edition->menu = menu_items(assembly->arena, &menus[MENU_TOP]);
    edition->footer = menu_items(assembly->arena, &menus[MENU_FOOT]);
    if (assemble_place(assembly, address, SPAN_NONE, &place))
        assemble_put(edition, &place);
}

void assemble_editions(struct assembly *assembly)
{
    struct site *site = assembly->site;
    const struct config *config = assembly->input->config;
    size_t count = 1 + config->language_count;
    struct gathered *all = arena_new_array(assembly->arena, struct gathered, count);
    const void **editions = arena_new_array(assembly->arena, const void *, count);
    for (size_t i = 0; i < count; i++)
        editions[i] = &all[i].edition;
    site->editions = (struct object_list){ editions, count };
    all[0].edition.lang = config->language;
    all[0].edition.description = config->description;
    set_edition(assembly, &all[0].edition, TEXT("/"), config->title, config->menus);
    for (size_t i = 1; i < count; i++) {
        const struct language_setting *language = &config->languages[i - 1];
        text folder = text_lower_ascii(assembly->arena, language->tag);
        all[i].edition.lang = language->tag;
        all[i].edition.description = language->description;
        set_edition(assembly, &all[i].edition, text_format(assembly->arena, "/%.*s/", TEXT_ARGS(folder)),
            language->title.length ? language->title : config->title, language->menus);
    }
    site->menu = all[0].edition.menu;
    site->footer = all[0].edition.footer;
}

static void take_newer(struct date *newest, const struct date *date)
{
    if (date->is_set && (!newest->is_set || date_compare(date, newest) > 0))
        *newest = *date;
}

/* In the order of the site's list. */
static void gather_articles(struct assembly *assembly)
{
    struct site *site = assembly->site;
    for (size_t i = 0; i < assembly->articles.count; i++) {
        struct article *article = assembly->articles.items[i].article;
        struct gathered *of = (struct gathered *)edition_for(&site->editions, article->lang);
        article->edition = &of->edition;
        *list_add(assembly->arena, &of->articles) = article;
        if (article->is_featured)
            *list_add(assembly->arena, &of->featured) = article;
        take_newer(&of->edition.updated, article->updated.is_set ? &article->updated : &article->date);
    }
    for (size_t i = 0; i < site->editions.count; i++) {
        struct gathered *of = (struct gathered *)site->editions.items[i];
        of->edition.articles = object_list_of(&of->articles);
        of->edition.featured = object_list_of(&of->featured);
        take_newer(&site->updated, &of->edition.updated);
    }
    if (!site->updated.is_set)
        site->updated = *site_time(site);
}

void assemble_edition_texts(struct assembly *assembly)
{
    const struct site *site = assembly->site;
    gather_articles(assembly);
    for (size_t i = 0; i < assembly->pages.count; i++) {
        struct page *page = assembly->pages.items[i].page;
        page->edition = edition_for(&site->editions, page->lang);
    }
}
