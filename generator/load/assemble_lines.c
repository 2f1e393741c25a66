/* SPDX-License-Identifier: MIT */
/*
 * Lines of front matter, and descriptions of terms, are inline Markdown. Few have links, so their HTML keeps
 * them as they were written, and only here is it looked through for addresses that need the site: they become
 * holes, filled as those of bodies.
 */
#include "base/list.h"
#include "base/path.h"
#include "base/tag.h"
#include "load/assembly.h"
#include "load/reference.h"

/* As the renderer writes them. */
#define HREF " href=\""
#define SRC  "<img src=\""

struct line {
    struct assembly *assembly;
    const struct draft *draft;     /* NULL for a term */
    const struct article *article; /* NULL for a page or a term */
    text folder;                   /* below content/, in which relative paths start */
    text html;
    span where;
};

struct holes {
    struct reference *items;
    size_t count, capacity;
};

static void report_outside(const struct line *line, const struct reference *reference)
{
    struct diagnostic *diagnostic = diagnostic_error(line->assembly->diagnostics, line->where, "broken-link",
        "'%.*s' leads out of content/", TEXT_ARGS(reference->target));
    diagnostic_hint(line->assembly->diagnostics, diagnostic,
        "relative paths start at the folder of this file: content/%.*s", TEXT_ARGS(line->folder));
}

/* Is the address at `start` in the HTML one that needs the site? Then *reference says what it names. */
static bool read_address(const struct line *line, size_t start, text written, struct reference *reference)
{
    struct arena *arena = line->assembly->arena;
    text url = reference_unescape(arena, written), before = text_slice(line->html, 0, start);
    bool is_picture = text_ends_with(before, TEXT(SRC));
    if (!is_picture && !text_ends_with(before, TEXT(HREF)))
        return false;
    *reference =
        (struct reference){ .kind = is_picture ? REFERENCE_IMAGE : REFERENCE_LINK, .where = line->where };
    bool is_complete = !line->draft && text_starts_with(url, TEXT("/"));
    if (!url.length || url.bytes[0] == '#' || url.bytes[0] == '?' || is_complete ||
        reference_is_elsewhere(url))
        return false;
    if (reference_read(arena, line->assembly->input->unicode, url, line->folder, reference))
        return true;
    report_outside(line, reference);
    return false;
}

static text fill_line(const struct line *line)
{
    struct arena *arena = line->assembly->arena;
    struct holes holes = { 0 };
    struct buffer out;
    size_t at = 0, copied = 0;
    text value, html = line->html;
    if (text_find(html, TEXT(HREF), 0) == SIZE_MAX && text_find(html, TEXT(SRC), 0) == SIZE_MAX)
        return html;
    buffer_init(&out, arena);
    while (tag_next(html, &at).bytes)
        while (tag_attribute(html, &at, &value).length) {
            struct reference reference;
            size_t start = value.bytes ? (size_t)(value.bytes - html.bytes) : 0;
            if (!read_address(line, start, value, &reference))
                continue;
            buffer_append(&out, text_slice(html, copied, start - copied));
            copied = start + value.length;
            reference.hole = out.length;
            *list_add(arena, &holes) = reference;
        }
    buffer_append(&out, text_from(html, copied));
    struct markup markup = {
        .html = buffer_text(&out), .references = holes.items, .reference_count = holes.count
    };
    return assemble_line(line->assembly, line->draft, line->article, &markup);
}

static text filled(struct line *line, text html, span where)
{
    line->html = html;
    line->where = where;
    return html.length ? fill_line(line) : html;
}

/* Notes of changes that are not due yet are not among the article's. */
static void fill_changes(struct line *line)
{
    const struct draft *draft = line->draft;
    for (size_t i = 0; i < line->article->changes.count; i++) {
        struct change *change = (struct change *)line->article->changes.items[i];
        for (size_t k = 0; k < draft->change_notes.count; k++)
            if (change->note.bytes == draft->change_notes.items[k].bytes) {
                change->note = filled(line, change->note, draft->front_matter.changes[k].note.where);
                break;
            }
    }
}

static void fill_key_points(struct line *line, struct article *article)
{
    const struct spanned_list *facts = &line->draft->front_matter.key_points;
    text *points = arena_new_array(line->assembly->arena, text, article->key_points.count);
    for (size_t i = 0; i < article->key_points.count; i++)
        points[i] = filled(line, article->key_points.items[i], facts->items[i].where);
    article->key_points.items = points;
}

static void fill_image(struct line *line, struct image *image)
{
    const struct front_matter *facts = &line->draft->front_matter;
    if (!image)
        return;
    image->caption = filled(line, image->caption, facts->image.caption.where);
    image->credit = filled(line, image->credit, facts->image.credit.where);
}

void assemble_article_lines(struct assembly *assembly, struct article *article, const struct draft *draft)
{
    struct line line = { assembly, draft, article, path_folder(draft->file->path), .where = SPAN_NONE };
    fill_changes(&line);
    fill_key_points(&line, article);
    fill_image(&line, (struct image *)article->image);
    article->status.reason = filled(&line, article->status.reason, draft->front_matter.status_reason.where);
}

void assemble_lines(struct assembly *assembly)
{
    for (size_t i = 0; i < assembly->articles.count; i++)
        assemble_article_lines(
            assembly, assembly->articles.items[i].article, assembly->articles.items[i].draft);
    for (size_t i = 0; i < assembly->pages.count; i++) {
        const struct draft *draft = assembly->pages.items[i].draft;
        struct line line = { assembly, draft, NULL, path_folder(draft->file->path), .where = SPAN_NONE };
        fill_image(&line, (struct image *)assembly->pages.items[i].page->image);
    }
    for (size_t i = 0; i < assembly->described.count; i++) {
        struct line line = { .assembly = assembly, .folder = TEXT("data") };
        struct term *term = assembly->described.items[i].term;
        term->description = filled(&line, term->description, assembly->described.items[i].where);
    }
}
