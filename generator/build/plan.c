/* SPDX-License-Identifier: MIT */
/*
 * The plan: every output of every kind, before a byte is written. Paths are compared as the least careful
 * file system would (case-folded, NFC), and no path may be a folder of another.
 */
#include "base/count.h"
#include "build/indexes.h"
#include "build/session.h"
#include "build/leak.h"
#include "base/list.h"
#include "base/path.h"
#include "load/yaml_scalar.h"
#include "output/kinds.h"
#include "template/context.h"

/* Old addresses that differ in case only and lead to one page, and its feeds beside them: the same bytes,
 * whichever file a host answers with. */
static bool are_same_bytes(const struct output *a, const struct output *b)
{
    if (a->kind != b->kind || text_equal(a->path, b->path))
        return false;
    if (a->kind->render == feed_render)
        return a->subject == b->subject;
    const struct redirect *first = a->subject, *second = b->subject;
    return a->kind->render == redirect_render && text_equal(first->target, second->target);
}

/* Outputs move while others are planned: what keeps one keeps its number, + 1. */
static void *number_of(const struct session *session, const struct output *output)
{
    return (void *)(uintptr_t)(output - session->plan.outputs.items + 1);
}

static const struct output *output_of(const struct session *session, const void *number)
{
    return number ? &session->plan.outputs.items[(uintptr_t)number - 1] : NULL;
}

static bool is_own(const struct output *output)
{
    return text_equal(output->origin, text_of(output->kind->name));
}

/* Whom to name: a source, or one of the files that every site has. */
static text name_of(struct arena *arena, const struct output *output)
{
    return is_own(output) ? text_format(arena, "brief's own '%.*s'", TEXT_ARGS(output->origin))
                          : output->origin;
}

static bool is_made_by(
    const struct output *output, bool (*render)(struct renderer *renderer, const struct output *output))
{
    return output->kind->render == render;
}

static bool is_of_author(const struct output *output)
{
    return output->kind->plan == author_plan || output->kind->plan == author_feed_plan;
}

static bool is_home(const struct output *output)
{
    return output->kind->plan == home_plan;
}

/* Its front matter may say where it stands. */
static bool is_of_text(const struct output *output)
{
    return is_made_by(output, article_render) || is_made_by(output, standing_page_render);
}

static bool is_of_plugin(const struct output *output)
{
    return output->kind->plan == plugin_page_plan || output->kind->plan == plugin_feed_plan;
}

/* Of an index of terms, which has its address from the taxonomy's name: where site.yml names that; else, or
 * where it can have no other name, no place. */
static span place_of_taxonomy(const struct session *session, const struct output *output)
{
    const struct taxonomy *taxonomy =
        output->kind->plan == plugin_page_plan ? plugin_page_subject(output->subject, &taxonomy_type) : NULL;
    if (!taxonomy || !text_equal(taxonomy->address, output->address))
        return (span){ 0 };
    const struct config *config = session->site->config;
    const struct taxonomy_setting *setting =
        &config->taxonomies[config_find_taxonomy(config, taxonomy->name)];
    return setting->source == TERMS_LISTED ? setting->where : (span){ 0 };
}

/* Of two outputs one or both of which a plugin wants. */
static const char *plugin_hint(struct session *session, const struct output *one, const struct output *other)
{
    const struct output *first = is_of_plugin(one) ? one : other;
    const struct source *source = source_at(&session->sources, first->where.source);
    text path = source->path, other_path = source_at(&session->sources, other->where.source)->path;
    bool has_text = is_of_text(one) || is_of_text(other), is_built_in = !source->system_path.bytes;
    if (is_built_in && is_of_plugin(one) != is_of_plugin(other))
        return has_text ? "give the page another slug: or permalink:"
                        : "give the term or its taxonomy another name";
    text hint = !is_of_plugin(one) || !is_of_plugin(other)
                    ? text_format(&session->arena, "give the plugin's page another url in %.*s%s",
                          TEXT_ARGS(path), has_text ? ", or the other page another slug: or permalink:" : "")
                : text_equal(path, other_path)
                    ? text_format(&session->arena, "give one of them another url in %.*s", TEXT_ARGS(path))
                    : text_format(&session->arena, "give one of them another url in %.*s or %.*s",
                          TEXT_ARGS(path), TEXT_ARGS(other_path));
    return text_to_string(&session->arena, hint);
}

/* NULL: it is none that a pattern of site.yml makes. */
static const struct redirect *pattern_redirect(const struct output *output)
{
    const struct redirect *redirect = is_made_by(output, redirect_render) ? output->subject : NULL;
    return redirect && redirect->follows_pattern ? redirect : NULL;
}

static const char *pattern_hint(struct session *session, const struct redirect *redirect)
{
    text typed = yaml_scalar_write(&session->arena, redirect->target);
    return text_to_string(&session->arena,
        text_format(&session->arena,
            "write permalink: %.*s in the text that this alias leads to, and no pattern gives it one",
            TEXT_ARGS(typed)));
}

/* An older copy of content/ may have brought back what was taken down. */
static const char gone_hint[] = "take away what came back; or where it is public again, take the address out "
                                "of gone:";

static const char *clash_hint(struct session *session, const struct output *one, const struct output *other)
{
    if (one->kind->plan == feed_alias_plan || other->kind->plan == feed_alias_plan)
        return "take the address out of feeds: aliases:";
    bool is_file = is_made_by(one, media_render) || is_made_by(other, media_render);
    if (is_file)
        return is_own(one) || is_own(other)
                   ? "take the file away; a layout of the site's own changes what brief writes there"
                   : "give the file another name, or put it into another folder";
    if (is_made_by(one, gone_render) || is_made_by(other, gone_render))
        return gone_hint;
    if (is_made_by(one, redirect_render) && is_made_by(other, redirect_render))
        return "keep one of the two";
    const struct redirect *follower = pattern_redirect(one) ? pattern_redirect(one) : pattern_redirect(other);
    if (follower)
        return pattern_hint(session, follower);
    if (is_made_by(one, redirect_render) || is_made_by(other, redirect_render))
        return "take the alias away where another page stands";
    if (is_of_plugin(one) || is_of_plugin(other))
        return plugin_hint(session, one, other);
    if (is_of_author(one) && is_of_author(other))
        return "rename one of the two files: an author's address is made from the name";
    if ((is_home(one) && is_own(other)) || (is_home(other) && is_own(one)))
        return "take the language out of languages:";
    return is_of_text(one) && is_of_text(other) ? "give one of them another slug: or permalink:"
                                                : "give the page another slug: or permalink:";
}

/* How well the place of an output shows what to change: what its file says, the file of an author, the
 * plugin that made it or the language, none. */
static int rank_of_place(const struct output *output)
{
    return !output->where.source                                             ? 0
           : is_of_plugin(output) || is_of_author(output) || is_home(output) ? 1
                                                                             : 2;
}

static void report_clash(
    struct session *session, const struct output *output, const struct output *other, const char *how)
{
    bool is_swapped = rank_of_place(other) > rank_of_place(output);
    const struct output *first = is_swapped ? output : other, *second = is_swapped ? other : output;
    span taxonomy = place_of_taxonomy(session, second);
    if (!taxonomy.length)
        taxonomy = place_of_taxonomy(session, first);
    bool is_shown = taxonomy.length && rank_of_place(second) < 2;
    struct diagnostic *diagnostic =
        diagnostic_error(&session->diagnostics, is_shown ? taxonomy : second->where, "duplicate-url",
            "%.*s and %.*s %s '%.*s'", TEXT_ARGS(name_of(&session->arena, second)),
            TEXT_ARGS(name_of(&session->arena, first)), how, TEXT_ARGS(second->path));
    diagnostic_hint(&session->diagnostics, diagnostic, "%s",
        is_shown ? "give the taxonomy another name, here and in the texts"
                 : clash_hint(session, second, first));
    if (is_made_by(first, redirect_render) && first->where.source) /* named by its address alone */
        diagnostic_note(&session->diagnostics, diagnostic, first->where,
            pattern_redirect(first) ? "that alias follows this pattern" : "that alias stands here");
}

/* A rehearsal shows what is out now beside what appears when that has expired. */
static bool take_turns(const struct session *session, const struct output *output, const struct output *other)
{
    if (!session->is_survey || !output->where.source || !other->where.source)
        return false;
    text path = source_at(&session->sources, output->where.source)->path,
         other_path = source_at(&session->sources, other->where.source)->path;
    return site_takes_turns(session->site, path, other_path) ||
           site_takes_turns(session->site, other_path, path);
}

/* Whether this is the first clash of what stands at these two places: a page and the files beside it share
 * their fate. */
static bool is_new_pair(struct session *session, const struct output *output, const struct output *other)
{
    span one = output->where, two = other->where;
    if (!one.source || !two.source)
        return true;
    text key = text_format(&session->arena, "%u:%u %u:%u", one.source, one.offset, two.source, two.offset);
    bool is_new = !map_contains(&session->planned.pairs, key);
    map_set(&session->planned.pairs, key, session);
    return is_new;
}

static void report_file_and_folder(
    struct session *session, const struct output *file, const struct output *below)
{
    report_clash(session, file, below, "need a file and a folder at");
}

text session_path_key(struct session *session, text path)
{
    return text_is_small_ascii(path) ? path : unicode_fold_path(session->unicode, &session->arena, path);
}

const struct output *session_find_alike(struct session *session, text path)
{
    return output_of(session, map_find(&session->planned.files, session_path_key(session, path)));
}

/* Gives the output its place among those that have one. */
static void place(struct session *session, const struct output *output)
{
    struct map *files = &session->planned.files, *folders = &session->planned.folders;
    if (!output->path.length) /* its address was reported as unusable */
        return;
    text key = session_path_key(session, output->path);
    void *number = number_of(session, output);
    const struct output *other = output_of(session, map_add(files, key, number));
    const struct output *below = output_of(session, map_find(folders, key));
    if (other && other != output && !are_same_bytes(output, other) && is_new_pair(session, output, other) &&
        !take_turns(session, output, other))
        report_clash(session, output, other, "would both be written to");
    if (below)
        report_file_and_folder(session, output, below);
    for (text folder = path_folder(key); folder.length && !map_contains(folders, folder);
         folder = path_folder(folder)) {
        const struct output *file = output_of(session, map_find(files, folder));
        map_set(folders, folder, number);
        if (file)
            report_file_and_folder(session, file, output);
    }
    map_add(&session->addresses, output->address, number);
}

static void report_hidden(struct session *session, span where, text address)
{
    struct diagnostic *diagnostic = diagnostic_error(&session->diagnostics, where, "duplicate-url",
        "the alias '%.*s' is the address of a page", TEXT_ARGS(address));
    diagnostic_hint(
        &session->diagnostics, diagnostic, "remove it here, or give the page another slug: or permalink:");
}

/* What was given up and stands there all the same: a file, or where no page says that it is gone, a page. */
static void check_gone(struct session *session, const struct gone *gone)
{
    const struct output *output = output_of(session, map_find(&session->addresses, gone->address));
    if (!output || gone_has_page(session->site, gone->address))
        return;
    struct diagnostic *diagnostic = diagnostic_error(&session->diagnostics, gone->where, "duplicate-url",
        "gone: '%.*s' is the address of %.*s", TEXT_ARGS(gone->address),
        TEXT_ARGS(name_of(&session->arena, output)));
    diagnostic_hint(&session->diagnostics, diagnostic,
        is_made_by(output, media_render) ? "take the address out of gone:, or the file away" : gone_hint);
}

/* Where servers answer old addresses by rules alone no output stands at them, and a rule would hide a page.
 * None says of a file that it is gone. */
static void check_rules(struct session *session)
{
    const struct site *site = session->site;
    for (size_t i = 0; i < site->gone_count; i++)
        check_gone(session, &site->gone[i]);
    if (site->config->redirects & REDIRECTS_HTML)
        return;
    for (size_t i = 0; i < site->redirect_count; i++)
        if (map_contains(&session->addresses, site->redirects[i].address))
            report_hidden(session, site->redirects[i].where, site->redirects[i].address);
}

/* Is it a file that programs read, to judge by its ending? HTML may stand in a `.php` or a file without one.
 */
static bool holds_data(text path)
{
    static const text endings[] = { TEXT_INIT("csv"), TEXT_INIT("tsv"), TEXT_INIT("ics"), TEXT_INIT("txt"),
        TEXT_INIT("css"), TEXT_INIT("js") };
    enum template_language language = template_language_of(path);
    return language == TEMPLATE_JSON || language == TEMPLATE_XML ||
           text_is_one_of(path_extension(path), endings, COUNT(endings));
}

/* A plugin's list for a spreadsheet would be escaped as HTML, whatever stands in it. */
static void report_html_as_data(struct session *session, const struct output *output, text layout)
{
    struct diagnostic *diagnostic = diagnostic_error(&session->diagnostics, output->layout_where,
        "wrong-layout", "the layout '%.*s' makes HTML, which does not belong at '%.*s'", TEXT_ARGS(layout),
        TEXT_ARGS(output->address));
    diagnostic_hint(&session->diagnostics, diagnostic,
        "write a layout that ends in .%.*s and name that: the ending says how values are escaped",
        TEXT_ARGS(path_extension(output->path)));
}

/* A feed's layout in an article's front matter would fill a page of HTML with XML. */
static void check_language(struct session *session, const struct output *output, text layout)
{
    if (!output->layout_where.source || !layouts_know(session->layouts, layout) ||
        (output->listing && output->listing->number > 1))
        return;
    bool is_html = template_language_of(layout) == TEMPLATE_HTML;
    if (is_html && is_of_plugin(output) && holds_data(output->path))
        report_html_as_data(session, output, layout);
    if (is_html || template_language_of(output->path) != TEMPLATE_HTML)
        return;
    struct diagnostic *diagnostic = diagnostic_error(&session->diagnostics, output->layout_where,
        "wrong-layout", "the layout '%.*s' makes no HTML, which stands at '%.*s'", TEXT_ARGS(layout),
        TEXT_ARGS(output->address));
    diagnostic_hint(&session->diagnostics, diagnostic,
        is_of_plugin(output)
            ? "name a layout that ends in .html, or give the page a url with the layout's ending"
            : "leave layout: out for the usual one, or name one that ends in .html");
}

/* Each layout once, named by the first of the outputs from `start` on that asks for it; one that is not there
 * is a mistake of each source that names it. */
static void compile_layouts(struct session *session, size_t start)
{
    struct map seen;
    map_init(&seen, &session->arena);
    for (size_t i = start; i < session->plan.outputs.count; i++) {
        const struct output *output = &session->plan.outputs.items[i];
        text layout = output_layout(output);
        check_language(session, output, layout);
        if (!layout.bytes || (map_contains(&seen, layout) && layouts_know(session->layouts, layout)))
            continue;
        map_set(&seen, layout, session);
        layouts_compile(session->layouts, layout, output->layout_where, &session->diagnostics);
    }
}

static void plan_kinds(struct session *session, enum output_turn turn)
{
    size_t start = session->plan.outputs.count;
    for (size_t i = 0; i < output_kind_count; i++)
        if (output_kinds[i].turn == turn)
            output_kinds[i].plan(&session->plan, &output_kinds[i]);
    struct map *const maps[] = { &session->planned.files, &session->planned.folders, &session->addresses };
    for (size_t i = 0; i < COUNT(maps); i++)
        map_reserve(maps[i], session->plan.outputs.count - start);
    for (size_t i = start; i < session->plan.outputs.count; i++)
        place(session, &session->plan.outputs.items[i]);
    compile_layouts(session, start);
}

void session_begin_plan(struct session *session)
{
    session->plan = (struct output_plan){
        .arena = &session->arena,
        .site = session->site,
        .layouts = session->layouts,
        .plugin_pages = &session->plugin_pages,
        .diagnostics = &session->diagnostics,
    };
    map_init(&session->planned.files, &session->arena);
    map_init(&session->planned.folders, &session->arena);
    map_init(&session->planned.pairs, &session->arena);
    map_init(&session->addresses, &session->arena);
    /* Lists and feeds are half as many as what they list, if not more. */
    list_reserve(&session->arena, &session->plan.outputs, session->site->articles.count * 3 / 2);
    plan_kinds(session, TURN_FIRST);
    session_lead_on(session);
    plan_kinds(session, TURN_ALIASES);
}

void session_plan(struct session *session)
{
    if (!session->plan.site)
        session_begin_plan(session);
    /* The search index may not be done yet, which the rest of the plan hangs on. */
    if (!session->is_survey && !session_has_errors(session))
        session_digest_things(session);
    session->plan.search = indexes_search(session);
    plan_kinds(session, TURN_WORDS);
    check_rules(session);
    session->leaks = leaks_open(&session->arena, session->site, &session->content);
}
