/* SPDX-License-Identifier: MIT */
/*
 * A target is sorted by its first bytes: a scheme or "//" is another site's, "#" is this page's, "/" is an
 * address of this site, all else is a path from the source's folder. Addresses of pages are worked out later
 * (load/assemble_links.c), so the last two leave a hole: the place in the HTML where the address goes in.
 */
#include "load/markdown_references.h"
#include "base/byte.h"
#include "base/count.h"
#include "base/escape.h"
#include "load/markdown_headings.h"
#include "load/page_ids.h"
#include "load/reference.h"
#include <cmark-gfm/references.h>

struct link_addition {
    struct addition addition;
    struct link_target target;
};

void markdown_references_print(struct document *document, struct cmark_html_renderer *renderer,
    cmark_node *node, const struct link_target *target)
{
    if (target->kind == TARGET_KEPT)
        html_put_href(renderer, chunk_text(node->as.link.url));
    if (target->kind != TARGET_HOLE)
        return;
    struct reference *reference = list_add(document->scratch, &document->references);
    *reference = target->reference;
    reference->hole = (size_t)renderer->html->size;
}

void markdown_references_put_word(
    struct document *document, struct cmark_html_renderer *renderer, text word, text value)
{
    struct reference *reference = list_add(document->scratch, &document->references);
    *reference = (struct reference){ .kind = REFERENCE_WORD,
        .hole = (size_t)renderer->html->size,
        .target = word,
        .fragment = value.bytes ? text_copy(document->arena, value) : TEXT_NONE };
}

static void render_link(
    struct document *document, struct cmark_html_renderer *renderer, cmark_node *node, bool is_entering)
{
    if (!is_entering) {
        html_put(renderer, TEXT("</a>"));
        return;
    }
    html_put(renderer, TEXT("<a href=\""));
    markdown_references_print(document, renderer, node, &((struct link_addition *)node->user_data)->target);
    text title = chunk_text(node->as.link.title);
    if (title.length > 0) {
        html_put(renderer, TEXT("\" title=\""));
        html_put_escaped(renderer, title);
    }
    html_put(renderer, TEXT("\">"));
}

static bool starts_with_any(text url, const text *starts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (text_starts_with_ignoring_ascii_case(url, starts[i]))
            return true;
    return false;
}

/* What a browser would run or read from the reader's disk. */
static bool is_unsafe(text url)
{
    static const text unsafe[] = { TEXT_INIT("javascript:"), TEXT_INIT("vbscript:"), TEXT_INIT("file:"),
        TEXT_INIT("data:") };
    static const text safe[] = { TEXT_INIT("data:image/png"), TEXT_INIT("data:image/gif"),
        TEXT_INIT("data:image/jpeg"), TEXT_INIT("data:image/webp") };
    return starts_with_any(url, unsafe, COUNT(unsafe)) && !starts_with_any(url, safe, COUNT(safe));
}

static struct link_target other_site(struct document *document, cmark_node *node, text url)
{
    struct link_target target = { .kind = TARGET_KEPT };
    if (document->options->raw_html != RAW_HTML_ESCAPE || !is_unsafe(url))
        return target;
    target.kind = TARGET_UNSAFE;
    struct diagnostic *diagnostic =
        diagnostic_warning(document->diagnostics, document_where(document, node, url), "unsafe-link",
            "'%.*s' may not be linked to, and the link is left empty", TEXT_ARGS(text_slice(url, 0, 60)));
    diagnostic_hint(document->diagnostics, diagnostic, "link to an address with https: or mailto:");
    return target;
}

static struct link_target own_anchor(struct document *document, cmark_node *node, text url)
{
    text written = url_decode(document->arena, text_from(url, 1));
    text fragment = document->unicode ? unicode_nfc(document->unicode, document->arena, written) : written;
    if (fragment.length > 0 && !text_equal_ignoring_ascii_case(fragment, TEXT("top")))
        *list_add(document->scratch, &document->own_links) = (struct own_link){
            text_copy(document->arena, fragment),
            document_where(document, node, url),
        };
    if (!text_equal(fragment, written))
        cmark_node_set_url(node, text_format(document->scratch, "#%.*s", TEXT_ARGS(fragment)).bytes);
    return (struct link_target){ .kind = TARGET_KEPT };
}

static struct link_target own_site(
    struct document *document, cmark_node *node, text url, enum reference_kind kind)
{
    struct link_target target = { .kind = TARGET_HOLE };
    struct reference *reference = &target.reference;
    reference->kind = kind;
    reference->where = document_where(document, node, url);
    if (reference_read(document->arena, document->unicode, url, document->options->source_folder, reference))
        return target;
    struct diagnostic *diagnostic = diagnostic_error(document->diagnostics, reference->where, "broken-link",
        "'%.*s' leads out of content/", TEXT_ARGS(reference->target));
    diagnostic_hint(document->diagnostics, diagnostic,
        "relative paths start at the folder of this file: content/%.*s",
        TEXT_ARGS(document->options->source_folder));
    target.kind = TARGET_UNSAFE;
    return target;
}

/* A text that stands nowhere, such as a term's description, has its addresses complete at once. */
static void put_prefix(struct document *document, cmark_node *node, text url)
{
    text prefix = document->options->base_path;
    if (prefix.length && url.bytes[0] == '/')
        cmark_node_set_url(
            node, text_to_string(document->scratch, text_concat(document->scratch, prefix, url)));
}

struct link_target markdown_references_read(
    struct document *document, cmark_node *node, enum reference_kind kind)
{
    text url = chunk_text(node->as.link.url);
    if (url.length == 0)
        return (struct link_target){ .kind = TARGET_KEPT };
    if (reference_is_elsewhere(url))
        return other_site(document, node, url);
    if (url.bytes[0] == '#')
        return own_anchor(document, node, url);
    if (!document->options->source_folder.bytes) {
        put_prefix(document, node, url);
        return (struct link_target){ .kind = TARGET_KEPT };
    }
    if (url.bytes[0] == '?')
        return (struct link_target){ .kind = TARGET_KEPT };
    return own_site(document, node, url, kind);
}

void markdown_references_see_link(struct document *document, cmark_node *node)
{
    struct link_target target = markdown_references_read(document, node, REFERENCE_LINK);
    if (target.kind == TARGET_KEPT)
        return;
    struct link_addition *addition = arena_new(document->scratch, struct link_addition);
    *addition = (struct link_addition){ { render_link }, target };
    document_attach(document, node, &addition->addition);
}

/* Links that word processors set between words and a comment on them: those back from it stand before its
 * words. */
static bool report_comment(struct document *document, const struct own_link *link)
{
    static const text marks[] = { TEXT_INIT("cmnt_ref"), TEXT_INIT("_msoanchor_"), TEXT_INIT("cmnt"),
        TEXT_INIT("_msocom_") };
    enum { BACK = 2 };
    size_t i = 0;
    while (i < COUNT(marks) && !text_starts_with(link->fragment, marks[i]))
        i++;
    if (i == COUNT(marks))
        return false;
    struct diagnostic *diagnostic =
        i < BACK ? diagnostic_error(document->diagnostics, link->where, "hidden-text",
                       "'#%.*s' leads from a comment of a word processor, which readers would see here",
                       TEXT_ARGS(link->fragment))
                 : diagnostic_warning(document->diagnostics, link->where, "missing-anchor",
                       "'#%.*s' leads to a comment of a word processor", TEXT_ARGS(link->fragment));
    diagnostic_hint(document->diagnostics, diagnostic,
        i < BACK ? "take the comment away, with its words"
                 : "take the mark away, and the comment, if it is there");
    return true;
}

/* A footnote that a word processor made of two links: "_ftn1" and "_ftnref1" of Word, "sdfootnote1sym" of
 * LibreOffice, "ftnt1" of Google Docs, "fn1" of HTML. */
static bool is_footnote(text fragment)
{
    static const text names[] = { TEXT_INIT("_ftnref"), TEXT_INIT("_ftn"), TEXT_INIT("_ednref"),
        TEXT_INIT("_edn"), TEXT_INIT("sdfootnote"), TEXT_INIT("sdendnote"), TEXT_INIT("ftnt_ref"),
        TEXT_INIT("ftnt"), TEXT_INIT("fnref"), TEXT_INIT("fn") };
    for (size_t i = 0; i < COUNT(names); i++)
        if (text_starts_with(fragment, names[i]) && fragment.length > names[i].length &&
            byte_is_digit(fragment.bytes[names[i].length]))
            return true;
    return false;
}

void markdown_references_check_own(struct document *document)
{
    for (size_t i = 0; i < document->own_links.count; i++) {
        const struct own_link *link = &document->own_links.items[i];
        /* Which comments there are is not known yet. */
        if (map_contains(&document->anchor_map, link->fragment) || page_ids_have(link->fragment) ||
            page_ids_comment(link->fragment).bytes || report_comment(document, link))
            continue;
        struct diagnostic *diagnostic = diagnostic_warning(document->diagnostics, link->where,
            "missing-anchor", "nothing on this page has the id '%.*s'", TEXT_ARGS(link->fragment));
        text nearest =
            diagnostic_nearest_text(link->fragment, document->anchors.items, document->anchors.count);
        if (nearest.bytes)
            diagnostic_hint(document->diagnostics, diagnostic, "did you mean '#%.*s'?", TEXT_ARGS(nearest));
        else if (is_footnote(link->fragment))
            diagnostic_hint(document->diagnostics, diagnostic,
                "write [^1] in place of the mark, and [^1]: before the words of the note, without the link "
                "back");
        else if (!markdown_headings_is_id(link->fragment))
            diagnostic_hint(document->diagnostics, diagnostic,
                "write the id of a heading, or give one an id such as costs, '## Title {#costs}', and write "
                "(#costs)");
        else
            diagnostic_hint(document->diagnostics, diagnostic, "'## Title {#%.*s}' gives a heading this id",
                TEXT_ARGS(link->fragment));
    }
}

void markdown_references_repeated(struct document *document, struct map *repeated)
{
    struct map first;
    map_init(&first, document->scratch);
    map_init(repeated, document->scratch);
    const cmark_map_entry *newest = document->parser->refmap->refs;
    for (const cmark_map_entry *entry = newest; entry; entry = entry->next)
        map_set(&first, text_of((const char *)entry->label), (void *)(uintptr_t)entry);
    for (const cmark_map_entry *entry = newest; entry; entry = entry->next) {
        text label = text_of((const char *)entry->label);
        const cmark_reference *taken = map_find(&first, label);
        if (!text_equal(chunk_text(taken->url), chunk_text(((const cmark_reference *)entry)->url)))
            map_set(repeated, text_copy(document->scratch, label), arena_new(document->scratch, bool));
    }
}
