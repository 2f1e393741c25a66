/* SPDX-License-Identifier: MIT */
/*
 * A line of a paragraph begins with a text node that has no other before it, or a line end. What is an item
 * by itself, such as "(a)", counts only beside the next one, "(b)", on the line below.
 */
#include "load/markdown_pasted.h"
#include "base/byte.h"
#include "base/count.h"
#include "load/markdown_document.h"

static bool is_line_end(const cmark_node *node)
{
    return node->type == CMARK_NODE_SOFTBREAK || node->type == CMARK_NODE_LINEBREAK;
}

static bool begins_line(const cmark_node *node)
{
    return node->parent->type == CMARK_NODE_PARAGRAPH && (!node->prev || is_line_end(node->prev));
}

/* What the line below begins with, where the two run into each other; absent for none. */
static text words_below(const cmark_node *node)
{
    while (node && !is_line_end(node))
        node = node->next;
    const cmark_node *below = node && node->type == CMARK_NODE_SOFTBREAK ? node->next : NULL;
    return below && below->type == CMARK_NODE_TEXT ? chunk_text(below->as.literal) : TEXT_NONE;
}

/* The same of the line above. */
static text words_above(const cmark_node *node)
{
    const cmark_node *above = node->prev && node->prev->type == CMARK_NODE_SOFTBREAK ? node->prev : NULL;
    while (above && above->prev && !is_line_end(above->prev))
        above = above->prev;
    return above && above->type == CMARK_NODE_TEXT ? chunk_text(above->as.literal) : TEXT_NONE;
}

static bool begins_with_blank(text words)
{
    return text_starts_with(words, TEXT(" ")) || text_starts_with(words, TEXT("\t")) ||
           text_starts_with(words, TEXT("\u00a0"));
}

static text bullet_of(text line)
{
    static const text bullets[] = { TEXT_INIT("•"), TEXT_INIT("‣"), TEXT_INIT("⁃"), TEXT_INIT("◦"),
        TEXT_INIT("▪"), TEXT_INIT("▫"), TEXT_INIT("●"), TEXT_INIT("○"), TEXT_INIT("■"), TEXT_INIT("□"),
        TEXT_INIT("·"), TEXT_INIT("➢"), TEXT_INIT("❖"), TEXT_INIT("\uf0b7"), TEXT_INIT("\uf0a7") };
    for (size_t i = 0; i < COUNT(bullets); i++)
        if (text_starts_with(line, bullets[i]) && begins_with_blank(text_from(line, bullets[i].length)))
            return text_slice(line, 0, bullets[i].length);
    return text_starts_with(line, TEXT("o\t")) || text_starts_with(line, TEXT("o  ")) ? text_slice(line, 0, 1)
                                                                                      : TEXT_NONE;
}

/* "(3)", "c.", "iv)": the signs around a number, and what it may be; 0 where it is none of that kind. */
struct number {
    text written;
    bool is_open;
    char end;
    unsigned digits, letter, roman;
};

static unsigned roman_value(text letters)
{
    static const char *const numbers[] = { "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi",
        "xii" };
    for (unsigned i = 0; i < COUNT(numbers); i++)
        if (text_equal(letters, text_of(numbers[i])))
            return i + 1;
    return 0;
}

/* A number has two digits at most, so that a year is none. A list of Markdown's own is seen by nobody here,
 * as it is no paragraph. */
static struct number number_of(text line)
{
    enum { MOST_DIGITS = 2 };
    struct number number = { .is_open = text_starts_with(line, TEXT("(")) };
    size_t start = number.is_open, end = start;
    while (end < line.length && byte_is_digit(line.bytes[end]))
        end++;
    bool has_digits = end > start;
    while (!has_digits && end < line.length && byte_is_lower(line.bytes[end]))
        end++;
    text inner = text_slice(line, start, end - start), behind = text_from(line, end + 1);
    number.end = end < line.length ? line.bytes[end] : '\0';
    bool is_word = number.end == ')' || (number.end == '.' && !number.is_open);
    bool is_apart =
        begins_with_blank(behind) || (has_digits && behind.length && byte_is_letter(behind.bytes[0]));
    if (!is_word || !inner.length || !is_apart)
        return (struct number){ 0 };
    for (size_t i = 0; has_digits && i < inner.length && inner.length <= MOST_DIGITS; i++)
        number.digits = number.digits * 10 + (unsigned)(inner.bytes[i] - '0');
    number.letter = !has_digits && inner.length == 1 ? (unsigned)(inner.bytes[0] - 'a') + 1 : 0;
    number.roman = has_digits ? 0 : roman_value(inner);
    number.written = text_slice(line, 0, end + 1);
    return number;
}

static bool follows(const struct number *first, const struct number *second)
{
    return first->end && first->end == second->end && first->is_open == second->is_open &&
           ((first->digits && second->digits == first->digits + 1) ||
               (first->letter && second->letter == first->letter + 1) ||
               (first->roman && second->roman == first->roman + 1));
}

/* "-Costs", a hyphen without a blank. */
static bool is_glued(text line)
{
    return line.length > 1 && line.bytes[0] == '-' && byte_is_letter(line.bytes[1]);
}

text markdown_pasted_item(const cmark_node *node, text words)
{
    if (!begins_line(node) || (node->prev && node->prev->type == CMARK_NODE_LINEBREAK))
        return TEXT_NONE;
    text above = words_above(node), bullet = bullet_of(words);
    if (bullet.length)
        return bullet_of(above).length ? TEXT_NONE : bullet;
    bool is_below_item = node->prev && node->parent->parent->type == CMARK_NODE_ITEM;
    if (is_glued(words) && !is_glued(above) && (is_below_item || is_glued(words_below(node))))
        return text_slice(words, 0, 1);
    struct number number = number_of(words), before = number_of(above), next = number_of(words_below(node));
    return follows(&number, &next) && !follows(&before, &number) ? number.written : TEXT_NONE;
}

/* "| Line", as Pandoc keeps the lines of a poem. */
static text line_of_block(const cmark_node *node, text words)
{
    text bar = TEXT("| "), below = words_below(node);
    bool is_first = !text_starts_with(words_above(node), bar);
    return is_first && text_starts_with(words, bar) && text_find_byte(words, '|', 1) == SIZE_MAX &&
                   text_starts_with(below, bar) && text_find_byte(below, '|', 1) == SIZE_MAX
               ? words
               : TEXT_NONE;
}

/* "id:: 64f0", a property of Logseq and Dataview. */
static text property_of(text words)
{
    size_t end = 0;
    while (
        end < words.length && (byte_is_letter_or_digit(words.bytes[end]) || strchr("-_", words.bytes[end])))
        end++;
    return end > 0 && byte_is_letter(words.bytes[0]) && text_starts_with(text_from(words, end), TEXT(":: "))
               ? text_slice(words, 0, end + 2)
               : TEXT_NONE;
}

/* "\newpage", "\begin{tabular}" of LaTeX. */
static text command_of(text words)
{
    enum { SHORTEST = 4 };
    size_t end = 1;
    while (end < words.length && byte_is_letter(words.bytes[end]))
        end++;
    bool is_whole = end == words.length || words.bytes[end] == '{';
    return words.length && words.bytes[0] == '\\' && is_whole && end >= SHORTEST ? text_slice(words, 0, end)
                                                                                 : TEXT_NONE;
}

/* "#water #taxes" alone in a paragraph. */
static bool are_tags(const cmark_node *node, text words)
{
    if (node->prev || node->next || !text_starts_with(words, TEXT("#")))
        return false;
    for (text rest = words; rest.bytes;) {
        text tag = text_cut(&rest, ' ');
        if (tag.length && (tag.bytes[0] != '#' || tag.length < 3 || !byte_is_letter(tag.bytes[1])))
            return false;
    }
    return true;
}

/* "[/] half done", "[] to do": boxes that are none. */
static text box_of(const cmark_node *node, text words)
{
    static const text boxes[] = { TEXT_INIT("[] "), TEXT_INIT("[/] "), TEXT_INIT("[-] "), TEXT_INIT("[>] "),
        TEXT_INIT("[<] "), TEXT_INIT("[?] "), TEXT_INIT("[!] ") };
    bool is_in_item = !node->prev && node->parent->parent && node->parent->parent->type == CMARK_NODE_ITEM;
    for (size_t i = 0; is_in_item && i < COUNT(boxes); i++)
        if (text_starts_with(words, boxes[i]))
            return text_slice(words, 0, boxes[i].length - 1);
    return TEXT_NONE;
}

text markdown_pasted_line(const cmark_node *node, text words)
{
    if (!begins_line(node))
        return TEXT_NONE;
    const cmark_node *above = node->prev ? NULL : node->parent->prev;
    bool is_definition = above && above->type == CMARK_NODE_PARAGRAPH && text_starts_with(words, TEXT(":  "));
    bool is_caption = above && above->type == CMARK_NODE_TABLE && text_starts_with(words, TEXT(": "));
    if (is_definition || is_caption)
        return text_slice(words, 0, 1);
    if (text_starts_with(words, TEXT("(@")) && text_find(words, TEXT(") "), 2) != SIZE_MAX)
        return text_slice(words, 0, text_find_byte(words, ')', 0) + 1);
    if (text_starts_with(words, TEXT("#+")) && words.length > 2 && byte_is_letter(words.bytes[2]))
        return words;
    if (are_tags(node, words))
        return words;
    text found[] = { line_of_block(node, words), property_of(words), command_of(words), box_of(node, words) };
    for (size_t i = 0; i < COUNT(found); i++)
        if (found[i].length)
            return found[i];
    return TEXT_NONE;
}

/* "$x^2$" by Pandoc's rule: no blank inside the signs, no digit behind them; prices have none of these. */
static text formula_at(text words, size_t at)
{
    enum { LONGEST = 200 };
    text rest = text_slice(words, at + 1, LONGEST);
    size_t end = text_find_byte(rest, '$', 0);
    if (end == SIZE_MAX || end == 0 || rest.bytes[0] == ' ' || rest.bytes[end - 1] == ' ' ||
        (end + 1 < rest.length && byte_is_digit(rest.bytes[end + 1])) ||
        (at > 0 && words.bytes[at - 1] == '$'))
        return TEXT_NONE;
    bool is_letter = end == 1 && byte_is_letter(rest.bytes[0]);
    for (size_t i = 0; i < end; i++)
        if (is_letter || rest.bytes[i] == '^' || rest.bytes[i] == '\\')
            return text_slice(words, at, end + 2);
    return TEXT_NONE;
}

/* "^a1b2c3" at the end of a paragraph, a place to which Obsidian links. */
static text place_at(const cmark_node *node, text words, size_t at)
{
    enum { SHORTEST = 4 };
    bool has_sign = false;
    if (node->next || node->parent->type != CMARK_NODE_PARAGRAPH || words.length - at <= SHORTEST ||
        (at > 0 && words.bytes[at - 1] != ' '))
        return TEXT_NONE;
    for (size_t i = at + 1; i < words.length; i++) {
        has_sign |= words.bytes[i] == '-' || byte_is_digit(words.bytes[i]);
        if (!byte_is_letter_or_digit(words.bytes[i]) && words.bytes[i] != '-')
            return TEXT_NONE;
    }
    return has_sign ? text_from(words, at) : TEXT_NONE;
}

/* "((64f0a1b2-…))", a block that Logseq takes in. */
static text block_at(text words, size_t at)
{
    enum { DIGITS = 8, LONGEST = 64 }; /* so that a long line of brackets is not read again and again */
    text rest = text_slice(words, at, LONGEST);
    size_t end = text_find(rest, TEXT("))"), 0);
    if (!text_starts_with(rest, TEXT("((")) || end == SIZE_MAX || end < DIGITS + 3 ||
        rest.bytes[DIGITS + 2] != '-')
        return TEXT_NONE;
    for (size_t i = 2; i < DIGITS + 2; i++)
        if (!byte_is_letter_or_digit(rest.bytes[i]))
            return TEXT_NONE;
    return text_slice(rest, 0, end + 2);
}

/* "{width=…" behind a picture, where the line ends before the brace does. */
static text open_attributes_at(const cmark_node *node, text words, size_t at)
{
    bool is_behind = at == 0 && node->prev &&
                     (node->prev->type == CMARK_NODE_IMAGE || node->prev->type == CMARK_NODE_LINK);
    text inner = text_from(words, at + 1);
    return is_behind && text_find_byte(words, '}', at) == SIZE_MAX && inner.length &&
                   (strchr("#.", inner.bytes[0]) || text_find_byte(inner, '=', 0) != SIZE_MAX)
               ? text_from(words, at)
               : TEXT_NONE;
}

text markdown_pasted_at(const cmark_node *node, text words, size_t at)
{
    switch (words.bytes[at]) {
    case '$': return formula_at(words, at);
    case '^': return place_at(node, words, at);
    case '(': return block_at(words, at);
    case '{': return open_attributes_at(node, words, at);
    default: return TEXT_NONE;
    }
}

bool markdown_pasted_columns(text line)
{
    enum { WIDTH = 3 };
    size_t groups = 0;
    for (text rest = text_trim(line); rest.bytes;) {
        text group = text_cut(&rest, ' ');
        for (size_t i = 0; i < group.length; i++)
            if (group.bytes[i] != '-')
                return false;
        if (group.length && group.length < WIDTH)
            return false;
        groups += group.length > 0;
    }
    return groups > 1;
}

text markdown_pasted_width(text words)
{
    size_t bar = text_find_last_byte(words, '|'), start = bar == SIZE_MAX ? 0 : bar + 1;
    if (start == words.length || (bar == SIZE_MAX && words.length > 4))
        return TEXT_NONE;
    for (size_t i = start; i < words.length; i++)
        if (!byte_is_digit(words.bytes[i]) && (words.bytes[i] != 'x' || i == start))
            return TEXT_NONE;
    return text_from(words, bar == SIZE_MAX ? 0 : bar);
}
