/* SPDX-License-Identifier: MIT */
/* The table of checks, and what the rows share: running, reporting, finding the article of a draft. */
#include "check/check.h"
#include "base/count.h"
#include "check/mentions.h"
#include <stdarg.h>

const struct check checks[] = {
    { "broken-link", SEVERITY_WARNING, "a link to an own address that nothing answers", check_links,
        CHECK_IN_BUILDS },
    { "unknown-footnote", SEVERITY_WARNING, "a footnote mark without a footnote", NULL, CHECK_IN_BUILDS },
    { "unused-footnote", SEVERITY_WARNING, "a footnote that no reader can reach", NULL, CHECK_IN_BUILDS },
    { "lost-cells", SEVERITY_WARNING, "a row of a table with more cells than the table has columns", NULL,
        CHECK_IN_BUILDS },
    { "unclosed-tag", SEVERITY_WARNING, "an element of HTML without an end holds the rest of the page", NULL,
        CHECK_IN_BUILDS },
    { "unclosed-comment", SEVERITY_WARNING, "readers see nothing of what follows", NULL, CHECK_IN_BUILDS },
    { "stray-end-tag", SEVERITY_WARNING, "an end tag of HTML ends a part of the page around the text", NULL,
        CHECK_IN_BUILDS },
    { "missing-anchor", SEVERITY_WARNING,
        "a link to a place that is not there, on its own page or by an address", check_own_comments,
        CHECK_OF_TEXTS },
    { "link-to-held-back", SEVERITY_WARNING, "a link that is written as text until its goal is out", NULL,
        CHECK_IN_BUILDS },
    { "duplicate-function", SEVERITY_WARNING,
        "a plugin's filter, function or shortcode that another replaces", NULL, CHECK_IN_BUILDS },
    { "ending-of-no-page", SEVERITY_WARNING, "who follows an old link gets a download, or nothing", NULL,
        CHECK_IN_BUILDS },
    { "unread-source", SEVERITY_WARNING, "Markdown that is copied and not read", NULL, CHECK_IN_BUILDS },
    { "text-in-bundle", SEVERITY_WARNING, "a part of a text has an address of its own, or is out before it",
        check_bundle_texts, CHECK_IN_BUILDS },
    { "copied-text", SEVERITY_WARNING, "the same text at a second address, which has to stay",
        check_copied_texts, CHECK_IN_BUILDS },
    { "early-attachment", SEVERITY_WARNING, "a file is public before the text that it belongs to", NULL,
        CHECK_IN_BUILDS },
    { "unreadable-image", SEVERITY_WARNING, "browsers show a broken image", check_image_headers,
        CHECK_IN_BUILDS },
    { "other-clocks", SEVERITY_WARNING,
        "dates without an offset may be an hour off, and pieces come out early", check_zone_data,
        CHECK_IN_BUILDS },
    { "missing-summary", SEVERITY_NOTE, "search results and feeds show the first paragraph instead",
        check_summaries, CHECK_OF_TEXTS },
    { "missing-alt", SEVERITY_WARNING, "an image says nothing to those who cannot see it", check_alternatives,
        CHECK_OF_TEXTS },
    { "empty-link-text", SEVERITY_WARNING, "a link that nobody can see or hear", check_link_words,
        CHECK_OF_TEXTS },
    { "vague-link", SEVERITY_NOTE, "who hears the links of a page alone cannot tell where it leads",
        check_vague_links, CHECK_OF_TEXTS },
    { "unread-link", SEVERITY_WARNING, "readers cannot follow it, and may see its brackets",
        check_unread_links, CHECK_OF_TEXTS },
    { "wrapped-link", SEVERITY_WARNING, "another host counts who follows it, and must answer, too",
        check_wrapped_links, CHECK_OF_TEXTS },
    { "local-link", SEVERITY_WARNING, "no reader can follow it, and it may say whose machine it was",
        check_local_links, CHECK_OF_TEXTS },
    { "foreign-tag", SEVERITY_WARNING, "readers see what another program would have read", check_foreign_tags,
        CHECK_OF_TEXTS },
    { "garbled-text", SEVERITY_WARNING, "readers see signs that no language has", check_garbled_texts,
        CHECK_OF_TEXTS },
    { "hidden-character", SEVERITY_WARNING, "searches, links and copies of the text have it, too",
        check_hidden_characters, CHECK_OF_TEXTS },
    { "public-comment", SEVERITY_NOTE, "who reads the source of the page reads it", check_public_comments,
        CHECK_OF_TEXTS },
    { "heading-jump", SEVERITY_WARNING, "screen readers list headings by level", check_heading_levels,
        CHECK_OF_TEXTS },
    { "repeated-title", SEVERITY_WARNING, "the page shows the title already", check_repeated_titles,
        CHECK_OF_TEXTS },
    { "second-title", SEVERITY_WARNING, "the title is the one heading of level 1", check_second_titles,
        CHECK_OF_TEXTS },
    { "term-used-once", SEVERITY_NOTE, "a page that lists one article", check_single_terms,
        CHECK_OF_ARCHIVE },
    { "term-spelling", SEVERITY_WARNING, "one term in several spellings", check_term_spellings,
        CHECK_OF_ARCHIVE },
    { "joined-terms", SEVERITY_NOTE, "several terms that became one", check_joined_terms, CHECK_OF_ARCHIVE },
    { "unused-author", SEVERITY_NOTE, "an author's page without an article", check_unused_authors,
        CHECK_OF_ARCHIVE },
    { "near-author", SEVERITY_NOTE, "a slip in a name takes an article from its author", check_near_authors,
        CHECK_OF_ARCHIVE },
    { "unknown-language", SEVERITY_WARNING, "browsers and search engines read the tag", check_languages,
        CHECK_OF_TEXTS },
    { "language-in-name", SEVERITY_WARNING, "browsers and search engines take it for another language",
        check_language_names, CHECK_OF_TEXTS },
    { "unpaired-version", SEVERITY_NOTE, "who reads one language is not led to the other",
        check_unpaired_versions, CHECK_OF_TEXTS },
    { "unequal-versions", SEVERITY_WARNING, "who reads the other language is not told that it was wrong",
        check_unequal_versions, CHECK_OF_TEXTS },
    { "interface-words", SEVERITY_NOTE, "the words around the text are English", check_interface_words,
        CHECK_OF_TEXTS },
    { "long-title", SEVERITY_NOTE, "search results cut it", check_long_titles, CHECK_OF_TEXTS },
    { "unportable-name", SEVERITY_WARNING,
        "who works on Windows, or copies the site to a stick, lacks the file", check_unportable_names,
        CHECK_OF_TEXTS },
    { "large-image", SEVERITY_WARNING, "readers on a telephone wait for it", check_large_images,
        CHECK_OF_TEXTS },
    { "photo-place", SEVERITY_WARNING, "whoever takes the file learns where somebody lives or met",
        check_photo_places, CHECK_OF_TEXTS },
    { "shown-as-picture", SEVERITY_WARNING, "browsers show a broken image", check_pictures, CHECK_OF_TEXTS },
    { "blocked-by-policy", SEVERITY_WARNING, "browsers leave its place empty, and the preview does not",
        check_other_hosts, CHECK_OF_TEXTS },
    { "unused-media", SEVERITY_NOTE, "a file that no page shows or links to", check_unused_media,
        CHECK_OF_ARCHIVE },
    { "insecure-link", SEVERITY_NOTE, "http: can be read and changed on its way", check_insecure_links,
        CHECK_OF_TEXTS },
    { "orphan-page", SEVERITY_WARNING, "a page that no reader finds", check_orphan_pages, CHECK_OF_ARCHIVE },
    { "far-date", SEVERITY_WARNING, "a date that is probably a slip", check_dates, CHECK_OF_TEXTS },
    { "review-due", SEVERITY_WARNING, "readers take for certain what nobody has looked at again",
        check_reviews, CHECK_OF_TEXTS },
    { "relative-alias", SEVERITY_WARNING, "who follows the old link finds nothing", check_relative_aliases,
        CHECK_OF_TEXTS },
    { "missing-zone", SEVERITY_NOTE, "a time of day whose zone must be guessed", check_zones,
        CHECK_OF_TEXTS },
    { "other-day", SEVERITY_WARNING, "readers see the day before, and so may the address", check_other_days,
        CHECK_OF_TEXTS },
    { "duplicate-title", SEVERITY_WARNING, "readers cannot tell two articles apart", check_duplicate_titles,
        CHECK_OF_TEXTS },
    { "duplicate-text", SEVERITY_WARNING, "one text at two addresses", check_duplicate_texts,
        CHECK_OF_TEXTS },
    { "unused-layout", SEVERITY_NOTE, "a layout or asset that nothing uses", check_unused_layouts,
        CHECK_OF_ARCHIVE },
    { "unused-data", SEVERITY_NOTE, "a data file that nothing reads", check_unused_data, CHECK_OF_ARCHIVE },
    { "unused-plugin", SEVERITY_NOTE, "a plugin that site.yml does not name", check_unused_plugins,
        CHECK_OF_ARCHIVE },
    { "unused-slot", SEVERITY_NOTE, "a plugin's work that no reader sees", check_unused_slots,
        CHECK_OF_ARCHIVE },
    { "unread-folder", SEVERITY_NOTE, "a folder as other programs have it, which brief does not read",
        check_unread_folders, CHECK_OF_TEXTS },
    { "unread-settings", SEVERITY_WARNING, "a text that another program kept from readers is public",
        check_unread_settings, CHECK_OF_TEXTS },
    { "placeholder-address", SEVERITY_NOTE, "search engines are sent to a page that is not there",
        check_site_address, CHECK_OF_TEXTS },
    { "script-in-svg", SEVERITY_WARNING, "it runs when the image is opened", check_svg_scripts,
        CHECK_OF_TEXTS },
    { "dead-own-link", SEVERITY_WARNING, "a whole address of this site that leads nowhere", check_own_links,
        CHECK_OF_ARCHIVE },
    { "dead-style-link", SEVERITY_WARNING, "a font, picture or style sheet that no page gets",
        check_style_links, CHECK_OF_ARCHIVE },
    { "after-expiry", SEVERITY_WARNING, "on the day of its expiry the build stops", NULL, CHECK_OF_ARCHIVE },
    { "replaced-file", SEVERITY_WARNING, "who cited it finds another", NULL, CHECK_OF_ARCHIVE },
    { "dead-link", SEVERITY_WARNING, "a page that is not there any more", NULL, CHECK_OF_ARCHIVE },
    { "unused-waiver", SEVERITY_WARNING, "it allows what is not there any more", NULL, CHECK_OF_ARCHIVE },
    { "faulty-waiver", SEVERITY_WARNING, "it names no check, or gives no reason", NULL, CHECK_OF_TEXTS },
    /* to add one: its file in this room, its line in check.h, a row here, docs/checks.md, sites in
       tests/checks/ */
};
const size_t check_count = COUNT(checks);

const struct check *check_find(text code)
{
    for (size_t i = 0; i < check_count; i++)
        if (text_equal(code, text_of(checks[i].code)))
            return &checks[i];
    return NULL;
}

text check_nearest(text code)
{
    text codes[COUNT(checks)];
    for (size_t i = 0; i < check_count; i++)
        codes[i] = text_of(checks[i].code);
    return diagnostic_nearest_text(code, codes, check_count);
}

static void run(const struct check *check, const struct check_subject *subject, struct mentions *mentions,
    struct diagnostics *diagnostics)
{
    struct arena arena;
    if (!check->run)
        return;
    arena_init(&arena);
    struct checking checking = { subject, check, &arena, mentions, diagnostics };
    check->run(&checking);
    arena_release(&arena);
}

void check_all(const struct check_subject *subject, struct diagnostics *diagnostics)
{
    for (size_t i = 0; i < check_count; i++)
        if (checks[i].scope == CHECK_IN_BUILDS)
            run(&checks[i], subject, NULL, diagnostics);
}

void check_lints(
    const struct check_subject *subject, const struct check_choice *choice, struct diagnostics *diagnostics)
{
    struct arena arena;
    struct mentions mentions = { .arena = &arena };
    arena_init(&arena);
    for (size_t i = 0; i < check_count; i++) {
        bool is_of_texts = checks[i].scope == CHECK_OF_TEXTS;
        bool may_run = is_of_texts || (checks[i].scope == CHECK_OF_ARCHIVE && !choice->is_cut_short);
        if (may_run && check_is_chosen(choice, &checks[i]))
            run(&checks[i], subject, &mentions, diagnostics);
    }
    arena_release(&arena);
}

bool check_is_public(const struct checking *checking, const struct draft *draft)
{
    const struct publication publication = draft_publication(draft);
    return !draft->front_matter.is_draft && published(&publication, &checking->subject->gate) == HOLD_NONE;
}

struct diagnostic *check_report(struct checking *checking, span where, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    text message = text_vformat(checking->diagnostics->arena, format, arguments);
    va_end(arguments);
    return diagnostic_report(
        checking->diagnostics, checking->check->severity, where, checking->check->code, message);
}

text check_link_count(struct arena *arena, size_t count)
{
    return count > 1 ? text_format(arena, " (linked %zu times)", count) : TEXT("");
}

const struct article *check_article(const struct checking *checking, const struct draft *draft)
{
    if (!draft || draft->file->kind != CONTENT_ARTICLE)
        return NULL;
    const struct article *article = map_find(checking->subject->site->articles_by_id, draft->file->id);
    return article && article->source == draft->file->source ? article : NULL;
}
