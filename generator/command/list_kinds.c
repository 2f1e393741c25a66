/* SPDX-License-Identifier: MIT */
/* The kinds of things that can be listed: their columns, and how a row is filled. */
#include "base/count.h"
#include "base/path.h"
#include "command/list.h"
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>

#define COLUMNS(columns) columns, COUNT(columns)

static struct value source_path(struct arena *arena, const struct draft *draft)
{
    return value_text(text_format(arena, "content/%.*s", TEXT_ARGS(draft->file->path)));
}

static const struct column article_columns[] = { { .name = "date" }, { .name = "id" }, { .name = "title" },
    { .name = "authors" }, { .name = "tags", .is_machine = true }, { .name = "type", .is_machine = true },
    { .name = "status", .is_machine = true }, { .name = "updated", .is_machine = true },
    { .name = "words", .is_number = true, .is_machine = true }, { .name = "address", .is_machine = true },
    { .name = "source", .is_machine = true } };

static void add_article(struct table *table, const struct listed_article *listed)
{
    const struct article *article = listed->article;
    if (!article)
        return;
    struct value *row = table_add(table);
    row[0] = value_date(&article->date);
    row[1] = value_text(article->id);
    row[2] = value_text(article->title);
    row[3] = listing_authors(table->arena, listed);
    row[4] = listing_tags(table->arena, listed);
    row[5] = value_text(article->type);
    row[6] = value_text(article->status.kind);
    row[7] = value_date(&article->updated);
    row[8] = value_integer(article->words);
    row[9] = value_text(article->address);
    row[10] = source_path(table->arena, listed->draft);
}

static void fill_articles(const struct listing_request *request, struct table *table)
{
    listing_each(request, table, add_article);
}

static const struct column held_columns[] = { { .name = "date" }, { .name = "until" }, { .name = "id" },
    { .name = "title" }, { .name = "authors" }, { .name = "tags", .is_machine = true },
    { .name = "type", .is_machine = true }, { .name = "address", .is_machine = true },
    { .name = "source", .is_machine = true }, { .name = "change", .is_machine = true } };

/* Something that waits: a whole article, or a change of one that is published. */
static void add_waiting(struct table *table, const struct listed_article *listed, const struct date *until)
{
    const struct held_back *held = listed->held;
    const struct article *article = listed->article;
    text type = listed->draft->front_matter.type.text;
    struct value *row = table_add(table);
    row[0] = value_date(&listed->draft->front_matter.date.date);
    row[1] = value_date(until);
    row[2] = value_text(held ? held->id : article->id);
    row[3] = value_text(held ? held->title : article->title);
    row[4] = listing_authors(table->arena, listed);
    row[5] = listing_tags(table->arena, listed);
    row[6] = value_text(type.bytes ? type : TEXT("briefing"));
    row[7] = value_text(held ? held->address : article->address);
    row[8] = source_path(table->arena, listed->draft);
    row[9] = value_bool(!held);
}

static void add_held(struct table *table, const struct listed_article *listed, enum hold hold)
{
    if (listed->held && listed->held->hold == hold)
        add_waiting(table, listed, &listed->held->until);
}

static void add_draft(struct table *table, const struct listed_article *listed)
{
    add_held(table, listed, HOLD_DRAFT);
}

static void fill_drafts(const struct listing_request *request, struct table *table)
{
    listing_each(request, table, add_draft);
}

static int compare_moments(const void *a, const void *b)
{
    return date_compare(*(const struct date *const *)a, *(const struct date *const *)b);
}

/* Where what is coming to the source begins, if anything is: all of it is in the order of sources. */
static size_t first_coming(const struct site *site, text source_path)
{
    size_t low = 0, high = site->coming_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (text_compare(site->coming[middle].source_path, source_path) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The changes of a published article that wait, in their order; several at one moment are one. */
static void add_coming(struct table *table, const struct listed_article *listed)
{
    if (!listed->article)
        return;
    const struct site *site = listed->site;
    text source = listed->article->source_path;
    size_t first = first_coming(site, source), end = first;
    while (end < site->coming_count && text_equal(site->coming[end].source_path, source))
        end++;
    const struct date **moments = arena_new_array(table->arena, const struct date *, end - first);
    for (size_t i = first; i < end; i++)
        moments[i - first] = &site->coming[i].until;
    if (end > first)
        qsort(moments, end - first, sizeof *moments, compare_moments);
    for (size_t i = 0; i < end - first; i++)
        if (!i || compare_moments(&moments[i - 1], &moments[i]) != 0)
            add_waiting(table, listed, moments[i]);
}

static void add_scheduled(struct table *table, const struct listed_article *listed)
{
    add_held(table, listed, HOLD_SCHEDULED);
    add_coming(table, listed);
}

static void fill_scheduled(const struct listing_request *request, struct table *table)
{
    listing_each(request, table, add_scheduled);
    table_sort(table, 1, false);
}

static void add_expired(struct table *table, const struct listed_article *listed)
{
    add_held(table, listed, HOLD_EXPIRED);
}

static void fill_expired(const struct listing_request *request, struct table *table)
{
    listing_each(request, table, add_expired);
    table_sort(table, 1, true);
}

static const struct column withdrawn_columns[] = { { .name = "status_date" }, { .name = "status" },
    { .name = "id" }, { .name = "title" }, { .name = "superseded_by" },
    { .name = "reason", .is_machine = true }, { .name = "address", .is_machine = true },
    { .name = "source", .is_machine = true } };

static void add_withdrawn(struct table *table, const struct listed_article *listed)
{
    const struct article *article = listed->article;
    if (!article || article_is_current(article))
        return;
    struct value *row = table_add(table);
    row[0] = value_date(&article->status.date);
    row[1] = value_text(article->status.kind);
    row[2] = value_text(article->id);
    row[3] = value_text(article->title);
    row[4] = value_text(article->status.superseded_by ? article->status.superseded_by->id : TEXT_NONE);
    row[5] = value_text(listed->draft->front_matter.status_reason.text);
    row[6] = value_text(article->address);
    row[7] = source_path(table->arena, listed->draft);
}

static void fill_withdrawn(const struct listing_request *request, struct table *table)
{
    listing_each(request, table, add_withdrawn);
    table_sort(table, 0, true);
}

static const struct column correction_columns[] = { { .name = "date" }, { .name = "id" }, { .name = "note" },
    { .name = "title", .is_machine = true }, { .name = "address", .is_machine = true },
    { .name = "source", .is_machine = true } };

/* Those that readers see; what is to come stands among what is scheduled. */
static void add_corrections(struct table *table, const struct listed_article *listed)
{
    const struct front_matter *facts = &listed->draft->front_matter;
    for (size_t i = 0; listed->article && i < facts->change_count; i++) {
        const struct front_matter_change *change = &facts->changes[i];
        if (change->type != CHANGE_CORRECTION || !moment_is_due(&change->date.date, listed->gate))
            continue;
        struct value *row = table_add(table);
        row[0] = value_date(&change->date.date);
        row[1] = value_text(listed->article->id);
        row[2] = value_text(change->note.text);
        row[3] = value_text(listed->article->title);
        row[4] = value_text(listed->article->address);
        row[5] = source_path(table->arena, listed->draft);
    }
}

static void fill_corrections(const struct listing_request *request, struct table *table)
{
    listing_each(request, table, add_corrections);
    table_sort(table, 0, true);
}

static const struct column review_columns[] = { { .name = "review_by" }, { .name = "reviewed" },
    { .name = "id" }, { .name = "title" }, { .name = "due", .is_machine = true },
    { .name = "address", .is_machine = true }, { .name = "source", .is_machine = true } };

struct reviewed {
    text id, title, address, source_path;
    const struct date *reviewed, *review_by;
};

static void add_review(struct table *table, const struct gate *gate, const struct reviewed *thing)
{
    if (!thing->review_by->is_set)
        return;
    struct value *row = table_add(table);
    row[0] = value_date(thing->review_by);
    row[1] = value_date(thing->reviewed);
    row[2] = value_text(thing->id);
    row[3] = value_text(thing->title);
    row[4] = value_bool(moment_is_due(thing->review_by, gate));
    row[5] = value_text(thing->address);
    row[6] = value_text(thing->source_path);
}

static void add_article_review(struct table *table, const struct listed_article *listed)
{
    const struct article *article = listed->article;
    if (article && article_is_current(article))
        add_review(table, listed->gate,
            &(struct reviewed){ article->id, article->title, article->address, article->source_path,
                &article->reviewed, &article->review_by });
}

/* Standing pages too, which have nothing that the filters ask for. */
static void fill_reviews(const struct listing_request *request, struct table *table)
{
    const struct session *session = request->session;
    listing_each(request, table, add_article_review);
    for (size_t i = 0; !listing_is_narrowed(request) && i < session->site->pages.count; i++) {
        const struct page *page = session->site->pages.items[i];
        add_review(table, &session->gate,
            &(struct reviewed){
                page->id, page->title, page->address, page->source_path, &page->reviewed, &page->review_by });
    }
    table_sort(table, 0, false);
}

static const struct column author_columns[] = { { .name = "id" }, { .name = "name" },
    { .name = "articles", .is_number = true }, { .name = "latest" }, { .name = "role", .is_machine = true },
    { .name = "address", .is_machine = true }, { .name = "source", .is_machine = true } };

static void add_author(struct table *table, const struct author *author, text address)
{
    const struct article *latest = author->articles.count ? author->articles.items[0] : NULL;
    struct value *row = table_add(table);
    row[0] = value_text(author->id);
    row[1] = value_text(author->name);
    row[2] = value_integer((int64_t)author->articles.count);
    row[3] = value_date(latest ? &latest->date : NULL);
    row[4] = value_text(author->role);
    row[5] = value_text(address);
    row[6] = value_text(author->source_path);
}

/* Those who are held back have no address yet. */
static void fill_authors(const struct listing_request *request, struct table *table)
{
    const struct site *site = request->session->site;
    for (size_t i = 0; i < site->authors.count; i++) {
        const struct author *author = site->authors.items[i];
        add_author(table, author, author->address);
    }
    for (size_t i = 0; i < site->held_authors->count; i++)
        add_author(table, site->held_authors->entries[i].value, TEXT_NONE);
}

static const struct column term_columns[] = { { .name = "slug" }, { .name = "name" },
    { .name = "articles", .is_number = true }, { .name = "latest" },
    { .name = "address", .is_machine = true }, { .name = "broader", .is_machine = true } };

/* Of the taxonomy that is listed, tags or any other. */
static void fill_terms(const struct listing_request *request, struct table *table)
{
    const struct site *site = request->session->site;
    text name = request->arguments->operands.items[0];
    for (size_t i = 0; i < site->taxonomies.count; i++) {
        const struct taxonomy *taxonomy = site->taxonomies.items[i];
        for (size_t k = 0; text_equal(taxonomy->name, name) && k < taxonomy->terms.count; k++) {
            const struct term *term = taxonomy->terms.items[k];
            const struct article *latest = term->articles.count ? term->articles.items[0] : NULL;
            struct value *row = table_add(table);
            row[0] = value_text(term->slug);
            row[1] = value_text(term->name);
            row[2] = value_integer((int64_t)term->articles.count);
            row[3] = value_date(latest ? &latest->date : NULL);
            row[4] = value_text(term->url.bytes ? term->address : TEXT_NONE);
            row[5] = value_text(term->broader ? term->broader->slug : TEXT_NONE);
        }
    }
}

static const struct column address_columns[] = { { .name = "address" }, { .name = "kind" },
    { .name = "from" }, { .name = "layout", .is_machine = true }, { .name = "path", .is_machine = true } };

static void add_rule(struct table *table, text address, const char *kind, const char *origin)
{
    struct value *row = table_add(table);
    row[0] = value_text(address);
    row[1] = value_text(text_of(kind));
    row[2] = value_text(text_format(table->arena, "%s '%.*s'", origin, TEXT_ARGS(address)));
}

/* What servers answer by their rules alone has no file. */
static void add_rules(const struct site *site, struct table *table)
{
    for (size_t i = 0; i < site->redirect_count; i++)
        add_rule(table, site->redirects[i].address, "redirect", "the alias");
    for (size_t i = 0; i < site->gone_count; i++)
        add_rule(table, site->gone[i].address, "gone", "gone:");
}

static void fill_addresses(const struct listing_request *request, struct table *table)
{
    const struct output_plan *plan = &request->session->plan;
    for (size_t i = 0; i < plan->outputs.count; i++) {
        const struct output *output = &plan->outputs.items[i];
        struct value *row = table_add(table);
        row[0] = value_text(output->address);
        row[1] = value_text(text_of(output->kind->name));
        row[2] = value_text(output->origin);
        row[3] = value_text(output_layout(output));
        row[4] = value_text(output->path);
    }
    if (!(request->session->config.redirects & REDIRECTS_HTML))
        add_rules(request->session->site, table);
}

static const struct column media_columns[] = { { .name = "path" }, { .name = "bytes", .is_number = true },
    { .name = "address", .is_machine = true } };

static void fill_media(const struct listing_request *request, struct table *table)
{
    struct session *session = request->session;
    for (size_t i = 0; i < session->site->media.count; i++) {
        const struct media *media = session->site->media.items[i];
        struct stat status;
        struct value *row = table_add(table);
        row[0] = value_text(text_format(table->arena, "content/%.*s", TEXT_ARGS(media->path)));
        if (fstatat(session->content_folder, text_to_string(table->arena, media->disk_path), &status,
                AT_SYMLINK_NOFOLLOW) == 0)
            row[1] = value_integer(status.st_size);
        row[2] = value_text(path_to_address(table->arena, media->path));
    }
}

const struct listing_kind listing_kinds[] = {
    { "articles", true, COLUMNS(article_columns), fill_articles },
    { "drafts", true, COLUMNS(held_columns), fill_drafts },
    { "scheduled", true, COLUMNS(held_columns), fill_scheduled },
    { "expired", true, COLUMNS(held_columns), fill_expired },
    { "withdrawn", true, COLUMNS(withdrawn_columns), fill_withdrawn },
    { "corrections", true, COLUMNS(correction_columns), fill_corrections },
    { "reviews", true, COLUMNS(review_columns), fill_reviews },
    { "authors", false, COLUMNS(author_columns), fill_authors },
    { "tags", false, COLUMNS(term_columns), fill_terms },
    { "addresses", false, COLUMNS(address_columns), fill_addresses },
    { "media", false, COLUMNS(media_columns), fill_media },
    /* to add one: its columns and its function, a row here, its word in list.c, docs/brief.md */
};
const size_t listing_kind_count = COUNT(listing_kinds);
