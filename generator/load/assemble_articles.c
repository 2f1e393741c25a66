/* SPDX-License-Identifier: MIT */
/*
 * An article's facts, one group at a time, from its draft. What needs other articles (neighbours, terms,
 * links) comes later, in the files beside this one.
 */
#include "base/byte.h"
#include "base/count.h"
#include "base/escape.h"
#include "base/media_type.h"
#include "base/path.h"
#include "base/slug.h"
#include "base/unicode_words.h"
#include "load/assemble_body.h"
#include "load/assembly.h"
#include "model/licence.h"
#include <stdlib.h>

enum { SUMMARY_CODE_POINTS = 240, ARTICLES_AT_ONCE = 64 };

struct address_reading assemble_address_reading(const struct assembly *assembly)
{
    return (struct address_reading){ assembly->input->config, assembly->input->unicode, assembly->arena,
        assembly->diagnostics };
}

bool assemble_place(struct assembly *assembly, text address, span where, struct place *place)
{
    const struct address_reading reading = assemble_address_reading(assembly);
    return written_address_place(&reading, address, where, place);
}

bool assemble_place_of_name(struct assembly *assembly, text address, span where, struct place *place)
{
    const struct address_reading reading = assemble_address_reading(assembly);
    return written_address_place_or(
        &reading, address, where, "give the file or its folder another name, or write slug:", place);
}

/* Where an image answers; absent after reporting a path that leads to a text, or a relative one to no file.
 */
static text image_address(
    struct assembly *assembly, const struct draft *draft, const struct spanned_text *src)
{
    bool is_external =
        text_find(src->text, TEXT("://"), 0) != SIZE_MAX || text_starts_with(src->text, TEXT("//"));
    if (is_external)
        return src->text;
    bool is_address = text_starts_with(src->text, TEXT("/"));
    text path = draft_file_path(draft, assembly->input->unicode, assembly->arena, src->text);
    const struct content_file *file = path.bytes ? map_find(&assembly->input->content->by_path, path) : NULL;
    if (file && file->kind != CONTENT_MEDIA) {
        assemble_report_no_picture(assembly, src->where, path, "write the path of a picture");
        return TEXT_NONE;
    }
    if (file)
        return url_of_address(
            assembly->input->config, assembly->arena, path_to_address(assembly->arena, path));
    if (is_address) {
        assemble_note_address(assembly, src->text, src->text, src->where);
        return url_of_address(assembly->input->config, assembly->arena, src->text);
    }
    assemble_report_missing(assembly, src->where, "missing-image", src->text, path);
    return TEXT_NONE;
}

const struct image *assemble_image(struct assembly *assembly, const struct draft *draft,
    const struct spanned_text *src, const struct spanned_text *alt, text caption, text credit)
{
    if (!src->text.length || assemble_is_unfinished(assembly, draft))
        return NULL;
    struct image *image = arena_new(assembly->arena, struct image);
    image->src = image_address(assembly, draft, src);
    if (!image->src.bytes)
        return NULL;
    image->alt = alt->text.bytes ? alt->text : TEXT("");
    image->caption = caption;
    image->credit = credit;
    image->type = media_type_of(image->src);
    image->width = draft->lead_image_size.width;
    image->height = draft->lead_image_size.height;
    return image;
}

/* Those of one day as they were written; all lie in one row. */
static int compare_changes(const void *a, const void *b)
{
    const struct change *left = *(const struct change *const *)a, *right = *(const struct change *const *)b;
    int order = date_compare(&right->date, &left->date);
    return order ? order : (left > right) - (left < right);
}

static void set_changes(struct assembly *assembly, struct article *article, const struct draft *draft)
{
    static const text names[] = { TEXT_INIT("major"), TEXT_INIT("minor"), TEXT_INIT("correction") };
    const struct front_matter *facts = &draft->front_matter;
    size_t count = 0, corrections = 0;
    const void **all = arena_alloc_array(assembly->arena, facts->change_count, sizeof *all);
    const void **corrected = arena_alloc_array(assembly->arena, facts->change_count, sizeof *corrected);
    struct change *changes = arena_new_array(assembly->arena, struct change, facts->change_count);
    /* What was done to a text before it was out is no update to its readers, and feeds would be older than
     * it. Nor is a date that repeats that of publication. */
    article->is_update_given =
        article->updated.is_set && article->updated.day.number >= article->date.day.number;
    if (date_compare(&article->updated, &article->date) <= 0)
        article->updated = (struct date){ 0 };
    const bool is_date_given = article->updated.is_set;
    for (size_t i = 0; i < facts->change_count; i++) {
        const struct front_matter_change *fact = &facts->changes[i];
        if (!moment_is_due(&fact->date.date, &assembly->input->gate))
            continue;
        changes[count] = (struct change){ fact->date.date, names[fact->type], draft->change_notes.items[i] };
        all[count] = &changes[count];
        count++;
        const struct date *last = article->updated.is_set ? &article->updated : &article->date;
        bool is_newer = date_compare(&fact->date.date, last) > 0;
        if (!is_date_given && fact->type != CHANGE_MINOR && is_newer)
            article->updated = fact->date.date;
    }
    if (count)
        qsort(all, count, sizeof *all, compare_changes);
    for (size_t i = 0; i < count; i++)
        if (text_equal(((const struct change *)all[i])->type, names[CHANGE_CORRECTION]))
            corrected[corrections++] = all[i];
    article->changes = (struct object_list){ all, count };
    article->corrections = (struct object_list){ corrected, corrections };
}

static const struct {
    text name, label, schema_type;
} types[] = {
    { TEXT_INIT("briefing"), TEXT_INIT("Briefing"), TEXT_INIT("Report") },
    { TEXT_INIT("news"), TEXT_INIT("News"), TEXT_INIT("ReportageNewsArticle") },
    { TEXT_INIT("analysis"), TEXT_INIT("Analysis"), TEXT_INIT("AnalysisNewsArticle") },
    { TEXT_INIT("explainer"), TEXT_INIT("Explainer"), TEXT_INIT("BackgroundNewsArticle") },
    { TEXT_INIT("opinion"), TEXT_INIT("Opinion"), TEXT_INIT("OpinionNewsArticle") },
    { TEXT_INIT("report"), TEXT_INIT("Report"), TEXT_INIT("Report") },
    /* to add one: a row here, in load/front_matter_*.c, and its label in layouts/strings/ */
};

static size_t find_type(text name)
{
    size_t at = 0;
    while (at < COUNT(types) && !text_equal(name, types[at].name))
        at++;
    return at;
}

text assemble_type_label(text type)
{
    size_t found = find_type(type);
    return found < COUNT(types) ? types[found].label : TEXT_NONE;
}

static void set_type(struct article *article, text type)
{
    size_t found = find_type(type);
    if (found == COUNT(types))
        found = 0;
    article->type = types[found].name;
    article->type_label = types[found].label;
    article->schema_type = types[found].schema_type;
}

static text slug_of_id(struct assembly *assembly, text id)
{
    return slug_make(assembly->input->unicode, assembly->arena, date_rest_of_name(path_name(id)), TEXT_NONE);
}

static text article_address(
    struct assembly *assembly, const struct article *article, const struct front_matter *facts)
{
    if (facts->permalink.text.bytes)
        return facts->permalink.text;
    struct permalink_parts parts = permalink_parts_of(assembly->input->unicode, assembly->arena, article);
    return url_from_pattern(assembly->arena, assembly->input->config->article_permalink, &parts);
}

span assemble_address_where(const struct front_matter *facts)
{
    return facts->permalink.text.bytes ? facts->permalink.where
           : facts->slug.text.bytes    ? facts->slug.where
                                       : facts->title.where;
}

void assemble_texts(struct assembly *assembly, struct article *article, const struct draft *draft)
{
    const struct front_matter *facts = &draft->front_matter;
    const struct config *config = assembly->input->config;
    struct arena *arena = assembly->arena;
    article->title = text_copy(arena, draft->title);
    article->html_title =
        text_equal(draft->html_title, draft->title) ? article->title : text_copy(arena, draft->html_title);
    assemble_body(arena, article, draft);
    article->has_summary = facts->summary.text.length > 0;
    article->summary = article->has_summary ? text_copy(arena, facts->summary.text)
                                            : unicode_cut(assembly->input->unicode, assembly->arena,
                                                  draft->body.first_paragraph, SUMMARY_CODE_POINTS);
    article->key_points = draft->key_points;
    article->number = facts->number.text;
    article->doi = facts->doi.text;
    article->doi_url = citation_doi_url(assembly->arena, article->doi);
    article->lang = draft_language(draft, config);
    article->licence = facts->licence.text.bytes ? facts->licence.text : config->licence;
    article->licence_url = licence_url(assembly->arena, article->licence);
    article->translation_key = facts->translation_key.text;
    article->layout = facts->layout.text;
    article->layout_where = facts->layout.where;
    article->address_where = assemble_address_where(facts);
    article->is_noindex = facts->noindex == CHOICE_YES;
    article->fields = value_none(); /* until plugins add some */
    article->extra = facts->extra.kind == VALUE_MAP ? facts->extra : value_map_of(assembly->arena, NULL, 0);
}

/* Until its date an article has the status that it had. */
static void set_status(struct assembly *assembly, struct article *article, const struct draft *draft)
{
    static const text kinds[] = { TEXT_INIT("current"), TEXT_INIT("withdrawn"), TEXT_INIT("superseded"),
        TEXT_INIT("archived") };
    article->status.kind = kinds[STATUS_CURRENT];
    if (!assemble_status_is_due(assembly, &draft->front_matter))
        return;
    article->status.kind = kinds[draft->front_matter.status];
    article->status.reason = draft->status_reason;
    article->status.date = draft->front_matter.status_date.date;
}

static const struct date *later(const struct date *a, const struct date *b)
{
    return b->is_set && date_compare(b, a) > 0 ? b : a;
}

/* Years are counted as calendars have them, so that all of one year grow old at once, on the first day of
 * another. */
static void set_age(struct assembly *assembly, struct article *article, const struct draft *draft)
{
    const struct config *config = assembly->input->config;
    const struct date *expires = &draft->front_matter.expires.date;
    article->as_of = *later(later(&article->date, &article->updated), &article->reviewed);
    if (!config->old_after_years || !article->as_of.is_set || !article_is_current(article))
        return;
    struct civil first = { day_to_civil(article->as_of.day).year + (int32_t)config->old_after_years + 1, 1,
        1 };
    struct date from = zone_date_from_day(config->zone, day_from_civil(first));
    if (expires->is_set && date_compare(&from, expires) >= 0)
        return;
    assemble_note_moment(assembly, draft, &from, DUE_AGES);
    article->is_old = from.instant.milliseconds <= assembly->input->gate.now.milliseconds;
}

static void place_article(struct assembly *assembly, struct article *article, const struct draft *draft)
{
    const struct front_matter *facts = &draft->front_matter;
    struct place place;
    article->has_permalink = facts->permalink.text.bytes;
    article->has_own_address = article->has_permalink || facts->slug.text.bytes;
    bool (*find_place)(struct assembly *, text, span, struct place *) =
        article->has_own_address ? assemble_place : assemble_place_of_name;
    if (!find_place(assembly, article_address(assembly, article, facts), article->address_where, &place))
        return;
    assemble_warn_of_permalink(assembly, facts, place.path);
    assemble_put(article, &place);
}

/* The id of the entry in feeds. Two entries with one are one to programs that read them. */
static text entry_id(struct assembly *assembly, const struct article *article, const struct draft *draft)
{
    const struct spanned_text *guid = &draft->front_matter.guid;
    if (!guid->text.bytes)
        return url_entry_id(assembly->input->config, assembly->arena, article->date.day, article->id);
    const struct spanned_text *other = map_add(&assembly->guids, guid->text, (void *)guid);
    if (other != guid) {
        struct diagnostic *diagnostic = diagnostic_error(assembly->diagnostics, guid->where, "duplicate-guid",
            "another article is '%.*s' in feeds", TEXT_ARGS(guid->text));
        diagnostic_note(assembly->diagnostics, diagnostic, other->where, "that one");
        diagnostic_hint(
            assembly->diagnostics, diagnostic, "keep it in the one that had it, and take it out here");
    }
    return guid->text;
}

/* "The levy 0123456789abcdef0123456789abcdef", as Notion names files. */
static void check_number(struct assembly *assembly, text name, span where)
{
    enum { DIGITS = 32 };
    if (name.length <= DIGITS + 1 || !strchr(" -_", name.bytes[name.length - DIGITS - 1]))
        return;
    for (size_t i = name.length - DIGITS; i < name.length; i++)
        if (!byte_is_digit(name.bytes[i]) && !(name.bytes[i] >= 'a' && name.bytes[i] <= 'f'))
            return;
    diagnostic_hint(assembly->diagnostics,
        diagnostic_warning(assembly->diagnostics, where, "odd-slug",
            "the file's name ends in a number of Notion's, and so does the address"),
        "name the file '%.*s.md', or write slug: and some words",
        TEXT_ARGS(text_slice(name, 0, name.length - DIGITS - 1)));
}

/* "2019/levy" would be "2019-levy", and "%D1%82", as exports have it, the letters "d1-82": neither is the
 * address that the text had. */
static void check_slug(struct assembly *assembly, text from, span where)
{
    struct diagnostics *diagnostics = assembly->diagnostics;
    text path = from;
    while (text_starts_with(path, TEXT("/")))
        path = text_from(path, 1);
    if (text_find_byte(path, '/', 0) != SIZE_MAX)
        diagnostic_hint(diagnostics,
            diagnostic_warning(diagnostics, where, "odd-slug", "'/' in a slug becomes '-'"),
            "write permalink: /%.*s%s where that is the whole address, else the last part alone",
            TEXT_ARGS(path), text_ends_with(path, TEXT("/")) ? "" : "/");
    if (text_find_byte(from, '%', 0) == SIZE_MAX || !text_is_ascii(from))
        return;
    text decoded = url_decode(diagnostics->arena, from);
    if (!text_is_ascii(decoded))
        diagnostic_hint(diagnostics,
            diagnostic_warning(diagnostics, where, "odd-slug",
                "'%.*s' is encoded, and read as letters and digits", TEXT_ARGS(from)),
            "write permalink: and the address that it had, with '%.*s' at its end; or slug: %.*s",
            TEXT_ARGS(decoded), TEXT_ARGS(decoded));
}

text assemble_required_slug(struct assembly *assembly, text slug, const struct draft *draft)
{
    const struct front_matter *facts = &draft->front_matter;
    if (facts->permalink.text.length)
        return slug;
    bool is_given = facts->slug.text.length > 0;
    text from = is_given ? facts->slug.text : date_rest_of_name(path_name(draft->file->id));
    span where = is_given ? facts->slug.where : facts->title.where;
    check_slug(assembly, from, where);
    if (!is_given)
        check_number(assembly, from, where);
    if (slug.length)
        return slug;
    struct diagnostic *diagnostic = diagnostic_error(assembly->diagnostics, where, "unusable-slug",
        "'%.*s' has no letter or digit to make an address of", TEXT_ARGS(from));
    diagnostic_hint(assembly->diagnostics, diagnostic, "write slug: and a word");
    return text_format(assembly->arena, "unusable-slug-%u", draft->file->source);
}

/* Articles stand side by side, away from what they point to: who goes through all touches fewer pages. */
static struct article *new_article(struct assembly *assembly)
{
    if (!assembly->new_articles.count) {
        assembly->new_articles.items = arena_new_array(assembly->arena, struct article, ARTICLES_AT_ONCE);
        assembly->new_articles.count = ARTICLES_AT_ONCE;
    }
    assembly->new_articles.count--;
    return assembly->new_articles.items++;
}

struct article *assemble_make_article(struct assembly *assembly, const struct draft *draft)
{
    const struct front_matter *facts = &draft->front_matter;
    struct article *article = new_article(assembly);
    article->id = draft->file->id;
    article->source = draft->file->source;
    text slug = facts->slug.text.bytes
                    ? slug_make(assembly->input->unicode, assembly->arena, facts->slug.text, facts->lang.text)
                    : slug_of_id(assembly, article->id);
    article->slug = assemble_required_slug(assembly, slug, draft);
    text rest = article->id;
    article->section =
        text_find_byte(rest, '/', 0) == SIZE_MAX
            ? TEXT("")
            : slug_make(assembly->input->unicode, assembly->arena, text_cut(&rest, '/'), TEXT_NONE);
    article->source_path = assemble_source_path(assembly, draft);
    article->date = facts->date.date;
    article->updated = assemble_due_date(assembly, &facts->updated);
    article->reviewed = assemble_due_date(assembly, &facts->reviewed);
    article->review_by = facts->review_by.date;
    assemble_texts(assembly, article, draft);
    set_changes(assembly, article, draft);
    set_type(article, facts->type.text);
    set_status(assembly, article, draft);
    set_age(assembly, article, draft);
    article->is_featured = facts->featured == CHOICE_YES && article_is_current(article);
    place_article(assembly, article, draft);
    article->tag_uri = entry_id(assembly, article, draft);
    article->site = assembly->site;
    article->citation = (struct citation){ citation_key(assembly->arena, article->id), article };
    article->image = assemble_image(
        assembly, draft, &facts->image.src, &facts->image.alt, draft->image_caption, draft->image_credit);
    return article;
}
