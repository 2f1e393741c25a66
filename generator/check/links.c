/* SPDX-License-Identifier: MIT */
/*
 * Root-absolute links in texts, and relative ones in their HTML, against what the build answers: outputs,
 * aliases, media. Old archives have hundreds of dead ones, so there is one diagnostic a target, at its first
 * place, with the count of the others. Links that name this site in full are left as they are written and
 * looked at by a lint.
 */
#include "base/count.h"
#include "base/date.h"
#include "base/path.h"
#include "base/slug.h"
#include "check/check.h"
#include "check/link_places.h"
#include "model/url.h"
#include <stdlib.h>

struct dead_link {
    const struct address_link *first;
    size_t count;
};

struct answers {
    const struct site *site;
    const struct map *addresses;
    struct map rules;        /* old addresses, which servers may answer without an output */
    struct map gone;         /* those given up, whose page only says so */
    struct map faulty_names; /* what the addresses of texts with errors end with, as far as that is known */
    const struct content *content;
    size_t guesses;           /* files that were looked for by their names */
    struct map article_names; /* what the addresses of articles end with → that article, NULL for several;
                                 made for the first dead link */
};

/* They have an error of their own, and it may be what keeps their addresses from being known. */
static void add_faulty_names(struct answers *answers, struct arena *arena, const struct draft *draft)
{
    const struct front_matter *facts = &draft->front_matter;
    text slugs[] = { facts->slug.text, date_rest_of_name(path_name(draft->file->id)) };
    for (size_t i = 0; i < COUNT(slugs); i++)
        map_set(&answers->faulty_names, slug_make(answers->site->unicode, arena, slugs[i], facts->lang.text),
            (void *)draft);
    map_set(&answers->faulty_names, path_name_of_address(facts->permalink.text), (void *)draft);
    for (size_t i = 0; i < facts->aliases.count; i++)
        map_set(&answers->faulty_names, path_name_of_address(facts->aliases.items[i].text), (void *)draft);
}

static struct answers open_answers(struct arena *arena, const struct check_subject *subject)
{
    const struct site *site = subject->site;
    struct answers answers = { .site = site, .addresses = subject->addresses, .content = subject->content };
    map_init(&answers.rules, arena);
    for (size_t i = 0; i < site->redirect_count; i++)
        map_set(&answers.rules, site->redirects[i].address, (void *)site);
    map_init(&answers.gone, arena);
    for (size_t i = 0; i < site->gone_count; i++)
        map_set(&answers.gone, site->gone[i].address, (void *)site);
    map_init(&answers.faulty_names, arena);
    for (size_t i = 0; i < subject->draft_count; i++)
        if (subject->drafts[i] && subject->drafts[i]->is_faulty)
            add_faulty_names(&answers, arena, subject->drafts[i]);
    return answers;
}

static bool is_answered(const struct answers *answers, struct arena *arena, text address)
{
    text path;
    if (path_of_address(arena, address, &path) != PATH_OK)
        return false;
    text whole = path_to_address(arena, path);
    if (map_contains(&answers->gone, whole))
        return false;
    text file = path_of_bare_file(address, path);
    return map_contains(answers->addresses, whole) || map_contains(&answers->rules, whole) ||
           (file.bytes && map_contains(answers->addresses, path_to_address(arena, file))) ||
           map_contains(&answers->faulty_names, path_name_of_address(whole));
}

/* What the writer meant who put the site's own prefix before the address, which then has it twice; else
 * absent. */
static text without_prefix(const struct answers *answers, struct arena *arena, text address)
{
    text rest = address_behind_prefix(answers->site->config, address);
    return text_starts_with(rest, TEXT("/")) && is_answered(answers, arena, rest) ? rest : TEXT_NONE;
}

static int compare_links(const void *a, const void *b)
{
    const struct address_link *left = *(const struct address_link *const *)a,
                              *right = *(const struct address_link *const *)b;
    int order = text_compare(left->address, right->address);
    if (order)
        return order;
    if (left->where.source != right->where.source)
        return left->where.source < right->where.source ? -1 : 1;
    return left->where.offset < right->where.offset ? -1 : left->where.offset > right->where.offset;
}

/* Is it that of a file, and neither of a page nor of a source? */
static bool is_of_file(text address)
{
    text name = path_name(text_slice(address, 0, text_find_byte(address, '#', 0)));
    return text_find_byte(name, '.', 0) != SIZE_MAX && !text_ends_with(name, TEXT(".html")) &&
           !text_ends_with(name, TEXT(".htm")) && !text_ends_with(name, TEXT(".md")) &&
           !path_is_of_program(name);
}

/* What an address calls its page: "levy" of "/2019/02/26/levy.html", of "/levy.php" and of "/levy/". */
static text page_name(text address)
{
    text name = path_name_of_address(address);
    return text_ends_with(name, TEXT(".html")) || text_ends_with(name, TEXT(".htm")) ||
                   path_is_of_program(name)
               ? path_without_extension(name)
               : name;
}

/* The one article whose address ends as that one does, which was probably its own; NULL for none or several.
 */
static const struct article *likely_article(struct answers *answers, struct arena *arena, text address)
{
    struct map *names = &answers->article_names;
    if (!names->arena) {
        map_init(names, arena);
        for (size_t i = 0; i < answers->site->articles.count; i++) {
            const struct article *article = answers->site->articles.items[i];
            text name = page_name(article->address);
            map_set(names, name, map_contains(names, name) ? NULL : (void *)article);
        }
    }
    return map_find(names, page_name(address));
}

/* The source of what would answer if it were published; absent when nothing would. */
static text held_source(const struct site *site, struct arena *arena, text address)
{
    text path;
    if (path_of_address(arena, address, &path) != PATH_OK)
        return TEXT_NONE;
    text whole = path_to_address(arena, path);
    for (size_t i = 0; i < site->held_back_count; i++)
        if (text_equal(site->held_back[i].address, whole))
            return site->held_back[i].source_path;
    return TEXT_NONE;
}

static bool is_gone(const struct answers *answers, struct arena *arena, text address)
{
    text path;
    return path_of_address(arena, address, &path) == PATH_OK &&
           map_contains(&answers->gone, path_to_address(arena, path));
}

/* The one file of that name, whatever its capitals: an editor's own disk may not tell them apart, and other
 * programs have it below /static/. Absent for none, or several. */
static text likely_media(struct answers *answers, text address)
{
    enum { MOST_GUESSES = 300 }; /* whoever has more has one mistake that made them all */
    text found = TEXT_NONE;
    for (size_t i = 0; answers->guesses < MOST_GUESSES && i < answers->content->count; i++) {
        const struct content_file *file = &answers->content->files[i];
        if (file->kind != CONTENT_MEDIA ||
            !text_equal_ignoring_ascii_case(path_name(file->path), path_name(address)))
            continue;
        if (found.bytes)
            return TEXT_NONE;
        found = file->path;
    }
    answers->guesses++;
    return found.bytes && !content_is_among_texts(found) ? found : TEXT_NONE;
}

static void report(struct answers *answers, struct arena *arena, const struct dead_link *link,
    struct diagnostics *diagnostics)
{
    const struct site *site = answers->site;
    text meant = without_prefix(answers, arena, link->first->address);
    text old = link->first->address;
    old = text_slice(old, 0, text_find_byte(old, '#', 0));
    const struct article *likely = NULL;
    text media;
    enum severity severity = site->config->internal_links == LINKS_ERROR ? SEVERITY_ERROR : SEVERITY_WARNING;
    text message = text_format(diagnostics->arena, "nothing answers '%.*s'%.*s",
        TEXT_ARGS(link->first->shown), TEXT_ARGS(check_link_count(arena, link->count)));
    struct diagnostic *diagnostic =
        diagnostic_report(diagnostics, severity, link->first->where, "broken-link", message);
    text held = held_source(site, arena, old);
    if (held.bytes)
        diagnostic_hint(diagnostics, diagnostic,
            "%.*s is not published; in a text, link to the file: until it is, the words have no link; "
            "elsewhere put the link in when it is",
            TEXT_ARGS(held));
    else if (meant.bytes)
        diagnostic_hint(
            diagnostics, diagnostic, "write '%.*s'; the path of base_url is put before it", TEXT_ARGS(meant));
    else if (link->first->meant.bytes)
        diagnostic_hint(diagnostics, diagnostic,
            "HTML is left as it is, and this counts from the page: write '%.*s', or Markdown",
            TEXT_ARGS(link->first->meant));
    else if (text_starts_with(link->first->shown, TEXT("{"))) /* "{static}/map.png", for another program */
        diagnostic_hint(diagnostics, diagnostic,
            "write the address that browsers shall read, such as /images/map.png, or Markdown");
    else if (is_gone(answers, arena, old))
        diagnostic_hint(diagnostics, diagnostic,
            "by gone: in site.yml '%.*s' was given up: mend the link, or set links: {internal: off}",
            TEXT_ARGS(old));
    else if (text_starts_with(link->first->shown, TEXT("www.")))
        diagnostic_hint(diagnostics, diagnostic, "write https://%.*s", TEXT_ARGS(link->first->shown));
    else if (is_of_file(link->first->address) && (media = likely_media(answers, old)).bytes)
        diagnostic_hint(diagnostics, diagnostic, "did you mean '/%.*s'?",
            TEXT_ARGS(text_replace(arena, media, TEXT(" "), TEXT("%20"))));
    else if (is_of_file(link->first->address))
        diagnostic_hint(diagnostics, diagnostic,
            "put the file at content%.*s, mend the link, or set links: {internal: off}",
            TEXT_ARGS(link->first->address));
    else if ((likely = likely_article(answers, arena, old)))
        diagnostic_hint(diagnostics, diagnostic,
            likely->aliases.count ? "add %.*s to aliases: of %.*s, or mend the link"
                                  : "write aliases: [%.*s] in %.*s, or mend the link",
            TEXT_ARGS(old), TEXT_ARGS(likely->source_path));
    else
        diagnostic_hint(diagnostics, diagnostic,
            "mend the link, add the address to aliases: of the page that replaces it, or set links: "
            "{internal: off}");
}

void check_links(struct checking *checking)
{
    const struct site *site = checking->subject->site;
    struct diagnostics *diagnostics = checking->diagnostics;
    size_t count = site->address_link_count;
    if (site->config->internal_links == LINKS_OFF || !count)
        return;
    struct arena arena;
    arena_init(&arena);
    struct answers answers = open_answers(&arena, checking->subject);
    const struct address_link **links = arena_alloc_array(&arena, count, sizeof *links);
    for (size_t i = 0; i < count; i++)
        links[i] = &site->address_links[i];
    qsort(links, count, sizeof *links, compare_links);
    struct link_places places = { .subject = checking->subject };
    for (size_t i = 0; i < count;) {
        struct dead_link link = { links[i], 0 };
        const struct address_link *const *same = &links[i];
        while (i < count && text_equal(links[i]->address, link.first->address)) {
            link.count++;
            i++;
        }
        if (!is_answered(&answers, &arena, link.first->address))
            report(&answers, &arena, &link, diagnostics);
        else
            link_places_check(&places, &arena, same, link.count, diagnostics);
    }
    arena_release(&arena);
}

/* The address within this site that a whole one leads to, without query and fragment; absent for other sites.
 */
static text own_address(const struct config *config, text url)
{
    text rest = address_of_whole(config, url), address = url_without_query(rest);
    return rest.bytes && !address.length ? TEXT("/") : address;
}

struct whole_link {
    text url;
    span where;
    size_t count;
};

static void see_whole_link(
    struct checking *checking, const struct answers *answers, struct map *dead, text url, span where)
{
    text address = own_address(answers->site->config, url);
    if (!address.bytes || is_answered(answers, checking->arena, address))
        return;
    struct whole_link *link = arena_new(checking->arena, struct whole_link);
    *link = (struct whole_link){ url, where, 0 };
    link = map_add(dead, address, link);
    link->count++;
}

void check_own_links(struct checking *checking)
{
    struct answers answers = open_answers(checking->arena, checking->subject);
    struct map dead;
    map_init(&dead, checking->arena);
    for (size_t i = 0; i < checking->subject->draft_count; i++) {
        const struct outline *outline = &checking->subject->outlines[i];
        for (size_t k = 0; k < outline->link_count; k++)
            see_whole_link(checking, &answers, &dead, outline->links[k].url, outline->links[k].where);
        for (size_t k = 0; k < outline->image_count; k++)
            see_whole_link(checking, &answers, &dead, outline->images[k].url, outline->images[k].where);
    }
    for (size_t i = 0; i < dead.count; i++) {
        const struct whole_link *link = dead.entries[i].value;
        text address = dead.entries[i].key;
        struct diagnostic *diagnostic =
            check_report(checking, link->where, "'%.*s' is of this site, and nothing answers it%.*s",
                TEXT_ARGS(link->url), TEXT_ARGS(check_link_count(checking->arena, link->count)));
        if (is_of_file(address)) {
            diagnostic_hint(checking->diagnostics, diagnostic,
                "put the file at content%.*s, or mend the link", TEXT_ARGS(address));
            continue;
        }
        const struct article *likely = likely_article(&answers, checking->arena, address);
        text target = likely ? likely->source_path : TEXT("the page that replaces it");
        diagnostic_hint(checking->diagnostics, diagnostic, "mend the link, or add '%.*s' to aliases: of %.*s",
            TEXT_ARGS(address), TEXT_ARGS(target));
    }
}
