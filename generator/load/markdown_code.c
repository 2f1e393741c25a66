/* SPDX-License-Identifier: MIT */
/* The block prints itself as the library does (the first word of the fence names the language), but for its
 * `tabindex`. */
#include "load/markdown_code.h"

static size_t first_word(text info)
{
    size_t end = 0;
    while (end < info.length && !text_is_blank(info.bytes[end]))
        end++;
    return end;
}

static void render(
    struct document *document, struct cmark_html_renderer *renderer, cmark_node *node, bool is_entering)
{
    (void)document;
    if (!is_entering) /* the library enters a leaf and leaves it not */
        return;
    text info = chunk_text(node->as.code.info);
    size_t end = first_word(info);
    html_put_line_start(renderer);
    html_put(renderer, TEXT("<pre tabindex=\"0\"><code"));
    if (end) {
        html_put(renderer, TEXT(" class=\"language-"));
        html_put_escaped(renderer, text_slice(info, 0, end));
        html_put(renderer, TEXT("\""));
    }
    html_put(renderer, TEXT(">"));
    html_put_escaped(renderer, chunk_text(node->as.code.literal));
    html_put(renderer, TEXT("</code></pre>\n"));
}

static const struct addition code_block = { render };

void markdown_code_see(struct document *document, cmark_node *node)
{
    if (document->options->tables_scroll)
        document_attach(document, node, &code_block);
}
