/* SPDX-License-Identifier: MIT */
/*
 * The library pairs quotes as it pairs the marks of emphasis, and hands a pair to whoever claims its sign. So
 * only pairs are set here: a quote without a partner stays what the library makes of it, an apostrophe
 * mostly. English is left to the library.
 */
#include "load/markdown_quotes.h"
#include <string.h>

static cmark_node *match_nothing(cmark_syntax_extension *extension, cmark_parser *parser, cmark_node *parent,
    unsigned char character, cmark_inline_parser *inline_parser)
{
    (void)extension;
    (void)parser;
    (void)parent;
    (void)character;
    (void)inline_parser;
    return NULL;
}

/* The letters of scripts that have apostrophes stand between these, past ASCII. */
enum { FIRST_LETTER = 0xC0, PAST_LETTERS = 0x2000 };

/* Does the word go on behind the sign? Then it is an apostrophe, which could only close a quotation. */
static bool is_in_word(const delimiter *sign)
{
    const cmark_node *next = sign->inl_text->next;
    text words = next && next->type == CMARK_NODE_TEXT ? chunk_text(next->as.literal) : TEXT("");
    size_t at = 0;
    uint32_t letter = words.length && sign->delim_char == '\'' ? text_next_code_point(words, &at) : ' ';
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9') || (letter >= FIRST_LETTER && letter < PAST_LETTERS);
}

static void set_mark(const delimiter *sign, const char *mark)
{
    cmark_node_set_literal(sign->inl_text, mark);
}

/* Both leave the library's list, so that no apostrophe closes the quotation again. */
static delimiter *set_marks(cmark_syntax_extension *extension, cmark_parser *parser,
    cmark_inline_parser *inline_parser, delimiter *opener, delimiter *closer)
{
    const struct document *document = extension->priv;
    const struct quotation *marks = document->options->smart;
    delimiter *next = closer->next;
    (void)parser;
    if (is_in_word(closer))
        return next;
    bool is_inner = closer->delim_char == '\'';
    set_mark(opener, is_inner ? marks->inner_start : marks->start);
    set_mark(closer, is_inner ? marks->inner_end : marks->end);
    cmark_inline_parser_remove_delimiter(inline_parser, opener);
    cmark_inline_parser_remove_delimiter(inline_parser, closer);
    return next;
}

void markdown_quotes_attach(struct document *document)
{
    const struct quotation *marks = document->options->smart;
    if (!marks || memcmp(marks, &quotation_english, sizeof *marks) == 0)
        return;
    cmark_syntax_extension *extension = &document->extension;
    extension->match_inline = match_nothing;
    extension->insert_inline_from_delim = set_marks;
    extension->special_inline_chars =
        cmark_llist_append(document->memory, extension->special_inline_chars, (void *)'"');
    extension->special_inline_chars =
        cmark_llist_append(document->memory, extension->special_inline_chars, (void *)'\'');
    cmark_parser_attach_syntax_extension(document->parser, extension);
}
