/* SPDX-License-Identifier: MIT */
/*
 * What pages fetch from other hosts, and scripts and styles within them, where the site has headers written:
 * their Content-Security-Policy allows files of this site alone, so that browsers leave such things out. A
 * preview sends no policy and shows them. A site that has a layout of its own for its headers knows better.
 */
#include "base/tag.h"
#include "base/count.h"
#include "base/srcset.h"
#include "check/check.h"
#include "model/url.h"

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
    for (size_t i = 0; i < COUNT(policies); i++) {
        if (!(subject->site->config->headers & policies[i].host))
            continue;
        for (size_t k = 0; k < subject->layout_count; k++)
            if (!subject->layouts[k].is_builtin && text_equal(subject->layouts[k].name, policies[i].layout))
                return TEXT_NONE;
        layout = layout.bytes ? layout : policies[i].layout;
    }
    return layout;
}

struct search {
    struct checking *checking;
    text layout;
    const struct draft *draft;
    text contents;   /* of its source; absent until something is reported */
    struct map seen; /* the addresses that were reported of this draft */
};

/* Markdown may have written "&" where the HTML has "&amp;". */
static span place_of(struct search *search, text url)
{
    const struct checking *checking = search->checking;
    if (!search->contents.bytes)
        search->contents =
            source_contents(checking->subject->sources, search->draft->file->source, checking->arena);
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
    text host = url_host(url);
    if (!host.length || map_contains(&search->seen, url) ||
        text_equal_ignoring_ascii_case(host, url_host(search->checking->subject->site->config->base_url)))
        return;
    map_set(&search->seen, url, search);
    text shown = text_replace(search->checking->arena, url, TEXT("&amp;"), TEXT("&"));
    diagnostic_hint(search->checking->diagnostics,
        check_report(search->checking, place_of(search, url),
            "browsers will not show '%.*s': the policy that 'headers' writes allows no other host",
            TEXT_ARGS(shown)),
        "put it into content/, link to it, or allow '%.*s' in a layouts/%.*s of the site's own",
        TEXT_ARGS(host), TEXT_ARGS(search->layout));
}

/* Does an element of that name fetch what stands behind src, srcset, poster or data? */
static bool fetches(text name)
{
    static const text names[] = { TEXT_INIT("img"), TEXT_INIT("iframe"), TEXT_INIT("video"),
        TEXT_INIT("audio"), TEXT_INIT("source"), TEXT_INIT("embed"), TEXT_INIT("object"),
        TEXT_INIT("script") };
    return text_is_one_of_ignoring_ascii_case(name, names, COUNT(names));
}

/* What stands in the page itself: '<script>', '<style>' or an attribute. */
static void see_inline(struct search *search, text words)
{
    if (map_contains(&search->seen, words))
        return;
    map_set(&search->seen, words, search);
    diagnostic_hint(search->checking->diagnostics,
        check_report(search->checking, place_of(search, words),
            "browsers will not follow '%.*s': the policy that 'headers' writes allows no script or style "
            "within a page",
            TEXT_ARGS(words)),
        "put it into a file of layouts/assets/ that a layout names, or allow it in a layouts/%.*s of the "
        "site's own",
        TEXT_ARGS(search->layout));
}

static bool is_attribute(text name, const char *wanted)
{
    return text_equal_ignoring_ascii_case(name, text_of(wanted));
}

static void see_fetched(struct search *search, text name, text value)
{
    struct srcset_item item;
    if (is_attribute(name, "src") || is_attribute(name, "poster") || is_attribute(name, "data"))
        see_address(search, text_trim(value));
    for (size_t at = 0; is_attribute(name, "srcset") && srcset_next(value, &at, &item);)
        see_address(search, item.address);
}

static void see_tag(struct search *search, text html, text tag, size_t *at)
{
    bool is_fetching = fetches(tag), is_inline = is_attribute(tag, "style") || is_attribute(tag, "script");
    for (text name, value; (name = tag_attribute(html, at, &value)).length;) {
        if (is_fetching)
            see_fetched(search, name, value);
        if (value.length && (is_attribute(name, "style") || is_attribute(text_slice(name, 0, 2), "on")))
            see_inline(search, (text){ name.bytes, (size_t)(html.bytes + *at - name.bytes) });
        /* Neither one in a file of its own nor one that holds data. */
        is_inline &= !is_attribute(name, "src") &&
                     !(is_attribute(name, "type") && text_find(value, TEXT("json"), 0) != SIZE_MAX);
    }
    if (is_inline)
        see_inline(search, (text){ tag.bytes - 1, (size_t)(html.bytes + *at - tag.bytes) + 1 });
}

static void see_html(struct search *search, text html)
{
    size_t at = 0;
    for (text tag; (tag = tag_next(html, &at)).bytes; tag_skip_raw_text(html, tag, &at))
        see_tag(search, html, tag, &at);
}

void check_other_hosts(struct checking *checking)
{
    const struct check_subject *subject = checking->subject;
    struct search search = { .checking = checking, .layout = policy_of(subject) };
    for (size_t i = 0; search.layout.bytes && i < subject->draft_count; i++) {
        search.draft = subject->drafts[i];
        if (!search.draft || search.draft->file->kind == CONTENT_COMMENT)
            continue;
        search.contents = TEXT_NONE;
        map_init(&search.seen, checking->arena);
        see_address(&search, search.draft->author ? search.draft->author->image.text
                                                  : search.draft->front_matter.image.src.text);
        see_html(&search, search.draft->body.html);
    }
}
