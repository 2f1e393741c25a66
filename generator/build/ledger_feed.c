/* SPDX-License-Identifier: MIT */
/*
 * Programs that read feeds tell entries by their ids, which name the domain of the site (RFC 4151). Under
 * another domain they would show everything anew, and nothing brings the old ids back once those who
 * subscribed have the new ones. So this is a warning until site.yml says which it shall be. They name the
 * file of the text as well, and the day of its date: when one of these is another, one entry is shown anew.
 *
 * Where the site stands is recorded beside: the addresses of the ledger begin behind it.
 */
#include "build/ledger_stage.h"
#include "base/list.h"
#include "load/yaml_scalar.h"
#include "model/url.h"
#include "output/kinds.h"

static struct ledger_entry *feed_of(const struct ledger *ledger)
{
    struct ledger_entry *entry = map_find(&ledger->by_address, TEXT("/feed.xml"));
    return entry && entry->kind == LEDGER_FEED ? entry : NULL;
}

/* A look at it, or settings that nobody has finished. */
static bool is_tried_out(const struct config *config)
{
    return !config->base_url_where.source ||
           host_is_placeholder(host_without_port(url_host(config->base_url)));
}

text ledger_feed_authority(const struct ledger_stage *stage)
{
    const struct config *config = stage->site->config;
    if (config->feed_authority.bytes || !is_tried_out(config))
        return url_feed_authority(config);
    const struct ledger_entry *known = feed_of(&stage->old);
    return known ? known->id : TEXT_NONE;
}

text ledger_site_address(const struct ledger_stage *stage)
{
    if (!is_tried_out(stage->site->config))
        return stage->site->config->base_url;
    const struct ledger_entry *known = feed_of(&stage->old);
    return known ? known->base_url : TEXT_NONE;
}

/* Servers lead on from http: to https: by themselves; not back, and to no other host or path. */
static bool has_moved(text before, text now)
{
    text old_host = url_host(before), new_host = url_host(now);
    text old_path = text_from(before, (size_t)(old_host.bytes - before.bytes) + old_host.length),
         new_path = text_from(now, (size_t)(new_host.bytes - now.bytes) + new_host.length);
    return !text_equal_ignoring_ascii_case(old_host, new_host) || !text_equal(old_path, new_path) ||
           (text_starts_with_ignoring_ascii_case(before, TEXT("https:")) &&
               !text_starts_with_ignoring_ascii_case(now, TEXT("https:")));
}

void ledger_check_site_address(struct ledger_stage *stage)
{
    const struct ledger_entry *before = feed_of(&stage->old), *now = feed_of(&stage->next);
    if (!before || !now || !before->base_url.bytes || !has_moved(before->base_url, now->base_url))
        return;
    struct diagnostic *diagnostic =
        diagnostic_warning(stage->diagnostics, stage->site->config->base_url_where, "moved-site",
            "every address is another one now: the site stood at '%.*s'", TEXT_ARGS(before->base_url));
    diagnostic_note(stage->diagnostics, diagnostic, before->where, "recorded here");
    bool is_within = text_starts_with(now->base_url, text_concat(stage->arena, before->base_url, TEXT("/")));
    text but = is_within ? text_format(stage->arena, " (but those below %.*s/)", TEXT_ARGS(now->base_url))
                         : TEXT("");
    diagnostic_hint(stage->diagnostics, diagnostic,
        "have the server lead on from each address below %.*s/%.*s to the same path below %.*s/; or write "
        "base_url: %.*s",
        TEXT_ARGS(before->base_url), TEXT_ARGS(but), TEXT_ARGS(now->base_url), TEXT_ARGS(before->base_url));
}

void ledger_check_feed(struct ledger_stage *stage)
{
    const struct config *config = stage->site->config;
    const struct ledger_entry *before = feed_of(&stage->old);
    struct ledger_entry *now = feed_of(&stage->next);
    if (!before || !now || text_equal(before->id, now->id) || config->feed_authority.bytes)
        return;
    struct diagnostic *diagnostic =
        diagnostic_warning(stage->diagnostics, config->base_url_where, "changed-feed-ids",
            "those who read the feeds would see everything anew: the ids of entries were of '%.*s'",
            TEXT_ARGS(before->id));
    text old = yaml_scalar_write(stage->arena, before->id), new = yaml_scalar_write(stage->arena, now->id);
    diagnostic_hint(stage->diagnostics, diagnostic,
        "write feeds: {authority: %.*s} in site.yml, and the ids stay; or authority: %.*s", TEXT_ARGS(old),
        TEXT_ARGS(new));
    now->id = before->id;
}

/* An entry with the very words that was of a file which is no more; NULL when there is none. */
static const struct ledger_entry *former_at(
    const struct ledger_stage *stage, const struct article *article, text address)
{
    const struct ledger_entry *now = map_find(&stage->next.by_address, article->address),
                              *before = map_find(&stage->old.by_address, address);
    if (!now || !before || before->kind != LEDGER_ARTICLE || !text_equal(before->words, now->words) ||
        map_contains(stage->site->articles_by_id, before->id))
        return NULL;
    return before;
}

/* The line of a file that was renamed to the article's; NULL when there is none. */
static const struct ledger_entry *former_file(const struct ledger_stage *stage, const struct article *article)
{
    const struct ledger_entry *before = former_at(stage, article, article->address);
    for (size_t i = 0; i < article->aliases.count && !before; i++)
        before = former_at(stage, article, article->aliases.items[i]);
    return before;
}

/* An article that is called otherwise in feeds than it was. */
struct renamed_entry {
    const struct article *article;
    text former; /* what it was called */
    text file;   /* what had its entry, when it was not this file; it may have had a guid */
    struct day recorded;
    const char *why;
    bool is_told;
};

/* False: it is called what it was, or has an id of its own. */
static bool is_renamed(
    const struct ledger_stage *stage, const struct ledger_entry *now, struct renamed_entry *entry)
{
    const struct config *config = stage->site->config;
    const struct ledger_entry *known = map_find(&stage->old.articles_by_id, now->id);
    if (known && (!known->published.bytes || text_equal(known->published, now->published)))
        return false;
    const struct article *article = map_find(stage->site->articles_by_id, now->id);
    const struct ledger_entry *before = known ? known : former_file(stage, article);
    struct date recorded;
    if (!before ||
        !text_equal(article->tag_uri, url_entry_id(config, stage->arena, article->date.day, article->id)))
        return false;
    if (!before->published.bytes || date_parse(before->published, config->zone, &recorded) != DATE_OK)
        recorded = article->date;
    text former = url_entry_id(config, stage->arena, recorded.day, before->id);
    *entry = (struct renamed_entry){ article, former, known ? TEXT_NONE : before->id, recorded.day,
        known ? "date is of another day" : "file has another name", false };
    return !text_equal(former, article->tag_uri);
}

/* Whoever read the feed on the day that was recorded saw the newest only, as many as it has. */
static bool was_in_feed(const struct ledger_stage *stage, const struct listing *feed, struct day recorded)
{
    int64_t limit = stage->site->config->feed_limit;
    int64_t count = (int64_t)feed->articles.count;
    if (feed->total <= limit || count < limit)
        return true;
    const struct article *oldest = feed->articles.items[count - 1];
    return recorded.number >= oldest->date.day.number;
}

static void tell(struct ledger_stage *stage, struct renamed_entry *entry)
{
    struct diagnostic *diagnostic =
        diagnostic_warning(stage->diagnostics, (span){ entry->article->source, 0, 0 }, "changed-feed-ids",
            "those who read the feeds would see this anew: its %s", entry->why);
    text other = entry->file.bytes
                     ? text_format(stage->arena, ", or the guid: that '%.*s' had, if it had one",
                           TEXT_ARGS(entry->file))
                     : TEXT("");
    diagnostic_hint(stage->diagnostics, diagnostic, "write guid: %.*s%.*s, and the id of its entry stays",
        TEXT_ARGS(yaml_scalar_write(stage->arena, entry->former)), TEXT_ARGS(other));
    entry->is_told = true;
}

void ledger_check_feed_entries(struct ledger_stage *stage, const struct output_plan *plan)
{
    struct {
        struct renamed_entry *items;
        size_t count, capacity;
    } renamed = { 0 };
    struct renamed_entry entry;
    for (size_t i = 0; i < stage->next.count; i++)
        if (stage->next.items[i].kind == LEDGER_ARTICLE && is_renamed(stage, &stage->next.items[i], &entry))
            *list_add(stage->arena, &renamed) = entry;
    for (size_t i = 0; renamed.count && i < plan->outputs.count; i++) {
        const struct output *output = &plan->outputs.items[i];
        if (output->kind->render != feed_render)
            continue;
        for (size_t k = 0; k < renamed.count; k++)
            if (!renamed.items[k].is_told &&
                object_list_contains(&output->listing->articles, renamed.items[k].article) &&
                was_in_feed(stage, output->listing, renamed.items[k].recorded))
                tell(stage, &renamed.items[k]);
    }
}
