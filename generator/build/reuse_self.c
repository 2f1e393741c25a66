/* SPDX-License-Identifier: MIT */
/*
 * What an output is by itself, without what its layout reads: place, kind, layout, the list it shows. And the
 * frame: what all outputs are made with. A change of the frame makes all of them anew.
 */
#include "base/count.h"
#include "build/ledger_stage.h"
#include "build/reuse.h"
#include "build/session.h"
#include "output/kinds.h"

/*
 * Kinds whose making reads the model through layouts and plugins only, or from the things that reuse_self
 * describes. Any other kind is taken to read everything.
 */
static bool (*const recorded[])(struct renderer *renderer, const struct output *output) = {
    article_render, standing_page_render, home_render, author_render, authors_render, plugin_page_render,
    corrections_feed_render, archive_render, year_render, month_render, corrections_render, not_found_render,
    feed_render, robots_render, redirect_render, asset_render, search_data_render, citations_render,
    citation_render, sitemap_render, sitemap_index_render, news_sitemap_render,
    /* to add one: its render function, after looking that it reads site, subject and listing only as
       described */
};

bool reuse_is_recorded(const struct output *output)
{
    for (size_t i = 0; i < COUNT(recorded); i++)
        if (output->kind->render == recorded[i])
            return true;
    return false;
}

static void put_things(const struct reuse *reuse, const struct object_list *list, struct buffer *out)
{
    things_put_number(out, list->count);
    for (size_t i = 0; i < list->count; i++) {
        size_t index = list->items[i] ? things_index(&reuse->things, list->items[i]) : SIZE_MAX;
        things_put_number(out, index == SIZE_MAX ? 0 : reuse->things.items[index].name);
    }
}

/* The addresses of the other pages follow from the first one and their number. */
static void put_listing(const struct reuse *reuse, const struct listing *listing, struct buffer *out)
{
    things_put_number(out, (uint64_t)listing->total);
    things_put_number(out, (uint64_t)listing->number);
    things_put_number(out, (uint64_t)listing->count);
    things_put_text(out, listing->base_url);
    put_things(reuse, &listing->articles, out);
    put_things(reuse, &listing->withdrawn, out);
    for (size_t i = 0; i < listing->groups.count; i++) {
        const struct listing_group *group = listing->groups.items[i];
        things_put_text(out, group->name);
        put_things(reuse, &group->articles, out);
    }
}

static bool put_plugin_page(const struct reuse *reuse, const struct plugin_page *page, struct buffer *out)
{
    things_put_text(out, page->plugin);
    things_put_text(out, page->title);
    things_put_text(out, page->layout);
    things_put_text(out, page->description);
    things_put_text(out, page->lang);
    things_put_number(out, page->is_noindex);
    things_put_number(out, page->has_list);
    things_put_number(out, page->has_feed);
    return things_describe(&reuse->things, &page->data, out) &&
           things_describe(&reuse->things, &page->subject, out);
}

static void put_feed(const struct reuse *reuse, const struct feed *feed, struct buffer *out)
{
    const void *things[] = { feed->author, feed->term, feed->taxonomy };
    things_put_text(out, feed->title);
    things_put_text(out, feed->description);
    things_put_text(out, feed->lang);
    things_put_text(out, feed->home);
    things_put_text(out, feed->place.address);
    things_put_number(out, feed->is_whole);
    put_things(reuse, &(struct object_list){ things, 3 }, out);
}

static void put_sitemap(const struct reuse *reuse, const struct sitemap *sitemap, struct buffer *out)
{
    things_put_number(out, sitemap->count);
    things_put_number(out, sitemap->part_count);
    for (size_t i = 0; i < sitemap->count; i++) {
        const struct sitemap_entry *entry = &sitemap->entries[i];
        struct value updated = value_date(entry->updated);
        things_put_text(out, entry->permalink);
        things_put_text(out, entry->lang);
        things_describe(&reuse->things, &updated, out);
        if (entry->translations)
            put_things(reuse, entry->translations, out);
    }
}

static bool put_subject(const struct reuse *reuse, const struct output *output, struct buffer *out)
{
    bool (*const render)(struct renderer *, const struct output *) = output->kind->render;
    const void *subject = output->subject;
    if (!subject)
        return true;
    size_t index = things_index(&reuse->things, subject);
    if (index != SIZE_MAX) {
        things_put_number(out, reuse->things.items[index].name);
        return true;
    }
    if (render == plugin_page_render)
        return put_plugin_page(reuse, subject, out);
    if (render == feed_render) {
        put_feed(reuse, subject, out);
        return true;
    }
    if (render == sitemap_render || render == sitemap_index_render) {
        put_sitemap(reuse, subject, out);
        return true;
    }
    if (render == redirect_render) {
        const struct redirect *redirect = subject;
        things_put_text(out, redirect->target_url);
        things_put_text(out, redirect->target_permalink);
        things_put_text(out, redirect->title);
        things_put_text(out, redirect->lang);
        return true;
    }
    /* A month is told by its address and its list, a file of layouts/ by the frame, a piece of the search
     * index by the digest in its name. */
    return render == month_render || render == asset_render || render == search_data_render;
}

bool reuse_medium_status(const struct session *session, const struct media *media, struct file_status *status)
{
    struct digest digest;
    const struct content_file *file = map_find(&session->content.by_path, media->path);
    if (file)
        cache_source(&session->cache, (size_t)(file - session->content.files), status, &digest);
    return file != NULL;
}

static bool put_file(const struct session *session, const struct media *media, struct buffer *out)
{
    struct file_status status;
    if (!reuse_medium_status(session, media, &status))
        return false;
    buffer_append(out, (text){ (const char *)&status, sizeof status });
    return true;
}

static struct output_self describe(const struct session *session, const struct output *output)
{
    const struct reuse *reuse = &session->reuse;
    struct buffer out;
    buffer_init(&out, NULL);
    things_put_text(&out, output->path);
    things_put_text(&out, output->address);
    things_put_text(&out, text_of(output->kind->name));
    things_put_text(&out, output_layout(output));
    bool is_said = put_subject(reuse, output, &out) || !reuse_is_recorded(output);
    if (output->listing)
        put_listing(reuse, output->listing, &out);
    if (output->kind->render == media_render)
        is_said = is_said && put_file(session, output->subject, &out);
    struct output_self self = { digest_of(buffer_text(&out)), is_said };
    buffer_release(&out);
    return self;
}

void reuse_look_ahead(struct session *session)
{
    struct reuse *reuse = &session->reuse;
    size_t count = session->plan.outputs.count;
    reuse->selves = arena_new_array(&session->arena, struct output_self, count);
    for (size_t i = 0; i < count; i++)
        reuse->selves[i] = describe(session, &session->plan.outputs.items[i]);
    reuse->self_count = count;
}

struct output_self reuse_self(const struct session *session, size_t output)
{
    const struct reuse *reuse = &session->reuse;
    return output < reuse->self_count ? reuse->selves[output]
                                      : describe(session, &session->plan.outputs.items[output]);
}

static void put_words(const struct session *session, const struct reuse *reuse, struct buffer *out)
{
    const struct value *data = &session->site->data;
    for (size_t i = 0; data->kind == VALUE_MAP && i < data->as.map->count; i++) {
        const struct value_map_entry *entry = &data->as.map->entries[i];
        if (!text_starts_with(entry->key, TEXT("strings.")))
            continue;
        things_put_text(out, entry->key);
        things_describe(&reuse->things, &entry->value, out);
    }
}

/* Every source that was read whole and may be read while pages are made: not the texts, which are things, and
 * not urls.lock, which says what was published and of which each build of a changed text writes a new one. */
static bool is_of_frame(const struct session *session, const struct source *source)
{
    bool is_ledger = session->ledger && source_at(&session->sources, session->ledger->old.source) == source;
    return source->contents.bytes && !is_ledger && !text_starts_with(source->path, TEXT("content/"));
}

/* To be read offline: an address is written as the way to its file, if there is one. */
static void put_paths(const struct session *session, struct buffer *out)
{
    for (size_t i = 0; session->config.is_offline && i < session->plan.outputs.count; i++)
        things_put_text(out, session->plan.outputs.items[i].path);
}

/* site.yml, layouts with assets and words, plugins. */
struct digest reuse_frame(struct session *session)
{
    struct buffer out;
    const struct build_options *options = session->options;
    buffer_init(&out, NULL);
    things_put_text(&out, options->base_url);
    buffer_print(&out, "%d %d %d %d ", options->shows_drafts, options->shows_scheduled, options->is_preview,
        options->is_offline);
    put_paths(session, &out);
    for (size_t i = 0; i < session->sources.count; i++) {
        const struct source *source = &session->sources.items[i];
        if (!is_of_frame(session, source))
            continue;
        struct digest digest = digest_of(source->contents);
        things_put_text(&out, source->path);
        buffer_append(&out, (text){ (const char *)&digest, sizeof digest });
    }
    put_words(session, &session->reuse, &out);
    struct digest frame = digest_of(buffer_text(&out));
    buffer_release(&out);
    return frame;
}
