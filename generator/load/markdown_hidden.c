/* SPDX-License-Identifier: MIT */
#include "load/markdown_hidden.h"
#include "base/byte.h"
#include "base/count.h"

/* How comments, and words that were struck out for good, begin and end; one without an end here goes on
 * behind the line. */
static const struct {
    text opening, closing;
    bool ends_here; /* else its beginning is enough: prose has none */
    bool is_tag;    /* whose word hides what follows */
} comments[] = {
    { TEXT_INIT("{%"), TEXT_INIT("%}"), true, true }, { TEXT_INIT("{{<"), TEXT_INIT(">}}"), true, true },
    { TEXT_INIT("{{/*"), TEXT_INIT("*/"), false, false },
    { TEXT_INIT("{{- /*"), TEXT_INIT("*/"), false, false },
    { TEXT_INIT("{{!"), TEXT_INIT("}}"), true, false }, { TEXT_INIT("{/*"), TEXT_INIT("*/}"), false, false },
    { TEXT_INIT("{# "), TEXT_INIT("#}"), true, false }, { TEXT_INIT("{#- "), TEXT_INIT("#}"), true, false },
    { TEXT_INIT("{::comment}"), TEXT_INIT("{:/"), false, false },
    { TEXT_INIT("{.comment-start "), TEXT_INIT("}"), false, false },
    { TEXT_INIT("{.deletion "), TEXT_INIT("}"), false, false },
    { TEXT_INIT("{.paragraph-deletion "), TEXT_INIT("}"), false, false },
    { TEXT_INIT("{>>"), TEXT_INIT("<<}"), false, false }, { TEXT_INIT("{--"), TEXT_INIT("--}"), true, false },
    { TEXT_INIT("{–"), TEXT_INIT("–}"), true, false }, /* as smart punctuation has it */
    { TEXT_INIT("<%#"), TEXT_INIT("%>"), false, false }, { TEXT_INIT("%%"), TEXT_INIT("%%"), true, false },
    /* to add one: how it begins and ends; docs/moving.md */
};

/* "{% comment %}", "{%- comment -%}"; "{% if x %}", whose words not everybody saw. */
static bool is_hiding_word(text inner)
{
    static const text names[] = { TEXT_INIT("comment"), TEXT_INIT("if"), TEXT_INIT("unless") };
    size_t start = 0;
    while (start < inner.length && (inner.bytes[start] == '-' || text_is_blank(inner.bytes[start])))
        start++;
    text word = text_from(inner, start);
    size_t length = 0;
    while (length < word.length && (byte_is_letter_or_digit(word.bytes[length]) || word.bytes[length] == '_'))
        length++;
    return text_is_one_of(text_slice(word, 0, length), names, COUNT(names));
}

/* A line that only opens, "{#", or "{# words" of which a line below is the end. */
static text opening_of_lines(const cmark_node *node, text rest)
{
    enum { MOST_BELOW = 200 }; /* of words and line ends: who opens thousands is not read again for each */
    bool is_stripped = text_starts_with(rest, TEXT("{#-"));
    text opening = is_stripped ? TEXT("{#-") : TEXT("{#"), inner = text_from(rest, opening.length);
    if (!text_starts_with(rest, opening) || (inner.length && inner.bytes[0] != ' ') ||
        text_find(inner, TEXT("#}"), 0) != SIZE_MAX)
        return TEXT_NONE;
    if (!inner.length && !node->prev)
        return opening;
    size_t count = 0;
    for (const cmark_node *below = node->next; below && count < MOST_BELOW; below = below->next, count++)
        if (below->type == CMARK_NODE_TEXT &&
            text_find(chunk_text(below->as.literal), TEXT("#}"), 0) != SIZE_MAX)
            return opening;
    return TEXT_NONE;
}

/* The beginning of the comment at `at`; absent for none. "{{!x}}" and "%%x%%" are comments, "%% %%" and
 * "50%%" are not. Two stars make an emphasis, and "%%" on a line of its own begins a block. */
static text opening_at(const cmark_node *node, text words, size_t at)
{
    text rest = text_from(words, at);
    bool is_before_stars = text_equal(rest, TEXT("{/")) && node->next &&
                           (node->next->type == CMARK_NODE_EMPH || node->next->type == CMARK_NODE_STRONG);
    bool is_line = text_equal(words, TEXT("%%")) && !node->prev;
    bool is_replaced = text_equal(rest, TEXT("{")) && node->next &&
                       node->next->type == CMARK_NODE_STRIKETHROUGH && node->next->next &&
                       node->next->next->type == CMARK_NODE_TEXT &&
                       text_starts_with(chunk_text(node->next->next->as.literal), TEXT("}"));
    if (is_replaced)
        return TEXT("{~~");
    if (is_before_stars || is_line)
        return rest;
    if (words.bytes[at] == '%' && at > 0 && byte_is_letter_or_digit(words.bytes[at - 1]))
        return TEXT_NONE;
    for (size_t i = 0; i < COUNT(comments); i++) {
        text opening = comments[i].opening;
        if (!text_starts_with(rest, opening))
            continue;
        size_t end = text_find(rest, comments[i].closing, opening.length);
        bool has_words = end != SIZE_MAX && end > opening.length;
        text inner = has_words ? text_slice(rest, opening.length, end - opening.length) : TEXT("");
        bool is_tag = comments[i].is_tag;
        if (is_tag ? is_hiding_word(inner) : !comments[i].ends_here || text_trim(inner).length > 0)
            return is_tag ? text_slice(rest, 0, end + comments[i].closing.length) : text_trim(opening);
    }
    return opening_of_lines(node, rest);
}

bool markdown_hidden_may_be_in(text body)
{
    for (size_t at = text_find_byte(body, '%', 0); at != SIZE_MAX; at = text_find_byte(body, '%', at + 1))
        if (at + 1 < body.length && strchr("%#", body.bytes[at + 1]))
            return true;
    return text_find_byte(body, '{', 0) != SIZE_MAX;
}

static void report(struct document *document, const cmark_node *node, text opening)
{
    struct diagnostic *diagnostic =
        diagnostic_error(document->diagnostics, document_where(document, node, opening), "hidden-text",
            "'%.*s' hides words in other programs, and readers would see them here", TEXT_ARGS(opening));
    static const text deletions[] = { TEXT_INIT("{~~"), TEXT_INIT("{--"), TEXT_INIT("{–") };
    bool is_deletion = text_is_one_of(opening, deletions, COUNT(deletions)) ||
                       text_find(opening, TEXT("deletion"), 0) != SIZE_MAX;
    bool is_condition =
        text_starts_with(opening, TEXT("{%")) && text_find(opening, TEXT("comment"), 0) == SIZE_MAX;
    diagnostic_hint(document->diagnostics, diagnostic,
        is_deletion ? "take the words away that were struck out, with the signs around them"
        : is_condition
            ? "take the tag and its end away, and the words between them unless all readers saw them; in "
              "code the signs may stay"
            : "take the comment away, with its words; in code the signs may stay");
}

void markdown_hidden_see_tag(struct document *document, const cmark_node *node, text html)
{
    static const text spans[] = { TEXT_INIT("<span class=\"comment-start\""),
        TEXT_INIT("<span class=\"deletion\""), TEXT_INIT("<span class=\"paragraph-deletion\"") };
    for (size_t i = 0; i < COUNT(spans); i++)
        if (text_find(html, spans[i], 0) != SIZE_MAX)
            report(document, node, spans[i]);
}

void markdown_hidden_see(struct document *document, const cmark_node *node, text words)
{
    for (size_t at = 0; document->may_hold_comments && at < words.length; at++) {
        text opening = strchr("{%<", words.bytes[at]) ? opening_at(node, words, at) : TEXT_NONE;
        if (!opening.length)
            continue;
        report(document, node, opening);
        at += opening.length;
        size_t close = text_find(words, TEXT("%%"), at);
        if (text_equal(opening, TEXT("%%")) && close != SIZE_MAX)
            at = close + 1;
    }
}
