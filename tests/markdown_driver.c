/* SPDX-License-Identifier: MIT */
/*
 * Markdown on standard input to HTML on standard output, through load/markdown.c alone, for
 * tests/markdown/conformance.py.
 *
 *     markdown_driver [--smart] [--escape] [--additions] [--fragment] [--inline] [--references]
 *                     [--prefix ID] [--folder PATH] [--batch]
 *
 * --batch: the input is several documents, each ended by a NUL byte; so is the output. --references: the
 * holes are filled with "[kind target]". Diagnostics go to standard error. Exit code 0, or 2 for wrong usage.
 */
#include "base/arena.h"
#include "load/markdown.h"
#include "model/strings.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct settings {
    struct markdown_options options;
    bool is_batch, is_fragment, is_inline, shows_references;
};

static void read_all(struct buffer *input)
{
    size_t count;
    do {
        count = fread(buffer_reserve(input, 65536), 1, 65536, stdin);
        input->length += count;
    } while (count > 0);
}

static void write_out(text bytes)
{
    if (bytes.length > 0)
        fwrite(bytes.bytes, 1, bytes.length, stdout);
}

/* Interface words in English; other holes only when they are to be shown. */
static void write_filled(struct arena *arena, const struct markup *markup, bool shows_references)
{
    static const char *const kinds[] = { "link", "image", "shortcode" };
    size_t at = 0;
    for (size_t i = 0; i < markup->reference_count; i++) {
        const struct reference *reference = &markup->references[i];
        write_out(text_slice(markup->html, at, reference->hole - at));
        if (reference->kind == REFERENCE_WORD)
            write_out(strings_filled(arena, reference->target, TEXT("%s"), reference->fragment));
        else if (shows_references)
            printf("[%s %.*s]", kinds[reference->kind], TEXT_ARGS(reference->target));
        at = reference->hole;
    }
    write_out(text_from(markup->html, at));
}

static void render(const struct settings *settings, struct unicode *unicode, text document)
{
    struct arena arena;
    struct diagnostics diagnostics;
    struct sources sources;
    struct buffer messages;
    arena_init(&arena);
    diagnostics_init(&diagnostics, &arena);
    sources_init(&sources, &arena);
    buffer_init(&messages, &arena);
    const struct markdown_options *options = &settings->options;
    if (settings->is_inline) {
        text html;
        markdown_render_inline(
            &arena, document, NULL, options->smart, options->raw_html, TEXT_NONE, &html, NULL);
        write_out(html);
    } else if (settings->is_fragment) {
        write_out(markdown_render_fragment(&arena, document, options->smart, options->raw_html, TEXT_NONE));
    } else {
        struct markup markup;
        uint32_t source = sources_add(&sources, TEXT("stdin"), TEXT("stdin"), document);
        markdown_render(&arena, unicode, source, document, 0, options, &markup, &diagnostics);
        write_filled(&arena, &markup, settings->shows_references);
    }
    diagnostics_print(&diagnostics, &sources, &(struct diagnostic_style){ 0 }, &messages);
    fprintf(stderr, "%.*s", TEXT_ARGS(buffer_text(&messages)));
    arena_release(&arena);
}

static bool take_options(struct settings *settings, int count, char **arguments)
{
    struct markdown_options *options = &settings->options;
    for (int i = 1; i < count; i++) {
        const char *argument = arguments[i];
        if (strcmp(argument, "--smart") == 0)
            options->smart = &quotation_english;
        else if (strcmp(argument, "--escape") == 0)
            options->raw_html = RAW_HTML_ESCAPE;
        else if (strcmp(argument, "--additions") == 0)
            options->headings_get_ids = options->images_become_figures = options->alerts =
                options->shortcodes = options->tables_scroll = true;
        else if (strcmp(argument, "--fragment") == 0)
            settings->is_fragment = true;
        else if (strcmp(argument, "--inline") == 0)
            settings->is_inline = true;
        else if (strcmp(argument, "--references") == 0)
            settings->shows_references = true;
        else if (strcmp(argument, "--batch") == 0)
            settings->is_batch = true;
        else if (strcmp(argument, "--prefix") == 0 && i + 1 < count)
            options->id_prefix = text_of(arguments[++i]);
        else if (strcmp(argument, "--folder") == 0 && i + 1 < count)
            options->source_folder = text_of(arguments[++i]);
        else
            return false;
    }
    return true;
}

int main(int count, char **arguments)
{
    struct settings settings = { 0 };
    struct arena arena;
    struct buffer input;
    if (!take_options(&settings, count, arguments)) {
        fprintf(stderr, "markdown_driver: unknown option; see the top of tests/markdown_driver.c\n");
        return 2;
    }
    arena_init(&arena);
    buffer_init(&input, NULL);
    read_all(&input);
    struct unicode *unicode = unicode_open(&arena, TEXT("en"));
    text rest = buffer_text(&input);
    if (!settings.is_batch)
        render(&settings, unicode, rest);
    while (settings.is_batch && rest.length > 0) {
        render(&settings, unicode, text_cut(&rest, '\0'));
        putchar('\0');
    }
    unicode_close(unicode);
    buffer_release(&input);
    arena_release(&arena);
    return 0;
}
