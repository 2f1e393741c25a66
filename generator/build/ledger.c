/* SPDX-License-Identifier: MIT */
/*
 * Reading and writing urls.lock. Whatever is not exactly a line of it stops the build: an address that is
 * lost here by mistake could vanish later without a word. Lines may come in any order and twice, as they do
 * after a merge that keeps both sides.
 */
#include "build/ledger.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/count.h"
#include "base/escape.h"
#include "base/file.h"
#include "base/file_fault.h"
#include "base/list.h"
#include "base/path.h"
#include "load/config.h"
#include "model/author.h"
#include <errno.h>

enum { LEDGER_BYTES = 256 << 20, USUAL_LINE_BYTES = 96, WORDS_DIGITS = 16, NOTE_DIGITS = 9 };

static const char file_name[] = "urls.lock";
static const text heading = TEXT_INIT("# brief urls.lock ");
/* What they read, and the last of which they write. The second added files and feeds, the third when, by whom
 * and in what status an article is published, and what authors are called, the fourth where the site stands.
 */
static const text versions[] = { TEXT_INIT("1"), TEXT_INIT("2"), TEXT_INIT("3"), TEXT_INIT("4") };

/* In the order of enum ledger_kind. */
static const struct {
    text name;
    size_t least, most; /* columns behind the name */
} kinds[] = {
    { TEXT_INIT("article"), 4, 7 }, { TEXT_INIT("page"), 1, 1 }, { TEXT_INIT("alias"), 1, 1 },
    { TEXT_INIT("page-alias"), 1, 1 }, { TEXT_INIT("list"), 0, 1 }, { TEXT_INIT("gone"), 0, 0 },
    { TEXT_INIT("file"), 1, 1 }, { TEXT_INIT("feed"), 1, 2 },
    /* to add one: its value in ledger.h, a row here, and what publishes it in ledger_entries.c */
};
enum { KIND_COUNT = COUNT(kinds), MOST_COLUMNS = 9 };

struct reading {
    struct arena *arena;
    struct ledger *ledger;
    struct diagnostics *diagnostics;
    span where; /* of the line at hand */
    bool is_good;
};

static void report(struct reading *reading, const char *code, const char *hint, const char *what)
{
    struct diagnostic *diagnostic = diagnostic_error(reading->diagnostics, reading->where, code, "%s", what);
    diagnostic_hint(reading->diagnostics, diagnostic, "%s", hint);
    reading->is_good = false;
}

static void report_line(struct reading *reading, const char *what)
{
    report(reading, "malformed-ledger", "take the file back from git: git checkout -- urls.lock", what);
}

/* brief writes no ledger without a line, so somebody or something emptied it. */
static void report_lost(struct reading *reading)
{
    reading->where = (span){ reading->ledger->source, 0, 0 };
    report(reading, "malformed-ledger",
        "take it back from git: git checkout -- urls.lock; or delete it, if nothing was ever published",
        "no addresses are listed: what was published is not known any more");
}

/* Which mark of git's a line is that two sides changed: '<', '|', '=' or '>'; 0: none. */
static char mark_of(text line)
{
    static const text marks[] = { TEXT_INIT("<<<<<<<"), TEXT_INIT("|||||||"), TEXT_INIT("======="),
        TEXT_INIT(">>>>>>>") };
    for (size_t i = 0; i < COUNT(marks); i++)
        if (text_starts_with(line, marks[i]))
            return marks[i].bytes[0];
    return 0;
}

/* One report a conflict, at the first of its marks that is left. */
static bool has_conflict(struct reading *reading, text contents)
{
    bool is_found = false, is_within = false;
    for (text rest = contents; rest.bytes;) {
        text line = text_cut(&rest, '\n');
        char mark = mark_of(line);
        if (!mark)
            continue;
        reading->where =
            (span){ reading->ledger->source, (uint32_t)(line.bytes - contents.bytes), (uint32_t)line.length };
        if (!is_within || mark == '<')
            report(reading, "ledger-conflict", "keep the lines of both sides, and delete the marks",
                "an unfinished merge");
        is_within = mark != '>';
        is_found = true;
    }
    return is_found;
}

static bool is_made_of(text value, const char *bytes, size_t most)
{
    for (size_t i = 0; i < value.length; i++)
        if (text_find_byte(text_of(bytes), value.bytes[i], 0) == SIZE_MAX)
            return false;
    return value.length > 0 && value.length <= most;
}

static bool is_normal_address(struct arena *arena, text address)
{
    text path;
    if (path_is_plain_address(address))
        return true;
    return text_starts_with(address, TEXT("/")) && path_of_address(arena, address, &path) == PATH_OK &&
           text_equal(path_to_address(arena, path), address);
}

static bool read_words(struct ledger_entry *entry, text column)
{
    entry->words = column;
    return is_made_of(column, "0123456789abcdef", WORDS_DIGITS) && column.length == WORDS_DIGITS;
}

static bool read_moment(text *moment, text column)
{
    *moment = column;
    return is_made_of(column, "0123456789-:.TZ+", 64);
}

static bool read_article(struct ledger_entry *entry, const text *columns)
{
    static const char digits[] = "0123456789";
    if (!read_moment(&entry->changed, columns[3]) || !is_made_of(columns[4], digits, NOTE_DIGITS) ||
        !read_words(entry, columns[5]))
        return false;
    if (columns[6].bytes && (!read_moment(&entry->published, columns[6]) || !columns[7].length))
        return false;
    entry->authors = columns[7];
    entry->status = columns[8];
    if (entry->status.bytes && !is_made_of(entry->status, "abcdefghijklmnopqrstuvwxyz", 64))
        return false;
    for (size_t i = 0; i < columns[4].length; i++)
        entry->note_count = entry->note_count * 10 + (columns[4].bytes[i] - '0');
    return true;
}

/*
 * line = address " " kind [ " " id [ " " changed " " note-count " " words [ " " published " " authors
 *        [ " " status ] ] ] | " " words | " " name | " " id " " base-url ]
 */
static void read_line(struct reading *reading, text line)
{
    text columns[MOST_COLUMNS] = { { 0 } };
    size_t count = 0, kind = 0;
    text rest = line;
    while (rest.bytes && count < MOST_COLUMNS)
        columns[count++] = text_cut(&rest, ' ');
    while (kind < KIND_COUNT && !text_equal(columns[1], kinds[kind].name))
        kind++;
    struct ledger_entry entry = { .address = columns[0], .where = reading->where };
    if (!is_normal_address(reading->arena, entry.address)) {
        report_line(reading, "a line that does not start with an address");
        return;
    }
    entry.kind = (enum ledger_kind)kind;
    if (kind == KIND_COUNT || rest.bytes || count < 2 + kinds[kind].least || count > 2 + kinds[kind].most ||
        (count > 2 && !columns[2].length) ||
        (entry.kind == LEDGER_ARTICLE && !read_article(&entry, columns)) ||
        (entry.kind == LEDGER_FILE && !read_words(&entry, columns[2])) ||
        (entry.kind == LEDGER_FEED && columns[3].bytes && !config_is_base_url(columns[3]))) {
        report_line(reading, "a line that brief did not write");
        return;
    }
    if (count > 2 && entry.kind != LEDGER_FILE)
        *(entry.kind == LEDGER_LIST ? &entry.name : &entry.id) = url_decode(reading->arena, columns[2]);
    if (entry.kind == LEDGER_FEED)
        entry.base_url = columns[3];
    *list_add(reading->arena, reading->ledger) = entry;
}

static bool is_other_version(text line)
{
    if (!text_starts_with(line, heading))
        return false;
    text rest = text_from(line, heading.length), version = text_cut(&rest, ':');
    for (size_t i = 0; i < COUNT(versions); i++)
        if (text_equal(version, versions[i]))
            return false;
    return true;
}

static void read_lines(struct reading *reading)
{
    text contents = reading->ledger->contents;
    list_reserve(reading->arena, reading->ledger, contents.length / USUAL_LINE_BYTES);
    for (text rest = text_from(contents, text_mark_length(contents)); rest.bytes && reading->is_good;) {
        text line = text_cut_line(&rest);
        size_t offset = (size_t)(line.bytes - contents.bytes);
        reading->where = (span){ reading->ledger->source, (uint32_t)offset, (uint32_t)line.length };
        if (is_other_version(line))
            report(reading, "malformed-ledger", "build with that version",
                "written by another version of brief");
        else if (line.length && line.bytes[0] != '#')
            read_line(reading, line);
    }
}

bool ledger_read(struct arena *arena, int site_folder, struct sources *sources, const struct site *site,
    struct ledger *ledger, struct diagnostics *diagnostics)
{
    *ledger = (struct ledger){ 0 };
    int error = file_read(site_folder, file_name, LEDGER_BYTES, arena, &ledger->contents, NULL);
    if (error && error != ENOENT) {
        file_fault_report(diagnostics, SPAN_NONE, "unreadable-file", error, "cannot read '%s'", file_name);
        return false;
    }
    struct reading reading = {
        .arena = arena, .ledger = ledger, .diagnostics = diagnostics, .is_good = true
    };
    if (!error) {
        ledger->source = sources_add(sources, text_of(file_name), text_of(file_name), ledger->contents);
        size_t fault = text_find_invalid_utf8(ledger->contents);
        reading.where = (span){ ledger->source, (uint32_t)fault, 1 };
        if (fault != SIZE_MAX)
            report_line(&reading, "a byte that is not UTF-8");
        else if (!has_conflict(&reading, ledger->contents))
            read_lines(&reading);
        if (reading.is_good && !ledger->count)
            report_lost(&reading);
    }
    return ledger_index(arena, ledger, site, diagnostics) && reading.is_good;
}

static void append_id(struct buffer *out, text id)
{
    for (size_t i = 0; i < id.length; i++) {
        unsigned char byte = (unsigned char)id.bytes[i];
        if (byte <= ' ' || byte == 0x7F || byte == '%')
            buffer_print(out, "%%%02X", byte);
        else
            buffer_append_byte(out, id.bytes[i]);
    }
}

text ledger_authors(struct arena *arena, const struct article *article)
{
    struct buffer out;
    buffer_init(&out, arena);
    for (size_t i = 0; i < article->authors.count; i++) {
        if (i)
            buffer_append_byte(&out, ',');
        buffer_append(&out, ((const struct author *)article->authors.items[i])->slug);
    }
    return out.length ? buffer_text(&out) : TEXT("-");
}

static void append_article(struct buffer *out, const struct ledger_entry *entry)
{
    buffer_print(out, " %.*s %lld %.*s", TEXT_ARGS(entry->changed), (long long)entry->note_count,
        TEXT_ARGS(entry->words));
    if (entry->published.bytes)
        buffer_print(out, " %.*s %.*s", TEXT_ARGS(entry->published), TEXT_ARGS(entry->authors));
    if (entry->status.bytes)
        buffer_print(out, " %.*s", TEXT_ARGS(entry->status));
}

text ledger_write(struct arena *arena, const struct ledger *ledger)
{
    struct buffer out;
    buffer_init(&out, arena);
    buffer_reserve(&out, ledger->count * 160 + 256);
    buffer_print(&out,
        "%.*s%.*s: the addresses of this archive, written by brief build; commit it with the content\n",
        TEXT_ARGS(heading), TEXT_ARGS(versions[COUNT(versions) - 1]));
    for (size_t i = 0; i < ledger->count; i++) {
        const struct ledger_entry *entry = &ledger->items[i];
        buffer_append(&out, entry->address);
        buffer_append_byte(&out, ' ');
        buffer_append(&out, kinds[entry->kind].name);
        text column = entry->kind == LEDGER_LIST ? entry->name : entry->id;
        if (column.bytes) {
            buffer_append_byte(&out, ' ');
            append_id(&out, column);
        }
        if (entry->kind == LEDGER_ARTICLE)
            append_article(&out, entry);
        else if (entry->kind == LEDGER_FILE)
            buffer_print(&out, " %.*s", TEXT_ARGS(entry->words));
        else if (entry->base_url.bytes)
            buffer_print(&out, " %.*s", TEXT_ARGS(entry->base_url));
        buffer_append_byte(&out, '\n');
    }
    return buffer_text(&out);
}
