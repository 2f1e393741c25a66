/* SPDX-License-Identifier: MIT */
/*
 * A term is its slug, so "Open data" and "open-data" are one and the label is the declared or most used
 * spelling; who writes another one is told. "opendata" is another slug and so another page: of terms whose
 * slugs are the same without hyphens, the one with fewer articles is told of the other. A name that signs
 * make another word, "C++" beside "C", is no other spelling.
 */
#include "base/byte.h"
#include "base/slug.h"
#include "base/unseen.h"
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

/* Does a label lead to its term when it is written in front matter? A title may be other words than the slug.
 */
static bool leads_back(struct checking *checking, const struct term *term)
{
    return text_equal(
        slug_make(checking->subject->unicode, checking->arena, term->name, TEXT_NONE), term->slug);
}

/* Nobody is asked to write what nobody sees. */
static bool is_seen(text label)
{
    for (size_t at = 0; at < label.length;) {
        enum unseen unseen = unseen_of(text_next_code_point(label, &at));
        if (unseen != UNSEEN_NONE && unseen != UNSEEN_JOINER)
            return false;
    }
    return true;
}

/* A name of a list, and what it should be. */
struct named {
    text label;       /* absent: nothing is known of it */
    const char *what; /* NULL: it is spelt so */
};

static struct named look_up(struct checking *checking, const struct map *spellings, text name)
{
    struct unicode *unicode = checking->subject->unicode;
    text written = unicode_nfc(unicode, checking->arena, name);
    const struct spelling *spelling =
        map_find(spellings, slug_make(unicode, checking->arena, written, TEXT_NONE));
    if (!spelling)
        return (struct named){ 0 };
    text label = spelling->term->name;
    if (spelling->other != spelling->term)
        return (struct named){ is_seen(spelling->other->name) && leads_back(checking, spelling->other)
                                   ? spelling->other->name
                                   : spelling->other->slug,
            "but for hyphens the same as" };
    if (text_equal(written, label))
        return (struct named){ label, NULL };
    if (is_seen(label) && leads_back(checking, spelling->term) &&
        term_names_agree(unicode, checking->arena, written, label))
        return (struct named){ label, "otherwise spelt" };
    return (struct named){ 0 };
}

/* Of those in a list that should be one label, one stays: the first that is spelt so, else the first. */
static size_t find_kept(const struct named *named, size_t count, text label)
{
    size_t first = count;
    for (size_t i = 0; i < count; i++) {
        if (!text_equal(named[i].label, label))
            continue;
        if (!named[i].what)
            return i;
        first = i < first ? i : first;
    }
    return first;
}

/* Is the comma that `before` ends with none of a list, but of a comment? */
static bool is_in_comment(text before, text gap)
{
    size_t line = before.length;
    while (line > 0 && before.bytes[line - 1] != '\n')
        line--;
    return text_find_byte(gap, '\n', 0) != SIZE_MAX &&
           text_find_byte(text_from(before, line), '#', 0) != SIZE_MAX;
}

/* A line "- name", or the name in a list and the comma towards the one that stays. False when what stands
 * there is neither: the source may be another by now, or gone, or the name is one that others refer to. */
static bool find_item(text contents, bool is_before_kept, span *where)
{
    size_t start = where->offset, end = start + where->length, line = start, next = end;
    if (end > contents.length || start == end || contents.bytes[start] == '&')
        return false;
    while (line > 0 && contents.bytes[line - 1] != '\n')
        line--;
    while (next < contents.length && contents.bytes[next] != '\n')
        next++;
    if (text_equal(text_trim(text_slice(contents, line, start - line)), TEXT("-"))) {
        *where = (span){ where->source, (uint32_t)line, (uint32_t)(next - line + 1) };
        return next < contents.length && !text_trim(text_slice(contents, end, next - end)).length;
    }
    if (is_before_kept) {
        text rest = text_trim(text_from(contents, end)), more = text_trim(text_from(rest, 1));
        *where = (span){ where->source, (uint32_t)start, (uint32_t)(more.bytes - contents.bytes - start) };
        return text_starts_with(rest, TEXT(",")) && !text_starts_with(more, TEXT("#"));
    }
    text before = text_trim(text_slice(contents, 0, start));
    size_t comma = (size_t)(before.bytes - contents.bytes) + before.length - 1;
    *where = (span){ where->source, (uint32_t)comma, (uint32_t)(end - comma) };
    return text_ends_with(before, TEXT(",")) &&
           !is_in_comment(before, text_slice(contents, comma + 1, start - comma - 1));
}

static void take_out(struct checking *checking, struct diagnostic *diagnostic,
    const struct spanned_text *name, text label, bool is_before_kept)
{
    text contents = source_contents(checking->subject->sources, name->where.source, checking->arena);
    span where = name->where;
    diagnostic_hint(
        checking->diagnostics, diagnostic, "leave it out: '%.*s' stands here too", TEXT_ARGS(label));
    if (find_item(contents, is_before_kept, &where))
        diagnostic_fix(checking->diagnostics, diagnostic, where,
            text_slice(contents, where.offset, where.length), TEXT(""));
}

static void spell(
    struct checking *checking, struct diagnostic *diagnostic, const struct spanned_text *name, text label)
{
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

static void check_names(
    struct checking *checking, const struct spanned_list *names, const struct map *spellings)
{
    struct named *named = arena_new_array(checking->arena, struct named, names->count);
    for (size_t i = 0; i < names->count; i++)
        named[i] = look_up(checking, spellings, names->items[i].text);
    for (size_t i = 0; i < names->count; i++) {
        const struct spanned_text *name = &names->items[i];
        text label = named[i].label;
        if (!named[i].what)
            continue;
        struct diagnostic *diagnostic = check_report(checking, name->where, "'%.*s' is %s '%.*s'",
            TEXT_ARGS(name->text), named[i].what, TEXT_ARGS(label));
        size_t kept = find_kept(named, names->count, label);
        if (kept == i)
            spell(checking, diagnostic, name, label);
        else
            take_out(checking, diagnostic, name, label, i < kept);
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
