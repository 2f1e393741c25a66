/* SPDX-License-Identifier: MIT */
/*
 * Whatever can lead a browser to a file is taken: any attribute of any tag, any text of a data file. A
 * relative one is seen from the page's address. What is held back is in no list of the model, so the links
 * and images of every draft are taken too, as seen from the source.
 */
#include "check/mentions.h"
#include "base/escape.h"
#include "base/path.h"
#include "base/srcset.h"
#include "base/tag.h"
#include "load/assemble.h"
#include "model/url.h"

enum { VALUE_DEPTH = 64 };

static void add_address(struct mentions *mentions, text address)
{
    text cut = url_decode(&mentions->scratch, url_without_query(address));
    if (!cut.length || map_contains(&mentions->addresses, cut))
        return;
    map_set(&mentions->addresses, text_copy(mentions->arena, cut), mentions);
}

/* `folder` is where relative ones begin: "briefings/2019/x" */
static void add(struct mentions *mentions, text url, text folder)
{
    const struct config *config = mentions->site->config;
    url = address_within(config, text_trim(url));
    size_t colon = text_find_byte(url, ':', 0), slash = text_find_byte(url, '/', 0);
    if (!url.length || text_starts_with(url, TEXT("//")) || (colon != SIZE_MAX && colon < slash))
        return;
    add_address(mentions, url);
    if (url.bytes[0] == '/')
        return;
    add_address(mentions, text_concat(&mentions->scratch, TEXT("/"), url));
    text resolved = path_resolve(&mentions->scratch, folder, url);
    if (resolved.bytes)
        add_address(mentions, text_concat(&mentions->scratch, TEXT("/"), resolved));
}

static void add_set(struct mentions *mentions, text value, text folder)
{
    struct srcset_item item;
    for (size_t at = 0; srcset_next(value, &at, &item);)
        add(mentions, item.address, folder);
}

static void add_html(struct mentions *mentions, text html, text page_path)
{
    text value, folder = path_folder(page_path);
    size_t at = 0;
    while (tag_next(html, &at).bytes)
        for (text name; (name = tag_attribute(html, &at, &value)).length > 0;) {
            if (text_ends_with(name, TEXT("srcset")))
                add_set(mentions, value, folder);
            else if (value.length)
                add(mentions, value, folder);
        }
}

/* Every text of a map or list, down to the depth that YAML may have. */
static void add_value(struct mentions *mentions, const struct value *value, int depth)
{
    if (value->kind == VALUE_TEXT)
        add(mentions, value->as.text, TEXT(""));
    if (depth == VALUE_DEPTH)
        return;
    for (size_t i = 0; value->kind == VALUE_MAP && i < value->as.map->count; i++)
        add_value(mentions, &value->as.map->entries[i].value, depth + 1);
    for (size_t i = 0; value->kind == VALUE_LIST && value->as.list->items && i < value->as.list->count; i++)
        add_value(mentions, &value->as.list->items[i], depth + 1);
}

static void add_image(struct mentions *mentions, const struct image *image)
{
    if (image)
        add(mentions, image->src, TEXT(""));
}

static void add_settings(struct mentions *mentions)
{
    const struct site *site = mentions->site;
    add(mentions, site->config->publisher.logo, TEXT(""));
    add(mentions, site->config->image.src, TEXT(""));
    const struct menu *menu;
    for (size_t number = 0; (menu = config_menu(site->config, number)); number++)
        for (size_t i = 0; i < menu->count; i++)
            add(mentions, menu->items[i].url, TEXT(""));
    add_value(mentions, &site->data, 0);
    add_value(mentions, &site->extra, 0);
}

/* A path, in which '#', '?' and '%' are parts of names; or an address. */
static void add_attachment(struct mentions *mentions, const struct draft *draft, text written)
{
    const struct site *site = mentions->site;
    text path = assemble_attachment_path(site->config, draft, site->unicode, &mentions->scratch, written);
    if (path.length)
        add(mentions, path_to_address(&mentions->scratch, path), TEXT(""));
}

static void add_draft(struct mentions *mentions, const struct draft *draft, const struct outline *outline)
{
    text folder = path_folder(draft->file->path);
    for (size_t i = 0; i < outline->link_count; i++)
        add(mentions, outline->links[i].url, folder);
    for (size_t i = 0; i < outline->image_count; i++)
        add(mentions, outline->images[i].url, folder);
    add(mentions, draft->front_matter.image.src.text, folder);
    for (size_t i = 0; i < draft->front_matter.attachment_count; i++)
        add_attachment(mentions, draft, draft->front_matter.attachments[i].file.text);
    if (draft->author)
        add(mentions, draft->author->image.text, folder);
    add_value(mentions, &draft->front_matter.extra, 0);
}

static void add_terms(struct mentions *mentions, const struct taxonomy *taxonomy)
{
    for (size_t i = 0; i < taxonomy->terms.count; i++) {
        const struct term *term = taxonomy->terms.items[i];
        add_html(mentions, term->description, TEXT(""));
    }
}

static void add_articles(struct mentions *mentions)
{
    const struct object_list *articles = &mentions->site->articles;
    for (size_t i = 0; i < articles->count; i++) {
        const struct article *article = articles->items[i];
        add_html(mentions, patched_text_make(&mentions->scratch, &article->content), article->path);
        add_image(mentions, article->image);
        add_value(mentions, &article->extra, 0);
        for (size_t k = 0; k < article->slot_count; k++)
            add_html(mentions, article->slots[k].markup, article->path);
        arena_reset(&mentions->scratch);
    }
}

static void gather(struct mentions *mentions, const struct check_subject *subject)
{
    const struct site *site = mentions->site = subject->site;
    map_init(&mentions->addresses, mentions->arena);
    arena_init(&mentions->scratch);
    add_settings(mentions);
    for (size_t i = 0; i < subject->draft_count; i++)
        if (subject->drafts[i])
            add_draft(mentions, subject->drafts[i], &subject->outlines[i]);
    add_articles(mentions);
    for (size_t i = 0; i < site->taxonomies.count; i++)
        add_terms(mentions, site->taxonomies.items[i]);
    for (size_t i = 0; i < site->pages.count; i++) {
        const struct page *page = site->pages.items[i];
        add_html(mentions, page->content, page->path);
        add_image(mentions, page->image);
        add_value(mentions, &page->extra, 0);
    }
    for (size_t i = 0; i < site->authors.count; i++) {
        const struct author *author = site->authors.items[i];
        add_html(mentions, author->bio, author->path);
        add_image(mentions, author->image);
        add_value(mentions, &author->extra, 0);
    }
    arena_release(&mentions->scratch);
}

const struct mentions *mentions_of(struct checking *checking)
{
    if (!checking->mentions->site)
        gather(checking->mentions, checking->subject);
    return checking->mentions;
}

bool mentions_has(const struct mentions *mentions, text address)
{
    return map_contains(&mentions->addresses, address);
}

bool check_files_name(const struct checking *checking, text words)
{
    const struct check_subject *subject = checking->subject;
    for (size_t i = 0; i < subject->layout_count; i++)
        if (text_find(subject->layouts[i].contents, words, 0) != SIZE_MAX)
            return true;
    for (size_t i = 0; i < subject->plugin_count; i++)
        if (text_find(subject->plugins[i].contents, words, 0) != SIZE_MAX)
            return true;
    return false;
}

/* Does a text give it to a shortcode, as in {{ table(file="fees.yml") }}? */
static bool is_given_to_shortcode(const struct checking *checking, text name)
{
    const struct check_subject *subject = checking->subject;
    for (size_t i = 0; i < subject->draft_count; i++)
        for (size_t k = 0; subject->drafts[i] && k < subject->drafts[i]->body.reference_count; k++) {
            const struct value *arguments = &subject->drafts[i]->body.references[k].arguments;
            for (size_t n = 0; arguments->kind == VALUE_MAP && n < arguments->as.map->count; n++) {
                const struct value *given = &arguments->as.map->entries[n].value;
                if (given->kind == VALUE_TEXT && text_find(given->as.text, name, 0) != SIZE_MAX)
                    return true;
            }
        }
    return false;
}

bool check_data_is_named(const struct checking *checking, const struct content_file *file)
{
    text name = path_name(file->id);
    return check_files_name(checking, name) || is_given_to_shortcode(checking, name);
}
