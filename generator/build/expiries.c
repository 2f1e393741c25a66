/* SPDX-License-Identifier: MIT */
/*
 * The embargo scan is asked about the sources, with the site as it will be without the texts that expire.
 * Sources name a text by its file where brief resolves that, so slugs and ids are not looked for; nor is what
 * pages show of it by themselves, which goes with it.
 */
#include "build/expiries.h"
#include "base/path.h"
#include "build/leak.h"
#include "load/assemble.h"

static const text content_folder = TEXT_INIT("content/");

/* Something that is published and will expire. */
struct expiring {
    const struct draft *draft;
    uint32_t told_of; /* the last source that was told of: each is told once */
};

struct expiries {
    struct session *session;
    struct arena *arena;
    const struct draft **drafts; /* by source; NULL: it has none */
    struct held_back *held;      /* as each will be */
    struct expiring *items;      /* in the order of `held` */
    size_t count;
    struct map by_address; /* → struct expiring * */
    struct map bundles;    /* folder below content/ → the same */
    const struct leaks *leaks;
};

static const struct held_back *held_of(const struct expiries *expiries, const struct expiring *expiring)
{
    return &expiries->held[expiring - expiries->items];
}

static text day_of(const struct expiries *expiries, const struct expiring *expiring)
{
    const struct date *until = &held_of(expiries, expiring)->until;
    return date_in_english(expiries->arena, until, until->has_time ? TEXT("%F %H:%M") : TEXT("%F"));
}

/* Is the draft out of the archive, or not in it yet, when the other one expires? */
static bool is_gone_by(const struct draft *draft, const struct expiring *expiring)
{
    const struct front_matter *facts = &draft->front_matter;
    const struct date *until = &expiring->draft->front_matter.expires.date;
    return facts->is_draft || (facts->expires.date.is_set && date_compare(&facts->expires.date, until) <= 0);
}

/* What expires and has the file in its folder; NULL: nothing does. */
static const struct expiring *owner_of(const struct expiries *expiries, text path)
{
    const struct expiring *owner = NULL;
    for (text folder = path_folder(path); folder.length && !owner; folder = path_folder(folder))
        owner = map_find(&expiries->bundles, folder);
    return owner;
}

/* Is the source one of the expiring text's own, its comments, or one that will not be there? */
static bool goes_with(const struct expiries *expiries, uint32_t source, const struct expiring *expiring)
{
    const struct draft *draft = expiries->drafts[source];
    text path = source_at(&expiries->session->sources, source)->path;
    if (!draft && text_starts_with(path, content_folder)) {
        const struct expiring *owner = owner_of(expiries, text_from(path, content_folder.length));
        return owner && is_gone_by(owner->draft, expiring);
    }
    if (!draft)
        return false;
    if (draft->file->kind == CONTENT_COMMENT)
        return text_equal(path_folder(draft->file->id), held_of(expiries, expiring)->id);
    return is_gone_by(draft, expiring);
}

static span line_span(text contents, size_t line, text word)
{
    size_t start = 0;
    while (--line > 0)
        start = text_find(contents, TEXT("\n"), start) + 1;
    size_t end = text_find(contents, TEXT("\n"), start);
    text whole = text_slice(contents, start, end - start);
    size_t at = text_find(whole, word, 0);
    text shown = at == SIZE_MAX ? text_trim(whole) : text_slice(whole, at, word.length);
    return (span){ 0, (uint32_t)(shown.bytes - contents.bytes), (uint32_t)shown.length };
}

/* A source in which words are looked for. */
struct searched {
    struct expiries *expiries;
    uint32_t source;
    text contents;
};

static void report_words(
    const struct searched *searched, const struct expiring *expiring, const struct leak *leak)
{
    const struct expiries *expiries = searched->expiries;
    struct diagnostics *diagnostics = &expiries->session->diagnostics;
    bool is_title = leak->fact == LEAK_TITLE;
    text word = is_title ? leak->held->title : leak->held->address;
    span where = line_span(searched->contents, leak->line, word);
    where.source = searched->source;
    struct diagnostic *diagnostic = diagnostic_warning(diagnostics, where, "after-expiry",
        "this is %s of '%.*s', which expires on %.*s; the build of that day stops where it is shown",
        is_title ? "the title" : "an address", TEXT_ARGS(leak->held->source_path),
        TEXT_ARGS(day_of(expiries, expiring)));
    if (is_title)
        diagnostic_hint(diagnostics, diagnostic,
            "readers know it by then: put \"%.*s\" into leaks: {allow: [...]} of site.yml, or write it "
            "otherwise",
            TEXT_ARGS(word));
    else if (expiries->drafts[searched->source])
        diagnostic_hint(diagnostics, diagnostic,
            "link to the file in its place: on that day its words stay without the link");
    else
        diagnostic_hint(diagnostics, diagnostic, "take it out before that day");
}

static bool visit_words(void *data, const struct leak *leak)
{
    struct searched *searched = data;
    struct expiring *expiring = &searched->expiries->items[leak->held - searched->expiries->held];
    bool is_looked_for = leak->fact == LEAK_TITLE || leak->fact == LEAK_ADDRESS;
    if (!is_looked_for || expiring->told_of == searched->source ||
        goes_with(searched->expiries, searched->source, expiring))
        return true;
    expiring->told_of = searched->source;
    report_words(searched, expiring, leak);
    return true;
}

/* Can an editor have put words there that come into the output? Of files that are copied, the site knows. */
static bool is_shown(const struct expiries *expiries, const struct source *source)
{
    if (!source->system_path.length)
        return false;
    if (!text_starts_with(source->path, content_folder))
        return !text_equal(source->path, TEXT("urls.lock"));
    const struct content_file *file =
        map_find(&expiries->session->content.by_path, text_from(source->path, content_folder.length));
    return file && file->kind != CONTENT_MEDIA;
}

static void search(struct expiries *expiries, uint32_t source, struct arena *arena)
{
    struct searched searched = { expiries, source,
        source_contents(&expiries->session->sources, source, arena) };
    leaks_visit(expiries->leaks, searched.contents, visit_words, &searched);
    arena_reset(arena);
}

static void check_words(struct expiries *expiries)
{
    const struct sources *sources = &expiries->session->sources;
    const struct object_list *media = &expiries->session->site->media;
    struct arena arena;
    arena_init(&arena);
    for (uint32_t i = 1; i < sources->count; i++)
        if (is_shown(expiries, source_at(sources, i)))
            search(expiries, i, &arena);
    for (size_t i = 0; i < media->count; i++)
        search(expiries, ((const struct media *)media->items[i])->source, &arena);
    arena_release(&arena);
}

static void check_file(
    struct expiries *expiries, const struct draft *draft, text path, span where, const char *hint)
{
    const struct expiring *expiring = owner_of(expiries, path);
    if (!expiring || is_gone_by(draft, expiring))
        return;
    struct diagnostics *diagnostics = &expiries->session->diagnostics;
    diagnostic_hint(diagnostics,
        diagnostic_warning(diagnostics, where, "after-expiry",
            "'content/%.*s' goes with '%.*s', which expires on %.*s; the build of that day stops where it is "
            "shown",
            TEXT_ARGS(path), TEXT_ARGS(held_of(expiries, expiring)->source_path),
            TEXT_ARGS(day_of(expiries, expiring))),
        "%s", hint);
}

static void check_lead_image(
    struct expiries *expiries, const struct draft *draft, const struct spanned_text *lead, const char *hint)
{
    text path = lead->text.length
                    ? draft_file_path(draft, expiries->session->unicode, expiries->arena, lead->text)
                    : TEXT_NONE;
    if (path.length)
        check_file(expiries, draft, path, lead->where, hint);
}

static void check_attachment(
    struct expiries *expiries, const struct draft *draft, const struct spanned_text *written)
{
    text path = assemble_attachment_path(
        &expiries->session->config, draft, expiries->session->unicode, expiries->arena, written->text);
    if (path.length)
        check_file(
            expiries, draft, path, written->where, "put a file that others have into a folder of its own");
}

static void check_files_of(struct expiries *expiries, const struct draft *draft)
{
    static const char picture[] = "put a picture that others show into a folder of its own";
    const struct spanned_text *lead = draft->author ? &draft->author->image : &draft->front_matter.image.src;
    for (size_t i = 0; i < draft->body.reference_count; i++) {
        const struct reference *reference = &draft->body.references[i];
        if (reference->kind == REFERENCE_IMAGE && reference->content_path.length)
            check_file(expiries, draft, reference->content_path, reference->where, picture);
    }
    check_lead_image(expiries, draft, lead, picture);
    for (size_t i = 0; i < draft->front_matter.attachment_count; i++)
        check_attachment(expiries, draft, &draft->front_matter.attachments[i].file);
}

/* The draft of a published text that will expire; NULL: the text stays. */
static const struct draft *ending(const struct expiries *expiries, uint32_t source)
{
    const struct draft *draft = expiries->drafts[source];
    return draft && draft->front_matter.expires.date.is_set ? draft : NULL;
}

static void add(struct expiries *expiries, const struct draft *draft, struct held_back held)
{
    struct expiring *expiring = &expiries->items[expiries->count];
    held.aliases = spanned_list_texts(expiries->arena, &draft->front_matter.aliases);
    held.written_title = draft->front_matter.title.text;
    held.until = draft->front_matter.expires.date;
    expiring->draft = draft;
    expiries->held[expiries->count++] = held;
    map_set(&expiries->by_address, held.address, expiring);
    if (draft->file->is_bundle)
        map_set(&expiries->bundles, path_folder(draft->file->path), expiring);
}

/* What an article and a page are called alike. */
#define AS_HELD(thing)                                                                                       \
    ((struct held_back){ .source_path = (thing)->source_path,                                                \
        .id = (thing)->id,                                                                                   \
        .title = (thing)->title,                                                                             \
        .html_title = (thing)->html_title,                                                                   \
        .address = (thing)->address })

/* Parts what expires from what stays, which is all that the site gets. */
static void part(struct expiries *expiries, struct site *site)
{
    struct growing_objects articles = { 0 }, pages = { 0 };
    size_t most = site->articles.count + site->pages.count;
    expiries->held = arena_new_array(expiries->arena, struct held_back, most);
    expiries->items = arena_new_array(expiries->arena, struct expiring, most);
    for (size_t i = 0; i < site->articles.count; i++) {
        const struct article *article = site->articles.items[i];
        const struct draft *draft = ending(expiries, article->source);
        if (draft)
            add(expiries, draft, AS_HELD(article));
        else
            *list_add(expiries->arena, &articles) = (void *)article;
    }
    for (size_t i = 0; i < site->pages.count; i++) {
        const struct page *page = site->pages.items[i];
        const struct draft *draft = ending(expiries, page->source);
        if (draft)
            add(expiries, draft, AS_HELD(page));
        else
            *list_add(expiries->arena, &pages) = (void *)page;
    }
    site->articles = object_list_of(&articles);
    site->pages = object_list_of(&pages);
}

static void leave_redirects_out(const struct expiries *expiries, struct site *site)
{
    struct redirect *kept = arena_new_array(expiries->arena, struct redirect, site->redirect_count);
    size_t count = 0;
    for (size_t i = 0; i < site->redirect_count; i++)
        if (!map_contains(&expiries->by_address, site->redirects[i].target))
            kept[count++] = site->redirects[i];
    site->redirects = kept;
    site->redirect_count = count;
}

static void open_leaks(struct expiries *expiries, struct site *site)
{
    leave_redirects_out(expiries, site);
    site->held_back = expiries->held;
    site->held_back_count = expiries->count;
    site->coming_count = 0;
    expiries->leaks = leaks_open(expiries->arena, site, &(struct content){ 0 });
}

void expiries_check(struct session *session)
{
    struct expiries expiries = { .session = session, .arena = &session->arena };
    struct site without = *session->site;
    map_init(&expiries.by_address, expiries.arena);
    map_init(&expiries.bundles, expiries.arena);
    expiries.drafts = arena_new_array(expiries.arena, const struct draft *, session->sources.count);
    for (size_t i = 0; i < session->draft_count; i++)
        if (session->drafts[i])
            expiries.drafts[session->drafts[i]->file->source] = session->drafts[i];
    part(&expiries, &without);
    if (!expiries.count)
        return;
    open_leaks(&expiries, &without);
    if (expiries.leaks)
        check_words(&expiries);
    for (size_t i = 0; i < session->draft_count; i++)
        if (session->drafts[i])
            check_files_of(&expiries, session->drafts[i]);
}
