/* SPDX-License-Identifier: MIT */
/*
 * Fills the holes that load/markdown left in every text: links and images that are relative to their source
 * get the address of what they name; a link to something held back loses its address and stays as text;
 * root-absolute ones get the site's prefix and are kept for the check that runs when all addresses are known.
 */
#include "base/escape.h"
#include "base/path.h"
#include "load/assembly.h"
#include "load/page_ids.h"
#include <string.h>

/* A text that has holes, and whose it is. */
struct linking {
    struct assembly *assembly;
    const struct draft *draft;
    const struct markup *body; /* the draft's, or a line of its front matter */
    struct article *article;   /* NULL for pages and authors */
    struct value thing;        /* the article, page or author, for shortcodes */
    text lang;                 /* of the text, for interface words in it */
    text address;              /* of the page that the text stands on; absent for a line */
    struct {
        struct text_patch *items;
        size_t count, capacity;
    } patches;
    struct growing_objects links;
};

static void patch(struct linking *linking, size_t at, size_t dropped, text with)
{
    *list_add(linking->assembly->arena, &linking->patches) = (struct text_patch){ at, dropped, with };
}

static void put_address(struct linking *linking, text url, const struct reference *reference)
{
    struct arena *arena = linking->assembly->arena;
    struct buffer address, encoded;
    buffer_init(&address, arena);
    buffer_append(&address, url);
    buffer_append(&address, reference->query);
    if (reference->fragment.bytes) {
        buffer_append_byte(&address, '#');
        buffer_append(&address, reference->fragment);
    }
    buffer_init(&encoded, arena);
    escape_url(&encoded, buffer_text(&address));
    patch(linking, reference->hole, 0, escape_html_text(arena, buffer_text(&encoded)));
}

/* `<a href="` + hole + `">`: takes the attribute away, so that the link is a placeholder (HTML: a without
 * href). */
static void drop_attribute(struct linking *linking, const struct reference *reference)
{
    static const char opening[] = " href=\"";
    size_t length = strlen(opening);
    patch(linking, reference->hole - length, length + 1, TEXT(""));
}

static void check_anchor(
    struct linking *linking, const struct target *target, const struct reference *reference)
{
    struct assembly *assembly = linking->assembly;
    if (!reference->fragment.length || text_equal(reference->fragment, TEXT("top")))
        return;
    map_set(&assembly->anchored, target->draft->file->path, assembly);
    page_ids_check(
        &(struct page_place){ target->draft, reference->fragment, reference->where, SEVERITY_ERROR },
        assembly->arena, assembly->input->content, assembly->diagnostics);
}

static void report_broken(struct linking *linking, const struct reference *reference)
{
    assemble_report_missing(linking->assembly, reference->where,
        reference->kind == REFERENCE_IMAGE ? "missing-image" : "broken-link", reference->target,
        reference->content_path);
}

/* Of a picture whose address is that of a text. */
static const char picture_or_link[] = "write the path of a picture, or take the '!' away";

static void report_link_to_held(
    struct assembly *assembly, const struct target *held, const struct reference *reference)
{
    struct publication publication = draft_publication(held->draft);
    bool has_expired = published(&publication, &assembly->input->gate) == HOLD_EXPIRED;
    struct diagnostic *diagnostic = diagnostic_warning(assembly->diagnostics, reference->where,
        "link-to-held-back", "'content/%.*s' %s; the link is written as text",
        TEXT_ARGS(reference->content_path), has_expired ? "has expired" : "is not published");
    diagnostic_hint(assembly->diagnostics, diagnostic,
        has_expired ? "leave the link out, or link to what took its place"
                    : "leave it so where that will be published: the words become a link with it; until then "
                      "checks: {link-to-held-back: note} in site.yml keeps --strict from failing");
}

/* What is faulty has an error of its own, and this page is not published either. */
static void fill_held(struct linking *linking, const struct target *held, const struct reference *reference)
{
    struct diagnostics *diagnostics = linking->assembly->diagnostics;
    if (reference->kind != REFERENCE_IMAGE)
        drop_attribute(linking, reference);
    if (held->draft->is_faulty)
        return;
    if (reference->kind == REFERENCE_IMAGE)
        diagnostic_hint(diagnostics,
            diagnostic_error(diagnostics, reference->where, "image-held-back",
                "'content/%.*s' is not published, and no picture", TEXT_ARGS(reference->content_path)),
            "%s", picture_or_link);
    else
        report_link_to_held(linking->assembly, held, reference);
}

static void fill_from_file(struct linking *linking, const struct reference *reference)
{
    struct assembly *assembly = linking->assembly;
    text address = path_to_address(assembly->arena, reference->content_path);
    const struct target *held = assemble_held_bundle(assembly, reference->content_path);
    if (held && reference->kind != REFERENCE_IMAGE) {
        fill_held(linking, held, reference);
        return;
    }
    if (held)
        assemble_report_held_image(assembly, held, reference->content_path, reference->where);
    put_address(linking, url_of_address(assembly->input->config, assembly->arena, address), reference);
}

static void report_unpublished(struct linking *linking, const struct reference *reference)
{
    struct diagnostics *diagnostics = linking->assembly->diagnostics;
    struct diagnostic *diagnostic = diagnostic_error(diagnostics, reference->where, "broken-link",
        "'content/%.*s' is read, but not published", TEXT_ARGS(reference->content_path));
    diagnostic_hint(diagnostics, diagnostic, "put a copy for readers into another folder of content/");
}

/* What is no text; a file of data or a comment is read by brief itself. */
static void fill_from_other(struct linking *linking, const struct reference *reference)
{
    const struct content_file *file =
        map_find(&linking->assembly->input->content->by_path, reference->content_path);
    if (!file)
        report_broken(linking, reference);
    else if (file->kind == CONTENT_MEDIA)
        fill_from_file(linking, reference);
    else if (reference->kind == REFERENCE_IMAGE)
        assemble_report_no_picture(
            linking->assembly, reference->where, reference->content_path, "write the path of a picture");
    else
        report_unpublished(linking, reference);
}

static void fill_from_source(struct linking *linking, const struct reference *reference)
{
    struct assembly *assembly = linking->assembly;
    const struct target *target = map_find(&assembly->targets, reference->content_path);
    if (target && target->url.bytes && reference->kind == REFERENCE_IMAGE) {
        assemble_report_no_picture(assembly, reference->where, reference->content_path, picture_or_link);
    } else if (target && target->url.bytes) {
        check_anchor(linking, target, reference);
        put_address(linking, target->url, reference);
        if (target->article && linking->article && target->article != linking->article)
            *list_add(assembly->arena, &linking->links) = target->article;
    } else if (target) {
        fill_held(linking, target, reference);
    } else {
        fill_from_other(linking, reference);
    }
}

static void fill_shortcode(struct linking *linking, const struct reference *reference)
{
    struct assembly *assembly = linking->assembly;
    const struct assemble_input *input = assembly->input;
    struct shortcode_call call = { reference->target, &reference->arguments, linking->thing,
        assemble_source_path(assembly, linking->draft), reference->where };
    text markup = TEXT_NONE;
    if (input->shortcode && input->shortcode(input->shortcode_data, &call, &markup)) {
        patch(linking, reference->hole, 0, markup);
        return;
    }
    struct diagnostic *diagnostic = diagnostic_error(assembly->diagnostics, reference->where,
        "unknown-shortcode", "no plugin provides the shortcode '%.*s'", TEXT_ARGS(reference->target));
    if (markup.bytes)
        diagnostic_hint(assembly->diagnostics, diagnostic, "did you mean '%.*s'?", TEXT_ARGS(markup));
    else
        diagnostic_hint(assembly->diagnostics, diagnostic,
            "write Markdown, or bring '%.*s' among the shortcodes of a plugin; to show braces as text, put "
            "them in backticks",
            TEXT_ARGS(reference->target));
}

static void fill_word(struct linking *linking, const struct reference *reference)
{
    struct assembly *assembly = linking->assembly;
    text word = strings_word(assembly->input->strings, linking->lang, reference->target);
    if (reference->fragment.bytes)
        word = strings_filled(assembly->arena, word, TEXT("%s"), reference->fragment);
    patch(linking, reference->hole, 0, escape_html_text(assembly->arena, word));
}

/* The address of the published source or file that the target names as seen from the source; else absent. */
static text named_from_source(const struct linking *linking, const struct reference *reference)
{
    const struct assembly *assembly = linking->assembly;
    const struct assemble_input *input = assembly->input;
    text written = url_decode(assembly->arena, reference->target);
    text path = path_resolve(assembly->arena, path_folder(linking->draft->file->path), written);
    const struct target *target = path.bytes ? map_find(&assembly->targets, path) : NULL;
    if (target)
        return target->url;
    bool is_published =
        path.bytes && map_contains(&input->content->by_path, path) && !assemble_held_bundle(assembly, path);
    return is_published
               ? url_of_address(input->config, assembly->arena, path_to_address(assembly->arena, path))
               : TEXT_NONE;
}

/* HTML is left as it is, so its relative addresses count from the page, as browsers count. */
static void note_relative(struct linking *linking, const struct reference *reference)
{
    struct assembly *assembly = linking->assembly;
    text page = linking->address;
    if (!text_starts_with(page, TEXT("/")))
        return;
    text path = path_resolve(assembly->arena, path_folder(text_from(page, 1)), reference->target);
    if (path.bytes)
        *list_add(assembly->arena, &assembly->address_links) =
            (struct address_link){ text_format(assembly->arena, "/%.*s", TEXT_ARGS(path)),
                reference->fragment, reference->target, reference->where,
                named_from_source(linking, reference) };
}

/* What people write in HTML has the site's path already; without it, it is not of this site. */
static void note_raw(struct linking *linking, const struct reference *reference)
{
    struct assembly *assembly = linking->assembly;
    text prefix = assembly->input->config->base_path, address = reference->target;
    if (!reference->is_address) {
        note_relative(linking, reference);
        return;
    }
    if (prefix.length && !text_starts_with(address, prefix))
        return;
    address = text_from(address, prefix.length);
    if (text_starts_with(address, TEXT("/")))
        *list_add(assembly->arena, &assembly->address_links) = (struct address_link){ address,
            reference->fragment, reference->target, reference->where, TEXT_NONE };
}

static void fill_reference(struct linking *linking, const struct reference *reference)
{
    struct assembly *assembly = linking->assembly;
    if (reference->kind == REFERENCE_WORD) {
        fill_word(linking, reference);
    } else if (reference->kind == REFERENCE_RAW) {
        note_raw(linking, reference);
    } else if (reference->kind == REFERENCE_SHORTCODE) {
        fill_shortcode(linking, reference);
    } else if (reference->content_path.bytes) {
        fill_from_source(linking, reference);
    } else {
        put_address(
            linking, url_of_address(assembly->input->config, assembly->arena, reference->target), reference);
        *list_add(assembly->arena, &assembly->address_links) = (struct address_link){ reference->target,
            reference->fragment, reference->target, reference->where, TEXT_NONE };
    }
}

static struct patched_text fill(struct linking *linking)
{
    const struct markup *body = linking->body;
    for (size_t i = 0; i < body->reference_count; i++)
        fill_reference(linking, &body->references[i]);
    return (struct patched_text){ body->html, linking->patches.items, linking->patches.count };
}

static text filled(struct linking *linking)
{
    struct patched_text patched = fill(linking);
    return patched_text_make(linking->assembly->arena, &patched);
}

text assemble_line(struct assembly *assembly, const struct draft *draft, const struct article *article,
    const struct markup *line)
{
    struct linking linking = {
        .assembly = assembly,
        .draft = draft,
        .body = line,
        .article = (struct article *)article,
        .lang = article ? article->lang : assembly->input->config->language,
    };
    return filled(&linking);
}

/* Articles are visited newest first, so every list of backlinks comes out newest first. */
static void note_backlinks(struct assembly *assembly, struct map *gathered, const struct article *article)
{
    for (size_t i = 0; i < article->links.count; i++) {
        const struct article *other = article->links.items[i];
        struct growing_objects *backlinks = map_find(gathered, other->id);
        if (!backlinks) {
            backlinks = arena_new(assembly->arena, struct growing_objects);
            map_set(gathered, other->id, backlinks);
        }
        *list_add(assembly->arena, backlinks) = article;
    }
}

/* The links without those that repeat one. */
static struct object_list unique_links(const struct linking *linking)
{
    const void **unique = arena_alloc_array(linking->assembly->arena, linking->links.count, sizeof *unique);
    struct map seen;
    size_t count = 0;
    map_init(&seen, linking->assembly->arena);
    for (size_t i = 0; i < linking->links.count; i++) {
        const struct article *link = linking->links.items[i];
        size_t known = seen.count;
        map_add(&seen, link->id, (void *)link);
        if (seen.count > known)
            unique[count++] = link;
    }
    return (struct object_list){ unique, count };
}

void assemble_article_links(struct assembly *assembly, struct article *article, const struct draft *draft)
{
    struct linking linking = {
        .assembly = assembly,
        .draft = draft,
        .body = &draft->body,
        .article = article,
        .thing = value_object(article, &article_type),
        .lang = article->lang,
        .address = article->address,
    };
    article->content = fill(&linking);
    article->links = unique_links(&linking);
}

static void link_articles(struct assembly *assembly)
{
    struct map gathered;
    map_init(&gathered, assembly->arena);
    for (size_t i = 0; i < assembly->articles.count; i++) {
        struct assembled_article *item = &assembly->articles.items[i];
        assemble_article_links(assembly, item->article, item->draft);
        note_backlinks(assembly, &gathered, item->article);
    }
    for (size_t i = 0; i < gathered.count; i++) {
        struct article *article = map_find(&assembly->articles_by_id, gathered.entries[i].key);
        article->backlinks = object_list_of(gathered.entries[i].value);
    }
}

void assemble_links(struct assembly *assembly)
{
    link_articles(assembly);
    for (size_t i = 0; i < assembly->pages.count; i++) {
        struct linking linking = {
            .assembly = assembly,
            .draft = assembly->pages.items[i].draft,
            .body = &assembly->pages.items[i].draft->body,
            .thing = value_object(assembly->pages.items[i].page, &page_type),
            .lang = assembly->pages.items[i].page->lang,
            .address = assembly->pages.items[i].page->address,
        };
        assembly->pages.items[i].page->content = filled(&linking);
    }
    for (size_t i = 0; i < assembly->authors.count; i++) {
        struct assembled_author *item = assembly->authors.items[i];
        struct linking linking = {
            .assembly = assembly,
            .draft = item->draft,
            .body = &item->draft->body,
            .thing = value_object(item->author, &author_type),
            .lang = assembly->input->config->language,
            .address = item->author->address,
        };
        text bio = filled(&linking), plain = linking.body->plain;
        bool has_bio = text_trim(bio).length;
        item->author->bio = has_bio ? bio : TEXT_NONE;
        item->author->bio_plain = has_bio && plain.length ? plain : TEXT_NONE;
    }
}
