/* SPDX-License-Identifier: MIT */
/*
 * Addresses that were: aliases, each of which leads straight to the page that names it, so that there are no
 * chains, those by a pattern that site.yml had before, those that it gives up under `gone`, and those of
 * terms that became another name of one.
 */
#include "base/media_type.h"
#include "base/path.h"
#include "load/assembly.h"
#include "model/url.h"

/* Two pages may not share an old address; the first one found keeps it. False when `place` is taken. */
static bool claim_alias(struct assembly *assembly, const struct place *place, const struct redirect *redirect,
    enum severity clash)
{
    const struct redirect *other = map_add(&assembly->redirects_by_path, place->path, (void *)redirect);
    if (other == redirect)
        return true;
    if (text_equal(other->target, redirect->target))
        return false;
    const struct address_reading reading = assemble_address_reading(assembly);
    written_address_report_duplicate(
        &reading, clash, place->address, redirect->where, other->target, other->where);
    return false;
}

static void warn_of_prefix(struct assembly *assembly, text address, span where)
{
    const struct address_reading reading = assemble_address_reading(assembly);
    written_address_warn_of_prefix(&reading, address, where);
}

/* Programs for notes list other names of a text under this key, of which urls.lock would keep addresses. */
static void warn_of_name(struct assembly *assembly, const struct spanned_text *alias, text address)
{
    bool is_name = !text_is_ascii(alias->text) || text_find_byte(alias->text, ' ', 0) != SIZE_MAX ||
                   !text_equal(alias->text, text_lower_ascii(assembly->arena, alias->text));
    if (!is_name || text_find_byte(alias->text, '/', 0) != SIZE_MAX)
        return;
    struct diagnostic *diagnostic = diagnostic_warning(assembly->diagnostics, alias->where, "name-as-alias",
        "'%.*s' reads like a name, and is published as the address '%.*s'", TEXT_ARGS(alias->text),
        TEXT_ARGS(address));
    diagnostic_hint(assembly->diagnostics, diagnostic,
        "take it away, or move names below extra:; an address that the text had begins with '/'");
}

static void warn_of_ending(struct assembly *assembly, const struct place *place, span where)
{
    const struct address_reading reading = assemble_address_reading(assembly);
    written_address_warn_of_ending(&reading, place, where);
}

/* A text may be a file of another kind by its layout. */
static void warn_of_no_page(struct assembly *assembly, const struct front_matter *facts, text path)
{
    text address = facts->permalink.text;
    bool is_program = path_is_of_program(path), is_file = is_program || media_type_of(path).bytes;
    bool has_other_layout = facts->layout.text.length && !path_is_of_page(facts->layout.text);
    if (path_is_of_page(path) || (has_other_layout && !is_program))
        return;
    struct diagnostic *diagnostic =
        diagnostic_warning(assembly->diagnostics, facts->permalink.where, "ending-of-no-page",
            "servers take '%.*s' for a program or a download, and for no page", TEXT_ARGS(address));
    diagnostic_hint(assembly->diagnostics, diagnostic,
        "give the page an address such as %.*s/, and put this one below aliases:",
        TEXT_ARGS(is_file ? path_without_extension(address) : address));
}

void assemble_warn_of_permalink(struct assembly *assembly, const struct front_matter *facts, text path)
{
    if (!facts->permalink.text.bytes)
        return;
    warn_of_prefix(assembly, facts->permalink.text, facts->permalink.where);
    warn_of_no_page(assembly, facts, path);
}

/* From one place to another, of which it is said what it is called there. */
static struct redirect *make_redirect(struct assembly *assembly, const struct place *place,
    const struct place *target, text title, text lang, span where)
{
    struct redirect *redirect = arena_new(assembly->arena, struct redirect);
    *redirect = (struct redirect){ .address = place->address,
        .target = target->address,
        .target_url = target->url,
        .target_permalink = target->permalink,
        .title = title,
        .lang = lang,
        .where = where };
    return redirect;
}

static bool add_alias(struct assembly *assembly, const struct spanned_text *alias,
    const struct alias_target *target, const struct place *target_place, text *address)
{
    text given = alias->text;
    if (!text_starts_with(given, TEXT("/")))
        given = text_format(assembly->arena, "/%.*s", TEXT_ARGS(given));
    struct place place;
    if (!assemble_place(assembly, given, alias->where, &place) || text_equal(place.path, target_place->path))
        return false;
    warn_of_prefix(assembly, given, alias->where);
    struct redirect *redirect =
        make_redirect(assembly, &place, target_place, target->title, target->lang, alias->where);
    if (!claim_alias(assembly, &place, redirect, target->clash))
        return false;
    warn_of_ending(assembly, &place, alias->where);
    warn_of_name(assembly, alias, place.address);
    *list_add(assembly->arena, &assembly->redirects) = *redirect;
    *address = place.address;
    return true;
}

void assemble_aliases(struct assembly *assembly, const struct spanned_list *aliases,
    const struct alias_target *target, struct text_list *shown)
{
    text *addresses = arena_new_array(assembly->arena, text, aliases->count);
    size_t count = 0;
    struct place place;
    if (!aliases->count || !target->address.bytes ||
        !assemble_place(assembly, target->address, aliases->where, &place))
        return;
    for (size_t i = 0; i < aliases->count; i++)
        count += add_alias(assembly, &aliases->items[i], target, &place, &addresses[count]);
    *shown = (struct text_list){ addresses, count };
}

void assemble_gone(struct assembly *assembly)
{
    const struct config *config = assembly->input->config;
    struct gone *items = arena_new_array(assembly->arena, struct gone, config->gone.count);
    struct map seen;
    size_t count = 0;
    map_init(&seen, assembly->arena);
    for (size_t i = 0; i < config->gone.count; i++) {
        const struct written_address *given = &config->gone.items[i];
        struct place place;
        if (!assemble_place(assembly, given->address, given->where, &place))
            continue;
        warn_of_prefix(assembly, given->address, given->where);
        const struct redirect *redirect = map_find(&assembly->redirects_by_path, place.path);
        if (redirect) {
            struct diagnostic *diagnostic = diagnostic_error(assembly->diagnostics, given->where,
                "gone-and-alias", "'%.*s' is gone and leads to '%.*s'", TEXT_ARGS(place.address),
                TEXT_ARGS(redirect->target));
            diagnostic_note(assembly->diagnostics, diagnostic, redirect->where, "the alias stands here");
            diagnostic_hint(assembly->diagnostics, diagnostic, "keep the alias, and remove the line here");
        } else if (map_add(&seen, place.path, &items[count]) == &items[count]) {
            items[count++] = (struct gone){ place.address, given->where };
        }
    }
    assembly->site->gone = items;
    assembly->site->gone_count = count;
}

/* What a host answers at the address of a folder is a page, which programs that read feeds do not follow; a
 * rule of the server they do. */
static void lead_to_feed(
    struct assembly *assembly, const struct written_address *folder, const struct edition *edition)
{
    const struct config *config = assembly->input->config;
    if (!(config->redirects & REDIRECTS_RULES)) {
        struct diagnostic *diagnostic = diagnostic_error(assembly->diagnostics, folder->where, "bad-value",
            "'%.*s' is a folder, and what hosts answer there is a page", TEXT_ARGS(folder->address));
        diagnostic_hint(assembly->diagnostics, diagnostic,
            "name a file, as in /index.xml; from an address such as /feed/ a rule of your server may lead to "
            "/feed.xml, which brief writes where redirects: says netlify, apache or nginx");
        return;
    }
    struct spanned_text alias = { folder->address, folder->where };
    struct spanned_list aliases = { .items = &alias, .count = 1, .where = folder->where };
    struct alias_target feed = { text_concat(assembly->arena, edition->address, TEXT("feed.xml")),
        edition->title, edition->lang, SEVERITY_ERROR };
    struct text_list shown;
    assemble_aliases(assembly, &aliases, &feed, &shown);
}

void assemble_feed_aliases(struct assembly *assembly)
{
    const struct written_addresses *given = &assembly->input->config->feed_aliases;
    struct feed_alias *items = arena_new_array(assembly->arena, struct feed_alias, given->count);
    size_t count = 0;
    for (size_t i = 0; i < given->count; i++) {
        const struct written_address *alias = &given->items[i];
        struct place place;
        if (!assemble_place(assembly, alias->address, alias->where, &place))
            continue;
        if (text_ends_with(place.address, TEXT("/"))) {
            lead_to_feed(assembly, alias, edition_at(&assembly->site->editions, place.address));
            continue;
        }
        warn_of_prefix(assembly, alias->address, alias->where);
        items[count++] = (struct feed_alias){ place.address, place.path, alias->where };
    }
    assembly->site->feed_aliases = items;
    assembly->site->feed_alias_count = count;
}

/* The paths of articles, pages and what is gone, which are known by now. */
static const struct map *own_paths(struct assembly *assembly)
{
    if (assembly->own_paths)
        return assembly->own_paths;
    struct map *paths = arena_new(assembly->arena, struct map);
    text gone;
    map_init(paths, assembly->arena);
    map_reserve(paths, assembly->articles.count + assembly->pages.count + assembly->site->gone_count);
    for (size_t i = 0; i < assembly->articles.count; i++)
        map_add(paths, assembly->articles.items[i].article->path, assembly);
    for (size_t i = 0; i < assembly->pages.count; i++)
        map_add(paths, assembly->pages.items[i].page->path, assembly);
    for (size_t i = 0; i < assembly->site->gone_count; i++)
        if (path_of_address(assembly->arena, assembly->site->gone[i].address, &gone) == PATH_OK)
            map_add(paths, gone, assembly);
    assembly->own_paths = paths;
    return paths;
}

/* An alias that nobody wrote for itself leaves its address to whatever else answers there. */
static bool is_in_use(struct assembly *assembly, const struct place *place)
{
    return map_contains(&assembly->redirects_by_path, place->path) ||
           map_contains(own_paths(assembly), place->path);
}

static void lead_on(struct assembly *assembly, const struct place *place, struct redirect *redirect)
{
    map_set(&assembly->redirects_by_path, place->path, redirect);
    *list_add(assembly->arena, &assembly->redirects) = *redirect;
}

/* True when the article leads on from its address by the pattern. */
static bool add_former_address(struct assembly *assembly, const struct written_address *pattern,
    const struct assembled_article *item, struct place *place)
{
    struct article *article = item->article;
    struct permalink_parts parts = permalink_parts_of(assembly->input->unicode, assembly->arena, article);
    text address = url_from_pattern(assembly->arena, pattern->address, &parts);
    if (article->has_permalink || !assemble_place(assembly, address, pattern->where, place) ||
        is_in_use(assembly, place))
        return false;
    struct place present = { article->address, article->url, article->permalink, article->path };
    struct redirect *redirect =
        make_redirect(assembly, place, &present, article->title, article->lang, pattern->where);
    redirect->follows_pattern = true;
    lead_on(assembly, place, redirect);
    text *aliases = arena_new_array(assembly->arena, text, article->aliases.count + 1);
    for (size_t i = 0; i < article->aliases.count; i++)
        aliases[i] = article->aliases.items[i];
    aliases[article->aliases.count] = place->address;
    article->aliases = (struct text_list){ aliases, article->aliases.count + 1 };
    return true;
}

void assemble_former_addresses(struct assembly *assembly)
{
    const struct written_addresses *patterns = &assembly->input->config->former_permalinks;
    for (size_t i = 0; i < patterns->count; i++) {
        const struct written_address *pattern = &patterns->items[i];
        bool is_looked_at = false;
        /* The oldest first: of two that the pattern gives one address, it was there before. */
        for (size_t k = assembly->articles.count; k-- > 0;) {
            struct place place;
            if (!add_former_address(assembly, pattern, &assembly->articles.items[k], &place) || is_looked_at)
                continue;
            warn_of_prefix(assembly, pattern->address, pattern->where);
            warn_of_ending(assembly, &place, pattern->where);
            is_looked_at = true;
        }
    }
}

void assemble_term_alias(
    struct assembly *assembly, const struct spanned_text *address, const struct term *term)
{
    struct place place;
    if (!term->address.bytes || !assemble_place(assembly, address->text, address->where, &place) ||
        is_in_use(assembly, &place))
        return;
    struct place present = { term->address, term->url, term->permalink, TEXT_NONE };
    struct redirect *redirect = make_redirect(
        assembly, &place, &present, term->title, assembly->input->config->language, address->where);
    redirect->term = term;
    lead_on(assembly, &place, redirect);
}
