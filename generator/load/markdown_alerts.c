/* SPDX-License-Identifier: MIT */
/*
 * GitHub's alerts: the first line of the quote is the marker and nothing else, and more must follow. The
 * marker is cut out of the first paragraph before its inlines are read; the quote then prints the frame, with
 * a hole for its title: that is in the text's language.
 */
#include "load/markdown_alerts.h"
#include "base/count.h"
#include "load/markdown_references.h"

struct alert {
    text marker; /* between "[!" and "]", any case */
    text name;   /* in class names */
    text title;  /* in English; absent: a pull quote */
};

static const struct alert alerts[] = {
    { TEXT_INIT("NOTE"), TEXT_INIT("note"), TEXT_INIT("Note") },
    { TEXT_INIT("TIP"), TEXT_INIT("tip"), TEXT_INIT("Tip") },
    { TEXT_INIT("IMPORTANT"), TEXT_INIT("important"), TEXT_INIT("Important") },
    { TEXT_INIT("WARNING"), TEXT_INIT("warning"), TEXT_INIT("Warning") },
    { TEXT_INIT("CAUTION"), TEXT_INIT("caution"), TEXT_INIT("Caution") },
    { TEXT_INIT("QUOTE"), TEXT_INIT("quote"), { NULL, 0 } },
    /* to add one: marker, class and title; then docs/markdown.md and layouts/strings */
};

struct alert_addition {
    struct addition addition;
    const struct alert *alert;
};

static void render(
    struct document *document, struct cmark_html_renderer *renderer, cmark_node *node, bool is_entering)
{
    const struct alert *alert = ((struct alert_addition *)node->user_data)->alert;
    html_put_line_start(renderer);
    if (!is_entering) {
        html_put(renderer, TEXT("</div>\n"));
        return;
    }
    html_put(renderer, TEXT("<div class=\"callout callout-"));
    html_put(renderer, alert->name);
    html_put(renderer, TEXT("\" role=\"note\" data-callout=\""));
    html_put(renderer, alert->name);
    html_put(renderer, TEXT("\">\n<p class=\"callout-title\">"));
    markdown_references_put_word(document, renderer, alert->title, TEXT_NONE);
    html_put(renderer, TEXT("</p>\n"));
}

/* A sentence taken out of the text and set large. */
static void render_pull_quote(
    struct document *document, struct cmark_html_renderer *renderer, cmark_node *node, bool is_entering)
{
    (void)document;
    (void)node;
    html_put_line_start(renderer);
    html_put(renderer, is_entering ? TEXT("<figure class=\"pull-quote\">\n<blockquote>\n")
                                   : TEXT("</blockquote>\n</figure>\n"));
}

static const struct alert *find_alert(text line)
{
    text marker = text_trim(line);
    if (!text_starts_with(marker, TEXT("[!")) || !text_ends_with(marker, TEXT("]")))
        return NULL;
    marker = text_slice(marker, 2, marker.length - 3);
    for (size_t i = 0; i < COUNT(alerts); i++)
        if (text_equal_ignoring_ascii_case(marker, alerts[i].marker))
            return &alerts[i];
    return NULL;
}

void markdown_alerts_read(struct document *document, cmark_node *quote)
{
    cmark_node *paragraph = quote->first_child;
    if (!document->options->alerts || !paragraph || paragraph->type != CMARK_NODE_PARAGRAPH)
        return;
    text content = strbuf_text(&paragraph->content);
    size_t line_end = text_find_byte(content, '\n', 0);
    if (line_end == SIZE_MAX)
        line_end = content.length;
    const struct alert *alert = find_alert(text_slice(content, 0, line_end));
    bool is_only_line = text_trim(text_from(content, line_end)).length == 0;
    if (!alert || (is_only_line && !paragraph->next))
        return;
    struct alert_addition *addition = arena_new(document->scratch, struct alert_addition);
    *addition = (struct alert_addition){ { alert->title.bytes ? render : render_pull_quote }, alert };
    document_attach(document, quote, &addition->addition);
    if (is_only_line) {
        cmark_node_unlink(paragraph);
        return;
    }
    cmark_strbuf_drop(&paragraph->content, (bufsize_t)line_end + 1);
    paragraph->start_line++;
}
