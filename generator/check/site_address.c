/* SPDX-License-Identifier: MIT */
/* A site that says it stands where no reader finds it: feeds, canonical links and the sitemap would say so.
 */
#include "check/check.h"
#include "model/url.h"

/* Names that are kept for examples and for a machine's own (RFC 2606, RFC 6761), and that people leave in
 * settings. */
static const text placeholders[] = { TEXT_INIT("example.com"), TEXT_INIT("example.net"),
    TEXT_INIT("example.org"), TEXT_INIT("localhost"), TEXT_INIT("127.0.0.1"), TEXT_INIT("0.0.0.0"),
    TEXT_INIT("[::1]") };

static text without_port(text host)
{
    size_t colon = text_find_last_byte(host, ':');
    return colon == SIZE_MAX || text_ends_with(host, TEXT("]")) ? host : text_slice(host, 0, colon);
}

/* "archive.example.org" is one too. */
static bool is_placeholder(text host)
{
    for (size_t i = 0; i < sizeof placeholders / sizeof *placeholders; i++) {
        text name = placeholders[i];
        if (host.length < name.length)
            continue;
        size_t start = host.length - name.length;
        if (text_equal_ignoring_ascii_case(text_from(host, start), name) &&
            (start == 0 || host.bytes[start - 1] == '.'))
            return true;
    }
    return false;
}

/* One that --base-url gives is for a look at it. */
void check_site_address(struct checking *checking)
{
    const struct config *config = checking->subject->site->config;
    text host = without_port(url_host(config->base_url));
    if (!config->base_url_where.source || !is_placeholder(host))
        return;
    diagnostic_hint(checking->diagnostics,
        check_report(checking, config->base_url_where, "no reader finds the site at '%.*s'", TEXT_ARGS(host)),
        "write the address at which it will stand: feeds, canonical links and the sitemap are made with it");
}
