/* SPDX-License-Identifier: MIT */
/* Addresses as they were copied from a mail or a document: ones that lead over another host, which counts who
 * follows them and may stop to answer, and ones that only the writer's own machine answers. */
#include "base/byte.h"
#include "base/count.h"
#include "base/escape.h"
#include "check/check.h"
#include "model/url.h"

/* What such an address has in it, and what stands before and behind the one that is meant. */
static const struct {
    text host, before, behind;
} wrappings[] = {
    { TEXT_INIT("://www.google."), TEXT_INIT("/url?q="), TEXT_INIT("&") },
    { TEXT_INIT("://www.google."), TEXT_INIT("&q="), TEXT_INIT("&") },
    { TEXT_INIT("://www.google."), TEXT_INIT("/url?url="), TEXT_INIT("&") },
    { TEXT_INIT("://www.google."), TEXT_INIT("&url="), TEXT_INIT("&") },
    { TEXT_INIT(".safelinks.protection.outlook.com/"), TEXT_INIT("?url="), TEXT_INIT("&") },
    { TEXT_INIT("://urldefense.com/v3/"), TEXT_INIT("/__"), TEXT_INIT("__;") },
    { TEXT_INIT("://l.facebook.com/l.php"), TEXT_INIT("?u="), TEXT_INIT("&") },
    { TEXT_INIT("://lm.facebook.com/l.php"), TEXT_INIT("?u="), TEXT_INIT("&") },
    { TEXT_INIT("://www.linkedin.com/redir/redirect"), TEXT_INIT("?url="), TEXT_INIT("&") },
    { TEXT_INIT("://slack-redir.net/link"), TEXT_INIT("?url="), TEXT_INIT("&") },
    /* to add one: its host, what stands before and behind the address that is meant */
};

/* The address that `url` wraps up; absent for none. */
static text find_wrapped(struct arena *arena, text url)
{
    enum { HOST_ENDS_BEFORE = 100 };
    for (size_t i = 0; i < COUNT(wrappings); i++) {
        size_t host = text_find(text_slice(url, 0, HOST_ENDS_BEFORE), wrappings[i].host, 0);
        size_t start = host == SIZE_MAX ? SIZE_MAX : text_find(url, wrappings[i].before, host);
        if (start == SIZE_MAX)
            continue;
        text rest = text_from(url, start + wrappings[i].before.length);
        text meant = url_decode(arena, text_slice(rest, 0, text_find(rest, wrappings[i].behind, 0)));
        if (text_starts_with(meant, TEXT("http://")) || text_starts_with(meant, TEXT("https://")))
            return meant;
    }
    return TEXT_NONE;
}

void check_wrapped_links(struct checking *checking)
{
    for (size_t i = 0; i < checking->subject->draft_count; i++) {
        const struct outline *outline = &checking->subject->outlines[i];
        for (size_t k = 0; k < outline->link_count; k++) {
            text meant = find_wrapped(checking->arena, outline->links[k].url);
            if (meant.length)
                diagnostic_hint(checking->diagnostics,
                    check_report(checking, outline->links[k].where,
                        "the link leads over another host, which counts who follows it"),
                    "write %.*s", TEXT_ARGS(meant));
        }
    }
}

/* "http://localhost:8000/". */
static bool is_own_host(text url)
{
    static const text hosts[] = { TEXT_INIT("localhost"), TEXT_INIT("127.0.0.1"), TEXT_INIT("0.0.0.0") };
    size_t scheme_end = text_find(url, TEXT("://"), 0);
    return scheme_end != SIZE_MAX &&
           text_is_one_of_ignoring_ascii_case(
               host_without_port(url_host(text_from(url, scheme_end + 1))), hosts, COUNT(hosts));
}

/* "file:///C:/levy.pdf", "C:\levy.pdf", "\\server\levy.pdf". */
static bool is_of_machine(text url)
{
    bool is_drive =
        url.length > 3 && byte_is_letter(url.bytes[0]) && url.bytes[1] == ':' && strchr("\\/", url.bytes[2]);
    return is_drive || text_starts_with_ignoring_ascii_case(url, TEXT("file:")) ||
           text_starts_with(url, TEXT("\\\\")) || is_own_host(url);
}

/* Addresses that only Drupal and Wix can read. */
static bool is_of_host(text url)
{
    static const text schemes[] = { TEXT_INIT("public://"), TEXT_INIT("private://"), TEXT_INIT("internal:/"),
        TEXT_INIT("entity:node/"), TEXT_INIT("wix:image:"), TEXT_INIT("wix:document:") };
    for (size_t i = 0; i < COUNT(schemes); i++)
        if (text_starts_with(url, schemes[i]))
            return true;
    return false;
}

static void report_local(struct checking *checking, text url, span where)
{
    text of_docusaurus = TEXT("pathname://");
    bool has_path = text_starts_with(url, of_docusaurus);
    if (has_path || is_of_host(url)) {
        struct diagnostic *diagnostic =
            check_report(checking, where, "no reader can follow '%.*s'", TEXT_ARGS(url));
        if (has_path)
            diagnostic_hint(checking->diagnostics, diagnostic, "write %.*s",
                TEXT_ARGS(text_from(url, of_docusaurus.length)));
        else
            diagnostic_hint(checking->diagnostics, diagnostic,
                "write the address that it stood for, or put the file below content/ and write its path from "
                "here");
    } else if (is_of_machine(url))
        diagnostic_hint(checking->diagnostics,
            check_report(
                checking, where, "only the machine on which it was written has '%.*s'", TEXT_ARGS(url)),
            "put the file below content/ and write its path from here, as in report.pdf; or take the link "
            "away");
}

void check_local_links(struct checking *checking)
{
    for (size_t i = 0; i < checking->subject->draft_count; i++) {
        const struct outline *outline = &checking->subject->outlines[i];
        for (size_t k = 0; k < outline->link_count; k++)
            report_local(checking, outline->links[k].url, outline->links[k].where);
        for (size_t k = 0; k < outline->image_count; k++)
            report_local(checking, outline->images[k].url, outline->images[k].where);
    }
}
