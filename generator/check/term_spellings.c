/* SPDX-License-Identifier: MIT */
/*
 * A term is its slug, so "Open data" and "open-data" are one and the label is the declared or most used
 * spelling; who writes another one is told. "opendata" is another slug and so another page: of terms whose
 * slugs are the same without hyphens, the one with fewer articles is told of the other. A name that signs
 * make another word, "C++" beside "C", is no other spelling.
 */
#include "base/byte.h"
#include "base/slug.h"
#include "check/check.h"
#include "load/term_names.h"
#include "load/yaml_scalar.h"
#include <string.h>

struct spelling {
    const struct term *term;
    const struct term *other; /* the more used one without regard to hyphens; itself: none */
};

static text without_hyphens(struct arena *arena, text slug)
{
    return text_replace(arena, slug, TEXT("-"), TEXT(""));
}

/* Terms of one taxonomy by slug → struct spelling *. */
static void gather(struct checking *checking, const struct taxonomy *taxonomy, struct map *spellings)
{
    struct map bare;
    map_init(&bare, checking->arena);
    map_init(spellings, checking->arena);
    for (size_t i = 0; i < taxonomy->terms.count; i++) {
        const struct term *term = taxonomy->terms.items[i], *best;
        text key = without_hyphens(checking->arena, term->slug);
        best = map_add(&bare, key, (void *)term);
        if (term->articles.count > best->articles.count)
            map_set(&bare, key, (void *)term);
    }
    for (size_t i = 0; i < taxonomy->terms.count; i++) {
        struct spelling *spelling = arena_new(checking->arena, struct spelling);
        spelling->term = taxonomy->terms.items[i];
        spelling->other = map_find(&bare, without_hyphens(checking->arena, spelling->term->slug));
        map_set(spellings, spelling->term->slug, spelling);
    }
}

/* Can a label take the place of bare words, in a list of YAML or among commas? */
static bool is_plain(text label)
{
    for (size_t i = 0; i < label.length; i++) {
        char byte = label.bytes[i];
        bool is_letter = byte_is_letter_or_digit(byte) || (unsigned char)byte >= 0x80;
        if (!is_letter && !(i > 0 && byte && strchr(" -.&+/()", byte)))
            return false;
    }
    return label.length > 0 && label.bytes[label.length - 1] != ' ' &&
           yaml_scalar_resolve(label).kind == VALUE_TEXT;
}

static void report(struct checking *checking, const struct spanned_text *name, text label, const char *what)
{
    struct diagnostic *diagnostic = check_report(
        checking, name->where, "'%.*s' is %s '%.*s'", TEXT_ARGS(name->text), what, TEXT_ARGS(label));
    text typed = yaml_scalar_write(checking->arena, label);
    diagnostic_hint(checking->diagnostics, diagnostic, "write %.*s", TEXT_ARGS(typed));
    text contents = source_contents(checking->subject->sources, name->where.source, checking->arena);
    text written = text_slice(contents, name->where.offset, name->where.length);
    if (text_equal(written, name->text) && is_plain(label))
        diagnostic_fix(checking->diagnostics, diagnostic, name->where, written, label);
    else if (written.length > 1 && (written.bytes[0] == '"' || written.bytes[0] == '\'') &&
             !text_equal(written, name->text))
        diagnostic_fix(checking->diagnostics, diagnostic, name->where, written, typed);
}

/* Does a label lead to its term when it is written in front matter? A title may be other words than the slug.
 */
static bool leads_back(struct checking *checking, const struct term *term)
{
    return text_equal(
        slug_make(checking->subject->unicode, checking->arena, term->name, TEXT_NONE), term->slug);
}

static void check_names(
    struct checking *checking, const struct spanned_list *names, const struct map *spellings)
{
    for (size_t i = 0; i < names->count; i++) {
        text written = unicode_nfc(checking->subject->unicode, checking->arena, names->items[i].text);
        const struct spelling *spelling =
            map_find(spellings, slug_make(checking->subject->unicode, checking->arena, written, TEXT_NONE));
        if (!spelling)
            continue;
        if (spelling->other != spelling->term)
            report(checking, &names->items[i],
                leads_back(checking, spelling->other) ? spelling->other->name : spelling->other->slug,
                "but for hyphens the same as");
        else if (!text_equal(written, spelling->term->name) && leads_back(checking, spelling->term) &&
                 term_names_agree(checking->subject->unicode, checking->arena, written, spelling->term->name))
            report(checking, &names->items[i], spelling->term->name, "otherwise spelt");
    }
}

void check_term_spellings(struct checking *checking)
{
    const struct site *site = checking->subject->site;
    for (size_t i = 0; i < site->taxonomies.count; i++) {
        struct map spellings;
        gather(checking, site->taxonomies.items[i], &spellings);
        for (size_t k = 0; k < checking->subject->draft_count; k++) {
            const struct draft *draft = checking->subject->drafts[k];
            if (draft && draft->file->kind == CONTENT_ARTICLE && draft->front_matter.terms)
                check_names(checking, &draft->front_matter.terms[i], &spellings);
        }
    }
}
