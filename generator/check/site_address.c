/* SPDX-License-Identifier: MIT */
/* A site that says it stands where no reader finds it: feeds, canonical links and the sitemap would say so.
 */
#include "base/count.h"
#include "check/check.h"
#include "model/url.h"

/* Names that are kept for examples and for a machine's own (RFC 2606, RFC 6761), and that people leave in
 * settings. */
static const text placeholders[] = { TEXT_INIT("example.com"), TEXT_INIT("example.net"),
    TEXT_INIT("example.org"), TEXT_INIT("localhost"), TEXT_INIT("127.0.0.1"), TEXT_INIT("0.0.0.0"),
    TEXT_INIT("[::1]") };

static bool is_placeholder(text host)
{
    for (size_t i = 0; i < COUNT(placeholders); i++)
        if (host_is_within(host, placeholders[i]))
            return true;
    return false;
}

/* One that --base-url gives is for a look at it. */
void check_site_address(struct checking *checking)
{
    const struct config *config = checking->subject->site->config;
    text host = host_without_port(url_host(config->base_url));
    if (!config->base_url_where.source || !is_placeholder(host))
        return;
    diagnostic_hint(checking->diagnostics,
        check_report(checking, config->base_url_where, "no reader finds the site at '%.*s'", TEXT_ARGS(host)),
        "write the address at which it will stand: feeds, canonical links and the sitemap are made with it");
}
