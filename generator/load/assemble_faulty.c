/* SPDX-License-Identifier: MIT */
/*
 * A text with an error in its front matter is held back, and nothing of it reaches the site. What its links,
 * pictures and pins name is looked up all the same, so that whoever mends the error is not told of the next
 * one only then: things are made that nobody keeps. Shortcodes are left out, because a plugin would see a
 * thing that is half read.
 */
#include "load/assembly.h"

/* Were it not for the error, would readers see it? */
static bool would_be_published(const struct assembly *assembly, const struct draft *draft)
{
    struct publication publication = draft_publication(draft);
    publication.is_faulty = false;
    return published(&publication, &assembly->input->gate) == HOLD_NONE;
}

static bool leave_out(void *data, const struct shortcode_call *call, text *markup)
{
    (void)data, (void)call;
    *markup = TEXT("");
    return true;
}

static void look_into(struct assembly *assembly, const struct draft *draft)
{
    if (draft->file->kind == CONTENT_PAGE) {
        assemble_make_page(assembly, draft);
        assemble_line(assembly, draft, NULL, &draft->body);
        return;
    }
    struct article *article = assemble_make_article(assembly, draft);
    if (!article->date.is_set)
        article->address = TEXT_NONE; /* it may have the year in it, from which relative ones count */
    assemble_pins(assembly, article, &draft->front_matter);
    assemble_article_lines(assembly, article, draft);
    assemble_article_links(assembly, article, draft);
}

void assemble_faulty(struct assembly *assembly)
{
    const struct assemble_input *input = assembly->input;
    struct assemble_input without_plugins = *input;
    without_plugins.shortcode = leave_out;
    assembly->input = &without_plugins;
    for (size_t i = 0; i < input->draft_count; i++) {
        const struct draft *draft = input->drafts[i];
        bool is_text = draft && content_is_text(draft->file);
        if (is_text && draft->is_faulty && would_be_published(assembly, draft))
            look_into(assembly, draft);
    }
    assembly->input = input;
}
