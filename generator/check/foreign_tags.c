/* SPDX-License-Identifier: MIT */
/* What an archive that moved still has of its old program: nothing reads it here, so readers see it. */
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
#define CONTENTS  "take it away: long texts have a table of contents, and any with toc: true above it"

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
    { TEXT_INIT("[!"), "a call-out begins with > [!NOTE], [!TIP], [!IMPORTANT], [!WARNING] or [!CAUTION], "
                       "alone on its line" },
    { TEXT_INIT("|"), "write a line |---|---| below the first one, which has the names of the columns" },
    { TEXT_INIT("+--"), "write a table with lines | a | b |, and |---|---| below the first" },
    { TEXT_INIT("$$"), FORMULA },
    { TEXT_INIT("\\("), FORMULA },
    { TEXT_INIT("\\["), FORMULA },
    { TEXT_INIT("!!!"),
        "write a call-out: > [!NOTE] and, below it, > and the words, which are set in no more" },
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
    { TEXT_INIT(": "), "write a list: - **Term**: what it means" },
    { TEXT_INIT(":"), "write the sign itself, as an emoji" },
    { TEXT_INIT(""), OTHERS },
};

static void report(struct checking *checking, const struct outline_tag *tag)
{
    if (tag->kind == TAG_FENCE) {
        diagnostic_hint(checking->diagnostics,
            check_report(checking, tag->where, "'%.*s' names no language", TEXT_ARGS(tag->words)),
            "write the language alone, as in ```sql; what is no code, without the fence");
        return;
    }
    if (tag->kind == TAG_COMPONENT) {
        diagnostic_hint(checking->diagnostics,
            check_report(checking, tag->where, "'%.*s' is a component of another program, and nothing here",
                TEXT_ARGS(tag->words)),
            "write Markdown, HTML in small letters, or a shortcode on a line of its own");
        return;
    }
    if (tag->kind == TAG_ATTRIBUTE) {
        diagnostic_hint(checking->diagnostics,
            check_report(checking, tag->where,
                "the attribute '%.*s' is not read: what follows without a blank line is shown as it is "
                "written",
                TEXT_ARGS(tag->words)),
            "put blank lines around the Markdown in the element, and take the attribute away");
        return;
    }
    bool is_struck = text_starts_with(tag->words, TEXT("~"));
    bool is_formula = text_starts_with(tag->words, TEXT("\\"));
    struct diagnostic *diagnostic = check_report(checking, tag->where,
        is_struck    ? "'%.*s' is struck through"
        : is_formula ? "'%.*s' begins no formula, and is shown as text"
                     : "'%.*s' is shown as it is written",
        TEXT_ARGS(tag->words));
    if (text_starts_with(tag->words, TEXT("#"))) {
        diagnostic_hint(checking->diagnostics, diagnostic, "a heading has a blank behind it: '%.*s Words'",
            TEXT_ARGS(tag->words));
        return;
    }
    const char *hint = NULL;
    text words = text_concat(checking->diagnostics->arena, tag->words, TEXT(" ")); /* ": " was trimmed */
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
