/* SPDX-License-Identifier: MIT */
/*
 * What this build publishes, as lines of a ledger: articles and standing pages with their aliases, the first
 * page of every list, files, whose the ids of the feed's entries are, and where the site stands.
 */
#include "build/ledger_stage.h"
#include "base/count.h"
#include "base/list.h"
#include "base/media_type.h"
#include "base/path.h"
#include "build/cache.h"
#include "model/author.h"
#include "output/kinds.h"

static void add(struct ledger_stage *stage, text address, enum ledger_kind kind, text id)
{
    if (address.bytes)
        *list_add(stage->arena, &stage->next) =
            (struct ledger_entry){ .address = address, .kind = kind, .id = id };
}

static void add_aliases(
    struct ledger_stage *stage, const struct text_list *aliases, enum ledger_kind kind, text id)
{
    for (size_t i = 0; i < aliases->count; i++) {
        map_set(&stage->aliases, aliases->items[i], stage);
        add(stage, aliases->items[i], kind, id);
    }
}

/* The newest day of its public history, or of its publication. */
static const struct date *last_note(const struct article *article)
{
    const struct date *newest = article->updated.is_set ? &article->updated : NULL;
    for (size_t i = 0; i < article->changes.count; i++) {
        const struct change *change = article->changes.items[i];
        if (!newest || date_compare(&change->date, newest) > 0)
            newest = &change->date;
    }
    return newest ? newest : &article->date;
}

static int64_t note_count(const struct article *article)
{
    return article->changes.count ? (int64_t)article->changes.count : article->is_update_given;
}

static void set_words(struct ledger_stage *stage, struct ledger_entry *entry, const struct article *article)
{
    entry->words = digest_hex(stage->arena, article->text_digest, 16);
}

static void add_article(struct ledger_stage *stage, const struct article *article)
{
    add(stage, article->address, LEDGER_ARTICLE, article->id);
    struct ledger_entry *entry = &stage->next.items[stage->next.count - 1];
    const struct date *newest = last_note(article);
    entry->published = date_iso(stage->arena, &article->date);
    entry->changed = newest == &article->date ? entry->published : date_iso(stage->arena, newest);
    entry->note_count = note_count(article);
    entry->authors = ledger_authors(stage->arena, article);
    if (!article_is_current(article))
        entry->status = article->status.kind;
    set_words(stage, entry, article);
    add_aliases(stage, &article->aliases, LEDGER_ALIAS, article->id);
}

/* Is it among the articles, pages, redirects and what is gone, or what is shown at no address? */
static bool is_added_elsewhere(const struct output *output)
{
    bool (*render)(struct renderer *, const struct output *) = output->kind->render;
    return render == article_render || render == standing_page_render || render == redirect_render ||
           render == gone_render || render == not_found_render;
}

/* A page that lists, the first one of its list. */
static bool is_list(const struct output *output)
{
    return output->kind->layout && output_is_html(output) &&
           !(output->listing && output->listing->number > 1);
}

/* A file that others lead to: a report, a table, a recording. What a page shows by itself, pictures, fonts,
 * styles and scripts, and what speaks to hosts (".nojekyll", "CNAME") is none. */
static bool is_file(const struct output *output)
{
    static const text types[] = { TEXT_INIT("text/css"), TEXT_INIT("text/javascript") };
    if (output->kind->render != media_render)
        return false;
    text type = media_type_of(output->path);
    return path_extension(output->path).length && !text_starts_with(type, TEXT("image/")) &&
           !text_starts_with(type, TEXT("font/")) && !text_is_one_of(type, types, COUNT(types));
}

/* The file that was recorded at the address; NULL: none was. What answers for it now may be a file of the
 * layouts, or the site's feed. */
static const struct ledger_entry *recorded_file(const struct ledger_stage *stage, const struct output *output)
{
    const struct ledger_entry *known = map_find(&stage->old.by_address, output->address);
    return known && known->kind == LEDGER_FILE ? known : NULL;
}

/* False: it is not copied from content/, or cannot be read, which is said when it is copied. */
static bool digest_file(struct ledger_stage *stage, const struct output *output, struct digest *digest)
{
    if (output->kind->render != media_render)
        return false;
    const struct media *media = output->subject;
    const struct content_file *file = map_find(&stage->content->by_path, media->path);
    return cache_digest_medium(
        stage->cache, stage->content_folder, (size_t)(file - stage->content->files), digest);
}

/* What cannot be told stays what it was. */
static void add_file(struct ledger_stage *stage, const struct output *output)
{
    const struct ledger_entry *known = recorded_file(stage, output);
    struct digest digest = { 0 };
    bool is_told = digest_file(stage, output, &digest), was_told = known && known->words.bytes;
    add(stage, output->address, LEDGER_FILE, TEXT_NONE);
    stage->next.items[stage->next.count - 1].words =
        is_told || !was_told ? digest_hex(stage->arena, digest, 16) : known->words;
}

/* Those of authors, of terms and of site.yml, some of which lead to a text. */
static void add_other_aliases(struct ledger_stage *stage)
{
    const struct site *site = stage->site;
    struct map texts;
    map_init(&texts, stage->arena);
    for (size_t i = 0; site->config->alias_count && i < stage->next.count; i++) {
        const struct ledger_entry *entry = &stage->next.items[i];
        if (entry->kind == LEDGER_ARTICLE || entry->kind == LEDGER_PAGE)
            map_set(&texts, entry->address, (void *)(uintptr_t)(i + 1));
    }
    for (size_t i = 0; i < site->redirect_count; i++) {
        const struct redirect *redirect = &site->redirects[i];
        uintptr_t number = (uintptr_t)map_find(&texts, redirect->target);
        const struct ledger_entry *to = number ? &stage->next.items[number - 1] : NULL;
        if (!map_contains(&stage->aliases, redirect->address))
            add(stage, redirect->address,
                !to                          ? LEDGER_LIST
                : to->kind == LEDGER_ARTICLE ? LEDGER_ALIAS
                                             : LEDGER_PAGE_ALIAS,
                to ? to->id : TEXT_NONE);
    }
}

static void add_things(struct ledger_stage *stage, size_t output_count)
{
    const struct site *site = stage->site;
    /* Most outputs are pages of articles and lists. */
    list_reserve(stage->arena, &stage->next, output_count + site->redirect_count);
    for (size_t i = 0; i < site->articles.count; i++)
        add_article(stage, site->articles.items[i]);
    for (size_t i = 0; i < site->pages.count; i++) {
        const struct page *page = site->pages.items[i];
        add(stage, page->address, LEDGER_PAGE, page->id);
        add_aliases(stage, &page->aliases, LEDGER_PAGE_ALIAS, page->id);
    }
    add_other_aliases(stage);
    for (size_t i = 0; i < site->gone_count; i++)
        add(stage, site->gone[i].address, LEDGER_GONE, TEXT_NONE);
    text authority = ledger_feed_authority(stage);
    if (authority.bytes) {
        add(stage, TEXT("/feed.xml"), LEDGER_FEED, authority);
        stage->next.items[stage->next.count - 1].base_url = ledger_site_address(stage);
    }
}

static void renew_words(struct ledger_stage *stage)
{
    for (size_t i = 0; i < stage->next.count; i++) {
        struct ledger_entry *entry = &stage->next.items[i];
        if (entry->kind == LEDGER_ARTICLE)
            set_words(stage, entry, map_find(stage->site->articles_by_id, entry->id));
    }
}

static void set_names(struct ledger_stage *stage)
{
    for (size_t i = 0; i < stage->site->authors.count; i++) {
        const struct author *author = stage->site->authors.items[i];
        struct ledger_entry *entry = map_find(&stage->next.by_address, author->address);
        if (entry && entry->kind == LEDGER_LIST)
            entry->name = author->name;
    }
}

bool ledger_gather(struct ledger_stage *stage, const struct output_plan *plan)
{
    if (stage->output_count)
        renew_words(stage);
    else
        add_things(stage, plan->outputs.count);
    for (size_t i = stage->output_count; i < plan->outputs.count; i++) {
        const struct output *output = &plan->outputs.items[i];
        if (is_added_elsewhere(output))
            continue;
        if (is_list(output))
            add(stage, output->address, LEDGER_LIST, TEXT_NONE);
        else if (is_file(output) || recorded_file(stage, output))
            add_file(stage, output);
    }
    stage->output_count = plan->outputs.count;
    bool is_good =
        ledger_index(stage->arena, &stage->next, NULL, stage->is_rehearsed ? NULL : stage->diagnostics);
    set_names(stage);
    return is_good;
}
