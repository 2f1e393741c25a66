/* SPDX-License-Identifier: MIT */
/* The item prints itself as the library does, but for the name of its box: a hole for "Done" or "To do". */
#include "load/markdown_tasks.h"
#include "load/markdown_references.h"
#include <cmark-gfm-core-extensions.h>

struct task_addition {
    struct addition addition;
    bool is_done;
};

static void render(
    struct document *document, struct cmark_html_renderer *renderer, cmark_node *node, bool is_entering)
{
    bool is_done = ((const struct task_addition *)node->user_data)->is_done;
    if (!is_entering) {
        html_put(renderer, TEXT("</li>\n"));
        return;
    }
    html_put_line_start(renderer);
    html_put(renderer, is_done ? TEXT("<li><input type=\"checkbox\" checked=\"\" disabled=\"\" aria-label=\"")
                               : TEXT("<li><input type=\"checkbox\" disabled=\"\" aria-label=\""));
    markdown_references_put_word(document, renderer, is_done ? TEXT("Done") : TEXT("To do"), TEXT_NONE);
    html_put(renderer, TEXT("\" /> "));
}

void markdown_tasks_see(struct document *document, cmark_node *item)
{
    if (!item->extension || item->extension != cmark_find_syntax_extension("tasklist") ||
        !document->options->tables_scroll)
        return;
    struct task_addition *addition = arena_new(document->scratch, struct task_addition);
    *addition = (struct task_addition){ { render }, cmark_gfm_extensions_get_tasklist_item_checked(item) };
    document_attach(document, item, &addition->addition);
}
