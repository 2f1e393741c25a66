/* SPDX-License-Identifier: MIT */
/*
 * Programs that read feeds tell entries by their ids, which name the domain of the site (RFC 4151). Under
 * another domain they would show everything anew, and nothing brings the old ids back once those who
 * subscribed have the new ones. So this is a warning until site.yml says which it shall be.
 */
#include "build/ledger_stage.h"
#include "load/yaml_scalar.h"
#include "model/url.h"

static struct ledger_entry *feed_of(const struct ledger *ledger)
{
    struct ledger_entry *entry = map_find(&ledger->by_address, TEXT("/feed.xml"));
    return entry && entry->kind == LEDGER_FEED ? entry : NULL;
}

text ledger_feed_authority(const struct ledger_stage *stage)
{
    const struct config *config = stage->site->config;
    text authority = url_feed_authority(config);
    bool is_tried_out = !config->base_url_where.source || host_is_placeholder(authority);
    if (config->feed_authority.bytes || !is_tried_out)
        return authority;
    const struct ledger_entry *known = feed_of(&stage->old);
    return known ? known->id : TEXT_NONE;
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
