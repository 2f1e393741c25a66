/* SPDX-License-Identifier: MIT */
#include "load/markdown_slips.h"
#include "load/markdown_references.h"
#include <string.h>

/* An address with a blank in it makes no link: what was meant as one is text. */
static void see_blank(struct markdown_slips *slips, cmark_node *node)
{
    text words = chunk_text(node->as.literal);
    for (size_t at = 0; (at = text_find(words, TEXT("]("), at)) != SIZE_MAX; at += 2) {
        size_t end = text_find_byte(words, ')', at + 2);
        text address = end == SIZE_MAX ? TEXT("") : text_slice(words, at + 2, end - at - 2);
        size_t blank = text_find_byte(address, ' ', 0);
        if (blank == SIZE_MAX || blank == 0 || blank + 1 == address.length || address.bytes[0] == '{')
            continue;
        address = text_copy(slips->arena, address);
        *list_add(slips->arena, &slips->found) =
            (struct outline_slip){ address, SLIP_BLANK, document_where(slips->document, node, address) };
    }
}

/* "[words] (https://…)", whose address is a link by itself, and "(words)[https://…]". */
static void see_signs(struct markdown_slips *slips, cmark_node *node)
{
    text words = chunk_text(node->as.literal), url = TEXT("");
    const cmark_node *next = node->next;
    size_t crossed = text_find(words, TEXT(")[http"), 0);
    if (crossed != SIZE_MAX)
        url = text_slice(words, crossed + 2, text_find_byte(words, ']', crossed) - crossed - 2);
    else if (text_ends_with(words, TEXT("] (")) && next && next->type == CMARK_NODE_LINK &&
             text_find_byte(words, '[', 0) != SIZE_MAX)
        url = chunk_text(next->as.link.url);
    if (!url.length || text_find_byte(url, ' ', 0) != SIZE_MAX)
        return;
    url = text_copy(slips->arena, url);
    *list_add(slips->arena, &slips->found) =
        (struct outline_slip){ url, SLIP_SIGNS, document_where(slips->document, node, url) };
}

/* "[words][label]" of a label that is given nowhere; in "[words][]" the words are it. */
static void see_label(struct markdown_slips *slips, cmark_node *node)
{
    text words = chunk_text(node->as.literal);
    for (size_t at = 0; (at = text_find(words, TEXT("]["), at)) != SIZE_MAX; at += 2) {
        size_t end = text_find_byte(words, ']', at + 2);
        text label = end == SIZE_MAX ? TEXT("") : text_slice(words, at + 2, end - at - 2);
        size_t start = text_find_last_byte(text_slice(words, 0, at), '[');
        bool has_words = start != SIZE_MAX && start + 1 < at && words.bytes[start + 1] != '/';
        if (has_words && end == at + 2)
            label = text_slice(words, start + 1, at - start - 1);
        if (!has_words || label.length < 2 || strchr("^/", label.bytes[0]) ||
            text_find_byte(label, '=', 0) != SIZE_MAX)
            continue;
        label = text_copy(slips->arena, label);
        text shown = text_format(slips->arena, "[%.*s]", TEXT_ARGS(label));
        *list_add(slips->arena, &slips->found) =
            (struct outline_slip){ label, SLIP_NO_LABEL, document_where(slips->document, node, shown) };
    }
}

void markdown_slips_see(struct markdown_slips *slips, cmark_node *node)
{
    see_blank(slips, node);
    see_label(slips, node);
    see_signs(slips, node);
}

/* The library does not say where they stand. */
void markdown_slips_see_labels(struct markdown_slips *slips)
{
    struct document *document = slips->document;
    struct map repeated;
    markdown_references_repeated(document, &repeated);
    for (text rest = document->source.body; repeated.count && rest.length;) {
        text line = text_trim(text_cut_line(&rest));
        size_t end = text_starts_with(line, TEXT("[")) ? text_find(line, TEXT("]:"), 1) : SIZE_MAX;
        text written = end == SIZE_MAX ? TEXT("") : text_trim(text_slice(line, 1, end - 1));
        bool *was_seen = map_find(&repeated, text_lower_ascii(document->scratch, written));
        if (was_seen && *was_seen)
            *list_add(slips->arena, &slips->found) = (struct outline_slip){ text_copy(slips->arena, written),
                SLIP_LABEL_TWICE, markdown_source_span(&document->source, line) };
        if (was_seen)
            *was_seen = true;
    }
}
