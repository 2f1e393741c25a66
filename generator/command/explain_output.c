/* SPDX-License-Identifier: MIT */
/*
 * The plan says where an output comes from. Why a build would write it is found by doing what the build does:
 * the bytes are made again and compared with those in the output folder.
 */
#include "base/escape.h"
#include "base/file_pieces.h"
#include "base/path.h"
#include "command/explain.h"
#include "model/url.h"
#include "output/kinds.h"
#include <fcntl.h>
#include <stdio.h>

enum { OUTPUT_BYTES = 1 << 30, EXCERPT = 60, LISTED = EXPLAIN_LISTED };

static const struct output *find_output(const struct session *session, text path)
{
    for (size_t i = 0; i < session->plan.outputs.count; i++)
        if (text_equal(session->plan.outputs.items[i].path, path))
            return &session->plan.outputs.items[i];
    return NULL;
}

static void print_layouts(struct session *session, const struct output *output)
{
    text layout = output_layout(output);
    if (!layout.bytes) {
        explain_line("layout", "none: the file is copied or written as it is");
        return;
    }
    const struct template *template = layouts_template(session->layouts, layout);
    const text *names;
    size_t count = 0;
    if (template)
        template_dependencies(template, &names, &count);
    for (size_t i = 0; i < count; i++) {
        const struct layout_file *file = map_find(&session->layout_files->by_name, names[i]);
        explain_line(i ? "" : "layout", "layouts/%.*s%s", TEXT_ARGS(names[i]),
            file && file->is_builtin ? " (built in)" : "");
    }
}

static void print_article(struct session *session, const struct article *article)
{
    explain_line("published", "%.*s",
        TEXT_ARGS(date_in_english(&session->arena, &article->date, TEXT("%Y-%m-%d %H:%M %:z"))));
    for (size_t i = 0; i < article->slot_count; i++)
        explain_line(i ? "" : "plugins", "%.*s: %zu bytes into slot '%.*s'",
            TEXT_ARGS(article->slots[i].plugin), article->slots[i].markup.length,
            TEXT_ARGS(article->slots[i].name));
    const struct value_map *fields = article->fields.kind == VALUE_MAP ? article->fields.as.map : NULL;
    for (size_t i = 0; fields && i < fields->count; i++)
        explain_line(i || article->slot_count ? "" : "plugins", "%.*s: field '%.*s'",
            TEXT_ARGS(article->field_plugins[i]), TEXT_ARGS(fields->entries[i].key));
    for (size_t i = 0; i < article->links.count; i++)
        explain_line(i ? "" : "links to", "%.*s",
            TEXT_ARGS(((const struct article *)article->links.items[i])->source_path));
    for (size_t i = 0; i < article->backlinks.count; i++)
        explain_line(i ? "" : "linked by", "%.*s",
            TEXT_ARGS(((const struct article *)article->backlinks.items[i])->source_path));
}

static void print_aliases(const struct session *session, const struct output *output)
{
    size_t count = 0;
    for (size_t i = 0; i < session->site->redirect_count; i++)
        if (text_equal(session->site->redirects[i].target, output->address))
            explain_line(count++ ? "" : "aliases", "%.*s", TEXT_ARGS(session->site->redirects[i].address));
}

static void print_listing(const struct listing *listing)
{
    for (size_t i = 0; i < listing->articles.count && i < LISTED; i++)
        explain_line(i ? "" : "lists", "%.*s",
            TEXT_ARGS(((const struct article *)listing->articles.items[i])->source_path));
    if (listing->articles.count > LISTED)
        explain_line("", "and %zu more", listing->articles.count - LISTED);
}

/* The first line that is not the same, shortened. */
static void print_difference(struct arena *arena, text old, text made)
{
    size_t line = 1, at = 0, start = 0;
    while (at < old.length && at < made.length && old.bytes[at] == made.bytes[at]) {
        if (old.bytes[at] == '\n') {
            line++;
            start = at + 1;
        }
        at++;
    }
    size_t from = at - start > EXCERPT / 2 ? at - EXCERPT / 2 : start;
    const text both[] = { old, made };
    explain_line("build", "would be written again: line %zu differs", line);
    for (size_t i = 0; i < 2; i++) {
        struct buffer shown;
        text rest = text_from(both[i], from);
        buffer_init(&shown, arena);
        text cut = text_slice(rest, 0, text_find_byte(rest, '\n', 0));
        escape_terminal(&shown, text_slice(cut, 0, EXCERPT));
        explain_line(i ? "now" : "was", "%.*s", TEXT_ARGS(buffer_text(&shown)));
    }
}

/* What a build would do with an output that is there or not yet, with the same bytes or others. */
static void print_build(bool is_made, bool is_there, bool is_same)
{
    explain_line("build", "%s",
        !is_made    ? "cannot be made: the site has errors"
        : !is_there ? "would be written: there is no such file yet"
        : is_same   ? "would not be written: its bytes are the same"
                    : "would be written again: its bytes differ");
}

static void print_reason_of_copy(struct session *session, const struct output *output)
{
    struct arena arena;
    struct digest old, now;
    const struct media *media = output->subject;
    arena_init(&arena);
    text path = path_join(&arena, session_output_folder(session), output->path);
    bool is_there = file_digest(AT_FDCWD, text_to_string(&arena, path), &old) == 0;
    bool is_read = file_digest(session->content_folder, text_to_string(&arena, media->disk_path), &now) == 0;
    print_build(
        is_read && !session_has_errors(session), is_there, is_there && is_read && digest_equal(old, now));
    arena_release(&arena);
}

static void print_reason(struct session *session, const struct output *output)
{
    struct arena arena;
    text old = TEXT_NONE;
    arena_init(&arena);
    text path = path_join(&arena, session_output_folder(session), output->path);
    bool is_there = file_read(AT_FDCWD, text_to_string(&arena, path), OUTPUT_BYTES, &arena, &old, NULL) == 0;
    text made = session_has_errors(session) ? TEXT_NONE : session_render_one(session, output, &arena);
    bool is_same = text_equal(old, made);
    if (made.bytes && is_there && !is_same)
        print_difference(&arena, old, made);
    else
        print_build(made.bytes, is_there, is_same);
    arena_release(&arena);
}

static void print_pattern(const struct config *config)
{
    explain_line("address", "made from the name of the file by %s%.*s%s",
        config->article_permalink_where.source ? "permalinks.article of site.yml, " : "",
        TEXT_ARGS(config->article_permalink),
        config->article_permalink_where.source ? "" : ", as site.yml has no permalinks.article");
}

static void explain(struct session *session, const struct output *output)
{
    const struct article *article = output->kind->render == article_render ? output->subject : NULL;
    bool is_named_after_file = article && !article->has_own_address;
    printf("%.*s\n", TEXT_ARGS(output->address));
    explain_line("file", "%.*s/%.*s", TEXT_ARGS(session_output_folder(session)), TEXT_ARGS(output->path));
    explain_line("kind", "%s", output->kind->name);
    explain_line("from", "%.*s", TEXT_ARGS(output->origin));
    if (is_named_after_file)
        print_pattern(&session->config);
    else
        explain_place(session, "address", "decided in ", output->where);
    if (output->kind->render == redirect_render)
        explain_line("leads to", "%.*s", TEXT_ARGS(((const struct redirect *)output->subject)->target));
    print_layouts(session, output);
    if (article)
        print_article(session, article);
    print_aliases(session, output);
    if (output->listing)
        print_listing(output->listing);
    explain_story(session, output);
    (output->kind->render == media_render ? print_reason_of_copy : print_reason)(session, output);
}

static const struct held_back *held_at(const struct site *site, text address)
{
    for (size_t i = 0; i < site->held_back_count; i++)
        if (text_equal(site->held_back[i].address, address))
            return &site->held_back[i];
    return NULL;
}

/* What servers answer by their rules has no file; false when the address is none of these. */
static bool explain_rule(struct session *session, text address)
{
    const struct site *site = session->site;
    for (size_t i = 0; i < site->redirect_count; i++) {
        if (!text_equal(site->redirects[i].address, address))
            continue;
        printf("%.*s\n", TEXT_ARGS(address));
        explain_line("kind", "redirect, by the server's rules");
        explain_line("leads to", "%.*s", TEXT_ARGS(site->redirects[i].target));
        explain_place(session, "address", "decided in ", site->redirects[i].where);
        return true;
    }
    for (size_t i = 0; i < site->gone_count; i++) {
        if (!text_equal(site->gone[i].address, address))
            continue;
        printf("%.*s\n", TEXT_ARGS(address));
        explain_line("kind", "gone, by the server's rules");
        explain_place(session, "address", "decided in ", site->gone[i].where);
        return true;
    }
    return false;
}

static enum exit_code unknown_address(struct session *session, text address)
{
    text *addresses = arena_new_array(&session->arena, text, session->plan.outputs.count);
    for (size_t i = 0; i < session->plan.outputs.count; i++)
        addresses[i] = session->plan.outputs.items[i].address;
    text nearest = diagnostic_nearest_text(address, addresses, session->plan.outputs.count);
    const char *hint = nearest.bytes
                           ? text_format(&session->arena, "did you mean %.*s?", TEXT_ARGS(nearest)).bytes
                           : "brief list addresses shows them all";
    return command_misused(hint, "nothing answers '%.*s'", TEXT_ARGS(address));
}

enum exit_code explain_address(struct session *session, text written)
{
    const struct config *config = &session->config;
    text address = url_without_query(written), path; /* as copied out of a browser */
    address = address_within(config, address);
    if (path_of_address(&session->arena, address.length ? address : TEXT("/"), &path) != PATH_OK)
        return unknown_address(session, written);
    const struct output *output = find_output(session, path);
    if (!output)
        output = find_output(session, path_of_bare_file(address, path));
    if (output) {
        explain(session, output);
        return EXIT_DONE;
    }
    if (explain_rule(session, path_to_address(&session->arena, path)))
        return EXIT_DONE;
    const struct held_back *held = held_at(session->site, path_to_address(&session->arena, path));
    return held ? explain_held(session, held->source_path) : unknown_address(session, written);
}

/* What a file of layouts/ is for from which no page is made by itself. */
static const char *use_without_page(text name)
{
    if (text_starts_with(name, TEXT("strings/")))
        return "no page by itself: its words are what t(…) prints";
    if (text_starts_with(name, TEXT("archetypes/")))
        return "no page: brief new begins a file with it";
    return "nothing: no page uses it";
}

/* Which outputs are made with the layout? */
static enum exit_code explain_layout(struct session *session, text name)
{
    size_t count = 0;
    for (size_t i = 0; i < session->plan.outputs.count; i++) {
        const struct output *output = &session->plan.outputs.items[i];
        text layout = output_layout(output);
        const struct template *template = layout.bytes ? layouts_template(session->layouts, layout) : NULL;
        const text *names;
        size_t name_count = 0;
        if (template)
            template_dependencies(template, &names, &name_count);
        for (size_t k = 0; k < name_count; k++) {
            if (!text_equal(names[k], name))
                continue;
            if (count++ < LISTED)
                explain_line(count > 1 ? "" : "makes", "%.*s", TEXT_ARGS(output->address));
            break;
        }
    }
    if (count > LISTED)
        explain_line("", "and %zu more", count - LISTED);
    if (!count)
        explain_line("makes", "%s", use_without_page(name));
    return EXIT_DONE;
}

/* How many outputs are the source's own; they are explained. */
static size_t explain_made_from(struct session *session, text origin)
{
    size_t count = 0;
    for (size_t i = 0; i < session->plan.outputs.count; i++) {
        if (!text_equal(session->plan.outputs.items[i].origin, origin))
            continue;
        count++;
        explain(session, &session->plan.outputs.items[i]);
    }
    return count;
}

enum exit_code explain_source(struct session *session, text written)
{
    text plain = path_resolve(&session->arena, TEXT(""), written), name = plain.length ? plain : written;
    text layout =
        text_starts_with(name, TEXT("layouts/")) ? text_from(name, sizeof "layouts/" - 1) : TEXT_NONE;
    const struct content_file *file = explain_find_source(session, name);
    if (explain_plugin(session, name))
        return EXIT_DONE;
    if (layout.bytes && explain_made_from(session, name)) /* an asset */
        return EXIT_DONE;
    if (layout.bytes && map_contains(&session->layout_files->by_name, layout)) {
        printf("%.*s\n", TEXT_ARGS(name));
        return explain_layout(session, layout);
    }
    if (!file)
        return command_misused(explain_source_hint(session, name,
                                   text_starts_with(name, TEXT("lua-plugins/"))
                                       ? "it is none of the plugins that site.yml names"
                                       : "name a file of content/, layouts/ or lua-plugins/, an id, or an "
                                         "address that begins with /"),
            "there is no source '%.*s'", TEXT_ARGS(written));
    text origin = text_format(&session->arena, "content/%.*s", TEXT_ARGS(file->path));
    if (!explain_made_from(session, origin))
        return explain_held(session, origin);
    if (file->is_sheet)
        explain_data(session, file, "");
    return EXIT_DONE;
}
