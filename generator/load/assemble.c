/* SPDX-License-Identifier: MIT */
/*
 * The order matters and is the whole idea: authors before articles (bylines), the gate before everything that
 * lists, addresses before links. After the last line nothing of the site changes.
 */
#include "load/assemble.h"
#include "base/escape.h"
#include "base/media_type.h"
#include "load/assembly.h"
#include "load/data_check.h"
#include "model/licence.h"
#include "model/url.h"
#include <stdlib.h>

/* In the order of enum citation_policy. */
static const text citation_policies[] = { TEXT_INIT("inline"), TEXT_INIT("files"), TEXT_INIT("off") };

static const struct image *site_image(struct assembly *assembly)
{
    const struct config *config = assembly->input->config;
    if (!config->image.src.length)
        return NULL;
    struct image *image = arena_new(assembly->arena, struct image);
    text address = address_of_written(config, assembly->arena, config->image.src);
    image->src = address.bytes ? url_of_address(config, assembly->arena, address) : config->image.src;
    image->alt = config->image.alt;
    image->type = media_type_of(image->src);
    return image;
}

static void set_settings(struct assembly *assembly)
{
    const struct assemble_input *input = assembly->input;
    const struct config *config = input->config;
    struct site *site = assembly->site;
    site->config = config;
    site->title = config->title;
    site->description = config->description;
    site->url = config->base_url;
    site->base_path = config->base_path;
    site->lang = config->language;
    site->timezone = config->timezone;
    site->date_format = strings_date_format(input->strings, config->language);
    site->licence = config->licence;
    site->licence_url = licence_url(assembly->arena, config->licence);
    site->search_url = config->search ? url_of_address(config, assembly->arena, TEXT("/search/")) : TEXT_NONE;
    site->is_offline = config->is_offline;
    site->publisher = &config->publisher;
    site->image = site_image(assembly);
    site->comments = &config->comments;
    site->citations = citation_policies[config->citations];
    site->data = input->data;
    site->extra = config->extra.kind == VALUE_MAP ? config->extra : value_map_of(assembly->arena, NULL, 0);
    site->build_time = input->build_time;
    site->watch = input->watch;
    site->generator = input->generator;
    site->unicode = input->unicode;
}

void assemble_note_address(struct assembly *assembly, text address, text shown, span where)
{
    text path = url_without_query(address);
    text fragment = url_fragment(address);
    *list_add(assembly->arena, &assembly->address_links) = (struct address_link){
        .address = url_decode_address(assembly->arena, path),
        .fragment = fragment.bytes ? url_decode(assembly->arena, fragment) : TEXT_NONE,
        .shown = shown,
        .where = where,
    };
}

void assemble_written_link(struct assembly *assembly, text written, span where)
{
    text address = address_of_written(assembly->input->config, assembly->arena, written);
    if (written.length && address.bytes)
        assemble_note_address(assembly, address, written, where);
}

static void add_settings_links(struct assembly *assembly)
{
    const struct config *config = assembly->input->config;
    /* Before the first article there are no lists that a menu could lead to. */
    if (!assembly->articles.count)
        return;
    const struct menu *menu;
    for (size_t number = 0; (menu = config_menu(config, number)); number++)
        for (size_t i = 0; i < menu->count; i++)
            assemble_written_link(assembly, menu->items[i].url, menu->items[i].where);
    assemble_written_link(assembly, config->publisher.logo, config->publisher.logo_where);
    assemble_written_link(assembly, config->image.src, config->image.where);
}

static void set_articles(struct assembly *assembly)
{
    struct site *site = assembly->site;
    const void **articles = arena_alloc_array(assembly->arena, assembly->articles.count, sizeof *articles);
    for (size_t i = 0; i < assembly->articles.count; i++)
        articles[i] = assembly->articles.items[i].article;
    site->articles = (struct object_list){ articles, assembly->articles.count };
    const void **pages = arena_alloc_array(assembly->arena, assembly->pages.count, sizeof *pages);
    for (size_t i = 0; i < assembly->pages.count; i++)
        pages[i] = assembly->pages.items[i].page;
    site->pages = (struct object_list){ pages, assembly->pages.count };
}

static int compare_due(const void *a, const void *b)
{
    const struct due *left = a, *right = b;
    int order = date_compare(&left->date, &right->date);
    if (!order)
        order = text_compare(left->source_path, right->source_path);
    return order ? order : (int)left->event - (int)right->event;
}

static void set_lists(struct assembly *assembly)
{
    struct site *site = assembly->site;
    site->redirects = assembly->redirects.items;
    site->redirect_count = assembly->redirects.count;
    site->address_links = assembly->address_links.items;
    site->address_link_count = assembly->address_links.count;
    if (assembly->due.count)
        qsort(assembly->due.items, assembly->due.count, sizeof *assembly->due.items, compare_due);
    site->due = assembly->due.items;
    site->due_count = assembly->due.count;
    if (assembly->due.count)
        site->next_due = assembly->due.items[0].date;
    site->held_back = assembly->held.items;
    site->held_back_count = assembly->held.count;
    site->coming = assembly->coming.items;
    site->coming_count = assembly->coming.count;
    site->articles_by_id = &assembly->articles_by_id;
}

struct assembly *assembly_make(const struct assemble_input *input)
{
    struct assembly *assembly = arena_new(input->arena, struct assembly);
    assembly->input = input;
    assembly->arena = input->arena;
    assembly->diagnostics = input->diagnostics;
    assembly->site = arena_new(input->arena, struct site);
    assembly->site->kept = input->kept;
    map_init(&assembly->authors_by_id, input->arena);
    map_init(&assembly->authors_by_name, input->arena);
    map_init(&assembly->held_authors, input->arena);
    map_init(&assembly->guests, input->arena);
    map_init(&assembly->targets, input->arena);
    map_init(&assembly->anchored, input->arena);
    map_init(&assembly->articles_by_id, input->arena);
    map_reserve(&assembly->targets, input->draft_count);
    map_reserve(&assembly->articles_by_id, input->draft_count);
    map_init(&assembly->guids, input->arena);
    map_init(&assembly->held_ids, input->arena);
    map_init(&assembly->missing_ids, input->arena);
    map_init(&assembly->redirects_by_path, input->arena);

    data_check(&input->data, input->config, input->diagnostics);
    set_settings(assembly);
    assemble_authors(assembly);
    assemble_articles(assembly);
    assemble_editions(assembly);
    assemble_feed_aliases(assembly);
    assemble_gone(assembly);
    assemble_former_addresses(assembly);
    set_articles(assembly);
    assemble_edition_texts(assembly);
    assemble_terms(assembly);
    assemble_versions(assembly);
    assemble_order(assembly);
    assemble_successors(assembly);
    assemble_finish_authors(assembly);
    assemble_comments(assembly);
    assemble_media(assembly);
    assemble_attachments(assembly);
    assemble_lines(assembly);
    assemble_archive(assembly);
    assemble_links(assembly);
    assemble_faulty(assembly);
    add_settings_links(assembly);
    set_lists(assembly);
    return assembly;
}

const struct site *assembly_site(const struct assembly *assembly)
{
    return assembly->site;
}
