/* SPDX-License-Identifier: MIT */
/* Any bytes as an article's text: rendered to well-formed UTF-8, with every reference's hole inside the HTML.
 */
#include "base/arena.h"
#include "load/markdown.h"
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static struct unicode *unicode;
static struct arena lasting;

static void check(const struct markup *markup)
{
    if (text_find_invalid_utf8(markup->html) != SIZE_MAX)
        abort();
    size_t last = 0;
    for (size_t i = 0; i < markup->reference_count; i++) {
        if (markup->references[i].hole < last || markup->references[i].hole > markup->html.length)
            abort();
        last = markup->references[i].hole;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    text contents = { (const char *)bytes, length };
    if (text_find_invalid_utf8(contents) != SIZE_MAX || text_find_byte(contents, '\0', 0) != SIZE_MAX)
        return -1; /* refused before it comes here */
    if (!unicode) {
        arena_init(&lasting);
        unicode = unicode_open(&lasting, TEXT("en"));
    }
    struct arena arena;
    arena_init(&arena);
    struct sources sources;
    struct diagnostics diagnostics;
    sources_init(&sources, &arena);
    diagnostics_init(&diagnostics, &arena);
    /* English marks are the library's, all others ours. */
    const struct quotation *smart = length % 2 ? unicode_quotation(unicode, TEXT("fr")) : &quotation_english;
    const struct markdown_options options = { .smart = smart,
        .lang = TEXT("en"),
        .source_folder = TEXT("articles"),
        .base_path = TEXT(""),
        .headings_get_ids = true,
        .images_become_figures = true,
        .alerts = true,
        .shortcodes = true,
        .limits = { 1 << 20, 10, 512 << 20, 64 << 20, 100 } };
    struct markup markup;
    uint32_t source = sources_add(&sources, TEXT("fuzz.md"), TEXT_NONE, contents);
    markdown_render(&arena, unicode, source, contents, 0, &options, &markup, &diagnostics);
    if (!diagnostics_has_errors(&diagnostics))
        check(&markup);
    struct buffer out;
    buffer_init(&out, &arena);
    struct diagnostic_style style = { .form = DIAGNOSTIC_JSON };
    diagnostics_print(&diagnostics, &sources, &style, &out);
    arena_release(&arena);
    return 0;
}
