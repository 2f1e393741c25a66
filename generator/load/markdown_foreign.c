/* SPDX-License-Identifier: MIT */
/*
 * One table: how each form begins and ends, and where it is one. Signs that have a meaning of their own in
 * prose count only with what they enclose there.
 */
#include "load/markdown_foreign.h"
#include "base/byte.h"
#include "base/count.h"
#include <limits.h>

/* What tags of other programs begin and end with; kramdown's, and definitions, stand at the start of a line.
 * Of braces without an end, since quotes in them are no more what they were, the beginning is told. */
static const struct {
    text opening, closing;
    bool is_at_start;
} foreign[] = {
    { TEXT_INIT("{%"), TEXT_INIT("%}"), false }, { TEXT_INIT("{{"), TEXT_INIT("}}"), false },
    { TEXT_INIT("{:"), TEXT_INIT("}"), true }, { TEXT_INIT(": "), TEXT_INIT(""), true },
    { TEXT_INIT("[caption "), TEXT_INIT(""), false }, { TEXT_INIT("[gallery "), TEXT_INIT(""), false },
    { TEXT_INIT("[embed]"), TEXT_INIT(""), false }, { TEXT_INIT("[video "), TEXT_INIT(""), false },
    { TEXT_INIT("[audio "), TEXT_INIT(""), false }, { TEXT_INIT("[youtube "), TEXT_INIT(""), false },
    { TEXT_INIT("[contact-form"), TEXT_INIT(""), false }, { TEXT_INIT("[TOC]"), TEXT_INIT(""), true },
    { TEXT_INIT("[toc]"), TEXT_INIT(""), true }, { TEXT_INIT(":::"), TEXT_INIT(""), true },
    { TEXT_INIT("/// "), TEXT_INIT(""), true }, { TEXT_INIT("<<< "), TEXT_INIT(""), true },
    { TEXT_INIT("!!! "), TEXT_INIT(""), true }, { TEXT_INIT("??? "), TEXT_INIT(""), true },
    { TEXT_INIT("???+ "), TEXT_INIT(""), true }, { TEXT_INIT("=== \""), TEXT_INIT(""), true },
    { TEXT_INIT("[["), TEXT_INIT("]]"), false }, { TEXT_INIT("^["), TEXT_INIT("]"), false },
    { TEXT_INIT("*["), TEXT_INIT("]:"), true }, { TEXT_INIT("$$"), TEXT_INIT("$$"), false },
    { TEXT_INIT("\\("), TEXT_INIT("\\)"), false }, { TEXT_INIT("\\["), TEXT_INIT("\\]"), false },
    { TEXT_INIT("<%"), TEXT_INIT("%>"), false }, { TEXT_INIT("[@"), TEXT_INIT("]"), false },
    { TEXT_INIT("[-@"), TEXT_INIT("]"), false }, { TEXT_INIT("[!"), TEXT_INIT("]"), true },
    { TEXT_INIT("{button"), TEXT_INIT("}"), false }, { TEXT_INIT("{stat-headline"), TEXT_INIT("}"), false },
    { TEXT_INIT("{barchart"), TEXT_INIT("}"), true }, { TEXT_INIT("{!"), TEXT_INIT("!}"), false },
    { TEXT_INIT("--8<--"), TEXT_INIT(""), false },
    { TEXT_INIT("–8<–"), TEXT_INIT(""), false }, /* as smart punctuation has it */
    /* to add one: how it begins and ends, and in is_sign its first byte */
};

/* ": Definition" goes on behind a line; at the start of a paragraph it is a colon. */
static bool is_definition(const cmark_node *node, text words)
{
    return text_starts_with(words, TEXT(": ")) && node->prev &&
           (node->prev->type == CMARK_NODE_SOFTBREAK || node->prev->type == CMARK_NODE_LINEBREAK);
}

/* "[!INFO] Words" in a quote: a call-out of another kind, or with a title. */
static bool is_callout(const cmark_node *node)
{
    return !node->prev && node->parent->parent && node->parent->parent->type == CMARK_NODE_BLOCK_QUOTE;
}

/* The first line of a table without "|---|", or drawn with "+---+"; absent for none. */
static text unread_table(const cmark_node *node, text words)
{
    enum { FEWEST_BARS = 3 };
    size_t bars = 0;
    for (size_t i = 0; i < words.length; i++)
        bars += words.bytes[i] == '|';
    bool is_first = !node->prev && node->parent->type == CMARK_NODE_PARAGRAPH;
    if (is_first && text_starts_with(words, TEXT("+--")) && text_ends_with(words, TEXT("-+")))
        return text_slice(words, 0, 3);
    return is_first && words.bytes[0] == '|' && bars >= FEWEST_BARS ? text_slice(words, 0, 1) : TEXT_NONE;
}

/* "##Costs", which older programs take for a heading; "#Costs" may be what it says. */
static text unread_heading(const cmark_node *node, text words)
{
    enum { DEEPEST = 6 };
    size_t level = 0;
    while (level < words.length && words.bytes[level] == '#')
        level++;
    bool is_line_start = !node->prev || node->prev->type == CMARK_NODE_SOFTBREAK;
    bool has_words = level < words.length ? !strchr(" \t", words.bytes[level]) : node->next != NULL;
    return is_line_start && node->parent->type == CMARK_NODE_PARAGRAPH && level > 1 && level <= DEEPEST &&
                   has_words
               ? text_slice(words, 0, level)
               : TEXT_NONE;
}

/* The tag of another program that begins at `at`; absent when none does. */
static text foreign_tag_at(const cmark_node *node, text words, size_t at)
{
    text rest = text_from(words, at);
    if (at == 0 && text_starts_with(words, TEXT("##")))
        return unread_heading(node, words);
    for (size_t i = 0; i < COUNT(foreign); i++) {
        text opening = foreign[i].opening, closing = foreign[i].closing;
        if (!text_starts_with(rest, opening) || (foreign[i].is_at_start && at > 0) ||
            (text_equal(opening, TEXT(": ")) && !is_definition(node, words)) ||
            (text_equal(opening, TEXT("[!")) && !is_callout(node)))
            continue;
        size_t end = closing.length ? text_find(rest, closing, opening.length) : opening.length;
        if (end != SIZE_MAX)
            return text_slice(rest, 0, end + closing.length);
        if (opening.bytes[0] == '{')
            return rest;
    }
    return TEXT_NONE;
}

/* What other programs mark words with: "==marked==", ":smile:", "{.class}", "^raised^", "[Image:map.png]". */
enum {
    OF_NAME = 1,
    AT_START = 2,
    BEHIND_WORD = 4, /* one word, within or behind another: "21^st^" */
    TOUCHING = 8     /* no blank on one side at least: "**Costs:**They rose" */
};
static const struct {
    text opening, closing;
    unsigned rules;
} marks[] = {
    { TEXT_INIT("=="), TEXT_INIT("=="), 0 }, { TEXT_INIT("++"), TEXT_INIT("++"), 0 },
    { TEXT_INIT("^^"), TEXT_INIT("^^"), 0 }, { TEXT_INIT("**"), TEXT_INIT("**"), TOUCHING },
    { TEXT_INIT(":"), TEXT_INIT(":"), OF_NAME }, { TEXT_INIT("{."), TEXT_INIT("}"), 0 },
    { TEXT_INIT("^"), TEXT_INIT("^"), BEHIND_WORD }, { TEXT_INIT("%"), TEXT_INIT("%"), AT_START },
    { TEXT_INIT("@"), TEXT_INIT("@"), AT_START }, { TEXT_INIT("[InlineAttachment:"), TEXT_INIT("]"), 0 },
    { TEXT_INIT("[AttachmentLink:"), TEXT_INIT("]"), 0 }, { TEXT_INIT("[Attachment:"), TEXT_INIT("]"), 0 },
    { TEXT_INIT("[Image:"), TEXT_INIT("]"), 0 }, { TEXT_INIT("[Contact:"), TEXT_INIT("]"), 0 },
    { TEXT_INIT("[embed:"), TEXT_INIT("]"), 0 },
    /* to add one: how it begins and ends, and in is_sign its first byte */
};

/* "smile", "+1". */
static bool is_name(text words)
{
    if (text_equal(words, TEXT("+1")) || text_equal(words, TEXT("-1")))
        return true;
    if (!words.length || !byte_is_letter(words.bytes[0]))
        return false;
    for (size_t i = 0; i < words.length; i++)
        if (!byte_is_letter_or_digit(words.bytes[i]) && !strchr("_+-", words.bytes[i]))
            return false;
    return words.length > 1;
}

static bool is_one_word(text words)
{
    for (size_t i = 0; i < words.length; i++)
        if (!byte_is_letter_or_digit(words.bytes[i]))
            return false;
    return words.length > 0;
}

/* "2**3 and 4**5" is a sum. */
static bool is_emphasis(text words, size_t at, size_t end)
{
    text inner = text_slice(words, at + 2, end - at - 2), behind = text_from(words, end + 2);
    bool is_sum = at > 0 && byte_is_digit(words.bytes[at - 1]) && byte_is_digit(inner.bytes[0]);
    return !is_sum && (inner.bytes[0] != ' ' || inner.bytes[inner.length - 1] != ' ') &&
           !text_starts_with(behind, TEXT("*")) && (at == 0 || words.bytes[at - 1] != '*');
}

static bool are_words(text words)
{
    return byte_is_letter_or_digit(words.bytes[0]) && words.bytes[words.length - 1] != ' ';
}

/* Does a word, or a longer row of that sign, go on there? */
static bool goes_on(text words, size_t at, char sign)
{
    return at < words.length && (words.bytes[at] == sign || byte_is_letter_or_digit(words.bytes[at]));
}

/* The words with their marks that begin at `at`; "a == b", "10:30:45" and "{...}" are none. */
static text marked_words_at(text words, size_t at)
{
    text rest = text_from(words, at);
    for (size_t i = 0; i < COUNT(marks); i++) {
        text opening = marks[i].opening, closing = marks[i].closing;
        unsigned rules = marks[i].rules;
        size_t end = text_starts_with(rest, opening) && !(at > 0 && (rules & AT_START))
                         ? text_find(rest, closing, opening.length)
                         : SIZE_MAX;
        if (end == SIZE_MAX || end == opening.length)
            continue;
        text inner = text_slice(rest, opening.length, end - opening.length);
        if ((rules & TOUCHING) && is_emphasis(words, at, at + end))
            return text_slice(rest, 0, end + closing.length);
        bool is_pair = opening.bytes[0] == closing.bytes[0];
        bool is_behind = is_pair && at > 0 && goes_on(words, at - 1, opening.bytes[0]);
        bool is_before = is_pair && goes_on(rest, end + closing.length, closing.bytes[0]);
        bool is_meant = rules & OF_NAME    ? is_name(inner)
                        : rules & TOUCHING ? false
                        : is_behind        ? (rules & BEHIND_WORD) && is_one_word(inner)
                                           : are_words(inner);
        if (is_meant && !is_before && (!is_behind || (rules & BEHIND_WORD)))
            return text_slice(rest, 0, end + closing.length);
    }
    return TEXT_NONE;
}

/* Behind braces are attributes in other kinds of Markdown: "{: #id}", "{ #id }", "[x](y){target=z}". What a
 * heading ends with reads like the first, and a build says what is wrong with it. */
static text attributes_at(const cmark_node *node, text words, size_t at)
{
    text rest = text_from(words, at);
    size_t end = text_find_byte(rest, '}', 0), start = 1;
    if (end == SIZE_MAX || (node->parent->type == CMARK_NODE_HEADING && text_starts_with(rest, TEXT("{#"))))
        return TEXT_NONE;
    while (start < end && strchr(" :", rest.bytes[start]))
        start++;
    text inner = text_slice(rest, start, end - start);
    size_t equals = text_find_byte(inner, '=', 0);
    bool is_behind =
        at == 0 ? node->prev && node->prev->type != CMARK_NODE_SOFTBREAK : words.bytes[at - 1] == ']';
    bool is_mark = inner.length > 1 && strchr("#.", inner.bytes[0]) &&
                   (byte_is_letter(inner.bytes[1]) || inner.bytes[1] == '_');
    bool is_pair = is_behind && equals != SIZE_MAX && is_name(text_slice(inner, 0, equals));
    return is_mark || is_pair ? text_slice(rest, 0, end + 1) : TEXT_NONE;
}

/* "{frontMatter.title}", "{require('./map.png')}": what components print. In "/reports/{id}" braces
 * stand for something in an address. */
static text expression_at(text words, size_t at)
{
    enum { LONGEST = 128 };
    text rest = text_slice(words, at, LONGEST);
    size_t end = text_find_byte(rest, '}', 0), name_end = 1;
    while (name_end < rest.length && byte_is_letter(rest.bytes[name_end]))
        name_end++;
    text behind = text_from(rest, name_end);
    bool is_part =
        text_starts_with(behind, TEXT(".")) && behind.length > 1 && byte_is_letter(behind.bytes[1]);
    bool is_meant = is_part || text_starts_with(behind, TEXT("("));
    bool is_in_address = at > 0 && strchr("/\\", words.bytes[at - 1]);
    return end != SIZE_MAX && name_end > 1 && is_meant && !is_in_address ? text_slice(rest, 0, end + 1)
                                                                         : TEXT_NONE;
}

text markdown_foreign_name_at(text words, size_t at)
{
    enum { LONGEST = 64 };
    text rest = text_slice(words, at, LONGEST);
    size_t end = text_starts_with(rest, TEXT("{")) ? text_find_byte(rest, '}', 0) : SIZE_MAX;
    return end != SIZE_MAX && is_name(text_slice(rest, 1, end - 1)) ? text_slice(rest, 0, end + 1)
                                                                    : TEXT_NONE;
}

/* Letters, digits, '-' and '_' from `at` on. */
static text shortcode_name_at(text words, size_t at)
{
    size_t end = at;
    while (
        end < words.length && (byte_is_letter_or_digit(words.bytes[end]) || strchr("-_", words.bytes[end])))
        end++;
    return at < words.length && byte_is_letter(words.bytes[at]) ? text_slice(words, at, end - at) : TEXT("");
}

/* A shortcode of WordPress or a mark of BBCode, whatever its name: "[box size=\"5\"]", "[b]bold[/b]"; and
 * "[/box]" by itself, the end of one that stands around paragraphs. */
static text bracketed_at(text words, size_t at)
{
    enum {
        LONGEST = 4096
    }; /* words between them, so that a long line of brackets is not read again and again */
    text rest = text_from(words, at), name = shortcode_name_at(rest, 1);
    if (at == 0 && text_starts_with(words, TEXT("[/")) && text_ends_with(words, TEXT("]")) &&
        words.length > 3 && shortcode_name_at(words, 2).length == words.length - 3)
        return words;
    if (!name.length)
        return TEXT_NONE;
    text behind = text_slice(rest, name.length + 1, LONGEST);
    if (text_starts_with(behind, TEXT(" "))) {
        text value = text_from(behind, shortcode_name_at(behind, 1).length + 1);
        bool has_value = text_starts_with(value, TEXT("=\"")) || text_starts_with(value, TEXT("='"));
        return has_value ? text_slice(rest, 0, name.length + 1) : TEXT_NONE;
    }
    for (size_t end = 0;
         text_starts_with(behind, TEXT("]")) && (end = text_find(behind, TEXT("[/"), end)) != SIZE_MAX;
         end += 2)
        if (text_starts_with(text_from(behind, end + 2), name) &&
            text_starts_with(text_from(behind, end + 2 + name.length), TEXT("]")))
            return text_slice(rest, 0, name.length + 2);
    return TEXT_NONE;
}

/* A line of Govspeak that opens or closes a block, "$CTA", or stands for a picture, "!!1"; "$$" of a formula.
 */
static bool is_whole_line(const cmark_node *node, text words)
{
    enum { LONGEST = 4 };
    bool is_picture = text_starts_with(words, TEXT("!!"));
    size_t start = is_picture ? 2 : 1;
    if (words.length <= start || words.length > LONGEST || (words.bytes[0] != '$' && !is_picture) ||
        (node->prev && node->prev->type != CMARK_NODE_SOFTBREAK) ||
        (node->next && node->next->type != CMARK_NODE_SOFTBREAK))
        return false;
    for (size_t i = start; i < words.length && !text_equal(words, TEXT("$$")); i++)
        if (is_picture ? !byte_is_digit(words.bytes[i]) : words.bytes[i] < 'A' || words.bytes[i] > 'Z')
            return false;
    return true;
}

/* "import Chart from '../chart'", "export const rates =", above a text with components. */
static bool is_import(const cmark_node *node, text words)
{
    bool is_line_start = !node->prev || node->prev->type == CMARK_NODE_SOFTBREAK;
    bool is_of_file = text_find(words, TEXT(" from '"), 0) != SIZE_MAX ||
                      text_find(words, TEXT(" from \""), 0) != SIZE_MAX ||
                      text_starts_with(words, TEXT("import '")) || text_starts_with(words, TEXT("import \""));
    return is_line_start && ((text_starts_with(words, TEXT("import ")) && is_of_file) ||
                                text_starts_with(words, TEXT("export const ")) ||
                                text_starts_with(words, TEXT("export default ")) ||
                                text_starts_with(words, TEXT("export function ")));
}

/* What tags and marks of the tables above begin with. */
static const bool is_sign[UCHAR_MAX + 1] = { ['{'] = true,
    ['['] = true,
    [':'] = true,
    ['#'] = true,
    ['^'] = true,
    ['*'] = true,
    ['$'] = true,
    ['!'] = true,
    ['='] = true,
    ['?'] = true,
    ['%'] = true,
    ['@'] = true,
    ['\\'] = true,
    ['<'] = true,
    ['/'] = true,
    ['|'] = true,
    ['+'] = true,
    ['-'] = true,
    [0xE2] = true };

text markdown_foreign_at(const cmark_node *node, text words, size_t at)
{
    if (at == 0 && is_import(node, words))
        return words;
    if (!is_sign[(unsigned char)words.bytes[at]])
        return TEXT_NONE;
    if (at == 0 && is_whole_line(node, words))
        return words;
    text table = at == 0 ? unread_table(node, words) : TEXT_NONE;
    if (table.length)
        return table;
    text tag = foreign_tag_at(node, words, at);
    if (!tag.length)
        tag = marked_words_at(words, at);
    if (tag.length)
        return tag;
    tag = words.bytes[at] == '{' ? expression_at(words, at) : TEXT_NONE;
    return tag.length               ? tag
           : words.bytes[at] == '{' ? attributes_at(node, words, at)
           : words.bytes[at] == '[' ? bracketed_at(words, at)
                                    : TEXT_NONE;
}

/* "x^2", "\\alpha". */
static bool is_formula(text words)
{
    for (size_t i = 0; i < words.length && words.bytes[i] != ')'; i++)
        if (words.bytes[i] == '^' ||
            (words.bytes[i] == '\\' && i + 1 < words.length && byte_is_letter(words.bytes[i + 1])))
            return true;
    return false;
}

text markdown_foreign_formula(struct arena *arena, const cmark_node *node, text words, size_t at)
{
    enum { LONGEST = 16, NEAR = 256 };
    text inner = text_slice(words, at + 1, NEAR);
    bool is_line_start = at == 0 && (!node->prev || node->prev->type == CMARK_NODE_SOFTBREAK);
    bool is_block = words.bytes[at] == '[' && is_line_start;
    if ((words.bytes[at] != '(' && !is_block) || !(is_formula(inner) || (is_block && !inner.length)))
        return TEXT_NONE;
    size_t start = 0;
    while (start < inner.length && inner.bytes[start] == ' ')
        start++;
    size_t end = start;
    while (end < inner.length && end < LONGEST &&
           (byte_is_letter_or_digit(inner.bytes[end]) || strchr(" \\", inner.bytes[end])))
        end++;
    while (end > start && inner.bytes[end - 1] == ' ')
        end--;
    return text_format(arena, "\\%c%.*s", words.bytes[at], TEXT_ARGS(text_slice(inner, 0, end)));
}
