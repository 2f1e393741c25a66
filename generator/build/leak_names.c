/* SPDX-License-Identifier: MIT */
/* One name a line, so that no two of them make a word together. */
#include "build/leak_names.h"
#include "base/count.h"

static void append_names(struct buffer *out, const text *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        buffer_append(out, names[i]);
        buffer_append_byte(out, '\n');
    }
}

static void append_article_names(struct buffer *out, const struct site *site)
{
    for (size_t i = 0; i < site->articles.count; i++) {
        const struct article *article = site->articles.items[i];
        const text names[] = { article->id, article->slug, article->title, article->url, article->permalink,
            article->series ? article->series->name : TEXT("") };
        append_names(out, names, COUNT(names));
    }
    for (size_t i = 0; i < site->pages.count; i++) {
        const struct page *page = site->pages.items[i];
        const text names[] = { page->id, page->slug, page->title, page->url, page->permalink };
        append_names(out, names, COUNT(names));
    }
    for (size_t i = 0; i < site->redirect_count; i++) {
        const struct redirect *redirect = &site->redirects[i];
        append_names(out, &redirect->address, 1);
    }
    for (size_t i = 0; i < site->gone_count; i++)
        append_names(out, &site->gone[i].address, 1);
}

static void append_list_names(struct buffer *out, const struct site *site)
{
    for (size_t i = 0; i < site->authors.count; i++) {
        const struct author *author = site->authors.items[i];
        const text names[] = { author->id, author->slug, author->name, author->url, author->permalink };
        append_names(out, names, COUNT(names));
    }
    for (size_t i = 0; i < site->taxonomies.count; i++) {
        const struct taxonomy *taxonomy = site->taxonomies.items[i];
        append_names(out, &taxonomy->title, 1);
        for (size_t k = 0; k < taxonomy->terms.count; k++) {
            const struct term *term = taxonomy->terms.items[k];
            const text names[] = { term->slug, term->name, term->title, term->url };
            append_names(out, names, COUNT(names));
        }
    }
    for (size_t i = 0; i < site->media.count; i++)
        append_names(out, &((const struct media *)site->media.items[i])->path, 1);
    append_names(out, &site->publisher->name, 1);
    const struct menu *menu;
    for (size_t number = 0; (menu = config_menu(site->config, number)); number++)
        for (size_t i = 0; i < menu->count; i++)
            append_names(out, &menu->items[i].title, 1);
    for (size_t i = 0; i < site->editions.count; i++) {
        const struct edition *edition = site->editions.items[i];
        const text names[] = { edition->title, edition->description };
        append_names(out, names, COUNT(names));
    }
}

void leak_names_of_archive(struct buffer *out, const struct site *site)
{
    append_article_names(out, site);
    append_list_names(out, site);
}

void leak_names_in_notes(struct buffer *out, const struct site *site)
{
    for (size_t i = 0; i < site->articles.count; i++) {
        const struct article *article = site->articles.items[i];
        append_names(out, &article->status.reason, 1);
        for (size_t k = 0; k < article->changes.count; k++)
            append_names(out, &((const struct change *)article->changes.items[k])->note, 1);
    }
}
