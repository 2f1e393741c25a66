/* SPDX-License-Identifier: MIT */
/* Texts in which an earlier program took UTF-8 for Windows-1252, or lost characters. */
#include "base/count.h"
#include "base/list.h"
#include "base/path.h"
#include "check/garbled.h"
#include "check/written_files.h"

/* What stands for characters that a program could not read, and the same garbled. */
static const text lost_characters[] = { TEXT_INIT("\xEF\xBF\xBD"), TEXT_INIT("ï¿½") };

/* Characters that end a line of YAML. */
static const text line_ends[] = { TEXT_INIT("\xE2\x80\xA8"), TEXT_INIT("\xE2\x80\xA9") };

struct looking {
    struct garbled_reader reader;
    struct {
        text *items; /* of files that are garbled themselves: what leads to them has to be, too */
        size_t count, capacity;
    } names;
};

/* A line of a text. */
struct line {
    uint32_t source;
    size_t offset;
    text words;
};

static span place_of(const struct line *line, size_t start, size_t end)
{
    return (span){ line->source, (uint32_t)(line->offset + start), (uint32_t)(end - start) };
}

static void report_lost(struct checking *checking, const struct line *line)
{
    for (size_t i = 0; i < COUNT(lost_characters); i++) {
        size_t at = text_find(line->words, lost_characters[i], 0);
        if (at == SIZE_MAX)
            continue;
        diagnostic_hint(checking->diagnostics,
            check_report(checking, place_of(line, at, at + lost_characters[i].length),
                "'%.*s' stands where a character was lost", TEXT_ARGS(lost_characters[i])),
            "write the character; an older copy of the text may have it");
        return;
    }
}

/* Why nobody but its author can mend it, or NULL. */
static const char *reason_to_ask(const struct looking *looking, const struct line *line, text mended)
{
    for (size_t i = 0; i < COUNT(line_ends); i++)
        if (text_find(mended, line_ends[i], 0) != SIZE_MAX)
            return "with a blank, or a line end, for the character that ends a line and nobody sees";
    for (size_t i = 0; i < looking->names.count; i++)
        if (text_find(line->words, looking->names.items[i], 0) != SIZE_MAX)
            return "and give the file that the line names its name, too";
    return NULL;
}

static struct diagnostic *report_signs(
    struct checking *checking, const struct line *line, const struct garbled *garbled)
{
    text more = garbled->count > 1
                    ? text_format(checking->arena, "; %zu more in this line", garbled->count - 1)
                    : TEXT("");
    span where = place_of(line, garbled->start, garbled->end);
    return garbled->is_control ? check_report(checking, where,
                                     "a control character of Unicode stands for '%.*s' of Windows-1252%.*s",
                                     TEXT_ARGS(garbled->meant), TEXT_ARGS(more))
                               : check_report(checking, where,
                                     "'%.*s' stands for '%.*s': UTF-8 that was read as Windows-1252%.*s",
                                     TEXT_ARGS(garbled->written), TEXT_ARGS(garbled->meant), TEXT_ARGS(more));
}

static void report_garbled(struct checking *checking, const struct looking *looking, const struct line *line,
    const struct garbled *garbled)
{
    struct diagnostic *diagnostic = report_signs(checking, line, garbled);
    const char *why = reason_to_ask(looking, line, garbled->mended);
    if (why) {
        diagnostic_hint(checking->diagnostics, diagnostic, "write %.*s, %s", TEXT_ARGS(garbled->mended), why);
        return;
    }
    diagnostic_hint(
        checking->diagnostics, diagnostic, "write %.*s, or brief check --fix", TEXT_ARGS(garbled->mended));
    diagnostic_fix(checking->diagnostics, diagnostic, place_of(line, garbled->start, garbled->end),
        text_slice(line->words, garbled->start, garbled->end - garbled->start), garbled->mended);
}

static void check_file(struct checking *checking, const struct written_file *file, void *data)
{
    const struct looking *looking = data;
    struct arena arena;
    arena_init(&arena);
    text contents = source_contents(checking->subject->sources, file->source, &arena);
    struct line line = { .source = file->source };
    for (text rest = contents; rest.length;) {
        line.offset = (size_t)(rest.bytes - contents.bytes);
        line.words = text_cut_line(&rest);
        if (text_is_ascii(line.words))
            continue;
        report_lost(checking, &line);
        struct garbled garbled = garbled_find(&looking->reader, &arena, line.words);
        if (garbled.count)
            report_garbled(checking, looking, &line, &garbled);
    }
    arena_release(&arena);
}

static void gather_names(struct checking *checking, struct looking *looking)
{
    const struct content *content = checking->subject->content;
    for (size_t i = 0; i < content->count; i++) {
        text name = path_name(content->files[i].path);
        if (!text_is_ascii(name) && garbled_find(&looking->reader, checking->arena, name).count)
            *list_add(checking->arena, &looking->names) = name;
    }
}

void check_garbled_texts(struct checking *checking)
{
    struct looking looking = { .names = { 0 } };
    garbled_open(&looking.reader);
    gather_names(checking, &looking);
    check_each_written(checking, check_file, &looking);
}
