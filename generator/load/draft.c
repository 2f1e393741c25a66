/* SPDX-License-Identifier: MIT */
/*
 * One file to its facts. Order: read, split, front matter, body. A step that fails leaves the draft marked
 * faulty and the later steps still run as far as they can, so that one build reports every mistake of a file.
 */
#include "load/draft.h"
#include "base/file.h"
#include "base/file_fault.h"
#include "base/list.h"
#include "base/path.h"
#include "base/slug.h"
#include "load/reader_text.h"
#include "load/unfetched_file.h"
#include "load/yaml_check.h"
#include <string.h>

/* Colour profiles of printers stand before the size of a JPEG, of half a megabyte some of them. */
enum { USUAL_HEAD_BYTES = 256 * 1024, LONG_HEAD_BYTES = 4 * 1024 * 1024 };

bool draft_measure_image(
    const struct draft_maker *maker, text content_path, struct image_size *size, int *error)
{
    *error = 0;
    const struct content_file *file = map_find(&maker->content->by_path, content_path);
    if (!file)
        return false;
    struct arena arena;
    arena_init(&arena);
    const char *path = text_to_string(&arena, file->disk_path);
    bool is_measured = false, is_whole = false;
    for (size_t most = USUAL_HEAD_BYTES; most <= LONG_HEAD_BYTES && !is_measured && !is_whole; most *= 16) {
        text head = TEXT_NONE;
        *error = file_read_start(maker->content_folder, path, most, &arena, &head);
        is_measured = *error == 0 && image_size_read(head, size);
        is_whole = head.length < most;
    }
    arena_release(&arena);
    return is_measured;
}

static bool gathers_words(const struct draft_maker *maker, const struct draft *draft)
{
    return draft->file->kind == CONTENT_ARTICLE && maker->words;
}

/* One draft while it is made. */
struct making {
    const struct draft_maker *maker;
    struct draft *draft;
    struct arena *arena;   /* the draft's */
    struct arena *reading; /* of the file's bytes, which go when the draft is made */
    struct diagnostics *diagnostics;
    const struct quotation *smart; /* NULL: punctuation stays as it was typed */
};

text draft_language(const struct draft *draft, const struct config *config)
{
    text lang = draft->front_matter.lang.text;
    return lang.bytes ? lang : config->language;
}

struct publication draft_publication(const struct draft *draft)
{
    const struct front_matter *facts = &draft->front_matter;
    return (struct publication){ facts->is_draft, draft->is_faulty, facts->date.date, facts->expires.date };
}

static text language_of(const struct making *making)
{
    return draft_language(making->draft, making->maker->config);
}

static void choose_punctuation(struct making *making)
{
    const struct draft_maker *maker = making->maker;
    making->smart = markdown_quotation(maker->config, maker->unicode, language_of(making));
}

/* An image that is there and cannot be read is no image without a size: the page would silently be another.
 */
static bool find_image_size(void *data, text content_path, struct image_size *size)
{
    const struct making *making = data;
    int error;
    bool is_measured = draft_measure_image(making->maker, content_path, size, &error);
    if (error) {
        const struct content_file *file = map_find(&making->maker->content->by_path, content_path);
        file_fault_report(making->diagnostics, (span){ file->source, 0, 0 }, "unreadable-file", error,
            "cannot read the file");
    }
    *list_add(making->arena, &making->draft->measured) =
        (struct measured_image){ text_copy(making->arena, content_path), is_measured,
            is_measured ? *size : (struct image_size){ 0 } };
    return is_measured;
}

/* What is put before the ids of footnotes and tables. An author's words stand below articles, one of which
 * may have the author's id: a sign that no slug has tells them apart. */
static text id_prefix_of(const struct making *making)
{
    const struct content_file *file = making->draft->file;
    text slug = slug_make(making->maker->unicode, making->arena, file->id, TEXT_NONE);
    return file->kind == CONTENT_AUTHOR ? text_concat(making->arena, TEXT("by_"), slug) : slug;
}

static struct markdown_options options_for(struct making *making)
{
    const struct config *config = making->maker->config;
    const struct draft *draft = making->draft;
    return (struct markdown_options){
        .smart = making->smart,
        .raw_html = config->raw_html,
        .lang = language_of(making),
        .stands_beside = draft->file->kind == CONTENT_AUTHOR,
        .id_prefix = id_prefix_of(making),
        .source_folder = path_folder(draft->file->path),
        .headings_get_ids = true,
        .images_become_figures = true,
        .alerts = true,
        .shortcodes = true,
        .tables_scroll = true,
        .limits = config->limits,
        .image_size = find_image_size,
        .image_size_data = making,
        .leaves_words = gathers_words(making->maker, draft),
        .on_exhausted = making->maker->on_exhausted,
    };
}

static void report_marks(const struct making *making, const struct spanned_text *line)
{
    markdown_report_marks(line->text, &(struct markdown_place){ line->where, making->diagnostics });
}

static text inline_html(const struct making *making, const struct spanned_text *line)
{
    if (!line->text.bytes)
        return TEXT_NONE;
    const struct markdown_place place = { line->where, making->diagnostics };
    text html;
    markdown_report_marks(line->text, &place);
    markdown_render_inline(making->arena, line->text, &place, making->smart, making->maker->config->raw_html,
        TEXT_NONE, &html, NULL);
    return html;
}

/* A picture, "&nbsp;" and an empty tag are no title: nothing is left of them in lists and feeds. */
static void render_title(struct making *making)
{
    struct draft *draft = making->draft;
    const struct config *config = making->maker->config;
    const struct spanned_text *title = &draft->front_matter.title;
    if (!title->text.bytes)
        return;
    markdown_render_title(
        making->arena, title->text, making->smart, config->raw_html, &draft->html_title, &draft->title);
    if (reader_text_is_seen(draft->title))
        return;
    struct diagnostic *diagnostic =
        diagnostic_error(making->diagnostics, title->where, "missing-title", "the title has no words");
    diagnostic_hint(making->diagnostics, diagnostic, "write the title behind 'title:'");
}

static void render_lines(struct making *making)
{
    struct draft *draft = making->draft;
    struct arena *arena = making->arena;
    struct front_matter *facts = &draft->front_matter;
    render_title(making);
    report_marks(making, &facts->title);
    report_marks(making, &facts->summary);
    facts->summary.text = markdown_render_plain(arena, facts->summary.text, making->smart);
    facts->image.alt.text = markdown_render_plain(arena, facts->image.alt.text, making->smart);
    text *points = arena_new_array(arena, text, facts->key_points.count);
    for (size_t i = 0; i < facts->key_points.count; i++)
        points[i] = inline_html(making, &facts->key_points.items[i]);
    draft->key_points = (struct text_list){ points, facts->key_points.count };
    text *notes = arena_new_array(arena, text, facts->change_count);
    for (size_t i = 0; i < facts->change_count; i++)
        notes[i] = inline_html(making, &facts->changes[i].note);
    draft->change_notes = (struct text_list){ notes, facts->change_count };
    draft->image_caption = inline_html(making, &facts->image.caption);
    draft->image_credit = inline_html(making, &facts->image.credit);
    draft->status_reason = inline_html(making, &facts->status_reason);
}

text draft_file_path(const struct draft *draft, struct unicode *unicode, struct arena *arena, text written)
{
    text src = unicode_nfc(unicode, arena, written);
    return text_starts_with(src, TEXT("/")) ? text_from(src, 1)
                                            : path_resolve(arena, path_folder(draft->file->path), src);
}

/* The lead image of an article or the portrait of an author, when it is a file below content/. */
static void measure_lead_image(struct making *making)
{
    struct draft *draft = making->draft;
    text src =
        draft->file->kind == CONTENT_AUTHOR ? draft->author->image.text : draft->front_matter.image.src.text;
    if (!src.length)
        return;
    text path = draft_file_path(draft, making->maker->unicode, making->arena, src);
    if (path.bytes)
        find_image_size(making, path, &draft->lead_image_size);
}

static struct word_part part_of(text words, unsigned keyword_weight, unsigned search_weight)
{
    return (
        struct word_part){ .words = words, .keyword_weight = keyword_weight, .search_weight = search_weight };
}

/* The words of the body are counted on the way. */
static void gather_words(const struct making *making)
{
    struct draft *draft = making->draft;
    const struct markup *body = &draft->body;
    const struct front_matter *facts = &draft->front_matter;
    size_t count = 0, most = 3 + draft->key_points.count + body->heading_count + facts->attachment_count;
    struct word_part *parts = arena_new_array(making->arena, struct word_part, most);
    parts[count++] = (struct word_part){ .words = draft->title,
        .keyword_weight = 3,
        .search_weight = SEARCH_WEIGHT_TITLE,
        .has_function_words = true };
    parts[count++] = part_of(facts->summary.text, 2, SEARCH_WEIGHT_SUMMARY);
    struct word_part *whole = &parts[count++];
    *whole = part_of(body->plain, 1, SEARCH_WEIGHT_BODY);
    for (size_t i = 0; i < draft->key_points.count; i++) {
        parts[count] = part_of(draft->key_points.items[i], 2, SEARCH_WEIGHT_KEY_POINT);
        parts[count++].is_markup = true;
    }
    for (size_t i = 0; i < body->heading_count; i++)
        parts[count++] = part_of(body->headings[i].plain, 2, SEARCH_WEIGHT_HEADING);
    for (size_t i = 0; i < facts->attachment_count; i++)
        parts[count++] = part_of(facts->attachments[i].title.text, 1, SEARCH_WEIGHT_ATTACHMENT);
    struct gathered_words gathered =
        words_gather(making->maker->words, making->arena, language_of(making), parts, count);
    draft->keywords = gathered.keywords;
    draft->search_entries = gathered.search_entries;
    draft->search_digest = digest_of(gathered.search_entries).low;
    draft->body.word_count = whole->word_count;
}

/* What readers see of it. */
static text attachment_words(const struct front_matter_attachment *attachment)
{
    return attachment->title.text.length ? attachment->title.text : attachment->file.text;
}

static void digest_text(const struct making *making)
{
    struct draft *draft = making->draft;
    size_t count = 0;
    struct reader_part *parts = arena_new_array(making->reading, struct reader_part,
        4 + draft->key_points.count + draft->front_matter.attachment_count);
    parts[count++] = (struct reader_part){ draft->title, false };
    parts[count++] = (struct reader_part){ draft->front_matter.summary.text, false };
    for (size_t i = 0; i < draft->key_points.count; i++)
        parts[count++] = (struct reader_part){ draft->key_points.items[i], true };
    parts[count++] = (struct reader_part){ draft->image_caption, true };
    for (size_t i = 0; i < draft->front_matter.attachment_count; i++)
        parts[count++] = (struct reader_part){ attachment_words(&draft->front_matter.attachments[i]), false };
    parts[count++] = (struct reader_part){ draft->body.plain, false };
    draft->text_digest = reader_text_digest(making->maker->unicode, making->reading, parts, count);
}

static void read_front_matter(
    const struct making *making, text contents, const struct front_matter_split *split)
{
    const struct front_matter_rules rules = { making->maker->config, making->diagnostics, making->arena };
    struct draft *draft = making->draft;
    if (draft->author)
        front_matter_read_author(&rules, draft->file, contents, split, draft->author);
    else
        front_matter_read_content(&rules, draft->file, contents, split, &draft->front_matter);
}

/* The front matter is kept, since its facts borrow from it; the body is needed only while it is rendered. */
static void make_from(struct making *making, text contents)
{
    struct front_matter_split split;
    struct draft *draft = making->draft;
    uint32_t source = draft->file->source;
    if (unfetched_file_report(making->diagnostics, source, contents) ||
        !front_matter_split(source, contents, &split, making->diagnostics))
        return;
    text head = text_copy(making->arena, text_slice(contents, 0, split.body_offset));
    read_front_matter(making, head, &split);
    choose_punctuation(making);
    render_lines(making);
    measure_lead_image(making);
    struct markdown_options options = options_for(making);
    markdown_render(making->arena, making->maker->unicode, source, contents, split.body_offset, &options,
        &draft->body, making->diagnostics);
    if (draft->front_matter.summary.text.length)
        draft->body.first_paragraph = TEXT_NONE; /* nobody asks for it then */
    if (gathers_words(making->maker, draft))
        gather_words(making);
    if (draft->file->kind == CONTENT_ARTICLE)
        digest_text(making);
}

static void make_comment(struct making *making, text contents)
{
    const struct front_matter_rules rules = { making->maker->config, making->diagnostics, making->arena };
    struct draft *draft = making->draft;
    text kept = text_copy(making->arena, contents);
    if (!yaml_check_encoding(draft->file->source, kept, 0, making->diagnostics))
        return;
    front_matter_read_comment(&rules, draft->file, kept, draft->comment);
    choose_punctuation(making);
    draft->body.html = markdown_render_comment(making->arena, draft->comment->comment.text, making->smart);
}

/* A search for the rarer byte is the quicker one. */
static bool has_waiver_words(text contents)
{
    static const text words = TEXT_INIT(DRAFT_WAIVER_WORDS);
    size_t before = text_find_byte(words, ':', 0);
    for (size_t at = before; (at = text_find_byte(contents, ':', at)) != SIZE_MAX; at++)
        if (text_starts_with(text_from(contents, at - before), words))
            return true;
    return false;
}

struct draft *draft_make(const struct draft_maker *maker, const struct content_file *file,
    struct arena *arena, struct diagnostics *diagnostics, struct file_status *status)
{
    struct draft *draft = arena_new(arena, struct draft);
    size_t errors_before = diagnostics->error_count;
    struct arena reading;
    struct making making = { maker, draft, arena, &reading, diagnostics, NULL };
    text contents = TEXT_NONE;
    draft->file = file;
    if (file->kind == CONTENT_AUTHOR)
        draft->author = arena_new(arena, struct author_front_matter);
    if (file->kind == CONTENT_COMMENT)
        draft->comment = arena_new(arena, struct comment_front_matter);
    arena_init(&reading);
    int error = file_read(maker->content_folder, text_to_string(&reading, file->disk_path),
        (size_t)maker->config->limits.source_bytes, &reading, &contents, status);
    if (error)
        file_fault_report_file(diagnostics, (span){ file->source, 0, 0 }, error,
            maker->config->limits.source_bytes, "split the text, or raise limits: source_bytes in site.yml");
    else if (file->kind == CONTENT_COMMENT)
        make_comment(&making, contents);
    else
        make_from(&making, contents);
    draft->digest = digest_of(contents);
    draft->has_waivers = has_waiver_words(contents);
    draft->html_digest = digest_of(draft->body.html).low;
    draft->plain_digest = digest_of(draft->body.plain).low;
    draft->is_faulty = diagnostics->error_count > errors_before;
    arena_release(&reading);
    return draft;
}

void draft_outline(
    const struct draft_maker *maker, const struct draft *draft, struct arena *arena, struct outline *outline)
{
    struct arena reading;
    struct diagnostics unheard;
    struct front_matter_split split;
    text contents = TEXT_NONE;
    *outline = (struct outline){ 0 };
    arena_init(&reading);
    diagnostics_init(&unheard, &reading);
    int error = file_read(maker->content_folder, text_to_string(&reading, draft->file->disk_path),
        (size_t)maker->config->limits.source_bytes, &reading, &contents, NULL);
    if (!error && front_matter_split(draft->file->source, contents, &split, &unheard)) {
        struct making making = { .maker = maker, .draft = (struct draft *)draft, .arena = &reading };
        struct markdown_options options = options_for(&making);
        options.image_size = NULL; /* which would note the size in the draft */
        markdown_outline(arena, draft->file->source, contents, split.body_offset, &options, outline);
        draft_add_links(arena, draft, outline);
    }
    arena_release(&reading);
}
