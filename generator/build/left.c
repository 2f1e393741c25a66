/* SPDX-License-Identifier: MIT */
/*
 * The ledger knows the addresses of pages, and says when one would leave. Two kinds of address leave without
 * it: pages that it does not know, since an older one was taken back with older content; and files beside
 * pages and later pages of lists, which it never knew.
 */
#include "build/left.h"
#include "base/byte.h"
#include "base/path.h"
#include "build/ledger_stage.h"
#include "build/manifest.h"

struct departures {
    const struct session *session;
    struct arena *arena;
    text first; /* by address */
    size_t count;
};

static void add(struct departures *gone, text address)
{
    if (!gone->count++ || text_compare(address, gone->first) < 0)
        gone->first = address;
}

/* "levy/page/2/index.html": lists grow and shrink, and no ledger has their later pages. */
static bool is_later_page(text path)
{
    text number = path_folder(path);
    return text_equal(path_name(path_folder(number)), TEXT("page")) &&
           byte_is_digit(path_name(number).bytes[0]);
}

/* Of a list whose first page stays. */
static void add_later_page(struct departures *gone, text path)
{
    text list = path_folder(path_folder(path_folder(path)));
    text first = path_join(gone->arena, list.bytes ? list : TEXT(""), TEXT("index.html"));
    text address = path_to_address(gone->arena, path);
    if (text_equal(path_name(path), TEXT("index.html")) && is_later_page(path) &&
        map_contains(&gone->session->manifest->kept, first) &&
        !map_contains(&gone->session->ledger->old.by_address, address))
        add(gone, address);
}

static void add_page(struct departures *gone, text path)
{
    const struct ledger *known = &gone->session->ledger->old;
    text address = path_to_address(gone->arena, path);
    if (known->source && text_equal(path_name(path), TEXT("index.html")) && !is_later_page(path) &&
        !map_contains(&known->by_address, address))
        add(gone, address);
}

/* Does the page leave that it stood beside? */
static bool leaves_with_page(const struct departures *gone, text path)
{
    text page = text_format(gone->arena, "%.*s/index.html", TEXT_ARGS(path_folder(path)));
    return manifest_is_stale(gone->session->manifest, page);
}

/* What is in content/ still is held back with its text; what the ledger has still, a rule answers. */
static void add_beside(struct departures *gone, text path)
{
    text address = path_to_address(gone->arena, path);
    if (manifest_was_beside_pages(gone->session->manifest, path) &&
        !map_contains(&gone->session->content.by_path, path) && !leaves_with_page(gone, path) &&
        !map_contains(&gone->session->ledger->next.by_address, address))
        add(gone, address);
}

static void print(const struct departures *gone, const char *why, struct buffer *out)
{
    if (!gone->count)
        return;
    buffer_print(out, "left: %.*s", TEXT_ARGS(gone->first));
    if (gone->count > 1)
        buffer_print(out, " and %zu more", gone->count - 1);
    buffer_print(out, ", %s\n", why);
}

void left_print(const struct session *session, struct arena *arena, struct buffer *out)
{
    const struct ledger_stage *ledger = session->ledger;
    const struct manifest *manifest = session->manifest;
    struct departures pages = { .session = session, .arena = arena }, beside = pages;
    if (!manifest || manifest->was_apart || !ledger || !ledger->records)
        return;
    for (size_t i = 0; i < manifest->stale.count; i++) {
        text path = manifest->stale.items[i];
        add_page(&pages, path);
        add_beside(&beside, path);
        add_later_page(&beside, path);
    }
    print(&pages, "published by an earlier build; the urls.lock at hand did not know of it", out);
    print(&beside, "published by an earlier build; who goes there finds nothing now", out);
}
