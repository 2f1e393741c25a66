/* SPDX-License-Identifier: MIT */
/* A site that says it stands where no reader finds it: feeds, canonical links and the sitemap would say so.
 */
#include "check/check.h"
#include "model/url.h"

/* One that --base-url gives is for a look at it. */
void check_site_address(struct checking *checking)
{
    const struct config *config = checking->subject->site->config;
    text host = host_without_port(url_host(config->base_url));
    if (!config->base_url_where.source || !host_is_placeholder(host))
        return;
    diagnostic_hint(checking->diagnostics,
        check_report(checking, config->base_url_where, "no reader finds the site at '%.*s'", TEXT_ARGS(host)),
        "write the address at which it will stand: feeds, canonical links and the sitemap are made with it");
}
