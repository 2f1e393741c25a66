/* SPDX-License-Identifier: MIT */
/* What an archive that moved still has of its old program: nothing reads it here, so readers see it. */
#include "base/byte.h"
#include "base/count.h"
#include "check/check.h"

#define OTHERS                                                                                               \
    "it is of another program: write Markdown, or a shortcode on a line of its own; in code it may stay"
#define ATTRIBUTES                                                                                           \
    "Markdown has no attributes here, but {#id} at the end of a heading: write that, or HTML, or take it "   \
    "away"
#define ALONE     "write the address alone, as in /images/map.png; in HTML with the path of base_url before it"
#define PRINTED   "write the words that it printed"
#define FILE_PATH "write the path of the file from here, as in ../2019/levy.md"
#define FENCE     "write a fence of three backticks and the language, as in ```sql"
#define FORMULA   "nothing sets formulas here: write it in words, as code, or a shortcode on a line of its own"
#define INCLUDE   "nothing is taken in from other files here: put the words of that file in its place"
#define BLOCK                                                                                                \
    "write > [!NOTE] in its place and > before each line of the words, and take the end of the block away"
#define BOX      "write - [ ] for what is to be done, and - [x] for what is"
#define CONTENTS "take it away: long texts have a table of contents, and any with toc: true above it"

/* The first that fits the tag. */
static const struct {
    text opening;
    const char *hint;
} hints[] = {
    { TEXT_INIT("{{ site.base"), ALONE },
    { TEXT_INIT("{{site.base"), ALONE },
    { TEXT_INIT("{{ site.url"), ALONE },
    { TEXT_INIT("{{site.url"), ALONE },
    { TEXT_INIT("{{ site."), PRINTED },
    { TEXT_INIT("{{site."), PRINTED },
    { TEXT_INIT("{{ page."), PRINTED },
    { TEXT_INIT("{{page."), PRINTED },
    { TEXT_INIT("{{ \""), ALONE },
    { TEXT_INIT("{{ '"), ALONE },
    { TEXT_INIT("{{\""), ALONE },
    { TEXT_INIT("{{'"), ALONE },
    { TEXT_INIT("{% post_url"), FILE_PATH },
    { TEXT_INIT("{% link"), FILE_PATH },
    { TEXT_INIT("{{< ref"), FILE_PATH },
    { TEXT_INIT("{{% ref"), FILE_PATH },
    { TEXT_INIT("{{< relref"), FILE_PATH },
    { TEXT_INIT("{{% relref"), FILE_PATH },
    { TEXT_INIT("{% highlight"), FENCE },
    { TEXT_INIT("{% codeblock"), FENCE },
    { TEXT_INIT("{% raw"), "take it away: braces are text here" },
    { TEXT_INIT("{% endraw"), "take it away: braces are text here" },
    { TEXT_INIT("**"), "put a blank where letters touch the signs, or write <strong>…</strong>" },
    { TEXT_INIT("[] "), BOX },
    { TEXT_INIT("[/] "), BOX },
    { TEXT_INIT("[-] "), BOX },
    { TEXT_INIT("[>] "), BOX },
    { TEXT_INIT("[<] "), BOX },
    { TEXT_INIT("[?] "), BOX },
    { TEXT_INIT("[!] "), BOX },
    { TEXT_INIT("[!"), "a call-out begins with > [!NOTE], [!TIP], [!IMPORTANT], [!WARNING] or [!CAUTION], "
                       "alone on its line" },
    { TEXT_INIT("|"), "write a line |---|---| below the first one, which has the names of the columns" },
    { TEXT_INIT("+--"), "write a table with lines | a | b |, and |---|---| below the first" },
    { TEXT_INIT("$$"), FORMULA },
    { TEXT_INIT("\\("), FORMULA },
    { TEXT_INIT("\\["), FORMULA },
    { TEXT_INIT("!!!"),
        "write a call-out: > [!NOTE] and, below it, > and the words, which are set in no more" },
    { TEXT_INIT(":::"), BLOCK },
    { TEXT_INIT("///"), BLOCK },
    { TEXT_INIT("<<<"), INCLUDE },
    { TEXT_INIT("???"),
        "write <details><summary>…</summary>, blank lines around the words, which are set in no "
        "more, and </details>" },
    { TEXT_INIT("=== "), "write a heading, and below it the words, which are set in no more" },
    { TEXT_INIT("=="), "write <mark>…</mark>, or **…**" },
    { TEXT_INIT("{."), "Markdown has no classes here: take it away, or write HTML" },
    { TEXT_INIT("{:toc"), CONTENTS },
    { TEXT_INIT("[TOC"), CONTENTS },
    { TEXT_INIT("[toc"), CONTENTS },
    { TEXT_INIT("[[TOC"), CONTENTS },
    { TEXT_INIT("[[toc"), CONTENTS },
    { TEXT_INIT("[[MORE"),
        "take it away: the first paragraph is the summary, or what summary: says above it" },
    { TEXT_INIT("[node:"), PRINTED },
    { TEXT_INIT("[site:"), PRINTED },
    { TEXT_INIT("[current-user:"), PRINTED },
    { TEXT_INIT("[["), "write [words](../2019/levy.md) for a link, and ![words](map.png) for a picture" },
    { TEXT_INIT("{::"), OTHERS },
    { TEXT_INIT("{:"), ATTRIBUTES },
    { TEXT_INIT("{#"), ATTRIBUTES },
    { TEXT_INIT("{ "), ATTRIBUTES },
    { TEXT_INIT("^["), OTHERS },
    { TEXT_INIT("^^"), "write <ins>…</ins>" },
    { TEXT_INIT("++"), "write <ins>…</ins>" },
    { TEXT_INIT("{!"), INCLUDE },
    { TEXT_INIT("--8<"), INCLUDE },
    { TEXT_INIT("–8<"), INCLUDE },
    { TEXT_INIT("^"), "write <sup>…</sup>, or a call-out: > [!NOTE] and, below it, > and the words" },
    { TEXT_INIT("~"), "write <sub>…</sub>, or ~~…~~ where the words are to be struck through" },
    { TEXT_INIT("%"), "write a call-out: > [!WARNING] and, below it, > and the words" },
    { TEXT_INIT("::"), OTHERS },
    { TEXT_INIT(": "),
        "write a list: - **Term**: what it means; the caption of a table is a paragraph Table: "
        "and the words, above it" },
    { TEXT_INIT(":"), "write the sign itself, as an emoji" },
    { TEXT_INIT(""), OTHERS },
};

/* What is said of the kinds that are told by more than their words, around these. */
static const struct {
    const char *before, *behind, *hint;
} kinds[] = {
    [TAG_ATTRIBUTE] = { "the attribute ",
        " is not read: what follows without a blank line is shown as it is written",
        "put blank lines around the Markdown in the element, and take the attribute away" },
    [TAG_COMPONENT] = { "", " is a component of another program, and nothing here",
        "write Markdown, HTML in small letters, or a shortcode on a line of its own" },
    [TAG_FENCE] = { "", " names no language",
        "write the language alone, as in ```sql; what is no code, without the fence" },
    [TAG_ITEM] = { "", " begins no item of a list",
        "begin each item with '- ' or '1. ', or put empty lines between them: these run into each other" },
    [TAG_COLUMNS] = { "", " makes a line across the page, and no columns",
        "write a table with lines | a | b |, and |---|---| below the first" },
    [TAG_LAZY] = { "the attribute ", " shows no picture", "call it src" },
    [TAG_INCLUDE] = { "", " takes in no file here: its words are lost", INCLUDE },
};

/* Of signs that say by their end, or by what stands between them, which program they are of. */
static const char *hint_by_end(struct arena *arena, text words)
{
    bool is_hash = text_starts_with(words, TEXT("#")) && !text_starts_with(words, TEXT("##"));
    if (is_hash && text_starts_with(words, TEXT("#+")))
        return OTHERS;
    if (is_hash && words.length > 1)
        return text_to_string(
            arena, text_format(arena, "write them above the text: tags: [%.*s]",
                       TEXT_ARGS(text_replace(
                           arena, text_replace(arena, words, TEXT("#"), TEXT("")), TEXT(" "), TEXT(", ")))));
    if (text_starts_with(words, TEXT("#")))
        return text_to_string(
            arena, text_format(arena, "a heading has a blank behind it: '%.*s Words'", TEXT_ARGS(words)));
    if (words.length > 2 && text_starts_with(words, TEXT("$")) && text_ends_with(words, TEXT("$")))
        return FORMULA;
    if (text_starts_with(words, TEXT("^")) && !strchr("^[", words.bytes[1]) &&
        !text_ends_with(words, TEXT("^")))
        return "take it away: a heading can have an id to link to, ## Words {#id}";
    if (text_ends_with(words, TEXT("::")) && !text_starts_with(words, TEXT(":")))
        return "take the line away, or write it as a key above the text, below extra:";
    if (text_starts_with(words, TEXT("{")) && !text_starts_with(words, TEXT("{{")) &&
        !text_starts_with(words, TEXT("{%")) && text_find_byte(words, '=', 0) != SIZE_MAX &&
        !text_starts_with(words, TEXT("{.")))
        return ATTRIBUTES;
    bool is_width = words.length > 1 && words.bytes[0] == '|' && byte_is_digit(words.bytes[1]);
    if (is_width || byte_is_digit(words.bytes[0]))
        return "say what it shows, without a width: ![A bridge under water](bridge.jpg)";
    if (text_starts_with(words, TEXT("| ")))
        return "take the bars away, and end each line but the last with a backslash";
    bool is_command = text_starts_with(words, TEXT("\\")) && !strchr("([", words.bytes[1]);
    return is_command ? "it is of LaTeX: take it away, or write HTML" : NULL;
}

static void report(struct checking *checking, const struct outline_tag *tag)
{
    struct arena *arena = checking->diagnostics->arena;
    if (tag->kind != TAG_SHOWN) {
        diagnostic_hint(checking->diagnostics,
            check_report(checking, tag->where, "%s'%.*s'%s", kinds[tag->kind].before, TEXT_ARGS(tag->words),
                kinds[tag->kind].behind),
            "%s", kinds[tag->kind].hint);
        return;
    }
    bool is_struck = text_starts_with(tag->words, TEXT("~"));
    bool is_formula = text_starts_with(tag->words, TEXT("\\(")) || text_starts_with(tag->words, TEXT("\\["));
    struct diagnostic *diagnostic = check_report(checking, tag->where,
        is_struck    ? "'%.*s' is struck through"
        : is_formula ? "'%.*s' begins no formula, and is shown as text"
                     : "'%.*s' is shown as it is written",
        TEXT_ARGS(tag->words));
    const char *hint = hint_by_end(arena, tag->words);
    text words = text_concat(arena, tag->words, TEXT(" ")); /* ": " was trimmed */
    for (size_t i = 0; i < COUNT(hints) && !hint; i++)
        hint = text_starts_with(words, hints[i].opening) ? hints[i].hint : NULL;
    diagnostic_hint(checking->diagnostics, diagnostic, "%s", hint);
}

void check_foreign_tags(struct checking *checking)
{
    for (size_t i = 0; i < checking->subject->draft_count; i++) {
        const struct outline *outline = &checking->subject->outlines[i];
        for (size_t k = 0; k < outline->tag_count; k++)
            report(checking, &outline->tags[k]);
    }
}
