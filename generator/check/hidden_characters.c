/* SPDX-License-Identifier: MIT */
/*
 * Characters that nobody sees. They come along with what is copied from pages and word processors; a search
 * does not find the word that holds one, two names that look alike are two, and those that set a direction
 * turn what follows. Many are needed somewhere: a paragraph with letters of a script that may need one is
 * left alone.
 */
#include "base/buffer.h"
#include "check/hidden_trouble.h"
#include "check/written_files.h"

enum { MOST_OPEN = 64, UNSEEN_IN_A_ROW = 8 };

/* In the order of enum trouble: what is said of the character, and what to do. */
static const struct {
    const char *what, *hint;
    bool is_mended; /* by --fix, which takes it out */
} troubles[TROUBLE_COUNT] = {
    { "", "", false },
    { "nobody sees", "take it out, or brief check --fix: no search finds the word that holds it", true },
    { "nobody sees", "take it out: no search finds the word that holds it", false },
    { "stands for a picture or a table of another program",
        "put in what is missing here, and take the character out, or brief check --fix", true },
    { "nobody sees in a name or a title",
        "take it out: names and titles stand in lists, feeds and citations, too", false },
    { "one font alone has a sign for", "write the sign that was meant: '- ' for the bullet of a list",
        false },
    { "ends no line here", "write a line end in its place, or a blank line before a paragraph", false },
    { "spells words that nobody sees", "take it out, and its like behind it", false },
    { "goes into no page",
        "take it out, or write what it stood for: a line end for U+000B, a hyphen for U+001E", false },
    { "nobody sees, in a text without letters from right to left", "take it out", false },
    { "shows letters in another order than that in which they are written", "take it out", false },
    { "turns all that follows in its paragraph",
        "write what closes it behind the words that it is for, or take it out", false },
    { "closes nothing in its paragraph", "take it out", false },
    /* to add one: its value in enum trouble, a row here, and where it is told in trouble_of */
};

/* Those of one kind in a line. */
struct finding {
    uint32_t code_point;          /* of the first */
    size_t start, first_end, end; /* of the first, and where the last ends; in the source */
    size_t count;
    struct buffer mended; /* what stands between them */
};

/* One text at work. A paragraph is what stands between two lines that are blank or `---`. */
struct reading {
    struct checking *checking;
    const struct written_file *file;
    struct arena *arena;
    text contents;
    size_t body; /* where it begins */
    struct surroundings around;
    struct finding findings[TROUBLE_COUNT]; /* in the line */
    struct {
        struct open {
            enum unseen kind;
            bool is_told; /* or need not be */
            uint32_t code_point;
            size_t start;
        } items[MOST_OPEN]; /* more are not counted */
        size_t count;
    } open; /* in the paragraph: what sets a direction and is not closed yet */
};

static text call(const struct reading *reading, uint32_t code_point)
{
    text name = unseen_name(reading->arena, code_point);
    return name.length ? text_format(reading->arena, "U+%04X (%.*s)", code_point, TEXT_ARGS(name))
                       : text_format(reading->arena, "U+%04X", code_point);
}

static struct diagnostic *report(
    struct reading *reading, enum trouble trouble, span where, uint32_t code_point, text more)
{
    struct diagnostic *diagnostic = check_report(reading->checking, where, "%.*s, which %s%.*s",
        TEXT_ARGS(call(reading, code_point)), troubles[trouble].what, TEXT_ARGS(more));
    diagnostic_hint(reading->checking->diagnostics, diagnostic, "%s", troubles[trouble].hint);
    return diagnostic;
}

/* Where names and titles stand that others show or compare. */
static bool is_in(span where, size_t offset)
{
    return where.source && offset >= where.offset && offset < where.offset + where.length;
}

static bool is_in_list(const struct spanned_list *list, size_t offset)
{
    for (size_t i = 0; i < list->count; i++)
        if (is_in(list->items[i].where, offset))
            return true;
    return false;
}

static bool is_in_name(const struct draft *draft, size_t offset)
{
    if (!draft)
        return false;
    const struct front_matter *keys = &draft->front_matter;
    bool is_found = is_in(keys->title.where, offset) || is_in(keys->series.where, offset) ||
                    is_in(keys->slug.where, offset) || is_in_list(&keys->authors, offset);
    for (size_t i = 0; !is_found && i < keys->term_count; i++)
        is_found = is_in_list(&keys->terms[i], offset);
    return is_found || (draft->author && is_in(draft->author->name.where, offset));
}

/* What is seen behind a character in its line; 0: nothing, or only behind many more of them. */
static uint32_t seen_after(text line, size_t at)
{
    for (int i = 0; at < line.length && i < UNSEEN_IN_A_ROW; i++) {
        uint32_t code_point = text_next_code_point(line, &at);
        if (unseen_of(code_point) == UNSEEN_NONE)
            return code_point;
    }
    return 0;
}

static void report_open(struct reading *reading)
{
    for (size_t i = 0; i < reading->open.count; i++) {
        const struct open *open = &reading->open.items[i];
        if (open->is_told)
            continue;
        size_t end = open->start;
        text_next_code_point(reading->contents, &end);
        span where = { reading->file->source, (uint32_t)open->start, (uint32_t)(end - open->start) };
        report(reading, TROUBLE_OPEN, where, open->code_point, TEXT(""));
    }
    reading->open.count = 0;
}

/* False: the end of an embedding or isolate ends none. What an isolate holds ends with it. */
static bool close(struct reading *reading, enum unseen unseen)
{
    for (size_t i = reading->open.count; i-- > 0;) {
        bool is_isolate = reading->open.items[i].kind == UNSEEN_ISOLATE;
        if (is_isolate == (unseen == UNSEEN_ISOLATE_END)) {
            reading->open.count = i;
            return true;
        }
        if (is_isolate)
            return false;
    }
    return false;
}

/* Of a paragraph in such a script, or of an item or a cell: all of it is meant, and it ends with that. */
static bool is_of_whole(const struct reading *reading, text line, size_t at)
{
    static const text markup = TEXT_INIT(" \t>*-+#|.)0123456789");
    size_t start = (size_t)(line.bytes - reading->contents.bytes);
    bool is_whole = reading->around.has_right_to_left && start >= reading->body;
    for (size_t i = 0; is_whole && i < at; i++)
        is_whole = text_find_byte(markup, line.bytes[i], 0) != SIZE_MAX;
    return is_whole;
}

/* False: it ends nothing. */
static bool note_direction(
    struct reading *reading, enum unseen unseen, uint32_t code_point, text line, size_t at)
{
    if (unseen == UNSEEN_EMBEDDING_END || unseen == UNSEEN_ISOLATE_END)
        return close(reading, unseen);
    bool opens = unseen == UNSEEN_EMBEDDING || unseen == UNSEEN_OVERRIDE || unseen == UNSEEN_ISOLATE;
    bool is_told = unseen == UNSEEN_OVERRIDE || (opens && is_of_whole(reading, line, at));
    size_t start = (size_t)(line.bytes - reading->contents.bytes) + at;
    if (opens && reading->open.count < MOST_OPEN)
        reading->open.items[reading->open.count++] = (struct open){ unseen, is_told, code_point, start };
    return true;
}

static void note(struct reading *reading, enum trouble trouble, uint32_t code_point, size_t start, size_t end)
{
    struct finding *finding = &reading->findings[trouble];
    if (!finding->count++) {
        finding->code_point = code_point;
        finding->start = start;
        finding->first_end = finding->end = end;
        buffer_init(&finding->mended, reading->arena);
        return;
    }
    buffer_append(&finding->mended, text_slice(reading->contents, finding->end, start - finding->end));
    finding->end = end;
}

static void report_line(struct reading *reading)
{
    uint32_t source = reading->file->source;
    for (int i = TROUBLE_NONE + 1; i < TROUBLE_COUNT; i++) {
        struct finding *finding = &reading->findings[i];
        if (!finding->count)
            continue;
        text more = finding->count > 1
                        ? text_format(reading->arena, "; %zu more in this line", finding->count - 1)
                        : TEXT("");
        span where = { source, (uint32_t)finding->start, (uint32_t)(finding->first_end - finding->start) };
        struct diagnostic *diagnostic = report(reading, (enum trouble)i, where, finding->code_point, more);
        where.length = (uint32_t)(finding->end - finding->start);
        if (troubles[i].is_mended)
            diagnostic_fix(reading->checking->diagnostics, diagnostic, where,
                text_slice(reading->contents, where.offset, where.length), buffer_text(&finding->mended));
        *finding = (struct finding){ 0 };
    }
}

static void read_line(struct reading *reading, text line)
{
    size_t offset = (size_t)(line.bytes - reading->contents.bytes);
    reading->around.before = 0;
    for (size_t at = 0; at < line.length;) {
        size_t start = at;
        uint32_t code_point = text_next_code_point(line, &at);
        enum unseen unseen = unseen_of(code_point);
        if (unseen == UNSEEN_NONE) {
            reading->around.before = code_point;
            continue;
        }
        reading->around.after = seen_after(line, at);
        reading->around.is_first = offset + start == 0;
        reading->around.is_in_keys = offset + start < reading->body;
        reading->around.is_in_name = is_in_name(reading->file->draft, offset + start);
        enum trouble trouble = hidden_trouble(unseen, &reading->around);
        if (!note_direction(reading, unseen, code_point, line, start))
            trouble = TROUBLE_STRAY;
        if (trouble != TROUBLE_NONE)
            note(reading, trouble, code_point, offset + start, offset + at);
    }
    report_line(reading);
}

/* Has it any such character? */
static bool survey_paragraph(struct reading *reading, text paragraph)
{
    bool is_found = false;
    reading->around.has_other = reading->around.has_right_to_left = false;
    for (size_t at = 0; at < paragraph.length;) {
        uint32_t code_point = text_next_code_point(paragraph, &at);
        is_found = is_found || unseen_of(code_point) != UNSEEN_NONE;
        if (code_point < 0x80)
            continue;
        enum script_kind script = unseen_script_of(code_point);
        reading->around.has_other = reading->around.has_other || script == SCRIPT_OTHER;
        reading->around.has_right_to_left =
            reading->around.has_right_to_left || script == SCRIPT_RIGHT_TO_LEFT;
    }
    return is_found;
}

static void read_paragraph(struct reading *reading, text paragraph)
{
    if (!survey_paragraph(reading, paragraph))
        return;
    for (text rest = paragraph; rest.length;)
        read_line(reading, text_cut_line(&rest));
    report_open(reading);
}

/* Links name it, and the id of its entry in feeds. */
static void read_name_of_file(struct reading *reading)
{
    text path = reading->file->path;
    if (!survey_paragraph(reading, path))
        return;
    reading->around.before = 0;
    reading->around.is_in_name = true;
    for (size_t at = 0; at < path.length;) {
        uint32_t code_point = text_next_code_point(path, &at);
        enum unseen unseen = unseen_of(code_point);
        reading->around.after = seen_after(path, at);
        if (unseen >= UNSEEN_EMBEDDING || hidden_trouble(unseen, &reading->around) != TROUBLE_NONE) {
            struct diagnostic *diagnostic =
                check_report(reading->checking, (span){ reading->file->source, 0, 0 },
                    "the name of this file has %.*s", TEXT_ARGS(call(reading, code_point)));
            diagnostic_hint(reading->checking->diagnostics, diagnostic,
                "give it a name without it: who types the name in a link writes another one");
            return;
        }
        if (unseen == UNSEEN_NONE)
            reading->around.before = code_point;
    }
}

static bool parts_paragraphs(text line)
{
    text trimmed = text_trim(line);
    return !trimmed.length || text_equal(trimmed, TEXT("---"));
}

/* Has it a character at all that the rest has to look at? */
static bool has_unseen(text contents, bool *is_right_to_left)
{
    bool is_found = false;
    for (size_t at = 0; at < contents.length;) {
        uint32_t code_point = text_next_code_point(contents, &at);
        is_found = is_found || unseen_of(code_point) != UNSEEN_NONE;
        if (!*is_right_to_left && code_point >= 0x80)
            *is_right_to_left = unseen_script_of(code_point) == SCRIPT_RIGHT_TO_LEFT;
    }
    return is_found;
}

static void read_paragraphs(struct reading *reading)
{
    text paragraph = text_slice(reading->contents, 0, 0);
    for (text rest = reading->contents; rest.length;) {
        text line = text_cut_line(&rest);
        paragraph.length = (size_t)(line.bytes - paragraph.bytes);
        if (parts_paragraphs(line)) {
            read_paragraph(reading, paragraph);
            paragraph = text_slice(line, line.length, 0);
        }
    }
    paragraph.length = (size_t)(reading->contents.bytes + reading->contents.length - paragraph.bytes);
    read_paragraph(reading, paragraph);
}

static size_t find_body(const struct reading *reading)
{
    struct diagnostics ignored;
    struct front_matter_split split;
    if (!reading->file->draft)
        return reading->contents.length;
    diagnostics_init(&ignored, reading->arena);
    front_matter_split(reading->file->source, reading->contents, &split, &ignored);
    return split.body_offset;
}

static void check_file(struct checking *checking, const struct written_file *file, void *data)
{
    (void)data;
    struct arena arena;
    arena_init(&arena);
    struct reading reading = { .checking = checking, .file = file, .arena = &arena };
    const struct config *config = checking->subject->site->config;
    text language = file->draft ? draft_language(file->draft, config) : config->language;
    reading.contents = source_contents(checking->subject->sources, file->source, &arena);
    reading.around.is_right_to_left = unicode_is_right_to_left(&arena, language);
    read_name_of_file(&reading);
    if (has_unseen(reading.contents, &reading.around.is_right_to_left)) {
        reading.body = find_body(&reading);
        read_paragraphs(&reading);
    }
    arena_release(&arena);
}

void check_hidden_characters(struct checking *checking)
{
    check_each_written(checking, check_file, NULL);
}
