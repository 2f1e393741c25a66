/* SPDX-License-Identifier: MIT */
/* What an archive that moved still has of its old program: nothing reads it here, so readers see it. */
#include "check/check.h"

#define OTHERS                                                                                               \
    "it is of another program: write Markdown, or a shortcode on a line of its own; in code it may stay"
#define ATTRIBUTES                                                                                           \
    "Markdown has no attributes here, but {#id} at the end of a heading: write that, or HTML, or take it "   \
    "away"
#define CONTENTS "take it away: long texts have a table of contents, and any with toc: true above it"

/* The first that fits the tag. */
static const struct {
    text opening;
    const char *hint;
} hints[] = {
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
    { TEXT_INIT("^"), "write <sup>…</sup>, or a call-out: > [!NOTE] and, below it, > and the words" },
    { TEXT_INIT("~"), "write <sub>…</sub>, or ~~…~~ where the words are to be struck through" },
    { TEXT_INIT("%"), "write a call-out: > [!WARNING] and, below it, > and the words" },
    { TEXT_INIT("::"), OTHERS },
    { TEXT_INIT(": "), OTHERS },
    { TEXT_INIT(":"), "write the sign itself, as an emoji" },
    { TEXT_INIT(""), OTHERS },
};

static void report(struct checking *checking, const struct outline_tag *tag)
{
    if (tag->is_attribute) {
        diagnostic_hint(checking->diagnostics,
            check_report(checking, tag->where,
                "the attribute '%.*s' is not read: what follows without a blank line is shown as it is "
                "written",
                TEXT_ARGS(tag->words)),
            "put blank lines around the Markdown in the element, and take the attribute away");
        return;
    }
    bool is_struck = text_starts_with(tag->words, TEXT("~"));
    struct diagnostic *diagnostic = check_report(checking, tag->where,
        is_struck ? "'%.*s' is struck through" : "'%.*s' is shown as it is written", TEXT_ARGS(tag->words));
    if (text_starts_with(tag->words, TEXT("#"))) {
        diagnostic_hint(checking->diagnostics, diagnostic, "a heading has a blank behind it: '%.*s Words'",
            TEXT_ARGS(tag->words));
        return;
    }
    const char *hint = NULL;
    for (size_t i = 0; i < sizeof hints / sizeof *hints && !hint; i++)
        hint = text_starts_with(tag->words, hints[i].opening) ? hints[i].hint : NULL;
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
