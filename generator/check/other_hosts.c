/* SPDX-License-Identifier: MIT */
/*
 * What pages fetch from other hosts, where the site has headers written: their Content-Security-Policy names
 * this site alone, so that browsers show nothing in its place. A preview sends no policy and shows it. A site
 * that has a layout of its own for its headers knows better.
 */
#include "base/tag.h"
#include "check/check.h"
#include <string.h>

static const struct {
    unsigned host; /* REDIRECTS_… */
    text layout;
} policies[] = {
    { REDIRECTS_NETLIFY, TEXT_INIT("headers_netlify.txt") },
    { REDIRECTS_APACHE, TEXT_INIT("headers_apache.txt") },
    { REDIRECTS_NGINX, TEXT_INIT("headers_nginx.conf") },
    /* to add one: the layout that prints the policy */
};

/* The layout of brief that prints the policy; absent when there is no policy, or one of the site's own. */
static text policy_of(const struct check_subject *subject)
{
    text layout = TEXT_NONE;
    for (size_t i = 0; i < sizeof policies / sizeof *policies; i++) {
        if (!(subject->site->config->headers & policies[i].host))
            continue;
        for (size_t k = 0; k < subject->layout_count; k++)
            if (!subject->layouts[k].is_builtin && text_equal(subject->layouts[k].name, policies[i].layout))
                return TEXT_NONE;
        layout = layout.bytes ? layout : policies[i].layout;
    }
    return layout;
}

/* "example.org" of "https://example.org/x" and "//example.org/x"; absent for other addresses. */
static text host_of(text url)
{
    static const text starts[] = { TEXT_INIT("//"), TEXT_INIT("http://"), TEXT_INIT("https://") };
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        size_t start = starts[i].length, end = start;
        if (!text_equal_ignoring_ascii_case(text_slice(url, 0, start), starts[i]))
            continue;
        while (end < url.length && !strchr("/?#", url.bytes[end]))
            end++;
        return text_slice(url, start, end - start);
    }
    return TEXT_NONE;
}

struct search {
    struct checking *checking;
    text layout;
    const struct draft *draft;
    text contents;   /* of its source */
    struct map seen; /* the addresses that were reported of this draft */
};

/* Markdown may have written "&" where the HTML has "&amp;". */
static span place_of(const struct search *search, text url)
{
    size_t at = text_find(search->contents, url, 0);
    if (at == SIZE_MAX) {
        url = text_replace(search->checking->arena, url, TEXT("&amp;"), TEXT("&"));
        at = text_find(search->contents, url, 0);
    }
    return at == SIZE_MAX ? (span){ search->draft->file->source, 0, 0 }
                          : (span){ search->draft->file->source, (uint32_t)at, (uint32_t)url.length };
}

static void see_address(struct search *search, text url)
{
    text host = host_of(url);
    if (!host.length || map_contains(&search->seen, url) ||
        text_equal_ignoring_ascii_case(host, host_of(search->checking->subject->site->config->base_url)))
        return;
    map_set(&search->seen, url, search);
    diagnostic_hint(search->checking->diagnostics,
        check_report(search->checking, place_of(search, url),
            "browsers will not show '%.*s': the policy that 'headers' writes allows no other host",
            TEXT_ARGS(url)),
        "put it into content/, link to it, or allow '%.*s' in a layouts/%.*s of the site's own",
        TEXT_ARGS(host), TEXT_ARGS(search->layout));
}

/* Does an element of that name fetch what stands behind src, poster or data? */
static bool fetches(text name)
{
    static const text names[] = { TEXT_INIT("img"), TEXT_INIT("iframe"), TEXT_INIT("video"),
        TEXT_INIT("audio"), TEXT_INIT("source"), TEXT_INIT("embed"), TEXT_INIT("object"),
        TEXT_INIT("script") };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (text_equal_ignoring_ascii_case(name, names[i]))
            return true;
    return false;
}

static void see_html(struct search *search, text html)
{
    size_t at = 0;
    for (text tag, value; (tag = tag_next(html, &at)).bytes; tag_skip_raw_text(html, tag, &at)) {
        bool is_fetching = fetches(tag);
        for (text name; is_fetching && (name = tag_attribute(html, &at, &value)).length;)
            if (text_equal_ignoring_ascii_case(name, TEXT("src")) ||
                text_equal_ignoring_ascii_case(name, TEXT("poster")) ||
                text_equal_ignoring_ascii_case(name, TEXT("data")))
                see_address(search, text_trim(value));
    }
}

void check_other_hosts(struct checking *checking)
{
    const struct check_subject *subject = checking->subject;
    struct search search = { .checking = checking, .layout = policy_of(subject) };
    for (size_t i = 0; search.layout.bytes && i < subject->draft_count; i++) {
        search.draft = subject->drafts[i];
        if (!search.draft || search.draft->file->kind == CONTENT_COMMENT)
            continue;
        search.contents = source_contents(subject->sources, search.draft->file->source, checking->arena);
        map_init(&search.seen, checking->arena);
        see_address(&search, search.draft->author ? search.draft->author->image.text
                                                  : search.draft->front_matter.image.src.text);
        see_html(&search, search.draft->body.html);
    }
}
